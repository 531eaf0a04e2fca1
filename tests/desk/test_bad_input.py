"""Bad input: whatever is given wrongly is refused by a typed error that names it, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.desk.scenes import nothing_written, refused
from tests.office import LEAK, MORNING, WORKFLOW, Assign, Office, Remark, ann, bob, guest, repair

from propflow import Conflict, Desk, Refused, Task
from propflow.errors import InvalidValue, UnknownCase, UnknownName

HUGE = "漏" * 10_000_000


# Names


def test_unknown_action(office: Office) -> None:
    """A misspelt action is answered with the one that is meant and with all there are."""
    case = office.registered()
    with nothing_written(office), pytest.raises(UnknownName) as fault:
        office.desk.act(case.id, "opne", by=ann)
    assert fault.value.meant[0] == "open"
    assert "Did you mean 'open'" in str(fault.value)
    for name in ("opne", "", "x" * 100_000, "\ud800", 5, None, ["open"]):
        for ask in (office.desk.act, office.desk.explain, office.desk.propose, office.desk.sign):
            with pytest.raises(UnknownName):
                ask(case.id, name, by=ann)  # type: ignore[operator]


def test_unknown_workflow(office: Office) -> None:
    """A misspelt workflow is answered likewise, and a Workflow that the desk was not given is none of its own."""
    with pytest.raises(UnknownName, match="Did you mean 'repair'"):
        office.desk.register("repare", LEAK, by=ann)
    for other in (repair(version=2), 5, None, []):
        with pytest.raises(UnknownName):
            office.desk.register(other, LEAK, by=ann)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["JOB-000099", "", "x" * 100_000])
def test_unknown_case(name: str, office: Office) -> None:
    """A case that is not there is said to be unknown, whatever is asked of it."""
    office.registered()
    desk = office.desk
    asks: list[Callable[[], Any]] = [
        lambda: desk.case(name),
        lambda: desk.act(name, "open", by=ann),
        lambda: desk.options(name, by=ann),
        lambda: desk.explain(name, "open", by=ann),
        lambda: desk.journal(name),
        lambda: desk.erase(name, by=ann, reason="x"),
    ]
    for ask in asks:
        with pytest.raises(UnknownCase):
            ask()


@pytest.mark.parametrize("name", [5, None, b"JOB-000001", ["JOB-000001"]])
def test_a_case_id_that_is_no_text(name: Any, office: Office) -> None:
    """An id is text."""
    office.registered()
    for ask in (office.desk.case, lambda one: office.desk.act(one, "open", by=ann)):
        with pytest.raises(InvalidValue, match="case_id"):
            ask(name)


# Forms


def test_unknown_and_missing_fields(office: Office) -> None:
    """Every field that is missing or unknown is named, with what may be meant, and the rest is judged still."""
    case = office.opened()
    assert refused(office, case.id, "assign", {"asignee": "bob", "zzz": 1}, by=ann) == [
        ("field_missing", "assignee"), ("field_unknown", "asignee"), ("field_unknown", "zzz"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="is 'assignee' meant") as refusal:
        office.desk.act(case.id, "assign", {"asignee": "bob"}, by=ann)
    assert "是否应为“assignee”" in refusal.value.say("zh")


def test_a_form_where_none_is_needed(office: Office) -> None:
    """An action without a form takes none, but an empty one does no harm."""
    case = office.registered()
    assert refused(office, case.id, "open", {"why": "x"}, by=ann) == [("field_unknown", "why")]
    assert refused(office, case.id, "open", 5, by=ann) == [("form_type", None)]
    assert office.desk.act(case.id, "open", {}, by=ann).state == "opened"


@pytest.mark.parametrize(
    ("action", "form", "field"),
    [
        ("assign", {"assignee": 5}, "assignee"),
        ("assign", {"assignee": None}, "assignee"),
        ("assign", {"assignee": ["bob"]}, "assignee"),
        ("assign", {"assignee": b"bob"}, "assignee"),
        ("assign", {"assignee": "   "}, "assignee"),
        ("note", {"remark": 1.5}, "remark"),
        ("note", {"remark": True}, "remark"),
        ("note", {"remark": "\ud800"}, "remark"),
        ("note", {"remark": "x\udfff"}, "remark"),
        ("note", {"remark": HUGE}, "remark"),
    ],
)
def test_wrong_values(action: str, form: Any, field: str, office: Office) -> None:
    """A value of the wrong type, a float, a lone surrogate or ten million characters is refused by its field."""
    case = office.opened()
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.act(case.id, action, form, by=ann)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["field"]) == ("field_invalid", field)
    assert len(str(refusal.value)) < 1000  # ten million characters are not told back


@pytest.mark.parametrize("price", [12.5, 12, "12,50", "1e3", "-1", "10000.01", "0.001", "NaN", Decimal("Infinity"), ""])
def test_wrong_money(price: Any, office: Office) -> None:
    """Money is an exact amount in range: no float, no guess at what a text may mean."""
    case = office.working()
    assert refused(office, case.id, "quote", {"price": price}, by=bob) == [("field_invalid", "price")]


def test_a_form_of_another_action(office: Office) -> None:
    """A form class that belongs to another action is refused as what it is."""
    case = office.opened()
    with pytest.raises(Refused) as refusal:
        office.desk.act(case.id, "assign", Remark(remark="x"), by=ann)
    (only,) = refusal.value.blockers
    assert (only.code, only.facts["found"], only.facts["needed"]) == ("form_type", "Remark", "assign")


def test_a_form_made_by_a_program_is_checked_too(office: Office) -> None:
    """An instance of the form class is judged field by field, as outside values are."""
    case = office.opened()
    wrong: Any = 5
    assert refused(office, case.id, "assign", Assign(assignee=wrong), by=ann) == [("field_invalid", "assignee")]
    assert refused(office, case.id, "note", Remark(remark="\ud800"), by=ann) == [("field_invalid", "remark")]
    assert office.desk.act(case.id, "note", Remark(remark="fine"), by=ann).version == case.version + 1


# What comes beside the form


@pytest.mark.parametrize("remark", [HUGE, "\ud800", 5, ["x"]])
def test_a_note_that_is_none(remark: Any, office: Office) -> None:
    """A note is text of at most ten thousand characters."""
    case = office.registered()
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^note: "):
        office.desk.act(case.id, "open", by=ann, note=remark)
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^note: "):
        office.desk.register("repair", LEAK, by=ann, note=remark)


def test_case_01_a_naive_datetime_is_refused(office: Office) -> None:
    """An instant without a zone is none, for what happened as for what time it is."""
    case = office.registered()
    naive = datetime(2026, 9, 1, 9, 0)  # noqa: DTZ001
    with nothing_written(office), pytest.raises(InvalidValue, match="without a zone"):
        office.desk.act(case.id, "open", by=ann, occurred_at=naive)
    with nothing_written(office), pytest.raises(InvalidValue, match="occurred_at"):
        office.desk.act(case.id, "open", by=ann, occurred_at="2026-09-01T01:00:00Z")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match=r"^now: .* without a zone"):
        Desk([WORKFLOW], office.store, tenant="riverside", now=lambda: naive).register("repair", LEAK, by=ann)


def test_occurred_in_the_future(office: Office) -> None:
    """Nothing has happened later than now; at this very instant it has, in whatever zone it is said."""
    case = office.registered()
    later = MORNING + timedelta(microseconds=1)
    assert refused(office, case.id, "open", by=ann, occurred_at=later) == [("future", None)]
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.register("repair", LEAK, by=ann, occurred_at=later)
    assert refusal.value.codes == {"future"}
    here = MORNING.astimezone(ZoneInfo("Asia/Shanghai"))
    assert office.desk.act(case.id, "open", by=ann, occurred_at=here).recorded_at == MORNING
    assert office.desk.journal(case.id)[-1].occurred_at == MORNING


def test_time_at_the_end_of_the_calendar(office: Office) -> None:
    """An instant that no year holds is refused; one long past is put on record and moves no clock."""
    case = office.registered()
    with pytest.raises(InvalidValue):
        edge = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))
        office.desk.act(case.id, "open", by=ann, occurred_at=edge)
    office.desk.act(case.id, "open", by=ann, occurred_at=datetime(1, 1, 1, tzinfo=UTC))
    clock = office.desk.case(case.id).clock("mend")
    assert clock is not None
    assert clock.started_at == MORNING


@pytest.mark.parametrize("version", [-1, "2", 1.0, True, [1]])
def test_an_expected_version_that_is_none(version: Any, office: Office) -> None:
    """A version is a whole number that was read from a case."""
    case = office.registered()
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^expect: "):
        office.desk.act(case.id, "open", by=ann, expect=version)


@pytest.mark.parametrize("key", ["", "   ", "x" * 201, 5, b"k", "\ud800"])
def test_a_key_that_is_none(key: Any, office: Office) -> None:
    """A key is a text of 1 to 200 characters."""
    case = office.registered()
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^key: "):
        office.desk.act(case.id, "open", by=ann, key=key)
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^key: "):
        office.desk.register("repair", LEAK, by=ann, key=key)


@pytest.mark.parametrize("id_", ["", "  ", "a/b", "x" * 201, 5, "\ud800"])
def test_an_id_that_is_none(id_: Any, office: Office) -> None:
    """A case's id is a text of 1 to 200 characters without a stroke, which parts the ids of messages."""
    with nothing_written(office), pytest.raises(InvalidValue, match="case_id"):
        office.desk.register("repair", LEAK, by=ann, case_id=id_)


