"""Whatever GitHub answers, a collection ends in the right rows or in one line that says what to do.

Each fault comes once or more, and then GitHub is well again.
"""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from club_rows import SAID, seen_after
from collecting import NOW, Naps, Serve, Shown, collect, kept
from hub import Acting, Hub, faults, new_repository, seeded
from hub.asking import Answer, Request, refused
from reference import said_of

from sgdash.collect import CollectError
from sgdash.collect.github.access import Credentials
from sgdash.collect.github.patience import Patience
from sgdash.program.identity import IssuesWanted


def said(hub: Hub, url: str) -> dict[str, object]:
    """The rows of what was said, of the tables that the club has any in."""
    rows = kept(hub, url)
    assert rows["github_pending"] == []
    return {name: rows[name] for name in SAID}


@pytest.mark.parametrize(
    ("fault", "slept", "waits"),
    [
        (
            faults.secondary_limit(7),
            7,
            ["GitHub: resumes in 7 s, its rate limit"],
        ),
        (faults.too_many(9), 9, ["GitHub: resumes in 9 s, its rate limit"]),
        (faults.too_many(None), 60, ["GitHub: resumes in 60 s, its rate limit"]),
        (
            faults.status(500),
            1,
            ["GitHub: it answered 500; tried again in 1 s"],
        ),
        (
            faults.status(503, "Unavailable"),
            1,
            ["GitHub: it answered 503; tried again in 1 s"],
        ),
        (
            faults.cut_off(),
            1,
            ["GitHub: the connection broke in the middle of an answer; tried again in 1 s"],
        ),
        (
            faults.garbled(),
            1,
            ["GitHub: the answer was cut off or is no JSON; tried again in 1 s"],
        ),
        (
            faults.partial("repository", "pullRequests", "nodes", 1),
            1,
            ["GitHub: Something went wrong while executing your query; tried again in 1 s"],
        ),
        (
            faults.partial("repository", "pullRequests", "nodes", 0, "reviews"),
            1,
            ["GitHub: Something went wrong while executing your query; tried again in 1 s"],
        ),
    ],
)
def test_a_passing_fault_is_waited_out(
    hub: Hub, sqlite_url: str, naps: Naps, fault: faults.Fault, slept: float, waits: list[str]
) -> None:
    hub.plan(fault, "/graphql")
    shown = Shown()
    collect(hub, sqlite_url, shown=shown)
    assert said(hub, sqlite_url) == seen_after(slept)
    assert (naps.total, shown.waits) == (slept, waits)


def test_the_hours_points_are_waited_for(hub: Hub, sqlite_url: str, naps: Naps) -> None:
    hub.graphql.exhaust(600)
    shown = Shown()
    collect(hub, sqlite_url, shown=shown)
    assert said(hub, sqlite_url) == seen_after(naps.total)
    assert 599 <= naps.total <= 602
    assert len(shown.waits) == 1
    assert shown.waits[0].startswith("GitHub: resumes in 10 min, ") or shown.waits[0].startswith(
        "GitHub: resumes in 11 min, "
    )


def test_points_that_will_not_do_are_not_spent(
    serve: Serve, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting = seeded(120)
    hub = serve(acting)
    hub.graphql.exhaust(60)
    hub.graphql.used -= 4  # enough for one page
    naps = Naps(hub.clock)
    monkeypatch.setattr(Patience.__init__, "__defaults__", (naps.take,))
    collect(hub, sqlite_url)
    rows, expected = kept(hub, sqlite_url), said_of(acting)
    assert {name: rows[name] for name in expected} == expected
    assert {each.status for each in hub.log.exchanges} == {200}
    assert all(each.cost for each in hub.log.exchanges)  # none was refused
    assert 59 <= naps.total <= 62


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            faults.primary_limit(7200),
            (
                "GitHub asks to wait 121 min (its rate limit), which is more than is left of "
                "--max-wait 60 min. What was collected is kept: run this again then, and it goes on"
            ),
        ),
        (
            faults.bad_credentials(),
            (
                "GitHub, about club/work: the token is not valid, or no longer. Make a new one "
                "that may read the repository, and set GITHUB_TOKEN to it. What was collected is "
                "kept"
            ),
        ),
        (
            faults.not_allowed(),
            (
                'GitHub, about club/work: the token may not read that: "Resource not accessible by '
                'personal access token". Give it read access to contents, metadata, pull requests '
                "and issues. What was collected is kept"
            ),
        ),
        (
            faults.status(404, "Not Found"),
            (
                "GitHub, about club/work: there is no such repository, or this token may not see "
                "it. Correct `repository:` in program.yaml, or give the token access to it. What "
                "was collected is kept"
            ),
        ),
        (
            faults.status(500),
            (
                "GitHub, about club/work: it answered 500, 6 times. Try again later. What was "
                "collected is kept"
            ),
        ),
        (
            faults.garbled(),
            (
                "GitHub, about club/work: the answer was cut off or is no JSON, 6 times. Try again "
                "later. What was collected is kept"
            ),
        ),
        (
            faults.cut_off(),
            (
                "GitHub, about club/work: the connection broke in the middle of an answer, 6 "
                "times. Check the network, or try again later. What was collected is kept"
            ),
        ),
    ],
)
def test_a_lasting_fault_is_one_line(
    hub: Hub, sqlite_url: str, naps: Naps, fault: faults.Fault, message: str
) -> None:
    hub.plan(fault, times=float("inf"))
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url)
    assert str(told.value) == message


