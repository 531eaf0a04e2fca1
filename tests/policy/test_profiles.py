"""The profiles that come with propflow say what their manual says, in terms of our workflows."""

from __future__ import annotations

import re

import pytest

from propflow import OFF, Workflow
from propflow.adapters.builtin import Workflows
from propflow.policy import Merge, built_in, lint, load, merged
from propflow.workflows.complaint import complaint
from propflow.workflows.period import period

OURS: dict[str, Workflow] = {one.name: one for one in Workflows().propflow_workflows()}
WORKFLOWS = [complaint, period]
SLOTS = {f"{workflow.name}.{one.name}": one for workflow in OURS.values() for one in workflow.slots}


def both() -> Merge:
    """The two manuals that speak of grades, as equals."""
    return merged("both", [load("reception_training"), load("front_desk_manual")], WORKFLOWS)


def test_a_profile_goes_by_the_name_of_its_file() -> None:
    """
    Among them are the four of complaints.
    """
    assert [load(name).name for name in built_in()] == [*built_in()]
    assert {"front_desk_manual", "quick_response", "reception_training", "service_standard"} <= set(built_in())


@pytest.mark.parametrize("name", built_in())
def test_every_value_fits_its_slot_and_cites_its_rules(name: str) -> None:
    """
    A profile fills nothing that is no slot, nothing with what the slot does not take, and cites rules for each value.
    Of a complaint it switches nothing off; of the office's own duties whatever it does not name. Titles are there in
    both languages.
    """
    profile = load(name)
    assert profile.unsaid.keys() <= SLOTS.keys()
    for key, value in profile.values.items():
        assert value != OFF or not key.startswith("complaint.")
        if value != OFF:
            SLOTS[key].read(value)
    said = {key for key, value in profile.values.items() if value != OFF}
    assert said <= profile.rules.keys() <= {*profile.values, *profile.unsaid}
    assert all(re.fullmatch(r"[A-D]\d\d-\d\d", rule) for rules in profile.rules.values() for rule in rules)
    assert profile.en
    assert profile.zh


@pytest.mark.parametrize("name", built_in())
def test_a_profile_alone_is_refused_only_for_its_silence(name: str) -> None:
    """
    No manual fills every slot, and no profile guesses: what lint finds is silence, one sentence to a slot.
    """
    profile = load(name)
    spoken_of = dict.fromkeys(key.partition(".")[0] for key in profile.values)
    for workflow in (OURS[one] for one in spoken_of):
        silent = [
            f"{workflow.name}.{one.name}"
            for one in workflow.slots
            if one.design is None and f"{workflow.name}.{one.name}" not in profile.values
        ]
        found = lint(profile, [workflow])
        assert len(found) == len(silent)
        for slot, fault in zip(silent, found, strict=True):
            assert re.search(rf"(is silent on|says only '.+' for|leaves a blank for) '{slot}'", fault)


def test_two_manuals_together_take_the_shorter_limit_and_ask_for_choices() -> None:
    """
    10 minutes hold over 20, verification over none, a duty over none; four things in which the manuals differ must be
    chosen, and when the figures of a month are owed, and to whom.
    """
    merge = both()
    assert {one.name: one.taken.value for one in merge.decisions if one.taken} == {
        "complaint.hand_over": "10 minutes",
        "complaint.authority_verification": True,
        "period.quarterly_review": "1 quarter",
        "period.figures_entered": "by_day 2",
        "period.reconciliation": "10 days",
    }
    assert [one.name for one in merge.conflicts] == [
        "complaint.opening_gate",
        "complaint.out_of_scope",
        "complaint.opener",
        "complaint.major_breach_requests",
        "period.figures_month",
        "period.figures_handed_in",
        "period.figures_to",
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
    lines: dict[str, list[str]] = {"complaint": [], "period": []}
    for name, value in chosen.items():
        workflow, _, slot = name.partition(".")
        lines[workflow].append(f"{slot} = {value if isinstance(value, int) else repr(value)}")
    off = [one for one in silent if f"complaint.{one}" not in chosen]
    text = ['name = "site"', "[complaint]", *lines["complaint"], f"off = {off}", "[period]", *lines["period"]]
    site = load("\n".join(text))
    found = merged("site", [load("reception_training"), load("front_desk_manual")], WORKFLOWS, overlays=[site])
    assert lint(found, WORKFLOWS) == []
    assert str(period.under(found.policy).values["figures_handed_in"]) == "by_day 30"
    assert str(complaint.under(found.policy).values["hand_over"]) == "10 minutes"
