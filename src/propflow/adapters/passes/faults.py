"""
What is refused at the gate, and why.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.errors import Blocker, PropflowError


class Missing(PropflowError, ImportError):
    """An optional part of propflow is not installed."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what} needs a library: install propflow[passes].")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what,)


class PassRefused(PropflowError):
    """
    A code that lets nothing through.

    Attributes:
        blockers: Every reason, with facts and rules.
    """

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__("\n".join(["Not let through:", *(f"  - {one.say()}" for one in self.blockers)]))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.blockers,)

    @property
    def codes(self) -> frozenset[str]:
        """The kinds of its reasons."""
        return frozenset(one.code for one in self.blockers)


class UnreadablePass(PassRefused):
    """It is no code of ours, or of a format that is not known here."""


class UnknownKey(PassRefused):
    """It names a key that this gate does not have, so nothing it says can be believed."""


class ForgedPass(PassRefused):
    """Its signature is not that of the key it names, so nothing it says can be believed."""


def reason(code: str, en: str, zh: str, **facts: object) -> Blocker:
    """One reason, worded in both languages."""
    said = ", ".join(f"{name} {value}" for name, value in facts.items())
    more = f" [{said}]" if said else ""
    return Blocker(code, {"title_en": f"{en}{more}", "title_zh": f"{zh}{more}", **facts}, RULES.get(code, ()))


RULES = {
    "pass_goods_differ": ("B09-05",), "pass_not_yet": ("B09-15",), "pass_ran_out": ("B09-15",),
    "pass_used": ("B09-15",), "pass_void": ("B09-15",),
}  # fmt: skip
"""The rules that ask for it, by kind of reason."""
