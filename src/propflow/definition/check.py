"""
Check: every way in which a workflow contradicts itself, as sentences, all at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from propflow.definition.actions import Action, Milestone, SignOff
from propflow.definition.facts import Keeps
from propflow.definition.fields import File
from propflow.definition.forms import form_spec
from propflow.definition.naming import misnamed, misplaced, untitled
from propflow.definition.paths import leads_to_end, reachable, settable
from propflow.definition.slots import policy_faults, slot_faults
from propflow.definition.states import FINAL, Place, State
from propflow.definition.timing import clock_faults
from propflow.definition.urgency import urgency_faults
from propflow.model.people import SYSTEM, Relation, Role

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


def faults_of(workflow: Workflow) -> list[str]:
    """
    Every fault of a workflow, each as a sentence; empty if it can be used.

    A later check runs on what an earlier one has found sound, so that one mistake is
    not told five times.
    """
    found = list(misplaced(workflow))
    if found:
        return found
    found = [*misnamed(workflow), *untitled(workflow), *_parts(workflow), *_people(workflow), *_forms(workflow)]
    found += [*_graph(workflow), *_ambiguous(workflow), *clock_faults(workflow), *_milestones(workflow)]
    found += [*slot_faults(workflow), *policy_faults(workflow), *urgency_faults(workflow)]
    return list(dict.fromkeys(found))


def _parts(workflow: Workflow) -> Iterator[str]:
    states = set(workflow.states)
    actions = set(workflow.actions)
    for action in workflow.actions:
        for state in (*action.states, action.target):
            if isinstance(state, State) and state not in states:
                yield f"Action '{action.name}' names the state '{state.name}', which is not among the workflow's."
        if action.target is Place.START or Place.STAY in action.sources:
            yield f"Action '{action.name}' leads to START or comes from STAY; START is a source and STAY a target."
        if action.starts_case and not isinstance(action.target, State):
            yield f"Action '{action.name}' makes a case but leads to no state."
        if action.starts_case and action.states:
            yield f"Action '{action.name}' makes a case and is done to one too; make two actions of it."
        if not action.sources:
            yield f"Action '{action.name}' can be done in no state."
        for other in action.not_by:
            if isinstance(other, Action) and other not in actions:
                yield _stranger(f"Action '{action.name}'", other)
        for sign_off in action.sign_offs:
            for other in sign_off.not_by:
                if isinstance(other, Action) and other not in actions:
                    yield _stranger(f"Sign-off '{sign_off.name}'", other)
    for clock in workflow.clocks:
        for other in clock.actions:
            if other not in actions:
                yield _stranger(f"Clock '{clock.name}'", other)
        for pause in clock.pauses:
            if pause.state not in states:
                yield f"Clock '{clock.name}' pauses in '{pause.state.name}', which is not among the workflow's states."
            if pause.fact is not None and pause.fact not in {one.name for one in workflow.facts}:
                yield f"Clock '{clock.name}' pauses by the fact '{pause.fact}', which the workflow does not keep."
        for mark in clock.marks:
            if mark.does is not None and mark.does not in actions:
                yield _stranger(f"Clock '{clock.name}'", mark.does)
            for other in mark.escalate.stops_on if mark.escalate else ():
                if other not in actions:
                    yield _stranger(f"Ladder '{mark.escalate.name if mark.escalate else ''}'", other)
    for fact in workflow.facts:
        for other in (*fact.of, *fact.ends):
            if other not in actions:
                yield _stranger(f"Fact '{fact.name}'", other)


def _stranger(what: str, action: Action) -> str:
    return f"{what} names the action '{action.name}', which is not among the workflow's."


def _people(workflow: Workflow) -> Iterator[str]:
    set_ = settable(workflow.actions)

    def hopeless(who: Iterable[object]) -> list[str]:
        return [one.name for one in who if isinstance(one, Relation) and one.name not in set_]

    for action in workflow.actions:
        if not action.by:
            yield f"Nobody may do '{action.name}'; say who in by=."
        elif action.starts_case and all(isinstance(one, Relation) for one in action.by):
            yield f"Nobody can do '{action.name}': before it there is no case to be related to."
        elif len(hopeless(action.by)) == len(action.by):
            yield f"Nobody can ever do '{action.name}': no action sets the relation '{hopeless(action.by)[0]}'."
        for sign_off in action.sign_offs:
            yield from _sign_off(action, sign_off, hopeless(sign_off.by), workflow)
        orders = sorted({one.order for one in action.sign_offs})
        if orders and orders != list(range(1, len(orders) + 1)):
            yield f"The sign-offs of '{action.name}' are in the order {orders}; count from 1 without gaps."
        for name, times in Counter(one.name for one in action.sign_offs).items():
            if times > 1:
                yield f"{times} sign-offs of '{action.name}' are called '{name}'."
        if action.starts_case and action.sign_offs:
            yield f"'{action.name}' makes the case and asks for sign-offs; there is nothing yet that could be signed."


def _sign_off(action: Action, one: SignOff, hopeless: list[str], workflow: Workflow) -> Iterator[str]:
    where = f"Sign-off '{one.name}' of '{action.name}'"
    if not all(isinstance(who, (Role, Relation)) for who in one.by):
        yield f"{where} is to be given by something that is no role and no relation."
        return
    if not one.by:
        yield f"Nobody may give {where[0].lower()}{where[1:]}; say who in by=."
    if one.needed < 1:
        yield f"{where} needs {one.needed} signatures; it takes at least one."
    left = [who for who in one.by if who not in one.not_by and who.name not in hopeless and who != SYSTEM]
    if one.by and not left:
        yield f"Nobody can ever give {where[0].lower()}{where[1:]}: its givers are excluded, or no action names them."
    elif left and all(isinstance(who, Relation) for who in left) and one.needed > len(left):
        yield f"{where} needs {one.needed} signatures, but only {len(left)} people can stand in those relations."
    for fact in one.over:
        if fact not in {known.name for known in workflow.facts}:
            yield f"{where} is over the fact '{fact}', which the workflow does not keep."


def _forms(workflow: Workflow) -> Iterator[str]:
    for action in workflow.actions:
        spec = form_spec(action.form) if action.form else None
        fields = {one.name: one for one in spec.fields} if spec else {}
        wanted = [one.field for one in action.sets if one.field]
        wanted += [action.link.field] if action.link else []
        for name in wanted:
            if name not in fields:
                yield f"Action '{action.name}' uses the form field '{name}', which its form does not have."
            elif fields[name].confidential:
                yield f"Action '{action.name}' would show the confidential field '{name}'."
        hidden = [one.name for one in fields.values() if one.confidential]
        if hidden and action.sign_offs and not action.starts_case:
            yield f"Action '{action.name}' is signed, but its field '{hidden[0]}' is confidential to the signers."
    for fact in workflow.facts:
        if fact.keeps is not Keeps.OPEN_SET and set(fact.of) & set(fact.ends):
            yield f"Fact '{fact.name}' is both said and ended by one action."
        if not fact.of:
            yield f"Fact '{fact.name}' is said by no action."
        if fact.keeps is Keeps.COUNT:
            continue
        for action in (*fact.of, *(fact.ends if fact.keeps is Keeps.OPEN_SET else ())):
            spec = form_spec(action.form) if action.form else None
            field = next((one for one in spec.fields if one.name == fact.field), None) if spec else None
            if field is None:
                yield f"Fact '{fact.name}' takes the field '{fact.field}' of '{action.name}', whose form lacks it."
            elif fact.keeps is Keeps.OPEN_SET and field.kind.schema().get("items", {}) == File().schema():
                yield f"Fact '{fact.name}' gathers the field '{fact.field}' of '{action.name}', which holds files."
            elif field.confidential:
                yield f"Fact '{fact.name}' would show the confidential field '{fact.field}' of '{action.name}'."


def _graph(workflow: Workflow) -> Iterator[str]:
    if not workflow.starting:
        yield "No action makes a case; one must come from START."
        return
    reached, ending = reachable(workflow), leads_to_end(workflow)
    if not workflow.final:
        yield "No state is final; no case could ever end."
    for state in workflow.states:
        if state.kind is FINAL:
            for action in workflow.actions:
                if state in action.sources and action.target not in (state, Place.STAY):
                    yield f"State '{state.name}' is final, but '{action.name}' leaves it."
        elif state.name in reached and state.name not in ending and workflow.final:
            yield f"State '{state.name}' is a trap: no way leads from it to an end."
        if state.name not in reached:
            yield f"State '{state.name}' can never be reached."


def _ambiguous(workflow: Workflow) -> Iterator[str]:
    seen: dict[tuple[object, str], Action] = {}
    for action in workflow.actions:
        for source in action.sources:
            other = seen.setdefault((source, action.name), action)
            if other is not action:
                place = "START" if isinstance(source, Place) else f"state '{source.name}'"
                yield f"Two actions called '{action.name}' leave {place}; nobody could tell which is meant."
        for name, times in Counter(getattr(one, "name", str(one)) for one in action.sources).items():
            if times > 1:
                yield f"Action '{action.name}' names the source '{name}' {times} times."


def _milestones(workflow: Workflow) -> Iterator[str]:
    for milestone in Milestone:
        bearers = [one for one in workflow.actions if one.milestone is milestone]
        if not any(one.name == str(milestone) for one in bearers):
            yield f"The main path has no action '{milestone}' with the milestone {milestone.name}."
    for action in workflow.actions:
        if (action.milestone is Milestone.REGISTER) != action.starts_case:
            yield f"Action '{action.name}': whatever makes a case has the milestone REGISTER, and nothing else has."
