"""
The whole run: groups of candidates side by side, then the figures as `NAME VALUE`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks import imports
from benchmarks.goals import BY_NAME, GOALS
from benchmarks.timing import Candidate, Times, side_by_side
from benchmarks.worker import Worker

Figures = dict[str, float]


class Bench:
    """One run: its folder, its processes, and how long its rounds are."""

    def __init__(self, folder: Path, stack: ExitStack, share: float) -> None:
        self._folder = folder
        self._stack = stack
        self._share = share
        self._started = 0

    def worker(self, module: str, **settings: str) -> Worker:
        """A process for a module, ended at the end of the run."""
        self._started += 1
        made = Worker(module, self._folder / f"{self._started}_{module}", **settings)
        self._stack.callback(made.close)
        return made

    def number(self, full: int, least: int = 5) -> int:
        """So many rounds, cases or processes; fewer in a short run."""
        return max(least, round(full * self._share))


def in_memory(bench: Bench) -> Figures:
    """Steps and options without a disk."""
    ours, stock = bench.worker("ours"), bench.worker("peers_transitions")
    other = bench.worker("peers_statemachine")
    candidates = {
        "propflow step (Desk.act, MemoryStore)": Candidate(ours.cpu_slice("memory"), 400),
        "propflow step (engine alone, resident case)": Candidate(ours.cpu_slice("engine"), 400),
        "propflow step (Desk.act), a clock started or stopped by each": Candidate(ours.cpu_slice("memory_busy"), 400),
        "transitions trigger": Candidate(stock.cpu_slice("trigger"), 1000),
        "python-statemachine transition": Candidate(other.cpu_slice("transition"), 100),
        "propflow options (Desk.options)": Candidate(ours.cpu_slice("options"), 200),
        "transitions get_triggers + may_trigger": Candidate(stock.cpu_slice("options"), 200),
    }
    times = side_by_side(candidates, bench.number(41))
    desk, engine, busy, trigger, transition, options, listed = candidates
    show("In memory, processor time", times, trigger)
    ratio(times, busy, trigger)
    return {
        "step_vs_transitions": ratio(times, engine, trigger),
        "desk_step_vs_transitions": ratio(times, desk, trigger),
        "statemachine_vs_step": ratio(times, transition, engine),
        "options_vs_transitions": ratio(times, options, listed),
    }


def durable(bench: Bench) -> Figures:
    """
    Steps on an SQLite file beside bare sqlite3, alone with each other so that little time lies between them.

    A checkpoint of the log comes about every 750 steps and takes as long as 250 of them, so a slice holds two.
    """
    found: Figures = {}
    for mode in ("normal", "full"):
        ours, raw = bench.worker("ours"), bench.worker("raw_sqlite")
        step, bare = f"propflow step (Desk.act, SqliteStore {mode})", "raw sqlite3, same reads and rows"
        candidates = {step: Candidate(ours.slice(mode), 1500), bare: Candidate(raw.slice(mode), 1500)}
        times = side_by_side(candidates, bench.number(21))
        show(f"On disk, SQLite WAL, synchronous {mode.upper()}", times, bare)
        found[f"sqlite_{mode}_vs_raw"] = ratio(times, bare, step)
    return found


def durable_peers(bench: Bench) -> Figures:
    """Steps on an SQLite file beside the peers that can write to one, synchronous NORMAL."""
    ours = bench.worker("ours")
    django, xstate = bench.worker("peers_django", synchronous="NORMAL"), bench.worker("peers_xstate")
    candidates = {
        "propflow step (Desk.act, SqliteStore normal)": Candidate(ours.slice("normal"), 100),
        "django-fsm-2, state + log row + timer row": Candidate(django.slice("three_rows"), 40),
        "django-fsm-2, state and due + log row": Candidate(django.slice("two_rows"), 40),
        "django-fsm-2, select_for_update + three rows": Candidate(django.slice("with_read"), 40),
        "xstate-statemachine persisted + log": Candidate(xstate.slice("persisted_and_logged"), 40),
        "xstate-statemachine persisted only": Candidate(xstate.slice("only_persisted"), 40),
    }
    times = side_by_side(candidates, bench.number(61), 35)
    step, three, *_, logged, _ = candidates
    show("Peers on disk, SQLite WAL, synchronous NORMAL", times, step)
    return {
        "django_fsm_vs_step": ratio(times, three, step),
        "xstate_vs_step": ratio(times, logged, step),
    }


def complaints(bench: Bench) -> Figures:
    """The largest workflow that comes with propflow beside the smallest."""
    worker = bench.worker("complaints")
    candidates = {
        "step on a complaint, all guards and three clocks": Candidate(worker.cpu_slice("complaint"), 200),
        "the same with every clock that a manual has": Candidate(worker.cpu_slice("complaint_whole"), 200),
        "step on an incident, of about as many forms and two clocks": Candidate(worker.cpu_slice("incident"), 200),
        "options for a receptionist on an opened complaint": Candidate(worker.cpu_slice("options"), 100),
    }
    times = side_by_side(candidates, bench.number(41))
    complaint, whole, incident, options = candidates
    show("Complaints, MemoryStore, processor time", times, incident)
    return {
        "complaint_vs_incident_step": ratio(times, complaint, incident),
        "complaint_whole_vs_incident_step": ratio(times, whole, incident),
        "complaint_options_us": times.median(options),
    }


def time_limits(bench: Bench) -> Figures:
    """Deadlines on a calendar, steps with clocks, many clocks at once."""
    worker, ours = bench.worker("deadlines"), bench.worker("ours")
    candidates = {
        "deadline of 4 hours on cn-office": Candidate(worker.cpu_slice("four_hours"), 1000),
        "deadline of 3 working days on cn-office": Candidate(worker.cpu_slice("three_working_days"), 1000),
        "deadline of 60 working days with five pauses": Candidate(worker.cpu_slice("sixty_with_pauses"), 200),
        "the same, explained day by day": Candidate(worker.cpu_slice("explained"), 4),
    }
    times = side_by_side(candidates, bench.number(21))
    four, three, sixty, _ = candidates
    show("Deadlines, processor time", times, four)
    steps = {
        "step on a case without a clock": Candidate(ours.cpu_slice("no_clock"), 400),
        "step on a case with three clocks": Candidate(ours.cpu_slice("three_clocks"), 400),
    }
    clocks = side_by_side(steps, bench.number(41))
    none, timed = steps
    show("Clocks, MemoryStore, processor time", clocks, none)
    found = {
        "three_clocks_vs_none": ratio(clocks, timed, none),
        "due_4_hours_us": times.median(four),
        "due_3_working_days_us": times.median(three),
        "due_60_working_days_us": times.median(sixty),
    }
    many = bench.worker("ticking")
    head("Many clocks")
    few, most = (float(many.figure("sweep", number)) for number in (10_000, bench.number(1_000_000)))
    line("1,000 due cases among 10,000 open clocks: ms to find them", f"{few:.3f}")
    line(f"among {bench.number(1_000_000):,}", f"{most:.3f}")
    ticked = float(many.figure("tick", bench.number(100_000)))
    line(f"a tick over {bench.number(100_000):,} due marks, in memory: marks per second", f"{ticked:,.0f}")
    return {**found, "due_flatness": most / few, "tick_marks_per_s": ticked}


def growth(bench: Bench) -> Figures:
    """Late steps against early ones."""
    worker = bench.worker("growth")
    head("Growth: the round with the 500th step against the one with the 5th")
    found: Figures = {}
    for job, where, cases in (("memory", "MemoryStore", 120), ("normal", "SqliteStore normal", 40)):
        factor, early, late = worker.figure(job, bench.number(cases, 10))
        line(f"{where}: {early:.1f} µs a step, then {late:.1f} µs", f"x {factor:.3f}")
        found[job] = factor
    return {"step_growth": max(found.values())}


def memory(bench: Bench) -> Figures:
    """Bytes of resident cases."""
    worker = bench.worker("memory")
    head("Memory for each resident case")
    bare = float(worker.figure("bare", 10_000))
    opened = float(worker.figure("opened", bench.number(2_000, 500)))
    line("bare: own id, hash and instants", f"{bare:,.0f} B")
    line("open: with what two records have said", f"{opened:,.0f} B")
    return {"case_bytes": bare}


def importing(bench: Bench) -> Figures:
    """Import times in fresh processes."""
    candidates = {
        "import propflow": imports.candidate("import propflow"),
        "import statemachine": imports.candidate("import statemachine"),
        "import transitions": imports.candidate("import transitions"),
        "import what a desk needs, with its SQLite store": imports.candidate(
            "from propflow import Action, Desk, Workflow, form; from propflow.adapters.stores.sqlite import SqliteStore"
        ),
    }
    times = side_by_side(candidates, bench.number(15, 9))
    ours, other, *_ = candidates
    show("Import, fresh processes", times, other)
    return {"import_vs_statemachine": ratio(times, ours, other)}


def replaying(bench: Bench) -> Figures:
    """Steps per second through a log."""
    worker = bench.worker("replaying")
    head("Replay of a log, MemoryStore, virtual clock")
    each = sorted(float(worker.figure("memory", bench.number(300, 100))) for _ in range(bench.number(7, 3)))
    line(f"made log: from {each[0]:,.0f} to {each[-1]:,.0f} steps per second, median", f"{each[len(each) // 2]:,.0f}")
    if "helpdesk" in worker.names:
        line("the help desk's log, read from XES: steps per second", f"{worker.figure('helpdesk', 1):,.0f}")
    return {"replay_steps_per_s": each[len(each) // 2]}


GROUPS: Mapping[str, Callable[[Bench], Figures]] = {
    "in_memory": in_memory,
    "durable": durable,
    "durable_peers": durable_peers,
    "complaints": complaints,
    "time": time_limits,
    "growth": growth,
    "memory": memory,
    "importing": importing,
    "replaying": replaying,
}


def ratio(times: Times, above: str, below: str) -> float:
    """The median ratio; says between what half of the rounds lay."""
    low, high = times.spread(above, below)
    found = times.ratio(above, below)
    line(f"{above} ÷ {below}", f"{found:.3f}  (half of the rounds {low:.3f} to {high:.3f})")
    return found


def show(title: str, times: Times, base: str) -> None:
    """The absolute medians of a group, and each against *base*."""
    head(title)
    for name in times.rounds:
        line(name, f"{times.median(name):12,.2f} µs   x {times.ratio(name, base):7.2f}")


def head(title: str) -> None:
    """A heading."""
    print(f"\n{title}")


def line(what: str, figure: str) -> None:
    """A line under it."""
    print(f"  {what:<84} {figure}", flush=True)


def verdicts(figures: Figures) -> None:
    """Each figure beside what must be reached and what is aimed at."""
    head("Goals")
    for goal in GOALS:
        if goal.name in figures:
            sign = "≤" if goal.lower else "≥"
            limits = f"must {sign} {goal.must:g}, aim {sign} {goal.aim:g}" if goal.must and goal.aim else "no goal yet"
            value = figures[goal.name]
            line(f"{goal.name}: {goal.what}", f"{goal.spelled(value):>9}   {limits:<26} {goal.verdict(value)}")


@contextmanager
def run_of(share: float) -> Iterator[Bench]:
    """A run with a folder of its own beside this package, as /tmp may lie in memory and tell nothing of a disk."""
    where = Path(__file__).resolve().parent.parent / "build"
    where.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=where) as folder, ExitStack() as stack:
        yield Bench(Path(folder), stack, share)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the figures as the last lines. Exit status 1 if `--strict` and one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="the groups to measure")
    parser.add_argument("--short", action="store_true", help="a quarter of the rounds")
    parser.add_argument("--strict", action="store_true", help="exit status 1 if a figure misses what must be reached")
    chosen = parser.parse_args(arguments)

    began = monotonic()
    peers = ("propflow", "transitions", "python-statemachine", "xstate-statemachine", "django-fsm-2", "Django")
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores; ", end="")
    print(", ".join(f"{one} {version(one)}" for one in peers))
    print("Medians; a ratio is the median over rounds in which both sides took turns.")

    figures: Figures = {}
    for name in chosen.only:
        with run_of(0.25 if chosen.short else 1) as bench:
            figures.update(GROUPS[name](bench))
    verdicts(figures)
    print(f"\nMeasured in {monotonic() - began:.0f} s.\n")
    for goal in GOALS:
        if goal.name in figures:
            print(goal.name, goal.spelled(figures[goal.name]))
    sys.stdout.flush()
    missed = [name for name, value in figures.items() if BY_NAME[name].verdict(value) == "MISSED"]
    return 1 if missed and chosen.strict else 0
