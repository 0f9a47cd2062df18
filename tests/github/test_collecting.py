"""What a collection from GitHub keeps, and what it asks for: first, again, and while rows move."""

from datetime import timedelta

import pytest
from collecting import Naps
from gathering import SEEN, Watched, at, everything, gather, values
from hub import Acting, Hub, faults, new_repository, seeded

from sgdash import tables
from sgdash.collect import CollectError
from sgdash.program.identity import IssuesWanted
from sgdash.store import Store, open_store

PULLS = tables.GITHUB_PULL_REQUESTS


@pytest.fixture
def store(sqlite_url):
    with open_store(sqlite_url) as opened:
        yield opened


def test_the_first_collection_keeps_what_was_said(hub: Hub, club: Acting, store: Store) -> None:
    found = gather(hub, store)
    assert (found.repository, found.branch, found.changed, found.pull_requests) == (
        "club/work",
        "main",
        3,
        3,
    )
    first, second, third = club.repository.pulls.values()
    ada, bob, org = (club.person(name).id for name in ("ada", "bob", "org"))
    about = ("author", "author_id", "title", "body", "state", "draft", "merged_by", "merge")
    assert values(store, PULLS, "number", *about) == [
        (1, "ada", ada, "First by Ada", "Here.", "merged", False, "org", first.merge.oid),
        (2, None, None, "By nobody any more", "", "closed", False, None, None),
        (3, "bob", bob, "Tidy", "", "open", False, None, None),
    ]
    counted = ("id", "base", "branch", "head", "commits", "changed_files", "truncated")
    assert values(store, PULLS, *counted) == [
        (first.id, "main", "work-1", first.head.oid, 2, 1, False),
        (second.id, "main", "work-2", second.head.oid, 1, 1, False),
        (third.id, "main", "work-3", third.head.oid, 1, 1, False),
    ]
    moments = ("created_at", "updated_at", "closed_at", "merged_at")
    assert values(store, PULLS, *moments)[1:] == [
        (second.created_at, second.updated_at, second.closed_at, None),
        (third.created_at, third.updated_at, None, None),
    ]
    review = first.reviews[0]
    assert values(store, tables.REVIEWS, *tables.REVIEWS.names[:-1]) == [
        (
            review.id,
            1,
            "org",
            org,
            "changes requested",
            "Not yet.",
            review.submitted_at,
            first.commits[0].oid,
        )
    ]
    assert values(store, tables.LABELS, "number", "label") == [(1, "complete")]
    told = values(store, tables.EVENTS, "number", "kind", "by", "by_id", "at", "label")
    assert sorted(told, key=lambda row: (row[4], row[1])) == [
        (1, "labeled", "org", org, first.events[0].at, "complete"),
        (1, "closed", "org", org, first.closed_at, None),
        (1, "merged", "org", org, first.merged_at, None),
        (2, "closed", "org", org, second.closed_at, None),
        (3, "ready for review", "bob", bob, third.events[0].at, None),
    ]
    assert values(store, tables.COMMENTS, "number", "author", "body", "edited_at") == [
        (2, "org", "Whose is this?", None)
    ]
    heads = [(pull.number, pull.head.oid, SEEN) for pull in (first, second, third)]
    assert values(store, tables.HEADS, "number", "head", "first_seen_at") == heads


def test_a_force_push_and_a_dismissal_are_told_whole(serve, store: Store) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    pull = acting.open("ada", {"a.py": "1\n"})
    before = pull.head.oid
    review = acting.review(pull, "org", "APPROVED")
    acting.review(pull, "org", "PENDING", "not sent yet")
    acting.force_push(pull, {"a.py": "2\n"})
    acting.dismiss(pull, review, "org")
    gather(serve(acting), store)
    told = values(store, tables.EVENTS, "kind", "by", "before", "after", "review", "previous")
    assert sorted(told, key=str) == [
        ("head force pushed", "ada", before, pull.head.oid, None, None),
        ("review dismissed", "org", None, None, review.id, "approved"),
    ]
    assert values(store, tables.REVIEWS, "id", "state") == [(review.id, "dismissed")]


