"""The profiles that come with propflow say what their manual says, in terms of the complaint workflow."""

from __future__ import annotations

import re

import pytest

from propflow import OFF
from propflow.policy import Merge, built_in, lint, load, merged
from propflow.workflows.complaint import complaint

SLOTS = {one.name: one for one in complaint.slots}


def both() -> Merge:
    """The two manuals that speak of grades, as equals."""
    return merged("both", [load("reception_training"), load("front_desk_manual")], [complaint])


def test_there_are_four_profiles() -> None:
    """
    Each goes by the name of its file.
    """
    assert built_in() == ("front_desk_manual", "quick_response", "reception_training", "service_standard")
    assert [load(name).name for name in built_in()] == [*built_in()]


@pytest.mark.parametrize("name", built_in())
def test_every_value_fits_its_slot_and_cites_its_rules(name: str) -> None:
    """
    A profile fills nothing that is no slot, nothing with what the slot does not take, switches nothing off, and
    cites rules for each value. Titles are there in both languages.
    """
    profile = load(name)
    for key, value in profile.values.items():
        workflow, slot = key.split(".")
        assert workflow == "complaint"
        assert value != OFF
        SLOTS[slot].read(value)
    assert profile.rules.keys() == profile.values.keys()
    assert all(re.fullmatch(r"[A-D]\d\d-\d\d", rule) for rules in profile.rules.values() for rule in rules)
    assert profile.en
    assert profile.zh


@pytest.mark.parametrize("name", built_in())
def test_a_profile_alone_is_refused_only_for_its_silence(name: str) -> None:
    """
    No manual fills every slot, and no profile guesses: what lint finds is silence, one sentence to a slot.
    """
    profile = load(name)
    found = lint(profile, [complaint])
    silent = [
        one.name for one in complaint.slots if one.design is None and f"complaint.{one.name}" not in profile.values
    ]
    assert len(found) == len(silent)
    for slot, fault in zip(silent, found, strict=True):
        assert f"is silent on 'complaint.{slot}'" in fault


def test_two_manuals_together_take_the_shorter_limit_and_ask_for_choices() -> None:
    """
    10 minutes hold over 20, verification over none; four things in which the manuals differ must be chosen.
    """
    merge = both()
    assert {one.name: one.taken.value for one in merge.decisions if one.taken} == {
        "complaint.hand_over": "10 minutes",
        "complaint.authority_verification": True,
    }
    assert [one.name for one in merge.conflicts] == [
        "complaint.opening_gate",
        "complaint.out_of_scope",
        "complaint.opener",
        "complaint.major_breach_requests",
    ]
    assert merge.settled.values["complaint.verified_by"] == "centre_manager"
    assert merge.settled.rules["complaint.hand_over"] == ("C04-22",)
    assert merge.settled.rules["complaint.forward_important"] == ("C04-20", "B11-26")


def test_a_site_makes_them_whole() -> None:
    """
    Laid over the two, a site's choices and its list of what it does without leave nothing to find.
    """
    merge = both()
    chosen = {one.name: one.said[0].value for one in merge.conflicts}
    silent = [
        one.name
        for one in complaint.slots
        if one.design is None and f"complaint.{one.name}" not in merge.settled.values
    ]
    lines = [
        f"{name.partition('.')[2]} = {value if isinstance(value, int) else repr(value)}"
        for name, value in chosen.items()
    ]
    off = [one for one in silent if f"complaint.{one}" not in chosen]
    site = load("\n".join(['name = "site"', "[complaint]", *lines, f"off = {off}"]))
    found = merged("site", [load("reception_training"), load("front_desk_manual")], [complaint], overlays=[site])
    assert lint(found, [complaint]) == []
    assert str(complaint.under(found.policy).values["hand_over"]) == "10 minutes"
