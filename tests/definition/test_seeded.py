"""
Thirteen slips of the pen that a writer of workflows makes, each in the source of a small module.

Every one is refused when the module is imported at the latest. Where Python itself notices a
name that does not exist, its own error says so; everything else is worded by us.
"""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from propflow.errors import DefinitionError, UnknownName

SOUND = """
from propflow import (
    ACTIVE, CLOSE, ENTRY, FINAL, OPEN, REGISTER, START,
    Action, Clock, Role, SignOff, State, Workflow, days, due,
)

handler = Role("handler", en="Complaint handler", zh="投诉处理人")
manager = Role("manager", en="Manager", zh="经理")

received = State("received", ENTRY, en="Received", zh="已接收")
investigating = State("investigating", ACTIVE, en="Being looked into", zh="调查中")
answered = State("answered", ACTIVE, en="Answered", zh="已答复")
closed = State("closed", FINAL, en="Closed", zh="已办结")

register = Action("register", START, received, en="Register", zh="登记", by=[handler], milestone=REGISTER)
open_ = Action("open", received, investigating, en="Open", zh="立项", by=[handler], milestone=OPEN)
answer = Action("answer", investigating, answered, en="Answer", zh="答复", by=[handler])
accept = Action("close", answered, closed, en="Close", zh="办结", by=[handler], milestone=CLOSE,
                sign_offs=[SignOff("approval", by=[manager], en="Approval", zh="审批")])

answer_in_time = Clock("answer_in_time", en="Answered in time", zh="答复时限", starts=[open_], stops=[answer],
                       within=days(10), marks=[due(tell=manager)])

complaint = Workflow(
    "complaint",
    en="Complaint",
    zh="投诉",
    states=[received, investigating, answered, closed],
    actions=[register, open_, answer, accept],
    clocks=[answer_in_time],
)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder for one module, which is forgotten afterwards."""
    yield tmp_path
    sys.modules.pop("complaint_workflow", None)


def imported(folder: Path, *slips: tuple[str, str]) -> ModuleType:
    """Import the sound module with each slip put in place of what was right."""
    source = SOUND
    for right, wrong in slips:
        assert source.count(right) == 1, f"{right!r} stands there {source.count(right)} times"
        source = source.replace(right, wrong)
    path = folder / "complaint_workflow.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("complaint_workflow", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["complaint_workflow"] = module
    spec.loader.exec_module(module)
    return module


def told(folder: Path, *slips: tuple[str, str]) -> list[str]:
    """What we say to the module with these slips."""
    with pytest.raises(DefinitionError) as refusal:
        imported(folder, *slips)
    return list(refusal.value.faults)


def test_sound_module_is_imported(folder: Path) -> None:
    """Without a slip the module is imported and its workflow can be used."""
    assert imported(folder).complaint.action("close").target.name == "closed"


def test_1_typo_in_a_target_state(folder: Path) -> None:
    """A misspelt target is a name that does not exist, and Python says which was meant."""
    with pytest.raises(NameError, match="'answerd' is not defined"):
        imported(folder, ('"answer", investigating, answered', '"answer", investigating, answerd'))


def test_2_typo_in_a_role(folder: Path) -> None:
    """A misspelt role is a name that does not exist."""
    with pytest.raises(NameError, match="'manger' is not defined"):
        imported(folder, ("due(tell=manager)", "due(tell=manger)"))


def test_3_role_where_a_state_belongs(folder: Path) -> None:
    """A role as the target of an action is refused by the action's name."""
    with pytest.raises(DefinitionError) as refusal:
        imported(folder, ('"answer", investigating, answered', '"answer", investigating, handler'))
    assert refusal.value.what == "Action 'answer'"
    (only,) = refusal.value.faults
    assert only.startswith("Role(name='handler'") and only.endswith("stands where a state to go to belongs.")


def test_4_bare_number_as_a_limit(folder: Path) -> None:
    """A limit of ten, of no unit, is refused; the message says how to write one."""
    assert told(folder, ("within=days(10)", "within=10")) == [
        "within=10 is no amount of time; write minutes(15), hours(2) or days(3)."
    ]


