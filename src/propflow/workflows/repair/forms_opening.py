"""
Forms of accepting a report, giving the order, and getting in.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text
from propflow.workflows.repair import axes


@form("repair_acceptance", en="Acceptance of the report", zh="受理记录")
class Opening:
    """How the report was verified, and where it stands on every axis that is known by now."""

    verified_how: str = choice(axes.VERIFICATIONS, en="Verified how", zh="核实方式")
    verified_at: datetime = moment(en="Verified at", zh="核实时间")
    danger: str = choice(axes.DANGERS, en="Danger", zh="险情")
    sudden: bool = flag(en="A sudden case", zh="突发情况", default=False)
    repair_class: str = choice(axes.CLASSES, en="Class", zh="类别")
    location: str = choice(axes.LOCATIONS, en="Location", zh="位置类别")
    scope: str = choice(axes.SCOPES, en="Whom it reaches", zh="影响范围", default="one_household")
    component: str = choice(axes.COMPONENTS, en="Component", zh="部位设施", default="other")
    trade: str = choice(axes.TRADES, en="Trade", zh="工种")
    size: str = choice(axes.SIZES, en="Size", zh="规模", default="small")
    complexity: str = choice(axes.COMPLEXITIES, en="Complexity", zh="复杂程度", default="ordinary")
    phase: str = choice(axes.PHASES, en="Phase of the building", zh="阶段", default="normal")
    cause: str = choice(axes.CAUSES, en="Cause, as far as it is known", zh="原因", default="unknown")
    warranty: str = choice(axes.WARRANTIES, en="Warranty", zh="保修情况", default="unchecked")
    serious: bool = flag(en="A serious fault", zh="重大故障", default=False)
    resident_present: bool = flag(en="The resident was there", zh="住户在场", default=False)
    walked_together: bool = flag(en="Seen together with the resident", zh="已会同住户现场确认", default=False)
    application: tuple[Evidence, ...] = evidence(en="Written application", zh="书面申请", default=())


@form("repair_classification", en="Classification", zh="分类定级")
class Classification:
    """Where the repair stands on the axes of danger, class and extent."""

    danger: str = choice(axes.DANGERS, en="Danger", zh="险情")
    sudden: bool = flag(en="A sudden case", zh="突发情况", default=False)
    repair_class: str = choice(axes.CLASSES, en="Class", zh="类别")
    location: str = choice(axes.LOCATIONS, en="Location", zh="位置类别")
    scope: str = choice(axes.SCOPES, en="Whom it reaches", zh="影响范围", default="one_household")
    component: str = choice(axes.COMPONENTS, en="Component", zh="部位设施", default="other")
    size: str = choice(axes.SIZES, en="Size", zh="规模", default="small")
    complexity: str = choice(axes.COMPLEXITIES, en="Complexity", zh="复杂程度", default="ordinary")
    serious: bool = flag(en="A serious fault", zh="重大故障", default=False)
    reason: str = text(en="Why", zh="理由", default="")


@form("repair_dispatch", en="Repair order", zh="维修派工单")
class Dispatch:
    """Who is sent, with what order, to be there when; and that he can do it."""

    assignee: str = text(en="Id of the repairer", zh="维修人员编号", most=200)
    order: str = text(en="Order, with how to reach the resident", zh="派工内容及联系方式")
    planned_arrival: datetime = moment(en="To be there by", zh="预约到场时间")
    strategy: str = choice(axes.STRATEGIES, en="How he was chosen", zh="派工方式", default="assign")
    skilled: bool = flag(en="He has learnt the trade", zh="工种技能相符")
    certified: bool = flag(en="He holds its certificate", zh="持有资格证书", default=False)
    on_duty: bool = flag(en="He is on duty", zh="当班")
    call_taken_by: str = text(en="Who took the call", zh="接单人", most=200, default="")


@form("repair_emergency_dispatch", en="Emergency order", zh="紧急派工")
class EmergencyDispatch:
    """What the danger is, who leads, who is sent, and since when there is a response."""

    danger: str = choice(axes.DANGERS, en="Danger", zh="险情")
    sudden: bool = flag(en="A sudden case", zh="突发情况", default=False)
    repair_class: str = choice(axes.URGENT, en="Class", zh="类别", default="urgent")
    location: str = choice(axes.LOCATIONS, en="Location", zh="位置类别")
    scope: str = choice(axes.SCOPES, en="Whom it reaches", zh="影响范围", default="one_household")
    leader: str = text(en="Id of the leader", zh="带队负责人编号", most=200)
    assignee: str = text(en="Id of the repairer", zh="维修人员编号", most=200)
    strategy: str = choice(axes.ASSIGN, en="How he was chosen", zh="派工方式", default="assign")
    response_started_at: datetime = moment(en="Response started at", zh="响应开始时间")
    resident_told_at: datetime | None = moment(en="Resident told at", zh="告知住户时间", default=None)


@form("repair_return", en="Returned order", zh="退单")
class Return:
    """Why the order is for somebody else, who asked for it, and for which trade it is."""

    reason: str = choice(axes.RETURN_REASONS, en="Why", zh="退单原因")
    asked_by: str = text(en="Id of whoever asked", zh="申请人编号", most=200)
    proposed_trade: str = choice(axes.TRADES, en="Trade proposed", zh="建议工种")


@form("repair_reassignment", en="Reassignment", zh="改派")
class Reassignment:
    """Who is sent instead."""

    assignee: str = text(en="Id of the repairer", zh="维修人员编号", most=200)
    skilled: bool = flag(en="He has learnt the trade", zh="工种技能相符")
    certified: bool = flag(en="He holds its certificate", zh="持有资格证书", default=False)
    on_duty: bool = flag(en="He is on duty", zh="当班")
    strategy: str = choice(axes.STRATEGIES, en="How he was chosen", zh="派工方式", default="assign")
    call_taken_by: str = text(en="Who took the call", zh="接单人", most=200, default="")
    reason: str = text(en="Why", zh="理由")


@form("repair_order_receipt", en="Receipt of the order", zh="接单确认")
class OrderReceipt:
    """When the repairer received the order."""

    received_at: datetime = moment(en="Received at", zh="接单时间")


@form("repair_arrival", en="Arrival", zh="到场记录")
class Arrival:
    """When the repairer came, who let him in, and that he said who he was."""

    arrived_at: datetime = moment(en="Arrived at", zh="到场时间")
    admitted_by: str = text(en="Who let him in", zh="接待人", most=200)
    identified: bool = flag(en="He showed who he is", zh="已出示身份")


@form("repair_failed_access", en="Visit in vain", zh="未能入户记录")
class FailedAccess:
    """When the repairer stood before the door, and why he was not let in."""

    attempted_at: datetime = moment(en="There at", zh="到访时间")
    reason: str = choice(axes.ACCESS_REASONS, en="Why", zh="未入户原因")
    by_appointment: bool = flag(en="By appointment", zh="按预约到访", default=False)
    proof: tuple[Evidence, ...] = evidence(en="Photograph or call log", zh="照片或通话记录", least=1)
    card_left: bool = flag(en="A card was left", zh="已留便条", default=True)


@form("repair_rebooking", en="New visit", zh="重新预约")
class Rebooking:
    """When the resident will be there."""

    planned_arrival: datetime = moment(en="Appointment", zh="预约时间")
    confirmed: bool = flag(en="Confirmed by the resident", zh="住户已确认")


@form("repair_key_entry", en="Entry by a lent key", zh="持钥匙入户")
class KeyEntry:
    """With which key, with whose consent, and who was there too."""

    key_loan: str = text(en="Key loan", zh="钥匙借用编号", most=100)
    witness: str = text(en="Id of the witness", zh="见证人编号", most=200)
    entered_at: datetime = moment(en="Entered at", zh="入户时间")
    resident_consents: bool = flag(en="The resident consents to this visit", zh="住户同意本次入户")
    resident_told_at: datetime = moment(en="Resident told at", zh="告知住户时间")


@form("repair_danger_entry", en="Entry in danger", zh="险情入户")
class DangerEntry:
    """What the danger is, and who was there too."""

    emergency: str = text(en="What the danger is", zh="紧急事由")
    witness: str = text(en="Id of the witness", zh="见证人编号", most=200)
    entered_at: datetime = moment(en="Entered at", zh="入户时间")
    resident_told_at: datetime = moment(en="Resident told at", zh="告知住户时间")


@form("repair_leaving", en="Leaving", zh="离开记录")
class Leaving:
    """When the home that was entered was left again."""

    left_at: datetime = moment(en="Left at", zh="离开时间")
    locked: bool = flag(en="Locked up", zh="已锁门", default=True)


@form("repair_appointment", en="Appointment", zh="预约时间")
class Appointment:
    """When the resident is visited."""

    planned_arrival: datetime = moment(en="Appointment", zh="预约时间")
    possible: bool = flag(en="Whoever does the work can come then", zh="维修方能按时到场")


@form("repair_key_loan", en="Loan of a key", zh="钥匙借用登记")
class KeyLoan:
    """Which key was lent, to whom, for what, and until when."""

    key_loan: str = text(en="Key loan", zh="钥匙借用编号", most=100)
    purpose: str = choice(axes.KEY_PURPOSES, en="For what", zh="借用事由")
    key_number: str = text(en="Key number", zh="钥匙编号", most=100)
    lent_at: datetime = moment(en="Lent at", zh="借用时间")
    expected_return: datetime = moment(en="Expected back", zh="预计归还时间")
    borrower: str = text(en="Id of the borrower", zh="借用人编号", most=200)
    phone: str | None = text(en="Telephone", zh="联系电话", most=100, default=None, confidential=True)
    signed: bool = flag(en="Signed by the borrower", zh="借用人已签字")


@form("repair_key_return", en="Return of a key", zh="钥匙归还登记")
class KeyReturn:
    """When the key came back, and that none is missing."""

    key_loan: str = text(en="Key loan", zh="钥匙借用编号", most=100)
    returned_at: datetime = moment(en="Back at", zh="归还时间")
    complete: bool = flag(en="Their number is right", zh="数量相符")


@form("repair_key_loss", en="Loss of a key", zh="钥匙遗失记录")
class KeyLoss:
    """Which key was lost or damaged, and what was done about it."""

    key_loan: str = text(en="Key loan", zh="钥匙借用编号", most=100)
    lost_at: datetime = moment(en="Known since", zh="发现时间")
    memo: str = text(en="Entry in the key memo", zh="钥匙备忘记录")
    owner_consents: bool = flag(en="The owner consents to a new key or lock", zh="业主同意配钥匙或换锁", default=False)
