"""The small GitHub's REST answers have the shape that GitHub's own description demands."""

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from asked import get, post
from github import Github
from githubkit_schemas.latest import models as published
from hub import TOKEN, Acting, Hub, faults, new_repository
from pydantic import TypeAdapter


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/repos/club/work", "FullRepository"),
        ("/repositories/800", "FullRepository"),
        ("/repos/club/work/pulls/1", "PullRequest"),
        ("/repos/club/work/git/trees/main?recursive=1", "GitTree"),
        ("/repos/club/work/commits/main", "Commit"),
        ("/repos/club/work/issues/4", "Issue"),
        ("/rate_limit", "RateLimitOverview"),
        ("/users/ada", "PublicUser"),
        ("/repos/club/work/pulls/1/requested_reviewers", "PullRequestReviewRequest"),
    ],
)
def test_one_thing_is_as_published(hub: Hub, path: str, model: str) -> None:
    answer = get(hub, path)
    assert answer.status == 200
    TypeAdapter(getattr(published, model)).validate_json(answer.body)


@pytest.mark.parametrize(
    ("path", "model", "many"),
    [
        ("/repos/club/work/pulls?state=all", "PullRequestSimple", 3),
        ("/repos/club/work/issues?state=all", "Issue", 4),
        ("/repos/club/work/pulls/1/files", "DiffEntry", 1),
        ("/repos/club/work/pulls/3/files", "DiffEntry", 1),
        ("/repos/club/work/pulls/1/commits", "Commit", 2),
        ("/repos/club/work/pulls/1/reviews", "PullRequestReview", 1),
        ("/repos/club/work/issues/2/comments", "IssueComment", 1),
        ("/repos/club/work/issues/1/labels", "Label", 1),
        ("/repos/club/work/commits", "Commit", 4),
    ],
)
def test_a_list_is_as_published(hub: Hub, path: str, model: str, many: int) -> None:
    answer = get(hub, path)
    rows = TypeAdapter(list[getattr(published, model)]).validate_json(answer.body)
    assert len(rows) == many


def test_a_renamed_file_tells_its_old_name(hub: Hub) -> None:
    [row] = get(hub, "/repos/club/work/pulls/3/files").json
    assert (row["filename"], row["previous_filename"]) == ("new/notes.md", "old/notes.md")
    assert (row["status"], row["changes"]) == ("renamed", 0)


def test_a_deleted_account_is_nobody(hub: Hub) -> None:
    rows = get(hub, "/repos/club/work/pulls?state=all&sort=created&direction=asc").json
    assert [row["user"] and row["user"]["login"] for row in rows] == ["ada", None, "bob"]


def test_what_did_not_change_is_304_and_costs_nothing(hub: Hub, club: Acting) -> None:
    path = "/repos/club/work/pulls?state=all&sort=updated&direction=desc&per_page=1"
    first = get(hub, path)
    again = get(hub, path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body, again.headers["X-RateLimit-Used"]) == (304, b"", "1")

    club.comment(club.repository.pulls[1], "org", "One more thing.")
    changed = get(hub, path, If_None_Match=first.headers["ETag"])
    assert (changed.status, changed.json[0]["number"]) == (200, 1)
    assert [each.cost for each in hub.log.exchanges] == [1, 0, 1]


def test_without_a_token_304_costs_too(hub: Hub) -> None:
    tag = get(hub, "/repos/club/work", token=None).headers["ETag"]
    again = get(hub, "/repos/club/work", token=None, If_None_Match=tag)
    assert (again.status, again.headers["X-RateLimit-Remaining"]) == (304, "58")


def test_lists_are_paged_with_links(
    serve: Callable[..., Hub], client: Callable[..., Github]
) -> None:
    acting = new_repository("club/work", {"README.md": "x\n"})
    many: dict[str, str | None] = {f"f{n:03}.txt": f"{n}\n" for n in range(205)}
    acting.open("ada", many)
    hub = serve(acting)
    pull = client(hub).get_repo("club/work").get_pull(1)
    assert [file.filename for file in pull.get_files()] == sorted(many)
    assert [each.asked.get("page") for each in hub.log.exchanges[2:]] == [
        None,
        *map(str, range(2, 8)),
    ]


def test_a_former_name_leads_on(hub: Hub, club: Acting, client: Callable[..., Github]) -> None:
    club.rename("homework")
    moved = get(hub, "/repos/club/work/pulls?state=all")
    assert moved.status == 301
    assert moved.headers["Location"] == f"{hub.web}/repositories/800/pulls?state=all"
    assert client(hub).get_repo("club/work").full_name == "club/homework"


