"""
Standing: how far each rule of the rulebook is carried out, from what taking elements away has shown.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from propflow.coverage.ablation import CITED, DECIDES, OPEN, RECORDS, Claim
from propflow.coverage.elements import Element, elements
from propflow.definition.workflow import Workflow
from propflow.model.policies import Policy
from propflow.rulebook import Rule, rules

STATUSES = (DECIDES, RECORDS, CITED, OPEN)

NOT_CARRIED = "not carried"
_NOTHING = "nothing changes without what cites it"
_NO_LIMIT = "only an action cites it, and no action carries a limit, a fee or a retention"
_WHOLE = "only the workflow as a whole cites it"
_UNTRIED = "it has not been tried since it was cited; run `make rules`"


@attrs.frozen
class Standing:
    """
    How far a rule is carried out.

    Attributes:
        status: `decides`: an outcome, a reason, a deadline or a notice hangs on it; `records`: only what is
            written down does; `cited`: nothing that was tried does; `open`: nothing cites it.
        carried_by: Keys of the elements that carry it, or else of those that only cite it.
        why: What becomes otherwise without it, or why it is not carried.
    """

    rule: Rule
    status: str
    carried_by: tuple[str, ...]
    why: str


def standings(workflows: Iterable[Workflow], policies: Sequence[Policy]) -> dict[str, Standing]:
    """How far each enforceable rule is carried out by these workflows and policies, by its id."""
    citing: dict[str, list[tuple[Element, Claim | None]]] = {}
    for workflow in workflows:
        claims = claims_of(workflow.name)
        for element in elements(workflow, policies):
            for id_ in element.rules:
                citing.setdefault(id_, []).append((element, claims.get(element.key)))
    return {one.id: _standing(one, citing.get(one.id, [])) for one in rules() if one.enforceable}


def counted(standings: Iterable[Standing]) -> dict[str, int]:
    """How many rules there are, and how many of each status."""
    counts = Counter(one.status for one in standings)
    return {"enforceable": counts.total(), **{status: counts[status] for status in STATUSES}}


@cache
def claims_of(workflow: str) -> Mapping[str, Claim]:
    """What is on record of a workflow's elements, by their keys; empty if they have never been tried."""
    path = files("propflow.coverage").joinpath(f"{workflow}.json")
    if not path.is_file():
        return {}
    return {key: Claim(**one) for key, one in json.loads(path.read_text(encoding="utf-8"))["claims"].items()}


def _standing(rule: Rule, citing: Sequence[tuple[Element, Claim | None]]) -> Standing:
    for status in (DECIDES, RECORDS):
        carrying = [(element, claim) for element, claim in citing if claim is not None and claim.status == status]
        if carrying:
            element, claim = carrying[0]
            return Standing(rule, status, _keys(one for one, _ in carrying), f"{element.key}: {claim.why}")
    if not citing:
        return Standing(rule, OPEN, (), _reasons().get(rule.id) or _reasons().get(rule.area) or NOT_CARRIED)
    why = _NOTHING
    if any(claim is None and element.kind != "workflow" for element, claim in citing):
        why = _UNTRIED
    elif all(element.kind == "workflow" for element, _ in citing):
        why = _WHOLE
    elif all(element.kind == "workflow" or (element.kind == "action" and not element.of) for element, _ in citing):
        why = _NO_LIMIT
    return Standing(rule, CITED, _keys(element for element, _ in citing), why)


def _keys(found: Iterable[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.key.rstrip("/") for one in found))


@cache
def _reasons() -> dict[str, str]:
    """Why a rule or an area is open, by its id or name."""
    text = files("propflow.coverage").joinpath("open.toml").read_text(encoding="utf-8")
    groups: list[dict[str, Any]] = tomllib.loads(text)["group"]
    return {name: one["why"] for one in groups for name in (*one.get("rules", ()), *one.get("areas", ()))}
