"""
On what it depends whether a plan change is asked for, approved and carried out.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.workflows.renovation.known import fact, parent, parent_fact

_SITE = ("in_works", "in_works_overdue", "works_rectification", "works_stopped")
_family = linked("parent", ["owner_id", "contractor_lead_id"])


@guard(en="The works are under way", zh="装修正在施工", form_needed=True, rules=["B08-35"])
def works_are_under_way(s: Situation) -> Verdict:
    """Before the permit the plan itself is revised; after completion nothing is built."""
    known = cast("dict[str, Any] | None", s.facts.get("linked_case"))
    if known is None or known.get("state") in _SITE:  # what is not there the desk refuses by itself
        return PASSES
    return blocks("works_not_under_way", state=known.get("state"))


@guard(
    en="Owner and person responsible of this renovation, together", zh="本案业主与装修责任人共同注明",
    form_needed=True, needs=[_family], rules=["B08-35"],
)  # fmt: skip
def both_note_it(s: Situation) -> Verdict:
    """Both are there, and both are those of the application."""
    if not s.form.both_present:
        return blocks("not_both_present")
    strangers = [name for name in ("owner_id", "contractor_lead_id") if getattr(s.form, name) != parent_fact(s, name)]
    return blocks("not_of_this_renovation", who=[*strangers]) if strangers else PASSES


@guard(en="It meets the decoration rules", zh="符合装修管理规定", form_needed=True, rules=["B08-34"])
def criteria_are_met(s: Situation) -> Verdict:
    """What does not is refused, with reasons."""
    return PASSES if s.form.criteria_met else blocks("criteria_not_met")


@guard(en="It does not concern the structure", zh="不涉及结构", rules=["B08-35"])
def is_not_structural(s: Situation) -> Verdict:
    """Then the works supervisor approves alone."""
    return blocks("is_structural") if fact(s, "structural") else PASSES


@guard(en="It concerns the structure", zh="涉及结构", rules=["B08-03", "B08-35"])
def is_structural(s: Situation) -> Verdict:
    """Then engineering countersigns."""
    return PASSES if fact(s, "structural") else blocks("not_structural")


@guard(en="The permit runs", zh="许可证在有效期内", needs=[_family], rules=["B08-35", "B08-38"])
def permit_runs(s: Situation) -> Verdict:
    """Nothing is built while the works are overdue or stopped."""
    state = parent(s).get("state")
    return PASSES if state in ("in_works", "works_rectification") else blocks("permit_does_not_run", state=state)


@guard(en="Built as approved", zh="按批准版次实施", form_needed=True, rules=["B08-35", "B21-19"])
def is_built_as_approved(s: Situation) -> Verdict:
    """Held against the revision that was noted."""
    needed = fact(s, "drawing_revision")
    return PASSES if s.form.drawing_revision == needed else blocks("other_revision", needed=needed)
