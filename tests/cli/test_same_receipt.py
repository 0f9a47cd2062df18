"""One member's receipts, with moments and links: a terminal, JSON and a page say the same."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import pytest

from sgdash.home import find_home
from sgdash.receipts import line_text
from sgdash.rules import Line, Result
from sgdash.show import receipts as page
from sgdash.show.language import speak
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.view import View
from sgdash.visible import visible

EVIDENCE = "https://example.org/review?of=a1&by=org"
MARKED = (
    "- {kind: mark, at: 2024-01-11 12:00, by: org, member: ada, exercise: a1, mark: incomplete, "
    f'reason: no <plots>, evidence: "{EVIDENCE}"}}\n'
    "- {kind: mark, at: 2024-01-11 13:00, by: bob, member: ada, exercise: a1, mark: complete, "
    f'reason: "<b>{{mark}}</b> & \\u202egp\\u001b[2J", evidence: "{EVIDENCE}"}}\n'
    "- {kind: mark, at: 2024-01-11 14:00, by: ada, member: ada, exercise: a1, mark: complete, "
    "reason: it runs}\n"
)
OWN = "decided complete: it runs (decisions.yaml:3)"
REFUSED = (
    "bob decided complete: <b>{mark}</b> & \u202egp\x1b[2J (decisions.yaml:2), but may not mark"
)


@pytest.fixture
def view(home, repository, run) -> View:
    folder = home / "programs" / "club"
    (folder / "decisions.yaml").write_text(MARKED)
    sessions = "sessions: [{id: s1, title: One, starts: 2024-01-03 18:00}]\n"
    asked = "  bar: {share: 50%}\n  attendance: {count: 1}\n  talks: {count: 1}\n"
    program = (folder / "program.yaml").read_text().replace("  bar: {share: 50%}\n", asked)
    (folder / "program.yaml").write_text(program + sessions)
    (folder / "attendance").mkdir()
    (folder / "attendance" / "s1.csv").write_text("member,attendance\nada,absent\n")
    assert run("collect", "club", "--from", repository)[0] == 0
    opened = open_view(find_home(), look_around(find_home(), "club"), None)
    assert isinstance(opened, View)
    return opened


def from_page(html: str) -> list[tuple[str, ...]]:
    """Result, rule, what was found, moments and address of each line, as a reader gets them."""
    told = []
    for line in html.split("<li>")[1:]:
        rule = re.search("<strong>(.*?)</strong>", line)
        found = re.search("</strong> <span>(.*?)</span>", line)
        chip = re.sub("<[^>]+>", "", line.split("<strong>", maxsplit=1)[0])
        times = re.findall('datetime="(.*?)"', line)
        link = re.search('href="(.*?)"', line)
        assert rule
        assert found
        result = next(r.value for r in Result if chip.strip().endswith(r))
        texts = (result, rule[1], found[1], *times, link[1] if link else "")
        told.append(tuple(unescape(text) for text in texts))
    return told


def from_json(lines: list[dict[str, str]]) -> list[tuple[str, ...]]:
    told = []
    for line in lines:
        times = [line[name] for name in ("at", "cut_off") if line[name]]
        told.append(
            (line["result"], line["rule"], visible(line["found"]), *times, line["url"] or "")
        )
    return told


@pytest.mark.parametrize(("command", "which"), [("status", "a1"), ("verdicts", None)])
def test_all_three_say_the_same(view, run, command, which):
    row = json.loads(run(command, "club", "--member", "ada", "--format", "json")[1])[0]
    table = view.status if which else view.verdicts
    mine = table[table["member"] == "ada"].iloc[0]
    html = page.status_lines(view, mine) if which else page.verdict_lines(view, mine)
    assert from_page(str(html)) == from_json(row["receipt"])
    _, out, _ = run(command, "club", "--member", "ada")
    for line in row["receipt"]:
        told = line | {name: moment(line[name]) for name in ("at", "cut_off")}
        words = line_text(Line(**told | {"result": Result(line["result"])}), "Europe/Berlin")
        assert f"  {visible(words)}" in out.splitlines()


def moment(text):
    return datetime.fromisoformat(text) if text else None


def test_the_mark_links_to_its_evidence_and_says_when_the_window_ended(view, run):
    row = json.loads(run("status", "club", "--member", "ada", "--format", "json")[1])[0]
    assert row["receipt"][-1] == {
        "rule": "Mark",
        "result": "fail",
        "found": "incomplete by org: no <plots> (decisions.yaml:1); not resubmitted in time",
        "at": "2024-01-11T11:00:00Z",
        "cut_off": "2024-01-12T17:00:00Z",
        "clock": None,
        "url": EVIDENCE,
    }


def test_who_may_not_mark_is_told_everywhere_and_decides_nothing(view, run):
    _, out, _ = run("status", "club", "--member", "ada", "--format", "json")
    row = json.loads(out)[0]
    assert (row["status"], row["reason"]) == ("incomplete", "not resubmitted in time")
    assert [line for line in row["receipt"] if line["rule"] == "No mark"] == [
        {
            "rule": "No mark",
            "result": "note",
            "found": REFUSED,
            "at": "2024-01-11T12:00:00Z",
            "cut_off": None,
            "clock": None,
            "url": EVIDENCE,
        },
        {
            "rule": "No mark",
            "result": "note",
            "found": f"ada {OWN}, but nobody marks work of their own",
            "at": "2024-01-11T13:00:00Z",
            "cut_off": None,
            "clock": None,
            "url": None,
        },
    ]
    _, out, _ = run("status", "club", "--member", "ada")
    told = "<b>{mark}</b> & \\u202egp\\u001b[2J (decisions.yaml:2), but may not mark"
    assert f"  [note] No mark: bob decided complete: {told}, 2024-01-11 13:00:00 CET" in out
    _, out, _ = run("status", "club", "--member", "ada", "--as-of", "2024-01-11 12:59:59")
    assert "No mark" not in out


@pytest.fixture
def spanish() -> Iterator[None]:
    speak("es")
    yield
    speak("en")


@pytest.mark.usefixtures("spanish")
def test_the_page_tells_it_in_its_language(view):
    mine = view.status[view.status["member"] == "ada"].iloc[0]
    words = re.sub("<[^>]+>", "", str(page.status_lines(view, mine)))
    told = r"&lt;b&gt;{mark}&lt;/b&gt; &amp; \u202egp\u001b[2J (decisions.yaml:2)"
    assert f"Sin marca bob decidió completo: {told}, pero no puede marcar" in words
    own = "ada decidió completo: it runs (decisions.yaml:3), pero nadie marca su propio trabajo"
    assert f"Sin marca {own}" in words


def test_the_verdict_names_what_makes_its_numbers(view, run):
    row = json.loads(run("verdicts", "club", "--member", "ada", "--format", "json")[1])[0]
    named = {line["rule"]: line["found"] for line in row["receipt"] if line["result"] == "note"}
    assert named == {"Failed": "First, Second", "Sessions missed": "One"}
