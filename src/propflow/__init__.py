"""
propflow: property-management casework as explicit state machines.

Write a workflow down with the terms below, give it to a `Desk` with a store, and let
people act. Integrators find their protocols in `propflow.ports` and their hooks in
`propflow.hookspecs`.

Every name is imported when it is first asked for, so that `import propflow` costs a host
nothing before it needs a desk.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if _TYPE_CHECKING:
    from propflow.adapters.stores.memory import MemoryStore as MemoryStore
    from propflow.definition.actions import CLOSE as CLOSE
    from propflow.definition.actions import DUPLICATE as DUPLICATE
    from propflow.definition.actions import GROUP as GROUP
    from propflow.definition.actions import OPEN as OPEN
    from propflow.definition.actions import PARENT as PARENT
    from propflow.definition.actions import RECURS_FROM as RECURS_FROM
    from propflow.definition.actions import REGISTER as REGISTER
    from propflow.definition.actions import Action as Action
    from propflow.definition.actions import Link as Link
    from propflow.definition.actions import SignOff as SignOff
    from propflow.definition.actions import clears as clears
    from propflow.definition.actions import sets as sets
    from propflow.definition.clocks import CONTINUE as CONTINUE
    from propflow.definition.clocks import IGNORE as IGNORE
    from propflow.definition.clocks import NEW_CYCLE as NEW_CYCLE
    from propflow.definition.clocks import Clock as Clock
    from propflow.definition.clocks import Ladder as Ladder
    from propflow.definition.clocks import Pause as Pause
    from propflow.definition.clocks import Rung as Rung
    from propflow.definition.clocks import after as after
    from propflow.definition.clocks import before as before
    from propflow.definition.clocks import due as due
    from propflow.definition.clocks import share as share
    from propflow.definition.facts import count as count
    from propflow.definition.facts import first as first
    from propflow.definition.facts import last as last
    from propflow.definition.facts import open_set as open_set
    from propflow.definition.forms import choice as choice
    from propflow.definition.forms import evidence as evidence
    from propflow.definition.forms import flag as flag
    from propflow.definition.forms import form as form
    from propflow.definition.forms import moment as moment
    from propflow.definition.forms import money as money
    from propflow.definition.forms import text as text
    from propflow.definition.forms import texts as texts
    from propflow.definition.forms import whole as whole
    from propflow.definition.guards import PASSES as PASSES
    from propflow.definition.guards import Situation as Situation
    from propflow.definition.guards import Verdict as Verdict
    from propflow.definition.guards import blocks as blocks
    from propflow.definition.guards import guard as guard
    from propflow.definition.guards import host_fact as host_fact
    from propflow.definition.guards import linked as linked
    from propflow.definition.limits import by as by
    from propflow.definition.limits import by_shift as by_shift
    from propflow.definition.limits import promised as promised
    from propflow.definition.limits import strictest as strictest
    from propflow.definition.slots import LEAST as LEAST
    from propflow.definition.slots import MOST as MOST
    from propflow.definition.slots import amount_slot as amount_slot
    from propflow.definition.slots import calendar_slot as calendar_slot
    from propflow.definition.slots import choice_slot as choice_slot
    from propflow.definition.slots import flag_slot as flag_slot
    from propflow.definition.slots import number_slot as number_slot
    from propflow.definition.states import ACTIVE as ACTIVE
    from propflow.definition.states import AFTERCARE as AFTERCARE
    from propflow.definition.states import ENTRY as ENTRY
    from propflow.definition.states import FINAL as FINAL
    from propflow.definition.states import RESTING as RESTING
    from propflow.definition.states import START as START
    from propflow.definition.states import STAY as STAY
    from propflow.definition.states import UNDECIDED as UNDECIDED
    from propflow.definition.states import State as State
    from propflow.definition.urgency import Urgent as Urgent
    from propflow.definition.workflow import Workflow as Workflow
    from propflow.desk import AsyncDesk as AsyncDesk
    from propflow.desk import Desk as Desk
    from propflow.desk import Task as Task
    from propflow.errors import Conflict as Conflict
    from propflow.errors import PropflowError as PropflowError
    from propflow.errors import Refused as Refused
    from propflow.hookspecs import hookimpl as hookimpl
    from propflow.model.amounts import by_day as by_day
    from propflow.model.amounts import days as days
    from propflow.model.amounts import hours as hours
    from propflow.model.amounts import minutes as minutes
    from propflow.model.amounts import months as months
    from propflow.model.amounts import not_overnight as not_overnight
    from propflow.model.amounts import quarters as quarters
    from propflow.model.amounts import same_day as same_day
    from propflow.model.amounts import same_service_day as same_service_day
    from propflow.model.amounts import weeks as weeks
    from propflow.model.amounts import working_days as working_days
    from propflow.model.calendars.builtin import calendar as calendar
    from propflow.model.calendars.layers import Closure as Closure
    from propflow.model.calendars.layers import Season as Season
    from propflow.model.calendars.layers import SpecialDay as SpecialDay
    from propflow.model.calendars.service import ServiceCalendar as ServiceCalendar
    from propflow.model.cases import Case as Case
    from propflow.model.evidence import Evidence as Evidence
    from propflow.model.instants import VirtualClock as VirtualClock
    from propflow.model.people import SYSTEM as SYSTEM
    from propflow.model.people import Actor as Actor
    from propflow.model.people import Grant as Grant
    from propflow.model.people import Relation as Relation
    from propflow.model.people import Role as Role
    from propflow.model.policies import OFF as OFF
    from propflow.model.policies import Policy as Policy
    from propflow.plugins import connect as connect

__version__ = "0.1.0"

_HOMES = {
    "propflow.adapters.stores.memory": "MemoryStore",
    "propflow.definition.actions": (
        "Action CLOSE DUPLICATE GROUP Link OPEN PARENT RECURS_FROM REGISTER SignOff clears sets"
    ),
    "propflow.definition.clocks": "CONTINUE Clock IGNORE Ladder NEW_CYCLE Pause Rung after before due share",
    "propflow.definition.facts": "count first last open_set",
    "propflow.definition.forms": "choice evidence flag form moment money text texts whole",
    "propflow.definition.guards": "PASSES Situation Verdict blocks guard host_fact linked",
    "propflow.definition.limits": "by by_shift promised strictest",
    "propflow.definition.slots": "LEAST MOST amount_slot calendar_slot choice_slot flag_slot number_slot",
    "propflow.definition.states": "ACTIVE AFTERCARE ENTRY FINAL RESTING START STAY State UNDECIDED",
    "propflow.definition.urgency": "Urgent",
    "propflow.definition.workflow": "Workflow",
    "propflow.desk": "AsyncDesk Desk Task",
    "propflow.errors": "Conflict PropflowError Refused",
    "propflow.hookspecs": "hookimpl",
    "propflow.model.amounts": (
        "by_day days hours minutes months not_overnight quarters same_day same_service_day weeks working_days"
    ),
    "propflow.model.calendars.builtin": "calendar",
    "propflow.model.calendars.layers": "Closure Season SpecialDay",
    "propflow.model.calendars.service": "ServiceCalendar",
    "propflow.model.cases": "Case",
    "propflow.model.evidence": "Evidence",
    "propflow.model.instants": "VirtualClock",
    "propflow.model.policies": "OFF Policy",
    "propflow.model.people": "SYSTEM Actor Grant Relation Role",
    "propflow.plugins": "connect",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> _Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'propflow' has no attribute {name!r}")
    found = getattr(_import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
