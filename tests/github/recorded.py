"""Real exchanges with GitHub, as PyGithub's own tests recorded them since 2012.

They lie in its source distribution, which is fetched from PyPI when a test asks for them.
"""

import ast
import contextlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Recorded:
    """One exchange."""

    name: str  # of the test that it was recorded for
    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def fetch_recorded(folder: Path) -> list[Recorded]:
    """All exchanges recorded for the PyGithub that is installed."""
    exact = f"PyGithub=={version('PyGithub')}"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run(
        [*command, "--no-binary", "PyGithub", exact], check=True, capture_output=True, timeout=300
    )
    [archive] = folder.glob("*.tar.gz")
    found: list[Recorded] = []
    with tarfile.open(archive) as opened:
        for member in opened:
            if "/ReplayData/" in member.name and (file := opened.extractfile(member)):
                text = file.read().decode(errors="replace")
                found.extend(_exchanges(Path(member.name).stem, text))
    return found


def _exchanges(name: str, text: str) -> Iterator[Recorded]:
    lines = text.split("\n")
    while len(lines) >= 10:
        _, method, _, _, path, _, _, status, headers, body, *lines = lines
        # one or two were written by hand in another form
        with contextlib.suppress(ValueError, SyntaxError):
            told = dict(ast.literal_eval(headers))
            yield Recorded(name, method, path, int(status), told, body)
        while lines and not lines[0]:
            lines.pop(0)
