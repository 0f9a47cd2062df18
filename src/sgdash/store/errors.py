"""Everything that can go wrong with a store, as one line: the thing, the cause, the next step."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from sgdash.errors import SgdashError
from sgdash.language import Foreign, Said, say

_SECRETS = ("password", "sslpassword")

# Words of a driver's message → the cause and the next step; the first that fits is taken.
_KNOWN = (
    (
        ("database is locked", "lock timeout"),
        say("another collection is still being saved. Run this again once that one has ended"),
    ),
    (
        ("not a database", "malformed", "disk i/o error"),
        say(
            "the file is damaged. Move it away and collect again; that costs time and nothing else"
        ),
    ),
    (
        ("unable to open database file", "readonly database"),
        say("the file or its folder cannot be written. Allow it or name another in SGDASH_STORE"),
    ),
    (
        ("database or disk is full", "no space left"),
        say("the disk is full. Make room and run this again; the previous collection is untouched"),
    ),
    (
        ("authentication failed", "no password supplied"),
        say("the server refused the user or the password. Correct them in SGDASH_STORE"),
    ),
    (
        ("connection failed", "connection to server", "could not connect", "server closed"),
        say("the server does not answer. Start it, or correct the address in SGDASH_STORE"),
    ),
    (
        ("permission denied",),
        say("the user lacks a right to it. Grant that, or name another user in SGDASH_STORE"),
    ),
)


class StoreError(SgdashError):
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
        told = say(
            "{store}: {name} is missing. Run: pip install 'sgdash[postgres]'",
            store=shown(url),
            name=error.name or Foreign(str(error)),
        )
        raise StoreError(told) from error
    except UnicodeEncodeError as error:
        told = say(
            "{store}: a text holds {letter}, which is not Unicode. Replace it",
            store=shown(url),
            letter=ascii(error.object[error.start]),
        )
        raise StoreError(told) from error


def failure(url: sa.URL, error: BaseException) -> Said:
    """The line that tells of a driver's error: in words where it is known, else as it came."""
    lines, where = _without_secrets(url, str(error)).splitlines(), shown(url)
    for needles, advice in _KNOWN:
        for line in lines:
            if any(needle in line.lower() for needle in needles):
                cause = Foreign(line.strip())
                return say("{store}: {advice} ({cause})", store=where, advice=advice, cause=cause)
    cause = Foreign(" ".join(lines))
    return say("{store}: {cause}. Correct that and run this again", store=where, cause=cause)


def shown(url: sa.URL) -> str:
    """The store's address as a person may see it, without passwords."""
    if url.get_backend_name() == "sqlite":
        return f"store {url.database}"
    # of the options only where the server is: any other may be, or be mistaken for, a secret
    where = {name: url.query[name] for name in ("host", "port") if name in url.query}
    plain = url.set(drivername=url.get_backend_name(), query=where)
    return f"store {plain.render_as_string(hide_password=True)}"


def _without_secrets(url: sa.URL, text: str) -> str:
    """A driver's text without the password, should it have written one into it."""
    for secret in (url.password, *(url.query.get(name) for name in _SECRETS)):
        if isinstance(secret, str) and secret:
            text = text.replace(secret, "***")
    return text
