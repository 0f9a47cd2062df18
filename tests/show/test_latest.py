"""What is kept of each program."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sgdash.show.latest import Latest


def never() -> str:
    raise AssertionError("it was made again")


def test_a_version_is_made_once_and_another_takes_its_place() -> None:
    latest = Latest[str](8)
    assert latest.get("club", 1, lambda: "first") == "first"
    assert latest.get("club", 1, never) == "first"
    assert latest.get("club", 2, lambda: "second") == "second"
    assert latest.find("club", 1) is None
    assert latest.find("club", 2) == "second"


def test_what_is_no_longer_good_is_made_again() -> None:
    latest = Latest[str](8)
    latest.get("club", 1, lambda: "old")
    assert latest.get("club", 1, lambda: "new", lambda value: value != "old") == "new"
    assert latest.get("club", 1, never) == "new"


def test_programs_that_were_asked_for_longest_ago_make_room() -> None:
    latest = Latest[str](2)
    for program in ("one", "two", "one", "three"):
        latest.get(program, 1, lambda: "it")
    assert latest.find("two", 1) is None
    assert latest.find("one", 1) == latest.find("three", 1) == "it"


def test_who_asks_for_another_program_waits_for_nobody() -> None:
    latest = Latest[str](8)
    begun, may = threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        assert may.wait(60)
        return "big"

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(latest.get, "big", 1, slowly)
        assert begun.wait(60)
        second = readers.submit(latest.get, "big", 1, never)
        assert latest.get("small", 1, lambda: "small") == "small"
        may.set()
        assert (first.result(), second.result()) == ("big", "big")


def test_what_could_not_be_made_is_made_by_the_next() -> None:
    latest = Latest[str](8)
    with pytest.raises(OSError, match="gone"):
        latest.get("club", 1, _gone)
    assert latest.get("club", 1, lambda: "there") == "there"


def _gone() -> str:
    raise OSError("gone")
