"""Delivery: every owed message reaches every channel at least once, whatever a channel does."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.office import Bell, Ear, Office, ann

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import InvalidValue, UnknownCase
from propflow.model.instants import from_text
from propflow.ports import Escalation, Message


def owing(store: Any, *notifiers: Any, **more: Any) -> Office:
    """An office that owes bob one message: his job was assigned."""
    office = Office(store, notifiers=list(notifiers), **more)
    case = office.opened()
    office.desk.deliver()  # what is owed of the clocks
    office.desk.act(case.id, "assign", {"assignee": "bob"}, by=ann)
    return office


def counts(office: Office) -> tuple[int, int, int]:
    """One round of deliveries: delivered, to be tried again, dead."""
    report = office.desk.deliver()
    return report.delivered, report.retried, report.dead


def last_message(office: Office) -> str:
    """The id of the message owed last."""
    return str(office.store.messages_of("riverside", "JOB-000001")[-1].id)


def ledger(office: Office) -> list[tuple[str, str, int]]:
    """How that message stands, by channel: channel, status, attempts."""
    found = office.store.deliveries("riverside", last_message(office))
    return [(one.channel, one.status, one.attempts) for one in found]


def test_a_message_goes_to_every_channel_once(store: Any) -> None:
    """Each notifier gets it, with all it needs to word it, and a second round finds nothing."""
    one, two = Ear("one"), Ear("two")
    office = owing(store, one, two)
    assert counts(office) == (2, 0, 0)
    assert one.heard == two.heard
    message = one.heard[-1]
    assert isinstance(message, Message)
    assert message == Message(
        id="riverside/JOB-000001/4/1", tenant="riverside", case_id="JOB-000001", number=4, kind="action",
        role="worker", about="assign", at=office.clock(), facts={"from": "opened", "to": "working"},
    )  # fmt: skip
    assert counts(office) == (0, 0, 0)
    assert ledger(office) == [("one", "delivered", 1), ("two", "delivered", 1)]


def test_acting_tells_nobody(store: Any) -> None:
    """A notifier is called by `deliver` alone: one that hangs costs no act and no tick."""
    ear = Ear()
    ear.fault = AssertionError("called")
    office = Office(store, notifiers=[ear])
    office.working()
    office.pass_time(days=9)
    office.desk.tick()


def test_escalations_go_to_escalators_and_notices_to_notifiers(store: Any) -> None:
    """Neither gets the other's; what is not for a channel is settled, so that it is never looked at again."""
    ear, bell = Ear(), Bell("bell")
    office = Office(store, notifiers=[ear], escalators=[bell])
    office.opened()
    office.pass_time(hours=24)
    office.desk.tick()
    assert counts(office) == (6, 0, 0)
    assert all(isinstance(one, Message) for one in ear.heard)
    assert [(type(one), one.role) for one in bell.heard] == [(Escalation, "worker")]
    assert counts(office) == (0, 0, 0)


def test_a_channel_that_can_do_both(store: Any) -> None:
    """A notifier that also escalates gets both under one name."""

    class Both(Ear):
        """Hears everything."""

        escalate = Ear._hear

    both = Both()
    office = Office(store, notifiers=[both])
    office.opened()
    office.pass_time(hours=24)
    office.desk.tick()
    assert counts(office) == (6, 0, 0)
    assert {type(one) for one in both.heard} == {Message, Escalation}


@pytest.mark.parametrize("fault", [RuntimeError("no line"), ValueError("\ud800"), KeyError()], ids=repr)
def test_a_notifier_that_raises(fault: Exception, store: Any) -> None:
    """A failure is tried again after half a minute, then after twice as long each time; others are not affected."""
    bad, good = Ear("bad"), Ear("good")
    office = owing(store, bad, good)
    bad.fault = fault
    assert counts(office) == (1, 1, 0)
    for wait in (30, 60, 120):
        office.pass_time(seconds=wait, microseconds=-1)
        assert counts(office) == (0, 0, 0)
        office.pass_time(microseconds=1)
        assert counts(office) == (0, 1, 0)
    bad.fault = None
    office.pass_time(seconds=240)
    assert counts(office) == (1, 0, 0)
    assert ledger(office) == [("bad", "delivered", 5), ("good", "delivered", 1)]
    assert bad.heard[-1] == good.heard[-1]


