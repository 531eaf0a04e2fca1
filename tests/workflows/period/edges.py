"""
How a duty comes to each state, and of which kind it must be for an action to be done there.
"""

from __future__ import annotations

from typing import Any

from tests.workflows.period.lives import DRAW_UP, Office, given

from propflow.definition.actions import Action
from propflow.definition.states import Place, State
from propflow.workflows.period import period

NOVEMBER = "2026-11-01T09:00:00+08:00"

STEPS: dict[str, tuple[str, ...]] = {
    "registered": (),
    "in_preparation": ("open",),
    "drawn_up": ("open", "draw_up"),
    "handed_in": ("open", "draw_up", "hand_in"),
    "reviewed": ("open", "draw_up", "hand_in", "review"),
    "archived": ("open", "draw_up", "hand_in", "review", "close"),
    "dropped": ("drop",),
}
"""The way to each state; `draw_up` stands for the action of the kind."""

KINDS = {
    **{action: kind for kind, action in DRAW_UP.items()}, "name_overrun": "interview", "drop": "quarterly_review",
    "publish": "red_black_list",
}  # fmt: skip
"""The kind of duty to which an action can be done, where it is not any."""

POLICIES: dict[str, dict[str, Any]] = {"review_by_property_manager": {"figures_to": "property_manager"}}
"""What the policy must say for an action."""


def kind_for(state: str, action: str = "") -> str:
    """The kind of duty of which an example is told: in this state, for this action."""
    return KINDS.get(action) or ("quarterly_review" if state == "dropped" else "monthly_figures")


def edges() -> list[tuple[str, str, str]]:
    """Every edge of the workflow: state, action, state."""
    found = []
    for place, moves in period.moves.items():
        source = "start" if isinstance(place, Place) else place.name
        for action, target in moves:
            found.append((source, action.name, target.name if isinstance(target, State) else source))
    return found


def arrived(state: str, kind: str, **values: Any) -> Office:
    """An office on the first of November, with a duty of this kind in this state, or none yet."""
    office = given(**values).at(NOVEMBER)
    if state == "start":
        return office
    office.registered(kind)
    if kind == "interview":
        for case_id in office.lates():
            office.did("name_overrun", overrun=case_id)
    for step in STEPS[state]:
        office.did(DRAW_UP[kind] if step == "draw_up" else step)
    return office


def done(office: Office, action: Action, **more: Any) -> Office:
    """The action is done in the usual way."""
    kind = kind_for(office.state if office.duty_id else "start", action.name)
    if action.starts_case:
        return office.registered(kind, **more)
    if action.name == "name_overrun" and "overrun" not in more:
        more["overrun"] = office.late()
    return office.did(action.name, **more)
