"""The document in which a browser opens any page: Streamlit's own, which it then need not look for.

It names the code that every page needs, else a browser learns of it when the first page is there;
and it says where the server is, else a page such as `/member` is tried as the server's place first,
and the next try waits for a tenth of a second. Without either everything works, later.
"""

from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

NEEDED = ("Html", "purify.es")
"""Files of Streamlit's code, by what stands before the fingerprint in their names."""

_HEAD = "<head>"
_PLACE = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL("./", location).href}</script>'


def document(_request: Request) -> Response:
    """What Streamlit would send, with more in its head."""
    return HTMLResponse(_document(), headers={"Cache-Control": "no-cache"})


@cache
def _document() -> str:
    served = Path(streamlit.__file__).parent / "static"
    code = served / "static" / "js"
    files = [file.name for name in NEEDED for file in sorted(code.glob(f"{name}.*.js"))]
    named = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in files]
    told = "".join([_HEAD, _PLACE, *named])
    return (served / "index.html").read_text("utf-8").replace(_HEAD, told, 1)
