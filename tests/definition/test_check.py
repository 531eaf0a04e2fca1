"""Check: every way in which a workflow can contradict itself is refused, in words, all at once."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.definition.key_loan import (
    Remark,
    asked,
    borrower,
    faults,
    key_is_there,
    key_keeper,
    key_loan,
    lent,
    receptionist,
    returned,
)

from propflow import (
    ACTIVE,
    CLOSE,
    FINAL,
    IGNORE,
    PARENT,
    PASSES,
    REGISTER,
    START,
    STAY,
    Action,
    Evidence,
    Ladder,
    Link,
    Pause,
    Relation,
    Role,
    Rung,
    SignOff,
    Situation,
    State,
    Verdict,
    after,
    amount_slot,
    before,
    by_shift,
    calendar_slot,
    clears,
    count,
    days,
    due,
    evidence,
    first,
    form,
    guard,
    host_fact,
    hours,
    last,
    minutes,
    moment,
    months,
    open_set,
    promised,
    same_day,
    sets,
    strictest,
    text,
)
from propflow.definition.clocks import Mark
from propflow.definition.facts import Fact
from propflow.errors import DefinitionError
from propflow.model.amounts import Amount
from propflow.model.people import SYSTEM

witness = Relation("witness", en="Witness", zh="见证人")
lost = State("lost", ACTIVE, en="Lost", zh="已遗失")
destroyed = State("destroyed", FINAL, en="Destroyed", zh="已销毁")
stranger = Action("polish", lent, STAY, en="Polish", zh="擦拭", by=receptionist)


def move(name: str, source: object, target: object, **more: object) -> Action:
    """An action with titles that the receptionist may do."""
    arguments = {"en": name, "zh": name, "by": receptionist, **more}
    return Action(name, source, target, **arguments)  # type: ignore[arg-type]


# --- all at once -----------------------------------------------------------------------------


def test_six_faults_are_told_at_once() -> None:
    """A workflow with six faults is refused once, with six sentences."""
    assert faults(
        workflow={"zh": "", "states": [asked, lent, returned, lost]},
        note={"by": []},
        consent={"needed": 0},
        clock={"marks": []},
        fact={"field": "kye"},
    ) == [
        "The workflow has no Chinese title.",
        "Nobody may do 'note'; say who in by=.",
        "Sign-off 'consent' of 'close' needs 0 signatures; it takes at least one.",
        "Fact 'key' takes the field 'kye' of 'register', whose form lacks it.",
        "State 'lost' can never be reached.",
        "Nobody hears of the clock 'bring_back'; give it a mark that tells somebody.",
    ]


def test_refusal_names_the_workflow_and_lists_the_faults() -> None:
    """The message is a heading with the workflow's name and a line for each fault."""
    with pytest.raises(DefinitionError) as refusal:
        key_loan(workflow={"en": "", "version": 0})
    assert str(refusal.value) == (
        "Workflow 'key_loan' cannot be used:\n"
        "  - The version 0 is no whole number from 1.\n"
        "  - The workflow has no English title."
    )


# --- parts of the wrong kind -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"workflow": {"states": [asked, lent, returned, key_keeper]}}, "stands among the states, but is no State."),
        ({"workflow": {"actions": [asked]}}, "stands among the actions, but is no Action."),
        ({"workflow": {"clocks": [lent]}}, "stands among the clocks, but is no Clock."),
        ({"workflow": {"facts": [lent]}}, "stands among the facts, but is no Fact."),
        ({"clock": {"pauses": [lent]}}, "stands among the pauses of the clock 'bring_back', but is no Pause."),
        ({"clock": {"marks": [key_keeper]}}, "stands among the marks of the clock 'bring_back', but is no Mark."),
        ({"clock": {"taken_back_by": lent}}, "stands among the actions of the clock 'bring_back', but is no Action."),
        ({"clock": {"extended_by": "note"}}, "stands among the actions of the clock 'bring_back', but is no Action."),
        (
            {"clock": {"marks": [due(does="note")]}},  # type: ignore[arg-type]
            "stands at a mark of the clock 'bring_back', but is no Action.",
        ),
        (
            {"clock": {"marks": [Mark("due", escalate=key_keeper)]}},  # type: ignore[arg-type]
            "stands where the clock 'bring_back' escalates, but is no Ladder.",
        ),
        (
            {"clock": {"marks": [due(escalate=Ladder("up", [key_keeper]))]}},  # type: ignore[list-item]
            "stands among the rungs of the ladder 'up', but is no Rung.",
        ),
        (
            {"clock": {"marks": [due(escalate=Ladder("up", [Rung(key_keeper)], stops_on="note"))]}},  # type: ignore[arg-type]
            "'note' stands among the actions of the ladder 'up', but is no Action.",
        ),
        (
            {"clock": {"stops": "close"}},
            "'close' stands among the actions of the clock 'bring_back', but is no Action.",
        ),
        ({"fact": {"of": "register"}}, "'register' stands among the actions of the fact 'key', but is no Action."),
    ],
)
def test_part_of_the_wrong_kind(spoilt: dict[str, object], told: str) -> None:
    """A part of one kind among those of another is named, and nothing else is judged before it is mended."""
    (found,) = faults(**spoilt)
    assert found.endswith(told)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sources": key_keeper}, "stands where a state to come from belongs."),
        ({"target": key_keeper}, "stands where a state to go to belongs."),
        ({"target": "returned"}, "'returned' stands where a state to go to belongs."),
        ({"by": asked}, "stands where a role or relation that may act belongs."),
        ({"guards": len}, "stands where a guard belongs."),
        ({"sign_offs": key_keeper}, "stands where a sign-off belongs."),
        ({"not_by": key_keeper}, "stands where an action or relation that excludes belongs."),
        ({"sets": borrower}, "stands where sets(...) or clears(...) belongs."),
        ({"tell": borrower}, "stands where a role to be told belongs."),
        ({"link": PARENT}, "stands where a link belongs."),
        ({"milestone": "close"}, "'close' stands where a milestone belongs."),
        ({"form": State}, "stands where a form class belongs; make it with @form(...)."),
        ({"form": Remark(remark="x")}, "stands where a form class belongs; make it with @form(...)."),
    ],
)
def test_wrong_kind_in_an_action(wrong: dict[str, object], told: str) -> None:
    """An action is refused as soon as it is made with a part of the wrong kind."""
    with pytest.raises(DefinitionError) as refusal:
        move("polish", **{"source": lent, "target": STAY, **_renamed(wrong)})  # type: ignore[arg-type]
    assert refusal.value.what == "Action 'polish'"
    assert refusal.value.faults[0].endswith(told)


