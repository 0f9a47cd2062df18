"""What goes wrong with GitHub, as it goes wrong there.

A fault is given the request and how it would have been answered, and answers itself.
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hub.asking import Answer, Answering, Request, refused
from hub.graphql_end import limit_reached

Fault = Callable[[Request, Answering], Answer]


@dataclass
class Planned:
    """A fault for some requests: the next `times` that it is for, after `after` of them."""

    fault: Fault
    when: Callable[[Request], bool]
    times: float
    after: int

    def is_for(self, request: Request) -> bool:
        if not self.when(request) or self.times <= 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


def status(code: int, message: str = "Server Error", **headers: str) -> Fault:
    """That status and those words: 404, 500, 503, …"""
    return lambda _request, _answering: refused(code, message, **headers)


def bad_credentials() -> Fault:
    return status(401, "Bad credentials")


def not_allowed() -> Fault:
    """A token that may not read this."""
    return status(403, "Resource not accessible by personal access token")


def primary_limit(seconds: float) -> Fault:
    """The hour's requests are used up: 403, or for GraphQL 200 with RATE_LIMITED."""

    def answer(request: Request, _: Answering) -> Answer:
        limited = (
            limit_reached()
            if request.is_graphql
            else refused(403, "API rate limit exceeded for user ID 1.")
        )
        limited.headers |= {
            "X-RateLimit-Limit": "5000",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Used": "5000",
            "X-RateLimit-Reset": str(int(request.at + seconds)),
        }
        return limited

    return answer


def secondary_limit(seconds: int) -> Fault:
    words = (
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    )
    return status(403, words, **{"Retry-After": str(seconds)})


def too_many(seconds: int | None) -> Fault:
    """429, with or without saying when to come again."""
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    return status(429, "Too Many Requests", **headers)


def too_large(nodes: int) -> Fault:
    """502 for every GraphQL query that may bring more nodes than this; it costs all the same."""

    def answer(request: Request, answering: Answering) -> Answer:
        whole = answering(request)
        if whole.nodes <= nodes:
            return whole
        page = b"<html><head><title>502 Bad Gateway</title></head></html>"
        return Answer(
            502,
            page,
            {"Content-Type": "text/html"},
            whole.cost,
            whole.nodes,
            whole.operation,
        )

    return answer


def too_long(length: int) -> Fault:
    """502 for every GraphQL query that asks for more than so many bytes name."""

    def answer(request: Request, answering: Answering) -> Answer:
        if len(request.body) <= length:
            return answering(request)
        return Answer(502, b"<html><head><title>502 Bad Gateway</title></head></html>")

    return answer


def timed_out() -> Fault:
    """What GraphQL says of a query that took over ten seconds."""
    message = (
        "Something went wrong while executing your query. This may be the result of a timeout, or "
        "it could be a GitHub bug. Please include `0000:0000` when reporting this issue."
    )
    body = json.dumps({"data": None, "errors": [{"message": message}]}).encode()
    return lambda _request, _answering: Answer(502, body)


def partial(*path: str | int) -> Fault:
    """The answer without what lies at `path` in its data, and an error that says so."""

    def answer(request: Request, answering: Answering) -> Answer:
        whole = answering(request)
        payload = whole.json
        holder = payload.get("data")
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = None
        message = "Something went wrong while executing your query."
        payload["errors"] = [{"message": message, "path": list(path)}]
        whole.body = json.dumps(payload).encode()
        return whole

    return answer


def cut_off() -> Fault:
    """The connection breaks in the middle of the body."""

    def answer(request: Request, answering: Answering) -> Answer:
        whole = answering(request)
        whole.kept = len(whole.body) // 2
        return whole

    return answer


def garbled() -> Fault:
    """A whole answer that is no JSON."""

    def answer(request: Request, answering: Answering) -> Answer:
        whole = answering(request)
        whole.body = whole.body[: len(whole.body) // 2]
        return whole

    return answer


def recorded(code: int, headers: Mapping[str, str], body: str) -> Fault:
    """What GitHub once answered to somebody, as far as it tells anything of limits."""
    told = {
        name: value
        for name, value in headers.items()
        if name.lower().startswith("x-ratelimit") or name.lower() in {"retry-after", "content-type"}
    }
    return lambda _request, _answering: Answer(code, body.encode(), told)
