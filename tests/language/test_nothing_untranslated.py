"""What a page writes is said in its language: no widget or tag is handed a sentence as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from catalogue import ROOT

OWN = {"tag", "table", "details", "note", "tile"}
"""Our own functions whose positional arguments are shown; the first of `tag` is its name."""

SHOWN = {"label", "placeholder", "help", "alt", "title", "caption", "aria_label"}
"""Arguments by name that are shown or read aloud."""

NO_WORDS = {"'code'", "'time'"}
"""The elements that hold commands, names of files and moments."""

STREAMLIT_UNSEEN = {"html", "query_params", "session_state", "Page", "set_page_config"}
WORDS = re.compile(r"[^\W\d_]{2,}")


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a reader sees."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if call.args and ast.unparse(call.args[0]) in NO_WORDS:
        return
    if name in OWN:
        yield from call.args[name == "tag" :]
    if isinstance(call.func, ast.Attribute) and call.func.attr not in STREAMLIT_UNSEEN:
        root = call.func.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id == "st":
            yield from call.args[:1]
    yield from (word.value for word in call.keywords if word.arg in SHOWN)


def _untranslated(file: Path, root: Path = ROOT) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.Call):
            continue
        for argument in _shown(node):
            parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
            texts = [p.value for p in parts if isinstance(p, ast.Constant)]
            if any(isinstance(text, str) and WORDS.search(text) for text in texts):
                yield f"{file.relative_to(root)}:{argument.lineno}: {ast.unparse(argument)}"


def test_every_sentence_of_a_page_is_said_in_its_language() -> None:
    files = [*(ROOT / "src/sgdash/show").glob("*.py"), *(ROOT / "pages").rglob("*.py")]
    assert len(files) > 40
    assert [line for file in files for line in _untranslated(file)] == []


def test_a_sentence_that_is_not_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(
        'st.button("Press me")\ntag("p", f"{n} days")\ntag("p", _("said"))\n'
        'st.text_input(_("said"), help="More words")\ntag("code", "sgdash collect")\n'
    )
    found = [line.split(":")[-2] for line in _untranslated(page, tmp_path)]
    assert found == ["1", "2", "4"]