def _renamed(arguments: dict[str, object]) -> dict[str, object]:
    return {{"sources": "source"}.get(name, name): one for name, one in arguments.items()}


def test_subclass_of_a_form_is_no_form() -> None:
    """A class that merely inherits from a form has no fields of its own on record, and is refused."""

    class Longer(Remark):
        pass

    with pytest.raises(DefinitionError, match="stands where a form class belongs"):
        move("polish", lent, STAY, form=Longer)


# --- names and titles ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["KeyLoan", "key-loan", "", "1st", "key__loan", "钥匙", "key_loan\n"])
def test_workflow_name_is_snake_case(name: str) -> None:
    """The workflow's name stands in every journal and is snake_case."""
    assert faults(workflow={"name": name}) == [f"The name '{name}' is not snake_case; it stands in every journal."]


@pytest.mark.parametrize("version", [0, -1, True, "1", 1.0])
def test_version_is_a_whole_number(version: object) -> None:
    """Versions are counted from 1."""
    assert faults(workflow={"version": version}) == [f"The version {version!r} is no whole number from 1."]


@pytest.mark.parametrize("book", ["key", "KEY LOANS", "KEY-1", "ABCDEFGHIJKLM"])
def test_book_is_capitals_and_digits(book: str) -> None:
    """The prefix of case numbers is short and plain."""
    assert faults(workflow={"book": book}) == [f"The book '{book}' is not made of up to 12 capital letters and digits."]


@pytest.mark.parametrize(
    ("spoilt", "kind", "name"),
    [
        ({"workflow": {"states": [asked, lent, State("Returned", FINAL, en="R", zh="还")]}}, "state", "Returned"),
        ({"note": {"name": "take-note"}}, "action", "take-note"),
        ({"clock": {"name": "bring back"}}, "clock", "bring back"),
        ({"fact": {"name": "theKey", "field": "key"}}, "fact", "theKey"),
    ],
)
def test_names_are_snake_case(spoilt: dict[str, object], kind: str, name: str) -> None:
    """States, actions, clocks and facts stand in every journal by their names."""
    assert f"The {kind} name '{name}' is not snake_case; it stands in every journal." in faults(**spoilt)


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            {"workflow": {"states": [asked, lent, returned, State("lent", ACTIVE, en="Lent", zh="借")]}},
            "2 states are called 'lent'; nobody could tell which is meant.",
        ),
        ({"note": {"name": "open"}}, "2 actions are called 'open'; nobody could tell which is meant."),
        (
            {"workflow": {"clocks": lambda p: [p.clock, p.clock]}},
            "2 clocks are called 'bring_back'; nobody could tell which is meant.",
        ),
        (
            {"workflow": {"facts": lambda p: [p.fact, count("key", of=p.note)]}},
            "2 facts are called 'key'; nobody could tell which is meant.",
        ),
    ],
)
def test_two_parts_of_one_name(spoilt: dict[str, object], told: str) -> None:
    """Two parts of one kind and one name are refused, never the first silently lost."""
    assert told in faults(**spoilt)


@pytest.mark.parametrize("name", ["start", "stay"])
def test_state_is_not_called_like_a_place(name: str) -> None:
    """START and STAY stand in definitions beside the states' names, so no state bears theirs."""
    assert faults(workflow={"states": lambda p: [*p.states, State(name, ACTIVE, en="S", zh="始")]})[0] == (
        f"A state cannot be called '{name}', which is what the definition calls another place."
    )


