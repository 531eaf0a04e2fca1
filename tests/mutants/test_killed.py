"""
Known mistakes are found out: each by the corner cases named here, which hold without it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.desk import test_corner_cases as on_desks
from tests.desk import test_corner_cases_of_time as of_time
from tests.desk import test_ringing as of_ringing
from tests.engine import test_clocks as of_clocks
from tests.engine import test_corner_cases as of_promises
from tests.engine import test_extensions as of_extensions
from tests.engine import test_limits as of_limits
from tests.engine import test_service_time as of_service_time
from tests.model.calendars import test_corner_cases as of_calendars
from tests.mutants import wrong_calendars as calendars
from tests.mutants import wrong_clocks as clocks
from tests.mutants.spoiling import MUTANTS, Mutant, spoilt
from tests.office import Office
from tests.scaffolds import HOUR, INSTANT, Yard
from tests.workflows.complaint import test_corner_cases as of_complaints

from propflow import MemoryStore

Make = Callable[[], Any]


def office() -> Office:
    """An office as the tests of clocks are given."""
    return Office(MemoryStore())


def yard() -> Yard:
    """A yard as the tests of extensions are given."""
    return Yard(MemoryStore())


def folder() -> Path:
    """An empty folder."""
    return Path(tempfile.mkdtemp())


@attrs.frozen
class Check:
    """A corner case, with what its test is given; what can be called is made anew each time."""

    test: Callable[..., None]
    given: dict[str, Any]

    def __call__(self) -> None:
        self.test(**{name: one() if callable(one) else one for name, one in self.given.items()})

    @property
    def name(self) -> str:
        """Its name, from the number on."""
        return self.test.__name__.removeprefix("test_")


def by(test: Callable[..., None], **given: Any) -> Check:
    """The corner case of that test."""
    return Check(test, given)


KILLED: dict[Mutant, list[Check]] = {
    calendars.steps_of_86400_seconds: [by(of_calendars.test_case_02_a_day_later_is_the_same_time_of_day)],
    calendars.days_of_86400_seconds: [by(of_calendars.test_case_02_a_day_later_is_the_same_time_of_day)],
    calendars.a_date_with_a_gap_is_skipped: [
        by(of_calendars.test_case_02_clocks_put_forward_and_back),
    ],
    calendars.months_of_thirty_days: [
        by(of_calendars.test_case_22_month_arithmetic),
        by(of_calendars.test_case_19_units, written="1 month", due="2026-11-12 17:00:00"),
    ],
    calendars.dates_of_utc: [by(of_calendars.test_case_19_units, written="same_day", due="2026-10-13 00:00:00")],
    calendars.naive_is_utc: [by(of_calendars.test_case_01_instant_and_wall_time)],
    calendars.holidays_at_the_start_only: [
        by(of_calendars.test_case_11_holiday_inside_the_run),
        by(of_calendars.test_case_12_make_up_workday_on_a_weekend),
    ],
    calendars.unpublished_years_are_certain: [
        by(of_calendars.test_case_15_calendar_horizon),
        by(of_calendars.test_case_15_the_end_of_the_last_published_night_is_certain),
    ],
    calendars.overlaps_count_twice: [
        by(of_calendars.test_case_26_pause_outside_hours_is_nothing_and_overlaps_count_once)
    ],
    calendars.empty_calendars_are_taken: [by(of_calendars.test_case_17_no_working_time_at_all)],
    clocks.touching_resets: [
        by(on_desks.test_case_34_whoever_gets_it_next_gets_no_more_time),
        by(on_desks.test_case_43_a_note_gives_no_more_time),
        by(of_clocks.test_case_43_a_start_while_it_runs_changes_nothing, quick=office),
        by(of_complaints.test_case_34_another_handler_gets_no_more_time_and_the_first_receiver_stays_responsible),
    ],
    clocks.the_deadline_is_kept_while_paused: [
        by(of_clocks.test_case_27_a_pause_has_no_deadline_and_gives_back_the_time, quick=office),
        by(on_desks.test_case_26_a_clock_that_is_born_into_a_pause_stands_still_from_the_start),
    ],
    clocks.a_hold_counts_on_leaving_it_only: [
        by(on_desks.test_case_26_what_ends_out_of_a_pause_has_used_up_only_what_it_ran, gap=200),
        by(of_clocks.test_case_26_stopped_while_paused_is_on_time, quick=office),
    ],
    clocks.holds_count_around_the_clock: [
        by(of_service_time.test_case_26_a_pause_outside_service_changes_nothing),
        by(of_service_time.test_case_26_a_pause_within_service_moves_it_by_what_was_lost),
    ],
    clocks.a_pause_undoes_a_breach: [
        by(of_clocks.test_case_29_a_pause_cannot_undo_a_breach, over=HOUR, quick=office),
    ],
    clocks.another_grade_counts_from_creation: [
        by(of_limits.test_case_30_worked_out_anew_while_paused),
    ],
    clocks.a_verdict_is_passed_again: [by(of_limits.test_case_30_a_stopped_clock_is_not_worked_out_anew)],
    clocks.exactly_at_the_limit_is_late: [
        by(of_clocks.test_case_23_exactly_at_the_limit_is_on_time, late=timedelta(0), verdict="on_time", quick=office)
    ],
    clocks.excused_is_on_time: [
        by(of_extensions.test_case_32_what_is_late_within_an_extension_is_excused, stop=24 * HOUR + INSTANT,
           verdict="excused", yard=yard),
        by(of_complaints.test_case_32_an_excused_overrun_names_who_excused_it),
    ],
    clocks.reopening_rewrites_the_first_cycle: [
        by(of_clocks.test_case_37_reopening_begins_a_new_cycle),
        by(of_clocks.test_case_37_a_verdict_once_passed_stays_in_the_journal, quick=office),
        by(of_complaints.test_case_37_a_late_first_cycle_stays_late),
    ],
    clocks.what_was_merged_goes_on: [
        by(of_complaints.test_case_38_nothing_is_owed_any_longer_for_what_was_merged),
        by(of_clocks.test_case_40_voiding_passes_no_verdict_on_time_or_late, quick=office),
        by(on_desks.test_case_40_void_is_neither_on_time_nor_late_but_counted),
    ],
    clocks.a_promise_takes_the_place_of_the_rule: [
        by(of_promises.test_case_33_an_earlier_promise_binds_at_once_and_a_later_one_gives_nothing,
           promise=30, owed=24),
        by(of_promises.test_case_33_a_promise_that_is_put_off_still_ends_with_the_rule),
    ],
    clocks.a_pause_lasts_until_somebody_ends_it: [
        by(of_promises.test_case_28_after_the_longest_pause_the_clock_runs_again_by_itself,
           stop=34 * HOUR + INSTANT, verdict="late"),
        by(of_promises.test_case_28_nobody_has_to_look_at_the_instant_at_which_it_runs_again, ticks=[]),
    ],
    clocks.an_edition_is_never_looked_at_again: [
        by(of_promises.test_case_16_a_holiday_that_is_published_late_moves_what_runs_and_says_so),
        by(of_promises.test_case_15_a_deadline_beyond_the_published_years_is_provisional_until_they_come),
        by(of_promises.test_case_31_acting_and_ticking_come_to_the_same_under_a_new_edition),
    ],
    clocks.verdicts_are_passed_again_by_a_new_calendar: [
        by(of_promises.test_case_16_a_verdict_that_was_passed_stands_under_any_edition),
    ],
    clocks.a_case_is_as_late_as_the_last_tick_found_it: [
        by(on_desks.test_case_06_what_the_system_owes_is_seen_before_it_is_done),
    ],
    clocks.unassigned_never_escalates: [
        by(of_ringing.test_case_42_a_case_that_was_assigned_to_nobody_climbs, quick=office),
        by(of_complaints.test_case_42_a_complaint_nobody_has_taken_up_climbs),
    ],
    clocks.after_an_outage_the_first_mark_is_the_only_one: [
        by(of_clocks.test_case_41_after_an_outage_everything_fires_once_and_in_order, quick=office),
        by(of_clocks.test_case_41_marks_of_several_clocks_fire_by_their_instants, quick=office),
    ],
    clocks.only_the_first_hundred_cases_are_looked_at: [
        by(on_desks.test_case_44_the_earliest_instant_goes_first_whatever_was_registered_first, store=MemoryStore),
        by(on_desks.test_case_44_more_breaches_than_a_round_takes_are_all_reached, store=MemoryStore),
    ],
    clocks.the_time_of_the_machine: [
        by(of_time.test_case_03_everything_is_dated_by_the_clock_that_was_given, tmp_path=folder),
    ],
    clocks.times_as_the_site_shows_them: [
        by(of_time.test_case_01_the_zone_in_which_a_machine_tells_the_time_does_not_matter),
    ],
    clocks.a_time_without_a_zone_is_taken: [
        by(of_time.test_case_01_a_clock_that_tells_no_instant_writes_nothing, given_=datetime(2026, 9, 1)),  # noqa: DTZ001
    ],
    clocks.anything_can_be_dated_back: [
        by(of_clocks.test_case_04_a_stop_counts_from_when_it_happened, quick=office),
        by(of_clocks.test_case_04_without_a_tolerance_clocks_follow_the_record),
    ],
}  # fmt: skip
"""Which corner cases each mistake breaks."""

PAIRS = [(mutant, check) for mutant, checks in KILLED.items() for check in checks]
EACH = [pytest.param(*one, id=f"{one[0].wrong.__name__}-{one[1].name}") for one in PAIRS]


@pytest.mark.parametrize(("mutant", "check"), EACH)
def test_a_corner_case_finds_the_mistake_out(mutant: Mutant, check: Check) -> None:
    """With the mistake in it the test of the corner case fails, by what it claims."""
    with spoilt(mutant), pytest.raises((AssertionError, pytest.fail.Exception)):
        check()


@pytest.mark.parametrize("check", {one.name: one for _, one in PAIRS}.values(), ids=lambda one: one.name)
def test_without_a_mistake_the_same_checks_hold(check: Check) -> None:
    """What fails them is the mistake and nothing else, also right after one was there."""
    check()


def test_no_mistake_is_left_alone() -> None:
    """Each is found out by at least one corner case that has a number, and says what it gets wrong."""
    assert {*KILLED} == {*MUTANTS}
    assert all(one.name.startswith("case_") for _, one in PAIRS)
    assert all(KILLED[one] and one.mistake for one in MUTANTS)
