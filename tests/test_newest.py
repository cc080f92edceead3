"""The run with the newest releases: which release is blamed for which test; no network."""

import subprocess

import pytest

from tools import newest

ONE, TWO = "tests/test_a.py::test_one", "tests/test_a.py::test_two"
NEWER = {"alpha": ("1.0", "1.1"), "beta": ("2.0", "3.0")}


class Fake:
    """An environment in which a test passes if all versions of any of its sets are installed."""

    def __init__(self, passes: dict[str, list[set[str]]]) -> None:
        self.passes = passes
        self.installed = {name: new for name, (_, new) in NEWER.items()}
        self.runs: list[set[str]] = []

    def install(self, versions):
        self.installed.update(versions)

    def failing(self, tests):
        self.runs.append(set(tests))
        has = {f"{name} {version}" for name, version in self.installed.items()}
        return {test for test in tests if not any(need <= has for need in self.passes[test])}


def verdicts(passes, broken=(ONE, TWO)):
    fake = Fake(passes)
    found = list(newest.verdicts(fake, NEWER, broken))
    assert fake.installed == {"alpha": "1.1", "beta": "3.0"}, "the newer versions are back"
    return found, fake


def test_the_release_without_which_a_test_passes_has_broken_it():
    found, fake = verdicts({ONE: [{"alpha 1.0"}], TWO: [{"beta 2.0"}]})
    assert found == [f"alpha 1.0 -> 1.1 breaks {ONE}", f"beta 2.0 -> 3.0 breaks {TWO}"]
    assert fake.runs == [{ONE, TWO}, {ONE, TWO}]


def test_a_test_that_either_of_two_old_versions_mends_is_told_of_both():
    found, _ = verdicts({ONE: [{"alpha 1.0"}, {"beta 2.0"}]}, [ONE])
    assert found == [f"alpha 1.0 -> 1.1 breaks {ONE}", f"beta 2.0 -> 3.0 breaks {ONE}"]


def test_a_test_that_no_single_release_breaks_is_tried_with_the_whole_lock():
    found, fake = verdicts({ONE: [{"alpha 1.0", "beta 2.0"}], TWO: []})
    assert found == [
        f"{ONE} fails by several releases together",
        f"{TWO} fails with the locked releases too",
    ]
    assert len(fake.runs) == 3


def test_where_nothing_fails_nothing_is_run_again():
    found, fake = verdicts({}, [])
    assert (found, fake.runs) == ([], [])


def test_only_packages_of_which_both_versions_are_known_can_be_put_back():
    locked = {"alpha": "1.0", "same": "4", "gone": "5"}
    installed = {"alpha": "1.1", "same": "4", "new": "6"}
    assert newest.differing(locked, installed) == {"alpha": ("1.0", "1.1")}


def test_the_lock_is_read_for_this_system():
    found = newest.locked()
    assert len(found) > 40
    assert found["pyyaml"].startswith("6.")
    assert all(version[0].isdigit() for version in found.values())


class FakeVenv(Fake):
    """What `main` makes of a folder."""

    def __init__(self, home):
        super().__init__({ONE: [{"alpha 1.0"}], "tests": [set()]})

    def versions(self):
        return self.installed


def test_the_run_fails_and_says_what_broke(monkeypatch, capsys):
    monkeypatch.setattr(newest, "Venv", FakeVenv)
    monkeypatch.setattr(newest, "locked", lambda: {"alpha": "1.0"})
    assert newest.main([ONE]) == 1
    lines = [
        "1 releases differ from the lock:",
        "alpha 1.0 -> 1.1",
        f"alpha 1.0 -> 1.1 breaks {ONE}",
    ]
    assert capsys.readouterr().out.splitlines() == lines


def test_the_run_passes_where_all_tests_do(monkeypatch, capsys):
    monkeypatch.setattr(newest, "Venv", FakeVenv)
    monkeypatch.setattr(newest, "locked", lambda: {"alpha": "1.0"})
    assert newest.main([]) == 0
    assert "breaks" not in capsys.readouterr().out


def test_releases_that_do_not_go_together_are_said_so(monkeypatch, capsys):
    def refuse(home):
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(newest, "Venv", refuse)
    assert newest.main([]) == 1
    assert "cannot be installed together" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "wrote", "failing"),
    [
        (0, None, set()),
        (1, '{"tests/test_a.py::test_one": true}', {ONE}),
        (4, None, {ONE, TWO}),
    ],
)
def test_the_failing_tests_are_those_that_pytest_notes(code, wrote, failing, monkeypatch):
    def run(command, **how):
        (folder,) = (
            word.removeprefix("cache_dir=") for word in command if "cache_dir" in str(word)
        )
        if wrote:
            place = newest.Path(folder, "v", "cache", "lastfailed")
            place.parent.mkdir(parents=True)
            place.write_text(wrote)
        assert newest.Path(command[-1][1:]).read_text().splitlines() == [ONE, TWO]
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(newest.subprocess, "run", run)
    venv = object.__new__(newest.Venv)
    venv.python = "python"
    assert venv.failing([TWO, ONE]) == failing
