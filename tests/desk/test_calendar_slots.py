"""Calendars by name: what a desk knows, what a policy may name, and what becomes of cases whose calendar is gone."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.visits import SHIFT, SITE, Yard, go, rules, sam, visit

from propflow import (
    AsyncDesk,
    Desk,
    MemoryStore,
    ServiceCalendar,
    Workflow,
    calendar,
    calendar_slot,
    connect,
    hookimpl,
    hours,
    working_days,
)
from propflow.definition.check import faults_of
from propflow.errors import DefinitionError, InvalidValue, Misplaced, UnknownDefinition, UnknownName
from propflow.model.calendars import ALWAYS
from propflow.model.calendars.almanac import BUILT_IN_ONLY, Almanac
from propflow.model.calendars.builtin import CN_OFFICE

where = calendar_slot("where", en="Hours of the site", zh="服务时间")
WRITTEN = visit(go(within=hours(12), calendar=where), slots=[where])


def under(name: str) -> Workflow:
    """The workflow under a policy that names this calendar."""
    return WRITTEN.under(rules(name.replace("-", "_"), where=name))


# The almanac


def test_an_almanac_knows_what_it_was_given_and_what_comes_with_propflow() -> None:
    """By name; one that nobody knows is refused with those that there are."""
    almanac = Almanac([SITE, SHIFT])
    assert (almanac.calendar("site"), almanac.calendar("cn-office"), almanac.calendar("always")) == (
        SITE, CN_OFFICE, ALWAYS,
    )  # fmt: skip
    with pytest.raises(UnknownName, match="always, cn-office, site, shift"):
        almanac.calendar("siet")
    with pytest.raises(UnknownName, match="always, cn-office"):
        BUILT_IN_ONLY.calendar("site")


def test_an_almanac_says_the_editions_of_what_may_change() -> None:
    """Around the clock there is nothing that could."""
    assert Almanac([SITE]).editions == {"cn-office": CN_OFFICE.edition, "site": SITE.edition}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([SITE, attrs.evolve(SHIFT, name="site")], "Two calendars are called 'site'."),
        ([attrs.evolve(SITE, name="cn-office")], "'cn-office' is a calendar that comes with propflow; give yours"),
        ([attrs.evolve(SITE, name="always")], "'always' is a calendar that comes with propflow; give yours"),
        (["cn-office"], "A calendar is a ServiceCalendar or Always, not str."),
        ([SITE, None], "A calendar is a ServiceCalendar or Always, not NoneType."),
    ],
)
def test_calendars_that_nobody_could_tell_apart_are_refused(given: list[Any], told: str) -> None:
    """Two of one name, the name of one of ours, and what is no calendar at all: by almanac and desk alike."""
    for make in (Almanac, lambda some: Desk([], MemoryStore(), calendars=some)):
        with pytest.raises(Misplaced) as refusal:
            make(given)
        assert str(refusal.value).startswith(told)


def test_the_same_calendar_twice_is_one() -> None:
    """Given by the host and by a plugin, equal in all, it is no contradiction; neither is one of ours as it is."""
    twin = attrs.evolve(SITE)
    assert Almanac([SITE, twin, CN_OFFICE, ALWAYS]).calendar("site") == SITE


# Policies name them


@pytest.mark.parametrize("asynchronous", [False, True])
def test_case_18_two_policies_two_calendars_two_deadlines(asynchronous: bool) -> None:
    """The same workflow for two sites: what comes at 17:00 has twelve hours of either's service time."""
    workflows = [under(name) for name in ("site", "shift", "always")]
    if asynchronous:
        AsyncDesk(workflows, MemoryStore(), calendars=[SITE, SHIFT])
    office = Yard(MemoryStore(), *workflows, calendars=[SITE, SHIFT]).at("09-07 17:00")
    found = []
    for one in workflows:
        case = office.desk.register(one, by=sam)
        office.do(case.id, "open")
        found.append(office.due(case.id))
    assert found == ["09-09 10:00", "09-08 17:00", "09-08 05:00"]
    assert office.desk.verify().faults == ()


def test_a_calendar_that_the_desk_does_not_know() -> None:
    """It is refused when the desk is put together, by workflow and policy, with the calendars that there are."""
    for make in (Desk, AsyncDesk):
        with pytest.raises(Misplaced) as refusal:
            make([under("shift")], MemoryStore(), calendars=[SITE])
        told = str(refusal.value)
        assert told.startswith("Workflow 'visit' of version 1 under policy 'shift' needs a calendar. ")
        assert "shift" in told and "always, cn-office, site" in told


@pytest.mark.parametrize("value", ["", "a" * 201, 5, None, "  ", True])
def test_a_policy_names_a_calendar_by_its_name(value: Any) -> None:
    """A value that could be no name is the policy's fault, before any desk has to know the calendar."""
    with pytest.raises(DefinitionError, match="where"):
        WRITTEN.under(rules(where=value))
    with pytest.raises(InvalidValue):
        where.read(value)


