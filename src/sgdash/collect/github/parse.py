"""What GitHub answered → rows of the declared tables. Pure: nothing is asked for here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sgdash import tables
from sgdash.collect.github.queries import EVENT_KINDS

Node = Mapping[str, Any]
Rows = dict[tables.Table, list[tuple[Any, ...]]]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # which PostgreSQL, or UTF-8, has no room for


def seen(nodes: Iterable[Node], at: datetime) -> list[Node]:
    """The nodes of an answer, each with the moment of that answer: what it shows was there then."""
    return [{**node, "seenAt": to_microseconds(at)} for node in nodes]


def parse_pull_request(node: Node, looked_at: int | None) -> Rows:
    """The rows of one pull request that was `seen`, of which every list is whole.

    `looked_at`: up to then the heads of all pull requests were known, in microseconds. A pull
    request that was not updated since was overlooked then, so that bounds nothing.
    """
    number = node["number"]
    unseen_at = looked_at if looked_at and moment(node["updatedAt"]) > looked_at else None
    timeline = nodes_of(node["timelineItems"])
    comments = [each for each in timeline if each["__typename"] == "IssueComment"]
    rows: Rows = {
        tables.GITHUB_PULL_REQUESTS: [_pull_request(node)],
        tables.REVIEWS: list(_reviews(number, nodes_of(node["reviews"]))),
        tables.LABELS: list(_labels(number, nodes_of(node["labels"]))),
        tables.EVENTS: list(_events(number, timeline)),
        tables.COMMENTS: list(parse_comments(number, comments)),
        tables.HEADS: [(number, node["headRefOid"], node["seenAt"], unseen_at)],
    }
    return rows


def parse_issue(node: Node) -> Rows:
    """The rows of one issue, of which every list is whole."""
    number = node["number"]
    return {
        tables.ISSUES: [
            (
                number,
                int(node["fullDatabaseId"]),
                *person(node["author"]),
                text(node["title"]),
                text(node["body"]),
                words(node["state"]),
                moment(node["createdAt"]),
                moment(node["updatedAt"]),
                maybe_moment(node["closedAt"]),
                text(node["url"]),
                maybe_moment(node["lastEditedAt"]),
            )
        ],
        tables.LABELS: list(_labels(number, nodes_of(node["labels"]))),
        tables.COMMENTS: list(parse_comments(number, nodes_of(node["comments"]))),
        tables.REACTIONS: [
            (
                each["databaseId"],
                number,
                None,
                *person(each["user"]),
                words(each["content"]),
                moment(each["createdAt"]),
            )
            for each in nodes_of(node["reactions"])
        ],
    }


def parse_comments(number: int, nodes: Iterable[Node]) -> Iterator[tuple[Any, ...]]:
    """Rows of COMMENTS on the pull request or issue of a number."""
    for node in nodes:
        yield (
            int(node["fullDatabaseId"]),
            number,
            *person(node["author"]),
            text(node["body"]),
            moment(node["createdAt"]),
            maybe_moment(node["lastEditedAt"]),
            text(node["url"]),
            person(node["editor"])[0],
        )


def parse_commit(node: Node, parents: Sequence[str], seen_at: int) -> tuple[Any, ...]:
    """A row of COMMITS, its subject as git has it: the first paragraph in one line.

    `seen_at`: the moment of the answer that showed it.
    """
    author, committer = node["author"] or {}, node["committer"] or {}
    paragraph = re.split(r"\n\s*\n", node["message"].lstrip("\n"), maxsplit=1)[0]
    return (
        node["oid"],
        " ".join(parents),
        text(author.get("name") or ""),
        text(author.get("email") or ""),
        moment(node["authoredDate"]),
        text(committer.get("name") or ""),
        text(committer.get("email") or ""),
        moment(node["committedDate"]),
        text(" ".join(line.rstrip() for line in paragraph.split("\n")).strip()),
        seen_at,
    )


def merge_rows(found: Iterable[Rows]) -> Rows:
    """The rows of several as one."""
    together: Rows = {}
    for rows in found:
        for table, new in rows.items():
            together.setdefault(table, []).extend(new)
    return together


def person(actor: Node | None) -> tuple[str | None, int | None]:
    """Login and database id; neither of an account that is gone."""
    return (text(actor["login"]), actor.get("databaseId")) if actor else (None, None)


def text(written: str) -> str:
    """A stranger's text as both databases can hold it."""
    return _UNSTORABLE.sub("\ufffd", written)


