"""What a GraphQL query may cost, before it is executed, as GitHub reckons it.

https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)

MOST_NODES = 500_000
MOST_AT_ONCE = 100


class RefusedError(Exception):
    """What GitHub refuses to execute, with the type that it gives the error."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass
class Cost:
    """Requests that the connections would have taken one by one, and nodes they may bring."""

    requests: int = 0
    nodes: int = 0

    @property
    def points(self) -> int:
        return max(1, (self.requests + 50) // 100)


def reckon(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Cost:
    """The cost of a valid query.

    Raises:
        RefusedError: a connection without bounds or beyond 100, or too many nodes.
    """
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    given = {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value
    } | dict(variables)
    cost = Cost()
    root = schema.query_type
    assert root
    _Walk(schema, fragments, given, cost).fields(operation.selection_set, root, 1)
    if cost.nodes > MOST_NODES:
        raise RefusedError(
            "MAX_NODE_LIMIT_EXCEEDED",
            f"This query requests up to {cost.nodes:,} possible nodes which exceeds the maximum "
            f"limit of {MOST_NODES:,}.",
        )
    return cost


@dataclass
class _Walk:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    cost: Cost

    def fields(self, selected: SelectionSetNode, of: Any, times: int) -> None:
        for each in selected.selections:
            if isinstance(each, FragmentSpreadNode):
                fragment = self.fragments[each.name.value]
                on = self.schema.type_map[fragment.type_condition.name.value]
                self.fields(fragment.selection_set, on, times)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                on = self.schema.type_map[condition.name.value] if condition else of
                self.fields(each.selection_set, on, times)
            elif isinstance(each, FieldNode) and each.selection_set:
                self.field(each, each.selection_set, of, times)

    def field(self, field: FieldNode, below: SelectionSetNode, of: Any, times: int) -> None:
        kind = get_named_type(of.fields[field.name.value].type)
        arguments = {
            each.name.value: value_from_ast_untyped(each.value, dict(self.variables))
            for each in field.arguments or ()
        }
        if isinstance(kind, GraphQLObjectType) and kind.name.endswith("Connection"):
            many = _bound(field.name.value, arguments, opened=self._opens(below))
            self.cost.requests += times
            self.cost.nodes += times * many
            times *= many
        elif field.name.value == "nodes" and of is self.schema.query_type:
            many = len(arguments["ids"])
            if many > MOST_AT_ONCE:
                raise RefusedError(
                    "ARGUMENT_LIMIT",
                    f"You may not provide more than {MOST_AT_ONCE} node ids; you provided {many}.",
                )
            self.cost.nodes += many
            times *= many
        self.fields(below, kind, times)

    def _opens(self, selected: SelectionSetNode) -> bool:
        """Whether a connection's rows are asked for, rather than only how many they are."""
        for each in selected.selections:
            if isinstance(each, FieldNode) and each.name.value in {"nodes", "edges"}:
                return True
            if isinstance(each, FragmentSpreadNode):
                within = self.fragments[each.name.value].selection_set
            elif isinstance(each, InlineFragmentNode):
                within = each.selection_set
            else:
                continue
            if self._opens(within):
                return True
        return False


def _bound(name: str, arguments: Mapping[str, Any], *, opened: bool) -> int:
    for end in ("first", "last"):
        many = arguments.get(end)
        if many is None:
            continue
        if many > MOST_AT_ONCE:
            raise RefusedError(
                "EXCESSIVE_PAGINATION",
                f"Requesting {many} records on the `{name}` connection exceeds the `{end}` limit "
                f"of {MOST_AT_ONCE} records.",
            )
        if many < 0:
            raise RefusedError(
                "INVALID_PAGINATION",
                f"`{end}` on the `{name}` connection cannot be less than zero.",
            )
        return int(many)
    if not opened:
        return 0
    raise RefusedError(
        "MISSING_PAGINATION_BOUNDARIES",
        f"You must provide a `first` or `last` value to properly paginate the `{name}` connection.",
    )
