"""
On what it depends how a closed repair is followed up, reopened or archived.
"""

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.repair.known import fact, has_resident, number, round_of, times


def _somebody(s: Situation) -> bool:
    return has_resident(s) or times(s, "co_reporters") > 0


def _is_asked(s: Situation) -> bool:
    """Does the policy ask for a follow-up, or the case, being serious or done more than once?"""
    return s.policy.get("follow_up") is not None or round_of(s) > 1 or fact(s, "serious") is True


@guard(en="There is somebody to follow up with", zh="有可回访对象", rules=["A05-23", "B12-06"])
def there_is_somebody(s: Situation) -> Verdict:
    """A resident, or somebody else who has reported the fault."""
    return PASSES if _somebody(s) else blocks("nobody_to_follow_up")


@guard(en="A follow-up is asked for", zh="须回访", rules=["A10-21", "B12-06", "C11-13"])
def follow_up_is_asked(s: Situation) -> Verdict:
    """By the policy; after a rework or reopening; of a serious fault."""
    return PASSES if _is_asked(s) else blocks("no_follow_up_asked")


@guard(en="The visitor did not do the work", zh="回访人非维修人员", form_needed=True)  # [design]
def visitor_is_another(s: Situation) -> Verdict:
    """Nobody asks after his own work."""
    worked = () if s.case is None else (*s.case.doers("start_work"), *s.case.doers("report_done"))
    return blocks("visitor_did_the_work", visitor=s.form.assignee) if s.form.assignee in worked else PASSES


@guard(en="No follow-up is owed", zh="无须回访", form_needed=True, rules=["B12-12", "B13-05"])
def no_follow_up_is_owed(s: Situation) -> Verdict:
    """Nobody is there; or it is the first round, nothing serious, and the policy asks for none, or for a share only."""
    if not _somebody(s):
        return PASSES if s.form.reason == "no_resident" else blocks("wrong_reason", reason=s.form.reason)
    if s.form.reason == "no_resident":
        return blocks("there_is_a_resident")
    if round_of(s) > 1 or fact(s, "serious") is True:
        return blocks("follow_up_is_owed", round=round_of(s))
    if s.form.reason == "not_asked":
        return blocks("follow_up_is_owed") if s.policy.get("follow_up") is not None else PASSES
    share = number(s, "follow_up_share")
    return PASSES if share is not None and share < 100 else blocks("no_sample_is_taken")


@guard(en="It was followed up", zh="已完成回访", rules=["B12-12", "A10-22"])
def was_followed_up(s: Situation) -> Verdict:
    """Done, refused, or tried in vain; a failed follow-up has become a complaint."""
    result = fact(s, "follow_up_result")
    if result is None:
        return blocks("follow_up_missing")
    settled = result != "failed" or times(s, "breach_complaints") > 0
    return PASSES if settled else blocks("follow_up_failed")


@guard(en="A serious fault was visited as often as it is owed", zh="重大故障回访次数已满", rules=["A10-23"])
def serious_visits_are_done(s: Situation) -> Verdict:
    """How often, and how far apart, is policy."""
    owed = number(s, "serious_visits")
    if fact(s, "serious") is not True or owed is None or times(s, "recurring_visits") >= owed:
        return PASSES
    return blocks("visits_are_owed", found=times(s, "recurring_visits"), needed=owed)


@guard(
    en="The survey is over, and a low score has its answer",
    zh="满意度调查已结束且低分已处理",
    rules=["D04-07", "D04-10"],
)
def survey_is_over(s: Situation) -> Verdict:
    """Answered or expired, where the policy has one; a score below the line has become a complaint."""
    score, line = fact(s, "survey_score"), number(s, "look_back_below")
    if isinstance(score, int):
        low = line is not None and score < line and not times(s, "breach_complaints")
        return blocks("score_is_low", score=score) if low else PASSES
    if s.policy.get("survey") is None or not has_resident(s):
        return PASSES
    run = None if s.case is None else s.case.clock("survey_answer")
    expired = run is not None and run.due_at is not None and run.due_at < s.now
    return PASSES if expired else blocks("survey_not_over")


@guard(en="It is the same fault", zh="同一故障", form_needed=True, rules=["A14-23", "B12-23"])
def is_the_same_again(s: Situation) -> Verdict:
    """Another fault is another case."""
    return PASSES if s.form.same_fault else blocks("another_fault")


@guard(en="It is not too long ago, or the follow-up has shown it", zh="未逾重开期限或回访发现未解决", rules=["B12-23"])
def may_still_be_reopened(s: Situation) -> Verdict:
    """Later it is a new case, which recurs from this one."""
    run = None if s.case is None else s.case.clock("reopen_window")
    over = run is not None and run.due_at is not None and run.due_at < s.now
    return blocks("too_long_ago") if over and fact(s, "follow_up_result") != "failed" else PASSES
