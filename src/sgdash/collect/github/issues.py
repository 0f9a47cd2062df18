"""Issues, where a program uses them: with their labels, comments and reactions."""

from collections import Counter

from sgdash import tables
from sgdash.collect.github import queries
from sgdash.collect.github.client import Answer, Client
from sgdash.collect.github.lists import complete
from sgdash.collect.github.parse import Node, merge_rows, moment, nodes_of, parse_issue
from sgdash.collect.github.patience import Shown
from sgdash.collect.github.portion import Portion
from sgdash.collect.github.progress import Kept
from sgdash.collect.github.reading import OVERLAP, Reader
from sgdash.program.identity import IssuesWanted
from sgdash.program.spelling import bare

_AT_ONCE = 20  # issues in one question: sessions have long conversations


class IssueReader:
    """Brings the issues that a program uses up to what GitHub says now."""

    def __init__(
        self, client: Client, kept: Kept, reader: Reader, wanted: IssuesWanted, shown: Shown
    ) -> None:
        self._client = client
        self._kept = kept
        self._reader = reader
        self._wanted = wanted
        self._shown = shown

    def catch_up(self, watermark: int | None) -> None:
        """Ask for the issues that were updated since, or all where that is None or none is kept."""
        kept = self._kept.updated(tables.ISSUES)
        whole = watermark is None or not kept
        listed = self._listed(None if whole else watermark)
        used = {node["number"]: node for node in listed if self._is_wanted(node)}
        told = {node["number"] for node in listed}
        gone = {number for number in kept if number not in used and (whole or number in told)}
        if gone:
            self._reader.save({}, gone=gone)
        reacted = Counter(row[1] for row in self._kept.rows(tables.REACTIONS) if row[2] is None)
        self._ask_for(
            [
                node["id"]
                for number, node in used.items()
                if kept.get(number) != moment(node["updatedAt"])
                or reacted[number] != node["reactions"]["totalCount"]
            ]
        )

    def _listed(self, watermark: int | None) -> list[Node]:
        page = self._reader.newest["issues"]
        nodes = nodes_of(page)
        while page["pageInfo"]["hasNextPage"] and (
            watermark is None or moment(nodes[-1]["updatedAt"]) > watermark - OVERLAP
        ):
            place = self._client.place
            variables = {"owner": place.owner, "name": place.name}
            variables["after"] = page["pageInfo"]["endCursor"]
            page = self._client.ask(queries.newest_issues(), variables).data["repository"]["issues"]
            nodes += nodes_of(page)
        return nodes

    def _is_wanted(self, node: Node) -> bool:
        """Whether the program file means it, as loosely written as there."""
        label, title = self._wanted.label, self._wanted.title
        labels = {bare(each["name"]) for each in nodes_of(node["labels"])}
        if label is not None and bare(label) not in labels:
            return False
        return title is None or bare(title) in bare(node["title"])

    def _ask_for(self, ids: list[str]) -> None:
        portion, rest = Portion(self._client, _AT_ONCE), ids
        while rest:

            def ask(size: int) -> Answer:
                some = {"ids": rest[:size]}  # noqa: B023 - called at once
                return self._client.ask(queries.whole_issues(), some, divisible=size > 1)

            answer = portion.ask(ask)
            asked = answer.data["nodes"]
            portion.managed(len(asked))
            rest = rest[len(asked) :]
            found = complete(self._client, [node for node in asked if node])
            rows = merge_rows(parse_issue(node) for node in found)
            self._reader.save(rows, told=[node["number"] for node in found])
            self._reader.changed += len(found)
            self._shown.report("Reading issues", len(ids) - len(rest), len(ids))
