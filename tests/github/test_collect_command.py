"""`sgdash collect` with GitHub: the default, the sources named, what it says, and no secret."""

import json
import logging
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collecting import collect
from gathering import values
from hub import TOKEN, Acting, Hub, faults, new_repository, write_repository

from sgdash import tables
from sgdash.store import open_store

PROGRAM = """
id: club
title: Club
repository: https://github.com/club/work
exercises:
  - {id: a1, title: First}
submissions:
  conventions:
    - path: "{exercise}/{member}.{ext}"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub: Hub) -> Path:
    folder = tmp_path / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM)
    (folder / "members.csv").write_text("id,name,login\nada,Ada,ada\n")
    for name in ("SGDASH_STORE", "GITHUB_SERVER_URL", "GITHUB_APP_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("GITHUB_API_URL", hub.api)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    return tmp_path / "home"


@pytest.fixture
def clone(tmp_path: Path, club: Acting) -> Path:
    folder = tmp_path / "clone.git"
    write_repository(folder, club.repository.refs(), club.repository.branch)
    return folder


@pytest.fixture
def store(home: Path):
    with open_store(f"sqlite:///{home}/store/sgdash.sqlite") as opened:
        yield opened


def test_git_tells_the_contents_and_github_what_was_said(home, clone, hub, run, store):
    code, out, err = run("collect", "club", "--from", clone, "--from", "github")
    assert (code, err) == (0, "")
    git, said = out.splitlines()
    assert git.startswith("club: 6 commits, 3 pull requests and 3 files on main at ")
    assert said.startswith("club: 3 of 3 pull requests read from GitHub, in 2 requests, 5 of the ")
    assert len(values(store, tables.COMMITS, "commit")) == 6
    assert values(store, tables.REVIEWS, "author") == [("org",)]
    logged = ("collection", "source", "requests", "quota", "rows", "pull_requests", "problems")
    rows = values(store, tables.COLLECTIONS, *logged)
    assert rows[0][:4] == (1, "git", None, None)
    assert rows[1] == (2, "github", 2, 5, 14, 3, None)
    code, out, _ = run("collect", "club", "--from", clone, "--from", "github")
    assert out.startswith("club: nothing new since ")
    assert len(values(store, tables.COLLECTIONS, "collection")) == 2


def test_as_json_a_machine_reads_what_was_collected(home, hub, clone, run):
    code, out, err = run("collect", "club", "--from", clone, "--from", "github", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["program"] == "club"
    git, said = told["collections"]
    assert (git["source"], git["new_commits"], git["files"]) == ("git", 6, 3)
    assert {name: said[name] for name in ("source", "requests", "quota", "rows", "problems")} == {
        "source": "github",
        "requests": 2,
        "quota": 5,
        "rows": 14,
        "problems": [],
    }
    assert said["started_at"].endswith("Z")
    assert (told["nothing_new"], git["nothing_new"], said["nothing_new"]) == (False, False, False)
    assert (git["failed"], said["failed"]) == (False, False)


def test_as_json_nothing_new_says_so_with_the_same_keys(home, hub, clone, run, store):
    command = ("collect", "club", "--from", clone, "--from", "github", "--json")
    first = json.loads(run(*command)[1])
    code, out, err = run(*command)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["program"], told["nothing_new"]) == ("club", True)
    assert told.keys() == first.keys()
    same = ("source", "repository", "web", "branch", "head", "files", "pull_requests")
    for before, now in zip(first["collections"], told["collections"], strict=True):
        assert list(now) == list(before)
        assert [now[name] for name in same] == [before[name] for name in same]
        assert (now["nothing_new"], now["new_commits"], now["rows"]) == (True, 0, 0)
        assert now["started_at"] > before["ended_at"]
        assert now["problems"] == []
    costs = [(each["requests"], each["quota"]) for each in told["collections"]]
    assert costs == [(None, None), (1, 1)]
    assert len(values(store, tables.COLLECTIONS, "collection")) == 2


def test_as_json_a_source_with_nothing_new_stands_beside_one_with_news(home, hub, club, clone, run):
    command = ("collect", "club", "--from", clone, "--from", "github", "--json")
    run(*command)
    club.comment(club.repository.pulls[1], "org", "And one more thing.")
    told = json.loads(run(*command)[1])
    assert told["nothing_new"] is False
    assert [each["nothing_new"] for each in told["collections"]] == [True, False]


def test_as_json_what_succeeded_before_a_failure_is_told_with_it(home, hub, clone, run):
    hub.plan(faults.bad_credentials(), "/graphql")
    code, out, err = run("collect", "club", "--from", clone, "--from", "github", "--json")
    assert code == 2
    told = json.loads(out)
    git, said = told["collections"]
    assert told["nothing_new"] is False
    assert (git["source"], git["new_commits"], git["failed"], git["problems"]) == (
        "git",
        6,
        False,
        [],
    )
    assert list(said) == list(git)
    assert (said["source"], said["repository"], said["failed"]) == ("github", "club/work", True)
    assert err == f"sgdash: {said['problems'][0]}\n"
    assert said["problems"][0].startswith("GitHub, about club/work: the token is not valid")
    hub.plan(faults.bad_credentials(), "/graphql")
    again = json.loads(run("collect", "club", "--from", clone, "--from", "github", "--json")[1])
    assert [(e["nothing_new"], e["failed"]) for e in again["collections"]] == [
        (True, False),
        (False, True),
    ]
    assert again["nothing_new"] is False


def test_as_json_a_repository_that_cannot_be_read_is_told_alone(home, run):
    code, out, err = run("collect", "club", "--from", "/no/such/clone", "--json")
    assert (code, out) == (2, "")
    code, out, err = run("collect", "club", "--from", "file:///no/such/clone", "--json")
    assert code == 2
    [git] = json.loads(out)["collections"]
    assert (git["failed"], git["problems"]) == (True, [err.removeprefix("sgdash: ").rstrip("\n")])


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("githb", "github"),
        ("Git-Hub", "github"),
        ("gti", "git"),
        ("club/work", "https://github.com/club/work"),
        ("github.com/club/work", "https://github.com/club/work"),
        ("git.example.org/club/work", "https://git.example.org/club/work"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(home, run, given, meant):
    code, out, err = run("collect", "club", "--from", given)
    assert (code, out) == (2, "")
    assert err == (
        f"sgdash: --from {given} names no clone that exists. Did you mean --from {meant}? Or give "
        "the path of a clone\n"
    )


@pytest.mark.parametrize("given", ["work", "./githb", "../club/work", "https//github.com/a/b"])
def test_what_looks_like_nothing_else_is_a_path_that_does_not_exist(home, run, given):
    code, _, err = run("collect", "club", "--from", given)
    assert (code, err.startswith(f"sgdash: {given} does not exist. Give the path ")) == (2, True)


def test_a_clone_of_a_name_like_a_slip_is_read(home, clone, run, tmp_path, monkeypatch):
    clone.rename(tmp_path / "githb")
    monkeypatch.chdir(tmp_path)
    assert run("collect", "club", "--from", "githb")[0] == 0


def test_github_may_be_written_as_it_writes_itself(home, hub, run):
    code, out, err = run("collect", "club", "--from", "GitHub")
    assert (code, err) == (0, "")
    assert out.startswith("club: 3 of 3 pull requests read from GitHub, in ")


def test_a_password_without_its_scheme_is_not_repeated(home, run):
    code, out, err = run("collect", "club", "--from", f"ada:{TOKEN}@github.com/club/work")
    assert (code, out) == (2, "")
    assert err.startswith("sgdash: --from or `repository:` holds a password in front of a host. ")
    assert TOKEN not in err


def test_no_password_is_repeated_of_sources_that_cannot_be_meant(home, run, monkeypatch):
    secret = f"https://ada:{TOKEN}@example.org/club/work"
    code, _, err = run("collect", "club", "--from", secret, "--from", f"https://{TOKEN}@h.org/x")
    assert (code, TOKEN in err) == (2, False)
    assert "--from names git twice: https://example.org/club/work and https://h.org/x." in err
    file = home / "programs" / "club" / "program.yaml"
    file.write_text(PROGRAM.replace("https://github.com/club/work", secret))
    monkeypatch.delenv("GITHUB_API_URL")
    code, _, err = run("collect", "club", "--from", "github")
    assert (code, TOKEN in err) == (2, False)
    assert err.startswith("sgdash: https://example.org/club/work is on no GitHub that is known. ")


def test_a_program_outside_the_home_is_named_as_it_was_given(home, clone, run, tmp_path):
    there = tmp_path / "of a friend" / "club"
    there.parent.mkdir()
    (home / "programs" / "club").rename(there)
    _, out, _ = run("collect", str(there), "--from", clone)
    assert out.endswith(f" s. Next: sgdash unmatched '{there}'\n")
    assert run("unmatched", str(there))[0] == 0


def test_a_home_that_was_given_is_given_to_the_next_command_too(
    home, clone, run, tmp_path, monkeypatch
):
    monkeypatch.delenv("SGDASH_DATA")
    other = tmp_path / "another home"
    home.rename(other)
    _, _, err = run("status", "club", "--data", other)
    assert err.endswith(f" Run: sgdash collect club --data '{other}'\n")
    _, out, _ = run("collect", "club", "--from", clone, "--data", other)
    assert out.endswith(f" s. Next: sgdash unmatched club --data '{other}'\n")
    assert run("unmatched", "club", "--data", other)[0] == 0


def test_a_program_without_a_repository_is_told_what_github_needs(home, run):
    file = home / "programs" / "club" / "program.yaml"
    file.write_text(PROGRAM.replace("repository: https://github.com/club/work\n", ""))
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out) == (2, "")
    assert err == (
        "sgdash: program.yaml names no repository that GitHub could be asked about. Add "
        "`repository: https://github.com/OWNER/NAME` to it. See `sgdash collect --help`.\n"
    )


def test_a_repository_that_was_renamed_is_read_and_its_new_name_is_told(home, hub, club, run):
    club.rename("homework")
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out.startswith("club: 3 of 3 pull requests read from GitHub")) == (0, True)
    assert err == (
        "sgdash: club/work is called club/homework on GitHub now. Correct `repository:` in "
        "program.yaml: somebody else may take the old name\n"
    )


def test_an_empty_repository_is_told_to_be_empty(home, serve, run, monkeypatch):
    monkeypatch.setenv("GITHUB_API_URL", serve(new_repository("club/work")).api)
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, err) == (0, "")
    assert out.startswith("club: 0 of 0 pull requests read from GitHub, in ")
    assert out.endswith("; the repository has no commit yet\n")


def test_a_repository_that_the_token_may_not_see_is_like_none(home, hub, run):
    file = home / "programs" / "club" / "program.yaml"
    file.write_text(PROGRAM.replace("club/work", "club/secret"))
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out) == (2, "")
    assert err == (
        "sgdash: GitHub, about club/secret: there is no such repository, or this token may not see "
        "it. Correct `repository:` in program.yaml, or give the token access to it. What was "
        "collected is kept\n"
    )


def test_without_a_network_it_says_what_to_check(home, hub, run, naps, monkeypatch):
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9/api/v3")
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out) == (2, "")
    *waits, last = err.splitlines()
    cause = "127.0.0.1 cannot be reached, the connection failed"
    assert waits == [
        f"sgdash: GitHub: {cause}; tried again in {seconds} s, for {most} s at most"
        for seconds, most in {1: 31, 2: 30, 4: 28, 8: 24, 16: 16}.items()
    ]
    assert last == (
        f"sgdash: GitHub, about club/work: {cause}, 6 times. Check the network, or try again "
        "later. What was collected is kept"
    )


def test_without_patience_a_limit_ends_it_at_once(home, hub, run):
    hub.plan(faults.primary_limit(1800), "/graphql")
    code, out, err = run("collect", "club", "--from", "github", "--max-wait", 0)
    assert (code, out) == (2, "")
    assert err == (
        "sgdash: GitHub asks to wait 31 min (its rate limit), and --max-wait 0 allows no waiting. "
        "What was collected is kept: run this again then, and it goes on\n"
    )


def test_after_a_break_it_says_what_was_read_before(home, serve, run, tmp_path, monkeypatch):
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for n in range(110):
        acting.open("ada", {f"a1/ada-{n}.py": f"print({n})\n"}, title=f"Work {n}")
    hub = serve(acting)
    monkeypatch.setenv("GITHUB_API_URL", hub.api)
    clone = write_repository(tmp_path / "many.git", acting.repository.refs(), "main")
    command = ("collect", "club", "--from", clone, "--from", "github")
    hub.plan(faults.bad_credentials(), "/graphql", after=1)
    assert run(*command)[0] == 2
    code, out, _ = run(*command)
    assert code == 0
    told = "club: 10 of 110 pull requests read from GitHub (100 were read before), in 2 requests, "
    assert out.startswith(told)


def test_without_a_token_it_says_so(home, clone, run, monkeypatch):
    monkeypatch.delenv("GITHUB_TOKEN")
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out) == (2, "")
    assert err.startswith("sgdash: GITHUB_TOKEN is not set. Set it to a token that may read the ")


def test_a_clone_needs_no_token(home, clone, hub, run, monkeypatch):
    monkeypatch.delenv("GITHUB_TOKEN")
    code, out, err = run("collect", "club", "--from", clone)
    assert (code, err) == (0, "")
    assert out.startswith("club: 6 commits, 3 pull requests and 3 files on main at ")
    assert hub.log.requests == 0


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            faults.bad_credentials(),
            (
                "GitHub, about club/work: the token is not valid, or no longer. Make a new one "
                "that may read the repository, and set GITHUB_TOKEN to it. What was collected "
                "is kept"
            ),
        ),
        (
            faults.status(403, f"no {TOKEN} here"),
            (
                'GitHub, about club/work: the token may not read that: "no *** here". Give it '
                "read access to contents, metadata, pull requests and issues. What was collected "
                "is kept"
            ),
        ),
        (
            faults.primary_limit(1800),
            (
                "GitHub asks to wait 31 min (its rate limit), which is more than is left of "
                "--max-wait 2 min. What was collected is kept: run this again then, and it goes on"
            ),
        ),
    ],
)
def test_what_goes_wrong_is_one_line_that_says_what_to_do(home, hub, clone, run, fault, told):
    hub.plan(fault, "/graphql")
    code, out, err = run("collect", "club", "--from", clone, "--from", "github", "--max-wait", 2)
    assert (code, err) == (2, f"sgdash: {told}\n")
    assert out.startswith("club: 6 commits, 3 pull requests and 3 files")  # which git told before


def test_no_secret_reaches_screen_log_or_store(home, hub, clone, run, caplog):
    caplog.set_level(logging.DEBUG)
    run("collect", "club", "--from", "github")
    hub.plan(faults.status(500, f"odd {TOKEN}"), "/graphql", times=1)
    hub.plan(faults.status(422, f"odd {TOKEN}"), "/graphql", times=1)
    _, out, err = run("collect", "club", "--from", "github")
    assert "odd ***" in err
    everywhere = [out, err, caplog.text]
    everywhere += [path.read_bytes().decode("latin-1") for path in _files(home)]
    assert not [text for text in everywhere if TOKEN in text]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_second_collection_waits_for_the_first(home, hub, run):
    hub.latency = 0.5
    command = [
        sys.executable,
        "-c",
        "from sgdash.cli.main import main; main(['collect', 'club', '--from', 'github'])",
    ]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    (first, quiet), (second, told) = sorted(each.communicate() for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert first.startswith("club: 3 of 3 pull requests read from GitHub")
    assert second.startswith("club: nothing new since ")
    assert quiet == ""
    waits, goes_on = told.splitlines()
    assert waits == (
        "sgdash: another collection of club is under way. Waiting for it to end, 30 s at most"
    )
    assert re.fullmatch(r"sgdash: it has ended after \d+ s\. Going on", goes_on)


@pytest.fixture
def app(home, hub, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Signs in as the GitHub App instead of with a token."""
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.setenv("GITHUB_APP_ID", str(hub.doors.app.id))
    monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", hub.doors.app.key)
    return monkeypatch


