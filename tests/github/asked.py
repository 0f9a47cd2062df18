"""Requests to the small GitHub as any program could make them."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from hub import TOKEN, Hub
from hub.asking import Answer


def get(hub: Hub, path: str, *, token: str | None = TOKEN, **headers: str) -> Answer:
    """The answer to GET; `path` as at api.github.com."""
    return _asked(hub, "GET", path, b"", token, headers)


def post(hub: Hub, path: str, payload: object, token: str | None = TOKEN) -> Answer:
    return _asked(hub, "POST", path, json.dumps(payload).encode(), token, {})


def query(hub: Hub, text: str, **variables: Any) -> dict[str, Any]:
    """The payload that answers a GraphQL query."""
    answer = post(hub, "/graphql", {"query": text, "variables": variables})
    assert answer.status == 200
    found: dict[str, Any] = answer.json
    return found


def _asked(
    hub: Hub, method: str, path: str, body: bytes, token: str | None, headers: dict[str, str]
) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(hub.web).netloc, timeout=10)
    signed = {"Authorization": f"Bearer {token}"} if token else {}
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, signed | more)
        response = connection.getresponse()
        return Answer(response.status, response.read(), dict(response.headers))
    finally:
        connection.close()
