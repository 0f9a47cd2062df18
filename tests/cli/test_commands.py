"""The commands as people and other tools use them: output, exit codes, one line for a failure."""

import csv
import io
import json
import subprocess
import sys

import pytest
from committing import commit

STATUS_CSV = (
    "program,member,exercise,status,reason,submitted_at,due_at,clock,evidence_url\n"
    "club,ada,a1,complete,,2024-01-09T11:00:00Z,2024-01-10T17:00:00Z,commit,\n"
    "club,ada,a2,missing,,,2024-02-11T11:59:59Z,,\n"
    "club,bob,a1,incomplete,late: first handed in after the deadline,"
    "2024-01-10T17:00:01Z,2024-01-10T17:00:00Z,commit,\n"
    "club,bob,a2,missing,,,2024-02-11T11:59:59Z,,\n"
)


@pytest.fixture
def collected(home, repository, run):
    code, out, err = run("collect", "club", "--from", repository)
    assert (code, err) == (0, "")
    assert out.startswith("club: 3 commits, 0 pull requests and 5 files on main at ")
    return home


def test_status_as_csv_has_the_promised_columns(collected, run):
    assert run("status", "club", "--format", "csv") == (0, STATUS_CSV, "")


def test_verdicts_as_csv(collected, run):
    code, out, _ = run("verdicts", "club", "--format", "csv")
    assert code == 0
    assert out == (
        "program,member,verdict,completed,assigned,required,share,project,reason\n"
        'club,ada,eligible,1,2,1,0.5,,"1 of 2 exercises, 1 needed"\n'
        'club,bob,out of reach,0,2,1,0.0,,"0 of 2 exercises, 1 needed"\n'
        "club,eve,not a candidate,,,,,,takes part as auditor\n"
        "club,org,not a candidate,,,,,,takes part as organiser\n"
    )


def test_unmatched_explains_every_file_to_the_last_one(collected, run):
    _, out, _ = run("unmatched", "club", "--format", "csv", "--ignored")
    assert [row["ref"] + ": " + row["reason"] for row in csv.DictReader(io.StringIO(out))] == [
        'a2/stranger.py: no member is called "stranger"',
        "README.md: ignored by **/README.md",
        "a1/README.md: ignored by **/README.md",
    ]


def test_unmatched_says_which_lines_would_settle_most(collected, run):
    code, out, _ = run("unmatched", "club")
    assert code == 0
    assert out.splitlines() == [
        "1 row in 1 pile, the biggest first.",
        "",
        '1 row: no member is called "stranger"',
        "  if it is a member who is not written down yet, this settles 1 of 1:",
        "    members.csv:6: stranger,,stranger,,member",
        "  if it is nobody of this group, this settles 1 of 1:",
        '    program.yaml:9: outsiders: ["stranger"]',
        "  if nothing of a2/** is a submission, this settles 1 of 1:",
        '    program.yaml:11: ignore: ["**/README.md", "a2/**"]',
        "",
        "Every row: --all, or --format csv or json.",
        "2 rows set aside by program.yaml: --ignored lists them.",
    ]
    _, out, _ = run("unmatched", "club", "--all")
    assert out.splitlines()[1].startswith("file  a2/stranger.py  ")
    _, out, _ = run("unmatched", "club", "--outsiders")
    assert out == "There are no names, or few, that look like nobody's.\n"


def test_a_folder_that_may_be_ignored_tells_of_files_with_the_names_of_members(
    home, repository, run
):
    commit(repository, "2024-01-20T12:00:00Z", "notes/ada.md", "notes/bob.md")
    run("collect", "club", "--from", repository)
    _, out, _ = run("unmatched", "club")
    lines = out.splitlines()
    there = lines.index("  if nothing of notes/** is a submission, this settles 2 of 3:")
    assert lines[there + 1 : there + 3] == [
        '    program.yaml:11: ignore: ["**/README.md", "notes/**"]',
        "    look first: names of members are in 2 paths, such as notes/ada.md",
    ]


def test_outsiders_are_set_aside_and_still_listed(collected, run):
    file = collected / "programs" / "club" / "program.yaml"
    file.write_text(file.read_text().replace("  ignore:", "  outsiders: [Stranger]\n  ignore:"))
    code, out, _ = run("unmatched", "club")
    assert (code, out) == (
        0,
        "Everything was matched.\n3 rows set aside by program.yaml: --ignored lists them.\n",
    )
    _, out, _ = run("unmatched", "club", "--format", "json", "--ignored")
    assert json.loads(out)[2]["reason"] == "of stranger, who is from outside by program.yaml"


def test_an_outsider_who_is_a_member_is_a_problem_and_the_member(collected, run):
    file = collected / "programs" / "club" / "program.yaml"
    file.write_text(file.read_text().replace("  ignore:", "  outsiders: [bob99]\n  ignore:"))
    code, out, _ = run("check", "club")
    assert code == 1
    assert out.splitlines()[0].endswith(
        'program.yaml:11: outsiders: "bob99" is bob on line 3 of members.csv, and taken for them. '
        "Take it out of one of the two."
    )
    _, out, _ = run("status", "club", "--format", "json", "--member", "bob")
    assert json.loads(out)[0]["status"] == "incomplete"


