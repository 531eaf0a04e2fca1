"""
Who pays for a repair, and whose consent it waits for: the fee table (F1 to F8), first hit wins.

Temporary measures against danger never wait for it.
"""

from __future__ import annotations

import attrs

PUBLIC = ("public_facility", "public_area")
BLAMED = ("neighbour", "renovation")

NO_CONSENT, APPOINTMENT, INTERNAL, PAYER = "none", "appointment", "internal", "payer"


@attrs.frozen
class Fee:
    """
    What the table says of a repair.

    Attributes:
        item: The line of the table, `F1` to `F8`.
        payer: One of `axes.PAYERS`.
        consent: What work waits for: `none`; `appointment`, a time agreed with whoever lets us in; `internal`,
            the office head, and the committee where the fund pays; `payer`, the consent of whoever pays.
        recharged: Is it claimed back later from whoever caused it?
    """

    item: str
    payer: str
    consent: str
    recharged: bool = False

    @property
    def chargeable(self) -> bool:
        """May anything be charged to a person outside the company, once there is a consent to it?"""
        return self.payer in ("owner", "causer")


def fee(
    *,
    warranty: str,
    cause: str,
    location: str,
    size: str = "small",
    rework: bool = False,
    no_fault: bool = False,
    in_unit_payer: str = "owner",
) -> Fee:
    """
    The line of the fee table that a repair comes under.

    Args:
        in_unit_payer: Who pays inside a home, by the policy.
    """
    if no_fault:
        return Fee("F1", "nobody", NO_CONSENT)  # [design]; A13-30
    if rework:
        return Fee("F2", "company", NO_CONSENT)  # [design]
    if warranty == "in" and cause == "construction_defect":
        return Fee("F3", "developer", APPOINTMENT)  # A02-01, A02-02, A19-31, B07-41
    undecided = cause == "unknown" or (cause == "construction_defect" and warranty != "out")
    if undecided and warranty != "out":
        return Fee("F4", "nobody", APPOINTMENT)  # [design]: no manual has a way for the dispute
    if cause == "tenant_misuse" or cause in BLAMED:
        item = "F5" if cause == "tenant_misuse" else "F6"  # A18-02, A03-16; that they pay: [design]
        if location in PUBLIC:
            return Fee(item, "company", INTERNAL, recharged=True)  # A04-23: public parts do not wait for a culprit
        return Fee(item, "causer", PAYER)
    if location in PUBLIC:
        return Fee("F7", "company" if size == "small" else "fund", INTERNAL)  # A04-23, A08-10, B24-09, B24-10
    if in_unit_payer == "company":
        return Fee("F8", "company", APPOINTMENT)
    return Fee("F8", "owner", PAYER)  # A04-24, A04-25, A13-15..A13-17