def test_two_guards_of_one_name() -> None:
    """Two different guards of one name would give the same reason for different things."""
    import attrs

    assert faults(note={"guards": [attrs.evolve(key_is_there, revision=2)]}) == [
        "2 different guards are called 'key_is_there'; nobody could tell which is meant."
    ]


def test_two_forms_of_one_name() -> None:
    """Two different forms of one name could not be told apart in a journal."""

    @form("request", en="Request", zh="申请")
    class Other:
        remark: str = text(en="Remark", zh="备注")

    assert faults(note={"form": Other}) == ["2 different forms are called 'request'; nobody could tell which is meant."]


def test_role_and_relation_of_one_name() -> None:
    """A role and a relation of one name are refused: nobody could tell by what right somebody acted."""
    keeper = Relation("key_keeper", en="Keeper of the key", zh="保管人")
    assert faults(note={"by": [receptionist, keeper], "sets": [sets(keeper)]}) == [
        "2 different roles or relations are called 'key_keeper'; nobody could tell which is meant."
    ]


def test_role_is_snake_case() -> None:
    """Roles stand in records and directories by their names."""
    assert faults(note={"by": [Role("Front desk", en="Front desk", zh="前台")]}) == [
        "The name 'Front desk' among the roles or relations is not snake_case; it stands in every journal."
    ]


def test_form_and_guard_names_are_snake_case() -> None:
    """Forms and guards stand in records by their names."""

    @form("Remark!", en="Remark", zh="备注")
    class Other:
        remark: str = text(en="Remark", zh="备注")

    assert faults(note={"form": Other}) == [
        "The name 'Remark!' among the forms is not snake_case; it stands in every journal."
    ]


def test_field_names_are_snake_case() -> None:
    """Fields stand in records by their names."""

    @form("remark", en="Remark", zh="备注")
    class Other:
        theRemark: str = text(en="Remark", zh="备注")

    assert faults(note={"form": Other}) == [
        "The field 'theRemark' of form 'remark' is not snake_case; it stands in every journal."
    ]


UNTITLED = Role("carpenter")


@form("bare")
class Bare:
    """A form without titles."""

    remark: str = text(en="", zh=" ")


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"workflow": {"en": ""}}, "The workflow has no English title."),
        ({"workflow": {"en": "", "zh": "  "}}, "The workflow has no English and no Chinese title."),
        (
            {"workflow": {"states": [asked, lent, returned, State("lost", FINAL, en="Lost")]}},
            "State 'lost' has no Chinese title.",
        ),
        ({"note": {"zh": ""}}, "Action 'note' has no Chinese title."),
        ({"consent": {"en": ""}}, "Sign-off 'consent' of 'close' has no English title."),
        ({"clock": {"zh": ""}}, "Clock 'bring_back' has no Chinese title."),
        ({"note": {"form": Bare}}, "Form 'bare' has no English and no Chinese title."),
        ({"note": {"form": Bare}}, "Field 'remark' of form 'bare' has no English and no Chinese title."),
        ({"note": {"by": UNTITLED}}, "Role 'carpenter' has no English and no Chinese title."),
        ({"note": {"tell": UNTITLED}}, "Role 'carpenter' has no English and no Chinese title."),
        ({"consent": {"by": UNTITLED}}, "Role 'carpenter' has no English and no Chinese title."),
        ({"clock": {"marks": [due(tell=UNTITLED)]}}, "Role 'carpenter' has no English and no Chinese title."),
        (
            {"clock": {"marks": [due(escalate=Ladder("up", [Rung(UNTITLED)]))]}},
            "Role 'carpenter' has no English and no Chinese title.",
        ),
        ({"workflow": {"readers": [UNTITLED]}}, "Role 'carpenter' has no English and no Chinese title."),
        ({"note": {"sets": sets(Relation("owner", en="Owner"))}}, "Relation 'owner' has no Chinese title."),
        ({"note": {"not_by": Relation("owner", en="Owner")}}, "Relation 'owner' has no Chinese title."),
    ],
)
def test_everything_read_by_people_has_titles(spoilt: dict[str, object], told: str) -> None:
    """Whatever a person reads has a title in English and one in Chinese."""
    assert told in faults(**spoilt)


def test_guard_has_titles() -> None:
    """A guard is worded by its titles when it refuses, so it has both."""
    import attrs

    assert faults(open={"guards": [attrs.evolve(key_is_there, zh="")]}) == [
        "Guard 'key_is_there' has no Chinese title."
    ]


