"""Whole pull requests → the rows that are kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sgdash.collect.github.parse import Node, Rows, parse_pull_request


class Builder(Protocol):
    """Makes the rows of whole pull requests."""

    @property
    def enough(self) -> int:
        """Of weights together, for which it is worth asking."""

    def __call__(self, nodes: Sequence[Node]) -> list[Rows]:
        """Their rows."""

    def weight(self, node: Node) -> int:
        """How much has to be asked for to make the rows of one, 0 where nothing has."""


@dataclass(frozen=True)
class SaidOf:
    """Rows of what was said; `looked_at` as of `parse_pull_request`."""

    looked_at: int | None
    enough: int = 0

    def __call__(self, nodes: Sequence[Node]) -> list[Rows]:
        """Their rows, for which nothing more is asked."""
        return [parse_pull_request(node, self.looked_at) for node in nodes]

    def weight(self, _: Node) -> int:
        """Nothing."""
        return 0
