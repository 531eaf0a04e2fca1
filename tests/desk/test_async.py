"""Async: the asynchronous desk does what the synchronous one does, byte for byte, over any kind of store."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.office import (
    LEAK,
    MENDED,
    WORKFLOW,
    Bell,
    Directory,
    DutyList,
    Ear,
    Office,
    ann,
    bob,
    cai,
    dan,
    eve,
    guest,
    vouched,
    zoe,
)

from propflow import AsyncDesk, Conflict, Desk, MemoryStore, Refused, Task
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.errors import DirectoryUnavailable, KeyReused, Unavailable, UnknownCase


class Awaited:
    """Anything, with every method a coroutine that gives the loop a turn before it works."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self.durable = getattr(plain, "durable", False)
        self.name = getattr(plain, "name", "")

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._plain, name)
        if not callable(found):
            return found

        async def later(*given: Any, **named: Any) -> Any:
            await asyncio.sleep(0)
            return found(*given, **named)

        return later


@pytest.fixture(autouse=True)
def salts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Salts that can be foretold; call it to begin anew."""
    numbers: Iterator[int] = itertools.count(1)

    def salt(size: int) -> str:
        return f"{next(numbers):0{size * 2}x}"

    monkeypatch.setattr("propflow.desk.informing.secrets.token_hex", salt)

    def anew() -> None:
        nonlocal numbers
        numbers = itertools.count(1)

    return anew


async def story(office: Office, do: Callable[[Any], Any]) -> list[Any]:
    """A small story with a bit of everything; *do* waits for an answer where that is needed."""
    desk: Any = office.desk
    told: list[Any] = []

    async def fails(ask: Callable[[], Any], kind: type[Exception]) -> None:
        try:
            await do(ask())
        except kind as fault:
            told.append(str(fault))
        else:
            raise AssertionError("it did not fail")

    case = await do(desk.register("repair", {**LEAK, "phone": "13800138000"}, by=ann, key="r", note="早上好"))
    told.append(
        (await do(desk.register("repair", {**LEAK, "phone": "13800138000"}, by=ann, key="r", note="早上好"))).hash
    )
    await fails(lambda: desk.register("repair", LEAK, by=ann, key="r"), KeyReused)
    await fails(lambda: desk.act(case.id, "take", by=guest), Refused)
    await fails(lambda: desk.act("JOB-000099", "take", by=guest), UnknownCase)
    await do(desk.series(case.id, [Task("open", by=ann), Task("take", by=bob)]))
    child = await do(desk.register("repair", {**LEAK, "parent": case.id}, by=ann))
    await fails(lambda: desk.act(case.id, "finish", by=bob, expect=1), Conflict)
    await do(desk.act(case.id, "ask_for_part", {"part": "seal"}, by=bob))
    await do(desk.act(case.id, "part_came", {"part": "seal"}, by=bob))
    office.pass_time(hours=25)
    told.append(await do(desk.tick()))
    told.append(await do(desk.deliver()))
    await do(desk.act(case.id, "acknowledge", by=eve))
    await do(desk.act(case.id, "finish", by=bob))
    await do(desk.act(child.id, "drop", by=eve))
    await do(desk.propose(case.id, "close", MENDED, by=zoe))
    for one in (cai, dan, eve):
        case = await do(desk.sign(case.id, "close", by=one))
    told.append((await do(desk.options(case.id, by=ann))).names)
    told.append((await do(desk.explain(case.id, "close", by=bob))).blockers)
    case = await do(desk.act(case.id, "close", by=ann, expect=case.version))
    told.append(await do(desk.deliver()))
    message = f"riverside/{case.id}/{case.version}/1"
    await do(desk.receipt(message, "ear", "read"))
    told.append((await do(desk.journal(case.id, by=eve, purpose="to call back")))[0].form)
    told.append(await do(desk.erase(case.id, by=eve, reason="retention")))
    seal = await do(desk.seal())
    told.append(seal)
    told.append(await do(desk.verify({"riverside": (seal.number, seal.hash)})))
    told.append([one.hash for one in await do(desk.find(limit=10))])
    told.append((await do(desk.case(case.id))).hash)
    told.append(await do(desk.doctor()))
    return told


def kept(store: Any) -> list[Any]:
    """All that a store has kept of it."""
    plain = store._plain if isinstance(store, Awaited) else store
    ids = [one.case_id for one in plain.find("riverside")]
    return [
        [plain.journal("riverside", one) for one in ids],
        [one.text for one in plain.find("riverside")],
        [plain.messages_of("riverside", one) for one in ids],
        plain.entries("riverside", "JOB"),
        [one.text for one in plain.seals("riverside")],
        plain.accesses("riverside"),
    ]


@pytest.mark.parametrize("kind", ["memory", "sqlite", "awaited memory", "awaited sqlite"])
def test_byte_for_byte_the_same(kind: str, tmp_path: Path, salts: Callable[[], None]) -> None:
    """Through either desk, over ordinary and asynchronous stores, the same story leaves the same bytes and answers."""

    async def at_once(answer: Any) -> Any:
        return answer

    ears = [Ear(), Ear()]
    roster: Any = DutyList(worker=RuntimeError("no list"), manager=["eve"])
    plain = Office(MemoryStore(), notifiers=[ears[0]], escalators=[Bell("bell")], roster=roster)
    told = asyncio.run(story(plain, at_once))

    salts()
    made: Any = SqliteStore(tmp_path / "a.db", durability="normal") if kind.endswith("sqlite") else MemoryStore()
    awaited = kind.startswith("awaited")
    store = Awaited(made) if awaited else made
    other = Office(store, notifiers=[Awaited(ears[1]) if awaited else ears[1]], escalators=[Bell("bell")])
    facts: Any = Awaited(other.room) if awaited else other.room
    other.desk = AsyncDesk(  # type: ignore[assignment]
        [WORKFLOW], store, tenant="riverside", now=other.clock, facts=facts,
        notifiers=other.desk._house.notifiers, escalators=other.desk._house.escalators,
        roster=Awaited(roster) if awaited else roster,
    )  # fmt: skip

    async def awaiting(answer: Any) -> Any:
        assert inspect.isawaitable(answer)
        return await answer

    assert asyncio.run(story(other, awaiting)) == told
    assert kept(store) == kept(plain.store)
    assert ears[0].heard == ears[1].heard
    assert ears[0].heard
    other.desk.close()  # type: ignore[attr-defined]
    made.close()


def test_both_desks_take_the_same() -> None:
    """Each public method of one desk is there in the other, with the same parameters and words."""

    def public(desk: type) -> dict[str, Any]:
        return {name: one for name, one in vars(desk).items() if not name.startswith("_") and callable(one)}

    plain, other = public(Desk), public(AsyncDesk)
    assert set(other) - set(plain) == {"close"}
    for name, method in plain.items():
        assert inspect.signature(method) == inspect.signature(other[name]), name
        assert inspect.getdoc(method) == inspect.getdoc(other[name]), name
        assert inspect.iscoroutinefunction(other[name]), name


def asynchronous(office: Office, store: Any = None, **more: Any) -> AsyncDesk:
    """An asynchronous desk beside an office's own."""
    return AsyncDesk([WORKFLOW], store or office.store, tenant="riverside", now=office.clock, facts=office.room, **more)


