"""Months, quarters and thirds of a month: each instant lies in one, and each is found by its name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflows.period.lives import instant

from propflow.workflows.period import Every, span_at, span_named

INSTANTS = st.integers(0, 250 * 365 * 86_400).map(
    lambda seconds: datetime(1950, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@pytest.mark.parametrize(
    ("every", "at", "name", "begins", "ends"),
    [
        ("month", "2026-02-28", "2026-02", "2026-02-01", "2026-03-01"),
        ("month", "2026-12-31", "2026-12", "2026-12-01", "2027-01-01"),
        ("quarter", "2026-01-01", "2026-Q1", "2026-01-01", "2026-04-01"),
        ("quarter", "2026-06-30", "2026-Q2", "2026-04-01", "2026-07-01"),
        ("quarter", "2026-12-31", "2026-Q4", "2026-10-01", "2027-01-01"),
        ("ten_days", "2026-10-10", "2026-10-T1", "2026-10-01", "2026-10-11"),
        ("ten_days", "2026-10-11", "2026-10-T2", "2026-10-11", "2026-10-21"),
        ("ten_days", "2026-10-31", "2026-10-T3", "2026-10-21", "2026-11-01"),
        ("ten_days", "2028-02-29", "2028-02-T3", "2028-02-21", "2028-03-01"),
    ],
)
def test_a_day_lies_in_its_span(every: str, at: str, name: str, begins: str, ends: str) -> None:
    """The calendar of Shanghai, first to last day; the last third of a month is as long as it is."""
    span = span_at(Every(every), instant(at))
    assert (span.name, span.begins, span.ends) == (name, instant(begins), instant(ends))


def test_midnight_belongs_to_the_new_span() -> None:
    """A span ends just before its end; days are those of Shanghai and not of UTC."""
    assert span_at(Every.MONTH, instant("2026-11-01")).name == "2026-11"
    assert span_at(Every.MONTH, instant("2026-11-01") - timedelta(microseconds=1)).name == "2026-10"
    assert span_at(Every.MONTH, datetime(2026, 10, 31, 16, tzinfo=UTC)).name == "2026-11"


@given(st.sampled_from(list(Every)), INSTANTS)
def test_every_instant_lies_in_one_span(every: Every, at: datetime) -> None:
    """It is in the span, the spans beside it begin and end with it, and its name leads back to it."""
    span = span_at(every, at)
    assert span.begins <= at < span.ends
    assert span_at(every, span.begins) == span_at(every, span.ends - timedelta(microseconds=1)) == span
    assert (span.before.ends, span.after.begins) == (span.begins, span.ends)
    assert (span.before.after, span.after.before) == (span, span)
    assert span_named(every, span.name) == span


@pytest.mark.parametrize(
    ("every", "name"),
    [
        ("month", "2026-13"), ("month", "2026-00"), ("month", "0000-01"), ("month", "9999-12"), ("month", "2026-10-T1"),
        ("month", "2026-Q1"), ("month", "2026-1"), ("month", " 2026-10"), ("month", "٢٠٢٦-10"), ("month", ""),
        ("quarter", "2026-Q5"), ("quarter", "2026-Q0"), ("quarter", "2026-10"), ("quarter", "2026-Q1-T1"),
        ("ten_days", "2026-10"), ("ten_days", "2026-10-T4"), ("ten_days", "2026-10-T0"), ("ten_days", "2026-Q1"),
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(every: str, name: str) -> None:
    """Nor is a name of another length one."""
    assert span_named(Every(every), name) is None