# --- parts that are missing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            {"workflow": {"states": [asked, returned]}},
            "Action 'open' names the state 'lent', which is not among the workflow's.",
        ),
        (
            {"note": {"target": START}},
            "Action 'note' leads to START or comes from STAY; START is a source and STAY a target.",
        ),
        (
            {"note": {"sources": [STAY]}},
            "Action 'note' leads to START or comes from STAY; START is a source and STAY a target.",
        ),
        ({"register": {"target": STAY}}, "Action 'register' makes a case but leads to no state."),
        ({"note": {"sources": []}}, "Action 'note' can be done in no state."),
        ({"note": {"not_by": stranger}}, "Action 'note' names the action 'polish', which is not among the workflow's."),
        (
            {"consent": {"not_by": stranger}},
            "Sign-off 'consent' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"starts": stranger}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"stops": lambda p: [p.close, stranger]}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"void_on": stranger}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"taken_back_by": stranger}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"extended_by": stranger}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"marks": [due(tell=key_keeper, does=stranger)]}},
            "Clock 'bring_back' names the action 'polish', which is not among the workflow's.",
        ),
        (
            {"clock": {"pauses": [Pause(lost)]}},
            "Clock 'bring_back' pauses in 'lost', which is not among the workflow's states.",
        ),
        (
            {"clock": {"pauses": [Pause(lent, fact="reason", among=["rain"])]}},
            "Clock 'bring_back' pauses by the fact 'reason', which the workflow does not keep.",
        ),
        (
            {"clock": {"marks": [due(escalate=Ladder("up", [Rung(key_keeper)], stops_on=stranger))]}},
            "Ladder 'up' names the action 'polish', which is not among the workflow's.",
        ),
        ({"fact": {"of": stranger}}, "Fact 'key' names the action 'polish', which is not among the workflow's."),
    ],
)
def test_part_that_is_not_among_the_workflow_s(spoilt: dict[str, object], told: str) -> None:
    """A part that names another which the workflow does not list is refused by both names."""
    assert told in faults(**spoilt)


# --- people ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"note": {"by": []}}, "Nobody may do 'note'; say who in by=."),
        ({"register": {"by": borrower}}, "Nobody can do 'register': before it there is no case to be related to."),
        ({"note": {"by": witness}}, "Nobody can ever do 'note': no action sets the relation 'witness'."),
        (
            {"note": {"by": witness, "sets": clears(witness)}},
            "Nobody can ever do 'note': no action sets the relation 'witness'.",
        ),
        (
            {"consent": {"by": "key_keeper"}},
            "Sign-off 'consent' of 'close' is to be given by something that is no role and no relation.",
        ),
        ({"consent": {"by": []}}, "Nobody may give sign-off 'consent' of 'close'; say who in by=."),
        ({"consent": {"needed": 0}}, "Sign-off 'consent' of 'close' needs 0 signatures; it takes at least one."),
        (
            {"consent": {"by": [borrower], "not_by": [borrower]}},
            "Nobody can ever give sign-off 'consent' of 'close': its givers are excluded, or no action names them.",
        ),
        (
            {"consent": {"by": [witness]}},
            "Nobody can ever give sign-off 'consent' of 'close': its givers are excluded, or no action names them.",
        ),
        (
            {"consent": {"by": [SYSTEM]}},
            "Nobody can ever give sign-off 'consent' of 'close': its givers are excluded, or no action names them.",
        ),
        (
            {"consent": {"by": [borrower], "needed": 2}},
            "Sign-off 'consent' of 'close' needs 2 signatures, but only 1 people can stand in those relations.",
        ),
        (
            {"consent": {"over": "price"}},
            "Sign-off 'consent' of 'close' is over the fact 'price', which the workflow does not keep.",
        ),
        (
            {"consent": {"order": 2}},
            "The sign-offs of 'close' are in the order [2]; count from 1 without gaps.",
        ),
        ({"close": {"sign_offs": lambda p: [p.consent, p.consent]}}, "2 sign-offs of 'close' are called 'consent'."),
        (
            {"register": {"sign_offs": SignOff("approval", by=key_keeper, en="Approval", zh="审批")}},
            "'register' makes the case and asks for sign-offs; there is nothing yet that could be signed.",
        ),
    ],
)
def test_nobody_who_could(spoilt: dict[str, object], told: str) -> None:
    """Whatever nobody could ever do, sign or be asked is found before anybody waits for it."""
    assert faults(**spoilt) == [told]


def test_relation_that_an_action_sets_may_sign() -> None:
    """A relation that is set, or a role beside an excluded relation, can give a sign-off."""
    key_loan(consent={"by": [borrower]})
    key_loan(consent={"by": [borrower, key_keeper], "not_by": [borrower], "needed": 2})


def test_sign_offs_in_order() -> None:
    """Sign-offs may be asked for side by side or one after another."""
    second = SignOff("second", en="Second", zh="二签", by=receptionist, order=2)
    key_loan(close={"sign_offs": lambda p: [p.consent, second]})
    assert faults(
        close={"sign_offs": lambda p: [p.consent, SignOff("third", en="T", zh="三", by=receptionist, order=3)]}
    ) == ["The sign-offs of 'close' are in the order [1, 3]; count from 1 without gaps."]


