"""
How the condition of each guard is broken on each action that has it, all else being as the action needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import attrs
from tests.workflows.move_out_pass.plots import RELEASED, ROUTES, Plot, Step
from tests.workflows.move_out_pass.usual import BUILDER, DECORATOR, FAMILY, LARGE, TENANT, TOOLS

UNCLEAR = ["×3", "sofa ×0"]
MORE = ["sofa ×2", "lamp ×2"]


@attrs.frozen(kw_only=True)
class Break:
    """
    One way in which a condition is not met.

    Attributes:
        action: The action it stands in the way of.
        guard: The guard that notices it.
        code: What it answers; `also` is what else goes wrong with the same change, whether one wants it or not.
        form: Changes of the action's form.
        route: The way to the action; the ordinary one to its first state if empty.
        plot: What the request, its letter, its steps and the policy say otherwise.
    """

    action: str
    guard: str
    code: str
    also: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    form: Mapping[str, Any] = {}
    route: tuple[Step, ...] = ()
    plot: Plot | None = None


def by_form(action: str, guard: str, code: str, **form: Any) -> Break:
    """Broken by what stands in the form."""
    return Break(action=action, guard=guard, code=code, form=form)


_late = timedelta(hours=23, minutes=59)
_agent = {"applicant": "Mr Zhou"}
_agents: tuple[Step, ...] = (("register", TENANT), "request_by_other")
_agents_shown: tuple[Step, ...] = (
    *_agents, "LETTER", "present_authorisation", ("open", {**_agent, "letter_attached": True}), "present_at_gate",
    "find_mismatch",
)  # fmt: skip
_lost_and_replaced: tuple[Step, ...] = (*ROUTES["lost"], "reissue")
_tools = (("register", DECORATOR), "tools_out")

BREAKS = [
    by_form("register", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    # Without a slip
    Break(action="release_small", guard="goods_are_small", code="goods_not_small", plot=Plot(asks=LARGE)),
    Break(action="release_small", guard="carrier_is_owner", code="carrier_not_owner", plot=Plot(asks=FAMILY)),
    Break(
        action="release_small", guard="was_not_doubted", code="sent_for_a_slip", plot=Plot(steps=("unknown_at_gate",))
    ),
    by_form("release_small", "owner_is_recognised", "owner_not_recognised", owner_recognised=False),
    by_form("release_small", "owner_is_recognised", "owner_not_recognised", carried_in_person=False),
    # Owner and family
    Break(action="require_owner_signature", guard="goods_are_large", code="goods_small", plot=Plot(asks={})),
    by_form("owner_signs", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    by_form("owner_signs", "identity_is_shown", "identity_not_shown", document_valid=False),
    by_form("owner_signs", "is_in_owner_data", "not_in_owner_data", in_owner_data=False),
    by_form("owner_absent", "told_of_letter", "not_told_of_letter", told_of_letter=False),
    Break(
        action="request_by_owner_or_family",
        guard="carrier_is_registered",
        code="carrier_not_registered",
        also=["title_not_carriers"],
        plot=Plot(asks={"carrier": "housekeeper"}),
    ),
    Break(
        action="request_by_owner_or_family",
        guard="family_may_sign",
        code="owner_must_sign",
        form={"title": "registered_family"},
        plot=Plot(asks={**FAMILY, **LARGE}),
    ),
    Break(
        action="request_by_owner_or_family",
        guard="title_fits_carrier",
        code="title_not_carriers",
        plot=Plot(asks=FAMILY),
    ),
    by_form("request_by_owner_or_family", "identity_is_shown", "identity_not_shown", document_valid=False),
    by_form("request_by_owner_or_family", "is_in_owner_data", "not_in_owner_data", in_owner_data=False),
    by_form("request_by_owner_or_family", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    # The owner's letter
    Break(action="request_by_other", guard="carrier_needs_letter", code="may_sign_alone", plot=Plot(asks={})),
    Break(action="request_by_other", guard="carrier_needs_letter", code="may_sign_alone", plot=Plot(asks=FAMILY)),
    by_form("request_by_other", "told_of_letter", "not_told_of_letter", told_of_letter=False),
    by_form("request_by_other", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    by_form("receive_phone_authorisation", "told_of_letter", "not_told_of_letter", told_of_letter=False),
    Break(action="present_authorisation", guard="letter_is_presented", code="letter_not_presented", plot=Plot()),
    Break(
        action="present_authorisation",
        guard="letter_is_presented",
        code="letter_not_valid",
        route=(*_agents,),
        plot=Plot(lettered={}, steps=("REVOKE",)),
    ),
    by_form("present_authorisation", "letter_names_agent", "letter_of_others", applicant="Mr Zou"),
    Break(
        action="present_authorisation",
        guard="letter_names_agent",
        code="letter_of_others",
        plot=Plot(lettered={"unit": "3-503"}),
    ),
    by_form("present_authorisation", "goods_are_within_letter", "goods_beyond_letter", goods=MORE),
    by_form("present_authorisation", "identity_is_shown", "identity_not_shown", document_valid=False),
    by_form("present_authorisation", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    # Construction and decoration
    Break(
        action="construction_goods",
        guard="is_handover",
        code="not_in_handover",
        plot=Plot(asks={**BUILDER, "phase": "occupied"}),
    ),
    Break(
        action="construction_goods",
        guard="carrier_is_builder",
        code="not_a_builder",
        plot=Plot(asks={**BUILDER, "carrier": "decoration_worker"}),
    ),
    Break(
        action="tools_out",
        guard="is_decoration",
        code="not_in_decoration",
        plot=Plot(asks={**DECORATOR, "phase": "occupied"}),
    ),
    Break(
        action="tools_out",
        guard="carrier_is_decorator",
        code="not_a_decorator",
        plot=Plot(asks={**DECORATOR, "carrier": "friend"}),
    ),
    Break(
        action="tools_out",
        guard="renovation_is_running",
        code="renovation_not_running",
        also=["link_final"],
        plot=Plot(asks=DECORATOR, steps=("WORKS ARE OVER",)),
    ),
    Break(
        action="tools_out",
        guard="renovation_is_running",
        code="renovation_not_running",
        plot=Plot(asks=DECORATOR, steps=("WORKS HAVE NOT BEGUN",)),
    ),
    Break(
        action="tools_out",
        guard="goods_are_clear",
        code="goods_unclear",
        form={"goods": UNCLEAR},
        plot=Plot(asks=DECORATOR),
    ),
    by_form("owner_confirms_tools", "tools_were_asked", "tools_not_asked", tools=["drill ×2"]),
    by_form("owner_confirms_tools", "goods_are_clear", "goods_unclear", tools=UNCLEAR),
    by_form("release_tools", "tools_were_told", "tools_not_told", tools=[*TOOLS, "ladder"]),
    by_form("release_tools", "goods_are_clear", "goods_unclear", tools=UNCLEAR),
    by_form("tools_differ", "tools_do_differ", "tools_agree", tools=["saw"]),
    Break(action="tools_differ", guard="goods_are_clear", code="goods_unclear", form={"tools": [*UNCLEAR, "ladder"]}),
    # Made out
    by_form("open", "there_are_two_copies", "not_two_copies", copies=1),
    by_form("open", "slip_is_as_signed", "slip_differs", goods=MORE),
    by_form("open", "slip_is_as_signed", "slip_differs", unit="3-503"),
    by_form("open", "slip_is_as_signed", "slip_differs", applicant="Mr Li"),
    Break(action="open", guard="serial_is_new", code="serial_is_void", route=_lost_and_replaced),
    Break(
        action="open",
        guard="letter_is_attached",
        code="letter_not_attached",
        form=_agent,
        route=(*_agents, "LETTER", "present_authorisation"),
    ),
    Break(
        action="open",
        guard="letter_is_attached",
        code="letter_not_valid",
        form={**_agent, "letter_attached": True},
        route=(*_agents, "LETTER", "present_authorisation", "REVOKE"),
    ),
    # At the gate
    by_form("present_at_gate", "serial_is_current", "serial_not_current", serial=8),
    by_form("release_goods", "serial_is_current", "serial_not_current", serial=8),
    by_form("release_goods", "gate_agrees", "gate_disagrees", goods_seen=MORE),
    by_form("release_goods", "gate_agrees", "gate_disagrees", goods_seen=["sofa", "lamp"]),
    by_form("release_goods", "gate_agrees", "gate_disagrees", person_agrees=False),
    by_form("release_goods", "gate_agrees", "gate_disagrees", gate="west"),
    by_form("find_mismatch", "something_differs", "goods_agree", goods_seen=["LAMP ×1", "sofa", "sofa"]),
    by_form("correct_pass", "serial_is_current", "serial_not_current", voided=8),
    by_form("correct_pass", "correction_is_signed", "correction_not_signed", signature=" "),
    Break(
        action="correct_pass",
        guard="goods_are_within_letter",
        code="goods_beyond_letter",
        form={"goods": ["sofa ×5"], "signature": ""},
        route=_agents_shown,
    ),
    by_form("correct_pass", "goods_are_clear", "goods_unclear", goods=UNCLEAR),
    by_form("refuse_release", "serial_is_current", "serial_not_current", voided=8),
    by_form("refuse_release", "theft_is_reported", "police_not_told", theft_suspected=True),
    # Lost, cancelled, run out
    by_form("report_lost", "serial_is_current", "serial_not_current", voided=8),
    by_form("report_lost", "gates_know", "gates_not_told", gates_told=False),
    by_form("reissue", "serial_is_current", "serial_not_current", voided=8),
    by_form("reissue", "applicant_is_the_same", "another_applicant", applicant="Mr Zhou"),
    by_form("reissue", "applicant_is_the_same", "identity_not_shown", document_valid=False),
    by_form("cancel_pass", "serial_is_current", "serial_not_current", voided=8),
    by_form("cancel_pass", "copies_are_safe", "copies_still_out", copies_back=1),
    Break(action="lapse", guard="slip_has_run_out", code="slip_still_good", plot=Plot(steps=(_late,))),
    # Security's copy
    by_form("keep_copy", "serial_is_current", "serial_not_current", serial=8),
    by_form("close", "copies_agree", "copies_differ", serial=8),
    by_form("close", "copies_agree", "copies_differ", goods=MORE),
    Break(action="write_off", guard="serial_is_current", code="serial_not_current", form={"serial": 8}, route=RELEASED),
]
"""Each answers with its own code, and nothing else stands in the way."""

NEVER_ALONE = {
    ("present_at_gate", "slip_is_in_time"),
    ("release_goods", "slip_is_in_time"),
}
"""Guards that the desk itself forestalls: a slip that has run out lapses before anybody can show it."""

LETTER_BREAKS = [
    ("register", "letter_goods_are_clear", "goods_unclear", "start", {"goods": UNCLEAR}),
    ("open", "letter_is_complete", "letter_incomplete", "drafted", {"handwritten_signature": False}),
    ("open", "letter_is_complete", "letter_incomplete", "drafted", {"owner_id_copy": []}),
    ("open", "signature_agrees", "signature_doubtful", "drafted", {"signature_agrees": False}),
    ("owner_confirms", "registered_number_was_called", "number_not_registered", "disputed",
     {"registered_number": False}),
    ("owner_confirms", "letter_is_complete", "letter_incomplete", "disputed", {"owner_id_copy": []}),
    ("lapse", "named_day_is_over", "letter_still_good", "valid", {}),
    ("close", "slip_was_issued", "no_slip_yet", "presented", {}),
]  # fmt: skip
"""For letters: action, guard, code, state, changes of the form."""
