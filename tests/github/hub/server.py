"""The small GitHub itself, answering on 127.0.0.1 in a thread of its own."""

import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from hub import faults
from hub.acting import Acting
from hub.apps import Doors
from hub.asking import Answer, Request, refused, told
from hub.graphql_end import answer_query
from hub.limits import Budget, Clock, Exchange, Log
from hub.model import Repository
from hub.rest_end import RestEnd


class Hub:
    """A small GitHub with the repositories of `actings`.

    Attributes:
        log: every request that was answered.
        clock: what every answer is dated by; `clock.advance` instead of waiting.
        core, graphql, anonymous: what may still be asked for in this hour.
        latency: seconds that every answer takes longer.
        between: called with each request after it was answered and before the next is.
    """

    def __init__(self, *actings: Acting, latency: float = 0.0) -> None:
        self.actings = list(actings)
        self.latency = latency
        self.log = Log()
        self.clock = Clock()
        self.core = Budget("core", 5000, self.clock)
        self.graphql = Budget("graphql", 5000, self.clock)
        self.anonymous = Budget("core", 60, self.clock)
        self.doors = Doors()
        self.between: Callable[[Request], object] = lambda _: None
        self._planned: list[faults.Planned] = []
        self._lock = threading.RLock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.hub = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def web(self) -> str:
        """The address of its pages, and of an interface laid out as at api.github.com."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        """The address of its interface, laid out as GitHub Enterprise does."""
        return f"{self.web}/api/v3"

    def plan(
        self,
        fault: faults.Fault,
        path: str = "",
        *,
        times: float = 1,
        after: int = 0,
        when: Callable[[Request], bool] = lambda _: True,
    ) -> None:
        """Let `fault` happen to requests whose path ends so, `times` of them, after the first."""
        self._planned.append(
            faults.Planned(fault, lambda r: r.path.endswith(path) and when(r), times, after)
        )

    def answer(self, request: Request, base: str) -> Answer:
        """The answer, faults included; it is logged."""
        with self._lock:
            for budget in (self.core, self.graphql, self.anonymous):
                budget.renew()
            planned = next((each for each in self._planned if each.is_for(request)), None)
            if planned:
                answer = planned.fault(request, lambda asked: self._answer(asked, base))
            else:
                answer = self._answer(request, base)
            self.log.exchanges.append(_exchange(request, answer))
            self.between(request)
            return answer

    def find(self, full_name: str) -> Repository | None:
        """The repository that has, or once had, this name."""
        wanted = full_name.lower()
        repositories = self.repositories()
        for repository in repositories:
            if repository.full_name.lower() == wanted:
                return repository
        for repository in repositories:
            if wanted in {name.lower() for name in repository.former}:
                return repository
        return None

    def repositories(self) -> list[Repository]:
        return [each.repository for each in self.actings]

    def _answer(self, request: Request, base: str) -> Answer:
        if (answered := self.doors.answer(request, "club")) is not None:
            return answered
        if request.token and not self.doors.knows(request.token):
            return refused(401, "Bad credentials")
        if request.is_graphql:
            return self._graphql(request)
        return self._rest(request, base)

    def _graphql(self, request: Request) -> Answer:
        if not request.token:
            return refused(
                403, "API rate limit exceeded for 127.0.0.1. (But here's the good news: "
                "Authenticated requests get a higher rate limit.)"
            )  # fmt: skip
        answer = answer_query(request, self.find, self.repositories, self.graphql, self.web)
        answer.headers |= self.graphql.headers()
        return answer

    def _rest(self, request: Request, base: str) -> Answer:
        budget = self.core if request.token else self.anonymous
        if request.path == "/rate_limit":
            resources = {each.resource: each.payload() for each in (budget, self.graphql)}
            resources["search"] = {"limit": 30, "remaining": 30, "reset": 0, "used": 0}
            return told({"resources": resources, "rate": budget.payload()})
        if budget.remaining == 0:
            words = "API rate limit exceeded for user ID 1."
            return refused(403, words, **budget.headers())
        answer = RestEnd(self.find, self.repositories, base, self.web).answer(request)
        if answer.status != 304 or not request.token:
            budget.used += 1
            answer.cost = 1
        answer.headers |= budget.headers()
        return answer

    def report(self) -> dict[str, int]:
        """The log's figures, for who asks from another process."""
        log = self.log
        return {"requests": log.requests, "points": log.points(), "quota": log.quota()}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    hub: Hub

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that has gone; that is what tests do to them."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # answers in two parts would wait 40 ms for each other
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:  # the base class's name
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def date_time_string(self, _: float | None = None) -> str:
        """The date of an answer, by the small GitHub's clock."""
        return super().date_time_string(self.server.hub.clock.now())

    def log_message(self, *_: Any) -> None:
        """Nothing: `Hub.log` has it all."""

    def _respond(self) -> None:
        hub = self.server.hub
        parts = urlsplit(self.path)
        path, base = _laid_out(parts.path, hub)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query))
        request = Request(self.command, path, query, headers, body, hub.clock.now())
        answer = hub.answer(request, base)
        if hub.latency:
            time.sleep(hub.latency)
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json; charset=utf-8"} | answer.headers
        for name, value in headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.kept])
        self.wfile.flush()
        if answer.kept is not None:  # reset, rather than an orderly end
            self.close_connection = True
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _laid_out(path: str, hub: Hub) -> tuple[str, str]:
    """The path as at api.github.com, and the address that links begin with."""
    if path == "/api/graphql":
        return "/graphql", hub.api
    if path.startswith("/api/v3/"):
        return path.removeprefix("/api/v3"), hub.api
    return path, hub.web


def _exchange(request: Request, answer: Answer) -> Exchange:
    asked = request.json.get("variables") or {} if request.is_graphql else dict(request.query)
    return Exchange(
        request.method,
        request.path,
        asked,
        answer.operation,
        answer.status,
        answer.cost,
        answer.nodes,
        len(answer.body),
    )
