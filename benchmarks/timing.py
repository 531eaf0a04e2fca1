"""
Timing side by side: every candidate does a short slice of work in each round, in turn.

On a busy machine absolute times drift by a third; two slices a few milliseconds apart
drift together, so that the ratio of a round holds, and the median of all rounds holds
better. Each round begins with another candidate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import monotonic

Slice = Callable[[int], float]
"""Does so many operations and says how many seconds they took."""


@dataclass(frozen=True)
class Candidate:
    """One thing to be timed, and how many operations make a slice of it."""

    run: Slice
    operations: int


@dataclass(frozen=True)
class Times:
    """Microseconds per operation of each candidate, round by round."""

    rounds: Mapping[str, tuple[float, ...]]

    def median(self, name: str) -> float:
        """The median of one candidate, in microseconds."""
        return median(self.rounds[name])

    def ratio(self, above: str, below: str) -> float:
        """The median over the rounds of *above* ÷ *below*."""
        return median(a / b for a, b in zip(self.rounds[above], self.rounds[below], strict=True))

    def spread(self, above: str, below: str) -> tuple[float, float]:
        """The quartiles between which half of the ratios lie."""
        found = sorted(a / b for a, b in zip(self.rounds[above], self.rounds[below], strict=True))
        return found[len(found) // 4], found[len(found) * 3 // 4]


def side_by_side(candidates: Mapping[str, Candidate], rounds: int, seconds: float = 25) -> Times:
    """
    Time *candidates* in turn, *rounds* times; two rounds before them warm up and do not count.

    On a slow machine it is fewer rounds, but at least ten: what *seconds* leave room for.
    """
    names = list(candidates)
    found: dict[str, list[float]] = {name: [] for name in names}
    until = monotonic() + seconds
    for number in range(-2, rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            one = candidates[name]
            took = one.run(one.operations)
            if number >= 0:
                found[name].append(took / one.operations * 1e6)
        if number >= 10 and monotonic() > until:
            break
    return Times({name: tuple(times) for name, times in found.items()})
