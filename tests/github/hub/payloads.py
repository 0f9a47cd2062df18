"""A repository's things as GitHub's REST interface tells them."""

from typing import Any

from hub.git_nodes import told
from hub.git_payloads import GitPayloads, Payload
from hub.model import Comment, Issue, Label, Person, PullRequest, Review, Thread

_LISTS = (
    "archive", "assignees", "blobs", "branches", "collaborators", "comments", "commits", "compare",
    "contents", "contributors", "deployments", "downloads", "events", "forks", "git_commits",
    "git_refs", "git_tags", "hooks", "issue_comment", "issue_events", "issues", "keys", "labels",
    "languages", "merges", "milestones", "notifications", "pulls", "releases", "stargazers",
    "statuses", "subscribers", "subscription", "tags", "teams", "trees",
)  # fmt: skip


class Payloads(GitPayloads):
    """One repository's payloads; `api` and `web` are the addresses they name."""

    def repository(self) -> Payload:
        repository, page = self._repository, self._page
        waiting = sum(each.state == "OPEN" for each in self._threads())
        return {
            "id": repository.id,
            "node_id": f"R_{repository.id}",
            "name": repository.name,
            "full_name": repository.full_name,
            "owner": self.person(repository.owner),
            "private": repository.private,
            "url": self._url,
            "html_url": page,
            "clone_url": f"{page}.git",
            "git_url": f"{page}.git",
            "ssh_url": f"{page}.git",
            "svn_url": page,
            **{f"{name}_url": f"{self._url}/{name}" for name in _LISTS},
            **dict.fromkeys(("description", "homepage", "language", "license", "mirror_url")),
            **dict.fromkeys(("fork", "archived", "disabled", "has_pages", "has_projects"), False),
            **dict.fromkeys(("has_wiki", "has_downloads", "has_discussions"), False),
            **dict.fromkeys(("forks", "forks_count", "watchers", "watchers_count", "size"), 0),
            "stargazers_count": 0,
            "has_issues": True,
            "default_branch": repository.branch,
            "open_issues": waiting,
            "open_issues_count": waiting,
            "created_at": "2024-01-01T00:00:00Z",
            "updated_at": told(repository.now),
            "pushed_at": told(repository.now),
        }

    def whole_repository(self) -> Payload:
        """The repository asked for by itself, which tells more than one inside something else."""
        return self.repository() | dict.fromkeys(("subscribers_count", "network_count"), 0)

    def full_person(self, person: Person) -> Payload:
        nothing = ("name", "company", "blog", "location", "email", "hireable", "bio")
        return {
            **(self.person(person) or {}),
            **dict.fromkeys(nothing),
            **dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0),
            "created_at": "2024-01-01T00:00:00Z",
            "updated_at": "2024-01-01T00:00:00Z",
        }

    def listed_pull(self, pull: PullRequest) -> Payload:
        """A pull request as lists have it, without what is counted."""
        url, page = f"{self._url}/pulls/{pull.number}", f"{self._page}/pull/{pull.number}"
        thread = f"{self._url}/issues/{pull.number}"
        places = {
            "self": url,
            "html": page,
            "issue": thread,
            "comments": f"{thread}/comments",
            "commits": f"{url}/commits",
            "review_comments": f"{url}/comments",
            "review_comment": f"{self._url}/pulls/comments{{/number}}",
            "statuses": f"{self._url}/statuses/{pull.head.oid}",
        }
        return {
            **self._thread(pull, url, page),
            "node_id": f"PR_{pull.id}",
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            **{f"{name}_url": to for name, to in places.items() if name not in {"self", "html"}},
            "_links": {name: {"href": to} for name, to in places.items()},
            "draft": pull.draft,
            "merged_at": told(pull.merged_at),
            "merge_commit_sha": pull.merge.oid if pull.merge else None,
            "requested_reviewers": [],
            "requested_teams": [],
            "auto_merge": None,
            "head": self._end(pull.owner, pull.branch, pull.head.oid),
            "base": self._end(self._repository.owner, pull.base, _start(pull)),
        }

    def pull(self, pull: PullRequest) -> Payload:
        return {
            **self.listed_pull(pull),
            "merged": pull.merged_at is not None,
            "merged_by": self.person(pull.merged_by),
            "mergeable": None,
            "mergeable_state": "unknown",
            "rebaseable": None,
            "maintainer_can_modify": False,
            "comments": len(pull.comments),
            "review_comments": 0,
            "commits": len(pull.commits),
            "additions": sum(each.counts[0] for each in pull.files),
            "deletions": sum(each.counts[1] for each in pull.files),
            "changed_files": len(pull.files),
        }

    def issue(self, thread: Thread) -> Payload:
        """An issue, or a pull request as the list of issues has it."""
        url = f"{self._url}/issues/{thread.number}"
        word = "pull" if isinstance(thread, PullRequest) else "issues"
        made = self._thread(thread, url, f"{self._page}/{word}/{thread.number}") | {
            "node_id": f"I_{thread.id}",
            "repository_url": self._url,
            "labels_url": f"{url}/labels{{/name}}",
            "comments_url": f"{url}/comments",
            "events_url": f"{url}/events",
            "comments": len(thread.comments),
            "state_reason": None,
            "reactions": self._rollup(url, thread.reactions),
        }
        if isinstance(thread, PullRequest):
            page = f"{self._page}/pull/{thread.number}"
            made["pull_request"] = {
                "url": f"{self._url}/pulls/{thread.number}",
                "html_url": page,
                "diff_url": f"{page}.diff",
                "patch_url": f"{page}.patch",
                "merged_at": told(thread.merged_at),
            }
        return made

    def label(self, label: Label) -> Payload:
        return {
            "id": label.id,
            "node_id": f"LA_{label.id}",
            "url": f"{self._url}/labels/{label.name}",
            "name": label.name,
            "description": None,
            "color": label.color,
            "default": False,
            "archived_at": None,
            "archived_by": None,
        }

    def review(self, review: Review) -> Payload:
        url = f"{self._url}/pulls/{review.number}"
        page = f"{self._page}/pull/{review.number}#pullrequestreview-{review.id}"
        return {
            "id": review.id,
            "node_id": f"PRR_{review.id}",
            "user": self.person(review.author),
            "body": review.body,
            "state": review.state,
            "html_url": page,
            "pull_request_url": url,
            "_links": {"html": {"href": page}, "pull_request": {"href": url}},
            "author_association": "CONTRIBUTOR",
            "commit_id": review.commit.oid if review.commit else None,
            **({"submitted_at": told(review.submitted_at)} if review.submitted_at else {}),
        }

    def comment(self, comment: Comment, thread: Thread) -> Payload:
        word = "pull" if isinstance(thread, PullRequest) else "issues"
        url = f"{self._url}/issues/comments/{comment.id}"
        return {
            "id": comment.id,
            "node_id": f"IC_{comment.id}",
            "url": url,
            "html_url": f"{self._page}/{word}/{thread.number}#issuecomment-{comment.id}",
            "issue_url": f"{self._url}/issues/{thread.number}",
            "user": self.person(comment.author),
            "body": comment.body,
            "created_at": told(comment.created_at),
            "updated_at": told(comment.updated_at),
            "author_association": "CONTRIBUTOR",
            "reactions": self._rollup(url, comment.reactions),
        }

    def _thread(self, thread: Thread, url: str, page: str) -> Payload:
        return {
            "id": thread.id,
            "url": url,
            "html_url": page,
            "number": thread.number,
            "state": "open" if thread.state == "OPEN" else "closed",
            "locked": False,
            "title": thread.title,
            "user": self.person(thread.author),
            "body": thread.body or None,
            "labels": [self.label(each) for each in thread.labels],
            "milestone": None,
            "assignee": None,
            "assignees": [],
            "created_at": told(thread.created_at),
            "updated_at": told(thread.updated_at),
            "closed_at": told(thread.closed_at),
            "author_association": "CONTRIBUTOR",
        }

    def _end(self, owner: Person | None, branch: str, oid: str) -> Payload:
        ours = owner is self._repository.owner
        return {
            "label": f"{owner.login if owner else 'unknown'}:{branch}",
            "ref": branch,
            "sha": oid,
            "user": self.person(owner),
            "repo": self.repository() if ours else None,
        }

    def _rollup(self, url: str, reactions: list[Any]) -> Payload:
        names = ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes")
        return {"url": f"{url}/reactions", "total_count": len(reactions), **dict.fromkeys(names, 0)}

    def _threads(self) -> list[Thread | Issue]:
        return [*self._repository.pulls.values(), *self._repository.issues.values()]


def _start(pull: PullRequest) -> str:
    parents = pull.commits[0].parents
    return parents[0].oid if parents else "0" * 40
