"""`sgdash freeze` and `sgdash diff`: "it showed eligible yesterday" gets an answer."""

import csv
import hashlib
import io
import json

import pytest
from committing import commit

MOMENT = "2024-03-01T12:00:00Z"
NOTHING_MOVED = (
    "Nothing moved since it was frozen as of 2024-03-01 13:00:00 CET: no answer and no evidence.\n"
)


@pytest.fixture
def frozen(home, repository, run):
    """The frozen list of a collected program."""
    assert run("collect", "club", "--from", repository)[0] == 0
    code, out, err = run("freeze", "club", "--as-of", MOMENT)
    file = home / "programs" / "club" / "frozen" / "2024-03-01T12-00-00Z.json"
    assert (code, err) == (0, "")
    assert out == (
        "club: 4 verdicts and 4 statuses as of 2024-03-01 13:00:00 CET are in "
        f"{file}, SHA-256 {json.loads(file.read_text())['digest']}.\n"
    )
    return file


@pytest.fixture
def moved(frozen, run):
    """What moved: (what, member, exercise, before, after, reason) of each line."""

    def call(*args):
        code, out, err = run("diff", "club", *args, "--format", "csv")
        assert (code, err) == (0, "")
        head = ["what", "member", "exercise", "before", "after", "reason"]
        return [tuple(row[name] for name in head) for row in csv.DictReader(io.StringIO(out))]

    return call


def edit(frozen, name, *pairs):
    file = frozen.parents[1] / name
    text = file.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)


def test_the_document_says_who_and_what_it_rests_on(frozen, run):
    document = json.loads(frozen.read_text(encoding="utf-8"))
    assert list(document) == [
        *("format", "program", "as_of", "sgdash", "verdicts", "statuses", "evidence", "digest")
    ]
    assert (document["program"], document["as_of"]) == ("club", MOMENT)
    assert document["verdicts"][0] == {
        "member": "ada",
        "verdict": "eligible",
        "completed": 1,
        "assigned": 2,
        "required": 1,
        "project": None,
        "reason": "1 of 2 exercises, 1 needed",
    }
    assert document["statuses"][2] == {
        "member": "bob",
        "exercise": "a1",
        "status": "incomplete",
        "reason": "late: first handed in after the deadline",
    }
    evidence = {name: part["rows"] for name, part in document["evidence"].items()}
    assert evidence["deadline"] == [
        [None, "a1", "", "2024-01-10T17:00:00Z"],
        [None, "a2", "", "2024-02-11T11:59:59Z"],
    ]
    assert evidence["roster"][0] == ["ada", None, "", "name Ada Lovelace; role member; login ada-l"]
    assert [row[:2] for row in evidence["attempt"]] == [["ada", "a1"], ["bob", "a1"]]
    assert evidence["attempt"][0][3].startswith(
        "2024-01-09T11:00:00Z by the commit clock, a1/ada.py"
    )
    assert [None, None, "certificate.bar.share", "50%"] in evidence["program file"]
    assert evidence["decision"] == evidence["attendance"] == []
    assert len(evidence["mark"]) == 1


def test_the_digests_can_be_checked_without_sgdash(frozen):
    def digest(value):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    document = json.loads(frozen.read_text(encoding="utf-8"))
    assert document.pop("digest") == digest(document)
    for part in document["evidence"].values():
        assert part["digest"] == digest(part["rows"])


def test_freezing_twice_writes_the_same_bytes(frozen, run, tmp_path):
    before = frozen.read_bytes()
    code, out, _ = run("freeze", "club", "--as-of", MOMENT)
    assert code == 0
    assert " were already in " in out
    assert frozen.read_bytes() == before
    run("freeze", "club", "--as-of", MOMENT, "--to", tmp_path / "deep" / "x.json")
    assert (tmp_path / "deep" / "x.json").read_bytes() == before


def test_another_list_is_never_overwritten(frozen, run):
    before = frozen.read_bytes()
    edit(frozen, "program.yaml", ("50%", "51%"))
    code, out, err = run("freeze", "club", "--as-of", MOMENT)
    assert (code, out) == (2, "")
    assert "is there already and says something else" in err
    assert err.count("\n") == 1
    assert frozen.read_bytes() == before


def test_a_moment_to_come_cannot_be_frozen(frozen, run):
    code, _, err = run("freeze", "club", "--as-of", "2199-01-01")
    assert code == 2
    assert 'sgdash: --as-of: "2199-01-01" is still to come' in err


def test_nothing_moved_and_that_is_said(frozen, run, moved):
    assert moved() == []
    assert run("diff", "club") == (0, NOTHING_MOVED, "")
    assert run("diff", "club", frozen) == (0, NOTHING_MOVED, "")


