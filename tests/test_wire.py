"""Wire: forms from outside are read once, quickly, and never otherwise than the slow reader would."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from propflow import Evidence, choice, evidence, flag, form, moment, money, text, texts, whole
from propflow.definition.forms import form_spec
from propflow.ports import Escalation, Message
from propflow.wire import _structure, fill_in, read_message


@form("everything", en="Everything", zh="一切")
class Everything:
    """A field of every kind."""

    name: str = text(en="Name", zh="名称", most=5)
    grade: str | None = choice({"low": ("Low", "低"), "high": ("High", "高")}, en="Grade", zh="级别", default=None)
    number: int = whole(en="Number", zh="数量", least=0, most=9, default=1)
    urgent: bool = flag(en="Urgent", zh="加急", default=False)
    when: Any = moment(en="When", zh="时间", default=None)
    price: Any = money(en="Price", zh="价格", default=None)
    tags: tuple[str, ...] = texts(en="Tags", zh="标签", default=())
    files: tuple[Evidence, ...] = evidence(en="Files", zh="附件", default=())


SPEC = form_spec(Everything)
assert SPEC is not None
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 11), st.sampled_from(["", "low", "e\u0301", "toolong", "1.50", "x"]),
    st.sampled_from(["2026-09-30T09:00:00+08:00", "2026-09-30T09:00:00"]), st.lists(st.sampled_from(["a", "", 1])),
    st.just([{"sha256": "0" * 64, "media_type": "image/png", "size": 1, "ref": "r"}]), st.floats(allow_nan=False),
)  # fmt: skip
GIVEN = st.dictionaries(st.sampled_from([*SPEC.names, "nmae"]), VALUES) | st.fixed_dictionaries(
    {"name": st.just("pump")}, optional=dict.fromkeys(SPEC.names[1:], VALUES)
)


KEPT = (
    '{"about":"mend","at":"2026-09-02T01:00:00.000000Z","case":"JOB-000001","facts":{"above":["manager"],'
    '"at":"2026-09-02T01:00:00.000000Z","cycle":1,"due":"2026-09-02T01:00:00.000000Z","ladder":"upwards",'
    '"late_by_seconds":0,"mark":"due/1","rung":1},"id":"riverside/JOB-000001/5/1","kind":"escalation","number":5,'
    '"role":"worker","tenant":"riverside"}'
)


def test_messages_of_before_there_were_rosters_are_read() -> None:
    """What was kept without a roster and without urgency names nobody, reaches its own rung, and is not urgent."""
    found = read_message(KEPT)
    assert isinstance(found, Escalation)
    assert (found.to, found.reached, found.vacant, found.urgent) == (None, 1, (), False)
    notice = read_message(KEPT.replace('"escalation"', '"mark"'))
    assert isinstance(notice, Message)
    assert not notice.urgent


def test_messages_say_whom_they_reach_and_whether_they_are_urgent() -> None:
    """What the record says of the roster stands in the escalation; none on duty is not the same as nobody asked."""
    facts = '"reached":2,"rung":1,"to":%s,"urgent":true,"vacant":["worker"]'
    for kept, read in (('["eve"]', ("eve",)), ("[]", ()), ("null", None)):
        found = read_message(KEPT.replace('"rung":1', facts % kept))
        assert isinstance(found, Escalation)
        assert (found.to, found.reached, found.vacant, found.urgent) == (read, 2, ("worker",), True)
    notice = read_message(KEPT.replace('"rung":1', '"urgent":true').replace('"escalation"', '"mark"'))
    assert notice.urgent


@given(GIVEN)
@example({"name": "pump", "nmae": "a field that is not there"})
@example({"name": "pump", "price": "1.5", "when": "2026-09-30T09:00:00+08:00", "grade": None})
def test_the_quick_reader_agrees_with_the_slow_one(filled: dict[str, object]) -> None:
    """
    What is read in one pass is what cattrs reads, value for value; what it gives up on, cattrs refuses.
    """
    assert SPEC is not None
    quick = SPEC.read(filled)
    structure, refusal = _structure(SPEC)
    try:
        slow = structure(filled, Everything)
    except refusal:
        assert quick is None
        assert fill_in(SPEC, filled)[2]
        return
    assert quick == (slow, SPEC.plain(slow)[0])
    assert fill_in(SPEC, filled) == (slow, quick[1], ())


def test_each_wrong_field_is_named() -> None:
    """
    A form with a missing, an unknown and two wrong fields names all four.
    """
    found = fill_in(SPEC, {"nmae": "x", "number": 1.5, "urgent": "yes"})[2]
    assert {(one.code, one.facts["field"]) for one in found} == {
        ("field_missing", "name"),
        ("field_unknown", "nmae"),
        ("field_invalid", "number"),
        ("field_invalid", "urgent"),
    }
