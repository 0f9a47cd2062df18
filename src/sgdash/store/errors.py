"""Everything that can go wrong with a store, as one line: the thing, the cause, the next step."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

_SECRETS = ("password", "sslpassword")

# Words of a driver's message → the cause and the next step; the first that fits is taken.
_KNOWN = (
    (
        ("database is locked", "lock timeout"),
        "another collection is still being saved. Run this again once that one has ended",
    ),
    (
        ("not a database", "malformed", "disk i/o error"),
        "the file is damaged. Move it away and collect again; that costs time and nothing else",
    ),
    (
        ("unable to open database file", "readonly database"),
        "the file or its folder cannot be written. Allow it or name another in SGDASH_STORE",
    ),
    (
        ("database or disk is full", "no space left"),
        "the disk is full. Make room and run this again; the previous collection is untouched",
    ),
    (
        ("authentication failed", "no password supplied"),
        "the server refused the user or the password. Correct them in SGDASH_STORE",
    ),
    (
        ("connection failed", "connection to server", "could not connect", "server closed"),
        "the server does not answer. Start it, or correct the address in SGDASH_STORE",
    ),
    (
        ("permission denied",),
        "the user lacks a right to it. Grant that, or name another user in SGDASH_STORE",
    ),
)


class StoreError(Exception):
    """A store that cannot be used; its message is one line for a person, without a password."""


class StoreMissingError(StoreError):
    """There is no store yet, and it was not to be created."""


@contextmanager
def one_line_errors(url: sa.URL) -> Iterator[None]:
    """Raises what the drivers raise as a StoreError."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreError(failure(url, error.orig or error)) from error
    except sa.exc.SQLAlchemyError as error:
        raise StoreError(failure(url, error)) from error
    except ImportError as error:
        message = f"{shown(url)}: {error}. Run: pip install 'sgdash[postgres]'"
        raise StoreError(_one_line(url, message)) from error
    except UnicodeEncodeError as error:
        message = f"a text holds {error.object[error.start]!a}, which is not Unicode. Replace it"
        raise StoreError(f"{shown(url)}: {message}") from error


def failure(url: sa.URL, error: BaseException) -> str:
    """The line that tells of a driver's error: in words where it is known, else as it came."""
    text = str(error)
    lowered = text.lower()
    for needles, advice in _KNOWN:
        if any(needle in lowered for needle in needles):
            detail = next((line for line in text.splitlines() if _tells(line, needles)), text)
            return _one_line(url, f"{shown(url)}: {advice} ({detail})")
    return _one_line(url, f"{shown(url)}: {text}. Correct that and run this again")


def shown(url: sa.URL) -> str:
    """The store's address as a person may see it, without passwords."""
    if url.get_backend_name() == "sqlite":
        return f"store {url.database}"
    open_part = url.set(drivername=url.get_backend_name()).difference_update_query(_SECRETS)
    return f"store {open_part.render_as_string(hide_password=True)}"


def _tells(line: str, needles: tuple[str, ...]) -> bool:
    return any(needle in line.lower() for needle in needles)


def _one_line(url: sa.URL, message: str) -> str:
    """The message without line breaks and, whatever a driver wrote into it, without a password."""
    for secret in (url.password, *(url.query.get(name) for name in _SECRETS)):
        if isinstance(secret, str) and secret:
            message = message.replace(secret, "***")
    return " ".join(message.split())
