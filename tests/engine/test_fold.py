"""Fold: a case is what its journal adds up to, record by record, whatever has been asked of it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.office import (
    LEAK,
    MENDED,
    PEOPLE,
    WORKFLOW,
    Office,
    ann,
    ask_for_part,
    bob,
    cai,
    clerk,
    manager,
    repair,
    settle,
    worker,
    zoe,
)

from propflow import Actor, Case, Conflict, MemoryStore, Refused, form, text
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.engine.fold import apply, merged
from propflow.engine.record import record_hash
from propflow.model.cases import NO_PARTS
from propflow.model.instants import from_text
from propflow.model.journal import NO_HASH
from propflow.wire import read_head, write_head


def folded(store: Any, case_id: str, until: int | None = None) -> Case:
    """The case that the stored journal adds up to."""
    case = None
    for one in store.journal("riverside", case_id)[:until]:
        case = apply(case, json.loads(one.text), one.hash)
    assert case is not None
    return case


def test_each_step_is_one_record_further(quick: Office) -> None:
    """Folding the first n records gives the case as it stood after the n-th, for every n of a whole life."""
    case, stood = quick.registered(phone="13800000000"), []
    stood.append(write_head(case))
    for action, filled, by in (
        ("open", None, ann), ("take", None, bob), ("wait", {"reason": "owner"}, bob), ("resume", None, bob),
        ("ask_for_part", {"part": "seal"}, bob), ("part_came", {"part": "seal"}, bob), ("quote", {"price": "12"}, bob),
        ("give_back", None, bob), ("assign", {"assignee": "cai"}, ann), ("finish", None, cai),
    ):  # fmt: skip
        quick.pass_time(minutes=1)
        quick.desk.tick()
        for version in range(len(stood) + 1, quick.desk.case(case.id).version + 1):
            stood.append(write_head(folded(quick.store, case.id, version)))
        stood.append(write_head(quick.desk.act(case.id, action, filled, by=by)))
    assert [write_head(folded(quick.store, case.id, n + 1)) for n in range(len(stood))] == stood
    assert quick.store.head("riverside", case.id).text == stood[-1]


def test_the_four_kinds_of_fact(quick: Office) -> None:
    """The last value, the first, a count, and the set of what is open: each is kept, and nothing else is."""
    case = quick.working()
    for price in ("12", "15.5"):
        quick.desk.act(case.id, "quote", {"price": price}, by=bob)
    for part in ("seal", "pipe", "seal"):
        quick.desk.act(case.id, "ask_for_part", {"part": part}, by=bob)
    case = quick.desk.act(case.id, "part_came", {"part": "pipe"}, by=bob)
    assert dict(case.facts) == {"kind": "leak", "first_price": "12.00", "price": "15.50", "parts": ["seal"]}
    assert case.fact("reopenings") is None
    case = quick.desk.act(case.id, "part_came", {"part": "seal"}, by=bob)
    assert case.fact("parts") is None
    quick.desk.act(case.id, "part_came", {"part": "never asked for"}, by=bob)
    for times in (1, 2):
        quick.desk.act(case.id, "finish", by=bob)
        assert quick.desk.act(case.id, "reopen", by=ann).fact("reopenings") == times


def test_an_optional_field_left_out_of_a_set_adds_nothing() -> None:
    """A set of what is open takes in what was said, never an empty field."""

    @form("maybe", en="Part", zh="配件")
    class Maybe:
        """A part, or none."""

        part: str | None = text(en="Part", zh="配件", default=None)

    other = attrs.evolve(ask_for_part, form=Maybe)
    actions = tuple(other if one is ask_for_part else one for one in WORKFLOW.actions)
    facts = [attrs.evolve(one, of=[other]) if one.name == "parts" else one for one in WORKFLOW.facts]
    office = Office(MemoryStore(), workflows=[repair(actions=actions, facts=facts)])
    case = office.working()
    for form_ in ({"part": "seal"}, {}, {"part": None}, {"part": "pipe"}):
        case = office.desk.act(case.id, "ask_for_part", form_, by=bob)
    assert case.fact("parts") == ["pipe", "seal"]


def test_relations_come_and_go(quick: Office) -> None:
    """Whoever acts or is named comes into a relation, replaces the one before, and leaves it again."""
    case = quick.working()
    assert (case.related("reporter"), case.related("assignee")) == ("rob", "bob")
    assert quick.desk.act(case.id, "assign", {"assignee": "cai"}, by=ann).related("assignee") == "cai"
    assert quick.desk.act(case.id, "give_back", by=cai).related("assignee") is None
    assert quick.registered(reporter=None).related("reporter") is None


def test_merging_alters_neither_side() -> None:
    """Folding builds new parts; those of the case before, and the record's, stay as they were."""
    before = merged(NO_PARTS, {"facts": {"a": 1, "b": [1]}})
    change = {"facts": {"a": None, "c": 2}, "links": {"child": ["x"]}}
    after = merged(before, change)
    assert (dict(before["facts"]), dict(after["facts"])) == ({"a": 1, "b": [1]}, {"b": [1], "c": 2})
    assert change == {"facts": {"a": None, "c": 2}, "links": {"child": ["x"]}}
    assert "facts" not in merged(after, {"facts": {"b": None, "c": None}})
    assert merged(after, {}) is after


