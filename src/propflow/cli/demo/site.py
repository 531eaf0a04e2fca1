"""
The policies of the community: lines of its own over the manuals, read from files as anybody's are.

Complaints follow two manuals; repairs, renovations and goods passes follow the front desk's.
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
from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass
from propflow.workflows.renovation import WORKFLOWS as RENOVATION
from propflow.workflows.repair import repair

MANUALS: Final = ("reception_training", "quick_response")
DESK_MANUAL: Final = "front_desk_manual"
AT_THE_DESK: Final = (repair, *RENOVATION, move_out_pass, goods_authorisation)
"""The workflows of the front desk, with their child cases."""

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


FRONT_DESK: Final = """\
name = "riverside_desk"
en = "Riverside Court, front desk"
zh = "滨江苑前台"

[repair]
duty_hours = "cn-office"
completion_hours = "always"
in_unit_fee = "owner"
consent_before_work = true
off = [
  "online_login", "walk_with_resident", "written_misuse", "classified", "answer", "answer_urgent",
  "order_after_report", "order_ordinary", "repairer_certificate", "response_start", "arrive", "arrive_urgent",
  "arrive_urgent_night", "arrive_after_order", "view_roof", "rescue_on_site", "rescue_report", "plan",
  "plan_complex", "plan_names_time", "published_prices", "safe_limit", "complete_urgent", "complete_ordinary",
  "complete_small", "quarterly_review", "completion_evidence", "repair_record", "payment_at_sign_off",
  "serious_visits", "serious_interval", "survey", "look_back_below", "repeat_repair_after",
  "part_shortage_households", "renovation_delay_after", "defect_unsettled_after",
]

[renovation]
waste_per = "room"
hot_work_approver = "engineering_department"
off = ["extension_most", "extensions_most", "hot_work_validity", "rectification_most", "refund_limit"]

[renovation_deposit]
off = ["payout_limit"]

[move_out_pass]
validity = "1 day"
"""


def written(path: Path, lines: str = RIVERSIDE) -> Policy:
    """A policy of the community's own, written into a file and read from there."""
    path.write_text(lines, encoding="utf-8")
    return load(path)


def laid_over(site: Policy) -> Merge:
    """What the community's policy and the manuals below it come to."""
    return merged(site.name, [load(name) for name in MANUALS], [complaint.complaint], overlays=[site])


def desk_laid_over(site: Policy) -> Merge:
    """What the community's policy for its front desk and the manual below it come to."""
    return merged(site.name, [load(DESK_MANUAL)], AT_THE_DESK, overlays=[site])


def bound(policy: Merge) -> Workflow:
    """The complaint workflow as it is followed here."""
    return complaint.complaint.under(policy.policy)


def desk_bound(policy: Merge) -> list[Workflow]:
    """The workflows of the front desk as they are followed here."""
    return [one.under(policy.policy) for one in AT_THE_DESK]


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
