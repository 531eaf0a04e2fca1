"""What is said to carry a rule carries it: some claims are tried again, each on the life that has shown it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from tests.workflows.repair.lives import REPAIRERS

from propflow import MemoryStore
from propflow.adapters.builtin import Workflows
from propflow.coverage import Body, Claim, Element, Life, elements, life_of
from propflow.coverage.standing import claims_of
from propflow.policy import built_in, load

WITNESSES = Path(__file__).parent / "witnesses"
SAMPLE = 12
"""How many claims of a workflow are tried again."""

OURS = {one.name: one for one in Workflows().propflow_workflows()}
TRIED = sorted(path.stem for path in WITNESSES.glob("*.jsonl"))


@cache
def lives(name: str) -> dict[str, Life]:
    """The lives that have shown something of a workflow, by name."""
    lines = (WITNESSES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    found = (life_of(json.loads(line)) for line in lines)
    return {one.name: one for one in found}


@cache
def parts(name: str) -> dict[str, Element]:
    """What cites rules in a workflow and in the manuals for it, by key."""
    return {one.key: one for one in elements(OURS[name], [load(each) for each in built_in()])}


def shown(name: str) -> list[tuple[str, Claim]]:
    """The claims of a workflow that a life has shown."""
    return [(key, claim) for key, claim in claims_of(name).items() if claim.life]


def sampled() -> Iterator[tuple[str, str]]:
    for name in TRIED:
        found = shown(name)
        for key, _ in Random(name).sample(found, min(SAMPLE, len(found))):
            yield name, key


@pytest.mark.parametrize(("name", "key"), [*sampled()])
def test_a_claim_holds_when_it_is_tried_again(name: str, key: str) -> None:
    """Without the element, the life that has shown it goes another way, or an invariant finds a breach, as before."""
    claim = claims_of(name)[key]
    body = Body(OURS, name, MemoryStore, [load(one) for one in built_in()], [REPAIRERS])
    body.fill([lives(name)[claim.life]])
    breaches: dict[str, Claim] = {}
    found = body.claim(parts(name)[claim.without or key], breaches)
    if claim.without:
        assert key in breaches
    else:
        assert (found.status, found.why, found.otherwise) == (claim.status, claim.why, claim.otherwise)


@pytest.mark.parametrize("name", TRIED)
def test_every_life_that_is_named_is_there(name: str) -> None:
    """What is on record is as it was written: each claim but those of nothing names a life, and each life is named."""
    assert {claim.life for _, claim in shown(name)} == set(lives(name))
    assert all(claim.status == "cited" for claim in claims_of(name).values() if not claim.life)


@pytest.mark.parametrize("name", TRIED)
def test_what_cites_has_been_tried(name: str) -> None:
    """Whatever cites a rule has been tried since; if not, `make rules` is to be run."""
    assert set(parts(name)) <= set(claims_of(name))


def test_the_first_workflows_have_been_tried() -> None:
    """The office's own duties."""
    assert "period" in TRIED
