"""How long somebody was there: spans that overlap are counted once, by the thousand."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable

import numpy as np


def covered(group: np.ndarray, begins: np.ndarray, ends: np.ndarray, groups: int) -> np.ndarray:
    """For each group, from 0, the length of the union of its spans; units are those of the spans.

    Spans that end before they begin are none.
    """
    there = ends > begins
    group, begins, ends = group[there], begins[there], ends[there]
    if not len(group):
        return np.zeros(groups, dtype="int64")
    # each group is moved to a stretch of time of its own, so that one running maximum serves all
    first = begins.min()
    apart = int(ends.max() - first) + 1
    begins, ends = begins - first + group * apart, ends - first + group * apart
    order = np.argsort(begins, kind="stable")
    group, begins, ends = group[order], begins[order], ends[order]
    before = np.concatenate([[-1], np.maximum.accumulate(ends)[:-1]])
    new = np.maximum(ends - np.maximum(begins, before), 0)
    total = np.zeros(groups, dtype="int64")
    np.add.at(total, group, new)
    return total


def least(
    group: np.ndarray, begins: np.ndarray, ends: np.ndarray, wanted: np.ndarray, groups: int
) -> np.ndarray:
    """For each group, from 0, the least time with which every line of it is true.

    A line says that somebody was there for `wanted` of the time from `begins` to `ends`. What two
    lines can both mean is counted once, what they cannot both mean is added up. So lines that
    follow each other add up exactly, and further lines about the same time change nothing.
    """
    wanted = np.minimum(wanted, ends - begins)
    some = wanted > 0
    group, begins, ends, wanted = group[some], begins[some], ends[some], wanted[some]
    order = np.lexsort((ends, group))
    edges = np.flatnonzero(np.diff(group[order], prepend=-1, append=groups))
    total = np.zeros(groups, dtype="int64")
    for first, last in itertools.pairwise(edges):
        here = order[first:last]
        lines = zip(*(each[here].tolist() for each in (begins, ends, wanted)), strict=True)
        total[group[here[0]]] = _least(lines)
    return total


def _least(lines: Iterable[tuple[int, int, int]]) -> int:
    """The same of one group, whose lines come by their ends.

    What a line still wants is taken as late as it can be: the lines after it end later, and so have
    most of that too.
    """
    starts: list[int] = []  # of the time taken so far, in stretches one after the other
    stops: list[int] = []
    before = [0]  # the time taken in all stretches before each, and in all of them
    for begin, end, wanted in lines:
        at = bisect_right(stops, begin)
        taken = before[-1] - before[at]
        if at < len(starts):
            taken -= max(begin - starts[at], 0)
        missing, edge = wanted - taken, end
        if missing <= 0:
            continue
        while stops and missing > edge - stops[-1]:
            missing -= edge - stops.pop()
            edge = starts.pop()
            before.pop()
        starts.append(edge - missing)
        stops.append(end)
        before.append(before[-1] + end - starts[-1])
    return before[-1]
