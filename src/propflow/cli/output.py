"""
Output: tables and words for people, JSON for machines, one line for what went wrong.

What people see goes through Rich; what is stored may hold anything, so control
characters are shown instead of obeyed. Nothing but the answer goes to standard output.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Any, Final, TextIO, TypeAlias

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

WIDTH: Final = 100
"""Columns of what is written into a file or a pipe."""

PATIENCE: Final = 1.0
"""Seconds after which a progress bar appears."""

Tell: TypeAlias = Callable[[float, str], None]
"""Says how far something has come: the share done, from 0 to 1, and a few words."""

# Besides control characters those that turn the direction of writing: they can make a line read as another one.
_DANGEROUS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    """A text of unknown origin as it may be shown on a terminal."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", str(text))


def console(stream: TextIO | None = None) -> Console:
    """Where people read: standard output, or another stream."""
    file = sys.stdout if stream is None else stream
    return Console(
        file=file,
        width=None if file.isatty() else WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
    )


def say(text: str = "", style: str | None = None) -> None:
    """Write a line for people, as long as it is."""
    console().print(Text(clean(text), style=style or ""), soft_wrap=True)


def say_json(value: object) -> None:
    """Write a value for machines, and nothing else."""
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n")


def say_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Write a table; the columns named in *right* are set flush right."""
    console().print(table(heads, rows, right=right))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> Table:
    """A table with a head line."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for head in heads:
        made.add_column(head, justify="right" if head in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*[Text(clean("" if one is None else one)) for one in row])
    return made


def say_markdown(text: str) -> None:
    """Write Markdown: drawn on a terminal, as it is into a file or a pipe."""
    if sys.stdout.isatty():
        console().print(Markdown(clean(text)))
    else:
        sys.stdout.write(clean(text))


def complain(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"propflow: {clean(text)}\n")


@contextmanager
def progress(what: str, *, patience: float = PATIENCE) -> Iterator[Tell]:
    """
    Show how far something has come, on a terminal and only if it takes longer than *patience* seconds.

    Without being told a share, the bar only shows that something goes on. It is drawn
    on standard error and vanishes at the end.
    """
    if not sys.stderr.isatty():
        yield _untold
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        TimeElapsedColumn(),
        console=console(sys.stderr),
        transient=True,
    )
    task = bar.add_task(what, total=None, words="")
    waiting = Timer(patience, bar.start)
    waiting.daemon = True
    if patience > 0:
        waiting.start()
    else:
        bar.start()
    try:
        yield lambda share, words: bar.update(task, total=1.0, completed=share, words=words)
    finally:
        waiting.cancel()
        if patience > 0:
            waiting.join()
        bar.stop()


def _untold(_share: float, _words: str) -> None:
    """Nobody looks."""


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 case`, `30 cases`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[Any], most: int = 5) -> str:
    """Some words after one another; of many the first few, and how many more there are."""
    every = [str(one) for one in words]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
