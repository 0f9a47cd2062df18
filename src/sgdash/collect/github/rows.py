"""Whole pull requests → the rows that are kept of them."""

from collections.abc import Callable, Sequence

from sgdash.collect.github.parse import Node, Rows, parse_pull_request

Builder = Callable[[Sequence[Node]], list[Rows]]


def said_of(seen_at: int) -> Builder:
    """Rows of what was said; heads are first seen at a moment in microseconds since 1970."""
    return lambda nodes: [parse_pull_request(node, seen_at) for node in nodes]
