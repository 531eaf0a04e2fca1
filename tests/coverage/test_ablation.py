"""Taking things away from a small office shows what each was good for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests import office

from propflow import MemoryStore
from propflow.coverage import Body, Deed, Element, Life, Stage, life_of, seeded_life
from propflow.coverage.playing import Broken
from propflow.definition.guards import PASSES, blocks, guard
from propflow.definition.workflow import Workflow
from propflow.model.instants import from_text, to_text

START = from_text("2026-09-28T09:00:00+08:00")


def at(minutes: int) -> str:
    return to_text(START + timedelta(minutes=minutes))


def did(minutes: int, action: str, role: str, form: Any = None, **how: Any) -> Deed:
    kind = how.pop("kind", "register" if action == "register" else "act")
    first = kind == "register"
    return Deed(
        at(minutes), kind, "J-1", action, workflow="repair" if first else "", form=form, actor=role,
        roles=((role, None, None, None),), behind=None if first else 0, **how,
    )  # fmt: skip


REPORTED = (did(0, "register", "clerk", {"what": "Pipe", "kind": "leak"}), did(1, "open", "clerk"))
TAKEN = (*REPORTED, did(2, "take", "worker"))


def life(name: str, *deeds: Deed) -> Life:
    return Life(name, "riverside", {"repair": {}}, deeds)


def body(*lives: Life, workflow: Workflow = office.WORKFLOW) -> Body:
    made = Body({"repair": workflow}, "repair", MemoryStore, [])
    made.fill(lives)
    return made


def element(kind: str, part: Any, of: str = "") -> Element:
    return Element(f"repair/{kind}/{part.name}", kind, ("R-1",), part, of)


PART_MISSING = life(
    "missing", *TAKEN, did(3, "ask_for_part", "worker", {"part": "seal"}), did(4, "finish", "worker"),
    did(5, "note", "clerk", {"remark": "Called"}),
)  # fmt: skip


def test_a_guard_that_refused_decides() -> None:
    """Without it, what was refused is done; the claim says which deed, and by which life."""
    claim = body(PART_MISSING).claim(element("guard", office.nothing_is_missing))
    assert (claim.status, claim.life) == ("decides", "missing")
    assert claim.why == "deed 5: done instead of refused: parts_missing nothing_is_missing"


def test_a_guard_that_nobody_met_does_not() -> None:
    """A life in which it has nothing to refuse shows nothing."""
    claim = body(life("quiet", *TAKEN, did(4, "finish", "worker"))).claim(element("guard", office.nothing_is_missing))
    assert (claim.status, claim.life) == ("cited", "")


def test_a_clock_decides_by_its_deadline() -> None:
    """Nothing is refused because of it, but something is due no longer."""
    claim = body(life("due", *REPORTED)).claim(element("clock", office.react))
    assert (claim.status, claim.why) == ("decides", "another deadline: react")


def test_a_form_that_is_only_kept_records() -> None:
    """Without the remark nothing goes another way; it is just not written down."""
    claim = body(life("noted", *REPORTED, did(3, "note", "clerk", {"remark": "Called"}))).claim(
        element("action", office.note, "form")
    )
    assert (claim.status, claim.why) == ("records", "what is written down changes")


def test_a_form_without_which_nothing_is_done_decides() -> None:
    """Where a field was missing, it is done without the form; a field that there is not says nothing of the form."""
    missing = life("bare", *REPORTED, did(3, "note", "clerk", {}))
    unknown = life("odd", *REPORTED, did(3, "note", "clerk", {"remark": "Called", "wat": 1}))
    assert body(missing).claim(element("action", office.note, "form")).status == "decides"
    assert body(unknown).claim(element("action", office.note, "form")).status == "cited"


def test_who_may_do_it_decides_where_somebody_else_tried() -> None:
    """Also by a role that the workflow does not know."""
    tried = life("stranger", *REPORTED, did(3, "drop", "cleaner"))
    meant = life("manager", *REPORTED, did(3, "drop", "manager"))
    assert body(tried).claim(element("action", office.drop, "who")).why == "deed 3: done instead of refused: role"
    assert body(meant).claim(element("action", office.drop, "who")).status == "cited"


def test_an_action_decides_only_where_it_was_done() -> None:
    """To be refused for another reason than before is not enough."""
    done = life("dropped", *REPORTED, did(3, "drop", "manager"))
    refused = life("refused", *REPORTED, did(3, "drop", "cleaner"))
    assert body(done).claim(element("action", office.drop, "deed")).status == "decides"
    assert body(refused).claim(element("action", office.drop, "deed")).status == "cited"


@guard(en="The moon is full", zh="满月", rules="R-9")
def the_moon_is_full(s: Any) -> Any:
    """It looks for something that is not there."""
    return PASSES if s.case.moon else blocks("no_moon")


def test_a_life_in_which_a_guard_fails_is_not_compared() -> None:
    """Else whatever makes a guard fail would seem to decide."""
    workflow = office.changed(office.note, guards=[the_moon_is_full])
    told = life("failing", *TAKEN, did(4, "note", "clerk", {"remark": "Called"}))
    with pytest.raises(Broken):
        Stage({"repair": workflow}, MemoryStore).trace(told)
    assert body(told, workflow=workflow).lives == []


def test_lives_that_show_something_new_come_first() -> None:
    """Of many that show the same a few are told before others that show more."""
    same = [life(f"same {number}", *REPORTED) for number in range(6)]
    found = [one.name for one in body(*same, PART_MISSING).lives]
    assert found.index("missing") == 3


def test_a_life_is_the_same_after_being_kept() -> None:
    """As JSON values and back; what a deed does not say is not kept."""
    data = PART_MISSING.data()
    assert life_of(data) == PART_MISSING
    assert data["deeds"][1] == {
        "at": at(1), "kind": "act", "case": "J-1", "action": "open", "actor": "clerk",
        "roles": (("clerk", None, None, None),), "behind": 0,
    }  # fmt: skip


def test_seeded_lives_are_the_same_for_the_same_seed() -> None:
    """And others for another; each can be lived again, and does something."""
    stage = Stage({"repair": office.WORKFLOW}, MemoryStore)
    forms = {"note": [{"remark": "Called"}]}
    one, again, other = (seeded_life(stage, "repair", seed, [PART_MISSING], forms) for seed in (1, 1, 2))
    assert one == again
    assert one != other
    outcomes = [*stage.trace(one).outcomes, *stage.trace(other).outcomes]
    assert "done" in outcomes
    assert any(outcome.startswith("refused") for outcome in outcomes)
