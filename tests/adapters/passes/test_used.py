"""The list of used slips: kept, shared, and of several that try at once one succeeds."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.adapters.passes.gatehouse import GOODS, NOON, a_code, a_gate, a_pass

from propflow.adapters.passes import FolderUsed, MemoryUsed, PassRefused, Use, UsedSerials
from propflow.errors import Unavailable

USE = Use(NOON, "east")


@pytest.fixture(params=["memory", "folder"])
def used(request: pytest.FixtureRequest, tmp_path: Path) -> UsedSerials:
    """An empty list of either kind."""
    return MemoryUsed() if request.param == "memory" else FolderUsed(tmp_path / "used")


def test_it_remembers(used: UsedSerials) -> None:
    """By community and number; the first use stands."""
    assert used.use_of("riverside", 7) is None
    assert used.mark("riverside", 7, USE) is None
    assert used.mark("riverside", 7, Use(NOON, "west")) == USE
    assert used.use_of("riverside", 7) == USE
    assert used.use_of("riverside", 8) is None
    assert used.mark("lakeside", 7, USE) is None


def test_one_of_many_succeeds(used: UsedSerials) -> None:
    """However many gates let the same slip through at the same time, it is once."""
    code = a_code()

    def tries(name: int) -> bool:
        try:
            a_gate(name=f"gate {name}", used=used).admit(code, NOON, GOODS)
        except PassRefused as refusal:
            assert refusal.codes == {"pass_used"}
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tries, range(24))) == 1


def test_it_outlives_the_process(tmp_path: Path) -> None:
    """A gate that starts again, or another process on the same folder, knows what was used."""
    script = (
        "import sys\n"
        "from tests.adapters.passes.gatehouse import NOON\n"
        "from propflow.adapters.passes import FolderUsed, Use\n"
        "FolderUsed(sys.argv[1]).mark('riverside', 7, Use(NOON, 'east'))\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=Path(__file__).parents[3])
    gate = a_gate(used=FolderUsed(tmp_path))
    with pytest.raises(PassRefused) as refusal:
        gate.admit(a_code(), NOON, GOODS)
    assert refusal.value.codes == {"pass_used"}
    assert gate.admit(a_code(serial=8), NOON, GOODS) == a_pass(serial=8)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"at": "yesterday", "gate": 1}', b"null"])
def test_what_a_crash_left_still_counts(tmp_path: Path, content: bytes) -> None:
    """A slip with a broken note was used: when and where is not known, and it is not let through again."""
    used = FolderUsed(tmp_path)
    used.mark("riverside", 7, USE)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert used.use_of("riverside", 7) == Use(None, None)
    assert used.mark("riverside", 7, USE) == Use(None, None)


def test_a_list_that_cannot_be_kept_lets_nothing_through(tmp_path: Path) -> None:
    """The folder is no folder, or is gone: typed, and nothing is admitted."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        FolderUsed(tmp_path / "file")
    used = FolderUsed(tmp_path / "used")
    (tmp_path / "used").rmdir()
    with pytest.raises(Unavailable):
        a_gate(used=used).admit(a_code(), NOON, GOODS)
