import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sgdash.program.patterns import Pattern, normal

BY_FOLDER = "{exercise}/{member}.{ext}"
TITLE = "[{member}] WEEK {number}"
HANGUL = "하늘"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (BY_FOLDER, "two-sum/ada.py", {"exercise": "two-sum", "member": "ada"}),
        (BY_FOLDER, "Two-Sum/Ada.PY", {"exercise": "two-sum", "member": "ada"}),
        (BY_FOLDER, "two-sum/jean-luc-ada.go", {"exercise": "two-sum", "member": "jean-luc-ada"}),
        (BY_FOLDER, "two-sum/x.go.md", {"exercise": "two-sum", "member": "x.go"}),
        (BY_FOLDER, "two-sum/x..py", {"exercise": "two-sum", "member": "x."}),
        (BY_FOLDER, "two-sum/x,py", None),
        (BY_FOLDER, "two-sum/.py", None),
        (BY_FOLDER, "two-sum/ada.", None),
        (BY_FOLDER, "two-sum/deep/ada.py", None),
        (BY_FOLDER, "/ada.py", None),
        (BY_FOLDER, f"1/{HANGUL}.py", {"exercise": "1", "member": HANGUL}),
        (
            BY_FOLDER,
            unicodedata.normalize("NFD", f"1/{HANGUL}.py"),
            {"exercise": "1", "member": HANGUL},
        ),
        (BY_FOLDER, "1/Inês.py", {"exercise": "1", "member": "inês"}),
        (
            BY_FOLDER,
            unicodedata.normalize("NFD", "1/Inês.py"),
            {"exercise": "1", "member": "inês"},
        ),
        (BY_FOLDER, "1/Weiß.py", {"exercise": "1", "member": "weiss"}),
        (BY_FOLDER, "1/a\nb.py", {"exercise": "1", "member": "a b"}),
        (TITLE, "[ada] WEEK 07", {"member": "ada", "number": "07"}),
        (TITLE, "[Ada]  week   7", {"member": "ada", "number": "7"}),
        (TITLE, " [ada] WEEK 7 ", {"member": "ada", "number": "7"}),
        (TITLE, "[ada lovelace] WEEK 7", {"member": "ada lovelace", "number": "7"}),
        (TITLE, "[ada] WEEK ７", {"member": "ada", "number": "7"}),
        (TITLE, "[ada] WEEK 7 solutions", None),
        (TITLE, "[ada]WEEK 7", None),
        (TITLE, "[ada] WEEK seven", None),
        (
            "[{member}] WEEK {number}{any}",
            "[ada] WEEK 07 (late)",
            {"member": "ada", "number": "07"},
        ),
        ("{member}-{number}.{ext}", "jean-luc-2.py", {"member": "jean-luc", "number": "2"}),
        ("{member}/Day{number}{any}.sol", "ada/day12-vault.sol", {"member": "ada", "number": "12"}),
        ("{rest}/{member}/Problem.kt", "a/b/ada/problem.kt", {"member": "ada"}),
        ("src/{member}/{rest}", "src/ada/x/y/z.c", {"member": "ada"}),
        ("{member}.*", "ada.*", {"member": "ada"}),
        ("{member}.*", "ada.py", None),
        (" {member} ", "ada", {"member": "ada"}),
        ("Übung {number}/{member}", "übung 3/ada", {"number": "3", "member": "ada"}),
    ],
)
def test_find(pattern: str, text: str, found: dict[str, str] | None) -> None:
    assert Pattern.parse(pattern).find(text) == found


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{exercize}/{member}", "{exercize} is not a field of a pattern."),
        ("{}/{member}", "{} is not a field of a pattern."),
        ("{member}/{member}", "{member} stands twice in the pattern."),
        ("{rest}/{member}/{rest}", "{rest} stands twice in the pattern."),
        ("{any}.{ext}", "the pattern names neither {member} nor {exercise} nor {number}."),
        ("solutions/*.py", "the pattern names neither {member} nor {exercise} nor {number}."),
        ("{exercise}{member}", "nothing stands between {exercise} and {member}."),
        ("{any}-{any}-{any}-{member}", '"{any}-{any}-{any}-{member}" holds more fields'),
        ("{rest}-{any}/{member}", '"{rest}-{any}" holds more fields'),
    ],
)
def test_what_is_no_pattern(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Pattern.parse(pattern)


def test_long_text_fits_nothing() -> None:
    pattern = Pattern.parse(BY_FOLDER)
    assert pattern.find("1/" + "a" * 395 + ".py") == {"exercise": "1", "member": "a" * 395}
    assert pattern.find("1/" + "a" * 500 + ".py") is None
    assert pattern.find("1/" + "\ufdfa" * 100 + ".py") is None  # each is eighteen letters long


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{member}-{any}-{any}/{exercise}-{any}-{any}.{ext}", "-" * 200 + "/" + "-" * 199),
        ("{any}-{member}-{exercise}.{ext}", "-" * 400),
        ("{any}{number}{any}-{member}.{ext}", "1-" * 200),
        ("{rest}/{any}-{any}/{member}-{any}-{any}.{ext}", ("-" * 99 + "/") * 4),
        ("{rest}/{member}/{exercise}/{any}.{ext}", "/a" * 200),
        (TITLE, "[" * 400),
    ],
)
def test_hostile_text_takes_no_long_time(pattern: str, text: str) -> None:
    read = Pattern.parse(pattern)
    start = time.process_time()
    assert read.find(text) is None
    assert time.process_time() - start < 2  # without care the first takes minutes


