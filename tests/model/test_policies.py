"""Policies: named values for the slots of workflows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest

from propflow import OFF, Policy
from propflow.errors import InvalidValue


def test_a_policy_may_say_nothing() -> None:
    """A name is enough; what it says, who says so, and since when may be left out."""
    assert Policy("mute") == Policy("mute", {}, rules={}, effective_from=None, en="", zh="")


def test_what_switches_off_is_a_word() -> None:
    """A policy opts out by a word that a person reads, never by leaving something out."""
    assert OFF == "off"


def test_its_day_is_kept_in_utc() -> None:
    """An instant of any zone is the same instant in UTC."""
    nine = datetime(2026, 9, 1, 9, tzinfo=timezone(timedelta(hours=8)))
    since = Policy("site", effective_from=nine).effective_from
    assert since == datetime(2026, 9, 1, 1, tzinfo=UTC)
    assert since is not None and since.tzinfo is UTC


@pytest.mark.parametrize("day", [datetime(2026, 9, 1), "2026-09-01"])  # noqa: DTZ001
def test_its_day_names_an_instant(day: object) -> None:
    """A local time without a zone, and a text, are refused."""
    with pytest.raises(InvalidValue, match="effective_from"):
        Policy("site", effective_from=day)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [None, 5, ["site"]])
def test_its_name_is_a_text(name: object) -> None:
    """The name stands in the text of every definition that it fills."""
    with pytest.raises(TypeError, match="'name' must be"):
        Policy(name)  # type: ignore[arg-type]


def test_a_policy_is_not_changed() -> None:
    """Another one is made instead."""
    policy = Policy("site")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        policy.name = "other"  # type: ignore[misc]