def test_an_id_is_kept_in_one_spelling(office: Office) -> None:
    """An id given in another spelling of the same characters names the same case, and verifies."""
    assert office.desk.register("repair", LEAK, by=ann, case_id="cafe\u0301").id == "caf\u00e9"
    with pytest.raises(Conflict):
        office.desk.register("repair", LEAK, by=ann, case_id="caf\u00e9")
    assert office.desk.verify().faults == ()


def test_an_id_that_is_taken(office: Office) -> None:
    """An id that a case has already is a Conflict with its version."""
    case = office.opened()
    with nothing_written(office), pytest.raises(Conflict) as conflict:
        office.desk.register("repair", LEAK, by=ann, case_id=case.id)
    assert (conflict.value.case_id, conflict.value.expected, conflict.value.found) == (case.id, 0, case.version)


def test_an_id_by_hand_that_the_book_would_give(office: Office) -> None:
    """An id that somebody has given by hand stops no registration: the book's number stays, the id gets a tail."""
    office.desk.register("repair", LEAK, by=ann, case_id="JOB-000002")
    case = office.registered()
    assert case.id.startswith("JOB-000002-")
    assert [one.number for one in office.store.entries("riverside", "JOB")] == [1, 2]
    assert office.registered().id == "JOB-000003"
    assert office.desk.verify().faults == ()


