"""A scenario's events on GitHub → the tables that collections would have brought.

A commit that no collection saw before a force push replaced it is not known to git, as it would
not be; GitHub still tells its name.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pandas as pd
from scenario import GITHUB, Said, Scenario, ScenarioError
from scenario_folder import one_moment

from sgdash import tables
from sgdash.frames import frame

WEB = "https://example.org/club"
LAST = datetime(2021, 1, 1, tzinfo=UTC)
"""After everything that happened there is a collection."""


@dataclass
class Commit:
    name: str
    parent: str | None
    committed_at: datetime
    paths: dict[str, str]
    authored_at: datetime


@dataclass
class Pull:
    number: int
    author: str
    title: str
    body: str
    created_at: datetime
    draft: bool
    branch: list[Commit] = field(default_factory=list)
    waiting: list[Commit] = field(default_factory=list)  # pushed while it was closed
    state: str = "open"
    ended_at: datetime | None = None
    merged_by: str | None = None
    merge: str | None = None  # the newest commit that its merge made
    by_git: bool = False  # git can tell which one that is
    edited_at: datetime | None = None
    heads: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def head(self) -> str:
        return self.branch[-1].name


class GitHub:
    """What happened, told event by event, and what a collector saw of it."""

    def __init__(self, scenario: Scenario, zone: str) -> None:
        self.zone = zone
        self.pulls: dict[int, Pull] = {}
        self.main: list[Commit] = []
        self.known: dict[str, tuple[Commit, datetime]] = {}
        self.own: dict[tuple[int, str], str] = {}
        self.accounts: dict[str, int] = {}
        self.looked_at: datetime | None = None
        self.rows: dict[tables.Table, list[tuple]] = {
            table: []
            for table in (
                *tables.COLLECTED,
                tables.GITHUB_PULL_REQUESTS,
                tables.REVIEWS,
                tables.LABELS,
                tables.EVENTS,
                tables.ISSUES,
                tables.COMMENTS,
                tables.REACTIONS,
                tables.HEADS,
            )
        }
        told = [said for said in scenario.events if said.kind in GITHUB]
        moments = [one_moment(said, said["at"], zone) for said in told]
        if moments != sorted(moments):
            raise ScenarioError(f"{scenario.file}:{scenario.line}: its events are out of order")
        for said, at in zip(told, moments, strict=True):
            getattr(self, f"_{said.kind.replace(' ', '_')}")(said, at)
        self._collected(None, LAST)

    def collected(self) -> dict[tables.Table, pd.DataFrame]:
        """Every table, as a collector that asks git and GitHub fills it."""
        for commit, seen in self.known.values():
            who = ("Somebody", "somebody@example.org")
            self.rows[tables.COMMITS].append(
                (
                    *(commit.name, commit.parent or "", *who, commit.authored_at, *who),
                    *(commit.committed_at, commit.name, seen),
                )
            )
            for path, blob in commit.paths.items():
                self.rows[tables.COMMIT_FILES].append((commit.name, path, "M", blob))
        self._files()
        for pull in self.pulls.values():
            self._pull(pull)
        for (number, commit), head in self.own.items():
            self.rows[tables.PULL_REQUEST_COMMITS].append((number, commit, head))
        return {table: frame(table, rows) for table, rows in self.rows.items()}

    def _files(self) -> None:
        """What lies on the default branch, with the first and last commit that touched it."""
        files: dict[str, list[Commit]] = {}
        for commit in self.main:
            for path in commit.paths:
                files.setdefault(path, []).append(commit)
        for path, touched in files.items():
            first, last = touched[0], touched[-1]
            ends = (first.name, first.committed_at, last.name, last.committed_at)
            self.rows[tables.FILES].append((path, last.paths[path], "100644", *ends))

    def _pull(self, pull: Pull) -> None:
        git = (pull.number, None, "Somebody", "somebody@example.org", None, None, None, pull.head)
        brought = pull.merge if pull.by_git else None
        self.rows[tables.PULL_REQUESTS].append((*git, brought, None, None, None))
        ended, merged = pull.ended_at, pull.state == "merged"
        self.rows[tables.GITHUB_PULL_REQUESTS].append(
            (
                *(pull.number, pull.number, *self._who(pull.author), pull.title, pull.body),
                *(pull.state, pull.draft, "main", "work", pull.head, pull.created_at, LAST),
                *(ended, ended if merged else None, pull.merged_by, pull.merge),
                *(len(pull.branch), 1, False, f"{WEB}/pull/{pull.number}", pull.edited_at),
            )
        )
        paths = {path: blob for commit in pull.branch for path, blob in commit.paths.items()}
        for path, blob in paths.items():
            self.rows[tables.PULL_REQUEST_FILES].append((pull.number, path, "A", blob))

    def _who(self, login: str | None) -> tuple[str | None, int | None]:
        number = self.accounts.setdefault(login, 100 + len(self.accounts)) if login else None
        return login, number

    def _here(self, said: Said) -> Pull:
        return self.pulls[int(said["number"])]

    def _commit(self, said: Said, at: datetime, parent: str | None) -> Commit:
        name = f"c{said.line}"
        committed = said.get("committed")
        what = said["what"]
        paths = [f"{e}/{said.who}.py" for e in said.whats] if what != "notes" else ["notes.txt"]
        return Commit(
            name,
            parent,
            moment := one_moment(said, committed, self.zone) if committed else at,
            {path: f"{path} of {name}" for path in paths},
            moment,
        )

    def _opened(self, said: Said, at: datetime) -> None:
        number = int(said["number"])
        title = said.get("title") or f"Work of {said.who}"
        body = said.get("text") or ""
        pull = Pull(number, said.who, title, body, at, said.get("draft") is not None)
        pull.branch.append(self._commit(said, at, None))
        pull.heads.append((at, pull.head))
        self.pulls[number] = pull

    def _pushed(self, said: Said, at: datetime) -> None:
        pull = self._here(said)
        if pull.state == "closed":  # it shows nothing new until it is open again
            parent = (pull.waiting or pull.branch)[-1].name
            pull.waiting.append(self._commit(said, at, parent))
            return
        if said.get("force"):
            before, pull.branch = pull.head, [self._commit(said, at, None)]
            self._event(said, at, before=before, after=pull.head)
        else:
            pull.branch.append(self._commit(said, at, pull.head))
        pull.heads.append((at, pull.head))

    def _rewritten(self, said: Said, at: datetime) -> None:
        """The same contents in new commits, as a rebase makes them."""
        pull = self._here(said)
        before, old, parent = pull.head, pull.branch, None
        pull.branch = []
        for n, commit in enumerate(old):
            text = said.get("committed")
            committed = one_moment(said, text, self.zone) if text else at
            pull.branch.append(
                Commit(f"c{said.line}-{n}", parent, committed, commit.paths, commit.authored_at)
            )
            parent = pull.head
        self._event(said, at, before=before, after=pull.head)
        pull.heads.append((at, pull.head))

    def _edited(self, said: Said, at: datetime) -> None:
        for n, row in enumerate(issues := self.rows[tables.ISSUES]):
            if row[0] == int(said["number"]):
                issues[n] = (*row[:5], said.get("text") or row[5], *row[6:-1], at)
                return
        pull = self._here(said)
        pull.body, pull.edited_at = said.get("text") or pull.body, at

    def _event(self, said: Said, at: datetime, **more: object) -> None:
        kind = "head force pushed" if "before" in more else said.kind
        by = said.get("dismisser") or said.get("by") or said.get("who") or self._here(said).author
        values = [more.get(name) for name in ("label", "before", "after", "review", "previous")]
        name = f"e{said.line}"
        number = int(said["number"])
        self.rows[tables.EVENTS].append((name, number, kind, *self._who(by), at, *values))

    def _ready_for_review(self, said: Said, at: datetime) -> None:
        self._here(said).draft = False
        self._event(said, at)

    def _converted_to_draft(self, said: Said, at: datetime) -> None:
        self._here(said).draft = True
        self._event(said, at)

    def _labeled(self, said: Said, at: datetime) -> None:
        self._event(said, at, label=said["label"])
        self.rows[tables.LABELS].append((int(said["number"]), said["label"]))

    def _unlabeled(self, said: Said, at: datetime) -> None:
        self._event(said, at, label=said["label"])
        self.rows[tables.LABELS].remove((int(said["number"]), said["label"]))

    def _reviewed(self, said: Said, at: datetime) -> None:
        pull = self._here(said)
        seen = one_moment(said, said["seen"], self.zone) if said.get("seen") else at
        commit = [head for pushed, head in pull.heads if pushed <= seen][-1]
        nth = f"review-{1 + len(self.rows[tables.REVIEWS])}"
        self.rows[tables.REVIEWS].append(
            (
                *(said.line, pull.number, *self._who(said["by"]), said["state"]),
                *(said.get("text") or "", at, commit, f"{WEB}/pull/{pull.number}#{nth}"),
            )
        )

    def _dismissed(self, said: Said, at: datetime) -> None:
        reviews = self.rows[tables.REVIEWS]
        mine = [
            n
            for n, row in enumerate(reviews)
            if row[1] == int(said["number"]) and row[2] == said["by"]
        ]
        row = reviews[mine[-1]]
        reviews[mine[-1]] = (*row[:4], "dismissed", *row[5:])
        event = Said("review dismissed", said.words, said.file, said.line)
        self._event(event, at, review=row[0], previous=row[4])

    def _commented(self, said: Said, at: datetime) -> None:
        edited = one_moment(said, said["edited"], self.zone) if said.get("edited") else None
        editor = (said.get("editor") or said["by"]) if edited else None
        url = f"{WEB}/issues/{said['number']}#comment-{1 + len(self.rows[tables.COMMENTS])}"
        text = said["text"].replace(" / ", "\n")
        who = self._who(said["by"])
        self.rows[tables.COMMENTS].append(
            (said.line, int(said["number"]), *who, text, at, edited, url, editor)
        )

    def _merged(self, said: Said, at: datetime) -> None:
        pull = self._here(said)
        pull.state, pull.ended_at, pull.merged_by = "merged", at, said["by"]
        brought = self._brought(said, at, pull)
        self.main += brought
        pull.merge, pull.by_git = brought[-1].name, said.get("how") != "rebase "
        self._event(said, at)

    def _brought(self, said: Said, at: datetime, pull: Pull) -> list[Commit]:
        """What a merge, squash or rebase puts on the default branch; GitHub commits it then."""
        name, parent = f"m{said.line}", self.main[-1].name if self.main else None
        if said.get("how") == "rebase ":
            again = []
            for n, commit in enumerate(pull.branch):
                copy = Commit(f"{name}-{n}", parent, at, commit.paths, commit.authored_at)
                again.append(copy)
                parent = copy.name
            return again
        if said.get("how") == "squash ":
            paths = {path: blob for commit in pull.branch for path, blob in commit.paths.items()}
            return [Commit(name, parent, at, paths, at)]
        # a merge changes nothing of its own: what it brought is dated by the commits below it
        return [*pull.branch, Commit(name, pull.head, at, {}, at)]

    def _closed(self, said: Said, at: datetime) -> None:
        pull = self._here(said)
        pull.state, pull.ended_at = "closed", at
        self._event(said, at)

    def _reopened(self, said: Said, at: datetime) -> None:
        pull = self._here(said)
        pull.state, pull.ended_at = "open", None
        pull.branch += pull.waiting
        pull.waiting.clear()
        pull.heads.append((at, pull.head))
        self._event(said, at)

    def _issue(self, said: Said, at: datetime) -> None:
        number = int(said["number"])
        who = self._who(said.who)
        url = f"{WEB}/issues/{number}"
        row = (
            number,
            number,
            *who,
            said["title"],
            said.get("text") or "",
            "open",
            at,
            LAST,
            None,
            url,
            None,
        )
        self.rows[tables.ISSUES].append(row)

    def _collected(self, _: Said | None, at: datetime) -> None:
        for commit in self.main:
            self.known.setdefault(commit.name, (commit, at))
        for pull in self.pulls.values():
            seen = {(row[0], row[1]) for row in self.rows[tables.HEADS]}
            if (pull.number, pull.head) not in seen:
                self.rows[tables.HEADS].append((pull.number, pull.head, at, self.looked_at))
            for commit in pull.branch:
                self.known.setdefault(commit.name, (commit, at))
                self.own[pull.number, commit.name] = pull.head
        self.looked_at = at