def test_5_forgot_who_may_act(folder: Path) -> None:
    """An action of which nobody is said to do it is refused."""
    assert told(folder, ('en="Answer", zh="答复", by=[handler]', 'en="Answer", zh="答复"')) == [
        "Nobody may do 'answer'; say who in by=."
    ]


def test_6_sign_off_given_as_a_role(folder: Path) -> None:
    """A bare role among the sign-offs is refused by the action's name."""
    (only,) = told(folder, ('SignOff("approval", by=[manager], en="Approval", zh="审批")', "manager"))
    assert only.startswith("Role(name='manager'") and only.endswith("stands where a sign-off belongs.")


def test_7_two_actions_of_one_name(folder: Path) -> None:
    """Two actions of one name are both noticed; neither is silently lost."""
    assert told(folder, ('Action("answer"', 'Action("open"')) == [
        "2 actions are called 'open'; nobody could tell which is meant."
    ]
    assert told(folder, ('Action("answer", investigating', 'Action("open", received')) == [
        "2 actions are called 'open'; nobody could tell which is meant.",
        "State 'investigating' is a trap: no way leads from it to an end.",
        "Two actions called 'open' leave state 'received'; nobody could tell which is meant.",
    ]


def test_8_state_nothing_leads_to(folder: Path) -> None:
    """A state to which no action leads is refused."""
    assert told(
        folder,
        ("\nregister =", '\nlost = State("lost", ACTIVE, en="Lost", zh="遗失")\nregister ='),
        ("[received, investigating, answered, closed]", "[received, investigating, answered, closed, lost]"),
    ) == ["State 'lost' can never be reached."]


def test_9_action_left_out(folder: Path) -> None:
    """An action that was written but not listed is missed by the states and clocks that need it."""
    assert told(folder, ("[register, open_, answer, accept]", "[register, open_, accept]")) == [
        "Clock 'answer_in_time' names the action 'answer', which is not among the workflow's.",
        "State 'received' is a trap: no way leads from it to an end.",
        "State 'investigating' is a trap: no way leads from it to an end.",
        "State 'answered' can never be reached.",
        "State 'closed' can never be reached.",
    ]


def test_10_action_out_of_a_final_state(folder: Path) -> None:
    """An action that leaves a final state is refused by both names."""
    assert told(
        folder,
        ("\nanswer_in", '\nreopen = Action("reopen", closed, answered, en="R", zh="重开", by=[handler])\nanswer_in'),
        ("answer, accept]", "answer, accept, reopen]"),
    ) == ["State 'closed' is final, but 'reopen' leaves it."]


def test_11_state_left_out_of_the_list(folder: Path) -> None:
    """A state that actions use but the workflow does not list is refused by the name of each action."""
    assert told(folder, ("[received, investigating, answered, closed]", "[received, investigating, closed]")) == [
        "Action 'answer' names the state 'answered', which is not among the workflow's.",
        "Action 'close' names the state 'answered', which is not among the workflow's.",
    ]


def test_12_no_start_marked(folder: Path) -> None:
    """A workflow in which nothing comes from START is refused."""
    assert told(folder, ('"register", START, received', '"register", received, investigating')) == [
        "No action makes a case; one must come from START.",
        "Action 'register': whatever makes a case has the milestone REGISTER, and nothing else has.",
    ]


def test_13_limit_nobody_hears_of(folder: Path) -> None:
    """A clock without a mark, or with a mark that tells nobody, is refused."""
    assert told(folder, (", marks=[due(tell=manager)]", "")) == [
        "Nobody hears of the clock 'answer_in_time'; give it a mark that tells somebody."
    ]
    assert told(folder, ("due(tell=manager)", "due()")) == [
        "Nobody hears of the mark 'due' of the clock 'answer_in_time'."
    ]


def test_14_typo_at_a_caller(folder: Path) -> None:
    """Beside the thirteen: a misspelt action of a caller is refused with the one that is meant."""
    module = imported(folder)
    with pytest.raises(AttributeError):
        module.anwser  # noqa: B018
    with pytest.raises(UnknownName, match="Did you mean 'answer'"):
        module.complaint.action("anwser")
