"""A program's folder by the last program file that could be used: what pages and calendars show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sgdash.collect.earlier import Earlier, earlier_program
from sgdash.language import say
from sgdash.program.folder import ProgramFolder, open_folder
from sgdash.program.problems import Problem
from sgdash.program.yaml_source import Source, read_source
from sgdash.show.stamps import written_at


@dataclass(frozen=True)
class Held:
    """A folder as it holds, None where no usable version is known, and the problems of today."""

    folder: ProgramFolder | None
    problems: tuple[Problem, ...]
    earlier: Earlier | None = None  # by which program file, if not by the one of today


def open_or_hold(folder: Path) -> Held:
    """The folder by its program file, or by the last version that could be used."""
    file = folder / "program.yaml"
    since = written_at(file)  # asked first: whatever is written meanwhile is not what is read
    source = read_source(file)
    written, problems = open_folder(folder, source)
    if written is not None:
        if since is not None:
            _USABLE[folder] = Earlier(source, since)
        return Held(written, written.problems)
    earlier = _USABLE.get(folder) or earlier_program(folder)
    as_it_was = open_folder(folder, earlier.source)[0] if earlier else None
    if as_it_was is None:
        return Held(None, tuple(problems))
    told = _problems(source, problems, as_it_was.problems)
    return Held(replace(as_it_was, problems=told), told, earlier)


def _problems(
    source: Source, today: Iterable[Problem], earlier: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Those of today, to be mended, and what the earlier file knows nothing of meanwhile.

    Against a file that is no YAML nothing can be held: everything would be unknown in it.
    """
    by_earlier = {problem for problem in earlier if problem.file != source.file}
    told = {p for p in today if p.file == source.file or p in by_earlier or source.data is not None}
    meanwhile = {
        replace(
            problem,
            message=say(
                "until program.yaml is mended, by its earlier version: {problem}",
                problem=problem.message,
            ),
        )
        for problem in by_earlier - told
    }
    return tuple(sorted(told | meanwhile))


_USABLE: dict[Path, Earlier] = {}
"""The last program file of each folder that this server could use."""
