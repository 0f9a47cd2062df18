"""The document in which a browser opens any page."""

import re
from pathlib import Path

import streamlit
from starlette.requests import Request

from sgdash.show.document import document

SERVED = Path(streamlit.__file__).parent / "static"


def sent() -> str:
    return bytes(document(Request({"type": "http", "headers": []})).body).decode()


def test_it_is_streamlits_own_with_more_in_its_head() -> None:
    own = (SERVED / "index.html").read_text("utf-8")
    before, after = own.split("<head>")
    told = sent()
    assert told.startswith(f"{before}<head><script>window.__streamlit")
    assert told.endswith(after)


def test_it_names_code_that_the_server_has() -> None:
    named = re.findall(r'<link rel="modulepreload" crossorigin href="\./(\S+)">', sent())
    first = named[:2]
    assert [Path(name).name.split(".")[0] for name in first] == ["Html", "purify"]
    assert all((SERVED / name).is_file() for name in first)


def test_a_browser_asks_for_it_again_after_an_update() -> None:
    answer = document(Request({"type": "http", "headers": []}))
    assert answer.headers["cache-control"] == "no-cache"
