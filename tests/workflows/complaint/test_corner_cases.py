"""The corner cases of time that only a whole complaint shows, by their numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.complaint.lives import START, House, given
from tests.workflows.complaint.usual import HANDLER

from propflow import Actor

HOUR = timedelta(hours=1)
HELP = {"nature": "communicative_help", "grade": "none"}


def verdicts(house: House) -> dict[str, tuple[str | None, int]]:
    """What was found of each clock that has stopped, and in which cycle it is."""
    return {one.name: (one.verdict, one.cycle) for one in house.case.clocks if not one.running}


def told(house: House, case_id: str) -> list[str]:
    """The marks and rungs that have fired for a case, in order."""
    return [str(one.facts["mark"]) for one in house.desk.journal(case_id) if one.kind == "mark"]


def owed(house: House) -> list[tuple[timedelta, str]]:
    """Which limits the complaint is under, and how long after reception each ends."""
    return sorted((one.due_at - START, one.name) for one in house.case.clocks if one.running and one.due_at)


def sound(house: House) -> None:
    """Nothing is found wrong with any complaint of the house."""
    assert [one.what for one in house.desk.verify().faults] == []


# 25: which clocks a wait stops


@pytest.mark.parametrize("profile", ["reception_training", "front_desk_manual"])
def test_case_25_these_manuals_let_no_wait_stop_a_limit(profile: str) -> None:
    """With the developer, or put on record as not to be handled for now, a complaint is owed by the same instant."""
    house = given(profile).in_progress(grade="important")
    limit = house.case.clock("settle").due_at
    house.later(hours=5).did("hand_to_external")
    assert (house.case.clock("settle").due_at, house.case.clock("settle").paused_since) == (limit, None)
    house.later(hours=5).did("external_returned").signed("declare_stalled")
    assert (house.case.clock("settle").due_at, house.case.clock("settle").paused_since) == (limit, None)
    assert all(one.paused_since is None for one in house.case.clocks)


# 30: severity and nature change


def test_case_30_a_conversion_begins_the_clocks_that_an_explanation_had_ended() -> None:
    """Communicative at first, valid after all: what was void counts anew from the conversion, in its second cycle."""
    house = given().registered().did("classify", **HELP).later(hours=1).did("explain_only")
    assert verdicts(house)["settle"] == ("void", 1)
    house.later(hours=3).did("convert_to_valid", grade="minor")
    settle = house.case.clock("settle")
    assert (settle.cycle, settle.started_at, settle.verdict) == (2, START + 4 * HOUR, None)
    assert settle.due_at == START + 4 * HOUR + timedelta(days=2)
    sound(house)


def test_case_30_the_clocks_of_a_promotion_start_with_it() -> None:
    """Made major after a month it goes to the general manager that day, not on the day of a month ago."""
    house = given().in_progress().signed("declare_stalled").later(days=30)
    (promotion,) = [one for one in house.desk.journal(house.case_id) if one.action == "upgrade_to_major"]
    up = house.case.clock("forward_promoted")
    assert up.started_at == promotion.at == house.clock()
    assert up.due_at - up.started_at == timedelta(hours=15)
    sound(house)


# 32: who excused it


def test_case_32_an_excused_overrun_names_who_excused_it() -> None:
    """Late within what the property manager approved is excused, and the journal has the approval with the name."""
    house = given().in_progress().all_did("request_extension", "approve_extension").later(days=4)
    house.did("report_done")
    assert verdicts(house)["settle"] == ("excused", 1)
    (approval,) = [one for one in house.desk.journal(house.case_id) if one.action == "approve_extension"]
    entry: Any = approval.changes["clocks"]["settle"]
    assert (approval.actor, approval.grant["as"]) == ("property_manager", "role:property_manager")
    assert entry["excused"] == "2026-10-10T01:00:00.000000Z"
    assert entry["due"] == house.desk.journal(house.case_id)[-1].changes["clocks"]["settle"]["due"]


# 34: several departments


def test_case_34_each_department_has_its_own_time_from_the_hand_over() -> None:
    """A department that refuses leaves the next one its whole time; the limit of the complaint does not move."""
    house = given().registered().all_did("classify", "open").later(minutes=10).did("dispatch")
    overall = house.case.clock("settle")
    first = house.case.clock("receipt")
    house.later(hours=1).did("reject_dispatch")
    assert verdicts(house)["receipt"] == ("void", 1)
    house.later(hours=1).did("dispatch", departments=["gardens"])
    second = house.case.clock("receipt")
    assert (first.cycle, first.due_at) == (1, START + timedelta(minutes=10) + 2 * HOUR)
    assert (second.cycle, second.due_at) == (2, START + timedelta(minutes=10) + 4 * HOUR)
    assert house.case.clock("settle") == overall
    sound(house)


def test_case_34_another_handler_gets_no_more_time_and_the_first_receiver_stays_responsible() -> None:
    """Given to somebody else, every clock goes on as it was, and whoever took the complaint in answers for it still."""
    house = given().in_progress().later(hours=2)
    before = house.case
    assert before.related("assignee") == HANDLER
    house.did("reassign")
    assert house.case.related("assignee") == "jun"
    assert house.case.related("first_receiver") == before.related("first_receiver") == "receptionist"
    assert house.case.part("clocks") == before.part("clocks")


# 37: reopened


def test_case_37_a_late_first_cycle_stays_late() -> None:
    """Settled late and reopened, the second cycle is on time; the first verdict stands in its record as it was."""
    house = given().in_progress().later(days=3).all_did("report_done", "tell_result", "verify")
    house.all_did("acknowledge_overrun", "close")
    assert verdicts(house)["settle"] == ("late", 1)
    house.did("assign_follow_up").did("record_follow_up", follow_up_result="failed").did("reopen")
    house.all_did("dispatch", "sign_receipt", "record_contact", "adopt_measures").later(hours=1).did("report_done")
    assert verdicts(house)["settle"] == ("on_time", 2)
    entries: list[Any] = [
        entry
        for one in house.desk.journal(house.case_id)
        if (entry := one.changes.get("clocks", {}).get("settle")) and entry["verdict"]
    ]
    assert [(one["cycle"], one["verdict"]) for one in entries] == [(1, "late"), (2, "on_time")]
    sound(house)


def test_case_37_after_a_contested_result_a_superior_decides() -> None:
    """Who handled it may not review it, nor order the work again."""
    house = given().in_progress().all_did("report_done", "tell_result", "owner_dissatisfied")
    assert house.refused("order_rework", by=Actor("department_head", ["superior_supervisor"])) == {"duty"}
    assert house.did("order_rework").case.clock("settle").cycle == 1  # it was never settled: no new time either


# 38: merged, and many at once


def test_case_38_nothing_is_owed_any_longer_for_what_was_merged() -> None:
    """The second call of the same person: no mark fires for it in a year, and the first is owed as before."""
    house = given().registered().did("classify")
    master, before = house.case_id, house.case.part("clocks")
    house.registered().did("classify").did("merge_duplicate", master_id=master)
    merged = house.case_id
    ends = verdicts(house)
    assert ends.pop("decision") == ("on_time", 1)  # that it is the same was decided in time
    assert {verdict for verdict, _ in ends.values()} == {"void"}
    assert house.case.next_due is None
    assert house.desk.case(master).part("clocks") == before
    silent = told(house, merged)
    house.later(days=365)
    assert told(house, merged) == silent
    assert "due" in told(house, master)
    assert [one.messages for one in house.desk.journal(merged) if one.kind == "mark"] == []
    sound(house)


def test_case_38_members_of_a_mass_complaint_are_answered_one_by_one() -> None:
    """The first contact is owed to each member by itself: one that was called does not count for another."""
    house = given(mass_share_percent=50, first_contact="24 hours").registered().all_did("classify", "open")
    group = house.did("form_task_force").case_id
    members = []
    for _ in range(2):
        house.registered().all_did("classify", "open")
        house.did("join_mass_case", group_case=group)
        members.append(house.case_id)
    house.case_id = members[0]
    house.did("record_contact").later(days=2)
    found = [house.desk.case(one).clock("first_contact") for one in members]
    assert [(one.verdict, "due/1" in one.fired) for one in found] == [("on_time", False), (None, True)]
    sound(house)


# 39: finished, signed, closed, followed up


def test_case_39_four_ends_stop_four_clocks() -> None:
    """Reported done, returned on paper, closed and followed up: each ends its own limit and no other."""
    house = given(follow_up="3 days").in_progress()

    def running() -> set[str]:
        names = {"settle", "form_back", "becomes_major", "follow_up"}
        return {one.name for one in house.case.clocks if one.running and one.name in names}

    assert running() == {"settle", "becomes_major"}
    house.did("report_done")
    assert running() == {"form_back", "becomes_major", "follow_up"}  # settled, but neither on paper nor closed
    house.did("return_form")
    assert running() == {"becomes_major", "follow_up"}
    house.all_did("tell_result", "verify", "close")
    assert running() == {"follow_up"}
    house.all_did("assign_follow_up", "record_follow_up")
    assert running() == set()
    sound(house)


def test_case_39_a_resident_who_does_not_sign_leaves_the_way_over_the_review() -> None:
    """
    A repair closes by the signed sheet and by nothing else; who is away or refuses leaves it to be put on record with
    the supervisor's signature, and to the review, which the office head signs.
    """
    house = given().registered().all_did("classify", "open").did("dispatch", track="repair")
    house.all_did("sign_receipt", "record_contact").did("adopt_measures", track="repair")
    house.all_did("report_done", "record_attempt", "record_attempt", "record_attempt")
    assert house.refused("verify", closing_basis="a") == {"sheet_unsigned"}
    assert house.refused("verify", closing_basis="b") == {"wrong_basis"}
    house.signed("declare_stalled").did("call_review").signed("quarterly_close")
    assert house.state == "closed_unresolvable"
    assert verdicts(house)["settle"] == ("on_time", 1)
    sound(house)


# 40: withdrawn, out of scope


@pytest.mark.parametrize(
    "ending",
    [
        lambda house: house.did("classify", **HELP).did("explain_only"),
        lambda house: house.did("classify", nature="out_of_scope", grade="none").did("explain_only"),
    ],
)
def test_case_40_what_was_explained_counts_neither_as_on_time_nor_as_late(ending: Any) -> None:
    """Its limits are void, however late it was by then; it is still there to be counted."""
    house = given().registered().later(days=9)
    ending(house)
    found = verdicts(house)
    assert {found[one] for one in ("settle", "hand_over", "forward_up", "definite_reply")} == {("void", 1)}
    assert found["decision"] == ("late", 1)  # what was decided late was decided
    assert [one.id for one in house.desk.find(state="explained")] == [house.case_id]
    sound(house)


def test_case_40_a_withdrawal_ends_nothing_by_itself() -> None:
    """That the complainant lets it be is noted; what is wrong is put right within the same limits."""
    house = given().in_progress()
    before = owed(house)
    assert owed(house.did("note_withdrawal")) == before


# 42: nobody there yet


def test_case_42_a_complaint_nobody_has_taken_up_climbs() -> None:
    """Registered and forgotten, it goes rung by rung to the general manager though it has no handler."""
    house = given().registered().later(days=24)
    assert house.case.related("assignee") is None
    decision = house.case.clock("decision")
    assert [one for one in decision.fired if one.startswith("due/")] == ["due/1", "due/2", "due/3", "due/4"]
    sent = [one["role"] for record in house.desk.journal(house.case_id) for one in record.messages
            if one["kind"] == "escalation" and one["about"] == "decision"]  # fmt: skip
    assert sent == ["cs_supervisor", "property_manager", "office_head", "general_manager"]
