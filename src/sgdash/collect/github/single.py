"""What one commit changed, as REST tells: all of it, a request for each commit."""

from collections.abc import Iterator

from sgdash.collect.github.client import Client
from sgdash.collect.github.looking import FileRow, stored_path
from sgdash.collect.github.parse import Node

_LETTERS = {"added": "A", "copied": "A", "removed": "D", "renamed": "A"}  # modified else


def changes_of(client: Client, commit: str) -> Iterator[FileRow]:
    """Rows of COMMIT_FILES of a commit that is no merge."""
    place = client.place
    for page in range(1, 31):
        path = f"/repos/{place.owner}/{place.name}/commits/{commit}"
        files = client.get(path, {"per_page": 100, "page": page})["files"]
        for each in files:
            yield from _rows_of(commit, each)
        if len(files) < 100:
            break


def _rows_of(commit: str, file: Node) -> Iterator[FileRow]:
    letter = _LETTERS.get(file["status"], "M")
    if file["status"] == "renamed":
        yield commit, stored_path(file["previous_filename"]), "D", None
    yield commit, stored_path(file["filename"]), letter, None if letter == "D" else file["sha"]
