"""The gate lets through what the centre has signed, once, in time, for these goods; every reason against it is said."""

from __future__ import annotations

import pickle
from base64 import b32decode, b32encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.passes.gatehouse import GOODS, KEY, NOON, OTHER, a_code, a_gate, a_pass

from propflow.adapters.passes import (
    ForgedPass,
    Gate,
    GoodsPass,
    MemoryUsed,
    PassRefused,
    PublicKey,
    SigningKey,
    UnknownKey,
    UnreadablePass,
    Use,
    issue,
    new_key,
)
from propflow.errors import InvalidValue


def refused(gate: Gate, code: object, now: datetime = NOON, goods: list[str] | None = None) -> set[str]:
    """The kinds of every reason why a code is refused; it must be."""
    with pytest.raises(PassRefused) as refusal:
        gate.admit(code, now, GOODS if goods is None else goods)
    for one in refusal.value.blockers:
        assert one.say("en").strip() != one.say("zh").strip()
    return set(refusal.value.codes)


def test_what_the_centre_signed_is_let_through() -> None:
    """With the public key alone; what the gate learns is what the slip says."""
    assert a_gate().admit(a_code(), NOON, ["Lamp ×1", "sofa", "sofa"]) == a_pass()


def test_a_slip_is_used_once() -> None:
    """The second time it says when and where it was used; checking alone uses nothing."""
    gate, code = a_gate(), a_code()
    assert gate.check(code, NOON) == gate.check(code, NOON, GOODS) == gate.admit(code, NOON, GOODS)
    with pytest.raises(PassRefused) as refusal:
        gate.admit(code, NOON, GOODS)
    (why,) = refusal.value.blockers
    assert (why.code, why.facts["gate"], why.facts["at"]) == ("pass_used", "east", "2026-09-28T04:00:00.000000Z")
    assert refused(gate, a_code(KEY, goods="0" * 64)) == {"pass_used", "pass_goods_differ"}  # another code, one number
    assert gate.admit(a_code(serial=8), NOON, GOODS).serial == 8


def test_the_same_slip_at_two_gates() -> None:
    """Gates that share a list refuse it at the second; gates that share none cannot know."""
    shared, code = MemoryUsed(), a_code()
    east, west = a_gate(used=shared), a_gate(name="west", used=shared)
    east.admit(code, NOON, GOODS)
    assert refused(west, code) == {"pass_used"}
    assert a_gate(name="north").admit(code, NOON, GOODS) == a_pass()


def test_whoever_loses_the_race_is_refused() -> None:
    """Between looking at the list and noting the use another gate has let the slip through."""

    class Late(MemoryUsed):
        """A list that another gate writes on just after it was read."""

        def use_of(self, tenant: str, serial: int) -> Use | None:
            """Nothing yet."""
            return None

    used = Late()
    used.mark("riverside", 7, Use(NOON, "west"))
    assert refused(a_gate(used=used), a_code()) == {"pass_used"}


def test_a_code_has_one_spelling() -> None:
    """Letters whose spare bits are set would say the same in other words; they are no code."""
    code = a_code()
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(code[-1])
    other = code[:-1] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[last + 1]
    assert b32decode(other.split(".")[2] + "=") == b32decode(code.split(".")[2] + "=")
    with pytest.raises(UnreadablePass):
        a_gate().admit(other, NOON, GOODS)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"valid_from": NOON, "valid_until": NOON + timedelta(1)}, set()),
        ({"valid_from": NOON + timedelta(microseconds=1)}, {"pass_not_yet"}),
        ({"valid_until": NOON + timedelta(microseconds=1)}, set()),
        ({"valid_until": NOON}, {"pass_ran_out"}),
        ({"valid_from": NOON - timedelta(2), "valid_until": NOON - timedelta(1)}, {"pass_ran_out"}),
        ({"tenant": "lakeside"}, {"pass_of_others"}),
        ({"goods": "0" * 64}, {"pass_goods_differ"}),
        ({"serial": 13}, {"pass_void"}),
        (
            {"tenant": "lakeside", "goods": "0" * 64, "serial": 13, "valid_until": NOON},
            {"pass_of_others", "pass_goods_differ", "pass_void", "pass_ran_out"},
        ),
    ],
)
def test_every_reason_is_said_at_once(change: dict[str, Any], codes: set[str]) -> None:
    """Another day, other goods, another community, a void number; the beginning counts, the end does not."""
    gate = a_gate(void={13})
    if codes:
        assert refused(gate, a_code(**change)) == codes
    else:
        assert gate.admit(a_code(**change), NOON, GOODS) == a_pass(**change)


