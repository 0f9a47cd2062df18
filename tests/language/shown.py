"""Everything that a page sends to the browser to be read: text, tables, charts, labels, help."""

import io
import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pyarrow as pa
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

READ_ALOUD = ("title", "alt", "aria-label", "placeholder", "data-name")
TO_COPY, LINES = "Code", "fix"
"""An element, and a column of tables, with what is to be copied into a program's files."""
NOT_SAID = {"code", "style"}
UNREAD = {
    *("id", "element_id", "form_id", "page", "page_script_hash", "query_string", "url", "tag"),
    *(
        "format",
        "icon",
        "type",
        "theme",
        "config",
        "language",
        "step",
        "deferred_file_id",
        "min",
        "max",
        "raw_value",
    ),
}
"""Fields that nobody sees as they are."""


def shown(page: AppTest) -> Iterator[str]:
    """Each text of a page that has run."""
    yield from _of_block(page._tree)


def _of_block(block: Any) -> Iterator[str]:
    proto = getattr(block, "proto", None)
    if isinstance(proto, Message):
        yield from _of_message(proto)
    for child in getattr(block, "children", {}).values():
        yield from _of_block(child)


def _of_message(message: Message) -> Iterator[str]:
    kind = message.DESCRIPTOR.name
    if kind == TO_COPY:
        return
    if kind == "Dataframe":
        yield from _without_heading(message)
    for field, value in message.ListFields():
        if field.name in UNREAD:
            continue
        read = _READERS.get((kind, field.name), _of_value)
        for one in value if field.is_repeated else (value,):
            yield from read(one)


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, Message):
        yield from _of_message(value)
    elif isinstance(value, bytes):
        yield from _of_table(value)
    elif isinstance(value, str):
        yield value


class _Reader(HTMLParser):
    """The texts of some HTML, and what is read aloud of it; commands and names of files not."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not NOT_SAID & set(self._open):
            self.found.append(data)


def _of_html(body: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(body)
    yield from reader.found


def _of_columns(columns: str) -> Iterator[str]:
    for config in json.loads(columns).values():
        of_its_type = config.get("type_config") or {}
        yield from (config[name] for name in ("label", "help") if config.get(name))
        yield of_its_type.get("display_text") or ""
        yield from (
            option.get("label") or option["value"] for option in of_its_type.get("options") or ()
        )


def _without_heading(table: Any) -> Iterator[str]:
    """The columns that are shown by the names that they have in the code."""
    told = json.loads(table.columns or "{}")
    names = pa.ipc.open_stream(io.BytesIO(table.arrow_data.data)).schema.names
    yield from (name for name in names if name not in told and not name.startswith("__index"))


def _of_table(sent: bytes) -> Iterator[str]:
    table = pa.ipc.open_stream(io.BytesIO(sent)).read_all()
    for name in table.column_names:
        for value in table[name].to_pylist() if name != LINES else ():
            texts = value if isinstance(value, list) else [value]
            yield from (one for one in texts if isinstance(one, str))


_READERS: dict[tuple[str, str], Callable[[Any], Iterator[str]]] = {
    ("Html", "body"): _of_html,
    ("Dataframe", "columns"): _of_columns,
}
