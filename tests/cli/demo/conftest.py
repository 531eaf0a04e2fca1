"""The demonstration, played once for all tests of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from propflow import Desk, Workflow
from propflow.adapters.stores.sqlite import SqliteStore
from propflow.cli.demo import site
from propflow.cli.demo.folder import Folder, prepared
from propflow.cli.demo.telling import Teller
from propflow.cli.demonstration import played
from propflow.policy import load


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Where the demonstration was played once."""
    return prepared(tmp_path_factory.mktemp("house") / "demo")


@pytest.fixture(scope="session")
def told(folder: Folder) -> dict[str, Any]:
    """What it told, after every claim of it was borne out."""
    found, broken = played(folder, Teller(silent=True))
    assert broken == []
    return found


@pytest.fixture(scope="session")
def followed(told: dict[str, Any], folder: Folder) -> Workflow:
    """The complaint workflow under the policy that lies in the folder."""
    return site.bound(site.laid_over(load(folder.file("riverside.toml"))))


@pytest.fixture(scope="session")
def workflows(followed: Workflow, folder: Folder) -> list[Workflow]:
    """All the house follows, under the two policies that lie in the folder."""
    at_the_desk = site.desk_laid_over(load(folder.file("riverside_desk.toml")))
    return [followed, *site.desk_bound(at_the_desk)]


@pytest.fixture
def desk(told: dict[str, Any], folder: Folder, workflows: list[Workflow]) -> Iterator[Desk]:
    """A desk on the database that it left."""
    with closing(SqliteStore(folder.database)) as store:
        yield Desk(workflows, store, tenant=told["tenant"])


def in_both_languages(refusal: dict[str, Any]) -> bool:
    """Has every reason of a refusal a sentence in English and one in Chinese?"""
    chinese = [bool(re.search("[\u4e00-\u9fff]", one)) for one in refusal["zh"]]
    english = [not re.search("[\u4e00-\u9fff]", one) for one in refusal["en"]]
    return bool(refusal["codes"]) and len(chinese) == len(english) and all(chinese) and all(english)
