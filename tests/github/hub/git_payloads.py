"""People, and what git holds, as GitHub's REST interface tells them."""

from typing import Any

from hub.git_nodes import kind_of, told
from hub.model import Change, Person, Repository, before_it, changes
from hub.objects import Blob, Commit, Tree

Payload = dict[str, Any]

_PERSON_LISTS = (
    "events", "followers", "following", "gists", "organizations", "received_events", "repos",
    "starred", "subscriptions",
)  # fmt: skip
_STATUSES = {"ADDED": "added", "DELETED": "removed", "MODIFIED": "modified", "RENAMED": "renamed"}


class GitPayloads:
    """One repository's payloads; `api` and `web` are the addresses they name."""

    def __init__(self, repository: Repository, api: str, web: str) -> None:
        self._repository = repository
        self._api = api
        self._web = web
        self._url = f"{api}/repos/{repository.full_name}"
        self._page = f"{web}/{repository.full_name}"

    def person(self, person: Person | None) -> Payload | None:
        if person is None:
            return None
        url = f"{self._api}/users/{person.login}"
        return {
            "login": person.login,
            "id": person.id,
            "node_id": f"{person.kind}_{person.id}",
            "avatar_url": f"{self._web}/avatars/{person.id}",
            "gravatar_id": "",
            "url": url,
            "html_url": f"{self._web}/{person.login}",
            **{f"{name}_url": f"{url}/{name}" for name in _PERSON_LISTS},
            "type": person.kind,
            "site_admin": False,
        }

    def file(self, change: Change, head: Commit) -> Payload:
        added, deleted = change.counts
        there = change.before if change.type == "DELETED" else change.after
        before = {"previous_filename": change.previous} if change.previous else {}
        return {
            "sha": there.oid,
            "filename": change.path,
            "status": _STATUSES[change.type],
            "additions": added,
            "deletions": deleted,
            "changes": added + deleted,
            "blob_url": f"{self._page}/blob/{head.oid}/{change.path}",
            "raw_url": f"{self._page}/raw/{head.oid}/{change.path}",
            "contents_url": f"{self._url}/contents/{change.path}?ref={head.oid}",
            **before,
        }

    def commit(self, commit: Commit) -> Payload:
        url, git = f"{self._url}/commits/{commit.oid}", f"{self._url}/git"
        people = {each.login: each for each in self._repository.people.values()}
        signed = {
            who: {"name": by.name, "email": by.email, "date": told(by.date)}
            for who, by in (("author", commit.author), ("committer", commit.committer))
        }
        return {
            "sha": commit.oid,
            "node_id": f"C_{commit.oid}",
            "url": url,
            "html_url": f"{self._page}/commit/{commit.oid}",
            "comments_url": f"{url}/comments",
            "author": self.person(people.get(commit.author.name)),
            "committer": self.person(people.get(commit.committer.name)),
            "parents": [
                {"sha": each.oid, "url": f"{self._url}/commits/{each.oid}"}
                for each in commit.parents
            ],
            "commit": {
                "url": f"{git}/commits/{commit.oid}",
                **signed,
                "message": commit.message,
                "comment_count": 0,
                "tree": {"sha": commit.tree.oid, "url": f"{git}/trees/{commit.tree.oid}"},
            },
        }

    def whole_commit(self, commit: Commit, files: list[Change]) -> Payload:
        """A commit asked for by itself, with some of what it changed."""
        counts = [each.counts for each in changes(before_it(commit), commit.tree)]
        added, deleted = (sum(both) for both in zip(*counts, strict=True)) if counts else (0, 0)
        stats = {"additions": added, "deletions": deleted, "total": added + deleted}
        shown = [self.file(each, commit) for each in files]
        return {**self.commit(commit), "stats": stats, "files": shown}

    def tree(self, tree: Tree, *, recursive: bool) -> Payload:
        def entry(path: str, each: Blob | Tree) -> Payload:
            kind = kind_of(each)
            size = {"size": each.size} if isinstance(each, Blob) and kind == "blob" else {}
            url = f"{self._url}/git/{kind}s/{each.oid}"
            about = {"path": path, "mode": f"{each.mode:06o}", "type": kind, "sha": each.oid}
            return {**about, "url": url, **size}

        shown = tree.walk() if recursive else sorted(tree.entries.items())
        return {
            "sha": tree.oid,
            "url": f"{self._url}/git/trees/{tree.oid}",
            "tree": [entry(path, each) for path, each in shown],
            "truncated": False,
        }
