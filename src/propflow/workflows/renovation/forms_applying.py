"""
Forms from the application to the decision, and of what ends a case before its permit.

Only who, where and how many rooms is asked for at once: missing papers are listed, and nobody is turned away
at the counter for them.
"""

from datetime import datetime
from decimal import Decimal

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts, whole
from propflow.workflows.renovation.axes import WATERTIGHTNESS

LONG = 20_000
ID = 200
"""The longest id of a person."""


@form("renovation_application", en="Decoration application", zh="房屋装修申请表")
class Application:
    """Who renovates what with whom, and which papers were handed in; the owner and the lead appear together."""

    unit: str = text(en="Unit", zh="房号", most=ID)
    rooms: int = whole(en="Number of rooms", zh="间数", least=1, most=1000)
    owner_id: str = text(en="Id of the owner", zh="业主编号", most=ID)
    owner_present: bool = flag(en="The owner appears in person", zh="业主本人到场")
    identity_checked: bool = flag(en="Shown to be the owner of this unit", zh="已核对业主身份与产权")
    phone: str | None = text(en="Telephone of the owner", zh="业主电话", most=ID, default=None, confidential=True)
    contractor: str = text(en="Contractor", zh="装修施工单位", most=500)
    contractor_lead_id: str = text(en="Id of the person responsible", zh="装修责任人编号", most=ID)
    lead_present: bool = flag(en="The person responsible appears in person", zh="装修责任人到场")
    workers: tuple[str, ...] = texts(
        en="Ids of the workers, the lead among them", zh="施工人员编号（含责任人）", least=1, longest=ID
    )
    hot_work_planned: bool = flag(en="Hot work is planned", zh="是否计划动火", default=False)
    works: str = text(en="What is to be done", zh="装修内容", most=LONG)
    papers: tuple[str, ...] = texts(en="Papers handed in", zh="已交材料", most=50, default=())
    id_copies: tuple[str, ...] = texts(en="Whose identity card was copied", zh="已交身份证复印件人员", default=())
    photos: tuple[str, ...] = texts(en="Whose two photos are there", zh="已交两张照片人员", default=())
    files: tuple[Evidence, ...] = evidence(en="Scans", zh="扫描件", most=100, default=())


@form("renovation_missing_papers", en="Missing papers", zh="材料不齐通知")
class MissingPapers:
    """Everything that is missing, in one answer."""

    missing: tuple[str, ...] = texts(en="What is missing", zh="所缺材料", least=1, most=300)
    told: str = text(en="What the applicants were told", zh="告知内容", default="")


@form("renovation_supplement", en="Papers brought later", zh="补交材料")
class Supplement:
    """What was brought later; it can only add."""

    papers: tuple[str, ...] = texts(en="Papers handed in", zh="已交材料", most=50, default=())
    id_copies: tuple[str, ...] = texts(en="Whose identity card was copied", zh="已交身份证复印件人员", default=())
    photos: tuple[str, ...] = texts(en="Whose two photos are there", zh="已交两张照片人员", default=())
    workers: tuple[str, ...] = texts(en="Ids of further workers", zh="增列施工人员编号", longest=ID, default=())
    files: tuple[Evidence, ...] = evidence(en="Scans", zh="扫描件", most=100, default=())


@form("renovation_agreement", en="Decoration management agreement", zh="房屋装饰装修管理协议书")
class Agreement:
    """The agreement that property company, owner and contractor sign."""

    agreement_number: str = text(en="Number of the agreement", zh="协议编号", most=100)
    document: tuple[Evidence, ...] = evidence(en="The agreement", zh="协议文本", least=1)


@form("renovation_acceptance", en="Acceptance and sending for approval", zh="受理送审单")
class Acceptance:
    """What the centre has checked before it sends the file to engineering."""

    grille_uniform: bool = flag(en="Window grilles as the office has them", zh="窗花样式符合统一规定")
    air_conditioner_uniform: bool = flag(en="Air conditioners as the office has them", zh="空调安装符合统一规定")
    watertightness: str = choice(WATERTIGHTNESS, en="Watertightness before the works", zh="装修前水密性试验")
    carried_by: str = text(en="Who carries the file to engineering", zh="送审人", most=ID)


@form("renovation_approval", en="Approval", zh="装修审批意见")
class Approval:
    """What engineering has approved, by the decoration rules."""

    revision: int = whole(en="Revision that was reviewed", zh="审批版次", least=1, most=1000)
    criteria_met: bool = flag(en="It meets the decoration rules", zh="符合装修管理规定")
    opinion: str = text(en="Opinion", zh="审批意见", most=LONG)
    signature: str = text(en="Reviewer", zh="审批人签字", most=ID)


@form("renovation_rejection", en="Rejection", zh="不予批准意见")
class Rejection:
    """Why engineering does not approve it."""

    reasons: str = text(en="Reasons", zh="理由", most=LONG)
    signature: str = text(en="Reviewer", zh="审批人签字", most=ID)


@form("renovation_file_back", en="Receipt of the returned file", zh="材料返还签收")
class FileBack:
    """What came back from engineering, and when."""

    received_at: datetime = moment(en="Received at", zh="收到时间")
    complete: bool = flag(en="Nothing is missing in it", zh="材料齐全")


@form("renovation_revision", en="Revised plan", zh="方案修改")
class Revision:
    """What was changed after a rejection."""

    revision: int = whole(en="Number of the revision", zh="版次", least=2, most=1000)
    changes: str = text(en="What was changed", zh="修改内容", most=LONG)
    drawings: tuple[Evidence, ...] = evidence(en="Changed drawings", zh="修改后的图纸", least=1)


@form("renovation_resubmission", en="Application of a revised plan", zh="重新申报")
class Resubmission:
    """The revised plan is applied for again, by both together."""

    owner_present: bool = flag(en="The owner appears in person", zh="业主本人到场")
    lead_present: bool = flag(en="The person responsible appears in person", zh="装修责任人到场")
    papers: tuple[str, ...] = texts(en="Papers handed in", zh="已交材料", most=50, default=())
    id_copies: tuple[str, ...] = texts(en="Whose identity card was copied", zh="已交身份证复印件人员", default=())
    photos: tuple[str, ...] = texts(en="Whose two photos are there", zh="已交两张照片人员", default=())
    workers: tuple[str, ...] = texts(en="Ids of further workers", zh="增列施工人员编号", longest=ID, default=())


@form("renovation_withdrawal", en="Withdrawal", zh="撤回申请")
class Withdrawal:
    """Why it is withdrawn, and what is given back of the fees; the deposit has a ledger of its own."""

    reason: str = text(en="Why", zh="理由")
    returned_to_contractor: Decimal = money(
        en="Fees returned to the contractor", zh="退还装修公司费用", default=Decimal(0)
    )
    returned_to_owner: Decimal = money(en="Fees returned to the owner", zh="退还业主费用", default=Decimal(0))
    vouchers: tuple[str, ...] = texts(en="Vouchers", zh="退费凭证号", most=20, longest=100, default=())
