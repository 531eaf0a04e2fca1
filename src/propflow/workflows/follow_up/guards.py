"""
On what it depends who visits, how, what is brought back, and whether it may go to the archive.
"""

from datetime import datetime
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.model.instants import from_text, to_text
from propflow.workflows.complaint.known import fact, times
from propflow.workflows.follow_up.axes import COMPLAINT, PHONE
from propflow.workflows.period.spans import QUARTER, span_at

COMPLAINTS = linked("group")
"""The complaint as which an unqualified result is handled."""


def is_joint(s: Situation) -> bool:
    """Is it a complaint that is not grave, which two people follow up together?"""
    return fact(s, "kind") == COMPLAINT and not fact(s, "grave")


def handlers_of(s: Situation) -> list[str]:
    """The ids of those who did the work."""
    found = fact(s, "handlers")
    return [str(one) for one in found] if isinstance(found, list) else []


# Planned


@guard(en="What is followed up is completed", zh="服务已完成", form_needed=True, rules=["B12-05"])
def service_is_completed(s: Situation) -> Verdict:
    """Nothing is followed up before it is over."""
    return PASSES if s.form.completed_at <= s.now else blocks("not_completed_yet")


@guard(en="Only a complaint is grave", zh="仅投诉区分重大", form_needed=True, rules=["B12-14"])
def only_complaints_are_grave(s: Situation) -> Verdict:
    """Other services have no grade."""
    return blocks("grave_without_complaint", kind=s.form.kind) if s.form.grave and s.form.kind != COMPLAINT else PASSES


@guard(en="The head complained about is named", zh="已写明被投诉部门主管", form_needed=True, rules=["B12-15"])
def head_is_named(s: Situation) -> Verdict:
    """For a complaint that is not grave, and for nothing else."""
    needed = s.form.kind == COMPLAINT and not s.form.grave
    return PASSES if bool(s.form.accused_head) is needed else blocks("head_wrong", needed=needed)


# Who visits


@guard(en="No complaint", zh="非投诉回访", rules=["B12-16"])
def is_no_complaint(s: Situation) -> Verdict:
    """Service staff visit after services; after complaints it is for others, or for two together."""
    return blocks("is_a_complaint") if fact(s, "kind") == COMPLAINT else PASSES


@guard(en="A grave complaint", zh="重大投诉", rules=["B12-02", "B12-14"])
def is_grave(s: Situation) -> Verdict:
    """The office head visits after these."""
    return PASSES if fact(s, "grave") else blocks("is_not_grave")


@guard(en="A complaint that is not grave", zh="一般投诉", rules=["B12-15"])
def two_visit(s: Situation) -> Verdict:
    """The head complained about and service staff visit together, and sign together."""
    return PASSES if is_joint(s) else blocks("one_visits")


@guard(en="One visitor", zh="单人回访", rules=["B12-14", "B12-16"])
def one_visits(s: Situation) -> Verdict:
    """Where two have visited, both sign."""
    return blocks("two_visit") if is_joint(s) else PASSES


@guard(en="The visitor did not do the work", zh="回访人员非经办人", rules=["B12-15", "B12-16"])
def visitor_did_not_handle(s: Situation) -> Verdict:
    """Nor stands in for somebody who did. The head complained about only comes along. [design]"""
    acting = {s.actor.id, s.actor.on_behalf_of} - {None}
    return blocks("visits_own_work") if acting & {*handlers_of(s)} else PASSES


# The visit


@guard(en="The way of the visit is allowed", zh="回访方式符合规定", form_needed=True, rules=["B11-34", "B12-19"])
def method_is_allowed(s: Situation) -> Verdict:
    """What may be followed up on the telephone is policy."""
    allowed = s.policy.get("phone")
    if s.form.method != PHONE or allowed == "any" or (allowed == "complaints" and fact(s, "kind") == COMPLAINT):
        return PASSES
    return blocks("phone_not_allowed", policy=str(allowed))