def test_a_page_that_is_too_large_is_halved_and_the_size_remembered(
    serve: Serve, sqlite_url: str, naps: Naps
) -> None:
    acting = seeded(120)
    hub = serve(acting)
    hub.plan(faults.too_large(2000), times=float("inf"))
    collect(hub, sqlite_url)
    sizes = [each.asked["first"] for each in hub.log.exchanges if "first" in each.asked]
    too_large = [each.asked["first"] for each in hub.log.exchanges if each.status == 502]
    # after a while more is tried, for it may have been an outage; then later and later
    assert too_large == [100, 50, 25, 24]
    assert sizes == [100, 50, 25, 12, 12, 12, 12, 24, 12, 12, 12, 12, 12, 12]
    rows, expected = kept(hub, sqlite_url), said_of(acting)
    assert {name: rows[name] for name in expected} == expected

    hub.log.clear()
    collect(hub, sqlite_url, sweep=True)
    assert [each.asked["first"] for each in hub.log.exchanges if each.status == 502] == [24]


def test_after_an_outage_pages_are_as_large_as_before(
    serve: Serve, sqlite_url: str, naps: Naps
) -> None:
    hub = serve(seeded(500))
    hub.plan(faults.status(502), "/graphql", times=2, after=1)
    collect(hub, sqlite_url)
    sizes = [each.asked["first"] for each in hub.log.exchanges if "first" in each.asked]
    assert sizes == [100, 100, 50, 25, 25, 25, 25, 50, 50, 50, 50, 100]
    hub.log.clear()
    hub.plan(faults.status(502), "/graphql", times=7)  # also of a single one: not of their size
    collect(hub, sqlite_url, sweep=True)
    sizes = [each.asked["first"] for each in hub.log.exchanges if "first" in each.asked]
    assert sizes == [100, 50, 25, 12, 6, 3, 1, 1, *[100] * 5]


def test_issues_that_are_too_much_at_once_are_asked_for_in_parts(
    serve: Serve, sqlite_url: str, naps: Naps
) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for n in range(20):
        acting.comment(acting.issue("org", f"Session {n}"), "ada", "here")
    hub = serve(acting)
    hub.plan(
        faults.status(502),
        "/graphql",
        times=float("inf"),
        when=lambda asked: len(asked.json["variables"].get("ids", [])) > 10,
    )
    collect(hub, sqlite_url, issues=IssuesWanted(title="Session"))
    asked = [len(each.asked["ids"]) for each in hub.log.exchanges if "ids" in each.asked]
    assert asked == [20, 10, 10]
    assert [row[0] for row in kept(hub, sqlite_url)["issues"]] == [*range(1, 21)]


