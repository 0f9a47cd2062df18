import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdash.cli.printing import shown
from sgdash.show.markup import Html, join, link, tag
from sgdash.show.text import LONGEST, plain, plain_column, web_address, words_only


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (7, "7"),
        ("two\r\nlines\tand", "two lines and"),
        ("photo\u202egnp.exe", r"photo\u202egnp.exe"),
        ("a\x00b\x1b[31m", r"a\u0000b\u001b[31m"),
        ("\ud800", r"\ud800"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 301, "x" * 299 + "…"),
    ],
)
def test_text_is_one_visible_line(text: object, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_nothing_that_a_reader_cannot_see_is_left(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= LONGEST + 6 * len(text)
    assert not set(shown) & set("\x00\n\r\t\x1b\u202a\u202e\u2066\u2069\ufeff")


def test_terminal_and_pages_neutralise_the_same() -> None:
    letters = [chr(number) for number in range(0x110000)]
    in_a_terminal = {letter for letter in letters if shown(letter) != letter}
    on_a_page = {letter for letter in letters if plain(letter) != letter}
    assert in_a_terminal == on_a_page
    kept_apart = set("\t\r\n")  # a page writes a space for them
    for letter in in_a_terminal - kept_apart:
        assert plain(letter) == shown(letter)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Assignment 1: Introduction (part 2)", "Assignment 1: Introduction (part 2)"),
        ("C++ & C#, 80%", "C++ & C#, 80%"),
        ("हिन्दी में, 「はじめに」", "हिन्दी में, 「はじめに」"),
        ("![p](https://evil.example/p.png)", "! p (https //evil example/p png)"),
        ("**bold** _x_ `code` $x^2$ ~~no~~", "bold x code x 2 no"),
        ("www.evil.example me@evil.example", "www evil example me evil example"),
        (":material/face: :red[x] &period;", "material/face: red x period;"),
        ("# head", "head"),
        ("- item", "item"),
        (None, ""),
    ],
)
def test_for_markdown_only_the_words_are_left(text: object, words: str) -> None:
    assert words_only(text) == words


@given(st.text())
def test_nothing_in_words_means_anything_to_markdown(text: str) -> None:
    told = words_only(text)
    assert not set(told) & set("<>[]*_`$~@{}|\\^")
    assert "\n" not in told
    assert ":/" not in told


def test_a_column_is_read_as_its_texts() -> None:
    column = pd.Series(["a\u202eb", "c", None], dtype="str")
    assert list(plain_column(column)) == [r"a\u202eb", "c", ""]


@given(st.text(), st.text())
def test_whatever_is_put_into_markup_stays_text(text: str, title: str) -> None:
    made = tag("b", text, title=title)
    inside = made.removeprefix("<b").removesuffix("</b>")
    assert "<" not in inside
    assert inside.count('"') == 2
    assert inside.count(">") == 1


def test_markup_that_was_made_here_is_kept_as_it_is() -> None:
    assert tag("p", tag("b", "<i>"), " & ") == "<p><b>&lt;i&gt;</b> &amp; </p>"
    assert join([Html("<hr>"), "<hr>"], " ") == "<hr> &lt;hr&gt;"


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "javascript:alert(1)",
        "https://",
        "https://user@a.example",
        "https://a.example/\u202e",
        'https://a.example/"onclick="',
        "https://a.example/ b",
        "https://[a.example",
        " https://a.example",
        "data:text/html,x",
        None,
        pd.NA,
    ],
)
def test_an_address_that_is_not_plainly_https_is_no_link(address: object) -> None:
    assert web_address(address) is None
    assert link(address, "<i>") == "<span>&lt;i&gt;</span>"


def test_an_https_address_is_a_link() -> None:
    made = link("https://a.example/?b=1&c=2#d", "evidence")
    assert 'href="https://a.example/?b=1&amp;c=2#d"' in made
    assert 'rel="noopener noreferrer nofollow"' in made
