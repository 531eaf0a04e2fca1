"""Every guard is seen to pass and to block, on every action that has it, with the whole set of reasons compared."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.breaks import BREAKS, LETTER_BREAKS, NEVER_ALONE, Break
from tests.workflows.move_out_pass.lives import House, given
from tests.workflows.move_out_pass.plots import PLOTS, ROUTES, Plot, edges, letter_arrived, told
from tests.workflows.move_out_pass.usual import FAMILY, LARGE, TENANT, USUAL

from propflow import Refused
from propflow.definition.guards import Situation
from propflow.errors import DefinitionError
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass

FIRST = {name: source for source, name, _ in reversed(edges())}
"""A state in which each action is possible."""


def staged(one: Break) -> House:
    """A house where the one condition is broken, and nothing else."""
    plot = PLOTS.get(one.action, Plot()) if one.plot is None else one.plot
    house = told(given(**plot.policy), one.route or ROUTES[FIRST[one.action]], plot.asks)
    if plot.lettered is not None:
        house.lettered(**plot.lettered)
    return told(house, plot.steps, {})


def refusal(house: House, action: str, form: dict[str, Any]) -> Refused:
    """How the action is refused; it must be."""
    with pytest.raises(Refused) as found:
        if action == "register":
            house.registered(**form)
        else:
            house.did(action, **form)
    return found.value


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.action}-{one.code}")
def test_it_blocks(one: Break) -> None:
    """For its own reason and no other, said in both languages, with its rules."""
    found = refusal(staged(one), one.action, dict(one.form))
    assert set(found.codes) == {one.code, *one.also}
    mine = next(blocker for blocker in found.blockers if blocker.code == one.code)
    assert mine.facts["guard"] == one.guard
    assert mine.say("en").strip() != mine.say("zh").strip() != ""


@pytest.mark.parametrize(("action", "guard", "code", "state", "form"), LETTER_BREAKS)
def test_it_blocks_a_letter(action: str, guard: str, code: str, state: str, form: dict[str, Any]) -> None:
    """For its own reason and no other."""
    house = letter_arrived(state)
    with pytest.raises(Refused) as refusal:
        if action == "register":
            house.letter_came(**form)
        else:
            house.letter_did(action, **form)
    assert [(one.code, one.facts["guard"]) for one in refusal.value.blockers] == [(code, guard)]


def test_the_breaks_are_complete() -> None:
    """Each guard of each action is broken once; that it passes, the edges show."""
    broken = {(one.action, one.guard) for one in BREAKS} | NEVER_ALONE
    assert broken == {(one.name, guard.name) for one in move_out_pass.actions for guard in one.guards}
    letters = {(one[0], one[1]) for one in LETTER_BREAKS} | {
        # told below: what the day named, the request and the slip say
        ("open", "named_day_is_not_over"), ("owner_confirms", "named_day_is_not_over"),
        ("present", "named_day_is_not_over"), ("present", "named_day_has_come"), ("present", "request_waits"),
        ("revoke", "is_unused"), ("reject", "is_unused"),
    }  # fmt: skip
    assert letters == {(one.name, guard.name) for one in goods_authorisation.actions for guard in one.guards}


def test_all_reasons_at_once() -> None:
    """A slip that is wrong in every respect is refused with every reason."""
    house = given().agents_draft().letter_did("revoke")
    assert house.refused("open", copies=1, goods=["piano"], serial=9) == {
        "not_two_copies", "slip_differs", "letter_not_valid",
    }  # fmt: skip
    house = given().registered(**TENANT, **LARGE)
    assert house.refused("release_small", owner_recognised=False) == {
        "goods_not_small", "carrier_not_owner", "owner_not_recognised",
    }  # fmt: skip


@pytest.mark.parametrize("action", ["present_at_gate", "release_goods"])
def test_a_slip_that_has_run_out_is_not_taken(action: str) -> None:
    """Asked directly, the guard says so from the instant at which it runs out; the desk lets it lapse before."""
    house = given().issued()
    if action == "release_goods":
        house.did("present_at_gate")
    case = house.case
    run = case.clock("validity")
    assert run is not None
    assert run.due_at is not None
    guard = next(one for one in move_out_pass.action(action).guards if one.name == "slip_is_in_time")
    form, who = house.filled(action), person(USUAL[action][0])
    early, late = (
        guard.check(Situation(case, form, who, at, {}, house.workflow.values))
        for at in (run.due_at - (run.due_at - case.recorded_at) / 2, run.due_at)
    )
    assert early.holds
    assert (late.holds, late.code) == (False, "slip_ran_out")
    house.later(days=1)
    with pytest.raises(Refused) as refusal:
        house.did(action)
    assert set(refusal.value.codes) == {"state", "slip_ran_out", "serial_not_current"} | (
        {"gate_disagrees"} if action == "release_goods" else set()
    )


def test_one_letter_serves_one_request() -> None:
    """Presented for one, it is not presented for another; and another request does not know it."""
    house = given().agents_draft()
    first, letter = house.case_id, house.letter_id
    house.registered(**TENANT).did("request_by_other")
    assert house.letter_refused("present") == {"state"}
    assert house.refused("present_authorisation") == {"letter_not_presented"}
    house.case_id = first
    assert house.case.links("child") == (letter,)


def test_a_letter_is_presented_for_what_waits_for_one() -> None:
    """Not for an owner's own request, nor for one that is over."""
    house = given().registered().letter_came().letter_did("open")
    assert house.letter_refused("present") == {"request_does_not_wait"}
    house.did("abandon")
    assert house.letter_refused("present") == {"request_does_not_wait", "link_final"}
    assert house.letter_refused("present", request="FX-000099") == {"link_unknown"}


