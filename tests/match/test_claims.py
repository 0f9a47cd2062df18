"""Whose work on which exercise: from paths, titles, branches and authors."""

import re
import textwrap
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from sgdash import tables
from sgdash.frames import frame
from sgdash.match import Matched, match_program
from sgdash.program.folder import read_program

PROGRAM = """
id: club
title: Club
exercises:
  - {id: two-sum, title: Two Sum, number: 1, aliases: [twosum, "2sum"]}
  - {id: anagram, title: Valid Anagram, number: 7}
submissions:
  conventions:
    - path: "{exercise}/{member}.{ext}"
    - path: "{exercise}/{member}-{number}.{ext}"
    - title: "[{member}] WEEK {number}{rest}"
  ignore: ["**/README.md", "docs/**"]
marks:
  required: false
"""

ROSTER = """
id,login,name,aliases,role
ada,Ada-L,Ada Lovelace,adal;countess,member
bob,bob99,Bob,,member
kim,kim,김하나,,member
"""


def day(n: int) -> pd.Timestamp:
    return pd.Timestamp(f"2024-01-{n:02} 12:00", tz="UTC")


class Repository:
    """Collected tables, told commit by commit."""

    def __init__(self) -> None:
        self.rows: dict[tables.Table, list[tuple]] = {t: [] for t in tables.COLLECTED}

    def commit(
        self, name, paths, *, at=1, seen=31, author="Somebody", email="x@example.org", change="M"
    ):
        """A commit on day `at` that wrote paths with contents, or deleted those without."""
        self.rows[tables.COMMITS].append(
            (name, "", author, email, day(at), author, email, day(at), name, day(seen))
        )
        for path, blob in paths.items():
            letter = "D" if blob is None else change
            self.rows[tables.COMMIT_FILES].append((name, path, letter, blob))
        return self

    def head(self, path, blob, commit):
        """A file at the head of the default branch."""
        row = (path, blob, "100644", commit, day(1), commit, day(1))
        self.rows[tables.FILES].append(row)
        return self

    def pull(self, number, commits, paths, *, author=None, title=None, branch=None, merge=None):
        """A pull request with its own commits and the paths it brings."""
        self.rows[tables.PULL_REQUESTS].append(
            (number, author, None, None, title, branch, None, commits[-1], merge, None, None, None)
        )
        for name in commits:
            self.rows[tables.PULL_REQUEST_COMMITS].append((number, name, commits[-1]))
        for path, blob in paths.items():
            change = "D" if blob is None else "A"
            self.rows[tables.PULL_REQUEST_FILES].append((number, path, change, blob))
        return self

    def matched(self, folder: Path, program=PROGRAM, roster=ROSTER, web=None) -> Matched:
        home = folder / "club"
        home.mkdir(exist_ok=True)
        (home / "program.yaml").write_text(textwrap.dedent(program), encoding="utf-8")
        (home / "members.csv").write_text(roster.strip() + "\n", encoding="utf-8")
        opened, problems = read_program(home)
        assert problems == []
        assert opened is not None
        return match_program(opened, {t: frame(t, rows) for t, rows in self.rows.items()}, web)


def in_pull(path, **about) -> Repository:
    """A repository with one pull request that brings one path."""
    return Repository().commit("c1", {path: "b1"}).pull(1, ["c1"], {path: "b1"}, **about)


def pairs(matched: Matched) -> list[tuple[str, str]]:
    return list(zip(matched.submissions["member"], matched.submissions["exercise"], strict=True))


def reasons(matched: Matched) -> list[tuple[str, str, str, object]]:
    table = matched.unmatched[["kind", "ref", "reason", "guess"]]
    return [tuple(None if pd.isna(v) else v for v in row) for row in table.values.tolist()]


@pytest.mark.parametrize(
    ("path", "pair"),
    [
        ("two-sum/ada.py", ("ada", "two-sum")),
        ("two-sum/Ada-L.py", ("ada", "two-sum")),
        ("Two Sum/ADA-L.PY", ("ada", "two-sum")),
        ("TWOSUM/countess.kt", ("ada", "two-sum")),
        ("2sum/Ada Lovelace.txt", ("ada", "two-sum")),
        ("valid anagram/bob99.go", ("bob", "anagram")),
        ("anagram/bob-2.go", ("bob", "anagram")),
        ("anagram/김하나.py", ("kim", "anagram")),
        (unicodedata.normalize("NFD", "anagram/김하나.py"), ("kim", "anagram")),
        ("anagram/ｋｉｍ.py", ("kim", "anagram")),
    ],
)
def test_a_path_names_exercise_and_member_by_any_of_their_names(tmp_path, path, pair):
    matched = in_pull(path).matched(tmp_path)
    assert (pairs(matched), reasons(matched)) == ([pair], [])


