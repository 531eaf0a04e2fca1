"""
On what it depends how a closed case is followed up, looked back at, reopened or archived.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.complaint.known import fact, has_complainant, number, reached, times


@guard(en="There is nobody to follow up with", zh="无可回访对象", rules=["C05-12", "D05-07"])
def nobody_to_follow_up(s: Situation) -> Verdict:
    """A sensor's case, an own finding, or a complainant who cannot be reached by waiver."""
    return blocks("there_is_a_complainant") if has_complainant(s) else PASSES


@guard(en="What the review has decided was told", zh="季度评审结果已告知投诉人", rules=["C04-31", "A14-21", "A17-13"])
def review_was_told(s: Situation) -> Verdict:
    """Or was tried in vain often enough; in any other case the result is told before closing."""
    told = fact(s, "review_closed") is None or not has_complainant(s) or reached(s, "results_told")
    return PASSES if told else blocks("review_not_told")


@guard(
    en="The follow-up is led as the manual says", zh="回访组织人符合规定", form_needed=True,
    rules=["B12-14", "B12-15", "A19-27", "B12-02"],
)  # fmt: skip
def is_led_as_the_manual_says(s: Situation) -> Verdict:
    """Who leads the follow-up of a major complaint, and of any other, is policy."""
    slot = "follow_up_major_by" if fact(s, "grade") == "major" else "follow_up_ordinary_by"
    needed = s.policy.get(slot)
    if needed is None or s.form.led_by == needed:
        return PASSES
    return blocks("wrong_leader", found=s.form.led_by, needed=str(needed))


@guard(en="The resident has signed", zh="住户已签字确认", form_needed=True, rules=["B12-20"])
def resident_has_signed(s: Situation) -> Verdict:
    """Only where somebody was met face to face, and the policy asks for it."""
    met = s.form.method != "phone" and s.form.follow_up_result in ("satisfied", "failed")
    return blocks("resident_signature_missing") if met and s.policy.get("resident_signs_follow_up") and not (
        s.form.resident_signed
    ) else PASSES  # fmt: skip


@guard(en="Not reached, with attempts", zh="未能联系须有联系次数", form_needed=True, rules=["B12-11"])
def attempts_are_counted(s: Situation) -> Verdict:
    """Whoever could not be reached was tried as often as the policy says."""
    needed = number(s, "contact_attempts") or 1
    if s.form.follow_up_result != "unreachable" or s.form.attempts >= needed:
        return PASSES
    return blocks("too_few_attempts", found=s.form.attempts, needed=needed)


@guard(en="The score is the mean", zh="得分为平均分", form_needed=True, rules=["D04-09"])
def score_is_the_mean(s: Situation) -> Verdict:
    """Of the three indicators, rounded down, so that no score is lifted over the line."""
    mean = (s.form.solution + s.form.speed + s.form.attitude) // 3
    return PASSES if s.form.survey_score == mean else blocks("wrong_mean", found=s.form.survey_score, needed=mean)


def _is_low(s: Situation) -> bool:
    score, line = fact(s, "survey_score"), number(s, "look_back_below")
    return isinstance(score, int) and line is not None and score < line


@guard(en="The score is below the line", zh="得分低于分数线", rules=["D04-10"])
def score_is_low(s: Situation) -> Verdict:
    """Exactly on the line passes. One score brings one look-back."""
    return PASSES if _is_low(s) else blocks("score_is_not_low", score=times(s, "survey_score"))


@guard(en="No low score waits for its look-back", zh="无待回头看的低分", rules=["D04-10"])
def no_low_score_waits(s: Situation) -> Verdict:
    """A better answer does not wipe out a low one: each low score has its look-back first."""
    return blocks("low_score_waits", score=times(s, "survey_score")) if _is_low(s) else PASSES


@guard(en="A look-back is left", zh="回头看次数未用尽", rules=["D04-10", "D04-11"])
def look_back_is_left(s: Situation) -> Verdict:
    """After so many the office head signs what dissent remains."""
    most = number(s, "look_back_max")
    if most is None or times(s, "look_backs") < most:
        return PASSES
    return blocks("look_backs_used_up", found=times(s, "look_backs"), most=most)


@guard(en="The problem is not really solved", zh="问题未真正解决", rules=["B12-23"])
def problem_is_not_solved(s: Situation) -> Verdict:
    """A failed follow-up, or what a look-back has shown."""
    if s.case is not None and s.case.state == "looking_back":
        return PASSES
    return PASSES if fact(s, "follow_up_result") == "failed" else blocks("follow_up_has_not_failed")


@guard(en="It was followed up", zh="已完成回访", rules=["B12-11", "C02-06"])
def was_followed_up(s: Situation) -> Verdict:
    """Done, refused, or tried in vain; a failed follow-up goes back into handling."""
    result = fact(s, "follow_up_result")
    if result is None:
        return blocks("follow_up_missing")
    return blocks("follow_up_failed") if result == "failed" else PASSES


@guard(en="It was followed up anew after being improved", zh="整改后已再次回访", rules=["C11-13"])
def was_followed_up_again(s: Situation) -> Verdict:
    """After a look-back, where the policy asks for it."""
    owed = s.policy.get("repeat_follow_up") and times(s, "look_backs") and not times(s, "fresh_follow_ups")
    return blocks("new_follow_up_missing") if owed else PASSES


@guard(en="The survey is answered or has expired", zh="满意度调查已答复或逾期", rules=["D04-07", "D04-10"])
def survey_is_over(s: Situation) -> Verdict:
    """Where the policy has a survey; a low score asks for a look-back first."""
    if _is_low(s):
        return blocks("score_is_low", score=times(s, "survey_score"))
    if s.policy.get("survey") is None or fact(s, "survey_outcome") is not None:
        return PASSES
    return blocks("survey_not_over")


@guard(en="There is a dissent that nothing more can settle", zh="存在无法消除的异议", rules=["D04-10", "B12-23"])
def dissent_remains(s: Situation) -> Verdict:
    """
    Look-backs and reopenings are used up, or the result was upheld, or the review has ended it.

    It is followed up all the same, and a low score is looked back at while a look-back is left.
    """
    most = number(s, "look_back_max")
    used_up = most is not None and max(times(s, "look_backs"), times(s, "reopenings")) >= most
    contested = _is_low(s) or fact(s, "follow_up_result") == "failed"
    ended = used_up or fact(s, "upheld") is not None or fact(s, "review_closed") is not None
    if not (contested and ended):
        return blocks("no_dissent_that_remains")
    if fact(s, "follow_up_result") is None:
        return blocks("follow_up_missing")
    return blocks("look_back_missing", score=times(s, "survey_score")) if _is_low(s) and not used_up else PASSES


@guard(en="The survey has waited long enough", zh="调查已逾期", rules=["D04-09"])
def survey_has_waited(s: Situation) -> Verdict:
    """How long is policy; a survey that never went out does not expire."""
    run = None if s.case is None else s.case.clock("survey_answer")
    if run is not None and run.due_at is not None and run.due_at <= s.now:
        return PASSES
    return blocks("survey_still_open")
