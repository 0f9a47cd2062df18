"""One request to the small GitHub, and one answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # as for api.github.com: /repos/…, /graphql
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    at: float = 0.0  # by the small GitHub's clock, in seconds since 1970

    @property
    def is_graphql(self) -> bool:
        return self.path == "/graphql"

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body or b"{}")
        return found

    @property
    def token(self) -> str:
        """What it authenticates with, "" for nothing."""
        return self.headers.get("authorization", "").partition(" ")[2].strip()


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    cost: int = 0
    nodes: int = 0
    operation: str = ""
    kept: int | None = None  # how much of the body is sent before the connection breaks

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answering = Callable[[Request], Answer]


def told(payload: object, status: int = 200, **headers: str) -> Answer:
    """A payload as JSON."""
    return Answer(status, json.dumps(payload).encode(), headers)


def refused(status: int, message: str, about: str = "rest", **headers: str) -> Answer:
    """GitHub's words for why not."""
    url = f"https://docs.github.com/{about}"
    payload = {"message": message, "documentation_url": url, "status": str(status)}
    return told(payload, status, **headers)
