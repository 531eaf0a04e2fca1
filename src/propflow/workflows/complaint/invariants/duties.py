"""
I23 to I26 and I29 to I32: what is owed to the complainant, to others, and to the record.
"""

from collections.abc import Iterator

from propflow.definition.forms import form_spec
from propflow.definition.invariants import (
    NOT_APPLICABLE,
    NOT_YET_OWED,
    OPEN_QUESTION,
    Breach,
    History,
    Judgement,
    invariant,
)
from propflow.model.journal import Record
from propflow.workflows.complaint.invariants.families import (
    ARCHIVINGS,
    BIRTHS,
    CLOSINGS,
    HANDLING,
    INQUIRIES,
    MEASURES,
    REWORKS,
    TABLE,
)
from propflow.workflows.complaint.invariants.reading import (
    END,
    acts,
    has_complainant,
    is_sealed,
    latest_number,
    number_of,
    persons,
    related,
    said,
    says,
    still_open,
    value,
)


@invariant(
    "I23", en="Measures follow a recorded inquiry, emergencies apart, and the owner knows of them",
    zh="先查明后采取措施（一级除外），措施须告知业主", rules=["A01-23", "A01-22", "C11-08"],
)  # fmt: skip
def first_the_facts(history: History) -> Judgement:
    """Measures may record the inquiry with them. Nothing is solved, or handed outside, without one in its round."""
    judged = acts(history, (*MEASURES, "report_done", "hand_to_external"))
    if not judged:
        return NOT_APPLICABLE
    found = []
    for one in judged:
        since = latest_number(history, ["reopen"], one.number)
        inquired = bool(acts(history, (*INQUIRIES, *MEASURES), since, one.number))
        if one.action in MEASURES:
            found += [Breach(one.number, what) for what in _hasty(history, one, inquired)]
        elif one.action == "hand_to_external" and not inquired:
            found.append(Breach(one.number, "it was handed outside without a recorded inquiry"))
        elif value(one, "outcome") == "solved" and not inquired:
            found.append(Breach(one.number, "it was reported solved without a recorded inquiry"))
    return found


def _hasty(history: History, record: Record, inquired: bool) -> Iterator[str]:
    itself = says(record, "findings") and says(record, "root_cause")
    if not (inquired or itself or said(history, "level", record.number) == "I"):
        yield "measures were adopted without a recorded inquiry"
    answer = value(record, "owner_consent")
    without = answer in ("refused", "not_reached") and says(record, "reason_without_consent")
    if has_complainant(history, record.number) and answer != "agreed" and not without:
        yield "measures were adopted without the owner's consent or a reason"


@invariant(
    "I24", en="Every promise is within authority, and fulfilled or broken on record before the archive",
    zh="承诺须在权限内，归档前或兑现或记录未兑现并预警", rules=["C03-10", "C11-10"],
)  # fmt: skip
def promises_end(history: History) -> Judgement:
    """A promise that is broken is told to somebody."""
    made = acts(history, ["make_promise"])
    if not made:
        return NOT_APPLICABLE
    found = [
        Breach(one.number, "something was promised that was not within authority")
        for one in made
        if value(one, "within_authority") is not True
    ]
    found += [
        Breach(one.number, "a promise was broken and nobody was told")
        for one in acts(history, ["break_promise"])
        if not one.messages
    ]
    ends = [one for one in history.records if history.kinds.get(one.state_to) == "final" and one.kind == "act"]
    for one in ends[:1]:
        pending = _promised(history, one.number)
        if pending:
            found.append(Breach(one.number, f"it ended with open promises: {', '.join(sorted(pending))}"))
    return found or (NOT_YET_OWED if _promised(history) and not ends else [])


def _promised(history: History, before: int = END) -> set[str]:
    """The promises that nobody has fulfilled or broken."""
    return still_open(history, ["make_promise"], ["fulfil_promise", "break_promise"], "promise", before)


