"""Tables: a workflow as a property manager reads it."""

import pytest
from examples.it_incident import it_incident
from tests.definition.key_loan import asked, borrower, key_keeper, key_loan, lent, receptionist, returned
from tests.views.markdown import headings, tables
from tests.visits import SHIFT, go, parts, rules, visit

from propflow import (
    CONTINUE,
    GROUP,
    Ladder,
    Link,
    Pause,
    Rung,
    SignOff,
    State,
    after,
    amount_slot,
    before,
    by_shift,
    calendar_slot,
    due,
    hours,
    minutes,
    promised,
    share,
    strictest,
)
from propflow.definition.states import ACTIVE
from propflow.errors import UnknownName
from propflow.views.table import table

NASTY = "A | B `c` *d* _e_ <b>f</b> [g](h) \\ # i\nj ~~k~~ &amp; \x1b[2J\u202e"
SHOWN = "A | B `c` *d* _e_ <b>f</b> [g](h) \\ # i j ~~k~~ &amp; \ufffd[2J\ufffd"


def row(text: str, which: int, name: str) -> dict[str, str]:
    """One row of a table, by the name that stands in it, as heading and cell."""
    head, *body = tables(text)[which]
    (found,) = [one for one in body if any(cell == name or cell.endswith(f" {name}") for cell in one)]
    return dict(zip(head, found, strict=True))


def test_the_key_loan_as_a_table() -> None:
    """The whole text for a small workflow: states, actions, clocks."""
    assert (
        table(key_loan())
        == """# Key loan

`key_loan`, version 1

## Where a case can be

| State | Name | Kind | Rules |
| --- | --- | --- | --- |
| Asked for | `asked` | entry: nothing is decided |  |
| Lent | `lent` | active: work is owed |  |
| Returned | `returned` | final: over for good |  |

## What can be done

| From | What | By | Form | First | Then | Rules |
| --- | --- | --- | --- | --- | --- | --- |
| (new case) | Register `register` | Receptionist | Request: Key, Id of the borrower, \
Telephone (optional, confidential) |  | Asked for; milestone: registered; Borrower: as in 'Id of the borrower' |  |
| Asked for | Lend `open` | Receptionist |  | The key is there | Lent; milestone: opened |  |
| Asked for, Lent | Note `note` | Receptionist or Borrower | Remark: Remark |  | stays where it is |  |
| Asked for, Lent | Take back `close` | Key keeper |  | Consent of the keeper: 1 signature by Key keeper; \
the version that was read must be given | Returned; milestone: closed |  |

## By when

| Clock | Limit | Starts with | Stops with | Void on | Stands still | Then is told | Started again | Rules |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| The key is brought back `bring_back` | 8 hours (always, Asia/Shanghai) | Lend | Take back |  |  \
| at the limit: Key keeper | counts anew |  |
"""
    )


def test_chinese() -> None:
    """In Chinese every heading, title and word between them is Chinese; only names stay."""
    text = table(key_loan(), language="zh")
    assert headings(text) == ["钥匙借用", "案件状态", "可办事项", "时限"]
    assert row(text, 1, "close") == {
        "自": "已申请、已借出",
        "事项": "收回 close",
        "办理人": "钥匙管理员",
        "表单": "",
        "前提": "管理员同意：钥匙管理员 1 人签署；须注明所读版本",
        "其后": "已归还；里程碑：办结",
        "依据": "",
    }
    assert row(text, 2, "bring_back")["时限"] == "8 小时（always, Asia/Shanghai）"


def test_other_languages_are_refused() -> None:
    """A language in which nothing has a title is refused with those in which everything has."""
    with pytest.raises(UnknownName, match="There are: en, zh"):
        table(key_loan(), language="fr")


def test_everything_that_comes_first() -> None:
    """Guards, sign-offs in order and who may not give them, separation of duties, children."""
    second = SignOff("second", en="Second", zh="二签", by=[receptionist, borrower], needed=2, order=2,
                     not_by=[borrower], over=["key"], proposer_may=True, delegable=False, rules=["C01-02"])  # fmt: skip
    text = table(
        key_loan(
            close={
                "sign_offs": lambda p: [p.consent, second],
                "not_by": lambda p: [p.open, borrower],
                "waits_for_children": True,
                "rules": ["C01-03", "C01-04"],
            },
        )
    )
    found = row(text, 1, "close")
    assert found["First"] == (
        "1. Consent of the keeper: 1 signature by Key keeper; "
        "2. Second: 2 signatures by Receptionist or Borrower "
        "(not by the Borrower; over Key; the proposer may sign; in person; C01-02); "
        "not by whoever did 'Lend'; not by the Borrower; every child case has ended; "
        "the version that was read must be given"
    )
    assert found["Rules"] == "C01-03, C01-04"


