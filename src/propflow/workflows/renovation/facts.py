"""
What a renovation keeps in sight of all that its forms have said; its child cases see some of it too.
"""

from propflow import count, first, last, open_set
from propflow.workflows.renovation.actions_applying import (
    accept_and_send,
    approve,
    receive_file_back,
    register,
    revise,
    sign_agreement,
    submit_application,
    supplement,
)
from propflow.workflows.renovation.actions_closing import (
    defect_in_observation,
    fail_first_inspection,
    fail_rectification_check,
    order_rectification,
    pass_first_inspection,
    pass_rectification_check,
)
from propflow.workflows.renovation.actions_works import (
    accept_rectification,
    accept_rectification_late,
    add_workers,
    authorise_overnight,
    clear_violation,
    end_hot_work,
    extend,
    extend_late,
    find_violation,
    grant_hot_work,
    note_violation,
    open_,
    resume,
    take_contractor_fees,
    take_owner_fees,
)

_applied = [register, submit_application, supplement]
_served = [
    find_violation, note_violation, fail_first_inspection, fail_rectification_check, defect_in_observation,
    order_rectification,
]  # fmt: skip
_settled = [accept_rectification, accept_rectification_late, clear_violation, resume, pass_rectification_check]

facts = [
    first("unit", of=register, en="Unit", zh="房号"),
    first("rooms", of=register, en="Number of rooms", zh="间数"),
    first("owner_id", of=register, en="Owner", zh="业主"),
    first("contractor_lead_id", of=register, en="Person responsible", zh="装修责任人"),
    first("hot_work_planned", of=register, en="Hot work planned", zh="计划动火"),
    open_set("workers", of=[*_applied, add_workers], ends=(), field="workers", en="Workers", zh="施工人员"),
    open_set("papers", of=_applied, ends=(), field="papers", en="Papers handed in", zh="已交材料"),
    open_set("id_copies", of=[*_applied, add_workers], ends=(), field="id_copies",
             en="Identity cards copied", zh="身份证复印件"),
    open_set("photos", of=[*_applied, add_workers], ends=(), field="photos", en="Photos", zh="照片"),
    count("agreements", of=sign_agreement, en="Agreements signed", zh="已签协议"),
    last("revision", of=revise, en="Revision", zh="版次"),
    last("approved_revision", of=approve, field="revision", en="Revision approved", zh="批准版次"),
    count("files_back", of=receive_file_back, ends=accept_and_send, en="File back", zh="材料返还"),
    last("contractor_paid", of=take_contractor_fees, en="Paid by the contractor", zh="装修公司已交"),
    last("owner_paid", of=take_owner_fees, en="Paid by the owner", zh="业主已交"),
    last("permit_number", of=open_, en="Permit", zh="许可证号"),
    last("valid_until", of=[open_, extend, extend_late], en="Permit valid until", zh="许可证有效期至"),
    count("extensions", of=[extend, extend_late], en="Extensions", zh="延期次数"),
    open_set("stays", of=authorise_overnight, ends=(), field="stays", en="Overnight stays", zh="留宿"),
    last("hot_work_until", of=grant_hot_work, ends=end_hot_work, en="Hot work until", zh="动火有效期至"),
    open_set("open_notices", of=_served, ends=_settled, field="notices", en="Open notices", zh="未销整改通知单"),
    count("violations_since", of=_served, ends=[pass_first_inspection, pass_rectification_check],
          en="Violations since the last passed inspection", zh="上次验收合格后违章次数"),
    last("rectify_by", of=_served, en="To be put right by", zh="整改期限"),
    count("failed_checks", of=fail_rectification_check, ends=pass_rectification_check,
          en="Failed checks", zh="复查不合格次数"),
]  # fmt: skip
