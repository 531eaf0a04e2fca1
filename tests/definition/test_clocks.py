"""Clocks as they are written down: limits, marks, ladders, pauses."""

from typing import Any

import attrs
import pytest
from tests.definition.key_loan import asked, key_keeper, lent, receptionist
from tests.parcels import SLOTS, parcel, porter, shelve

from propflow import (
    CONTINUE,
    NEW_CYCLE,
    Action,
    Clock,
    Ladder,
    Pause,
    Rung,
    after,
    amount_slot,
    before,
    by_shift,
    calendar,
    calendar_slot,
    days,
    due,
    flag_slot,
    hours,
    minutes,
    share,
    strictest,
)
from propflow.errors import DefinitionError, InvalidValue

lend = Action("lend", asked, lent, en="Lend", zh="借出", by=receptionist)
take_back = Action("take_back", lent, asked, en="Take back", zh="收回", by=receptionist)


def clock(**changes: Any) -> Clock:
    """A clock, made otherwise by the changes."""
    arguments = {"starts": lend, "stops": take_back, "within": hours(8), "marks": [due(tell=key_keeper)], **changes}
    return Clock("bring_back", **arguments)


def test_one_part_need_not_stand_in_a_list() -> None:
    """A single action, role or value stands by itself; several stand in a list."""
    one, several = clock(), clock(starts=[lend], stops=[take_back])
    assert (one.starts, one.stops) == (several.starts, several.stops) == ((lend,), (take_back,))
    assert Pause(lent, fact="reason", among="rain").among == {"rain"}
    assert Ladder("up", [Rung(key_keeper)], stops_on=lend).stops_on == (lend,)
    assert due(tell=key_keeper).tell == due(tell=[key_keeper]).tell == (key_keeper,)


def test_a_clock_counts_anew_unless_told_otherwise() -> None:
    """By itself a clock runs around the clock and counts anew when it is started again."""
    assert clock().on_reopen is NEW_CYCLE
    assert clock(on_reopen=CONTINUE).on_reopen is CONTINUE
    assert clock().calendar.name == "always"


@pytest.mark.parametrize("limit", [10, 1.5, "8 hours", None])
def test_limit_is_an_amount(limit: object) -> None:
    """A bare number is no limit; the message says how to write one."""
    with pytest.raises(DefinitionError) as refusal:
        clock(within=limit)
    assert refusal.value.what == "Clock 'bring_back'"
    assert refusal.value.faults == (f"within={limit!r} is no amount of time; write minutes(15), hours(2) or days(3).",)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (share(75, tell=key_keeper), "75%"),
        (before(minutes(30), tell=key_keeper), "-30 minutes"),
        (due(tell=key_keeper), "due"),
        (after(hours(1), tell=key_keeper), "+1 hour"),
    ],
)
def test_marks_are_named_by_their_instant(mark: Any, name: str) -> None:
    """The name of a mark stands in the journal and says when it is."""
    assert mark.name == name


@pytest.mark.parametrize("percent", [0, 100, -5, 75.0, True, "75"])
def test_share_lies_inside_the_limit(percent: Any) -> None:
    """A share is a whole percentage from 1 to 99."""
    with pytest.raises(DefinitionError, match="give a whole percentage from 1 to 99"):
        share(percent, tell=key_keeper)


@pytest.mark.parametrize("nobody", ["key_keeper", [lent], 3])
def test_who_is_told_is_a_role(nobody: Any) -> None:
    """A mark tells roles, not names or other things."""
    with pytest.raises(DefinitionError, match="is told, but is no Role"):
        due(tell=nobody)


def test_rung_is_a_role() -> None:
    """A rung of a ladder is a role and not a name."""
    with pytest.raises(TypeError, match="'role' must be"):
        Rung("key_keeper")  # type: ignore[arg-type]


@pytest.mark.parametrize("wait", [5, "2 hours", amount_slot("wait", en="Wait", zh="等待")])
def test_distances_are_amounts(wait: Any) -> None:
    """How far a mark or a rung lies from the limit is an amount: no number, no text, and no slot."""
    for make in (lambda: Rung(key_keeper, wait), lambda: before(wait, tell=key_keeper),
                 lambda: after(wait, tell=key_keeper)):  # fmt: skip
        with pytest.raises(TypeError, match=r"must be <class '.*Amount'>"):
            make()


