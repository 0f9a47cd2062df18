"""The columns that the document promises are those that the commands print."""

import pytest

from sgdash import export
from sgdash.frozen.evidence import PARTS
from sgdash.home import CHECKOUT


@pytest.mark.parametrize(
    ("command", "columns"),
    [("similar", export.SIMILAR), ("whatif", export.CHANGES), ("diff", export.CHANGES)],
)
def test_the_promised_columns_are_those_of_the_export(command, columns):
    text = (CHECKOUT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"| {command} | {', '.join(columns)} |" in text


def test_the_parts_of_evidence_are_those_of_the_document():
    text = (CHECKOUT / "docs" / "frozen-lists.md").read_text(encoding="utf-8")
    for part in PARTS:
        assert f"\n| {part} | " in text
