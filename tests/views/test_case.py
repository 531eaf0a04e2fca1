"""A case and its journal as a table: number, when, who, what, from → to, what changed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from examples import it_incident as incidents
from tests.views.markdown import headings, tables

from propflow import Actor, Case, Desk, Evidence, MemoryStore, VirtualClock
from propflow.errors import UnknownName
from propflow.model.journal import NO_HASH, Record
from propflow.views.case import journal_table

NINE = datetime(2026, 9, 30, 1, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")

li = Actor("li", incidents.service_desk)
wang = Actor("wang", incidents.technician)
zhao = Actor("zhao", incidents.service_manager)


@pytest.fixture(scope="module")
def lived() -> tuple[Case, tuple[Record, ...], tuple[Record, ...]]:
    """A major incident from its report to being reopened; its journal as anybody sees it, and in the clear."""
    now = VirtualClock(NINE)
    desk = Desk([incidents.it_incident], MemoryStore(), tenant="riverside", now=now)
    report = incidents.Report(summary="Mail | is *down*", severity="high", reporter="sun", contact="139 0000")
    case = desk.register(incidents.it_incident, report, by=li)
    case = desk.act(case.id, incidents.open_, by=li)
    now.advance(timedelta(minutes=40))
    desk.tick()
    case = desk.act(case.id, incidents.take, by=Actor("wang", incidents.technician, on_behalf_of="ma"))
    case = desk.act(case.id, incidents.classify, incidents.Classify(severity="major"), by=wang)
    case = desk.act(case.id, incidents.wait, incidents.Wait(reason="user"), by=wang, note="Caller is out")
    now.advance(timedelta(hours=2))
    earlier = now() - timedelta(minutes=30)
    case = desk.act(case.id, incidents.resume, by=wang, occurred_at=earlier)
    shot = Evidence("ab" * 32, "image/png", 12, "shots/1")
    case = desk.act(case.id, incidents.resolve, incidents.Resolve(solution="x" * 300, evidence=(shot,)), by=wang)
    case = desk.propose(case.id, incidents.close_major, by=li)
    case = desk.sign(case.id, incidents.close_major, by=zhao, consent=False, reason="No cause named")
    case = desk.propose(case.id, incidents.close_major, by=li)
    case = desk.sign(case.id, incidents.close_major, by=zhao)
    case = desk.act(case.id, incidents.close_major, by=li, expect=case.version)
    case = desk.act(case.id, incidents.reopen, incidents.Reason(reason="again"), by=Actor("sun"))
    case = desk.act(case.id, incidents.hand_back, incidents.HandBack(team="network"), by=wang)
    return case, tuple(desk.journal(case.id)), tuple(desk.journal(case.id, by=li, purpose="call back"))


Lived = tuple[Case, tuple[Record, ...], tuple[Record, ...]]


def rows(lived: Lived, **arguments: Any) -> list[list[str]]:
    """The rows of the journal in Shanghai's time, as they are shown."""
    case, records, _ = lived
    arguments = {"workflow": incidents.it_incident, "zone": SHANGHAI, **arguments}
    (found,) = tables(journal_table(case, records, **arguments))
    return found


def test_a_row_for_each_record(lived: Lived) -> None:
    """The journal is shown record by record, numbered as it is, in the zone asked for."""
    head, *body = rows(lived)
    assert head == ["No.", "When (Asia/Shanghai)", "Who", "What", "From → to", "What changed"]
    assert [one[0] for one in body] == [str(n) for n in range(1, lived[0].version + 1)]
    assert body[1] == [
        "2",
        "2026-09-30 09:00:00",
        "li (Service desk)",
        "Open",
        "Reported → Waiting to be taken",
        "The service is restored: due 2026-10-01 09:00:00",
    ]


def test_registration(lived: Lived) -> None:
    """The first row comes from nowhere, has the form by titles and options, and no confidential value."""
    first = rows(lived)[1]
    assert first[4] == "→ Reported"
    assert first[5] == (
        "What does not work: Mail | is *down*; Severity: High; Id of the reporter: sun; "
        "How to reach the reporter: (confidential); Reporter: sun; "
        "Somebody takes it up: due 2026-09-30 09:30:00"
    )
    assert "139 0000" not in journal_table(*lived[:2])


def test_confidential_value_in_the_clear(lived: Lived) -> None:
    """Records that were given out in the clear are shown in the clear."""
    case, _, clear = lived
    assert "How to reach the reporter: 139 0000" in journal_table(case, clear, workflow=incidents.it_incident)


def test_mark(lived: Lived) -> None:
    """A mark is the system's, names clock and mark, says how late it fired and whom it tells."""
    assert rows(lived)[3][2:] == [
        "the system",
        "Somebody takes it up: due",
        "Waiting to be taken",
        "10 min after its instant; tells Service desk",
    ]


