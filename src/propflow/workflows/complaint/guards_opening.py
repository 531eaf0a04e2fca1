"""
On what it depends whether a complaint is opened, explained, folded into another, or classified anew.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.model.instants import from_text
from propflow.workflows.complaint.axes import COMMUNICATIVE
from propflow.workflows.complaint.known import fact, is_lower, number, open_ones, times

# Before the decision


@guard(en="The reading is over its limit", zh="读数超过阈值", form_needed=True, rules=["D05-07"])
def reading_is_over_limit(s: Situation) -> Verdict:
    """A sensor that reads within its limit gives no alert."""
    if s.form.reading > s.form.limit:
        return PASSES
    return blocks("reading_within_limit", reading=s.form.reading, limit=s.form.limit)


@guard(en="The first words are as the manual says", zh="开场态度符合规定", form_needed=True, rules=["B11-18", "C11-04"])
def opener_is_as_the_manual_says(s: Situation) -> Verdict:
    """Where only sympathy is to be shown, nobody apologises before the facts are known."""
    if s.policy.get("opener") == "sympathy" and s.form.opener == "apology" and not times(s, "inquiries"):
        return blocks("apology_before_findings")
    return PASSES


# Classification


@guard(en="Nothing is lowered", zh="未降低等级", form_needed=True, rules=["C04-08", "D02-01"])
def nothing_is_lowered(s: Situation) -> Verdict:
    """Anyone may raise grade and level; only a superior lowers them."""
    if is_lower(s, s.form.grade, s.form.level):
        return blocks("lowered_only_by_superior", grade=cast(Any, fact(s, "grade")), level=cast(Any, fact(s, "level")))
    return PASSES


@guard(en="Something is lowered", zh="降低了等级", form_needed=True, rules=["C04-08", "D02-01"])
def something_is_lowered(s: Situation) -> Verdict:
    """What lowers nothing is an ordinary classification."""
    return PASSES if is_lower(s, s.form.grade, s.form.level) else blocks("nothing_lowered")


@guard(
    en="What became major by waiting stays major", zh="逾期升为重大的不得再降", form_needed=True,
    rules=["C04-11", "B11-30"],
)  # fmt: skip
def promotion_stands(s: Situation) -> Verdict:
    """The time that made it major does not come back, whatever else is found out since."""
    run = None if s.case is None else s.case.clock("becomes_major")
    over = run is not None and "due" in run.fired
    return blocks("became_major_by_waiting", grade=s.form.grade) if over and s.form.grade != "major" else PASSES


@guard(en="Grade and nature agree", zh="等级与性质相符", form_needed=True, rules=["C04-01", "C04-08"])
def grade_fits_nature(s: Situation) -> Verdict:
    """Only a valid complaint is graded."""
    if s.form.nature != "valid" and s.form.grade != "none":
        return blocks("grade_without_validity", nature=s.form.nature, grade=s.form.grade)
    return PASSES


@guard(
    en="A breach is major only after enough requests", zh="承诺未履行须达到投诉次数", form_needed=True,
    rules=["C04-09", "B11-28"],
)  # fmt: skip
def breach_was_raised_often_enough(s: Situation) -> Verdict:
    """How many requests it takes is policy."""
    needed = number(s, "major_breach_requests")
    if s.form.grade != "major" or s.form.major_ground != "breach" or needed is None:
        return PASSES
    if s.form.requests_on_same_matter >= needed:
        return PASSES
    return blocks("too_few_requests", found=s.form.requests_on_same_matter, needed=needed)


@guard(
    en="The customer's limit belongs to a minor complaint", zh="客户要求期限仅适用于轻微投诉", form_needed=True,
    rules=["C04-21", "B11-27"],
)  # fmt: skip
def customers_limit_counts(s: Situation) -> Verdict:
    """A limit of the customer's binds only where the policy knows it, and only for minor complaints."""
    if s.form.customer_limit is None or (s.policy.get("customer_limit") and s.form.grade == "minor"):
        return PASSES
    return blocks("customers_limit_does_not_count", grade=s.form.grade)


@guard(
    en="An explained case stays one that explaining can end", zh="已解释了结的案件不得转为须立项情形",
    form_needed=True, rules=["C01-09", "C05-14"],
)  # fmt: skip
def explained_stays_explained(s: Situation) -> Verdict:
    """A valid complaint, or an urgent one, is opened from there instead of being renamed."""
    if s.case is None or s.case.state != "explained":
        return PASSES
    if s.form.level == "I":
        return blocks("urgent_must_be_opened")
    return blocks("valid_must_be_converted") if s.form.nature == "valid" else PASSES


# Opening


@guard(
    en="The contact is known, or waived by a superior",
    zh="已留联系方式或经主管免除",
    form_needed=True,
    rules=["C05-21"],
)
def contact_is_known(s: Situation) -> Verdict:
    """Without person, address and telephone it takes a waiver on record; an own finding has no complainant."""
    mode, own = s.form.contact_mode, fact(s, "origin") in ("internal", "sensor")
    if mode == "none":
        return PASSES if own else blocks("complainant_not_left_out")
    if mode == "waived":
        return PASSES if fact(s, "contact_waiver") is not None else blocks("contact_not_waived")
    lacking = [name for name in ("contact_person", "address", "phone") if not getattr(s.form, name)]
    return blocks("contact_missing", missing=[*lacking]) if lacking else PASSES