def test_remarks_and_the_order_of_lines_are_no_evidence(frozen, run):
    edit(
        frozen,
        "program.yaml",
        ("id: club\n", "# a remark\nid: club\n"),
        ('"{e', "'{e"),
        ('t}"', "t}'"),
    )
    edit(frozen, "decisions.yaml", ("\n-", "\n\n# moved\n-"))
    assert run("diff", "club")[1] == NOTHING_MOVED


def test_a_changed_bar_and_whom_it_moves(frozen, moved):
    edit(frozen, "program.yaml", ("50%", "51%"))
    assert moved() == [
        ("verdict", "ada", "", "eligible", "out of reach", "1 of 2 exercises, 2 needed"),
        (
            *("verdict reason", "bob", ""),
            *("0 of 2 exercises, 1 needed", "0 of 2 exercises, 2 needed", "still out of reach"),
        ),
        (
            *("program file", "", ""),
            *("certificate.bar.share: 50%", "certificate.bar.share: 51%", "changed"),
        ),
    ]


def test_a_changed_deadline_is_named_even_if_no_verdict_changed(frozen, moved):
    edit(frozen, "program.yaml", ("due: 2024-02-10", "due: 2024-02-12"))
    assert moved() == [
        ("deadline", "", "a2", "2024-02-11T11:59:59Z", "2024-02-13T11:59:59Z", "changed"),
        (
            *("program file", "", ""),
            *("exercises.a2.due: 2024-02-10", "exercises.a2.due: 2024-02-12", "changed"),
        ),
    ]


def test_numbers_that_moved_without_a_verdict_are_told(frozen, run, moved):
    before = frozen.with_name("before.json")
    run("freeze", "club", "--as-of", "2024-01-20", "--to", before)
    excused = (
        "- {kind: excused, at: 2024-01-15, by: org, member: bob, exercise: a1, reason: Ill.}\n"
    )
    edit(frozen, "decisions.yaml", ("reason: good}\n", f"reason: good}}\n{excused}"))
    assert moved(before) == [
        ("status", "bob", "a1", "incomplete", "excused", "Ill. (org, decisions.yaml:3)"),
        (
            *("verdict reason", "bob", ""),
            "0 of 2 exercises, 1 needed, 1 still open",
            "0 of 1 exercises, 1 needed, 1 still open",
            "still on course",
        ),
        ("decision", "bob", "a1", "", "excused of 2024-01-15 by org: reason Ill.", "appeared"),
    ]


def test_another_reason_for_the_same_status_is_told(frozen, run, moved):
    before = frozen.with_name("before.json")
    edit(frozen, "decisions.yaml", ("mark: complete", "mark: incomplete"))
    run("freeze", "club", "--as-of", "2024-01-11T12:00:00Z", "--to", before)
    edit(frozen, "decisions.yaml", ("reason: good", "reason: no plots"))
    status, mark = moved(before)
    assert status == (
        *("status reason", "ada", "a1"),
        *("marked incomplete: good", "marked incomplete: no plots", "still feedback given"),
    )
    assert mark[0] == "mark"


def test_a_mark_that_was_rewritten(frozen, moved):
    edit(frozen, "decisions.yaml", ("mark: complete", "mark: incomplete"))
    assert [row[:3] + row[5:] for row in moved()] == [
        ("verdict", "ada", "", "0 of 2 exercises, 1 needed"),
        ("status", "ada", "a1", "not resubmitted in time"),
        ("mark", "ada", "a1", "changed"),
    ]


def test_a_decision_dated_back_appears_and_one_of_today_does_not(frozen, moved):
    later = "- {kind: excused, at: 2024-04-01, by: org, member: bob, exercise: a1, reason: Ill.}\n"
    edit(frozen, "decisions.yaml", ("reason: good}\n", f"reason: good}}\n{later}"))
    assert moved() == []
    assert [row[0] for row in moved("--as-of", "2024-04-02")] == [
        "status",
        "verdict reason",
        "decision",
    ]
    edit(frozen, "decisions.yaml", ("at: 2024-04-01", "at: 2024-02-01"))
    assert moved()[1:] == [
        (
            *("verdict reason", "bob", ""),
            *("0 of 2 exercises, 1 needed", "0 of 1 exercises, 1 needed", "still out of reach"),
        ),
        ("decision", "bob", "a1", "", "excused of 2024-02-01 by org: reason Ill.", "appeared"),
    ]


def test_a_line_of_the_roster_that_vanished(frozen, moved):
    edit(frozen, "members.csv", ("eve,,Eve,,auditor\n", ""))
    assert moved() == [
        ("verdict", "eve", "", "not a candidate", "", "no longer asked for"),
        ("roster", "eve", "", "name Eve; role auditor", "", "vanished"),
    ]


