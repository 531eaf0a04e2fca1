"""
The forms of a follow-up visit (回访记录表 and what goes with it).
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts, whole
from propflow.workflows.follow_up import axes

LONG = 20_000


@form("follow_up_plan", en="Planned follow-up", zh="回访计划")
class Plan:
    """What is followed up, with whom, when that was completed, and who did it."""

    kind: str = choice(axes.KINDS, en="Kind", zh="类别")
    grave: bool = flag(en="A grave complaint", zh="重大投诉", default=False)
    about: str = text(en="Case or work order followed up", zh="原案号或工单号", most=100)
    unit: str = text(en="Unit", zh="房号", most=200)
    matter: str = text(en="Matter, by which repeats are found", zh="事项", most=200, default="")
    contact: str | None = text(en="How to reach the resident", zh="联系方式", most=200, default=None, confidential=True)
    completed_at: datetime = moment(en="Completed at", zh="办结时间")
    handlers: tuple[str, ...] = texts(en="Ids of those who did the work", zh="经办人编号", longest=200, default=())
    accused_head: str | None = text(
        en="Id of the head of the department complained about", zh="被投诉部门主管编号", most=200, default=None
    )


@form("follow_up_form_issued", en="Form collected", zh="领表签收")
class FormIssued:
    """Which form was collected; whoever collects it signs for it by this act."""

    page_code: str = text(en="Code printed on the form", zh="记录表编码", most=100)


@form("follow_up_visit", en="Visit", zh="上门回访")
class Visit:
    """How the resident is met."""

    method: str = choice(axes.METHODS, en="How", zh="方式")
    visited_at: datetime = moment(en="Visited at", zh="回访时间")


@form("follow_up_record", en="Follow-up record, signed", zh="回访记录表（住户签名）")
class SignedRecord:
    """The five contents, and the resident's signature."""

    quality: str = text(en="Quality", zh="质量评价", most=LONG)
    effect: str = text(en="Effect", zh="服务效果评价", most=LONG)
    satisfaction: str = choice(axes.SATISFACTION, en="Satisfaction", zh="满意程度评价")
    shortcomings: str = text(en="Shortcomings; 'none' if there are none", zh="缺点与不足评价", most=LONG)
    suggestions: str = text(en="Suggestions; 'none' if there are none", zh="住户建议", most=LONG)
    result: str = choice(axes.RESULTS, en="Result", zh="回访结果")
    signature: str = text(en="Signature of the resident", zh="住户签名", most=200)


@form("follow_up_record_unsigned", en="Follow-up record, not signed", zh="回访记录表（未签名）")
class UnsignedRecord:
    """The five contents, why the resident did not sign, and what stands for the signature."""

    quality: str = text(en="Quality", zh="质量评价", most=LONG)
    effect: str = text(en="Effect", zh="服务效果评价", most=LONG)
    satisfaction: str = choice(axes.SATISFACTION, en="Satisfaction", zh="满意程度评价")
    shortcomings: str = text(en="Shortcomings; 'none' if there are none", zh="缺点与不足评价", most=LONG)
    suggestions: str = text(en="Suggestions; 'none' if there are none", zh="住户建议", most=LONG)
    result: str = choice(axes.RESULTS, en="Result", zh="回访结果")
    reason: str = text(en="Why it is not signed", zh="未签名原因", most=500)
    witness: str = text(en="Id of a second member of staff", zh="见证人编号", most=200, default="")
    recording: tuple[Evidence, ...] = evidence(en="Recording", zh="录音", default=())


@form("follow_up_no_contact", en="Not met", zh="未遇")
class NoContact:
    """When and how it was tried."""

    tried_at: datetime = moment(en="Tried at", zh="尝试时间")
    details: str = text(en="Details", zh="情况", default="")


@form("follow_up_given_up", en="Given up", zh="未访结案")
class GivenUp:
    """Why nobody is visited, and in which quarter the form is handed in."""

    reason: str = text(en="Why", zh="原因")
    quarter_ends: datetime = moment(en="End of the quarter", zh="所属季度末")


@form("follow_up_returned", en="Form handed back", zh="签名交回")
class Returned:
    """The visitor's signature, and in which quarter the form is handed in."""

    signature: str = text(en="Signature of the visitor", zh="回访人员签名", most=200)
    quarter_ends: datetime = moment(en="End of the quarter", zh="所属季度末")


@form("follow_up_opinion", en="Review", zh="主管审核")
class Opinion:
    """What the head says to it."""

    opinion: str = text(en="Opinion", zh="审核意见", most=LONG)


@form("follow_up_unqualified", en="Report of an unqualified result", zh="不合格上报")
class Report:
    """What the office head is told."""

    report: str = text(en="Report", zh="上报内容", most=LONG)


@form("follow_up_decision", en="Decision of the office head", zh="处理意见")
class Decision:
    """What is decided, and under which case it is handled as a complaint."""

    decision: str = text(en="Decision, as it stands on the form", zh="处理意见", most=LONG)
    way: str = choice(axes.WAYS, en="New or reopened", zh="新立或重新立项")
    complaint: str = text(en="Case of the complaint", zh="投诉案号", most=100)


@form("follow_up_archiving", en="Archiving", zh="归档")
class Archiving:
    """Under which number, and that the printed pages are whole."""

    page_code: str = text(en="Code printed on the form", zh="记录表编码", most=100)
    pages: int = whole(en="Pages", zh="页数", least=1, most=100, default=1)
    file_number: str = text(en="Number of the file", zh="档案编号", most=100, default="")
