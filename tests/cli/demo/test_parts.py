"""The parts of the demonstration: shifts, courses, papers, and how an instant is said."""

from __future__ import annotations

import pytest

from propflow.cli.demo import site
from propflow.cli.demo.papers import USUAL, filled
from propflow.cli.demo.people import STAFF, Person
from propflow.cli.demo.residents import DUTY, ORDINARY, course
from propflow.cli.demo.telling import LOCAL, at
from propflow.model.instants import from_text
from propflow.workflows.complaint import complaint


def test_everybody_in_a_course_works_here() -> None:
    """
    Every department has a head and a handler, and whoever does a step of an ordinary course is on the staff.
    """
    people = {who for pair in DUTY.values() for who in pair}
    for one in ORDINARY:
        people |= {step.who for step in course(one.department, one.content)}
    assert people <= {one.id for one in STAFF}


def test_papers_are_filled_in_for_the_moment() -> None:
    """
    NOW and TOMORROW become instants, changes replace what is usual, and an action without a form has no paper.
    """
    now = from_text("2025-03-03T00:00:00.000000Z")
    paper = filled("complaint", "dispatch", now, {"track": "repair"})
    assert paper is not None
    assert paper["dispatched_at"] == "2025-03-03T00:00:00+00:00"
    assert paper["expected_completion_at"] == "2025-03-04T00:00:00+00:00"
    assert paper["track"] == "repair"
    assert filled("complaint", "archive_explained", now, {}) is None
    workflows = {one.name: one for one in (complaint, *site.AT_THE_DESK)}
    for name, papers in USUAL.items():
        assert set(papers) <= {one.name for one in workflows[name].actions}


def test_an_instant_after_the_week_has_its_date() -> None:
    """
    Within the week the weekday tells the day; three months later it would not.
    """
    sunday, monday = from_text("2025-03-09T15:59:00.000000Z"), from_text("2025-03-09T16:00:00.000000Z")
    assert sunday.astimezone(LOCAL).hour == 23
    assert [at(sunday), at(monday), at(None)] == ["Sun 23:59", "10 Mar 00:00", "—"]


@pytest.mark.parametrize(
    ("hour", "day", "night"), [(7, False, True), (8, True, False), (19, True, False), (20, False, True)]
)
def test_a_shift_may_go_past_midnight(hour: int, day: bool, night: bool) -> None:
    """
    Shifts begin at their first hour and end before their last, also across midnight.
    """
    assert Person("a", (), 8, 20).on_duty(hour) is day
    assert Person("b", (), 20, 8).on_duty(hour) is night
