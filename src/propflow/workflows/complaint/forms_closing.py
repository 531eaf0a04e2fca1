"""
Forms from the verification of a reported result to closing.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts
from propflow.workflows.complaint import axes

LONG = 20_000


@form("complaint_result_told", en="Result told", zh="告知处理结果")
class ResultTold:
    """What the complainant was told, how, and what he says."""

    told_at: datetime = moment(en="Told at", zh="告知时间")
    result: str = text(en="What was told", zh="告知内容", most=LONG)
    method: str = choice(axes.FOLLOW_UP_METHODS, en="How", zh="方式", default="phone")
    opinion: str = text(en="What the complainant says", zh="投诉人意见", default="")


@form("complaint_form_back", en="Form back", zh="处置记录表交回")
class FormBack:
    """When the department's form came back."""

    returned_at: datetime = moment(en="Back at", zh="交回时间")
    sheet: tuple[Evidence, ...] = evidence(en="The form", zh="处置记录表", default=())


@form("complaint_verification", en="Verification", zh="核实记录")
class Verification:
    """What was found on the spot, and which of the two closing conditions is met."""

    finding: str = text(en="Finding", zh="核实情况", most=LONG)
    verified_at: datetime = moment(en="Verified at", zh="核实时间")
    proved_true: bool = flag(en="The result is proved true", zh="经查证属实")
    closing_basis: str = choice(axes.BASES, en="Closing condition", zh="销项依据")
    service_sheet: tuple[Evidence, ...] = evidence(en="Signed service sheet, copy", zh="维修服务单副联", default=())
    signed_by: str = text(en="Who signed the sheet", zh="签字人", most=200, default="")
    signed_at: datetime | None = moment(en="Signed at", zh="签字时间", default=None)
    vouchers: tuple[Evidence, ...] = evidence(en="Vouchers", zh="凭证", default=())
    supervisor_notice: str = text(en="Notice of the supervisor", zh="主管通知内容", default="")


@form("complaint_failed_verification", en="Failed verification", zh="核实不合格")
class FailedVerification:
    """What is not true or not finished."""

    finding: str = text(en="Finding", zh="核实情况", most=LONG)


@form("complaint_dissatisfaction", en="Dissatisfaction", zh="投诉人不满意")
class Dissatisfaction:
    """What the complainant does not accept."""

    statement: str = text(en="Statement", zh="不满意内容", most=LONG)
    said_at: datetime = moment(en="Said at", zh="提出时间")


@form("complaint_rework", en="Order to do it again", zh="返工指令")
class Rework:
    """What the superior has found, and what is to be done."""

    review: str = text(en="Review", zh="复核情况", most=LONG)
    orders: str = text(en="Orders", zh="处理要求", most=LONG)


@form("complaint_rework_elsewhere", en="Order to another handler", zh="改由他人返工")
class ReworkElsewhere:
    """What the superior has found, what is to be done, and by whom from now on."""

    review: str = text(en="Review", zh="复核情况", most=LONG)
    orders: str = text(en="Orders", zh="处理要求", most=LONG)
    new_handler: str = text(en="Id of the new handler", zh="新经办人编号", most=200)


@form("complaint_upholding", en="Result upheld", zh="维持处理结果")
class Upholding:
    """Why the result stands in spite of the dissent, which stays on record."""

    review: str = text(en="Review", zh="复核情况", most=LONG)
    reasons: str = text(en="Reasons told to the complainant", zh="告知投诉人的理由", most=LONG)
    proved_true: bool = flag(en="The result is proved true", zh="经查证属实")
    closing_basis: str = choice(axes.BASIS_B, en="Closing condition", zh="销项依据", default="b")
    vouchers: tuple[Evidence, ...] = evidence(en="Vouchers", zh="凭证", default=())
    supervisor_notice: str = text(en="Notice of the supervisor", zh="主管通知内容", default="")


@form("complaint_stalling_by_superior", en="On record after a review", zh="复核后挂账")
class StallingAfterReview:
    """Why a contested case cannot be brought to an end for now."""

    review: str = text(en="Review", zh="复核情况", most=LONG)
    reason: str = text(en="Why", zh="原因")
    tried_measures: str = text(en="What was tried", zh="已采取措施")
    plan: str = text(en="Plan", zh="方案")
    explanation_to_owner: str = text(en="Explanation to the owner", zh="向业主说明")
    resume_check_at: datetime = moment(en="Looked at again at", zh="复查时间")


@form("complaint_linked_problem", en="Linked problem", zh="关联问题")
class LinkedProblem:
    """Another problem found meanwhile that is not settled yet."""

    problem: str = text(en="Name of the problem", zh="关联问题标识", most=200)
    description: str = text(en="What it is", zh="问题说明", default="")


@form("complaint_linked_case", en="Linked problem with a case of its own", zh="关联问题另行立项")
class LinkedCase:
    """Under which number the linked problem has been opened."""

    problem: str = text(en="Name of the problem", zh="关联问题标识", most=200)
    new_case_id: str = text(en="Its own case", zh="另立案号", most=100)


@form("complaint_linked_problem_settled", en="Linked problem settled", zh="关联问题了结")
class LinkedSettled:
    """How the linked problem came to an end."""

    problem: str = text(en="Name of the problem", zh="关联问题标识", most=200)
    result: str = text(en="Result", zh="结果")


@form("complaint_closing", en="Closing record", zh="销项记录")
class Closing:
    """The final result, who signed for it, and which cases live on in its place."""

    final_result: str = text(en="Final result", zh="最终结果", most=LONG)
    closed_at: datetime = moment(en="Closed at", zh="销项时间")
    signature: str = text(en="Signature of customer service", zh="客户部人员签名", most=200)
    linked_case_ids: tuple[str, ...] = texts(en="Linked cases", zh="关联案号", default=())
    overrun_reason: str = text(en="Reason for an overrun", zh="超时说明", default="")


@form("complaint_quarterly_closing", en="Closing by quarterly review", zh="季度评审销项")
class QuarterlyClosing:
    """In which review it was decided that the case cannot be handled."""

    review_id: str = text(en="Number of the review", zh="季度评审编号", most=100)
    final_result: str = text(en="Final result", zh="最终结果", most=LONG)
    closed_at: datetime = moment(en="Closed at", zh="销项时间")
    signature: str = text(en="Signature of customer service", zh="客户部人员签名", most=200)


@form("complaint_review_call", en="On the list of the review", zh="列入季度评审")
class ReviewCall:
    """In which quarterly review the case comes up."""

    review_id: str = text(en="Number of the review", zh="季度评审编号", most=100)


@form("complaint_review_keep", en="Kept open by the review", zh="季度评审不予销项")
class ReviewKeep:
    """Why the office head does not consent, and when it is looked at again."""

    review_id: str = text(en="Number of the review", zh="季度评审编号", most=100)
    reason: str = text(en="Why", zh="理由")
    resume_check_at: datetime = moment(en="Looked at again at", zh="复查时间")
