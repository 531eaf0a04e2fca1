"""
The slip: made out in two copies, shown, let go, kept, handed in; lost, corrected, cancelled, run out.
"""

from propflow import CLOSE, OPEN, SYSTEM, Action, sets
from propflow.workflows.move_out_pass import forms_slip as forms
from propflow.workflows.move_out_pass.guards_asking import goods_are_clear, goods_are_within_letter
from propflow.workflows.move_out_pass.guards_slip import (
    applicant_is_the_same,
    copies_agree,
    copies_are_safe,
    correction_is_signed,
    gate_agrees,
    gates_know,
    letter_is_attached,
    serial_is_current,
    serial_is_new,
    slip_has_run_out,
    slip_is_as_signed,
    slip_is_in_time,
    something_differs,
    theft_is_reported,
    there_are_two_copies,
)
from propflow.workflows.move_out_pass.roles import (
    centre_manager,
    cs_staff,
    cs_supervisor,
    desk,
    gate,
    issuer,
    security_guard,
    security_head,
)
from propflow.workflows.move_out_pass.states import (
    archived,
    at_gate_check,
    cancelled,
    draft_pass,
    expired,
    held_by_security,
    issued,
    lost,
    mismatch,
    refused,
    released,
    written_off,
)

open_ = Action(
    "open", draft_pass, issued, en="Make the slip out", zh="开具物品持出证",
    by=desk, form=forms.Slip,
    guards=[there_are_two_copies, slip_is_as_signed, serial_is_new, letter_is_attached], sets=[sets(issuer)],
    milestone=OPEN, rules=["B09-02", "B09-09", "B09-13", "B09-15", "B09-23"],
)  # fmt: skip

# At the gate

present_at_gate = Action(
    "present_at_gate", issued, at_gate_check, en="Shown at the gate", zh="门岗出示",
    by=gate, form=forms.Shown, guards=[serial_is_current, slip_is_in_time], rules=["B09-05"],
)  # fmt: skip
release_goods = Action(
    "release_goods", at_gate_check, released, en="Let the goods go", zh="放行",
    by=gate, form=forms.Release, not_by=[issuer], guards=[serial_is_current, slip_is_in_time, gate_agrees],
    rules=["B09-05", "B09-15"],
)  # fmt: skip
find_mismatch = Action(
    "find_mismatch", at_gate_check, mismatch, en="Slip and goods differ", zh="物证不符",
    by=gate, form=forms.Mismatch, guards=[something_differs], tell=[cs_staff, cs_supervisor], rules=["B09-05"],
)  # fmt: skip
correct_pass = Action(
    "correct_pass", mismatch, draft_pass, en="Correct the slip", zh="更正重开",
    by=desk, form=forms.Correction,
    guards=[serial_is_current, correction_is_signed, goods_are_within_letter, goods_are_clear],
    rules=["B09-04", "B09-06", "B09-08"],
)  # fmt: skip
refuse_release = Action(
    "refuse_release", mismatch, refused, en="Refuse at the gate", zh="拒绝放行",
    by=gate, form=forms.Refusal, guards=[serial_is_current, theft_is_reported],
    tell=[security_head, cs_supervisor], rules=["B09-05"],
)  # fmt: skip

# Lost, cancelled, run out

report_lost = Action(
    "report_lost", issued, lost, en="Report it lost", zh="报失",
    by=[*desk, *gate], form=forms.Lost, guards=[serial_is_current, gates_know], tell=[security_guard],
)  # fmt: skip  # [design]
reissue = Action(
    "reissue", lost, draft_pass, en="Make out a new one", zh="补开",
    by=desk, form=forms.Reissue, guards=[serial_is_current, applicant_is_the_same],
)  # fmt: skip  # [design]
cancel_pass = Action(
    "cancel_pass", [issued, lost], cancelled, en="Make the slip void", zh="作废",
    by=desk, form=forms.Cancelled, guards=[serial_is_current, copies_are_safe], tell=[security_guard],
)  # fmt: skip  # [design]
lapse = Action(
    "lapse", [issued, at_gate_check], expired, en="The slip has run out", zh="逾期失效",
    by=[SYSTEM, *desk], guards=[slip_has_run_out], tell=[cs_staff, security_guard],
)  # fmt: skip  # [design]

# Security's copy

keep_copy = Action(
    "keep_copy", released, held_by_security, en="Security keeps its copy", zh="保安联留存",
    by=gate, form=forms.CopyKept, guards=[serial_is_current], rules=["B09-15"],
)  # fmt: skip
close = Action(
    "close", held_by_security, archived, en="Security hands its copy in: archive", zh="交回归档",
    by=desk, form=forms.HandedIn, not_by=[release_goods], guards=[copies_agree], waits_for_children=True,
    milestone=CLOSE, rules=["B09-13", "B09-15", "B09-16", "B09-17"],
)  # fmt: skip
write_off = Action(
    "write_off", [released, held_by_security], written_off, en="Write security's copy off", zh="保安联核销",
    by=[centre_manager, cs_supervisor], form=forms.WrittenOff, not_by=[issuer, release_goods],
    guards=[serial_is_current], waits_for_children=True, tell=[security_head], rules=["B09-15", "B09-16"],
)  # fmt: skip  # [design]

actions = [
    open_, present_at_gate, release_goods, find_mismatch, correct_pass, refuse_release, report_lost, reissue,
    cancel_pass, lapse, keep_copy, close, write_off,
]  # fmt: skip