def test_what_was_refused_is_not_used() -> None:
    """Who comes on the wrong day, or with other goods, comes again."""
    gate, code = a_gate(), a_code()
    assert refused(gate, code, NOON + timedelta(days=1)) == {"pass_ran_out"}
    assert refused(gate, code, goods=["piano"]) == {"pass_goods_differ"}
    assert gate.admit(code, NOON, GOODS) == a_pass()


def test_a_key_that_is_not_known() -> None:
    """Nothing that the code says is believed, though it is signed; the key is named."""
    with pytest.raises(UnknownKey) as refusal:
        a_gate().admit(a_code(OTHER, valid_until=NOON), NOON, GOODS)
    (why,) = refusal.value.blockers
    assert (why.facts["key"], why.facts["known"]) == ("2026-2", "2026-1")
    with pytest.raises(UnknownKey):
        a_gate(keys=[]).admit(a_code(), NOON, GOODS)


def test_a_forged_code() -> None:
    """Signed by somebody under our key's name, or said otherwise after signing: nothing it says is believed."""
    thief = SigningKey(KEY.id, OTHER.seed)
    with pytest.raises(ForgedPass) as refusal:
        a_gate().admit(a_code(thief, valid_until=NOON), NOON, GOODS)
    assert refusal.value.codes == {"pass_forged"}
    ours, theirs = a_code().split("."), a_code(serial=8).split(".")
    for mixed in ([ours[0], theirs[1], ours[2]], [ours[0], ours[1], theirs[2]]):
        with pytest.raises(ForgedPass):
            a_gate().admit(".".join(mixed), NOON, GOODS)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7), part=st.sampled_from([1, 2]))
def test_one_bit_is_enough(place: int, bit: int, part: int) -> None:
    """Whatever single bit of a code is turned, it is refused."""
    parts = a_code().split(".")
    content = bytearray(b32decode(parts[part] + "=" * (-len(parts[part]) % 8)))
    content[place % len(content)] ^= 1 << bit
    parts[part] = b32encode(content).decode().rstrip("=")
    with pytest.raises((ForgedPass, UnreadablePass, UnknownKey)):
        a_gate().admit(".".join(parts), NOON, GOODS)


def test_keys_are_changed_without_a_gap() -> None:
    """
    The gate learns the new key first; slips signed with the old one are good until they run out.

    A slip that is made out with a retired key from then on is refused.
    """
    retired = KEY.public(retired_at=NOON)
    gate = a_gate(keys=[retired, OTHER.public()])
    assert gate.admit(a_code(KEY), NOON, GOODS) == a_pass()
    assert gate.admit(a_code(OTHER, serial=8), NOON, GOODS).serial == 8
    late = {"serial": 9, "valid_from": NOON}
    assert refused(gate, a_code(KEY, **late)) == {"pass_key_retired"}
    assert gate.admit(a_code(OTHER, **late), NOON, GOODS).serial == 9
    with pytest.raises(UnknownKey):
        a_gate(keys=[OTHER.public()]).admit(a_code(KEY), NOON, GOODS)


def test_the_private_half_is_not_shown() -> None:
    """Neither in a log line nor in a public key."""
    key = new_key("secret")
    assert repr(key.seed) not in repr(key)
    assert key.public() == PublicKey("secret", key.public().raw)
    assert new_key("secret").seed != key.seed


