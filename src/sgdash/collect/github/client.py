"""One conversation with one GitHub, through PyGithub: counted, patient, and free of its traps.

PyGithub alone would send a POST again ten times without a pause, wait a second between two queries,
not know a limit that comes with 200 or 429, and follow a move without the query string.
"""

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from github import Auth, Github, GithubIntegration

from sgdash.collect.git import CollectError
from sgdash.collect.github.access import Credentials, Place
from sgdash.collect.github.faults import (
    Limited,
    Refused,
    StaleCursorError,
    TooLargeError,
    Unsettled,
    not_there,
    served_at,
)
from sgdash.collect.github.patience import Budget, Patience
from sgdash.collect.github.sending import tried

_SECONDS = 60  # for one answer: GitHub itself gives up after 10
_TOKEN = re.compile(
    r"\b(gh[a-z]_|github_pat_|eyJ)[\w.-]+"
)  # that an App is given, or a part of one
_PAUSES = (1, 2, 4, 8, 16)  # seconds before each further attempt


_OF_APPS = {
    401: "the App is not known by this id and key. Correct GITHUB_APP_ID, or make a new key for it",
    403: "the App may not read it, or is suspended there. Give it read access to contents, "
    "metadata, pull requests and issues where it is installed",
    404: "the App is not installed on it. Install it there with read access, or correct "
    "`repository:` in program.yaml",
}
"""What is told instead where a GitHub App asks, by the status."""


@dataclass(frozen=True)
class Answer:
    """What a query brought, and when by GitHub's clock, in whole seconds."""

    data: Mapping[str, Any]
    at: datetime


class Client:
    """Asks GitHub about one repository; for one thread."""

    def __init__(self, place: Place, credentials: Credentials, patience: Patience) -> None:
        self.place = place
        self.patience = patience
        self.requests = 0
        self.quota = 0  # points of GraphQL, and requests of REST
        self.budget: Budget | None = None
        self._ahead = timedelta()  # of GitHub's clock before this machine's
        self._dearest = 1  # what the dearest query so far cost, in points
        self._secrets = credentials.secrets
        self._app = credentials.token is None
        self._github = self._signed_in(credentials)

    def close(self) -> None:
        """Closes the connection."""
        self._github.close()

    def ask(self, query: str, variables: Mapping[str, Any], *, divisible: bool = False) -> Answer:
        """The answer to a query, after whatever waiting it takes.

        Nodes that are not there any more are None in it.

        Raises:
            TooLargeError: it is `divisible`, and GitHub must be asked for less.
            StaleCursorError: it goes on from a page that GitHub does not know any more.
            CollectError: it cannot be answered; the message says what to do.
        """
        if self.budget and self.budget.left < self._dearest:
            self.patience.wait_for_reset(self.budget, datetime.now(UTC) + self._ahead)
            self.budget = None
        headers, answer = self._sent(
            lambda: self._github.requester.graphql_query(query, dict(variables)),
            divisible=divisible,
        )
        data = answer.get("data")
        if not isinstance(data, dict):
            raise CollectError(self._told("it answered nothing that is known. Upgrade sgdash"))
        self._count(data.get("rateLimit"))
        if data.get("repository", data) is None:
            raise self._refused(not_there())
        self._follow(data.get("repository"))
        at = served_at(headers, datetime.now(UTC))
        self._ahead = at - datetime.now(UTC)
        return Answer(data, at.replace(microsecond=0))

    def get(self, path: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """A resource of the REST API as JSON; errors as of `ask`."""
        requester = self._github.requester
        _, data = self._sent(
            lambda: requester.requestJsonAndCheck("GET", path, dict(parameters or {}))
        )
        self.quota += 1
        return data

    def _sent(
        self, send: Callable[[], tuple[Any, Any]], *, divisible: bool = False
    ) -> tuple[Mapping[str, str], Any]:
        """Headers and body of an answer, asked for again where that may help."""
        paused, hastes = 0, 0
        while True:
            self.requests += 1
            answered = tried(send)
            if isinstance(answered, tuple):
                return answered
            fault = answered
            if isinstance(fault, StaleCursorError) or (
                isinstance(fault, TooLargeError) and divisible
            ):
                raise fault
            if isinstance(fault, Refused):
                raise self._refused(fault)
            if isinstance(fault, Limited):
                # GitHub asks to wait longer each time that waiting did not help
                factor = 1 if fault.primary else 2**hastes
                hastes += not fault.primary
                self.patience.wait(fault.seconds * factor, self.budget, primary=fault.primary)
                continue
            fault = fault if isinstance(fault, Unsettled) else Unsettled(str(fault))
            cause, rest = fault.cause, _PAUSES[paused:]
            if not fault.reached:
                cause = f"{urlsplit(self.place.api).hostname} cannot be reached, {cause}"
            if not rest:
                times = f"{len(_PAUSES) + 1} times"
                raise CollectError(self._told(f"{cause}, {times}. {fault.next_step}"))
            self.patience.pause(rest[0], cause, most=None if fault.reached else sum(rest))
            paused += 1

    def _refused(self, fault: Refused) -> CollectError:
        told = _OF_APPS.get(fault.status, fault.told) if self._app else fault.told
        return CollectError(self._told(told))

    def _follow(self, repository: Mapping[str, Any] | None) -> None:
        """Ask by the name that the repository has now: PyGithub follows a move without the query.

        A list asked for by the former name would be cut off after its first 30 rows.
        """
        if repository and "nameWithOwner" in repository:
            owner, _, name = repository["nameWithOwner"].partition("/")
            self.place = replace(self.place, owner=owner, name=name)

    def _count(self, told: Mapping[str, Any] | None) -> None:
        if told is None:  # GitHub Enterprise may have no limits
            return
        self.quota += told["cost"]
        self._dearest = max(self._dearest, told["cost"])
        resets = datetime.fromisoformat(told["resetAt"]).astimezone(UTC)
        self.budget = Budget(told["limit"], told["remaining"], resets)

    def _told(self, what: str) -> str:
        """One line about this repository on this GitHub, without a secret."""
        line = f"GitHub, about {self.place.shown}: {what}. What was collected is kept"
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return _TOKEN.sub("***", line)

    def _signed_in(self, credentials: Credentials) -> Github:
        settings: dict[str, Any] = {
            "base_url": self.place.api,
            "timeout": _SECONDS,
            "user_agent": "sgdash",
            "retry": None,  # what to send again, and when, is decided here
            "seconds_between_requests": None,
            "seconds_between_writes": None,  # queries go out as POST, but write nothing
        }
        if credentials.token:
            return Github(auth=Auth.Token(credentials.token), lazy=True, **settings)
        try:
            auth = Auth.AppAuth(str(credentials.app), str(credentials.key))
            auth.create_jwt()
        except Exception:  # noqa: BLE001 - of several libraries, and their texts may hold the key
            raise CollectError(
                "GITHUB_APP_PRIVATE_KEY is not the private key of a GitHub App. Give the whole "
                ".pem file that GitHub gave you."
            ) from None
        with contextlib.closing(GithubIntegration(auth=auth, **settings)) as app:
            path = f"/repos/{self.place.owner}/{self.place.name}/installation"
            _, found = self._sent(lambda: app.requester.requestJsonAndCheck("GET", path))
        installation = auth.get_installation_auth(found["id"])
        return Github(auth=installation, lazy=True, **settings)
