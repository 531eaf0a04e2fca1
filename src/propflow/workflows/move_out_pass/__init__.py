"""
Goods pass (搬出物品放行): six ways by which goods leave, the slip in two copies, the owner's letter, and the gate.

    from propflow.workflows.move_out_pass import goods_authorisation, move_out_pass, reconciled

A letter is a case of its own (`goods_authorisation`); by being presented it is bound to the request that it serves.
How long a slip is good, no manual says: `move_out_pass.under(policy)` must be told.
"""

from propflow.workflows.move_out_pass import authorisation
from propflow.workflows.move_out_pass.actions_asking import (
    abandon,
    construction_goods,
    developer_confirms,
    developer_denies_or_unreachable,
    owner_absent,
    owner_confirms_tools,
    owner_denies,
    owner_signs,
    owner_unreachable_tools,
    present_authorisation,
    receive_phone_authorisation,
    refuse_no_authorisation,
    register,
    release_small,
    release_tools,
    request_by_other,
    request_by_owner_or_family,
    require_owner_signature,
    tools_differ,
    tools_out,
    unknown_at_gate,
)
from propflow.workflows.move_out_pass.actions_slip import (
    cancel_pass,
    close,
    correct_pass,
    find_mismatch,
    keep_copy,
    lapse,
    open_,
    present_at_gate,
    refuse_release,
    reissue,
    release_goods,
    report_lost,
    write_off,
)
from propflow.workflows.move_out_pass.authorisation import goods_authorisation
from propflow.workflows.move_out_pass.forms_asking import (
    Abandoned,
    ConstructionGoods,
    DeveloperSilence,
    DeveloperWord,
    DirectRelease,
    LetterShown,
    NoLetter,
    NotRecognised,
    OthersRequest,
    OwnerAbsent,
    OwnerDenies,
    OwnerMustSign,
    OwnerSignature,
    OwnerUnreachable,
    OwnRequest,
    PhoneCall,
    Request,
    Tools,
    ToolsConfirmed,
    ToolsSeen,
)
from propflow.workflows.move_out_pass.forms_slip import (
    Cancelled,
    CopyKept,
    Correction,
    HandedIn,
    Lost,
    Mismatch,
    Refusal,
    Reissue,
    Release,
    Shown,
    Slip,
    WrittenOff,
)
from propflow.workflows.move_out_pass.reconciliation import Copy, Reconciled, reconcile, reconciled
from propflow.workflows.move_out_pass.roles import developer_engineering, issuer, security_guard, security_head
from propflow.workflows.move_out_pass.slips import BookedSlip, Standing, book_of, slips_of
from propflow.workflows.move_out_pass.workflow import move_out_pass

__all__ = [
    "Abandoned", "BookedSlip", "Cancelled", "ConstructionGoods", "Copy", "CopyKept", "Correction", "DeveloperSilence",
    "DeveloperWord", "DirectRelease", "HandedIn", "LetterShown", "Lost", "Mismatch", "NoLetter", "NotRecognised",
    "OthersRequest", "OwnRequest", "OwnerAbsent", "OwnerDenies", "OwnerMustSign", "OwnerSignature", "OwnerUnreachable",
    "PhoneCall", "Reconciled", "Refusal", "Reissue", "Release", "Request", "Shown", "Slip", "Standing", "Tools",
    "ToolsConfirmed", "ToolsSeen", "WrittenOff", "abandon", "authorisation", "book_of", "cancel_pass", "close",
    "construction_goods", "correct_pass", "developer_confirms", "developer_denies_or_unreachable",
    "developer_engineering", "find_mismatch", "goods_authorisation", "issuer", "keep_copy", "lapse", "move_out_pass",
    "open_", "owner_absent", "owner_confirms_tools", "owner_denies", "owner_signs", "owner_unreachable_tools",
    "present_at_gate", "present_authorisation", "receive_phone_authorisation", "reconcile", "reconciled",
    "refuse_no_authorisation", "refuse_release", "register", "reissue", "release_goods", "release_small",
    "release_tools", "report_lost", "request_by_other", "request_by_owner_or_family", "require_owner_signature",
    "security_guard", "security_head", "slips_of", "tools_differ", "tools_out", "unknown_at_gate", "write_off",
]  # fmt: skip