def test_dead_letter_after_eight_attempts(store: Any) -> None:
    """After the eighth failure a message is given up on that channel, with the reason, and the doctor says so."""
    bad = Ear("bad")
    office = owing(store, bad)
    bad.fault = RuntimeError("number unknown")
    for attempt in range(1, 9):
        assert counts(office) == ((0, 1, 0) if attempt < 8 else (0, 0, 1))
        office.pass_time(hours=6)
    office.pass_time(days=30)
    bad.fault = None
    assert counts(office) == (0, 0, 0)
    (delivery,) = office.store.deliveries("riverside", last_message(office))
    assert (delivery.status, delivery.attempts, delivery.note) == ("dead", 8, "RuntimeError: number unknown")
    assert "could not be delivered at all" in " ".join(one.what for one in office.desk.doctor().findings)


def test_waits_double(store: Any) -> None:
    """Each pause between attempts is twice as long as the one before."""
    bad = Ear("bad")
    office = owing(store, bad)
    bad.fault = RuntimeError()
    waits = []
    for _ in range(7):
        office.desk.deliver()
        (delivery,) = office.store.deliveries("riverside", last_message(office))
        waits.append(from_text(delivery.next_at) - office.clock())
        office.clock.move_to(from_text(delivery.next_at))
    assert waits == [timedelta(seconds=30 * 2**n) for n in range(7)]


