"""Collecting again: another history, nothing new; and the store and moments that commands name."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from committing import commit

from sgdash.home import CHECKOUT, find_home
from sgdash.show.offers import look_around
from sgdash.store import open_store


@pytest.fixture
def wrong(tmp_path):
    """Another repository, where bob's late work was in time."""
    folder = tmp_path / "wrong"
    folder.mkdir()
    commit(folder, "2024-01-01T12:00:00+01:00", "a1/bob99.py", "a1/eve.py")
    return folder


@pytest.fixture
def store(home):
    with open_store(f"sqlite:///{home}/store/sgdash.sqlite") as opened:
        yield opened


def refusal(found, earlier):
    return (
        f"sgdash: {found} has not one commit of those collected for club from {earlier}: it is "
        "another repository, or its whole history was rewritten. Nothing was changed. Correct "
        "--from, or add --replace to forget the earlier collection\n"
    )


def test_another_repository_is_refused_and_replaces_when_asked(
    home, wrong, repository, run, store, tmp_path, monkeypatch
):
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/right.db")
    run("collect", "club", "--from", repository)
    expected = run("status", "club", "--format", "csv")
    monkeypatch.delenv("SGDASH_STORE")

    assert run("collect", "club", "--from", wrong)[0] == 0
    before = (store.known_commits("club"), store.refs("club"), store.last_collection("club"))
    code, out, err = run("collect", "club", "--from", repository)
    assert (code, out) == (2, "")
    assert err == refusal(repository, wrong)
    after = (store.known_commits("club"), store.refs("club"), store.last_collection("club"))
    assert after == before

    code, out, err = run("collect", "club", "--from", repository, "--replace")
    assert (code, err) == (0, "")
    assert out.startswith("club: 3 commits, 0 pull requests and 5 files on main at ")
    assert not store.known_commits("club") & before[0]
    last = store.last_collection("club")
    assert (last["collection"], last["new_commits"]) == (3, 3)
    assert run("status", "club", "--format", "csv") == expected


def test_a_rewritten_history_is_refused_in_the_same_words(home, repository, run, store):
    run("collect", "club", "--from", repository)
    shutil.rmtree(repository / ".git")
    commit(repository, "2024-01-09T12:00:01+01:00")
    code, _, err = run("collect", "club", "--from", repository)
    assert (code, err) == (2, refusal(repository, repository))
    assert run("collect", "club", "--from", repository, "--replace")[0] == 0
    assert len(store.known_commits("club")) == 1


def test_a_clone_that_shares_a_commit_is_the_same_repository(home, repository, run, store):
    run("collect", "club", "--from", repository)
    fork = repository.parent / "fork"
    shutil.copytree(repository, fork)
    commit(fork, "2024-02-05T12:00:00+01:00", "a2/ada.py")
    assert run("collect", "club", "--from", fork)[0] == 0
    assert len(store.known_commits("club")) == 4


def test_replacing_reads_again_what_has_not_moved(home, repository, run, store):
    run("collect", "club", "--from", repository)
    seen = store.known_commits("club")
    _, out, _ = run("collect", "club", "--from", repository, "--replace")
    assert out.startswith("club: 3 commits, ")
    assert store.known_commits("club") == seen
    assert store.last_collection("club")["collection"] == 2


def test_replacing_what_was_never_collected_is_collecting(home, repository, run, store):
    assert run("collect", "club", "--from", repository, "--replace")[0] == 0
    assert store.last_collection("club")["collection"] == 1


