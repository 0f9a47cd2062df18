from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sgdash.program.schema import program_schema, schema_text

DATA = Path(__file__).parents[2] / "data"
SHIPPED = sorted(DATA.glob("programs/*/program.yaml"))
MINIMAL = {"id": "evening-group", "title": "Evening group"}


def as_an_editor_reads(text: str) -> object:
    """Plain YAML, with the dates that it makes of unquoted days turned back to text."""

    def back(value: object) -> object:
        if isinstance(value, dict):
            return {key: back(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [back(entry) for entry in value]
        return value.isoformat() if isinstance(value, date) else value

    return back(yaml.safe_load(text))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(program_schema())
    return jsonschema.Draft202012Validator(program_schema())


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert (DATA / "program.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_says_what_it_is() -> None:
    schema = program_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Program file of sgdash"
    assert schema["description"].startswith("program.yaml: ")


def test_five_groups_are_shipped() -> None:
    assert [file.parent.name for file in SHIPPED] == [
        "dair-d2l",
        "jadm-d2l",
        "the-deep-learners",
        "ucm-dlg",
        "weekly-reading-group",
    ]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_shipped_program_file_is_valid(
    validator: jsonschema.Draft202012Validator, file: Path
) -> None:
    program = as_an_editor_reads(file.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(program)] == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_every_shipped_program_file_leads_editors_to_the_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    prefix, _, path = first.partition("=")
    assert prefix == "# yaml-language-server: $schema"
    assert (file.parent / path).resolve() == DATA / "program.schema.json"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": 2020},
        {"zone": "AoE", "sample": {"note": "n", "as_of": "2020-10-30 12:00 UTC"}},
        {"exercises": [{"id": "e", "title": "E", "due": "next session", "number": 7}]},
        {"certificate": {"bar": {"share": 0.8}}},
        {"certificate": {"bar": {"share": "4/5", "comparison": "more than"}, "project": None}},
        {"submissions": {"conventions": [{"title": "[{member}] WEEK {number}"}]}},
        {"marks": {"resubmission": "48 hours", "late_work": "accepted"}},
        {"attendance": {"present_from": "75%", "late_after": "5 minutes", "attended": ["partly"]}},
        {"attendance": {"present_from": "45 minutes", "issues": {"label": "session"}}},
    ],
)
def test_what_may_be_written_is_valid(
    validator: jsonschema.Draft202012Validator, changes: dict[str, Any]
) -> None:
    assert [e.message for e in validator.iter_errors({**MINIMAL, **changes})] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"titel": "Evening group"},
        {"title": ""},
        {"id": "Evening Group"},
        {"language": "fr"},
        {"repository": "github.com/dair-ai/d2l-study-group"},
        {"sessions": [{"id": "s", "title": "S", "starts": "August 1, 2020"}]},
        {"exercises": [{"id": "e", "title": "E", "due": "Agust 8"}]},
        {"exercises": [{"title": "no id"}]},
        {"exercises": {"id": "e", "title": "no list"}},
        {"certificate": {"bar": {"share": "most"}}},
        {"certificate": {"bar": {"share": "80%", "comparison": "about"}}},
        {"certificate": {"bar": {"share": "80%"}, "candidates": ["guest"]}},
        {"submissions": {"conventions": []}},
        {"submissions": {"conventions": [{"path": "{member}", "title": "{member}"}]}},
        {"submissions": {"conventions": [{"path": "solutions/*.py"}]}},
        {"marks": {"resubmission": "two days"}},
        {"marks": {"required": "perhaps"}},
        {"attendance": {"present_from": "most of it"}},
        {"attendance": {"attended": ["absent"]}},
        {
            "recurring": {
                "weekday": "friday",
                "first": "2021-09-03",
                "last": "2021-12-10",
                "starts": "25:00",
                "ends": "26:30",
            }
        },
    ],
)
def test_what_may_not_be_written_is_not(
    validator: jsonschema.Draft202012Validator, changes: dict[str, Any]
) -> None:
    assert not validator.is_valid({**MINIMAL, **changes})
