"""
Which case of a change owes a message.
"""

from __future__ import annotations

from collections.abc import Sequence

from propflow.ports import CaseWrite, StoredMessage


def owing_case(tenant: str, message: StoredMessage, writes: Sequence[CaseWrite]) -> str:
    """
    The id of the case that owes *message*.

    A change of one case leaves no doubt. Of several, the message's id tells: it is
    tenant, case, record number and place, with `/` between them.
    """
    if len(writes) > 1:
        named = message.id.removeprefix(f"{tenant}/").rsplit("/", 2)[0]
        if any(one.case_id == named for one in writes):
            return named
    return writes[0].case_id
