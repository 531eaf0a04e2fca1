"""
How long an import takes: in fresh processes, in turn, without the start of the interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from benchmarks.timing import Candidate

CODE = "from time import perf_counter as t; a = t(); {statement}; print(t() - a)"


def candidate(statement: str) -> Candidate:
    """The statement, executed once in each of as many fresh processes as are asked for."""
    return Candidate(_slice(statement), 1)


def _slice(statement: str) -> Callable[[int], float]:
    def run(number: int) -> float:
        return sum(_once(statement) for _ in range(number))

    return run


def _once(statement: str) -> float:
    command = [sys.executable, "-c", CODE.format(statement=statement)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
