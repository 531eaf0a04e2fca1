"""The follow-up against its table on paper, edge by edge and role by role; each deviation is listed with its reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tests.workflows.follow_up.lives import GRAVE, arrived, edges, given
from tests.workflows.follow_up.paper_edges import FINAL, ROWS, STATES, Row

from propflow.definition.states import FINAL as OVER
from propflow.workflows.follow_up import follow_up

LISTED = Path(__file__).parents[3] / "docs" / "workflows" / "follow_up_deviations.toml"
CARRIED_OUT = {
    "F01": "open open_grave open_joint", "F02": "", "F03": "", "F10": "sign_and_return sign_and_return_together",
    "F12": "close",
}  # fmt: skip
"""By which actions a row is carried out, where not by one of the same name."""


def differences(row: Row) -> list[str]:
    """In what the workflow differs from a row, in words."""
    names = CARRIED_OUT.get(row.id, row.name).split()
    found = [] if names == [row.name] else [f"{row.id} {row.name}: is {', '.join(names) or 'nothing'}"]
    if not names:
        return found
    here = {(source, target) for source, name, target in edges() if name in names}
    paper = {(source, row.target) for source in row.sources}
    for word, some in (("also", here - paper), ("not", paper - here)):
        found += [f"{row.id}: {word} {source} → {target}" for source, target in sorted(some)]
    may = {who.name for name in names for who in follow_up.action(name).by}
    may |= {who.name for name in names for sign_off in follow_up.action(name).sign_offs for who in sign_off.by}
    for word, people in (("also by", may - {*row.who}), ("not by", {*row.who} - may)):
        found += [f"{row.id}: {word} {', '.join(sorted(people))}"] if people else []
    return found


def test_every_deviation_is_listed_once() -> None:
    """What differs is listed with a reason, and nothing is listed that does not differ."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["deviation"]
    texts = [text for one in listed for text in one.get("differences", ())]
    known = {name for row in ROWS for name in CARRIED_OUT.get(row.id, row.name).split()}
    more = [f"{one.name}: not on paper" for one in follow_up.actions if one.name not in known]
    assert sorted(texts) == sorted([*(text for row in ROWS for text in differences(row)), *more])
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    assert all(len(one["reason"]) > 20 and len(one["reason_zh"]) > 8 for one in listed)
    there = {f"guard:{one.name}" for action in follow_up.actions for one in action.guards}
    there |= {f"clock:{one.name}" for one in follow_up.clocks} | {f"slot:{one.name}" for one in follow_up.slots}
    assert all(set(one.get("terms", ())) <= there and (one.get("terms") or one.get("differences")) for one in listed)


def test_the_states_are_those_on_paper() -> None:
    """But for being overdue, which a clock says; what was given up is archived like the rest."""
    assert {one.name for one in follow_up.states} == {*STATES} - {"overdue"}
    assert {one.name for one in follow_up.states if one.kind is OVER} == {*FINAL} - {"not_reached"}
    assert [row.id for row in ROWS] == [f"F{number:02}" for number in range(1, 16)]


def test_correction_18() -> None:
    """Being late is said once, however often the visit is in vain, and a late visit is possible."""
    house = given().registered().did("open").later(days=8).all_did("visit", "no_contact", "retry").later(days=8)
    house.all_did("visit", "resident_signs")
    marks = [one for one in house.desk.journal(house.case_id) if one.kind == "mark" and one.facts["mark"] == "due"]
    run = house.case.clock("visited")
    assert run is not None
    assert (len(marks), run.verdict) == (1, "late")


def test_correction_19() -> None:
    """A telephone follow-up has a witness or a recording instead of a signature."""
    house = given().registered().did("open").did("visit", method="phone")
    assert house.refused("resident_signs") == {"nobody_signs_on_the_phone"}
    assert house.did("refuse_sign").state == "unsigned"


def test_correction_20() -> None:
    """The complaint may have ended in any final state."""
    house = arrived("complaint_opened").complaint_ended()
    assert house.did("complaint_done").state == "archived"


def test_correction_21() -> None:
    """What is given up is archived; grave is the office head's; the head who comes along may be a handler."""
    assert arrived("not_reached").did("close").state == "archived"
    assert given().registered(**GRAVE).refused("open") == {"is_a_complaint"}
    house = given().registered(kind="complaint", accused_head="head", handlers=["head"])
    assert house.did("open_joint").state == "form_issued"
