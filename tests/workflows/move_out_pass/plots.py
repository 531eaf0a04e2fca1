"""
How a request comes to each state, and what each action needs there beyond the ordinary way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import attrs
from tests.workflows.move_out_pass.lives import House, given
from tests.workflows.move_out_pass.usual import BUILDER, DECORATOR, FAMILY, LARGE, TENANT

from propflow import Workflow
from propflow.definition.states import Place, State
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass

Step: TypeAlias = "str | tuple[str, Mapping[str, Any]] | timedelta"

DRAFT = ("register", "request_by_owner_or_family")
ISSUED = (*DRAFT, "open")
SHOWN = (*ISSUED, "present_at_gate")
RELEASED = (*SHOWN, "release_goods")
HELD = (*RELEASED, "keep_copy")

ROUTES: dict[str, tuple[Step, ...]] = {
    "start": (),
    "at_counter_or_gate": ("register",),
    "awaiting_owner_signature": (("register", LARGE), "require_owner_signature"),
    "awaiting_authorisation": (("register", TENANT), "request_by_other"),
    "awaiting_developer": (("register", BUILDER), "construction_goods"),
    "awaiting_owner_confirmation": (("register", DECORATOR), "tools_out"),
    "tools_notified": (("register", DECORATOR), "tools_out", "owner_confirms_tools"),
    "draft_pass": DRAFT,
    "issued": ISSUED,
    "at_gate_check": SHOWN,
    "mismatch": (*SHOWN, "find_mismatch"),
    "lost": (*ISSUED, "report_lost"),
    "released": RELEASED,
    "held_by_security": HELD,
    "archived": (*HELD, "close"),
    "written_off": (*HELD, "write_off"),
    "released_direct": ("register", "release_small"),
    "tools_released": (("register", DECORATOR), "tools_out", "owner_confirms_tools", "release_tools"),
    "confirmed_released": (("register", BUILDER), "construction_goods", "developer_confirms"),
    "refused": (("register", TENANT), "request_by_other", "refuse_no_authorisation"),
    "expired": (*ISSUED, timedelta(days=1)),
    "cancelled": ("register", "abandon"),
}
"""The ordinary way to each state."""

LETTER_ROUTES: dict[str, tuple[str, ...]] = {
    "start": (),
    "drafted": ("register",),
    "disputed": ("register", "doubt"),
    "valid": ("register", "open"),
    "presented": ("register", "open", "present"),
    "used": ("register", "open", "present", "ISSUE", "close"),
    "expired": ("register", "LATER"),
    "revoked": ("register", "revoke"),
    "rejected": ("register", "reject"),
}
"""The ordinary way of a letter to each state; `ISSUE` has a slip made out on it, `LATER` lets its day pass."""


@attrs.frozen
class Plot:
    """
    How an action comes to be done in a state.

    Attributes:
        asks: What the request says otherwise.
        lettered: What a letter says otherwise that is presented on arrival; None: there is none.
        steps: What is done on arrival.
        policy: What the policy says otherwise.
        form: Changes of the action's own form.
    """

    asks: Mapping[str, Any] = {}
    lettered: Mapping[str, Any] | None = None
    steps: tuple[Step, ...] = ()
    policy: Mapping[str, Any] = {}
    form: Mapping[str, Any] = {}


PLOTS: dict[str, Plot] = {
    "require_owner_signature": Plot(asks=LARGE),
    "request_by_other": Plot(asks=TENANT),
    "present_authorisation": Plot(lettered={}),
    "construction_goods": Plot(asks=BUILDER),
    "tools_out": Plot(asks=DECORATOR),
}
"""What an action needs beyond the ordinary way."""

OF_ITSELF = "lapse"
"""What the desk does by itself, before anybody else could."""

PEOPLES = [one for one in move_out_pass.actions if one.name != OF_ITSELF]
LETTERS_PEOPLES = [one for one in goods_authorisation.actions if one.name != OF_ITSELF]


def edges(workflow: Workflow = move_out_pass) -> list[tuple[str, str, str]]:
    """Every edge of a workflow: state, action, state."""
    found = []
    for place, moves in workflow.moves.items():
        source = "start" if isinstance(place, Place) else place.name
        for action, target in moves:
            found.append((source, action.name, target.name if isinstance(target, State) else source))
    return found


def told(house: House, steps: tuple[Step, ...], asks: Mapping[str, Any]) -> House:
    """Tell the steps one after another."""
    for step in steps:
        if isinstance(step, timedelta):
            house.later(seconds=step.total_seconds())
            continue
        name, changes = (step, {}) if isinstance(step, str) else step
        if name == "register":
            house.registered(**{**changes, **asks})
        elif name in BESIDE:
            BESIDE[name](house)
        else:
            house.did(name, **changes)
    return house


BESIDE: dict[str, Callable[[House], object]] = {
    "LETTER": lambda house: house.lettered(),
    "REVOKE": lambda house: house.letter_did("revoke"),
    "WORKS ARE OVER": lambda house: house.works("open", "close"),
    "WORKS HAVE NOT BEGUN": lambda house: house.works(),
}
"""What happens beside the request."""


def arrived(state: str, plot: Plot) -> House:
    """A house where the request has come to the state, and everything is ready for the action of the plot."""
    house = told(given(**plot.policy), ROUTES[state], plot.asks)
    if plot.lettered is not None:
        house.lettered(**plot.lettered)
    return told(house, plot.steps, {})


def ready(state: str, action: str) -> House:
    """A house where everything is as the action needs it in this state."""
    return arrived(state, PLOTS.get(action, Plot()))


def letter_arrived(state: str, **policy: Any) -> House:
    """A house where a letter has come to the state, beside a request that waits for one."""
    house = told(given(**policy), ROUTES["awaiting_authorisation"], {})
    for step in LETTER_ROUTES[state]:
        if step == "register":
            house.letter_came()
        elif step == "ISSUE":
            issue(house)
        elif step == "LATER":
            house.later(days=4)
        else:
            house.letter_did(step)
    return house


def letter_ready(state: str, action: str) -> House:
    """A house where everything is as an action on the letter needs it in this state."""
    house = letter_arrived(state)
    return issue(house) if action == "close" else house


def issue(house: House) -> House:
    """A slip is made out on the letter."""
    house.did("present_authorisation")
    return house.did("open", applicant="Mr Zhou", letter_attached=True)


FAMILYS = {**FAMILY, **LARGE}
