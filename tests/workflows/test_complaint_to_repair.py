"""A complaint orders a repair: it waits for the signed sheet, and nothing else on the repair ends it."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.workflows.complaint import lives as complaints
from tests.workflows.repair import lives as repairs
from tests.workflows.repair.lives import REPAIRERS, START

from propflow import Desk, MemoryStore, Refused, VirtualClock
from propflow.workflows.repair.axes import BASES

SHEET = {"sha256": "1" * 64, "media_type": "application/pdf", "size": 2048, "ref": "sheets/1"}


@attrs.define
class Both:
    """One desk, a complaint that is being handled, and the repair that it has ordered."""

    complaint: complaints.House
    repair: repairs.House

    def signed_sheet(self) -> dict[str, Any]:
        """What the complaint's verification says of the sheet under the repair."""
        at = self.complaint.clock().isoformat()
        return {"closing_basis": "a", "service_sheet": [SHEET], "signed_by": "Mrs Li", "signed_at": at, "vouchers": []}


def ordered(**policy: object) -> Both:
    """The complaint is a repair; customer service has issued the order."""
    clock = VirtualClock(START)
    theirs, ours = complaints.under(), repairs.under("reception_training", **policy)
    desk = Desk([theirs, ours], MemoryStore(), tenant="riverside", now=clock, calendars=[REPAIRERS])
    complaint = complaints.House(desk, clock, theirs).registered().all_did("classify", "open")
    complaint.did("dispatch", track="repair").all_did("sign_receipt", "record_contact")
    complaint.did("adopt_measures", track="repair")
    repair = repairs.House(desk, clock, ours).registered("spawn_from_complaint", complaint_id=complaint.case_id)
    complaint.did("spawn_repair_order", order=repair.case_id)
    return Both(complaint, repair)


def done(both: Both) -> Both:
    """The repair is done, and waits for its acceptance."""
    both.repair.did("open").all_did("dispatch", "arrive", "present_quote", "record_consent", "report_done")
    return both


def test_they_know_each_other() -> None:
    """The repair is a child of the complaint, and both journals say so, by the same change."""
    both = ordered()
    assert both.complaint.case.links("child") == (both.repair.case_id,)
    assert both.repair.case.links("parent") == (both.complaint.case_id,)
    linked = [one for one in both.complaint.desk.journal(both.complaint.case_id) if one.kind == "link"]
    born = both.repair.desk.journal(both.repair.case_id)[0]
    assert [one.at for one in linked] == [born.at]


def test_the_complaint_cannot_close_before_the_signed_sheet() -> None:
    """
    Not while the order is open, not on a voucher, not without the sheet: only with it, after the repair is closed.
    """
    both = done(ordered())
    assert both.complaint.refused("report_done") == {"repair_orders_open"}
    assert both.complaint.refused("child_finished", order=both.repair.case_id) == {"order_still_open"}
    assert both.complaint.refused("close") >= {"state"}
    assert both.repair.refused("accept_without_resident") == {"basis_not_admitted"}
    both.repair.did("sign_off")
    assert both.complaint.refused("child_finished", order=both.repair.case_id) == {"order_still_open"}
    assert both.repair.refused("close", copy_received_at=None) == {"copy_missing", "payment_missing"}
    both.repair.all_did("deliver_copy", "note_payment", "close")
    both.complaint.did("child_finished", order=both.repair.case_id).all_did("report_done", "tell_result")
    assert both.complaint.refused("verify") == {"wrong_basis"}
    assert both.complaint.refused("verify", closing_basis="a") == {"sheet_unsigned"}
    both.complaint.did("verify", **both.signed_sheet()).did("close")
    assert (both.complaint.state, both.repair.state) == ("closed", "closed")
    assert both.complaint.desk.verify().faults == ()


@pytest.mark.parametrize("strategy", ["notice", "resident_or_staff", "photo_or_confirmation", "self_check_then_owner"])
def test_nobody_signs_for_the_complainant(strategy: str) -> None:
    """Whatever the manual for repairs admits, under a complaint the resident signs."""
    both = ordered(acceptance=strategy, copy_needed=False)
    both.repair.did("open").all_did("dispatch", "arrive", "present_quote", "record_consent")
    both.repair.did("report_done", self_checked=True)
    for basis in BASES:
        assert both.repair.refused("accept_without_resident", basis=basis) == {"basis_not_admitted"}
    both.repair.did("refuse_acceptance")
    with pytest.raises(Refused) as refusal:
        both.repair.signed("uphold_work")
    assert refusal.value.codes == {"signature_is_compulsory"}


def test_the_copy_is_owed_whatever_the_manual_says() -> None:
    """And the sheet says who answered for it."""
    both = done(ordered(copy_needed=False, payment_at_sign_off=False))
    both.repair.all_did("sign_off", "note_payment")
    assert both.repair.refused("close", copy_received_at=None, liability="") == {"copy_missing", "liability_missing"}
    both.repair.did("close")


def test_a_silent_resident_does_not_hold_it_for_ever() -> None:
    """Deemed accepted after attempts and time, with the office head's signature: its own record stands for the copy."""
    both = done(ordered())
    both.repair.all_did("record_attempt", "record_attempt", "record_attempt").later(days=8)
    both.repair.signed("accept_deemed").did("note_payment")
    both.repair.did("close", copy_received_at=None, overrun_reason="Nobody answered")
    assert both.repair.state == "closed"


def test_a_cancelled_repair_does_not_end_the_complaint() -> None:
    """The complaint goes on; what it had ordered is struck off by hand, and it closes on another condition or not."""
    both = ordered()
    both.repair.did("open").did("cancel")
    assert both.complaint.state == "in_progress"
    assert both.complaint.refused("report_done") == {"repair_orders_open"}


def test_only_a_complaint_that_is_handled_orders_a_repair() -> None:
    """One that is not opened, or is over, orders none; what is not there at all neither."""
    both = ordered()
    fresh = complaints.House(both.complaint.desk, both.complaint.clock, both.complaint.workflow).registered()
    for case, codes in ((fresh.case_id, {"complaint_is_not_live"}), ("TS-999999", {"link_unknown"})):
        with pytest.raises(Refused) as refusal:
            both.repair.registered("spawn_from_complaint", complaint_id=case)
        assert refusal.value.codes == codes


def test_a_linked_complaint_is_handed_on_by_its_own_limit() -> None:
    """The developer's repair of a complaint is followed up by the limit for complaints of that sort."""
    both = ordered(follow_up_external="3 working_days")
    both.repair.did("open", warranty="in", cause="construction_defect")
    both.repair.did("hand_to_external", party="developer_repair", ground="warranty").did("external_done")
    due = both.repair.due("follow_up_external")
    assert due is not None
    assert due.isoformat() == "2026-10-08T10:00:00+00:00"  # the week of the National Day does not count