NEW = "the pull request is by {}, who is not in members.csv"
ROSTER_WITHOUT_LOGINS = """
id,login,name,aliases,role
ada,,Ada Lovelace,,member
bob,bob99,Bob,bobby,member
"""


def brought(*by: tuple[str, str]) -> Repository:
    """A pull request by each account, with a path."""
    repository = Repository()
    for number, (author, path) in enumerate(by, start=1):
        repository.commit(f"c{number}", {path: f"b{number}"})
        repository.pull(number, [f"c{number}"], {path: f"b{number}"}, author=author)
    return repository


def offered(repository, tmp_path, program=PROGRAM) -> list[tuple[str, str, str | None]]:
    """Where, what and what to add of each finding."""
    found = repository.matched(tmp_path, program, ROSTER_WITHOUT_LOGINS).findings
    rows = found[["ref", "detail", "fix"]].astype("object").where(found.notna(), None)
    return [tuple(row) for row in rows.values.tolist()]


def test_a_stranger_who_brought_one_member_s_work_may_be_that_member(tmp_path):
    repository = brought(
        ("Ada-L", "two-sum/ada.py"), ("ada-l", "anagram/ada.py"), ("bobtail", "two-sum/bob.py")
    )
    assert offered(repository, tmp_path) == [
        ("#1 two-sum/ada.py", NEW.format("Ada-L"), "members.csv:2: ada,Ada-L,Ada Lovelace,,member"),
        ("#2 anagram/ada.py", NEW.format("ada-l"), "members.csv:2: ada,Ada-L,Ada Lovelace,,member"),
        (
            "#3 two-sum/bob.py",
            NEW.format("bobtail"),
            "members.csv:3: bob,bob99,Bob,bobby; bobtail,member",
        ),
    ]


def test_who_brought_the_work_of_several_or_shares_it_with_another_is_nobody_s_guess(tmp_path):
    several = brought(("carrier", "two-sum/ada.py"), ("carrier", "two-sum/bob.py"))
    assert [fix for *_, fix in offered(several, tmp_path)] == [None, None]
    shared = brought(("one", "two-sum/ada.py"), ("two", "anagram/ada.py"))
    assert [fix for *_, fix in offered(shared, tmp_path)] == [None, None]


def test_for_who_is_from_outside_no_line_is_offered(tmp_path):
    program = re.sub(r"( *)conventions:", r"\1outsiders: [A-BOT]\n\1conventions:", PROGRAM, count=1)
    repository = brought(("a-bot", "two-sum/ada.py"), ("a-bot", "two-sum/carl.py"))
    assert [fix for *_, fix in offered(repository, tmp_path, program)] == [None]
    unmatched = repository.matched(tmp_path, program, ROSTER_WITHOUT_LOGINS).unmatched
    assert unmatched["ref"].tolist() == ["#2 two-sum/carl.py"]
    assert unmatched["fix"].isna().tolist() == [True]


@pytest.mark.parametrize(
    "written",
    ["two_sum", "TwoSum", "Two Sum", "twosum", "TWO-SUM", "two__sum", "Two - Sum", "-two-sum_"],
)
def test_an_exercise_is_known_however_its_words_are_parted(tmp_path, written):
    program = PROGRAM.replace(', aliases: [twosum, "2sum"]', "")
    matched = in_pull(f"{written}/ada.py").matched(tmp_path, program)
    assert (pairs(matched), reasons(matched)) == ([("ada", "two-sum")], [])


@pytest.mark.parametrize(
    ("written", "exercise"),
    [
        ("week_11", "week-11"),
        ("Week11", "week-11"),
        ("week 1.1", None),
        ("week-1_1", None),  # what parts two numbers is a part of the name
        ("week 1 2", "week-1-2"),
        ("WEEK1_2", "week-1-2"),
        ("week12", None),
    ],
)
def test_what_parts_two_numbers_is_not_left_out(tmp_path, written, exercise):
    program = PROGRAM.replace(
        "submissions:", "  - {id: week-11, title: W}\n  - {id: week-1-2, title: V}\nsubmissions:", 1
    )
    matched = in_pull(f"{written}/ada.py").matched(tmp_path, program)
    assert pairs(matched) == ([("ada", exercise)] if exercise else [])


