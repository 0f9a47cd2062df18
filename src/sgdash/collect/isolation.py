"""What a git process may see and do: its settings and environment, whatever the user's are."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

NOTHING = "none"  # no protocol has this name, so git may talk to nobody

_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_HTTP_", "GIT_PROXY_", "GIT_SSH", "GIT_SSL_")

_FIXED = {
    "GIT_ASKPASS": "",  # set and empty: no program asks for a password, core.askPass included
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # since git 2.44; GIT_ALLOW_PROTOCOL does it for older ones
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": f"{os.devnull}/none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_FLUSH": "0",  # a pipe in whole buffers, and not one write for each commit
    "GIT_PAGER": "cat",
    "LC_ALL": "C",  # the errors below are told apart by git's English words
    "LANGUAGE": "C",
}

_SETTINGS = {
    "advice.graftFileDeprecated": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.commitGraph": "false",  # a cache of parents and dates that a stranger may have forged
    "gc.auto": "0",  # would go on in the background
    "maintenance.auto": "false",
    "safe.bareRepository": "all",  # a bare repository is named by the user, not stumbled upon
}


def command(arguments: Sequence[str]) -> list[str]:
    """The words that start git with `arguments`."""
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    return ["git", "--no-pager", *settings, *arguments]


def environment(folder: Path, protocols: str, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a git process; `settings` go by it, since anyone may read arguments."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    count = int(kept.get("GIT_CONFIG_COUNT") or 0)
    for number, (key, value) in enumerate(settings.items(), count):
        kept[f"GIT_CONFIG_KEY_{number}"] = key
        kept[f"GIT_CONFIG_VALUE_{number}"] = value
    return {
        **kept,
        **_FIXED,
        "GIT_CONFIG_COUNT": str(count + len(settings)),
        "GIT_ALLOW_PROTOCOL": protocols,
        # only `folder` itself is a repository to git, never one around it
        "GIT_CEILING_DIRECTORIES": str(folder.resolve().parent),
    }
