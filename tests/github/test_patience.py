"""How long is waited for GitHub, and what is said meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
import requests
from gathering import Watched
from github import GithubException
from github.GithubException import BadCredentialsException, RateLimitExceededException

from sgdash.collect import CollectError
from sgdash.collect.github.faults import (
    Limited,
    Refused,
    StaleCursorError,
    TooLargeError,
    Unsettled,
    judge,
)
from sgdash.collect.github.patience import Budget, Patience

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DATE = {"date": "Thu, 01 Jan 2026 12:00:00 GMT"}
RESET = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOON.timestamp()) + 90)}

CHECK = "Check the network, or try again later"


def errors(kind: str, message: str) -> dict[str, object]:
    return {"data": None, "errors": [{"type": kind, "message": message}]}


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (RateLimitExceededException(403, {}, {**RESET, **DATE}), Limited(91, primary=True)),
        # GitHub's own clock counts, whatever this machine's says
        (
            RateLimitExceededException(403, {}, {**RESET, "date": "Thu, 01 Jan 2026 12:01:00 GMT"}),
            Limited(31, primary=True),
        ),
        (GithubException(400, errors("RATE_LIMITED", "no"), RESET), Limited(91, primary=True)),
        (GithubException(400, errors("RATE_LIMITED", "no"), {}), Limited(60, primary=False)),
        (GithubException(403, {}, {"Retry-After": "7"}), Limited(7, primary=False)),
        (GithubException(429, {}, {"Retry-After": "0"}), Limited(1, primary=False)),
        (GithubException(429, {"message": "Too Many Requests"}, {}), Limited(60, primary=False)),
        (
            GithubException(429, {}, {"Retry-After": "Thu, 01 Jan 2026 12:00:20 GMT"}),
            Limited(20, primary=False),
        ),
        (
            GithubException(403, {"message": "You have exceeded a secondary rate limit."}, {}),
            Limited(60, primary=False),
        ),
        (GithubException(503, {"message": "x"}, {}), Unsettled("it answered 503")),
        (
            requests.exceptions.ConnectTimeout(),
            Unsettled("the connection failed", CHECK, reached=False),
        ),
        (
            requests.exceptions.ChunkedEncodingError(),
            Unsettled("the connection broke in the middle of an answer", CHECK),
        ),
        (ValueError("x"), Unsettled("the answer was cut off or is no JSON")),
    ],
)
def test_what_may_pass_is_waited_for(error, fault):
    assert judge(error, NOON) == fault


@pytest.mark.parametrize(
    "error",
    [
        GithubException(502, None, {}),
        GithubException(504, {"data": "<html>"}, {}),
        requests.exceptions.ReadTimeout(),
        GithubException(400, errors("MAX_NODE_LIMIT_EXCEEDED", "too many"), {}),
        GithubException(400, errors("", "This may be the result of a timeout, or"), {}),
    ],
)
def test_what_is_too_large_is_asked_for_in_parts(error):
    assert isinstance(judge(error, NOON), TooLargeError)


def test_a_cursor_that_is_unknown_begins_anew():
    error = GithubException(400, errors("", "`x` does not appear to be a valid cursor."), {})
    assert isinstance(judge(error, NOON), StaleCursorError)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadCredentialsException(401, {"message": "Bad credentials"}, {}), "set GITHUB_TOKEN to"),
        (
            GithubException(403, {"message": "Resource not accessible\n\x1b[31m"}, {}),
            'may not read that: "Resource not accessible[31m". Give it read access',
        ),
        (GithubException(403, {}, {"X-GitHub-SSO": "required"}), "asks for single sign-on"),
        (GithubException(404, {"message": "Not Found"}, {}), "Correct `repository:`"),
        (
            GithubException(400, errors("NOT_FOUND", "Could not resolve"), {}),
            "give the token access",
        ),
        (GithubException(400, errors("undefinedField", "no field x"), {}), "Upgrade sgdash"),
        (GithubException(422, {"message": "odd"}, {}), 'it answered 422: "odd"'),
    ],
)
def test_what_a_person_must_mend_is_told_in_a_line(error, told):
    fault = judge(error, NOON)
    assert isinstance(fault, Refused)
    assert told in fault.told
    assert "\n" not in fault.told


def test_a_fault_of_our_own_is_no_fault_of_githubs():
    with pytest.raises(RuntimeError, match="odd"):
        judge(RuntimeError("odd"), NOON)


def test_waiting_is_told_each_second_and_counts():
    slept: list[float] = []
    words: list[tuple[str, bool]] = []

    class Shown(Watched):
        def waiting(self, told: str, *, begins: bool) -> None:
            words.append((told, begins))

    patience = Patience(200, Shown(), slept.append)
    budget = Budget(5000, 3120, NOON + timedelta(seconds=149.5))
    patience.wait_for_reset(budget, NOON)
    assert sum(slept) == 150.5
    assert words[0] == ("GitHub: resumes in 3 min, 3,120 of 5,000 left", True)
    assert words[-1] == ("GitHub: resumes in 1 s, 3,120 of 5,000 left", False)
    patience.wait_for_reset(budget, NOON + timedelta(hours=1))
    assert sum(slept) == 150.5
    with pytest.raises(CollectError) as caught:
        patience.wait(60, budget, primary=True)
    assert str(caught.value) == (
        "GitHub asks to wait 60 s (0 of 5,000 left), which is more than is left of --max-wait "
        "4 min. What was collected is kept: run this again then, and it goes on"
    )
    assert sum(slept) == 150.5