@guard(en="It is opened after it was received", zh="立项时间不早于接诉时间", form_needed=True, rules=["C05-10"])
def opening_follows_reception(s: Situation) -> Verdict:
    """An own finding is received when it is found, an alert when it is raised. The same instant will do."""
    said = fact(s, "received_at") or fact(s, "found_at")
    raised = None if s.case is None else s.case.registered_at
    received = from_text(str(said)) if said else raised
    if received is None or s.form.opened_at >= received:
        return PASSES
    return blocks("opened_before_reception", received=received.isoformat())


@guard(
    en="The condition named is one of this case", zh="立项条件与案情相符", form_needed=True, rules=["C05-12", "C05-15"]
)
def condition_fits(s: Situation) -> Verdict:
    """Condition b is for our own findings; condition e only where the policy opens what is outside our duties."""
    own = fact(s, "origin") in ("internal", "sensor")
    if s.form.condition == "b" and not own:
        return blocks("not_our_own_finding")
    outside = s.policy.get("out_of_scope")
    if s.form.condition == "e" and outside != "open_if_customer_asks":
        return blocks("outside_is_explained", policy=str(outside))
    return PASSES


# Explaining


@guard(en="Not urgent", zh="非一级紧急", rules=["C05-14", "D02-02"])
def is_not_urgent(s: Situation) -> Verdict:
    """A case of level I and an emergency are always opened."""
    urgent = fact(s, "level") == "I" or fact(s, "scenario") is not None
    return blocks("urgent_must_be_opened") if urgent else PASSES


@guard(en="It is classified by nature", zh="已按性质分类", rules=["C01-02", "A19-06"])
def nature_is_known(s: Situation) -> Verdict:
    """What is ended by explaining must be known for what it is, so that it can be counted and converted."""
    return PASSES if fact(s, "nature") is not None else blocks("nature_unknown")


@guard(
    en="An explanation ends it", zh="解释即可了结", form_needed=True,
    rules=["C05-16", "C05-15", "B11-17", "A19-07", "A19-08", "B11-10"],
)  # fmt: skip
def explanation_ends_it(s: Situation) -> Verdict:
    """The customer is content and nothing is left; or it is outside our duties and the policy says: explain."""
    nature, outside = fact(s, "nature"), s.policy.get("out_of_scope")
    if nature == "valid" and s.policy.get("opening_gate") == "every_valid_complaint":
        return blocks("valid_must_be_opened")
    if nature == "out_of_scope" and outside != "open_if_customer_asks":
        if outside == "explain_and_redirect" and not s.form.other_channel:
            return blocks("other_channel_missing")
        return PASSES
    if s.form.customer_asked_help and nature == "out_of_scope":
        return blocks("customer_asked_help")
    lacking = [name for name in ("customer_accepts", "no_follow_up_needed") if not getattr(s.form, name)]
    return blocks("explanation_not_enough", missing=[*lacking]) if lacking else PASSES


@guard(en="It was a communicative complaint", zh="原为沟通性投诉", rules=["C01-09"])
def can_be_converted(s: Situation) -> Verdict:
    """What is outside our duties does not become valid by being mishandled."""
    nature = fact(s, "nature")
    return PASSES if nature in (*COMMUNICATIVE, "valid") else blocks("not_communicative", nature=cast(Any, nature))


@guard(en="The time for coming back is over", zh="转化期限已过", rules=["C01-09", "C04-34"])
def conversion_window_is_over(s: Situation) -> Verdict:
    """An explained case is kept until the customer has had time to come back on it."""
    run = None if s.case is None else s.case.clock("conversion_window")
    if run is None or run.due_at is None or run.due_at <= s.now:
        return PASSES
    return blocks("conversion_still_possible", until=run.due_at.isoformat())


@guard(en="No promise is open", zh="无未兑现承诺", rules=["C03-10"])
def no_promise_is_open(s: Situation) -> Verdict:
    """A promise is fulfilled, or broken on record, before the case goes to the archive."""
    still = open_ones(s, "open_promises")
    return blocks("promises_open", promises=[*still]) if still else PASSES


# Folding into another case


@guard(en="The same complainant and the same matter", zh="同一投诉人同一事项", form_needed=True, rules=["D01-11"])
def is_the_same(s: Situation) -> Verdict:
    """Different people's complaints are grouped, never folded together."""
    if s.form.same_complainant and s.form.same_matter:
        return PASSES
    return blocks("not_a_duplicate", complainant=s.form.same_complainant, matter=s.form.same_matter)


@guard(en="The master case is still being decided or handled", zh="主案尚未了结", form_needed=True, rules=["D01-11"])
def master_is_live(s: Situation) -> Verdict:
    """A repeat contact on an explained case converts that one; on a closed case it is a recurrence."""
    known = s.facts.get("linked_case")
    if not isinstance(known, dict) or known.get("kind") in ("entry", "undecided", "active"):
        return PASSES
    return blocks("master_is_not_live", master=cast(Any, known.get("id")), kind=cast(Any, known.get("kind")))
