"""Every guard of a follow-up is seen to pass and to block, with the whole set of reasons compared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflows.follow_up.lives import GRAVE, JOINT, NOON, RECORDING, House, arrived, given

from propflow import Actor, Refused
from propflow.workflows.follow_up import follow_up

TOMORROW = (NOON + timedelta(days=1)).isoformat()
YESTERDAY = (NOON - timedelta(days=1)).isoformat()

PLANS: list[tuple[str, str, dict[str, Any]]] = [
    ("service_is_completed", "not_completed_yet", {"completed_at": TOMORROW}),
    ("only_complaints_are_grave", "grave_without_complaint", {"grave": True}),
    ("head_is_named", "head_wrong", {"kind": "complaint"}),
    ("head_is_named", "head_wrong", {"accused_head": "head"}),
    ("head_is_named", "head_wrong", {**GRAVE, "accused_head": "head"}),
]


@pytest.mark.parametrize(("guard", "code", "form"), PLANS)
def test_a_plan_is_refused(guard: str, code: str, form: dict[str, Any]) -> None:
    """For its own reason and no other; nothing is registered."""
    house = given()
    with pytest.raises(Refused) as refusal:
        house.registered(**form)
    assert [(one.code, one.facts["guard"]) for one in refusal.value.blockers] == [(code, guard)]
    assert [*house.desk.find(workflow="follow_up")] == []


def hua(house: House) -> Actor:
    """Somebody who did the work, and holds every role."""
    return Actor("hua", [one.name for one in follow_up.roles])


BLOCKS: list[tuple[str, str, str, str, dict[str, Any], dict[str, Any]]] = [
    # action, guard, code, state, what is followed up, the form
    ("open", "is_no_complaint", "is_a_complaint", "planned", GRAVE, {}),
    ("open_grave", "is_grave", "is_not_grave", "planned", {}, {}),
    ("open_joint", "two_visit", "one_visits", "planned", GRAVE, {}),
    ("sign_and_return", "quarter_is_right", "another_quarter", "signed", {}, {"quarter_ends": TOMORROW}),
    ("sign_and_return_together", "quarter_is_right", "another_quarter", "signed", JOINT, {"quarter_ends": TOMORROW}),
    ("sign_and_return", "one_visits", "two_visit", "signed", JOINT, {}),
    ("sign_and_return_together", "two_visit", "one_visits", "signed", {}, {}),
    ("visit", "visit_is_not_ahead", "visited_at_another_time", "form_issued", {}, {"visited_at": TOMORROW}),
    ("visit", "visit_is_not_ahead", "visited_at_another_time", "form_issued", {}, {"visited_at": YESTERDAY}),
    ("refuse_sign", "something_stands_for_it", "neither_witness_nor_recording", "visiting", {}, {"witness": " "}),
    ("refuse_sign", "something_stands_for_it", "witnessed_himself", "visiting", {}, {"witness": "cs_staff"}),
    ("give_up", "attempts_were_made", "attempts_left", "unreachable", {}, {}),
    ("close", "page_is_the_same", "another_form", "reviewed", {}, {"page_code": "A-002"}),
    ("open_complaint", "one_way_is_chosen", "way_does_not_fit", "unqualified", {}, {"way": "reopened"}),
    ("complaint_done", "complaint_is_over", "complaint_open", "complaint_opened", {}, {}),
]


@pytest.mark.parametrize(("action", "guard", "code", "state", "asks", "form"), BLOCKS)
def test_it_blocks(action: str, guard: str, code: str, state: str, asks: dict[str, Any], form: dict[str, Any]) -> None:
    """For its own reason and no other."""
    house = arrived(state, "sign_and_return_together") if asks is JOINT and state != "planned" else arrived("start")
    if not house.case_id:
        house.registered(**asks)
        from tests.workflows.follow_up.lives import ROUTES

        house.all_did(*ROUTES[state])
    with pytest.raises(Refused) as refusal:
        house.did(action, **form)
    assert [(one.code, one.facts["guard"]) for one in refusal.value.blockers] == [(code, guard)]


@pytest.mark.parametrize(("action", "asks"), [("open", {}), ("open_grave", GRAVE), ("open_joint", JOINT)])
def test_nobody_visits_after_work_of_his_own(action: str, asks: dict[str, Any]) -> None:
    """Nor stands in for somebody who did it; the head complained about comes along all the same."""
    house = given().registered(**{**asks, "handlers": ["hua", "head"]})
    assert house.refused(action, hua(house)) == {"visits_own_work"}
    deputy = Actor("deputy", [one.name for one in follow_up.roles], on_behalf_of="hua")
    assert house.refused(action, deputy) == {"visits_own_work"}
    assert house.did(action).state == "form_issued"


@pytest.mark.parametrize(
    ("said", "kind", "codes"),
    [
        ("any", "repair", set()), ("complaints", "repair", {"phone_not_allowed"}), ("complaints", "complaint", set()),
        ("none", "complaint", {"phone_not_allowed"}),
    ],
)  # fmt: skip
def test_the_telephone_is_policy(said: str, kind: str, codes: set[str]) -> None:
    """Two procedures contradict each other; nobody signs on the telephone, so something else stands for it."""
    house = given(phone=said).registered(**(GRAVE if kind == "complaint" else {}))
    house.did("open_grave" if kind == "complaint" else "open")
    if codes:
        assert house.refused("visit", method="phone") == codes
        return
    house.did("visit", method="phone")
    assert house.refused("resident_signs") == {"nobody_signs_on_the_phone"}
    assert house.did("refuse_sign", witness="", recording=[RECORDING]).state == "unsigned"


def test_attempts_are_counted() -> None:
    """Given up neither before nor after; the visitor does not give up by himself."""
    house = given(attempts=2).registered().all_did("open", "visit", "no_contact")
    assert house.refused("give_up") == {"attempts_left"}
    house.all_did("retry", "visit", "no_contact")
    assert house.refused("retry") == {"attempts_used_up"}
    assert house.refused("give_up", Actor("cs_staff", ["cs_supervisor"])) == {"duty_relation"}
    assert house.refused("give_up", quarter_ends=TOMORROW) == {"another_quarter"}
    assert house.all_did("give_up", "close").state == "archived"  # nothing to review: nobody was met


def test_whoever_visited_does_not_review() -> None:
    """Neither the visitor nor the head complained about."""
    house = arrived("signed", "sign_and_return_together").did("sign_and_return_together")
    for who in ("cs_staff", "head"):
        assert house.refused("review", Actor(who, ["cs_supervisor"])) == {"duty_relation"}
    house.did("review")


def test_reopened_or_new() -> None:
    """The complaint that was followed up is reopened; another one is new; never both."""
    house = given().grieved("open")
    house.registered(**{**JOINT, "about": house.grievance_id}).all_did("open_joint", "visit", "resident_signs")
    house.all_did("sign_and_return_together", "review", "mark_unqualified")
    assert house.refused("open_complaint", way="new") == {"way_does_not_fit"}
    assert house.refused("open_complaint", complaint="nowhere") == {"link_unknown"}
    assert house.did("open_complaint", way="reopened").case.links("group") == (house.grievance_id,)


def test_only_a_complaint_is_reopened() -> None:
    """A repair whose work order bears the same number is no complaint."""
    house = given().grieved("open").registered(about="SU-000001").all_did("open", "visit", "resident_signs")
    house.all_did("sign_and_return", "review", "mark_unqualified")
    assert house.refused("open_complaint", complaint="SU-000001", way="reopened") == {"way_does_not_fit"}
    assert house.did("open_complaint", complaint="SU-000001").state == "complaint_opened"


def test_the_guards_are_all_seen() -> None:
    """Each guard there is has a test above."""
    seen = {one[0] for one in PLANS} | {one[1] for one in BLOCKS} | {
        "visitor_did_not_handle", "method_is_allowed", "was_face_to_face", "attempt_is_left", "is_qualified",
    }  # fmt: skip
    assert seen == {guard.name for action in follow_up.actions for guard in action.guards}
