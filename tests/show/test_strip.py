"""The strip of time of a submission, and the issue that contests it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sgdash.home import Home, find_home
from sgdash.show.contest import contest, known
from sgdash.show.handed_in import exercise_table
from sgdash.show.language import speak
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.strip import strip
from sgdash.show.view import View


@pytest.fixture
def view(tmp_path: Path) -> View:
    home = Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")
    opened = open_view(home, look_around(home, "dair-d2l"), None)
    assert isinstance(opened, View)
    return opened


def drawn(view: View, member: str, exercise: str) -> str:
    rows = view.status[(view.status["member"] == member) & (view.status["exercise"] == exercise)]
    matched = view.loaded.matched
    attempts, marks = (t[t["member"] == member] for t in (matched.attempts, matched.marks))
    return strip(view, rows.iloc[0], attempts, marks)


def test_it_tells_what_happened_in_its_order(view: View) -> None:
    told = drawn(view, "carmen-sample", "assignment-2")
    label = re.search('aria-label="([^"]*)"', told)
    assert label is not None
    assert [part.split(",")[0] for part in label[1].split("; ")] == [
        "attempt",
        "incomplete by otto-sample",
        "attempt",
        "complete by otto-sample",
    ]
    places = [float(x) for x in re.findall(r'point" style="left:([\d.]+)%', told)]
    assert len(places) == 4
    assert places == sorted(places)
    assert (places[0], places[-1]) == (4, 96)
    assert told.count("sg-strip-due") == told.count("sg-strip-window") == 1


def test_where_nothing_happened_there_is_none(view: View) -> None:
    assert drawn(view, "haneul-sample", "assignment-4") == ""


def test_it_speaks_the_language_of_the_page(view: View) -> None:
    speak("es")
    try:
        assert "incompleto por otto-sample, " in drawn(view, "carmen-sample", "assignment-2")
        told = exercise_table(view, "carmen-sample")
        assert "vuelve a entregar hasta el" in told
        assert "dentro de la ventana de 48 horas después del plazo" in told
    finally:
        speak("en")


def test_an_issue_is_filled_in_with_the_receipts_as_text(view: View) -> None:
    found = re.search('href="([^"]*)"', contest(view, "carmen-sample"))
    assert found is not None
    address = urlsplit(found[1].replace("&amp;", "&"))
    assert (address.scheme, address.path[-11:]) == ("https", "/issues/new")
    asked = parse_qs(address.query)
    assert asked["title"] == ["Carmen Muestra Ibáñez: something on my page is not right"]
    lines = asked["body"][0].splitlines()
    assert lines[3] == "carmen-sample in dair-d2l, as of Fri 30 Oct 2020, 12:00 UTC"
    assert "    assignment-4: feedback given" in lines
    assert all(line.startswith("    ") for line in lines[4:])
    assert len(asked["body"][0]) <= 4000


def test_what_the_group_knows_is_told_with_where_it_stands(view: View) -> None:
    told = re.sub("<[^>]*>", " ", known(view, "carmen-sample"))
    for word in ("carmen-sample", "Carmen Muestra Ibáñez", "gradients", "members.csv"):
        assert word in told


def test_it_begins_with_the_opening_of_the_exercise_and_not_with_that_of_the_program(
    tmp_path: Path,
) -> None:
    for opens, drawn_lines in (("opens: 2024-01-01, ", 1), ("", 0)):
        view = opened_club(
            tmp_path / str(drawn_lines), f"{{id: a1, title: One, {opens}due: 2024-01-10}}"
        )
        told = exercise_table(view, "ada")
        assert told.count("sg-strip-opens") == drawn_lines
        assert told.count("sg-strip-point") == 1  # the other attempt is of the year before
        assert told.count("does not count") == 1
        if drawn_lines:
            assert (
                'class="sg-strip-opens" style="left:4.00%" title="opening, Mon 1 Jan 2024' in told
            )


def opened_club(data: Path, exercise: str) -> View:
    folder = data / "programs" / "club"
    (folder / "sample").mkdir(parents=True)
    (folder / "program.yaml").write_text(
        "id: club\ntitle: Club\nstarts: 2023-12-01\n"
        f"exercises: [{exercise}]\n"
        'submissions: {conventions: [{path: "{exercise}/{member}.py"}]}\n'
        "sample: {note: Invented., as_of: 2024-01-09}\n"
    )
    (folder / "members.csv").write_text("id,name\nada,Ada\n")
    head = "commit,parents,author_name,author_email,authored_at,committer_name,committer_email"
    commits = [
        f"{n},,Ada,a@example.org,{at},Ada,a@example.org,{at},Work,2024-01-09T00:00:00Z"
        for n, at in (("c1", "2023-01-05T12:00:00Z"), ("c2", "2024-01-05T12:00:00Z"))
    ]
    rows = {
        "commits": [f"{head},committed_at,subject,first_seen_at", *commits],
        "commit_files": ["commit,path,change,blob", "c1,a1/ada.py,A,b1", "c2,a1/ada.py,M,b2"],
        "files": [
            "path,blob,mode,first_commit,first_at,last_commit,last_at",
            "a1/ada.py,b2,100644,c1,2023-01-05T12:00:00Z,c2,2024-01-05T12:00:00Z",
        ],
    }
    for name, lines in rows.items():
        (folder / "sample" / f"{name}.csv").write_text("\n".join(lines) + "\n")
    home = Home(data, f"sqlite:///{data / 'none.sqlite'}")
    view = open_view(home, look_around(home, "club"), None)
    assert isinstance(view, View)
    return view