def test_a_head_says_all_there_is_to_say(quick: Office) -> None:
    """A head read back is the very case, part by part."""
    case = quick.signed()
    assert read_head(case.id, write_head(case)) is not None
    assert write_head(read_head(case.id, write_head(case))) == write_head(case)  # type: ignore[arg-type]


# Lives of all sorts

DEPUTIES = (
    Actor("kim", worker, on_behalf_of="bob"),
    Actor("bob", [worker, clerk, manager]),
    Actor("eve", manager, on_behalf_of="cai"),
)
EVERYBODY = (*PEOPLE, *DEPUTIES)
ACTIONS = [one.name for one in WORKFLOW.actions]
PARTS = st.sampled_from(["seal", "pipe", "tap"])
FORMS: dict[str, Any] = {
    "assign": st.fixed_dictionaries({"assignee": st.sampled_from(["bob", "cai", "dan"])}),
    "quote": st.fixed_dictionaries({"price": st.sampled_from(["0", "10", "10.50", "9000.00"])}),
    "wait": st.fixed_dictionaries({"reason": st.sampled_from(["owner", "parts"])}),
    "ask_for_part": st.fixed_dictionaries({"part": PARTS}),
    "part_came": st.fixed_dictionaries({"part": PARTS}),
    "note": st.fixed_dictionaries({"remark": st.sampled_from(["called", "来电", "e\u0301"])}),
    "register": st.fixed_dictionaries({"what": st.just("x"), "kind": st.sampled_from(["leak", "light"])}),
}
QUIET: dict[str, Any] = {
    "register": LEAK, "note": {"remark": "x"}, "assign": {"assignee": "bob"}, "quote": {"price": "1"},
    "wait": {"reason": "owner"},
}  # fmt: skip
COURSE: dict[str, list[tuple[str, Actor]]] = {
    "reported": [("open", ann)],
    "opened": [("take", bob), ("assign", ann)],
    "working": [("finish", bob), ("finish", cai), ("wait", bob), ("quote", bob)],
    "waiting": [("resume", ann)],
    "done": [("close", ann), ("close", ann), ("reopen", ann)],
    "closed": [("reopen", ann), ("reopen", ann), ("archive", ann)],
}
WRONG = st.sampled_from([{"wat": 1}, {"remark": 5}, ["x"], {"price": "-1"}, {"assignee": "\ud800"}])
LENGTHS = st.sampled_from([{"microseconds": 1}, {"minutes": 29}, {"hours": 1}, {"hours": 13}, {"days": 2}, {"days": 6}])


