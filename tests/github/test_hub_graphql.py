"""The small GitHub's GraphQL: what it costs, how it pages, and that it says the same as REST."""

from collections.abc import Callable
from typing import Any

import pytest
from asked import get, post, query
from github import Github
from hub import Acting, Hub, seeded

REPOSITORY = 'repository(owner: "club", name: "work")'


def numbers(hub: Hub, asked: str) -> list[int]:
    found = query(hub, f"{{ {REPOSITORY} {{ pullRequests({asked}) {{ nodes {{ number }} }} }} }}")
    return [node["number"] for node in found["data"]["repository"]["pullRequests"]["nodes"]]


@pytest.mark.parametrize(
    ("selected", "points", "nodes"),
    [
        ("nameWithOwner", 1, 0),
        ("pullRequests(first: 100) { nodes { number } }", 1, 100),
        # the example of GitHub's documentation: 1 + 100 + 100 × 50 = 5,101 requests
        (
            (
                "pullRequests(first: 100) { nodes { comments(first: 50) { nodes { id "
                "reactions(first: 60) { nodes { id } } } } } }"
            ),
            51,
            100 + 5_000 + 300_000,
        ),
        ("pullRequests(first: 50) { nodes { labels(first: 10) { totalCount } } }", 1, 550),
        ("pullRequests(first: 50) { nodes { labels { totalCount } } }", 1, 50),
        (
            (
                "pullRequests(first: 50) { nodes { labels(first: 1) { totalCount } "
                "files(first: 1) { totalCount } reviews(first: 1) { totalCount } } }"
            ),
            2,
            200,
        ),
    ],
)
def test_a_query_costs_what_github_reckons(
    hub: Hub, selected: str, points: int, nodes: int
) -> None:
    text = f"{{ rateLimit {{ cost nodeCount remaining limit }} {REPOSITORY} {{ {selected} }} }}"
    assert query(hub, text)["data"]["rateLimit"] == {
        "cost": points,
        "nodeCount": nodes,
        "remaining": 5000 - points,
        "limit": 5000,
    }
    assert (hub.log.points(), hub.log.exchanges[0].nodes) == (points, nodes)


def test_bounds_from_variables_count() -> None:
    hub = Hub(seeded(3))
    with hub:
        text = (
            f"query($n: Int = 7) {{ {REPOSITORY} {{ pullRequests(first: $n) {{ totalCount }} }} }}"
        )
        query(hub, text, n=40)
        query(hub, text)
    assert [each.nodes for each in hub.log.exchanges] == [40, 7]


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        (
            "pullRequests { totalCount nodes { number } }",
            "MISSING_PAGINATION_BOUNDARIES",
            (
                "You must provide a `first` or `last` value to properly paginate the "
                "`pullRequests` connection."
            ),
        ),
        (
            "pullRequests(first: 101) { totalCount }",
            "EXCESSIVE_PAGINATION",
            (
                "Requesting 101 records on the `pullRequests` connection exceeds the `first` limit "
                "of 100 records."
            ),
        ),
        (
            (
                "pullRequests(first: 100) { nodes { files(first: 100) { nodes { path } } comments("
                "first: 100) { nodes { reactions(first: 50) { totalCount } } } } }"
            ),
            "MAX_NODE_LIMIT_EXCEEDED",
            (
                "This query requests up to 520,100 possible nodes which exceeds the maximum limit "
                "of 500,000."
            ),
        ),
    ],
)
def test_bounds_are_enforced(hub: Hub, asked: str, kind: str, message: str) -> None:
    found = query(hub, f"{{ {REPOSITORY} {{ {asked} }} }}")
    assert found == {"errors": [{"type": kind, "message": message}]}
    assert hub.log.points() == 0


def test_a_field_that_github_does_not_have_is_refused(hub: Hub) -> None:
    found = query(hub, f"{{ {REPOSITORY} {{ colour }} }}")
    assert [error["message"] for error in found["errors"]] == [
        "Cannot query field 'colour' on type 'Repository'."
    ]
    assert "data" not in found


