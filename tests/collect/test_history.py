"""Commits, what they touched, and the files at the head of the default branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sgdash import tables
from sgdash.collect.text import quoted

if TYPE_CHECKING:
    from tests.collect.conftest import Collect, Repo

NOW = 1_715_947_200_000_000
MINUTE = 60_000_000
START = 1_600_000_000_000_000


def test_commits_their_files_and_the_files_at_the_head(repo: Repo, collect: Collect) -> None:
    first = repo.commit("one", {"a": "1\n", "b/c": "2\n"})
    second = repo.commit("two", {"a": "3\n", "b/c": None}, parents=[first], minute=1)
    repo.main(second)
    found = collect(repo.path)
    one, two, three = repo.blob("1\n"), repo.blob("2\n"), repo.blob("3\n")
    ann = ("Ann", "ann@example.org")
    assert found.rows == {
        tables.COMMITS: [
            (second, first, *ann, START + MINUTE, *ann, START + MINUTE, "two", NOW),
            (first, "", *ann, START, *ann, START, "one", NOW),
        ],
        tables.COMMIT_FILES: [
            (second, "a", "M", three),
            (second, "b/c", "D", None),
            (first, "a", "A", one),
            (first, "b/c", "A", two),
        ],
        tables.FILES: [("a", three, "100644", first, START, second, START + MINUTE)],
        tables.PULL_REQUESTS: [],
        tables.PULL_REQUEST_COMMITS: [],
        tables.PULL_REQUEST_FILES: [],
        tables.REFS: [("HEAD", second), ("refs/heads/main", second)],
    }
    assert (found.repository, found.branch, found.head) == (str(repo.path), "main", second)
    assert (found.web, found.problems) == (None, [])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plain.py", "plain.py"),
        ("tab\there", "tab\there"),
        ("line\nbreak", "line\nbreak"),
        ("back\\slash", "back\\slash"),
        ('quote"inside', 'quote"inside'),
        ('"quoted"', '"\\"quoted\\""'),
        (":100644 100644 a b M", ":100644 100644 a b M"),
        ("주간/제출.py", "주간/제출.py"),
        ("\u202eevil.py", "\u202eevil.py"),
        ("x" * 300, "x" * 300),
        (b"caf\xe9.py", '"caf\\351.py"'),
        (b"\xed\xa0\x80\t\x01", '"\\355\\240\\200\\t\\001"'),
        (b'"\xff', '"\\"\\377"'),
    ],
)
def test_paths_survive(repo: Repo, collect: Collect, name: str | bytes, kept: str) -> None:
    commit = repo.commit("a path", {name: "x", "z": "z"})
    repo.main(commit)
    rows = collect(repo.path).rows
    blob = repo.blob("x")
    assert (commit, kept, "A", blob) in rows[tables.COMMIT_FILES]
    assert (kept, blob, "100644", commit, START, commit, START) in rows[tables.FILES]
    assert len(rows[tables.COMMIT_FILES]) == len(rows[tables.FILES]) == 2


def test_two_paths_never_become_one() -> None:
    assert quoted('"\\377"') != quoted("\udcff")


@pytest.mark.parametrize(
    ("author", "encoding", "name", "mail"),
    [
        ("José <j@x>", "", "José", "j@x"),
        (b"Jos\xe9 <j@x>", "", "José", "j@x"),
        (b"Jos\xe9 <j@x>", "ISO-8859-1", "José", "j@x"),
        ("김".encode("euc-kr") + b" <k@x>", "", "±è", "k@x"),
        ("김".encode("euc-kr") + b" <k@x>", "EUC-KR", "김", "k@x"),
        ("김 <k@x>", "no-such-encoding", "김", "k@x"),
        (" <nobody@x>", "", "", "nobody@x"),
        (" <>", "", "", ""),
    ],
)
def test_names_survive(
    repo: Repo, collect: Collect, author: str | bytes, encoding: str, name: str, mail: str
) -> None:
    commit = repo.commit("x", author=author, encoding=encoding)
    repo.main(commit)
    expected = (commit, "", name, mail, START, name, mail, START, "x", NOW)
    assert collect(repo.path).rows[tables.COMMITS] == [expected]


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("", ""),
        ("  \n \n", ""),
        ("one\ntwo\n\nthree", "one two"),
        (":100644 100644 0 0 M\n\n:x", ":100644 100644 0 0 M"),
        (b"caf\xe9", "café"),
        ("\x1b[31mred\u202e", "\x1b[31mred\u202e"),
    ],
)
def test_subjects_survive(repo: Repo, collect: Collect, message: str | bytes, subject: str) -> None:
    repo.main(repo.commit(message, {"a": "1"}))
    assert [row[8] for row in collect(repo.path).rows[tables.COMMITS]] == [subject]


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("0 +0000", 0),
        ("4102444800 +0000", 4_102_444_800),
        ("1600000000 +0545", 1_600_000_000),
        ("1600000000 -1200", 1_600_000_000),
        ("1600000000 +5130", 1_600_000_000),
    ],
)
def test_dates_are_moments(repo: Repo, collect: Collect, date: str, seconds: int) -> None:
    repo.main(repo.commit(authored=date, committed=date))
    found = collect(repo.path)
    row = found.rows[tables.COMMITS][0]
    assert (row[4], row[7], found.problems) == (seconds * 1_000_000, seconds * 1_000_000, [])


def _raw(repo: Repo, author_date: str, committer_date: str) -> str:
    tree = repo.git("mktree")
    text = f"tree {tree}\nauthor A <a> {author_date}\ncommitter A <a> {committer_date}\n\nx\n"
    return repo.git(
        "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=text.encode()
    )


def test_a_date_before_1970_is_a_problem_and_takes_the_other(repo: Repo, collect: Collect) -> None:
    commit = _raw(repo, "-86400 +0000", "1600000000 +0000")
    repo.main(commit)
    found = collect(repo.path)
    assert found.rows[tables.COMMITS][0][4] == START
    assert found.problems == [
        f"commit {commit}: a date that git cannot read, kept as its other date or 1970"
    ]


def test_a_date_beyond_calendars_is_a_problem(repo: Repo, collect: Collect) -> None:
    commit = _raw(repo, "1600000000 +0000", "999999999999 +0000")
    repo.main(commit)
    found = collect(repo.path)
    assert found.rows[tables.COMMITS][0][7] == 253_402_300_799_000_000
    assert found.problems == [f"commit {commit}: dated after the year 9999, kept as its end"]


def test_a_nul_in_a_message_ends_it(repo: Repo, collect: Collect) -> None:
    tree = repo.git("mktree")
    text = (
        f"tree {tree}\nauthor A <a> 1600000000 +0000\ncommitter A <a> 1600000000 +0000\n\nx\0:y\0\n"
    )
    commit = repo.git(
        "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=text.encode()
    )
    after = repo.commit("after", {"a": "1"}, parents=[commit], minute=1)
    repo.main(after)
    rows = collect(repo.path).rows
    assert [row[8] for row in rows[tables.COMMITS]] == ["after", "x"]
    assert [row[1] for row in rows[tables.COMMIT_FILES]] == ["a"]


def test_links_and_submodules_are_rows(repo: Repo, collect: Collect) -> None:
    other = "1" * 40
    commit = repo.commit(
        "odd",
        {"a": "1"},
        entries=[f"M 160000 {other} module", "M 120000 inline link", "data 1", "a"],
    )
    again = repo.commit("link becomes file", {"link": "a"}, parents=[commit], minute=1)
    repo.git("config", "diff.ignoreSubmodules", "all")
    repo.main(again)
    rows = collect(repo.path).rows
    blob = repo.blob("a")
    assert rows[tables.FILES] == [
        ("a", repo.blob("1"), "100644", commit, START, commit, START),
        ("link", blob, "100644", commit, START, again, START + MINUTE),
        ("module", other, "160000", commit, START, commit, START),
    ]
    assert (again, "link", "T", blob) in rows[tables.COMMIT_FILES]
    assert (commit, "module", "A", other) in rows[tables.COMMIT_FILES]


@pytest.mark.parametrize("path", ["evil", b"caf\xe9", '"quoted"', ":1 2 3 4 AA"])
def test_a_file_that_only_a_merge_brought_is_dated_by_it(
    repo: Repo, collect: Collect, path: str | bytes
) -> None:
    first = repo.commit("one", {"a": "1"})
    side = repo.commit("side", {"b": "1"}, parents=[first], minute=1)
    merge = repo.commit("merge", {"b": "1", path: "x"}, parents=[first, side], minute=2)
    last = repo.commit("last", {path: "y"}, parents=[merge], minute=3)
    repo.main(last)
    rows = collect(repo.path).rows
    kept = quoted(path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path)
    assert [row for row in rows[tables.COMMIT_FILES] if row[1] == kept] == [
        (last, kept, "M", repo.blob("y")),
        (merge, kept, "A", repo.blob("x")),
    ]
    assert [row for row in rows[tables.COMMIT_FILES] if row[1] == "b"] == [
        (side, "b", "A", repo.blob("1"))
    ]
    assert (
        kept,
        repo.blob("y"),
        "100644",
        *(merge, START + 2 * MINUTE),
        *(last, START + 3 * MINUTE),
    ) in rows[tables.FILES]


def test_a_file_that_only_a_merge_deleted_is_deleted_by_it(repo: Repo, collect: Collect) -> None:
    first = repo.commit("one", {"a": "1", "b": "2"})
    side = repo.commit("side", {"c": "3"}, parents=[first], minute=1)
    main = repo.commit("main", {"d": "4"}, parents=[first], minute=2)
    merge = repo.commit("merge", {"a": None, "c": "3"}, parents=[main, side], minute=3)
    repo.main(merge)
    rows = collect(repo.path).rows
    assert [row for row in rows[tables.COMMIT_FILES] if row[0] == merge] == [
        (merge, "a", "D", None)
    ]
    assert [row[0] for row in rows[tables.FILES]] == ["b", "c", "d"]


@pytest.mark.parametrize("merged", ["1", "2", "3", "4", None])
def test_how_a_merge_resolves_what_a_parent_had_is_no_change_of_its_own(
    repo: Repo, collect: Collect, merged: str | None
) -> None:
    """`a` was "1" before; one side made it "2" and the other "3"; `b` is new on one side."""
    first = repo.commit("one", {"a": "1"})
    side = repo.commit("side", {"a": "2", "b": "2"}, parents=[first], minute=1)
    main = repo.commit("main", {"a": "3"}, parents=[first], minute=2)
    merge = repo.commit("merge", {"a": merged or "3", "b": merged}, parents=[main, side], minute=3)
    repo.main(merge)
    assert [row for row in collect(repo.path).rows[tables.COMMIT_FILES] if row[0] == merge] == []


def test_a_merge_of_three_adds_what_none_of_them_had(repo: Repo, collect: Collect) -> None:
    first = repo.commit("one", {"a": "1"})
    sides = [repo.commit("side", {f"b{n}": "1"}, parents=[first], minute=n) for n in (1, 2)]
    files = {"b1": "1", "b2": "1", "evil": "x"}
    merge = repo.commit("merge", files, parents=[first, *sides], minute=3)
    repo.main(merge)
    assert [row for row in collect(repo.path).rows[tables.COMMIT_FILES] if row[0] == merge] == [
        (merge, "evil", "A", repo.blob("x"))
    ]


def test_first_and_last_go_by_arrival_and_not_by_dates(repo: Repo, collect: Collect) -> None:
    first = repo.commit("one", {"a": "1"}, minute=9)
    side = repo.commit("side", {"a": "2"}, parents=[first], minute=1)
    main = repo.commit("main", {"a": "3"}, parents=[first], minute=5)
    repo.main(repo.commit("merge", {"a": "2"}, parents=[main, side], minute=6))
    [row] = collect(repo.path).rows[tables.FILES]
    assert row[3:] == (first, START + 9 * MINUTE, side, START + MINUTE)


def test_the_users_settings_change_nothing(
    repo: Repo, collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repo.commit("one", {"a": "1\n" * 9, "z": "2"})
    second = repo.commit("two", {"b": "1\n" * 9, "a": None, "y": "3"}, parents=[first], minute=1)
    repo.main(repo.commit("merge", {"c": "4"}, parents=[first, second], minute=2))
    expected = collect(repo.path)
    config = repo.path.parent / "gitconfig"
    config.write_text(
        "[log]\n showSignature=true\n showRoot=false\n diffMerges=first-parent\n date=relative\n"
        " mailmap=true\n follow=true\n decorate=full\n[format]\n pretty=oneline\n"
        "[diff]\n renames=copies\n orderFile=/none\n ignoreSubmodules=all\n noprefix=true\n"
        " relative=true\n external=false\n[color]\n ui=always\n[core]\n quotePath=false\n"
        " abbrev=5\n pager=false\n[i18n]\n logOutputEncoding=UTF-16\n[safe]\n"
        " bareRepository=explicit\n[notes]\n displayRef=*\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_DIR", "/none")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert collect(repo.path) == expected
