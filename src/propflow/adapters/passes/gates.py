"""
The gate: whether a code lets goods through, by its public keys, its clock and its own lists alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import attrs

from propflow.adapters.passes import signing, tokens
from propflow.adapters.passes.faults import ForgedPass, PassRefused, UnknownKey, reason
from propflow.adapters.passes.keys import PublicKey
from propflow.adapters.passes.tokens import GoodsPass
from propflow.adapters.passes.used import Use, UsedSerials
from propflow.errors import Blocker, InvalidValue
from propflow.model.instants import instant, to_text
from propflow.workflows.move_out_pass.goods import digest


def _by_id(given: Iterable[PublicKey]) -> dict[str, PublicKey]:
    found: dict[str, PublicKey] = {}
    for one in given:
        if found.setdefault(one.id, one) is not one:
            raise InvalidValue("keys", "twice", f"two public keys called {one.id!r}; nobody could tell which is meant")
    return found


@attrs.frozen
class Gate:
    """
    One gate.

    Attributes:
        tenant: The community whose slips it takes.
        name: Its own name; stands on the list of used slips.
        keys: The public keys it knows.
        used: Its list of used slips.
        void: The serial numbers that the centre has told it to stop: lost, corrected, cancelled.
    """

    tenant: str = attrs.field(validator=tokens.named)
    name: str = attrs.field(validator=tokens.named)
    keys: dict[str, PublicKey] = attrs.field(converter=_by_id)
    used: UsedSerials
    void: Collection[int] = frozenset()

    def check(self, code: object, now: datetime, goods_seen: Iterable[str] | None = None) -> GoodsPass:
        """
        What a code says, if it would be let through now; it is not used by that.

        Raises:
            UnreadablePass: If it is no code of ours.
            UnknownKey: If it names a key that this gate does not have.
            ForgedPass: If its signature is not that key's.
            PassRefused: For every other reason, all at once.
            Unavailable: If the list of used slips cannot be read.
        """
        at = instant(now, "now")
        found = self._proved(code)
        reasons = [*self._reasons(found.says, at), *self._key_reasons(found)]
        if goods_seen is not None and digest(_lines(goods_seen)) != found.says.goods:
            reasons.append(reason("pass_goods_differ", "the goods are not those on the slip", "物品与持出证不符"))
        if reasons:
            raise PassRefused(reasons)
        return found.says

    def admit(self, code: object, now: datetime, goods_seen: Iterable[str]) -> GoodsPass:
        """
        Let through what a code says, once: from then on the slip is used.

        Raises:
            As for `check`. Whoever loses a race of two with the same slip is refused as if he had come later.
        """
        says = self.check(code, now, goods_seen)
        before = self.used.mark(self.tenant, says.serial, Use(instant(now, "now"), self.name))
        if before is not None:
            raise PassRefused([_used(says.serial, before)])
        return says

    def _proved(self, code: object) -> tokens.Unproved:
        found = tokens.read(code)
        key = self.keys.get(found.key_id)
        if key is None:
            facts = {"key": found.key_id, "known": ", ".join(sorted(self.keys)) or "none"}
            raise UnknownKey([reason("pass_key_unknown", "this gate does not know the key", "门岗无此密钥", **facts)])
        if not signing.is_signed(key.raw, found.signature, found.message):
            raise ForgedPass([reason("pass_forged", "the signature is not the centre's", "签名无效，疑似伪造")])
        return found

    def _reasons(self, says: GoodsPass, now: datetime) -> list[Blocker]:
        found = []
        if says.tenant != self.tenant:
            found.append(reason("pass_of_others", "the slip is of another community", "非本项目持出证", of=says.tenant))
        if now < says.valid_from:
            since = to_text(says.valid_from)
            found.append(reason("pass_not_yet", "the slip is not good yet", "尚未生效", since=since))
        if now >= says.valid_until:
            found.append(reason("pass_ran_out", "the slip has run out", "已逾期失效", at=to_text(says.valid_until)))
        if says.serial in self.void:
            found.append(reason("pass_void", "the slip was made void", "已作废", serial=says.serial))
        before = self.used.use_of(says.tenant, says.serial)
        return found if before is None else [*found, _used(says.serial, before)]

    def _key_reasons(self, found: tokens.Unproved) -> list[Blocker]:
        retired = self.keys[found.key_id].retired_at
        if retired is None or found.says.valid_from < retired:
            return []
        at = to_text(retired)
        return [reason("pass_key_retired", "the key was retired before", "密钥已停用", key=found.key_id, at=at)]


def _used(serial: int, before: Use) -> Blocker:
    at = "" if before.at is None else to_text(before.at)
    return reason("pass_used", "goods have left on it", "该证已使用", serial=serial, at=at, gate=before.gate or "")


def _lines(given: Iterable[str]) -> list[str]:
    if isinstance(given, str):
        raise InvalidValue("goods_seen", "type", f"{given[:60]!r}; give a list of lines")
    found = [*given]
    if not all(isinstance(one, str) for one in found):
        raise InvalidValue("goods_seen", "type", "a list of lines is needed, each a text")
    return found