@guard(en="The visit is not dated ahead", zh="回访时间不在将来", form_needed=True, rules=["B12-19"])
def visit_is_not_ahead(s: Situation) -> Verdict:
    """And not before the service was completed."""
    completed = from_text(str(fact(s, "completed_at")))
    return PASSES if completed <= s.form.visited_at <= s.now else blocks("visited_at_another_time")


@guard(en="The resident was met", zh="与住户见面", rules=["B12-20", "B12-19"])
def was_face_to_face(s: Situation) -> Verdict:
    """Nobody signs on the telephone."""
    return blocks("nobody_signs_on_the_phone") if fact(s, "method") == PHONE else PASSES


@guard(
    en="A witness or a recording stands for the signature", zh="有见证人或录音代替签名", form_needed=True,
    rules=["B12-20"],
)  # fmt: skip
def something_stands_for_it(s: Situation) -> Verdict:
    """A second member of staff, other than the visitor, or a recording. [design]"""
    witness = s.form.witness.strip()
    if s.form.recording:
        return PASSES
    if not witness:
        return blocks("neither_witness_nor_recording")
    return blocks("witnessed_himself") if witness in {s.actor.id, s.actor.on_behalf_of} else PASSES


def _number(s: Situation) -> int:
    found = s.policy.get("attempts")
    return found if isinstance(found, int) else 1


@guard(en="Another attempt is left", zh="尚有再访次数", rules=["B12-11"])
def attempt_is_left(s: Situation) -> Verdict:
    """After so many it is given up."""
    tried = times(s, "attempts")
    return PASSES if tried < _number(s) else blocks("attempts_used_up", tried=tried)


@guard(en="All attempts were made", zh="再访次数已用完", rules=["B12-11"])
def attempts_were_made(s: Situation) -> Verdict:
    """Nobody is given up before."""
    tried = times(s, "attempts")
    return PASSES if tried >= _number(s) else blocks("attempts_left", tried=tried, needed=_number(s))


# Handed back and archived


def quarter_end(at: datetime) -> datetime:
    """The end of the quarter in which an instant lies."""
    return span_at(QUARTER, at).ends


@guard(en="The quarter is the present one", zh="所属季度正确", form_needed=True, rules=["B12-26"])
def quarter_is_right(s: Situation) -> Verdict:
    """So nobody gives a form more time by dating it otherwise."""
    ends = quarter_end(s.now)
    return PASSES if s.form.quarter_ends == ends else blocks("another_quarter", ends=to_text(ends))


@guard(en="The result is qualified", zh="回访合格", rules=["B12-23"])
def is_qualified(s: Situation) -> Verdict:
    """What is not goes to the office head. Where nobody was met there is no result."""
    return blocks("result_unqualified") if fact(s, "result") == "unqualified" else PASSES


@guard(en="The form is the one that was collected", zh="编码与领表一致", form_needed=True, rules=["B12-27"])
def page_is_the_same(s: Situation) -> Verdict:
    """By the code printed on each page, none of which may be torn out."""
    issued = fact(s, "page_code")
    return PASSES if s.form.page_code == issued else blocks("another_form", issued=str(issued))


@guard(en="New or reopened, not both", zh="新立与重新立项择一", form_needed=True, rules=["B12-23"])
def one_way_is_chosen(s: Situation) -> Verdict:
    """What is reopened is the complaint that was followed up; what is new is another."""
    same = fact(s, "kind") == COMPLAINT and s.form.complaint == fact(s, "about")
    return PASSES if same is (s.form.way == "reopened") else blocks("way_does_not_fit", way=s.form.way)


@guard(en="The complaint is over", zh="投诉已办结", needs=[COMPLAINTS], rules=["B12-23"])
def complaint_is_over(s: Situation) -> Verdict:
    """However it ended."""
    known = cast("list[dict[str, Any]]", s.facts.get("group") or [])
    still = [one["id"] for one in known if one["kind"] != "final"]
    return blocks("complaint_open", cases=[*still]) if still else PASSES
