"""The address of a store: which database it names, and whether that may be used."""

import os
from pathlib import Path

import sqlalchemy as sa

from sgdash.language import Foreign, say
from sgdash.store.errors import StoreError, StoreMissingError, shown

APPLICATION_ID = 0x53474453  # "SGDS": how a SQLite file says whose it is, at byte 68
_SQLITE = b"SQLite format 3\x00"
_NEXT = say("Write sqlite:///folder/store.db or postgresql://user:password@host/database")


def parse_address(text: str) -> sa.URL:
    """The address as SQLAlchemy knows it.

    Raises:
        StoreError: it is no address of a store. The text itself is never shown, because what
            cannot be parsed may hold a password anywhere.
    """
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError(
            say("SGDASH_STORE is not an address of a store. {next}.", next=_NEXT)
        ) from None
    if url.drivername == "sqlite":
        return _sqlite(url)
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _postgresql(url, text)
    told = say(
        "SGDASH_STORE names {driver}, which cannot be a store. {next}.",
        driver=url.drivername,
        next=_NEXT,
    )
    raise StoreError(told)


def absolute_address(text: str) -> str:
    """The same store's address, good from any folder.

    Raises:
        StoreError: it is no address of a store.
    """
    url = parse_address(text)
    if url.get_backend_name() != "sqlite":
        return text
    return url.render_as_string(hide_password=False)


def claim_file(url: sa.URL, *, create: bool) -> None:
    """Makes sure, before SQLite opens it, that the file is a store's or free to become one.

    Raises:
        StoreMissingError: there is no file yet and `create` is false.
        StoreError: the file is not a store's, or cannot be read.
    """
    path = Path(str(url.database))
    try:
        head = _head(path)
        if not head and create:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = say(
            "{store}: {cause}. Name another place in SGDASH_STORE",
            store=shown(url),
            cause=Foreign(f"{error.strerror}: {error.filename}"),
        )
        raise StoreError(told) from error
    if not head and not create:
        raise StoreMissingError(f"{shown(url)}: nothing there yet. Run: sgdash collect PROGRAM")
    if head and not _is_ours(head):
        told = say(
            "{store}: not a file of sgdash, so it is left as it is. Name another file in "
            "SGDASH_STORE",
            store=shown(url),
        )
        raise StoreError(told)


def _sqlite(url: sa.URL) -> sa.URL:
    if url.query or url.host or not url.database or url.database == ":memory:":
        raise StoreError(
            say(
                "SGDASH_STORE must name a file after sqlite:///, without options. {next}.",
                next=_NEXT,
            )
        )
    # the two drivers read a relative path or one that starts with "file:" in different ways
    return url.set(database=str(Path(url.database).expanduser().absolute()))


def _postgresql(url: sa.URL, text: str) -> sa.URL:
    # what follows a second @ would count as host or database, and be shown in errors
    if text.partition("?")[0].count("@") > 1:
        raise StoreError(
            say("SGDASH_STORE holds two @. Write %40 for one in a password. {next}.", next=_NEXT)
        )
    url = url.set(drivername="postgresql+psycopg")
    return (
        url if "connect_timeout" in url.query else url.update_query_dict({"connect_timeout": "10"})
    )


def _head(path: Path) -> bytes:
    """The first bytes of the file; none if there is no file."""
    if not os.path.lexists(path):
        return b""
    with path.open("rb") as file:
        return file.read(72)


def _is_ours(head: bytes) -> bool:
    return head.startswith(_SQLITE) and head[68:] == APPLICATION_ID.to_bytes(4, "big")