SPLITS = "{exercise}-{member}-{any}.{ext}"


def in_(*names: str) -> Callable[[str], bool]:
    return lambda text: text in names


@pytest.mark.parametrize(
    ("pattern", "text", "known", "splits"),
    [
        (
            "{exercise}-{member}.{ext}",
            "two-sum-ada.py",
            {},
            [
                {"exercise": "two", "member": "sum-ada"},
                {"exercise": "two-sum", "member": "ada"},
            ],
        ),
        (
            "{exercise}-{member}.{ext}",
            "Two-Sum-Ada.py",
            {"exercise": in_("two-sum"), "member": in_("ada")},
            [{"exercise": "two-sum", "member": "ada"}],
        ),
        (
            "{exercise}-{member}.{ext}",
            "two-sum-carl.py",
            {"exercise": in_("two", "two-sum")},  # the longer one that holds the other
            [{"exercise": "two-sum", "member": "carl"}],
        ),
        (
            "{exercise}/{member}-{any}.{ext}",
            "1/kim-lee-2.py",
            {"member": in_("kim", "kim-lee")},
            [{"exercise": "1", "member": "kim-lee"}],
        ),
        (
            "{any}-{member}-{any}.{ext}",
            "sol-ada-robert-2.py",
            {"member": in_("ada", "robert")},  # longer, but elsewhere
            [{"member": "ada"}, {"member": "robert"}],
        ),
        ("{member}-{any}.{ext}", "kim-lee-2.py", {"member": in_("lee")}, []),
        (BY_FOLDER, "two-sum,ada.py", {}, []),
        ("{member}{number}{any}", "ada12b", {}, [{"member": "ada", "number": "12"}]),
        ("{any}{number}{any}", "day1-of-20", {}, [{"number": "1"}, {"number": "20"}]),
        ("week 0{number}", "WEEK 07", {}, [{"number": "7"}]),
        ("{number}0-{member}", "120-ada", {}, [{"number": "12", "member": "ada"}]),
        (
            "{rest}/{member}/{any}.{ext}",
            "a/ada/b.c.py",
            {"member": in_("ada", "a")},
            [{"member": "ada"}],
        ),
    ],
)
def test_splits(
    pattern: str,
    text: str,
    known: dict[str, Callable[[str], bool]],
    splits: list[dict[str, str]],
) -> None:
    assert Pattern.parse(pattern).splits(text, known) == splits


