"""What both stores promise of messages: kept once, handed out oldest first and under a lease, never lost."""

from __future__ import annotations

import random

import pytest
from tests.adapters.stores.changes import HOME, at, begin, change, message, owe, write

from propflow.errors import Conflict
from propflow.ports import CaseStore, Delivery, TakenMessage


def take(store: CaseStore, now: int = 0, until: int = 10, *, channel: str = "mail", limit: int = 99) -> list[str]:
    """The ids of the messages that a channel is handed."""
    return [one.id for one in store.take(channel, at(now), at(until), limit)]


def settle(
    store: CaseStore,
    id_: str,
    status: str,
    *,
    next_at: int = 0,
    attempts: int = 1,
    note: str = "",
    channel: str = "mail",
) -> None:
    """Say how a delivery stands."""
    store.settle(HOME, Delivery(id_, channel, status, attempts, at(next_at), note))


def test_message(store: CaseStore) -> None:
    """A message is found by its tenant and id, and by no other."""
    owe(store, message("m-1", 3, "text"))
    assert store.message(HOME, "m-1") == message("m-1", 3, "text")
    assert store.message(HOME, "M-1") is None
    assert store.message("lakeside", "m-1") is None


def test_first_wins(store: CaseStore) -> None:
    """A message whose id is kept already is not kept again, and the rest of its change is."""
    owe(store, message("m-1", 0, "first"))
    owe(store, message("m-1", 1, "second"), message("m-2"), case_id="C-2")
    owe(store, message("m-1", 1, "elsewhere"), tenant="lakeside")
    assert store.message(HOME, "m-1") == message("m-1", 0, "first")
    assert store.message("lakeside", "m-1") == message("m-1", 1, "elsewhere")
    assert store.message(HOME, "m-2") is not None
    assert store.head(HOME, "C-2") is not None


def test_messages_of(store: CaseStore) -> None:
    """A case's messages are listed by id; those of other cases and tenants are not among them."""
    owe(store, message("m-2"), message("m-1"), case_id="C-1")
    store.commit(change(write("C-1", 1), messages=(message("m-0"),)))
    owe(store, message("m-3"), case_id="C-2")
    owe(store, message("m-4"), case_id="C-1", tenant="lakeside")
    assert list(store.messages_of(HOME, "C-1")) == [message("m-0"), message("m-1"), message("m-2")]
    assert list(store.messages_of(HOME, "C-9")) == []


def test_messages_of_several_cases(store: CaseStore) -> None:
    """In a change of several cases each message belongs to the case that its id names, slashes or not."""
    ids = [f"{HOME}/C-1/1/1", f"{HOME}/C-1/1/2", f"{HOME}/C-1/1/1/1", f"{HOME}/C-2/1/1"]
    store.commit(change(write("C-1"), write("C-1/1"), write("C-2"), messages=tuple(map(message, ids))))
    assert [one.id for one in store.messages_of(HOME, "C-1")] == ids[:2]
    assert [one.id for one in store.messages_of(HOME, "C-1/1")] == ids[2:3]
    assert [one.id for one in store.messages_of(HOME, "C-2")] == ids[3:]


def test_taken(store: CaseStore) -> None:
    """What is handed out says whose it is, what it says, and that it was never tried before."""
    owe(store, message("m-1", 3, "text"))
    assert list(store.take("mail", at(5), at(9), 9)) == [TakenMessage(HOME, "m-1", at(3), "text", 0)]
    assert list(store.deliveries(HOME, "m-1")) == [Delivery("m-1", "mail", "taken", 1, at(9), "")]


def test_oldest_first(store: CaseStore) -> None:
    """The oldest messages come first, whichever tenant owes them and in whatever order they were committed."""
    owe(store, message("late", 7), message("early", 1))
    owe(store, message("earliest", 0), tenant="lakeside")
    owe(store, message("middle", 4))
    assert take(store, limit=2) == ["earliest", "early"]
    owe(store, message("between", 2))
    assert take(store, limit=2) == ["between", "middle"]
    assert take(store) == ["late"]
    assert take(store) == []


def test_lease(store: CaseStore) -> None:
    """A message is leased: it is not handed out on its channel until the lease has run out, and then again."""
    owe(store, message("m-1"))
    assert take(store, 0, 10) == ["m-1"]
    assert take(store, 9, 20) == []
    assert list(store.take("mail", at(10), at(20), 9)) == [TakenMessage(HOME, "m-1", at(0), "{}", 1)]
    assert take(store, 19) == []
    assert take(store, 20) == ["m-1"]


