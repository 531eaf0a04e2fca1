"""
The gate's own list of slips that were used: in memory, or in a folder that several gates may share.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import attrs

from propflow.errors import Unavailable
from propflow.model.canonical import canonical
from propflow.model.instants import from_text, instant, to_text


def _maybe_instant(given: object) -> datetime | None:
    return None if given is None else instant(given, "at")


@attrs.frozen
class Use:
    """When a slip was used, and at which gate; None where the list knows no more than that it was."""

    at: datetime | None = attrs.field(converter=_maybe_instant)
    gate: str | None = attrs.field()


class UsedSerials(Protocol):
    """A list of slips that were used. It forgets nothing."""

    def use_of(self, tenant: str, serial: int) -> Use | None:
        """When a slip was used; None if it was not."""
        ...

    def mark(self, tenant: str, serial: int, use: Use) -> Use | None:
        """
        Note that a slip is used, if nobody has noted it before.

        Of several that try at the same time one succeeds.

        Returns:
            None, or the use that is on the list already.

        Raises:
            Unavailable: If it cannot be noted; then nothing may be let through.
        """
        ...


class MemoryUsed:
    """A list that lives as long as the process."""

    def __init__(self) -> None:
        self._uses: dict[tuple[str, int], Use] = {}

    def use_of(self, tenant: str, serial: int) -> Use | None:
        """When a slip was used; None if it was not."""
        return self._uses.get((tenant, serial))

    def mark(self, tenant: str, serial: int, use: Use) -> Use | None:
        """Note that a slip is used, if nobody has noted it before."""
        found = self._uses.setdefault((tenant, serial), use)  # one step, whatever other threads do
        return None if found is use else found


class FolderUsed:
    """
    A list in a folder: a file for each slip, made in one step, so that gates of several processes can share it.

    A file that a crash left empty still says that its slip was used. Keep the folder on a disk of its own machine, or
    on a network share that makes files exclusively.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise _unavailable(self._folder, fault) from fault

    def use_of(self, tenant: str, serial: int) -> Use | None:
        """When a slip was used; None if it was not."""
        try:
            content = self._file(tenant, serial).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as fault:
            raise _unavailable(self._folder, fault) from fault
        return _read(content)

    def mark(self, tenant: str, serial: int, use: Use) -> Use | None:
        """Note that a slip is used, if nobody has noted it before."""
        at = None if use.at is None else to_text(use.at)
        content = canonical({"at": at, "gate": use.gate, "serial": serial, "tenant": tenant})
        try:
            made = os.open(self._file(tenant, serial), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return self.use_of(tenant, serial) or Use(None, None)
        except OSError as fault:
            raise _unavailable(self._folder, fault) from fault
        try:
            with os.fdopen(made, "wb") as file:
                file.write(content.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            with suppress(OSError):  # what was not noted lets nothing through, and may be tried again
                self._file(tenant, serial).unlink()
            raise _unavailable(self._folder, fault) from fault
        return None

    def _file(self, tenant: str, serial: int) -> Path:
        return self._folder / sha256(f"{tenant}\n{serial}".encode()).hexdigest()


def _read(content: str) -> Use:
    try:
        said = json.loads(content)
        return Use(from_text(said["at"]), str(said["gate"]))
    except (ValueError, TypeError, KeyError):
        return Use(None, None)


def _unavailable(folder: Path, fault: Exception) -> Unavailable:
    return Unavailable(f"The list of used slips in {str(folder)!r:.200} cannot be read or written: {fault}")
