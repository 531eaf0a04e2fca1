"""
On what it depends whether fees are taken, the permit is issued, and what it permits.
"""

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal

from propflow import PASSES, Situation, Verdict, blocks, guard, linked
from propflow.model.calendars import ALWAYS
from propflow.model.instants import from_text
from propflow.workflows.renovation.known import children, fact, held, length, number, price, times

# Fees


def _differing(found: dict[str, tuple[Decimal, Decimal]]) -> dict[str, str]:
    """The sums that are not what they should be, with what they should be."""
    return {name: f"{needed:.2f}" for name, (given, needed) in found.items() if given != needed}


@guard(
    en="The contractor's fees are those of the price list", zh="装修公司费用与收费标准一致", form_needed=True,
    rules=["B08-23", "B08-24", "B08-25"],
)  # fmt: skip
def contractor_fees_are_right(s: Situation) -> Verdict:
    """A pass for each listed worker; the total is the sum of its lines."""
    listed = len(held(s, "workers"))
    if s.form.passes != listed:
        return blocks("wrong_number_of_passes", found=s.form.passes, workers=listed)
    wrong = _differing({
        "management_fee": (s.form.management_fee, price(s, "management_fee_cny")),
        "permit_fees": (s.form.permit_fees, price(s, "permit_fee_cny") * s.form.permits),
        "pass_fees": (s.form.pass_fees, price(s, "pass_fee_cny") * s.form.passes),
        "contractor_paid": (s.form.contractor_paid, s.form.management_fee + s.form.permit_fees + s.form.pass_fees),
    })  # fmt: skip
    return blocks("wrong_fees", **wrong) if wrong else PASSES


@guard(en="The fee for waste is that of the price list", zh="清运费与收费标准一致", form_needed=True, rules=["B08-26"])
def owner_fees_are_right(s: Situation) -> Verdict:
    """For each room or for the dwelling, as the policy reads 间."""
    many = int(fact(s, "rooms") or 1) if s.policy.get("waste_per") == "room" else 1
    wrong = _differing({"owner_paid": (s.form.owner_paid, price(s, "waste_fee_cny") * many)})
    return blocks("wrong_fees", **wrong) if wrong else PASSES


@guard(en="The contractor has paid", zh="装修公司已交费", rules=["B08-23", "B08-24", "B08-25", "B08-27"])
def contractor_has_paid(s: Situation) -> Verdict:
    """Each line with a receipt."""
    return PASSES if fact(s, "contractor_paid") is not None else blocks("contractor_fees_unpaid")


@guard(en="The contractor has not paid yet", zh="装修公司尚未交费", rules=["B08-27"])
def contractor_owes(s: Situation) -> Verdict:
    """Nothing is taken twice."""
    return PASSES if fact(s, "contractor_paid") is None else blocks("contractor_fees_paid")


@guard(en="The owner has paid", zh="业主已交费", rules=["B08-26", "B08-27"])
def owner_has_paid(s: Situation) -> Verdict:
    """Or the occupant."""
    return PASSES if fact(s, "owner_paid") is not None else blocks("owner_fees_unpaid")


@guard(en="The owner has not paid yet", zh="业主尚未交费", rules=["B08-27"])
def owner_owes(s: Situation) -> Verdict:
    """Nothing is taken twice."""
    return PASSES if fact(s, "owner_paid") is None else blocks("owner_fees_paid")


@guard(en="The deposit is held", zh="押金已收", needs=[linked("child", ["deposit_taken"])], rules=["B08-22"])
def deposit_is_held(s: Situation) -> Verdict:
    """It is taken in a ledger of its own, a child case."""
    states = [str(one["state"]) for one in children(s, "deposit_taken")]
    return PASSES if states.count("held") == 1 else blocks("deposit_not_held", found=[*states])


# The permit


@guard(
    en="A pass is asked for, for each listed worker",
    zh="每名施工人员已申办出入证",
    needs=[linked("child", ["worker"])],
    rules=["B08-29"],
)
def passes_are_prepared(s: Situation) -> Verdict:
    """One for each name on the list, and none for anybody else."""
    listed = Counter(held(s, "workers"))
    asked = Counter(str(one["facts"]["worker"]) for one in children(s, "worker") if one["state"] == "requested")
    missing, too_many = sorted(listed - asked), sorted(asked - listed)
    return PASSES if asked == listed else blocks("passes_not_prepared", missing=[*missing], too_many=[*too_many])


