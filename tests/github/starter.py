"""Begins `sgdash` over and over, each time as a process of its own, with everything loaded already.

A line of standard input begins one: JSON with `settings`, `arguments` and the file `out` for all
that it says. The next line is `wait` or `kill`, and is answered by its exit code once it has ended.
"""

import json
import os
import signal
import sys

import psycopg  # noqa: F401 # loaded for what is begun

import sgdash.cli.collect
import sgdash.collect.github.collection
import sgdash.store  # noqa: F401
from sgdash.cli.main import main
from sgdash.collect.github import ancestry, looking, reading
from sgdash.collect.github.brought import Brought

# so little at once that a small group takes many pages and questions, and a kill comes between them
reading.PAGE_SIZE = 10
looking.AT_ONCE = Brought.enough = 200
ancestry.AT_ONCE = 20
ancestry.MERGES_AT_ONCE = 8


def begin(asked: dict[str, object]) -> None:
    """In the new process: the command, as if it had been called."""
    os.environ |= asked["settings"]
    out = os.open(asked["out"], os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    for stream in (1, 2):
        os.dup2(out, stream)
    try:
        main(asked["arguments"])
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))


for line in sys.stdin:
    if (process := os.fork()) == 0:
        begin(json.loads(line))
    if sys.stdin.readline().strip() == "kill":
        # nothing can be tidied up; a process that has ended keeps its number until it is waited for
        os.kill(process, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)  # noqa: T201
