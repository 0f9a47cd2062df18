"""What an answer that is no answer means: wait, try again, ask for less, or tell a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from github import GithubException

_SECONDARY = 60.0  # seconds to wait where GitHub does not say how long
_LIMITED = {"RATE_LIMITED", "RATE_LIMIT"}
_TOO_LARGE = {"MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED", "QUERY_TOO_COMPLEX"}


class TooLargeError(Exception):
    """GitHub cannot answer so much at once; its text is what GitHub said."""


class StaleCursorError(Exception):
    """GitHub no longer knows where the page before ended."""


@dataclass(frozen=True)
class Limited:
    """A rate limit: the next request may come after so many seconds."""

    seconds: float
    primary: bool  # the hour's quota, and not GitHub's protection against haste


@dataclass(frozen=True)
class Unsettled:
    """A fault that may be gone the next time."""

    cause: str
    next_step: str = "Try again later"  # if it is not
    reached: bool = True  # whether an answer, or a part of one, came


@dataclass(frozen=True)
class Refused:
    """What a person has to mend: the cause and the next step."""

    told: str
    status: int = 0  # of HTTP, or what GraphQL's error amounts to


Fault = Limited | Unsettled | Refused | TooLargeError | StaleCursorError


def judge(error: Exception, now: datetime) -> Fault:
    """What a failed request means; `now` is the moment of its answer on this machine."""
    if isinstance(error, GithubException):
        return _judge_answer(error, now)
    if isinstance(error, requests.exceptions.SSLError):
        return Refused(
            "its certificate is not trusted. Check the address, or set REQUESTS_CA_BUNDLE to the "
            "certificates of your network"
        )
    if isinstance(error, requests.exceptions.ReadTimeout):
        return TooLargeError("no answer in time")
    if isinstance(error, requests.RequestException):
        cut_off = isinstance(error, requests.exceptions.ChunkedEncodingError)
        return Unsettled(_words_of(error), "Check the network, or try again later", reached=cut_off)
    if isinstance(error, (ValueError, TypeError, AttributeError)):
        return Unsettled("the answer was cut off or is no JSON")
    if isinstance(error, RuntimeError) and "redirected" in str(error):
        return Refused("it answers that it has moved. Correct GITHUB_API_URL")
    raise error


def not_there() -> Refused:
    """What it means that GitHub has no such repository, without an error."""
    return Refused(_refusal(404, {}, ""), 404)


def errors_of(data: object) -> list[Mapping[str, Any]]:
    """The errors in an answer of GraphQL's."""
    errors = data.get("errors") if isinstance(data, dict) else None
    return [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []


def _judge_answer(error: GithubException, now: datetime) -> Fault:
    headers = {key.lower(): value for key, value in (error.headers or {}).items()}
    said = _said(error)
    if errors := errors_of(error.data):
        return _judge_errors(errors, headers, said, now)
    if error.status in {403, 429} and (waited := _limit(error.status, headers, said, now)):
        return waited
    if error.status in {502, 504}:
        return TooLargeError(f"it answered {error.status}")
    if error.status >= 500 or error.status < 400:
        return Unsettled(f"it answered {error.status}")
    return Refused(_refusal(error.status, headers, said), error.status)


def _judge_errors(
    errors: list[Mapping[str, Any]], headers: Mapping[str, str], said: str, now: datetime
) -> Fault:
    types = {str(each.get("type") or "") for each in errors}
    lower = said.lower()
    fault: Fault
    if types & _LIMITED or "rate limit" in lower:
        fault = _limit(429, headers, said, now) or Limited(_SECONDARY, primary=False)
    elif types & _TOO_LARGE or "timeout" in lower or "timed out" in lower:
        fault = TooLargeError(said)
    elif "INVALID_CURSOR_ARGUMENTS" in types or "valid cursor" in lower:
        fault = StaleCursorError(said)
    elif "NOT_FOUND" in types:
        fault = Refused(_refusal(404, headers, said), 404)
    elif types & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        fault = Refused(_refusal(403, headers, said), 403)
    elif "something went wrong" in lower or "internal" in lower:
        fault = Unsettled(said)
    else:
        told = f'it did not understand the question: "{said}". Upgrade sgdash, or report this'
        fault = Refused(told)
    return fault


def _limit(status: int, headers: Mapping[str, str], said: str, now: datetime) -> Limited | None:
    """How long to wait, by GitHub's own clock; None for a 403 that is no rate limit."""
    after, left = headers.get("retry-after", ""), headers.get("x-ratelimit-remaining")
    if after:
        return Limited(_seconds(after, now), primary=False)
    if left == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        reset = datetime.fromtimestamp(int(headers["x-ratelimit-reset"]), UTC)
        # the reset comes somewhere within that second
        return Limited(max((reset - served_at(headers, now)).total_seconds() + 1, 1), primary=True)
    if status == 429 or "rate limit" in said.lower() or "abuse" in said.lower():
        return Limited(_SECONDARY, primary=False)
    return None


def served_at(headers: Mapping[str, str], now: datetime) -> datetime:
    """GitHub's clock when it answered, to the second; this machine's where it does not say."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return now


def _seconds(after: str, now: datetime) -> float:
    if after.strip().isdigit():
        return max(float(after), 1)
    try:
        return max((parsedate_to_datetime(after).astimezone(UTC) - now).total_seconds(), 1)
    except ValueError:
        return _SECONDARY


def _refusal(status: int, headers: Mapping[str, str], said: str) -> str:
    if status == 401:
        return (
            "the token is not valid, or no longer. Make a new one that may read the repository, "
            "and set GITHUB_TOKEN to it"
        )
    if status == 403 and "x-github-sso" in headers:
        return (
            "the organisation asks for single sign-on. Authorise the token for it in your GitHub "
            "settings under tokens"
        )
    if status == 403:
        return (
            f'the token may not read that: "{said}". Give it read access to contents, metadata, '
            "pull requests and issues"
        )
    if status in {404, 410}:
        return (
            "there is no such repository, or this token may not see it. Correct `repository:` in "
            "program.yaml, or give the token access to it"
        )
    return f'it answered {status}: "{said}"'


def _said(error: GithubException) -> str:
    """GitHub's own words, in one short line of printable letters."""
    errors = errors_of(error.data)
    data: Mapping[str, Any] = error.data if isinstance(error.data, dict) else {}
    told = errors[0].get("message") if errors else data.get("message")
    line = " ".join("".join(c for c in str(told or "no reason given") if c.isprintable()).split())
    return line[:200].rstrip(".")


def _words_of(error: Exception) -> str:
    """A network's failure in words; the exception's own text repeats addresses and objects."""
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not let it through"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke in the middle of an answer"
    if "resolve" in str(error).lower():
        return "its name could not be resolved"
    return "the connection failed"
