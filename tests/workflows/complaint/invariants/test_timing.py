"""I17 to I22: by when, judged from the acts on record and the policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.workflows.complaint.invariants import stories
from tests.workflows.complaint.invariants.histories import (
    breaches,
    changed,
    judged,
    kept,
    last,
    looked_at,
    number,
    of,
    reworded,
    under,
    without,
)
from tests.workflows.complaint.lives import START, given

from propflow import minutes
from propflow.definition.invariants import NOT_APPLICABLE, NOT_YET_OWED, OPEN_QUESTION, History, Standing

Edit = Callable[[History], History]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("name", "story"),
    [
        ("I17", stories.ordinary), ("I17", stories.sensed), ("I17", stories.merged), ("I18", stories.ordinary),
        ("I18", stories.late), ("I18", stories.reworked), ("I19", stories.major), ("I20", stories.urgent),
        ("I22", stories.ordinary), ("I22", stories.late), ("I22", stories.major), ("I22", stories.looked_back_at),
    ],
)  # fmt: skip
def test_a_lawful_complaint_keeps_it(name: str, story: Callable[[], History]) -> None:
    """What the desk has let through in these stories is in order."""
    assert kept(name, story())


def test_it_is_not_of_that_sort() -> None:
    """A case that is neither major nor urgent."""
    assert judged("I19", stories.ordinary()) is NOT_APPLICABLE
    assert judged("I20", stories.ordinary()) is NOT_APPLICABLE


# I17


def test_a_limit_that_lies_ahead_is_not_owed_yet() -> None:
    """A running case is judged up to the last look at its clocks, the due instant included."""
    history = of(given().registered())
    assert judged("I17", history) is NOT_YET_OWED
    ten = START + timedelta(minutes=10)
    assert judged("I17", looked_at(history, ten)) is NOT_YET_OWED
    assert "'Handed to the department concerned' was due" in breaches("I17", looked_at(history, ten + SECOND))[0][1]


def test_a_late_act_without_an_alert_is_a_breach() -> None:
    """The alert is the clock's own mark, or somebody's entry; one of the two is on record, whoever is late."""
    history = stories.late()
    assert judged("I17", history) is NOT_YET_OWED
    quiet = without(history, "hand_over", kind="mark")
    at, what = breaches("I17", quiet)[0]
    assert (at, "its passing is not on record" in what) == (number(quiet, "dispatch"), True)
    entered = attrs.evolve(last(quiet, "classify"), action="alert_overrun", number=98)
    noted = reworded(attrs.evolve(quiet, records=[*quiet.records, entered]), "alert_overrun", milestone="hand_over")
    assert judged("I17", noted) is NOT_YET_OWED
    assert breaches("I17", reworded(noted, "alert_overrun", milestone="settle"))


def test_a_mark_of_another_cycle_is_no_alert() -> None:
    """Each cycle is accounted for by itself."""
    mark = [one for one in stories.late().records if one.kind == "mark" and one.facts["mark"] != "75%"]
    other = {one.number: attrs.evolve(one, facts={**one.facts, "cycle": 2}) for one in mark}
    history = stories.late()
    assert breaches("I17", attrs.evolve(history, records=[other.get(one.number, one) for one in history.records]))


def test_a_mark_inside_the_limit_is_no_alert() -> None:
    """That three quarters have passed was said before anything was late."""
    history = stories.late()
    inside = [one for one in history.records if one.kind != "mark" or one.facts["mark"] == "75%"]
    assert len(inside) < len(history.records)
    assert breaches("I17", attrs.evolve(history, records=inside))


def _unsettled(history: History) -> list[int]:
    """Where the limit for settling is found to be broken."""
    found = judged("I17", history)
    return (
        [] if isinstance(found, Standing) else [one.number for one in found if "'The complaint is settled'" in one.what]
    )


def test_more_time_approved_before_the_limit_accounts_for_it() -> None:
    """By the one named, and before the limit has passed; approved later, by somebody else, or for less, it does not."""
    history = stories.extended()
    assert _unsettled(history) == []
    done, limit = [number(history, "report_done")], START + timedelta(days=2)
    assert _unsettled(without(history, "approve_extension")) == done
    assert _unsettled(changed(history, "approve_extension", at=limit)) == []
    assert _unsettled(changed(history, "approve_extension", at=limit + SECOND)) == done
    assert _unsettled(changed(history, "approve_extension", grant={"as": "role:department_head"})) == done
    assert _unsettled(reworded(history, "approve_extension", approved_limit="2026-10-01T01:00:00.000000Z")) == done


def test_a_report_that_was_not_true_settled_nothing() -> None:
    """The limit has run on all the time, and ends with the report that held."""
    house = given().in_progress().did("report_done").did("verification_failed").later(days=3)
    house.all_did("report_done", "tell_result", "verify").did("close", overrun_reason="Not true at first")
    history = without(of(house), "settle", kind="mark")
    assert _unsettled(history) == [number(history, "report_done")]
    assert _unsettled(without(history, "verification_failed")) == []


def test_a_grade_that_comes_after_the_end_gives_no_more_time() -> None:
    """What was late by its grade then stays late."""
    house = given().in_progress().later(days=3).did("report_done").did("classify", grade="major")
    history = without(of(house), "settle", kind="mark")
    assert _unsettled(history) == [number(history, "report_done")]


# I18 and I22


def _clock(history: History, action: str, clock: str, **entry: Any) -> History:
    """With other words about a clock in the last record of an action."""
    changes = last(history, action).changes
    before: Any = changes["clocks"][clock]
    return changed(history, action, changes={**changes, "clocks": {**changes["clocks"], clock: {**before, **entry}}})


LATER = "2026-09-28T02:00:00.000000Z"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"paused": LATER}, "stood still"), ({"spent": 5}, "stood still"), ({"since": LATER}, "stood still"),
        ({"start": LATER, "since": LATER}, "counts from"), ({"cycle": 2}, "begun anew"),
    ],
)  # fmt: skip
def test_a_clock_that_was_halted_or_begun_again_is_found(entry: dict[str, Any], words: str) -> None:
    """Whatever the journal says of a clock is held against its acts."""
    history = _clock(stories.ordinary(), "classify", "settle", **entry)
    assert any(at == number(history, "classify") and words in what for at, what in breaches("I18", history))


def test_a_reopened_case_has_a_new_cycle() -> None:
    """To be handed over and settled again, while the month counts from reception: no breach of what else is kept."""
    house = given(becomes_major="off").following_up().did("record_follow_up", follow_up_result="failed")
    assert kept("I18", of(house.later(days=1).did("reopen")))


def test_a_limit_of_another_length_is_found() -> None:
    """Longer than the policy has it, or left out altogether."""
    history = _clock(stories.ordinary(), "classify", "settle", due="2026-10-01T01:00:00.000000Z")
    assert "'settle' is not as long as the policy has it" in breaches("I22", history)[0][1]
    changes = last(stories.ordinary(), "register").changes
    left: Any = {name: one for name, one in changes["clocks"].items() if name != "hand_over"}
    without_it = changed(stories.ordinary(), "register", changes={**changes, "clocks": left})
    assert (1, "the limit 'hand_over' of the policy was not begun") in breaches("I22", without_it)


def test_a_change_of_the_definition_on_the_way_is_found() -> None:
    """Every record names the one that was in force at registration."""
    history = changed(stories.ordinary(), "close", workflow="complaint@1:0")
    assert breaches("I22", history)[0][0] == number(history, "close")


def test_another_policy_is_found_by_its_limits() -> None:
    """Held against a policy with other amounts the journal does not fit."""
    assert "'hand_over'" in breaches("I22", under(stories.ordinary(), hand_over=minutes(20)))[0][1]


# I19


def _major(**changes: Any) -> History:
    return of(given(**changes).registered().did("classify", grade="major").did("open"))


def test_a_major_case_is_passed_up_and_replied_to_in_time() -> None:
    """Until the day ends, and within two days; then it is a breach if nothing is on record."""
    history = _major()
    day, two = START + timedelta(hours=15), START + timedelta(days=2)
    assert judged("I19", looked_at(history, day)) is NOT_YET_OWED
    (at, what), *others = breaches("I19", looked_at(history, day + SECOND))
    assert (at, others) == (2, [])
    assert "passed up to the general manager" in what
    both = [what for _, what in breaches("I19", looked_at(history, two + SECOND))]
    assert ["replied to" in what for what in both] == [False, True]


@pytest.mark.parametrize(
    ("action", "left"), [("forward_to_superior", ["replied to"]), ("definite_reply", ["passed up"])]
)
def test_each_duty_to_a_major_case_is_met_by_its_own_act(action: str, left: list[str]) -> None:
    """Passing up is no reply; a reply given by the office head does not pass it up."""
    house = given().registered().all_did("open").did("classify", grade="major").did(action)
    told = [what for _, what in breaches("I19", looked_at(of(house), START + timedelta(days=3)))]
    assert [any(word in what for what in told) for word in ("replied to", "passed up")] == [
        "replied to" in left, "passed up" in left,
    ]  # fmt: skip


def test_an_alert_accounts_for_a_major_case_that_waits() -> None:
    """The desk that looks at its clocks in time leaves none unaccounted for."""
    history = of(given().registered().did("classify", grade="major").did("open").later(days=3))
    assert kept("I19", history)
    quiet = without(history, "forward_up", "definite_reply", kind="mark")
    assert [at for at, _ in breaches("I19", quiet)] == [2, 2]


def test_a_major_case_that_ended_or_was_lowered_in_time_owes_nothing() -> None:
    """What was explained, closed or found less grave that day need not go up."""
    lowered = of(given().registered().did("classify", grade="major").did("lower_classification"))
    assert kept("I19", looked_at(lowered, START + timedelta(days=3)))


def test_an_own_finding_owes_nobody_a_reply() -> None:
    """There is no complainant; it is passed up all the same."""
    house = given().registered("register_internal_finding").did("classify", grade="major")
    (_, what), *others = breaches("I19", looked_at(of(house), START + timedelta(days=3)))
    assert ("passed up" in what, others) == (True, [])


def test_until_it_is_opened_nobody_is_owed_a_reply() -> None:
    """Whether there is somebody to be replied to is known with the opening; a waived contact owes none."""
    house = given().registered().did("classify", grade="major")
    assert len(breaches("I19", looked_at(of(house), START + timedelta(days=3)))) == 1
    nobody = {"contact_person": None, "address": None, "phone": None}
    house.did("waive_contact").did("open", contact_mode="waived", **nobody)
    (_, what), *others = breaches("I19", looked_at(of(house), START + timedelta(days=3)))
    assert ("passed up" in what, others) == (True, [])


def test_a_conversion_begins_the_duties_to_a_major_case() -> None:
    """What was owed before the explanation is owed no longer; from the conversion on both duties count."""
    house = given().registered().did("classify", grade="major").did("explain_only").later(days=3)
    history = of(house.did("convert_to_valid", grade="major"))
    found = breaches("I19", looked_at(history, START + timedelta(days=6)))
    assert [at for at, _ in found] == [number(history, "convert_to_valid")] * 2
    assert kept("I19", of(house.later(days=3)))


def test_what_was_explained_before_anybody_could_reply_owes_no_reply_of_then() -> None:
    """Converted after the two days from its first grade were over, and replied to in time from then on: it is kept."""
    house = given().registered().did("classify", grade="major").later(days=3).did("explain_only")
    house.did("convert_to_valid", grade="major").all_did("forward_to_superior", "definite_reply")
    assert kept("I19", of(house))


def test_after_a_month_it_is_made_major() -> None:
    """By the system, as soon as it looks; the month counts from reception and not from what happened since."""
    house = given().in_progress()
    assert judged("I19", looked_at(of(house), START + timedelta(days=30))) is NOT_APPLICABLE
    history = of(house.later(days=31))
    assert judged("I19", history) is NOT_YET_OWED
    assert kept("I19", of(house.did("definite_reply")))
    forgotten = without(history, "upgrade_to_major")
    (at, what), *others = breaches("I19", forgotten)
    assert (at, others) == (forgotten.records[-1].number, [])
    assert "it was not made major" in what


# I20


def test_urgent_means_answered_within_fifteen_minutes_or_alerted() -> None:
    """Counted from when it was urgent; exactly fifteen minutes are in time."""
    history = of(given(response_start="15 minutes").registered(level="I"))
    quarter = START + timedelta(minutes=15)
    assert judged("I20", looked_at(history, quarter)) is NOT_YET_OWED
    assert breaches("I20", looked_at(history, quarter + SECOND))[0][0] == 1
    answered = stories.urgent()
    assert kept("I20", answered)
    late = changed(answered, "respond_emergency", at=quarter + SECOND)
    assert breaches("I20", looked_at(late, quarter + SECOND + SECOND))[0][0] == 1
    alerted = of(given(response_start="15 minutes").registered(level="I").later(minutes=20))
    assert kept("I20", alerted)


def test_a_policy_without_levels_asks_for_no_response() -> None:
    """Where the limit is switched off only progress is judged."""
    history = of(given().registered(level="I"))
    assert kept("I20", looked_at(history, START + timedelta(days=1)))


def _urgent_progress() -> History:
    house = given().registered(level="I").did("open", condition="d").did("classify", level="I")
    return of(house.all_did("respond_emergency", "report_emergency_progress"))


def test_progress_of_an_urgent_case_is_seen_by_headquarters_and_owner() -> None:
    """Untold to one of the two, or told to the owner only later, it is a breach."""
    history = _urgent_progress()
    assert kept("I20", history)
    at = number(history, "report_emergency_progress")
    quiet = changed(history, "report_emergency_progress", messages=())
    assert breaches("I20", quiet) == [(at, "progress of an urgent case was not told to headquarters at once")]
    for said in (None, "2026-09-28T01:00:00.000001Z"):
        later = reworded(history, "report_emergency_progress", owner_told_at=said)
        assert breaches("I20", later) == [(at, "progress of an urgent case was not told to the owner at once")]


def test_an_alert_of_a_sensor_counts_from_its_acceptance() -> None:
    """Before, nobody has it; and one that is dismissed owes nothing."""
    house = given(response_start="15 minutes").registered("raise_pre_complaint", level="I")
    assert kept("I20", looked_at(of(house), START + timedelta(days=1)))
    history = of(house.did("accept_alert"))
    assert breaches("I20", looked_at(history, START + timedelta(days=1)))[0][0] == 1


# I21


def test_overruns_of_a_team_are_an_open_question() -> None:
    """Nothing counts them over cases yet; that is said, and not passed for kept."""
    assert judged("I21", stories.late()) is OPEN_QUESTION


# At the edges


def test_exactly_at_the_limit_is_in_time() -> None:
    """Passed up at midnight, answered after fifteen minutes, closed at the due instant."""
    midnight, quarter = START + timedelta(hours=15), START + timedelta(minutes=15)
    history = of(given().registered().did("classify", grade="major").all_did("open", "forward_to_superior"))
    later = looked_at(history, midnight + SECOND)
    assert judged("I19", changed(later, "forward_to_superior", at=midnight)) is NOT_YET_OWED
    assert breaches("I19", changed(later, "forward_to_superior", at=midnight + SECOND))
    answered = looked_at(stories.urgent(), quarter + SECOND)
    assert kept("I20", changed(answered, "respond_emergency", at=quarter))


def test_it_is_with_the_general_manager_by_any_of_three_ways() -> None:
    """Passed up to him or higher, told to him, or taken up by himself."""
    history = of(given().registered().did("classify", grade="major").all_did("open", "forward_to_superior"))
    later = looked_at(history, START + timedelta(days=1))
    assert judged("I19", changed(later, "forward_to_superior", messages=())) is NOT_YET_OWED
    quiet = changed(
        reworded(later, "forward_to_superior", forwarded_to="duty_manager"), "forward_to_superior", messages=()
    )
    assert breaches("I19", quiet)
    assert judged("I19", changed(quiet, "forward_to_superior", grant={"as": "role:general_manager"})) is NOT_YET_OWED


def test_a_lower_grade_before_it_was_major_relieves_of_nothing() -> None:
    """Only what comes after counts."""
    history = of(given().registered().did("classify").did("classify", grade="major"))
    assert breaches("I19", looked_at(history, START + timedelta(days=1)))


def test_what_was_lowered_too_late_was_owed() -> None:
    """After the end of the day the lower grade comes too late."""
    history = of(given().registered().did("classify", grade="major").did("lower_classification"))
    midnight = START + timedelta(hours=15)
    later = looked_at(history, START + timedelta(days=1))
    assert kept("I19", changed(later, "lower_classification", at=midnight))
    assert breaches("I19", changed(later, "lower_classification", at=midnight + SECOND))


MONTH = START + timedelta(days=30, seconds=1)


@pytest.mark.parametrize(
    ("story", "edit", "action"),
    [
        (stories.contested, lambda h: h, "owner_dissatisfied"),
        (stories.contested, lambda h: under(h, becomes_major=None), ""),
        (stories.contested, lambda h: reworded(h, "classify", nature="out_of_scope"), ""),
        (stories.closed, lambda h: h, ""),
        (stories.closed, lambda h: changed(h, "close", at=START + timedelta(days=30)), ""),
        (stories.closed, lambda h: changed(h, "close", at=MONTH), "close"),
        (stories.reviewed, lambda h: changed(h, "quarterly_close", at=MONTH), ""),
        (stories.explained, lambda h: reworded(h, "classify", nature="valid"), ""),
        (stories.sensed, lambda h: changed(h, "close", at=MONTH), "close"),
        (stories.sensed, lambda h: changed(changed(h, "close", at=MONTH), "accept_alert", at=START + SECOND), ""),
    ],
)  # fmt: skip
def test_whose_month_it_is(story: Callable[[], History], edit: Edit, action: str) -> None:
    """Only that of a valid case which was opened, or closed, when the month from reception or acceptance was over."""
    history = looked_at(edit(story()), MONTH)
    if action:
        assert [at for at, _ in breaches("I19", history)] == [number(history, action)]
    else:
        assert judged("I19", history) is NOT_APPLICABLE


def test_a_major_case_has_nothing_more_to_become() -> None:
    """The month passes without a question: its duties were met or alerted."""
    house = given().in_progress(grade="major").did("definite_reply")
    assert kept("I19", looked_at(of(house), MONTH))


def test_a_clock_that_nobody_knows_is_no_matter_of_its_length() -> None:
    """I18 finds that it was begun; the policy has no limit for it."""
    changes = last(stories.ordinary(), "classify").changes
    strange: Any = {**changes["clocks"], "strange": changes["clocks"]["settle"]}
    history = changed(stories.ordinary(), "classify", changes={**changes, "clocks": strange})
    assert kept("I22", history)
    assert breaches("I18", history) == [(number(history, "classify"), "the limit 'strange' was begun anew")]