def test_a_spelling_that_is_an_exercise_of_its_own_means_that_one(tmp_path):
    program = PROGRAM.replace("submissions:", "  - {id: two_sum, title: Other}\nsubmissions:", 1)
    assert pairs(in_pull("two_sum/ada.py").matched(tmp_path, program)) == [("ada", "two_sum")]
    assert pairs(in_pull("two-sum/ada.py").matched(tmp_path, program)) == [("ada", "two-sum")]
    unclear = in_pull("TwoSum/ada.py").matched(tmp_path, program.replace("[twosum, ", "["))
    assert reasons(unclear) == [
        (
            "pull request file",
            "#1 TwoSum/ada.py",
            '"twosum" means several exercises: two-sum, two_sum',
            "two-sum, two_sum",
        )
    ]


def test_members_are_known_as_they_are_spelled_and_guessed_otherwise(tmp_path):
    matched = in_pull("two-sum/ada_love_lace.py").matched(tmp_path)
    assert reasons(matched) == [
        (
            "pull request file",
            "#1 two-sum/ada_love_lace.py",
            'no member is called "ada_love_lace"',
            "ada",
        )
    ]


@pytest.mark.parametrize(
    ("path", "reason", "guess"),
    [
        ("two-sum/carl.py", 'no member is called "carl"', None),
        ("two-sum/bob9.py", 'no member is called "bob9"', "bob"),
        ("two-summ/ada.py", 'no exercise is called "two-summ"', "two-sum"),
        (
            "tree/carl.py",
            'no member is called "carl"; no exercise is called "tree"',
            None,
        ),
        ("two-sum/ada.go.md", 'no member is called "ada.go"', "ada"),
        ("two-sum/ada,py", "fits no convention", "two-sum, ada"),
        ("two-sum/deep/ada.py", "fits no convention", "two-sum, ada"),
        ("notes.txt", "fits no convention", None),
    ],
)
def test_what_matches_nothing_is_listed_with_reason_and_guess(tmp_path, path, reason, guess):
    matched = in_pull(path).matched(tmp_path)
    assert pairs(matched) == []
    assert reasons(matched) == [("pull request file", f"#1 {path}", reason, guess)]


def test_a_name_that_means_several_members_is_nobodys(tmp_path):
    roster = "id,name\nann1,Ann\nann2,Ann\n"
    matched = in_pull("two-sum/ann.py").matched(tmp_path, roster=roster)
    assert pairs(matched) == []
    assert reasons(matched)[0][2] == '"ann" means several members: ann1, ann2'


def test_ignored_paths_are_no_submissions_and_still_accounted_for(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"README.md": "b", "two-sum/readme.md": "b", "docs/a/b.py": "b"})
        .head("README.md", "b", "c1")
        .head("two-sum/readme.md", "b", "c1")
        .head("docs/a/b.py", "b", "c1")
    )
    matched = repository.matched(tmp_path)
    assert len(matched.unmatched) == 0
    assert matched.ignored[["ref", "reason"]].values.tolist() == [
        ["README.md", "ignored by **/README.md"],
        ["two-sum/readme.md", "ignored by **/README.md"],
        ["docs/a/b.py", "ignored by docs/**"],
    ]


def test_a_pull_request_may_carry_the_work_of_several_exercises_and_members(tmp_path):
    paths = {"two-sum/ada.py": "b1", "anagram/ada.py": "b2", "two-sum/bob.py": "b3"}
    matched = Repository().commit("c1", paths).pull(5, ["c1"], paths).matched(tmp_path)
    assert pairs(matched) == [("ada", "anagram"), ("ada", "two-sum"), ("bob", "two-sum")]


def test_a_file_that_a_pull_request_deletes_is_no_submission(tmp_path):
    repository = Repository().commit("c1", {"two-sum/ada.py": None})
    matched = repository.pull(1, ["c1"], {"two-sum/ada.py": None}).matched(tmp_path)
    assert pairs(matched) == []
    assert reasons(matched)[0][:2] == ("pull request", "#1")


def test_author_and_path_that_disagree_are_a_finding_and_the_path_holds(tmp_path):
    matched = in_pull("two-sum/ada.py", author="bob99").matched(tmp_path)
    assert pairs(matched) == [("ada", "two-sum")]
    assert matched.findings[["kind", "ref", "member", "detail"]].values.tolist() == [
        [
            "author differs",
            "#1 two-sum/ada.py",
            "ada",
            "the pull request is bob's, the path says ada",
        ]
    ]


def test_an_author_who_is_not_in_the_roster_is_a_finding(tmp_path):
    matched = in_pull("two-sum/ada.py", author="stranger").matched(tmp_path)
    assert matched.findings["detail"].tolist() == [
        "the pull request is by stranger, who is not in members.csv"
    ]


