"""The receipt of one member, as text and as JSON: how it was decided, and what is left to do."""

import json

import pytest
from committing import commit

DUE_UNTIL = "2024-01-05T12:00:00+01:00"


@pytest.fixture
def collected(home, repository, run):
    assert run("collect", "club", "--from", repository)[0] == 0
    return home


@pytest.fixture
def postponed(collected):
    """The home as a git repository in which the first deadline was put off."""
    file = collected / "programs" / "club" / "program.yaml"
    text = file.read_text()
    (collected / ".gitignore").write_text("store/")
    file.write_text(text.replace("due: 2024-01-10 18:00", "due: 2024-01-08"))
    commit(collected, "2024-01-01T12:00:00+01:00")
    file.write_text(text)
    commit(collected, DUE_UNTIL)
    head = (collected / ".git" / "refs" / "heads" / "main").read_text()
    return f"2024-01-08, end of day AoE became 2024-01-10 18:00 Europe/Berlin, commit {head[:7]}"


def receipt(run, command, member, *args):
    code, out, err = run(command, "club", "--member", member, "--format", "json", *args)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_status_has_its_receipt_as_json(collected, run):
    first, second = receipt(run, "status", "ada")
    assert first["status"] == "complete"
    assert first["receipt"][0] == {
        "rule": "Handed in",
        "result": "pass",
        "found": "1 attempt",
        "at": "2024-01-09T11:00:00Z",
        "cut_off": None,
        "clock": "commit",
        "url": None,
    }
    assert [line["rule"] for line in second["receipt"]] == ["Handed in"]


def test_without_a_member_there_is_no_receipt(collected, run):
    for command in ("status", "verdicts"):
        _, out, _ = run(command, "club", "--format", "json")
        assert {"receipt", "way"}.isdisjoint(json.loads(out)[0])


def test_csv_keeps_the_promised_columns(collected, run):
    _, out, _ = run("verdicts", "club", "--member", "ada", "--format", "csv")
    assert out.splitlines()[0] == (
        "program,member,verdict,completed,assigned,required,share,project,reason"
    )


def test_the_text_and_the_json_say_the_same(collected, run):
    (row,) = receipt(run, "verdicts", "ada")
    _, out, _ = run("verdicts", "club", "--member", "ada")
    assert [f"  [{line['result']}] {line['rule']}: {line['found']}" for line in row["receipt"]] == [
        line for line in out.splitlines() if line.startswith("  [")
    ]


def test_a_changed_deadline_is_on_the_receipt(postponed, run):
    line = {"rule": "Deadline", "result": "note", "found": postponed, "at": "2024-01-05T11:00:00Z"}
    nothing = dict.fromkeys(["cut_off", "clock", "url"])
    first, second = receipt(run, "status", "ada")
    assert first["receipt"][0] == line | nothing
    assert [line["rule"] for line in second["receipt"]] == ["Handed in"]
    _, out, _ = run("status", "club", "--member", "ada")
    assert f"  [note] Deadline: {postponed}, 2024-01-05 12:00:00 CET" in out.splitlines()


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("10:59:59", "became 2024-01-10 18:00 Europe/Berlin only later"),
        ("11:00:00", "Berlin, commit"),
    ],
)
def test_a_deadline_that_was_to_change_later_is_told_as_such(postponed, run, as_of, told):
    first, _ = receipt(run, "status", "ada", "--as-of", f"2024-01-05T{as_of}Z")
    assert first["receipt"][0]["rule"] == "Deadline"
    assert told in first["receipt"][0]["found"]


def test_the_way_there_has_the_last_moment_of_each_step(collected, run):
    (row,) = receipt(run, "verdicts", "bob", "--as-of", "2024-01-20")
    assert row["verdict"] == "on course"
    assert row["way"] == {
        "steps": [
            {
                "exercise": "a2",
                "status": "not submitted",
                "opens": None,
                "until": "2024-02-11T11:59:59Z",
            }
        ],
        "unlisted": 0,
        "lost_since": None,
        "because": None,
        "together_with": [],
        "decision": None,
    }
    _, out, _ = run("verdicts", "club", "--member", "bob", "--as-of", "2024-01-20")
    assert out.splitlines()[-2:] == [
        "Shortest way to the certificate:",
        "  a2: hand in by 2024-02-11 12:59:59 CET",
    ]


def test_a_bar_out_of_reach_says_since_when_and_because_of_what(collected, run):
    (row,) = receipt(run, "verdicts", "bob")
    assert row["way"] == {
        "steps": [],
        "unlisted": 0,
        "lost_since": "2024-02-11T11:59:59Z",
        "because": "a2",
        "together_with": [],
        "decision": None,
    }
    _, out, _ = run("verdicts", "club", "--member", "bob")
    assert out.splitlines()[-1] == (
        "Out of reach since 2024-02-11 12:59:59 CET, because of a2 (0 of 2, 1 needed)."
    )