@pytest.mark.parametrize("tenant", ["", " ", "a/b", "x" * 201, None, 5, "\ud800"])
def test_a_tenant_that_is_none(tenant: Any, quick: Office) -> None:
    """A tenant is a text of 1 to 200 characters without a stroke."""
    with pytest.raises(InvalidValue, match=r"^tenant: "):
        quick.desk.for_tenant(tenant)
    with pytest.raises(InvalidValue, match=r"^tenant: "):
        Desk([WORKFLOW], quick.store, tenant=tenant)


@pytest.mark.parametrize("limit", [0, -1, 100_001, "5", 1.0, True])
def test_a_limit_that_is_none(limit: Any, quick: Office) -> None:
    """How much is to be done at once is a whole number in range."""
    for ask in (quick.desk.tick, quick.desk.deliver):
        with pytest.raises(InvalidValue, match=r"^limit: "):
            ask(limit)
    with pytest.raises(InvalidValue, match=r"^limit: "):
        quick.desk.find(limit=limit)


def test_a_page_that_begins_nowhere(office: Office) -> None:
    """A page begins after an id, which is text."""
    office.registered()
    with pytest.raises(InvalidValue, match=r"^after: "):
        office.desk.find(after=5)  # type: ignore[arg-type]
    assert office.desk.find(after="JOB-000001") == ()


def test_a_series_of_nothing(office: Office) -> None:
    """Asking for no action at all is a mistake, not a success."""
    case = office.registered()
    with nothing_written(office), pytest.raises(InvalidValue, match=r"^tasks: "):
        office.desk.series(case.id, [])


def test_a_series_is_done_wholly_or_not_at_all(office: Office) -> None:
    """Where the third of three is refused, the first two are not on record either."""
    case = office.registered()
    tasks = [Task("open", by=ann), Task("take", by=bob), Task("finish", by=guest)]
    with nothing_written(office), pytest.raises(Refused) as refusal:
        office.desk.series(case.id, tasks)
    assert refusal.value.action == "finish"
    assert office.desk.series(case.id, [*tasks[:2], Task("finish", by=bob)]).state == "done"
    with nothing_written(office), pytest.raises(Refused):
        office.desk.register("repair", LEAK, by=ann, then=[Task("finish", by=bob)])
