"""
Telling: the demonstration as a text of short chapters, at most a hundred columns wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from propflow.cli.output import WIDTH, clean, console, table

LOCAL: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
WEEK_ENDS: Final = datetime(2025, 3, 10, tzinfo=LOCAL)


class Teller:
    """
    Tells the story chapter by chapter; a silent one only counts them.
    """

    def __init__(self, *, silent: bool = False) -> None:
        self._console = console()
        self._console.width = min(self._console.width, WIDTH)
        self._silent = silent
        self._chapters = 0

    def chapter(self, english: str, chinese: str) -> None:
        """Begin a chapter."""
        self._chapters += 1
        self._write(Text(f"\n{self._chapters}. {english}  {chinese}", style="bold cyan"))

    def say(self, text: str, style: str = "") -> None:
        """A paragraph."""
        self._write(Text(clean(text), style=style))

    def quote(self, text: str, style: str = "dim") -> None:
        """What the desk itself has said, word for word; lines that begin with a dash hang."""
        for line in clean(text).splitlines():
            words = line.lstrip(" -")
            indent = 2 if words == line else 4
            lead = Text("  - " if indent == 4 else "", style=style)
            grid = Table.grid(padding=0)
            grid.add_column(width=indent, no_wrap=True)
            grid.add_column()
            grid.add_row(lead, Text(words, style=style))
            self._write(Padding(grid, (0, 0, 0, 2), expand=False))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> None:
        """A table."""
        self._write(Padding(table(heads, rows, right=right), (0, 0, 1, 2), expand=False))

    def copyable(self, text: str, label: str = "", width: int = 0) -> None:
        """A path or a command on a line of its own, never broken; before it a label, filled up to *width* columns."""
        self._write(Text(f"    {label}{' ' * (width - cell_len(label))}{clean(text)}"), soft_wrap=True)

    def _write(self, what: Any, *, soft_wrap: bool = False) -> None:
        if not self._silent:
            self._console.print(what, soft_wrap=soft_wrap)


def at(instant: datetime | None) -> str:
    """An instant as the people of the house say it: the weekday, after the week the date, and the time of day."""
    if instant is None:
        return "—"
    return instant.astimezone(LOCAL).strftime("%a %H:%M" if instant < WEEK_ENDS else "%d %b %H:%M")


def on(instant: datetime | None) -> str:
    """The day of an instant, as the people of the house say it."""
    return "—" if instant is None else f"{(local := instant.astimezone(LOCAL)).day} {local:%B}"
