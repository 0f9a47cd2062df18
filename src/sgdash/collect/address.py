"""Where a repository is: a path, or an address whose credentials stay with git."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sgdash.collect.git import CollectError

_SCP = re.compile(r"(?P<user>[^@/:\s]+@)?(?P<host>[A-Za-z0-9][\w.-]*):(?P<path>[^:\s].*)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST_ALONE = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")  # a port could be a password's begin
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_PATH = re.compile(r"/[\w.~-]+(/[\w.~-]+)*")
_PROTOCOLS = {"https": "https:ssh", "ssh": "https:ssh", "file": "file"}  # user's insteadOf included
_ADVICE = "Give the path of a clone, or an address that begins with https://, ssh:// or file://."


@dataclass(frozen=True)
class Source:
    """One repository as the user named it."""

    given: str  # may hold credentials: for git alone
    shown: str  # the path or address without them: for rows, problems and errors
    path: Path | None  # of a local repository, which is read in place
    protocols: str  # what git may speak to reach it


def locate(source: str) -> Source:
    """The repository that `source` names.

    Raises:
        CollectError: it names nothing that sgdash reads.
    """
    if not source or source.startswith("-") or not source.isprintable():
        named = "An address with an @" if "@" in source else repr(source)
        raise CollectError(f"{named} names no repository. {_ADVICE}")
    path = Path(source)
    if path.is_file():
        raise CollectError(f"{source} is a file, not a repository. {_ADVICE}")
    if path.exists():
        return Source(source, str(path.resolve()), path.resolve(), "")
    if _holds_secret(source):
        raise CollectError(
            "--from or `repository:` holds a password in front of a host. Write https:// before "
            "the host, and keep the password in git's credential helper instead."
        )
    scheme, separator, _ = source.partition("://")
    if separator and scheme.lower() in _PROTOCOLS:
        return Source(source, _shown(source), None, _PROTOCOLS[scheme.lower()])
    if separator and scheme.lower() == "http":
        raise CollectError(
            f"{_shown(source)} is not encrypted, anybody on the way could change what it says. "
            "Use https:// instead."
        )
    if separator or "::" in source:
        raise CollectError(
            f"sgdash does not speak {re.split('[:]', source)[0]!r} to repositories. {_ADVICE}"
        )
    if _SCP.fullmatch(source):
        return Source(source, source, None, _PROTOCOLS["ssh"])
    raise CollectError(f"{source} does not exist. {_ADVICE}")


def web_address(address: str) -> str | None:
    """The https address that a browser opens for a git address, None for one without such."""
    if "://" in address:
        host, path = _host_and_path(address)
    elif match := _SCP.fullmatch(address):
        host, path = match["host"], "/" + match["path"].lstrip("/")
    else:
        return None
    path = path.rstrip("/").removesuffix(".git")
    # the address may be a stranger's: what is not plainly a host and a path becomes no link
    if _HOST.fullmatch(host) and _PATH.fullmatch(path):
        return f"https://{host}{path}"
    return None


def owner_of(web: str | None) -> str | None:
    """Whose repository the https address of its pages names."""
    return web.split("/")[3] if web else None


def _host_and_path(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.hostname or "", parts.path) if parts.scheme in {"https", "ssh"} else ("", "")


def _holds_secret(source: str) -> bool:
    """Whether what is no path may hold a password that cannot be told from the rest of it."""
    before, at, after = source.rpartition("@")
    if not at or _URL.match(source):
        return False
    named = _SCP.fullmatch(source)
    # git@host:owner/name@x: the user of all forges, who has no password, and no host after the @
    if named and named["user"] == "git@" and not re.search("[:/]", after):
        return False
    return named is None or ":" in before


def _shown(address: str) -> str:
    """The address without a password, and without a user but for ssh, where it is no secret.

    A password may hold what ends a host or a path, so all up to the last @ may be one; but where
    the address begins with a host alone, or as that of a file with none, an @ is of the path.
    """
    scheme, _, rest = address.partition("://")
    credentials, _, place = rest.rpartition("@")
    if re.search("[?#]", credentials):  # what follows may be a query's
        return f"{scheme}://…"
    begin = rest.partition("/")[0]
    if _HOST_ALONE.fullmatch(begin) if begin else scheme.lower() == "file":
        credentials, place = "", rest
    user = credentials.partition(":")[0] if scheme.lower() == "ssh" else ""
    place = re.split(r"[?#]", place)[0]
    return f"{scheme}://{user}{'@' if user else ''}{place}"