def test_a_title_that_names_another_member_is_a_finding(tmp_path):
    matched = in_pull("two-sum/ada.py", title="[bob99] week 01 solutions").matched(tmp_path)
    assert matched.findings["detail"].tolist() == ["the title says bob, the path says ada"]


@pytest.mark.parametrize("author", ["Ada-L", "ada-l", None])
def test_an_author_who_is_the_member_is_no_finding(tmp_path, author):
    matched = in_pull("two-sum/ada.py", author=author).matched(tmp_path)
    assert len(matched.findings) == 0


def test_the_title_counts_where_a_pull_request_brings_no_file(tmp_path):
    repository = Repository().commit("c1", {"README.md": "b"})
    repository.pull(9, ["c1"], {"README.md": "b"}, title="[Ada-L] WEEK 07: a notebook")
    matched = repository.matched(tmp_path, web="https://example.org/club")
    assert pairs(matched) == [("ada", "anagram")]
    assert matched.attempts[["ref", "url"]].values.tolist() == [
        ["#9", "https://example.org/club/pull/9"]
    ]


def test_the_title_counts_where_none_of_the_files_is_a_submission(tmp_path):
    program = PROGRAM.replace('    - path: "{exercise}/{member}.{ext}"\n', "").replace(
        '    - path: "{exercise}/{member}-{number}.{ext}"\n', ""
    )
    paths = {"src/Main.java": "b1"}
    repository = Repository().commit("c1", paths).head("src/Main.java", "b1", "c1")
    repository.pull(3, ["c1"], paths, title="[bob99] week 1")
    matched = repository.matched(tmp_path, program)
    assert pairs(matched) == [("bob", "two-sum")]
    assert reasons(matched) == []


def test_files_of_one_name_in_several_pull_requests_are_all_listed(tmp_path):
    repository = Repository()
    for number in (1, 2, 3):
        name, paths = f"c{number}", {"solution.py": f"b{number}"}
        repository.commit(name, paths).pull(number, [name], paths)
    assert [row[1] for row in reasons(repository.matched(tmp_path))] == [
        "#1 solution.py",
        "#2 solution.py",
        "#3 solution.py",
    ]


def test_a_known_login_says_more_than_a_name_that_anybody_can_write(tmp_path):
    repository = Repository().commit("c1", {"two-sum.py": "b1"}, author="Ada Lovelace")
    repository.rows[tables.PULL_REQUESTS].append(
        (1, "mallory", "Ada Lovelace", None, None, None, None, "c1", None, None, None, None)
    )
    repository.rows[tables.PULL_REQUEST_COMMITS].append((1, "c1", "c1"))
    repository.rows[tables.PULL_REQUEST_FILES].append((1, "two-sum.py", "A", "b1"))
    matched = repository.matched(tmp_path, AUTHORED)
    assert pairs(matched) == []


AUTHORED = PROGRAM.replace("{exercise}/{member}.{ext}", "{exercise}.{ext}")


def test_a_convention_without_a_member_leaves_it_to_the_author(tmp_path):
    by_login = in_pull("two-sum.py", author="BOB99").matched(tmp_path, AUTHORED)
    assert pairs(by_login) == [("bob", "two-sum")]
    by_title = in_pull("two-sum.py", title="[countess] WEEK 1").matched(tmp_path, AUTHORED)
    assert pairs(by_title) == [("ada", "two-sum")]
    by_nobody = in_pull("two-sum.py", author="who").matched(tmp_path, AUTHORED)
    assert reasons(by_nobody)[0][2] == "names no member, and its author is not a known one"


def test_a_file_pushed_straight_to_the_branch_is_its_first_committers(tmp_path):
    repository = Repository().commit("c1", {"two-sum.py": "b"}, author="Ada Lovelace")
    matched = repository.head("two-sum.py", "b", "c1").matched(tmp_path, AUTHORED)
    assert pairs(matched) == [("ada", "two-sum")]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("[files]", [("ada", "two-sum")]),
        ("[pull requests]", [("bob", "two-sum")]),
        ("[files, pull requests]", [("ada", "two-sum"), ("bob", "two-sum")]),
    ],
)
def test_the_program_says_what_is_a_submission(tmp_path, count, expected):
    repository = (
        Repository()
        .commit("c1", {"two-sum/ada.py": "b1"})
        .head("two-sum/ada.py", "b1", "c1")
        .commit("c2", {"two-sum/bob.py": "b2"})
        .pull(1, ["c2"], {"two-sum/bob.py": "b2"})
    )
    program = PROGRAM.replace("submissions:", f"submissions:\n  count: {count}")
    matched = repository.matched(tmp_path, program)
    assert pairs(matched) == expected
    told = set(matched.unmatched["guess"])
    assert told == {"two-sum, ada", "two-sum, bob"} - {f"two-sum, {m}" for m, _ in expected}