def test_who_edited_what_and_when_is_told(hub: Hub, club: Acting, store: Store) -> None:
    pull, issue = club.repository.pulls[2], next(iter(club.repository.issues.values()))
    comment = pull.comments[0]
    club.edit(pull, "org", "By Ada, as she says.")
    club.edit(comment, "ada", "Mine.")
    club.edit(issue, "eve", "Comment, please.")
    gather(hub, store, issues=IssuesWanted(label=None, title="Attendance"))
    assert values(store, PULLS, "number", "edited_at") == [
        (1, None),
        (2, pull.edited_at),
        (3, None),
    ]
    assert values(store, tables.ISSUES, "edited_at") == [(issue.edited_at,)]
    edited = values(store, tables.COMMENTS, "author", "body", "edited_at", "edited_by")
    assert edited == [("org", "Mine.", comment.edited_at, "ada"), ("bob", "here", None, None)]


def test_strangers_letters_are_kept_as_far_as_a_database_can(serve, url) -> None:
    odd = "nul \x00 half \ud83d bell \x07 \U0001f600 =1+1 <b>"
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    pull = acting.open("ada", {"a.py": "1\n"}, title=odd, body=odd)
    acting.comment(pull, "org", odd)
    kept = "nul \ufffd half \ufffd bell \x07 \U0001f600 =1+1 <b>"
    with open_store(url) as store:
        gather(serve(acting), store)
        assert values(store, PULLS, "title", "body") == [(kept, kept)]
        assert values(store, tables.COMMENTS, "body") == [(kept,)]


def test_nothing_new_is_one_request(hub: Hub, store: Store) -> None:
    gather(hub, store)
    before = everything(store)
    hub.log.clear()
    found = gather(hub, store, now=SEEN + timedelta(days=1))
    assert (found.changed, found.rows, found.requests, found.quota) == (0, 0, 1, 1)
    assert (hub.log.requests, hub.log.quota()) == (1, 0)
    assert everything(store) == before


def test_an_empty_repository_is_nothing_and_no_error(serve, store: Store) -> None:
    hub = serve(new_repository("club/work"))
    found = gather(hub, store)
    assert (found.branch, found.head, found.pull_requests) == (None, None, 0)
    assert gather(hub, store).requests == 1


def test_what_changed_replaces_what_was_kept(hub: Hub, club: Acting, store: Store) -> None:
    gather(hub, store)
    third = club.repository.pulls[3]
    first_head = third.head.oid
    club.label(third, "question", "org")
    club.comment(third, "org", "Why?")
    club.add(third, {"new/more.md": "more\n"})
    club.unlabel(third, "question", "org")
    later = SEEN + timedelta(days=2)
    found = gather(hub, store, now=later)
    assert (found.changed, found.requests) == (1, 3)
    assert values(store, PULLS, "number", "head", "commits")[2] == (3, third.head.oid, 2)
    assert (3, "question") not in values(store, tables.LABELS, "number", "label")
    heads = values(store, tables.HEADS, "number", "head", "first_seen_at")
    assert [row for row in heads if row[0] == 3] == sorted(
        [(3, first_head, SEEN), (3, third.head.oid, later)]
    )


def test_a_head_is_seen_by_githubs_clock_when_it_was_shown(
    hub: Hub, club: Acting, store: Store, naps: Naps
) -> None:
    """This machine's clock has no part in it: a fast one made work late, a slow one made it early.

    The collection begins at 12:00 by GitHub and waits for half an hour; a push comes meanwhile.
    """
    third = club.repository.pulls[3]
    hub.graphql.exhaust(1800)
    hub.between = lambda _: club.add(third, {"new/2.md": "2"}) if naps.total == 0 else None
    gather(hub, store)
    [(seen, unseen)] = [
        row[1:]
        for row in values(store, tables.HEADS, "head", "first_seen_at", "unseen_at")
        if row[0] == third.head.oid
    ]
    assert SEEN + timedelta(seconds=1800) <= seen <= SEEN + timedelta(seconds=1802)
    assert unseen is None
    assert naps.total >= 1800