NAIVE = NOON.replace(tzinfo=None)
WRONG: list[Callable[[], object]] = [
    lambda: a_pass(serial=0), lambda: a_pass(serial=True), lambda: a_pass(serial="7"), lambda: a_pass(goods="abc"),
    lambda: a_pass(goods="Z" * 64), lambda: a_pass(tenant=""), lambda: a_pass(case=7), lambda: a_pass(route=" "),
    lambda: a_pass(valid_from=NAIVE), lambda: a_pass(valid_until=NOON - timedelta(days=1)),
    lambda: SigningKey("k", b"short"), lambda: SigningKey("", b"0" * 32), lambda: PublicKey("k", "0" * 32),  # type: ignore[arg-type]
    lambda: KEY.public(retired_at=NAIVE),
    lambda: a_gate(keys=[KEY.public(), PublicKey(KEY.id, OTHER.public().raw)]), lambda: a_gate(name=""),
    lambda: a_gate().admit(a_code(), NAIVE, GOODS), lambda: a_gate().admit(a_code(), NOON, "sofa"),
    lambda: a_gate().admit(a_code(), NOON, [7]),  # type: ignore[list-item]
]  # fmt: skip


@pytest.mark.parametrize("made", range(len(WRONG)))
def test_bad_input_has_a_typed_error(made: int) -> None:
    """Naive instants, short keys, two keys of one name, goods that are no list."""
    with pytest.raises(InvalidValue):
        WRONG[made]()


UNREADABLE: list[object] = [
    None, 7, b"PF1.A.B", "", "PF1", "PF1.A", "PF2." + a_code()[4:], a_code().lower(), a_code() + ".A", "x" * 5_000,
    a_code()[:-1], a_code()[:-4] + "====", "PF1.GEZDGNBV.GEZDGNBV", "PF1." + "A" * 40 + "." + "A" * 103,
    f"PF1.{b32encode(b'[' * 1900).decode().rstrip('=')}.{b32encode(bytes(64)).decode().rstrip('=')}",
]  # fmt: skip


@pytest.mark.parametrize("code", range(len(UNREADABLE)))
def test_what_is_no_code(code: int) -> None:
    """Is refused as such, whatever it is; blanks around a code do no harm."""
    with pytest.raises(UnreadablePass) as refusal:
        a_gate().admit(UNREADABLE[code], NOON, GOODS)
    assert refusal.value.codes == {"pass_unreadable"}
    assert a_gate().admit(f" {a_code()}\n", NOON, GOODS) == a_pass()


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=40).map(str.encode), st.sampled_from([
    b"[]", b"[1,2,3,4,5,6,7,8]", b'["a","b",1e999,"c","d","e","f","g"]', b"NaN", b"[" * 1900,
    b'["t","c",7,"' + b"0" * 64 + b'","r",null,null,"k"]', b'["t","c",7,"' + b"0" * 64 + b'","r",[],{},"k"]',
    b'["t","c",7,"' + b"0" * 64 + b'","r","2026","2027","k"]', b'{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8}',
    b"9" * 4500,
])))  # fmt: skip
def test_whatever_is_in_it(content: bytes) -> None:
    """A code with anything at all in it is refused with a typed error, and nothing else happens."""
    code = f"PF1.{b32encode(content).decode().rstrip('=')}.{b32encode(bytes(64)).decode().rstrip('=')}"
    with pytest.raises(PassRefused):
        a_gate().admit(code, NOON, GOODS)


def test_errors_cross_processes() -> None:
    """A refusal can be sent from the gate's process to another, with its reasons."""
    with pytest.raises(PassRefused) as refusal:
        a_gate().admit(a_code(valid_until=NOON), NOON, GOODS)
    again = pickle.loads(pickle.dumps(refusal.value))
    assert (type(again), again.codes) == (PassRefused, {"pass_ran_out"})


@given(
    tenant=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"]), min_size=1, max_size=60),
    serial=st.integers(1, 999_999_999),
)
@settings(max_examples=60, deadline=None)
def test_what_is_said_is_read(tenant: str, serial: int) -> None:
    """Whatever the community is called, the gate reads what the centre wrote."""
    try:
        says: GoodsPass = a_pass(tenant=tenant, serial=serial)
    except InvalidValue:
        return
    assert a_gate(tenant=tenant).admit(issue(says, KEY), NOON, GOODS) == says
