"""The log notifier: one line for each message, and nothing confidential in it."""

from __future__ import annotations

import logging

import pytest
from tests.office import MORNING, Office, ann

from propflow import MemoryStore
from propflow.adapters.notify.log import LogNotifier
from propflow.ports import Message


def message(**changed: object) -> Message:
    """A message."""
    facts = {"from": "opened", "to": "working"}
    arguments = {"id": "t/C/4/1", "tenant": "t", "case_id": "C", "number": 4, "kind": "action", "role": "worker",
                 "about": "assign", "at": MORNING, "facts": facts}  # fmt: skip
    return Message(**{**arguments, **changed})  # type: ignore[arg-type]


def test_a_line_for_a_message(caplog: pytest.LogCaptureFixture) -> None:
    """Id, case, record, what and whom it concerns: one line of `propflow.notify`, at INFO."""
    with caplog.at_level(logging.INFO, logger="propflow.notify"):
        LogNotifier().notify(message())
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("propflow.notify", logging.INFO)
    assert record.getMessage() == "t/C/4/1 t/C record 4: action 'assign' concerns worker"


def test_a_line_for_several(caplog: pytest.LogCaptureFixture) -> None:
    """What one round has for one role is one line, with each message's kind, matter and id."""
    with caplog.at_level(logging.INFO, logger="propflow.notify"):
        LogNotifier().notify_all([message(), message(id="t/D/2/1", kind="mark", about="react %s")])
    assert [one.getMessage() for one in caplog.records] == [
        "t: 2 messages concern worker: action 'assign' (t/C/4/1); mark 'react %s' (t/D/2/1)"
    ]


def test_another_logger(caplog: pytest.LogCaptureFixture) -> None:
    """A host may give a logger of its own."""
    with caplog.at_level(logging.INFO, logger="office"):
        LogNotifier(logging.getLogger("office")).notify(message())
    assert [one.name for one in caplog.records] == ["office"]


def test_a_percent_sign_is_only_a_sign(caplog: pytest.LogCaptureFixture) -> None:
    """Text of a case is never taken for a format."""
    with caplog.at_level(logging.INFO, logger="propflow.notify"):
        LogNotifier().notify(message(case_id="100%s %(x)d"))
    assert "100%s %(x)d" in caplog.text


def test_it_serves_a_desk(caplog: pytest.LogCaptureFixture) -> None:
    """At a desk it is the channel `log`; what a form said stands in no line."""
    office = Office(MemoryStore(), notifiers=[LogNotifier()])
    case = office.opened(what="very private")
    office.desk.act(case.id, "assign", {"assignee": "bob"}, by=ann)
    with caplog.at_level(logging.INFO, logger="propflow.notify"):
        assert office.desk.deliver().delivered == 2
    assert [one.getMessage() for one in caplog.records] == [
        "riverside/JOB-000001/2/1 riverside/JOB-000001 record 2: mark 'react' concerns clerk",
        "riverside/JOB-000001/4/1 riverside/JOB-000001 record 4: action 'assign' concerns worker",
    ]
    assert "very private" not in caplog.text
    (delivery,) = office.store.deliveries("riverside", "riverside/JOB-000001/4/1")
    assert (delivery.channel, delivery.status) == ("log", "delivered")
