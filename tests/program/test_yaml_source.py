from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sgdash.program.yaml_source import read_source

SHARED_FOLDER = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "program.yaml"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-08-08", "2020-08-08"),
        ("17:00", "17:00"),
        ("007", "007"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("80%", "80%"),
        ("14 (Part 1)", "14 (Part 1)"),
        ("true", True),
        ("false", False),
        ("'true'", "true"),
        ("!!str true", "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ("''", ""),
        ("a # a remark", "a"),
        ("a#b", "a#b"),
        (">-\n  two\n  lines", "two lines"),
        ("하늘", "하늘"),
    ],
)
def test_scalars_mean_what_they_look_like(file: Path, written: str, read: object) -> None:
    file.write_text(f"key: {written}\n", encoding="utf-8")
    source = read_source(file)
    assert source.problems == []
    assert source.data == {"key": read}


PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])


@SHARED_FOLDER
@given(text=st.text(PRINTABLE, min_size=1))
def test_any_quoted_text_comes_back_as_it_was(file: Path, text: str) -> None:
    quoted = yaml.dump({"key": [text]}, default_style='"', allow_unicode=True, width=10_000)
    file.write_text(quoted, encoding="utf-8")
    assert read_source(file).data == {"key": [text]}


@SHARED_FOLDER
@given(content=st.binary(max_size=200))
def test_whatever_the_bytes_it_is_a_problem_and_no_crash(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    source = read_source(file)
    assert all(problem.line >= 1 and "\n" not in problem.message for problem in source.problems)


@SHARED_FOLDER
@given(text=st.text("ab:-[]{}&*!|>'\"%@`#?,\n\t ~1", max_size=60))
def test_whatever_the_punctuation_it_is_a_problem_and_no_crash(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    source = read_source(file)
    assert all("\n" not in problem.message for problem in source.problems)


def test_lines_of_values_and_of_what_is_around_a_missing_one(file: Path) -> None:
    file.write_text("# first\na:\n  - b: 1\n    c:\n      - 2\n  - d: 3\n", encoding="utf-8")
    source = read_source(file)
    assert source.line(()) == 2
    assert source.line(("a",)) == 2
    assert source.line(("a", 0)) == 3
    assert source.line(("a", 0, "c")) == 4
    assert source.line(("a", 0, "c", 0)) == 5
    assert source.line(("a", 1, "d")) == 6
    assert source.line(("a", 1, "missing")) == 6
    assert source.line(("z",)) == 2


def test_a_key_that_comes_twice_keeps_its_first_value_and_line(file: Path) -> None:
    file.write_text("a: 1\nb: {a: 2}\na: [3]\n", encoding="utf-8")
    source = read_source(file)
    assert source.data == {"a": "1", "b": {"a": "2"}}
    assert source.line(("a",)) == 1
    assert [problem.line for problem in source.problems] == [3]


def test_ten_million_laughs_are_not_laughed(file: Path) -> None:
    laughs = ["a0: &a0 ha"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    file.write_text("\n".join(laughs), encoding="utf-8")
    source = read_source(file)
    assert len(source.problems) == 81
    assert str(source.problems[0]) == (
        f"{file}:2: anchors and aliases (& and *) are not read here. Write the value out."
    )
