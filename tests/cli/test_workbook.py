"""A workbook in which every text is text."""

import re
import zipfile
from io import BytesIO

import pandas as pd
import pytest

from sgdash import export
from sgdash.export import to_csv, to_xlsx

HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+1",
    "-1",
    "@sum",
    "\t=1",
    "<b>&",
    "x" * 40_000,
]


def sheet_of(book: bytes) -> str:
    with zipfile.ZipFile(BytesIO(book)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


def test_no_text_becomes_a_formula_or_a_link() -> None:
    book = to_xlsx(pd.DataFrame({"name": HOSTILE, "n": range(len(HOSTILE))}))
    sheet = sheet_of(book)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink", "")
    with zipfile.ZipFile(BytesIO(book)) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert 'quotePrefix="1"' in styles
    assert sheet.count('t="inlineStr"') == 2 + len(HOSTILE)
    assert "=HYPERLINK(" in sheet  # and the text is all there, without anything put before it


def test_numbers_are_numbers_and_nothing_is_nothing() -> None:
    table = pd.DataFrame({"share": [0.5, None], "n": pd.array([3, None], dtype="Int64")})
    assert re.findall(r"<v>([^<]+)</v>", sheet_of(to_xlsx(table))) == ["0.5", "3"]


def test_a_sheet_has_room_for_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    to_xlsx(pd.DataFrame({"n": [1, 2]}))
    with pytest.raises(ValueError, match="3 rows"):
        to_xlsx(pd.DataFrame({"n": [1, 2, 3]}))


def test_csv_keeps_the_same_texts_from_running() -> None:
    text = to_csv(pd.DataFrame({"name": HOSTILE[:4]}, dtype="str"))
    assert all(not line.strip('"').startswith(("=", "+", "-", "@")) for line in text.splitlines())