class Life(RuleBasedStateMachine):
    """Jobs to which anybody does anything at any time. Whatever happens, the office stays in order."""

    def new_store(self) -> Any:
        """The store it lives in."""
        return MemoryStore()

    @initialize(stage=st.sampled_from(["registered", "opened", "working", "done", "signed", "closed"]))
    def begin(self, stage: str) -> None:
        """An office with one job, at any stage of its life."""
        self.office = Office(self.new_store())
        self.store, self.desk = self.office.store, self.office.desk
        self.ids = [getattr(self.office, stage)().id]
        self.journals: dict[str, tuple[str, ...]] = {}
        self.verdicts: dict[tuple[str, str, int], str] = {}

    # What happens

    @rule(length=LENGTHS)
    def time_passes(self, length: dict[str, float]) -> None:
        """Some time goes by."""
        self.office.pass_time(**length)

    @rule(data=st.data(), off=st.sampled_from([-1, 0, 1]))
    def a_deadline_comes(self, data: st.DataObject, off: int) -> None:
        """It is exactly, or all but, the instant at which a mark is owed."""
        due = self.desk.case(data.draw(st.sampled_from(self.ids))).next_due
        if due is not None:
            self.office.clock.move_to(due + timedelta(microseconds=off))

    @rule()
    def somebody_looks_at_the_clocks(self) -> None:
        """A tick fires all that is owed; a second one finds nothing."""
        assert self.desk.tick().faults == ()
        assert self.desk.tick().marks == 0
        assert all(one.next_due is None or one.next_due > self.office.clock() for one in self.desk.find())

    @rule(stock=st.sampled_from([0, 3, None, LookupError("locked")]))
    def the_store_room_changes(self, stock: Any) -> None:
        """There are parts, or none, or nobody can tell."""
        self.office.room.stock = stock

    @precondition(lambda self: len(self.ids) < 3)
    @rule(data=st.data(), child=st.booleans())
    def something_else_breaks(self, data: st.DataObject, child: bool) -> None:
        """Another job is registered, on its own or as a part of one that is there."""
        parent = data.draw(st.sampled_from(self.ids)) if child else None
        before = self.everything()
        try:
            self.ids.append(self.desk.register("repair", {**LEAK, "parent": parent}, by=ann).id)
        except Refused as refusal:
            assert refusal.codes == {"link_final"}
            assert self.everything() == before

    @rule(data=st.data(), action=st.sampled_from(ACTIONS), by=st.sampled_from(EVERYBODY), right=st.booleans())
    def somebody_acts(self, data: st.DataObject, action: str, by: Actor, right: bool) -> None:
        """What is allowed with a valid form is done; what is refused changes nothing, and says why."""
        case = self.desk.case(data.draw(st.sampled_from(self.ids)))
        filled = self.form(data, action, case.id) if right else data.draw(WRONG)
        if action == "same" and filled is None:
            right = False  # there is nothing of which it could be a repetition
        stale = not right and data.draw(st.booleans())
        before = self.everything()
        explanation = self.desk.explain(case.id, action, filled, by=by)
        allowed = action in self.desk.options(case.id, by=by).names
        assert self.everything() == before  # asking is not acting
        expect = case.version - 1 if stale else case.version
        try:
            after = self.desk.act(case.id, action, filled, by=by, expect=expect)
        except Conflict as conflict:
            assert stale
            assert conflict.blockers == explanation.blockers
            assert self.everything() == before
        except Refused as refusal:
            assert refusal.blockers == explanation.blockers
            assert set(refusal.possible) == set(self.desk.options(case.id, by=by).names)
            assert not (right and allowed)
            assert self.everything() == before
        else:
            assert explanation.allowed
            assert allowed
            assert after.version > case.version
            assert after.state == self.target(action, case.state)

    @rule(data=st.data())
    def it_takes_its_course(self, data: st.DataObject) -> None:
        """The usual next thing is done, if it can be, so that lives get on."""
        case = self.desk.case(data.draw(st.sampled_from(self.ids)))
        name, by = data.draw(st.sampled_from(COURSE.get(case.state, [("note", ann)])))
        filled = self.form(data, name, case.id)
        if self.desk.explain(case.id, name, filled, by=by).allowed:
            self.desk.act(case.id, name, filled, by=by, expect=case.version)

    @rule(data=st.data())
    def somebody_does_what_is_allowed(self, data: st.DataObject) -> None:
        """Whatever options allow goes through; by this rule lives get on."""
        case_id = data.draw(st.sampled_from(self.ids))
        allowed = [(by, name) for by in EVERYBODY for name in self.desk.options(case_id, by=by).names]
        allowed = [one for one in allowed if one[1] != "same" or self.form(data, "same", case_id)]
        if allowed:
            by, action = data.draw(st.sampled_from(allowed))
            version = self.desk.case(case_id).version
            self.desk.act(case_id, action, self.form(data, action, case_id), by=by, expect=version)

    @rule(data=st.data(), by=st.sampled_from(EVERYBODY))
    def somebody_proposes(self, data: st.DataObject, by: Actor) -> None:
        """What options call proposable can be proposed, and nothing else."""
        case_id = data.draw(st.sampled_from(self.ids))
        option = self.closing(case_id, by)
        before = self.everything()
        try:
            self.desk.propose(case_id, "close", MENDED, by=by)
        except Refused:
            assert not option.proposable
            assert self.everything() == before
        else:
            assert option.proposable

    @rule(data=st.data(), by=st.sampled_from(EVERYBODY), consent=st.sampled_from([True, True, True, False]))
    def somebody_signs(self, data: st.DataObject, by: Actor, consent: bool) -> None:
        """A signature is by one person, once, never by an excluded one, and only under what lies open."""
        case = self.desk.case(data.draw(st.sampled_from(self.ids)))
        before = self.everything()
        proposal: Any = case.part("proposals").get("close")
        try:
            after = self.desk.sign(case.id, "close", by=by, consent=consent, reason="" if consent else "wet")
        except Refused:
            assert self.everything() == before
        else:
            assert proposal is not None
            assert proposal["refused"] is None
            persons = {by.id, by.on_behalf_of}
            assert proposal["by"] not in persons
            assert not persons & {one["by"] for one in proposal["signatures"]}
            given: Any = after.part("proposals")["close"]
            assert len(given["signatures"]) == len(proposal["signatures"]) + consent

    @rule(data=st.data())
    def everybody_signs(self, data: st.DataObject) -> None:
        """All who may sign do so, so that lives get beyond their closing."""
        case_id = data.draw(st.sampled_from(self.ids))
        if not self.desk.case(case_id).part("proposals") and self.closing(case_id, zoe).proposable:
            self.desk.propose(case_id, "close", MENDED, by=zoe)
        for one in EVERYBODY:
            try:
                self.desk.sign(case_id, "close", by=one)
            except Refused as refusal:
                assert refusal.blockers

    @rule(data=st.data())
    def everybody_is_told_the_truth(self, data: st.DataObject) -> None:
        """For every person and every action, what options allow is what the desk would do."""
        case_id = data.draw(st.sampled_from(self.ids))
        for by in EVERYBODY:
            options = self.desk.options(case_id, by=by)
            assert len(options.allowed) + len(options.blocked) == len(ACTIONS)
            assert all(one.blockers for one in options.blocked)
            for action in ACTIONS:
                filled = self.form(data, action, case_id, quietly=True)
                if action == "same" and filled is None:
                    continue  # there is nothing of which it could be a repetition
                allowed = self.desk.explain(case_id, action, filled, by=by).allowed
                assert allowed is (action in options.names), (by.id, action, options.blockers(action))

    @rule()
    def somebody_seals(self) -> None:
        """Sealing leaves nothing unsealed behind."""
        self.desk.seal()
        assert self.desk.seal() is None

    # What must be so, always

    @invariant()
    def the_journal_is_the_case(self) -> None:
        """Each journal is numbered without gaps, chained, never rewritten, and adds up to its head."""
        for case_id in getattr(self, "ids", ()):
            records = self.store.journal("riverside", case_id)
            previous, at = NO_HASH, ""
            for number, one in enumerate(records, start=1):
                data = json.loads(one.text)
                assert (one.number, data["number"], data["prev"]) == (number, number, previous)
                assert record_hash(one.text) == one.hash
                assert data["at"] >= at
                previous, at = one.hash, data["at"]
            head = self.store.head("riverside", case_id)
            assert head.text == write_head(folded(self.store, case_id)) == write_head(self.desk.case(case_id))
            hashes = tuple(one.hash for one in records)
            before = self.journals.get(case_id, ())
            assert hashes[: len(before)] == before
            self.journals[case_id] = hashes

    @invariant()
    def verdicts_stand(self) -> None:
        """A verdict follows from stop and deadline, and once passed it never changes in its cycle."""
        for case_id in getattr(self, "ids", ()):
            for name, found in self.desk.case(case_id).part("clocks").items():
                entry: Any = found
                assert (entry["stop"] is None) is (entry["verdict"] is None)
                if entry["verdict"] is None:
                    continue
                if entry["verdict"] != "void":
                    late = entry["due"] is not None and from_text(entry["stop"]) > from_text(entry["due"])
                    assert entry["verdict"] == ("late" if late else "on_time")
                if name != settle.name:  # which goes on after a reopening, and is judged again
                    verdict = self.verdicts.setdefault((case_id, name, entry["cycle"]), entry["verdict"])
                    assert verdict == entry["verdict"]

    def teardown(self) -> None:
        """At the end nothing is found wrong, and every owed message is kept."""
        if hasattr(self, "desk"):
            report = self.desk.verify()
            assert report.faults == ()
            assert report.records == sum(len(one) for one in self.journals.values())

    # Helpers

    def closing(self, case_id: str, by: Actor) -> Any:
        """How the closing stands for somebody."""
        options = self.desk.options(case_id, by=by)
        (option,) = (one for one in (*options.allowed, *options.blocked) if one.name == "close")
        return option

    def form(self, data: st.DataObject, action: str, case_id: str, *, quietly: bool = False) -> Any:
        """A valid form of an action; None where it needs none, or there can be none."""
        if action == "close":
            proposal = self.desk.case(case_id).part("proposals").get("close")
            return None if proposal else MENDED
        if action == "same":
            others = [one for one in self.ids if one != case_id and not self.over(one)]
            return {"of": others[0]} if others else None
        if action not in FORMS:
            return None
        return QUIET.get(action, {"part": "seal"}) if quietly else data.draw(FORMS[action])

    def over(self, case_id: str) -> bool:
        """Is the job over for good?"""
        return self.desk.case(case_id).state in {one.name for one in WORKFLOW.final}

    def target(self, action: str, source: str) -> str:
        """Where an action leads, by the definition."""
        found: Any = WORKFLOW.action(action).goes_to(WORKFLOW.state(source))
        return str(found.name)

    def everything(self) -> Any:
        """All that a refused attempt must leave alone: heads, journals, messages and what is unsealed."""
        store = self.store
        return [
            (one.case_id, one.text, one.due, len(store.journal("riverside", one.case_id)),
             len(store.messages_of("riverside", one.case_id)))
            for one in store.find("riverside")
        ] + list(store.unsealed("riverside", 10)) + list(store.entries("riverside", "JOB"))  # fmt: skip


class LifeInAFile(Life):
    """The same in an SQLite file."""

    def new_store(self) -> Any:
        """A file of its own."""
        self.folder = TemporaryDirectory()
        return SqliteStore(Path(self.folder.name) / "life.db", durability="normal")

    def teardown(self) -> None:
        """Close the file."""
        super().teardown()
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


def lives(number: int, steps: int) -> settings:
    """So many lives of so many steps, however long each takes."""
    return settings(
        max_examples=number, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )


class TestLife(Life.TestCase):
    """Lives in memory."""

    settings = lives(60, 40)


class TestLifeInAFile(LifeInAFile.TestCase):
    """Lives in a file."""

    settings = lives(10, 25)


@pytest.mark.soak
class TestLongLife(Life.TestCase):
    """Many long lives: more than the ordinary test run allows."""

    settings = lives(5000, 100)
