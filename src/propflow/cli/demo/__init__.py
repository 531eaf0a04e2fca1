"""The demonstration: a few days at an invented property office, played on a clock that is moved by hand."""
