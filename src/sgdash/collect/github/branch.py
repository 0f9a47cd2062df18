"""The files at the head of the default branch with their history, from GitHub alone.

What pull requests brought is kept already; so only other commits are asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sgdash import tables
from sgdash.collect.files import first_and_last
from sgdash.collect.git import CollectError
from sgdash.collect.github.ancestry import Ancestry
from sgdash.collect.github.client import Client
from sgdash.collect.github.looking import FileRow, stored_path
from sgdash.collect.github.outside import AT_ONCE, FEW, Outside
from sgdash.collect.github.parse import Node, Rows
from sgdash.collect.github.patience import Shown
from sgdash.collect.github.progress import Kept
from sgdash.collect.graph import build_graph

REF = "head at GitHub"  # a name that git has for nothing, so that git reads everything once more


@dataclass(frozen=True, slots=True)
class _Listed:
    """One file at the head."""

    path: str
    blob: str
    mode: str


def read_branch(
    client: Client,
    repository: Node,
    kept: Kept,
    save: Callable[[Rows], None],
    shown: Shown,
    problems: list[str],
) -> Rows:
    """Rows of FILES, REFS, and the changes that its files come from.

    All pull requests must be kept as far as they are known. Commits are kept by `save` as they are
    found; what they changed is not, for a commit of which a part is kept would seem to be read.
    """
    branch = repository["defaultBranchRef"]
    if branch is None:
        return {tables.FILES: [], tables.REFS: []}
    head = branch["target"]["oid"]
    listed = _listed(client, repository["nameWithOwner"], head, problems)
    merges = {merge: n for n, merge in kept.each(tables.PULL_REQUESTS, "number", "merge") if merge}
    ancestry = Ancestry(client, kept, save)
    unread = {c for c in ancestry.reach(head, merges) if len(ancestry.parents[c]) < 2}
    unread -= _read_before(kept, ancestry)
    for (commit,) in kept.each(tables.COMMIT_FILES, "commit"):
        unread.discard(commit)
    outside = Outside(client, ancestry.parents, shown)
    changed = _changed(outside, list(unread), head, listed, merges, kept)
    graph = build_graph(ancestry.parents, head, ())
    first, last = first_and_last(graph, _touched(kept, changed, listed))
    named = {*first.values(), *last.values()}
    dates = {c: at for c, at in kept.each(tables.COMMITS, "commit", "committed_at") if c in named}
    return {
        tables.FILES: [
            (
                path,
                each.blob,
                each.mode,
                *((c, dates[c]) if (c := first.get(path)) else (None, None)),
                *((c, dates[c]) if (c := last.get(path)) else (None, None)),
            )
            for each in listed
            for path in (stored_path(each.path),)
        ],
        tables.REFS: [(REF, head)],
        tables.COMMIT_FILES: changed,
    }


def _touched(
    kept: Kept, changed: list[FileRow], listed: list[_Listed]
) -> Iterator[tuple[str, str]]:
    """Each commit with each path of the head that it changed."""
    there = {stored_path(each.path) for each in listed}
    for commit, path in kept.each(tables.COMMIT_FILES, "commit", "path"):
        if path in there:
            yield commit, path
    yield from ((commit, path) for commit, path, _, _ in changed if path in there)


def _listed(client: Client, name: str, head: str, problems: list[str]) -> list[_Listed]:
    told = client.get(f"/repos/{name}/git/trees/{head}", {"recursive": "1"})
    entries = told["tree"]
    folders = {entry["path"] for entry in entries if entry["type"] == "tree"}
    within = {entry["path"].rpartition("/")[0] for entry in entries}
    if told.get("truncated"):
        problems.append(f"{name}: has more files than GitHub lists at once; git tells them all")
    elif folders - within:  # PyGithub follows a move without what was asked for
        raise CollectError(
            f"GitHub listed {name} without its folders. Nothing was lost: run this again, or "
            "correct `repository:` in program.yaml if the repository was renamed"
        )
    return [
        _Listed(entry["path"], entry["sha"], entry["mode"])
        for entry in entries
        if entry["type"] != "tree"
    ]


def _read_before(kept: Kept, ancestry: Ancestry) -> set[str]:
    """The commits that the head came from when it was last read: what they changed is kept."""
    heads = dict(kept.rows(tables.REFS))
    return ancestry.came_from(heads[REF]) if REF in heads else set()


def _changed(
    outside: Outside,
    unread: list[str],
    head: str,
    listed: list[_Listed],
    merges: dict[str, int],
    kept: Kept,
) -> list[FileRow]:
    """Rows of COMMIT_FILES of commits that nothing is known of yet."""
    rows: list[FileRow] = []
    if len(unread) > FEW:
        rows, whole = outside.at_paths(_squashes(unread, merges, kept))
        unread = [commit for commit in unread if commit not in whole]
    if len(unread) > FEW:
        known = dict(kept.each(tables.FILES, "path", "blob"))
        new = {each.path for each in listed if known.get(stored_path(each.path)) != each.blob}
        if len(unread) > len(new) // AT_ONCE:  # a question for each, or for a hundred files
            told, whole = outside.at_paths(_by_paths(outside, unread, head, listed, new))
            rows += told
            unread = [commit for commit in unread if commit not in whole]
    rows += outside.one_by_one(unread)
    return list({row[:2]: row for row in rows}.values())


def _by_paths(
    outside: Outside, unread: list[str], head: str, listed: list[_Listed], new: set[str]
) -> dict[str, list[str]]:
    """The paths at the head that each commit changed, as far as it is cheap to know them."""
    told = list(outside.changing(head, new))
    left = len({*unread} - {commit for commit, _ in told})
    old = {each.path for each in listed} - new
    if len(old) <= (left - 1) * AT_ONCE:  # what was put back is as it was; else ask each commit
        told += outside.changing(head, old)
    found: dict[str, list[str]] = {commit: [] for commit in unread}
    for commit, path in told:
        if commit in found:
            found[commit].append(path)
    return found


def _squashes(unread: list[str], merges: dict[str, int], kept: Kept) -> dict[str, list[str]]:
    """The commits in which pull requests were squashed, and the paths that these changed."""
    wanted = {merges[commit]: commit for commit in unread if commit in merges}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, path in kept.each(tables.PULL_REQUEST_FILES, "number", "path"):
        if number in wanted:
            found[wanted[number]].append(path)
    # a name that git quotes is kept in another way than GitHub is asked for it
    return {c: paths for c, paths in found.items() if not any(p.startswith('"') for p in paths)}
