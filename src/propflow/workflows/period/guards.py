"""
On what it depends whether a duty comes up, is drawn up, signed, published or dropped.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.model.instants import to_text
from propflow.workflows.period import kinds
from propflow.workflows.period.spans import EXAMPLES, MONTH, span_at, span_named


def kind_of(s: Situation) -> str:
    """The kind of the duty; empty while there is none."""
    return "" if s.case is None else str(s.case.fact("kind"))


def _is(s: Situation, kind: str) -> Verdict:
    return PASSES if kind_of(s) == kind else blocks("another_duty", kind=kind_of(s))


# Coming up


@guard(en="The policy knows this duty", zh="规定设有此项任务", form_needed=True)
def policy_knows_it(s: Situation) -> Verdict:
    """What a manual does not ask for is nobody's duty."""
    return PASSES if kinds.is_owed(s.form.kind, s.policy) else blocks("duty_is_off", duty=s.form.kind)


@guard(
    en="It is of a period that there is, and owed from when the policy says",
    zh="期间及起算时间符合规定",
    form_needed=True,
)
def period_is_right(s: Situation) -> Verdict:
    """So nobody gives a duty more time by dating it otherwise. An interview is of the month in which the run came."""
    form = s.form
    if form.owed_from > s.now:
        return blocks("not_owed_yet", owed_from=to_text(form.owed_from))
    every = kinds.EVERY.get(form.kind, MONTH)
    span = span_named(every, form.period)
    if span is None:
        return blocks("no_such_period", example=EXAMPLES[every])
    if form.kind == kinds.INTERVIEW:
        return PASSES if span == span_at(MONTH, form.owed_from) else blocks("of_another_period")
    owed = kinds.owed_from(form.kind, span, s.policy)
    return PASSES if form.owed_from == owed else blocks("owed_from_another_day", owed_from=to_text(owed))


@guard(
    en="An interview names its team and follows no other; the rest is for all",
    zh="约谈须写明班组且不接上期；其他任务面向全处",
    form_needed=True,
)
def team_is_named(s: Situation) -> Verdict:
    """What an interview is linked to are the late cases that brought it, and nothing else."""
    if bool(s.form.whom.strip()) is not (s.form.kind == kinds.INTERVIEW):
        return blocks("whom")
    return blocks("interview_follows", follows=s.form.follows) if s.form.whom and s.form.follows else PASSES


@guard(en="The duty is an interview", zh="任务为约谈")
def is_an_interview(s: Situation) -> Verdict:
    """Only an interview has cases that brought it."""
    return _is(s, kinds.INTERVIEW)


@guard(en="As many late cases are named as bring an interview", zh="已列明触发约谈的超时案件", rules=["D04-06"])
def run_is_named(s: Situation) -> Verdict:
    """Whether they were late, and one after another, the journals say: see `gaps`."""
    named = 0 if s.case is None else len(s.case.links("recurs_from"))
    needed = s.policy.get("overruns_in_a_row")
    if kind_of(s) != kinds.INTERVIEW or (isinstance(needed, int) and named >= needed):
        return PASSES
    return blocks("run_too_short", named=named)


@guard(en="A duty that may have nothing to look at", zh="允许本期无事项的任务")
def may_have_none(s: Situation) -> Verdict:
    """A month without complaints has figures too: they are zero. [design]"""
    return PASSES if kind_of(s) in kinds.MAY_HAVE_NONE else blocks("must_be_done", kind=kind_of(s))


# Drawn up


@guard(en="The duty is the figures of a month", zh="任务为月度统计")
def is_figures(s: Situation) -> Verdict:
    """Each duty has a form of its own."""
    return _is(s, kinds.FIGURES)


@guard(en="The duty is a quarterly review", zh="任务为季度评审")
def is_a_review(s: Situation) -> Verdict:
    """Each duty has a form of its own."""
    return _is(s, kinds.REVIEW)


@guard(en="The duty is a reconciliation", zh="任务为放行条核对")
def is_a_reconciliation(s: Situation) -> Verdict:
    """Each duty has a form of its own."""
    return _is(s, kinds.RECONCILIATION)


@guard(en="The duty is a red and black list", zh="任务为红黑榜")
def is_a_list(s: Situation) -> Verdict:
    """Each duty has a form of its own."""
    return _is(s, kinds.LIST)


