"""People: who acts, with which grants, and on whose behalf."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from propflow import Actor, Grant, Relation, Role
from propflow.errors import InvalidValue
from propflow.model.identifiers import LONGEST_ID
from propflow.model.people import SYSTEM, SYSTEM_ACTOR

keeper = Role("key_keeper", en="Key keeper", zh="钥匙管理员")
NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_roles_may_be_given_in_any_form() -> None:
    """A role, its name or a grant, alone or among others: each becomes a grant."""
    one = Actor("li", keeper)
    assert one.roles == (Grant("key_keeper"),)
    assert one == Actor("li", "key_keeper") == Actor("li", [Grant("key_keeper")]) == Actor("li", iter([keeper]))
    assert Actor("li").roles == ()


@pytest.mark.parametrize("roles", [[3], [None], [Relation("borrower")], [b"key_keeper"]])
def test_what_is_no_role_is_refused(roles: Any) -> None:
    """A relation, a number or nothing at all is no role."""
    with pytest.raises(InvalidValue, match="a role is a Role, its name or a Grant"):
        Actor("li", roles)


@pytest.mark.parametrize("id_", ["", "  ", None, 7, "x" * (LONGEST_ID + 1), "li\ud800"])
def test_ids_are_short_texts(id_: Any) -> None:
    """An id is a text of one to two hundred whole characters, for the actor and for whom they stand in."""
    with pytest.raises(InvalidValue, match="actor id"):
        Actor(id_)
    if id_ is not None:
        with pytest.raises(InvalidValue, match="on_behalf_of"):
            Actor("li", on_behalf_of=id_)


def test_id_is_kept_in_nfc() -> None:
    """The same person is not two because a name was typed otherwise."""
    assert Actor("Ame\u0301lie") == Actor("Am\u00e9lie", on_behalf_of=None)
    assert Actor("x" * LONGEST_ID).id == "x" * LONGEST_ID


def test_grant_holds_where_and_until() -> None:
    """A grant holds in its tenant, or in all, until just before its end."""
    everywhere = Grant("key_keeper")
    assert everywhere.holds("riverside", NOON)
    here = Grant("key_keeper", tenant="riverside", until=NOON)
    assert here.holds("riverside", NOON - timedelta(microseconds=1))
    assert not here.holds("riverside", NOON)
    assert not here.holds("lakeside", NOON - timedelta(days=1))


def test_end_of_a_grant_is_an_instant() -> None:
    """The end is kept in UTC and needs a zone."""
    shanghai = timezone(timedelta(hours=8))
    kept = Grant("key_keeper", until=NOON.astimezone(shanghai)).until
    assert kept == NOON and kept is not None and kept.tzinfo is UTC
    with pytest.raises(InvalidValue, match=r"^until: "):
        Grant("key_keeper", until=NOON.replace(tzinfo=None))


def test_by_itself_a_grant_is_only_claimed() -> None:
    """Where nobody was asked, the actor vouches for the grant, and that is on record."""
    assert Grant("key_keeper").confirmed_by == "actor"


def test_the_system_acts_in_its_own_name() -> None:
    """The desk itself is an actor with a role of its own."""
    assert SYSTEM_ACTOR.id == "system"
    assert SYSTEM_ACTOR.roles == (Grant(SYSTEM.name),)
    assert SYSTEM.en and SYSTEM.zh