def test_everything_that_follows() -> None:
    """Relations set and cleared, links, and who is told."""
    from propflow import clears, sets

    text = table(
        key_loan(
            note={
                "sets": [sets(borrower), clears(borrower)],
                "link": Link(GROUP, "remark"),
                "tell": [key_keeper, receptionist],
            }
        )
    )
    assert row(text, 1, "note")["Then"] == (
        "stays where it is; Borrower: whoever acts; no Borrower any longer; "
        "in the group of the case as in 'Remark'; tells Key keeper, Receptionist"
    )


def test_everything_about_a_clock() -> None:
    """Pauses with their values as they are offered, marks in words, ladders rung by rung."""
    ladder = Ladder("up", [Rung(receptionist), Rung(key_keeper, hours(2))])
    text = table(
        key_loan(
            clock={
                "pauses": [Pause(asked), Pause(lent, fact="key", among=["roof", "pump"])],
                "marks": lambda p: [
                    share(75, tell=key_keeper),
                    before(minutes(30), tell=receptionist),
                    due(escalate=Ladder("up", ladder.rungs, stops_on=p.note)),
                    after(hours(1), tell=[key_keeper, receptionist]),
                ],
                "void_on": lambda p: p.note,
                "on_reopen": CONTINUE,
                "rules": "C01-05",
            }
        )
    )
    found = row(text, 2, "bring_back")
    assert found["Stands still"] == "Asked for; Lent, while Key is Pump room or Roof"
    assert found["Then is told"] == (
        "at 75%: Key keeper; 30 minutes before: Receptionist; at the limit: Receptionist; "
        "at the limit, 2 hours later: Key keeper; until Note; 1 hour past: Key keeper, Receptionist"
    )
    assert (found["Void on"], found["Started again"], found["Rules"]) == (
        "Note",
        "goes on with what was left",
        "C01-05",
    )


def test_any_title_is_shown_as_it_is() -> None:
    """Whatever stands in a title, Markdown shows it as text, in one cell, on one line."""
    kept = State("lent", ACTIVE, en=NASTY, zh=NASTY)
    text = table(
        key_loan(
            workflow={"en": NASTY, "states": [asked, kept, returned], "book": "KEY"},
            open={"target": kept, "en": NASTY},
            note={"sources": [asked, kept]},
            close={"sources": [asked, kept]},
        )
    )
    assert headings(text)[0] == SHOWN
    assert tables(text)[0][2] == [SHOWN, "lent", "active: work is owed", ""]
    assert row(text, 1, "open")["What"] == f"{SHOWN} open"
    assert {len(one) for one in tables(text)[1]} == {7}
    assert not any(sign in text for sign in ("\x1b", "\u202e"))


def test_every_action_of_the_incident_has_its_row() -> None:
    """The worked workflow has a row for each state, action and clock, in the order of definition."""
    text = table(it_incident)
    states, actions, clocks = tables(text)
    assert [one[1] for one in states[1:]] == [one.name for one in it_incident.states]
    assert [one[1].split()[-1] for one in actions[1:]] == [one.name for one in it_incident.actions]
    assert [one[0].split()[-1] for one in clocks[1:]] == ["take_up", "restore", "confirm"]
    assert row(text, 2, "restore")["Stands still"] == (
        "Waiting for somebody, while Waits for is The customer or The user"
    )


def test_workflow_without_clocks() -> None:
    """Where there is no clock there is no table of clocks."""
    assert len(tables(table(key_loan(workflow={"clocks": []})))) == 2


def test_terms_of_time_are_told_in_both_languages() -> None:
    """Shift, promise, appointment, longest wait and calendar by policy: with their values, once a policy has them."""
    most = amount_slot("most", en="Longest wait", zh="最长等待")
    where = calendar_slot("where", en="Hours of the site", zh="服务时间")
    within = strictest(by_shift(SHIFT, on=minutes(15), off=hours(1)), promised("promise"))
    pause = Pause(parts, at_most=most)
    clock = go(within=within, calendar=where, counted_from="appointment", pauses=[pause])
    written = visit(clock, slots=[most, where])
    ours = written.under(rules(most="3 hours", where="site"))
    limit = (
        "whichever ends first: 15 minutes if it begins in the hours of shift, Asia/Shanghai, else 1 hour; "
        "until the moment of “Promised by” (counted from Appointment)"
    )
    for workflow, hours_of, longest in ((written, "", ""), (ours, " (site)", " (3 hours)")):
        shown = row(table(workflow), 2, "go")
        assert shown["Limit"] == f"{limit} (by policy: Hours of the site{hours_of})"
        assert shown["Stands still"] == f"Waits for parts (at most by policy: Longest wait{longest})"
    chinese = tables(table(ours, language="zh"))[2][1]
    assert chinese[1] == (
        "以最早者为准：在shift, Asia/Shanghai时段内开始的15 分钟，其余1 小时；以“承诺时间”所载时间为限"
        "（自预约时间起算）（依规定：服务时间（site））"
    )
    assert chinese[5] == "待配件（最长 依规定：最长等待（3 小时））"