def test_who_acted_for_whom(lived: Lived) -> None:
    """A deputy is shown with the person stood in for, and every actor with the role or relation used."""
    shown = [one[2] for one in rows(lived)]
    assert "wang for ma (Technician)" in shown
    assert "sun (Reporter)" in shown


def test_clocks_and_facts(lived: Lived) -> None:
    """What changed names relations, clocks that are stopped or stand still, counted facts and the note."""
    by_what = {one[3]: one[5] for one in rows(lived)}
    assert by_what["Take it up"] == "Assignee: wang; Somebody takes it up: late"
    assert by_what["Classify"] == "Severity: Major"
    assert by_what["Wait"] == "Waits for: The user; The service is restored: stands still; note: Caller is out"
    assert "The service is restored: on time" in by_what["Resolve"]
    assert by_what["Reopen"].startswith("Why: again; Times reopened: 1; The service is restored: due ")
    assert by_what["Hand to another team"] == "Team: network; Assignee: nobody"


def test_what_happened_earlier(lived: Lived) -> None:
    """An action recorded later than it happened shows both times."""
    (resumed,) = [one for one in rows(lived) if one[3] == "Resume"]
    assert resumed[1] == "2026-09-30 11:40:00 (happened 2026-09-30 11:10:00)"


def test_evidence_and_long_texts(lived: Lived) -> None:
    """Evidence is shown by reference, type, size and the beginning of its digest; a long text is cut, and says so."""
    (resolved,) = [one for one in rows(lived) if one[3] == "Resolve"]
    assert "Evidence: shots/1 (image/png, 12 B, abababababab…)" in resolved[5]
    assert f"What was done: {'x' * 200}… (300 characters)" in resolved[5]


def test_signatures(lived: Lived) -> None:
    """Proposals, consents and refusals with their reason are told apart."""
    shown = [(one[2], one[3], one[5]) for one in rows(lived) if "major" in one[3]]
    assert [(who, what) for who, what, _ in shown] == [
        ("li (Service desk)", "Proposed: Close a major incident"),
        ("zhao (Service manager)", "Consent refused: Close a major incident"),
        ("li (Service desk)", "Proposed: Close a major incident"),
        ("zhao (Service manager)", "Signed: Close a major incident"),
        ("li (Service desk)", "Close a major incident"),
    ]
    assert shown[1][2] == "reason: No cause named"


def test_how_the_case_stands(lived: Lived) -> None:
    """Above the journal stand the state, the relations, the facts and the clocks, without what is empty."""
    text = journal_table(lived[0], [], workflow=incidents.it_incident, zone=SHANGHAI)
    assert headings(text) == ["INC-000001"]
    above = text.split("\n\n")
    assert above[1] == f"IT incident, version {lived[0].version}"
    assert above[2].splitlines() == [
        "- State: Waiting to be taken",
        "- Registered: 2026-09-30 09:00:00",
        "- Reporter: sun",
        "- Severity: Major",
        "- Team: network",
        "- Waits for: The user",
        "- Times reopened: 1",
        "- Somebody takes it up: late",
        "- The service is restored: due 2026-10-01 11:40:00",
        "- The resolution is confirmed: on time",
    ]


def test_chinese(lived: Lived) -> None:
    """In Chinese all titles and words are Chinese."""
    head, *body = rows(lived, language="zh")
    assert head == ["序号", "时间（Asia/Shanghai）", "办理人", "事项", "自 → 至", "变更"]
    assert body[2][2:] == ["系统", "接手时限：due", "待接手", "迟 10 分；通知服务台"]
    assert body[0][5].startswith("故障摘要：Mail | is *down*；严重程度：高；报告人编号：sun；联系方式：（保密）；")


def test_without_the_definition(lived: Lived) -> None:
    """A case whose definition is not at hand is shown by names, in UTC."""
    case, records, _ = lived
    text = journal_table(case, records)
    (found,) = tables(text)
    assert found[0][1] == "When (UTC)"
    assert found[2] == ["2", "2026-09-30 01:00:00", "li (service_desk)", "open", "reported → queued",
                        "restore: due 2026-10-01 01:00:00"]  # fmt: skip
    assert text.splitlines()[2] == f"it_incident, version {case.version}"


def test_other_languages_are_refused(lived: Lived) -> None:
    """A language in which nothing has a title is refused."""
    with pytest.raises(UnknownName, match="There is no language called 'fr'"):
        journal_table(lived[0], [], language="fr")


def record(**changes: Any) -> Record:
    """A record made by hand, for what the worked workflow never does."""
    plain: dict[str, Any] = {
        "tenant": "riverside", "case_id": "KEY-1", "number": 1, "kind": "act", "action": "note", "actor": "li",
        "on_behalf_of": None, "grant": {}, "at": NINE, "occurred_at": NINE, "state_from": "lent", "state_to": "lent",
        "form": None, "changes": {}, "facts": {}, "messages": (), "book": None, "note": "", "workflow": "key_loan@1:ab",
        "previous": NO_HASH, "hash": NO_HASH, "text": "",
    }  # fmt: skip
    return Record(**{**plain, **changes})


