"""
Forms of intake: a report, a finding, a complaint's repair, and what ends a report at the desk.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts, whole
from propflow.workflows.repair import axes

LONG = 20_000


@form("repair_report", en="Repair report", zh="报修登记")
class Register:
    """What is broken, where, who says so and how he can be reached."""

    origin: str = choice(axes.ORIGINS, en="Comes from", zh="来源", default="reporter")
    channel: str = choice(axes.CHANNELS, en="Channel", zh="报修渠道")
    reported_at: datetime = moment(en="Reported at", zh="报修时间")
    content: str = text(en="What is broken", zh="报修内容", most=LONG)
    place: str = text(en="Place", zh="报修地点", most=500)
    unit: str = text(en="Home", zh="房号", most=100, default="")
    reporter_id: str | None = text(en="Id of the reporter", zh="报修人编号", most=200, default=None)
    resident_id: str | None = text(en="Id of the resident", zh="住户编号", most=200, default=None)
    reporter_name: str | None = text(en="Name", zh="报修人姓名", most=200, default=None, confidential=True)
    contact: str = text(en="How to reach the reporter", zh="联系方式", most=200, confidential=True)
    counterpart: str = choice(axes.COUNTERPARTS, en="Who is told and signs", zh="对应住户", default="resident")
    cause: str = choice(axes.CAUSES, en="Cause, as far as it is known", zh="原因", default="unknown")
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)
    own_account: bool = flag(en="Made from the owner's own account", zh="通过业主个人账户提交", default=False)
    photos: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片", default=())
    recurs_from: str | None = text(en="Earlier case of the same fault", zh="同一故障前案", most=100, default=None)


@form("repair_finding", en="Finding of our own", zh="内部发现登记")
class Finding:
    """What somebody of us has found, on what round, or who has ordered it."""

    origin: str = choice(axes.FINDINGS, en="Comes from", zh="来源")
    found_at: datetime = moment(en="Found at", zh="发现时间")
    content: str = text(en="What is broken", zh="问题内容", most=LONG)
    place: str = text(en="Place", zh="地点", most=500)
    source_record: str = text(en="Record it comes from", zh="来源记录编号", most=100)
    ordered_by: str = text(en="Who ordered it", zh="交办人", most=200, default="")
    counterpart: str = choice(axes.COUNTERPARTS, en="Who is told and signs", zh="对应住户", default="none")
    resident_id: str | None = text(en="Id of the resident", zh="住户编号", most=200, default=None)
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)


@form("repair_sensor_finding", en="Finding of a sensor", zh="传感器预警登记")
class SensorFinding:
    """Which sensor reads over its limit."""

    origin: str = choice(axes.SENSOR, en="Comes from", zh="来源", default="sensor")
    found_at: datetime = moment(en="Found at", zh="发现时间")
    content: str = text(en="What is wrong", zh="问题内容", most=LONG)
    place: str = text(en="Place", zh="地点", most=500)
    source_record: str = text(en="Sensor", zh="传感器", most=100)
    reading: int = whole(en="Reading", zh="读数")
    limit: int = whole(en="Limit", zh="阈值")
    counterpart: str = choice(axes.COUNTERPARTS, en="Who is told and signs", zh="对应住户", default="none")
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)


@form("repair_from_complaint", en="Repair order of a complaint", zh="投诉转维修服务单")
class FromComplaint:
    """What a complaint needs to have repaired."""

    complaint_id: str = text(en="Complaint", zh="投诉案号", most=100)
    origin: str = choice(axes.COMPLAINT, en="Comes from", zh="来源", default="complaint")
    reported_at: datetime = moment(en="Handed on at", zh="转办时间")
    content: str = text(en="What is broken", zh="报修内容", most=LONG)
    place: str = text(en="Place", zh="报修地点", most=500)
    plan: str = text(en="Plan so far", zh="初步方案", default="")
    liability: str = text(en="Who answers for it", zh="责任认定", default="")
    reporter_id: str | None = text(en="Id of the reporter", zh="报修人编号", most=200, default=None)
    resident_id: str | None = text(en="Id of the resident", zh="住户编号", most=200, default=None)
    counterpart: str = choice(axes.COUNTERPARTS, en="Who is told and signs", zh="对应住户", default="resident")
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)


@form("repair_clarification", en="Clarification", zh="核实澄清")
class Clarification:
    """What is unclear, and whom it is asked."""

    questions: str = text(en="What is asked", zh="待核实事项")
    asked_at: datetime = moment(en="Asked at", zh="询问时间")


@form("repair_redirection", en="Explained and sent on", zh="解释转介")
class Redirection:
    """Why it is no repair of ours, where it belongs, and that the customer is content with that."""

    reason: str = text(en="Why", zh="理由")
    target: str = choice(axes.TARGETS, en="Where it belongs", zh="转介对象")
    suggestion: str = text(en="What is suggested", zh="建议")
    apology: str = text(en="What was said", zh="致歉说明", default="")
    explained_at: datetime = moment(en="Explained at", zh="解释时间")
    customer_accepts: bool = flag(en="The customer accepts that", zh="客户认可")


@form("repair_merger", en="Folding into another case", zh="并单")
class Merger:
    """Which case the report is folded into, being the same fault at the same place."""

    master_id: str = text(en="Master case", zh="主案编号", most=100)
    same_component: bool = flag(en="The same component", zh="同一部位设施")
    same_place: bool = flag(en="The same place", zh="同一地点")
    same_unit: bool = flag(en="Of the same home", zh="同一户", default=False)
    reason: str = text(en="Why", zh="同一故障理由")


@form("repair_co_reporter", en="Another reporter", zh="共同报修人")
class CoReporter:
    """Who else has reported the same fault, and when."""

    co_reporter: str = text(en="Id of the reporter", zh="报修人编号", most=200)
    reported_at: datetime = moment(en="Reported at", zh="报修时间")
    contact: str | None = text(en="How to reach him", zh="联系方式", most=200, default=None, confidential=True)


@form("repair_on_the_spot", en="Repaired on the spot", zh="当场解决")
class SpotRepair:
    """What somebody has repaired at once, within his own means."""

    work_done: str = text(en="What was done", zh="处理内容", most=LONG)
    done_by: str = text(en="Id of whoever did it", zh="处理人编号", most=200)
    completed_at: datetime = moment(en="Done at", zh="完成时间")
    location: str = choice(axes.LOCATIONS, en="Location", zh="位置类别")
    cause: str = choice(axes.CAUSES, en="Cause", zh="原因")
    outcome: str = choice(axes.REPAIRED, en="Outcome", zh="结论", default="repaired")
    within_means: bool = flag(en="Within his own means", zh="属本人能力范围")
    parts: tuple[str, ...] = texts(en="Parts", zh="用料", default=())
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", least=1)


@form("repair_attempt", en="Attempt in vain", zh="未能联系记录")
class Attempt:
    """When somebody tried to reach the reporter or resident in vain."""

    tried_at: datetime = moment(en="Tried at", zh="尝试时间")
    method: str = text(en="How", zh="方式", most=200)


@form("repair_cancellation_stated", en="Cancelled on a statement", zh="按报修人声明撤销")
class Withdrawal:
    """What the reporter says, and that nothing is left behind that is a hazard."""

    reason: str = choice(axes.CANCEL_STATED, en="Why", zh="撤销原因")
    statement: str = text(en="Statement", zh="声明内容")
    stated_at: datetime = moment(en="Said at", zh="声明时间")
    leaves_no_hazard: bool = flag(en="No hazard is left behind", zh="未遗留隐患", default=False)


@form("repair_cancellation", en="Cancelled by decision", zh="主管撤销")
class Cancellation:
    """Why the case is given up without a statement."""

    reason: str = choice(axes.CANCEL_DECIDED, en="Why", zh="撤销原因")
    statement: str = text(en="What was found", zh="情况说明")
    decided_at: datetime = moment(en="Decided at", zh="决定时间")
    leaves_no_hazard: bool = flag(en="No hazard is left behind", zh="未遗留隐患", default=False)