def test_a_github_app_signs_in_by_itself_and_its_secrets_stay_its_own(
    home, hub, app, run, store, caplog
):
    caplog.set_level(logging.DEBUG)
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, err) == (0, "")
    assert out.startswith("club: 3 of 3 pull requests read from GitHub")
    assert values(store, tables.REVIEWS, "author") == [("org",)]
    assert any("/installation" in path for path in hub.log.paths())
    secrets = [*hub.doors.app.key.strip().splitlines()[1:-1], *(hub.doors.tokens.keys() - {TOKEN})]
    everywhere = [out, err, caplog.text]
    everywhere += [path.read_bytes().decode("latin-1") for path in _files(home)]
    assert not [secret for secret in secrets for text in everywhere if secret in text]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("not a key", "GITHUB_APP_PRIVATE_KEY is not the private key of a GitHub App. Give the "),
        (None, "GitHub, about club/work: the App is not known by this id and key. Correct "),
    ],
)
def test_an_app_that_may_not_is_told_in_a_line(home, hub, app, run, key, told):
    app.setenv("GITHUB_APP_ID", "12")
    if key:
        app.setenv("GITHUB_APP_PRIVATE_KEY", key)
    code, out, err = run("collect", "club", "--from", "github")
    assert (code, out) == (2, "")
    assert err.startswith(f"sgdash: {told}")
    assert err.count("\n") == 1


