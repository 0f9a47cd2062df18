"""Which marks stand: a withdrawal takes one back, and never more than one."""

import numpy as np

from sgdash.rules.pairs import Found

WITHDRAWN = "withdrawn"


def standing_marks(marks: Found) -> tuple[Found, np.ndarray, np.ndarray]:
    """The marks that hold, and the positions of those taken back, each with its withdrawal's.

    A withdrawal takes back the last mark of the same person that stands, or, where they have none,
    the last of anybody.
    """
    withdrawn = marks.says("mark", WITHDRAWN)
    nothing = np.empty(0, dtype="int64")
    if not withdrawn.any():
        return marks, nothing, nothing
    concerned = np.zeros(marks.pairs, dtype="bool")
    concerned[marks.pair[withdrawn]] = True
    people = marks.rows["by"].to_numpy()
    before: dict[int, list[int]] = {}
    gone: dict[int, int] = {}  # both are orders among the marks, not positions
    # few: those of submissions on which somebody withdrew one
    for order in np.flatnonzero(concerned[marks.pair]).tolist():
        there = before.setdefault(int(marks.pair[order]), [])
        if not withdrawn[order]:
            there.append(order)
        elif there:
            by = people[marks.row[order]]
            own = [mark for mark in there if people[marks.row[mark]] == by]
            gone[(own or there)[-1]] = order
            there.remove((own or there)[-1])
    holds = ~withdrawn
    holds[list(gone)] = False
    taken, by = (np.array(list(found), dtype="int64") for found in (gone, gone.values()))
    return marks.where(holds), marks.row[taken], marks.row[by]
