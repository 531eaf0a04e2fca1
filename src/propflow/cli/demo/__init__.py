"""The demonstration: two weeks at an invented property office, played on a clock that is moved by hand."""
