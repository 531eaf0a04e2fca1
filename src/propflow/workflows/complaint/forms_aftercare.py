"""
Forms after closing: survey, follow-up, look-back, reopening, archiving.
"""

from datetime import datetime

from propflow import choice, flag, form, moment, text, whole
from propflow.workflows.complaint import axes


@form("complaint_follow_up_order", en="Order of a follow-up", zh="回访安排")
class FollowUpOrder:
    """Who follows up, under whose lead, and by when."""

    assignee: str = text(en="Id of the visitor", zh="回访人编号", most=200)
    led_by: str = choice(axes.FOLLOW_UP_LEADERS, en="Led by", zh="回访组织人")
    method: str = choice(axes.FOLLOW_UP_METHODS, en="How", zh="回访方式")
    due_at: datetime = moment(en="By", zh="回访期限")


@form("complaint_follow_up", en="Follow-up record", zh="回访记录表")
class FollowUp:
    """What the complainant says of quality and effect."""

    visited_at: datetime = moment(en="Followed up at", zh="回访时间")
    method: str = choice(axes.FOLLOW_UP_METHODS, en="How", zh="回访方式")
    follow_up_result: str = choice(axes.FOLLOW_UP_RESULTS, en="Result", zh="回访结果")
    attempts: int = whole(en="Attempts in vain", zh="未能联系次数", least=0, most=100, default=0)
    quality: str = text(en="Quality", zh="质量评价", default="")
    effect: str = text(en="Effect", zh="效果评价", default="")
    satisfaction: str = text(en="Satisfaction", zh="满意程度", default="")
    shortcomings: str = text(en="Shortcomings", zh="缺点与不足", default="")
    suggestions: str = text(en="Suggestions", zh="意见建议", default="")
    resident_signed: bool = flag(en="The resident has signed", zh="住户已签字", default=False)


@form("complaint_survey_sent", en="Survey sent", zh="满意度调查发出")
class SurveySent:
    """By which channel the survey went out."""

    sent_at: datetime = moment(en="Sent at", zh="发出时间")
    channel: str = choice(axes.SURVEY_CHANNELS, en="Channel", zh="渠道")


@form("complaint_survey", en="Answered survey", zh="满意度调查结果")
class Survey:
    """Three indicators of 0 to 100, and their mean, rounded down."""

    answered_at: datetime = moment(en="Answered at", zh="答复时间")
    solution: int = whole(en="Degree of solution", zh="问题解决程度", least=0, most=100)
    speed: int = whole(en="Speed of response", zh="响应速度", least=0, most=100)
    attitude: int = whole(en="Service attitude", zh="服务态度", least=0, most=100)
    survey_score: int = whole(en="Mean", zh="平均分", least=0, most=100)
    survey_outcome: str = choice(axes.ANSWERED, en="Outcome", zh="调查情况", default="answered")


@form("complaint_survey_expired", en="Expired survey", zh="调查逾期")
class SurveyExpired:
    """Nobody answered: counted as unanswered, never as content."""

    survey_outcome: str = choice(axes.EXPIRED, en="Outcome", zh="调查情况", default="expired")


@form("complaint_low_satisfaction", en="Start of a look-back", zh="启动回头看")
class LowSatisfaction:
    """What the complainant was not content with."""

    failed_items: str = text(en="What fell short", zh="不满意项目", default="")


@form("complaint_look_back", en="Look-back", zh="回头看记录")
class LookBack:
    """What the renewed contact has shown, and what was made good."""

    contact: str = text(en="Contact made", zh="再次联系情况", confidential=True)
    finding: str = text(en="Finding", zh="核查情况")
    remedy: str = text(en="Remedy", zh="补救措施", default="")


@form("complaint_reopening", en="Reopening", zh="重新立项")
class Reopening:
    """Why the problem is not really solved."""

    reason: str = text(en="Why", zh="理由")


@form("complaint_archiving", en="Archiving", zh="归档")
class Archiving:
    """In which month's figures the case stands."""

    reported_in: str = text(en="Monthly report", zh="列入月报", most=40, default="")
    note: str = text(en="Remark", zh="备注", default="")


@form("complaint_archiving_with_dissent", en="Archiving with a remaining dissent", zh="保留异议归档")
class ArchivingWithDissent:
    """What the complainant still does not accept, and why it ends here."""

    dissent: str = text(en="Remaining dissent", zh="保留的异议")
    reason: str = text(en="Why it ends here", zh="终结理由")
    reported_in: str = text(en="Monthly report", zh="列入月报", most=40, default="")


@form("complaint_summing_up", en="Summing-up", zh="案例总结")
class SummingUp:
    """Cause, lesson, prevention, adjustments."""

    cause: str = text(en="Cause", zh="原因")
    lesson: str = text(en="Lesson", zh="教训")
    prevention: str = text(en="How to prevent it", zh="预防措施")
    adjustments: str = text(en="What is to be adjusted", zh="需作的调整", default="")
