"""
Forms from handing the case to a department to its report that the work is done.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts, whole
from propflow.workflows.complaint import axes

LONG = 20_000


@form("complaint_dispatch", en="Dispatch", zh="派单")
class Dispatch:
    """To which departments the case goes, and who answers for it there."""

    departments: tuple[str, ...] = texts(en="Departments", zh="部门", least=1, most=20, longest=100)
    responsible: str = text(en="Id of the responsible person", zh="责任人编号", most=200)
    track: str = choice(axes.TRACKS, en="Track", zh="类别")
    form_name: str = text(en="Form sent", zh="所用表单", most=200, default="投诉处置记录表")
    dispatched_at: datetime = moment(en="Sent at", zh="派单时间")
    expected_completion_at: datetime = moment(en="Expected to be done at", zh="预计完成时间")
    coordinator_id: str | None = text(en="Id of the coordinator", zh="协调人编号", most=200, default=None)


@form("complaint_receipt", en="Receipt", zh="签收")
class Receipt:
    """Which departments have the case now, and who signed for it."""

    departments: tuple[str, ...] = texts(en="Departments", zh="部门", least=1, most=20, longest=100)
    received_at: datetime = moment(en="Received at", zh="签收时间")
    signature: str = text(en="Signature", zh="签名", most=200, default="")


@form("complaint_refusal", en="Refusal by a department", zh="退单")
class Refusal:
    """Why the department is not the right one, and which is."""

    departments: tuple[str, ...] = texts(en="Departments that refuse", zh="退单部门", least=1, most=20, longest=100)
    reason: str = text(en="Why", zh="理由")
    proposed_department: str = text(en="Department proposed", zh="建议部门", most=100)


@form("complaint_reassignment", en="Reassignment", zh="改派")
class Reassignment:
    """Who handles the case from now on."""

    new_handler: str = text(en="Id of the new handler", zh="新经办人编号", most=200)
    department: str = text(en="Department", zh="部门", most=100, default="")
    reason: str = text(en="Why", zh="理由")


@form("complaint_emergency_response", en="Response to an emergency", zh="紧急响应")
class EmergencyResponse:
    """Who leads on the spot, since when, and by when it should be over."""

    leader: str = text(en="Id of the leader", zh="带队负责人编号", most=200)
    track: str = choice(axes.OWN_TRACKS, en="Track", zh="类别")
    response_started_at: datetime = moment(en="Response started at", zh="响应开始时间")
    expected_completion_at: datetime = moment(en="Expected to be done at", zh="预计完成时间")


@form("complaint_response_start", en="Start of the response", zh="响应开始")
class ResponseStart:
    """When the response to a case of level I began."""

    response_started_at: datetime = moment(en="Response started at", zh="响应开始时间")
    leader: str = text(en="Leader", zh="带队负责人", most=200, default="")


@form("complaint_rescue", en="Rescuers on the spot", zh="救援到场")
class Rescue:
    """When the rescuers came, and when the people were free."""

    on_site_at: datetime = moment(en="On the spot at", zh="到场时间")
    note: str = text(en="Remark", zh="备注", default="")


@form("complaint_rescue_report", en="Inspection report", zh="检测报告")
class RescueReport:
    """The inspection report after a lift rescue."""

    report: tuple[Evidence, ...] = evidence(en="Report", zh="检测报告", least=1)
    finding: str = text(en="Finding", zh="结论")


@form("complaint_inquiry", en="Inquiry", zh="调查核实记录")
class Inquiry:
    """What was found out, with evidence, and the root of it."""

    findings: str = text(en="Findings", zh="查明情况", most=LONG)
    root_cause: str = text(en="Root cause", zh="问题症结")
    inquired_at: datetime = moment(en="Established at", zh="查明时间")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())


@form("complaint_measures", en="Measures", zh="处理措施")
class Measures:
    """What was found, what is done about it and by when, and whether the owner agrees."""

    findings: str = text(en="Findings", zh="查明情况", most=LONG)
    root_cause: str = text(en="Root cause", zh="问题症结")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())
    measures: str = text(en="Measures", zh="处理措施", most=LONG)
    track: str = choice(axes.TRACKS, en="Track", zh="类别")
    expected_completion_at: datetime | None = moment(en="Expected to be done at", zh="预计完成时间", default=None)
    owner_consent: str = choice(axes.CONSENTS, en="Consent of the owner", zh="业主意见")
    reason_without_consent: str = text(en="Why without consent", zh="未取得同意的理由", default="")
    decided_by: str = text(en="Who decided", zh="决策人", most=200)


@form("complaint_proposal", en="Proposed measures", zh="拟采取措施")
class ProposedMeasures:
    """What the owner is offered, and how long it will take."""

    measures: str = text(en="Measures", zh="拟采取措施", most=LONG)
    options: tuple[str, ...] = texts(en="Options to choose from", zh="可选方案", default=())
    time_needed: str = text(en="Time needed", zh="所需时间", most=200)


@form("complaint_consent", en="Answer of the owner", zh="业主意见")
class OwnerConsent:
    """What the owner says to the measures."""

    owner_consent: str = choice(axes.CONSENTS, en="Consent of the owner", zh="业主意见")
    said_at: datetime = moment(en="Said at", zh="答复时间")
    remark: str = text(en="Remark", zh="备注", default="")


@form("complaint_handing_out", en="Handing to an outside party", zh="转外部责任方")
class HandingOut:
    """Which party outside acts, on what ground, and who of us tracks it."""

    external_party: str = text(en="Outside party", zh="外部责任方", most=200)
    reason_code: str = choice(axes.EXTERNAL_GROUNDS, en="Ground", zh="转办依据")
    handed_at: datetime = moment(en="Handed over at", zh="转办时间")
    tracker_id: str = text(en="Id of our tracker", zh="跟踪人编号", most=200)
    track: str = choice(axes.EXTERNAL, en="Track", zh="类别", default="external")


@form("complaint_external_return", en="Return by the outside party", zh="外部退回")
class ExternalReturn:
    """Why the outside party does not act."""

    reason: str = text(en="Why", zh="理由")
    track: str = choice(axes.OWN_TRACKS, en="Track", zh="类别")


@form("complaint_external_result", en="Result of the outside party", zh="外部办结")
class ExternalResult:
    """What the outside party has done, with evidence."""

    result: str = text(en="Result", zh="处理结果", most=LONG)
    completed_at: datetime = moment(en="Completed at", zh="完成时间")
    outcome: str = choice(axes.OUTCOMES, en="Outcome", zh="结论", default="solved")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", least=1)


@form("complaint_stalling", en="On record as not to be solved for now", zh="挂账记录")
class Stalling:
    """Why it cannot go on, what was tried, and the plan that was explained to the owner."""

    reason: str = text(en="Why", zh="原因")
    tried_measures: str = text(en="What was tried", zh="已采取措施")
    plan: str = text(en="Plan", zh="方案")
    explanation_to_owner: str = text(en="Explanation to the owner", zh="向业主说明")
    resume_check_at: datetime = moment(en="Looked at again at", zh="复查时间")


@form("complaint_completion", en="Report of completion", zh="办结报告")
class Completion:
    """How it was handled and how it ended."""

    process_record: str = text(en="Course of handling", zh="处理过程", most=LONG)
    completed_at: datetime = moment(en="Completed at", zh="完成时间")
    outcome: str = choice(axes.OUTCOMES, en="Outcome", zh="结论")
    evidence: tuple[Evidence, ...] = evidence(en="Photographs or confirmation", zh="对比照片或确认单", default=())
    no_evidence_reason: str = text(en="Why there is no evidence", zh="无佐证理由", default="")


@form("complaint_repair_order", en="Repair order", zh="维修派工单")
class RepairOrder:
    """The repair order that the complaint waits for."""

    order: str = text(en="Number of the repair order", zh="维修单号", most=100)
    note: str = text(en="Remark", zh="备注", default="")


@form("complaint_departments", en="Departments that help", zh="协办部门")
class CoHandling:
    """Which departments help, and who coordinates them."""

    departments: tuple[str, ...] = texts(en="Departments", zh="部门", least=1, most=20, longest=100)
    co_handler_id: str | None = text(en="Id of the co-handler", zh="协办人编号", most=200, default=None)
    note: str = text(en="What they do", zh="协办事项", default="")


@form("complaint_team", en="Task force", zh="专项工作组")
class Team:
    """Who works on a matter that concerns many owners."""

    issue: str = text(en="Issue", zh="事项")
    leader: str = text(en="Id of the leader", zh="组长编号", most=200)
    members: tuple[str, ...] = texts(en="Members", zh="成员", least=1)
    owners_affected: int = whole(en="Owners who complain", zh="投诉业主数", least=1, most=1_000_000)
    owners_in_all: int = whole(en="Owners in all", zh="业主总数", least=1, most=1_000_000)
    wide_impact: bool = flag(en="Wide or grave impact", zh="影响面广或性质严重", default=False)


@form("complaint_group", en="Joining a mass complaint", zh="并入群体投诉")
class Group:
    """The case under which the members of a mass complaint are gathered."""

    group_case: str = text(en="Group case", zh="群体投诉主案", most=100)
    issue: str = text(en="Issue", zh="事项", default="")


@form("complaint_resumption", en="Resumption", zh="恢复处理")
class Resumption:
    """What has gone out of the way."""

    reason: str = text(en="Why it can go on", zh="理由")


@form("complaint_progress", en="Progress", zh="处理进展")
class Progress:
    """How far it has come."""

    progress: str = text(en="Progress", zh="进展", most=LONG)
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", default=())


@form("complaint_emergency_progress", en="Progress of an emergency", zh="紧急处置进展")
class EmergencyProgress:
    """How far it has come, with photographs of the scene, and when the owner was told the same."""

    progress: str = text(en="Progress", zh="进展", most=LONG)
    photos: tuple[Evidence, ...] = evidence(en="Photographs of the scene", zh="现场照片", least=1)
    owner_told_at: datetime = moment(en="Owner told at", zh="告知业主时间")
