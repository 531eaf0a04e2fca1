"""
Forms of fees, permit and works: what is paid, who works until when, and what was seen on the spot.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts, whole
from propflow.workflows.renovation.axes import APPLIED_BY, VIOLATIONS, WORKERS_FOR
from propflow.workflows.renovation.forms_applying import ID, LONG

NOTICES = 20
"""The most rectification notices at a time."""


@form("renovation_contractor_fees", en="Fees of the contractor", zh="装修公司交费")
class ContractorFees:
    """What the contractor pays besides the deposit, each line with its receipt."""

    payer_id: str = text(en="Id of the payer", zh="交费人编号", most=ID)
    management_fee: Decimal = money(en="Management fee", zh="装修管理费")
    management_receipt: str = text(en="Receipt of the management fee", zh="管理费收据号", most=100)
    permits: int = whole(en="Number of works permits", zh="施工许可证数", least=1, most=1000)
    permit_fees: Decimal = money(en="Price of the permits", zh="施工许可证工本费")
    permit_receipt: str = text(en="Receipt of the permits", zh="许可证工本费收据号", most=100)
    passes: int = whole(en="Number of worker passes", zh="出入证数", least=1, most=1000)
    pass_fees: Decimal = money(en="Price of the passes", zh="出入证工本费")
    pass_receipt: str = text(en="Receipt of the passes", zh="出入证工本费收据号", most=100)
    contractor_paid: Decimal = money(en="In all", zh="合计")


@form("renovation_owner_fees", en="Fees of the owner", zh="业主交费")
class OwnerFees:
    """What the owner or the occupant pays for the removal of waste."""

    payer_id: str = text(en="Id of the payer", zh="交费人编号", most=ID)
    owner_paid: Decimal = money(en="Removal of waste", zh="装修垃圾清运费")
    waste_receipt: str = text(en="Receipt", zh="清运费收据号", most=100)


@form("renovation_permit", en="Works permit", zh="施工许可证")
class Permit:
    """The permit that hangs at the door."""

    permit_number: str = text(en="Number of the permit", zh="许可证号", most=100)
    valid_until: datetime = moment(en="Valid until", zh="有效期至")


@form("renovation_extension", en="Extension", zh="装修延期申请")
class Extension:
    """Until when the works may go on, and who asked for it; a late request says why it is late."""

    valid_until: datetime = moment(en="Valid until", zh="延期至")
    reason: str = text(en="Why more time is needed", zh="延期理由")
    applied_by: str = choice(APPLIED_BY, en="Who applies", zh="申请人")
    mandate: tuple[Evidence, ...] = evidence(en="Written mandate", zh="书面委托书", default=())
    late_reason: str = text(en="Why it is asked for late", zh="逾期办理理由", default="")


@form("renovation_extra_workers", en="Extra workers", zh="增补施工人员")
class ExtraWorkers:
    """Whom the person responsible adds to the list, showing permit and own pass."""

    workers: tuple[str, ...] = texts(en="Ids of the workers", zh="增补人员编号", least=1, longest=ID)
    permit_number: str = text(en="Number of the permit shown", zh="出示的许可证号", most=100)
    own_pass: str = text(en="Case of the own pass shown", zh="出示的本人出入证案号", most=ID)
    id_copies: tuple[str, ...] = texts(en="Whose identity card was copied", zh="已交身份证复印件人员", default=())
    photos: tuple[str, ...] = texts(en="Whose two photos are there", zh="已交两张照片人员", default=())
    pass_fees: Decimal = money(en="Price of the passes", zh="出入证工本费")
    pass_receipt: str = text(en="Receipt of the passes", zh="出入证工本费收据号", most=100)


@form("renovation_overnight", en="Guarantee for an overnight stay", zh="留宿担保书")
class Overnight:
    """Who stays in which nights, as the owner guarantees by hand; a night bears the date of its evening."""

    workers_for: str = choice(WORKERS_FOR, en="What for", zh="事由")
    stays: tuple[str, ...] = texts(
        en="Night and person, such as 2026-10-03 worker-7", zh="留宿日期与人员", least=1, most=200, longest=300
    )
    handwritten: bool = flag(en="Written and signed by the owner's own hand", zh="业主亲笔签写")
    guarantee: tuple[Evidence, ...] = evidence(en="The guarantee", zh="担保书", least=1)


@form("renovation_hot_work", en="Hot-work permit", zh="动火许可证")
class HotWork:
    """Where and what, until when, and what stands ready against fire."""

    hot_work_until: datetime = moment(en="Valid until", zh="有效期至")
    place: str = text(en="Where", zh="动火部位", most=500)
    work: str = text(en="What work", zh="动火作业内容", most=500)
    fire_watch: str = text(en="Who watches", zh="看火人", most=ID)
    precautions: str = text(en="What stands ready", zh="防火措施")


@form("renovation_patrol", en="Patrol record", zh="装修巡查记录")
class Patrol:
    """What was seen on the site, and how far the works are."""

    patrolled_at: datetime = moment(en="Patrolled at", zh="巡查时间")
    progress: str = text(en="Progress of the works", zh="施工进度", most=LONG)
    workers_seen: int = whole(en="Workers seen", zh="在场人数", least=0, most=10_000, default=0)
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", default=())


@form("renovation_violation", en="Rectification notice", zh="装修违章整改通知单")
class Violation:
    """What was found, and until when it must be put right."""

    notices: tuple[str, ...] = texts(en="Numbers of the notices", zh="整改通知单号", least=1, most=NOTICES, longest=100)
    kind: str = choice(VIOLATIONS, en="Kind", zh="违章类别")
    found: str = text(en="What was found", zh="违章情况", most=LONG)
    rectify_by: datetime = moment(en="To be put right by", zh="整改期限")
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", least=1)
    violation_case: str | None = text(en="Violation case", zh="违章处理案号", most=ID, default=None)


@form("renovation_rectified", en="Rectification accepted", zh="整改合格确认")
class Rectified:
    """Which notices were found settled on the spot, and by whom."""

    notices: tuple[str, ...] = texts(en="Numbers of the notices", zh="整改通知单号", least=1, most=NOTICES, longest=100)
    finding: str = text(en="What was seen", zh="查验情况", most=LONG)
    engineer: str = text(en="Engineer on the spot", zh="工程部查验人", most=ID)
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", default=())


@form("renovation_stop", en="Order to stop", zh="停工通知")
class Stop:
    """Why the works are stopped, and how the owner was told."""

    reason: str = text(en="Why", zh="停工理由", most=LONG)
    served_at: datetime = moment(en="Served at", zh="送达时间")


@form("renovation_resumption", en="Leave to resume", zh="复工通知")
class Resumption:
    """Why the works may go on, and which notices are settled."""

    reason: str = text(en="Why", zh="复工理由", most=LONG)
    notices: tuple[str, ...] = texts(
        en="Numbers of the notices settled", zh="已整改通知单号", most=NOTICES, longest=100, default=()
    )
