"""`sgdash collect` as a process of its own, against the small GitHub."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal, Self

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


def make_home(folder: Path) -> Path:
    """A home in `folder` with the program `club`."""
    program = folder / "home" / "programs" / "club"
    program.mkdir(parents=True, exist_ok=True)
    (program / "program.yaml").write_text(PROGRAM)
    (program / "members.csv").write_text("id,login,name,aliases,role\nada,ada,Ada,,member\n")
    return folder / "home"


class Starter:
    """Begins collections one after the other, each in a process that can be killed."""

    def __enter__(self) -> Self:
        script = Path(__file__).with_name("starter.py")
        pipe = subprocess.PIPE
        self._zygote = subprocess.Popen(
            [sys.executable, script], stdin=pipe, stdout=pipe, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._zygote.communicate(timeout=60)

    def begin(self, home: Path, hub: Hub, store: str, *options: str) -> None:
        """A process that collects the club into a store."""
        self._out = home / "said"
        settings = {
            "SGDASH_DATA": str(home),
            "SGDASH_STORE": store,
            "GITHUB_API_URL": hub.api,
            "GITHUB_TOKEN": TOKEN,
        }
        arguments = ["collect", "club", *(options or ("--from", "github"))]
        self._say(json.dumps({"settings": settings, "arguments": arguments, "out": str(self._out)}))

    def end(self, how: Literal["wait", "kill"] = "wait") -> tuple[int, str]:
        """The exit code of the process that was begun last, and all that it said."""
        self._say(how)
        assert self._zygote.stdout
        return int(self._zygote.stdout.readline()), self._out.read_text()

    def run(self, home: Path, hub: Hub, store: str) -> tuple[int, str]:
        """A collection from its beginning to its end."""
        self.begin(home, hub, store)
        return self.end()

    def _say(self, line: str) -> None:
        assert self._zygote.stdin
        print(line, file=self._zygote.stdin, flush=True)
