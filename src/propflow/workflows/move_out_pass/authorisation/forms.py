"""
Forms of a letter of authorisation: what it says, how it was checked, and what became of it.
"""

from datetime import datetime

from propflow import Evidence, evidence, flag, form, moment, text, texts


@form("authorisation_letter", en="Letter of authorisation", zh="授权委托书")
class Letter:
    """What the letter says. Who brings an incomplete one is told so when it is checked, with all that is lacking."""

    unit: str = text(en="Unit", zh="房号", most=200)
    owner: str = text(en="Owner", zh="业主姓名", most=200)
    agent: str = text(en="Agent", zh="受托人", most=200)
    latest_on: datetime = moment(en="An instant of the last day named", zh="最迟办理日")
    goods: tuple[str, ...] = texts(en="Goods, such as `sofa ×2`", zh="物品名称及数量", least=1, longest=200)
    scan: tuple[Evidence, ...] = evidence(en="The letter", zh="委托书影像", default=())


@form("authorisation_check", en="Check of the letter", zh="核验记录")
class Checked:
    """What was seen of the letter and its papers."""

    handwritten_signature: bool = flag(en="Signed by the owner's own hand", zh="业主亲笔签名")
    owner_id_copy: tuple[Evidence, ...] = evidence(en="Copy of the owner's identity card", zh="业主身份证复印件")
    signature_agrees: bool = flag(en="The signature is that in the owner data", zh="签名与业主资料一致")


@form("authorisation_doubt", en="Doubt", zh="存疑")
class Doubt:
    """What does not agree."""

    reason: str = text(en="What does not agree", zh="疑点")


@form("authorisation_call_back", en="Call back to the owner", zh="业主核实")
class OwnerCalledBack:
    """That the owner, called on the number in the owner data, stands by the letter, whose papers are complete."""

    called_at: datetime = moment(en="Called at", zh="回拨时间")
    registered_number: bool = flag(en="On the number in the owner data", zh="拨打业主资料登记号码")
    said: str = text(en="What the owner said", zh="业主答复")
    handwritten_signature: bool = flag(en="Signed by the owner's own hand", zh="业主亲笔签名")
    owner_id_copy: tuple[Evidence, ...] = evidence(en="Copy of the owner's identity card", zh="业主身份证复印件")


@form("authorisation_denial", en="Denial of the owner", zh="业主否认")
class Denial:
    """That the owner did not write it."""

    said: str = text(en="What the owner said", zh="业主答复")
    called_at: datetime = moment(en="Called at", zh="回拨时间")


@form("authorisation_presented", en="Presented", zh="出示")
class Presented:
    """For which request the agent presents it."""

    request: str = text(en="Case of the request", zh="搬出申请案号", most=100)


@form("authorisation_attached", en="Attached to the slip", zh="附卷")
class Attached:
    """Behind which slip it hangs."""

    remark: str = text(en="Remark", zh="备注", default="")


@form("authorisation_revocation", en="Taken back", zh="撤销")
class Revocation:
    """How the owner took it back."""

    said: str = text(en="What the owner said", zh="业主意见")
    said_at: datetime = moment(en="Said at", zh="提出时间")


@form("authorisation_rejection", en="Not accepted", zh="不予采用")
class Rejection:
    """What is wrong with it."""

    reason: str = text(en="Why", zh="原因")
