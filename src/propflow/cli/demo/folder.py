"""
The folder of the demonstration: made by it, marked by it, and only then used again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from propflow.cli.exits import BadInput

MARK: Final = ".propflow-demo"
_MARKED: Final = "Made by `propflow demo`. What it makes here, it makes anew each time.\n"

DATABASE: Final = "desk.db"
POLICY: Final = "riverside.toml"
DESK_POLICY: Final = "riverside_desk.toml"
DIAGRAM: Final = "complaint.mmd"
DIAGRAM_ZH: Final = "complaint.zh.mmd"
TABLE: Final = "complaint.md"
TABLE_ZH: Final = "complaint.zh.md"
JOURNAL: Final = "TS-000001.md"
ANCHOR: Final = "anchor.txt"
COPIES: Final = "tampered"
ATTEMPTS: Final = ("head", "byte", "case", "below", "seal", "backup", "above")


@attrs.frozen
class Folder:
    """Where the demonstration puts what it makes."""

    path: Path

    @property
    def database(self) -> Path:
        """The store."""
        return self.path / DATABASE

    def file(self, name: str) -> Path:
        """A file in it."""
        return self.path / name

    def copy(self, name: str) -> Path:
        """A copy of the store that is going to be tampered with."""
        return self.path / COPIES / f"{name}.db"


def prepared(path: Path) -> Folder:
    """
    A folder in which nothing of an earlier demonstration is left. Other files in it stay.

    Raises:
        BadInput: If something lies there that no demonstration has made.
    """
    mark = path / MARK
    if path.exists() and not path.is_dir():
        raise BadInput(f"'{path}' is not a folder. Name another with --folder.")
    if path.is_dir() and any(path.iterdir()) and not mark.is_file():
        raise BadInput(
            f"'{path}' holds files that `propflow demo` did not make; they were left alone. Name another with --folder."
        )
    (path / COPIES).mkdir(parents=True, exist_ok=True)
    mark.write_text(_MARKED, encoding="utf-8")
    folder = Folder(path)
    for name in (POLICY, DESK_POLICY, DIAGRAM, DIAGRAM_ZH, TABLE, TABLE_ZH, JOURNAL, ANCHOR):
        folder.file(name).unlink(missing_ok=True)
    for database in (folder.database, *map(folder.copy, ATTEMPTS)):
        for end in ("", "-wal", "-shm"):
            database.with_name(database.name + end).unlink(missing_ok=True)
    return folder
