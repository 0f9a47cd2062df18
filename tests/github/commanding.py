"""`sgdash collect` as a process of its own, against the small GitHub."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hub import TOKEN, Hub

PROGRAM = """
id: club
title: Club
zone: Europe/Berlin
repository: https://github.com/club/work
exercises:
  - {id: e1, title: First, due: 2024-01-10 18:00}
submissions:
  conventions:
    - path: "{exercise}/{member}-{number}.py"
  ignore: ["**"]
marks: {required: false}
"""


@dataclass(frozen=True)
class Command:
    """One home with the program `club`, and where it asks and keeps."""

    home: Path
    hub: Hub
    store: str

    def start(self, *options: str) -> "subprocess.Popen[str]":
        """A collection that has begun; with `--from github` if nothing else is said."""
        given = options or ("--from", "github")
        return subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from sgdash.cli.main import main; main()",
                "collect",
                "club",
                *given,
            ],
            env=os.environ
            | {
                "SGDASH_DATA": str(self.home),
                "SGDASH_STORE": self.store,
                "GITHUB_API_URL": self.hub.api,
                "GITHUB_TOKEN": TOKEN,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *options: str) -> tuple[int, str, str]:
        """A collection that has ended: its exit code, standard output and standard error."""
        with self.start(*options) as process:
            out, err = process.communicate(timeout=120)
            return process.returncode, out, err


def make_command(folder: Path, hub: Hub, store: str) -> Command:
    """A home in `folder` with the program."""
    program = folder / "home" / "programs" / "club"
    program.mkdir(parents=True, exist_ok=True)
    (program / "program.yaml").write_text(PROGRAM)
    (program / "members.csv").write_text("id,login,name,aliases,role\nada,ada,Ada,,member\n")
    return Command(folder / "home", hub, store)
