"""Tools leave under a renovation that is under way: goods pass and renovation on one desk."""

from __future__ import annotations

import pytest
from tests.workflows.move_out_pass.lives import House, under
from tests.workflows.move_out_pass.usual import DECORATOR
from tests.workflows.renovation.lives import START, WORKING, Site, Steps, bound

from propflow import Desk, MemoryStore, VirtualClock


def together(*steps: Steps) -> tuple[Site, House]:
    """A renovation so far, and a gate at which one of its workers stands with his tools."""
    (workflow, letters), renovations, store, clock = under(), bound(), MemoryStore(), VirtualClock(START)
    desk = Desk([workflow, letters, *renovations.values()], store, tenant="riverside", now=clock)
    site = Site(desk, clock, renovations)
    site.told(*(step for some in steps for step in some))
    return site, House(desk, clock, workflow, letters, store, works_id=site.case_id).registered(**DECORATOR)


def test_tools_leave_while_the_works_go_on() -> None:
    """The owner agrees, the guard is told, the tools leave without a slip; the two cases know each other."""
    site, house = together(WORKING)
    house.all_did("tools_out", "owner_confirms_tools", "release_tools")
    assert house.state == "tools_released"
    assert house.case.links("group") == (site.case_id,)
    assert house.desk.case(site.case_id).links("member") == (house.case_id,)
    report = house.desk.verify()
    assert report.faults == ()
    assert report.invariants["move_out_pass.G14"] == {"kept": 1}


@pytest.mark.parametrize("steps", [("register",), ("register", "sign_agreement", "accept_and_send")])
def test_not_before_it_is_approved(steps: Steps) -> None:
    """What is only applied for is no renovation whose workers take tools out; it is refused in its own words."""
    site, house = together(steps)
    assert house.refused("tools_out") == {"renovation_not_running"}
    assert site.case.links("member") == ()


def test_not_after_it_was_withdrawn() -> None:
    """Nor of one that is over."""
    site, house = together(("register",))
    site.told("withdraw")
    assert house.refused("tools_out") == {"renovation_not_running", "link_final"}