@invariant(
    "I25", en="Closed with a complainant: a follow-up is arranged, and done, refused or tried before the archive",
    zh="有投诉人的案件销项后须安排回访，归档前已回访、被拒或多次未果", rules=["B12-11", "C04-33", "C02-06"],
)  # fmt: skip
def is_followed_up(history: History) -> Judgement:
    """Not reached counts after as many attempts as the policy says. A visit with a bad result is a visit."""
    closed = [one for one in acts(history, CLOSINGS) if has_complainant(history, one.number)]
    if not closed:
        return NOT_APPLICABLE
    found = []
    for one in acts(history, ARCHIVINGS, closed[0].number):
        since = latest_number(history, CLOSINGS, one.number)
        if not acts(history, ["assign_follow_up"], since, one.number):
            found.append(Breach(one.number, "it was archived though no follow-up had been arranged"))
        visits = acts(history, ["record_follow_up"], since, one.number)
        if not any(_counts(history, each) for each in visits):
            found.append(Breach(one.number, "it was archived without having been followed up"))
    return found or ([] if acts(history, ARCHIVINGS) else NOT_YET_OWED)


def _counts(history: History, visit: Record) -> bool:
    attempts = value(visit, "attempts")
    enough = isinstance(attempts, int) and attempts >= (number_of(history, "contact_attempts") or 1)
    return value(visit, "follow_up_result") != "unreachable" or enough


@invariant(
    "I26", en="A score below the line is looked back at, and a rework followed up, before the archive",
    zh="低于分数线须先回头看、返工后须再回访，方可归档", rules=["D04-10", "C11-13"],
)  # fmt: skip
def dissent_is_looked_back_at(history: History) -> Judgement:
    """A reopening is more than a look-back. When no look-back is left, the office head's signature stands for one."""
    line = number_of(history, "look_back_below")
    low = [one for one in acts(history, ["record_survey"]) if line is not None and _score(one) < line]
    redone = acts(history, REWORKS) if history.policy.get("repeat_follow_up") else []
    redone = [one for one in redone if has_complainant(history, one.number)]
    if not low and not redone:
        return NOT_APPLICABLE
    end = next(iter(acts(history, ARCHIVINGS)), None)
    if end is None:
        return NOT_YET_OWED
    found = []
    for one in low:
        seen = acts(history, ["low_satisfaction", "reopen"], one.number, end.number)
        if not seen and not _used_up(history, end):
            found.append(Breach(end.number, f"it was archived without a look-back after a score of {_score(one)}"))
    if redone and not acts(history, ["record_follow_up"], redone[-1].number, end.number):
        found.append(Breach(end.number, "it was archived without a follow-up after the rework"))
    return found


def _score(survey: Record) -> int:
    found = value(survey, "survey_score")
    return found if isinstance(found, int) else 0


def _used_up(history: History, end: Record) -> bool:
    most = number_of(history, "look_back_max")
    done = acts(history, ["low_satisfaction"], latest_number(history, ["reopen"], end.number), end.number)
    reopened = acts(history, ["reopen"], before=end.number)
    return end.action == "archive_with_dissent" and most is not None and max(len(done), len(reopened)) >= most


@invariant(
    "I29", en="The person complained about never handles, verifies, reviews or closes",
    zh="被投诉人不得经办、核实、复核、销项", rules=["A01-05", "A17-11"],
)  # fmt: skip
def respondent_keeps_out(history: History) -> Judgement:
    """Nor consents to any of it, nor is made its handler by those who know that he is complained about. [design]"""
    found, judged = [], False
    for one in history.records:
        person = related(history, "respondent", one.number)
        if person is None:
            judged = judged or related(history, "respondent", one.number + 1) is not None
            continue
        if one.action in HANDLING and person in persons(one):
            found.append(Breach(one.number, f"{person}, who is complained about, did or signed '{one.action}'"))
        named = one.changes.get("relations", {})
        if one.kind == "act" and person in [named.get(each) for each in ("assignee", "tracker", "verifier")]:
            found.append(Breach(one.number, f"{person}, who is complained about, was made the handler"))
    return found if found or judged else NOT_APPLICABLE


