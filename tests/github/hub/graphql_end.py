"""The GraphQL end of the small GitHub: queries are executed on GitHub's own schema."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from hub.asking import Answer, Request, told
from hub.cost import Cost, RefusedError, reckon
from hub.git_nodes import actor_node
from hub.git_nodes import told as time_told
from hub.limits import Budget
from hub.model import Person, Repository
from hub.nodes import Nodes
from hub.paging import Node, NotThereError
from hub.schema import github_schema

Find = Callable[[str], Repository | None]


def answer_query(
    request: Request,
    find: Find,
    repositories: Callable[[], list[Repository]],
    budget: Budget,
    web: str,
) -> Answer:
    """What GitHub answers to a query; it takes its cost from the budget."""
    text, variables = request.json.get("query", ""), request.json.get("variables") or {}
    document, errors = _checked(text)
    if errors or document is None:
        return told({"errors": [_error(each) for each in errors]})
    operation = get_operation_ast(document, request.json.get("operationName"))
    if operation is None:
        return told({"errors": [{"message": "No operation was named."}]})
    names = " ".join(
        each.name.value
        for each in operation.selection_set.selections
        if isinstance(each, FieldNode) and each.name.value != "rateLimit"
    )
    about: dict[str, Any] = {"operation": names or "rateLimit"}
    try:
        cost = reckon(github_schema(), document, operation, variables)
    except RefusedError as error:
        return _with(told({"errors": [{"type": error.kind, "message": str(error)}]}), about)
    if budget.used + cost.points > budget.limit:
        return _with(limit_reached(), about)
    budget.used += cost.points
    answer = told(_executed(document, operation, variables, find, repositories, budget, web, cost))
    return _with(answer, about | {"cost": cost.points, "nodes": cost.nodes})


def limit_reached() -> Answer:
    """The primary limit, which GraphQL answers with status 200."""
    message = "API rate limit already exceeded for user ID 1."
    error = {"type": "RATE_LIMITED", "code": "graphql_rate_limit", "message": message}
    return told({"errors": [error]})


def _with(answer: Answer, about: Mapping[str, Any]) -> Answer:
    for name, value in about.items():
        setattr(answer, name, value)
    return answer


@lru_cache(maxsize=256)
def _checked(text: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
    try:
        document = parse(text)
    except GraphQLError as error:
        return None, (error,)
    return document, tuple(validate(github_schema(), document))


def _executed(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    find: Find,
    repositories: Callable[[], list[Repository]],
    budget: Budget,
    web: str,
    cost: Cost,
) -> dict[str, Any]:
    def repository(owner: str, name: str, **_: Any) -> Node:
        found = find(f"{owner}/{name}")
        if found is None:
            raise NotThereError(
                f"Could not resolve to a Repository with the name '{owner}/{name}'."
            )
        return Nodes(found, web).repository()

    def node(id: str) -> Node:  # noqa: A002 # GitHub's name
        for each in repositories():
            found = _node(each, web, id)
            if found is not None:
                return found
        raise NotThereError(f"Could not resolve to a node with the global id of '{id}'")

    root: Node = {
        "repository": repository,
        "node": node,
        "nodes": lambda ids: [_or_error(node, each) for each in ids],
        "viewer": lambda: actor_node(Person("sgdash-tester", 1), web),
        "rateLimit": {
            "cost": cost.points,
            "nodeCount": cost.nodes,
            "limit": budget.limit,
            "remaining": budget.remaining,
            "used": budget.used,
            "resetAt": _moment(budget.reset),
        },
    }
    result = execute_sync(
        github_schema(),
        document,
        root_value=root,
        variable_values=dict(variables),
        operation_name=operation.name.value if operation.name else None,
        field_resolver=_resolve,
    )
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = [_error(each) for each in result.errors]
    return payload


def _node(repository: Repository, web: str, name: str) -> Node | None:
    nodes = Nodes(repository, web)
    prefix, _, number = name.rpartition("_")
    if prefix == "R" and number == str(repository.id):
        return nodes.repository()
    for pull in repository.pulls.values():
        if prefix == "PR" and number == str(pull.id):
            return nodes.pull(pull)
        for review in pull.reviews if prefix == "PRR" else ():
            if number == str(review.id):
                return nodes.said.review(review)
    for issue in repository.issues.values():
        if prefix == "I" and number == str(issue.id):
            return nodes.issue(issue)
    return None


def _or_error(node: Callable[[str], Node], name: str) -> Node | Exception:
    try:
        return node(name)
    except NotThereError as error:
        return error


def _resolve(source: Node, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    try:
        value = source[info.field_name]
    except KeyError:
        kind = info.parent_type.name
        raise NotImplementedError(f"the small GitHub has no {kind}.{info.field_name}") from None
    return value(**arguments) if callable(value) else value


def _error(error: GraphQLError) -> dict[str, Any]:
    told_error: dict[str, Any] = {"message": error.message}
    if error.locations:
        told_error["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    if error.path:
        told_error["path"] = error.path
    if isinstance(error.original_error, NotThereError):
        told_error = {"type": "NOT_FOUND", **told_error}
    return told_error


def _moment(seconds: float) -> str:
    return time_told(datetime.fromtimestamp(int(seconds), UTC)) or ""
