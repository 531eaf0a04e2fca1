"""
How a finished repair may be accepted: what each strategy of the manuals admits.

The resident's own signature is admitted everywhere, and so is a check by the office where there is
no resident. What nobody answers is deemed accepted in the end, by the policy's limit.
"""

ADMITTED = {
    "notice": ("notice", "receipt"),  # A04-13
    "notice_with_receipt": ("receipt",),  # A09-20
    "resident_or_staff": ("staff",),  # A06-15
    "resident_accepts": (),  # A13-20
    "resident_signature": (),  # A10-20
    "signature_payment_copy": (),  # C10-07
    "signature_second_copy": (),  # B10-12
    "self_check_then_owner": ("confirmed_contact",),  # A18-08, A18-09
    "photo_or_confirmation": ("photos",),  # D03-09, D03-10
}
"""By strategy: on which bases somebody may accept in the resident's place."""


def admitted(strategy: str, *, resident: bool, under_complaint: bool) -> tuple[str, ...]:
    """
    On which bases a repair is accepted without the resident's signature.

    Args:
        resident: Is there a resident?
        under_complaint: Does a complaint wait for it, which closes by the signature alone (C05-22)?
    """
    if not resident:
        return ("office_check",)  # [design]; its signed sheet is the copy
    return () if under_complaint else ADMITTED.get(strategy, ())


def is_compulsory(strategy: str, *, resident: bool, under_complaint: bool) -> bool:
    """Does nothing stand for the resident's signature?"""
    return resident and not admitted(strategy, resident=resident, under_complaint=under_complaint)
