"""What collecting from GitHub costs and takes, beside the naive way over REST and beside perceval.

    python benchmarks/collect_github.py [--pulls N] [--perceval PROGRAM | --without-perceval]

The small GitHub of the tests answers, in a process of its own on 127.0.0.1; it needs the extra
`test`. perceval 1.6.1 is installed into a throwaway environment unless `--perceval` names one that
is there. Commands are timed from the start of Python to their end; requests and points are what
the server counted, with files and commits from git, or from GitHub alone. The goals are for 1,000
pull requests, the default.
"""

import argparse
import http.client
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SGDASH = [sys.executable, "-c", "from sgdash.cli.main import main; main()"]
TOKEN = "ghp_" + "t" * 36  # the one that the small GitHub knows
LATENCY = 0.05  # seconds that a near network adds to an answer

PROGRAM = "id: bench\ntitle: Bench\nrepository: https://github.com/club/work\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pulls", type=int, default=1000, help="pull requests (1000)")
    parser.add_argument("--perceval", help="the program, where it is installed already")
    parser.add_argument("--without-perceval", action="store_true", help="which takes minutes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        perceval = None
        if not given.without_perceval:
            perceval = given.perceval or _install_perceval(Path(folder) / "perceval")
        with _serving(given.pulls) as server:
            first = _requests(server, Path(folder) / "requests", given.pulls)
            _against_perceval(server, Path(folder) / "times", perceval)
        _memory(first, Path(folder) / "memory", given.pulls)


ALONE, BOTH = "GitHub alone", "git and GitHub"


def _sources(clone: str) -> dict[str, list[str]]:
    """The two ways to collect."""
    return {BOTH: ["--from", clone, "--from", "github"], ALONE: ["--from", "github"]}


@dataclass(frozen=True)
class Run:
    """One command that has ended."""

    seconds: float
    megabytes: float  # at most, of the process itself


class Server:
    """The small GitHub in its own process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.address: str = self._answer()

    def say(self, command: str) -> Any:  # noqa: ANN401 - JSON
        """What it answers to one of the commands of `hub.__main__`."""
        assert self._process.stdin  # noqa: S101 - it is a pipe
        print(command, file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> Any:  # noqa: ANN401 - JSON
        assert self._process.stdout  # noqa: S101 - it is a pipe
        return json.loads(self._process.stdout.readline())

    def counted(self) -> dict[str, int]:
        """Requests, points and quota since the last time, and a whole hour's quota again."""
        self.say("renew")
        report: dict[str, int] = self.say("report")
        return report


@contextmanager
def _serving(pulls: int) -> Iterator[Server]:
    command = [sys.executable, "-m", "hub", "--pulls", str(pulls)]
    pipe = subprocess.PIPE
    where = ROOT / "tests" / "github"
    with subprocess.Popen(command, cwd=where, stdin=pipe, stdout=pipe, text=True) as process:
        yield Server(process)


def _requests(server: Server, home: Path, pulls: int) -> dict[str, Run]:
    """Print what the first and later collections ask for; the first ones."""
    most, points = 25 * max(pulls, 1000) / 1000, 65 * max(pulls, 1000) / 1000
    sources = _sources(server.say(f"write {home}.git"))
    print(f"{pulls:,} pull requests with files, reviews, labels, events, comments and commits")
    runs, counted = {}, {}
    for name, given in sources.items():
        runs[name] = _collect(server, home / name, given)
        lists = server.say("more")
        counted[name] = server.counted()
        _print(name, counted[name], most, points)
        print(f"{'':27} {sum(lists)} lists longer than a page, in {len(lists)} requests")
    for name, given in sources.items():
        _collect(server, home / name, given)
        _print(f"{name}: nothing new", server.counted(), 1, None)
    for changed in (1, 5, 25, 60):
        server.say(f"change {changed}")
        for name, given in sources.items():
            _collect(server, home / name, given)
            goal = 2 + math.ceil(changed / 25)
            _print(f"{name}: {changed} changed", server.counted(), goal, None)
    _naive(server.address)
    naive = server.counted()
    _print("naive REST", naive, None, None)
    for name in sources:
        print(f"{name}: {naive['requests'] / counted[name]['requests']:.0f} x fewer requests")
    print()
    return runs


def _print(what: str, counted: dict[str, int], most: float | None, points: float | None) -> None:
    spent = counted["points"] + counted["quota"]
    goal = f"goal: at most {most:.0f}" if most is not None else ""
    more = f" and {points:.0f} points" if points is not None else ""
    requests = counted["requests"]
    missed = (most is not None and requests > most) or (points is not None and spent > points)
    print(f"{what:27} {requests:6,} requests {spent:6,} spent   {goal}{more}"
          f"{'   MISSED' if missed else ''}")  # fmt: skip


def _against_perceval(server: Server, home: Path, perceval: str | None) -> None:
    sources = _sources(server.say(f"write {home}.git"))
    server.say(f"latency {LATENCY}")
    print(f"with {LATENCY * 1000:.0f} ms added to each answer")
    runs = {}
    for name, given in sources.items():
        runs[name] = _collect(server, home / name, given)
        _print_run(name, server.counted(), runs[name])
    if perceval:
        command = [perceval, "github", "club", "work", "--category", "pull_request", "-t", TOKEN]
        theirs = _timed([*command, "--enterprise-url", server.address, "--json-line"])
        _print_run("perceval 1.6.1", server.counted(), theirs)
        for name, run in runs.items():
            print(f"{name}: {theirs.seconds / run.seconds:.1f} x faster (goal: 10)")
        print("perceval brings no files and no events")
    server.say("latency 0")
    print()


def _print_run(name: str, counted: dict[str, int], run: Run) -> None:
    print(f"{name:17} {counted['requests']:6,} requests {run.seconds:8.1f} s"
          f" {run.megabytes:7.0f} MB")  # fmt: skip


def _memory(first: dict[str, Run], home: Path, pulls: int) -> None:
    with _serving(4 * pulls) as server:
        for name, given in _sources(server.say(f"write {home}.git")).items():
            larger = _collect(server, home / name, given)
            more = (larger.megabytes - first[name].megabytes) * 1000 / (3 * pulls)
            print(f"{name}: peak memory {first[name].megabytes:.0f} MB for {pulls:,} pull "
                  f"requests, {larger.megabytes:.0f} MB for {4 * pulls:,}: "
                  f"{larger.megabytes / first[name].megabytes:.2f} x (goal: 1), "
                  f"{more:.1f} kB for each more")  # fmt: skip


def _collect(server: Server, home: Path, sources: list[str]) -> Run:
    program = home / "programs" / "bench"
    program.mkdir(parents=True, exist_ok=True)
    (program / "program.yaml").write_text(PROGRAM)
    settings = {
        "SGDASH_DATA": str(home),
        "SGDASH_STORE": f"sqlite:///{home}/store.sqlite",
        "GITHUB_API_URL": f"{server.address}/api/v3",
        "GITHUB_TOKEN": TOKEN,
    }
    return _timed([*SGDASH, "collect", "bench", *sources], settings)


def _timed(command: list[str], settings: dict[str, str] | None = None) -> Run:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, env=os.environ | (settings or {}), stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{command[0]} failed: {said.read().decode()}")
    return Run(seconds, usage.ru_maxrss / 1024)


def _naive(address: str) -> None:
    """The list, and of each pull request itself, its files, reviews and commits."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def get(path: str) -> Any:  # noqa: ANN401 - JSON
        connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}: {body!r}")
        return json.loads(body)

    def every(path: str, mark: str = "?") -> list[Any]:
        rows: list[Any] = []
        while True:
            page = get(f"{path}{mark}per_page=100&page={len(rows) // 100 + 1}")
            rows += page
            if len(page) < 100:
                return rows

    for pull in every("/repos/club/work/pulls?state=all", "&"):
        path = f"/repos/club/work/pulls/{pull['number']}"
        get(path)
        for part in ("files", "reviews", "commits"):
            every(f"{path}/{part}")


def _install_perceval(folder: Path) -> str:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "pip"), "install", "-q", "perceval==1.6.1"]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
    found = shutil.which("perceval", path=str(folder / "bin"))
    if found is None:
        raise SystemExit("perceval was installed, but there is no program of that name")
    return found


if __name__ == "__main__":
    main()
