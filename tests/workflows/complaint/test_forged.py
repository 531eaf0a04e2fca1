"""Forged consents, and the person complained about in his own case: neither gets through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest
from tests.workflows.complaint.lives import House, given, person
from tests.workflows.complaint.plots import SUSPECT, arrived, plot_of
from tests.workflows.complaint.usual import HANDLER

from propflow import Actor, Desk, Grant, MemoryStore, Refused
from propflow.model.people import deputy_of
from propflow.workflows.complaint import complaint

# Consent


class Directory:
    """Knows everybody whose id is a role, the deputy of the office head, and nobody else."""

    def confirm(self, actor: Actor, tenant: str, at: datetime) -> Iterable[Grant]:
        if actor.id == "deputy":
            return [Grant("office_head"), deputy_of("office_head")]
        return [Grant(actor.id, confirmed_by="personnel")] if "_" in actor.id else []


def confirmed() -> House:
    """A major complaint that waits for its closing, in a house with a directory."""
    house = given()
    desk = Desk([house.workflow], MemoryStore(), tenant="riverside", now=house.clock, people=Directory())
    house = House(desk, house.clock, house.workflow)
    house.registered(by=Actor("cs_staff")).did("classify", by=Actor("cs_staff"), grade="major")
    house.did("open", by=Actor("cs_staff")).did("dispatch", by=Actor("cs_supervisor")).did("sign_receipt")
    house.did("record_contact", by=Actor("cs_staff")).signed("adopt_major_measures").did("report_done")
    house.did("tell_result", by=Actor("cs_staff")).did("verify", by=Actor("cs_supervisor"))
    house.desk.propose(house.case_id, "close_major", house.filled("close_major"), by=Actor("cs_staff"))
    return house


def unsigned(house: House, by: Actor) -> frozenset[str]:
    """Why a signature under the closing is refused."""
    with pytest.raises(Refused) as refusal:
        house.desk.sign(house.case_id, "close_major", by=by)
    return refusal.value.codes


def test_a_forged_consent() -> None:
    """Whoever the directory does not know as office head, or as his deputy, signs nothing; the proposer neither."""
    house = confirmed()
    assert unsigned(house, Actor("mallory", ["office_head"])) == {"sign_off_unknown"}
    assert unsigned(house, Actor("cs_supervisor", ["office_head"])) == {"sign_off_unknown"}
    assert unsigned(house, Actor("cs_supervisor", on_behalf_of="office_head")) == {
        "deputy_unconfirmed", "sign_off_unknown",
    }  # fmt: skip
    assert unsigned(house, Actor("office_head", on_behalf_of="cs_staff")) == {"deputy_unconfirmed", "duty"}
    assert unsigned(house, Actor("cs_staff")) == {"sign_off_unknown"}
    house.desk.sign(house.case_id, "close_major", by=Actor("deputy", on_behalf_of="office_head"))
    house.desk.act(house.case_id, "close_major", by=Actor("cs_staff"), expect=house.case.version)
    record = [one for one in house.desk.journal(house.case_id) if one.kind == "sign"][-1]
    assert (record.actor, record.on_behalf_of) == ("deputy", "office_head")


def test_the_proposer_does_not_consent() -> None:
    """Not even if he is the office head too."""
    house = given().close_pending(grade="major")
    both_ = Actor("both", ["cs_staff", "office_head"])
    house.desk.propose(house.case_id, "close_major", house.filled("close_major"), by=both_)
    assert unsigned(house, both_) == {"duty"}
    assert unsigned(house, Actor(HANDLER, ["office_head"])) == {"duty_relation"}


def test_a_consent_to_what_is_no_longer_so() -> None:
    """A signature given for one outcome does not close the case with another."""
    house = given().close_pending(grade="major")
    house.desk.propose(house.case_id, "close_major", house.filled("close_major"), by=person("cs_staff"))
    house.desk.sign(house.case_id, "close_major", by=person("office_head"))
    house.did("block_close").did("settle_linked_problem").did("report_done", outcome="redirected")
    house.all_did("tell_result", "verify")
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, "close_major", by=person("cs_staff"), expect=house.case.version)
    assert refusal.value.codes == {"sign_off_stale"}


def test_a_decision_on_measures_of_another_grade() -> None:
    """What the property manager decided for an important complaint is void once it is a major one."""
    house = given().registered().did("classify", grade="important")
    house.all_did("open", "dispatch", "sign_receipt", "record_contact")
    action, by = "adopt_important_measures", person("department_head")
    house.desk.propose(house.case_id, action, house.filled(action), by=by)
    house.desk.sign(house.case_id, action, by=person("property_manager"))
    house.did("classify", grade="major")
    with pytest.raises(Refused) as refusal:
        house.desk.act(house.case_id, action, by=by, expect=house.case.version)
    assert refusal.value.codes == {"sign_off_stale", "not_important"}


# The person complained about

TAKES_NOTE = {
    "register", "register_internal_finding", "raise_pre_complaint", "tell_process", "request_ruling",
    "archive_explained", "record_rescue", "issue_rescue_report", "child_finished", "return_form",
    "owner_dissatisfied", "link_problem", "open_linked_case", "block_close", "call_review",
    "archive_without_complainant", "send_survey", "expire_survey", "low_satisfaction", "sum_up", "note_withdrawal",
    "forward_to_superior", "escalate", "alert_overrun", "urge", "fulfil_promise", "publish_measure", "shift_handover",
    "start_nonconformity", "disclose",
}  # fmt: skip
"""What decides nothing about the complaint, so that even the person complained about may do it."""


def test_the_person_complained_about_keeps_out() -> None:
    """He handles, verifies, reviews, closes and follows up nothing; only what takes note is left to him."""
    free = {one.name for one in complaint.actions if "respondent" not in [who.name for who in one.not_by]}
    assert free == TAKES_NOTE
    assert all("respondent" in [who.name for who in s.not_by] for one in complaint.actions for s in one.sign_offs)


CLOSERS = [
    ("in_progress", "report_done"), ("done_reported", "verify"), ("second_disposal", "order_rework"),
    ("second_disposal", "uphold_result"), ("close_pending", "close"), ("stalled", "quarterly_close"),
    ("following_up", "record_follow_up"), ("following_up", "archive"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "action"), CLOSERS)
def test_he_does_not_close_his_own_case(state: str, action: str) -> None:
    """With every role in the house he is refused, in person and through a deputy; `options` do not offer it."""
    stage = arrived(state, plot_of(state, action))
    roles = [one.name for one in complaint.roles]
    for by in (Actor(SUSPECT, roles), Actor("deputy", roles, on_behalf_of=SUSPECT)):
        options = stage.desk.options(stage.case_id, by=by)
        assert action not in options.names
        assert "duty_relation" in {one.code for one in options.blockers(action)}
