"""
Forms from the report of completion to the refund, or to the settlement against the deposit.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts
from propflow.workflows.renovation.axes import APPLIED_BY, DEFECTS
from propflow.workflows.renovation.forms_applying import ID, LONG
from propflow.workflows.renovation.forms_works import NOTICES


@form("renovation_completion", en="Report of completion", zh="竣工申报")
class Completion:
    """The owner, or somebody with the owner's authority, says that the works are done."""

    reported_by: str = choice(APPLIED_BY, en="Who reports", zh="申报人")
    authorisation: tuple[Evidence, ...] = evidence(en="Authority of the delegate", zh="授权委托书", default=())
    completed_at: datetime = moment(en="Completed at", zh="竣工时间")
    inspection_at: datetime | None = moment(en="First inspection agreed for", zh="约定初验时间", default=None)


@form("renovation_inspection", en="Completion acceptance form", zh="装修竣工验收表")
class Inspection:
    """What the inspection found, signed by engineering and the owner."""

    finding: str = text(en="What was seen", zh="验收情况", most=LONG)
    engineer: str = text(en="Engineer", zh="工程部验收人", most=ID)
    owner_signature: str = text(en="Owner", zh="业主签字", most=ID)
    form: tuple[Evidence, ...] = evidence(en="The acceptance form", zh="验收表", least=1)


@form("renovation_check_passed", en="Check passed", zh="整改查验合格")
class CheckPassed:
    """Which notices are settled, signed as the first inspection is."""

    notices: tuple[str, ...] = texts(
        en="Numbers of the notices settled", zh="已整改通知单号", least=1, most=NOTICES, longest=100
    )
    finding: str = text(en="What was seen", zh="查验情况", most=LONG)
    engineer: str = text(en="Engineer", zh="工程部查验人", most=ID)
    owner_signature: str = text(en="Owner", zh="业主签字", most=ID)
    form: tuple[Evidence, ...] = evidence(en="The acceptance form", zh="验收表", least=1)


@form("renovation_notice", en="Rectification notice after an inspection", zh="装修违章整改通知单（验收）")
class Notice:
    """What is not as it should be, and until when it must be put right."""

    notices: tuple[str, ...] = texts(en="Numbers of the notices", zh="整改通知单号", least=1, most=NOTICES, longest=100)
    kind: str = choice(DEFECTS, en="Kind", zh="问题类别")
    found: str = text(en="What was found", zh="问题情况", most=LONG)
    rectify_by: datetime = moment(en="To be put right by", zh="整改期限")
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", least=1)
    passed_up_to: str = text(en="Superior who was told", zh="已上报", most=ID, default="")


@form("renovation_rectification_report", en="Rectification reported", zh="整改完毕通知")
class RectificationReport:
    """The owner says that it is put right."""

    rectified_at: datetime = moment(en="Put right at", zh="整改完成时间")
    done: str = text(en="What was done", zh="整改内容", most=LONG)


@form("renovation_reinspection", en="Re-inspection appointed", zh="安排复验")
class Appointment:
    """Who inspects."""

    inspector: str = text(en="Inspector", zh="复验人", most=ID)


@form("renovation_reinspection_result", en="Re-inspection", zh="复验记录")
class Reinspection:
    """Nothing may be found: no seepage, no leak, no blockage, no damage."""

    seepage: bool = flag(en="Seepage", zh="渗")
    leak: bool = flag(en="Leak", zh="漏")
    blockage: bool = flag(en="Blockage", zh="堵")
    damage: bool = flag(en="Damage", zh="损坏")
    inspector: str = text(en="Inspector", zh="复验人", most=ID)
    remark: str = text(en="Remark", zh="备注", default="")


@form("renovation_failed_reinspection", en="Re-inspection failed", zh="复验不合格")
class FailedReinspection:
    """What was found."""

    defects: tuple[str, ...] = texts(en="Defects", zh="问题清单", least=1, most=100)
    inspector: str = text(en="Inspector", zh="复验人", most=ID)
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", least=1)


@form("renovation_settlement", en="Settlement against the deposit", zh="押金扣抵决定")
class Settlement:
    """What was damaged and what it costs, after the contractor was heard."""

    items: tuple[str, ...] = texts(en="Damage, item by item", zh="损坏清单", least=1, most=100)
    deducted: Decimal = money(en="Deducted from the deposit", zh="扣抵金额")
    contractor_heard_at: datetime = moment(en="Contractor heard at", zh="听取装修单位意见时间")
    committee_told_at: datetime = moment(en="Committee told at", zh="通报业委会时间")


@form("renovation_abandonment", en="Works abandoned", zh="弃工结案")
class Abandonment:
    """What was tried to reach the owner, and what the damage comes to."""

    notice_served_at: datetime = moment(en="Notice served at", zh="通知送达时间")
    attempts: str = text(en="How the owner was sought", zh="联系业主情况", most=LONG)
    damage: str = text(en="Damage", zh="损坏评估", most=LONG)
    deducted: Decimal = money(en="Deducted from the deposit", zh="扣抵金额")
    evidence: tuple[Evidence, ...] = evidence(en="Evidence", zh="佐证材料", least=1)


@form("renovation_closing", en="Closing", zh="办结归档")
class Closing:
    """By which voucher the deposit went back, and where the file lies."""

    voucher: str = text(en="Voucher of the refund", zh="退款凭证号", most=100)
    file_number: str = text(en="Owner's file", zh="业主档案编号", most=100)
