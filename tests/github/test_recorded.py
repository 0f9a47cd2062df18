"""The small GitHub and the collection against what GitHub really answered others."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from asked import get, query
from club_rows import SAID, seen_after
from collecting import Naps, collect, kept
from hub import Acting, Hub, faults
from recorded import Recorded, fetch_recorded

from sgdash.collect import CollectError


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[Recorded]:
    return fetch_recorded(tmp_path_factory.mktemp("recorded"))


@pytest.mark.parametrize(
    ("path", "like", "newer"),
    [
        ("/repos/club/work", r"/repos/[^/]+/[^/]+", set()),
        ("/repos/club/work/pulls?state=all", r"/repos/[^/]+/[^/]+/pulls(/\d+|\?.*)?", set()),
        ("/repos/club/work/pulls/1", r"/repos/[^/]+/[^/]+/pulls/\d+", set()),
        (
            "/repos/club/work/pulls/3/files",
            r"/repos/[^/]+/[^/]+/pulls/\d+/files(\?.*)?",
            {"previous_filename"},
        ),
        ("/repos/club/work/pulls/1/commits", r"/repos/[^/]+/[^/]+/pulls/\d+/commits(\?.*)?", set()),
        (
            "/repos/club/work/pulls/1/reviews",
            r"/repos/[^/]+/[^/]+/pulls/\d+/reviews(\?.*)?",
            {"node_id", "user.node_id"},
        ),
        ("/repos/club/work/issues/2/comments", r"/repos/.+/issues/\d+/comments(\?.*)?", set()),
        ("/rate_limit", "/rate_limit", set()),
    ],
)
def test_what_it_tells_real_answers_tell_too(
    hub: Hub, recorded: list[Recorded], path: str, like: str, newer: set[str]
) -> None:
    """All but `newer`, which GitHub describes and nobody recorded."""
    real: dict[str, set[str]] = {}
    for each in recorded:
        if (each.method, each.status) == ("GET", 200) and re.fullmatch(like, each.path):
            for name, kind in shapes(each.json):
                real.setdefault(name, set()).add(kind)
    assert real
    ours = shapes(get(hub, path).json)
    unlike = {name for name, kind in ours if kind not in real.get(name, set()) | {"NoneType"}}
    assert unlike == newer


def shapes(payload: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """The names in a payload, lists aside, and what kind of value each has."""
    if isinstance(payload, list):
        for each in payload:
            yield from shapes(each, under)
    elif isinstance(payload, dict):
        for name, value in payload.items():
            yield f"{under}{name}", type(value).__name__
            yield from shapes(value, f"{under}{name}.")


def test_it_says_that_a_node_is_missing_in_the_same_words(
    hub: Hub, recorded: list[Recorded]
) -> None:
    real = [each.json for each in recorded if "D_abcdefgh" in each.body]
    assert real
    ours = query(hub, '{ node(id: "D_abcdefgh") { id } }')
    for each in (ours, *real):
        del each["errors"][0]["locations"]
    assert all(each == ours for each in real)


def test_every_recorded_refusal_ends_in_the_rows_or_in_one_line(
    hub: Hub,
    club: Acting,
    recorded: list[Recorded],
    naps: Naps,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    refusals = {
        (each.status, each.body): each
        for each in recorded
        if each.status >= 400 or '"errors"' in each.body[:200]
    }
    assert len(refusals) > 40
    for each in refusals.values():
        url = f"sqlite:///{tmp_path_factory.mktemp('refused')}/store.db"
        hub.plan(faults.recorded(each.status, each.headers, each.body), "/graphql")
        try:
            collect(hub, url)
        except CollectError as error:
            line = str(error)
            assert line.startswith("GitHub, about club/work: ")
            assert line.isprintable()
            assert not any(kept(hub, url).values())
        else:
            rows = kept(hub, url)
            assert {name: rows[name] for name in SAID} == seen_after(naps.total)


@pytest.mark.parametrize(
    ("part", "slept"),
    [
        ("abuse detection mechanism", [60.0]),
        ("API Rate Limit Exceeded for 92.104.200.119", [60.0]),  # it does not say until when
        ("503 Service Unavailable", [1.0]),
    ],
)
def test_recorded_limits_are_waited_out(
    hub: Hub, recorded: list[Recorded], naps: Naps, sqlite_url: str, part: str, slept: list[float]
) -> None:
    [real, *_] = [each for each in recorded if part in each.body]
    hub.plan(faults.recorded(real.status, real.headers, real.body), "/graphql")
    collect(hub, sqlite_url)
    rows = kept(hub, sqlite_url)
    assert {name: rows[name] for name in SAID} == seen_after(naps.total)
    assert [naps.total] == slept