def test_a_collection_that_was_cut_off_before_it_was_told_of_is_told_with_the_next(
    home, hub, run, store
):
    began, url = datetime.now(UTC), f"sqlite:///{home}/store/sgdash.sqlite"
    collect(hub, url, contents=True, now=began)  # what a kill leaves
    asked = len(hub.log.exchanges)
    assert values(store, tables.COLLECTIONS, "collection") == []
    code, out, _ = run("collect", "club", "--from", "github")
    assert (code, len(hub.log.exchanges) - asked) == (0, 1)
    assert out.startswith("club: 0 of 3 pull requests read from GitHub")
    columns = ("source", "requests", "failed", "started_at")
    assert values(store, tables.COLLECTIONS, *columns) == [("github", asked + 1, False, began)]
    rows = values(store, tables.COLLECTIONS, "rows")
    assert rows[0][0] > 20
    assert run("collect", "club", "--from", "github")[1].startswith("club: nothing new since ")
    assert len(values(store, tables.COLLECTIONS, "collection")) == 1


def test_a_collection_that_fails_leaves_a_row_that_dates_nothing(home, clone, hub, run, store):
    run("collect", "club", "--from", clone)
    first = store.last_collection("club")
    hub.plan(faults.bad_credentials(), "/graphql")
    code, out, err = run("collect", "club", "--from", clone, "--from", "github")
    assert (code, out) == (2, "")
    columns = ("collection", "source", "repository", "failed", "problems")
    assert values(store, tables.COLLECTIONS, *columns) == [
        (1, "git", str(clone), False, None),
        (2, "github", "club/work", True, err.removeprefix("sgdash: ").rstrip("\n")),
    ]
    assert store.last_collection("club") == first
    run("collect", "club", "--from", clone, "--from", "github")
    assert values(store, tables.COLLECTIONS, "collection", "failed")[2:] == [(3, False)]
    checked = values(store, tables.COLLECTIONS, "checked_at")
    run("collect", "club", "--from", clone, "--from", "github")
    again = values(store, tables.COLLECTIONS, "checked_at")
    assert [now > before for (now,), (before,) in zip(again, checked, strict=True)] == [
        False,
        False,
        True,
    ]


