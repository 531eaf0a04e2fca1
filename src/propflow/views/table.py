"""
A workflow as tables that a property manager reads: where a case can be, what can be done, by when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from propflow.definition.actions import Action, LinkKind, Milestone, Sets, SignOff
from propflow.definition.clocks import Clock, Mark, OnReopen, Pause
from propflow.definition.fields import Choice
from propflow.definition.forms import form_spec
from propflow.definition.states import Place, State, StateKind
from propflow.definition.urgency import Urgent
from propflow.definition.workflow import Workflow
from propflow.model.people import Relation
from propflow.views.policy import calendar_words, invariants_table, limit_words, slots_table, word
from propflow.views.titles import Titled, bracketed, either, joined, known, length, listed, rows, safe, title

WORDS = {
    "version": ("version", "版本"),
    "book": ("book", "登记簿"),
    "states": ("Where a case can be", "案件状态"),
    "actions": ("What can be done", "可办事项"),
    "clocks": ("By when", "时限"),
    "state": ("State", "状态"),
    "name": ("Name", "名称"),
    "kind": ("Kind", "类别"),
    "from": ("From", "自"),
    "what": ("What", "事项"),
    "by": ("By", "办理人"),
    "form": ("Form", "表单"),
    "first": ("First", "前提"),
    "then": ("Then", "其后"),
    "rules": ("Rules", "依据"),
    "clock": ("Clock", "时钟"),
    "limit": ("Limit", "时限"),
    "starts": ("Starts with", "起算"),
    "stops": ("Stops with", "停止"),
    "voids": ("Void on", "作废"),
    "pauses": ("Stands still", "暂停"),
    "marks": ("Then is told", "提醒与升级"),
    "reopening": ("Started again", "再次起算"),
    "start": ("(new case)", "（新案件）"),
    "stay": ("stays where it is", "状态不变"),
    "optional": ("optional", "选填"),
    "sealed": ("confidential", "保密"),
    "children": ("every child case has ended", "下级案件均已终结"),
    "expect": ("the version that was read must be given", "须注明所读版本"),
    "not_by_doer": ("not by whoever did '{action}'", "曾办“{action}”者回避"),
    "not_by_relation": ("not by the {relation}", "{relation}回避"),
    "signature": ("{title}: 1 signature by {who}", "{title}：{who} 1 人签署"),
    "signatures": ("{title}: {needed} signatures by {who}", "{title}：{who} {needed} 人签署"),
    "order": ("{order}. ", "{order}、"),
    "over": ("over {facts}", "所签事项：{facts}"),
    "colon": ("{what}: {which}", "{what}：{which}"),
    "also": ("{first}, {more}", "{first}，{more}"),
    "proposer": ("the proposer may sign", "提议人可签"),
    "in_person": ("in person", "须本人"),
    "sets": ("{relation}: whoever acts", "{relation}：办理人"),
    "sets_field": ("{relation}: as in '{field}'", "{relation}：见“{field}”"),
    "clears": ("no {relation} any longer", "不再有{relation}"),
    "link": ("{kind} as in '{field}'", "{kind}，见“{field}”"),
    "tells": ("tells {who}", "通知{who}"),
    "rung": ("{when}: {who}", "{when}：{who}"),
    "at_once": ("at once", "即时"),
    "later": ("{length} later", "{length}后"),
    "past": ("{length} past", "超时 {length}"),
    "ahead": ("{length} before", "到期前 {length}"),
    "due": ("at the limit", "到期"),
    "percent": ("at {percent}%", "过 {percent}%"),
    "stops_on": ("until {actions}", "直至{actions}"),
    "does": ("{when} the system does: {what}", "{when}由系统办理：{what}"),
    "taken_back": ("taken back by {actions}", "经{actions}撤销停止"),
    "corrected": ("put right by {actions} to {fact}", "经{actions}更正为{fact}"),
    "extended": ("extended by {actions} until {fact}", "经{actions}延至{fact}"),
    "counted_from": ("counted from {fact}", "自{fact}起算"),
    "at_most": ("at most {length}", "最长 {length}"),
    "urgent": ("Urgent, told of at any hour: while {fact} is {among}", "紧急（随时通知）：{fact}为{among}"),
    "while": ("{state}, while {fact} is {among}", "{state}（{fact}为{among}）"),
}

KINDS = {
    StateKind.ENTRY: ("entry: nothing is decided", "初始：尚未处理"),
    StateKind.UNDECIDED: ("undecided", "待定"),
    StateKind.ACTIVE: ("active: work is owed", "在办"),
    StateKind.RESTING: ("resting: no work is owed", "静置：无待办"),
    StateKind.AFTERCARE: ("aftercare", "善后"),
    StateKind.FINAL: ("final: over for good", "终结"),
}

MILESTONES = {
    Milestone.REGISTER: ("milestone: registered", "里程碑：登记"),
    Milestone.OPEN: ("milestone: opened", "里程碑：立项"),
    Milestone.CLOSE: ("milestone: closed", "里程碑：办结"),
}

LINKS = {
    LinkKind.PARENT: ("child of the case", "隶属案件"),
    LinkKind.DUPLICATE: ("duplicate of the case", "与案件重复"),
    LinkKind.GROUP: ("in the group of the case", "归入案件组"),
    LinkKind.RECURS_FROM: ("recurrence of the case", "系案件复发"),
}

REOPENINGS = {
    OnReopen.NEW_CYCLE: ("counts anew", "重新计时"),
    OnReopen.CONTINUE: ("goes on with what was left", "接续剩余时间"),
    OnReopen.IGNORE: ("never runs again", "不再计时"),
}


def table(workflow: Workflow, *, language: str = "en") -> str:
    """
    A workflow as Markdown: a table each of its states, actions and clocks.

    Args:
        language: `en` or `zh`.

    Raises:
        UnknownName: If the language is another.
    """
    return _Writer(workflow, known(language)).written()


class _Writer:
    def __init__(self, workflow: Workflow, language: str) -> None:
        self.workflow = workflow
        self.language = language
        self.facts = {one.name: one for one in workflow.facts}

    def word(self, name: str, /, **facts: object) -> str:
        return WORDS[name][self.language == "zh"].format(**facts)

    def heads(self, *names: str) -> list[str]:
        return [self.word(one) for one in names]

    def title(self, part: Titled) -> str:
        return safe(title(part, self.language))

    def titles(self, parts: Iterable[Titled]) -> str:
        return listed((self.title(one) for one in parts), self.language)

    def written(self) -> str:
        workflow = self.workflow
        about = f"`{workflow.name}`, {self.word('version')} {workflow.version}"
        if workflow.book:
            about += f", {self.word('book')} {workflow.book}"
        parts = [f"# {self.title(workflow)}", about]
        if workflow.urgent:
            parts.append(self.urgent(workflow.urgent))
        parts += [f"## {self.word('states')}", self.states(), f"## {self.word('actions')}", self.actions()]
        if workflow.clocks:
            parts += [f"## {self.word('clocks')}", self.clocks()]
        if workflow.slots:
            parts += [f"## {word('slots', self.language)}", slots_table(workflow, self.language)]
        if workflow.invariants:
            parts += [f"## {word('invariants', self.language)}", invariants_table(workflow, self.language)]
        return "\n\n".join(parts) + "\n"

    def states(self) -> str:
        body = [
            [self.title(one), f"`{one.name}`", KINDS[one.kind][self.language == "zh"], self.rules(one.rules)]
            for one in self.workflow.states
        ]
        return rows(self.heads("state", "name", "kind", "rules"), body)

    def rules(self, ids: Iterable[str]) -> str:
        return safe(", ".join(ids))

    def actions(self) -> str:
        body = []
        for one in self.workflow.actions:
            source = listed((self.place(place) for place in one.sources), self.language)
            who = either((self.title(who) for who in one.by), self.language)
            first, then = joined(self.first(one), self.language), joined(self.then(one), self.language)
            what = f"{self.title(one)} `{one.name}`"
            body.append([source, what, who, self.form(one), first, then, self.rules(one.rules)])
        return rows(self.heads("from", "what", "by", "form", "first", "then", "rules"), body)

    def place(self, place: State | Place) -> str:
        return self.title(place) if isinstance(place, State) else self.word(str(place))

    def form(self, action: Action) -> str:
        spec = form_spec(action.form) if action.form else None
        if spec is None:
            return ""
        found = []
        for one in spec.fields:
            remarks = [*([] if one.required else ["optional"]), *(["sealed"] if one.confidential else [])]
            found.append(self.title(one) + self.bracketed(listed((self.word(name) for name in remarks), self.language)))
        if not found:
            return self.title(spec)
        return self.word("colon", what=self.title(spec), which=listed(found, self.language))

    def first(self, action: Action) -> Iterator[str]:
        for guard in action.guards:
            yield self.title(guard)
        for sign_off in action.sign_offs:
            yield self.sign_off(sign_off, several=len(action.sign_offs) > 1)
        yield from self.not_by(action.not_by)
        if action.waits_for_children:
            yield self.word("children")
        if action.expect:
            yield self.word("expect")

    def not_by(self, excluded: Iterable[Action | Relation]) -> Iterator[str]:
        for one in excluded:
            if isinstance(one, Relation):
                yield self.word("not_by_relation", relation=self.title(one))
            else:
                yield self.word("not_by_doer", action=self.title(one))

    def sign_off(self, one: SignOff, several: bool) -> str:
        who = either((self.title(who) for who in one.by), self.language)
        found = self.word("order", order=one.order) if several else ""
        many = "signature" if one.needed == 1 else "signatures"
        found += self.word(many, title=self.title(one), needed=one.needed, who=who)
        more = list(self.not_by(one.not_by))
        if one.over:
            more.append(self.word("over", facts=listed((self.fact(name) for name in one.over), self.language)))
        if one.proposer_may:
            more.append(self.word("proposer"))
        if not one.delegable:
            more.append(self.word("in_person"))
        more += [self.rules(one.rules)] if one.rules else []
        return found + self.bracketed(joined(more, self.language))

    def bracketed(self, text: str) -> str:
        return bracketed(text, self.language)

    def fact(self, name: str) -> str:
        return self.title(self.facts[name])

    def then(self, action: Action) -> Iterator[str]:
        yield self.place(action.target)
        if action.milestone:
            yield MILESTONES[action.milestone][self.language == "zh"]
        for one in action.sets:
            yield self.sets(action, one)
        if action.link:
            kind = LINKS[action.link.kind][self.language == "zh"]
            yield self.word("link", kind=kind, field=self.field(action, action.link.field))
        if action.tell:
            yield self.word("tells", who=self.titles(action.tell))

    def sets(self, action: Action, one: Sets) -> str:
        relation = self.title(one.relation)
        if one.clear:
            return self.word("clears", relation=relation)
        if one.field is None:
            return self.word("sets", relation=relation)
        return self.word("sets_field", relation=relation, field=self.field(action, one.field))

    def field(self, action: Action, name: str) -> str:
        spec = form_spec(action.form)
        return next((self.title(one) for one in (spec.fields if spec else ()) if one.name == name), safe(name))

    def clocks(self) -> str:
        heads = self.heads("clock", "limit", "starts", "stops", "voids", "pauses", "marks", "reopening", "rules")
        return rows(heads, [self.clock(one) for one in self.workflow.clocks])

    def clock(self, one: Clock) -> list[str]:
        values = self.workflow.values
        limit = limit_words(one.within, values, self.options, self.fact, self.language)
        if one.counted_from is not None:
            limit += self.bracketed(self.word("counted_from", fact=self.fact(one.counted_from)))
        calendar = calendar_words(one.calendar, values, self.language)
        return [
            f"{self.title(one)} `{one.name}`",
            limit + self.bracketed(calendar) + self.extended(one) + self.corrected(one),
            self.titles(one.starts),
            self.titles(one.stops) + self.taken_back(one),
            self.titles(one.void_on),
            joined((self.pause(pause) for pause in one.pauses), self.language),
            joined((told for mark in one.marks for told in self.mark(mark)), self.language),
            REOPENINGS[one.on_reopen][self.language == "zh"],
            self.rules(one.rules),
        ]

    def taken_back(self, one: Clock) -> str:
        taken = self.titles(one.taken_back_by)
        return self.bracketed(self.word("taken_back", actions=taken)) if taken else ""

    def extended(self, one: Clock) -> str:
        by = self.titles(one.extended_by)
        return self.bracketed(self.word("extended", actions=by, fact=self.fact(one.until or ""))) if by else ""

    def corrected(self, one: Clock) -> str:
        by = self.titles(one.corrected_by)
        return self.bracketed(self.word("corrected", actions=by, fact=self.fact(one.done_at or ""))) if by else ""

    def pause(self, one: Pause) -> str:
        said = self.halt(one)
        if one.at_most is None:
            return said
        most = limit_words(one.at_most, self.workflow.values, self.options, self.fact, self.language)
        return said + self.bracketed(self.word("at_most", length=most))

    def halt(self, one: Pause) -> str:
        if one.fact is None:
            return self.title(one.state)
        among = self.among(one.fact, one.among)
        return self.word("while", state=self.title(one.state), fact=self.fact(one.fact), among=among)

    def urgent(self, one: Urgent) -> str:
        said = self.word("urgent", fact=self.fact(one.fact), among=self.among(one.fact, one.among))
        return said + self.bracketed(self.rules(one.rules))

    def among(self, fact: str, values: Iterable[str]) -> str:
        """Some values of a fact, of which any one is meant."""
        offered = self.options(fact)
        words = [offered.get(value, (value, value))[self.language == "zh"] for value in sorted(values)]
        return either((safe(word) for word in words), self.language)

    def options(self, fact: str) -> dict[str, tuple[str, str]]:
        """The titles of the values that the forms offer for a fact."""
        found: dict[str, tuple[str, str]] = {}
        for action in self.facts[fact].of:
            spec = form_spec(action.form)
            for one in spec.fields if spec else ():
                if one.name == self.facts[fact].field and isinstance(one.kind, Choice):
                    found.update(one.kind.options)
        return found

    def mark(self, one: Mark) -> Iterator[str]:
        if one.percent is not None:
            when = self.word("percent", percent=one.percent)
        elif one.offset is None:
            when = self.word("due")
        else:
            when = self.word("past" if one.later else "ahead", length=length(one.offset, self.language))
        if one.tell:
            yield self.word("rung", when=when, who=self.titles(one.tell))
        if one.does:
            yield self.word("does", when=when, what=self.title(one.does))
        for rung in one.escalate.rungs if one.escalate else ():
            after = self.word("later", length=length(rung.after, self.language)) if rung.after else ""
            then = self.word("also", first=when, more=after) if after else when
            yield self.word("rung", when=then, who=self.title(rung.role))
        if one.escalate and one.escalate.stops_on:
            yield self.word("stops_on", actions=self.titles(one.escalate.stops_on))
