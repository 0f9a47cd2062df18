"""The view of the present, which is made again behind the readers' backs."""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from patience import until

from sgdash.home import Home
from sgdash.show import present
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.present import Presents
from sgdash.show.view import View

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Maker:
    """Makes views of moments, and tells which."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.made: list[datetime] = []
        self.may = threading.Event()
        self.may.set()

    def at(self, moment: datetime) -> Callable[[], View]:
        def make() -> View:
            assert self.may.wait(60)
            self.made.append(moment)
            answers = self._view.answers
            return replace(
                self._view,
                answers=replace(answers, decided=replace(answers.decided, as_of=moment)),
            )

        return make


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    folder = tmp_path / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text("id: club\ntitle: Club\nzone: Europe/Berlin\n")
    home = Home(tmp_path / "home", f"sqlite:///{tmp_path}/store.sqlite")
    view = open_view(home, look_around(home, "club"), None)
    assert isinstance(view, View)
    return Maker(view)


def test_a_reader_a_minute_later_sees_the_view_of_before_while_the_next_is_made(
    maker: Maker,
) -> None:
    presents = Presents(8)

    def seen(moment: datetime) -> datetime:
        return presents.view("club", 1, moment, maker.at(moment)).as_of

    assert seen(NOON) == NOON
    maker.may.clear()
    assert [seen(NOON + MINUTE) for _ in range(3)] == [NOON] * 3
    maker.may.set()
    until(lambda: seen(NOON + MINUTE) == NOON + MINUTE)
    assert maker.made == [NOON, NOON + MINUTE]


def test_a_view_of_long_ago_is_shown_to_nobody(maker: Maker) -> None:
    presents = Presents(8)
    presents.view("club", 1, NOON, maker.at(NOON))
    later = NOON + 3 * MINUTE
    assert presents.view("club", 1, later, maker.at(later)).as_of == later


def test_what_is_new_is_shown_at_once(maker: Maker) -> None:
    presents = Presents(8)
    old = presents.view("club", 1, NOON, maker.at(NOON))
    assert presents.view("club", 1, NOON, maker.at(NOON)) is old
    assert presents.view("club", 2, NOON, maker.at(NOON)) is not old


def test_a_clock_that_was_set_back_is_believed(maker: Maker) -> None:
    presents = Presents(8)
    presents.view("club", 1, NOON, maker.at(NOON))
    earlier = NOON - 5 * MINUTE
    assert presents.view("club", 1, earlier, maker.at(earlier)).as_of == earlier


def test_for_many_who_come_at_once_it_is_made_once(maker: Maker) -> None:
    presents = Presents(8)
    maker.may.clear()
    with ThreadPoolExecutor(10) as readers:
        waiting = [
            readers.submit(presents.view, "club", 1, NOON, maker.at(NOON)) for _ in range(10)
        ]
        maker.may.set()
    assert {one.result().as_of for one in waiting} == {NOON}
    assert maker.made == [NOON]


def test_so_many_programs_are_kept_those_that_were_asked_for_last(maker: Maker) -> None:
    presents = Presents(2)
    for program in ("one", "two", "one", "three"):
        presents.view(program, 1, NOON, maker.at(NOON))
    assert len(maker.made) == 3
    presents.view("one", 1, NOON, maker.at(NOON))
    assert len(maker.made) == 3
    presents.view("two", 1, NOON, maker.at(NOON))
    assert len(maker.made) == 4


def test_what_cannot_be_made_again_is_logged_and_met_by_the_reader_of_later(
    maker: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> View:
        raise OSError("the disk is gone")

    presents = Presents(8)
    presents.view("club", 1, NOON, maker.at(NOON))
    with caplog.at_level(logging.ERROR):
        assert presents.view("club", 1, NOON + MINUTE, broken).as_of == NOON
        until(lambda: "a program could not be judged again" in caplog.text)
    with pytest.raises(OSError, match="the disk is gone"):
        presents.view("club", 1, NOON + 3 * MINUTE, broken)
    later = NOON + 3 * MINUTE
    assert presents.view("club", 1, later, maker.at(later)).as_of == later


def test_a_part_of_a_page_that_cannot_be_made_keeps_no_reader_from_the_new_view(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_view: View) -> Iterator[None]:
        yield
        raise OSError("the disk is gone")

    monkeypatch.setattr(present, "make_ahead", broken)
    presents = Presents(8)
    presents.view("club", 1, NOON, maker.at(NOON))

    def seen() -> datetime:
        return presents.view("club", 1, NOON + MINUTE, maker.at(NOON + MINUTE)).as_of

    with caplog.at_level(logging.ERROR):
        until(lambda: seen() == NOON + MINUTE)
    assert maker.made == [NOON, NOON + MINUTE]
    assert "a page could not be made ahead: 'club'" in caplog.text
