"""The JSON Schema of `program.yaml`, with which editors complete and check it.

It is shipped as `data/program.schema.json`; after a change to `model`, write that file anew with

    python -c "from sgdash.program.schema import schema_text; print(schema_text(), end='')"
"""

import json
from typing import Any

from sgdash.program.model import Program


def program_schema() -> dict[str, Any]:
    """The schema, Draft 2020-12, generated from the types that read the file."""
    return Program.model_json_schema() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Program file of sgdash",
        "description": "program.yaml: one run of one study group. See docs/program-file.md.",
    }


def schema_text() -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(program_schema(), indent=2, sort_keys=True) + "\n"
