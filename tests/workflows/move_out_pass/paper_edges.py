"""
The goods pass and its letter as they were drawn up on paper from the manual, before anything was programmed.

A copy of the two tables, kept apart from the workflows: who does what, from which state, to which. `=` is in place.
Where the paper says it in prose, the roles are those that the prose means: the timer is the system, security's
department is guard or head of security. What was found wrong with the tables is in `CORRECTED`.
"""

from __future__ import annotations

import attrs


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen
class Row:
    """One row of a table."""

    id: str
    name: str
    source: str
    target: str
    who: tuple[str, ...] = attrs.field(converter=_words)


GUARDS = "security_guard security_head"
OTHERS = "tenant housekeeper friend employee unregistered_family"

PASS = [
    Row("B01", "release_small", "at_counter_or_gate", "released_direct", "security_guard"),
    Row("B02", "require_owner_signature", "at_counter_or_gate", "awaiting_owner_signature", "security_guard cs_staff"),
    Row("B03", "owner_signs", "awaiting_owner_signature", "draft_pass", "owner"),
    Row("B04", "request_by_owner_or_family", "at_counter_or_gate", "draft_pass", "owner registered_family"),
    Row("B05", "request_by_other", "at_counter_or_gate", "awaiting_authorisation", OTHERS),
    Row("B06", "receive_phone_authorisation", "at_counter_or_gate", "awaiting_authorisation", "owner"),
    Row("B07", "present_authorisation", "awaiting_authorisation", "draft_pass", "agent"),
    Row("B08", "refuse_no_authorisation", "awaiting_authorisation", "refused", "cs_staff"),
    Row("B09", "unknown_at_gate", "at_counter_or_gate", "=", "security_guard"),
    Row("B10", "issue_pass", "draft_pass", "issued", "cs_staff"),
    Row("B11", "abandon", "draft_pass", "cancelled", "applicant"),
    Row("B12", "present_at_gate", "issued", "at_gate_check", "carrier"),
    Row("B13", "lapse", "issued", "expired", "system"),
    Row("B14", "cancel_pass", "issued", "cancelled", "cs_staff"),
    Row("B15", "report_lost", "issued", "lost", "holder"),
    Row("B16", "reissue", "lost", "draft_pass", "cs_staff"),
    Row("B17", "release_goods", "at_gate_check", "released", "security_guard"),
    Row("B18", "find_mismatch", "at_gate_check", "mismatch", "security_guard"),
    Row("B19", "correct_pass", "mismatch", "draft_pass", "cs_staff"),
    Row("B20", "refuse_release", "mismatch", "refused", "security_guard"),
    Row("B21", "keep_copy", "released", "held_by_security", GUARDS),
    Row("B22", "hand_in_passes", "held_by_security", "archived", GUARDS),
    Row("B23", "construction_goods", "at_counter_or_gate", "awaiting_developer", "security_guard"),
    Row(
        "B24", "developer_confirms", "awaiting_developer", "confirmed_released", "developer_engineering security_guard"
    ),
    Row("B25", "developer_denies_or_unreachable", "awaiting_developer", "refused", "security_guard"),
    Row("B26", "tools_out", "at_counter_or_gate", "awaiting_owner_confirmation", "worker"),
    Row("B27", "owner_confirms_tools", "awaiting_owner_confirmation", "tools_notified", "cs_staff"),
    Row("B28", "release_tools", "tools_notified", "tools_released", "security_guard"),
    Row("B29", "owner_unreachable_tools", "awaiting_owner_confirmation", "awaiting_authorisation", "cs_staff"),
    Row("B30", "owner_denies", "awaiting_owner_confirmation", "refused", "cs_staff"),
]

LETTER = [
    Row("L01", "verify", "drafted", "valid", "cs_staff"),
    Row("L02", "doubt", "drafted", "disputed", "cs_staff"),
    Row("L03", "owner_confirms", "disputed", "valid", "cs_staff"),
    Row("L04", "owner_denies", "disputed", "revoked", "cs_staff"),
    Row("L05", "consume", "valid", "used", "cs_staff"),
    Row("L06", "lapse", "valid", "expired", "system"),
    Row("L07", "revoke", "valid", "revoked", "owner"),
]

PASS_STATES = _words(
    "at_counter_or_gate awaiting_owner_signature awaiting_authorisation awaiting_developer awaiting_owner_confirmation "
    "draft_pass issued at_gate_check mismatch released held_by_security lost archived released_direct tools_notified "
    "tools_released confirmed_released refused expired cancelled"
)
PASS_FINAL = _words("archived released_direct tools_released confirmed_released refused expired cancelled")
LETTER_STATES = _words("drafted valid used expired revoked disputed")
LETTER_FINAL = _words("used expired revoked")

CORRECTED = {
    13: "awaiting_owner_signature: owner_absent leads to the letter; abandon in each waiting state",
    14: "request_by_other: a tenant who brings the letter is not refused for bringing it",
    15: "letter: reject, lapse from all states, bound to its request at presentation",
    16: "cancel from lost; tools_differ; correction within the letter without the owner; refused serial voided",
    17: "the ten-day clock starts at release; goods class and carrier captured at register; validity set by the site",
}
"""By number, what was found by executing the tables; where the two differ the correction stands."""