def test_pause_is_in_a_state() -> None:
    """A pause is in a state and not in the name of one."""
    with pytest.raises(TypeError, match="'state' must be"):
        Pause("lent")  # type: ignore[arg-type]


def test_limit_has_a_sound_amount() -> None:
    """No days is no limit."""
    with pytest.raises(InvalidValue, match="from 1 to"):
        clock(within=days(0))


def test_a_clock_is_neither_extended_nor_taken_back_unless_told() -> None:
    """By itself a stop holds, a limit stays, and a mark does nothing but tell."""
    plain = clock()
    assert (plain.taken_back_by, plain.extended_by, plain.until) == ((), (), None)
    assert [one.does for one in plain.marks] == [None]


def test_what_takes_back_and_extends_need_not_stand_in_a_list() -> None:
    """A single action stands by itself here too."""
    one = clock(taken_back_by=lend, extended_by=lend, until="until")
    assert (one.taken_back_by, one.extended_by) == ((lend,), (lend,))


@pytest.mark.parametrize("make", [due, lambda **how: after(hours(1), **how)])
def test_at_and_after_the_limit_the_system_may_act(make: Any) -> None:
    """A mark at the limit or after it names what the system then does; it need not tell anybody."""
    assert (make(does=lend).does, make(does=lend).tell) == (lend, ())


@pytest.mark.parametrize("given", ["cn-office", 5, None])
def test_a_calendar_is_one(given: Any) -> None:
    """Its name is none: that is for policies, through a slot."""
    for make in (lambda: clock(calendar=given), lambda: clock(within=by_shift(given, on=hours(1), off=hours(2)))):
        with pytest.raises(DefinitionError) as refusal:
            make()
        assert refusal.value.faults == (f"calendar={given!r} is no calendar, and no slot for one.",)


def test_a_slot_for_a_calendar_holds_one() -> None:
    """Neither a limit's slot nor a flag's names a calendar."""
    wait = amount_slot("wait", en="Wait", zh="等待")
    for make in (lambda: clock(calendar=wait), lambda: clock(within=by_shift(wait, on=hours(1), off=hours(2)))):
        with pytest.raises(DefinitionError) as refusal:
            make()
        assert refusal.value.faults == ("calendar= names the slot 'wait', which holds no calendar.",)


def test_both_sides_of_a_shift_are_limits() -> None:
    """What is none is refused, however deep it lies."""
    with pytest.raises(DefinitionError) as refusal:
        clock(within=by_shift(calendar("cn-office"), on=5, off=strictest(hours(1), "night")))  # type: ignore[arg-type]
    assert refusal.value.faults == (
        "within=5 is no amount of time; write minutes(15), hours(2) or days(3).",
        "within='night' is no amount of time; write minutes(15), hours(2) or days(3).",
    )


@pytest.mark.parametrize("most", [5, "2 hours", flag_slot("flag", en="F", zh="是")])
def test_case_28_the_longest_pause_is_an_amount(most: Any) -> None:
    """Or a slot for one: no number, no text, and no flag."""
    with pytest.raises(DefinitionError, match="is no amount of time, and no slot for one") as refusal:
        Pause(lent, at_most=most)
    assert refusal.value.what == "A pause in 'lent'"
    assert Pause(lent, at_most=hours(2)).at_most == hours(2)


def test_marks_of_days_are_refused_where_service_time_may_count() -> None:
    """A policy may name any calendar, so a mark cannot be days away either."""
    where = calendar_slot("where", en="Hours", zh="时间")
    clock = attrs.evolve(shelve, calendar=where, marks=[after(days(1), tell=porter)])
    with pytest.raises(DefinitionError) as refusal:
        parcel(clocks=[clock], slots=[*SLOTS, where])
    assert refusal.value.faults == (
        "Clock 'shelve' counts service time, but a mark of it is '1 day' away; use minutes or hours.",
    )


def test_marks_of_days_are_refused_where_service_time_counts() -> None:
    """How long a day of service is depends on the day."""
    clock = attrs.evolve(shelve, calendar=calendar("cn-office"), marks=[after(days(1), tell=porter)])
    with pytest.raises(DefinitionError) as refusal:
        parcel(clocks=[clock])
    assert refusal.value.faults == (
        "Clock 'shelve' counts service time, but a mark of it is '1 day' away; use minutes or hours.",
    )
