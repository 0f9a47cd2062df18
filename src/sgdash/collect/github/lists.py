"""The rest of lists that are longer than a page: of many pull requests in one question."""

from typing import Any

from sgdash.collect.github import queries
from sgdash.collect.github.client import Client
from sgdash.collect.github.faults import TooLargeError
from sgdash.collect.github.parse import Node, nodes_of, seen
from sgdash.collect.github.queries import Nested

_AT_ONCE = 50  # lists in one question, each with up to 100 more

_LISTS = (*queries.SAID, *queries.BROUGHT, queries.COMMENTS, queries.REACTIONS)

Open = list[tuple[dict[str, Any], Nested]]


def is_whole(node: Node) -> bool:
    """Whether a page held every list of a pull request or issue to its end."""
    return not any(_goes_on(node, nested) for nested in _LISTS)


def complete(client: Client, nodes: list[Node]) -> list[Node]:
    """The same pull requests or issues with every list whole; most of them are already.

    One that goes away before its lists are read is not among them.
    """
    size = _AT_ONCE
    found = [dict(node) for node in nodes]
    open_lists: Open = [(n, nested) for n in found for nested in _LISTS if _goes_on(n, nested)]
    for node, nested in open_lists:
        node[nested.name] = {**node[nested.name], "nodes": [*node[nested.name]["nodes"]]}
    while open_lists:
        some = open_lists[:size]
        variables: dict[str, Any] = {}
        for place, (node, nested) in enumerate(some):
            variables[f"id{place}"] = node["id"]
            variables[f"after{place}"] = node[nested.name]["pageInfo"]["endCursor"]
        kinds = [str(node.get("__typename", "PullRequest")) for node, _ in some]
        query = queries.more([(k, nested) for k, (_, nested) in zip(kinds, some, strict=True)])
        try:
            answer = client.ask(query, variables, divisible=size > 1)
        except TooLargeError as error:
            size = max(size // 2, 1)
            client.patience.pause(1, f"{error}; asking for {size} lists")
            continue
        for place, (node, nested) in enumerate(some):
            told = answer.data[f"more{place}"]
            if told is None:  # it went away meanwhile
                found = [each for each in found if each is not node]
                node[nested.name]["pageInfo"] = {"hasNextPage": False}
                continue
            part = told[nested.name]
            node[nested.name]["nodes"] += seen(nodes_of(part), answer.at)
            node[nested.name]["pageInfo"] = part["pageInfo"]
        open_lists = [each for each in open_lists if _goes_on(*each)]
    return list(found)


def _goes_on(node: Node, nested: Nested) -> bool:
    page = (node.get(nested.name) or {}).get("pageInfo")
    return bool(page and page["hasNextPage"])
