"""`sgdash whatif`: exactly who changes, and that nothing is written."""

import json

import pytest

HEAD = "program,member,exercise,what,before,after,reason\n"


@pytest.fixture
def collected(home, repository, run):
    assert run("collect", "club", "--from", repository)[0] == 0
    return home


def whatif(run, *settings, as_of="2024-03-01", form="csv"):
    given = [word for setting in settings for word in ("--set", setting)]
    return run("whatif", "club", *given, "--as-of", as_of, "--format", form)


def test_a_higher_bar(collected, run):
    assert whatif(run, "certificate.bar.share=51%") == (
        0,
        HEAD + 'club,ada,,verdict,eligible,out of reach,"1 of 2 exercises, 2 needed"\n',
        "",
    )


@pytest.mark.parametrize(("due", "changes"), [("18:00:01", True), ("18:00:00", False)])
def test_a_deadline_to_the_second(collected, run, due, changes):
    told = (
        'club,bob,,verdict,out of reach,on course,"0 of 2 exercises, 1 needed, 1 still open"\n'
        "club,bob,a1,status,incomplete,awaiting review,\n"
    )
    assert whatif(run, f"exercises.a1.due=2024-01-10 {due}")[1] == HEAD + (told if changes else "")


def test_an_exercise_struck_out(collected, run):
    assert whatif(run, "exercises.a2.counted=false", "certificate.bar.share=100%")[1] == HEAD
    assert whatif(run, "exercises.a2=", "certificate.bar.share=100%")[1] == (
        HEAD + "club,ada,a2,status,missing,,no longer asked for\n"
        "club,bob,a2,status,missing,,no longer asked for\n"
    )


def test_decisions_about_an_exercise_that_is_taken_out_have_no_effect(collected, run):
    code, out, err = whatif(run, "exercises.a1=")
    assert (code, err) == (0, "")
    assert 'club,ada,,verdict,eligible,out of reach,"0 of 1 exercises, 1 needed"\n' in out


def test_a_longer_window(collected, run):
    decisions = collected / "programs/club/decisions.yaml"
    decisions.write_text(decisions.read_text().replace("mark: complete", "mark: incomplete"))
    _, out, _ = whatif(run, "marks.resubmission=96 hours", as_of="2024-01-13")
    assert out == (HEAD + "club,ada,a1,status,incomplete,feedback given,marked incomplete: good\n")


def test_a_certificate_taken_out(collected, run):
    _, out, _ = whatif(run, "certificate=", form="json")
    assert [(row["member"], row["before"], row["after"]) for row in json.loads(out)] == [
        ("ada", "eligible", None),
        ("bob", "out of reach", None),
        ("eve", "not a candidate", None),
        ("org", "not a candidate", None),
    ]


def test_the_table_says_what_was_supposed_and_how_much_changes(collected, run):
    _, out, _ = whatif(run, "certificate.bar.share=51%", form="table")
    assert out.splitlines()[0] == (
        "With certificate.bar.share=51%, as of 2024-03-01 23:59:59 CET: "
        "1 verdict and 0 statuses change."
    )


def test_nothing_changes_and_that_is_said(collected, run):
    assert whatif(run, "title=Other", form="table") == (0, "Nothing changes.\n", "")
    assert whatif(run, "certificate.bar.share=50%") == (0, HEAD, "")


def test_nothing_is_written(collected, run):
    folder = collected / "programs" / "club"
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    whatif(run, "certificate.bar.share=51%", "exercises.a1=")
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (
            "certificat.bar.share=1",
            (
                "--set certificat.bar.share: certificat: is not a key here. "
                "Did you mean `certificate`?"
            ),
        ),
        ("certificate.bar.shar=1", "shar: is not a key here. Did you mean `share`?"),
        ("exercises.a11.due=none", 'there is no entry "a11". Did you mean a1?'),
        (
            "exercises.a1.due=soon",
            (
                '--set exercises.a1.due: due: "soon" is not a date. '
                "Write 2020-08-08, 2020-08-08 23:59 or 2020-08-08 23:59 AoE."
            ),
        ),
        ("certificate.bar.share=101%", 'share: "101%" is more than 100%.'),
        ("certificate.bar.count=3", "a bar is a share or a count."),
        ("marks.by=[nobody]", 'by: "nobody" is neither a member nor a role.'),
        ("exercises.a1.id=a2", 'id: "a2" is already the id on line '),
        ("exercises.a1.due=next session", "due: next session of which one?"),
        ("id=other", 'id: "other" is not the name of its folder.'),
        ("exercises=a1", "exercises: needs a list."),
        ("zone", "write PATH=VALUE"),
    ],
)
def test_a_wrong_setting_is_one_line_with_exit_code_2(home, run, setting, said):
    code, out, err = whatif(run, setting)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_without_a_setting_there_is_no_question(home, run):
    code, _, err = run("whatif", "club")
    assert code == 2
    assert "Missing option '--set'" in err
