"""One request through PyGithub: what came back, or what is wrong with it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import requests
from github import GithubException

from sgdash.collect.github.faults import Fault, errors_of, judge

# PyGithub raises a TypeError where an answer is empty, a ValueError where it is half one, and an
# AttributeError where its errors are no list
_FAILURES = (
    GithubException,
    requests.RequestException,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


def tried(send: Callable[[], tuple[Any, Any]]) -> tuple[Mapping[str, str], Any] | Fault:
    """Headers and body of one answer, or what is wrong with it."""
    try:
        headers, data = send()
        if not data or (isinstance(data, dict) and isinstance(data.get("data"), str)):
            raise ValueError("no JSON")  # PyGithub makes such texts the data of an answer
    except _FAILURES as error:
        partial = _without_the_gone(error)
        return judge(error, datetime.now(UTC)) if partial is None else partial
    return headers, data


def _without_the_gone(error: Exception) -> tuple[Mapping[str, str], Any] | None:
    """The answer all the same, where all that is wrong is that nodes asked for have gone."""
    if not isinstance(error, GithubException):
        return None
    errors, data = errors_of(error.data), error.data
    gone = [e for e in errors if e.get("type") == "NOT_FOUND" and _is_of_a_node(e.get("path"))]
    if errors and len(gone) == len(errors) and isinstance(data, dict) and data.get("data"):
        return {key.lower(): value for key, value in (error.headers or {}).items()}, data
    return None


def _is_of_a_node(path: object) -> bool:
    """Whether it is a pull request or issue that is not there: of `nodes`, or of `queries.more`."""
    steps = path if isinstance(path, list) else []
    return "nodes" in steps or str(steps[:1]).startswith("['more")
