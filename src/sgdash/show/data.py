"""Where the data comes from: every collection, what could not be used, and what is kept of it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pandas as pd

from sgdash.language import Foreign, say
from sgdash.show import states
from sgdash.show.language import _, counted, voice
from sgdash.show.ledger import Budget, Ledger, read_ledger, row_counts
from sgdash.show.load import told_problem
from sgdash.show.markup import Html, draw, facts, join, phrase, sentence, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.origin import is_elsewhere, problem_list, repository
from sgdash.show.view import View
from sgdash.troubles import TROUBLES

_WHERE = ("web", "repository")

_NUMBERED = ("pull_requests", "files", "new_commits", "rows", "requests", "quota")

LATEST = 50
"""So many collections are listed; the store keeps them all."""


def show(view: View) -> None:
    """Everything of the page below its head."""
    ledger = read_ledger(view.program.id)
    budget, counts = ledger.budget, row_counts(view)
    told = _budget(budget, view.program.zone) if budget else None
    draw(
        tag("h2", _("Collections")),
        _collections(view, ledger),
        tag("p", told, class_="sg-note") if told else Html(),
        tag("h2", _("Problems of the program's files")),
        _problems(view),
        tag("h2", _("What the files hold")),
        _written(view),
    )
    if counts:
        draw(
            tag("h2", _("What the store keeps")),
            tag("p", _("So many rows of each table:"), class_="sg-faint"),
            _rows(counts),
        )


def _collections(view: View, ledger: Ledger) -> Html:
    if ledger.collections.empty:
        command = tag("code", f"sgdash collect {view.program.id}")
        told = phrase(say("Nothing has been collected yet: run {command}", command=command))
        return tag("p", told, class_="sg-note")
    names = (_("Ended"), _("Source"), _("From"), _("Took"), _("Brought"))
    latest = ledger.collections.head(LATEST)
    rows = (list(_collection(row, view.program.zone)) for _place, row in latest.iterrows())
    return tag("section", table(names, rows, _("Collections")), class_="sg-collections")


def _collection(row: pd.Series, zone: str) -> Iterator[object]:
    yield time_tag(row["ended_at"], zone)
    yield {"git": "git", "github": "GitHub"}.get(row["source"], row["source"])
    yield _from({name: None if pd.isna(row[name]) else row[name] for name in _WHERE})
    took = row["ended_at"] - row["started_at"]
    yield _("{seconds} s", seconds=voice().number(round(took.total_seconds(), 1)))
    problems = [] if pd.isna(row["problems"]) else str(row["problems"]).split("\n")[:20]
    told: list[object] = [tag("strong", _("failed"))] if row["failed"] else []
    told += [_numbers(row)] if _numbers(row) else []
    if problems and not row["failed"]:
        told.append(tag("strong", _("Could not be read:")))
    told += [sentence(TROUBLES.read(line) or Foreign(line)) for line in problems]
    yield join(tag("div", line) for line in told)


def _from(where: Mapping[str, object]) -> Html:
    """Where it was collected from; of a folder on this machine its name, and that it is one."""
    told = repository(where)
    if where["web"] or is_elsewhere(where["repository"]):
        return told
    return phrase(say("{folder}, a folder on this machine", folder=told))


def _numbers(row: pd.Series) -> str:
    """How much there was, and what it cost; what was not counted is left out."""
    number = {name: int(row[name]) for name in _NUMBERED if pd.notna(row[name])}
    told = {
        "pull_requests": lambda n: counted("{n} pull request", "{n} pull requests", n),
        "files": lambda n: counted("{n} file", "{n} files", n),
        "new_commits": lambda n: counted("{n} new commit", "{n} new commits", n),
        "rows": lambda n: counted("{n} row", "{n} rows", n),
        "requests": lambda n: counted("{n} request", "{n} requests", n),
        "quota": lambda n: counted("{n} point of the quota", "{n} points of the quota", n),
    }
    return " · ".join(told[name](n) for name, n in number.items())


def _budget(budget: Budget, zone: str) -> Html:
    """How much of GitHub's hour was left when it was last asked."""
    number = voice().number
    if budget.resets_at <= datetime.now(UTC):
        told = say("GitHub's limit: all {limit} points of an hour are there again.",
                   limit=number(budget.limit))  # fmt: skip
    else:
        told = say(
            "GitHub's limit: {left} of {limit} points are left until {moment}.",
            left=number(budget.left),
            limit=number(budget.limit),
            moment=time_tag(budget.resets_at, zone),
        )
    return phrase(told)


def _problems(view: View) -> Html:
    """Each with its file and line; the same as `sgdash check` says."""
    problems = view.loaded.problems
    if not problems:
        return states.note([_("None: every line of the program's files could be used.")])
    folder = view.loaded.folder.folder
    return problem_list(told_problem(problem, folder) for problem in problems)


def _written(view: View) -> Html:
    """How much of what the group wrote down is used."""
    folder, number = view.loaded.folder, voice().number
    return facts(
        (
            (_("Sessions in {file}", file="program.yaml"), number(len(view.sessions))),
            (_("Exercises in {file}", file="program.yaml"), number(len(view.exercises))),
            (_("Members in {file}", file="members.csv"), number(len(view.members))),
            (_("Decisions in {file}", file="decisions.yaml"), number(len(folder.decisions))),
            (_("Lines of attendance sheets"), number(len(folder.records))),
        )
    )


def _rows(counts: Mapping[str, int]) -> Html:
    number = voice().number
    return facts((tag("code", name), number(count)) for name, count in counts.items())
