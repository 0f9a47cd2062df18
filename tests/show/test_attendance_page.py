"""What the page of attendance tells of a club that is written for it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sgdash.home import Home
from sgdash.program.folder import read_program
from sgdash.rules import turnout
from sgdash.show.attendance import by_session, nothing_yet
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.presence import cell_card, presence
from sgdash.show.sessions import schedule
from sgdash.show.trend import trend
from sgdash.show.unresolved import alias_lines, new_lines, unresolved
from sgdash.show.view import View

HEAD = "id: club\ntitle: Club\nzone: Europe/Berlin\n"
SESSIONS = (
    "sessions:\n  - {id: s1, number: I, title: One, starts: 2024-02-02 18:00}\n"
    "  - {id: s2, number: II, title: Two, starts: 2024-02-09 18:00}\n"
    "  - {id: s3, number: III, title: Three, starts: 2024-02-16 18:00}\n"
)
ROSTER = (
    "id,login,name,aliases,role\nada,ada-l,Ada Lovelace,countess,member\nbob,,Bob Hope,,member\n"
)
FIRST = "member,attendance,minutes\nada,present,90\nbob,absent,\n"
SECOND = (
    "member,attendance\nada,present\nAda Lovelacy,present\n=cmd|'!A1,present\nBob Hoped,present\n"
)

Write = Callable[..., View]


@pytest.fixture
def club(tmp_path: Path) -> Write:
    """Writes the club and opens it on 20 February 2024: `club(s1="member…")` writes a sheet."""

    def write(program: str = SESSIONS, roster: str = ROSTER, **sheets: str) -> View:
        folder = tmp_path / "programs" / "club"
        (folder / "attendance").mkdir(parents=True)
        (folder / "program.yaml").write_text(HEAD + program)
        (folder / "members.csv").write_text(roster)
        for session, text in sheets.items():
            (folder / "attendance" / f"{session}.csv").write_text(text)
        home = Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
        opened = open_view(home, look_around(home, "club"), date(2024, 2, 20))
        assert isinstance(opened, View)
        return opened

    return write


def text_of(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def test_came_of_those_who_were_expected(club: Write) -> None:
    excused = "member,attendance\nada,present\nbob,excused\n"
    view = club(s1=FIRST, s2=excused)
    rows = by_session(view)
    assert rows["came"].tolist() == ["1 of 2", "1 of 1"]
    assert rows["share"].tolist() == [50, 100]
    assert rows["when"].tolist() == ["Fri 2 Feb 2024", "Fri 9 Feb 2024"]
    assert list(rows.columns) == [
        *("number", "title", "when", "came", "share", "present", "excused", "absent")
    ]
    cells = presence(view, view.members, view.recorded)
    assert cells["came"].tolist() == ["2 of 2", "0 of 1"]


def test_who_is_unresolved_is_told_apart_and_lowers_no_share(club: Write) -> None:
    view = club(s1=FIRST, s2="member,attendance\nada,present\nBob Hoped,present\n")
    rows = by_session(view)
    assert rows["came"].tolist() == ["1 of 2", "1 of 1, 1 unresolved"]
    assert rows["share"].tolist() == [50, 100]
    cells = presence(view, view.members, view.recorded)
    assert cells["came"].tolist() == ["2 of 2", "0 of 1, 1 unresolved"]
    assert cells["share"].tolist() == [100, 0]
    assert "1 of 1, 1 unresolved" in text_of(schedule(view))
    counts = turnout(view.attendance, "session")
    assert (counts["came"].sum(), counts["of"].sum()) == (2, 3)


def test_a_cancelled_session_has_no_attendance(club: Write) -> None:
    view = club(SESSIONS.replace("title: Two,", "title: Two, cancelled: true,"), s1=FIRST, s2=FIRST)
    assert view.recorded["session"].tolist() == ["s1"]
    assert presence(view, view.members, view.recorded)["came"].tolist() == ["1 of 1", "0 of 1"]


def test_sessions_stand_in_the_order_of_time(club: Write) -> None:
    dates = ("02-16", "02-02", None, "02-09")
    lines = (
        f"  - {{id: s{n}, title: S{n}{f', starts: 2024-{day} 18:00' if day else ''}}}\n"
        for n, day in enumerate(dates, start=1)
    )
    view = club("sessions:\n" + "".join(lines), **{f"s{n}": FIRST for n in range(1, 5)})
    assert view.recorded["session"].tolist() == ["s2", "s3", "s4", "s1"]
    assert by_session(view)["title"].tolist() == ["S2", "S3", "S4", "S1"]
    counts = turnout(view.attendance, "session").reindex(view.recorded["session"])
    assert _labels(trend(counts, view.recorded, "Europe/Berlin")) == ["s2", "s3", "s4", "s1"]


def test_a_session_that_everybody_is_excused_from_has_no_share(club: Write) -> None:
    all_excused = "member,attendance\nada,excused\nbob,excused\n"
    view = club(s1=FIRST, s2="member,attendance\nada,present\nbob,excused\n", s3=all_excused)
    assert by_session(view)["came"].tolist() == ["1 of 2", "1 of 1"]  # of the third nobody wrote


def test_all_signs_of_many_sessions_stand_in_one_column(club: Write) -> None:
    many = "sessions:\n" + "".join(
        f"  - {{id: s{n}, title: S, starts: 2024-01-{n:02}}}\n" for n in range(1, 14)
    )
    view = club(many, **{f"s{n}": FIRST for n in range(1, 14)})
    cells = presence(view, view.members, view.recorded)
    assert cells["signs"].tolist() == ["✓" * 13, "×" * 13]
    assert "signs" not in presence(view, view.members, view.recorded.head(12))


def test_a_cell_tells_what_it_rests_on(club: Write) -> None:
    view = club(s1=FIRST)
    card = text_of(cell_card(view, "ada", view.sessions.head(1)))
    assert card == (
        "Ada Lovelace – I · One ✓ present · 90 minutes · Written down in attendance/s1.csv:2"
    )


def test_the_trend_has_a_column_for_each_session_and_escapes_titles(club: Write) -> None:
    view = club(SESSIONS.replace("title: One", 'title: "<b>One</b>"'), s1=FIRST, s2=SECOND)
    counts = turnout(view.attendance, "session").reindex(view.recorded["session"])
    drawn = trend(counts, view.recorded, "Europe/Berlin")
    assert _labels(drawn) == ["I", "II"]
    columns = re.findall(r"<li>(.*?)</li>", drawn)
    assert [re.findall(r"(\d+ present)</span>", column) for column in columns] == [
        ["1 present"],
        ["1 present"],
    ]
    assert 'title="I · &lt;b&gt;One&lt;/b&gt; · Fri 2 Feb 2024"' in columns[0]


def _labels(drawn: str) -> list[str]:
    """What stands below the columns."""
    return re.findall(r'class="sg-column-label" aria-hidden="true">([^<]*)<', drawn)


# names that nobody could be found for


def test_each_unknown_name_is_told_once_those_with_a_guess_first(club: Write) -> None:
    view = club(s1=f"{FIRST}Nobody,present,\n", s2=SECOND, s3="member\nAda Lovelacy\n")
    names = unresolved(view)
    assert names["author"].tolist()[:2] == ["Ada Lovelacy", "Bob Hoped"]
    assert set(names["author"][2:]) == {"Nobody", "=cmd|'!A1"}
    refs = dict(zip(names["author"], names["refs"], strict=True))
    assert [ref.split("/")[-1] for ref in refs["Ada Lovelacy"]] == ["s2.csv:3", "s3.csv:2"]


def test_the_lines_to_add_settle_every_name(club: Write) -> None:
    view = club(s2=SECOND, s1=f"{FIRST}O'Neill; M,present,\nÉmile 見本,present,\n")
    names = unresolved(view)
    aliases, further = alias_lines(view, names), new_lines(view, names)
    assert aliases == [
        "ada,ada-l,Ada Lovelace,countess; Ada Lovelacy,member",
        "bob,,Bob Hope,Bob Hoped,member",
    ]
    assert further == [
        "o-neill-m,,O'Neill; M,,auditor",
        "emile,,Émile 見本,,auditor",
        "cmd-a1,,=cmd|'!A1,,auditor",
    ]
    folder = view.loaded.folder.folder
    (folder / "members.csv").write_text(
        "\n".join(["id,login,name,aliases,role", *aliases, *further]) + "\n"
    )
    settled, problems = read_program(folder)
    assert problems == []
    assert settled
    assert {"Ada Lovelacy", "Bob Hoped"} <= {a for m in settled.members for a in m.aliases}
    assert {m.name for m in settled.members} >= {"O'Neill; M", "Émile 見本", "=cmd|'!A1"}


def test_a_roster_without_the_columns_offers_no_lines(club: Write) -> None:
    view = club(roster="id\nada\nbob\n", s1="member\nadda\nZoe\n")
    names = unresolved(view)
    assert (alias_lines(view, names), new_lines(view, names)) == ([], [])


def test_two_of_the_same_name_get_ids_of_their_own(club: Write) -> None:
    view = club(s1="member\nZoé!\nzoe?\n見本\n試料\n")
    assert [line.split(",")[0] for line in new_lines(view, unresolved(view))] == [
        *("zoe", "zoe-2", "guest", "guest-2")
    ]


# nothing yet


@pytest.mark.parametrize(
    ("program", "roster", "told"),
    [
        ("", ROSTER, "This group has no sessions yet: write them into"),
        (SESSIONS, "id\n", "Nobody is written down yet whose attendance it could be: fill"),
        (SESSIONS, ROSTER, "Nobody has written down who came to which session."),
    ],
)
def test_what_to_do_where_there_is_no_attendance(
    club: Write, program: str, roster: str, told: str
) -> None:
    missing = nothing_yet(club(program, roster))
    assert missing is not None
    assert missing.startswith(told)


def test_there_is_something_to_show_with_one_record(club: Write) -> None:
    assert nothing_yet(club(s2="member\nada\n")) is None
