"""YAML as people write it, with the line of every value.

Scalars stay the text that was written: only `true`, `false` and nothing (or `null`, `~`) are read
as other than text, so `2020-08-08`, `17:00`, `007` and `no` mean what they look like.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sgdash.program.problems import Problem

Place = tuple[str | int, ...]

_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass
class Source:
    """A file's plain data, where each part of it stands, and what was wrong with its YAML."""

    file: Path
    data: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: set[int] = field(default_factory=set, repr=False)  # those read, to notice aliases

    def line(self, place: Place) -> int:
        """The line, from 1, of the value at `place`, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """A problem at the line of `place`."""
        return Problem(self.file, self.line(place), message)


def read_source(file: Path) -> Source:
    """Read a YAML file; what is wrong with it as text or as YAML is in the source's problems."""
    source = Source(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8. Save the file with the encoding UTF-8."
        source.problems.append(Problem(file, 1, message))
        return source
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        source.problems.append(_yaml_problem(file, error))
        return source
    if node is not None:
        source.data = _plain(source, node, ())
    return source


def _yaml_problem(file: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    hint = "Check the indentation and quotes of this line and the one above."
    return Problem(file, mark.line + 1 if mark else 1, f"not readable as YAML: {what}. {hint}")


def _plain(source: Source, node: yaml.Node, place: Place) -> object:
    source.lines[place] = node.start_mark.line + 1
    if id(node) in source.nodes:
        message = "anchors and aliases (& and *) are not read here. Write the value out."
        source.problems.append(source.problem(place, message))
        return None
    source.nodes.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(source, node, place))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(source, item, (*place, index)) for index, item in enumerate(node.value)]
    text = str(node.value)
    quoted = isinstance(node, yaml.ScalarNode) and node.style
    return text if quoted else _CONSTANTS.get(text, text)


def _entries(source: Source, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, object]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in seen:
            message = f"{key}: is here a second time, first on line {seen[key]}. Keep one of them."
            source.problems.append(Problem(source.file, line, message))
            continue
        seen[key] = line
        value = _plain(source, value_node, (*place, key))
        source.lines[(*place, key)] = line
        yield key, value
