"""
Forms of what is done beside the way of the case: answers, promises, fees, escalation, audit.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts
from propflow.workflows.repair import axes

LONG = 20_000


@form("repair_answer", en="Answer to the reporter", zh="答复报修人")
class Answer:
    """How the repair stands, who comes, and by when it is to be done."""

    answered_at: datetime = moment(en="Answered at", zh="答复时间")
    status: str = text(en="How it stands", zh="受理状态", most=LONG)
    repairer_named: str = text(en="Who comes", zh="维修人员", most=200, default="")
    agreed_completion: datetime | None = moment(en="Time fixed for the repair", zh="约定维修时间", default=None)


@form("repair_result_told", en="Result told", zh="告知维修结果")
class ResultTold:
    """Who was told when it was repaired, by whom, and how well."""

    told_at: datetime = moment(en="Told at", zh="告知时间")
    told_whom: str = text(en="Who was told", zh="告知对象", most=200)
    repair_time: str = text(en="Repair time", zh="维修时间", most=200)
    repairer_named: str = text(en="Repairer", zh="维修人员", most=200)
    quality: str = text(en="Quality", zh="质量评价")


@form("repair_progress", en="Progress", zh="维修进展")
class Progress:
    """How far it has come."""

    progress: str = text(en="Progress", zh="进展", most=LONG)
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", default=())


@form("repair_emergency_progress", en="Progress of an emergency", zh="紧急抢修进展")
class EmergencyProgress:
    """How far it has come, with photographs of the scene, and when the resident was told the same."""

    progress: str = text(en="Progress", zh="进展", most=LONG)
    photos: tuple[Evidence, ...] = evidence(en="Photographs of the scene", zh="现场照片", least=1)
    resident_told_at: datetime = moment(en="Resident told at", zh="告知住户时间")


@form("repair_promise", en="Promise of a new time", zh="承诺新时间")
class Promise:
    """Why it takes longer, as it was explained, and by when it is promised."""

    promise: str = text(en="Name of the promise", zh="承诺标识", most=200)
    reason: str = text(en="Why", zh="原因")
    explained_at: datetime = moment(en="Explained at", zh="说明时间")
    promised_at: datetime = moment(en="Promised by", zh="承诺时间")
    within_authority: bool = flag(en="Within the authority of whoever promises", zh="在权限之内")


@form("repair_promise_end", en="End of a promise", zh="承诺兑现情况")
class PromiseEnd:
    """How the promise ended."""

    promise: str = text(en="Name of the promise", zh="承诺标识", most=200)
    how: str = text(en="How it ended", zh="情况说明", default="")


@form("repair_warranty_check", en="Check of the warranty", zh="保修核查")
class WarrantyCheck:
    """Whether the term still runs: of which component, since when, until when."""

    warranty: str = choice(axes.WARRANTIES, en="Warranty", zh="保修情况")
    component: str = choice(axes.COMPONENTS, en="Component", zh="部位设施")
    started_at: datetime | None = moment(en="Term began", zh="保修起算", default=None)
    ends_at: datetime | None = moment(en="Term ends", zh="保修届满", default=None)


@form("repair_fee_decision", en="Decision on the fee", zh="费用认定")
class FeeDecision:
    """Who pays, by which line of the table."""

    item: str = text(en="Line of the table", zh="适用条目", most=4)
    payer: str = choice(axes.PAYERS, en="Who pays", zh="费用承担方")
    cause: str = choice(axes.CAUSES, en="Cause", zh="原因")
    remark: str = text(en="Remark", zh="说明", default="")


@form("repair_approval_request", en="Request for approval", zh="方案报批")
class ApprovalRequest:
    """The report and proposal for work that is more than small, and the petition where the fund pays."""

    report: tuple[Evidence, ...] = evidence(en="Report and proposal", zh="报告与方案", least=1)
    cost: Decimal = money(en="Estimated cost", zh="估算费用")
    petition: str = text(en="Petition to the committee", zh="业委会请示编号", most=100, default="")
    petitioned_at: datetime | None = moment(en="Petitioned at", zh="请示时间", default=None)


@form("repair_petition_answer", en="Answer of the committee", zh="业委会答复")
class PetitionAnswer:
    """What the committee has answered, in writing."""

    petition: str = text(en="Petition to the committee", zh="业委会请示编号", most=100)
    approved: bool = flag(en="Agreed to", zh="同意")
    answered_at: datetime = moment(en="Answered at", zh="答复时间")
    letter: tuple[Evidence, ...] = evidence(en="The letter", zh="书面答复", least=1)


@form("repair_group", en="Joining a group", zh="并入群组")
class Group:
    """The case under which faults of the same kind are gathered."""

    group_case: str = text(en="Group case", zh="群组主案", most=100)
    why: str = text(en="What they have in common", zh="共同点", default="")


@form("repair_escalation", en="Escalation", zh="升级")
class Escalation:
    """To whom it goes up, and why."""

    to: str = choice(axes.RUNGS, en="To", zh="升级对象")
    why: str = text(en="Why", zh="原因")


@form("repair_developer_escalation", en="Escalation to the developer", zh="升级至地产客服")
class DeveloperEscalation:
    """By which condition of the developer's norm it goes to the developer's customer service."""

    condition: str = choice(axes.CONDITIONS, en="Condition", zh="升级条件")
    grounds: str = text(en="What it rests on", zh="依据说明")


@form("repair_no_escalation", en="Reason against an escalation", zh="不升级理由")
class NoEscalation:
    """Why it does not go up, though a condition is met."""

    condition: str = choice(axes.CONDITIONS, en="Condition", zh="升级条件")
    reason: str = text(en="Why not", zh="理由")


@form("repair_dispute", en="Dispute", zh="争议记录")
class Dispute:
    """What is in dispute, as it was said."""

    matter: str = choice(axes.DISPUTES, en="Matter", zh="争议事项")
    statement: str = text(en="What was said", zh="陈述", most=LONG)


@form("repair_dispute_settled", en="Dispute settled", zh="争议解决")
class DisputeSettled:
    """How the dispute came to an end."""

    matter: str = choice(axes.DISPUTES, en="Matter", zh="争议事项")
    how: str = text(en="How", zh="解决情况")


@form("repair_coordination", en="Start of coordination", zh="开始协调")
class Coordination:
    """Since when those concerned have been talking."""

    coordination_began: datetime = moment(en="Since", zh="协调开始时间")
    with_whom: str = text(en="With whom", zh="协调对象")


@form("repair_mediation", en="Mediation", zh="调解记录")
class Mediation:
    """A mediation that has failed."""

    held_at: datetime = moment(en="Held at", zh="调解时间")
    result: str = text(en="Result", zh="调解情况")


@form("repair_renovation_delay", en="Renovation held up", zh="装修受阻记录")
class RenovationDelay:
    """Which renovation stands still because of the repair, and since when."""

    renovation: str = text(en="Renovation", zh="装修案号", most=100)
    delayed_since: datetime = moment(en="Since", zh="停工开始时间")


@form("repair_claim", en="Claim for compensation", zh="索赔登记")
class Claim:
    """What is claimed."""

    claim: str = text(en="What is claimed", zh="索赔事项")
    amount: Decimal | None = money(en="Amount, if it was named", zh="索赔金额", default=None)
    claimed_at: datetime = moment(en="Claimed at", zh="索赔时间")


@form("repair_breach_complaint", en="Complaint about the repair", zh="维修服务投诉")
class BreachComplaint:
    """Under which number a breach of the rules, or a failed follow-up, is complained about."""

    complaint: str = text(en="Complaint", zh="投诉案号", most=100)
    why: str = text(en="Why", zh="事由")


@form("repair_urging", en="Urging", zh="催办")
class Urging:
    """Who was pressed for an end."""

    target: str = text(en="Who was urged", zh="催办对象", most=200)
    note: str = text(en="Remark", zh="备注", default="")


@form("repair_handover", en="Handing over to the next shift", zh="交接班记录")
class Handover:
    """Who takes the case over, and what is still to do."""

    to_person: str = text(en="Id of the next one", zh="接班人编号", most=200)
    items: str = text(en="What is still to do", zh="未完事项")


@form("repair_overrun", en="Overrun", zh="超时预警")
class Overrun:
    """Which limit was passed, and who answers for it."""

    milestone: str = text(en="Limit passed", zh="超时节点", most=100)
    team: str = text(en="Team", zh="班组", most=100, default="")
    late_by: str = text(en="Late by", zh="超时时长", most=100, default="")
    explanation: str = text(en="Explanation", zh="说明", default="")


@form("repair_audit", en="Audit", zh="质检抽查")
class Audit:
    """What the quality department has looked at."""

    checks: tuple[str, ...] = texts(en="Looked at", zh="检查项目", least=1)
    passed: bool = flag(en="In order", zh="合格")
    finding: str = text(en="Finding", zh="检查情况", default="")


@form("repair_correction", en="Correction", zh="更正记录")
class Correction:
    """What stood there, and what is right."""

    field: str = text(en="What is corrected", zh="更正项目", most=100)
    old: str = text(en="Old value", zh="原值", most=LONG, default="")
    new: str = text(en="New value", zh="新值", most=LONG)
    reason: str = text(en="Why", zh="更正理由")
