"""Which deadlines a program file changed, and since when: its own git history knows."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sgdash.collect.earlier import Earlier
from sgdash.collect.versions import LARGEST, Version, versions_of
from sgdash.program.folder import parse_program
from sgdash.program.moments import Moment
from sgdash.program.plain_data import entries
from sgdash.program.yaml_source import Source, parse_source


@dataclass(frozen=True)
class DeadlineChange:
    """One exercise's `due`, as written before and after a commit.

    `since` is the commit's committer date; of a change that is not committed yet, whose `commit`
    is None, it is when the file was last written.
    """

    exercise: str
    old: str
    new: str
    since: datetime
    commit: str | None


def deadline_changes(folder: Path, holds: Earlier | None = None) -> list[DeadlineChange]:
    """Every change of a deadline in the history of a folder's program file, oldest first.

    The history is that of the branch checked out, as it moved: a merge counts when it was merged.
    What the file says now and no commit does yet is the last change. While an earlier version
    holds, what it says is the last, and versions that could not be used never held.
    Empty where the folder is in no git repository, or in one that git refuses to read. Versions
    that could not be read as a program file are passed over.
    """
    file = folder.resolve() / "program.yaml"
    committed = versions_of(file)
    if holds:
        return list(_changes(list(_until(holds, file, committed))))
    dues = {
        text: _deadlines(parse_source(file, text))
        for text in {version.text for version in committed}
    }
    versions: list[_Version] = [(v.commit, v.at, dues[v.text]) for v in committed]
    with suppress(OSError):  # the file has just gone
        lies = file.stat()
        if versions and lies.st_size <= LARGEST:
            now = _deadlines(parse_source(file, file.read_text("utf-8-sig", errors="replace")))
            versions.append((None, datetime.fromtimestamp(int(lies.st_mtime), UTC), now))
    return list(_changes(versions))


_Version = tuple[str | None, datetime, dict[str, str]]
"""The commit, its moment, and the deadlines of one version of a program file."""


def _changes(versions: list[_Version]) -> Iterator[DeadlineChange]:
    known: dict[str, str] = {}
    for commit, since, deadlines in versions:
        for exercise, due in deadlines.items():
            if known.setdefault(exercise, due) != due:
                yield DeadlineChange(exercise, known[exercise], due, since, commit)
        known |= deadlines


def _until(holds: Earlier, file: Path, committed: list[Version]) -> Iterator[_Version]:
    """The usable versions up to the one that holds, committed at once, later or never."""
    sources = {text: parse_source(file, text) for text in {version.text for version in committed}}
    usable = [v for v in committed if parse_program(sources[v.text])[0] is not None]
    wanted, last = holds.source.data, None
    for version in usable:
        source = sources[version.text]
        if version.at <= holds.at or source.data == wanted != last:
            last = source.data
            yield version.commit, version.at, _deadlines(source)
    if usable and last != wanted:
        yield None, holds.at, _deadlines(holds.source)


def _deadlines(source: Source) -> dict[str, str]:
    """The `due` of each exercise of a version, as written; none of a version that is broken."""
    if source.problems:
        return {}
    return {
        entry["id"]: due
        for _, entry in entries(source.data, "exercises")
        if isinstance(entry.get("id"), str) and _is_due(due := entry.get("due", "none"))
    }


def _is_due(due: object) -> bool:
    if not isinstance(due, str):
        return False
    try:
        return due in {"none", "next session"} or bool(Moment.parse(due))
    except ValueError:
        return False
