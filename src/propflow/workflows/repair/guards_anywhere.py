"""
On what it depends whether a term, a fee, an approval or a progress report is taken.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.repair.known import fee_of, is_urgent


@guard(en="The term is stated", zh="载明保修起止", form_needed=True, rules=["A02-01"])
def term_is_stated(s: Situation) -> Verdict:
    """Of a component whose warranty is said to run or to be past, and it agrees with the day."""
    if s.form.warranty not in ("in", "out"):
        return PASSES
    if s.form.started_at is None or s.form.ends_at is None:
        return blocks("term_missing")
    return PASSES if (s.form.ends_at >= s.now) is (s.form.warranty == "in") else blocks("term_disagrees")


@guard(
    en="The fee table says so", zh="符合费用认定表", form_needed=True,
    rules=["A04-23", "A04-24", "A18-02", "A19-31", "A13-30", "B24-09"],
)  # fmt: skip
def table_is_followed(s: Situation) -> Verdict:
    """The line that fits, and who pays by it."""
    found = fee_of(s, cause=s.form.cause, rework=False)
    if (s.form.item, s.form.payer) == (found.item, found.payer):
        return PASSES
    return blocks("another_line", item=found.item, payer=found.payer)


@guard(en="It is not urgent", zh="非紧急维修", rules=["D02-06", "A17-09"])
def emergency_is_reported_as_such(s: Situation) -> Verdict:
    """An emergency is reported with photographs, to headquarters at once."""
    return blocks("is_urgent") if is_urgent(s) else PASSES


@guard(en="It is urgent", zh="属紧急维修", rules=["D02-06", "D02-07"])
def is_urgent_now(s: Situation) -> Verdict:
    """Anything else is ordinary progress."""
    return PASSES if is_urgent(s) else blocks("not_urgent")


@guard(en="A petition is dated, and not ahead of time", zh="请示载明日期", form_needed=True, rules=["B24-20", "B24-22"])
def petition_is_early(s: Situation) -> Verdict:
    """A petition is in writing and says when it was handed in."""
    if not s.form.petition:
        return PASSES
    if s.form.petitioned_at is None:
        return blocks("petition_date_missing")
    return PASSES if s.form.petitioned_at <= s.now else blocks("petition_lies_ahead")