def test_many_at_once(store: Any) -> None:
    """Tasks that act at the same time on one case and on one book all get through, and nothing is lost."""
    office = Office(store)
    case = office.opened()
    desk = asynchronous(office)

    async def all_at_once() -> None:
        notes = [desk.act(case.id, "note", {"remark": str(n)}, by=ann) for n in range(20)]
        await asyncio.gather(*notes, *(desk.register("repair", LEAK, by=ann) for _ in range(10)))

    asyncio.run(all_at_once())
    desk.close()
    assert office.desk.case(case.id).version == case.version + 20
    assert [one.number for one in store.entries("riverside", "JOB")] == list(range(1, 12))
    assert office.desk.verify().faults == ()


def test_the_loop_does_not_wait_for_a_disk(tmp_path: Path) -> None:
    """Ordinary calls of a durable store run in other threads; those of a store in memory run in the loop's."""
    here = threading.get_ident()
    for made, elsewhere in ((SqliteStore(tmp_path / "a.db"), True), (MemoryStore(), False)):
        used: set[int] = set()

        class Watched:
            """Notes the threads in which it is used."""

            durable = made.durable

            def __getattr__(self, name: str, made: Any = made, used: set[int] = used) -> Any:
                found = getattr(made, name)

                def noting(*given: Any, **named: Any) -> Any:
                    used.add(threading.get_ident())
                    return found(*given, **named)

                return noting

        desk = asynchronous(Office(MemoryStore()), Watched())
        asyncio.run(desk.register("repair", LEAK, by=ann))
        desk.close()
        assert (here not in used) is elsewhere
        made.close()