def _latest(s: Situation, since: datetime, slot: str) -> datetime | None:
    """Until when something may run that begins at an instant; None if the policy sets no limit."""
    limit = length(s, slot)
    return None if limit is None else ALWAYS.due(since, limit)


def _too_long(s: Situation, until: datetime, since: datetime, slot: str) -> Verdict:
    latest = _latest(s, since, slot)
    if until <= s.now:
        return blocks("validity_is_past", until=until.isoformat())
    if latest is not None and until > latest:
        return blocks("validity_too_long", until=until.isoformat(), latest=latest.isoformat())
    return PASSES


@guard(
    en="The permit runs no longer than works may last", zh="许可期限不超过装修期限", form_needed=True, rules=["B08-38"]
)
def permit_is_not_too_long(s: Situation) -> Verdict:
    """Counted from its issue."""
    return _too_long(s, s.form.valid_until, s.now, "works_limit")


def valid_until(s: Situation) -> datetime | None:
    """Until when the permit runs; None before it is issued."""
    said = fact(s, "valid_until")
    return from_text(said) if isinstance(said, str) else None


@guard(en="The permit has not run out", zh="许可证在有效期内", rules=["B08-38"])
def permit_runs(s: Situation) -> Verdict:
    """Past it the works are overdue, or stopped."""
    until = valid_until(s)
    if until is not None and s.now < until:
        return PASSES
    return blocks("permit_run_out", until=None if until is None else until.isoformat())


@guard(en="The permit has run out", zh="许可证已过期", rules=["B08-38"])
def permit_has_run_out(s: Situation) -> Verdict:
    """While it runs, the works go on in the ordinary way."""
    until = valid_until(s)
    return blocks("permit_still_runs") if until is not None and s.now < until else PASSES


@guard(en="The extension is not too long", zh="延期不超过规定", form_needed=True, rules=["B08-39"])
def extension_is_not_too_long(s: Situation) -> Verdict:
    """It goes beyond the permit; how long is counted from the permit's end or from now, whichever is later."""
    until = valid_until(s)
    if until is not None and s.form.valid_until <= until:
        return blocks("no_extension", valid_until=until.isoformat())
    return _too_long(s, s.form.valid_until, max(until or s.now, s.now), "extension_most")


@guard(en="An extension is left", zh="延期次数未达上限", rules=["B08-39"])
def extension_is_left(s: Situation) -> Verdict:
    """How often a permit is extended is policy."""
    most, found = number(s, "extensions_most"), times(s, "extensions")
    return PASSES if most is None or found < most else blocks("extensions_used_up", found=found, most=most)


@guard(en="A delegate has a written mandate", zh="委托办理须有书面委托", form_needed=True, rules=["B08-39"])
def mandate_is_there(s: Situation) -> Verdict:
    """The owner in person needs none."""
    return PASSES if s.form.applied_by == "owner" or s.form.mandate else blocks("mandate_missing")


@guard(
    en="An overdue permit is extended once the violation is settled",
    zh="超期许可须先整改后补办延期",
    rules=["B08-39", "B08-44"],
)
def violation_comes_first(s: Situation) -> Verdict:
    """Past the permit the works are overdue as soon as the rectification is accepted; then it can be extended."""
    until = valid_until(s)
    late = until is None or s.now >= until
    rectifying = s.case is not None and s.case.state == "works_rectification"
    return blocks("rectify_first") if late and rectifying else PASSES


@guard(en="A late extension says why it is late", zh="逾期办理延期须说明理由", form_needed=True, rules=["B08-39"])
def lateness_is_explained(s: Situation) -> Verdict:
    """It is asked for before the permit runs out; afterwards there is a reason."""
    until = valid_until(s)
    late = until is None or s.now >= until
    return blocks("late_reason_missing") if late and not s.form.late_reason.strip() else PASSES


# What goes with it


