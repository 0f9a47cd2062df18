"""A log of people who joined and left, a line an event → when each of them was there."""

from collections.abc import Sequence

import numpy as np

from sgdash.language import say
from sgdash.program.reports.layout import Table, UnreadableReportError
from sgdash.program.reports.times import Stamps
from sgdash.program.reports.words import action


def spans_of(table: Table, at: Stamps) -> tuple[list[int], Stamps, Stamps]:
    """The row of each join, when it was, and when they left after it.

    Who never left stayed until the last moment of the log, and who had joined before it began was
    there from its first one.

    Raises:
        UnreadableReportError: a line is neither a join nor a leave, or has no time.
    """
    actions = _actions(table, at)
    names = table.cells("name")
    first, last = int(at.seconds.min()), int(at.seconds.max())
    order = np.argsort(at.seconds, kind="stable")
    there: dict[str, tuple[int, int]] = {}
    spans: list[tuple[int, int, int]] = []
    for row in order:
        name, moment = names[row], int(at.seconds[row])
        if actions[row] == "left":
            begun = there.pop(name, (int(row), first))
            spans.append((*begun, moment))
        else:
            there.setdefault(name, (int(row), first if actions[row] == "before" else moment))
    spans += [(*begun, last) for begun in there.values()]
    spans.sort()
    rows = [row for row, _, _ in spans]
    return rows, _stamps([s for _, s, _ in spans]), _stamps([e for _, _, e in spans])


def _actions(table: Table, at: Stamps) -> list[str]:
    actions = []
    for line, cell, there in zip(table.lines, table.cells("action"), at.there, strict=True):
        meant = action(cell)
        if meant is None or not there:
            message = say(
                '"{cell}" is neither Joined nor Left with a time. Export the log anew.', cell=cell
            )
            raise UnreadableReportError(line, message)
        actions.append(meant)
    return actions


def _stamps(seconds: Sequence[int]) -> Stamps:
    return Stamps(np.array(seconds, dtype="int64"), np.zeros(len(seconds), dtype="bool"))
