from collections.abc import Callable
from pathlib import Path

import pytest

from sgdash.program.folder import ProgramFolder, read_program
from sgdash.tables import COLLECTED

MINIMAL = "id: evening\ntitle: Evening group\n"
FILES = {
    "attendance": "attendance/first.csv",
    "members": "members.csv",
    **{table.name: f"sample/{table.name}.csv" for table in COLLECTED},
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes the folder of the program `evening`, each file by its short name."""

    def write(**files: str | bytes) -> Path:
        folder = tmp_path / "evening"
        for name, content in {"program": MINIMAL, **files}.items():
            file = folder / FILES.get(name, f"{name}.yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write


@pytest.fixture
def told(written: Callable[..., Path]) -> Callable[..., list[str]]:
    """Every problem of a folder with the given files, as `file:line: message` from its folder."""

    def problems_of(**files: str | bytes) -> list[str]:
        folder = written(**files)
        _, problems = read_program(folder)
        return [str(problem).removeprefix(f"{folder}/") for problem in problems]

    return problems_of


@pytest.fixture
def opened(written: Callable[..., Path]) -> Callable[..., ProgramFolder]:
    """The folder with the given files, opened; they must be without problems."""

    def open_folder(**files: str | bytes) -> ProgramFolder:
        program, problems = read_program(written(**files))
        assert problems == []
        assert program
        return program

    return open_folder
