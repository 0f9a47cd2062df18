"""Few rows as a table of HTML."""

import pandas as pd

from sgdash.show.rows import few_rows, told_rows

HEADINGS = {"ref": "Where", "fix": "What to add", "url": "Link"}


def test_a_line_to_copy_is_whole_however_long_and_hides_nothing() -> None:
    line = 'decisions.yaml: - {finding: x, ref: "' + "long/" * 80 + 'end.py", reason: …}'
    told = told_rows(pd.DataFrame({"ref": ["a"], "fix": [line + "\u202e<b>"]}))
    made = few_rows(told, HEADINGS, "Findings")
    assert "long/" * 80 + "end.py&quot;, reason: …}\\u202e&lt;b&gt;</code>" in made


def test_a_row_without_a_line_or_a_link_has_none() -> None:
    rows = pd.DataFrame(
        {
            "ref": ["<b>", "b"],
            "fix": [None, "write this"],
            "url": ["javascript:alert(1)", "https://example.org/b"],
        }
    )
    made = few_rows(told_rows(rows), HEADINGS, "Findings")
    assert made.count("<code>") == 1
    assert made.count("<a ") == 1
    assert "&lt;b&gt;" in made
    assert "javascript" not in made