def shown(**changes: Any) -> list[str]:
    """The row of a record made by hand."""
    case = Case("riverside", "KEY-1", "key_loan@1:ab", "lent", 1, 1, NO_HASH, NINE, NINE)
    (found,) = tables(journal_table(case, [record(**changes)]))
    return found[1]


def test_links() -> None:
    """A link entered from the other side is the system's, and says what the other case is."""
    row = shown(kind="link", action="child", changes={"links": {"child": ["KEY-2", "KEY-3"]}})
    assert row[2:] == ["the system", "Linked as parent of", "lent", "parent of KEY-2, KEY-3"]
    assert shown(changes={"links": {"seen_with": ["KEY-9"]}})[5] == "seen_with KEY-9"


def test_values_of_every_kind() -> None:
    """Flags, numbers, lists, objects and values taken away are written in words."""
    values = {"a": True, "b": False, "c": 0, "d": ["x", "y"], "e": {"floor": 3}, "f": None, "g": "", "h": []}
    row = shown(form={"name": "f", "revision": 1, "values": values}, changes={"facts": {"price": None}})
    assert row[5] == "a: yes; b: no; c: 0; d: x, y; e: floor 3; price: none"


@pytest.mark.parametrize(
    ("facts", "english", "chinese"),
    [
        ({"to": ["eve", "a|b"], "vacant": [], "reached": 1}, "tells manager (eve, a|b)", "通知manager（eve、a|b）"),
        ({"to": ["eve"], "vacant": ["worker", "clerk"], "reached": 3, "urgent": True},
         "urgent; vacant: worker, clerk; tells manager (eve)", "紧急；worker、clerk空缺；通知manager（eve）"),
        ({"to": [], "vacant": ["manager"], "reached": 1}, "vacant: manager; tells manager", "manager空缺；通知manager"),
        ({"to": None, "vacant": [], "reached": 1}, "the roster did not answer; tells manager",
         "值班表未答复；通知manager"),
        ({}, "tells manager", "通知manager"),
    ],
)  # fmt: skip
def test_whom_a_rung_reached(facts: dict[str, Any], english: str, chinese: str) -> None:
    """Who was on duty is named behind the role, and whose seats were vacant before it."""
    mark = {"kind": "mark", "facts": {"mark": "due/1", **facts}, "messages": ({"role": "manager"},)}
    assert shown(**mark)[5] == english
    case = Case("riverside", "KEY-1", "key_loan@1:ab", "lent", 1, 1, NO_HASH, NINE, NINE)
    assert tables(journal_table(case, [record(**mark)], language="zh"))[0][1][5] == chinese


def test_what_an_action_was_told_is_no_roster() -> None:
    """A fact of the host that happens to be called like one of a rung's is not shown as one."""
    assert shown(facts={"to": ["eve"], "vacant": ["x"]}, messages=({"role": "manager"},))[5] == "tells manager"


def test_voided_clock() -> None:
    """A clock that is owed no longer is shown as void."""
    entry = {"stop": "2026-09-30T01:00:00.000000Z", "verdict": "void", "due": None}
    assert shown(changes={"clocks": {"bring_back": entry}})[5] == "bring_back: void"


def test_nothing_in_a_record_commands_the_terminal() -> None:
    """Escape sequences and marks that turn the writing round are shown as unknown characters."""
    row = shown(actor="li\x1b[31m", note="a\u202eb\x07\n| c")
    assert (row[2], row[5]) == ("li\ufffd[31m", "note: a\ufffdb\ufffd | c")


SEVEN = "2026-09-30T07:00:00.000000Z"


@pytest.mark.parametrize(
    ("entry", "english", "chinese"),
    [
        ({"stop": SEVEN, "verdict": "excused", "due": SEVEN, "limit": 1}, "late, excused", "超时（已批准延期）"),
        ({"stop": SEVEN, "verdict": "late", "due": SEVEN, "limit": 1}, "late", "超时"),
        ({"stop": None, "verdict": None, "due": None, "limit": None}, "no limit yet", "暂无时限"),
        ({"stop": SEVEN, "verdict": None, "due": None, "limit": None}, "no limit yet", "暂无时限"),
        ({"stop": None, "verdict": None, "due": None, "limit": 1}, "stands still", "暂停"),
        ({"stop": SEVEN, "verdict": "void", "due": None, "limit": None}, "void", "作废"),
    ],
)
def test_how_a_clock_stands(entry: dict[str, Any], english: str, chinese: str) -> None:
    """Excused is not on time and not simply late; a clock whose limit nothing has chosen yet is not halted."""
    assert shown(changes={"clocks": {"bring_back": entry}})[5] == f"bring_back: {english}"
    case = Case("riverside", "KEY-1", "key_loan@1:ab", "lent", 1, 1, NO_HASH, NINE, NINE, {"clocks": {"back": entry}})
    assert f"- back：{chinese}" in journal_table(case, [], language="zh").splitlines()
