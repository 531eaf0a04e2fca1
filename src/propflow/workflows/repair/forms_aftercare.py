"""
Forms after closing: follow-up, recurring visits, survey, reopening, archive.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, whole
from propflow.workflows.repair import axes


@form("repair_follow_up_order", en="Order of a follow-up", zh="回访安排")
class FollowUpOrder:
    """Who follows up, how, and by when."""

    assignee: str = text(en="Id of the visitor", zh="回访人编号", most=200)
    method: str = choice(axes.FOLLOW_UP_METHODS, en="How", zh="回访方式")
    due_at: datetime = moment(en="By", zh="回访期限")


@form("repair_follow_up", en="Follow-up record", zh="维修回访记录")
class FollowUp:
    """What the resident says of quality, effect and service."""

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


@form("repair_recurring_visit", en="Recurring visit", zh="定期上门回访")
class RecurringVisit:
    """What a named person found who looked in again after a serious fault."""

    visited_at: datetime = moment(en="Visited at", zh="上门时间")
    visitor: str = text(en="Id of the visitor", zh="上门人编号", most=200)
    finding: str = text(en="Finding", zh="情况")


@form("repair_survey_sent", en="Survey sent", zh="满意度调查发出")
class SurveySent:
    """When the survey went out."""

    sent_at: datetime = moment(en="Sent at", zh="发出时间")


@form("repair_survey", en="Answered survey", zh="满意度调查结果")
class Survey:
    """Three indicators of 0 to 100, and their mean, rounded down."""

    answered_at: datetime = moment(en="Answered at", zh="答复时间")
    solution: int = whole(en="Degree of solution", zh="问题解决程度", least=0, most=100)
    speed: int = whole(en="Speed of response", zh="响应速度", least=0, most=100)
    attitude: int = whole(en="Service attitude", zh="服务态度", least=0, most=100)
    survey_score: int = whole(en="Mean", zh="平均分", least=0, most=100)


@form("repair_reopening", en="Reopening", zh="重新受理")
class Reopening:
    """That the same fault is there again, or was never gone."""

    reason: str = text(en="Why", zh="理由")
    same_fault: bool = flag(en="The same fault", zh="同一故障")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())


@form("repair_archiving_unsampled", en="Archiving without a follow-up", zh="免回访归档")
class Unsampled:
    """Why nobody follows up."""

    reason: str = choice(axes.UNSAMPLED, en="Why", zh="免回访原因")


@form("repair_archiving", en="Archiving", zh="归档")
class Archiving:
    """What the head says to the follow-up form."""

    opinion: str = text(en="Opinion of the head", zh="负责人意见")
    reported_in: str = text(en="Monthly report", zh="列入月报", most=40, default="")
