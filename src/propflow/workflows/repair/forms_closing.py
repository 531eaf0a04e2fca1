"""
Forms from the acceptance of the finished work to closing.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts
from propflow.workflows.repair import axes

LONG = 20_000


@form("repair_sign_off", en="Acceptance by the resident", zh="住户验收签认")
class ResidentAcceptance:
    """That the resident has looked at the work himself, what he says, and his signature under the sheet."""

    checked_at: datetime = moment(en="Looked at by the resident at", zh="住户查验时间")
    signed_at: datetime = moment(en="Signed at", zh="签认时间")
    signed_by: str = text(en="Who signed", zh="签认人", most=200)
    mode: str = choice(axes.SIGN_MODES, en="How", zh="签认方式")
    satisfied: bool = flag(en="Satisfied", zh="满意")
    solved: bool = flag(en="Thoroughly solved", zh="彻底解决")
    opinion: str = text(en="Opinion of the resident", zh="业主意见", default="")
    record_given: bool = flag(en="The repair record was handed over", zh="已交付维修记录", default=False)
    sheet: tuple[Evidence, ...] = evidence(en="Signed sheet or confirmation", zh="签字单据或电子确认", least=1)


@form("repair_acceptance_by_others", en="Acceptance without the resident", zh="代为验收")
class Acceptance:
    """On what basis the work is accepted, what was found, and what the reporter was told."""

    basis: str = choice(axes.BASES, en="Basis", zh="验收依据")
    accepted_at: datetime = moment(en="Accepted at", zh="验收时间")
    finding: str = text(en="What was found", zh="验收情况", most=LONG)
    solved: bool = flag(en="Thoroughly solved", zh="彻底解决")
    told_at: datetime | None = moment(en="Reporter told at", zh="告知报修人时间", default=None)
    told: str = text(en="Told: time, repairer, quality", zh="告知内容：时间、人员、质量", default="")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())


@form("repair_deemed_acceptance", en="Deemed acceptance", zh="视为验收")
class DeemedAcceptance:
    """That the resident was invited often enough, and has not answered in all the time he had."""

    accepted_at: datetime = moment(en="Deemed accepted at", zh="视为验收时间")
    finding: str = text(en="What was found", zh="核查情况", most=LONG)
    solved: bool = flag(en="Thoroughly solved", zh="彻底解决")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence of the attempts", zh="联系记录", least=1)


@form("repair_refusal", en="Refusal by the resident", zh="住户拒绝签认")
class Refusal:
    """What the resident does not accept, and whether he asks for somebody else."""

    refused_by: str = choice(axes.RESIDENT_REFUSED, en="By", zh="提出人", default="resident")
    statement: str = text(en="Statement", zh="不满意内容", most=LONG)
    refused_at: datetime = moment(en="Refused at", zh="提出时间")
    wants_another: bool = flag(en="Asks for another repairer", zh="要求更换维修人员", default=False)


@form("repair_failed_check", en="Failed check", zh="验收不合格")
class FailedCheck:
    """What the checker has found not to be solved."""

    refused_by: str = choice(axes.CHECKER_REFUSED, en="By", zh="提出人", default="checker")
    statement: str = text(en="Finding", zh="不合格情况", most=LONG)
    refused_at: datetime = moment(en="Found at", zh="发现时间")
    wants_another: bool = flag(en="Asks for another repairer", zh="要求更换维修人员", default=False)


@form("repair_rework", en="Order to do it again", zh="返工指令")
class Rework:
    """What the superior has found, what is to be done, and by whom."""

    findings: str = text(en="Review", zh="复核情况", most=LONG)
    orders: str = text(en="Orders", zh="处理要求", most=LONG)
    assignee: str = text(en="Id of the repairer", zh="维修人员编号", most=200)
    planned_arrival: datetime = moment(en="To be there by", zh="预约到场时间")
    strategy: str = choice(axes.STRATEGIES, en="How he was chosen", zh="派工方式", default="assign")
    skilled: bool = flag(en="He has learnt the trade", zh="工种技能相符")
    certified: bool = flag(en="He holds its certificate", zh="持有资格证书", default=False)
    on_duty: bool = flag(en="He is on duty", zh="当班")
    call_taken_by: str = text(en="Who took the call", zh="接单人", most=200, default="")


@form("repair_upholding", en="Work upheld", zh="维持维修结果")
class Upholding:
    """Why the work stands in spite of the dissent, which stays on record."""

    findings: str = text(en="Independent check", zh="独立核查情况", most=LONG)
    reasons: str = text(en="Reasons told to the resident", zh="告知住户的理由", most=LONG)
    dissent: str = text(en="What the resident says", zh="住户异议", most=LONG)
    told_at: datetime = moment(en="Told at", zh="告知时间")
    completed_at: datetime = moment(en="Was done at", zh="实际完成时间")
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", least=1)


@form("repair_closing", en="Closing record", zh="销项记录")
class Closing:
    """The result, what was charged and how that stands, and when the signed copy came."""

    final_result: str = text(en="Final result", zh="维修结果", most=LONG)
    repaired_at: datetime = moment(en="Repaired at", zh="维修时间")
    closed_at: datetime = moment(en="Closed at", zh="销项时间")
    charge: Decimal = money(en="Charge", zh="收费金额", default=Decimal("0"))
    fee_status: str = choice(axes.FEE_STATES, en="How the fee stands", zh="费用情况")
    copy_received_at: datetime | None = moment(en="Signed copy here since", zh="副联收回时间", default=None)
    linked_case_ids: tuple[str, ...] = texts(en="Linked cases", zh="关联案号", default=())
    liability: str = text(en="Who answered for it", zh="责任认定", default="")
    overrun_reason: str = text(en="Reason for an overrun", zh="超时说明", default="")


@form("repair_unresolved_closing", en="Closing by quarterly review", zh="季度评审销项")
class UnresolvedClosing:
    """In which review it was decided that it cannot be repaired."""

    review_id: str = text(en="Number of the review", zh="季度评审编号", most=100)
    reason: str = text(en="Why", zh="原因")
    final_result: str = text(en="Final result", zh="最终结果", most=LONG)
    closed_at: datetime = moment(en="Closed at", zh="销项时间")
    signature: str = text(en="Signature of customer service", zh="客户部人员签名", most=200)
    resident_told_at: datetime | None = moment(en="Resident told at", zh="告知住户时间", default=None)


@form("repair_review", en="Kept open by the review", zh="季度评审不予销项")
class Review:
    """In which quarterly review it came up, and why it stays open."""

    review_id: str = text(en="Number of the review", zh="季度评审编号", most=100)
    decision: str = text(en="Decision", zh="评审意见")


@form("repair_completion_call", en="Call of completion", zh="完工电话回报")
class CompletionCall:
    """When the department telephoned that it is done, and who took the call."""

    called_at: datetime = moment(en="Called at", zh="来电时间")
    taken_by: str = text(en="Taken by", zh="接听人", most=200)


@form("repair_copy", en="Signed copy", zh="签字副联")
class Copy:
    """The second copy, with the signature."""

    delivered_at: datetime = moment(en="Here since", zh="交回时间")
    copy: tuple[Evidence, ...] = evidence(en="The copy", zh="副联", least=1)


@form("repair_payment", en="Payment", zh="收款记录")
class Payment:
    """What was paid, to finance."""

    paid: Decimal = money(en="Paid", zh="已付金额")
    paid_at: datetime = moment(en="Paid at", zh="付款时间")
    receipt: str = text(en="Receipt", zh="收据编号", most=100)


@form("repair_arrears", en="Arrears", zh="欠费立案")
class Arrears:
    """Under which number the unpaid fee is pursued."""

    arrears_case: str = text(en="Arrears case", zh="欠费案号", most=100)
    amount: Decimal = money(en="Unpaid", zh="欠费金额")


@form("repair_linked_fault", en="Linked fault", zh="关联问题")
class LinkedFault:
    """Another fault that was found meanwhile."""

    fault: str = text(en="Name of the fault", zh="关联问题标识", most=200)
    description: str = text(en="What it is", zh="问题说明", default="")


@form("repair_linked_case", en="Linked fault with a case of its own", zh="关联问题另行立项")
class LinkedCase:
    """Under which number the linked fault is repaired."""

    fault: str = text(en="Name of the fault", zh="关联问题标识", most=200)
    new_case_id: str = text(en="Its own case", zh="另立案号", most=100)


@form("repair_linked_fault_settled", en="Linked fault settled", zh="关联问题了结")
class LinkedSettled:
    """How the linked fault came to an end."""

    fault: str = text(en="Name of the fault", zh="关联问题标识", most=200)
    result: str = text(en="Result", zh="结果")
