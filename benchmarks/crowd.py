"""How many people one server carries: ten on a large program, three hundred on the overview.

    python benchmarks/crowd.py [--people N] [--pause S] [--minutes M] [--members N]

People here have no browser: they open the page's own connection, send what Streamlit's page sends
and read until their page is whole. A lone person is measured first, on the same server; then ten at
once on a synthetic program of 10,000 members, walking through its pages; then three hundred on the
overview of a program that ships, each clicking every ten seconds, for as many minutes as asked,
with the server's memory once a minute. Each click asks for another span of news, so that it is not
the same page again.
"""

import argparse
import asyncio
import itertools
import random
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from dashboard import APP, CHECKOUT, many, serving  # type: ignore[import-not-found, unused-ignore] # beside this script
from decide import PROGRAM  # type: ignore[import-not-found, unused-ignore] # beside this script
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

WALK = ("", "matrix", "verdicts", "queue", "member", "inbox", "data", "sessions", "presenters")
SHIPPED = "dair-d2l"
TEN = 10
TEN_PAUSE = 5.0  # seconds between two clicks of each of the ten
LONE_PAUSE = 1.0  # of a lone person: who clicks at once also waits for the end of their last click


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--pause", type=float, default=10.0, help="seconds between two clicks")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--exercises", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if asked.members:
            home = many(folder, asked.members, asked.exercises, 1)
            with serving(APP, folder, home) as address:
                asyncio.run(ten(address))
        with serving(APP, folder, CHECKOUT / "data") as address:
            asyncio.run(crowd(address, asked.people, asked.pause, asked.minutes))


class Person:
    """One open page."""

    def __init__(self, connection: ClientConnection, program: str) -> None:
        self._connection = connection
        self._program = program
        self._days = itertools.cycle(("7", "30", "90", "1"))

    async def click(self, page: str) -> float:
        """Ask for a page; the seconds until it is whole."""
        message = BackMsg()
        query = f"program={self._program}&lang=en&since={next(self._days)}&member=m1"
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        begun = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        async for frame in self._connection:
            answer = ForwardMsg()
            answer.ParseFromString(frame)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise SystemExit(f"the page {page!r} ended with {answer.script_finished}")
                return time.perf_counter() - begun
        raise SystemExit("the server closed a connection")


@asynccontextmanager
async def a_person(address: str, program: str) -> AsyncIterator[Person]:
    """Somebody who has just opened a window."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        stream, subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as connection:
        yield Person(connection, program)


async def ten(address: str) -> None:
    """The slowest interaction of one, and of ten at once, walking through the pages."""
    async with AsyncExitStack() as windows:
        people = [await windows.enter_async_context(a_person(address, PROGRAM)) for _ in range(TEN)]
        begun = time.perf_counter()
        await people[0].click("")
        print(f"{PROGRAM}: first page after {time.perf_counter() - begun:.1f} s")
        await _walk(people[0], 0)
        alone = [seconds for _ in range(3) for seconds in await _walk(people[0], 0)]
        walks = [_walk(person, TEN_PAUSE, start) for start, person in enumerate(people)]
        together = [seconds for walk in await asyncio.gather(*walks) for seconds in walk]
    print(f"one alone: median {statistics.median(alone):.2f} s, slowest {max(alone):.2f} s")
    ratio = max(together) / max(alone)
    print(f"ten at once, a click every {TEN_PAUSE:.0f} s: median {statistics.median(together):.2f}"
          f" s, slowest {max(together):.2f} s, {ratio:.2f} x one's slowest (goal: 3)")  # fmt: skip


async def _walk(person: Person, pause: float, start: int = 0) -> list[float]:
    took = []
    for page in (*WALK[start % len(WALK) :], *WALK[: start % len(WALK)]):
        await asyncio.sleep(random.uniform(0, 2 * pause))
        took.append(await person.click(page))
    return took


async def crowd(address: str, people: int, pause: float, minutes: float) -> None:
    """The overview for so many, each with a pause between two clicks."""
    async with a_person(address, SHIPPED) as lone:
        await lone.click("")
        alone = [await _arrive(lone, 2 * LONE_PAUSE) for _ in range(40)]
    print(f"one alone on the overview: {_told(alone)}; {_memory(address):.0f} MB")
    async with AsyncExitStack() as windows:
        crowd = [
            await windows.enter_async_context(a_person(address, SHIPPED)) for _ in range(people)
        ]
        arrived = await asyncio.gather(*(_arrive(person, pause) for person in crowd))
        print(f"{people} people arrive within {pause:.0f} s: {_told(arrived)}")
        ends = time.monotonic() + minutes * 60
        took: list[float] = []
        watch = asyncio.create_task(_watch(address, ends))
        await asyncio.gather(*(_stay(person, pause, ends, took) for person in crowd))
        await watch
    ratio = _p95(took) / statistics.median(alone)
    print(f"{people} people, a click every {pause:.0f} s, {minutes:g} min: {len(took):,} clicks, "
          f"{_told(took)}; 95% within {ratio:.1f} x a lone person's median (goal: 3)")  # fmt: skip


async def _arrive(person: Person, within: float) -> float:
    """The seconds of a click at some moment of so many seconds."""
    await asyncio.sleep(random.uniform(0, within))
    return await person.click("")


async def _stay(person: Person, pause: float, ends: float, took: list[float]) -> None:
    while time.monotonic() + pause < ends:
        await asyncio.sleep(random.uniform(0.5 * pause, 1.5 * pause))
        took.append(await person.click(""))


async def _watch(address: str, ends: float) -> None:
    """Print the server's memory once a minute."""
    while time.monotonic() < ends:
        await asyncio.sleep(min(60.0, max(ends - time.monotonic(), 0.1)))
        print(f"  {_memory(address):.0f} MB", flush=True)


def _memory(address: str) -> float:
    """Megabytes that the server's process holds."""
    port = address.rpartition(":")[2]
    found = subprocess.run(
        ["pgrep", "-f", f"server.port={port}"], capture_output=True, text=True, check=True
    )
    status = Path(f"/proc/{found.stdout.split()[0]}/status").read_text()
    resident = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert resident  # noqa: S101 - Linux always tells it
    return int(resident[1]) / 1000


def _p95(took: Sequence[float]) -> float:
    return statistics.quantiles(took, n=20)[18]


def _told(took: Sequence[float]) -> str:
    median, most = statistics.median(took) * 1000, max(took) * 1000
    return f"median {median:.0f} ms, 95% within {_p95(took) * 1000:.0f} ms, slowest {most:.0f} ms"


if __name__ == "__main__":
    main()
