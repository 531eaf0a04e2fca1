"""
Issuing: from a request whose slip was made out to the code on the slip.
"""

from __future__ import annotations

from typing import cast

from propflow.adapters.passes import signing, tokens
from propflow.adapters.passes.keys import SigningKey
from propflow.adapters.passes.tokens import GoodsPass
from propflow.errors import InvalidValue
from propflow.model.cases import Case
from propflow.workflows.move_out_pass.goods import digest


def pass_of(case: Case) -> GoodsPass:
    """
    What the slip of a request says, from when it was made out until it runs out.

    Raises:
        InvalidValue: If the case is no goods pass, or no slip of it holds now.
    """
    run = case.clock("validity") if case.workflow_name == "move_out_pass" else None
    if run is None or run.due_at is None or case.state != "issued":
        raise InvalidValue("case", "state", f"{case.id}, which is no goods pass with a slip to be shown ({case.state})")
    return GoodsPass(
        tenant=case.tenant,
        case=case.id,
        serial=cast(int, case.fact("serial")),
        goods=digest(cast("list[str]", case.fact("slip_goods"))),
        route=cast(str, case.fact("title")),
        valid_from=run.started_at,
        valid_until=run.due_at,
    )


def issue(says: GoodsPass, key: SigningKey) -> str:
    """
    The code that says so, signed with the centre's key; capital letters, digits and full stops.

    Raises:
        InvalidValue: If the names in it are so long that no QR code holds it.
    """
    signed_part = tokens.spelled(says, key.id)
    return tokens.joined(signed_part, signing.sign(key.seed, signed_part.encode()))
