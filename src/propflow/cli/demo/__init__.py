"""The demonstration: a week at an invented property office, played on a clock that is moved by hand."""
