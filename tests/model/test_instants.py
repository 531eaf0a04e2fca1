"""Instants: aware, in UTC, written in one fixed form that sorts as time goes."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propflow import VirtualClock
from propflow.errors import InvalidValue
from propflow.model.instants import from_text, instant, system_now, to_text

NINE = datetime(2026, 9, 30, 9, tzinfo=UTC)

aware = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.timezones(no_cache=True),
)


def refusal(spelled: object) -> InvalidValue:
    """Why a text is no instant."""
    with pytest.raises(InvalidValue) as found:
        from_text(spelled)  # type: ignore[arg-type]
    return found.value


def test_any_zone_becomes_utc() -> None:
    """An aware datetime of any zone is the same instant in UTC."""
    found = instant(datetime(2026, 9, 30, 17, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert found == NINE
    assert found.tzinfo is UTC
    assert instant(NINE) is NINE


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (datetime(2026, 9, 30, 9), "naive"),  # noqa: DTZ001
        (date(2026, 9, 30), "not_instant"),
        (1_790_000_000, "not_instant"),
        ("2026-09-30T09:00:00Z", "not_instant"),
        (None, "not_instant"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "range"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "range"),
    ],
)
def test_what_names_no_instant(value: object, code: str) -> None:
    """A local time without a zone, or what is no datetime, names no instant."""
    with pytest.raises(InvalidValue) as found:
        instant(value, "occurred_at")
    assert (found.value.where, found.value.code) == ("occurred_at", code)


def test_naive_is_told_what_to_do() -> None:
    """The refusal of a naive datetime says how to give it a zone."""
    with pytest.raises(InvalidValue, match=r"2026-09-30T09:00:00 without a zone; give it one, such as tzinfo="):
        instant(datetime(2026, 9, 30, 9))  # noqa: DTZ001


@settings(deadline=None)
@given(aware)
def test_text_is_read_back(given_instant: datetime) -> None:
    """An instant written and read is the same, to the microsecond, in 27 characters."""
    spelled = to_text(instant(given_instant))
    assert len(spelled) == 27
    assert from_text(spelled) == given_instant.astimezone(UTC)
    assert from_text(spelled).tzinfo is UTC


@settings(deadline=None)
@given(aware, aware)
def test_texts_sort_as_time_goes(one: datetime, other: datetime) -> None:
    """Of two instants the later has the greater text, byte by byte."""
    one, other = instant(one), instant(other)
    assert (to_text(one).encode() < to_text(other).encode()) == (one < other)


@pytest.mark.parametrize(
    "spelled",
    [
        "2026-09-30T09:00:00Z",
        "2026-09-30t09:00:00z",
        "2026-09-30 09:00:00Z",
        "2026-09-30T09:00:00.000000Z",
        "2026-09-30T09:00:00.0Z",
        "2026-09-30T09:00:00.000000000Z",
        "2026-09-30T17:00:00+08:00",
        "2026-09-30T04:00:00.000-05:00",
        "2026-09-30T09:00:00+00:00",
    ],
)
def test_rfc_3339_is_read(spelled: str) -> None:
    """RFC 3339 is read with any offset, small letters, and a blank for the T."""
    assert from_text(spelled) == NINE


@pytest.mark.parametrize(
    "spelled",
    [
        "",
        "tomorrow",
        "2026-09-30",
        "2026-09-30T09:00Z",
        "2026-09-30T09Z",
        "20260930T090000Z",
        "2026-W40-3T09:00:00Z",
        "2026-W40-3T09:00:00.000000Z",
        "2026-09-30x09:00:00Z",
        "2026-09-30x09:00:00.000000Z",
        "2026-09-30T09:00:00,5Z",
        "2026-09-30T09:00:60Z",
        "2026-09-30T24:00:00Z",
        "2026-02-30T09:00:00Z",
        "2026-09-30T09:00:00-00:00",
        "2026-09-30T09:00:00+08",
        "2026-09-30T09:00:00+08:00:30",
        "2026-09-30T09:00:00.1234567Z",
        "２026-09-30T09:00:00.000000Z",
        " 2026-09-30T09:00:00Z",
        "2026-09-30T09:00:00Z\n",
        "2026-09-30T09:00:00Z" * 100_000,
        None,
        20260930,
        b"2026-09-30T09:00:00Z",
    ],
    ids=lambda value: repr(value)[:40],
)
def test_other_spellings_are_refused(spelled: object) -> None:
    """Other spellings, leap seconds, unknown offsets and parts of a microsecond are refused shortly."""
    found = refusal(spelled)
    assert found.code == "not_instant"
    assert len(found.reason) < 150


def test_text_without_a_zone_is_naive() -> None:
    """A text that lacks only the zone is told so."""
    assert refusal("2026-09-30T09:00:00").code == "naive"


def test_text_beyond_the_calendar() -> None:
    """An instant that in UTC falls outside the calendar is refused, not a crash."""
    assert refusal("9999-12-31T23:59:59-01:00").code == "range"


def test_system_now_is_aware() -> None:
    """The machine's time is an instant in UTC."""
    assert system_now().tzinfo is UTC


# --- the virtual clock -----------------------------------------------------------------------


def test_virtual_clock_stands_still() -> None:
    """It says the same until it is moved, and moves exactly as far as it is told."""
    now = VirtualClock(NINE)
    assert now() == now() == NINE
    now.advance(timedelta(minutes=5))
    assert now() == NINE + timedelta(minutes=5)
    now.move_to(datetime(2026, 9, 30, 18, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert now() == datetime(2026, 9, 30, 10, tzinfo=UTC)
    assert now().tzinfo is UTC


def test_virtual_clock_never_runs_backwards() -> None:
    """An instant already passed leaves it where it is; a negative length is refused."""
    now = VirtualClock(NINE)
    now.move_to(NINE - timedelta(days=1))
    assert now() == NINE
    with pytest.raises(InvalidValue, match="time only goes on"):
        now.advance(timedelta(microseconds=-1))


def test_virtual_clock_needs_a_zone() -> None:
    """It starts and moves by instants only."""
    with pytest.raises(InvalidValue, match=r"^start: .* without a zone"):
        VirtualClock(datetime(2026, 9, 30))  # noqa: DTZ001
    with pytest.raises(InvalidValue, match=r"^then: .* without a zone"):
        VirtualClock(NINE).move_to(datetime(2026, 9, 30))  # noqa: DTZ001


@given(st.lists(st.sampled_from(range(4)), max_size=30))
@settings(max_examples=100)
def test_text_does_not_depend_on_what_was_spelled_before(turns: list[int]) -> None:
    """In whatever turns instants are spelled, each has its own text."""
    instants = [NINE + timedelta(microseconds=1_234_567 * number) for number in range(4)]
    texts = [one.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for one in instants]
    assert [to_text(instants[number]) for number in turns] == [texts[number] for number in turns]
