"""What is written: safe on a terminal, whole in a pipe, JSON for machines."""

from __future__ import annotations

import io
import json
import sys

import pytest

from propflow.cli import output


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make standard error a terminal of a hundred columns. Not a fixture: pytest sets the stream anew before a test."""
    for name in ("NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_control_characters_are_shown_not_obeyed() -> None:
    """
    What is stored cannot move the cursor, ring the bell or turn the direction of writing; line ends and Chinese stay.
    """
    assert output.clean("a\x1b[2Jb\x07\u202ec\n\t投诉") == "a\\u001b[2Jb\\u0007\\u202ec\n\t投诉"
    assert output.clean("a\rb\x9b\x7f") == "a\\u000db\\u009b\\u007f"


def test_a_line_is_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A line stays one line, however long, and what looks like markup is text.
    """
    output.say("[bold]word[/bold] " * 40)
    assert capsys.readouterr().out == "[bold]word[/bold] " * 40 + "\n"


def test_cells_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Cells of a table are shown as they are, without markup, and nothing is cut off.
    """
    output.say_table(("A", "B"), [("[red]x[/red]", "y" * 200), (None, 3)])
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert out.count("y") == 200
    assert max(len(line.rstrip()) for line in out.splitlines()) <= output.WIDTH


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_json_is_whole_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    JSON says the same whatever the stream can spell.
    """
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    output.say_json({"状态": "已关闭 🙂"})
    stream.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == {"状态": "已关闭 🙂"}


def test_a_quick_task_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What is done before the patience is over leaves nothing on the terminal. The patience is a second.
    """
    assert output.PATIENCE == 1.0
    terminal = on_terminal(monkeypatch)
    with output.progress("Verifying", patience=3600) as tell:
        tell(0.5, "half")
    assert terminal.getvalue() == ""


def test_a_long_task_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Once the patience is over, a bar with words and a percentage stands on standard error.
    """
    terminal = on_terminal(monkeypatch)
    with output.progress("Replaying", patience=0) as tell:
        tell(0.5, "17 cases")
    assert "Replaying" in terminal.getvalue()
    assert "17 cases" in terminal.getvalue()
    assert "50%" in terminal.getvalue()


def test_no_bar_outside_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """
    In a pipe there is never a bar.
    """
    with output.progress("Replaying", patience=0) as tell:
        tell(0.5, "17 cases")
    assert capsys.readouterr() == ("", "")


def test_a_bar_goes_away_when_the_task_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A failure ends the bar, too, and is not swallowed.
    """
    terminal = on_terminal(monkeypatch)
    with pytest.raises(ValueError, match="no"), output.progress("Replaying", patience=0):
        raise ValueError("no")
    hidden, shown = (terminal.getvalue().rfind(f"\x1b[?25{one}") for one in "lh")
    assert -1 < hidden < shown  # the cursor is back
