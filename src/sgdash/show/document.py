"""The document in which a browser opens any page: Streamlit's own, which it then need not look for.

It names the code that every page needs, else a browser learns of it when the first page is there;
and it says where the server is, else a page such as `/member` is tried as the server's place first,
and the next try waits for a tenth of a second. Without either everything works, later.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from streamlit.config import get_option

NEEDED = ("Html", "purify.es")
"""Files of Streamlit's code, by what stands before the fingerprint in their names."""

_HEAD = "<head>"
_PLACE = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL("./", location).href}</script>'


def document() -> Callable[[Request], Response] | None:
    """Answers with what Streamlit would send, and more in its head.

    None where Streamlit is to answer itself: its own document is somewhere else, or its pages lie
    below a path of `server.baseUrlPath`.
    """
    if get_option("server.baseUrlPath"):
        return None
    try:
        told = _document(Path(streamlit.__file__).parent / "static")
    except OSError:
        return None
    return lambda _request: HTMLResponse(told, headers={"Cache-Control": "no-cache"})


def _document(served: Path) -> str:
    code = served / "static" / "js"
    files = [file.name for name in NEEDED for file in sorted(code.glob(f"{name}.*.js"))]
    named = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in files]
    told = "".join([_HEAD, _PLACE, *named])
    return (served / "index.html").read_text("utf-8").replace(_HEAD, told, 1)