def test_a_head_was_not_there_when_a_whole_collection_had_just_looked(
    hub: Hub, club: Acting, store: Store
) -> None:
    gather(hub, store)
    third = club.repository.pulls[3]
    half, looked, later = (SEEN + timedelta(minutes=n) for n in (30, 60, 120))
    first, second = third.head.oid, club.add(third, {"new/2.md": "2"}, at=half).oid
    gather(hub, store, now=looked)
    last = club.add(third, {"new/3.md": "3"}, at=looked + timedelta(minutes=30)).oid
    opened = club.open("eve", {"e.md": "1"})
    gather(hub, store, now=later)
    lag = timedelta(minutes=1)  # so long GitHub may show what was there before
    rows = values(store, tables.HEADS, "number", "head", "first_seen_at", "unseen_at")
    assert sorted(rows[2:]) == sorted(
        [
            (3, first, SEEN, None),
            (3, second, looked, SEEN - lag),
            (3, last, later, looked - lag),
            (opened.number, opened.head.oid, later, looked - lag),
        ]
    )


def test_what_was_overlooked_is_bound_by_no_look(hub: Hub, club: Acting, store: Store) -> None:
    gather(hub, store)
    third = club.repository.pulls[3]
    before = third.updated_at
    club.add(third, {"new/2.md": "2"})
    third.updated_at = before  # as if GitHub had not noticed
    gather(hub, store, now=SEEN + timedelta(hours=1), sweep=True)
    rows = values(store, tables.HEADS, "head", "first_seen_at", "unseen_at")
    assert (third.head.oid, SEEN + timedelta(hours=1), None) in rows


def test_lists_longer_than_a_page_are_read_to_their_end(serve, store: Store) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for _ in range(30):
        pull = acting.open("ada", {"a.py": "1\n"})
        for n in range(51):
            acting.comment(pull, "org", f"Comment {n}")
    long = acting.repository.pulls[7]
    for n in range(250):
        acting.label(long, f"label {n % 45}", "org")
        if n < 205:
            acting.unlabel(long, f"label {n % 45}", "org")
    hub = serve(acting)
    found = gather(hub, store)
    assert len(values(store, tables.COMMENTS, "id")) == 30 * 51
    assert len(values(store, tables.EVENTS, "id")) == 455
    assert len(values(store, tables.LABELS, "label")) == 45
    # a page, the comments of all in one question, 356 more of one in four more, and a last look
    assert (found.requests, store.said("club").pending()) == (7, {})


def test_rows_that_move_while_pages_are_read_are_not_missed(serve, store: Store) -> None:
    acting = seeded(120, seed=3)
    hub = serve(acting)
    moved = iter([*range(1, 9), *range(60, 64)])

    def move(_: object) -> None:
        for number in (next(moved, None), next(moved, None)):
            if number:
                acting.comment(acting.repository.pulls[number], "org", "while you read")

    hub.between = move
    gather(hub, store)
    hub.between = lambda _: None
    with_late = [
        row for row in values(store, tables.COMMENTS, "number", "body") if "while" in row[1]
    ]
    assert len(with_late) == 12
    assert len(values(store, PULLS, "number")) == 120
    assert gather(hub, store).requests == 1


def test_what_updated_at_misses_is_found_by_a_sweep(hub: Hub, club: Acting, store: Store) -> None:
    gather(hub, store)
    club.repository.pulls[2].comments[0].body = "Edited without a trace"
    assert gather(hub, store).changed == 0
    assert gather(hub, store, sweep=True).changed == 3
    assert values(store, tables.COMMENTS, "body") == [("Edited without a trace",)]


