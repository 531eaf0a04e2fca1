"""Sealing: all that has changed, under one hash that names the seal before it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.office import MORNING, Office, ann, bob

from propflow import Conflict
from propflow.desk.sealing import leaf_hash, merkle_root
from propflow.model.canonical import canonical, digest
from propflow.model.journal import NO_HASH


def test_a_seal_covers_what_has_changed(office: Office) -> None:
    """A seal has a leaf for each case that changed since the last one: id, version, hash of its last record."""
    one, two = office.opened(), office.registered()
    first = office.desk.seal()
    assert first is not None
    assert first.leaves == ((one.id, 3, one.hash), (two.id, 1, two.hash))
    two = office.desk.act(two.id, "open", by=ann)
    second = office.desk.seal()
    assert second is not None
    assert second.leaves == ((two.id, two.version, two.hash),)
    assert office.desk.seal() is None


def test_a_mark_makes_a_case_unsealed_again(office: Office) -> None:
    """What the system writes is sealed like what people do."""
    office.opened()
    office.desk.seal()
    office.pass_time(hours=13)
    office.desk.tick()
    seal = office.desk.seal()
    assert seal is not None
    assert [leaf[:2] for leaf in seal.leaves] == [("JOB-000001", 5)]


def test_the_text_of_a_seal(office: Office) -> None:
    """A seal says when, of whom, of which books, after which seal; its hash is that of its text."""
    case = office.opened()
    office.desk.seal()
    office.desk.act(case.id, "take", by=bob)
    office.pass_time(hours=1)
    seal = office.desk.seal()
    assert seal is not None
    first, second = office.store.seals("riverside")
    data = json.loads(second.text)
    entry = office.store.last_entry("riverside", "JOB")
    assert data == {
        "at": "2026-09-01T02:00:00.000000Z", "books": {"JOB": [1, entry.hash]},
        "leaves": [[case.id, 4, office.desk.case(case.id).hash]], "number": 2, "prev": first.hash, "root": seal.root,
        "tenant": "riverside",
    }  # fmt: skip
    assert canonical(data) == second.text
    assert digest(second.text) == second.hash == seal.hash
    assert json.loads(first.text)["prev"] == NO_HASH
    assert office.clock() > MORNING


def test_two_sealers_at_once(store: Any) -> None:
    """Of two who seal at the same time one is first; the other gets a Conflict, and no number is given twice."""

    class Slow:
        """Lets the other be first."""

        first: Any = None

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def append_seal(self, *given: Any) -> None:
            """After the other."""
            first, self.first = self.first, None
            if first:
                first()
            store.append_seal(*given)

    slow = Slow()
    office, faster = Office(slow), Office(store)
    office.opened()
    slow.first = faster.desk.seal
    with pytest.raises(Conflict):
        office.desk.seal()
    assert [one.number for one in store.seals("riverside")] == [1]
    assert office.desk.seal() is None
    assert office.desk.verify().faults == ()


def test_what_is_in_flight_goes_into_the_next_seal(store: Any) -> None:
    """A case that moves on while it is sealed is sealed as it was read, and stays unsealed for what came since."""

    class Slow:
        """Lets somebody act before the seal is kept."""

        then: Any = None

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def append_seal(self, *given: Any) -> None:
            """After somebody has acted."""
            then, self.then = self.then, None
            if then:
                then()
            store.append_seal(*given)

    slow = Slow()
    office = Office(slow)
    case = office.opened()
    slow.then = lambda: office.desk.act(case.id, "take", by=bob)
    first, second = office.desk.seal(), office.desk.seal()
    assert first is not None
    assert second is not None
    assert [seal.leaves[0][1] for seal in (first, second)] == [case.version, case.version + 1]
    assert office.desk.verify().faults == ()


@pytest.mark.parametrize("size", range(1, 10))
def test_every_leaf_counts_in_the_root(size: int) -> None:
    """The root changes with any leaf, with their order and with their number."""
    leaves = [leaf_hash(f"C{n}", n, str(n) * 64) for n in range(size)]
    root = merkle_root(leaves)
    for i in range(size):
        assert merkle_root([*leaves[:i], "0" * 64, *leaves[i + 1 :]]) != root
        assert merkle_root([*leaves[:i], *leaves[i + 1 :]]) != root
        assert merkle_root([*leaves[: i + 1], *leaves[i:]]) != root
    if size > 1:
        assert merkle_root([*leaves[::-1]]) != root


def test_roots_of_few_leaves() -> None:
    """No leaf has the empty root, one is its own, two are one node, and an odd one moves up as it is."""
    a, b, c = (leaf_hash(name, 1, NO_HASH) for name in "abc")
    assert merkle_root([]) == NO_HASH
    assert merkle_root([a]) == a == digest(f'leaf:["a",1,"{NO_HASH}"]')
    assert merkle_root([a, b]) == digest(f"node:{a}{b}")
    assert merkle_root([a, b, c]) == digest(f"node:{digest(f'node:{a}{b}')}{c}")