@guard(
    en="Permit and own pass were shown", zh="已出示许可证及本人出入证", form_needed=True,
    needs=[linked("child", ["worker"])], rules=["B08-36"],
)  # fmt: skip
def lead_shows_permit_and_pass(s: Situation) -> Verdict:
    """The permit of this case, and a pass in use that is the lead's own."""
    if s.form.permit_number != fact(s, "permit_number"):
        return blocks("other_permit", shown=s.form.permit_number)
    lead = None if s.case is None else s.case.related("contractor_lead")
    shown = [one for one in children(s, "worker") if one["id"] == s.form.own_pass]
    own = any(one["state"] == "issued" and one["facts"]["worker"] == lead for one in shown)
    return PASSES if own else blocks("own_pass_not_shown", shown=s.form.own_pass)


@guard(
    en="Copies and photos of each extra worker", zh="增补人员证件照片齐全", form_needed=True, rules=["B08-14", "B08-15"]
)
def extra_papers_are_there(s: Situation) -> Verdict:
    """What the first ones had to bring, these bring too."""
    lacking = [f"id_copy:{one}" for one in s.form.workers if one not in s.form.id_copies]
    lacking += [f"photos:{one}" for one in s.form.workers if one not in s.form.photos]
    return blocks("papers_missing", missing=[*lacking]) if lacking else PASSES


@guard(en="Extra workers are new, and paid for", zh="增补人员未在名单且已交费", form_needed=True, rules=["B08-25"])
def extra_workers_are_paid(s: Situation) -> Verdict:
    """A pass has its price, whenever it is made."""
    known = sorted({*s.form.workers} & {*held(s, "workers")})
    if known:
        return blocks("already_listed", people=[*known])
    if len({*s.form.workers}) < len(s.form.workers):
        return blocks("named_twice")
    needed = price(s, "pass_fee_cny") * len(s.form.workers)
    wrong = _differing({"pass_fees": (s.form.pass_fees, needed)})
    return blocks("wrong_fees", **wrong) if wrong else PASSES


@guard(en="The guarantee is in the owner's own hand", zh="担保书为业主亲笔", form_needed=True, rules=["B08-50"])
def guarantee_is_handwritten(s: Situation) -> Verdict:
    """Written and signed."""
    return PASSES if s.form.handwritten else blocks("guarantee_not_handwritten")


_STAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) (\S.*)")


def night_of(stay: str) -> str | None:
    """The date of a stay's evening; None if it is written otherwise."""
    found = _STAY.fullmatch(stay)
    try:
        return None if found is None else date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None


@guard(
    en="No more people in any night than may stay", zh="每晚留宿人数不超过上限", form_needed=True,
    rules=["B08-49", "B08-51"],
)  # fmt: skip
def nights_are_not_crowded(s: Situation) -> Verdict:
    """All guarantees together, night by night; where the policy lets nobody stay, nobody does."""
    unread = [one for one in s.form.stays if night_of(one) is None]
    if unread:
        return blocks("stays_unreadable", stays=[*unread])
    most = number(s, "overnight_most")
    if most is None:
        return blocks("nobody_stays")
    full = Counter(str(night_of(one)) for one in {*held(s, "stays"), *s.form.stays})
    crowded = sorted(night for night, people in full.items() if people > most)
    return blocks("too_many_overnight", nights=[*crowded], most=most) if crowded else PASSES


@guard(en="Permitted by whoever permits hot work", zh="由规定的动火审批人批准", rules=["B08-19"])
def hot_work_is_ours_to_permit(s: Situation) -> Verdict:
    """Who that is no manual says, so the site does."""
    needed = str(s.policy.get("hot_work_approver"))
    return PASSES if any(one.role == needed for one in s.actor.roles) else blocks("other_permits", needed=needed)


@guard(en="The hot-work permit is not too long", zh="动火许可不超过有效期", form_needed=True, rules=["B08-19"])
def hot_work_is_not_too_long(s: Situation) -> Verdict:
    """Counted from its issue."""
    return _too_long(s, s.form.hot_work_until, s.now, "hot_work_validity")


@guard(en="A hot-work permit runs", zh="动火许可在有效期内", rules=["B08-19"])
def hot_work_is_permitted(s: Situation) -> Verdict:
    """Only what runs can be ended."""
    return PASSES if fact(s, "hot_work_until") is not None else blocks("no_hot_work")


@guard(en="Not in the future", zh="时间不晚于当前", form_needed=True, rules=["B18-25"])
def patrol_is_over(s: Situation) -> Verdict:
    """Nobody writes a patrol down before it was made."""
    return PASSES if s.form.patrolled_at <= s.now else blocks("patrolled_ahead_of_time")