def test_work_that_was_pushed_later_shows_at_present_only(frozen, repository, run, moved):
    commit(repository, "2024-03-02T12:00:00Z", "a2/ada.py")
    run("collect", "club", "--from", repository)
    assert moved() == []
    appeared = moved("--as-of", "now")
    assert [row[:3] + row[5:] for row in appeared] == [
        ("status", "ada", "a2", "late: first handed in after the deadline"),
        ("attempt", "ada", "a2", "appeared"),
    ]
    assert "2024-03-02T12:00:00Z by the commit clock, a2/ada.py" in appeared[1][4]


def test_work_that_became_known_by_an_alias_counts_as_it_was_dated(frozen, moved):
    edit(frozen, "members.csv", ("bob99,Bob,,", "bob99,Bob,stranger,"))
    assert [row[:3] for row in moved()] == [
        ("verdict", "bob", ""),
        ("status", "bob", "a2"),
        ("attempt", "bob", "a2"),
        ("roster", "bob", ""),
    ]


def test_two_decisions_of_one_day_are_told_apart(frozen, moved):
    waived = (
        "- {{kind: waiver, at: 2024-02-01, by: org, member: bob, requirement: bar, reason: {}}}\n"
    )
    edit(frozen, "decisions.yaml", ("reason: good}\n", "reason: good}\n" + waived.format("A")))
    assert [row[4] for row in moved() if row[0] == "decision"] == [
        "waiver of 2024-02-01 by org: reason A; requirement bar"
    ]
    edit(frozen, "decisions.yaml", (waived.format("A"), waived.format("A") + waived.format("B")))
    assert [row[5] for row in moved() if row[0] == "decision"] == ["appeared", "appeared"]


def test_the_newest_list_is_the_one_compared_with(frozen, run):
    run("freeze", "club", "--as-of", "2024-01-10")
    assert run("diff", "club")[1] == NOTHING_MOVED
    code, out, _ = run("diff", "club", frozen.with_name("2024-01-10T22-59-59Z.json"))
    assert (code, out) == (0, NOTHING_MOVED.replace("03-01 13:00:00", "01-10 23:59:59"))


def test_the_table_says_between_which_moments(frozen, run):
    edit(frozen, "program.yaml", ("50%", "51%"))
    _, out, _ = run("diff", "club", "--as-of", "2024-03-02T00:00:00Z")
    version = json.loads(frozen.read_text())["sgdash"]
    assert out.splitlines()[0] == (
        f"Frozen as of 2024-03-01 13:00:00 CET by sgdash {version}, compared as of "
        "2024-03-02 01:00:00 CET: 1 verdict and 0 statuses changed, 2 other lines moved."
    )


def test_another_sgdash_is_named(frozen, run):
    document = json.loads(frozen.read_text())
    document["sgdash"] = "0.0.1"
    frozen.write_text(json.dumps(document))
    _, out, _ = run("diff", "club", "--format", "csv")
    assert ",,,sgdash,0.0.1," in out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"out of reach"', '"eligible"', "verdicts, statuses or head"),
        ("50%", "40%", "program file"),
        ("role auditor", "role member", "roster"),
        ("2024-03-01T12:00:00Z", "2024-03-01T12:00:01Z", "verdicts, statuses or head"),
    ],
)
def test_an_edited_list_is_told(frozen, run, old, new, told):
    frozen.write_text(frozen.read_text().replace(old, new))
    code, _, err = run("diff", "club")
    assert code == 1
    assert err == (
        f"{frozen}: was edited after it was frozen: {told}. "
        f"Look for who did: git log -p -- {frozen}\n"
    )


@pytest.mark.parametrize(
    "contents",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"format": 2}',
        "[" * 100_000,
        '{"a":' * 5000,
        "\ud800",
        "\x00",
        "1e999",
    ],
)
def test_a_file_that_is_no_frozen_list_is_one_line(frozen, run, contents):
    frozen.write_bytes(contents.encode("utf-8", "surrogatepass"))
    code, out, err = run("diff", "club")
    assert (code, out) == (2, "")
    assert f"{frozen}: is no frozen list (" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["diff", "club"], "holds no frozen list. Make one: sgdash freeze club"),
        (["diff", "club", "/nowhere.json"], "/nowhere.json: No such file or directory"),
        (["diff", "club", "--as-of", "tomorrow"], "holds no frozen list"),
        (["freeze", "club", "--as-of", "x"], '--as-of: "x" is not a date.'),
        (["freeze", "club", "--to", "/proc/nowhere/x.json"], "/proc/nowhere/x.json: "),
    ],
)
def test_a_wrong_command_is_one_line_and_exits_with_2(home, repository, run, args, said):
    run("collect", "club", "--from", repository)
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["freeze", "diff"])
def test_before_anything_was_collected_nothing_is_frozen(home, run, command):
    assert run(command, "club") == (
        2,
        "",
        (
            "sgdash: club: nothing has been collected yet, so nobody is judged. "
            "Run: sgdash collect club\n"
        ),
    )