def test_nothing_new_is_a_check(home, repository, run, store):
    run("collect", "club", "--from", repository)
    first = store.last_collection("club")
    assert first["checked_at"] == first["ended_at"]
    before = datetime.now(UTC)
    code, out, _ = run("collect", "club", "--from", repository)
    assert code == 0
    assert out == f"club: nothing new since {first['ended_at']:%Y-%m-%d %H:%M} UTC.\n"
    second = store.last_collection("club")
    assert before <= second.pop("checked_at") <= datetime.now(UTC)
    del first["checked_at"]
    assert second == first


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///group/store.db", "sqlite:///{here}/group/store.db"),
        ("postgresql://ana:secret@host/db", "postgresql://ana:secret@host/db"),
        (None, "sqlite:///{here}/home/store/sgdash.sqlite"),
    ],
)
def test_the_dashboard_is_served_from_the_store_that_was_named(
    home, run, monkeypatch, given, expected
):
    served = []
    monkeypatch.chdir(home.parent)
    monkeypatch.setenv("SGDASH_DATA", "home")
    monkeypatch.setenv("SGDASH_STORE", given or "")
    monkeypatch.setenv("SGDASH_FIRST", "")
    monkeypatch.setattr(os, "execv", lambda _, command: served.append(command[1:4]))
    assert run("serve")[0] == 0
    assert served == [["-m", "streamlit", "run"]]
    assert Path.cwd() == CHECKOUT
    assert os.environ["SGDASH_DATA"] == str(home)
    assert os.environ["SGDASH_STORE"] == expected.format(here=home.parent)


@pytest.mark.parametrize(
    ("as_of", "year"),
    [("0001-01-01T00:00:00+14:00", 1), ("9999-12-31T23:59:59-14:00", 9999)],
)
def test_a_moment_beyond_any_calendar_is_a_wrong_command(home, run, as_of, year):
    code, out, err = run("status", "club", "--as-of", as_of)
    assert (code, out) == (2, "")
    assert err == (
        f'sgdash: --as-of: "{as_of}": the year {year} is surely not meant. Correct it. '
        "See `sgdash status --help`.\n"
    )


def test_a_path_that_would_be_read_as_two_is_refused(tmp_path, run, monkeypatch):
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("SGDASH_PROGRAMS", "")
    monkeypatch.setenv("SGDASH_FIRST", "")
    monkeypatch.setenv("SGDASH_STORE", "")
    elsewhere = tmp_path / f"of{os.pathsep}us" / "club"
    elsewhere.mkdir(parents=True)
    (elsewhere / "program.yaml").write_text("id: club\ntitle: Club\n")
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    code, out, err = run("serve", elsewhere)
    assert (code, out) == (2, "")
    assert err == (
        f'sgdash: the path {elsewhere} has a "{os.pathsep}" in it, which parts the paths of '
        "several programs. Rename the folder with it, or move the program into "
        f"{tmp_path}/home/programs\n"
    )


def test_the_program_that_is_named_is_the_one_that_opens(home, run, monkeypatch):
    for name in ("alpha", "zeta"):
        (home / "programs" / name).mkdir()
        (home / "programs" / name / "program.yaml").write_text(f"id: {name}\ntitle: {name}\n")
    for name in ("SGDASH_FIRST", "SGDASH_PROGRAMS", "SGDASH_STORE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.chdir(home)
    assert run("serve")[:2] == (0, "")
    assert look_around(find_home(), None).program == "alpha"
    assert run("serve", "zeta", "club", "--port", "8600")[:2] == (
        0,
        "sgdash: http://localhost:8600/?program=zeta\n",
    )
    assert list(look_around(find_home(), None).programs) == ["zeta", "alpha", "club"]
    assert look_around(find_home(), None).program == "zeta"
    assert look_around(find_home(), "club").program == "club"


def test_a_program_elsewhere_is_served_before_anything_is_collected(tmp_path, run, monkeypatch):
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("SGDASH_PROGRAMS", "")
    monkeypatch.setenv("SGDASH_FIRST", "")
    monkeypatch.setenv("SGDASH_STORE", "")
    elsewhere = tmp_path / "repository" / "club"
    elsewhere.mkdir(parents=True)
    (elsewhere / "program.yaml").write_text("id: club\ntitle: Club\n")
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    assert run("serve", "repository/club")[0] == 0
    assert find_home().folders() == {"club": elsewhere}
    assert look_around(find_home(), "club").folder == elsewhere
    # an id that another program has is refused
    taken = tmp_path / "home" / "programs" / "club"
    taken.mkdir(parents=True)
    (taken / "program.yaml").write_text("id: club\ntitle: Club\n")
    code, _, told = run("serve", elsewhere)
    assert code == 2
    assert 'the id "club" is already that of the program in' in told
