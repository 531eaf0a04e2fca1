"""By when: two working days, three months, thirty days, a patrol a day; and what happens when they are over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.workflows.renovation.lives import (
    APPROVED,
    OBSERVED,
    PASSED,
    REVIEWED,
    WORKING,
    Site,
    given,
)

from propflow import Actor
from propflow.model.journal import Record

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SHANGHAI = timedelta(hours=8)


def at(day: str, time: str = "09:00") -> datetime:
    """An instant by the clock in Shanghai."""
    return datetime.fromisoformat(f"{day}T{time}:00+08:00").astimezone(UTC)


def begun(day: str, time: str = "09:00") -> Site:
    """A site whose story begins at an instant."""
    site = given()
    site.clock.advance(at(day, time) - site.clock())
    return site


def acts(site: Site, *names: str) -> list[Record]:
    """The acts of these names on the renovation."""
    return [one for one in site.desk.journal(site.case_id) if one.kind == "act" and one.action in names]


def told_roles(site: Site, clock: str) -> set[str]:
    """Whom the marks of a clock have told."""
    marks = [one for one in site.desk.journal(site.case_id) if one.kind == "mark" and one.action == clock]
    return {str(message["role"]) for one in marks for message in one.messages}


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-10-12", "2026-10-14 18:00"),  # Monday: the day of sending does not count
        ("2026-10-15", "2026-10-19 18:00"),  # Thursday: a weekend lies between
        ("2026-09-30", "2026-10-09 18:00"),  # the national holiday is no working time
        ("2026-10-08", "2026-10-10 18:00"),  # the Saturday after it is worked
    ],
)
def test_two_working_days_to_decide(sent: str, due: str) -> None:
    """Holidays and weekends do not count, make-up days do; exactly at the end is on time."""
    site = begun(sent).told(*REVIEWED)
    run = site.case.clock("review")
    assert run is not None
    assert run.due_at is not None
    assert f"{run.due_at + SHANGHAI:%Y-%m-%d %H:%M}" == due
    site.clock.advance(run.due_at - site.clock())
    site.told("approve")
    ended = site.case.clock("review")
    assert ended is not None
    assert ended.verdict == "on_time"


def test_a_late_decision() -> None:
    """Engineering hears of it, then the office head; the verdict is late, once and for all."""
    site = begun("2026-10-12").told(*REVIEWED, 4 * DAY)
    assert told_roles(site, "review") == {"engineering_department", "office_head"}
    site.told("reject", "receive_file_back", "revise", "submit_application", "accept_and_send")
    first, second = acts(site, "accept_and_send")
    assert [one.changes["clocks"]["review"]["verdict"] for one in acts(site, "reject")] == ["late"]  # type: ignore[index]
    run = site.case.clock("review")
    assert run is not None
    assert (run.cycle, run.verdict, first.at < second.at) == (2, None, True)


def test_a_notice_has_its_period_wherever_it_is_served() -> None:
    """Also in overdue works, where it moves nothing: past the period somebody hears of it, until it is settled."""
    site = given().told(*WORKING, 81 * DAY, "note_violation", 8 * DAY)
    assert told_roles(site, "rectification") == {"cs_staff", "engineering_department", "centre_manager"}
    site.told("clear_violation")
    run = site.case.clock("rectification")
    assert run is not None
    assert run.verdict == "late"


def test_a_permit_of_three_months() -> None:
    """Three months to the minute, the day after a shorter month clipped; a second more is too long."""
    site = begun("2026-11-30").told(*WORKING[: WORKING.index("open")])
    too_long = (at("2027-02-28") + timedelta(seconds=1)).isoformat()
    assert site.refused("open", valid_until=too_long) == {"validity_too_long"}
    site.did("open", valid_until=at("2027-02-28").isoformat())
    run = site.case.clock("works")
    assert run is not None
    assert run.due_at == at("2027-02-28")


def test_works_expire_of_themselves() -> None:
    """At its last instant the permit has run out; a week before somebody was told; whoever extends late says why."""
    site = given().told(*WORKING)
    end = site.clock() + 80 * DAY
    site.clock.advance(end - site.clock() - timedelta(seconds=1))
    site.desk.tick()
    assert (site.state, told_roles(site, "works")) == ("in_works", {"cs_staff"})
    site.clock.advance(timedelta(seconds=1))
    site.desk.tick()
    (expired,) = acts(site, "works_expired")
    assert (site.state, expired.actor, expired.at) == ("in_works_overdue", "system", end)
    assert told_roles(site, "works") >= {"engineering_department", "security_guard"}
    assert site.refused("extend_late", valid_until="+30", late_reason="") == {"late_reason_missing"}
    site.told(("extend_late", {"valid_until": "+30"}), 31 * DAY)
    assert len(acts(site, "works_expired")) == 2


def test_an_extension_in_time_moves_the_end() -> None:
    """The works go on past the first end of the permit, and expire at the second."""
    site = given().told(*WORKING, ("extend", {"valid_until": "+120", "late_reason": ""}), 119 * DAY)
    assert site.state == "in_works"
    site.later(DAY)
    assert site.state == "in_works_overdue"


def test_a_violation_while_the_permit_runs_out() -> None:
    """Once it is put right the works are overdue, not under way; what is overdue can be extended."""
    site = given().told(*WORKING, ("find_violation", {"rectify_by": "+20"}), 10 * DAY)
    site.told(75 * DAY)
    assert site.state == "works_rectification"
    assert site.refused("accept_rectification") == {"permit_run_out"}
    assert site.refused("extend", valid_until="+30") == {"rectify_first"}
    site.told("accept_rectification_late", ("extend_late", {"valid_until": "+30"}))
    run = site.case.clock("works")
    assert run is not None
    assert (site.state, run.cycle, run.verdict) == ("in_works", 2, None)
    assert site.desk.verify().faults == ()


def test_thirty_days_are_a_waiting_time() -> None:
    """Not a microsecond sooner than thirty days after the inspection, and no verdict however late it is."""
    site = given().told(*OBSERVED)
    passed = site.clock()
    site.clock.advance(30 * DAY - timedelta(microseconds=1))
    assert site.refused("due_reinspection") == {"too_early"}
    site.clock.advance(timedelta(microseconds=1))
    assert site.clock() == passed + 30 * DAY
    site.desk.tick()
    assert told_roles(site, "observation") == {"cs_staff"}
    site.told("due_reinspection")
    run = site.case.clock("observation")
    assert run is not None
    assert run.verdict == "void"


def test_a_defect_makes_the_thirty_days_begin_anew() -> None:
    """They are not resumed: after twenty-nine days and a defect it takes thirty more."""
    site = given().told(*OBSERVED, 29 * DAY, "defect_in_observation", "report_rectified")
    site.told(("pass_rectification_check", {"notices": ["ZG-5"]}), DAY)
    assert site.refused("due_reinspection") == {"too_early"}
    site.told(29 * DAY, "due_reinspection")
    assert site.state == "reinspection"


def test_a_patrol_a_day() -> None:
    """A day with a patrol owes none; a day without one goes on record at its end, and the next one owes its own."""
    site = begun("2026-10-12").told(*WORKING)
    site.clock.advance(at("2026-10-12", "16:00") - site.clock())
    site.told("log_patrol")
    for day in range(13, 19):
        site.clock.advance(at(f"2026-10-{day}", "00:00") - site.clock())
        site.desk.tick()
        site.clock.advance(timedelta(minutes=1))
        site.desk.tick()
        if day == 14:
            site.clock.advance(at("2026-10-14", "11:00") - site.clock())
            site.told("log_patrol")
    missed = [f"{one.at + SHANGHAI:%m-%d}" for one in acts(site, "miss_patrol")]
    assert missed == ["10-14", "10-16", "10-17", "10-18"]  # each the day before, and one after another
    assert told_roles(site, "patrol") == {"centre_manager"}
    assert site.desk.verify().faults == ()


def test_an_office_that_slept_for_days() -> None:
    """What was missed meanwhile is one gap on record, and the audit accepts it; then days are owed one by one."""
    site = begun("2026-10-12").told(*WORKING)
    site.clock.advance(5 * DAY)
    site.desk.tick()
    assert len(acts(site, "miss_patrol")) == 1
    assert site.desk.verify().faults == ()
    site.told("log_patrol", "report_completion")
    assert site.desk.verify().faults == ()


def test_fees_and_papers_that_do_not_come() -> None:
    """After the limit somebody is told, and the centre head may let the application lapse."""
    site = given().told(*APPROVED, 31 * DAY)
    assert told_roles(site, "fees") == {"finance_department", "cs_staff"}
    site.did("lapse", vouchers=[])
    assert site.state == "withdrawn"
    assert site.desk.verify().faults == ()


def test_a_refund_that_does_not_come() -> None:
    """Finance and the office head hear of it, at the case and at the deposit."""
    site = given().told(*PASSED, "deposit.order_refund", 11 * DAY)
    assert told_roles(site, "refund") == {"finance_department", "office_head"}
    marks = [one for one in site.desk.journal(site.deposit) if one.kind == "mark"]
    assert {str(message["role"]) for one in marks for message in one.messages} == {"finance_department", "office_head"}


def test_a_pass_for_a_rectification_is_a_limited_one() -> None:
    """When its time is over, service and security hear of it."""
    site = given().told(*OBSERVED, "pass.close", "defect_in_observation", "pass.reactivate", 8 * DAY)
    marks = [
        one for one in site.desk.journal(site.at("pass:lead-wang")) if one.kind == "mark" and one.action == "limited"
    ]
    assert {str(message["role"]) for one in marks for message in one.messages} == {"cs_staff", "security_guard"}


def test_hot_work_ends_with_its_permit() -> None:
    """Past it security and engineering are told, until somebody notes that it has ended."""
    site = given().told(*WORKING, "grant_hot_work", 2 * DAY)
    assert told_roles(site, "hot_work") == {"security_guard", "engineering_department"}
    site.told("end_hot_work")
    assert site.refused("end_hot_work", Actor("security_guard", ["security_guard"])) == {"no_hot_work"}
