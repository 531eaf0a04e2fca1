"""
Letter of authorisation (授权委托书): an owner names an agent, goods and a last day; one letter serves one request.
"""

from propflow.workflows.move_out_pass.authorisation.actions import (
    close,
    doubt,
    lapse,
    open_,
    owner_confirms,
    owner_denies,
    present,
    register,
    reject,
    revoke,
)
from propflow.workflows.move_out_pass.authorisation.forms import (
    Attached,
    Checked,
    Denial,
    Doubt,
    Letter,
    OwnerCalledBack,
    Presented,
    Rejection,
    Revocation,
)
from propflow.workflows.move_out_pass.authorisation.workflow import goods_authorisation

__all__ = [
    "Attached", "Checked", "Denial", "Doubt", "Letter", "OwnerCalledBack", "Presented", "Rejection", "Revocation",
    "close", "doubt", "goods_authorisation", "lapse", "open_", "owner_confirms", "owner_denies", "present",
    "register", "reject", "revoke",
]  # fmt: skip