@pytest.mark.parametrize("member", ["ada", "eve"])
def test_who_has_arrived_or_is_no_candidate_has_no_way_to_go(collected, run, member):
    (row,) = receipt(run, "verdicts", member)
    nothing = {"lost_since": None, "because": None, "together_with": [], "decision": None}
    assert row["way"] == {"steps": [], "unlisted": 0, **nothing}
    assert "way" not in run("verdicts", "club", "--member", member)[1]


def test_other_requirements_are_on_the_way_too(collected, run):
    file = collected / "programs" / "club" / "program.yaml"
    asked = "  bar: {share: 50%}\n  talks: {count: 1}\n  project: {complete: true}\n"
    file.write_text(file.read_text().replace("  bar: {share: 50%}\n", asked))
    sessions = "sessions: [{id: s1, title: Last}]\n"
    file.write_text(file.read_text() + sessions)
    _, out, _ = run("verdicts", "club", "--member", "ada")
    assert out.splitlines()[-3:] == [
        "Shortest way to the certificate:",
        "  The talks: 1 more talk needed",
        "  The final project: not yet complete, not yet presented",
    ]
    _, out, _ = run("verdicts", "club", "--member", "bob", "--as-of", "2024-01-20")
    assert out.splitlines()[-4:] == [
        "Shortest way to the certificate:",
        "  a2: hand in by 2024-02-11 12:59:59 CET",
        "  The talks: 1 more talk needed",
        "  The final project: not yet complete, not yet presented",
    ]


def test_a_project_that_was_refused_is_why_it_is_out_of_reach(collected, run):
    folder = collected / "programs" / "club"
    file = folder / "program.yaml"
    asked = "  bar: {share: 50%}\n  project: {complete: true}\n"
    file.write_text(file.read_text().replace("  bar: {share: 50%}\n", asked))
    decisions = folder / "decisions.yaml"
    refused = (
        "- {kind: project, at: 2024-02-20, by: org, members: [ada], complete: false, reason: No}\n"
    )
    decisions.write_text(decisions.read_text() + refused)
    _, out, _ = run("verdicts", "club", "--member", "ada")
    assert out.splitlines()[-1] == (
        "Out of reach because of the project: not complete, not yet presented."
    )


def test_what_may_be_theirs_is_told_before_anything_is_said_to_be_missing(home, tmp_path, run):
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-09T12:00:00+01:00", "a1/bob99.py", "ada x.txt")
    assert run("collect", "club", "--from", folder)[0] == 0
    _, out, _ = run("status", "club", "--member", "ada")
    assert out.splitlines()[0] == (
        "1 thing that was found may be theirs and is not counted: "
        "sgdash unmatched club --all lists what is nobody's."
    )
    commit(folder, "2024-01-09T13:00:00+01:00", "ada y.txt")
    assert run("collect", "club", "--from", folder)[0] == 0
    _, out, _ = run("status", "club", "--member", "ada")
    assert out.splitlines()[0] == (
        "2 things that were found may be theirs and are not counted: "
        "sgdash unmatched club --all lists what is nobody's."
    )
    _, out, _ = run("status", "club", "--member", "bob")
    assert "may be theirs" not in out
    _, out, _ = run("status", "club", "--member", "ada", "--format", "csv")
    assert out.startswith("program,")


def test_a_past_day_is_not_told_what_changed_after_it(collected, run):
    told = "Newest change in the repository: 2024-02-01 12:00:00 CET"
    assert told in run("status", "club", "--member", "ada", "--as-of", "2024-02-02")[1]
    assert told not in run("status", "club", "--member", "ada", "--as-of", "2024-01-20")[1]


def test_nobody_is_refused_without_a_word_of_what_may_be_theirs(home, tmp_path, run):
    decisions = home / "programs" / "club" / "decisions.yaml"
    marked = decisions.read_text()
    decisions.unlink()
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-09T12:00:00+01:00", "a1/bob99.py", "ada x.txt")
    assert run("collect", "club", "--from", folder)[0] == 0
    where = "sgdash unmatched club --all lists what is nobody's."
    one = "Of 1 member who is not eligible, something that was found may be theirs and is not"
    _, out, err = run("verdicts", "club")
    assert out.splitlines()[0] == f"{one} counted: {where}"
    assert "may be theirs" not in err
    _, out, err = run("verdicts", "club", "--format", "csv")
    assert out.startswith("program,")
    assert f"{one} counted: {where}" in err.splitlines()
    _, out, _ = run("verdicts", "club", "--member", "ada")
    assert out.splitlines()[0] == (
        f"1 thing that was found may be theirs and is not counted: {where}"
    )
    assert "may be theirs" not in run("verdicts", "club", "--member", "bob")[1]
    commit(folder, "2024-01-09T13:00:00+01:00", "bob99 y.txt")
    assert run("collect", "club", "--from", folder)[0] == 0
    assert run("verdicts", "club")[1].splitlines()[0].startswith("Of 2 members who are not elig")
    decisions.write_text(marked)  # no certificate is refused to ada any more
    assert run("verdicts", "club")[1].splitlines()[0].startswith("Of 1 member who is not elig")
