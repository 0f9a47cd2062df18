"""How long somebody was there: spans that overlap are counted once, by the thousand."""

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
