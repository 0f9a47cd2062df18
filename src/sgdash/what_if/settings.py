"""`PATH=VALUE`: one value of a program file, set or taken out in its plain data."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgdash.errors import SgdashError
from sgdash.program.yaml_source import parse_source


class SettingError(SgdashError):
    """A setting that cannot be made; its text says which, why, and what to write, in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True)
class Setting:
    """A value to be put at a path such as `exercises.assignment-2.due`; None takes it out."""

    path: str
    value: Any

    def error(self, message: str) -> SettingError:
        """An error that begins with this setting."""
        return SettingError(f"--set {self.path}: {message}")


def parse_setting(text: str) -> Setting:
    """Read `PATH=VALUE`; the value is written as in a program file, and nothing takes it out.

    Raises:
        SettingError: it is not written so.
    """
    if not _is_utf8(text):
        raise SettingError(f"--set {text!a}: is not UTF-8. Write it in a terminal that is.")
    path, equals, written = text.partition("=")
    path = path.strip()
    if not equals or not all(path.split(".")):
        raise SettingError(f'--set "{text}": write PATH=VALUE, as in certificate.bar.share=75%.')
    source = parse_source(Path("--set"), written)
    setting = Setting(path, source.data)
    if source.problems:
        raise setting.error(source.problems[0].message)
    return setting


def _is_utf8(text: str) -> bool:
    """False for bytes from the command line that were no text."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def put(data: Any, setting: Setting) -> None:  # noqa: ANN401 - plain data of any shape
    """Set one value in the plain data of a program file; its entries are named by their ids.

    Raises:
        SettingError: the path leads nowhere.
    """
    rest = setting.path
    while True:
        key, rest = _step(data, rest, setting)
        if not rest:
            break
        if isinstance(data, dict) and data.get(key) is None:
            data[key] = {}
        data = data[key]
    if setting.value is not None:
        data[key] = setting.value
    elif isinstance(data, dict) and key not in data:
        raise setting.error("is not written in program.yaml, so it cannot be taken out.")
    else:
        del data[key]


def _step(node: Any, rest: str, setting: Setting) -> tuple[Any, str]:  # noqa: ANN401
    """The key or position that a path goes on with, and what of the path is left."""
    if isinstance(node, dict):
        key, _, below = rest.partition(".")
        return key, below
    if not isinstance(node, list):
        said = setting.path.removesuffix(rest).rstrip(".")
        raise setting.error(f"{said} is a single value, so nothing can be set below it.")
    names = [_name(entry, position) for position, entry in enumerate(node, start=1)]
    fits = [name for name in names if f"{rest}.".startswith(f"{name}.")]
    if not fits:
        raise setting.error(_no_such(rest, names))
    name = max(fits, key=len)  # ids may have dots in them
    return names.index(name), rest[len(name) + 1 :]


def _name(entry: object, position: int) -> str:
    """What an entry of a list is called in a path: its id, or else its position from 1."""
    written = entry.get("id") if isinstance(entry, dict) else None
    return str(written or position)


def _no_such(rest: str, names: list[str]) -> str:
    wanted = rest.partition(".")[0]
    near = difflib.get_close_matches(wanted, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(names) or 'none'}."
    return f'there is no entry "{wanted}". {hint}'
