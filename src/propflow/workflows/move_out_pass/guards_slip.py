"""
On what it depends whether a slip is made out, let through the gate, corrected, and archived.
"""

from typing import Any, cast

from propflow import PASSES, Situation, Verdict, blocks, guard
from propflow.model.instants import to_text
from propflow.workflows.complaint.known import open_ones
from propflow.workflows.move_out_pass.goods import beyond, same, unclear
from propflow.workflows.move_out_pass.known import BOUND, LETTER, fact, goods_of, letter, serial_of, texts_of

COPIES = 2
"""One for the centre and one for security: B09-15."""


# Made out


@guard(en="Two copies", zh="一式两份", form_needed=True, rules=["B09-15"])
def there_are_two_copies(s: Situation) -> Verdict:
    """One stays at the centre, one goes to security."""
    return PASSES if s.form.copies == COPIES else blocks("not_two_copies", copies=s.form.copies)


@guard(en="The slip says what was signed for", zh="所载与签名确认一致", form_needed=True, rules=["B09-04", "B09-09"])
def slip_is_as_signed(s: Situation) -> Verdict:
    """Unit, applicant and goods, number by number."""
    differs = [name for name in ("unit", "applicant") if getattr(s.form, name) != fact(s, name)]
    differs += [] if same(s.form.goods, goods_of(s)) else ["goods"]
    return blocks("slip_differs", differs=[*differs]) if differs else PASSES


@guard(en="The serial number is new", zh="编号未曾使用", form_needed=True, rules=["B09-15"])
def serial_is_new(s: Situation) -> Verdict:
    """A void number is never used again. Other requests' numbers are compared when the copies are reconciled."""
    void = open_ones(s, "void_serials")
    return blocks("serial_is_void", serial=s.form.serial) if str(s.form.serial) in void else PASSES


@guard(
    en="The letter still holds and is attached", zh="授权委托书有效并已附于证后", form_needed=True, needs=[LETTER],
    rules=["B09-08", "B09-13"],
)  # fmt: skip
def letter_is_attached(s: Situation) -> Verdict:
    """Only an agent has a letter; it may have been taken back since it was presented."""
    if fact(s, "title") != "agent":
        return PASSES
    found = letter(s, fact(s, "authorisation"))
    if found is None or found["state"] not in BOUND:
        return blocks("letter_not_valid", state=None if found is None else found["state"])
    return PASSES if s.form.letter_attached else blocks("letter_not_attached")


# At the gate


@guard(en="It is the slip that holds", zh="编号为现行有效编号", form_needed=True, rules=["B09-15"])
def serial_is_current(s: Situation) -> Verdict:
    """A slip that is void, lost or corrected is known by its number and never taken again."""
    shown = s.form.voided if hasattr(s.form, "voided") else s.form.serial
    current = serial_of(s)
    return PASSES if shown == current else blocks("serial_not_current", shown=shown, current=current)


@guard(en="The slip has not run out", zh="持出证在有效期内", rules=["B09-15", "B09-17"])
def slip_is_in_time(s: Situation) -> Verdict:
    """At the instant at which it runs out it is no longer good."""
    run = None if s.case is None else s.case.clock("validity")
    if run is not None and run.due_at is not None and s.now < run.due_at:
        return PASSES
    return blocks("slip_ran_out", until="" if run is None or run.due_at is None else to_text(run.due_at))


@guard(en="The slip has run out", zh="持出证已逾期", rules=["B09-15"])
def slip_has_run_out(s: Situation) -> Verdict:
    """Until then nobody but the applicant or the centre ends it."""
    run = None if s.case is None else s.case.clock("validity")
    if run is not None and run.due_at is not None and run.due_at <= s.now:
        return PASSES
    return blocks("slip_still_good", until="" if run is None or run.due_at is None else to_text(run.due_at))


@guard(en="Person, goods and gate agree with the slip", zh="人、物、门岗与证相符", form_needed=True, rules=["B09-05"])
def gate_agrees(s: Situation) -> Verdict:
    """The goods seen are the goods on the slip, number by number, and it is let go where it was shown."""
    differs = [] if s.form.person_agrees else ["person"]
    differs += [] if same(s.form.goods_seen, texts_of(s, "slip_goods")) else ["goods"]
    differs += [] if s.form.gate == fact(s, "gate") else ["gate"]
    return blocks("gate_disagrees", differs=[*differs]) if differs else PASSES


@guard(en="What is said to differ does", zh="所称不符属实", form_needed=True, rules=["B09-05"])
def something_differs(s: Situation) -> Verdict:
    """Where the goods seen are those of the slip, it is not the goods that differ."""
    if s.form.difference == "goods" and same(s.form.goods_seen, texts_of(s, "slip_goods")):
        return blocks("goods_agree")
    return PASSES


# Corrected, cancelled, lost


@guard(en="The correction is signed for", zh="更正已签名确认", form_needed=True, rules=["B09-04", "B09-06", "B09-08"])
def correction_is_signed(s: Situation) -> Verdict:
    """By owner or family; an agent's stays within the letter and needs no signature of theirs."""
    return PASSES if fact(s, "title") == "agent" or s.form.signature.strip() else blocks("correction_not_signed")


@guard(en="All copies are back, or all gates know", zh="各联均已收回或各门岗已停用", form_needed=True, rules=["B09-15"])
def copies_are_safe(s: Situation) -> Verdict:
    """What is void must not be shown at a gate that does not know."""
    if s.form.gates_told or s.form.copies_back >= COPIES:
        return PASSES
    return blocks("copies_still_out", back=s.form.copies_back)


@guard(en="All gates know", zh="各门岗已停用", form_needed=True, rules=["B09-15"])
def gates_know(s: Situation) -> Verdict:
    """A lost slip is of no use to whoever finds it."""
    return PASSES if s.form.gates_told else blocks("gates_not_told")


@guard(
    en="The applicant has shown again who it is",
    zh="办理人已重新核验身份",
    form_needed=True,
    rules=["B09-06", "B09-08"],
)
def applicant_is_the_same(s: Situation) -> Verdict:
    """A new slip goes to nobody else."""
    if s.form.applicant != fact(s, "applicant"):
        return blocks("another_applicant", applicant=s.form.applicant)
    return PASSES if s.form.document_valid else blocks("identity_not_shown", document=s.form.document)


@guard(en="The police know where theft is suspected", zh="疑似盗窃已报警", form_needed=True)
def theft_is_reported(s: Situation) -> Verdict:
    """[design]"""
    return blocks("police_not_told") if s.form.theft_suspected and not s.form.police_told.strip() else PASSES


# Archived


@guard(en="The copies agree", zh="两联相符", form_needed=True, rules=["B09-15", "B09-16"])
def copies_agree(s: Situation) -> Verdict:
    """Serial number and goods on security's copy are those on the centre's."""
    on_copy = texts_of(s, "slip_goods")
    differs = [] if s.form.serial == serial_of(s) else ["serial"]
    differs += [] if same(s.form.goods, on_copy) and not unclear(s.form.goods) else ["goods"]
    if not differs:
        return PASSES
    more = {"more": beyond(s.form.goods, on_copy), "less": beyond(on_copy, s.form.goods)}
    return blocks("copies_differ", differs=[*differs], **cast("dict[str, Any]", more))
