"""
A case and its journal as Markdown: how it stands, and line by line what happened to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, cast

from propflow.definition.fields import Choice
from propflow.definition.forms import FormField, form_spec
from propflow.definition.workflow import Workflow
from propflow.model.cases import CLOCKS, FACTS, LINKS, PROPOSALS, RELATIONS, Case
from propflow.model.instants import from_text
from propflow.model.journal import Record
from propflow.views.titles import bracketed, joined, known, lapse, listed, rows, safe, title

EMPTY: tuple[object, ...] = (None, "", [])

LONGEST = 200
"""Characters of a text that are shown; the journal has the rest."""

WORDS = {
    "version": ("version", "版本"),
    "state": ("State", "状态"),
    "registered": ("Registered", "登记时间"),
    "number": ("No.", "序号"),
    "when": ("When", "时间"),
    "who": ("Who", "办理人"),
    "what": ("What", "事项"),
    "way": ("From → to", "自 → 至"),
    "changed": ("What changed", "变更"),
    "happened": ("happened {when}", "发生于 {when}"),
    "behalf": ("{who} for {other}", "{who} 代 {other}"),
    "system": ("the system", "系统"),
    "propose": ("Proposed: {what}", "提议：{what}"),
    "sign": ("Signed: {what}", "签署：{what}"),
    "decline": ("Consent refused: {what}", "拒签：{what}"),
    "link": ("Linked as {what}", "关联：{what}"),
    "calendar": ("Deadlines worked out anew by a newer calendar", "依新版日历重新计算期限"),
    "mark": ("{clock}: {mark}", "{clock}：{mark}"),
    "late": ("{lapse} after its instant", "迟 {lapse}"),
    "told": ("tells {who}", "通知{who}"),
    "urgent": ("urgent", "紧急"),
    "vacant": ("vacant: {who}", "{who}空缺"),
    "unknown": ("the roster did not answer", "值班表未答复"),
    "pair": ("{name}: {value}", "{name}：{value}"),
    "nobody": ("nobody", "无"),
    "none": ("none", "无"),
    "sealed": ("(confidential)", "（保密）"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "note": ("note", "备注"),
    "why": ("reason", "理由"),
    "cut": ("{text}… ({number} characters)", "{text}……（共 {number} 字）"),
    "due": ("due {when}", "到期 {when}"),
    "still": ("stands still", "暂停"),
    "on_time": ("on time", "按时"),
    "late_": ("late", "超时"),
    "excused": ("late, excused", "超时（已批准延期）"),
    "unlimited": ("no limit yet", "暂无时限"),
    "void": ("void", "作废"),
}

LINK_WORDS = {
    "parent": ("child of", "隶属"),
    "child": ("parent of", "下级"),
    "duplicate_of": ("duplicate of", "重复于"),
    "duplicate": ("repeated by", "被重复"),
    "group": ("in the group of", "归组于"),
    "member": ("group of", "组员"),
    "recurs_from": ("recurrence of", "复发自"),
    "recurrence": ("recurred as", "复发为"),
}


def journal_table(
    case: Case,
    records: Iterable[Record],
    *,
    workflow: Workflow | None = None,
    language: str = "en",
    zone: tzinfo = UTC,
) -> str:
    """
    A case as Markdown: how it stands, then its journal with a row for each record.

    Confidential values are shown as the records given have them: as a remark that there
    is one, or in the clear.

    Args:
        workflow: Its definition, for titles; without it names are shown.
        language: `en` or `zh`.
        zone: Where the times of day are those of.

    Raises:
        UnknownName: If the language is another.
    """
    return _Writer(case, workflow, known(language), zone).written(records)


class _Writer:
    def __init__(self, case: Case, workflow: Workflow | None, language: str, zone: tzinfo) -> None:
        self.case = case
        self.workflow = workflow
        self.language = language
        self.zone = zone
        self.titles: dict[tuple[str, str], str] = {}  # in the order of definition, by kind and name
        self.fields: dict[tuple[str, str], FormField] = {}
        if workflow is not None:
            self.learn(workflow)

    def learn(self, workflow: Workflow) -> None:
        parts: list[tuple[str, Iterable[Any]]] = [
            ("state", workflow.states),
            ("action", workflow.actions),
            ("clock", workflow.clocks),
            ("fact", workflow.facts),
            ("role", workflow.roles),
            ("relation", [one.relation for action in workflow.actions for one in action.sets]),
        ]
        self.titles = {(kind, one.name): title(one, self.language) for kind, each in parts for one in each}
        for action in workflow.actions:
            spec = form_spec(action.form)
            for one in spec.fields if spec else ():
                self.fields[spec.name if spec else "", one.name] = one

    def word(self, name: str, /, **facts: object) -> str:
        return WORDS[name][self.language == "zh"].format(**facts)

    def name(self, kind: str, name: str) -> str:
        return safe(self.titles.get((kind, name), name))

    def ordered(
        self, part: Mapping[str, Any], known: Mapping[tuple[str, str], object], kind: str
    ) -> list[tuple[str, Any]]:
        """What is in a part, in the order of definition; then what is not defined, by name."""
        names = [name for of, name in known if of == kind and name in part]
        return [(name, part[name]) for name in (*names, *sorted(set(part) - set(names)))]

    def pair(self, name: str, value: str) -> str:
        return self.word("pair", name=name, value=value)

    def at(self, when: datetime) -> str:
        return when.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S")

    def written(self, records: Iterable[Record]) -> str:
        case = self.case
        parts = [f"# {safe(case.id)}", *self.standing()]
        heads = [self.word(one) for one in ("number", "when", "who", "what", "way", "changed")]
        heads[1] += bracketed(safe(str(self.zone)), self.language)
        parts.append(rows(heads, [self.row(one) for one in records]))
        return "\n\n".join(parts) + "\n"

    def standing(self) -> Iterator[str]:
        case = self.case
        what = safe(title(self.workflow, self.language)) if self.workflow else safe(case.workflow_name)
        yield f"{what}, {self.word('version')} {case.version}"
        lines = [
            self.pair(self.word("state"), self.name("state", case.state)),
            self.pair(self.word("registered"), self.at(case.registered_at)),
            *self.relations(case.part(RELATIONS)),
            *self.facts({name: value for name, value in case.part(FACTS).items() if value not in EMPTY}),
            *self.links(case.part(LINKS)),
            *self.clocks(case.part(CLOCKS)),
        ]
        yield "\n".join(f"- {line}" for line in lines)

    def row(self, record: Record) -> list[str]:
        when = self.at(record.at)
        if record.occurred_at != record.at:
            when += bracketed(self.word("happened", when=self.at(record.occurred_at)), self.language)
        return [
            str(record.number),
            when,
            self.who(record),
            self.what(record),
            self.way(record),
            joined(self.changed(record), self.language),
        ]

    def who(self, record: Record) -> str:
        if record.kind in ("mark", "link", "calendar"):
            return self.word("system")
        who = safe(record.actor)
        if record.on_behalf_of is not None:
            who = self.word("behalf", who=who, other=safe(record.on_behalf_of))
        kind, _, name = str(record.grant.get("as", "")).partition(":")
        return who + bracketed(self.name(kind, name), self.language)

    def what(self, record: Record) -> str:
        if record.kind == "mark":
            clock = self.name("clock", record.action)
            return self.word("mark", clock=clock, mark=safe(str(record.facts.get("mark", ""))))
        if record.kind == "calendar":
            return self.word("calendar")
        if record.kind == "link":
            return self.word("link", what=self.link_kind(record.action))
        what = self.name("action", record.action)
        if record.kind == "sign":
            return self.word("decline" if self.proposal(record).get("refused") else "sign", what=what)
        return self.word("propose", what=what) if record.kind == "propose" else what

    def proposal(self, record: Record) -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", record.changes.get(PROPOSALS, {}).get(record.action) or {})

    def way(self, record: Record) -> str:
        after = self.name("state", record.state_to)
        if record.state_from == record.state_to:
            return after
        return f"{self.name('state', record.state_from)} → {after}" if record.state_from else f"→ {after}"

    def changed(self, record: Record) -> Iterator[str]:
        form: Any = record.form or {}
        values = cast("Mapping[str, Any]", form.get("values") or {})
        for name, value in self.ordered(values, self.fields, str(form.get("name"))):
            field = self.fields.get((str(form.get("name")), name))
            if value not in EMPTY:
                named = safe(title(field, self.language) if field else name)
                yield self.pair(named, self.value(value, field))
        yield from self.relations(record.changes.get(RELATIONS, {}))
        facts = record.changes.get(FACTS, {})
        yield from self.facts({name: new for name, new in facts.items() if values.get(self.source(name), self) != new})
        yield from self.links(record.changes.get(LINKS, {}))
        if (refused := self.proposal(record).get("refused")) is not None:
            yield self.pair(self.word("why"), self.value(refused["reason"]))
        if record.kind == "mark":
            if late := cast("int", record.facts.get("late_by_seconds") or 0):
                yield self.word("late", lapse=lapse(late, self.language))
            yield from self.climbed(record.facts)
        else:
            yield from self.clocks(record.changes.get(CLOCKS, {}))
        if record.messages:
            roles = dict.fromkeys(self.name("role", str(one["role"])) for one in record.messages)
            people = cast("list[str] | None", record.facts.get("to")) if record.kind == "mark" else None
            whom = bracketed(listed(map(safe, people or ()), self.language), self.language)
            yield self.word("told", who=listed(roles, self.language) + whom)
        if record.note:
            yield self.pair(self.word("note"), self.value(record.note))

    def climbed(self, facts: Mapping[str, Any]) -> Iterator[str]:
        if facts.get("urgent"):
            yield self.word("urgent")
        if facts.get("vacant"):
            yield self.word("vacant", who=listed((self.name("role", one) for one in facts["vacant"]), self.language))
        if "to" in facts and facts["to"] is None:
            yield self.word("unknown")

    def relations(self, part: Mapping[str, Any]) -> Iterator[str]:
        for name, person in self.ordered(part, self.titles, "relation"):
            yield self.pair(self.name("relation", name), self.word("nobody") if person is None else safe(str(person)))

    def facts(self, part: Mapping[str, Any]) -> Iterator[str]:
        for name, value in self.ordered(part, self.titles, "fact"):
            yield self.pair(self.name("fact", name), self.value(value, self.said(name)))

    def source(self, fact: str) -> str:
        """The name of the form field from which a fact is taken."""
        found = [one.field for one in self.workflow.facts if one.name == fact] if self.workflow else []
        return (found[0] if found else None) or fact

    def said(self, fact: str) -> FormField | None:
        """The form field from which a fact is taken."""
        for one in self.workflow.facts if self.workflow else ():
            for action in one.of if one.name == fact else ():
                spec = form_spec(action.form)
                return self.fields.get((spec.name, one.field or "")) if spec else None
        return None

    def links(self, part: Mapping[str, Any]) -> Iterator[str]:
        for kind, cases in sorted(part.items()):
            yield f"{self.link_kind(kind)} {listed((safe(str(one)) for one in cases or ()), self.language)}"

    def link_kind(self, kind: str) -> str:
        return LINK_WORDS[kind][self.language == "zh"] if kind in LINK_WORDS else safe(kind)

    def clocks(self, part: Mapping[str, Any]) -> Iterator[str]:
        for name, entry in self.ordered(part, self.titles, "clock"):
            yield self.pair(self.name("clock", name), self.clock(entry))

    def clock(self, entry: Mapping[str, Any]) -> str:
        if entry["stop"] is not None:
            verdict = entry["verdict"] or "unlimited"
            return self.word("late_" if verdict == "late" else verdict)
        if entry["limit"] is None:
            return self.word("unlimited")
        if entry["due"] is None:
            return self.word("still")
        return self.word("due", when=self.at(from_text(entry["due"])))

    def value(self, value: Any, field: FormField | None = None) -> str:
        if value is None:
            return self.word("none")
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if isinstance(value, Mapping):
            return self.object(value)
        if isinstance(value, (list, tuple)):
            return listed((self.value(one, field) for one in value), self.language)
        if field is not None and isinstance(field.kind, Choice) and value in field.kind.options:
            return safe(field.kind.options[value][self.language == "zh"])
        text = str(value)
        if len(text) <= LONGEST:
            return safe(text)
        return self.word("cut", text=safe(text[:LONGEST]), number=f"{len(text):,}")

    def object(self, value: Mapping[str, Any]) -> str:
        if "sealed" in value:
            return self.word("sealed")
        if "sha256" in value:
            about = f"{value.get('media_type')}, {value.get('size')} B, {str(value['sha256'])[:12]}…"
            return safe(str(value.get("ref"))) + bracketed(safe(about), self.language)
        return listed((f"{safe(str(name))} {self.value(one)}" for name, one in value.items()), self.language)
