"""Connections as GitHub pages them: a cursor holds the place in the order, not a row's number."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

Node = dict[str, Any]
Key = Sequence[Any]


class NotThereError(Exception):
    """GitHub knows nothing by that name or number."""


class Connection:
    """Things in an order, made into nodes only where a page shows them."""

    def __init__(
        self,
        items: Sequence[Any],
        node: Callable[[Any], Node],
        key: Callable[[Any], Key] | None = None,
        *,
        descending: bool = False,
        total: int | None = None,
        **more: Any,
    ) -> None:
        self._node = node
        if key is None:
            self._keyed = [((number,), item) for number, item in enumerate(items)]
        else:
            self._keyed = [(tuple(key(item)), item) for item in items]
            self._keyed.sort(key=lambda each: each[0], reverse=descending)
        self._descending = descending and key is not None
        self._total = len(items) if total is None else total
        self._more = more

    def __call__(
        self,
        first: int | None = None,
        last: int | None = None,
        after: str | None = None,
        before: str | None = None,
        **_: Any,
    ) -> Node:
        """The page asked for."""
        inside = self._keyed
        if after:
            inside = [each for each in inside if self._beyond(each[0], _read(after))]
        if before:
            inside = [each for each in inside if self._beyond(_read(before), each[0])]
        shown = (
            inside[: first or 0] if last is None else inside[len(inside) - min(last, len(inside)) :]
        )
        info = {
            "hasNextPage": bool(shown) and shown[-1][0] != self._keyed[-1][0],
            "hasPreviousPage": bool(shown) and shown[0][0] != self._keyed[0][0],
            "startCursor": _written(shown[0][0]) if shown else None,
            "endCursor": _written(shown[-1][0]) if shown else None,
        }
        return {
            "totalCount": self._total,
            "pageInfo": info,
            "nodes": lambda: [self._node(item) for _, item in shown],
            "edges": lambda: [
                {"cursor": _written(key), "node": self._node(item)} for key, item in shown
            ],
            **self._more,
        }

    def _beyond(self, key: Key, other: Key) -> bool:
        return key < other if self._descending else key > other  # type: ignore[operator]


def _written(key: Key) -> str:
    return base64.b64encode(b"cursor:v2:" + json.dumps(key).encode()).decode()


def _read(cursor: str) -> Key:
    try:
        prefix, _, key = base64.b64decode(cursor, validate=True).rpartition(b"cursor:v2:")
        assert not prefix
        return tuple(json.loads(key))
    except Exception as error:
        raise ValueError(f"`{cursor}` does not appear to be a valid cursor.") from error
