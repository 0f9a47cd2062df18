"""Whether a program's own files have changed since they were read: told from their stamps."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from sgdash.program.sheets import SUFFIXES

Stamps = tuple[tuple[str, int, int], ...]
"""Path, time of the last change and size of each file."""

FILES = (
    "program.yaml",
    "members.csv",
    "decisions.yaml",
    *(f"attendance/{place}*{suffix}" for place in ("", "*/") for suffix in SUFFIXES),
    "sample/*.csv",
)
"""A program's own files: its folder may lie in a big checkout, of which nothing is looked at."""


def stamps(folder: Path) -> Stamps:
    """What changes with any of a program's files."""
    found = (path for pattern in FILES for path in sorted(folder.glob(pattern)))
    return tuple(stamp for path in found for stamp in stamp_of(path))


def stamp_of(path: Path) -> Iterator[tuple[str, int, int]]:
    """Path, time of the last change and size of a file; nothing where there is none."""
    try:
        stat = path.stat()
    except OSError:  # gone since it was listed, as an editor's temporary files are
        return
    if S_ISREG(stat.st_mode):
        yield str(path), stat.st_mtime_ns, stat.st_size


def written_at(path: Path) -> datetime | None:
    """When a file was last written, to the second, in UTC; None where there is none."""
    written = (at for _, at, _ in stamp_of(path))
    return next((datetime.fromtimestamp(at // 10**9, UTC) for at in written), None)