# --- forms and facts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            {"note": {"sets": sets(witness, "witness")}},
            "Action 'note' uses the form field 'witness', which its form does not have.",
        ),
        (
            {"open": {"sets": sets(witness, "witness")}},
            "Action 'open' uses the form field 'witness', which its form does not have.",
        ),
        (
            {"note": {"link": Link(PARENT, "parent")}},
            "Action 'note' uses the form field 'parent', which its form does not have.",
        ),
        (
            {"register": {"sets": [sets(borrower, "phone")]}},
            "Action 'register' would show the confidential field 'phone'.",
        ),
        ({"fact": {"of": []}}, "Fact 'key' is said by no action."),
        (
            {"fact": {"of": lambda p: p.note}},
            "Fact 'key' takes the field 'key' of 'note', whose form lacks it.",
        ),
        (
            {"fact": {"of": lambda p: p.open}},
            "Fact 'key' takes the field 'key' of 'open', whose form lacks it.",
        ),
        ({"fact": {"field": "phone"}}, "Fact 'key' would show the confidential field 'phone' of 'register'."),
    ],
)
def test_field_that_is_not_there_to_be_used(spoilt: dict[str, object], told: str) -> None:
    """A relation, link or fact is taken from a field that its action's form has, and may show."""
    assert faults(**spoilt) == [told]


def test_count_needs_no_field() -> None:
    """A count is of actions and takes no field."""
    loan = key_loan(workflow={"facts": lambda p: [p.fact, count("notes", of=p.note)]})
    assert [one.name for one in loan.facts] == ["key", "notes"]


# --- the graph -------------------------------------------------------------------------------


def test_no_action_makes_a_case() -> None:
    """Without an action from START there could be no case at all."""
    found = faults(register={"sources": asked, "milestone": None})
    assert "No action makes a case; one must come from START." in found
    assert not [one for one in found if "reached" in one], "told once, not for every state"


def test_no_final_state() -> None:
    """Without a final state no case could ever end."""
    resting = State("returned", ACTIVE, en="Returned", zh="已归还")
    assert faults(close={"target": resting}, workflow={"states": [asked, lent, resting]}) == [
        "No state is final; no case could ever end."
    ]


def test_final_state_with_exits() -> None:
    """A final state is over for good: every action that leaves it is named."""
    assert faults(
        note={"sources": [asked, lent, returned]},
        workflow={
            "actions": lambda p: [*p.actions, move("lend_again", returned, lent), move("ask_again", returned, asked)],
            "clocks": [],
        },
    ) == [
        "State 'returned' is final, but 'lend_again' leaves it.",
        "State 'returned' is final, but 'ask_again' leaves it.",
    ]


def test_trap() -> None:
    """A state from which no way leads to an end is a trap."""
    assert faults(
        workflow={
            "states": [asked, lent, returned, lost],
            "actions": lambda p: [*p.actions, move("lose", lent, lost), move("search", lost, STAY)],
        }
    ) == ["State 'lost' is a trap: no way leads from it to an end."]


def test_unreachable_states() -> None:
    """A state to which no way leads is never reached, even if ways lead out of it."""
    assert faults(
        workflow={
            "states": [asked, lent, returned, lost, destroyed],
            "actions": lambda p: [*p.actions, move("find", lost, lent)],
        }
    ) == ["State 'lost' can never be reached.", "State 'destroyed' can never be reached."]


def test_two_actions_of_one_name_from_one_state() -> None:
    """From one state, or from the start, only one action of a name may lead."""
    found = faults(workflow={"actions": lambda p: [*p.actions, move("close", lent, returned), p.actions[0]]})
    assert "Two actions called 'close' leave state 'lent'; nobody could tell which is meant." in found
    again = move("register", START, asked, milestone=REGISTER)
    found = faults(workflow={"actions": lambda p: [*p.actions, again]})
    assert "Two actions called 'register' leave START; nobody could tell which is meant." in found


def test_source_named_twice() -> None:
    """A source stands once among the sources of an action."""
    assert faults(note={"sources": [lent, asked, lent]}) == ["Action 'note' names the source 'lent' 2 times."]


# --- clocks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"starts": []}, "Clock 'bring_back' is started by no action."),
        ({"starts": lambda p: [p.open, p.close]}, "Clock 'bring_back' is both started and stopped by 'close'."),
        ({"void_on": lambda p: p.open}, "Clock 'bring_back' is both started and stopped by 'open'."),
        ({"void_on": lambda p: p.close}, "Clock 'bring_back' is both stopped and voided by one action."),
        (
            {"stops": []},
            "Clock 'bring_back' still runs at the end of: register → open → close. Stop or void it there.",
        ),
        ({"marks": []}, "Nobody hears of the clock 'bring_back'; give it a mark that tells somebody."),
        (
            {"marks": [due(tell=key_keeper), due(tell=receptionist)]},
            "2 marks of the clock 'bring_back' are at 'due'.",
        ),
        ({"marks": [due()]}, "Nobody hears of the mark 'due' of the clock 'bring_back'."),
        ({"marks": [due(tell=[])]}, "Nobody hears of the mark 'due' of the clock 'bring_back'."),
        ({"marks": [due(escalate=Ladder("up", []))]}, "Ladder 'up' has no rungs."),
        (
            {"marks": [due(escalate=Ladder("up", [Rung(receptionist), Rung(key_keeper, days(1))]))]},
            "Ladder 'up' waits for days; its rungs are minutes or hours apart.",
        ),
        (
            {"marks": [due(escalate=Ladder("up", [Rung(receptionist), Rung(key_keeper)]))]},
            "The rungs of ladder 'up' do not come one after another.",
        ),
        (
            {"marks": [due(escalate=Ladder("up", [Rung(receptionist, hours(1)), Rung(key_keeper, minutes(60))]))]},
            "The rungs of ladder 'up' do not come one after another.",
        ),
        (
            {"pauses": [Pause(lent, among="roof")]},
            "Clock 'bring_back' pauses in 'lent' by values of no fact; say which in fact=.",
        ),
        (
            {"pauses": [Pause(lent, fact="key")]},
            "Clock 'bring_back' pauses in 'lent' by the fact 'key' but for none of its values; say which in among=.",
        ),
        (
            {"pauses": [Pause(lent, fact="key", among=["roof", "rof"])]},
            "Clock 'bring_back' pauses in 'lent' while 'key' is 'rof', which no form offers.",
        ),
    ],
)
def test_clock_that_cannot_do_its_work(spoilt: dict[str, object], told: str) -> None:
    """A clock is started, stopped on every path, heard of, and paused by something that can happen."""
    assert faults(clock=spoilt) == [told]