def test_status_at_another_moment(collected, run):
    _, out, _ = run(
        "status", "club", "--format", "json", "--member", "Bob", "--as-of", "2024-01-10 18:00:00"
    )
    assert [(row["exercise"], row["status"]) for row in json.loads(out)] == [
        ("a1", "not submitted"),
        ("a2", "not submitted"),
    ]


@pytest.mark.parametrize("as_of", ["2024-01-10 18:00:01", "2024-01-10T17:00:01Z", "2024-01-10"])
def test_a_moment_may_be_written_in_several_ways(collected, run, as_of):
    _, out, _ = run("status", "club", "--format", "json", "--member", "bob", "--as-of", as_of)
    assert json.loads(out)[0]["status"] == "incomplete"


def test_one_member_gets_the_receipt(collected, run):
    code, out, _ = run("verdicts", "club", "--member", "ada-l")
    assert code == 0
    assert out.splitlines()[2:] == [
        "",
        "ada: eligible",
        "  [pass] Candidate: enrolled for the certificate",
        "  [pass] Exercises: 1 of 2 exercises (50.0%); 1 needed for at least 50%; 0 still open",
        "  [note] Complete: First",
        "  [note] Failed: Second",
        "  [pass] Own work: not in question",
    ]
    _, out, _ = run("status", "club", "--member", "bob")
    assert (
        "  [fail] In time: first handed in 0 min 1 s after the deadline, 2024-01-10 18:00:01 CET "
        "(cut-off 2024-01-10 18:00:00 CET)"
    ) in out.splitlines()


def test_a_second_collection_with_nothing_new_says_so(collected, repository, run):
    _, out, _ = run("collect", "club", "--from", repository)
    assert out.startswith("club: nothing new since ")


def test_a_second_collection_brings_what_is_new(collected, repository, run):
    commit(repository, "2024-02-05T12:00:00+01:00", "a2/ada.py")
    run("collect", "club", "--from", repository)
    _, out, _ = run("status", "club", "--format", "json", "--member", "ada")
    assert json.loads(out)[1]["status"] == "awaiting review"


def test_the_table_neutralises_what_a_terminal_would_obey(collected, repository, run):
    commit(repository, "2024-02-05T12:00:00+01:00", "a2/\x1b[31m\u202eevil.py")
    run("collect", "club", "--from", repository)
    _, out, _ = run("unmatched", "club", "--all")
    assert "a2/\\u001b[31m\\u202eevil.py" in out


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1"]
)
def test_csv_holds_no_formula(collected, repository, run, start):
    commit(repository, "2024-02-05T12:00:00+01:00", f"{start}/x.py")
    run("collect", "club", "--from", repository)
    _, out, _ = run("unmatched", "club", "--format", "csv")
    assert f"'{start}/x.py" in [row["ref"] for row in csv.DictReader(io.StringIO(out))]


def test_attendance_of_a_program_without_sessions(collected, run):
    assert run("attendance", "club") == (0, "This program has no sessions or no members.\n", "")
    assert run("attendance", "club", "--format", "csv")[1] == (
        "program,session,member,attendance,minutes,joined_at,left_at,source\n"
    )


def test_check_names_every_problem_and_exits_with_1(home, run):
    assert run("check") == (0, "1 program checked, no problems.\n", "")
    file = home / "programs" / "club" / "program.yaml"
    file.write_text(file.read_text().replace("2024-02-10", "2024-02-30").replace("zone:", "zon:"))
    code, out, _ = run("check")
    assert code == 1
    assert out.splitlines() == [
        f"{file}:4: zon: is not a key here. Did you mean `zone`?",
        (
            f'{file}:7: due: "2024-02-30" is a date that does not exist. '
            "Write 2020-08-08, 2020-08-08 23:59 or 2020-08-08 23:59 AoE."
        ),
        "1 program checked, 2 problems.",
    ]


def test_a_broken_program_file_is_not_answered_from(home, run):
    (home / "programs" / "club" / "program.yaml").write_text("id: club\n")
    code, out, err = run("status", "club")
    assert (code, out) == (1, "")
    assert err.endswith("program.yaml:1: title: is missing here. Add it.\n")


def test_a_bad_line_in_the_roster_is_told_and_the_rest_is_answered(collected, run):
    roster = collected / "programs" / "club" / "members.csv"
    roster.write_text(roster.read_text() + "kim,,Kim,,boss\n")
    code, out, err = run("status", "club", "--format", "csv")
    assert (code, out) == (1, STATUS_CSV)
    assert err == (
        f'{roster}:6: role: "boss" is not a role. '
        "Write one of member, auditor, organiser, presenter.\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["status", "nope"], 'there is no program "nope" in '),
        (["status"], "Missing argument 'PROGRAM'."),
        (["nope"], "No such command 'nope'."),
        (["status", "club", "--member", "bobb"], "Did you mean bob?"),
        (["status", "club", "--as-of", "yesterday"], '--as-of: "yesterday" is not a date.'),
        (["status", "club", "--format", "xml"], "'xml' is not one of"),
        (["collect", "club"], "program.yaml names no repository."),
        (["collect", "club", "--from", "/nowhere"], "/nowhere"),
        (["collect", "club", "--from", "http://127.0.0.1/x"], "http"),
    ],
)
def test_a_wrong_command_is_one_line_and_exits_with_2(home, run, args, said):
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_program_may_be_named_by_the_path_of_its_folder(collected, run):
    code, out, _ = run("status", collected / "programs" / "club", "--format", "csv")
    assert (code, out) == (0, STATUS_CSV)


