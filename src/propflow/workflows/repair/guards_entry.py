"""
On what it depends whether somebody gets in: by the door, by a key, or because of a danger.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.workflows.repair.known import fact, has_resident, number, open_danger, times


@guard(en="He showed who he is", zh="已出示身份", form_needed=True, rules=["A13-33", "A13-27"])
def is_identified(s: Situation) -> Verdict:
    """Nobody is let in who does not say who he is."""
    return PASSES if s.form.identified else blocks("not_identified")


@guard(en="Another visit may be tried", zh="可再次上门")  # [design]
def attempts_are_left(s: Situation) -> Verdict:
    """Attempts in vain are counted in a row."""
    most = number(s, "access_attempts")
    if most is None or times(s, "failed_visits") < most:
        return PASSES
    return blocks("attempts_used_up", found=times(s, "failed_visits"))


@guard(en="The resident has confirmed the time", zh="住户已确认时间", form_needed=True, rules=["A10-14", "A13-33"])
def time_is_confirmed(s: Situation) -> Verdict:
    """In public parts nobody has to."""
    return PASSES if s.form.confirmed or not has_resident(s) else blocks("time_not_confirmed")


@guard(en="The delay was explained and a new time promised", zh="已说明原因并承诺新时间", rules=["A08-04", "A08-05"])
def delay_was_explained(s: Situation) -> Verdict:
    """Before what was only made safe is put off further; in public parts nobody has to be told."""
    safe_only = s.case is not None and s.case.state == "made_safe"
    owed = safe_only and has_resident(s) and not times(s, "explanations")
    return blocks("delay_not_explained") if owed else PASSES


@guard(en="The key was lent for this repair", zh="钥匙已为本次维修借出", form_needed=True, rules=["B16-14", "A07-17"])
def key_is_lent(s: Situation) -> Verdict:
    """A key that was lent for something else opens nothing here."""
    lent = fact(s, "key_out") == s.form.key_loan and fact(s, "key_purpose") == "repair"
    return PASSES if lent else blocks("key_not_lent", key_loan=s.form.key_loan)


@guard(en="The resident consents to this visit", zh="住户同意本次入户", form_needed=True, rules=["B16-23", "A13-33"])
def resident_consents_to_entry(s: Situation) -> Verdict:
    """Each visit for itself."""
    return PASSES if s.form.resident_consents else blocks("entry_not_consented")


@guard(en="There is a witness", zh="有见证人", form_needed=True)  # [design]
def witness_is_another(s: Situation) -> Verdict:
    """Two people go in."""
    return blocks("witness_is_himself") if s.form.witness in (s.actor.id, s.actor.on_behalf_of) else PASSES


@guard(en="A danger is open", zh="存在未处置险情")  # [design]
def danger_is_open(s: Situation) -> Verdict:
    """Only danger opens a home without key and consent."""
    return PASSES if open_danger(s) else blocks("no_open_danger")


@guard(en="The loan was signed", zh="借用人已签字", form_needed=True, rules=["B16-15"])
def loan_is_signed(s: Situation) -> Verdict:
    """Whoever borrows a key signs for it."""
    return PASSES if s.form.signed else blocks("loan_not_signed")


@guard(en="No other key is out", zh="无未归还钥匙", rules=["B16-16", "B16-17"])
def no_key_is_out(s: Situation) -> Verdict:
    """One at a time, so that each is chased by itself."""
    out = fact(s, "key_out")
    return PASSES if out is None else blocks("key_is_out", key_loan=cast(Any, out))


@guard(en="It is the key that is out", zh="系所借出的钥匙", form_needed=True, rules=["B16-16"])
def it_is_that_key(s: Situation) -> Verdict:
    """Loss and return name the loan."""
    return PASSES if fact(s, "key_out") == s.form.key_loan else blocks("not_that_key", key_loan=s.form.key_loan)


@guard(en="None is missing", zh="数量相符", form_needed=True, rules=["B16-16"])
def keys_are_complete(s: Situation) -> Verdict:
    """What is missing is recorded as lost."""
    return PASSES if s.form.complete else blocks("key_missing")
