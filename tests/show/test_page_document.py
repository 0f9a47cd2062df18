"""The document in which a browser opens any page."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.requests import Request
from starlette.responses import Response
from streamlit import config

from sgdash.show.document import document

SERVED = Path(streamlit.__file__).parent / "static"


def sent() -> Response:
    answer = document()
    assert answer is not None
    return answer(Request({"type": "http", "headers": []}))


def test_it_is_streamlits_own_with_more_in_its_head() -> None:
    own = (SERVED / "index.html").read_text("utf-8")
    before, after = own.split("<head>")
    told = bytes(sent().body).decode()
    assert told.startswith(f"{before}<head><script>window.__streamlit")
    assert told.endswith(after)


def test_it_names_code_that_the_server_has() -> None:
    told = bytes(sent().body).decode()
    named = re.findall(r'<link rel="modulepreload" crossorigin href="\./(\S+)">', told)
    first = named[:2]
    assert [Path(name).name.split(".")[0] for name in first] == ["Html", "purify"]
    assert all((SERVED / name).is_file() for name in first)


def test_a_browser_asks_for_it_again_after_an_update() -> None:
    assert sent().headers["cache-control"] == "no-cache"


def test_streamlit_answers_itself_below_a_path_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    real = config.get_option
    told = {"server.baseUrlPath": "/group"}
    monkeypatch.setattr(
        "sgdash.show.document.get_option", lambda name: told.get(name) or real(name)
    )
    assert document() is None


def test_streamlit_answers_itself_where_its_document_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamlit, "__file__", str(tmp_path / "__init__.py"))
    assert document() is None