@invariant(
    "I30", en="Nothing of content or person is published; every outside reading is on record",
    zh="公布与报表不含投诉内容及个人信息，对外查阅均有记录", rules=["A01-07", "A01-08", "A17-12", "A17-21"],
)  # fmt: skip
def confidence_is_kept(history: History) -> Judgement:
    """
    Of what is published, of confidential fields in the journal, and of the disclosures on record.

    Open: lists and monthly reports do not exist yet, and the access log, in which readings are noted, is no part of a
    history. So a case without a breach is not proved to keep this.
    """
    found = [
        Breach(one.number, f"the confidential field '{name}' stands in the journal for everybody to read")
        for one in history.records
        if one.kind == "act"
        for name in _bared(one)
    ]
    narrative = [str(value(one, "narrative")) for one in acts(history, BIRTHS) if says(one, "narrative")]
    for one in acts(history, ["publish_measure"]):
        wording = str(value(one, "wording"))
        if value(one, "no_personal_data") is not True:
            found.append(Breach(one.number, "something was published that holds personal data"))
        if any(each in wording for each in (*narrative, history.case.id)):
            found.append(Breach(one.number, "what was published tells of this very complaint"))
    for one in acts(history, ["disclose"]):
        lacking = [field for field in ("reader", "purpose", "parts") if not says(one, field)]
        if lacking:
            found.append(Breach(one.number, f"the disclosure does not say: {', '.join(lacking)}"))
    return found or OPEN_QUESTION


def _bared(record: Record) -> Iterator[str]:
    action = TABLE.get(record.action)
    spec = None if action is None else form_spec(action.form)
    for field in spec.fields if spec else ():
        found = value(record, field.name)
        if field.confidential and found is not None and not is_sealed(found):
            yield field.name


@invariant(
    "I31", en="Each case received appears once in the figures of its month", zh="每件投诉在当月统计中出现一次",
    rules=["C04-34", "C05-34"],
)  # fmt: skip
def is_counted_once(_: History) -> Judgement:
    """
    Open: which figures count a case, its own history does not show.

    They are a duty of the office (`workflows.period`). Its own I31 judges that they add up and go on from the month
    before; that each case is counted, and once, `period.gaps` finds over all cases.
    """
    return OPEN_QUESTION


_PASSING = {
    "assignee": ("dispatch", "assign_bindingly", "reassign", "respond_emergency", "order_rework_elsewhere"),
    "first_receiver": (*BIRTHS, "shift_handover"),
    "receiver": ("sign_receipt",),
    "tracker": ("hand_to_external",),
}
"""By which acts each kind of responsibility passes."""

_NAMED = {
    "dispatch": "responsible", "assign_bindingly": "responsible", "reassign": "new_handler",
    "respond_emergency": "leader", "order_rework_elsewhere": "new_handler", "shift_handover": "to_person",
    "hand_to_external": "tracker_id",
}  # fmt: skip
"""The field that says to whom; where there is none, it is whoever acts."""


@invariant(
    "I32", en="Responsibility passes only by dispatch, receipt, reassignment or a recorded handover",
    zh="责任仅经派单、签收、改派或交接记录转移", rules=["B06-15", "B11-06"],
)  # fmt: skip
def responsibility_is_handed_over(history: History) -> Judgement:
    """
    An emergency's leader, the tracker of an outside party and the new handler of a rework count as reassigned.

    A department that refuses gives the case back; that makes nobody responsible.
    """
    found = []
    for one in history.records:
        for relation, names in _PASSING.items():
            if relation not in one.changes.get("relations", {}):
                continue
            person = one.changes["relations"][relation]
            if one.action == "reject_dispatch" and person is None:
                continue  # given back
            said_to = value(one, _NAMED[one.action]) if one.action in _NAMED else one.actor
            if one.kind != "act" or one.action not in names:
                found.append(Breach(one.number, f"'{one.action}' made {person} the {relation}"))
            elif person != said_to:
                found.append(Breach(one.number, f"'{one.action}' made {person} the {relation} instead of {said_to}"))
    return found
