"""Git's own objects, named as git names them, kept in memory until a repository is asked for.

https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
"""

import hashlib
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import ClassVar

SUBMODULE = 0o160000
"""The mode of an entry that stands for a commit of another repository."""


def _oid(kind: str, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0" % (kind.encode(), len(data)) + data).hexdigest()  # noqa: S324


@dataclass(frozen=True)
class Blob:
    """A file's contents, and what kind of file it is; two of the same are one."""

    data: bytes
    mode: int = 0o100644

    @cached_property
    def oid(self) -> str:
        return _oid("blob", self.data)

    @property
    def lines(self) -> list[bytes]:
        return self.data.splitlines()

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)


@dataclass(frozen=True, eq=False)
class Tree:
    """A folder; `put` makes another one and shares what did not change."""

    entries: Mapping[str, "Blob | Tree"] = field(default_factory=dict)
    mode: ClassVar[int] = 0o40000

    @cached_property
    def data(self) -> bytes:
        def as_sorted(item: tuple[str, Blob | Tree]) -> bytes:
            return item[0].encode() + (b"/" if isinstance(item[1], Tree) else b"")

        return b"".join(
            b"%o %s\0" % (entry.mode, name.encode()) + bytes.fromhex(entry.oid)
            for name, entry in sorted(self.entries.items(), key=as_sorted)
        )

    @cached_property
    def oid(self) -> str:
        return _oid("tree", self.data)

    def put(self, path: str, blob: Blob | None) -> "Tree":
        """The tree with `blob` at `path`, or without anything there."""
        name, _, rest = path.partition("/")
        entries = dict(self.entries)
        if rest:
            below = entries.get(name)
            made = (below if isinstance(below, Tree) else Tree()).put(rest, blob)
            if made.entries:
                entries[name] = made
            else:
                entries.pop(name, None)
        elif blob is None:
            entries.pop(name, None)
        else:
            entries[name] = blob
        return Tree(entries)

    def at(self, path: str) -> "Blob | Tree | None":
        """What lies at a path, the tree itself at an empty one."""
        found: Blob | Tree | None = self
        for name in filter(None, path.split("/")):
            found = found.entries.get(name) if isinstance(found, Tree) else None
        return found

    def walk(self, under: str = "") -> Iterator[tuple[str, "Blob | Tree"]]:
        """Everything below, folders before what is in them."""
        for name, entry in sorted(self.entries.items()):
            yield under + name, entry
            if isinstance(entry, Tree):
                yield from entry.walk(f"{under}{name}/")


@dataclass(frozen=True, eq=False)
class Signature:
    name: str
    email: str
    date: datetime

    def __str__(self) -> str:
        stamp, zone = int(self.date.timestamp()), self.date.strftime("%z")
        return f"{self.name} <{self.email}> {stamp} {zone}"


@dataclass(frozen=True, eq=False)
class Commit:
    tree: Tree
    parents: tuple["Commit", ...]
    author: Signature
    committer: Signature
    message: str

    @cached_property
    def data(self) -> bytes:
        lines = [
            f"tree {self.tree.oid}",
            *(f"parent {parent.oid}" for parent in self.parents),
            f"author {self.author}",
            f"committer {self.committer}",
            "",
            self.message,
        ]
        return "\n".join(lines).encode()

    @cached_property
    def oid(self) -> str:
        return _oid("commit", self.data)


def differing(before: Tree, after: Tree, under: str = "") -> Iterator[tuple[str, Blob, Blob]]:
    """The paths whose contents differ: path, before and after, `NOTHING` where there is no file."""
    if before is after:
        return
    for name in sorted({*before.entries, *after.entries}):
        old, new = before.entries.get(name), after.entries.get(name)
        if old is new:
            continue
        old_tree = old if isinstance(old, Tree) else Tree()
        new_tree = new if isinstance(new, Tree) else Tree()
        yield from differing(old_tree, new_tree, f"{under}{name}/")
        was = old if isinstance(old, Blob) else NOTHING
        now = new if isinstance(new, Blob) else NOTHING
        if was is not now and (was is NOTHING or now is NOTHING or was != now):
            yield under + name, was, now


NOTHING = Blob(b"")
"""Stands for no file; an empty file is another object of the same contents."""


def write_repository(path: Path, refs: Mapping[str, Commit], branch: str) -> Path:
    """A bare repository at `path` with these refs and all that they reach."""
    subprocess.run(
        ["git", "init", "-q", "--bare", "--template=", "-b", branch, path], check=True, timeout=60
    )
    for setting in ("uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"):
        subprocess.run(["git", "-C", path, "config", setting, "true"], check=True, timeout=60)
    written: set[str] = set()
    waiting = list(refs.values())
    while waiting:
        commit = waiting.pop()
        if commit.oid not in written:
            _write(path, "commit", commit.oid, commit.data, written)
            _write_tree(path, commit.tree, written)
            waiting.extend(commit.parents)
    lines = sorted(f"{commit.oid} {name}\n" for name, commit in refs.items())
    (path / "packed-refs").write_text("".join(lines))
    return path


def _write_tree(path: Path, tree: Tree, written: set[str]) -> None:
    if tree.oid in written:
        return
    _write(path, "tree", tree.oid, tree.data, written)
    for entry in tree.entries.values():
        if isinstance(entry, Tree):
            _write_tree(path, entry, written)
        else:
            _write(path, "blob", entry.oid, entry.data, written)


def _write(path: Path, kind: str, oid: str, data: bytes, written: set[str]) -> None:
    if oid in written:
        return
    written.add(oid)
    folder = path / "objects" / oid[:2]
    folder.mkdir(exist_ok=True)
    whole = b"%s %d\0" % (kind.encode(), len(data)) + data
    (folder / oid[2:]).write_bytes(zlib.compress(whole, 1))
