"""
Every error that propflow raises, and nothing else.

Each carries its facts as attributes; the sentence is made from them here, and is
meant to be shown: what is wrong, by which rule, and what would work now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import attrs

from propflow.words import say


class PropflowError(Exception):
    """Whatever propflow refuses or cannot do."""


@attrs.frozen
class Blocker:
    """
    One reason why something is refused.

    Attributes:
        code: A stable name of the kind of reason, such as `role` or `field_missing`.
        facts: What the reason is about, by name; JSON values.
        rules: The rules that ask for it, by id.
    """

    code: str
    facts: Mapping[str, object] = attrs.field(factory=dict)
    rules: tuple[str, ...] = ()

    def say(self, language: str = "en") -> str:
        """The reason as a sentence, in `en` or `zh`."""
        sentence = say(self.code, self.facts, language)
        return f"{sentence} ({', '.join(self.rules)})" if self.rules else sentence

    def __str__(self) -> str:
        return self.say()


class DefinitionError(PropflowError):
    """
    A workflow, or a part of one, that contradicts itself.

    Attributes:
        what: What cannot be used.
        faults: Every fault found, as sentences.
    """

    def __init__(self, what: str, faults: Sequence[str]) -> None:
        self.what = what
        self.faults = tuple(faults)
        super().__init__("\n".join([f"{what} cannot be used:", *(f"  - {one}" for one in self.faults)]))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.faults)


class InvalidValue(PropflowError, ValueError):
    """
    A value that cannot be what it is given as.

    Attributes:
        where: Which value.
        code: The kind of fault.
        reason: The fault, in words.
    """

    def __init__(self, where: str, code: str, reason: str) -> None:
        self.where = where
        self.code = code
        self.reason = reason
        super().__init__(f"{where}: {reason}.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.where, self.code, self.reason)


class UnknownName(PropflowError, LookupError):
    """
    A name from outside that nothing bears.

    Attributes:
        kind: Of what it should be the name.
        name: The name asked for.
        known: The names there are.
        meant: Those that look alike.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        self.meant = tuple(get_close_matches(str(name)[:100], self.known, n=3, cutoff=0.6))
        hint = f" Did you mean {' or '.join(map(repr, self.meant))}?" if self.meant else ""
        listed = ", ".join(self.known[:40]) or "none"
        super().__init__(f"There is no {kind} called {str(name)[:100]!r}.{hint} There are: {listed}.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.kind, self.name, self.known)


class UnknownCase(PropflowError, LookupError):
    """There is no such case in this tenant."""

    def __init__(self, tenant: str, case_id: str) -> None:
        self.tenant = tenant
        self.case_id = case_id
        super().__init__(f"There is no case {case_id[:200]!r} in {tenant!r}.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.tenant, self.case_id)


class Refused(PropflowError):
    """
    An action that may not be done as asked. Nothing was written.

    Attributes:
        case_id: The case; empty if it was to be registered.
        action: What was asked.
        blockers: Every reason, in the order in which they were found.
        possible: Names of the actions that this actor could do now.
    """

    def __init__(self, case_id: str, action: str, blockers: Sequence[Blocker], possible: Sequence[str] = ()) -> None:
        self.case_id = case_id
        self.action = action
        self.blockers = tuple(blockers)
        self.possible = tuple(possible)
        super().__init__(self.say())

    def say(self, language: str = "en") -> str:
        """The whole refusal in `en` or `zh`, one reason to a line."""
        if language == "zh":
            head, tail, none = f"案件 {self.case_id or '（新）'} 不能办理“{self.action}”：", "现在可以办理：", "无"
        else:
            head = f"Case {self.case_id or '(new)'}: '{self.action}' is refused:"
            tail, none = "Possible now: ", "nothing"
        reasons = [f"  - {one.say(language)}" for one in self.blockers]
        return "\n".join([head, *reasons, tail + (", ".join(self.possible) or none)])

    @property
    def codes(self) -> frozenset[str]:
        """The kinds of reason there are."""
        return frozenset(one.code for one in self.blockers)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.case_id, self.action, self.blockers, self.possible)


class Conflict(PropflowError):
    """
    Somebody else was first: the case is no longer as it was read. Nothing was written.

    Attributes:
        case_id: The case that has moved on.
        expected: The version that was read; 0 where there was to be none.
        found: The version there is, if the store could say.
        blockers: What else stood in the way, if anything did.
    """

    def __init__(self, case_id: str, expected: int, found: int | None = None, blockers: Sequence[Blocker] = ()) -> None:
        self.case_id = case_id
        self.expected = expected
        self.found = found
        self.blockers = tuple(blockers)
        now = "another version" if found is None else f"version {found}"
        also = "".join(f"\n  - {one}" for one in self.blockers)
        super().__init__(
            f"Case {case_id}: version {expected} was read, but the store holds {now}. "
            f"Read it again and decide anew.{also}"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.case_id, self.expected, self.found, self.blockers)


class KeyReused(PropflowError):
    """A command key that was used before for another command. Nothing was written."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The key {key[:100]!r} was used before for another command. Use a new key for a new command.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.key,)


class Damaged(PropflowError):
    """
    What is stored does not agree with itself, and was not touched.

    Attributes:
        case_id: The case.
        what: The disagreement, in words.
    """

    def __init__(self, case_id: str, what: str) -> None:
        self.case_id = case_id
        self.what = what
        super().__init__(f"Case {case_id}: {what}. Nothing was written; run `propflow verify` to see all of it.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.case_id, self.what)


class UnknownDefinition(PropflowError):
    """
    A case follows a definition that this desk does not have.

    Attributes:
        case_id: The case.
        needed: Name, version and fingerprint of its definition.
        known: Those of the same name that the desk has.
    """

    def __init__(self, case_id: str, needed: str, known: Sequence[str]) -> None:
        self.case_id = case_id
        self.needed = needed
        self.known = tuple(known)
        there = ", ".join(one[:80] for one in self.known) or "none of that name"
        super().__init__(
            f"Case {case_id} follows {needed[:80]}…, but the desk has {there}. Give the desk that definition as well: "
            "a case keeps the one it was registered under."
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.case_id, self.needed, self.known)


class StoreError(PropflowError):
    """The store cannot do its work."""


class Unavailable(StoreError):
    """The store cannot be reached or is busy; nothing was written. Try again."""


class DirectoryUnavailable(Unavailable):
    """The host's directory of people could not be asked; nothing was decided. Try again."""


class OutcomeUnknown(StoreError):
    """The store fell silent during a commit. Ask by the command's key whether it was carried out."""


class ForeignStore(StoreError):
    """What lies there is no propflow store, or one of another version. It was left as it is."""


class Misplaced(PropflowError):
    """A desk that was put together wrongly: a workflow twice, a plugin with a misspelt hook."""


class MalformedFile(PropflowError):
    """
    A file from outside that cannot be read to its end.

    Attributes:
        path: The file.
        where: How far reading came: a line, a case, a key.
        why: What is wrong there.
    """

    def __init__(self, path: str, where: str, why: str) -> None:
        self.path = path
        self.where = where
        self.why = why
        super().__init__(f"{path}: {where}: {why}.")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.path, self.where, self.why)