def test_a_week_later_everything_is_swept_by_itself(hub: Hub, club: Acting, store: Store) -> None:
    gather(hub, store)
    club.repository.pulls[2].comments[0].body = "Edited without a trace"
    assert gather(hub, store, now=SEEN + timedelta(days=7)).changed == 0
    later = SEEN + timedelta(days=7, seconds=1)
    assert gather(hub, store, now=later).changed == 3
    assert gather(hub, store, now=later + timedelta(days=1)).requests == 1


@pytest.mark.parametrize("sweep", [True, False])
def test_what_is_gone_is_gone_and_was_seen(
    hub: Hub, club: Acting, store: Store, *, sweep: bool
) -> None:
    gather(hub, store)
    del club.repository.pulls[1]
    found = gather(hub, store, sweep=sweep)
    assert found.pull_requests == 2
    assert values(store, PULLS, "number") == [(2,), (3,)]
    assert values(store, tables.REVIEWS, "id") == []
    assert values(store, tables.HEADS, "number") == [(1,), (2,), (3,)]
    assert gather(hub, store).requests == 1


def test_a_renamed_repository_is_the_same(hub: Hub, club: Acting, store: Store) -> None:
    gather(hub, store)
    club.rename("homework")
    found = gather(hub, store)
    assert (found.repository, found.changed, found.requests) == ("club/homework", 0, 1)


def test_another_repository_is_refused_and_replaces_when_asked(
    hub: Hub, club: Acting, serve, store: Store
) -> None:
    gather(hub, store)
    before = everything(store)
    other = new_repository("club/other", {"README.md": "# Other\n"})
    other.repository.id = 801
    other.open("eve", {"a.py": "1\n"})
    elsewhere = serve(other)
    with pytest.raises(CollectError, match="is not the repository that was collected before"):
        gather(elsewhere, store, name="other")
    assert everything(store) == before
    assert gather(elsewhere, store, name="other", replace=True).changed == 1
    assert values(store, PULLS, "author") == [("eve",)]


def test_a_collection_that_broke_off_goes_on(serve, store: Store, sqlite_url: str) -> None:
    acting = seeded(130, seed=5)
    hub = serve(acting)
    hub.plan(faults.not_allowed(), "/graphql", after=1)
    with pytest.raises(CollectError, match="What was collected is kept"):
        gather(hub, store)
    kept = len(values(store, PULLS, "number"))
    assert 90 <= kept <= 100
    hub.log.clear()
    gather(hub, store)
    assert hub.log.requests <= 3
    with open_store(sqlite_url.replace("store.db", "whole.db")) as whole:
        gather(hub, whole)
        assert everything(store) == everything(whole)


def test_a_page_too_large_is_halved_and_the_size_remembered(serve, store: Store) -> None:
    hub = serve(seeded(60, seed=2))
    hub.plan(faults.too_large(3000), "/graphql", times=float("inf"))
    watched = Watched()
    gather(hub, store, watched=watched)
    assert len(values(store, PULLS, "number")) == 60
    assert store.said("club").progress()["page_size"] == 25
    assert [wait for wait in watched.waits if "asking for 25" in wait]
    hub.log.clear()
    gather(hub, store, sweep=True)
    assert {exchange.status for exchange in hub.log.exchanges} == {200}


def test_progress_counts_up_to_what_there_is(serve, store: Store) -> None:
    watched = Watched()
    gather(serve(seeded(120, seed=2)), store, watched=watched)
    assert watched.reports[0] == ("Reading pull requests", 100, 120)
    assert watched.reports[-1][1:] == (120, 120)


def test_the_budget_is_read_from_the_answers(hub: Hub, store: Store) -> None:
    gather(hub, store)
    progress = store.said("club").progress()
    assert (progress["rate_limit"], progress["rate_left"]) == (5000, hub.graphql.remaining)
    assert at("1970-01-01T00:00Z") + timedelta(microseconds=progress["resets_at"]) > SEEN
