"""A validation error, said as a person would: what stands there, what is wrong, what to write."""

import difflib
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from sgdash.language import Foreign, Said, either, say
from sgdash.program.problems import Problem, problem_of
from sgdash.program.values import CLOCK, HOST
from sgdash.program.yaml_source import Place, Source


def explain(
    source: Source,
    error: ValidationError,
    model: type[BaseModel],
    *,
    at: Place = (),
    tagged: bool = False,
) -> list[Problem]:
    """One problem for each thing that validation found wrong with the entry `at` a place.

    `model` is what the entry should have been; of a `tagged` union the places begin with the tag.
    """
    problems = []
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # its entries are wrong, and said to be
        place = (*at, *detail["loc"][int(tagged) :])
        label = "kind" if detail["type"] in _OF_TAG else _label(source, place)
        message = _message(label, dict(detail), model)
        problems.append(source.problem(place, message))
    return problems


_OF_TAG = {"union_tag_invalid", "union_tag_not_found"}


def _label(source: Source, place: Place) -> str:
    if not place:
        return source.file.name
    *before, last = place
    if isinstance(last, str):
        return last
    number = str(last + 1)
    if before:
        return say("{list}, entry {number}", list=before[-1], number=number)
    return say("entry {number}", number=number)


def _message(label: str, detail: dict[str, Any], model: type[BaseModel]) -> Said:
    if detail["type"] == "extra_forbidden":
        fix = _suggest(label, model)
        return say("{key}: is not a key here. {fix}", key=label, fix=fix)
    explained = _MESSAGES.get(detail["type"])
    problem = (
        explained(detail)
        if explained
        else say("cannot be used as it is written: {cause}.", cause=Foreign(detail["msg"]))
    )
    return say("{key}: {problem}", key=label, problem=problem)


def _not_known(detail: dict[str, Any]) -> Said:
    context = detail["ctx"]
    expected = str(context.get("expected") or context.get("expected_tags"))
    written = context.get("tag") or detail["input"]
    return say(
        '"{written}" is not known here. Write one of {expected}.',
        written=written,
        expected=either(expected.split(" or ")),
    )


def _not_text(detail: dict[str, Any]) -> Said:
    if detail["input"] is None:
        return say("has no value. Write one, or take the line out.")
    return say("needs a text here, in quotes if YAML would read it as something else.")


def _not_so_written(detail: dict[str, Any]) -> Said:
    pattern = detail["ctx"]["pattern"]
    return say(
        '"{input}" is not written as this needs: {pattern}.',
        input=detail["input"],
        pattern=_FORMS.get(pattern, pattern),
    )


_MESSAGES: dict[str, Callable[[dict[str, Any]], Said]] = {
    "missing": lambda _: say("is missing here. Add it."),
    "value_error": lambda detail: problem_of(detail["ctx"]["error"]),
    "literal_error": _not_known,
    "enum": _not_known,
    "union_tag_invalid": _not_known,
    "union_tag_not_found": lambda _: say("is missing here. Add `kind: mark` or another kind."),
    "string_type": _not_text,
    "string_pattern_mismatch": _not_so_written,
    "string_too_short": lambda _: say("is empty. Write something, or take the line out."),
    "bool_parsing": lambda d: say(
        '"{input}" is neither true nor false. Write one of them.', input=d["input"]
    ),
    "bool_type": lambda d: say(
        '"{input}" is neither true nor false. Write one of them.', input=d["input"]
    ),
    "too_short": lambda _: say("is an empty list. Write at least one entry."),
    "int_parsing": lambda d: say('"{input}" is no whole number. Write digits.', input=d["input"]),
    "int_type": lambda _: say("needs a whole number. Write digits."),
    "greater_than_equal": lambda d: say(
        '"{input}" is too small. Write {least} or more.',
        input=d["input"],
        least=d["ctx"]["ge"],
    ),
    "tuple_type": lambda _: say("needs a list. Begin each entry with `- `, or write [a, b]."),
    "model_type": lambda _: say("needs keys below it, each as `key: value`."),
    "model_attributes_type": lambda _: say("needs keys below it, each as `key: value`."),
}

_FORMS = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": say("letters, digits, `.`, `_` and `-`, with no blank"),
    r"^[a-z0-9][a-z0-9-]*$": say("small letters, digits and `-`"),
    r"^https?://\S+$": say("an address that begins with https://"),
    CLOCK: say("a time such as 17:00"),
    HOST: say("colab, drive, repository, or the name of a host such as hub.example.org"),
}


def _suggest(key: str, model: type[BaseModel]) -> str:
    """The key that was probably meant, looked for in the model and all it is made of."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    known = sorted({name for part in parts for name in part.get("properties", {})} - {key})
    near = difflib.get_close_matches(key, known, n=1)
    return (
        say("Did you mean `{near}`?", near=near[0])
        if near
        else say("Take it out, or see docs/program-file.md.")
    )