class Hanging(Ear):
    """A notifier that takes its time: three minutes pass while it works, and somebody else delivers meanwhile."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.office: Any = None
        self.meanwhile: Any = None

    def notify(self, message: Any) -> None:
        """Work for three minutes."""
        super().notify(message)
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            self.office.pass_time(minutes=3)
            meanwhile()


def test_a_notifier_that_hangs_past_its_lease(store: Any) -> None:
    """A message whose lease has run out is handed out again; being delivered twice is legal, being lost is not."""
    slow = Hanging()
    office = owing(store, slow)
    slow.office = office
    other: list[Any] = []
    slow.meanwhile = lambda: other.append(counts(office))
    assert counts(office) == (1, 0, 0)
    assert other == [(1, 0, 0)]
    assert [one.id for one in slow.heard[-2:]] == [last_message(office)] * 2
    assert ledger(office)[0][1] == "delivered"
    office.pass_time(days=1)
    assert counts(office) == (0, 0, 0)


def test_a_worker_that_dies_while_delivering(store: Any) -> None:
    """What a dead worker had in hand is handed out again once its lease is over, and not before."""
    ear = Ear()
    office = owing(store, ear)
    ear.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        office.desk.deliver()
    ear.fault = None
    assert counts(office) == (0, 0, 0)
    office.pass_time(minutes=2, microseconds=-1)
    assert counts(office) == (0, 0, 0)
    office.pass_time(microseconds=1)
    assert counts(office) == (1, 0, 0)
    assert ledger(office) == [("ear", "delivered", 2)]


@pytest.mark.parametrize("answer", [None, False, 0, "failed", ["x"]])
def test_a_notifier_that_returns_garbage(answer: Any, store: Any) -> None:
    """Returning means it was handed over, whatever is returned."""

    class Chatty(Ear):
        """Answers with something."""

        def notify(self, message: Any) -> Any:
            super().notify(message)
            return answer

    office = owing(store, Chatty())
    assert counts(office) == (1, 0, 0)
    assert ledger(office) == [("ear", "delivered", 1)]


def test_a_message_that_nobody_can_read(tmp_path: Path) -> None:
    """A message that somebody has spoilt is put aside as dead at once; those behind it are delivered."""
    store, ear = SqliteStore(tmp_path / "office.db", durability="normal"), Ear()
    office = owing(store, ear)
    spoilt = last_message(office)
    office.desk.act("JOB-000001", "assign", {"assignee": "cai"}, by=ann)
    for text in ("{", "{}", "[" * 100_000):
        with closing(sqlite3.connect(tmp_path / "office.db")) as connection:
            connection.execute("update messages set text = ? where id = ?", (text, spoilt))
            connection.execute("delete from deliveries where message_id = ?", (spoilt,))
            connection.execute("update channels set seen = 0")
            connection.commit()
        assert counts(office)[2] == 1
        (delivery,) = store.deliveries("riverside", spoilt)
        assert (delivery.status, delivery.note.partition(" (")[0]) == ("dead", "it cannot be read")
    assert ear.heard[-1].id == last_message(office)
    store.close()


def test_a_round_takes_as_many_as_it_is_told(store: Any) -> None:
    """The limit counts messages on each channel; while it is reached there may be more."""
    ear = Ear()
    office = Office(store, notifiers=[ear])
    for _ in range(3):
        office.desk.act(office.opened().id, "assign", {"assignee": "bob"}, by=ann)
    reports = [office.desk.deliver(limit=4) for _ in range(3)]
    assert [(one.delivered, one.more) for one in reports] == [(4, True), (2, False), (0, False)]
    assert len({one.id for one in ear.heard}) == 6


def test_a_receipt(store: Any) -> None:
    """What a channel reports later stands in the ledger, with its note, beside the number of attempts."""
    office = owing(store, Ear("sms"))
    office.desk.deliver()
    office.desk.receipt(last_message(office), "sms", "read", "by bob at noon")
    (delivery,) = office.store.deliveries("riverside", last_message(office))
    assert (delivery.status, delivery.note, delivery.attempts) == ("read", "by bob at noon", 1)
    office.pass_time(days=1)
    assert counts(office) == (0, 0, 0)


def test_a_receipt_for_nothing(store: Any) -> None:
    """A receipt for a message or on a channel that never had it is refused, and so is one from another tenant."""
    office = owing(store, Ear("sms"))
    with pytest.raises(UnknownCase):  # not yet taken
        office.desk.receipt(last_message(office), "sms", "read")
    office.desk.deliver()
    for desk, message, channel in (
        (office.desk, "riverside/JOB-000001/9/1", "sms"), (office.desk, last_message(office), "post"),
        (office.desk.for_tenant("lakeside"), last_message(office), "sms"),
    ):  # fmt: skip
        with pytest.raises(UnknownCase):
            desk.receipt(message, channel, "read")


@pytest.mark.parametrize("status", ["", "taken", "retry", "x" * 41, 5, None, "\ud800"], ids=ascii)
def test_a_receipt_that_is_none(status: Any, store: Any) -> None:
    """A status is a short text that is not one with which the desk hands messages out."""
    office = owing(store, Ear("sms"))
    office.desk.deliver()
    with pytest.raises(InvalidValue, match=r"^status: "):
        office.desk.receipt(last_message(office), "sms", status)
    with pytest.raises(InvalidValue, match=r"^note: "):
        office.desk.receipt(last_message(office), "sms", "read", "x" * 2001)
    assert ledger(office) == [("sms", "delivered", 1)]


def test_messages_lie_in_the_journal_too(store: Any) -> None:
    """What is owed stands in the record that owes it, so that a lost message can be found and made again."""
    office = owing(store, Ear())
    record = office.desk.journal("JOB-000001")[-1]
    (owed,) = record.messages
    stored = json.loads(office.store.message("riverside", last_message(office)).text)
    assert {name: stored[name] for name in owed} == owed
    assert stored["id"] == f"riverside/JOB-000001/{record.number}/1"


def test_the_doctor_notices_what_stands_still(store: Any) -> None:
    """Marks that nobody fires and messages that nobody delivers are found, with what to do; else the office is well."""
    office = Office(store, notifiers=[Ear()])
    office.working()
    office.desk.deliver()
    assert office.desk.doctor().findings == ()
    office.pass_time(hours=13)
    (finding,) = office.desk.doctor().findings
    assert (finding.level, "propflow tick" in finding.what) == ("error", True)
    office.desk.tick()
    office.pass_time(minutes=16)
    (finding,) = office.desk.doctor().findings
    assert (finding.level, "messages wait" in finding.what) == ("warning", True)
    office.desk.deliver()
    assert office.desk.doctor().findings == ()
    office.clock._now -= timedelta(days=1)  # the machine's clock was set back
    assert "a clock is wrong" in office.desk.doctor().findings[0].what