def test_channels(store: CaseStore) -> None:
    """Each channel is handed every message, one that comes late too, and they stand apart."""
    owe(store, message("m-1"))
    owe(store, message("m-2", 1))
    assert take(store, channel="wall") == ["m-1", "m-2"]
    settle(store, "m-1", "delivered", channel="wall")
    assert take(store, channel="mail", limit=1) == ["m-1"]
    settle(store, "m-1", "retry", next_at=5, note="no line")
    assert list(store.deliveries(HOME, "m-1")) == [
        Delivery("m-1", "mail", "retry", 1, at(5), "no line"),
        Delivery("m-1", "wall", "delivered", 1, at(0), ""),
    ]
    assert list(store.deliveries(HOME, "m-9")) == []


def test_retry(store: CaseStore) -> None:
    """A message to be tried again is handed out once its instant has come, with the number of tries so far."""
    owe(store, message("m-1"))
    take(store)
    settle(store, "m-1", "retry", next_at=30, attempts=4, note="no line")
    assert take(store, 29) == []
    assert list(store.take("mail", at(30), at(40), 9)) == [TakenMessage(HOME, "m-1", at(0), "{}", 4)]
    assert list(store.deliveries(HOME, "m-1")) == [Delivery("m-1", "mail", "taken", 5, at(40), "no line")]


def test_older_retry_first(store: CaseStore) -> None:
    """A message that failed before does not lose its place to younger ones."""
    owe(store, message("old", 0))
    take(store)
    settle(store, "old", "retry", next_at=2)
    owe(store, message("new", 1))
    assert take(store, 3, limit=1) == ["old"]
    assert take(store, 3, limit=1) == ["new"]


@pytest.mark.parametrize("status", ["delivered", "dead", "read by the owner"])
def test_settled(store: CaseStore, status: str) -> None:
    """What was delivered, given up, or receipted is not handed out again on that channel."""
    owe(store, message("m-1"))
    take(store)
    settle(store, "m-1", status)
    assert take(store, 99) == []
    assert take(store, 99, channel="wall") == ["m-1"]


def test_settled_before_taken(store: CaseStore) -> None:
    """A receipt that comes before the channel has ever taken the message settles it as well."""
    owe(store, *(message(f"m-{n}", n) for n in range(4)))
    assert take(store, limit=1) == ["m-0"]
    settle(store, "m-1", "delivered")
    settle(store, "m-3", "delivered")
    assert take(store) == ["m-2"]
    owe(store, message("m-4", 4))
    assert take(store) == ["m-4"]


def test_settled_while_passed_over(store: CaseStore) -> None:
    """A message that an older one overtook, and that is settled before its turn, is not handed out."""
    owe(store, message("young", 9), message("old", 1))
    assert take(store, limit=1) == ["old"]
    settle(store, "young", "delivered")
    assert take(store) == []


def test_settle_again(store: CaseStore) -> None:
    """What is said last of a delivery stands; to be tried again, it is handed out again."""
    owe(store, message("m-1"))
    take(store)
    settle(store, "m-1", "dead", attempts=6, note="gave up")
    settle(store, "m-1", "retry", next_at=50, attempts=6)
    assert take(store, 50) == ["m-1"]


def test_no_case_no_message(store: CaseStore) -> None:
    """A change that is refused owes nothing to anybody."""
    begin(store, "C-1")
    with pytest.raises(Conflict):
        owe(store, message("m-1"), case_id="C-1")
    assert take(store) == []


@pytest.mark.parametrize("seed", range(3))
def test_none_lost(store: CaseStore, seed: int) -> None:
    """However instants, commits, sizes and channels mix, each channel is handed every message exactly once."""
    chance = random.Random(seed)
    owed: set[str] = set()
    handed: dict[str, list[str]] = {"mail": [], "wall": []}
    for step in range(60):
        if chance.random() < 0.6:
            ids = [f"m-{step}-{n}" for n in range(chance.randrange(1, 90))]
            owe(store, *(message(one, chance.randrange(60)) for one in ids), case_id=f"C-{step}")
            owed.update(ids)
        channel = chance.choice(["mail", "wall"])
        handed[channel] += take(store, 0, 1, channel=channel, limit=chance.choice([1, 7, 40]))
    for channel, ids in handed.items():
        while more := take(store, 0, 1, channel=channel, limit=100):
            ids += more
        assert len(ids) == len(set(ids))
        assert set(ids) == owed


def test_many_at_once(store: CaseStore) -> None:
    """Thousands of messages owed in reverse order are all handed out, in portions, and none twice."""
    ids = [f"m-{n:04}" for n in range(2500)]
    owe(store, *(message(one, 2500 - n) for n, one in enumerate(ids)), case_id="C-1")
    found: list[str] = []
    while more := take(store, 0, 1, limit=300):
        found += more
    assert sorted(found) == ids
