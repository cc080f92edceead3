"""The locks: what is installed is written down, with hashes, and is what pyproject.toml allows."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import lock

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "locks").glob("*.txt"))}
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.*?))? \\$", re.MULTILINE)


def pins(purpose: str) -> dict[str, set[str]]:
    """The versions of each package: more than one where systems or Pythons need others."""
    found = defaultdict(set)
    for name, version, _ in PIN.findall(LOCKS[purpose]):
        found[canonicalize_name(name)].add(version)
    return found


def asked(purpose: str) -> list[Requirement]:
    """What the project asks for, with the extras that an extra names."""
    extras = PROJECT["project"]["optional-dependencies"]
    found = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    waiting = [] if purpose == "leaflet" else list(extras[purpose])
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.name == PROJECT["project"]["name"]:
            waiting += [each for extra in requirement.extras for each in extras[extra]]
        else:
            found.append(str(requirement))
    return [Requirement(each) for each in found]


def test_there_is_a_lock_for_each_purpose():
    assert set(LOCKS) == set(lock.EXTRAS) == {"leaflet", "web", "cjk", "test", "docs"}


@pytest.mark.parametrize("purpose", LOCKS)
def test_a_lock_has_a_version_that_the_project_allows_of_all_that_it_asks_for(purpose):
    locked, wanted = pins(purpose), asked(purpose)
    assert len(wanted) > 10
    missing = [str(each) for each in wanted if canonicalize_name(each.name) not in locked]
    assert missing == []
    wrong = [
        str(each)
        for each in wanted
        if not any(each.specifier.filter(locked[canonicalize_name(each.name)]))
    ]
    assert wrong == [], "make locks"


@pytest.mark.parametrize("purpose", LOCKS)
def test_every_line_of_a_lock_has_hashes_and_names_no_index(purpose):
    parts = re.split(r"^(?=\S)", LOCKS[purpose], flags=re.MULTILINE)[1:]
    assert len(parts) > 10
    assert [part for part in parts if not PIN.match(part)] == []
    assert [part for part in parts if "--hash=sha256:" not in part] == []
    assert not re.search(r"https?://|--index|--find-links", LOCKS[purpose])


def test_all_locks_have_the_same_versions():
    widest = pins("test")
    for purpose in LOCKS:
        locked = pins(purpose)
        assert len(locked) > 10
        shared = locked.keys() & widest.keys()
        assert {name for name in shared if not locked[name] <= widest[name]} == set()
