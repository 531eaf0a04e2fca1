"""The small log of our own, in its three spellings, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent / "logs"


@pytest.fixture
def logs() -> Path:
    """The folder with the small log and its mapping."""
    return HERE


@pytest.fixture
def xes() -> str:
    """The small log as XES text."""
    return (HERE / "tickets.xes").read_text(encoding="utf-8")
