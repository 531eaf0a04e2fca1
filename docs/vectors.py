"""The fixed story behind the test vectors of docs/format.md."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from examples.it_incident import it_incident

from propflow import Actor, Desk, MemoryStore, VirtualClock


def story() -> list[tuple[str, str, str]]:
    """(what, hash, text) of each stored text that has a hash."""
    clock = VirtualClock(datetime(2026, 9, 30, 9, 0, tzinfo=UTC))
    store = MemoryStore()
    desk = Desk([it_incident], store, tenant="riverside", now=clock)
    ann, bob = Actor("ann", ["service_desk"]), Actor("bob", ["technician"], on_behalf_of="carl")
    with patch.object(secrets, "token_hex", lambda _bytes: "00" * 16):
        form = {"summary": "门禁打不开 / gate stuck", "severity": "high", "contact": "138 0000 0000"}
        case = desk.register(it_incident, form, by=ann, note="by phone")
    desk.act(case.id, "open", by=ann)
    clock.advance(timedelta(minutes=31))
    desk.tick()
    desk.act(case.id, "take", by=bob)
    desk.seal()
    found = [(f"record {one.number}", one.hash, one.text) for one in store.journal("riverside", case.id)]
    seal = store.seals("riverside")[0]
    return [*found, ("seal 1", seal.hash, seal.text)]