@pytest.mark.parametrize(("part", "action"), [("starts", "open"), ("stops", "close"), ("void_on", "note")])
def test_what_takes_a_stop_back_does_nothing_else(part: str, action: str) -> None:
    """An action that starts or ends a clock cannot take back a stop of it."""
    spoilt = {part: lambda p: getattr(p, action), "taken_back_by": lambda p: getattr(p, action)}
    assert f"'{action}' takes a stop of the clock 'bring_back' back, but starts or ends it too." in faults(clock=spoilt)


def test_clock_that_is_taken_back_on_the_way_to_the_end() -> None:
    """A stop that is taken back is none: if nothing stops the clock again, it runs on past the end."""
    kept = State("kept", ACTIVE, en="Kept", zh="留存")
    lost_it = move("not_so", kept, returned)
    assert faults(
        close={"target": kept},
        clock={"taken_back_by": lost_it},
        workflow={"states": [asked, lent, kept, returned], "actions": lambda p: [*p.actions, lost_it]},
    ) == ["Clock 'bring_back' still runs at the end of: register → open → close → not_so. Stop or void it there."]


@form("longer", en="Longer", zh="延期")
class Longer:
    """Until when the key may be kept."""

    until: Any = moment(en="Until", zh="延至")
    why: str = text(en="Why", zh="原因")


longer = move("longer", lent, STAY, form=Longer)


def extended(until: str | None, by: object, *facts: Fact) -> dict[str, Any]:
    """What makes a clock that is extended."""
    return {
        "clock": {"extended_by": by, "until": until},
        "workflow": {"actions": lambda p: [*p.actions, longer], "facts": lambda p: [p.fact, *facts]},
    }


def test_clock_that_is_extended() -> None:
    """What extends a clock says a fact that is a moment."""
    assert key_loan(**extended("until", longer, last("until", of=longer))).clocks[0].until == "until"


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            extended("until", [], last("until", of=longer)),
            "Clock 'bring_back' is extended by actions or until a fact, but not by both; say extended_by= and until=.",
        ),
        (
            extended(None, longer),
            "Clock 'bring_back' is extended by actions or until a fact, but not by both; say extended_by= and until=.",
        ),
        (
            extended("until", longer),
            "Clock 'bring_back' is extended until the fact 'until', which the workflow does not keep.",
        ),
        (
            extended("why", longer, last("why", of=longer)),
            "Clock 'bring_back' is extended until the fact 'why', which is no moment.",
        ),
        (
            extended("times", longer, count("times", of=longer)),
            "Clock 'bring_back' is extended until the fact 'times', which is no moment.",
        ),
        (
            extended("moments", longer, open_set("moments", of=longer, ends=longer, field="until")),
            "Clock 'bring_back' is extended until the fact 'moments', which is no moment.",
        ),
        (
            {
                **extended("until", [], last("until", of=longer)),
                "clock": {"until": "until", "extended_by": lambda p: [longer, p.note]},
            },
            "Clock 'bring_back' is extended by 'note', which does not say the fact 'until'.",
        ),
    ],
)
def test_extension_that_says_nothing(spoilt: dict[str, Any], told: str) -> None:
    """A clock is extended by actions that say until when, in a fact that is kept."""
    assert told in faults(**spoilt)


NO_MOMENTS = [
    ("until", (), "the fact 'until', which the workflow does not keep."),
    ("why", (last("why", of=longer),), "the fact 'why', which is no moment."),
    ("times", (count("times", of=longer),), "the fact 'times', which is no moment."),
    (
        "moments",
        (open_set("moments", of=longer, ends=longer, field="until"),),
        "the fact 'moments', which is no moment.",
    ),
]


@pytest.mark.parametrize(("name", "facts", "told"), NO_MOMENTS)
def test_clock_that_is_counted_from_no_moment(name: str, facts: tuple[Fact, ...], told: str) -> None:
    """An appointment is a fact that is kept, and a moment."""
    workflow = {"actions": lambda p: [*p.actions, longer], "facts": lambda p: [p.fact, *facts]}
    assert faults(clock={"counted_from": name}, workflow=workflow) == [f"Clock 'bring_back' is counted from {told}"]


