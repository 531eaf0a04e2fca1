"""Digests: what one round has for one role is handed over in one call, if the channel can."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office import LEAK, Bell, Ear, Office, ann, repair

from propflow import MemoryStore, Urgent
from propflow.ports import Message

WORKFLOW = repair(urgent=Urgent("kind", among="leak"))


class Digest(Ear):
    """A notifier that takes several notices at once, and chokes on those that a test names."""

    def __init__(self, name: str = "digest") -> None:
        super().__init__(name)
        self.bad: set[str] = set()

    def notify(self, message: Any) -> None:
        """Hear one."""
        self.notify_all([message])

    def notify_all(self, messages: Any) -> None:
        """Hear all of them as one."""
        if self.bad & {one.id for one in messages}:
            raise RuntimeError("cannot be worded")
        self._hear(messages)

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """What was heard: for whom, and how many at once."""
        return [(one[0].role, len(one)) for one in self.heard]


def office_with(store: Any, *notifiers: Any, **more: Any) -> Office:
    """An office with these channels."""
    return Office(store, workflows=[WORKFLOW], notifiers=list(notifiers), **more)


def test_case_41_after_an_outage_each_role_gets_one_digest(store: Any) -> None:
    """Three days of notices for fifty jobs come to one call for each role, the oldest first."""
    digest, ear = Digest(), Ear()
    office = office_with(store, digest, ear)
    for _ in range(50):
        office.opened(kind="light")
    office.pass_time(days=3)
    assert office.desk.tick().marks == 50 * 6  # three of them rungs, which escalate and tell nobody else
    report = office.desk.deliver()
    assert digest.sizes == [("clerk", 100), ("manager", 100), ("worker", 50)]
    assert report.delivered == 2 * 250
    assert len(ear.heard) == 250
    ids = [one.id for each in digest.heard for one in each]
    assert sorted(ids) == sorted(one.id for one in ear.heard)
    for each in digest.heard:
        assert [one.at for one in each] == sorted(one.at for one in each)
    assert office.desk.deliver().delivered == 0


def test_tenants_roles_and_urgency_are_kept_apart(store: Any) -> None:
    """One community's notices are none of another's; what is urgent comes first and is not buried among the rest."""
    digest = Digest()
    office = office_with(store, digest)
    lakeside = office.desk.for_tenant("lakeside")
    for kind in ("light", "leak", "light", "leak"):
        office.opened(kind=kind)
        lakeside.act(lakeside.register("repair", {**LEAK, "kind": kind}, by=ann).id, "open", by=ann)
    office.pass_time(minutes=30)
    office.desk.tick()
    office.desk.deliver()
    found = [{(one.tenant, one.role, one.urgent) for one in each} for each in digest.heard]
    assert all(len(one) == 1 for one in found)
    keys = [key for one in found for key in one]
    assert len(set(keys)) == len(keys) == 8
    assert [urgent for _, _, urgent in keys] == [True] * 4 + [False] * 4


def test_one_notice_is_no_digest(store: Any) -> None:
    """A single notice goes by `notify`."""

    class Either(Ear):
        """Tells the two apart."""

        def notify_all(self, messages: Any) -> None:
            """Hear several."""
            self._hear([*messages])

    either = Either("either")
    office = office_with(store, either)
    office.opened()
    office.desk.deliver()
    office.desk.act("JOB-000001", "assign", {"assignee": "bob"}, by=ann)
    either.heard.clear()
    office.desk.deliver()
    assert [type(one) for one in either.heard] == [Message]


def test_escalations_come_one_by_one(store: Any) -> None:
    """Each must be answered for by itself, so that no escalator gets a digest."""

    class Both(Digest):
        """Takes escalations too."""

        def escalate(self, escalation: Any) -> None:
            """Hear one."""
            self._hear([escalation])

    both, bell = Both(), Bell("bell")
    office = office_with(store, both, escalators=[bell])
    for _ in range(3):
        office.opened()
    office.pass_time(hours=24)
    office.desk.tick()
    office.desk.deliver()
    assert len(bell.heard) == 3
    assert [one for one in both.sizes if one == ("worker", 1)] == [("worker", 1)] * 3
    assert ("worker", 3) in both.sizes  # the notices at half time


def test_all_of_a_digest_stand_alike(store: Any) -> None:
    """If it fails, each notice in it is tried again when any other would be; nothing is counted twice."""
    digest = Digest()
    office = office_with(store, digest)
    for _ in range(3):
        office.opened()
    office.pass_time(minutes=20)  # the reminder has fired at once, the limit has not passed
    digest.fault = ConnectionError("no line")
    report = office.desk.deliver()
    assert (report.delivered, report.retried) == (0, 3)
    ledger = [
        (one.status, one.attempts, one.next_at, one.note)
        for number in (1, 2, 3)
        for one in store.deliveries("riverside", f"riverside/JOB-00000{number}/2/1")
    ]
    assert len(set(ledger)) == 1
    assert ledger[0][:2] == ("retry", 1)
    assert ledger[0][3] == "ConnectionError: no line"
    digest.fault = None
    office.pass_time(seconds=30)
    assert office.desk.deliver().delivered == 3
    assert digest.sizes == [("clerk", 3)]


def test_a_bad_notice_holds_the_others_up_for_minutes_at_most() -> None:
    """After four rounds together each goes by itself: the good ones arrive, and the bad one alone is given up."""
    digest = Digest()
    office = office_with(MemoryStore(), digest)
    for _ in range(5):
        office.opened()
    digest.bad = {"riverside/JOB-000003/2/1"}
    reports = []
    for attempt in range(8):
        reports.append(office.desk.deliver())
        office.pass_time(seconds=30 * 2**attempt)
    assert [(one.delivered, one.retried, one.dead) for one in reports] == [
        (0, 5, 0), (0, 5, 0), (0, 5, 0), (0, 5, 0), (4, 1, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1),
    ]  # fmt: skip
    assert digest.sizes == [("clerk", 1)] * 4


@pytest.mark.parametrize("answer", [None, False, "failed"])
def test_whatever_is_returned_it_was_handed_over(answer: Any, store: Any) -> None:
    """As for a single notice."""

    class Chatty(Digest):
        """Answers."""

        def notify_all(self, messages: Any) -> Any:
            super().notify_all(messages)
            return answer

    office = office_with(store, Chatty())
    office.opened()
    office.opened()
    assert office.desk.deliver().delivered == 2
