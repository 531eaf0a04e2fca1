"""
The policy of the community: a dozen lines of its own over two manuals, read from a file as anybody's are.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from propflow.definition.workflow import Workflow
from propflow.model.policies import OFF, Policy
from propflow.policy import load, merged
from propflow.policy.merging import Merge
from propflow.workflows import complaint

MANUALS: Final = ("reception_training", "quick_response")

RIVERSIDE: Final = """\
name = "riverside"
en = "Riverside Court"
zh = "滨江苑"

[complaint]
hand_over = "15 minutes"
settle_minor = "1 day"
verified_by = "receptionist"
recurrence_from = 3
mass_share_percent = { value = 50, rules = ["A14-09", "A14-10"] }
follow_up = { value = "3 days", rules = ["B11-33", "B12-05"] }
follow_up_ordinary_by = "cs_supervisor"
follow_up_major_by = "office_head"
off = [
  "tell_process", "coordination_from", "reply",
  "major_overrun_approver", "follow_up_external", "resident_signs_follow_up",
]
"""


def written(path: Path) -> Policy:
    """The community's own policy, written into a file and read from there."""
    path.write_text(RIVERSIDE, encoding="utf-8")
    return load(path)


def laid_over(site: Policy) -> Merge:
    """What the community's policy and the manuals below it come to."""
    return merged(site.name, [load(name) for name in MANUALS], [complaint.complaint], overlays=[site])


def bound(policy: Merge) -> Workflow:
    """The complaint workflow as it is followed here."""
    return complaint.complaint.under(policy.policy)


def sources(site: Policy, policy: Merge) -> dict[str, int]:
    """How many slots are filled by whom; what is switched off is filled by nobody."""
    counts: Counter[str] = Counter()
    for slot in complaint.complaint.slots:
        name = f"{complaint.complaint.name}.{slot.name}"
        if policy.settled.values.get(name) == OFF:
            counts["off"] += 1
        elif name in site.values:
            counts["community"] += 1
        else:
            counts["manuals" if name in policy.settled.values else "design"] += 1
    return dict(counts)
