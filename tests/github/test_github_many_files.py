"""Pull requests with more files than a page holds, and more than GitHub lists, without git."""

import pytest
from collecting import Serve, collect, kept
from hub import Acting, PullRequest, new_repository, seeded
from hub.objects import NOTHING, Tree, differing


def changed(pull: PullRequest) -> list[tuple[int, str, str, str | None]]:
    """What a pull request changes in the end, straight from the model."""
    before = pull.commits[0].parents[0].tree if pull.commits[0].parents else Tree()
    return [
        (
            pull.number,
            path,
            "A" if old is NOTHING else "D" if new is NOTHING else "M",
            None if new is NOTHING else new.oid,
        )
        for path, old, new in differing(before, pull.head.tree)
    ]


def all_changed(acting: Acting) -> list[tuple[int, str, str, str | None]]:
    return sorted(row for pull in acting.repository.pulls.values() for row in changed(pull))


def with_files(pulls: int, files: int) -> Acting:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for number in range(pulls):
        acting.open("ada", {f"w{number}/{n:04}.txt": f"{number} {n}\n" for n in range(files)})
    return acting


@pytest.mark.parametrize("files", [99, 100, 101, 250])
def test_every_file_is_kept(serve: Serve, sqlite_url: str, files: int) -> None:
    acting = with_files(2, files)
    collect(serve(acting), sqlite_url, contents=True)
    rows = kept(serve(acting), sqlite_url)
    assert len(rows["pull_request_files"]) == 2 * files
    assert rows["pull_request_files"] == all_changed(acting)


def test_what_overflows_a_page_is_asked_for_together(serve: Serve, sqlite_url: str) -> None:
    acting = with_files(20, 150)
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert kept(hub, sqlite_url)["pull_request_files"] == all_changed(acting)
    more = [each for each in hub.log.exchanges if "id0" in each.asked]
    assert len(more) == 1
    assert len([name for name in more[0].asked if name.startswith("id")]) == 20


def test_more_than_github_lists_is_told_as_such(serve: Serve, sqlite_url: str) -> None:
    acting = with_files(1, 3001)
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    rows = kept(hub, sqlite_url)
    [pull] = rows["github_pull_requests"]
    assert pull[17:20] == (1, 3001, True)
    assert len(rows["pull_request_files"]) == 3000


def test_moved_and_deleted_files_of_a_whole_group(serve: Serve, sqlite_url: str) -> None:
    acting = seeded(120, seed=3)
    collect(serve(acting), sqlite_url, contents=True)
    expected = all_changed(acting)
    assert {"A", "D", "M"} == {row[2] for row in expected}
    assert kept(serve(acting), sqlite_url)["pull_request_files"] == expected


def test_moved_files_of_a_repository_asked_for_by_its_former_name(
    serve: Serve, sqlite_url: str
) -> None:
    old: dict[str, str | None] = {f"old/{n:03}.txt": f"{n}\n" for n in range(140)}
    acting = new_repository("club/work", {"README.md": "# Work\n", **old})
    gone = dict.fromkeys(old)
    acting.open("ada", gone | {f"new/{n:03}.txt": f"{n}\n" for n in range(140)})
    acting.rename("homework")
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    expected = all_changed(acting)
    assert len(expected) == 280
    assert kept(hub, sqlite_url)["pull_request_files"] == expected
