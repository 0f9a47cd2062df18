"""The small GitHub in a process of its own: `python -m hub --pulls 1000`, or a bare clone with
`refs/pull/*/head` as GitHub would tell of it: `python -m hub --clone PATH`.

Prints the address, then answers each line of standard input with one of JSON, until it ends:

    report          what was asked for since the last report
    more            of each question for the rest of lists since then, of how many lists it asked
    latency 0.05    seconds that every answer takes longer
    change 5        so many pull requests are commented on
    write PATH      the repository is written to a folder, for git to read
    renew           nothing of the hour's requests and points is used
"""

import argparse
import json
import sys
from pathlib import Path

from hub.acting import Acting
from hub.cloned import cloned
from hub.limits import Exchange
from hub.objects import write_repository
from hub.seeded import seeded
from hub.server import Hub


def main() -> None:
    """Serves until standard input ends."""
    parser = argparse.ArgumentParser(prog="hub", description=__doc__)
    parser.add_argument("--pulls", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clone", type=Path, help="a bare clone to serve instead")
    parser.add_argument("--name", default="club/work", help="of the repository: owner/name")
    given = parser.parse_args()
    if given.clone:
        with cloned(given.clone, given.name) as acting:
            _serve(acting)
    else:
        _serve(seeded(given.pulls, given.seed, full_name=given.name))


def _serve(acting: Acting) -> None:
    pulls = list(acting.repository.pulls.values())
    with Hub(acting) as hub:
        _say(hub.web)
        for line in sys.stdin:
            command, _, argument = line.strip().partition(" ")
            if command == "report":
                _say(hub.report())
                hub.log.clear()
            elif command == "more":
                _say([n for n in map(_lists_in, hub.log.exchanges) if n])
            elif command == "latency":
                hub.latency = float(argument)
                _say(hub.latency)
            elif command == "renew":
                hub.core.used = hub.graphql.used = 0
                _say(hub.core.limit)
            elif command == "write":
                repository = acting.repository
                _say(str(write_repository(Path(argument), repository.refs(), repository.branch)))
            elif command == "change":
                for pull in pulls[:: max(1, len(pulls) // int(argument))][: int(argument)]:
                    acting.comment(pull, "org", "And one more thing.")
                _say(int(argument))
            else:
                _say(f"no such command: {command}")


def _lists_in(exchange: Exchange) -> int:
    return sum(name.startswith("id") for name in exchange.asked if name != "ids")


def _say(told: object) -> None:
    print(json.dumps(told), flush=True)  # noqa: T201 # its answer


if __name__ == "__main__":
    main()