def test_no_policy_does_without_a_calendar() -> None:
    """Nor does one that is silent."""
    with pytest.raises(DefinitionError, match=r"may not switch 'visit\.where'"):
        WRITTEN.under(rules(where="off"))
    with pytest.raises(DefinitionError, match=r"is silent on 'visit\.where'"):
        WRITTEN.under(rules())


def test_our_own_choice_holds_until_a_policy_names_another() -> None:
    """A design value is a name like any other."""
    usual = calendar_slot("where", en="Hours of the site", zh="服务时间", design="cn-office")
    written = visit(go(within=working_days(1), calendar=usual), slots=[usual])
    assert faults_of(written) == []
    office = Yard(MemoryStore(), written, calendars=[SITE]).at("09-30 09:00")
    assert office.due(office.going()) == "10-08 18:00"
    other = Yard(MemoryStore(), written.under(rules(where="site")), calendars=[SITE]).at("09-30 09:00")
    assert other.due(other.going()) == "10-01 18:00"


# Where they come from


class Sites:
    """A plugin that brings calendars."""

    def __init__(self, *calendars: ServiceCalendar, name: str = "sites") -> None:
        self.name = name
        self.calendars = calendars
        self.asked = 0

    @hookimpl
    def propflow_calendars(self) -> tuple[ServiceCalendar, ...]:
        """Those."""
        self.asked += 1
        return self.calendars


def test_plugins_bring_calendars() -> None:
    """Asked once, when the desk is put together; beside those that the host gives."""
    sites = Sites(SHIFT)
    desk = connect("memory:", [under("shift"), under("site")], plugins=[sites], discover=False, calendars=[SITE])
    assert sites.asked == 1
    assert sorted(desk._house.calendars.given) == ["shift", "site"]
    with pytest.raises(Misplaced, match="needs a calendar"):
        connect("memory:", [under("shift")], discover=False)


def test_plugins_that_contradict_each_other_or_us_are_refused() -> None:
    """Two of one name that differ, one of ours, and what is none; the same one twice is fine."""
    other = attrs.evolve(SITE, weekly={"sun": "08:00-09:00"})
    for brought in (Sites(other), Sites(attrs.evolve(SITE, name="cn-office")), Sites("site")):  # type: ignore[arg-type]
        with pytest.raises(Misplaced):
            connect("memory:", [], plugins=[brought], discover=False, calendars=[SITE])
    connect(
        "memory:", [under("site")], plugins=[Sites(SITE), Sites(SITE, name="more")], discover=False, calendars=[SITE]
    )


# Cases whose calendar is gone


def test_case_31_a_recalled_policy_finds_its_calendar(store: Any) -> None:
    """A desk with another policy takes an old case up under its own, as long as it knows the calendar."""
    first = Yard(store, under("shift"), calendars=[SHIFT]).at("09-07 17:00")
    case = first.going()
    later = Yard(store, under("site"), calendars=[SITE, SHIFT]).at("09-07 18:00")
    later.do(case, "note")
    assert later.due(case) == "09-08 17:00"
    assert later.due(later.at("09-08 09:00").going()) == "09-09 12:00"
    assert later.desk.verify().faults == ()


def test_case_31_without_its_calendar_a_case_is_not_touched(store: Any) -> None:
    """
    Acting and explaining are refused, ticking reports it and goes on with the others, and with the calendar back it is
    as it was.
    """
    first = Yard(store, under("shift"), calendars=[SHIFT]).at("09-07 17:00")
    case = first.going()
    before = [one.text for one in store.journal("default", case)]
    without = Yard(store, under("site"), calendars=[SITE]).at("09-12 17:00")
    for ask in (
        lambda: without.do(case, "note"),
        lambda: without.desk.explain_deadline(case),
        lambda: without.desk.options(case, by=sam),
    ):
        with pytest.raises(UnknownDefinition, match="visit"):
            ask()
    own = without.going()
    report = without.at("09-20 17:00").desk.tick()
    assert [one[1] for one in report.faults] == [case]
    assert without.fired(own) != []
    assert without.desk.case(case).state == "going"
    assert [one.text for one in store.journal("default", case)] == before
    back = Yard(store, under("site"), calendars=[SITE, SHIFT]).at("09-20 18:00")
    assert back.desk.tick().marks == 2
    assert back.fired(case) == [("50%", "09-08 11:00"), ("due", "09-08 17:00")]
    assert back.desk.verify().faults == ()


def test_the_definition_names_the_calendar_and_not_what_it_says() -> None:
    """Another holiday does not make another definition; another calendar, or another zone, does."""
    plain = visit(go(calendar=SITE))
    assert visit(go(calendar=attrs.evolve(SITE, roll=True))).fingerprint == plain.fingerprint
    assert visit(go(calendar=attrs.evolve(SITE, name="other"))).fingerprint != plain.fingerprint
    assert visit(go(calendar=attrs.evolve(SITE, zone="Asia/Tokyo"))).fingerprint != plain.fingerprint
    assert under("site").fingerprint != under("shift").fingerprint
    assert calendar("cn-office") is CN_OFFICE
