"""
Paths: what the search says of small graphs is what trying out every life says.

Brute force walks every life of up to six steps, action by action, and asks each by what the
definition of a clock promises whether the clock runs at its end.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any, cast

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.definition.key_loan import borrower, key_loan, receptionist

from propflow import (
    ACTIVE,
    CONTINUE,
    FINAL,
    IGNORE,
    NEW_CYCLE,
    START,
    STAY,
    Action,
    Clock,
    State,
    Workflow,
    clears,
    hours,
    sets,
)
from propflow.definition.paths import forgotten, leads_to_end, reachable, settable


class Graph:
    """Just enough of a workflow for a search: states and actions, sound or not."""

    def __init__(self, states: list[State], actions: list[Action]) -> None:
        self.states, self.actions = tuple(states), tuple(actions)
        self.moves = Workflow.moves.func(self.workflow)  # type: ignore[attr-defined]

    @property
    def workflow(self) -> Workflow:
        return cast(Workflow, self)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Graph, Clock]:
    """A graph of up to three working states and one final one, and a clock on its actions."""
    working = [State(f"s{i}", ACTIVE) for i in range(draw(st.integers(1, 3)))]
    states: list[State] = [*working, State("end", FINAL)]
    places: list[Any] = [START, *working]
    actions = []
    for i in range(draw(st.integers(1, 4))):
        source = draw(st.sampled_from(places)) if i else START
        target = draw(st.sampled_from([*states, STAY] if source is not START else states))
        actions.append(Action(f"a{i}", source, target))
    some = st.lists(st.sampled_from(actions), max_size=2, unique=True)
    starts = draw(some)
    free = st.lists(st.sampled_from(actions), max_size=2, unique=True).map(
        lambda ends: [a for a in ends if a not in starts]
    )
    stops, void_on = draw(free), draw(free)
    back = [a for a in draw(some) if a not in (*starts, *stops, *void_on)]
    clock = Clock(
        "clock", starts=starts, stops=stops, void_on=void_on, taken_back_by=back, within=hours(1),
        on_reopen=draw(st.sampled_from([NEW_CYCLE, CONTINUE, IGNORE])),
    )  # fmt: skip
    return Graph(states, actions), clock


def lives(graph: Graph, steps: int) -> Iterator[tuple[tuple[Action, ...], tuple[Any, ...]]]:
    """Every life of up to so many steps, shortest first: its actions, and the places it goes through."""
    layer: list[tuple[tuple[Action, ...], tuple[Any, ...]]] = [((), (START,))]
    for _ in range(steps + 1):
        yield from layer
        layer = [
            ((*done, action), (*places, action.goes_to(places[-1])))
            for done, places in layer
            for action in graph.actions
            if places[-1] in action.sources
        ]


def runs_at_the_end(clock: Clock, life: tuple[Action, ...]) -> bool:
    """Does the clock run after this life? Told straight from what a clock promises."""
    running = ended = voided = False
    for action in life:
        if action in clock.stops or action in clock.void_on:
            if running:
                running, ended, voided = False, True, action not in clock.stops
        elif action in clock.starts:
            running = running or not (ended and clock.on_reopen is IGNORE)
        elif action in clock.taken_back_by:
            running = running or (ended and not voided)
    return running


LONGEST = 6


@settings(deadline=None)
@given(graphs())
def test_reachable_is_where_some_life_leads(drawn: tuple[Graph, Clock]) -> None:
    """A state is reachable if and only if some life of at most four steps comes to it."""
    graph, _ = drawn
    tried = {one.name for _, places in lives(graph, 4) for one in places if isinstance(one, State)}
    assert reachable(graph.workflow) == tried


@settings(deadline=None)
@given(graphs())
def test_what_leads_to_an_end(drawn: tuple[Graph, Clock]) -> None:
    """A state leads to an end if and only if some way of at most three steps from it does."""
    graph, _ = drawn
    tried = set()
    for state in graph.states:
        at = {state}
        for _ in range(4):
            if any(one.kind is FINAL for one in at):
                tried.add(state.name)
            at |= {cast(State, a.goes_to(one)) for one, a in product(at, graph.actions) if one in a.sources}
    assert leads_to_end(graph.workflow) == tried


@settings(deadline=None)
@given(graphs())
def test_forgotten_finds_a_shortest_life(drawn: tuple[Graph, Clock]) -> None:
    """A clock is forgotten if and only if some life ends while it runs; the one told is a shortest."""
    graph, clock = drawn
    found = forgotten(graph.workflow, clock)
    bad = (len(life) for life, places in lives(graph, LONGEST) if ends(places) and runs_at_the_end(clock, life))
    shortest = next(bad, None)
    if found is None:
        assert shortest is None
        return
    assert len(found) == shortest or (shortest is None and len(found) > LONGEST)
    actions = {one.name: one for one in graph.actions}
    life = tuple(actions[name] for name in found)
    place: Any = START
    for action in life:
        assert place in action.sources
        place = action.goes_to(place)
    assert ends((place,))
    assert runs_at_the_end(clock, life)


def ends(places: tuple[Any, ...]) -> bool:
    """Does a life that goes through these places come to an end?"""
    return isinstance(places[-1], State) and places[-1].kind is FINAL


def walked(clock: Clock, *names: str) -> tuple[str, ...] | None:
    """What is forgotten of a clock whose actions lead straight to the end, in this order."""
    actions = {one.name: one for one in (*clock.starts, *clock.stops, *clock.void_on, *clock.taken_back_by)}
    places: list[Any] = [START, *(State(f"s{i}", ACTIVE) for i in range(1, len(names))), State("end", FINAL)]
    made = {name: Action(name, source, target) for (source, target), name in zip(pairwise(places), names, strict=True)}
    swapped = {
        part: [made[one.name] for one in getattr(clock, part)]
        for part in ("starts", "stops", "void_on", "taken_back_by")
    }
    assert actions.keys() == made.keys()
    return forgotten(Graph(places[1:], [*made.values()]).workflow, attrs.evolve(clock, **swapped))


BEGIN, END, BACK = (Action(name, START, STAY) for name in ("begin", "end", "back"))


@pytest.mark.parametrize("how", [NEW_CYCLE, CONTINUE, IGNORE])
def test_a_stop_that_is_taken_back_forgets_the_clock(how: Any) -> None:
    """Taken back at the very end the clock runs on, whatever it does when it is started again."""
    clock = Clock("clock", starts=BEGIN, stops=END, taken_back_by=BACK, within=hours(1), on_reopen=how)
    assert walked(clock, "begin", "end", "back") == ("begin", "end", "back")
    assert walked(clock, "begin", "back", "end") is None
    assert walked(clock, "back", "begin", "end") is None


def test_a_voided_clock_is_not_taken_back() -> None:
    """What was voided runs no more, so that nobody need stop it."""
    clock = Clock("clock", starts=BEGIN, stops=[], void_on=END, taken_back_by=BACK, within=hours(1))
    assert walked(clock, "begin", "end", "back") is None


def test_what_can_be_done_in_a_place_and_where_it_leads() -> None:
    """By place the workflow lists its actions, in the order of definition; what stays leads to where it is."""
    loan = key_loan()
    register, open_, note, close = loan.actions
    asked, lent, returned = loan.states
    assert loan.moves == {
        START: ((register, asked),),
        asked: ((open_, lent), (note, asked), (close, returned)),
        lent: ((note, lent), (close, returned)),
    }


def test_sound_workflow_forgets_nothing() -> None:
    """In the key loan every state is reached and leads to an end, and the clock is always stopped."""
    loan = key_loan()
    names = {one.name for one in loan.states}
    assert reachable(loan) == leads_to_end(loan) == names
    assert forgotten(loan, loan.clocks[0]) is None


@pytest.mark.parametrize(("how", "found"), [(sets(borrower), {"borrower"}), (clears(borrower), set())])
def test_settable(how: Any, found: set[str]) -> None:
    """A relation that is only ever cleared is set by nobody."""
    assert settable([Action("lend", START, STAY, by=receptionist, sets=how)]) == found
