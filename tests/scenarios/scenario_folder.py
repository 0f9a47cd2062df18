"""A scenario → a real program folder, and the attempts that a collection would have found."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
from scenario import GITHUB, MEMBER, Said, Scenario, ScenarioError

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.moments import Moment

ORGANISERS = ("orla", "otto")
"""They are in every roster; what names nobody was decided by the first."""

EVIDENCE = "https://example.org/evidence"
"""What shows the plagiarism of who is disqualified."""

REASON = "as told"
"""The reason of a decision that gives none."""

CLOCKS = {None: "commit", "merge": "merge", "first sight": "first seen"}


def program_folder(scenario: Scenario, where: Path) -> ProgramFolder:
    """Write the scenario's files and open them as the program they are."""
    folder = where / "scenario"
    folder.mkdir()
    (folder / "program.yaml").write_text(program_yaml(scenario))
    (folder / "members.csv").write_text(members_csv(scenario))
    (folder / "decisions.yaml").write_text("".join(decisions(scenario)))
    for session, rows in sheets(scenario):
        file = folder / "attendance" / f"{session}.csv"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_csv(["member", "attendance", "minutes"], rows))
    opened, problems = read_program(folder)
    problems = [problem for problem in problems if "it extends nothing" not in problem.message]
    if problems or opened is None:
        told = "; ".join(f"{problem.file.name}: {problem.message}" for problem in problems)
        raise ScenarioError(f"{scenario.file}:{scenario.line}: {told}")
    return opened


def program_yaml(scenario: Scenario) -> str:
    settings = {"id": "id: scenario\n", "title": "title: Scenario\n", **scenario.settings}
    for kind, entry in (("exercise", _exercise), ("session", _session)):
        lines = [
            f"  - {json.dumps(entry(said, what))}\n"
            for said in scenario.setup
            if said.kind == kind
            for what in said.whats
        ]
        if lines:
            settings[f"{kind}s"] = f"{kind}s:\n" + "".join(lines)
    return "".join(settings.values())


def _exercise(said: Said, what: str) -> dict[str, object]:
    entry: dict[str, object] = {"id": what, "title": what, "due": said["due"]}
    if said.get("opens"):
        entry["opens"] = said["opens"]
    if said.get("session"):
        entry["session"] = said["session"]
    if said.get("uncounted"):
        entry["counted"] = False
    return entry


def _session(said: Said, what: str) -> dict[str, object]:
    entry: dict[str, object] = {"id": what, "title": what}
    entry |= {key: said[key] for key in ("starts", "ends") if said.get(key)}
    if said.get("optional"):
        entry["optional"] = True
    if said.get("presenter"):
        entry["presenters"] = [said["presenter"]]
    if said.get("talks"):
        by = said["talks"].split(" and ")
        entry["talks"] = [{"by": who, "title": f"Talk {n}"} for n, who in enumerate(by, start=1)]
    return entry


def members_csv(scenario: Scenario) -> str:
    told = {said.who: said for said in scenario.setup if said.kind == "member"}
    rows = [
        [
            said.who,
            said.who,
            said["role"],
            *(said.get(key) or "" for key in ("group", "joined", "left")),
        ]
        for said in told.values()
    ]
    if MEMBER not in told:
        rows.insert(0, [MEMBER, MEMBER, "member", "", "", ""])
    rows += [[name, name, "organiser", "", "", ""] for name in ORGANISERS if name not in told]
    return _csv(["id", "login", "role", "group", "joined", "left"], rows)


def decisions(scenario: Scenario) -> Iterator[str]:
    """One line each, so that the n-th decision of a scenario is line n of decisions.yaml."""
    for said in scenario.events:
        if said.kind != "attempt" and said.kind not in GITHUB:
            for entry in _decision(said):
                signed = {"by": said.get("by") or ORGANISERS[0]}
                signed |= {"at": said["at"], "reason": said.get("reason") or REASON}
                yield f"- {json.dumps(entry | signed)}\n"