@pytest.mark.parametrize(("name", "facts", "told"), NO_MOMENTS)
def test_clock_that_is_limited_by_no_moment(name: str, facts: tuple[Fact, ...], told: str) -> None:
    """A promise is one too, alone or with a cap."""
    workflow = {"actions": lambda p: [*p.actions, longer], "facts": lambda p: [p.fact, *facts]}
    for within in (promised(name), strictest(hours(8), promised(name))):
        found = faults(clock={"within": within}, workflow=workflow)
        assert found == [f"Clock 'bring_back' is limited by {told}"]


def test_clock_that_is_counted_from_a_moment() -> None:
    """The last one that was said, or the first."""
    for kept in (last("until", of=longer), first("until", of=longer)):
        workflow = {"actions": lambda p: [*p.actions, longer], "facts": lambda p, kept=kept: [p.fact, kept]}
        made = key_loan(clock={"counted_from": "until", "within": promised("until")}, workflow=workflow)
        assert made.clocks[0].counted_from == "until"


def test_slots_of_a_clock_that_are_not_the_workflow_s() -> None:
    """Those of its calendar, of a pause and of a shift: each is told of by its name."""
    where, shift = (calendar_slot(one, en="Hours", zh="时间") for one in ("where", "shift"))
    most = amount_slot("most", en="Most", zh="最长")
    spoilt = {
        "calendar": where,
        "pauses": [Pause(lent, at_most=most)],
        "within": by_shift(shift, on=hours(1), off=hours(2)),
    }
    told = "Clock 'bring_back' uses the slot '{}', which is not among the workflow's."
    assert faults(clock=spoilt) == [told.format(one) for one in ("where", "most", "shift")]
    assert "Clock 'bring_back' uses the slot 'where', which is not among the workflow's." in faults(clock=spoilt)


@form("blank", en="Blank", zh="空表")
class Blank:
    """What nobody need fill in."""

    remark: str | None = text(en="Remark", zh="备注", default=None)


@guard(en="The house has keys", zh="有备用钥匙", needs=[host_fact("keys")])
def has_keys(s: Situation) -> Verdict:
    """The host counts them."""
    return PASSES


def by_itself(**more: object) -> dict[str, Any]:
    """What makes a clock at whose limit the system acts."""
    arguments: dict[str, Any] = {"source": lent, "target": STAY, "by": [SYSTEM, receptionist], **more}
    deed = move("write_off", **arguments)
    return {"clock": {"marks": [due(does=deed)]}, "workflow": {"actions": lambda p: [*p.actions, deed]}}


@pytest.mark.parametrize("sound", [{}, {"form": Blank}, {"guards": key_is_there}, {"sets": clears(borrower)}])
def test_what_the_system_does_needs_nobody(sound: dict[str, Any]) -> None:
    """Without a form, or with one that need not be filled in, and with guards that look at the case alone, it may."""
    assert key_loan(**by_itself(**sound)).clocks[0].marks[0].does is not None


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (
            {"by": receptionist},
            "At a mark of the clock 'bring_back' the system does 'write_off', but may not; name SYSTEM in its by=.",
        ),
        *(
            (
                more,
                "At a mark of the clock 'bring_back' the system does 'write_off', which takes more than itself: "
                "a new case, a signature, a link, a version or other cases.",
            )
            for more in (
                {"source": START, "target": asked, "milestone": REGISTER},
                {"sign_offs": SignOff("consent_too", en="Consent", zh="同意", by=key_keeper), "expect": False},
                {"form": Remark, "link": Link(PARENT, "remark")},
                {"expect": True},
                {"waits_for_children": True},
            )
        ),
        (
            {"guards": has_keys},
            "At a mark of the clock 'bring_back' the system does 'write_off', "
            "but its guards must know the rest of the world.",
        ),
        (
            {"form": Remark},
            "At a mark of the clock 'bring_back' the system does 'write_off', "
            "but nobody fills in the field 'remark'; give it a default.",
        ),
    ],
)
def test_what_the_system_cannot_do_by_itself(spoilt: dict[str, Any], told: str) -> None:
    """What takes a person, another case or the host's word is not done by a clock."""
    assert told in faults(**by_itself(**spoilt))


@pytest.mark.parametrize("far", [months(1), same_day()])
@pytest.mark.parametrize("make", [before, after])
def test_mark_that_lies_nowhere(make: Callable[..., Mark], far: Amount) -> None:
    """How long a month is, and when a day ends, depends on the day; no mark lies so far from a limit."""
    assert faults(clock={"marks": [make(far, tell=key_keeper)]}) == [
        f"A mark of the clock 'bring_back' is '{far}' away; use minutes, hours or days."
    ]


@pytest.mark.parametrize("wait", [months(1), same_day()])
def test_rung_that_lies_nowhere(wait: Amount) -> None:
    """Neither does a rung, which waits for minutes or hours."""
    assert faults(clock={"marks": [due(escalate=Ladder("up", [Rung(key_keeper, wait)]))]}) == [
        f"A mark of the clock 'bring_back' is '{wait}' away; use minutes, hours or days.",
        "Ladder 'up' waits for days; its rungs are minutes or hours apart.",
    ]  # fmt: skip


