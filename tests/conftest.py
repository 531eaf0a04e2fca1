"""
What many tests need: a store of either kind, and an office that works with it.

Random examples are the same in every run, so that a run says something about the code alone;
`make soak` looks for new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests.office import Office

from propflow.adapters.stores.memory import MemoryStore
from propflow.adapters.stores.sqlite import SqliteStore

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """An empty store: one in memory, one in a file."""
    if request.param == "memory":
        yield MemoryStore()
        return
    made = SqliteStore(tmp_path / "office.db", durability="normal")
    yield made
    made.close()


@pytest.fixture
def office(store: Any) -> Office:
    """An office with an empty store of either kind."""
    return Office(store)


@pytest.fixture
def quick() -> Office:
    """An office with an empty store in memory, where the store does not matter."""
    return Office(MemoryStore())
