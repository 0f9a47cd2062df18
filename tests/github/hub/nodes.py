"""A repository, its pull requests and issues as GitHub's GraphQL tells them."""

import re
from collections.abc import Callable
from typing import Any

from hub.git_nodes import GitNodes, actor_node, told
from hub.model import Change, Issue, PullRequest, Repository, Thread
from hub.objects import Commit
from hub.paging import Connection, Node, NotThereError
from hub.said_nodes import SaidNodes

MOST_FILES, MOST_COMMITS = 3000, 250
"""What GitHub lists of one pull request at most, however many it counts."""

_ORDERS: dict[str, Callable[[Thread], list[Any]]] = {
    "CREATED_AT": lambda thread: [told(thread.created_at), thread.id],
    "UPDATED_AT": lambda thread: [told(thread.updated_at), thread.id],
    "COMMENTS": lambda thread: [len(thread.comments), thread.id],
}


class Nodes:
    """One repository as nodes; `web` is the address of GitHub's pages."""

    def __init__(self, repository: Repository, web: str) -> None:
        self._repository = repository
        self._web = web
        self._git = GitNodes(repository, web)
        self.said = SaidNodes(repository, web)
        self._url = f"{web}/{repository.full_name}"

    def repository(self) -> Node:
        repository = self._repository
        head = repository.head
        return {
            "__typename": "Repository",
            "id": f"R_{repository.id}",
            "databaseId": repository.id,
            "name": repository.name,
            "nameWithOwner": repository.full_name,
            "owner": actor_node(repository.owner, self._web),
            "url": self._url,
            "isEmpty": head is None,
            "isPrivate": repository.private,
            "isArchived": False,
            "isFork": False,
            "hasIssuesEnabled": True,
            "createdAt": "2024-01-01T00:00:00Z",
            "updatedAt": told(repository.now),
            "pushedAt": told(head.committer.date if head else None),
            "viewerPermission": "READ",
            "defaultBranchRef": lambda: (
                self._git.ref(f"refs/heads/{repository.branch}", head) if head else None
            ),
            "ref": self._ref,
            "object": self._git.object,
            "labels": Connection(list(repository.labels.values()), self.said.label),
            "pullRequests": lambda **asked: self._threads(
                [
                    each
                    for each in repository.pulls.values()
                    if asked.get("baseRefName") in {None, each.base}
                    and asked.get("headRefName") in {None, each.branch}
                ],
                self.pull,
                **asked,
            ),
            "issues": lambda **asked: self._threads(
                list(repository.issues.values()), self.issue, **asked
            ),
            "pullRequest": lambda number: self.pull(_the(repository.pulls, number, "PullRequest")),
            "issue": lambda number: self.issue(_the(repository.issues, number, "Issue")),
            "issueOrPullRequest": lambda number: (
                self.pull(repository.pulls[number])
                if number in repository.pulls
                else self.issue(_the(repository.issues, number, "issue or pull request"))
            ),
        }

    def pull(self, pull: PullRequest) -> Node:
        files = pull.files
        return self._thread(pull, "PullRequest", "PR", "pull") | {
            "isDraft": pull.draft,
            "merged": pull.merged_at is not None,
            "mergedAt": told(pull.merged_at),
            "mergedBy": lambda: actor_node(pull.merged_by, self._web),
            "mergeCommit": lambda: self._git.commit(pull.merge) if pull.merge else None,
            "baseRefName": pull.base,
            "baseRefOid": pull.commits[0].parents[0].oid if pull.commits[0].parents else "0" * 40,
            "headRefName": pull.branch,
            "headRefOid": pull.head.oid,
            "headRepositoryOwner": lambda: actor_node(pull.owner, self._web),
            "isCrossRepository": pull.owner is not self._repository.owner,
            "additions": lambda: sum(each.counts[0] for each in files),
            "deletions": lambda: sum(each.counts[1] for each in files),
            "changedFiles": len(files),
            "commits": Connection(
                pull.commits[:MOST_COMMITS],
                lambda each: self._pull_commit(pull, each),
                total=len(pull.commits),
            ),
            "files": Connection(files[:MOST_FILES], _file, total=len(files)),
            "reviews": lambda states=None, author=None, **asked: Connection(
                [
                    each
                    for each in pull.reviews
                    if (states is None or each.state in states)
                    and (author is None or (each.author and each.author.login == author))
                ],
                self.said.review,
                lambda each: [each.id],
            )(**asked),
            "reviewThreads": Connection([], dict),
            "reviewDecision": None,
            "totalCommentsCount": len(pull.comments),
        }

    def issue(self, issue: Issue) -> Node:
        return self._thread(issue, "Issue", "I", "issues") | {
            "stateReason": "COMPLETED" if issue.state == "CLOSED" else None,
        }

    def _thread(self, thread: Thread, kind: str, prefix: str, word: str) -> Node:
        address = f"{self._url}/{word}/{thread.number}"
        return {
            "__typename": kind,
            "id": f"{prefix}_{thread.id}",
            "databaseId": thread.id,
            "fullDatabaseId": str(thread.id),
            "number": thread.number,
            "author": lambda: actor_node(thread.author, self._web),
            "authorAssociation": "CONTRIBUTOR",
            "title": thread.title,
            "body": thread.body,
            "bodyText": thread.body,
            "state": thread.state,
            "closed": thread.state != "OPEN",
            "locked": False,
            "createdAt": told(thread.created_at),
            "publishedAt": told(thread.created_at),
            "updatedAt": told(thread.updated_at),
            "closedAt": told(thread.closed_at),
            "lastEditedAt": told(thread.edited_at),
            "url": address,
            "permalink": address,
            "repository": self.repository,
            "labels": Connection(thread.labels, self.said.label, lambda each: [each.name]),
            "comments": Connection(
                thread.comments,
                lambda each: self.said.comment(each, address),
                lambda each: [each.id],
            ),
            "reactions": self.said.reactions(thread.reactions),
            "timelineItems": lambda **asked: self._timeline(thread, address, **asked),
        }

    def _timeline(
        self,
        thread: Thread,
        address: str,
        itemTypes: list[str] | None = None,  # noqa: N803 # GitHub's name
        since: str | None = None,
        skip: int = 0,
        **asked: Any,
    ) -> Node:
        rows: list[tuple[str, int, Node]] = [
            (told(each.at) or "", each.id, self.said.event(each, address)) for each in thread.events
        ]
        rows += [
            (told(each.created_at) or "", each.id, self.said.comment(each, address))
            for each in thread.comments
        ]
        if isinstance(thread, PullRequest):
            rows += [
                (told(each.submitted_at) or "", each.id, self.said.review(each))
                for each in thread.reviews
                if each.submitted_at
            ]
            rows += [
                (told(each.committer.date) or "", place, self._pull_commit(thread, each))
                for place, each in enumerate(thread.commits)
            ]
        rows = [
            row
            for row in sorted(rows, key=lambda each: each[:2])
            if (itemTypes is None or _item_type(row[2]["__typename"]) in itemTypes)
            and (since is None or row[0] >= since)
        ][skip:]
        return Connection(
            rows,
            lambda each: each[2],
            lambda each: each[:2],
            filteredCount=len(rows),
            pageCount=len(rows),
            updatedAt=told(thread.updated_at),
        )(**asked)

    def _threads(
        self,
        threads: list[Any],
        node: Callable[[Any], Node],
        states: list[str] | None = None,
        labels: list[str] | None = None,
        orderBy: dict[str, str] | None = None,  # noqa: N803 # GitHub's name
        filterBy: dict[str, Any] | None = None,  # noqa: N803
        **asked: Any,
    ) -> Node:
        order = orderBy or {"field": "CREATED_AT", "direction": "ASC"}
        since = (filterBy or {}).get("since")
        shown = [
            each
            for each in threads
            if (states is None or each.state in states)
            and (labels is None or any(label.name in labels for label in each.labels))
            and (since is None or (told(each.updated_at) or "") >= since)
        ]
        descending = order["direction"] == "DESC"
        return Connection(shown, node, _ORDERS[order["field"]], descending=descending)(**asked)

    def _pull_commit(self, pull: PullRequest, commit: Commit) -> Node:
        return {
            "__typename": "PullRequestCommit",
            "id": f"PURC_{pull.id}:{commit.oid}",
            "commit": lambda: self._git.commit(commit),
            "url": f"{self._url}/pull/{pull.number}/commits/{commit.oid}",
        }

    def _ref(self, qualifiedName: str) -> Node | None:  # noqa: N803 # GitHub's name
        refs = self._repository.refs()
        for full in (qualifiedName, f"refs/heads/{qualifiedName}"):
            if full in refs:
                return self._git.ref(full, refs[full])
        return None


def _file(change: Change) -> Node:
    return {
        "path": change.path,
        "changeType": change.type,
        "additions": lambda: change.counts[0],
        "deletions": lambda: change.counts[1],
        "viewerViewedState": "UNVIEWED",
    }


def _item_type(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _the(things: dict[int, Any], number: int, kind: str) -> Any:
    if number not in things:
        raise NotThereError(f"Could not resolve to a {kind} with the number of {number}.")
    return things[number]
