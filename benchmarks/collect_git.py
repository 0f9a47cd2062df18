"""How long collecting takes against the `git log --raw` and `git ls-remote` that it needs anyway.

    python benchmarks/collect_git.py [--repository PATH] [--rounds N]

Without a repository a synthetic one is made: 250 members × 75 exercises, 12,500 commits and 2,600
pull request heads, a fifth of them squashed. What is timed is the whole command, from the start of
Python to the saved store. Each figure is the median of alternating rounds.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SGDASH = [sys.executable, "-c", "from sgdash.cli.main import main; main()"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repository", type=Path, help="a real clone, which is only read")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = options.repository or _synthetic(Path(folder) / "synthetic.git")
        _measure(repository.resolve(), Path(folder), options.rounds)


def _measure(repository: Path, home: Path, rounds: int) -> None:
    program = home / "programs" / "bench"
    program.mkdir(parents=True)
    (program / "program.yaml").write_text("id: bench\ntitle: Bench\n")
    os.environ |= {"SGDASH_DATA": str(home), "SGDASH_STORE": f"sqlite:///{home}/store/store.sqlite"}
    git = ["git", "-C", str(repository)]
    heads = subprocess.run(
        [*git, "for-each-ref", "--format=%(objectname)", "refs/pull/*/head"],
        capture_output=True,
        check=True,
    ).stdout
    collect = [*SGDASH, "collect", "bench", "--from", str(repository)]
    plans: dict[str, Callable[[], None]] = {
        "git log --raw": lambda: _run(
            [*git, "log", "--raw", "-z", "--no-renames", "--stdin"], heads + b"HEAD\n"
        ),
        "sgdash collect": lambda: _run(collect),
        "git ls-remote": lambda: _run(["git", "ls-remote", str(repository)]),
        "sgdash --version": lambda: _run([*SGDASH, "--version"]),
        "import of the store": lambda: _run([sys.executable, "-c", "import sgdash.store"]),
        "collect, nothing new": lambda: _run(collect),
    }
    taken: dict[str, list[float]] = {name: [] for name in plans}
    for _ in range(rounds):
        shutil.rmtree(home / "store", ignore_errors=True)
        for name, plan in plans.items():
            started = time.perf_counter()
            plan()
            taken[name].append(time.perf_counter() - started)
    median = {name: statistics.median(times) for name, times in taken.items()}
    for name, seconds in median.items():
        spread = f"{min(taken[name]) * 1000:.0f} to {max(taken[name]) * 1000:.0f}"
        print(f"{name:22} {seconds * 1000:7.1f} ms   ({spread})")
    graph = (repository / "objects/info/commit-graph").exists()
    print(f"commit-graph: {'present' if graph else 'absent'}")
    ratio = median["sgdash collect"] / median["git log --raw"]
    print(f"collect is {ratio:.2f} x git log --raw (goal: 2)")
    twice = 2 * median["git ls-remote"] * 1000
    start = twice + median["sgdash --version"] * 1000
    store = twice + median["import of the store"] * 1000
    print(f"nothing new takes {median['collect, nothing new'] * 1000:.0f} ms; twice git ls-remote")
    print(f"and the start of sgdash take {start:.0f} ms, with the store's library {store:.0f} ms")


def _run(command: list[str], given: bytes = b"") -> None:
    subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=True)


def _synthetic(path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", path], check=True)
    stream = "".join(_history()).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=path, input=stream, check=True)
    # packed as a clone is, not as an import leaves it
    subprocess.run(["git", "repack", "-adfq"], cwd=path, check=True)
    subprocess.run(["git", "pack-refs", "--all"], cwd=path, check=True)
    return path


def _history() -> Iterator[str]:
    """A `git fast-import` stream: each pull request hands in seven exercises of one member."""
    yield _commit("refs/heads/main", 1, "organiser", "begin", 0, ["README.md"])
    mark, main = 1, 1
    for number in range(1, 2601):
        member = f"member{number % 250:03}"
        first = number // 250 * 7
        paths = [f"exercise-{(first + i) % 75:02}/{member}.py" for i in range(7)]
        pull, squashed = f"refs/pull/{number}/head", number % 5 == 0
        parent = main
        for step in range(3 if squashed else 4):
            mark += 1
            text = f"solve {paths[step]}"
            touched = paths[step : step + 2]
            yield _commit(pull, mark, member, text, number, touched, parents=[parent])
            parent = mark
        mark += 1
        if squashed:
            text, parents = f"[{member}] WEEK {number % 15:02} solutions (#{number})", [main]
        else:
            text, parents = f"Merge pull request #{number} from {member}/main", [main, parent]
            text += f"\n\n[{member}] WEEK {number % 15:02} solutions"
        yield _commit("refs/heads/main", mark, "organiser", text, number, paths[:5], parents)
        main = mark


def _commit(
    ref: str,
    mark: int,
    author: str,
    text: str,
    at: int,
    paths: list[str],
    parents: list[int] | None = None,
) -> str:
    date = 1_600_000_000 + at * 3600 + mark
    lines = [f"commit {ref}", f"mark :{mark}"]
    lines += [
        f"{role} {author} <{author}@example.org> {date} +0000" for role in ("author", "committer")
    ]
    lines += [f"data {len(text)}", text]
    lines += [f"{'merge' if i else 'from'} :{parent}" for i, parent in enumerate(parents or [])]
    for path in paths:
        content = f"print({path!r})"
        lines += [f"M 100644 inline {path}", f"data {len(content)}", content]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
