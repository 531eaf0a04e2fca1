"""Stores as commands open them: with the workflows that are known, filled or as written."""

from __future__ import annotations

from pathlib import Path

from tests.parcels import FrontDesk, house_rules, parcel, pia

from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.modules import Known
from propflow.cli.stores import opened, sqlite_url


def test_a_case_is_read_under_the_policy_of_its_own(tmp_path: Path) -> None:
    """A command that knows a workflow as written only can look into cases under whatever policy there was."""
    store = SqliteStore(tmp_path / "desk.db")
    case = FrontDesk(store, parcel().under(house_rules("old", cards=8))).shelved("large")
    store.close()
    with opened(sqlite_url(tmp_path / "desk.db"), [Known(parcel(), "plugin")]) as office:
        assert office.desk.workflows == ()
        assert office.desk.workflow_of(office.desk.case(case.id)).values["cards"] == 8
        assert "close" in office.desk.options(case.id, by=pia).names


def test_what_leaves_nothing_open_stands_at_the_desk(tmp_path: Path) -> None:
    """A workflow that is bound, or has no slots, is one of the desk's own, beside those as written."""
    SqliteStore(tmp_path / "desk.db").close()
    known = [Known(parcel().under(house_rules()), "a module"), Known(parcel(name="packet"), "plugin")]
    with opened(sqlite_url(tmp_path / "desk.db"), known) as office:
        assert [one.name for one in office.desk.workflows] == ["parcel"]
