"""
The built-in plugins, behind the same hooks as anybody's: embedded stores, our workflows, the log, the role ladder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from propflow.adapters.escalate.role_ladder import RoleLadder
from propflow.adapters.notify.log import LogNotifier
from propflow.definition.workflow import Workflow
from propflow.errors import InvalidValue
from propflow.hookspecs import hookimpl
from propflow.ports import CaseStore, Escalation, Message


class Stores:
    """`memory:` and `sqlite:///path`, the latter with `?durability=full|normal`."""

    @hookimpl
    def propflow_open_store(self, url: str) -> CaseStore | None:
        """Open one of the two."""
        if url == "memory:":
            from propflow.adapters.stores.memory import MemoryStore

            return MemoryStore()
        if not url.startswith("sqlite:"):
            return None
        try:
            parts = urlsplit(url)
        except ValueError:
            raise _unlike(url) from None
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        path = unquote(parts.path)
        unknown = set(options) - {"durability"}
        durability = options.get("durability", "full")
        wrong = not url.startswith("sqlite:///") or parts.netloc or parts.fragment or not path[1:]
        if wrong or unknown or durability not in ("full", "normal"):
            raise _unlike(url)
        from propflow.adapters.stores.sqlite import SqliteStore

        return SqliteStore(path[1:], durability="normal" if durability == "normal" else "full")


def _unlike(url: str) -> InvalidValue:
    form = "sqlite:///path/to/file.db[?durability=full|normal]"
    return InvalidValue("url", "store", f"{url!r:.200} is not of the form {form}")


class Log:
    """Notices as log lines."""

    def __init__(self) -> None:
        self._notifier = LogNotifier()

    @hookimpl
    def propflow_notify(self, message: Message) -> None:
        """Write the line."""
        self._notifier.notify(message)


class Ladder:
    """Escalations by role, as log lines."""

    def __init__(self) -> None:
        self._ladder = RoleLadder()

    @hookimpl
    def propflow_escalate(self, escalation: Escalation) -> None:
        """Bring it to the role on its rung."""
        self._ladder.escalate(escalation)


class Workflows:
    """The workflows of property management that come with propflow."""

    @hookimpl
    def propflow_workflows(self) -> Sequence[Workflow]:
        """Bring them, their slots unfilled."""
        from propflow.workflows.complaint import complaint
        from propflow.workflows.follow_up import follow_up
        from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass
        from propflow.workflows.period import period
        from propflow.workflows.renovation import WORKFLOWS as RENOVATION
        from propflow.workflows.repair import repair

        return [complaint, period, move_out_pass, goods_authorisation, follow_up, repair, *RENOVATION]


WORKFLOWS: Final = "workflows"
"""The name of the plugin that brings our workflows."""

PLUGINS: dict[str, object] = {"stores": Stores(), WORKFLOWS: Workflows(), "log": Log(), "role_ladder": Ladder()}
