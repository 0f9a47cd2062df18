"""Which pull requests to ask for, and in what order, so that none is missed while they move.

A *pass* reads all of them, page by page, the newest update first. What is updated meanwhile moves
to the front, behind the reader's back; so afterwards, and in every later collection, *catching up*
lists what was updated last until it meets what is known, and asks for what differs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from sgdash import tables
from sgdash.collect.github import queries
from sgdash.collect.github.client import Answer, Client
from sgdash.collect.github.faults import StaleCursorError
from sgdash.collect.github.lists import complete, is_whole
from sgdash.collect.github.parse import (
    Node,
    Rows,
    merge_rows,
    moment,
    nodes_of,
    seen,
    to_microseconds,
)
from sgdash.collect.github.patience import Shown
from sgdash.collect.github.portion import Portion
from sgdash.collect.github.progress import PAGE_SIZE, Kept, Progress
from sgdash.collect.github.rows import Builder

_SECOND = 1_000_000
OVERLAP = 60 * _SECOND  # listed again beyond the watermark: GitHub's replicas lag
_ROUNDS = 5  # of catching up: a busy repository may never stand still
_HELD = 25  # pull requests with longer lists than a page holds, kept in memory to ask together


class Reader:
    """One collection's reading of the pull requests of one repository."""

    def __init__(
        self,
        client: Client,
        kept: Kept,
        progress: Progress,
        build: Builder,
        shown: Shown,
        *,
        began_at: int,
    ) -> None:
        self.began_at = began_at  # microseconds since 1970, by this machine's clock
        self.progress = progress
        self.rows = 0  # kept so far
        self.changed = 0  # pull requests that were told anew, or are gone
        self.total = 0  # pull requests that GitHub has
        self.read_before = 0  # of these, by a first pass that was interrupted
        self.newest: Node = {}  # the repository as `ask_newest` told it last, from the first page
        self.with_issues = False  # whether that tells of issues too
        self.replace = False  # whether the next page that is kept forgets what was there before
        self._client = client
        self._kept = kept
        self._build = build
        self._shown = shown
        # what collections that were cut off cost and brought, which are told of with this one
        self._before = (progress.requests or 0, progress.quota or 0, progress.rows or 0)
        self._portion = Portion(client, PAGE_SIZE, progress.page_size)
        self._done = 0

    def read_all(self, first: Node, at: datetime) -> None:
        """A pass over all pull requests; one that was interrupted goes on where it was.

        `first` is the repository as the first page of `ask_page` told it `at` a moment.
        """
        state, found, served = self.progress, first, at
        if state.watermark is None and state.cursor is not None:
            self.read_before = self._done = self._kept.count(tables.GITHUB_PULL_REQUESTS)
        longer: dict[int, Node] = {}  # of which a page does not hold every list to its end
        whole: dict[int, Node] = {}  # not kept yet
        while True:
            listed = found["pullRequests"]
            self.total = listed["totalCount"]
            nodes = nodes_of(listed)
            if state.passing is None:
                state.passing = _settled(nodes, served)
            state.cursor = listed["pageInfo"]["endCursor"] or state.cursor
            longer |= {node["number"]: node for node in nodes if not is_whole(node)}
            whole |= {node["number"]: node for node in nodes if is_whole(node)}
            for some in self._worth_a_question(whole):
                self._keep(some, later=[*longer.values(), *whole.values()])
            if len(longer) >= _HELD:
                whole |= {n["number"]: n for n in complete(self._client, [*longer.values()])}
                longer.clear()
            if not listed["pageInfo"]["hasNextPage"]:
                break
            found, served = self.ask_page()
        whole |= {n["number"]: n for n in complete(self._client, [*longer.values()])}
        for some in self._worth_a_question(whole):
            self._keep(some)
        self._keep(whole.values())
        state.watermark, state.passing, state.cursor = state.passing, None, None
        self.save({})

    def _worth_a_question(self, whole: dict[int, Node]) -> Iterator[list[Node]]:
        """Takes those whose rows need no question, and then as many at once as fill one."""
        weights = {number: self._build.weight(node) for number, node in whole.items()}
        yield [whole.pop(number) for number, weight in weights.items() if not weight]
        some: list[int] = []
        for number in [*whole]:
            if some and sum(weights[n] for n in some) + weights[number] > self._build.enough:
                yield [whole.pop(n) for n in some]
                some = []
            some.append(number)

    def ask_page(self) -> tuple[Node, datetime]:
        """The repository with its next page of whole pull requests, and when that was told."""
        query = queries.page(contents=self.progress.contents)

        def ask(size: int) -> Answer:
            place = self._client.place
            variables: dict[str, object] = {"owner": place.owner, "name": place.name}
            variables |= {"first": size, "after": self.progress.cursor}
            return self._client.ask(query, variables, divisible=size > 1)

        try:
            answer = self._portion.ask(ask)
        except StaleCursorError:  # of a pass that was interrupted long ago: it begins anew
            self.progress.passing = self.progress.cursor = None
            answer = self._portion.ask(ask)
        found: Node = answer.data["repository"]
        listed = found["pullRequests"]
        listed = {**listed, "nodes": seen(nodes_of(listed), answer.at)}
        self._portion.managed(len(listed["nodes"]))
        return {**found, "pullRequests": listed}, answer.at

    def catch_up(self, first: Node | None, at: datetime, *, whole: bool) -> None:
        """Ask for what was updated since the watermark, until nothing more is.

        Args:
            first: the repository as `ask_newest` told it; None to ask anew.
            at: the moment of that, by GitHub's clock.
            whole: whether all are listed, to find those that are gone.
        """
        settled = self.progress.watermark  # what was updated in that very second may be half told
        for _ in range(_ROUNDS):
            if first is None:
                first, at = self.ask_newest()
            listed = self._listed(first, whole=whole)
            numbers, pending = {node["number"] for node in listed}, self._kept.pending()
            kept = self._kept.updated(
                tables.GITHUB_PULL_REQUESTS, None if whole else numbers | pending.keys()
            )
            count = self._kept.count(tables.GITHUB_PULL_REQUESTS)
            wanted = {
                node["number"]: node["id"]
                for node in listed
                if kept.get(node["number"]) != moment(node["updatedAt"])
                or (settled is not None and moment(node["updatedAt"]) > settled)
            } | pending
            self._ask_for(wanted)
            gone = kept.keys() - numbers if whole else set()
            if gone:
                self.save({}, gone=gone)
            self.progress.watermark = _settled(listed, at)
            # another count than is kept: some are gone, or were missed
            missing = count + len(wanted.keys() - kept.keys()) - len(gone) != self.total
            if whole or not missing:
                self.progress.looked_at = to_microseconds(at) - OVERLAP
                if not wanted and not gone:
                    return
            settled, first, whole = None, None, missing and not whole

    def ask_newest(self, after: str | None = None) -> tuple[Node, datetime]:
        """The repository with when up to 100 pull requests were last updated."""
        place = self._client.place
        variables = {"owner": place.owner, "name": place.name, "after": after}
        query = queries.newest(issues=self.with_issues and after is None)
        answer = self._client.ask(query, variables)
        found: Node = answer.data["repository"]
        if after is None:
            self.newest = found
        return found, answer.at

    def save(self, rows: Rows, *, told: Iterable[int] = (), gone: Collection[int] = ()) -> None:
        """Keeps rows with the progress."""
        self.changed += len(gone)
        told, rows = list(told), {table: list(new) for table, new in rows.items()}
        self.rows += sum(map(len, rows.values()))
        self._note_cost(anything=bool(told or gone or any(rows.values())))
        self.progress.page_size = self._portion.size
        budget = self._client.budget
        if budget:
            self.progress.rate_limit = budget.limit
            self.progress.rate_left = budget.left
            self.progress.resets_at = int(budget.resets_at.timestamp()) * _SECOND
        state = asdict(self.progress)
        self._kept.save(rows, state, told=told, gone=gone, replace=self.replace)
        self.replace = False

    def _note_cost(self, *, anything: bool) -> None:
        """What the collection cost so far, for when it ends before it is told of."""
        state = self.progress
        if state.began_at is None and anything:
            state.began_at = self.began_at
        if state.began_at is not None:
            state.requests = self._before[0] + self._client.requests
            state.quota = self._before[1] + self._client.quota
            state.rows = self._before[2] + self.rows

    def _listed(self, first: Node, *, whole: bool) -> list[Node]:
        """The newest pull requests, at least to the watermark: id, number and updatedAt."""
        bound = (self.progress.watermark or 0) - OVERLAP
        nodes: list[Node] = []
        found: Node = first
        while True:
            listed = found["pullRequests"]
            self.total = listed["totalCount"]
            nodes += nodes_of(listed)
            ended = not listed["pageInfo"]["hasNextPage"]
            if ended or not (whole or moment(nodes[-1]["updatedAt"]) > bound):
                return nodes
            found, _ = self.ask_newest(listed["pageInfo"]["endCursor"])

    def _ask_for(self, wanted: Mapping[int, str]) -> None:
        """Ask for whole pull requests by number and node id, and keep them."""
        rest = list(wanted.items())
        query = queries.whole(contents=self.progress.contents)
        self._done = 0
        while rest:

            def ask(size: int) -> Answer:
                ids = [node_id for _, node_id in rest[:size]]  # noqa: B023 - called at once
                return self._client.ask(query, {"ids": ids}, divisible=size > 1)

            answer = self._portion.ask(ask)
            asked = answer.data["nodes"]
            self._portion.managed(len(asked))
            found = complete(self._client, seen((node for node in asked if node), answer.at))
            there = {node["number"] for node in found}
            gone = [number for number, _ in rest[: len(asked)] if number not in there]
            self._keep(found, gone=gone, total=len(wanted))
            rest = rest[len(asked) :]

    def _keep(
        self,
        nodes: Iterable[Node],
        *,
        later: Iterable[Node] = (),
        gone: Collection[int] = (),
        total: int | None = None,
    ) -> None:
        nodes, later = list(nodes), list(later)
        rows = merge_rows(self._build(nodes))
        rows[tables.GITHUB_PENDING] = [(node["number"], node["id"]) for node in later]
        self.save(rows, told=[node["number"] for node in nodes], gone=gone)
        self._done += len(nodes)
        self.changed += len(nodes)
        self._shown.report("Reading pull requests", self._done, total or self.total)


def _settled(nodes: list[Node], at: datetime) -> int:
    """The last moment up to which a list, newest first, tells everything.

    GitHub counts seconds: in the one in which it answered, more may have happened since.
    """
    before = int(at.timestamp()) * _SECOND - _SECOND
    return min(moment(nodes[0]["updatedAt"]), before) if nodes else before