def test_a_list_of_another_program_is_refused(frozen, run):
    frozen.write_text(frozen.read_text().replace('"program": "club"', '"program": "other"'))
    code, _, err = run("diff", "club")
    assert code == 2
    assert 'is of the program "other"' in err


def test_a_program_without_a_certificate_freezes_its_statuses(frozen, home, run, tmp_path):
    edit(frozen, "program.yaml", ("certificate:\n  bar: {share: 50%}\n", ""))
    code, out, _ = run("freeze", "club", "--as-of", MOMENT, "--to", tmp_path / "x.json")
    assert (code, out.startswith("club: 0 verdicts and 4 statuses as of ")) == (0, True)
    assert run("diff", "club", tmp_path / "x.json")[1] == NOTHING_MOVED


def test_an_empty_program_can_be_frozen(home, run):
    folder = home / "programs" / "club"
    (folder / "program.yaml").write_text("id: club\ntitle: Club\n")
    for name in ("members.csv", "decisions.yaml"):
        (folder / name).unlink()
    assert run("freeze", "club", "--as-of", MOMENT)[0] == 0
    assert run("diff", "club")[1] == NOTHING_MOVED.replace("13:00:00 CET", "12:00:00 UTC")


def test_half_a_letter_in_a_frozen_list_is_one_line(frozen, run):
    frozen.write_text(frozen.read_text().replace('"role auditor"', '"x"').replace("Eve", "\\ud800"))
    code, _, err = run("diff", "club")
    assert code == 2
    assert "is no frozen list (" in err
    assert err.count("\n") == 1


def edited_roster(frozen, aliases):
    file = frozen.parents[1] / "members.csv"
    file.write_text(file.read_text().replace("Ada Lovelace,,", f'Ada Lovelace,"{aliases}",'))


def test_one_alias_with_a_comma_is_not_two(frozen, run, moved):
    edited_roster(frozen, "x1, x2")
    run("freeze", "club", "--as-of", "2024-03-02T12:00:00Z")
    edit(frozen, "members.csv", ("x1, x2", "x1; x2"))
    newest = frozen.with_name("2024-03-02T12-00-00Z.json")
    assert [row[:2] for row in moved(newest)] == [("roster", "ada")]


def test_what_a_mark_rests_on_is_evidence(frozen, moved):
    edit(frozen, "decisions.yaml", ("good}", 'good, evidence: "https://example.org/1"}'))
    ((what, member, exercise, _, after, reason),) = moved()
    assert (what, member, exercise, reason) == ("mark", "ada", "a1", "changed")
    assert after.startswith(
        "2024-01-10T23:00:00Z by org: complete: good, see https://example.org/1"
    )


def test_a_reason_that_reads_like_another_part_is_quoted(frozen, moved):
    edit(frozen, "decisions.yaml", ("good}", '"good, see https://example.org/1"}'))
    ((*_, after, _),) = moved()
    assert ': complete: "good, see https://example.org/1", for' in after


def test_attendance_counts_as_evidence_from_the_start_of_its_session(home, repository, run):
    folder = home / "programs" / "club"
    program = (folder / "program.yaml").read_text()
    sessions = "sessions: [{id: s1, title: One, starts: 2024-02-03T12:00:00Z}]\n"
    (folder / "program.yaml").write_text(program + sessions)
    (folder / "attendance").mkdir()
    (folder / "attendance" / "s1.csv").write_text("member,attendance\nada,present\n")
    assert run("collect", "club", "--from", repository)[0] == 0
    rows = {}
    for second in ("11-59-59", "12-00-00"):
        moment = f"2024-02-03T{second}Z"
        assert run("freeze", "club", "--as-of", f"2024-02-03T{second.replace('-', ':')}Z")[0] == 0
        document = json.loads((folder / "frozen" / f"{moment}.json").read_text())
        rows[second] = document["evidence"]["attendance"]["rows"]
    assert rows == {
        "11-59-59": [],
        "12-00-00": [[None, None, "s1, ada", "attendance present"]],
    }


@pytest.mark.parametrize(("moment", "attempts"), [("10:59:59", 0), ("11:00:00", 1)])
def test_an_attempt_is_evidence_from_its_very_second(home, repository, run, moment, attempts):
    assert run("collect", "club", "--from", repository)[0] == 0
    assert run("freeze", "club", "--as-of", f"2024-01-09T{moment}Z")[0] == 0
    name = f"2024-01-09T{moment.replace(':', '-')}Z.json"
    document = json.loads((home / "programs" / "club" / "frozen" / name).read_text())
    assert len(document["evidence"]["attempt"]["rows"]) == attempts
