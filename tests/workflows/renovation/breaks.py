"""
How each condition of a renovation and its children is broken, one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from tests.workflows.renovation.lives import (
    APPROVED,
    COMPLETED,
    FAILED,
    PAID,
    RECTIFYING,
    STOPPED,
    WORKING,
    Steps,
)
from tests.workflows.renovation.plots import ASKED, DAY, FOR_VIOLATION, LATE, MENDED
from tests.workflows.renovation.usual import LEAD, OWNER, THIRD, WORKER


@attrs.frozen
class Break:
    """
    Something that is not as it should be.

    Attributes:
        guard: The condition that it breaks.
        code: The reason that is given.
        of: The action; empty for each that has the condition.
        state: Where; the action's first state, if empty.
        also: Other reasons that come with it.
        route, steps: The way, and what is done on arrival, if not those of the plot.
        form: Changes of the form, beside those of the plot.
        policy: What the policy says otherwise.
        by: Who acts, if not the usual person.
    """

    guard: str
    code: str
    of: str = ""
    state: str = ""
    also: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    route: Steps | None = None
    steps: Steps | None = None
    form: Mapping[str, Any] = {}
    policy: Mapping[str, Any] = {}
    by: str = ""


def by_form(guard: str, code: str, of: str = "", **form: Any) -> Break:
    """The form says something else."""
    return Break(guard, code, of, form=form)


def by_story(
    guard: str, code: str, of: str = "", *, route: Steps | None = None, steps: Steps | None = (), **more: Any
) -> Break:
    """Something else happened before."""
    return Break(guard, code, of, route=route, steps=steps, **more)


MAIN = [
    by_form("both_appear", "not_present", owner_present=False),
    by_form("owner_is_shown", "owner_not_shown", identity_checked=False),
    Break("lead_is_listed", "lead_not_listed", form={"workers": [WORKER]}, also={"people_not_listed"}),
    by_form("papers_are_known", "papers_unknown", papers=["plans"]),
    by_form("people_are_listed", "people_not_listed", photos=["nobody"]),
    by_form("missing_ones_are_named", "other_papers_missing", missing=["plan"]),
    by_story("missing_ones_are_named", "nothing_is_missing", route=("register",)),
    by_story("papers_are_complete", "papers_missing", route=(("register", {"photos": [LEAD]}), "sign_agreement")),
    by_story("papers_are_complete", "papers_missing",
             route=(("register", {"hot_work_planned": True}), "sign_agreement")),
    by_story("agreement_is_signed", "agreement_unsigned", route=("register",)),
    by_form("plan_is_uniform", "plan_not_uniform", grille_uniform=False),
    by_form("criteria_are_met", "criteria_not_met", "approve", criteria_met=False),
    by_form("revision_is_current", "other_revision", revision=2),
    by_form("revision_follows", "revision_out_of_order", revision=3),
    by_form("file_is_complete", "file_not_complete", complete=False),
    Break("unused_fees_go_back", "fees_not_returned", form={"returned_to_owner": "1.00"}),
    Break("unused_fees_go_back", "vouchers_missing", "withdraw", state="ready_for_permit", form={"vouchers": []}),
    by_story("applicants_are_late", "applicants_not_late", steps=(30 * DAY,)),
    by_story("contractor_owes", "contractor_fees_paid", steps=("take_contractor_fees",)),
    by_form("contractor_fees_are_right", "wrong_fees", management_fee="299.00", contractor_paid="329.00"),
    by_form("contractor_fees_are_right", "wrong_fees", contractor_paid="331.00"),
    by_form("contractor_fees_are_right", "wrong_number_of_passes", passes=1, pass_fees="10.00",
            contractor_paid="320.00"),
    by_story("owner_owes", "owner_fees_paid", steps=("take_owner_fees",)),
    by_form("owner_fees_are_right", "wrong_fees", owner_paid="20.00"),
    Break("owner_fees_are_right", "wrong_fees", policy={"renovation__waste_per": "dwelling"}),
    by_story("contractor_has_paid", "contractor_fees_unpaid",
             steps=("deposit.register", "deposit.open", "take_owner_fees")),
    by_story("owner_has_paid", "owner_fees_unpaid",
             steps=("deposit.register", "deposit.open", "take_contractor_fees")),
    by_story("deposit_is_held", "deposit_not_held", "pay_fees",
             steps=("deposit.register", "take_contractor_fees", "take_owner_fees")),
    by_story("deposit_is_held", "deposit_not_held", "open",
             steps=("pass.register", "deposit.order_refund", "deposit.close")),
    by_story("file_is_back", "file_not_back",
             route=(*(one for one in PAID if one != "receive_file_back"), "pass.register")),
    by_story("passes_are_prepared", "passes_not_prepared", steps=(f"pass:{LEAD}.register",)),
    by_story("passes_are_prepared", "passes_not_prepared", steps=("pass.register", f"pass:{THIRD}.register")),
    by_form("permit_is_not_too_long", "validity_too_long", valid_until="+93"),
    by_form("permit_is_not_too_long", "validity_is_past", valid_until="now"),
    by_form("mandate_is_there", "mandate_missing", applied_by="written_delegate"),
    by_story("extension_is_left", "extensions_used_up", "extend",
             steps=(("extend", {"valid_until": "+81"}), ("extend", {"valid_until": "+82"}))),
    Break("extension_is_left", "extensions_used_up", "extend_late", policy={"renovation__extensions_most": 0}),
    by_form("extension_is_not_too_long", "validity_too_long", valid_until="+200"),
    by_form("extension_is_not_too_long", "no_extension", "extend", valid_until="+80"),
    by_form("extension_is_not_too_long", "no_extension", "extend_late", valid_until="-1"),
    by_form("lateness_is_explained", "late_reason_missing", "extend_late", late_reason=""),
    Break("lateness_is_explained", "late_reason_missing", "extend", "works_stopped", steps=(90 * DAY,),
          form={"late_reason": " ", "valid_until": "+40"}),
    Break("violation_comes_first", "rectify_first", "extend", "works_rectification", route=LATE,
          form={"valid_until": "+40"}),
    by_form("lead_shows_permit_and_pass", "other_permit", permit_number="XK-9"),
    by_form("lead_shows_permit_and_pass", "own_pass_not_shown", own_pass="CR-000002"),
    by_story("lead_shows_permit_and_pass", "own_pass_not_shown", steps=(f"pass:{LEAD}.report_lost",)),
    by_form("extra_papers_are_there", "papers_missing", photos=[]),
    by_form("extra_workers_are_paid", "wrong_fees", pass_fees="0.00"),
    by_form("extra_workers_are_paid", "already_listed", workers=[WORKER], id_copies=[WORKER], photos=[WORKER]),
    Break("extra_workers_are_paid", "named_twice", form={"workers": [THIRD, THIRD], "pass_fees": "20.00"}),
    by_form("guarantee_is_handwritten", "guarantee_not_handwritten", handwritten=False),
    by_form("nights_are_not_crowded", "stays_unreadable", stays=["tonight"]),
    by_form("nights_are_not_crowded", "stays_unreadable", stays=["2026-02-30 somebody"]),
    by_form("nights_are_not_crowded", "too_many_overnight", stays=[f"2026-10-10 {one}" for one in "abc"]),
    by_story("nights_are_not_crowded", "too_many_overnight", form={"stays": ["2026-10-10 a", "2026-10-11 b"]},
             steps=(("authorise_overnight", {"stays": ["2026-10-10 c", "2026-10-10 d"]}),)),
    Break("nights_are_not_crowded", "nobody_stays", policy={"renovation__overnight_most": "off"}),
    Break("hot_work_is_ours_to_permit", "other_permits", by="security_guard"),
    by_form("hot_work_is_not_too_long", "validity_too_long", hot_work_until="+4"),
    by_story("hot_work_is_permitted", "no_hot_work", route=WORKING),
    by_form("patrol_is_over", "patrolled_ahead_of_time", patrolled_at="+1"),
    by_form("period_is_right", "period_is_past", rectify_by="now"),
    by_form("period_is_right", "period_too_long", rectify_by="+31"),
    Break("notices_are_new", "notices_already_open", "note_violation", state="works_rectification",
          form={"notices": ["ZG-1"]}),
    Break("notices_are_new", "notices_already_open", "fail_first_inspection", steps=("note_violation",),
          form={"notices": ["ZG-2"]}),
    Break("notices_are_new", "notices_already_open", "fail_rectification_check", form={"notices": ["ZG-3"]}),
    by_form("notices_are_open", "notices_not_open", "clear_violation", notices=["ZG-9"]),
    *[
        Break("notices_are_open", "notices_not_open", of, form={"notices": [*notices, "ZG-9"]}, steps=steps)
        for of, notices, steps in (
            ("accept_rectification", ["ZG-1"], None), ("accept_rectification_late", ["ZG-1"], None),
            ("pass_rectification_check", ["ZG-3"], None), ("resume", ["ZG-1"], None),
        )
    ],
    *[
        Break("all_notices_are_settled", "notices_still_open", of, steps=steps)
        for of, steps in (
            ("accept_rectification", ("note_violation",)), ("accept_rectification_late", ("note_violation",)),
            ("pass_rectification_check", ("note_violation",)), ("resume", ("note_violation",)),
        )
    ],
    by_story("no_notice_is_open", "notices_still_open", "pass_first_inspection", steps=("note_violation",)),
    Break("permit_runs", "permit_run_out", "accept_rectification", route=LATE),
    Break("permit_runs", "permit_run_out", "resume", steps=(90 * DAY,)),
    by_story("permit_has_run_out", "permit_still_runs", "accept_rectification_late", route=RECTIFYING),
    by_story("stop_is_due", "rectification_not_overdue", state="works_rectification", steps=("pass.suspend",)),
    by_story("passes_are_suspended", "passes_in_use", state="works_rectification", steps=(8 * DAY,)),
    Break("deposit_is_whole", "settlement_begun", "resume", steps=FOR_VIOLATION[:2]),
    Break("deposit_is_whole", "settlement_begun", "report_completion", "works_stopped", steps=FOR_VIOLATION[:2]),
    Break("deposit_is_whole", "settlement_begun", "report_rectified", steps=FOR_VIOLATION[:2]),
    Break("deposit_is_whole", "settlement_begun", "order_rectification",
          steps=("deposit.withhold", "deposit.apply_cost")),
    by_form("authority_is_there", "authorisation_missing", reported_by="written_delegate"),
    by_story("no_change_is_open", "changes_open", steps=("change.register",)),
    Break("repeated_failure_is_passed_up", "failure_not_passed_up", policy={"renovation__failed_checks_most": 1}),
    by_story("waiting_is_over", "too_early", steps=(29 * DAY,)),
    by_form("nothing_is_found", "defects_found", leak=True),
    by_story("passes_are_back", "passes_out", steps=(f"pass:{LEAD}.close",)),
    Break("deducted_as_the_ledger_says", "ledger_says_otherwise", form={"deducted": "499.00"}),
    Break("deducted_as_the_ledger_says", "nothing_deducted", "settle_against_deposit", also={"children_open"},
          steps=("pass.close",)),
    Break("deducted_as_the_ledger_says", "nothing_deducted", "abandon", also={"children_open"},
          steps=("pass.works_finished", "pass.close")),
    by_form("contractor_was_heard", "not_heard_yet", "settle_against_deposit", contractor_heard_at="+1"),
    Break("settlement_is_due", "rectification_not_overdue", state="post_rectification",
          steps=(*FOR_VIOLATION, "pass.works_finished", "pass.close"),
          route=(*(one for one in COMPLETED if one != "pass.works_finished"), "fail_first_inspection")),
    by_form("notice_was_served", "not_served_yet", notice_served_at="+1"),
    by_story("deposit_is_paid_out", "deposit_not_paid_out", also={"children_open"}, steps=("deposit.order_refund",)),
]  # fmt: skip

DEPOSIT = [
    by_story("is_to_be_paid", "renovation_elsewhere", route=PAID),
    by_form("amount_is_right", "wrong_deposit", amount="1000.00", balance="1000.00"),
    by_form("amount_is_right", "ledger_does_not_add_up", balance="1999.00"),
    Break("cause_is_there", "renovation_elsewhere", form={"cause": "open_violation"}),
    by_story("cause_has_ended", "renovation_elsewhere", steps=MENDED[:1]),
    Break("cause_has_ended", "renovation_elsewhere",
          route=(*FAILED, ("deposit.withhold", {"cause": "unreturned_pass"}))),
    Break("is_being_settled", "renovation_elsewhere", state="withheld", steps=MENDED),
    by_form("contractor_was_heard", "not_heard_yet", contractor_heard_at="+1"),
    by_form("deduction_adds_up", "deduction_out_of_range", amount="2000.01", deducted="2000.01", balance="0.00"),
    by_form("deduction_adds_up", "deduction_out_of_range", amount="0.00", deducted="0.00", balance="2000.00"),
    by_form("deduction_adds_up", "ledger_does_not_add_up", balance="1500.01"),
    by_form("deduction_adds_up", "ledger_does_not_add_up", deducted="400.00"),
    by_story("something_is_left", "nothing_left",
             steps=(("deposit.apply_cost", {"amount": "1500.00", "deducted": "2000.00", "balance": "0.00"}),),
             form={"amount": "0.00"}),
    by_story("nothing_is_left", "something_left"),
    by_story("refund_is_due", "renovation_elsewhere", route=WORKING),
    by_form("order_is_all_that_is_left", "ledger_does_not_add_up", amount="1.00"),
    by_form("payer_assigns", "not_the_payer", by_payer_id=OWNER),
    by_form("payee_is_the_payer", "other_payee", payee_id=OWNER),
    by_story("payee_is_the_payer", "other_payee", steps=("deposit.assign_refund",)),
    by_form("receipt_is_the_original", "other_receipt", receipt_number="R-6"),
    by_form("payment_adds_up", "ledger_does_not_add_up", amount="1999.99", balance="0.01"),
    by_form("payment_adds_up", "ledger_does_not_add_up", balance="0.01"),
]  # fmt: skip

PASS = [
    by_story("passes_are_made_now", "renovation_elsewhere", route=APPROVED),
    by_story("works_go_on", "renovation_elsewhere", "open", route=(*PAID, "pass.register")),
    by_story("works_go_on", "renovation_elsewhere", "reinstate", route=STOPPED),
    by_story("somebody_works_there", "renovation_elsewhere",
             route=(*COMPLETED, f"pass:{LEAD}.report_lost")),
    by_story("is_being_rectified", "renovation_elsewhere"),
    by_story("works_may_be_stopped", "renovation_elsewhere", route=WORKING),
    by_story("works_are_over", "renovation_elsewhere", route=WORKING),
    Break("fee_is_right", "wrong_fees", form={"fee": "0.00"}),
    by_form("number_is_new", "number_is_blocked", pass_number="CR-1"),
    by_form("number_is_the_one", "other_pass", pass_number="CR-7"),
    by_form("period_lies_ahead", "period_is_past", valid_until="now"),
]  # fmt: skip

CHANGE = [
    by_story("works_are_under_way", "works_not_under_way", route=COMPLETED),
    by_form("both_note_it", "not_both_present", both_present=False),
    by_form("both_note_it", "not_of_this_renovation", owner_id="somebody"),
    by_form("criteria_are_met", "criteria_not_met", criteria_met=False),
    by_story("is_not_structural", "is_structural",
             route=(*WORKING, ("change.register", {"structural": True}), "change.note_on_original")),
    by_story("is_structural", "not_structural", route=(*ASKED, "change.note_on_original")),
    by_story("permit_runs", "permit_does_not_run", steps=(81 * DAY,)),
    by_form("is_built_as_approved", "other_revision", drawing_revision=3),
]  # fmt: skip

BREAKS = {"renovation": MAIN, "renovation_deposit": DEPOSIT, "worker_pass": PASS, "plan_change": CHANGE}
