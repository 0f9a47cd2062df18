"""Running git on a repository that nobody vouches for.

Every git process of sgdash starts here: no shell, no prompt, no hook, no filter, no protocol but
the ones asked for, nothing inherited that points git elsewhere, and none left behind.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sgdash.collect.isolation import NOTHING, command, environment
from sgdash.errors import SgdashError


class CollectError(SgdashError):
    """A collection that could not be made: the thing, the cause and the next step, in one line."""


class GitError(Exception):
    """A git command that failed; its text is what git wrote on standard error."""


def run_git(
    arguments: Sequence[str],
    *,
    folder: Path,
    protocols: str = NOTHING,
    settings: Mapping[str, str] | None = None,
    seconds: float = 120,
    heard: Callable[[str], None] | None = None,
    kept_open: Sequence[int] = (),
) -> bytes:
    """What a git command printed, run in `folder`; `heard` gets its standard error line by line."""
    with stream_git(
        arguments,
        folder=folder,
        protocols=protocols,
        settings=settings,
        seconds=seconds,
        heard=heard,
        kept_open=kept_open,
    ) as output:
        return output.read()


@contextmanager
def stream_git(
    arguments: Sequence[str],
    *,
    folder: Path,
    protocols: str = NOTHING,
    settings: Mapping[str, str] | None = None,
    given: Iterable[str] = (),
    seconds: float = 3600,
    heard: Callable[[str], None] | None = None,
    kept_open: Sequence[int] = (),
) -> Iterator[IO[bytes]]:
    """The standard output of a git command while it runs.

    `given` are the lines of its standard input, `kept_open` file descriptors that it inherits.
    Leaving the block early, or by an error or interrupt, ends the process and its children.

    Raises:
        GitError: the command failed, or took longer than `seconds`.
        CollectError: there is no git on this machine.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
            command(arguments),
            cwd=folder,
            env=environment(folder, protocols, settings or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            pass_fds=kept_open,
            start_new_session=True,  # a group of its own, to be ended together
        )
    except FileNotFoundError:
        raise CollectError(
            "git was not found on this machine. Install git 2.31 or newer and try again."
        ) from None
    assert process.stdin  # noqa: S101 - all three are pipes, which the type checker cannot see
    assert process.stdout  # noqa: S101
    assert process.stderr  # noqa: S101
    errors: list[str] = []
    listener = threading.Thread(target=_listen, args=(process.stderr, errors, heard), daemon=True)
    overdue = threading.Event()
    watch = threading.Timer(seconds, _overdue, args=(process, overdue))
    watch.daemon = True
    try:
        listener.start()
        watch.start()
        _widen(process.stdout)
        _give(process.stdin, given)
        yield process.stdout
        while process.stdout.read(1 << 20):
            pass  # what the reader left; git must not meet a closed pipe
        process.wait()
        listener.join()
    finally:
        watch.cancel()
        _end(process)
        process.stdout.close()
        listener.join(timeout=5)
        process.stderr.close()
    if overdue.is_set():
        raise GitError(f"timed out after {seconds:.0f} seconds")
    if process.returncode:
        raise GitError("\n".join(errors) or f"git ended with exit code {process.returncode}")


def _widen(pipe: IO[bytes]) -> None:
    """Let git go on for a while when its reader is busy; without it, it only waits sooner."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - exists on POSIX only

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


def _give(pipe: IO[bytes], lines: Iterable[str]) -> None:
    try:
        with pipe:
            rest = memoryview("".join(f"{line}\n" for line in lines).encode())
            while rest:
                rest = rest[pipe.write(rest) :]
    except BrokenPipeError:
        pass  # git ended early, and its exit code and words will tell why


def _listen(pipe: IO[bytes], errors: list[str], heard: Callable[[str], None] | None) -> None:
    rest = b""
    while block := pipe.read(1 << 16):
        *lines, rest = re.split(rb"[\r\n]", rest + block)
        for line in lines:
            _hear(line, errors, heard)
    _hear(rest, errors, heard)


def _hear(line: bytes, errors: list[str], heard: Callable[[str], None] | None) -> None:
    text = "".join(c for c in line.decode(errors="replace") if c.isprintable()).strip()
    if text and heard:
        heard(text)
    if text and not re.search(r"\d+% \(\d+/\d+\)", text):
        errors.append(text)
        del errors[:-50]


def _overdue(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and its children: politely, for git removes its locks then."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
