"""
Each library is measured in a process of its own, so that none pays for another's imports and settings.

The process waits; it is told the name of a job and a number, does the job so many
times, and answers with the seconds it took. Only one process works at a time.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Job = Callable[[int], object]
"""Does so many operations. What it returns is passed on, if it is a figure or figures."""

ROOT = Path(__file__).resolve().parent.parent


class Worker:
    """
    A process that holds the jobs of one module.

    The module has a function `jobs(folder, **settings)`, which returns them by name;
    *folder* is its own and empty.
    """

    def __init__(self, module: str, folder: Path, **settings: str) -> None:
        folder.mkdir(parents=True)
        self.module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", f"benchmarks.{module}", str(folder), json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        self.names: list[str] = self._read()

    def slice(self, job: str) -> Callable[[int], float]:
        """The job as a slice for `timing`, by the clock on the wall."""
        return lambda operations: float(self._ask(job, operations)["wall"])

    def cpu_slice(self, job: str) -> Callable[[int], float]:
        """
        The same by processor time, for jobs that wait for nothing.

        On an idle machine the two agree; on a busy one, time taken away by others does not count.
        """
        return lambda operations: float(self._ask(job, operations)["cpu"])

    def figure(self, job: str, number: int) -> Any:
        """What the job returns when it is done *number* times."""
        return self._ask(job, number)["result"]

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=30)

    def _ask(self, job: str, operations: int) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([job, operations]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = self._read()
        return answer

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process of {self.module} has ended; what it said stands above.")
        return json.loads(line)


def serve(jobs: Mapping[str, Job], answers: Any) -> None:
    """Do what is asked, line by line, until there is nothing more to read."""
    print(json.dumps(list(jobs)), file=answers, flush=True)
    for line in sys.stdin:
        name, operations = json.loads(line)
        job = jobs[name]
        gc.collect()
        gc.disable()  # as timeit does: a collection in one slice and not in the next is noise
        wall, cpu = perf_counter(), process_time()
        result = job(operations)
        cpu, wall = process_time() - cpu, perf_counter() - wall
        gc.enable()
        print(json.dumps({"wall": wall, "cpu": cpu, "result": result}), file=answers, flush=True)


if __name__ == "__main__":
    stdout, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not look like an answer
    _, module, where, given = sys.argv
    serve(import_module(module).jobs(Path(where), **json.loads(given)), stdout)
