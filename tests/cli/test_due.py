"""When something is due, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

START = ("--from", "2026-09-30T17:00:00+08:00")


def test_help_has_an_example(run: Run) -> None:
    """
    `propflow due --help` shows one, and names --json.
    """
    ran = run("due", "--help")
    assert ran.status == 0
    assert "Example: propflow due --from" in " ".join(ran.out.split())
    assert "--json" in ran.out


@pytest.mark.parametrize(
    ("within", "calendar", "due"),
    [
        ("3 working_days", "cn-office", "2026-10-10T18:00:00+08:00"),
        ("1 working_day", "cn-office", "2026-10-08T18:00:00+08:00"),
        ("15 minutes", "cn-office", "2026-09-30T17:15:00+08:00"),
        ("24 hours", "always", "2026-10-01T17:00:00+08:00"),
        ("2 days", "cn-office", "2026-10-02T17:00:00+08:00"),
        ("1 month", "always", "2026-10-30T17:00:00+08:00"),
        ("same_day", "cn-office", "2026-10-01T00:00:00+08:00"),
        ("same_service_day", "cn-office", "2026-09-30T18:00:00+08:00"),
    ],
)
def test_the_amounts_of_the_contract(within: str, calendar: str, due: str, run: Run) -> None:
    """
    The instant stands alone on its line, in RFC 3339 and the calendar's zone; as JSON it has its steps.
    """
    ran = run("due", *START, "--within", within, "--calendar", calendar)
    assert (ran.status, ran.out, ran.err) == (0, f"{due}\n", "")
    found = run("due", *START, "--within", within, "--calendar", calendar, "--json").json
    assert (found["due"], found["provisional"]) == (due, False)
    assert [found["steps"][0]["kind"], found["steps"][-1]["kind"]] == ["start", "due"]


def test_without_a_calendar_it_counts_around_the_clock(run: Run) -> None:
    """
    The calendar is `always`, in Asia/Shanghai.
    """
    found = run("due", *START, "--within", "4 hours", "--json").json
    assert (found["due"], found["calendar"], found["zone"]) == ("2026-09-30T21:00:00+08:00", "always", "Asia/Shanghai")


def test_another_zone(run: Run) -> None:
    """
    `--zone` moves the days of any calendar, and the answer is in that zone.
    """
    assert run("due", *START, "--within", "same_day", "--zone", "Europe/Paris").out == "2026-10-01T00:00:00+02:00\n"
    there = run("due", *START, "--within", "1 hour", "--zone", "Europe/Paris", "-c", "cn-office").out
    assert there == "2026-09-30T12:00:00+02:00\n"


def test_provisional(run: Run) -> None:
    """
    Past the published holidays the answer says so, in words and as JSON; natural days do not.
    """
    ran = run("due", *START, "--within", "70 working_days", "--calendar", "cn-office")
    assert "Provisional: no holidays are published after 2026" in ran.out
    assert run("due", *START, "--within", "70 working_days", "-c", "cn-office", "--json").json["provisional"] is True
    assert run("due", *START, "--within", "200 days", "-c", "cn-office", "--json").json["provisional"] is False


def test_explain_in_two_languages(run: Run) -> None:
    """
    `--explain` lists every day with its reason before the answer.
    """
    lines = run("due", *START, "--within", "3 working_days", "-c", "cn-office", "--explain").out.splitlines()
    assert "2026-10-10 (make-up day, National Day): working day 3: 08:00-18:00" in lines
    assert lines[-1] == "2026-10-10T18:00:00+08:00"
    chinese = run("due", *START, "--within", "3 working_days", "-c", "cn-office", "--explain", "--lang", "zh").out
    assert "2026-10-01（放假、国庆节）：无服务时间" in chinese


def test_a_calendar_of_ones_own(run: Run, tmp_path: Path) -> None:
    """
    `--calendar` takes the path of a TOML file; one with faults is refused with all of them on one line.
    """
    path = tmp_path / "gate.toml"
    path.write_text('name = "gate"\nweekly.mon-fri = "08:00-16:00"\n', encoding="utf-8")
    assert run("due", *START, "--within", "1 working_day", "-c", path).out == "2026-10-01T16:00:00+08:00\n"
    path.write_text('weekly.funday = "08:00-07:00"\n', encoding="utf-8")
    said = run("due", *START, "--within", "1 working_day", "-c", path).refused()
    assert "name is missing" in said
    assert "'funday'" in said
    assert "closes before it opens" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*START, "--within", "0 days"), "from 1 to 100,000"),
        ((*START, "--within", "0 working_days"), "from 1 to 25,000"),
        ((*START, "--within", "-1 days"), "write a whole number"),
        ((*START, "--within", "1.5 hours"), "write a whole number"),
        ((*START, "--within", "100001 minutes"), "from 1 to 100,000"),
        ((*START, "--within", "soon"), "write a whole number"),
        ((*START, "--within", "1 day", "--calendar", "nowhere"), "no calendar called 'nowhere'"),
        ((*START, "--within", "1 day", "--calendar", "nowhere.toml"), "nowhere.toml"),
        ((*START, "--within", "1 day", "--zone", "Mars/Olympus"), "no IANA time zone"),
        (("--from", "2026-09-30T17:00:00", "--within", "1 day"), "without a zone"),
        (("--from", "tomorrow", "--within", "1 day"), "no RFC 3339 instant"),
        (("--from", "2003-09-30T17:00:00+08:00", "--within", "1 hour", "-c", "cn-office"), "known from 2004 on"),
        (("--from", "9999-12-31T00:00:00Z", "--within", "1 month"), "beyond what a calendar can work out"),
        (("--from", "0001-01-01T00:00:00Z", "--within", "1 working_day"), "beyond what a calendar can work out"),
        (START, "--within"),
    ],
)
def test_what_cannot_be_used(arguments: tuple[str, ...], said: str, run: Run) -> None:
    """
    Zero, negative, fractional and absurd amounts, unknown names and instants without a zone: one line, status 2.
    """
    assert said in run("due", *arguments).refused()


def test_an_offset_with_seconds_is_written_in_utc(run: Run) -> None:
    """
    RFC 3339 has no seconds in an offset, which clocks had before there were zones.
    """
    assert run("due", "--from", "1880-01-01T00:00:00Z", "--within", "1 day").out == "1880-01-02T00:00:00.000000Z\n"