def test_the_whole_chain_runs_on_either_database(home, repository, run, monkeypatch, url):
    monkeypatch.setenv("SGDASH_STORE", url)
    assert run("collect", "club", "--from", repository)[0] == 0
    assert run("collect", "club", "--from", repository)[1].startswith("club: nothing new since ")
    assert run("status", "club", "--format", "csv") == (0, STATUS_CSV, "")


def test_two_programs_with_one_id_are_not_mixed(collected, repository, run, tmp_path):
    other = tmp_path / "elsewhere" / "club"
    other.mkdir(parents=True)
    (other / "program.yaml").write_text((collected / "programs/club/program.yaml").read_text())
    code, _, err = run("collect", other, "--from", repository)
    assert code == 2
    assert 'the id "club" is already that of the program in ' in err


def test_a_store_that_cannot_be_reached_is_one_line_without_the_password(home, run, monkeypatch):
    monkeypatch.setenv("SGDASH_STORE", "postgresql://sgdash:s3cret@127.0.0.1:1/none")
    code, _, err = run("status", "club")
    assert code == 2
    assert err.count("\n") == 1
    assert "s3cret" not in err


def test_the_installed_command_starts():
    done = subprocess.run(
        [sys.executable, "-c", "from sgdash.cli.main import main; main(['--version'])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("sgdash, version ")


def test_collecting_waits_for_no_heavy_library():
    program = (
        "import sys, sgdash.cli.collect; "
        "print([m for m in ('pandas', 'pyarrow', 'streamlit') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("command", "program", "roster", "said"),
    [
        ("status", "", True, "This program assigns no exercises, so there is no status."),
        ("verdicts", "", True, "This program awards no certificate, so there are no verdicts."),
        (
            "unmatched",
            "",
            True,
            "This program names no conventions for submissions, so nothing is looked for.",
        ),
        (
            "verdicts",
            "exercises: [{id: a1, title: First}]\ncertificate: {bar: {share: 80%}}\n",
            False,
            "This program has no members yet: members.csv is empty or missing.",
        ),
    ],
)
def test_what_a_group_lacks_is_said(home, run, command, program, roster, said):
    folder = home / "programs" / "club"
    (folder / "program.yaml").write_text("id: club\ntitle: Club\n" + program)
    (folder / "decisions.yaml").unlink()
    if not roster:
        (folder / "members.csv").unlink()
    assert run(command, "club") == (0, said + "\n", "")


@pytest.mark.parametrize("command", ["status", "verdicts", "unmatched"])
def test_before_anything_is_collected_nobody_is_judged(home, run, command):
    assert run(command, "club") == (
        1,
        "Nothing has been collected yet.\n",
        (
            "sgdash: club: nothing has been collected yet, so nobody is judged. "
            "Run: sgdash collect club\n"
        ),
    )


def test_a_program_elsewhere_is_not_answered_from_anothers_collection(collected, run, tmp_path):
    other = tmp_path / "elsewhere" / "club"
    other.mkdir(parents=True)
    (other / "program.yaml").write_text((collected / "programs/club/program.yaml").read_text())
    code, out, err = run("verdicts", other)
    assert (code, out) == (2, "")
    assert 'the id "club" is already that of the program in ' in err


def test_somebody_who_is_asked_for_nothing_is_told_so(collected, run):
    assert run("status", "club", "--member", "eve") == (
        0,
        "Nothing was handed in, and nothing is asked for: only candidates are.\n",
        "",
    )


@pytest.mark.parametrize("command", ["verdicts", "status", "freeze"])
def test_what_is_advised_for_a_folder_of_any_place_works_as_it_is(home, run, tmp_path, command):
    folder = tmp_path / "my groups" / "club"
    folder.parent.mkdir()
    (home / "programs" / "club").rename(folder)
    _, _, err = run(command, folder)
    assert err.rstrip().endswith(f"sgdash collect '{folder}'")


@pytest.mark.parametrize("command", ["status", "attendance", "findings", "unmatched", "check"])
def test_the_home_may_be_named_before_the_command_as_behind_it(
    collected, run, monkeypatch, tmp_path, command
):
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "elsewhere"))
    behind = run(command, "club", "--data", collected)
    assert behind[0] == 0
    assert run("--data", collected, command, "club") == behind
    assert run("--data", tmp_path, command, "club", "--data", collected) == behind


def test_the_home_that_was_named_before_the_command_is_named_again(
    collected, run, monkeypatch, tmp_path
):
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path / 'none.sqlite'}")
    _, _, err = run("--data", collected, "status", "club")
    assert f"sgdash collect club --data {collected}" in err