def words(name: str) -> str:
    """GitHub's name of a state as it is stored: CHANGES_REQUESTED is "changes requested"."""
    return name.lower().replace("_", " ")


def moment(written: str) -> int:
    """Microseconds since 1970, UTC, of a time as GitHub writes it."""
    return to_microseconds(datetime.fromisoformat(written))


def to_microseconds(at: datetime) -> int:
    """Whole microseconds since 1970 of an aware moment."""
    return (at - EPOCH) // timedelta(microseconds=1)


def maybe_moment(written: str | None) -> int | None:
    """The same of a time that may be missing."""
    return moment(written) if written else None


def nodes_of(connection: Node | None) -> list[Node]:
    """The nodes of a list, without those that GitHub does not show."""
    return [node for node in (connection or {}).get("nodes") or () if node]


def _pull_request(node: Node) -> tuple[Any, ...]:
    merged_by, merge = node["mergedBy"], node["mergeCommit"]
    return (
        node["number"],
        int(node["fullDatabaseId"]),
        *person(node["author"]),
        text(node["title"]),
        text(node["body"]),
        words(node["state"]),
        node["isDraft"],
        text(node["baseRefName"]),
        text(node["headRefName"]),
        node["headRefOid"],
        moment(node["createdAt"]),
        moment(node["updatedAt"]),
        maybe_moment(node["closedAt"]),
        maybe_moment(node["mergedAt"]),
        text(merged_by["login"]) if merged_by else None,
        merge["oid"] if merge else None,
        node["commits"]["totalCount"],
        node["changedFiles"],
        _truncated(node),
        text(node["url"]),
        maybe_moment(node["lastEditedAt"]),
    )


def _truncated(node: Node) -> bool:
    """Whether GitHub lists fewer commits or files than it counts: at most 250 and 3,000."""
    commits, files = 250, 3000
    if "nodes" in node["commits"]:
        commits, files = len(nodes_of(node["commits"])), len(nodes_of(node["files"]))
    counted: int = node["commits"]["totalCount"]
    changed: int = node["changedFiles"]
    return counted > commits or changed > files


def _reviews(number: int, nodes: Iterable[Node]) -> Iterator[tuple[Any, ...]]:
    for node in nodes:
        if node["submittedAt"] is None:  # begun by whose token this is, and not sent yet
            continue
        yield (
            int(node["fullDatabaseId"]),
            number,
            *person(node["author"]),
            words(node["state"]),
            text(node["body"]),
            moment(node["submittedAt"]),
            node["commit"]["oid"] if node["commit"] else None,
            text(node["url"]),
        )


def _labels(number: int, nodes: Iterable[Node]) -> Iterator[tuple[Any, ...]]:
    for node in nodes:
        yield number, text(node["name"])


def _events(number: int, nodes: Iterable[Node]) -> Iterator[tuple[Any, ...]]:
    for node in nodes:
        if node["__typename"] not in EVENT_KINDS:
            continue
        label, review = node.get("label"), node.get("review")
        before_it = node.get("previousReviewState")
        before, after = node.get("beforeCommit"), node.get("afterCommit")
        yield (
            node["id"],
            number,
            EVENT_KINDS[node["__typename"]],
            *person(node["actor"]),
            moment(node["createdAt"]),
            text(label["name"]) if label else None,
            before["oid"] if before else None,
            after["oid"] if after else None,
            int(review["fullDatabaseId"]) if review else None,
            words(before_it) if before_it else None,
        )
