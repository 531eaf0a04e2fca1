"""docs/format.md can be followed by somebody who has only that page: everything is recomputed here from its words."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from tests.visits import Yard, appoint, go, parts, visit

from propflow import MemoryStore, Pause, calendar, promised, strictest, working_days
from propflow.engine.fold import BY_ITSELF

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
VECTORS = re.findall(r"^(\w+) (\d+): `([0-9a-f]{64})`\n\n```json\n(.*)\n```$", PAGE, re.MULTILINE)
RECORDS = [(int(number), hash_, text) for kind, number, hash_, text in VECTORS if kind == "record"]


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_there_are_vectors_of_every_sort() -> None:
    """
    The page has a register, an act, a mark, a confidential value, and a seal.
    """
    kinds = [json.loads(text)["kind"] for _, _, text in RECORDS]
    assert kinds == ["act", "act", "mark", "act"]
    assert '"sealed"' in RECORDS[0][2]
    assert [kind for kind, _, _, _ in VECTORS].count("seal") == 1


@pytest.mark.parametrize(("kind", "number", "hash_", "text"), VECTORS)
def test_a_text_is_canonical_and_hashes_to_what_stands_above_it(kind: str, number: str, hash_: str, text: str) -> None:
    """
    An independent RFC 8785 implementation spells each vector the same way, and SHA-256 gives its hash.
    """
    assert rfc8785.dumps(json.loads(text)).decode() == text
    assert sha(text) == hash_


def test_records_name_the_one_before() -> None:
    """
    Record 1 names 64 zeros, every other one the hash of its predecessor; all have the documented keys.
    """
    documented = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))))
    before = "0" * 64
    for number, hash_, text in RECORDS:
        data = json.loads(text)
        assert data["number"] == number
        assert data["prev"] == before
        assert set(data) == documented
        before = hash_


def test_the_seal_follows_from_the_page() -> None:
    """
    Leaf, root and book of the seal can be recomputed from the page's words.
    """
    (seal,) = [json.loads(text) for kind, _, _, text in VECTORS if kind == "seal"]
    ((case, version, hash_),) = seal["leaves"]
    assert (version, hash_) == (RECORDS[-1][0], RECORDS[-1][1])
    assert seal["root"] == sha("leaf:" + rfc8785.dumps([case, version, hash_]).decode())
    line: dict[str, Any] = {"book": "INC", "case": case, "number": 1, "prev": "", "record": RECORDS[0][1]}
    assert seal["books"] == {"INC": [1, sha(rfc8785.dumps(line).decode())]}
    assert seal["prev"] == "0" * 64


def test_a_confidential_digest_follows_from_salt_and_text() -> None:
    """
    The digest in the record is SHA-256 of salt, colon and canonical text.
    """
    salt = sha("00" * 16 + ":contact")
    values = json.loads(RECORDS[0][2])["form"]["values"]
    assert values["contact"] == {"sealed": sha(f'{salt}:"138 0000 0000"')}


def test_every_key_of_a_clock_is_on_the_page() -> None:
    """
    A case with every term of time in it says nothing of its clock that the page does not explain, and says it all.
    """
    office = Yard(MemoryStore(), visit(go(
        within=strictest(working_days(90), promised("promise")), calendar=calendar("cn-office"),
        pauses=[Pause(parts, at_most=working_days(80))], corrected_by=appoint, done_at="appointment",
    )))  # fmt: skip
    case = office.going()
    office.do(case, "order", "finish")
    office.say(case, appointment="09-07 08:00")
    said = {key for one in office.desk.journal(case) for key in one.changes.get("clocks", {}).get("go", {})}
    section = PAGE.partition("**Clock.**")[2].partition("\n\n**")[0]
    lines = section.partition("\n\n")[2]
    explained = set(re.findall(r"`(\w+)`", re.sub(r"\{[^}]*\}", "", lines)))
    assert {"edition", "provisional", "resumes", "corrected"} <= said <= explained
    assert explained - said <= {"on_time", "excused", "late", "void"}


def test_every_kind_of_record_is_on_the_page() -> None:
    """
    Those that nobody makes are told apart from what somebody does.
    """
    (row,) = re.findall(r"^\| `kind` \| (.*) \|$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == {"act", "propose", "sign", "link", *BY_ITSELF}
    (said,) = re.findall(r"whose kind is neither `(\w+)` nor `(\w+)`", PAGE)
    assert set(said) == BY_ITSELF


def test_folding_the_vectors_gives_the_documented_case() -> None:
    """
    Folding by the page's three sentences ends in the state, version and `acted` that it should.
    """
    parts: dict[str, dict[str, Any]] = {}
    state, acted = None, 0
    for number, _, text in RECORDS:
        data = json.loads(text)
        assert data["from"] == state
        state = data["to"]
        acted = acted if data["kind"] == "mark" else number
        for part, changes in data["changes"].items():
            for name, value in changes.items():
                parts.setdefault(part, {})[name] = value
                if value is None:
                    del parts[part][name]
            if not parts[part]:
                del parts[part]
    assert (state, acted) == ("in_progress", 4)
    assert parts["clocks"]["take_up"]["verdict"] == "late"
    assert parts["relations"]["assignee"] == "bob"