@guard(en="The figures add up", zh="统计数相符", form_needed=True, rules=["C04-34", "C05-34"])
def figures_add_up(s: Situation) -> Verdict:
    """Received is opened, explained, merged and undecided together."""
    form = s.form
    told = form.opened + form.explained + form.merged + form.undecided
    return PASSES if form.received == told else blocks("does_not_add_up", received=form.received, told=told)


@guard(en="The figures are those of the period", zh="统计区间与所属期间相符", form_needed=True)
def cut_off_is_right(s: Situation) -> Verdict:
    """
    Counted up to the end of the month where they are owed in the next one, else up to a cut-off in the month itself;
    never ahead. From where, the figures before say: see I31.
    """
    form, span = s.form, span_named(MONTH, str(s.case.fact("period"))) if s.case else None
    if span is None:
        return blocks("no_such_period", example=EXAMPLES[MONTH])
    latest = min(span.ends, s.now)
    earliest = span.ends if s.policy.get("figures_month") == "next" else span.begins
    if form.counted_from <= span.begins < form.counted_until and earliest <= form.counted_until <= latest:
        return PASSES
    return blocks("cut_off", earliest=to_text(earliest), latest=to_text(latest))


@guard(en="Each case is decided on once", zh="每件挂账案件均有且仅有一项决定", form_needed=True, rules=["C05-29"])
def each_case_is_decided(s: Situation) -> Verdict:
    """Closed, or kept open."""
    decided = [*s.form.to_close, *s.form.to_keep]
    if sorted(decided) == sorted({*s.form.stalled}) and len(s.form.stalled) == len(decided):
        return PASSES
    return blocks("undecided_cases", cases=sorted({*s.form.stalled} ^ {*decided}))


@guard(en="It was held by now, in its period or later", zh="已召开，且不早于起算时间", form_needed=True)
def was_held(s: Situation) -> Verdict:
    """What is still to come has no minutes, and what was before it does not count for it."""
    owed = s.case.fact("owed_from") if s.case else None
    if isinstance(owed, str) and owed <= to_text(s.form.held_at) and s.form.held_at <= s.now:
        return PASSES
    return blocks("held_at", held_at=to_text(s.form.held_at))


@guard(en="Every pass is accounted for", zh="放行条份数相符", form_needed=True, rules=["B09-15", "B09-16"])
def passes_add_up(s: Situation) -> Verdict:
    """Issued is matched, void and missing together."""
    told = s.form.matched + s.form.void + len(s.form.missing)
    return PASSES if s.form.released == told else blocks("does_not_add_up", released=s.form.released, told=told)


@guard(
    en="No team is on both lists, and nobody's data on either",
    zh="红黑榜不重复且不含个人信息",
    form_needed=True,
    rules=["A01-07"],
)
def list_is_clean(s: Situation) -> Verdict:
    """What hangs on the wall names no complainant."""
    both = sorted({*s.form.red} & {*s.form.black})
    if not s.form.no_personal_data:
        return blocks("personal_data")
    return blocks("on_both_lists", teams=both) if both else PASSES


# Signed and put away


@guard(en="The property manager receives the figures", zh="月度统计由物业部经理受理", rules=["C04-34"])
def property_manager_receives(s: Situation) -> Verdict:
    """Where the policy says so."""
    theirs = kind_of(s) == kinds.FIGURES and s.policy.get("figures_to") == "property_manager"
    return PASSES if theirs else blocks("for_the_office_head")


@guard(en="The office head receives it", zh="由管理处负责人受理", rules=["B11-36", "C05-29"])
def office_head_receives(s: Situation) -> Verdict:
    """Whatever the policy gives to nobody else."""
    theirs = kind_of(s) == kinds.FIGURES and s.policy.get("figures_to") == "property_manager"
    return blocks("for_the_property_manager") if theirs else PASSES


@guard(en="A red and black list has been published", zh="红黑榜已公布", rules=["D04-05"])
def list_is_out(s: Situation) -> Verdict:
    """Before that it is not put away."""
    out = s.case is not None and s.case.fact("publications")
    return PASSES if kind_of(s) != kinds.LIST or out else blocks("not_published")
