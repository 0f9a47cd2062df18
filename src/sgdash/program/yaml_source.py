"""YAML as people write it, with the line of every value.

Scalars stay the text that was written: only `true`, `false` and nothing (or `null`, `~`) are read
as other than text, so `2020-08-08`, `17:00`, `007` and `no` mean what they look like.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sgdash.language import Foreign, Said, say
from sgdash.program.problems import Problem, unreadable

Place = tuple[str | int, ...]

DEEPEST = 20
"""Deeper nesting is refused before it can exhaust the stack; program files need five levels."""

_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass
class Source:
    """A file's plain data, where each part of it stands, and what was wrong with its YAML."""

    file: Path
    data: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line, from 1, of the value at `place`, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: Said) -> Problem:
        """A problem at the line of `place`."""
        return Problem(self.file, self.line(place), message)


def read_source(file: Path) -> Source:
    """Read a YAML file; what is wrong with it as text or as YAML is in the source's problems."""
    try:
        return parse_source(file, file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        message = say(
            "byte {n} is not UTF-8. Save the file with the encoding UTF-8.",
            n=str(error.start + 1),
        )
        return Source(file, problems=[Problem(file, 1, message)])
    except OSError as error:
        return Source(file, problems=[unreadable(file, error)])


def parse_source(file: Path, text: str) -> Source:
    """The same for text that is, or once was, that of `file`."""
    source = Source(file)
    try:
        source.data = _document(source, yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        source.problems.append(_yaml_problem(file, text, error))
    return source


def _document(source: Source, events: Iterator[yaml.Event]) -> object:
    """The only document of a stream, from the parser's events: no alias is ever followed."""
    next(events)  # the stream starts
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    data = _value(source, events, next(events), ())
    next(events)  # the document ends
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        raise _NotReadHereError(say("a second document"), _line(after))
    return data


def _value(source: Source, events: Iterator[yaml.Event], event: yaml.Event, place: Place) -> object:
    """The value that begins with `event`; the events up to its end are taken."""
    line = _line(event)
    source.lines[place] = line
    if len(place) > DEEPEST:
        raise _NotReadHereError(say("nested too deep"), line)
    if isinstance(event, yaml.MappingStartEvent):
        return dict(_entries(source, events, place))
    if isinstance(event, yaml.SequenceStartEvent):
        return list(_items(source, events, place))
    if isinstance(event, yaml.ScalarEvent):
        text = str(event.value)
        plain = event.implicit[0]
        return _CONSTANTS.get(text, text) if plain else text
    message = say("anchors and aliases (& and *) are not read here. Write the value out.")
    source.problems.append(Problem(source.file, line, message))
    return None


def _items(source: Source, events: Iterator[yaml.Event], place: Place) -> Iterator[object]:
    index = 0
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        yield _value(source, events, event, (*place, index))
        index += 1


def _entries(
    source: Source, events: Iterator[yaml.Event], place: Place
) -> Iterator[tuple[str, object]]:
    seen: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _NotReadHereError(say("a key that is no single text"), line)
        key = str(event.value)
        again = key in seen
        here = (*place, f"{key} again" if again else key)
        value = _value(source, events, next(events), here)
        source.lines[here] = line
        if again:
            message = say(
                "{key}: is here a second time, first on line {seen}. Keep one of them.",
                key=key,
                seen=str(seen[key]),
            )
            source.problems.append(Problem(source.file, line, message))
            continue
        seen[key] = line
        yield key, value


class _NotReadHereError(yaml.YAMLError):
    """Something that is YAML but has no place in a program's files."""

    def __init__(self, told: Said, line: int) -> None:
        super().__init__(told)
        self.told = told
        self.line = line


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _yaml_problem(file: Path, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, _NotReadHereError):
        message = say("not readable here: {what}. {fix}", what=error.told, fix=_HINTS[error.told])
        return Problem(file, error.line, message)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        odd = str(error).partition("\n")[0]
        return Problem(
            file, line, say("not readable as YAML: {what}. Take it out.", what=Foreign(odd))
        )
    lines = text.splitlines()
    written = lines[mark.line] if mark.line < len(lines) else ""
    what: str = Foreign(getattr(error, "problem", None) or str(error))
    fix = say("Check the indentation and quotes of this line and the one above.")
    if written[mark.column : mark.column + 1] == "\t":
        what, fix = say("a tab where blanks should be"), say("Write blanks instead of it.")
    for known, hint in _HINTS.items():
        if known == what:
            what, fix = known, hint
    message = say("not readable as YAML: {what}. {fix}", what=what, fix=fix)
    return Problem(file, mark.line + 1, message)


_HINTS = {
    say("a second document"): say("Take the line `---` out."),
    say("a key that is no single text"): say('Put it in quotes, as in "[{{member}}]".'),
    say("nested too deep"): say("No program file needs so many brackets."),
    say("mapping values are not allowed in this context"): say(
        "Put a text that holds `: ` in quotes, and indent the keys of one entry alike."
    ),
    say("did not find expected key"): say(
        "Put a text that begins with [ or {{ or a quote in quotes, as in "
        '"[{{member}}] {{number}}", and indent the keys of one entry alike.'
    ),
    say("found character that cannot start any token"): say(
        "Put a text that begins with such a character in quotes."
    ),
    say("found unexpected end of stream"): say("A quote or a bracket is opened and never closed."),
}
