"""
Forms of what is done beside the way of the case: contact, promises, extensions, escalation, audit.
"""

from datetime import datetime

from propflow import choice, flag, form, moment, text, texts
from propflow.workflows.complaint import axes

LONG = 20_000


@form("complaint_contact", en="Contact", zh="联系记录")
class Contact:
    """When the complainant was reached, and what was said."""

    contacted_at: datetime = moment(en="Reached at", zh="联系时间")
    details: str = text(en="What was said", zh="联系情况", most=LONG)
    opener: str = choice(axes.OPENERS, en="First words", zh="开场态度", default="none")


@form("complaint_attempt", en="Attempt in vain", zh="未能联系记录")
class Attempt:
    """When somebody tried to reach the complainant in vain."""

    tried_at: datetime = moment(en="Tried at", zh="尝试时间")
    method: str = text(en="How", zh="方式", most=200)


@form("complaint_reply", en="Reply", zh="答复")
class Reply:
    """What the complainant was answered."""

    reply: str = text(en="Reply", zh="答复内容", most=LONG)
    replied_at: datetime = moment(en="Replied at", zh="答复时间")


@form("complaint_authority_verification", en="Verified by the authority", zh="主管部门查实登记")
class AuthorityVerification:
    """Which authority has verified and registered the complaint."""

    authority: str = text(en="Authority", zh="主管部门", most=200)
    reference: str = text(en="Reference", zh="登记号", most=200)
    verified_at: datetime = moment(en="Verified at", zh="查实时间")


@form("complaint_forwarding", en="Passed up", zh="上报")
class Forwarding:
    """To whom the case was passed up, and when."""

    forwarded_to: str = choice(axes.SUPERIORS, en="To", zh="上报对象")
    forwarded_at: datetime = moment(en="At", zh="上报时间")
    note: str = text(en="Remark", zh="备注", default="")


@form("complaint_escalation", en="Escalation", zh="升级")
class Escalation:
    """To whom the case goes up, and why."""

    to: str = choice(axes.SUPERIORS, en="To", zh="升级对象")
    cause: str = text(en="Why", zh="原因")


@form("complaint_promotion", en="Promotion to major", zh="升为重大投诉")
class Promotion:
    """Unsettled for so long that it has become a major complaint."""

    grade: str = choice(axes.MAJOR, en="Grade", zh="等级", default="major")
    reason: str = text(en="Reason", zh="理由", default="")


@form("complaint_promise", en="Promise", zh="承诺")
class Promise:
    """What was promised to the complainant, by when, within the authority of whoever promised."""

    promise: str = text(en="Name of the promise", zh="承诺标识", most=200)
    wording: str = text(en="What was promised", zh="承诺内容")
    due_at: datetime = moment(en="By", zh="兑现期限")
    within_authority: bool = flag(en="Within the authority of whoever promises", zh="在权限之内")


@form("complaint_promise_end", en="End of a promise", zh="承诺兑现情况")
class PromiseEnd:
    """How the promise ended."""

    promise: str = text(en="Name of the promise", zh="承诺标识", most=200)
    how: str = text(en="How it ended", zh="情况说明", default="")


@form("complaint_extension_request", en="Request for more time", zh="延期申请")
class ExtensionRequest:
    """Until when, and why."""

    new_limit: datetime = moment(en="New limit", zh="新期限")
    reason: str = text(en="Why", zh="理由")


@form("complaint_extension", en="Approval of more time", zh="延期审批")
class Extension:
    """Until when more time is given."""

    approved_limit: datetime = moment(en="New limit", zh="批准期限")
    reason: str = text(en="Why", zh="理由")


@form("complaint_extension_refusal", en="Refusal of more time", zh="不予延期")
class ExtensionRefusal:
    """Why no more time is given."""

    reason: str = text(en="Why", zh="理由")


@form("complaint_overrun", en="Overrun", zh="超时预警")
class Overrun:
    """Which limit was passed, and who answers for it."""

    milestone: str = text(en="Limit passed", zh="超时节点", most=100)
    team: str = text(en="Team", zh="班组", most=100, default="")
    late_by: str = text(en="Late by", zh="超时时长", most=100, default="")
    explanation: str = text(en="Explanation", zh="说明", default="")


@form("complaint_urging", en="Urging", zh="催办")
class Urging:
    """Who was urged."""

    target: str = text(en="Who was urged", zh="催办对象", most=200)
    note: str = text(en="Remark", zh="备注", default="")


@form("complaint_publication", en="Published measure", zh="公布措施")
class Publication:
    """What is told to everybody, without personal data."""

    wording: str = text(en="What is published", zh="公布内容", most=LONG)
    no_personal_data: bool = flag(en="It holds no personal data", zh="不含个人信息")
    place: str = text(en="Where", zh="公布渠道", most=200, default="")


@form("complaint_withdrawal", en="Withdrawal", zh="撤诉意思")
class Withdrawal:
    """What the complainant says. It does not end the case by itself."""

    statement: str = text(en="Statement", zh="撤诉内容", most=LONG)
    said_at: datetime = moment(en="Said at", zh="提出时间")


@form("complaint_handover", en="Handover between shifts", zh="交接班记录")
class Handover:
    """Who answers for the case in the next shift, and what is open."""

    to_person: str = text(en="Id of who takes over", zh="接班人编号", most=200)
    items: str = text(en="Open items", zh="未完事项")


@form("complaint_nonconformity", en="Corrective action", zh="不合格纠正与预防")
class Nonconformity:
    """Under which number the corrective action runs."""

    corrective_action_id: str = text(en="Corrective action", zh="纠正预防措施编号", most=100)
    reason: str = text(en="Why", zh="理由", default="")


@form("complaint_audit", en="Audit", zh="质检抽查")
class Audit:
    """What the quality department has checked."""

    checks: tuple[str, ...] = texts(en="Checks", zh="检查项目", least=1)
    passed: bool = flag(en="Passed", zh="合格")
    remark: str = text(en="Remark", zh="意见", default="")


@form("complaint_disclosure", en="Disclosure", zh="查阅披露")
class Disclosure:
    """Who outside the case has read what of it, and for what purpose."""

    reader: str = text(en="Reader", zh="查阅人", most=200)
    purpose: str = text(en="Purpose", zh="用途")
    parts: tuple[str, ...] = texts(en="Parts disclosed", zh="披露内容", least=1)


@form("complaint_correction", en="Correction", zh="更正")
class Correction:
    """What was written down wrongly. The old record stands."""

    field: str = text(en="Field", zh="字段", most=100)
    old: str = text(en="Old value, or that nothing stood there", zh="原值（原无内容的注明）", most=LONG)
    new: str = text(en="New value", zh="新值", most=LONG)
    reason: str = text(en="Why", zh="理由")
