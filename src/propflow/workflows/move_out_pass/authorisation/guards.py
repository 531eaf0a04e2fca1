"""
On what it depends whether a letter is valid, presented in time, and attached to a slip.
"""

from datetime import UTC, datetime
from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.model.amounts import same_day
from propflow.model.calendars import ALWAYS
from propflow.model.calendars.walls import midnight, wall_of, zone_of
from propflow.model.instants import from_text, to_text
from propflow.workflows.complaint.known import fact
from propflow.workflows.move_out_pass.goods import unclear

REQUEST = linked("parent", facts=("slips",))
"""The request for which it was presented, and how many slips it has had."""


def too_old_at(latest_on: datetime, named_day: object) -> datetime:
    """
    Before when a letter must be presented: the end of the day it names, or its beginning if that day does not count.

    The day is that of the always-open calendar's zone.
    """
    if named_day == "excluded":
        return midnight(wall_of(latest_on, zone_of(ALWAYS.zone)).date(), zone_of(ALWAYS.zone)).astimezone(UTC)
    return ALWAYS.due(latest_on, same_day())


def _until(s: Situation) -> datetime:
    return too_old_at(from_text(str(fact(s, "latest_on"))), s.policy.get("named_day"))


@guard(en="Each line names goods and a number of pieces", zh="物品名称及数量清楚", form_needed=True, rules=["B09-10"])
def letter_goods_are_clear(s: Situation) -> Verdict:
    """What a letter allows must be countable."""
    wrong = unclear(s.form.goods)
    return blocks("goods_unclear", lines=[*wrong]) if wrong else PASSES


@guard(en="The letter is complete", zh="授权委托书齐备", form_needed=True, rules=["B09-10", "B09-11"])
def letter_is_complete(s: Situation) -> Verdict:
    """The owner's own hand, and a copy of the owner's identity card; all that is lacking is said at once."""
    lacking = [name for name in ("handwritten_signature", "owner_id_copy") if not getattr(s.form, name)]
    return blocks("letter_incomplete", missing=[*lacking]) if lacking else PASSES


@guard(en="The signature is the owner's", zh="签名核对一致", form_needed=True, rules=["B09-10"])
def signature_agrees(s: Situation) -> Verdict:
    """Where it does not agree the owner is called back."""
    return PASSES if s.form.signature_agrees else blocks("signature_doubtful")


@guard(en="The owner was called on the registered number", zh="拨打业主资料登记号码核实", form_needed=True)
def registered_number_was_called(s: Situation) -> Verdict:
    """A number that the agent gives proves nothing. [design]"""
    return PASSES if s.form.registered_number else blocks("number_not_registered")


@guard(en="The day named is not over", zh="未过所载日期", rules=["B09-12"])
def named_day_is_not_over(s: Situation) -> Verdict:
    """Whether the day itself still counts is policy."""
    return PASSES if s.now < _until(s) else blocks("letter_too_old", until=to_text(_until(s)))


@guard(en="The day named has come", zh="已到所载日期", rules=["B09-12"])
def named_day_has_come(s: Situation) -> Verdict:
    """Where the letter is for that one day, it is not presented before."""
    day = too_old_at(from_text(str(fact(s, "latest_on"))), "excluded")
    if s.policy.get("named_day") != "only" or day <= s.now:
        return PASSES
    return blocks("letter_too_early", since=to_text(day))


@guard(en="The day named is over", zh="已过所载日期", rules=["B09-12"])
def named_day_is_over(s: Situation) -> Verdict:
    """Until then it may still be presented."""
    return blocks("letter_still_good", until=to_text(_until(s))) if s.now < _until(s) else PASSES


@guard(en="The request waits for a letter", zh="申请正待书面授权", form_needed=True, rules=["B09-08"])
def request_waits(s: Situation) -> Verdict:
    """A letter serves one request that needs one."""
    known = s.facts.get("linked_case")
    if not isinstance(known, dict) or known.get("state") == "awaiting_authorisation":
        return PASSES  # that there is such a case at all, the link says
    return blocks("request_does_not_wait", state=str(known.get("state")))


@guard(en="A slip was made out on it", zh="已据以开具持出证", needs=[REQUEST], rules=["B09-13"])
def slip_was_issued(s: Situation) -> Verdict:
    """It hangs behind the slip once that is made out, and not before."""
    return PASSES if _slips(s) else blocks("no_slip_yet")


@guard(en="No slip was made out on it", zh="尚未据以开具持出证", needs=[REQUEST])
def is_unused(s: Situation) -> Verdict:
    """Afterwards it is the slip that is cancelled. [design]"""
    return blocks("slip_made_out") if _slips(s) else PASSES


def _slips(s: Situation) -> int:
    requests = cast("list[dict[str, Any]]", s.facts.get("parent") or [])
    return sum(one["facts"]["slips"] or 0 for one in requests)
