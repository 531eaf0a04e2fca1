"""
Forms of opening a case: by decision, by ruling, from an alert, and from an explanation that did not hold.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text
from propflow.workflows.complaint import axes


@form("complaint_opening", en="Opening record", zh="立项记录")
class Opening:
    """On which condition the case is opened, and how the complainant can be reached."""

    condition: str = choice(axes.CONDITIONS, en="Condition that is met", zh="立项条件")
    opened_at: datetime = moment(en="Opened at", zh="立项时间")
    content: str = text(en="Content of the case", zh="立项内容", most=20_000)
    contact_mode: str = choice(axes.CONTACT_MODES, en="Contact", zh="联系方式情况", default="given")
    contact_person: str | None = text(en="Contact person", zh="联系人", most=200, default=None, confidential=True)
    address: str | None = text(en="Address", zh="联系地址", most=500, default=None, confidential=True)
    phone: str | None = text(en="Telephone", zh="联系电话", most=100, default=None, confidential=True)
    reason: str = text(en="Reason", zh="理由", default="")


@form("complaint_alert_acceptance", en="Acceptance of an alert", zh="预投诉立项")
class AlertAcceptance:
    """The opening record of an alert: condition b, and nobody to be reached."""

    condition: str = choice({"b": axes.CONDITIONS["b"]}, en="Condition that is met", zh="立项条件", default="b")
    opened_at: datetime = moment(en="Opened at", zh="立项时间")
    content: str = text(en="Content of the case", zh="立项内容", most=20_000)
    contact_mode: str = choice(axes.NO_CONTACT, en="Contact", zh="联系方式情况", default="none")


@form("complaint_conversion", en="Conversion into a valid complaint", zh="转为有效投诉")
class Conversion:
    """Why an explanation did not hold: the matter was mishandled, or the customer does not accept it."""

    reason: str = text(en="Why", zh="理由")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", default=())
    mishandled: bool = flag(en="The matter was mishandled", zh="处理不当", default=True)
    opened_at: datetime = moment(en="Opened at", zh="立项时间")
    nature: str = choice(axes.VALID, en="Nature", zh="性质", default="valid")
    grade: str = choice(axes.TRUE_GRADES, en="Grade", zh="等级")
    contact_mode: str = choice(axes.CONTACT_MODES, en="Contact", zh="联系方式情况", default="given")
    contact_person: str | None = text(en="Contact person", zh="联系人", most=200, default=None, confidential=True)
    address: str | None = text(en="Address", zh="联系地址", most=500, default=None, confidential=True)
    phone: str | None = text(en="Telephone", zh="联系电话", most=100, default=None, confidential=True)


@form("complaint_emergency_opening", en="Opening of an emergency", zh="紧急立项")
class EmergencyOpening:
    """An explained case turns out to be one of level I, which is always opened."""

    reason: str = text(en="Why", zh="理由")
    condition: str = choice({"d": axes.CONDITIONS["d"]}, en="Condition that is met", zh="立项条件", default="d")
    opened_at: datetime = moment(en="Opened at", zh="立项时间")
    level: str = choice(axes.LEVEL_ONE, en="Level", zh="紧急程度", default="I")
    contact_mode: str = choice(axes.CONTACT_MODES, en="Contact", zh="联系方式情况", default="given")
    contact_person: str | None = text(en="Contact person", zh="联系人", most=200, default=None, confidential=True)
    address: str | None = text(en="Address", zh="联系地址", most=500, default=None, confidential=True)
    phone: str | None = text(en="Telephone", zh="联系电话", most=100, default=None, confidential=True)
