"""
Forms of the work itself: quote and consent, measures, waiting, outside work, and the report that it is done.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts, whole
from propflow.workflows.repair import axes

LONG = 20_000


@form("repair_quote", en="Quote", zh="维修报价")
class Quote:
    """What is to be done, what it costs, by when, and who pays."""

    plan_version: int = whole(en="Version of the plan", zh="方案版本", least=1, most=1000)
    plan: str = text(en="Plan", zh="维修方案", most=LONG)
    cost: Decimal = money(en="Cost", zh="维修费用")
    expected_completion: datetime = moment(en="Done by", zh="预计完成时间")
    payer: str = choice(axes.PAYERS, en="Who pays", zh="费用承担方")
    payment_method: str = text(en="How it is paid", zh="付款方式", most=200, default="")
    price_list: str = text(en="Published price list", zh="公示价目依据", most=200, default="")
    valid_until: datetime = moment(en="Valid until", zh="报价有效期至")
    options: tuple[str, ...] = texts(en="Options to choose from", zh="可选方案", default=())


@form("repair_consent", en="Consent of the payer", zh="付费方同意")
class Consent:
    """Who has agreed to which version, and how."""

    plan_version: int = whole(en="Version of the plan", zh="方案版本", least=1, most=1000)
    agreed_charge: Decimal = money(en="Charge agreed to", zh="同意费用")
    agreed_completion: datetime = moment(en="Agreed to be done by", zh="约定完成时间")
    consenter: str = choice(axes.CONSENTERS, en="Who consents", zh="同意方")
    consented_at: datetime = moment(en="Consented at", zh="同意时间")
    mode: str = choice(axes.CONSENT_MODES, en="How", zh="同意方式")
    proof: tuple[Evidence, ...] = evidence(en="Signature or recording", zh="签字或录音", least=1)


@form("repair_plan_approval", en="Approval of the plan", zh="方案审批")
class PlanApproval:
    """Which version the office head approves, and what the committee has answered where the fund pays."""

    plan_version: int = whole(en="Version of the plan", zh="方案版本", least=1, most=1000)
    agreed_charge: Decimal = money(en="Charge to persons", zh="向个人收取费用", default=Decimal("0"))
    agreed_completion: datetime = moment(en="To be done by", zh="计划完成时间")
    remark: str = text(en="Remark", zh="意见", default="")


@form("repair_quote_declined", en="Quote declined", zh="拒绝报价")
class Declined:
    """Which version is declined, and what goes on."""

    plan_version: int = whole(en="Version of the plan", zh="方案版本", least=1, most=1000)
    statement: str = text(en="What the payer says", zh="付费方意见")


@form("repair_start", en="Start of the work", zh="开工记录")
class Start:
    """When work began, by which plan, and why it may."""

    started_at: datetime = moment(en="Started at", zh="开工时间")
    basis: str = choice(axes.START_BASES, en="Why it may begin", zh="开工依据")
    plan_version: int = whole(en="Version of the plan, 0 without a quote", zh="方案版本", least=0, most=1000, default=0)
    plan: str = text(en="Plan", zh="处理方案", most=LONG)
    done_by: datetime | None = moment(en="To be done by", zh="计划完成时间", default=None)


@form("repair_safe_measure", en="Temporary measure", zh="临时处置")
class SafeMeasure:
    """What was done against the danger, what risk is left, and when it is looked at again."""

    measure: str = text(en="Measure", zh="处置措施")
    made_safe_at: datetime = moment(en="Safe since", zh="处置时间")
    residual_risk: str = text(en="Risk that is left", zh="剩余风险")
    next_check_at: datetime = moment(en="Looked at again at", zh="复查时间")
    barrier: str = text(en="Barrier or notice", zh="围挡或告示", default="")
    evidence: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", default=())


@form("repair_safe_note", en="Measure on the way", zh="先行处置记录")
class SafeNote:
    """What was done against the danger from outside, before or beside the repair."""

    measure: str = text(en="Measure", zh="处置措施")
    taken_at: datetime = moment(en="Taken at", zh="处置时间")
    residual_risk: str = text(en="Risk that is left", zh="剩余风险", default="")


@form("repair_part_order", en="Order of a part", zh="配件订购")
class PartOrder:
    """Which part was ordered, when it may come, and when somebody asks again."""

    part: str = text(en="Part", zh="配件", most=200)
    quantity: int = whole(en="How many", zh="数量", least=1, most=1_000_000)
    ordered_at: datetime = moment(en="Ordered at", zh="订购时间")
    eta: datetime | None = moment(en="Expected, if it is known", zh="预计到货时间", default=None)
    supplier: str = text(en="Supplier", zh="供应商", most=200)
    next_check_at: datetime = moment(en="Asked again at", zh="跟催时间")
    resident_told_at: datetime | None = moment(en="Resident told at", zh="告知住户时间", default=None)


@form("repair_part_arrival", en="Arrival of a part", zh="配件到货")
class PartArrival:
    """When the part came, and why work may go on."""

    arrived_at: datetime = moment(en="Here since", zh="到货时间")
    visit_at: datetime = moment(en="Work goes on at", zh="计划上门时间")
    basis: str = choice(axes.START_BASES, en="Why it may go on", zh="施工依据")
    plan_version: int = whole(en="Version of the plan, 0 without a quote", zh="方案版本", least=0, most=1000, default=0)


@form("repair_handing_out", en="Handing to an outside party", zh="转外部维修")
class HandingOut:
    """Which party outside repairs it, on what ground, until when, and who of us tracks it."""

    party: str = choice(axes.PARTIES, en="Kind of party", zh="外部单位类别")
    party_name: str = text(en="Party", zh="外部单位", most=200)
    ground: str = choice(axes.GROUNDS, en="Ground", zh="转办依据")
    handed_at: datetime = moment(en="Handed over at", zh="转办时间")
    tracker_id: str = text(en="Id of our tracker", zh="跟踪人编号", most=200)
    agreed_time: datetime = moment(en="Time set for the party", zh="要求完成时间")
    resident_told_at: datetime | None = moment(en="Resident told at", zh="告知住户时间", default=None)


@form("repair_external_return", en="Return by the outside party", zh="外部退回")
class ExternalReturn:
    """Why the outside party does not repair it."""

    reason: str = text(en="Why", zh="理由")


@form("repair_external_result", en="Result of the outside party", zh="外部完工")
class ExternalResult:
    """What the outside party has done, and that our tracker has looked at it."""

    result: str = text(en="Result", zh="处理结果", most=LONG)
    completed_at: datetime = moment(en="Done at", zh="完成时间")
    outcome: str = choice(axes.OUTCOMES, en="Outcome", zh="结论", default="repaired")
    looked_at: bool = flag(en="Our tracker has looked at it", zh="跟踪人已现场查看")
    second_inspection_at: datetime | None = moment(en="Second inspection at", zh="复验时间", default=None)
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", least=1)


@form("repair_deferral", en="Deferral", zh="缓修说明")
class Deferral:
    """Why not now, what is planned, and by when the resident was promised it."""

    reason: str = text(en="Why", zh="缓修原因")
    plan: str = text(en="Plan", zh="方案")
    explained_at: datetime = moment(en="Explained at", zh="说明时间")
    promise: str = text(en="Name of the promise", zh="承诺标识", most=200)
    promised_at: datetime = moment(en="Promised by", zh="承诺时间")
    within_authority: bool = flag(en="Within the authority of whoever promises", zh="在权限之内")
    report: tuple[Evidence, ...] = evidence(en="Report and proposal", zh="报告与方案", default=())
    petition: str = text(en="Petition to the committee", zh="业委会请示编号", most=100, default="")


@form("repair_resumption", en="Resumption", zh="恢复维修")
class Resumption:
    """What has gone out of the way, who is sent, and when."""

    reason: str = text(en="Why it goes on", zh="恢复理由")
    assignee: str = text(en="Id of the repairer", zh="维修人员编号", most=200)
    order: str = text(en="Order", zh="派工内容")
    planned_arrival: datetime = moment(en="To be there by", zh="预约到场时间")
    strategy: str = choice(axes.STRATEGIES, en="How he was chosen", zh="派工方式", default="assign")
    skilled: bool = flag(en="He has learnt the trade", zh="工种技能相符")
    certified: bool = flag(en="He holds its certificate", zh="持有资格证书", default=False)
    on_duty: bool = flag(en="He is on duty", zh="当班")
    call_taken_by: str = text(en="Who took the call", zh="接单人", most=200, default="")


@form("repair_completion", en="Repair report", zh="维修报告")
class Completion:
    """What was done, with what, why it had broken, and how it ended."""

    work_done: str = text(en="Work done", zh="维修内容", most=LONG)
    completed_at: datetime = moment(en="Done at", zh="完成时间")
    outcome: str = choice(axes.OUTCOMES, en="Outcome", zh="结论")
    cause: str = choice(axes.CAUSES, en="Cause", zh="原因")
    plan_followed: bool = flag(en="The agreed plan was followed", zh="按同意方案施工", default=True)
    parts: tuple[str, ...] = texts(en="Parts", zh="用料", default=())
    handling_code: str = text(en="Handling code", zh="处理代码", most=40, default="")
    self_checked: bool = flag(en="Tried by the repairer", zh="维修人员自检合格", default=False)
    precautions: str = text(en="Precautions told to the owner", zh="告知业主注意事项", default="")
    evidence: tuple[Evidence, ...] = evidence(en="Photographs or confirmation", zh="前后对比照片或确认单", default=())


@form("repair_check_plan", en="Date of a check", zh="安排复查")
class CheckPlan:
    """When it is looked at, or asked after, again."""

    next_check_at: datetime = moment(en="Looked at again at", zh="复查时间")


@form("repair_check", en="Check", zh="复查记录")
class Check:
    """What the look or the question has shown."""

    checked_at: datetime = moment(en="Looked at", zh="复查时间")
    finding: str = text(en="Finding", zh="复查情况")


@form("repair_rescue", en="Rescuers on the spot", zh="救援到场")
class Rescue:
    """When the rescuers came."""

    on_site_at: datetime = moment(en="On the spot at", zh="到场时间")
    calmed: bool = flag(en="The trapped were calmed", zh="已安抚被困人员", default=True)
    contractor_called_at: datetime = moment(en="Lift contractor called at", zh="通知维保单位时间")


@form("repair_rescue_report", en="Inspection report", zh="检测报告")
class RescueReport:
    """The inspection report after a lift rescue."""

    report: tuple[Evidence, ...] = evidence(en="Report", zh="检测报告", least=1)
    finding: str = text(en="Finding", zh="结论")
