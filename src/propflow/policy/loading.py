"""
Loading: a policy read from TOML, whole or not at all.

    name = "riverside"   en = "Riverside Court"   zh = "滨江苑"
    effective_from = 2026-10-01T00:00:00+08:00    # optional, with a zone

    [complaint]                                   # the workflow's name
    hand_over = "10 minutes"
    settle_minor = { value = "2 days", rules = ["C04-36"] }
    answer = { vague = "及时", rules = ["A02-04"] }   # the manual says no more: no value
    plan = { blank = true, rules = ["A02-07"] }       # the manual leaves a blank: no value
    off = ["survey", "reply"]                     # the slots it does without

Whether the slots exist and take these values is for `lint` to say: a file is read
without knowing any workflow.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeGuard

from propflow.definition.naming import SNAKE
from propflow.errors import DefinitionError, InvalidValue, MalformedFile, UnknownName
from propflow.model.instants import instant
from propflow.model.policies import OFF, Policy

PROFILES: Final = files("propflow.policy") / "profiles"

_SAYING: Final = ("value", "vague", "blank")
_TEXTS: Final = ("name", "en", "zh")
_KEYS: Final = (*_TEXTS, "effective_from")


def built_in() -> tuple[str, ...]:
    """The names of the profiles that come with propflow, each of one manual."""
    return tuple(sorted(one.name.removesuffix(".toml") for one in PROFILES.iterdir() if one.name.endswith(".toml")))


def load(given: str | Path) -> Policy:
    """
    Read a policy: a profile by its name, a file by its path, or TOML as text.

    A text is what holds a line break; a name alone is a profile, even if there is a
    file called so.

    Raises:
        UnknownName: If it is neither a profile nor the path of a `.toml` file.
        MalformedFile: If the file cannot be opened, or is no TOML; it says in which line.
        DefinitionError: If it says what no policy can say; it lists every fault.
    """
    if isinstance(given, Path):
        return _read_file(given)
    if "\n" in given:
        return _read(given, "the text")
    if given in built_in():
        return _read((PROFILES / f"{given}.toml").read_text(encoding="utf-8"), given)
    if given.endswith(".toml") or "/" in given or "\\" in given:
        return _read_file(Path(given))
    raise UnknownName("policy", given, built_in())


def _read_file(path: Path) -> Policy:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise MalformedFile(str(path), "opening it", fault.strerror or str(fault)) from None
    except UnicodeDecodeError as fault:
        raise MalformedFile(str(path), f"byte {fault.start + 1}", "it is no text in UTF-8") from None
    except ValueError:  # a path that no system has
        raise MalformedFile(f"{str(path)[:100]!r}", "opening it", "it is no path") from None
    return _read(text, str(path))


def _read(text: str, source: str) -> Policy:
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # TOML's own errors are ValueErrors that name line and column
        raise MalformedFile(source, "reading it as TOML", str(fault)) from None
    reading = _Reading(given)
    policy = reading.policy()
    if reading.faults:
        raise DefinitionError(f"The policy in {source}", reading.faults)
    return policy


class _Reading:
    """One reading of a policy: what it says, and every fault."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.faults: list[str] = []
        self.values: dict[str, object] = {}
        self.rules: dict[str, tuple[str, ...]] = {}
        self.unsaid: dict[str, str] = {}

    def policy(self) -> Policy:
        """The policy, if there are no faults afterwards."""
        texts = {key: self.text(key) for key in _TEXTS}
        if not texts["name"] and "name" not in self.given:
            self.faults.append('name is missing: what the policy is called, such as name = "riverside".')
        elif texts["name"] and not SNAKE.fullmatch(texts["name"]):
            self.faults.append(f"name is {texts['name']!r:.60}, which is not snake_case; it stands in every report.")
        effective_from = self.effective_from()
        for key, value in self.given.items():
            if isinstance(value, dict) and key not in _KEYS:
                self.workflow(key, value)
            elif key not in _KEYS:
                self.faults.append(f"'{key}' stands outside of any workflow's table{_meant(key)}.")
        return Policy(
            texts["name"],
            self.values,
            rules=self.rules,
            unsaid=self.unsaid,
            effective_from=effective_from,
            en=texts["en"],
            zh=texts["zh"],
        )

    def text(self, key: str) -> str:
        found = self.given.get(key, "")
        if isinstance(found, str) and (found or key not in self.given):
            return found
        self.faults.append(f"{key} is {_shown(found)}, where text belongs.")
        return ""

    def effective_from(self) -> datetime | None:
        found = self.given.get("effective_from")
        if found is None:
            return None
        try:
            return instant(found, "effective_from")
        except InvalidValue as fault:
            self.faults.append(f"effective_from is {fault.reason}. Write it as 2026-10-01T00:00:00+08:00.")
            return None

    def workflow(self, workflow: str, table: Mapping[str, Any]) -> None:
        if not SNAKE.fullmatch(workflow):
            self.faults.append(f"[{workflow[:60]}] is no workflow's name, which is snake_case.")
            return
        for slot, given in table.items():
            if slot == OFF:
                self.off(workflow, given, table)
            elif not SNAKE.fullmatch(slot):
                self.faults.append(f"[{workflow}] {slot[:60]!r} is no slot's name, which is snake_case.")
            else:
                self.slot(f"{workflow}.{slot}", f"[{workflow}] {slot}", given)

    def slot(self, name: str, where: str, given: object) -> None:
        """One value, plain or in a table with the rules that say so."""
        if isinstance(given, dict):
            unknown = [key for key in given if key not in (*_SAYING, "rules")]
            self.faults += [f"{where} knows no '{key}'; it takes value and rules." for key in unknown]
            if sum(key in given for key in _SAYING) != 1:
                said = (
                    " has no value." if not set(_SAYING) & set(given) else " says more than one of value, vague, blank."
                )
                self.faults.append(f"{where}{said}")
                return
            rules = given.get("rules", [])
            rules = [rules] if isinstance(rules, str) else rules
            if _are_names(rules):
                self.rules[name] = tuple(rules)
            else:
                self.faults.append(f'{where} rules is {_shown(rules)}, where ids of rules belong, such as ["C04-22"].')
            if "value" not in given:
                self.left_open(name, where, given)
                return
            given, where = given["value"], f"{where} value"
        if isinstance(given, (str, int)):  # yes and no are whole numbers to Python
            self.values[name] = given
        else:
            self.faults.append(
                f'{where} is {_shown(given)}; a value is text such as "10 minutes", a whole number, true or false.'
            )

    def left_open(self, name: str, where: str, given: Mapping[str, Any]) -> None:
        """Where the manual has a blank, or no more than a word."""
        word = "" if given.get("blank") is True else given.get("vague")
        if isinstance(word, str) and (word.strip() or "blank" in given):
            self.unsaid[name] = word
        else:
            self.faults.append(f'{where} takes blank = true, or vague = "及时" with the word that the manual has.')

    def off(self, workflow: str, given: object, table: Mapping[str, Any]) -> None:
        """The slots that a policy does without, named one by one."""
        if not _are_names(given):
            self.faults.append(f"[{workflow}] off is {_shown(given)}, where a list of slots' names belongs.")
            return
        for slot in given:
            if not SNAKE.fullmatch(slot):
                self.faults.append(f"[{workflow}] off names {slot[:60]!r}, which is not snake_case.")
            elif slot in table:
                self.faults.append(f"[{workflow}] {slot} has a value and is switched off; say one of the two.")
            else:
                self.values[f"{workflow}.{slot}"] = OFF


def _are_names(given: object) -> TypeGuard[list[str]]:
    return isinstance(given, list) and all(isinstance(one, str) and one for one in given)


def _shown(given: object) -> str:
    kinds = {float: "the fraction", dict: "the table", list: "the list"}
    kind = kinds.get(type(given), "the date or time" if hasattr(given, "isoformat") else "")
    return f"{kind} {given!s:.60}".strip() if kind else f"{given!r:.60}"


def _meant(key: str) -> str:
    found = get_close_matches(key[:100], _KEYS, n=1)
    return f"; did you mean '{found[0]}'?" if found else "; write it below [complaint] or another workflow's name"