@pytest.mark.parametrize("layout", ["", "/api/v3"])
def test_pygithub_reads_both_layouts(hub: Hub, client: Callable[..., Github], layout: str) -> None:
    repository = client(hub, hub.web + layout).get_repo("club/work")
    pulls = list(repository.get_pulls(state="all"))
    assert [(p.number, p.title, p.state) for p in pulls] == [
        (3, "Tidy", "open"),
        (2, "By nobody any more", "closed"),
        (1, "First by Ada", "closed"),
    ]
    assert pulls[2].get_review_comments().totalCount == 0
    assert pulls[2].merged_by.login == "org"


@pytest.mark.parametrize(
    ("path", "token", "status", "message"),
    [
        ("/repos/club/work", "ghp_wrong", 401, "Bad credentials"),
        ("/repos/club/nothing", TOKEN, 404, "Not Found"),
        ("/repos/club/work/pulls/99", TOKEN, 404, "Not Found"),
        ("/somewhere", TOKEN, 404, "Not Found"),
    ],
)
def test_refusals(hub: Hub, path: str, token: str, status: int, message: str) -> None:
    answer = get(hub, path, token=token)
    assert (answer.status, answer.json["message"]) == (status, message)


def test_an_empty_repository_has_no_tree(serve: Callable[..., Hub]) -> None:
    hub = serve(new_repository("club/work"))
    answer = get(hub, "/repos/club/work/git/trees/main")
    assert (answer.status, answer.json["message"]) == (409, "Git Repository is empty.")
    assert get(hub, "/repos/club/work/pulls?state=all").json == []


def test_the_hour_ends(hub: Hub) -> None:
    hub.core.exhaust(1800)
    refused = get(hub, "/repos/club/work")
    assert (refused.status, refused.headers["X-RateLimit-Remaining"]) == (403, "0")
    hub.clock.advance(1801)
    assert get(hub, "/repos/club/work").headers["X-RateLimit-Remaining"] == "4999"


def _signed(hub: Hub, **claims: Any) -> str:
    now = int(time.time())
    app = hub.doors.app
    whole = {"iat": now, "exp": now + 300, "iss": str(app.id)} | claims
    return jwt.encode(whole, app.key, algorithm="RS256")


def test_an_app_signs_in(hub: Hub) -> None:
    signed = _signed(hub)
    installation = get(hub, "/repos/club/work/installation", token=signed)
    TypeAdapter(published.Installation).validate_json(installation.body)
    path = f"/app/installations/{installation.json['id']}/access_tokens"
    answer = post(hub, path, {}, signed)
    assert answer.status == 201
    token = TypeAdapter(published.InstallationToken).validate_json(answer.body).token
    assert get(hub, "/repos/club/work", token=token).status == 200
    hub.doors.tokens[token] = 0.0
    assert get(hub, "/repos/club/work", token=token).status == 401


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({"iss": "78"}, "'Issuer' claim ('iss') must be an Integer"),
        ({"exp": 1}, "'Expiration time' claim ('exp') must be a numeric value in the future"),
        ({"exp": 2**33}, "'Expiration time' claim ('exp') is too far in the future"),
    ],
)
def test_an_app_that_signs_wrongly(hub: Hub, claims: dict[str, Any], message: str) -> None:
    answer = get(hub, "/repos/club/work/installation", token=_signed(hub, **claims))
    assert (answer.status, answer.json["message"]) == (401, message)


def test_a_stranger_cannot_sign_for_the_app(hub: Hub, serve: Callable[..., Hub]) -> None:
    other = serve()
    answer = get(hub, "/repos/club/work/installation", token=_signed(other))
    assert (answer.status, answer.json["message"]) == (401, "A JSON web token could not be decoded")


def test_latency_is_added_to_each_answer(serve: Callable[..., Hub], club: Acting) -> None:
    hub = serve(club, latency=0.05)
    started = time.monotonic()
    get(hub, "/repos/club/work")
    get(hub, "/repos/club/work")
    assert time.monotonic() - started >= 0.1


def test_requests_are_counted(hub: Hub) -> None:
    get(hub, "/repos/club/work")
    hub.plan(faults.too_many(None), "/pulls")
    get(hub, "/repos/club/work/pulls?state=all")
    assert hub.log.paths() == ["GET /repos/club/work", "GET /repos/club/work/pulls"]
    assert [each.status for each in hub.log.exchanges] == [200, 429]
    assert hub.report() == {"requests": 2, "points": 0, "quota": 1}
