"""Each mistake in a program's files, with the exact words that are said about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.roster import read_members

Told = Callable[..., list[str]]

HEAD = "id: evening\ntitle: Evening group\n"
ROSTER = "id,role,group\nada,,one\norla,organiser,\n"
DATES = "Write 2020-08-08, 2020-08-08 23:59 or 2020-08-08 23:59 AoE."

PROGRAM = [
    # keys
    ("sesions: []", ["3: sesions: is not a key here. Did you mean `sessions`?"]),
    ("xyzzy: 1", ["3: xyzzy: is not a key here. Take it out, or see docs/program-file.md."]),
    (
        "sessions:\n  - id: a\n    title: A\n    startz: 2020-08-01",
        ["6: startz: is not a key here. Did you mean `starts`?"],
    ),
    ("title: Again", ["3: title: is here a second time, first on line 2. Keep one of them."]),
    (
        "sessions:\n  - title: A\n    talks: [{by: x}]",
        ["4: id: is missing here. Add it.", "5: title: is missing here. Add it."],
    ),
    # marks on GitHub, and links
    (
        "marks:\n  github: {complete: {labels: [Done]}, incomplete: {labels: [done]}}",
        ['4: github: labels: "done" means both. Take it out of one of them.'],
    ),
    (
        "marks:\n  github: {}",
        ["4: github: nothing would mark anything. Add `labels:`, or leave `github:` out."],
    ),
    (
        "marks:\n  github: {complete: {labels: ['{who} complete']}}",
        [
            (
                "4: labels, entry 1: {who} is not a field of a pattern. There are {member}, "
                "{exercise}, {any}, {number}, {ext}, {rest}."
            )
        ],
    ),
    (
        "marks:\n  github: {incomplete: {merge: true}}",
        ["4: merge: is not a key here. Take it out, or see docs/program-file.md."],
    ),
    (
        "marks:\n  github: {complete: {reviews: [commented]}}",
        [
            (
                '4: reviews, entry 1: "commented" is not known here. '
                "Write one of 'approved' or 'changes requested'."
            )
        ],
    ),
    (
        "submissions:\n  conventions: [{path: '{member}'}]\n  links: [https://x.org]",
        [
            (
                '5: links, entry 1: "https://x.org" is not written as this needs: colab, drive, '
                "repository, or the name of a host such as hub.example.org."
            )
        ],
    ),
    # dates
    (
        "exercises:\n  - id: a\n    title: A\n    due: Agust 8",
        [f'6: due: "Agust 8" is not a date. {DATES}'],
    ),
    (
        "exercises:\n  - id: a\n    title: A\n    due: 2020-02-30",
        [f'6: due: "2020-02-30" is a date that does not exist. {DATES}'],
    ),
    (
        "exercises:\n  - id: a\n    title: A\n    due: 0202-08-08",
        ['6: due: "0202-08-08": the year 202 is surely not meant. Correct it.'],
    ),
    (
        "exercises:\n  - id: a\n    title: A\n    due:",
        ["6: due: has no value. Write one, or take the line out."],
    ),
    (
        "sessions: [{id: a, title: A, starts: 2020-08-01 15:00 CEST}]",
        ['3: starts: "CEST" is not a zone. Write one such as Europe/Berlin, UTC or AoE.'],
    ),
    (
        "zone: Europe/Berln",
        ['3: zone: "Europe/Berln" is not a zone. Write one such as Europe/Berlin, UTC or AoE.'],
    ),
    (
        (
            "sessions:\n  - id: a\n    title: A\n"
            "    starts: 2020-08-01 15:00\n    ends: 2020-08-01 14:00"
        ),
        [
            (
                "7: ends: 2020-08-01 14:00 is not after 2020-08-01 15:00, when the session starts. "
                "Correct one."
            )
        ],
    ),
    (
        "zone: Europe/Berlin\nsessions:\n  - {id: a, title: A, starts: 2021-03-28 02:30}",
        [
            (
                "5: starts: 2021-03-28 02:30 does not exist in Europe/Berlin: the clock is put "
                "forward over it. Write the time after the change."
            )
        ],
    ),
    (
        (
            "zone: Europe/Berlin\nstarts: 2021-03-28 02:30\n"
            "exercises:\n  - {id: x, title: X, opens: 2022-03-27 02:30}"
        ),
        [
            (
                "4: starts: 2021-03-28 02:30 does not exist in Europe/Berlin: the clock is put "
                "forward over it. Write the time after the change."
            ),
            (
                "6: opens: 2022-03-27 02:30 does not exist in Europe/Berlin: the clock is put "
                "forward over it. Write the time after the change."
            ),
        ],
    ),
    (
        "starts: soon",
        [
            (
                '3: starts: "soon" is not a date. Write 2020-08-08, 2020-08-08 23:59 or '
                "2020-08-08 23:59 AoE."
            )
        ],
    ),
    (
        (
            "exercises:\n  - {id: x, title: X, due: 2024-03-01 12:00, opens: 2024-03-01 12:00}\n"
            "  - {id: y, title: Y, due: 2024-03-01 12:00, opens: 2024-03-01 12:01}"
        ),
        ["5: opens: 2024-03-01 12:01 is after the deadline, so nothing could count. Correct one."],
    ),
    (
        (
            "starts: 2024-03-02\nexercises:\n  - {id: x, title: X, due: 2024-03-01 23:59}\n"
            "  - {id: y, title: Y, due: 2024-03-01 23:59, opens: 2024-02-01}\n"
            "  - {id: z, title: Z}"
        ),
        [
            (
                "5: due: is before 2024-03-02, when the program starts, so nothing could count. "
                "Correct one, or give the exercise an `opens:` of its own."
            )
        ],
    ),
    # what belongs together
    (
        "sessions:\n  - id: a\n    title: A\n  - id: A\n    title: B",
        ['6: id: "A" is already the id on line 4. Choose another.'],
    ),
    (
        "exercises:\n  - {id: x, title: X}\n  - {id: x, title: Y}",
        ['5: id: "x" is already the id on line 4. Choose another.'],
    ),
    (
        "exercises:\n  - {id: x, title: X, aliases: [one]}\n  - {id: y, title: Y, aliases: [ONE]}",
        ['5: aliases: "ONE" also means x. Let it mean only one.'],
    ),
    (
        "exercises:\n  - {id: x, title: X}\n  - {id: y, title: Y, aliases: [x]}",
        ['5: aliases: "x" also means x. Let it mean only one.'],
    ),
    (
        (
            "sessions: [{id: a, title: A}, {id: c, title: C}]\n"
            "exercises:\n  - id: x\n    title: X\n    session: b"
        ),
        ['7: session: there is no session "b". The sessions are a, c.'],
    ),
    (
        "exercises:\n  - id: x\n    title: X\n    session: last",
        ['6: session: there is no session "last". The sessions are none yet.'],
    ),
    (
        "exercises:\n  - id: x\n    title: X\n    due: next session",
        ["6: due: next session of which one? Add `session:` to this exercise."],
    ),
    (
        (
            "recurring:\n  weekday: friday\n  first: 2021-09-04\n  last: 2021-09-01\n"
            "  starts: 11:00\n  ends: 10:30\n  without: [2021-09-10]"
        ),
        [
            "5: first: 2021-09-04 is a saturday, not a friday. Correct one.",
            "6: last: 2021-09-01 is before the first meeting, 2021-09-04. Correct one.",
            "8: ends: 10:30 is not after 11:00, when the meeting starts. Correct one.",
            "9: without: 2021-09-10 is a friday, so no meeting is left out. Correct it.",
        ],
    ),
    (
        (
            "recurring:\n  weekday: fryday\n  first: 2021-09-03\n  last: 2021-12-10\n"
            "  starts: 25:00\n  ends: 12:30\nexercises: [{id: x, title: X, session: 2021-09-03}]"
        ),
        [
            (
                "4: weekday: \"fryday\" is not known here. Write one of 'monday', 'tuesday', "
                "'wednesday', 'thursday', 'friday', 'saturday' or 'sunday'."
            ),
            '7: starts: "25:00" is not written as this needs: a time such as 17:00.',
        ],
    ),
    # values
    (
        "certificate: {bar: {share: most}}",
        ['3: share: "most" is not a share. Write 80%, 0.8 or 4/5.'],
    ),
    (
        "certificate: {bar: {share: 120%}}",
        ['3: share: "120%" is more than 100%. Write 80%, 0.8 or 4/5.'],
    ),
    (
        "certificate: {candidates: [member]}",
        [
            (
                "3: certificate: asks for nothing. Write `bar:`, `attendance:`, `talks:` or "
                "`project:` below it."
            )
        ],
    ),
    (
        "certificate:\n  bar:\n    share: 80%\n    comparison: about",
        ["6: comparison: \"about\" is not known here. Write one of 'at least' or 'more than'."],
    ),
    (
        "certificate: {bar: {share: 80%}, candidates: [members]}",
        [
            (
                '3: candidates, entry 1: "members" is not known here. '
                "Write one of 'member', 'auditor', 'organiser' or 'presenter'."
            )
        ],
    ),
    (
        "marks: {resubmission: two days}",
        ['3: resubmission: "two days" is not a duration. Write for example 48 hours or 2 days.'],
    ),
    (
        "marks: {required: perhaps}",
        ['3: required: "perhaps" is neither true nor false. Write one of them.'],
    ),
    (
        "repository: github.com/x/y",
        [
            (
                '3: repository: "github.com/x/y" is not written as this needs: '
                "an address that begins with https://."
            )
        ],
    ),
    # patterns
    (
        (
            "submissions:\n  conventions:\n"
            "    - path: '{exercize}/{member}.py'\n    - path: '{any}.py'\n"
            "    - path: '{member}/{member}'\n    - title: '{member}{any}'\n"
            "    - {path: '{member}', title: '{member}'}\n    - {}\n    - path:"
        ),
        [
            (
                "5: path: {exercize} is not a field of a pattern. "
                "There are {member}, {exercise}, {any}, {number}, {ext}, {rest}."
            ),
            "6: path: the pattern names neither {member} nor {exercise} nor {number}.",
            "7: path: {member} stands twice in the pattern. Use {any} for one.",
            "8: title: nothing stands between {member} and {any}. Part them.",
            *(
                f"{line}: conventions, entry {entry}: a convention is one of path, title, branch "
                "or label. Write one each."
                for line, entry in ((9, 5), (10, 6), (11, 7))
            ),
        ],
    ),
    (
        "submissions: {conventions: []}",
        ["3: conventions: is an empty list. Write at least one entry."],
    ),
    # a thing of another shape
    ("certificate: [80%]", ["3: certificate: needs keys below it, each as `key: value`."]),
    ("marks: none", ["3: marks: needs keys below it, each as `key: value`."]),
    (
        "sessions: {id: a}",
        ["3: sessions: needs a list. Begin each entry with `- `, or write [a, b]."],
    ),
    ("topics: Graphs", ["3: topics: needs a list. Begin each entry with `- `, or write [a, b]."]),
    (
        "about: [a, b]",
        ["3: about: needs a text here, in quotes if YAML would read it as something else."],
    ),
    # YAML itself
    (
        "about: &one Some text\ntopics: [*one]",
        [
            "4: anchors and aliases (& and *) are not read here. Write the value out.",
            "4: topics, entry 1: has no value. Write one, or take the line out.",
        ],
    ),
    (
        "marks:\n\trequired: false",
        ["4: not readable as YAML: a tab where blanks should be. Write blanks instead of it."],
    ),
    (
        "about: A group: for evenings",
        [
            (
                "3: not readable as YAML: mapping values are not allowed in this context. "
                "Put a text that holds `: ` in quotes, and indent the keys of one entry alike."
            )
        ],
    ),
    (
        "submissions:\n  conventions:\n    - title: [{member}] WEEK {number}",
        [
            (
                "5: not readable as YAML: did not find expected key. Put a text that begins with "
                '[ or { or a quote in quotes, as in "[{member}] {number}", and indent the keys of '
                "one entry alike."
            )
        ],
    ),
    (
        'about: "never closed',
        [
            (
                "4: not readable as YAML: found unexpected end of stream. "
                "A quote or a bracket is opened and never closed."
            )
        ],
    ),
    (
        "about: @home",
        [
            (
                "3: not readable as YAML: found character that cannot start any token. "
                "Put a text that begins with such a character in quotes."
            )
        ],
    ),
    (
        "about: a\0b",
        [
            (
                "3: not readable as YAML: unacceptable character #x0000: control characters "
                "are not allowed. Take it out."
            )
        ],
    ),
    (
        "---\nid: morning",
        ["3: not readable here: a second document. Take the line `---` out."],
    ),
    (
        "? [a]\n: b",
        [
            (
                "3: not readable here: a key that is no single text. "
                'Put it in quotes, as in "[{member}]".'
            )
        ],
    ),
    (
        "topics: " + "[" * 100_000,
        ["3: not readable here: nested too deep. No program file needs so many brackets."],
    ),
]


@pytest.mark.parametrize(("rest", "expected"), PROGRAM, ids=[rest[:40] for rest, _ in PROGRAM])
def test_program_file(told: Told, rest: str, expected: list[str]) -> None:
    assert told(program=f"{HEAD}{rest}\n") == [f"program.yaml:{line}" for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: id: is missing here. Add it.", "1: title: is missing here. Add it."]),
        ("# soon\n", ["1: id: is missing here. Add it.", "1: title: is missing here. Add it."]),
        ("- id: evening\n", ["1: program.yaml: needs keys below it, each as `key: value`."]),
        ("hello\n", ["1: program.yaml: needs keys below it, each as `key: value`."]),
        (
            "id: morning\ntitle: Morning\n",
            [
                (
                    '1: id: "morning" is not the name of its folder. '
                    "Write `id: evening`, or rename the folder."
                )
            ],
        ),
        (
            "id: evening\ntitle: ''\n",
            ["2: title: is empty. Write something, or take the line out."],
        ),
        (
            HEAD.encode("utf-16"),
            ["1: byte 1 is not UTF-8. Save the file with the encoding UTF-8."],
        ),
        (
            HEAD.replace("Evening", "Après-midi").encode("latin-1"),
            ["1: byte 23 is not UTF-8. Save the file with the encoding UTF-8."],
        ),
    ],
)
def test_program_file_that_is_none(told: Told, text: str | bytes, expected: list[str]) -> None:
    assert told(program=text) == [f"program.yaml:{line}" for line in expected]


def test_no_program_file(tmp_path: Path) -> None:
    program, problems = read_program(tmp_path)
    assert program is None
    assert [str(problem) for problem in problems] == [
        (
            f"{tmp_path}/program.yaml:1: there is no such file. "
            "Write one: docs/program-file.md shows how."
        )
    ]


def test_roster(told: Told) -> None:
    roster = (
        "id,login,name,aliases,role,group\n"
        "ada,ada-l,Ada,the countess,member,one\n"
        "Ada,,Ada again,,,\n"
        "bob,ADA-L,Bob,The  Countess,,\n"
        ",x,,,,\n"
        "eve,,Eve,,boss,\n"
        "fay,,Fay\n"
        "\n"
        "gus,,Gus,,,,\n"
    )
    nobodys = "Work found under it would be nobody's: change one of them."
    count = "its head has 6. Quote a cell that holds a comma, or write the empty ones as well."
    assert told(members=roster) == [
        'members.csv:3: id: "Ada" is already on line 2. Keep one of them.',
        f'members.csv:4: aliases: "The  Countess" also means ada on line 2. {nobodys}',
        f'members.csv:4: login: "ADA-L" also means ada on line 2. {nobodys}',
        "members.csv:5: id: is empty. Give every member one.",
        (
            'members.csv:6: role: "boss" is not a role. '
            "Write one of member, auditor, organiser, presenter."
        ),
        f"members.csv:7: has 3 cells, {count}",
        f"members.csv:9: has 7 cells, {count}",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "name,email,name\n",
            (
                "1: the head of the table has id missing; email not known; name twice. "
                "Its columns are id,login,name,aliases,role,group,joined,left,account."
            ),
        ),
        (
            "# only a remark\n",
            (
                "1: the head of the table has id missing. "
                "Its columns are id,login,name,aliases,role,group,joined,left,account."
            ),
        ),
        (
            '# a remark\nid,name\nada,Ada\nbob,"Bob\neve,Eve\n',
            "4: is not readable as CSV. Look for a quote that is opened and never closed.",
        ),
        (
            "id\né\n".encode("latin-1"),
            "1: byte 4 is not UTF-8. Save the file with the encoding UTF-8.",
        ),
    ],
)
def test_roster_that_is_none(told: Told, text: str | bytes, expected: str) -> None:
    assert told(members=text) == [f"members.csv:{expected}"]


def test_decisions_about_what_there_is_not(told: Told) -> None:
    program = f"{HEAD}exercises: [{{id: x, title: X}}]\nsessions: [{{id: first, title: F}}]\n"
    end = "at: 2020-08-08, by: orla, reason: r}"
    decisions = (
        "- {kind: mark, member: eve, exercise: y, mark: complete, at: 2020-08-08, by: bob, "
        "reason: r}\n"
        f"- {{kind: excused from session, member: ada, session: last, {end}\n"
        f"- {{kind: project, group: two, complete: true, {end}\n"
        f"- {{kind: project, members: [ada, eve], complete: true, {end}\n"
    )
    fix = "Add it there or correct it."
    assert told(program=program, members=ROSTER, decisions=decisions) == [
        f'decisions.yaml:1: by: "bob" is not in members.csv. {fix}',
        f'decisions.yaml:1: exercise: "y" is not in program.yaml. {fix}',
        f'decisions.yaml:1: member: "eve" is not in members.csv. {fix}',
        f'decisions.yaml:2: session: "last" is not in program.yaml. {fix}',
        f'decisions.yaml:3: group: "two" is not in members.csv. {fix}',
        f'decisions.yaml:4: members: "eve" is not in members.csv. {fix}',
    ]


def test_decisions_that_are_none(told: Told) -> None:
    end = "at: 2020-08-08, by: orla, reason: r}"
    decisions = (
        "- {kind: praise, member: ada}\n"
        "- member: ada\n"
        "- {kind: mark, member: ada, exercise: x, mark: good, at: Agust 8, by: orla}\n"
        f"- {{kind: waiver, member: ada, requirement: all, reasn: r, {end}\n"
        "- hello\n"
        f"- {{kind: project, complete: true, {end}\n"
        f"- {{kind: project, group: one, {end}\n"
        f"- {{kind: extension, exercise: x, due: 2020-08-09, member: ada, group: one, {end}\n"
    )
    assert told(members=ROSTER, decisions=decisions) == [
        (
            "decisions.yaml:1: kind: \"praise\" is not known here. Write one of 'mark', "
            "'extension', 'excused', 'excused from session', 'waiver', 'project', "
            "'disqualification', 'looked at', 'withdrawn'."
        ),
        "decisions.yaml:2: kind: is missing here. Add `kind: mark` or another kind.",
        f'decisions.yaml:3: at: "Agust 8" is not a date. {DATES}',
        (
            "decisions.yaml:3: mark: \"good\" is not known here. Write one of 'complete', "
            "'incomplete' or 'withdrawn'."
        ),
        "decisions.yaml:3: reason: is missing here. Add it.",
        "decisions.yaml:4: reasn: is not a key here. Did you mean `reason`?",
        (
            'decisions.yaml:4: requirement: "all" is not known here. '
            "Write one of 'bar', 'attendance', 'talks' or 'project'."
        ),
        "decisions.yaml:5: entry 5: needs keys below it, each as `key: value`.",
        "decisions.yaml:6: entry 6: whose project is it? Add `group:` or `members:`.",
        "decisions.yaml:7: entry 7: what became of the project? Add `complete:` or `presented:`.",
        "decisions.yaml:8: entry 8: an extension is for a member or for a group. Write one each.",
    ]


def test_decisions_that_are_no_list(told: Told) -> None:
    assert told(decisions="kind: mark\n") == [
        "decisions.yaml:1: decisions are a list. Begin each with `- kind: …`."
    ]


def test_marks_by_nobody(told: Told) -> None:
    assert told(program=f"{HEAD}marks:\n  by: [organizer, orla]\n", members=ROSTER) == [
        (
            'program.yaml:4: by: "organizer" is neither a member nor a role. '
            "Write a member's id or one of member, auditor, organiser, presenter."
        )
    ]


def test_attendance_sheet(told: Told) -> None:
    sheet = (
        "member,attendance,minutes\n"
        "ada,asleep,\n"
        "bob,present,an hour\n"
        ",present,\n"
        "fay,present\n"
        "eve,Present,90\n"
    )
    assert told(program=f"{HEAD}sessions: [{{id: first, title: F}}]\n", attendance=sheet) == [
        (
            'attendance/first.csv:2: attendance: "asleep" is not known. '
            "Write one of present, late, left early, partly, absent, excused, presented."
        ),
        'attendance/first.csv:3: minutes: "an hour" is not a whole number. Write for example 90.',
        "attendance/first.csv:4: member: is empty. Write an id, a login or a name.",
        (
            "attendance/first.csv:5: has 2 cells, its head has 3. "
            "Quote a cell that holds a comma, or write the empty ones as well."
        ),
    ]


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        (
            "present_from: 45",
            '"45" is more than 100%. Write 80%, 0.8 or 4/5. Or a duration, such as 45 minutes.',
        ),
        (
            "present_from: long",
            '"long" is not a duration. Write for example 48 hours or 2 days.',
        ),
        ("issues: {}", "which issues are sessions? Write `label:` or `title:`."),
        (
            "issues: {label: x, comment: false}",
            "what is presence? Write `comment: true`, or a `reaction:`.",
        ),
    ],
)
def test_how_attendance_is_counted(told: Told, setting: str, problem: str) -> None:
    key = setting.partition(":")[0]
    assert told(program=f"{HEAD}attendance:\n  {setting}\n") == [
        f"program.yaml:4: {key}: {problem}"
    ]


def test_minutes_within_a_day(told: Told) -> None:
    sheet = f"member,minutes\nada,0001440\nbob,1441\neve,{'9' * 5000}\n"
    fix = "minutes: there are more than a day has. Write at most 1440."
    assert told(program=f"{HEAD}sessions: [{{id: first, title: F}}]\n", attendance=sheet) == [
        f"attendance/first.csv:3: {fix}",
        f"attendance/first.csv:4: {fix}",
    ]


@pytest.mark.parametrize(
    ("sheet", "lines", "recorded"),
    [
        ("member\nkim\n", [], ["kim"]),
        ("member,attendance\nada,present\nkim,\n", [3], ["ada"]),
        ("member,minutes\nkim,\nada,0\n", [2], ["ada"]),
        (
            "member,attendance,minutes\nkim,,\nada,present,\nbob,,90\nkim,, \n",
            [2, 5],
            ["ada", "bob"],
        ),
    ],
)
def test_a_row_that_says_nothing_is_not_used(
    written: Callable[..., Path], sheet: str, lines: list[int], recorded: list[str]
) -> None:
    program = f"{HEAD}sessions: [{{id: first, title: F}}]\n"
    folder = written(program=program, attendance=sheet)
    opened, problems = read_program(folder)
    assert opened
    assert [str(problem).removeprefix(f"{folder}/") for problem in problems] == [
        f"attendance/first.csv:{line}: says nothing about kim: write present, late, left early, "
        "partly, absent, excused, presented, or minutes."
        for line in lines
    ]
    assert [record.person for record in opened.records] == recorded


def test_hidden_files_are_no_sheets(written: Callable[..., Path]) -> None:
    folder = written(
        attendance="member\nada\n", program=f"{HEAD}sessions: [{{id: first, title: F}}]"
    )
    (folder / "attendance" / ".#first.csv").symlink_to("ada@host.1:2")
    (folder / "attendance" / "._first.csv").write_bytes(b"\0\5\x16\7")
    (folder / "attendance" / "first.csv~").write_bytes(b"\xff")
    opened, problems = read_program(folder)
    assert problems == []
    assert opened
    assert [record.person for record in opened.records] == ["ada"]


def test_sheets_that_cannot_be_read(told: Told, written: Callable[..., Path]) -> None:
    sheets = written() / "attendance"
    (sheets / "a.csv").mkdir(parents=True)
    (sheets / "b.csv").symlink_to("nowhere")
    assert told() == [
        "attendance/a.csv:1: is a folder where a file should be. Rename it or move it away.",
        (
            "attendance/b.csv:1: cannot be read: No such file or directory. "
            "Let sgdash read it, or move it away."
        ),
    ]


def test_a_file_where_the_sheets_should_be(told: Told, written: Callable[..., Path]) -> None:
    (written() / "attendance").write_text("member\nada\n")
    assert told() == ["attendance:1: is no folder. Make one with a sheet for each session."]


@pytest.mark.parametrize("name", ["decisions.yaml", "members.csv", "program.yaml"])
def test_files_of_a_program_that_cannot_be_read(written: Callable[..., Path], name: str) -> None:
    folder = written()
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("nowhere")
    _, problems = read_program(folder)
    assert [str(problem).removeprefix(f"{folder}/") for problem in problems] == [
        f"{name}:1: cannot be read: No such file or directory. Let sgdash read it, or move it away."
    ]
    (folder / name).unlink()
    (folder / name).mkdir()
    _, problems = read_program(folder)
    assert [str(problem).removeprefix(f"{folder}/") for problem in problems] == [
        f"{name}:1: is a folder where a file should be. Rename it or move it away."
    ]


def test_a_roster_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert [
        [problem.message for problem in read_members(file)[1]]
        for file in (tmp_path, tmp_path / "loop.csv")
    ] == [
        ["is a folder where a file should be. Rename it or move it away."],
        ["cannot be read: Too many levels of symbolic links. Let sgdash read it, or move it away."],
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_zero_bytes(told: Told, end: str) -> None:
    roster, sheet = "id,role{0}ada,{0}b\0b,{0}", "member{0}\0{0}"
    fix = "holds a zero byte, which no text has. Save the file anew as CSV in UTF-8."
    assert told(members=roster.format(end), attendance=sheet.format(end)) == [
        f"attendance/first.csv:2: {fix}",
        f"members.csv:3: {fix}",
    ]


def test_a_session_of_the_day_of_a_recurring_meeting(told: Told) -> None:
    program = (
        f"{HEAD}recurring:\n"
        "  {weekday: friday, first: 2021-09-03, last: 2021-09-17, starts: 11:00, ends: 12:00,\n"
        "   without: [2021-09-17]}\n"
        "sessions:\n"
        "  - {id: 2021-09-10, title: Guest}\n"
        "  - title: Talk\n"
        "    id: 2021-09-03\n"
        "  - {id: 2021-09-17, title: Instead}\n"
    )
    fix = "Choose another, or add the day to `without:`."
    assert told(program=program) == [
        f'program.yaml:{line}: id: "{day}" is already the id of the recurring meeting of that '
        f"day. {fix}"
        for line, day in ((7, "2021-09-10"), (9, "2021-09-03"))
    ]


def test_attendance_sheet_of_no_session(told: Told) -> None:
    assert told(attendance="member\nada\n") == [
        (
            'attendance/first.csv:1: there is no session "first". '
            "Name the file by the id of its session."
        )
    ]


def test_attendance_at_a_cancelled_session(told: Told) -> None:
    program = f"{HEAD}sessions: [{{id: first, title: F, cancelled: true}}]\n"
    assert told(program=program, attendance="# by hand\nmember\nada\nbob\n") == [
        (
            'attendance/first.csv:3: session "first" is cancelled, so nothing that is written here '
            "counts. Take `cancelled: true` out of program.yaml if it took place, or this away."
        )
    ]
    assert told(program=program.replace("true", "false"), attendance="member\nada\n") == []


def test_a_broken_recurring_meeting_is_not_held_against_the_sheets(told: Told) -> None:
    recurring = (
        "recurring: {weekday: friday, first: 2021-09-03, last: x, starts: 11:00, ends: 12:00}"
    )
    problems = told(program=f"{HEAD}{recurring}\n", attendance="member\nada\n")
    assert problems == [f'program.yaml:3: last: "x" is not a date. {DATES}']


def test_everything_is_told_at_once(told: Told) -> None:
    problems = told(
        program="id: evening\ntitel: x\nzone: Mars\nexercises:\n  - {id: x, title: X, due: soon}\n",
        members="id,role\nada,boss\n",
        decisions="- {kind: praise}\n",
        attendance="member,minutes\nada,long\n",
    )
    assert [problem.split(": ")[0] for problem in problems] == [
        "attendance/first.csv:2",
        "decisions.yaml:1",
        "members.csv:2",
        "program.yaml:1",
        "program.yaml:2",
        "program.yaml:3",
        "program.yaml:5",
    ]


def test_bom_and_carriage_returns_do_not_move_lines(told: Told) -> None:
    assert told(
        program=b"\xef\xbb\xbfid: evening\r\ntitle: Evening\r\nzone: Nowhere\r\n",
        members=b"\xef\xbb\xbfid,role\r\nada,\r\nbob,boss\r\n",
    ) == [
        (
            'members.csv:3: role: "boss" is not a role. '
            "Write one of member, auditor, organiser, presenter."
        ),
        (
            'program.yaml:3: zone: "Nowhere" is not a zone. '
            "Write one such as Europe/Berlin, UTC or AoE."
        ),
    ]


def test_bom_and_carriage_returns_are_no_part_of_values(
    opened: Callable[..., ProgramFolder],
) -> None:
    folder = opened(
        program=b"\xef\xbb\xbfid: evening\r\ntitle: Evening group\r\n",
        members=b"\xef\xbb\xbfid,role\r\nada,\r\n",
    )
    assert folder.program.title == "Evening group"
    assert [member.id for member in folder.members] == ["ada"]


def test_a_wrong_line_leaves_the_rest_readable(written: Callable[..., Path]) -> None:
    program, problems = read_program(
        written(members="id,role\nada,\nbob,boss\n", decisions="- {kind: praise}")
    )
    assert program
    assert [member.id for member in program.members] == ["ada"]
    assert program.problems == tuple(problems)
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("member.csv", "members.csv"),
        ("Members.csv", "members.csv"),
        ("decision.yaml", "decisions.yaml"),
        ("attendence", "attendance"),
    ],
)
def test_a_file_with_nearly_the_right_name_is_told(tmp_path, name, meant):
    folder = tmp_path / "club"
    folder.mkdir()
    (folder / "program.yaml").write_text("id: club\ntitle: Club\n")
    (folder / name).write_text("")
    (folder / "README.md").write_text("")
    _, problems = read_program(folder)
    assert [str(problem) for problem in problems] == [
        f"{folder / name}:1: is not read. Rename it to {meant} if that is what it is."
    ]
