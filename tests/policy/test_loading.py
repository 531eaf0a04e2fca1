"""A policy is read from TOML whole, or refused with every fault."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from propflow import OFF
from propflow.errors import DefinitionError, MalformedFile, UnknownName
from propflow.policy import built_in, load

SITE = """
name = "riverside"
en = "Riverside Court"
zh = "滨江苑"
effective_from = 2026-10-01T00:00:00+08:00

[key_loan]
back = "1 day"
deposit = { value = 50, rules = ["K01-02", "K01-03"] }
signed = { value = true, rules = "K02-01" }
off = ["copies", "alone"]

[visit]
greet = false
"""


def faults(text: str) -> list[str]:
    """What is found wrong with a policy; fails if nothing is."""
    with pytest.raises(DefinitionError) as refusal:
        load(text)
    return list(refusal.value.faults)


def test_a_file_says_values_by_workflow_and_slot() -> None:
    """
    Plain values, values with rules, and what is switched off, of several workflows in one file.
    """
    policy = load(SITE)
    assert (policy.name, policy.en, policy.zh) == ("riverside", "Riverside Court", "滨江苑")
    assert policy.effective_from == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert policy.values == {
        "key_loan.back": "1 day",
        "key_loan.deposit": 50,
        "key_loan.signed": True,
        "key_loan.copies": OFF,
        "key_loan.alone": OFF,
        "visit.greet": False,
    }
    assert policy.rules == {"key_loan.deposit": ("K01-02", "K01-03"), "key_loan.signed": ("K02-01",)}


def test_a_policy_may_be_text_a_file_or_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The same text is the same policy as a text, as a Path and as the path's name; a profile goes by its name, even
    beside a file called so.
    """
    monkeypatch.chdir(tmp_path)
    Path("site.toml").write_text(SITE, encoding="utf-8")
    Path("front_desk_manual").write_text(SITE, encoding="utf-8")
    assert load(Path("site.toml")) == load("site.toml") == load("./site.toml") == load(SITE)
    assert load("front_desk_manual").name == "front_desk_manual"


def test_a_name_that_nothing_bears_is_answered_with_those_there_are() -> None:
    """
    A misspelt profile is answered with the one that is meant.
    """
    with pytest.raises(UnknownName) as refusal:
        load("front_desk_manuel")
    assert refusal.value.meant[0] == "front_desk_manual"
    assert refusal.value.known == built_in()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('name = "a"\n[key_loan\n', "line 2"),
        ('name = "a"\nname = "b"\n', "line 2"),
        ("[key_loan]\nback = 1 day\n", "line 2"),
        ("[key_loan]\nback = 2026-13-01\n", "line 2"),
        ("[key_loan]\nback = " + "[" * 5_000 + "\n", ""),
        ("[key_loan]\ndeposit = " + "9" * 5_000 + "\n", "digits"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, words: str) -> None:
    """
    Broken TOML of any sort is one typed error, which says where.
    """
    with pytest.raises(MalformedFile) as refusal:
        load(text)
    assert words in refusal.value.why


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """
    A file that is missing, a folder, a path that cannot be one, and bytes that are no UTF-8.
    """
    (tmp_path / "gbk.toml").write_bytes('name = "滨江"\n'.encode("gbk"))
    for path, words in (
        (tmp_path / "none.toml", "No such file"),
        (tmp_path, "directory"),
        (tmp_path / "gbk.toml", "UTF-8"),
        (Path("a\0.toml"), "no path"),
    ):
        with pytest.raises(MalformedFile) as refusal:
            load(path)
        assert words in str(refusal.value)


