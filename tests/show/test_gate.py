"""Pages that come at the same time are made one by one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdash.show import gate
from sgdash.show.gate import one_by_one

ROUTER = Path(__file__).parents[2] / "pages" / "router.py"


class Page:
    """A page in a thread of its own, which stays in the gate until it may go."""

    def __init__(self) -> None:
        self.inside, self.may_go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with one_by_one():
            self.inside.set()
            assert self.may_go.wait(60)

    def leave(self) -> None:
        self.may_go.set()
        self._thread.join()


def test_a_page_begins_when_the_one_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 60)
    first = Page()
    assert first.inside.wait(60)

    second = Page()
    began_beside_the_first = second.inside.wait(0.2)
    first.leave()
    began_after_it = second.inside.wait(60)
    second.leave()

    assert (began_beside_the_first, began_after_it) == (False, True)


def test_nobody_waits_for_ever_for_a_slow_page_and_who_went_past_it_lets_nobody_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "LONGEST", 0.01)
    slow = Page()
    assert slow.inside.wait(60)
    impatient = Page()
    went_past = impatient.inside.wait(60)
    impatient.leave()

    monkeypatch.setattr(gate, "LONGEST", 60)
    third = Page()
    began_beside_the_slow_one = third.inside.wait(0.2)
    slow.leave()
    began_after_it = third.inside.wait(60)
    third.leave()

    assert (went_past, began_beside_the_slow_one, began_after_it) == (True, False, True)


def test_a_page_that_breaks_lets_the_next_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 60)
    with pytest.raises(ZeroDivisionError), one_by_one():
        raise ZeroDivisionError

    next_page = Page()
    came_in = next_page.inside.wait(60)
    next_page.leave()

    assert came_in


@pytest.mark.parametrize("page", ["organiser/overview.py", "member/member.py"])
def test_every_page_goes_through_the_gate(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    passed: list[str] = []

    @contextmanager
    def told() -> Iterator[None]:
        passed.append("in")
        yield
        passed.append("out")

    monkeypatch.setattr(gate, "one_by_one", told)
    app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    passed.clear()
    app.switch_page(page).run()

    assert not app.exception
    assert passed == ["in", "out"]
