"""Whole pull requests → the rows that are kept of them."""

from collections.abc import Callable, Sequence

from sgdash.collect.github.parse import Node, Rows, parse_pull_request

Builder = Callable[[Sequence[Node]], list[Rows]]


def said_of(looked_at: int | None) -> Builder:
    """Rows of what was said; `looked_at` as of `parse_pull_request`."""
    return lambda nodes: [parse_pull_request(node, looked_at) for node in nodes]