def test_closing_lets_go_of_the_threads(tmp_path: Path) -> None:
    """After closing no thread is left; the desk can be used again, and closed again."""
    store = SqliteStore(tmp_path / "a.db")
    desk = asynchronous(Office(MemoryStore()), store)
    before = threading.active_count()
    for _ in range(2):
        asyncio.run(desk.register("repair", LEAK, by=ann))
        desk.close()
        desk.close()
        assert threading.active_count() == before
    store.close()


def test_ports_may_be_coroutines(store: Any) -> None:
    """A directory, facts, a notifier and a listener may be asynchronous; what they raise is treated as always."""
    office = Office(store)
    ear = Ear()
    directory = Directory({"ann": [vouched(ann_role) for ann_role in (WORKFLOW.action("open").by)]})
    desk = asynchronous(
        office, people=Awaited(directory), notifiers=[Awaited(ear)], listeners=[Awaited(ear)]
    )  # fmt: skip

    async def work() -> None:
        case = await desk.register("repair", LEAK, by=ann)
        assert (await desk.journal(case.id))[0].grant["by"] == "directory"
        await desk.deliver()
        ear.fault = RuntimeError("deaf")
        assert (await desk.act(case.id, "open", by=ann)).state == "opened"
        assert (await desk.deliver()).retried == 1
        directory.grants = {"ann": RuntimeError("down")}
        with pytest.raises(DirectoryUnavailable):
            await desk.act(case.id, "note", {"remark": "x"}, by=ann)

    asyncio.run(work())
    desk.close()
    assert [type(one).__name__ for one in ear.heard] == ["Committed"]


def test_what_is_raised_comes_out(store: Any) -> None:
    """An error of the store, or a cancelled task, reaches the caller, and the desk goes on."""
    office = Office(store)
    case = office.opened()

    class Failing:
        """Cannot commit at first."""

        durable = store.durable
        fault: Any = Unavailable("busy")

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def commit(self, change: Any) -> None:
            """Fail once."""
            fault, self.fault = self.fault, None
            if fault:
                raise fault
            store.commit(change)

    desk = asynchronous(office, Failing())

    async def work() -> None:
        with pytest.raises(Unavailable):
            await desk.act(case.id, "take", by=bob)
        task = asyncio.ensure_future(desk.act(case.id, "take", by=bob))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await desk.act(case.id, "take", by=bob)).state == "working"

    asyncio.run(work())
    desk.close()
    assert office.desk.verify().faults == ()


def test_another_tenant(store: Any) -> None:
    """The desk of another community works on the same store; letting go of one stops neither."""
    desk = asynchronous(Office(store))

    async def work() -> None:
        await desk.find()
        other = desk.for_tenant("lakeside")
        assert isinstance(other, AsyncDesk)
        one, two = await asyncio.gather(desk.register("repair", LEAK, by=ann), other.register("repair", LEAK, by=ann))
        assert (one.id, one.tenant, two.id, two.tenant) == ("JOB-000001", "riverside", "JOB-000001", "lakeside")
        other.close()
        assert (await desk.case(one.id)).hash == one.hash
        desk.close()
        assert (await other.case(two.id)).hash == two.hash

    asyncio.run(work())
    desk.close()
