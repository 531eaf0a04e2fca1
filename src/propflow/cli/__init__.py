"""
The command line: `propflow`. It needs the extra `propflow[cli]`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

NEEDED = ("click", "rich", "typer")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run `propflow` with the arguments given, or with those of the process.

    Returns:
        The exit status: 0, 1 if faults were found, 2 if what was asked or given cannot be used.
    """
    try:
        from propflow.cli.app import run
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in NEEDED:
            raise
        sys.stderr.write(f"propflow: the command line needs {fault.name}; install propflow[cli].\n")
        return 2
    return run(sys.argv[1:] if arguments is None else arguments)
