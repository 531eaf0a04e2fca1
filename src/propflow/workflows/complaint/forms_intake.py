"""
Forms from the first word to the decision whether to open.

Who complains, and how to reach him, is confidential; what he says and wants is not, but
can be long. Only a fact that is needed at once is asked for: nobody is turned away at the door.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, whole
from propflow.workflows.complaint import axes

LONG = 20_000


@form("complaint_register", en="Intake record", zh="客户投诉意见表")
class Register:
    """What is complained about, by whom, where and when. Anonymous complaints are taken too."""

    origin: str = choice(axes.ORIGINS, en="Where it comes from", zh="来源", default="complainant")
    channel: str = choice(axes.CHANNELS, en="Channel", zh="投诉渠道")
    received_at: datetime = moment(en="Received at", zh="接诉时间")
    narrative: str = text(en="Course of events", zh="事情简要经过", most=LONG)
    demand: str = text(en="What the complainant wants", zh="投诉人要求", most=LONG, default="")
    occurred_at: datetime | None = moment(en="Happened at", zh="发生时间", default=None)
    place: str = text(en="Where it happened", zh="发生地点", most=500, default="")
    accused: str = text(en="Person or department complained about", zh="被投诉人或部门", most=500, default="")
    respondent_id: str | None = text(en="Id of the person complained about", zh="被投诉人编号", most=200, default=None)
    complainant_id: str | None = text(en="Id of the complainant", zh="投诉人编号", most=200, default=None)
    complainant_name: str | None = text(
        en="Name of the complainant", zh="投诉人姓名", most=200, default=None, confidential=True
    )
    contact: str | None = text(
        en="How to reach the complainant", zh="联系方式", most=200, default=None, confidential=True
    )
    address: str | None = text(en="Address", zh="联系地址", most=500, default=None, confidential=True)
    unit: str | None = text(en="Unit", zh="房号", most=200, default=None, confidential=True)
    area: str = text(en="Building or area", zh="楼栋或区域", most=200, default="")
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)
    level: str | None = choice(axes.LEVELS, en="Urgency, if plain at once", zh="紧急程度", default=None)
    opener: str = choice(axes.OPENERS, en="First words", zh="开场态度", default="none")
    recurs_from: str | None = text(en="Case that it recurs from", zh="重复投诉的原案号", most=100, default=None)
    attachments: tuple[Evidence, ...] = evidence(en="Attachments", zh="附件", default=())


@form("complaint_internal_finding", en="Internal finding", zh="内部发现问题登记")
class InternalFinding:
    """A problem that leaders or staff have found, before anybody complained."""

    origin: str = choice(axes.INTERNAL, en="Where it comes from", zh="来源", default="internal")
    finder: str = text(en="Who found it", zh="发现人", most=200)
    found_at: datetime = moment(en="Found at", zh="发现时间")
    place: str = text(en="Where", zh="地点", most=500)
    narrative: str = text(en="What was found", zh="情况", most=LONG)
    dispatcher_notified_at: datetime = moment(en="Dispatcher told at", zh="告知调度时间")
    respondent_id: str | None = text(en="Id of the person complained about", zh="被投诉人编号", most=200, default=None)
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)
    level: str | None = choice(axes.LEVELS, en="Urgency, if plain at once", zh="紧急程度", default=None)
    attachments: tuple[Evidence, ...] = evidence(en="Attachments", zh="附件", default=())


@form("complaint_alert", en="Alert of a sensor", zh="预投诉工单")
class Alert:
    """What a sensor has read, against which limit."""

    origin: str = choice(axes.SENSOR, en="Where it comes from", zh="来源", default="sensor")
    sensor: str = text(en="Sensor", zh="传感器", most=200)
    reading: int = whole(en="Reading", zh="读数")
    limit: int = whole(en="Limit", zh="阈值")
    unit: str = text(en="Unit of the reading", zh="读数单位", most=40, default="")
    place: str = text(en="Where", zh="地点", most=500)
    respondent_id: str | None = text(en="Id of the person responsible", zh="责任人编号", most=200, default=None)
    scenario: str | None = choice(axes.SCENARIOS, en="Emergency of a kind", zh="突发情形", default=None)
    level: str | None = choice(axes.LEVELS, en="Urgency, if plain at once", zh="紧急程度", default=None)


@form("complaint_dismissal", en="Dismissal of an alert", zh="预警解除")
class Dismissal:
    """What an inspection on the spot has shown."""

    reason: str = text(en="Why there is no problem", zh="理由")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", least=1)


@form("complaint_process_told", en="Procedure told", zh="告知处理程序")
class ProcessTold:
    """What the complainant was told of the procedure and its limits."""

    told_at: datetime = moment(en="Told at", zh="告知时间")
    limits_told: str = text(en="Limits told", zh="告知的时限", default="")
    reply_by: datetime | None = moment(en="Reply agreed by", zh="约定回复时间", default=None)
    opener: str = choice(axes.OPENERS, en="First words", zh="开场态度", default="none")


@form("complaint_clarification", en="Questions to be cleared up", zh="查明事项")
class Clarification:
    """What is not known yet, and who is asked."""

    questions: str = text(en="Questions", zh="待查明事项")
    asked: str = text(en="Who is asked", zh="询问对象", most=500)
    due_at: datetime = moment(en="Answer by", zh="答复期限")


@form("complaint_ruling_request", en="Request for a ruling", zh="请示")
class RulingRequest:
    """What a superior is to decide."""

    question: str = text(en="Question", zh="请示事项")
    asked_to: str = choice(axes.SUPERIORS, en="Asked of", zh="请示对象")


@form("complaint_ruling_to_clarify", en="Ruling: find out first", zh="裁定先行查明")
class RulingToClarify:
    """What is to be found out before it can be decided."""

    reason: str = text(en="Why", zh="理由")
    questions: str = text(en="Questions", zh="待查明事项")
    due_at: datetime = moment(en="Answer by", zh="答复期限")


@form("complaint_waiver", en="Waiver of the contact", zh="免除联系方式")
class Waiver:
    """Why a case is opened although nobody can be reached."""

    reason: str = text(en="Why", zh="理由")


@form("complaint_classification", en="Classification", zh="投诉分类定级")
class Classification:
    """Where the complaint stands on each axis. Every axis is restated each time."""

    nature: str = choice(axes.NATURES, en="Nature", zh="性质")
    valid_ground: str = choice(axes.VALID_GROUNDS, en="What makes it valid", zh="有效投诉依据", default="none")
    content: str = choice(axes.CONTENTS, en="Content", zh="内容类别")
    grade: str = choice(axes.GRADES, en="Grade", zh="等级", default="none")
    major_ground: str = choice(axes.MAJOR_GROUNDS, en="What makes it major", zh="重大投诉依据", default="other")
    requests_on_same_matter: int = whole(
        en="Requests on the same matter", zh="同一事项投诉次数", least=1, most=1000, default=1
    )
    level: str = choice(axes.LEVELS, en="Level", zh="紧急程度")
    motive: str | None = choice(axes.MOTIVES, en="Motive", zh="投诉心理", default=None)
    customer_limit: datetime | None = moment(en="By when the customer asks for it", zh="客户要求期限", default=None)
    reason: str = text(en="Why", zh="理由", default="")


@form("complaint_respondent", en="Person complained about", zh="被投诉人")
class Respondent:
    """Who is complained about, as far as it has come out."""

    respondent_id: str = text(en="Id of the person complained about", zh="被投诉人编号", most=200)
    reason: str = text(en="How that came out", zh="依据", default="")


@form("complaint_explanation", en="Explanation", zh="解释记录")
class Explanation:
    """What was explained, and that the customer is content with it."""

    explanation: str = text(en="Explanation", zh="解释内容", most=LONG)
    explained_at: datetime = moment(en="Explained at", zh="解释时间")
    customer_accepts: bool = flag(en="The customer agrees that no problem remains", zh="客户认可无问题")
    no_follow_up_needed: bool = flag(en="Nothing needs following up", zh="无须跟进")
    customer_asked_help: bool = flag(en="The customer asks us to look into it", zh="客户要求了解", default=False)
    other_channel: str = text(en="Other channel named", zh="告知的其他途径", default="")
    reason: str = text(en="Reason", zh="理由", default="")


@form("complaint_merger", en="Folding into another case", zh="并案")
class Merger:
    """Which case the complaint is folded into, being the same person's about the same matter."""

    master_id: str = text(en="Master case", zh="主案编号", most=100)
    same_complainant: bool = flag(en="The same complainant", zh="同一投诉人")
    same_matter: bool = flag(en="The same matter", zh="同一事项")
    reason: str = text(en="Why", zh="理由")
