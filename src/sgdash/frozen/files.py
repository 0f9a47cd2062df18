"""Frozen lists on disk: `frozen/<moment>.json` in the program's folder, never overwritten."""

import re
from pathlib import Path

from pydantic import ValidationError

from sgdash.errors import SgdashError
from sgdash.frozen.document import Frozen

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.json")


class FrozenError(SgdashError):
    """A frozen list that cannot be written or read: the file, the cause and the next step."""


def default_file(folder: Path, frozen: Frozen) -> Path:
    """Where a frozen list of a program's folder belongs; no system minds the name."""
    return folder / "frozen" / f"{frozen.as_of:%Y-%m-%dT%H-%M-%SZ}.json"


def newest_file(folder: Path) -> Path:
    """The frozen list of the latest moment in a program's folder.

    Raises:
        FrozenError: there is none.
    """
    there = folder / "frozen"
    found = sorted(file for file in there.glob("*.json") if _NAME.fullmatch(file.name))
    if not found:
        raise FrozenError(f"{there}: holds no frozen list. Make one: sgdash freeze {folder.name}")
    return found[-1]


def save_frozen(frozen: Frozen, file: Path) -> bool:
    """Write a frozen list; False if the same one is there already.

    Raises:
        FrozenError: another file is there, or it cannot be written.
    """
    contents = frozen.to_bytes()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(contents)
    except FileExistsError:
        if file.is_file() and file.read_bytes() == contents:
            return False
        raise FrozenError(
            f"{file}: is there already and says something else. sgdash diff tells what; to keep "
            "both, name another file with --to FILE"
        ) from None
    except OSError as error:
        fix = "Name a file that can be written with --to FILE"
        raise FrozenError(f"{file}: {error.strerror}. {fix}") from None
    return True


def read_frozen(file: Path) -> Frozen:
    """Read a frozen list; whether it was edited is another question.

    Raises:
        FrozenError: there is none, or it is something else.
    """
    try:
        contents = file.read_bytes()
    except OSError as error:
        raise FrozenError(f"{file}: {error.strerror}. Name a file of sgdash freeze") from None
    try:
        return Frozen.model_validate_json(contents)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        said = f"{place}: {first['msg']}" if place else first["msg"]
        raise FrozenError(
            f"{file}: is no frozen list ({said}). Name a file of sgdash freeze, or get this one "
            "back from git"
        ) from None