def test_every_fault_is_told_at_once() -> None:
    """
    One reading finds what is wrong with keys, types, names and rules, each with its key.
    """
    found = faults(
        """
        name = "River Side"
        en = 7
        nam = "x"
        hand_over = "10 minutes"
        effective_from = 2026-10-01T00:00:00
        [key_loan]
        back = 1.5
        kept = 2026-10-01
        "a.b" = 1
        copies = ["1"]
        deposit = { value = 5, rules = [7], rule = "K01" }
        signed = { rules = ["K02-01"] }
        alone = { value = { yes = true } }
        desk = "front"
        off = ["desk", "Witnesses"]
        [Visit]
        greet = true
        """
    )
    for words in (
        "name is 'River Side'",
        "en is 7",
        "'nam' stands outside of any workflow's table; did you mean 'name'?",
        "'hand_over' stands outside of any workflow's table; write it below [complaint]",
        "effective_from is 2026-10-01T00:00:00 without a zone",
        "[key_loan] back is the fraction 1.5",
        "[key_loan] kept is the date or time 2026-10-01",
        "[key_loan] 'a.b' is no slot's name",
        "[key_loan] copies is the list ['1']",
        "[key_loan] deposit knows no 'rule'",
        "[key_loan] deposit rules is the list [7]",
        "[key_loan] signed has no value",
        "[key_loan] alone value is the table {'yes': True}",
        "[key_loan] desk has a value and is switched off",
        "[key_loan] off names 'Witnesses'",
        "[Visit] is no workflow's name",
    ):
        assert [one for one in found if one.startswith(words)], words
    assert len(found) == 16


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[key_loan]\n", "name is missing"),
        ('name = ""\n', "name is ''"),
        ('name = "a"\neffective_from = 2026-10-01\n', "effective_from is date"),
        ('name = "a"\n[key_loan]\noff = "copies"\n', "[key_loan] off is 'copies'"),
        ('name = "a"\n[key_loan]\nback = 2026-10-01T00:00:00Z\n', "[key_loan] back is the date or time"),
        ('name = "a"\n[key_loan]\nback = 08:00:00\n', "[key_loan] back is the date or time"),
        ('name = "a"\n[key_loan]\nback = inf\n', "[key_loan] back is the fraction"),
        ('name = "a"\n[[key_loan]]\nback = "1 day"\n', "'key_loan' stands outside"),
    ],
)
def test_one_fault_is_one_sentence(text: str, fault: str) -> None:
    """
    Each kind of fault alone is told once and nothing beside it.
    """
    (found,) = faults(text)
    assert found.startswith(fault)


def test_nothing_is_half_read() -> None:
    """
    A file with one fault yields no policy, though all else in it is sound.
    """
    assert faults(SITE.replace('"1 day"', "1.5")) == [
        '[key_loan] back is the fraction 1.5; a value is text such as "10 minutes", a whole number, true or false.'
    ]


VAGUE = """name = "manual"
[key_loan]
back = { vague = "及时", rules = ["K01-01"] }
back_urgent = { blank = true, rules = ["K01-02"] }
"""


def test_a_blank_or_a_vague_word_of_a_manual_is_kept_and_is_no_value() -> None:
    """Where the manual prints a blank, or no more than "promptly", the policy says so, and says no value."""
    policy = load(VAGUE)
    assert policy.values == {}
    assert policy.unsaid == {"key_loan.back": "及时", "key_loan.back_urgent": ""}
    assert policy.rules == {"key_loan.back": ("K01-01",), "key_loan.back_urgent": ("K01-02",)}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('{ vague = "" }', 'takes blank = true, or vague = "及时"'),
        ("{ vague = 3 }", 'takes blank = true, or vague = "及时"'),
        ("{ blank = false }", 'takes blank = true, or vague = "及时"'),
        ('{ blank = true, vague = "及时" }', "says more than one of value, vague, blank"),
        ('{ value = "1 day", vague = "及时" }', "says more than one of value, vague, blank"),
        ('{ rules = ["K01-01"] }', "has no value"),
    ],
)
def test_what_is_left_open_is_left_open_in_one_way(given: str, told: str) -> None:
    """A value, a vague word or a blank: one of the three."""
    with pytest.raises(DefinitionError, match=told):
        load(f'name = "manual"\n[key_loan]\nback = {given}\n')
