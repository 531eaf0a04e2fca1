"""
Forms of a plan change: what is to be built otherwise, and what the works supervisor says to it.
"""

from propflow import Evidence, evidence, flag, form, text, whole
from propflow.workflows.renovation.forms_applying import ID, LONG


@form("plan_change_request", en="Request for a plan change", zh="装修方案变更申请")
class Request:
    """What is to be built otherwise than approved, in which renovation."""

    renovation: str = text(en="Renovation", zh="装修案号", most=ID)
    change: str = text(en="What changes", zh="变更内容", most=LONG)
    structural: bool = flag(en="It concerns the structure", zh="涉及结构")


@form("plan_change_finding", en="Change found on the site", zh="发现擅自变更")
class Finding:
    """What was found to differ from the approved drawings, before anybody asked."""

    renovation: str = text(en="Renovation", zh="装修案号", most=ID)
    change: str = text(en="What differs", zh="擅自变更内容", most=LONG)
    structural: bool = flag(en="It concerns the structure", zh="涉及结构")
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", least=1)


@form("plan_change_note", en="Note on the original papers", zh="原审报材料变更注明")
class Note:
    """What owner and person responsible, both there, have noted on the papers that were approved."""

    owner_id: str = text(en="Id of the owner", zh="业主编号", most=ID)
    contractor_lead_id: str = text(en="Id of the person responsible", zh="装修责任人编号", most=ID)
    both_present: bool = flag(en="Both are there", zh="双方到场")
    drawing_revision: int = whole(en="Revision of the drawing", zh="图纸版次", least=1, most=1000)
    drawings: tuple[Evidence, ...] = evidence(en="Changed drawings", zh="变更图纸", least=1)


@form("plan_change_detection", en="Works ahead of approval", zh="未批先施工")
class Detection:
    """What was seen to be built before it was approved."""

    seen: str = text(en="What was seen", zh="现场情况", most=LONG)
    photos: tuple[Evidence, ...] = evidence(en="Photos", zh="照片", least=1)


@form("plan_change_approval", en="Approval of a change", zh="变更审批意见")
class Approval:
    """What the works supervisor has approved, by the decoration rules."""

    criteria_met: bool = flag(en="It meets the decoration rules", zh="符合装修管理规定")
    opinion: str = text(en="Opinion", zh="审批意见", most=LONG)
    signature: str = text(en="Works supervisor", zh="装修监管签字", most=ID)


@form("plan_change_reason", en="Reason", zh="理由")
class Reason:
    """Why it is refused, cancelled or put back."""

    reason: str = text(en="Why", zh="理由", most=LONG)


@form("plan_change_implementation", en="Change carried out", zh="变更实施记录")
class Implementation:
    """What was built, against which revision it was held."""

    drawing_revision: int = whole(en="Revision of the drawing", zh="图纸版次", least=1, most=1000)
    finding: str = text(en="What was seen", zh="核对情况", most=LONG)
