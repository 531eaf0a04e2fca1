"""From the request to the gate and back: a code says what the slip says, and the desk agrees with the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.adapters.passes.gatehouse import KEY, a_gate
from tests.workflows.complaint.lives import person
from tests.workflows.move_out_pass.lives import given
from tests.workflows.move_out_pass.usual import GOODS

from propflow.adapters.passes import MemoryUsed, PassRefused, issue, pass_of
from propflow.errors import InvalidValue
from propflow.workflows.move_out_pass import book_of
from propflow.workflows.move_out_pass.slips import VOID


def test_a_slip_has_its_code() -> None:
    """Number, goods, right, and the limits of the case's own clock."""
    house = given(validity="3 days").issued()
    says = pass_of(house.case)
    assert (says.tenant, says.case, says.serial, says.route) == ("riverside", house.case_id, 7, "owner")
    assert says.valid_until - says.valid_from == timedelta(days=3)
    gate = a_gate()
    assert gate.admit(issue(says, KEY), house.clock(), ["lamp", "SOFA ×2"]) == says


def test_agents_slips_say_so() -> None:
    """The right stands in the code."""
    assert pass_of(given().agents().case).route == "agent"


@pytest.mark.parametrize("steps", [(), ("present_at_gate",), ("report_lost",), ("cancel_pass",)])
def test_only_a_slip_to_be_shown_has_one(steps: tuple[str, ...]) -> None:
    """Not a request without a slip, nor one that was shown, lost or cancelled, nor another kind of case."""
    house = given().registered() if not steps else given().issued().all_did(*steps)
    with pytest.raises(InvalidValue, match="no goods pass with a slip"):
        pass_of(house.case)
    house.works("open")
    with pytest.raises(InvalidValue):
        pass_of(house.desk.case(house.works_id))


def test_gate_and_desk_agree_when_it_runs_out() -> None:
    """At the instant at which the code is refused the case has lapsed, and not before."""
    house = given().issued()
    code, gate = issue(pass_of(house.case), KEY), a_gate()
    house.later(days=1, microseconds=-1)
    assert gate.check(code, house.clock(), GOODS).serial == 7
    assert house.state == "issued"
    house.later(microseconds=1)
    with pytest.raises(PassRefused) as refusal:
        gate.check(code, house.clock(), GOODS)
    assert refusal.value.codes == {"pass_ran_out"}
    assert house.state == "expired"


def test_two_gates_that_know_nothing_of_each_other() -> None:
    """Each lets the slip through by its own list; the desk takes one release, and refuses the other."""
    house = given().issued()
    code = issue(pass_of(house.case), KEY)
    for name in ("east", "west"):
        a_gate(name=name, used=MemoryUsed()).admit(code, house.clock(), GOODS)
    read = house.case.version
    house.all_did("present_at_gate", "release_goods")
    assert house.refused("present_at_gate", gate="west") == {"state"}
    assert house.refused("release_goods", gate="west") == {"state", "gate_disagrees"}
    assert read < house.case.version


def test_a_lost_slip_is_stopped_at_gates_that_were_told() -> None:
    """The book says which numbers are void; the new slip has a code of its own."""
    house = given().issued()
    old = issue(pass_of(house.case), KEY)
    house.all_did("report_lost", "reissue").did("open", serial=8)
    journal = house.desk.journal(house.case_id)
    void = {one.serial for one in book_of([journal]) if one.standing is VOID}
    gate = a_gate(void=void)
    with pytest.raises(PassRefused) as refusal:
        gate.admit(old, house.clock(), GOODS)
    assert refusal.value.codes == {"pass_void"}
    assert gate.admit(issue(pass_of(house.case), KEY), house.clock(), GOODS).serial == 8
    assert house.did("present_at_gate", person("security_guard"), serial=8).state == "at_gate_check"