def test_what_goes_away_before_the_rest_of_its_lists_is_left_out(
    serve: Serve, sqlite_url: str, naps: Naps
) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for _ in range(3):
        pull = acting.open("ada", {"a.py": "1\n"})
        for n in range(25):  # more than a page holds
            acting.comment(pull, "org", f"Comment {n}")
    hub = serve(acting)
    gone = acting.repository.pulls[2]
    hub.between = lambda _: acting.forget(gone)
    found = collect(hub, sqlite_url)
    rows, expected = kept(hub, sqlite_url), said_of(acting)
    assert [row[0] for row in expected["github_pull_requests"]] == [1, 3]
    assert {name: rows[name] for name in expected} == expected
    assert (rows["github_pending"], found.pull_requests) == ([], 2)

    # and where it was known already, with all its comments
    acting.repository.pulls[2] = gone
    collect(hub, sqlite_url, sweep=True, now=NOW + timedelta(hours=1))
    for pull in (gone, acting.repository.pulls[3]):
        acting.comment(pull, "org", "One more.")
    asked = len(hub.log.exchanges)
    hub.between = lambda _: len(hub.log.exchanges) == asked + 2 and acting.forget(gone)
    collect(hub, sqlite_url, now=NOW + timedelta(hours=2))
    rows, expected = kept(hub, sqlite_url), said_of(acting)
    assert [row[0] for row in expected["github_pull_requests"]] == [1, 3]
    assert {name: rows[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            b'{"data": {"repository": null}}',
            "there is no such repository, or this token may not see it. Correct ",
        ),
        (b'{"errors": "x"}', "the answer was cut off or is no JSON, 6 times. Try again later"),
    ],
)
def test_answers_that_mean_nothing_are_told_in_a_line(
    hub: Hub, sqlite_url: str, naps: Naps, body: bytes, told: str
) -> None:
    hub.plan(lambda _request, _answering: Answer(200, body), times=float("inf"))
    with pytest.raises(CollectError) as line:
        collect(hub, sqlite_url)
    assert str(line.value).startswith(f"GitHub, about club/work: {told}")


def test_the_token_that_an_app_is_given_is_told_nowhere(
    hub: Hub, sqlite_url: str, naps: Naps
) -> None:
    def echo(request: Request, _answering: object) -> Answer:
        return refused(400, f"{'x' * 170} {request.token}!")  # which is cut off in the middle

    hub.plan(echo, "/graphql", times=float("inf"))
    app = hub.doors.app
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url, credentials=Credentials(app=str(app.id), key=app.key))
    assert f'"{"x" * 170} ***"' in str(told.value)


def test_an_app_that_is_suspended_is_told_what_an_app_needs(hub: Hub, sqlite_url: str) -> None:
    hub.plan(faults.status(403, "This installation has been suspended"), "/access_tokens")
    app = hub.doors.app
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url, credentials=Credentials(app=str(app.id), key=app.key))
    assert str(told.value) == (
        "GitHub, about club/work: the App may not read it, or is suspended there. Give it read "
        "access to contents, metadata, pull requests and issues where it is installed. What was "
        "collected is kept"
    )


@pytest.mark.parametrize("fault", [faults.timed_out(), faults.status(504, "Gateway Timeout")])
def test_what_takes_too_long_is_asked_for_in_smaller_pages(
    hub: Hub, sqlite_url: str, naps: Naps, fault: faults.Fault
) -> None:
    hub.plan(fault, "/graphql", times=2)
    collect(hub, sqlite_url)
    asked = [each.asked["first"] for each in hub.log.exchanges if "first" in each.asked]
    assert asked == [100, 50, 25]
    assert said(hub, sqlite_url) == seen_after(naps.total)


def test_a_repository_by_its_former_name(hub: Hub, club: Acting, sqlite_url: str) -> None:
    collect(hub, sqlite_url)
    club.rename("homework")
    found = collect(hub, sqlite_url, sweep=True)
    assert found.repository == "club/homework"
    rows = kept(hub, sqlite_url)["github_pull_requests"]
    assert [row[-2] for row in rows] == [f"/club/homework/pull/{n}" for n in (1, 2, 3)]


def test_another_repository_of_the_same_name_is_refused(
    hub: Hub, club: Acting, sqlite_url: str
) -> None:
    collect(hub, sqlite_url)
    club.repository.id += 1
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url)
    assert str(told.value) == (
        "club/work on GitHub is not the repository that was collected before. Nothing was "
        "changed. Correct `repository:` in program.yaml, or add --replace to forget the earlier "
        "collection"
    )
    assert said(hub, sqlite_url) == SAID


def test_an_empty_repository_has_nothing(serve: Serve, sqlite_url: str) -> None:
    hub = serve(new_repository("club/work"))
    found = collect(hub, sqlite_url)
    assert (found.pull_requests, found.branch, found.head) == (0, None, None)
    assert not any(kept(hub, sqlite_url).values())


def test_a_person_who_renamed_themselves_stays_the_same(
    hub: Hub, club: Acting, sqlite_url: str
) -> None:
    collect(hub, sqlite_url)
    club.person("ada").login = "countess"
    collect(hub, sqlite_url, sweep=True)
    first = kept(hub, sqlite_url)["github_pull_requests"][0]
    assert first[2:4] == ("countess", 1001)


def test_an_author_who_deleted_their_account_is_nobody(
    hub: Hub, club: Acting, sqlite_url: str
) -> None:
    collect(hub, sqlite_url)
    club.repository.pulls[3].author = None
    collect(hub, sqlite_url, sweep=True)
    assert kept(hub, sqlite_url)["github_pull_requests"][2][2:4] == (None, None)


