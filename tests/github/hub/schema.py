"""GitHub's own GraphQL schema, from the description that the package `ghapi` distributes.

It tells types, fields, arguments and unions, without what is deprecated, but not which types
implement an interface: those are the ones that have all of its fields.
"""

import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_schema


@cache
def github_schema() -> GraphQLSchema:
    """The schema; building it takes about a second."""
    types = _described()
    interfaces = {n: each for n, each in types.items() if each["kind"] == "INTERFACE"}
    interfaces = {n: each for n, each in interfaces.items() if each["fields"]}
    text = "\n".join(_definition(name, each, interfaces) for name, each in types.items())
    return build_schema(text, assume_valid=True, no_location=True)


def _described() -> dict[str, dict[str, Any]]:
    package = importlib.util.find_spec("ghapi")
    assert package, "pip install 'sgdash[test]'"
    assert package.submodule_search_locations
    path = Path(package.submodule_search_locations[0], "gql_spec.py")
    names: dict[str, Any] = {}
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), names)  # noqa: S102 # pinned
    described: dict[str, dict[str, Any]] = names["gqlspec"]["types"]
    return described


def _definition(name: str, each: dict[str, Any], interfaces: dict[str, dict[str, Any]]) -> str:
    match each["kind"]:
        case "SCALAR":
            built_in = name in {"String", "Int", "Float", "Boolean", "ID"}
            return "" if built_in else f"scalar {name}"
        case "ENUM":
            return f"enum {name}{_braces(each['values'])}"
        case "UNION":
            return f"union {name} = {' | '.join(each['of'])}"
        case "INPUT_OBJECT":
            fields = [
                f"{field}: {about['type']}{_default(about['default'])}"
                for field, about in each["fields"].items()
            ]
            return f"input {name}{_braces(fields)}"
        case kind:
            fields = [
                f"{field}{_arguments(about['args'])}: {about['type']}"
                for field, about in each["fields"].items()
            ]
            having = [i for i in interfaces if i != name and _implements(each, interfaces[i])]
            word = "interface" if kind == "INTERFACE" else "type"
            implements = f" implements {' & '.join(having)}" if having else ""
            return f"{word} {name}{implements}{_braces(fields)}"


def _braces(parts: Iterable[str]) -> str:
    """The parts in braces; nothing where all of them were deprecated."""
    told = ", ".join(parts)
    return f" {{ {told} }}" if told else ""


def _arguments(arguments: dict[str, list[str]]) -> str:
    if not arguments:
        return ""
    told = (f"{name}: {kind}{_default(default)}" for name, (kind, _, default) in arguments.items())
    return f"({', '.join(told)})"


def _default(default: str | None) -> str:
    return "" if default is None else f" = {default}"


def _implements(each: dict[str, Any], interface: dict[str, Any]) -> bool:
    has = {name: about["type"] for name, about in each["fields"].items()}
    return all(
        has.get(name) in {about["type"], about["type"] + "!"}
        for name, about in interface["fields"].items()
    )