def test_two_programs_that_collect_the_same_address_say_who_waits(home, clone, run):
    import fcntl  # noqa: PLC0415 - exists on POSIX only

    address = clone.as_uri()
    run("collect", "club", "--from", address)
    subprocess.check_call(["git", "--git-dir", clone, "update-ref", "refs/heads/main", "main~1"])
    [lock] = (home / "store" / "clones").glob("*.lock")
    command = f"from sgdash.cli.main import main; main(['collect', 'club', '--from', {address!r}])"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            [sys.executable, "-c", command], stderr=subprocess.PIPE, text=True
        )
        assert waiting.stderr
        told = waiting.stderr.readline()
    goes_on = waiting.communicate(timeout=120)[1]
    assert waiting.returncode == 0
    assert told == (
        f"sgdash: another process is collecting {address}. Waiting for it to end, 20 s at most\n"
    )
    assert re.fullmatch(r"sgdash: it has ended after \d+ s\. Going on\n", goes_on)


def test_what_is_read_last_is_saved_last(home, clone, store):
    """A collection waits before it reads, not only before it saves."""
    git = ["git", "--git-dir", clone]
    program = (
        f"from sgdash.cli.main import main; main(['collect', 'club', '--from', {str(clone)!r}])"
    )
    with store.said("club").alone(5):
        waiting = subprocess.Popen(
            [sys.executable, "-c", program], stderr=subprocess.PIPE, text=True
        )
        assert waiting.stderr
        told = waiting.stderr.readline()
        assert told.startswith("sgdash: another collection of club is under way. ")
        before = subprocess.check_output([*git, "rev-parse", "main", "main~1"], text=True).split()
        subprocess.check_call([*git, "update-ref", "refs/heads/main", before[1]])
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    last = store.last_collection("club")
    assert last
    assert last["head"] == before[1]
