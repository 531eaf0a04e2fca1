"""
Forms from the first word to the right by which a pass is made out, and of what leaves without one.

Names stand open, as guards compare them with letters; numbers of documents are confidential.
"""

from datetime import datetime

from propflow import choice, flag, form, moment, text, texts
from propflow.workflows.move_out_pass import axes


@form("pass_request", en="Request to carry goods out", zh="物品搬出申请")
class Request:
    """Who wants to carry what out of which unit."""

    unit: str = text(en="Unit", zh="房号", most=200)
    phase: str = choice(axes.PHASES, en="Phase of the building", zh="房屋所处阶段", default="occupied")
    carrier: str = choice(axes.CARRIERS, en="Who carries them", zh="搬出人身份")
    carrier_name: str = text(en="Name of the carrier", zh="搬出人姓名", most=200)
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    goods_class: str = choice(axes.CLASSES, en="Kind of goods", zh="物品类别")
    asked_at: str = text(en="Counter or gate", zh="提出地点", most=200, default="")


@form("pass_direct_release", en="Release without a slip", zh="小件直接放行")
class DirectRelease:
    """That the guard knows the owner who carries small goods out himself."""

    gate: str = text(en="Gate", zh="门岗", most=100)
    owner_recognised: bool = flag(en="The guard knows the owner", zh="保安员能够确认业主")
    carried_in_person: bool = flag(en="The owner carries them himself", zh="业主本人携带")
    remark: str = text(en="Remark", zh="备注", default="")


@form("pass_not_recognised", en="Not recognised at the gate", zh="门岗不能确认")
class NotRecognised:
    """Why the guard could not confirm who it is."""

    gate: str = text(en="Gate", zh="门岗", most=100)
    reason: str = text(en="Why", zh="原因", default="")


@form("pass_owner_told", en="The owner must sign", zh="告知须业主签名")
class OwnerMustSign:
    """How the owner was told that the goods need a signature in person."""

    told: str = text(en="Who was told, and how", zh="告知情况", most=500)


@form("pass_owner_signature", en="Signature of the owner", zh="业主签名")
class OwnerSignature:
    """That the owner has come, shown who it is, and signed for these goods."""

    title: str = choice(axes.OWNER_TITLE, en="Right", zh="办理依据", default="owner")
    applicant: str = text(en="Name of the owner", zh="业主姓名", most=200)
    document: str = choice(axes.DOCUMENTS, en="Document shown", zh="证件类别")
    document_number: str | None = text(
        en="Number of the document", zh="证件号码", most=100, default=None, confidential=True
    )
    document_valid: bool = flag(en="The document is valid and is this person's", zh="证件有效且为本人")
    in_owner_data: bool = flag(en="Registered in the owner data", zh="业主资料有登记")
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    signature: str = text(en="Signature on the slip", zh="持出证签名", most=200)


@form("pass_own_request", en="Request of owner or family", zh="业主或家属办理")
class OwnRequest:
    """That the owner, or family registered in the owner data, has shown who it is and signed for these goods."""

    title: str = choice(axes.OWN_TITLES, en="Right", zh="办理依据")
    applicant: str = text(en="Name of the applicant", zh="办理人姓名", most=200)
    document: str = choice(axes.DOCUMENTS, en="Document shown", zh="证件类别")
    document_number: str | None = text(
        en="Number of the document", zh="证件号码", most=100, default=None, confidential=True
    )
    document_valid: bool = flag(en="The document is valid and is this person's", zh="证件有效且为本人")
    in_owner_data: bool = flag(en="Registered in the owner data", zh="业主资料有登记")
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    signature: str = text(en="Signature on the slip", zh="持出证签名", most=200)


@form("pass_others_request", en="Request of somebody else", zh="非业主办理")
class OthersRequest:
    """What somebody else wants to carry out, having been told that it takes the owner's letter."""

    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    told_of_letter: bool = flag(en="Told that it takes the owner's letter", zh="已告知须业主书面授权委托书")
    template_given: bool = flag(en="Template handed out", zh="已提供委托书样本", default=False)


@form("pass_phone_call", en="Call of the owner", zh="业主电话委托")
class PhoneCall:
    """That somebody called as the owner, and was told that it takes a letter."""

    caller: str = text(en="Who called", zh="来电人", most=200)
    called_at: datetime = moment(en="Called at", zh="来电时间")
    agent_named: str = text(en="Agent named", zh="所称受托人", most=200, default="")
    told_of_letter: bool = flag(en="Told that it takes a letter", zh="已明确须书面授权委托书")


