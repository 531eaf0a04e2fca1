"""
Forms of the slip itself (物品持出证): made out, shown, let go, lost, corrected, handed in.

A slip is known by its serial number, printed on both copies.
"""

from datetime import datetime

from propflow import Evidence, choice, evidence, flag, form, moment, text, texts, whole
from propflow.workflows.move_out_pass import axes

LARGEST = 999_999_999
"""The largest serial number that a form takes."""


@form("pass_slip", en="Goods pass", zh="物品持出证")
class Slip:
    """What stands on both copies, and that the owner's letter hangs behind them."""

    serial: int = whole(en="Serial number", zh="编号", least=1, most=LARGEST)
    unit: str = text(en="Unit", zh="房号", most=200)
    applicant: str = text(en="Applicant", zh="办理人", most=200)
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    copies: int = whole(en="Copies", zh="份数", least=1, most=10, default=2)
    letter_attached: bool = flag(en="The owner's letter is attached", zh="已附授权委托书", default=False)


@form("pass_shown", en="Slip shown at the gate", zh="门岗出示")
class Shown:
    """Which slip was shown at which gate."""

    serial: int = whole(en="Serial number", zh="编号", least=1, most=LARGEST)
    gate: str = text(en="Gate", zh="门岗", most=100)


@form("pass_release", en="Release", zh="放行")
class Release:
    """What the guard saw, and that slip, person and goods agree."""

    serial: int = whole(en="Serial number", zh="编号", least=1, most=LARGEST)
    gate: str = text(en="Gate", zh="门岗", most=100)
    goods_seen: tuple[str, ...] = texts(en="Goods seen", zh="查验物品及数量", least=1, longest=200)
    person_agrees: bool = flag(en="It is the person on the slip", zh="人证相符")
    signature: str = text(en="Signature of the guard", zh="保安员签名", most=200)


@form("pass_mismatch", en="Slip and goods differ", zh="物证不符")
class Mismatch:
    """What differs, and who at the centre was phoned."""

    difference: str = choice(axes.DIFFERENCES, en="What differs", zh="不符事项")
    goods_seen: tuple[str, ...] = texts(en="Goods seen", zh="查验物品及数量", longest=200, default=())
    details: str = text(en="Details", zh="说明")
    centre_told: str = text(en="Who at the centre was phoned", zh="通知的客服人员", most=200)


@form("pass_correction", en="Correction of a slip", zh="更正重开")
class Correction:
    """Which slip is void, what the goods truly are, and who signed for the change."""

    voided: int = whole(en="Serial number made void", zh="作废编号", least=1, most=LARGEST)
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    signature: str = text(en="Signature of owner or family", zh="业主或家属签名", most=200, default="")
    reason: str = text(en="Why", zh="更正原因")


@form("pass_refusal", en="Refusal at the gate", zh="拒绝放行")
class Refusal:
    """Which slip is void, why the goods stay, and whether the police were called."""

    voided: int = whole(en="Serial number made void", zh="作废编号", least=1, most=LARGEST)
    reason: str = text(en="Why", zh="原因")
    theft_suspected: bool = flag(en="Theft is suspected", zh="疑似盗窃", default=False)
    police_told: str = text(en="Police told: whom and when", zh="报警情况", default="")
    papers: tuple[Evidence, ...] = evidence(en="Papers", zh="材料", default=())


@form("pass_cancelled", en="Slip made void", zh="作废")
class Cancelled:
    """Why the slip is void, and where its copies are."""

    voided: int = whole(en="Serial number made void", zh="作废编号", least=1, most=LARGEST)
    copies_back: int = whole(en="Copies back at the centre", zh="收回份数", least=0, most=10)
    gates_told: bool = flag(en="All gates know that it is void", zh="已通知各门岗停用")
    reason: str = text(en="Why", zh="作废原因")


@form("pass_lost", en="Slip lost", zh="报失")
class Lost:
    """Who lost the slip, and that no gate takes it any longer."""

    voided: int = whole(en="Serial number made void", zh="作废编号", least=1, most=LARGEST)
    reported_by: str = text(en="Who reports it", zh="报失人", most=200)
    gates_told: bool = flag(en="All gates know", zh="已通知各门岗停用")


@form("pass_reissue", en="New slip for a lost one", zh="补开")
class Reissue:
    """Which slip is void, and that the applicant has shown again who it is."""

    voided: int = whole(en="Serial number made void", zh="作废编号", least=1, most=LARGEST)
    applicant: str = text(en="Applicant", zh="办理人", most=200)
    document: str = choice(axes.DOCUMENTS, en="Document shown", zh="证件类别")
    document_valid: bool = flag(en="The document is valid and is this person's", zh="证件有效且为本人")


@form("pass_copy_kept", en="Copy kept by security", zh="保安联留存")
class CopyKept:
    """Where security keeps its copy."""

    serial: int = whole(en="Serial number", zh="编号", least=1, most=LARGEST)
    kept_in: str = text(en="Where", zh="存放处", most=200, default="")


@form("pass_handed_in", en="Copy handed in", zh="保安联交回归档")
class HandedIn:
    """What stands on security's copy, who handed it in, and where it is kept now."""

    serial: int = whole(en="Serial number on security's copy", zh="保安联编号", least=1, most=LARGEST)
    goods: tuple[str, ...] = texts(en="Goods on security's copy", zh="保安联所载物品", least=1, longest=200)
    handed_in_by: str = text(en="Handed in by", zh="交回人", most=200)
    file_number: str = text(en="Number of the file", zh="档案编号", most=100, default="")


@form("pass_written_off", en="Copy written off", zh="保安联核销")
class WrittenOff:
    """Why security's copy is missing or altered, and what was found out."""

    serial: int = whole(en="Serial number", zh="编号", least=1, most=LARGEST)
    found_on: datetime = moment(en="Found at", zh="发现时间")
    finding: str = text(en="What was found out", zh="核查情况")
