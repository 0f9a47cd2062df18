"""What goes wrong with GitHub goes wrong here as it does there."""

import http.client
import json
from collections.abc import Callable

import pytest
from asked import get, post
from hub import Hub, faults

QUERY = {
    "query": '{ repository(owner: "club", name: "work") { pullRequests(first: 10) '
    "{ nodes { title } } } }"
}


@pytest.mark.parametrize(
    ("fault", "status", "headers", "message"),
    [
        (faults.bad_credentials(), 401, {}, "Bad credentials"),
        (faults.not_allowed(), 403, {}, "Resource not accessible by personal access token"),
        (faults.status(404, "Not Found"), 404, {}, "Not Found"),
        (faults.status(503, "Service Unavailable"), 503, {}, "Service Unavailable"),
        (faults.too_many(None), 429, {"Retry-After": None}, "Too Many Requests"),
        (faults.too_many(7), 429, {"Retry-After": "7"}, "Too Many Requests"),
        (
            faults.secondary_limit(60),
            403,
            {"Retry-After": "60"},
            (
                "You have exceeded a secondary rate limit. Please wait a few minutes before you "
                "try again."
            ),
        ),
        (
            faults.primary_limit(60),
            403,
            {"X-RateLimit-Remaining": "0"},
            "API rate limit exceeded for user ID 1.",
        ),
    ],
)
def test_a_status(
    hub: Hub, fault: faults.Fault, status: int, headers: dict[str, str | None], message: str
) -> None:
    hub.plan(fault)
    answer = get(hub, "/repos/club/work")
    assert (answer.status, answer.json["message"]) == (status, message)
    assert {name: answer.headers.get(name) for name in headers} == headers
    assert get(hub, "/repos/club/work").status == 200


def test_graphql_at_its_primary_limit_answers_200(hub: Hub) -> None:
    hub.plan(faults.primary_limit(30))
    answer = post(hub, "/graphql", QUERY)
    assert (answer.status, answer.json["errors"][0]["type"]) == (200, "RATE_LIMITED")
    assert 0 < int(answer.headers["X-RateLimit-Reset"]) - hub.clock.now() <= 30


def test_a_page_that_is_too_large_is_so_each_time(hub: Hub) -> None:
    hub.plan(faults.too_large(9), times=float("inf"))
    assert [post(hub, "/graphql", QUERY).status for _ in range(3)] == [502, 502, 502]
    smaller = {"query": QUERY["query"].replace("first: 10", "first: 9")}
    assert post(hub, "/graphql", smaller).status == 200
    assert hub.log.points() == 4


def test_a_query_that_takes_too_long(hub: Hub) -> None:
    hub.plan(faults.timed_out())
    answer = post(hub, "/graphql", QUERY)
    assert (answer.status, answer.json["data"]) == (502, None)


def test_partial_data_comes_with_an_error(hub: Hub) -> None:
    hub.plan(faults.partial("repository", "pullRequests", "nodes", 1))
    found = post(hub, "/graphql", QUERY).json
    nodes = found["data"]["repository"]["pullRequests"]["nodes"]
    assert nodes == [{"title": "First by Ada"}, None, {"title": "Tidy"}]
    assert found["errors"][0]["path"] == ["repository", "pullRequests", "nodes", 1]


@pytest.mark.parametrize("ask", [lambda hub: post(hub, "/graphql", QUERY),
                                 lambda hub: get(hub, "/repos/club/work")])  # fmt: skip
def test_a_connection_that_breaks_in_the_middle(hub: Hub, ask: Callable[[Hub], object]) -> None:
    hub.plan(faults.cut_off())
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        ask(hub)
    ask(hub)


def test_an_answer_that_is_no_json(hub: Hub) -> None:
    hub.plan(faults.garbled(), "/graphql")
    answer = post(hub, "/graphql", QUERY)
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        assert answer.json


def test_faults_wait_for_their_turn(hub: Hub) -> None:
    hub.plan(faults.status(500), "/pulls", times=2, after=1)
    asked = [get(hub, "/repos/club/work/pulls").status for _ in range(4)]
    assert asked == [200, 500, 500, 200]
    assert get(hub, "/repos/club/work").status == 200
