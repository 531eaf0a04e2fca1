"""
The hooks: what a plugin may provide. Each is called by the desk's workers or while a desk is put together.

A plugin is a module or an object whose functions are marked with `hookimpl` and bear
one of these names; it may take any subset of the arguments. Name it in the
entry-point group `propflow`, or hand it to `propflow.connect(plugins=[...])`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from propflow.definition.workflow import Workflow
from propflow.model.calendars import Calendar
from propflow.ports import CaseStore, Committed, Escalation, Message

PROJECT = "propflow"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook whose name it bears."""


@hookspec(firstresult=True)
def propflow_open_store(url: str) -> CaseStore | None:
    """
    Open the store that *url* names, or return None if the url is not yours.

    Called once, when a desk is put together; the first store returned is used. If you
    raise, no desk is made.
    """


@hookspec
def propflow_workflows() -> Iterable[Workflow]:  # type: ignore[empty-body]
    """
    The workflows that you bring.

    Called once, when a desk is put together. Two of the same name and version are
    refused, whoever brings them.
    """


@hookspec
def propflow_calendars() -> Iterable[Calendar]:  # type: ignore[empty-body]
    """
    The calendars that you bring, for policies to name: the hours of your sites.

    Called once, when a desk is put together. Two of one name that differ are refused,
    and so is one that takes the name of a calendar of propflow's own.
    """


@hookspec
def propflow_notify(message: Message) -> None:
    """
    Tell the people concerned; the plugin's name is the channel's.

    Called by `Desk.deliver`, once for each message and again after a failure, never
    inside `act`. Returning means it was handed over. If you raise, it is tried again
    later, eight times in all; other plugins are not affected.
    """


@hookspec
def propflow_escalate(escalation: Escalation) -> None:
    """
    Bring a limit that has passed to whoever must deal with it.

    Called by `Desk.deliver`, as `propflow_notify` is.
    """


@hookspec
def propflow_committed(change: Committed) -> None:
    """
    Hear of a change after its commit, in the process that made it.

    Called once for each case in a change. What you raise is logged; the change stands.
    While you work the caller waits: whatever takes long belongs into `propflow_notify`.
    """
