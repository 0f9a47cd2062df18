"""What git's words mean for a person: the thing, the cause and the next step, in one line."""

import re

from sgdash.collect.address import Source
from sgdash.collect.git import CollectError, GitError

_OWNER = re.compile(r"dubious ownership in repository at '(?P<folder>[^']+)'")
_REFUSED = re.compile(
    r"Authentication failed|could not read (Username|Password)|terminal prompts disabled"
    r"|Permission denied [(,]|Host key verification failed|(returned error:|HTTP) 40[13]"
    r"|access denied"
)
_ABSENT = re.compile(
    r"[Rr]epository .*not found|does not appear to be a git repository|returned error: 404"
    r"|[Nn]ot a git repository|[Nn]o such repository"
)
_UNREACHABLE = re.compile(
    r"Could not resolve|Failed to connect|Couldn't connect|Connection (refused|reset|timed out)"
    r"|Network is unreachable|No route to host|[Tt]imed out|unable to access '|early EOF"
    r"|RPC failed|Operation too slow|hung up|unexpected disconnect|Name or service not known"
)
_INCOMPLETE = re.compile(
    r"not allowed|[Ll]azy fetching disabled|promisor|unable to read|bad (object|tree)|missing"
    r"|[Cc]ould not (read|fetch|parse)|Could not find|corrupt|does not match"
)

_ITS_ADDRESS = "\0"  # which git cannot say

_MEANINGS = {
    _OWNER: """{it} belongs to another user, so git refuses to read it. If you trust it, run:
        git config --global --add safe.directory {folder}""",
    _REFUSED: """{it} refused access ({words}). Check that `git ls-remote {it}` works without asking
        for a password: set up a credential helper or an ssh key, then try again.""",
    _ABSENT: """{it} is not a git repository, or not one that you may read. Check the path or
        address.""",
    _UNREACHABLE: """{it} could not be reached ({words}). Check the network and the address, then
        try again.""",
    _INCOMPLETE: """{it} lacks objects that its history needs ({words}). Run `git fsck` in it; a
        clone made with a filter on trees needs `git fetch --refetch --filter=blob:none`.""",
}


def blame(error: GitError, source: Source) -> CollectError:
    """The error to show for one of git's."""
    said = _redacted(str(error), source)
    words = _telling(said)
    for pattern, meaning in _MEANINGS.items():
        if match := pattern.search(said):
            named = match.groupdict()
            line = " ".join(meaning.split()).format(it=source.shown, words=words, **named)
            return CollectError(line)
    return CollectError(
        f"git could not read {source.shown} ({words}). "
        f"Run `git ls-remote {source.shown}` to see more."
    )


def is_out_of_reach(error: GitError) -> bool:
    """Whether the repository could not be reached, or let nobody in, which no new clone mends."""
    return any(pattern.search(str(error)) for pattern in (_REFUSED, _UNREACHABLE))


def _telling(said: str) -> str:
    """The line that tells most: git's last fatal or error, the server's own words aside."""
    lines = [line for line in said.splitlines() if not line.startswith("remote:")]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ssh:"))]
    line = (telling[:1] or lines[-1:] or ["no reason given"])[0]
    return re.sub(r"^(fatal|error): ", "", line)[:200].rstrip(".:")


def _redacted(said: str, source: Source) -> str:
    """What git said without the credentials of the address, also those of a rewritten one."""
    said = said.replace(source.given, _ITS_ADDRESS)
    said = re.sub(r"(https?|ssh)://[^\s'\"]*@", r"\1://", said)
    said = said.replace(_ITS_ADDRESS, source.shown)
    return re.sub(r"(://[^\s'\"?]*)\?[^\s'\"]*", r"\1", said)
