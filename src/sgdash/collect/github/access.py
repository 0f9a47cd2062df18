"""Where GitHub is and who asks: from the repository's address and the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sgdash.collect.address import web_address
from sgdash.collect.git import CollectError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class Place:
    """One repository on one GitHub."""

    api: str  # the base of the REST API; GraphQL's address follows from it
    owner: str
    name: str

    @property
    def shown(self) -> str:
        """How the repository is named in rows, problems and errors."""
        return f"{self.owner}/{self.name}"


@dataclass(frozen=True)
class Credentials:
    """A token, or a GitHub App's id and key; never shown."""

    token: str | None = field(default=None, repr=False)
    app: str | None = None
    key: str | None = field(default=None, repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be seen anywhere."""
        lines = (line for line in (self.key or "").splitlines() if len(line) > 8)
        return tuple(filter(None, (self.token, self.key, *lines)))


def read_credentials(environment: Mapping[str, str]) -> Credentials | None:
    """What GitHub is to be asked with: GITHUB_TOKEN, or else a GitHub App; None without either.

    Raises:
        CollectError: what is given cannot be meant.
    """
    token = environment.get("GITHUB_TOKEN", "").strip()
    if token:
        if not token.isascii() or not token.isprintable() or " " in token:
            raise CollectError(
                "GITHUB_TOKEN holds a blank or a letter that no token has. Copy the token again, "
                "without quotes or line breaks."
            )
        return Credentials(token=token)
    app = environment.get("GITHUB_APP_ID", "").strip()
    if not app:
        return None
    return Credentials(app=app, key=_private_key(environment))


def find_place(repository: str, environment: Mapping[str, str]) -> Place | None:
    """Where GitHub tells about the repository at an address; None for one of another host.

    A token goes to github.com, or to the GitHub that GITHUB_API_URL or, as within GitHub Actions,
    GITHUB_SERVER_URL names: an address in a program file alone sends it nowhere else.

    Raises:
        CollectError: GITHUB_API_URL cannot be used.
    """
    web = web_address(repository)
    if web is None:
        return None
    parts = urlsplit(web)
    host, names = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").split("/")
    if len(names) != 2 or not all(_NAME.fullmatch(name) for name in names):
        return None
    api = _api(host, environment)
    return Place(api, names[0], names[1]) if api else None


def _api(host: str, environment: Mapping[str, str]) -> str | None:
    given = environment.get("GITHUB_API_URL", "").strip().rstrip("/")
    if given:
        there = _api_host(given)
        if there in _LOOPBACK or there in {host, f"api.{host}"}:
            return given
    if host == "github.com":
        return "https://api.github.com"
    server = urlsplit(environment.get("GITHUB_SERVER_URL", "").strip())
    if server.scheme == "https" and server.hostname == host:
        return f"https://{host}/api/v3"
    return None


def _api_host(given: str) -> str:
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    schemes = ("https://", "http://") if host in _LOOPBACK else ("https://",)
    if not host or "@" in given or not given.startswith(schemes):
        raise CollectError(
            "GITHUB_API_URL is not the address of a GitHub. Write https://HOST/api/v3, or leave "
            "it out for github.com."
        )
    return host


def _private_key(environment: Mapping[str, str]) -> str:
    key = environment.get("GITHUB_APP_PRIVATE_KEY", "").strip()
    file = environment.get("GITHUB_APP_PRIVATE_KEY_FILE", "").strip()
    if not key and file:
        try:
            key = Path(file).expanduser().read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            cause = getattr(error, "strerror", None) or "it is no text"
            raise CollectError(
                f"GITHUB_APP_PRIVATE_KEY_FILE names {file}, which cannot be read: {cause}. Name "
                "the .pem file that GitHub gave you."
            ) from None
    if not key:
        raise CollectError(
            "GITHUB_APP_ID is set, but no key. Set GITHUB_APP_PRIVATE_KEY_FILE to the .pem file "
            "that GitHub gave you, or GITHUB_APP_PRIVATE_KEY to its contents."
        )
    return key.replace("\\n", "\n")