def test_a_file_that_no_commit_dates_is_listed_and_not_lost(tmp_path):
    repository = Repository()
    repository.rows[tables.FILES].append(("two-sum/ada.py", "b", "100644", None, None, None, None))
    matched = repository.matched(tmp_path)
    assert reasons(matched) == [
        ("file", "two-sum/ada.py", "no commit that is known dates it", "two-sum, ada")
    ]


def test_a_program_without_conventions_matches_nothing_and_misses_nothing(tmp_path):
    program = "id: club\ntitle: Club\n"
    matched = in_pull("two-sum/ada.py").matched(tmp_path, program)
    assert (len(matched.submissions), len(matched.unmatched)) == (0, 0)


def test_an_empty_repository_matches_nothing(tmp_path):
    matched = Repository().matched(tmp_path)
    assert (len(matched.submissions), len(matched.unmatched), len(matched.findings)) == (0, 0, 0)


def test_what_outsiders_brought_is_set_aside_and_still_accounted_for(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"two-sum/carl.py": "b1", "two-sum/dan.py": "b2"})
        .head("two-sum/carl.py", "b1", "c1")
        .head("two-sum/dan.py", "b2", "c1")
        .commit("c2", {"notes.txt": "b3"})
        .pull(2, ["c2"], {"notes.txt": "b3"}, author="Old-Hand")
    )
    outsiders = 'outsiders: [CARL, old-hand, "nobody known"]\n'
    program = re.sub(r"( *)conventions:", rf"\1{outsiders}\1conventions:", PROGRAM, count=1)
    matched = repository.matched(tmp_path, program=program)
    assert [row[1] for row in reasons(matched)] == ["two-sum/dan.py"]
    assert matched.ignored[["ref", "reason"]].values.tolist() == [
        ["two-sum/carl.py", "of carl, who is from outside by program.yaml"],
        ["#2 notes.txt", "of Old-Hand, who is from outside by program.yaml"],
    ]


def test_a_name_among_outsiders_is_one_although_a_member_is_guessed_for_it(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"two-sum/adda.py": "b1"})
        .head("two-sum/adda.py", "b1", "c1")
        .commit("c2", {"anagram/adda.py": "b2"})
        .pull(2, ["c2"], {"anagram/adda.py": "b2"}, author="ada-l")
    )
    assert [row[1:] for row in reasons(repository.matched(tmp_path))] == [
        ("two-sum/adda.py", 'no member is called "adda"', "ada"),
        ("#2 anagram/adda.py", 'no member is called "adda"', "ada"),
    ]
    program = re.sub(r"( *)conventions:", r"\1outsiders: [adda]\n\1conventions:", PROGRAM, count=1)
    matched = repository.matched(tmp_path, program=program)
    assert matched.unmatched.empty
    assert matched.ignored[["ref", "reason"]].values.tolist() == [
        ["two-sum/adda.py", "of adda, who is from outside by program.yaml"],
        ["#2 anagram/adda.py", "of adda, who is from outside by program.yaml"],
    ]


def test_who_brings_the_work_of_others_hides_nobody_by_being_from_outside(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"two-sum/newbie.py": "b1"}, author="helper-bot")
        .head("two-sum/newbie.py", "b1", "c1")
        .commit("c2", {"anagram/newbie.py": "b2", "notes.txt": "b3"})
        .pull(2, ["c2"], {"anagram/newbie.py": "b2", "notes.txt": "b3"}, author="helper-bot")
        .commit("c3", {})
        .pull(3, ["c3"], {}, author="helper-bot", title="[newbie] WEEK 7")
    )
    program = re.sub(
        r"( *)conventions:", r"\1outsiders: [helper-bot]\n\1conventions:", PROGRAM, count=1
    )
    matched = repository.matched(tmp_path, program=program)
    assert [row[1] for row in reasons(matched)] == [
        "two-sum/newbie.py",
        "#2 anagram/newbie.py",
        "#3",
    ]
    assert matched.ignored["ref"].tolist() == ["#2 notes.txt"]


def test_a_guessed_member_is_no_outsider_for_who_brought_it(tmp_path):
    repository = in_pull("two-sum/ada,py", author="carl")
    program = re.sub(r"( *)conventions:", r"\1outsiders: [carl]\n\1conventions:", PROGRAM, count=1)
    matched = repository.matched(tmp_path, program=program)
    assert [row[1] for row in reasons(matched)] == ["#1 two-sum/ada,py"]
    assert matched.ignored.empty