@pytest.mark.parametrize(
    ("pattern", "text", "one_way"),
    [
        (BY_FOLDER, "two-sum/kim-lee.go.md", True),
        ("{exercise}-{member}.{ext}", "anagram-ada.py", True),
        ("{exercise}-{member}.{ext}", "two-sum-ada.py", False),
        ("{any}-{member}-{any}", "ada-ada-kim-ada-ada", False),
        ("{member}-{number}.{ext}", "jean-luc-2.py", True),
        ("{member}/Day{number}{any}.sol", "ada/day12-vault.sol", True),
        (BY_FOLDER, "two-sum,ada.py", False),
        (BY_FOLDER, "1/" + "a" * 400, False),
    ],
)
def test_fits_one_way(pattern: str, text: str, *, one_way: bool) -> None:
    assert Pattern.parse(pattern).fits_one_way(text) == one_way


@pytest.mark.parametrize(
    ("pattern", "text", "known", "splits"),
    [
        (SPLITS, "-" * 397 + ".py", ["-"], [{"exercise": "-", "member": "-"}]),
        (SPLITS, "a-" * 198 + ".py", ["a"], [{"exercise": "a", "member": "a"}]),
        ("{any}-{member}-{any}.{ext}", "a-" * 198 + ".py", ["a"], [{"member": "a"}] * 197),
        ("{any}-{member}-{exercise}", "a-" * 199 + "a", ["a"], [{"exercise": "a", "member": "a"}]),
        ("{any}-{member}-{any}/{any}-{exercise}-{any}", "a-" * 99 + "/" + "a-" * 99, ["a"], None),
        ("{rest}/{member}/{exercise}/{any}.{ext}", "/a" * 198 + ".py", ["b"], []),
        ("{rest}-{member}-{any}", "-" * 400, ["b"], []),
        ("{member}-{any}-{any}/{exercise}-{any}-{any}.{ext}", "-" * 200 + "/" + "-" * 199, [], []),
    ],
)
def test_hostile_text_is_split_in_no_long_time(
    pattern: str, text: str, known: list[str], splits: list[dict[str, str]] | None
) -> None:
    read = Pattern.parse(pattern)
    names = {name: in_(*known) for name in ("member", "exercise")}
    start = time.process_time()
    assert read.splits(text, names) == splits
    assert read.splits(text, {}) is None or len(read.splits(text, {}) or []) <= 500
    read.fits_one_way(text)
    assert time.process_time() - start < 2


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=12)


@settings(deadline=None)  # a busy machine is no slow pattern
@given(NAMES, NAMES)
@example("a", "b.c")
@example("İ", "ﬁ")
def test_what_a_pattern_writes_it_finds(exercise: str, member: str) -> None:
    names = (normal(exercise), normal(member))
    found = Pattern.parse("{exercise}/{member}/x.{ext}").find(f"{exercise}/{member}/x.py")
    if all(names) and "/" not in "".join(names):
        assert found
        assert (found["exercise"].strip(), found["member"].strip()) == names


@settings(deadline=None)  # a busy machine is no slow pattern
@given(st.text())
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


PARTS = st.lists(st.sampled_from(["a", "b", "-", "1", "/"]), max_size=9).map("".join)


@settings(deadline=None)  # a busy machine is no slow pattern
@given(
    st.sampled_from(["{member}-{any}", "{any}{number}-{member}", "{rest}/{member}-{exercise}"]),
    PARTS,
)
def test_the_first_way_to_split_is_what_find_tells(pattern: str, text: str) -> None:
    read = Pattern.parse(pattern)
    splits = read.splits(text, {}) or []
    assert read.find(text) == (splits[0] if splits else None)
    if read.fits_one_way(text):
        assert len(splits) == 1
