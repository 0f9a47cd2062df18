"""Commits, trees and contents as GitHub's GraphQL tells them."""

import re
from datetime import UTC, datetime
from typing import Any

from hub.history import touched
from hub.model import Person, Repository
from hub.objects import SUBMODULE, Blob, Commit, Signature, Tree
from hub.paging import Connection, Node


def told(moment: datetime | None) -> str | None:
    """A time as GitHub writes it, to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def kind_of(entry: Blob | Tree) -> str:
    """What an entry of a tree is; one of another repository is told by its commit."""
    if isinstance(entry, Tree):
        return "tree"
    return "commit" if entry.mode == SUBMODULE else "blob"


def actor_node(person: Person | None, web: str) -> Node | None:
    """A person, of the type that they are; None for an account that is gone."""
    if person is None:
        return None
    return {
        "__typename": person.kind,
        "id": f"{person.kind}_{person.id}",
        "databaseId": person.id,
        "login": person.login,
        "name": None,
        "email": "",
        "url": f"{web}/{person.login}",
        "resourcePath": f"/{person.login}",
        "avatarUrl": f"{web}/avatars/{person.id}",
    }


class GitNodes:
    """The commits of one repository as nodes."""

    def __init__(self, repository: Repository, web: str) -> None:
        self._repository = repository
        self._web = web

    def ref(self, name: str, commit: Commit) -> Node:
        prefix, _, short = name.rpartition("/")
        return {
            "id": f"REF_{name}",
            "name": short,
            "prefix": prefix + "/",
            "target": lambda: self.commit(commit),
        }

    def commit(self, commit: Commit) -> Node:
        headline, _, body = commit.message.partition("\n")
        url = f"{self._web}/{self._repository.full_name}/commit/{commit.oid}"
        return {
            "__typename": "Commit",
            "id": f"C_{commit.oid}",
            "oid": commit.oid,
            "abbreviatedOid": commit.oid[:7],
            "message": commit.message,
            "messageHeadline": headline,
            "messageBody": body.strip("\n"),
            "author": lambda: self._git_actor(commit.author),
            "committer": lambda: self._git_actor(commit.committer),
            "authoredDate": told(commit.author.date),
            "committedDate": told(commit.committer.date),
            "authoredByCommitter": commit.author.name == commit.committer.name,
            "changedFilesIfAvailable": lambda: len(list(touched(commit))),
            "parents": Connection(commit.parents, self.commit),
            "tree": lambda: self.tree(commit.tree),
            "file": lambda path: self._entry(commit.tree, path),
            "history": lambda **asked: self._history(commit, **asked),
            "url": url,
            "commitUrl": url,
        }

    def object(self, oid: str | None = None, expression: str | None = None) -> Node | None:
        """What a revision, or a revision and a path, names; None for nothing."""
        revision, colon, path = (oid or expression or "").partition(":")
        commit = self.find(revision)
        if commit is None:
            return None
        if not colon:
            return self.commit(commit)
        entry = commit.tree.at(path)
        return None if entry is None else self._object(entry)

    def find(self, revision: str) -> Commit | None:
        """The commit that an object name, a branch or HEAD names, or the n-th parent: `name^n`."""
        if match := re.fullmatch(r"(.+)\^(\d*)", revision):
            child, which = self.find(match[1]), int(match[2] or 1)
            return child.parents[which - 1] if child and len(child.parents) >= which else None
        if revision in self._repository.commits:
            return self._repository.commits[revision]
        refs = self._repository.refs()
        branch = self._repository.branch if revision == "HEAD" else revision
        for name in (branch, f"refs/heads/{branch}"):
            if name in refs:
                return refs[name]
        return None

    def tree(self, tree: Tree, under: str = "") -> Node:
        return {
            "__typename": "Tree",
            "id": f"T_{tree.oid}",
            "oid": tree.oid,
            "abbreviatedOid": tree.oid[:7],
            "entries": lambda: [
                self._tree_entry(name, entry, under) for name, entry in sorted(tree.entries.items())
            ],
        }

    def _object(self, entry: Blob | Tree, under: str = "") -> Node:
        if isinstance(entry, Tree):
            return self.tree(entry, under)
        return {
            "__typename": "Blob",
            "id": f"B_{entry.oid}",
            "oid": entry.oid,
            "abbreviatedOid": entry.oid[:7],
            "byteSize": entry.size,
            "isBinary": b"\0" in entry.data,
            "isTruncated": False,
            "text": None if b"\0" in entry.data else entry.data.decode(errors="replace"),
        }

    def _tree_entry(self, name: str, entry: Blob | Tree, under: str) -> Node:
        return {
            "name": name,
            "path": under + name,
            "type": kind_of(entry),
            "mode": entry.mode,
            "oid": entry.oid,
            "size": 0 if isinstance(entry, Tree) else entry.size,
            "object": lambda: self._object(entry, f"{under}{name}/"),
        }

    def _entry(self, tree: Tree, path: str) -> Node | None:
        entry = tree.at(path)
        under, _, name = path.rpartition("/")
        return None if entry is None else self._tree_entry(name, entry, under and under + "/")

    def _history(self, commit: Commit, path: str | None = None, **asked: Any) -> Node:
        history = self._repository.history(commit)
        return Connection(history.commits if path is None else history.of(path), self.commit)(
            **asked
        )

    def _git_actor(self, signature: Signature) -> Node:
        people = self._repository.people.values()
        known = next((each for each in people if each.login == signature.name), None)
        return {
            "name": signature.name,
            "email": signature.email,
            "date": signature.date.isoformat(),
            "user": actor_node(known, self._web) if known and known.kind == "User" else None,
        }
