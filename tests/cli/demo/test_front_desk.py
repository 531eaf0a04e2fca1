"""The week after the complaints: what the repair, the renovation and the goods pass tell is what the store holds."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from tests.cli.demo.conftest import in_both_languages

from propflow import OFF, Desk
from propflow.cli.demo import site
from propflow.cli.demo.folder import Folder, prepared
from propflow.cli.demo.telling import Teller
from propflow.cli.demonstration import played
from propflow.policy import lint, load


def done_to(desk: Desk, case: str) -> list[tuple[str, str]]:
    """What was done to a case, and by whom, in order."""
    return [(one.action, one.actor) for one in desk.journal(case) if one.kind == "act"]


def test_the_front_desk_s_policy_fills_what_its_manual_is_silent_on(told: dict[str, Any], folder: Folder) -> None:
    """
    The community's lines are a file; they change nothing that the manual says, and leave nothing open.
    """
    own, manual = load(folder.file("riverside_desk.toml")), load(site.DESK_MANUAL)
    assert told["places"]["desk_policy"].endswith("riverside_desk.toml")
    assert not set(own.values) & set(manual.values)
    assert sum(value == OFF for value in own.values.values()) == 43
    assert lint(site.desk_laid_over(own), site.AT_THE_DESK) == []


def test_the_repair_waited_for_copy_and_payment(told: dict[str, Any], desk: Desk) -> None:
    """
    Refused with all three reasons and their rules in both languages; closed with copy and payment for what was agreed.
    """
    repair = told["front_desk_repair"]
    assert repair["refused"]["codes"] == ["above_what_was_agreed", "copy_missing", "payment_missing"]
    assert {"B10-12", "A13-31", "B06-11"} <= set(repair["refused"]["rules"])
    assert in_both_languages(repair["refused"])
    names = [name for name, _ in done_to(desk, repair["case"])]
    assert names == [
        "register", "open", "dispatch", "arrive", "present_quote", "record_consent", "report_done",
        "report_completion", "sign_off", "deliver_copy", "note_payment", "close", "assign_follow_up",
        "record_follow_up", "archive",
    ]  # fmt: skip
    (closing,) = [one for one in desk.journal(repair["case"]) if one.action == "close" and one.kind == "act"]
    form: Any = closing.form
    assert form["values"]["charge"] == "80.00"
    assert "late" not in repair["verdicts"].values()


def test_the_renovation_was_approved_by_engineering_only(told: dict[str, Any], desk: Desk) -> None:
    """
    Not with a paper missing, not by the counter; signed by all three, approved by engineering, closed after the month.
    """
    renovation = told["renovation"]
    refused = renovation["refused"]
    assert refused["incomplete"]["codes"] == ["agreement_unsigned", "papers_missing"]
    assert "works_undertaking" in refused["incomplete"]["en"][0]
    assert refused["stranger"]["codes"] == ["duty", "role"]
    assert all(in_both_languages(one) for one in refused.values())
    done = done_to(desk, renovation["case"])
    assert [who for name, who in done if name == "approve"] == ["xu"]
    signed = [one.actor for one in desk.journal(renovation["case"]) if one.kind == "sign"]
    assert signed == ["xie", "luo", "yu"]
    assert renovation["state"] == "observation"
    assert desk.case(renovation["case"]).state == "closed_refunded"
    assert {one.state for one in desk.find(workflow="worker_pass")} == {"returned"}


def test_the_deposit_went_back_after_thirty_days(told: dict[str, Any], desk: Desk) -> None:
    """
    A child case of the renovation: its refund was refused the day after the inspection and ordered a month later.
    """
    deposit, kitchen = told["renovation"]["deposit"], told["renovation"]["case"]
    assert told["renovation"]["refused"]["refund"]["codes"] == ["renovation_elsewhere"]
    assert told["renovation"]["refused"]["reinspection"]["codes"] == ["too_early"]
    assert desk.case(deposit).links("parent") == (kitchen,)
    assert [name for name, _ in done_to(desk, deposit)] == ["register", "open", "order_refund", "close"]
    at = {one.action: one.at for one in (*desk.journal(kitchen), *desk.journal(deposit))}
    assert (at["order_refund"] - at["pass_first_inspection"]).days == 30
    assert desk.case(deposit).state == "refunded"


def test_the_slip_let_its_goods_through_once(told: dict[str, Any], desk: Desk) -> None:
    """
    Not on an unread letter, not for other goods, not twice; copy and letter are filed.
    """
    slip = told["goods_pass"]
    refused = {name: one["codes"] for name, one in slip["refused"].items()}
    assert refused == {"letter": ["letter_not_presented"], "goods": ["gate_disagrees"], "second_gate": ["state"]}
    assert all(in_both_languages(one) for one in slip["refused"].values())
    done = done_to(desk, slip["case"])
    assert [(name, who) for name, who in done if who in ("wu", "ren")] == [
        ("present_at_gate", "wu"),
        ("release_goods", "wu"),
        ("keep_copy", "wu"),
    ]
    assert slip["code"] is True
    assert [desk.case(slip[one]).state for one in ("case", "letter")] == ["archived", "used"]


def test_without_the_library_for_signatures_the_story_is_told_without_the_code(
    told: dict[str, Any], folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With the plain command line's extra the code of the slip is left out, and every other claim still holds.
    """
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric", None)
    found, broken = played(prepared(folder.path.parent / "plain"), Teller(silent=True))
    assert broken == []
    assert found["goods_pass"]["code"] is None
    assert set(told["claims"]) - set(found["claims"]) == {"the code of the slip is good once, for its goods"}