@form("pass_owner_absent", en="The owner cannot come", zh="业主不能到场")
class OwnerAbsent:
    """Why the owner cannot sign in person, and that it now takes a letter."""

    reason: str = text(en="Why", zh="原因", most=500)
    told_of_letter: bool = flag(en="Told that it takes a letter", zh="已告知须书面授权委托书")


@form("pass_letter_shown", en="Letter shown", zh="出示授权委托书")
class LetterShown:
    """That the agent named in a letter, which was checked, has come and shown who it is."""

    title: str = choice(axes.AGENT_TITLE, en="Right", zh="办理依据", default="agent")
    authorisation: str = text(en="Case of the letter", zh="授权委托书案号", most=100)
    applicant: str = text(en="Name of the agent", zh="受托人姓名", most=200)
    document: str = choice(axes.DOCUMENTS, en="Document shown", zh="证件类别")
    document_number: str | None = text(
        en="Number of the document", zh="证件号码", most=100, default=None, confidential=True
    )
    document_valid: bool = flag(en="The document is valid and is this person's", zh="证件有效且为本人")
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    signature: str = text(en="Signature on the slip", zh="持出证签名", most=200)


@form("pass_no_letter", en="No valid letter", zh="无有效授权")
class NoLetter:
    """Why no pass is made out."""

    reason: str = choice(axes.REFUSALS, en="Why", zh="原因")
    details: str = text(en="Details", zh="说明", default="")
    owner_told: bool = flag(en="The owner was told", zh="已告知业主", default=False)


@form("pass_construction_goods", en="Goods of construction workers", zh="工程人员搬出")
class ConstructionGoods:
    """Which firm carries them out, and who of the developer is asked."""

    firm: str = text(en="Firm", zh="施工单位", most=200)
    asked: str = text(en="Who of the developer is asked", zh="联系的置业公司人员", most=200)


@form("pass_developer_word", en="Word of the developer", zh="置业公司确认")
class DeveloperWord:
    """Who confirmed, and what stands in the duty log."""

    confirmed_by: str = text(en="Who confirmed", zh="确认人", most=200)
    confirmed_at: datetime = moment(en="Confirmed at", zh="确认时间")
    gate: str = text(en="Gate", zh="门岗", most=100)
    duty_log: str = text(en="Entry in the duty log", zh="值班记录")


@form("pass_developer_silence", en="No word of the developer", zh="置业公司未确认")
class DeveloperSilence:
    """Who was asked, and what came of it."""

    asked: tuple[str, ...] = texts(en="Who was asked, and when", zh="联系情况", least=1, most=20)
    denied: bool = flag(en="It was denied", zh="明确不同意")


@form("pass_tools", en="Tools of decoration workers", zh="装修工具搬出")
class Tools:
    """Whose worker carries which tools out, under which renovation of the unit."""

    worker_pass: str = text(en="Number of the worker's pass", zh="出入证编号", most=100)
    renovation: str = text(en="Case of the renovation", zh="装修案号", most=100)
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)


@form("pass_tools_confirmed", en="Tools confirmed by the owner", zh="业主确认工具")
class ToolsConfirmed:
    """That the owner agreed, and which tools by name the guard was told of."""

    owner: str = text(en="Name of the owner", zh="业主姓名", most=200)
    way: str = choice(axes.WAYS, en="How", zh="确认方式")
    confirmed_at: datetime = moment(en="Confirmed at", zh="确认时间")
    tools: tuple[str, ...] = texts(en="Tools, such as `drill ×1`", zh="工具名称及数量", least=1, longest=200)
    guard_told: str = text(en="Guard who was told", zh="通知的保安员", most=200)
    told_at: datetime = moment(en="Told at", zh="通知时间")


@form("pass_tools_seen", en="Tools at the gate", zh="门岗查验工具")
class ToolsSeen:
    """What the guard saw."""

    gate: str = text(en="Gate", zh="门岗", most=100)
    tools: tuple[str, ...] = texts(en="Tools, such as `drill ×1`", zh="工具名称及数量", least=1, longest=200)


@form("pass_owner_unreachable", en="The owner cannot be reached", zh="联系不到业主")
class OwnerUnreachable:
    """When and how the owner was called in vain."""

    attempts: tuple[str, ...] = texts(en="Calls, with time", zh="联系记录", least=1, most=20)


@form("pass_owner_denies", en="The owner does not agree", zh="业主不同意")
class OwnerDenies:
    """What the owner said, and that the guard knows."""

    said: str = text(en="What the owner said", zh="业主意见")
    guard_told: str = text(en="Guard who was told", zh="通知的保安员", most=200)


@form("pass_abandoned", en="Not wanted any longer", zh="撤销申请")
class Abandoned:
    """Why it is dropped."""

    reason: str = text(en="Why", zh="原因", default="")