def _decision(said: Said) -> Iterator[dict[str, object]]:
    """What a sentence decides, without who and when: one entry for each exercise or session."""
    if said.kind == "project":
        whose = {"group": said["group"]} if said.get("group") else {"members": [said.who]}
        yield {"kind": "project", **whose, **_outcome(said["outcome"])}
        return
    if said.kind == "taken back":
        kind, about = _TAKEN_BACK[said["of"]]
        whose = {"group": said["group"]} if said.get("group") else {"member": said.who}
        matter = {about: said["what"]} if about else {}
        yield {"kind": "withdrawn", "what": kind, **matter} | (
            {} if said.get("everybody") else whose
        )
        return
    entry: dict[str, object] = {"kind": _KINDS.get(said.kind, said.kind)}
    if said.get("group"):
        entry["group"] = said["group"]
    elif not said.get("everybody"):
        entry["member"] = said.who
    entry |= {key: said[key] for key in ("mark", "due", "requirement") if said.get(key)}
    if said.kind == "disqualified":
        entry["evidence"] = EVIDENCE
    if said.kind == "withdrawn":
        entry["mark"] = "withdrawn"
    about = "session" if said.kind == "excused from session" else "exercise"
    for what in said.whats if said.get("what") else ():
        yield {**entry, about: what}
    if not said.get("what"):
        yield entry


_TAKEN_BACK = {
    "extension of": ("extension", "exercise"),
    "excused from": ("excused", "exercise"),
    "excused from session": ("excused from session", "session"),
    "waiver of the": ("waiver", "requirement"),
    "disqualification": ("disqualification", ""),
}
"""What is taken back by these words, and the key of what it was about."""

_KINDS = {"withdrawn": "mark", "disqualified": "disqualification"}
"""Where the kind of a decision is another word than the sentence's."""


def _outcome(words: str) -> dict[str, bool]:
    """`complete but not presented` is complete: true, presented: false."""
    parts = words.replace(" but ", " and ").split(" and ")
    return {part.removeprefix("not "): not part.startswith("not ") for part in parts}


def sheets(scenario: Scenario) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's rows; `ada present`, `ada 45 minutes` or both."""
    for said in scenario.setup:
        if said.kind == "sheet":
            for session in said.whats:
                yield session, [_row(said, text.strip()) for text in said["rows"].split(";")]


def _row(said: Said, text: str) -> list[str]:
    words = text.split()
    minutes = words[-2] if words[-1] == "minutes" else ""
    rest = words[:-2] if minutes else words
    if len(rest) == 1 and minutes:
        return [rest[0], "", minutes]
    if len(rest) not in {2, 3}:
        raise ScenarioError(f'{said.file}:{said.line}: "{text}" is no row of a sheet')
    return [rest[0], " ".join(rest[1:]), minutes]


def _csv(head: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def attempts(scenario: Scenario, zone: str) -> pd.DataFrame:
    """`tables.ATTEMPTS`; the n-th attempt of the scenario has the address …/attempts/n."""
    told = [
        (said, what) for said in scenario.events if said.kind == "attempt" for what in said.whats
    ]
    rows = pd.DataFrame(
        {
            "member": said.who,
            "exercise": what,
            "at": one_moment(said, said["at"], zone),
            "clock": CLOCKS[said.get("clock")],
            "ref": f"{what}/{said.who}.py",
            "url": f"https://example.org/attempts/{n}",
        }
        for n, (said, what) in enumerate(told, start=1)
    )
    return conform(tables.ATTEMPTS, rows) if told else frame(tables.ATTEMPTS)


def one_moment(said: Said, text: str, zone: str) -> datetime:
    """A moment that is one: written in an hour that comes twice, or never, it is an error."""
    moment = Moment.parse(text)
    if moment.clock and (not moment.exists(zone) or moment.start(zone) != moment.end(zone)):
        raise ScenarioError(f"{said.file}:{said.line}: {text} is not one moment; write it in UTC")
    return moment.start(zone)
