"""
A centre with a key and a gate that knows its public half, for tests.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from propflow.adapters.passes import Gate, GoodsPass, MemoryUsed, SigningKey, issue, new_key
from propflow.workflows.move_out_pass.goods import digest

NOON = datetime.fromisoformat("2026-09-28T12:00:00+08:00")
GOODS = ["sofa ×2", "lamp"]
KEY, OTHER = new_key("2026-1"), new_key("2026-2")


def a_pass(**changes: Any) -> GoodsPass:
    """A slip for two sofas and a lamp, good until the evening."""
    usual: dict[str, Any] = {
        "tenant": "riverside", "case": "FX-000007", "serial": 7, "goods": digest(GOODS), "route": "owner",
        "valid_from": NOON - timedelta(hours=3), "valid_until": NOON + timedelta(hours=6),
    }  # fmt: skip
    return GoodsPass(**{**usual, **changes})


def a_code(key: SigningKey = KEY, **changes: Any) -> str:
    """The code of such a slip."""
    return issue(a_pass(**changes), key)


def a_gate(**changes: Any) -> Gate:
    """The east gate, which knows the centre's key."""
    usual: dict[str, Any] = {"tenant": "riverside", "name": "east", "keys": [KEY.public()], "used": MemoryUsed()}
    return Gate(**{**usual, **changes})