def test_a_force_push_leaves_the_earlier_head_as_seen(
    hub: Hub, club: Acting, sqlite_url: str
) -> None:
    collect(hub, sqlite_url)
    before = club.repository.pulls[3].head.oid
    pushed = {"new/other.md": "other\n"}
    after = club.force_push(club.repository.pulls[3], pushed, NOW + timedelta(hours=1)).oid
    collect(hub, sqlite_url, now=datetime(2024, 6, 2, 12, tzinfo=UTC))
    rows = kept(hub, sqlite_url)
    assert [row for row in rows["heads"] if row[0] == 3] == sorted(
        [(3, before, "06-01 12:00:00", None), (3, after, "06-02 12:00:00", "06-01 11:59:00")]
    )
    assert rows["github_pull_requests"][2][10] == after
    assert [row[2:] for row in rows["events"] if "ForcePushed" in row[0]] == [
        ("head force pushed", "bob", 1012, "06-01 13:00:00", None, before, after, None, None)
    ]


def test_what_changed_while_pages_were_read_is_there_in_the_end(
    serve: Serve, sqlite_url: str
) -> None:
    acting = seeded(120, busy=15)  # some have more comments than a page holds
    hub = serve(acting)
    pulls = list(acting.repository.pulls.values())

    def meanwhile(_: object) -> None:
        asked = len(hub.log.exchanges)
        if asked <= 3:  # the oldest moves to the front, past the reader
            acting.comment(pulls[asked], "org", f"After answer {asked}.")
            acting.open("late", {f"late/{asked}.txt": "x\n"}, title=f"Late {asked}")

    hub.between = meanwhile
    collect(hub, sqlite_url)
    rows, expected = kept(hub, sqlite_url), said_of(acting)
    assert len(expected["github_pull_requests"]) == 123
    assert {name: rows[name] for name in expected} == expected


def test_a_sweep_finds_what_is_gone_and_what_no_update_told(
    hub: Hub, club: Acting, sqlite_url: str
) -> None:
    collect(hub, sqlite_url)
    second = club.repository.pulls[2]
    second.comments.clear()  # a deleted comment moves no `updatedAt`
    club.forget(club.repository.pulls[3])
    collect(hub, sqlite_url, sweep=True)
    rows = kept(hub, sqlite_url)
    assert [row[0] for row in rows["github_pull_requests"]] == [1, 2]
    assert rows["comments"] == []
    assert [row[0] for row in rows["heads"]] == [1, 2, 3]  # that it was seen stays true


def test_an_app_signs_in_and_its_key_is_not_told(hub: Hub, sqlite_url: str) -> None:
    app = hub.doors.app
    collect(hub, sqlite_url, credentials=Credentials(app=str(app.id), key=app.key))
    assert said(hub, sqlite_url) == SAID
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url, credentials=Credentials(app="78", key=app.key))
    assert "BEGIN" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_second_collection_of_the_same_store_waits_or_says_so(
    hub: Hub, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sgdash.collect.github.collection.PATIENCE", 0.3)
    first_asked, may_go_on = threading.Event(), threading.Event()

    def held(_: object) -> None:
        first_asked.set()
        may_go_on.wait(20)

    hub.between = held
    first = threading.Thread(target=collect, args=(hub, url))
    first.start()
    try:
        assert first_asked.wait(20)
        with pytest.raises(Exception, match="another collection of club is under way") as told:
            collect(hub, url)
        assert "\n" not in str(told.value)
    finally:
        may_go_on.set()
        first.join()
    assert said(hub, url) == SAID
    assert len(hub.log.exchanges) == 2


def test_a_second_collection_that_waited_finds_nothing_to_do(hub: Hub, url: str) -> None:
    hub.between = lambda _: time.sleep(0.3)
    both = [threading.Thread(target=collect, args=(hub, url)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert said(hub, url) == SAID
    assert len(hub.log.exchanges) == 3  # two of the first, one to see that nothing is new


def test_no_secret_is_told_whatever_goes_wrong(hub: Hub, sqlite_url: str, naps: Naps) -> None:
    secret = "ghp_" + "s" * 36
    hub.doors.tokens[secret] = float("inf")
    hub.plan(faults.status(400, f"what is {secret}?"), times=float("inf"))
    with pytest.raises(CollectError) as told:
        collect(hub, sqlite_url, token=secret)
    assert str(told.value) == (
        'GitHub, about club/work: it answered 400: "what is ***?". What was collected is kept'
    )
    assert secret not in repr(Credentials(token=secret))
