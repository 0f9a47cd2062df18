"""A small GitHub on 127.0.0.1, and a client that asks it without waiting."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from agreeing import Matching, make_matching
from collecting import NOW, Naps, Serve
from github import Auth, Github
from hub import TOKEN, Acting, Hub, new_repository

from sgdash.collect.github.patience import Patience


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves repositories until the test ends."""
    with ExitStack() as running:

        def started(*actings: Acting, **options: Any) -> Hub:
            hub = running.enter_context(Hub(*actings, **options))
            hub.clock.stand(NOW)
            return hub

        yield started


@pytest.fixture
def matching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Serve) -> Matching:
    """Collects a group's repository anew from the sources named, and matches it."""
    return make_matching(tmp_path, monkeypatch, serve)


@pytest.fixture
def club() -> Acting:
    """club/work with one merged, one closed and one open pull request."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "old/notes.md": "one\ntwo\n"})
    first = acting.open("ada", {"a1/ada.py": "print(1)\n"}, title="First by Ada", body="Here.")
    acting.review(first, "org", "CHANGES_REQUESTED", "Not yet.")
    acting.add(first, {"a1/ada.py": "print(2)\n"})
    acting.label(first, "complete", "org")
    acting.merge(first, "org")
    second = acting.open(None, {"a1/gone.py": "print(3)\n"}, title="By nobody any more")
    acting.comment(second, "org", "Whose is this?")
    acting.close(second, "org")
    moved: dict[str, str | None] = {"old/notes.md": None, "new/notes.md": "one\ntwo\n"}
    third = acting.open("bob", moved, title="Tidy", draft=True)
    acting.ready(third, "bob")
    issue = acting.issue("eve", "Attendance", "React, please.")
    acting.react(acting.comment(issue, "bob", "here"), "bob", "HEART")
    return acting


@pytest.fixture
def hub(serve: Serve, club: Acting) -> Hub:
    return serve(club)


@pytest.fixture
def client() -> Iterator[Callable[..., Github]]:
    """Makes PyGithub clients that never wait and never try again."""
    with ExitStack() as opened:

        def made(hub: Hub, base: str | None = None, token: str | None = TOKEN) -> Github:
            auth = Auth.Token(token) if token else None
            return opened.enter_context(
                Github(
                    auth=auth,
                    base_url=base or hub.api,
                    retry=None,
                    seconds_between_requests=0,
                    seconds_between_writes=0,
                )
            )

        yield made


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch, hub: Hub) -> Naps:
    """How long collections slept, without sleeping; the clock of `hub` is put forward by it."""
    taken = Naps(hub.clock)
    monkeypatch.setattr(Patience.__init__, "__defaults__", (taken.take,))
    return taken