def test_a_field_that_is_only_missing_here_says_so(hub: Hub) -> None:
    found = query(hub, f"{{ {REPOSITORY} {{ stargazerCount }} }}")
    assert found["errors"][0]["message"] == "the small GitHub has no Repository.stargazerCount"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("first: 10", [1, 2, 3]),
        ("first: 2, orderBy: {field: UPDATED_AT, direction: DESC}", [3, 2]),
        ("first: 2, orderBy: {field: UPDATED_AT, direction: ASC}", [1, 2]),
        ("last: 2", [2, 3]),
        ("first: 10, states: [OPEN]", [3]),
        ("first: 10, states: [CLOSED, MERGED]", [1, 2]),
        ('first: 10, baseRefName: "elsewhere"', []),
    ],
)
def test_orders_and_states(hub: Hub, asked: str, expected: list[int]) -> None:
    assert numbers(hub, asked) == expected


def pages(hub: Hub, size: int) -> list[list[int]]:
    text = f"""query($n: Int!, $after: String) {{ {REPOSITORY} {{
        pullRequests(first: $n, after: $after, orderBy: {{field: UPDATED_AT, direction: DESC}}) {{
            totalCount pageInfo {{ hasNextPage hasPreviousPage endCursor }} nodes {{ number }} }}
        }} }}"""
    found: list[list[int]] = []
    after = None
    while True:
        page = query(hub, text, n=size, after=after)["data"]["repository"]["pullRequests"]
        found.append([node["number"] for node in page["nodes"]])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


def test_pages_hold_every_row_once(hub: Hub) -> None:
    assert pages(hub, 2) == [[3, 2], [1]]
    assert pages(hub, 3) == [[3, 2, 1]]


def test_a_row_that_moves_up_while_pages_are_read_is_missed(hub: Hub, club: Acting) -> None:
    def meanwhile(_: object) -> None:
        if len(hub.log.exchanges) == 1:
            club.comment(club.repository.pulls[1], "org", "Changed while you read.")

    hub.between = meanwhile
    assert pages(hub, 2) == [[3, 2], []]


THING = """number fullDatabaseId title body state isDraft createdAt updatedAt mergedAt closedAt url
author { __typename login ... on User { databaseId } } headRefName headRefOid
baseRefName changedFiles mergedBy { login } mergeCommit { oid } labels(first: 9) { nodes { name } }
reviews(first: 9) { nodes { fullDatabaseId state body submittedAt author { login }
commit { oid } } } files(first: 9) { totalCount nodes { path changeType additions deletions } }
commits(first: 9) { totalCount nodes { commit { oid authoredDate } } }
comments(first: 9) { nodes { databaseId body author { login } } }
timelineItems(first: 20, itemTypes: [LABELED_EVENT, READY_FOR_REVIEW_EVENT, CLOSED_EVENT,
MERGED_EVENT]) { totalCount nodes { __typename ... on LabeledEvent { actor { login } createdAt
label { name } } ... on ReadyForReviewEvent { actor { login } } } }"""


