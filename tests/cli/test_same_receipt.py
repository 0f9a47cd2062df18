"""One member's receipts, with moments and links: a terminal, JSON and a page say the same."""

import json
import re
from datetime import datetime
from html import unescape

import pytest

from sgdash.home import find_home
from sgdash.receipts import line_text
from sgdash.rules import Line, Result
from sgdash.show import receipts as page
from sgdash.show.load import View, look_around, open_view

EVIDENCE = "https://example.org/review?of=a1&by=org"
MARKED = (
    "- {kind: mark, at: 2024-01-11 12:00, by: org, member: ada, exercise: a1, mark: incomplete, "
    f'reason: no <plots>, evidence: "{EVIDENCE}"}}\n'
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
        told.append((line["result"], line["rule"], line["found"], *times, line["url"] or ""))
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
        words = line_text(Line(**told | {"result": Result(line["result"])}))
        assert f"  {words}" in out.splitlines()


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


def test_the_verdict_names_what_makes_its_numbers(view, run):
    row = json.loads(run("verdicts", "club", "--member", "ada", "--format", "json")[1])[0]
    named = {line["rule"]: line["found"] for line in row["receipt"] if line["result"] == "note"}
    assert named == {"Failed": "a1, a2", "Sessions missed": "s1"}