@pytest.mark.parametrize("tolerance", [months(1), same_day()])
def test_tolerance_that_reaches_back_nowhere(tolerance: Amount) -> None:
    """How far back a clock may count is a number of minutes, hours or days."""
    assert faults(workflow={"tolerance": tolerance}) == [f"The tolerance is '{tolerance}'; use minutes, hours or days."]


def test_clock_forgotten_on_one_path() -> None:
    """A single path on which a clock runs on past the end is found and told action by action."""
    assert faults(
        workflow={"actions": lambda p: [*p.actions, move("write_off", lent, returned)]},
    ) == ["Clock 'bring_back' still runs at the end of: register → open → write_off. Stop or void it there."]


def test_clock_started_at_the_very_end() -> None:
    """A clock that the last action starts runs on for ever, and is refused."""
    assert faults(clock={"starts": lambda p: [p.open], "stops": lambda p: [p.note]}) == [
        "Clock 'bring_back' still runs at the end of: register → open → close. Stop or void it there."
    ]


def test_pause_by_free_text_is_taken_as_it_is() -> None:
    """What a text field may say is not known beforehand, so any value may pause a clock."""
    loan = key_loan(
        clock={"pauses": [Pause(lent, fact="remark", among="rain")]},
        workflow={"facts": lambda p: [p.fact, last("remark", of=p.note)]},
    )
    assert loan.clocks[0].pauses[0].among == {"rain"}


def test_clock_that_never_runs_twice_need_not_be_stopped_twice() -> None:
    """A clock that ignores a second start is settled by its first stop; one that counts anew is not."""
    kept = State("kept", ACTIVE, en="Kept", zh="留存")
    lent_again = State("lent_again", ACTIVE, en="Lent again", zh="再借出")
    again, destroy = move("lend_again", kept, lent_again), move("destroy", lent_again, destroyed)
    rest: dict[str, object] = {
        "close": {"sources": lent, "target": kept},
        "workflow": {
            "states": [asked, lent, kept, lent_again, destroyed],
            "actions": lambda p: [*p.actions, again, destroy],
        },
    }
    loan = key_loan(clock={"starts": lambda p: [p.open, again], "on_reopen": IGNORE}, **rest)
    assert loan.final == (destroyed,)
    assert faults(clock={"starts": lambda p: [p.open, again]}, **rest) == [
        "Clock 'bring_back' still runs at the end of: register → open → close → lend_again → destroy. "
        "Stop or void it there."
    ]


# --- milestones ------------------------------------------------------------------------------


def test_main_path() -> None:
    """The main path has register, open and close, so that a reader of one workflow can read them all."""
    assert faults(register={"name": "ask"}, open={"milestone": None}, close={"name": "take_back"}) == [
        "The main path has no action 'register' with the milestone REGISTER.",
        "The main path has no action 'open' with the milestone OPEN.",
        "The main path has no action 'close' with the milestone CLOSE.",
    ]


def test_what_makes_a_case_is_registering() -> None:
    """Whatever makes a case bears REGISTER, and nothing that comes later does."""
    told = "Action '{}': whatever makes a case has the milestone REGISTER, and nothing else has."
    assert faults(note={"milestone": REGISTER}) == [told.format("note")]
    by_phone = move("register_by_phone", START, asked)
    assert faults(workflow={"actions": lambda p: [*p.actions, by_phone]}) == [told.format("register_by_phone")]


def test_variants_carry_the_milestone() -> None:
    """A variant of the main path may bear the same milestone under another name."""
    loan = key_loan(
        workflow={"actions": lambda p: [*p.actions, move("close_unseen", asked, returned, milestone=CLOSE)]}
    )
    assert [one.name for one in loan.actions if one.milestone is CLOSE] == ["close", "close_unseen"]


def test_what_is_signed_is_not_confidential() -> None:
    """
    A form that others sign may not hide a field from them.
    """

    @form("settlement", en="Settlement", zh="结算")
    class Settlement:
        account: str = text(en="Account", zh="账号", confidential=True)

    consent = SignOff("consent", by=key_keeper, en="Consent", zh="同意")
    assert faults(open={"form": Settlement, "sign_offs": consent}) == [
        "Action 'open' is signed, but its field 'account' is confidential to the signers."
    ]


def test_an_action_makes_a_case_or_is_done_to_one() -> None:
    """
    No action comes both from START and from a state.
    """
    assert faults(register={"sources": (START, lent)}) == [
        "Action 'register' makes a case and is done to one too; make two actions of it."
    ]


def test_files_are_not_gathered_in_a_set() -> None:
    """
    A set of what is open is made of texts and numbers; files cannot be taken out of it again.
    """

    @form("handover", en="Handover", zh="交接")
    class Handover:
        photographs: tuple[Evidence, ...] = evidence(en="Photographs", zh="照片")

    seen = lambda p: [open_set("seen", of=p.open, ends=p.open, field="photographs")]  # noqa: E731
    found = faults(open={"form": Handover}, workflow={"facts": seen})
    assert "Fact 'seen' gathers the field 'photographs' of 'open', which holds files." in found