def test_a_whole_pull_request(hub: Hub, club: Acting) -> None:
    pull = club.repository.pulls[1]
    found = query(hub, f"{{ {REPOSITORY} {{ pullRequest(number: 1) {{ {THING} }} }} }}")
    got = found["data"]["repository"]["pullRequest"]
    assert got == {
        "number": 1,
        "fullDatabaseId": str(pull.id),
        "title": "First by Ada",
        "body": "Here.",
        "state": "MERGED",
        "isDraft": False,
        "createdAt": "2024-01-01T00:03:00Z",
        "updatedAt": "2024-01-01T00:07:00Z",
        "mergedAt": "2024-01-01T00:07:00Z",
        "closedAt": "2024-01-01T00:07:00Z",
        "url": f"{hub.web}/club/work/pull/1",
        "author": {"__typename": "User", "login": "ada", "databaseId": pull.author.id},
        "headRefName": "work-1",
        "headRefOid": pull.head.oid,
        "baseRefName": "main",
        "changedFiles": 1,
        "mergedBy": {"login": "org"},
        "mergeCommit": {"oid": club.repository.head.oid},
        "labels": {"nodes": [{"name": "complete"}]},
        "reviews": {
            "nodes": [
                {
                    "fullDatabaseId": str(pull.reviews[0].id),
                    "state": "CHANGES_REQUESTED",
                    "body": "Not yet.",
                    "submittedAt": "2024-01-01T00:04:00Z",
                    "author": {"login": "org"},
                    "commit": {"oid": pull.commits[0].oid},
                }
            ]
        },
        "files": {
            "totalCount": 1,
            "nodes": [{"path": "a1/ada.py", "changeType": "ADDED", "additions": 1, "deletions": 0}],
        },
        "commits": {
            "totalCount": 2,
            "nodes": [
                {"commit": {"oid": pull.commits[0].oid, "authoredDate": "2024-01-01T00:02:00Z"}},
                {"commit": {"oid": pull.commits[1].oid, "authoredDate": "2024-01-01T00:05:00Z"}},
            ],
        },
        "comments": {"nodes": []},
        "timelineItems": {
            "totalCount": 3,
            "nodes": [
                {
                    "__typename": "LabeledEvent",
                    "actor": {"login": "org"},
                    "createdAt": "2024-01-01T00:06:00Z",
                    "label": {"name": "complete"},
                },
                {"__typename": "MergedEvent"},
                {"__typename": "ClosedEvent"},
            ],
        },
    }


def test_rest_says_the_same(hub: Hub) -> None:
    for number in (1, 2, 3):
        text = f"{{ {REPOSITORY} {{ pullRequest(number: {number}) {{ {THING} }} }} }}"
        told: dict[str, Any] = query(hub, text)["data"]["repository"]["pullRequest"]
        rest = get(hub, f"/repos/club/work/pulls/{number}").json
        files = get(hub, f"/repos/club/work/pulls/{number}/files").json
        assert [told["fullDatabaseId"], told["title"], told["headRefOid"]] == [
            str(rest["id"]), rest["title"], rest["head"]["sha"]
        ]  # fmt: skip
        assert told["changedFiles"] == rest["changed_files"]
        assert [told["createdAt"], told["updatedAt"], told["mergedAt"], told["closedAt"]] == [
            rest["created_at"], rest["updated_at"], rest["merged_at"], rest["closed_at"]
        ]  # fmt: skip
        assert [file["path"] for file in told["files"]["nodes"]] == [f["filename"] for f in files]


def test_a_force_push_keeps_what_was_there(hub: Hub, club: Acting) -> None:
    pull = club.repository.pulls[3]
    before = pull.head.oid
    club.force_push(pull, {"new/other.md": "other\n"})
    text = f"""{{ {REPOSITORY} {{ pullRequest(number: 3) {{ headRefOid
        timelineItems(first: 5, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {{ nodes {{
        ... on HeadRefForcePushedEvent {{ beforeCommit {{ oid }} afterCommit {{ oid }} }} }} }} }}
        }} }}"""
    got = query(hub, text)["data"]["repository"]["pullRequest"]
    assert got["timelineItems"]["nodes"] == [
        {"beforeCommit": {"oid": before}, "afterCommit": {"oid": got["headRefOid"]}}
    ]
    assert got["headRefOid"] == pull.head.oid != before


def test_people_are_known_by_their_id(hub: Hub, club: Acting) -> None:
    ada = club.person("ada")
    text = f"""{{ {REPOSITORY} {{ pullRequest(number: 1) {{
        author {{ login ... on User {{ databaseId }} }} }} }} }}"""
    before = query(hub, text)["data"]["repository"]["pullRequest"]["author"]
    ada.login = "countess"
    after = query(hub, text)["data"]["repository"]["pullRequest"]["author"]
    assert (before["login"], after["login"]) == ("ada", "countess")
    assert before["databaseId"] == after["databaseId"]


