"""
Exits: with which status a command ends, and in which words.

0 if all is well, 1 if faults were found, 2 if what was asked or given cannot be used:
then one line on standard error says why.
"""

from __future__ import annotations

from typing import Final

from propflow.errors import DefinitionError, PropflowError, Refused

FOUND_FAULTS: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130  # what shells expect after Ctrl-C


class BadInput(PropflowError):
    """What was given to a command cannot be used."""


def on_one_line(fault: BaseException) -> str:
    """What is wrong, on a single line."""
    if isinstance(fault, DefinitionError):
        return f"{fault.what} cannot be used: {' '.join(fault.faults)}"
    if isinstance(fault, Refused):
        return f"'{fault.action}' is refused: {'; '.join(one.say() for one in fault.blockers)}."
    if isinstance(fault, OSError) and fault.filename is not None:
        return f"{fault.filename}: {fault.strerror or fault}."
    return " ".join(str(fault).split()) or type(fault).__name__
