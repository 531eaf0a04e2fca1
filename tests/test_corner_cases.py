"""
The index of the corner cases of time: each of them is a test that bears its number.

Where such a test stands is decided by what it needs: a calendar, a clock, a desk or a whole complaint.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent

CASES = {
    1: "An instant is no wall time",
    2: "Clocks put forward and back",
    3: "One clock, given from outside",
    4: "Late entries and wrong order",
    5: "A clock put back",
    6: "What is read between two ticks",
    7: "Several windows a day",
    8: "A window across midnight",
    9: "Seasons",
    10: "One limit by day and another by night",
    11: "A holiday inside the limit",
    12: "A make-up workday on a weekend",
    13: "A site that rests on make-up workdays",
    14: "Closures, half days, typhoons",
    15: "Beyond the last published year",
    16: "A holiday published late, or corrected",
    17: "No working time at all",
    18: "Around the clock beside office hours",
    19: "Units",
    20: "Does the day of the start count",
    21: "The same day, received late",
    22: "Months",
    23: "Exactly at the limit",
    24: "No time, and very little",
    25: "Which clocks a wait stops",
    26: "Pauses outside hours, at birth, at the end, overlapping",
    27: "No deadline while paused",
    28: "The longest pause",
    29: "A pause undoes no breach",
    30: "Grade and nature change",
    31: "Rules or calendar edited while cases run",
    32: "Late, excused by somebody",
    33: "A date that was promised",
    34: "Somebody else gets it",
    35: "The shift changes",
    36: "An appointment",
    37: "Reopened",
    38: "Merged, and many at once",
    39: "Finished, signed, closed, followed up",
    40: "Withdrawn or out of scope",
    41: "Once each, also after an outage",
    42: "Nobody there",
    43: "Touching resets nothing",
    44: "A fair scan",
    45: "Acknowledged, and at night",
    46: "Three late in a row",
}

NAMED = re.compile(r"test_case_(\d\d)_")


@cache
def named(folder: Path) -> dict[int, list[str]]:
    """The tests that bear the number of a corner case, by number."""
    found = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (number := NAMED.match(node.name)):
                found[int(number[1])].append(f"{path.relative_to(folder).as_posix()}::{node.name}")
    return found


def test_every_corner_case_has_a_test() -> None:
    """All forty-six, and no number beyond them."""
    assert sorted(CASES) == list(range(1, 47))
    assert {*named(TESTS)} == {*CASES}


def test_no_claim_is_made_twice() -> None:
    """Tests of one corner case have names of their own, wherever they stand."""
    for number, found in named(TESTS).items():
        names = [one.rpartition("::")[2] for one in found]
        assert len(names) == len(set(names)), (number, found)


def test_the_index_reads_numbers_from_names(tmp_path: Path) -> None:
    """A test counts for the number in its name, in whatever folder; a helper and a number elsewhere do not."""
    (tmp_path / "inner").mkdir()
    code = "def test_case_07_lunch(): ...\ndef helper_case_08_x(): ...\ndef test_of_case_09_x(): ...\n"
    (tmp_path / "inner" / "test_some.py").write_text(code, encoding="utf-8")
    assert named(tmp_path) == {7: ["inner/test_some.py::test_case_07_lunch"]}
