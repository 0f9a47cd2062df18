"""More entries in a list of a program file, in the style in which the file is written."""

import copy
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sgdash.program.yaml_source import Place, Source, parse_source
from sgdash.program.yaml_text import quoted
from sgdash.what_if.edits import PROGRAM, Edit, edited

MOST = 20
"""So many places of a key in one line are tried."""

ON_A_LINE = 5
"""A list is begun on one line with so many entries, with more of them one below the other."""


def added_to_list(text: str, place: Place, key: str, *entries: str) -> Edit | None:
    """The edit that adds `entries` to the list `key` of the mapping at `place`.

    A list that is not there yet is begun. None where no change of single lines does exactly that,
    as in a mapping in braces over several lines.
    """
    source = parse_source(Path(PROGRAM), text)
    wanted = _with_entries(source.data, place, key, entries)
    if wanted is None:
        return None
    written = [quoted(entry) for entry in entries]
    for edit in _candidates(source, text.split("\n"), place, key, written):
        after = parse_source(Path(PROGRAM), edited(text, [edit]))
        if not after.problems and after.data == wanted:
            return edit
    return None


def _with_entries(data: object, place: Place, key: str, entries: Sequence[str]) -> object:
    """The plain data as it should be; None where it has no such place."""
    wanted: Any = copy.deepcopy(data)
    node = wanted
    try:
        for step in place:
            node = node[step]
        node[key] = [*(node.get(key) or []), *entries]
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
    return wanted


def _candidates(
    source: Source, lines: list[str], place: Place, key: str, entries: Sequence[str]
) -> Iterator[Edit]:
    """Edits that may be right: of a list in brackets, one below the other, or of none yet."""
    written, entry = (*place, key), ", ".join(entries)
    if written in source.lines:
        line = source.lines[written]
        old = lines[line - 1]
        head, found, rest = old.rpartition("]")
        yield Edit(PROGRAM, line, 1, f"{head}, {entry}{found}{rest}")
        yield Edit(PROGRAM, line, 1, f"{head}{entry}{found}{rest}")
        inside = re.sub(rf"(\b{key}: *\[[^\]]*)\]", lambda hit: f"{hit[1]}, {entry}]", old, count=1)
        yield Edit(PROGRAM, line, 1, inside)
        items = [at for at in source.lines if at[:-1] == written]
        if items:
            last = source.lines[max(items)]
            item = lines[last - 1]
            indent = item[: len(item) - len(item.lstrip())]
            yield Edit(PROGRAM, last + 1, 0, "\n".join(f"{indent}- {entry}" for entry in entries))
        return
    keys = {str(at[-1]): line for at, line in source.lines.items() if at[:-1] == place}
    first = min(keys.values(), default=source.line(place))
    old = lines[first - 1]
    dash = re.match(r"(\s*)(- +)?", old)
    assert dash is not None  # noqa: S101 - it fits every text
    indent = " " * len(dash[0])
    below = "".join(f"\n{indent}  - {entry}" for entry in entries)
    begun = f"{indent}{key}: [{entry}]" if len(entries) <= ON_A_LINE else f"{indent}{key}:{below}"
    # below the first key of an entry with a dash, above that of any other mapping
    yield Edit(PROGRAM, first + 1 if dash[2] else first, 0, begun)
    # in braces before one of the keys that are there, whichever of its places is the right one
    for name in keys:
        for hit in itertools.islice(re.finditer(rf"""["']?{re.escape(name)}["']? *:""", old), MOST):
            begun = f'"{key}": [{entry}], '
            yield Edit(PROGRAM, first, 1, old[: hit.start()] + begun + old[hit.start() :])