def test_nodes_are_found_by_their_ids(hub: Hub, club: Acting) -> None:
    first, second = (f"PR_{club.repository.pulls[n].id}" for n in (1, 2))
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest { number } } }"
    found = query(hub, text, ids=[second, "PR_1", first])
    assert found["data"]["nodes"] == [{"number": 2}, None, {"number": 1}]
    assert [(e["type"], e["path"]) for e in found["errors"]] == [("NOT_FOUND", ["nodes", 1])]


def test_an_issue_with_what_was_said_and_felt(hub: Hub) -> None:
    text = f"""{{ {REPOSITORY} {{ issues(first: 5) {{ nodes {{ number title author {{ login }}
        comments(first: 5) {{ nodes {{ body reactions(first: 5) {{ nodes {{ content
        user {{ login }} }} }} }} }} }} }} }} }}"""
    assert query(hub, text)["data"]["repository"]["issues"]["nodes"] == [
        {
            "number": 4,
            "title": "Attendance",
            "author": {"login": "eve"},
            "comments": {
                "nodes": [
                    {
                        "body": "here",
                        "reactions": {"nodes": [{"content": "HEART", "user": {"login": "bob"}}]},
                    }
                ]
            },
        }
    ]


def test_the_default_branch_and_its_files(hub: Hub, club: Acting) -> None:
    text = f"""{{ {REPOSITORY} {{ isEmpty defaultBranchRef {{ name target {{ oid ... on Commit {{
        history(first: 9) {{ totalCount nodes {{ messageHeadline }} }} }} }} }}
        object(expression: "HEAD:a1") {{ ... on Tree {{ entries {{ name mode type oid }} }} }}
        file: object(expression: "main:a1/ada.py") {{ ... on Blob {{ text byteSize }} }} }} }}"""
    got = query(hub, text)["data"]["repository"]
    target = got["defaultBranchRef"]["target"]
    assert target["oid"] == club.repository.head.oid
    assert [each["messageHeadline"] for each in target["history"]["nodes"]] == [
        "Merge pull request #1 from ada/work-1", "work", "work", "begin"
    ]  # fmt: skip
    assert got["object"]["entries"] == [
        {
            "name": "ada.py",
            "mode": 0o100644,
            "type": "blob",
            "oid": "d0e0fd661801c4c3bce1ec217d272b788e2a4955",
        }
    ]
    assert got["file"] == {"text": "print(2)\n", "byteSize": 9}


def test_graphql_wants_a_token(hub: Hub) -> None:
    assert post(hub, "/graphql", {"query": "{ viewer { login } }"}, token=None).status == 403
    assert post(hub, "/graphql", {"query": "{ viewer { login } }"}, token="x").status == 401  # noqa: S106


def test_the_primary_limit_answers_200(hub: Hub) -> None:
    hub.graphql.exhaust(60)
    answer = post(hub, "/graphql", {"query": "{ viewer { login } }"})
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (200, "0")
    assert answer.json["errors"][0]["type"] == "RATE_LIMITED"
    assert "data" not in answer.json


def test_an_unknown_repository(hub: Hub, client: Callable[..., Github]) -> None:
    found = query(hub, '{ repository(owner: "club", name: "none") { id } }')
    assert found["data"] == {"repository": None}
    assert found["errors"][0]["type"] == "NOT_FOUND"
    assert found["errors"][0]["message"] == (
        "Could not resolve to a Repository with the name 'club/none'."
    )


def test_pygithub_asks_it(hub: Hub, client: Callable[..., Github]) -> None:
    _, found = client(hub).requester.graphql_query(
        f"query($n: Int!) {{ {REPOSITORY} {{ pullRequest(number: $n) {{ title }} }} }}", {"n": 3}
    )
    assert found["data"]["repository"]["pullRequest"]["title"] == "Tidy"
    assert hub.log.exchanges[0].asked == {"n": 3}
