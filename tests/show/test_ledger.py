"""The data page: what was collected, what it cost, and what is left of GitHub's hour."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sgdash import tables
from sgdash.home import Home, find_home
from sgdash.show import data
from sgdash.show.ledger import Budget, read_ledger, row_counts
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.view import View
from sgdash.store import open_store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin").key
PROGRESS = {
    **dict.fromkeys(tables.GITHUB_PROGRESS.names),
    "repository": "R_1",
    "contents": False,
    "page_size": 50,
    "rate_limit": 5000,
    "rate_left": 3120,
    "resets_at": 3_600_000_000,
}
COLLECTION = {
    "repository": "/srv/secret/club.git",
    "web": None,
    "started_at": NOON,
    "new_commits": 12,
    "files": 3,
    "pull_requests": 1234,
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path}/store.db"
    monkeypatch.setenv("SGDASH_STORE", url)
    with open_store(url) as opened:
        yield opened


def test_collections_are_listed_with_what_they_cost_newest_first(store) -> None:
    later = NOON + timedelta(seconds=2.5)
    store.save_collection("club", "f", {}, {**COLLECTION, "source": "git", "ended_at": later})
    github = {"source": "github", "ended_at": later, "requests": 21, "quota": 61, "rows": 6961}
    github |= {"web": "https://github.com/club/work", "problems": "one <b>\ntwo"}
    store.save_collection("club", "f", {}, {**COLLECTION, **github})
    ledger = read_ledger("club")
    assert ledger.collections["collection"].tolist() == [2, 1]
    cells = [list(data._collection(row, ZONE)) for _, row in ledger.collections.iterrows()]
    assert [str(cell) for cell in cells[0][1:]] == [
        "GitHub",
        (
            '<a href="https://github.com/club/work" rel="noopener noreferrer nofollow" '
            'target="_blank">https://github.com/club/work</a>'
        ),
        "2.5 s",
        (
            "<div>1,234 pull requests · 3 files · 12 new commits · 6,961 rows · 21 requests · "
            "61 points of the quota</div><div><strong>Could not be read:</strong></div>"
            '<div><span lang="en">one &lt;b&gt;</span></div><div><span lang="en">two</span></div>'
        ),
    ]
    # a path on this machine is nobody's business
    assert [str(cell) for cell in cells[1][1:3]] == [
        "git",
        "<span>club.git</span>, a folder on this machine",
    ]
    assert cells[1][-1] == "<div>1,234 pull requests · 3 files · 12 new commits</div>"


def test_a_collection_that_failed_says_so_and_counts_nothing(store) -> None:
    failure = {"source": "github", "ended_at": NOON, "requests": 2, "failed": True}
    failure |= {"new_commits": 0, "problems": "GitHub refused"}
    store.save_collection("club", "f", {}, {**COLLECTION, "source": "git", "ended_at": NOON})
    store.save_collection("club", "f", {}, {**COLLECTION, **failure})
    collections = read_ledger("club").collections
    failed, ended = (list(data._collection(row, ZONE)) for _, row in collections.iterrows())
    assert failed[-1] == (
        "<div><strong>failed</strong></div><div>2 requests</div>"
        '<div><span lang="en">GitHub refused</span></div>'
    )
    assert ended[-1] == "<div>1,234 pull requests · 3 files · 12 new commits</div>"


def _club(place: Path) -> View:
    folder = place / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text("id: club\ntitle: Club\nzone: Europe/Berlin\n")
    home = Home(place / "home", find_home().store)
    view = open_view(home, look_around(home, "club"), None)
    assert isinstance(view, View)
    return view


def test_rows_are_counted_and_the_limit_is_as_github_told_it(store, tmp_path: Path) -> None:
    store.said("club").save({tables.LABELS: [(1, "a"), (1, "b")]}, PROGRESS)
    ledger = read_ledger("club")
    assert row_counts(_club(tmp_path)) == {"labels": 2, "github_progress": 1}
    assert ledger.budget == Budget(5000, 3120, datetime(1970, 1, 1, 1, tzinfo=UTC))
    assert data._budget(ledger.budget, ZONE) == (
        "GitHub&#x27;s limit: all 5,000 points of an hour are there again."
    )
    ahead = datetime.now(UTC) + timedelta(minutes=5)
    told = data._budget(Budget(5000, 3120, ahead), ZONE)
    assert told.startswith("GitHub&#x27;s limit: 3,120 of 5,000 points are left until <time ")
    assert read_ledger("other").budget is None


def test_without_a_store_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/none.db")
    ledger = read_ledger("club")
    assert (len(ledger.collections), ledger.budget) == (0, None)
    assert row_counts(_club(tmp_path)) == {}
