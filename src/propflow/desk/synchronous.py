"""
The synchronous desk: asks its questions one after another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from propflow.definition.clocks import Clock
from propflow.definition.workflow import Workflow
from propflow.desk.delivering import DeliverReport
from propflow.desk.health import DoctorReport
from propflow.desk.house import Asking
from propflow.desk.office import Deed, Explanation, Office
from propflow.desk.sealing import Seal
from propflow.desk.task import Task
from propflow.desk.verifying import VerifyReport
from propflow.desk.working import TickReport
from propflow.engine.deadlines import CaseDeadline
from propflow.engine.options import Options
from propflow.model.cases import Case
from propflow.model.journal import Record
from propflow.model.people import Actor

T = TypeVar("T")


class Desk(Office):
    """
    The desk of an office: registers cases, lets people act on them, keeps their clocks.

    Args:
        workflows: Every version that new or running cases follow.
        store: Where cases are kept.
        tenant: The community; `for_tenant` gives the desk of another.
        now: What time it is; aware.
        people: The host's directory. None trusts whatever grants an actor brings.
        facts: What the host knows of the rest of the world, for guards that need it.
        notifiers, escalators: The channels of `deliver`.
        listeners: Hear of every change after its commit.
        written: Workflows with their slots unfilled, for cases registered under policies
            that are not given here.
        calendars: Those that policies may name, besides `always` and `cn-office`.
        roster: Who is on duty, asked when a rung of a ladder fires. None addresses roles.
        delivering: The hours in which people may be disturbed: `deliver` puts off until then
            what is not urgent. None: at any hour.

    Raises:
        Misplaced: If a workflow has slots that nothing fills or names a calendar that is not
            there, or if two workflows, books or channels get in each other's way.

    Safe to use from several threads.
    """

    def _run(self, work: Asking[T]) -> T:
        try:
            question, arguments = next(work)
            while True:
                try:
                    answer = question(*arguments)
                except Exception as fault:  # noqa: BLE001 - it belongs to whoever asked
                    question, arguments = work.throw(fault)
                else:
                    question, arguments = work.send(answer)
        except StopIteration as done:
            result: T = done.value
            return result

    def register(
        self,
        workflow: Workflow | str,
        form: object = None,
        *,
        by: Actor,
        case_id: str | None = None,
        occurred_at: datetime | None = None,
        key: str | None = None,
        action: Deed | None = None,
        note: str = "",
        then: Sequence[Task] = (),
    ) -> Case:
        """
        Make a case.

        Args:
            workflow: The workflow, or its name for the version now in effect.
            form: The form of the registering action: an instance, or a mapping.
            by: Who registers it.
            case_id: Its id; by default the next number of the workflow's book.
            occurred_at: When it happened, if not now; aware.
            key: Makes the command safe to repeat: the same again returns the first result.
            action: Which registering action, if not `register`.
            then: Further tasks to do on it in the same change, or not at all.

        Raises:
            Refused: With every reason. Nothing was written.
            Conflict: If there is a case of this id already.
            KeyReused: If the key was used for another command.
        """
        return self._run(self._register(workflow, form, by, case_id, occurred_at, key, action, note, then))

    def act(
        self,
        case_id: str,
        action: Deed,
        form: object = None,
        *,
        by: Actor,
        expect: int | None = None,
        key: str | None = None,
        occurred_at: datetime | None = None,
        note: str = "",
    ) -> Case:
        """
        Do something to a case.

        Args:
            action: The action, or its name.
            form: Its form: an instance, or a mapping of JSON values. Where it was
                proposed and signed, leave it out.
            expect: The version that was read. Required for actions that sign or close.
            occurred_at: When it was done, if not now; aware.
            key: As for `register`.

        Returns:
            The case after it.

        Raises:
            Refused: With every reason, and what is possible instead. Nothing was written.
            Conflict: If *expect* is not the version there is, or somebody was faster.
            UnknownCase, UnknownName: If there is no such case or action.
            KeyReused: If the key was used for another command.
            Damaged: If the stored case does not agree with itself.
        """
        task = Task(action, form, by=by, expect=expect, occurred_at=occurred_at, note=note)
        return self._run(self._act(case_id, [task], key))

    def series(self, case_id: str, tasks: Sequence[Task], *, key: str | None = None) -> Case:
        """
        Do several things to a case, all of them or none, in one change.

        Each is decided on what the one before has left. `expect` need be given for the
        first task only. Raises what `act` raises.
        """
        return self._run(self._act(case_id, tasks, key))

    def propose(
        self,
        case_id: str,
        action: Deed,
        form: object = None,
        *,
        by: Actor,
        expect: int | None = None,
        key: str | None = None,
        note: str = "",
    ) -> Case:
        """
        Put an action that needs sign-offs on record, for others to sign.

        A proposal of the same action that lay open is replaced, with its signatures.
        Raises what `act` raises.
        """
        task = Task(action, form, by=by, expect=expect, note=note, kind="propose")
        return self._run(self._act(case_id, [task], key))

    def sign(
        self,
        case_id: str,
        action: Deed,
        *,
        by: Actor,
        consent: bool = True,
        reason: str = "",
        expect: int | None = None,
        key: str | None = None,
        note: str = "",
    ) -> Case:
        """
        Consent to the open proposal of an action, or refuse it with a reason.

        Raises what `act` raises.
        """
        task = Task(action, by=by, expect=expect, note=note, kind="sign", consent=consent, reason=reason)
        return self._run(self._act(case_id, [task], key))

    def options(self, case_id: str, *, by: Actor) -> Options:
        """
        What an actor could do to a case now, and what stands in the way of the rest.

        What it allows, `act` accepts with a valid form.
        """
        return self._run(self._options(case_id, by))

    def explain(self, case_id: str, action: Deed, form: object = None, *, by: Actor) -> Explanation:
        """
        Every reason why an action would be refused now; none if it would be done. Writes nothing.
        """
        return self._run(self._explain(case_id, action, form, by))

    def case(self, case_id: str) -> Case:
        """
        A case as it stands.

        Raises:
            UnknownCase: If there is none of this id in this tenant.
            Damaged: If its head and its last record do not agree.
        """
        return self._run(self._case(case_id))

    def journal(self, case_id: str, *, by: Actor | None = None, purpose: str = "") -> tuple[Record, ...]:
        """
        A case's history, record by record.

        Confidential fields appear as digests, unless *by* is one of the workflow's
        readers and gives a purpose; such a reading is noted in the access log.

        Raises:
            UnknownCase: If there is no such case.
            Refused: If a purpose is given but there is no right to read.
        """
        return self._run(self._journal(case_id, by, purpose))

    def find(
        self, *, workflow: str | None = None, state: str | None = None, after: str = "", limit: int = 100
    ) -> tuple[Case, ...]:
        """
        A page of the tenant's cases, by ascending id.

        Args:
            workflow, state: Only cases of this workflow, in this state, by name.
            after: The last id of the page before.
            limit: From 1 to 10,000.
        """
        return self._run(self._find(workflow, state, after, limit))

    def explain_deadline(self, case_id: str, clock: Clock | str | None = None) -> tuple[CaseDeadline, ...]:
        """
        Why a case is due when it is: each clock's latest cycle with every window, holiday,
        make-up day and pause behind its instant, what runs and is due first before all others.

        Args:
            clock: Only this one; all that have started if not given.

        Raises:
            UnknownName: If the case's workflow has no such clock.
        """
        return self._run(self._explain_deadline(case_id, clock))

    def tick(self, limit: int = 1000) -> TickReport:
        """
        Look at the clocks of all tenants and fire what is owed now, at most *limit* cases.

        Tenants take turns. Two workers at once do nothing twice. Run it every minute,
        and again at once while it reports `more`. Deadlines that rest on an older edition
        of a calendar are worked out anew, each with a record.
        """
        return self._run(self._tick(limit))

    def deliver(self, limit: int = 1000) -> DeliverReport:
        """
        Hand owed messages to the notifiers and escalators, at most *limit* on each channel.

        Each is delivered at least once on each channel, in no promised order but the urgent
        first. A failure is tried again after a growing pause, eight times in all. Outside
        the delivering hours only what is urgent goes out; the rest waits for them. A notifier
        that can takes the notices for one role together.
        """
        return self._run(self._deliver(limit))

    def receipt(self, message_id: str, channel: str, status: str, note: str = "") -> None:
        """
        Note what a channel reports of a message later, such as `read` or `bounced`.

        Raises:
            UnknownCase: If the message was never taken on this channel.
        """
        self._run(self._receipt(message_id, channel, status, note))

    def erase(self, case_id: str, *, by: Actor, reason: str) -> int:
        """
        Destroy the confidential values of a case, after retention or on a person's demand.

        The records stay and still verify. Returns how many values there were. Who may
        do it is the host's business; it is noted in the access log.
        """
        return self._run(self._erase(case_id, by, reason))

    def seal(self) -> Seal | None:
        """
        Seal what has changed in this tenant since the last seal; None if nothing has.

        Keep the seal's number and hash elsewhere: they are the anchor with which
        `verify` finds even seals that were taken away.
        """
        return self._run(self._seal())

    def verify(self, anchors: Mapping[str, tuple[int, str]] | None = None) -> VerifyReport:
        """
        Look at everything that is stored, of all tenants, and report whatever is not as it was written.

        Args:
            anchors: By tenant, the number and hash of a seal that was kept elsewhere.
        """
        return self._run(self._verify(anchors))

    def doctor(self) -> DoctorReport:
        """
        Look for what has come to a standstill: clocks nobody looks at, messages nobody delivers.
        """
        return self._run(self._doctor())
