"""`sgdash presenters`: who has led, and whose turn it is."""

import json
from pathlib import Path

import pytest

from sgdash import export
from sgdash.cli.main import main
from sgdash.home import CHECKOUT

DOCUMENT = CHECKOUT / "docs" / "command-line.md"


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["presenters", *args])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDASH_DATA", str(CHECKOUT / "data"))
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/none.sqlite")


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    assert run(*args, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def test_a_group_whose_guide_is_another_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    first = rows(capsys, "jadm-d2l", "--next")[0]
    assert list(first) == export.SUGGESTIONS
    assert (first["session"], first["led"]) == ("sesion-05", 0)
    assert str(first["reason"]).startswith("has not led yet; came to ")
    led = {row["person"]: (row["led"], row["ahead"]) for row in rows(capsys, "jadm-d2l")}
    assert led["guia-uno"] == (1, 1)
    assert led["guia-dos"] == (1, 0)


def test_a_past_day(capsys: pytest.CaptureFixture[str]) -> None:
    led = rows(capsys, "jadm-d2l", "--as-of", "2020-10-19")
    assert {row["led"] for row in led} == {0}


def test_talks_by_person_and_path(capsys: pytest.CaptureFixture[str]) -> None:
    talks = {row["person"]: row["paths"] for row in rows(capsys, "the-deep-learners")}
    assert talks["zofia-sample"] == "presentations 2"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("ucm-dlg",),
            "Nobody is named yet: write `presenters:` or `talks:` below a session.\n",
        ),
        (
            ("dair-d2l", "--next"),
            "Nobody takes turns here: `leading:` in program.yaml says whose roles do.\n",
        ),
    ],
)
def test_what_to_do_where_there_is_nothing(
    capsys: pytest.CaptureFixture[str], args: tuple[str, ...], told: str
) -> None:
    assert run(*args) == 0
    assert capsys.readouterr().out == told


@pytest.mark.parametrize(
    ("command", "columns"),
    [("presenters", export.PRESENTERS), ("presenters --next", export.SUGGESTIONS)],
)
def test_the_promised_columns(command: str, columns: list[str]) -> None:
    assert f"| {command} | {', '.join(columns)} |" in DOCUMENT.read_text(encoding="utf-8")