@pytest.mark.parametrize("action", ["revoke", "reject"])
def test_a_letter_on_which_a_slip_was_made_out_is_not_taken_back(action: str) -> None:
    """Until then it is; then the slip is cancelled instead."""
    house = given().agents()
    assert house.letter_refused(action) == {"slip_made_out"}
    again = given().agents_draft().letter_did(action)
    assert again.refused("open", applicant="Mr Zhou", letter_attached=True) == {"letter_not_valid"}


@pytest.mark.parametrize(("said", "hours", "codes"), [("included", 62, set()), ("excluded", 38, {"letter_too_old"})])
def test_the_day_named_counts_or_not(said: str, hours: int, codes: set[str]) -> None:
    """Whether a letter is still good on the day that it names is policy; the day before it always is."""
    house = given(named_day=said).registered(**TENANT).did("request_by_other")
    house.letter_came(latest_on="2026-09-30T00:00:00+08:00").letter_did("open")
    house.later(hours=hours)  # 23:00 on the 30th; 23:00 on the 29th is one hour before the day
    if not codes:
        house.letter_did("present")
        return
    house.later(hours=1)
    assert house.letter_refused("present") == codes


def test_a_letter_for_one_day() -> None:
    """Where the letter is read as naming the one day on which to come, it is not presented before it or after it."""
    house = given(named_day="only").registered(**TENANT).did("request_by_other").letter_came().letter_did("open")
    house.later(hours=15 + 24, microseconds=-1)  # the last instant of the 29th
    assert house.letter_refused("present") == {"letter_too_early"}
    house.later(microseconds=1).letter_did("present")
    assert house.desk.verify().faults == ()


@pytest.mark.parametrize(("action", "state"), [("open", "drafted"), ("owner_confirms", "disputed")])
def test_a_letter_that_is_too_old_is_not_accepted(action: str, state: str) -> None:
    """On the day that it names, where that day does not count, it is no longer checked either."""
    house = letter_arrived(state, named_day="excluded").later(hours=40)
    assert house.letter_refused(action) == {"letter_too_old"}
    house.letter_did("lapse")
    assert house.letter.state == "expired"


def test_family_signs_for_large_goods_where_the_policy_says_so() -> None:
    """Two rules contradict each other; the site chooses."""
    asks = {**FAMILY, **LARGE}
    form = {"title": "registered_family", "applicant": "Li junior"}
    house = given(large_goods_by_family="family_signs").registered(**asks)
    assert house.did("request_by_owner_or_family", **form).state == "draft_pass"
    assert given().registered(**asks).refused("request_by_owner_or_family", **form) == {"owner_must_sign"}
    brings = given().registered(**asks).did("request_by_other")  # or brings the owner's letter
    assert brings.lettered(agent="Li junior").did("present_authorisation", applicant="Li junior").state == "draft_pass"


def test_a_policy_must_say_how_long_a_slip_is_good() -> None:
    """It may neither be silent nor do without."""
    with pytest.raises(DefinitionError, match=r"may not switch 'move_out_pass.validity'"):
        given(validity="off")
    assert "validity" in move_out_pass.silent
    assert attrs.evolve(move_out_pass).values["validity"] is None


@pytest.mark.parametrize("action", ["close", "write_off"])
def test_the_letter_is_filed_first(action: str) -> None:
    """A request ends only when its letter hangs behind the slip."""
    house = given().agents().all_did("present_at_gate", "release_goods", "keep_copy")
    assert house.refused(action) == {"children_open"}
    house.letter_did("close").did(action)
    assert house.letter.state == "used"
