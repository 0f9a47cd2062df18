"""Which texts hold an allowed link, and which only look like it."""

import pandas as pd
import pytest

from sgdash.match.linked import _links

WEB = "https://github.com/club/study"


def links(body: str, *allowed: str) -> list[str]:
    texts = pd.DataFrame({"body": pd.Series([body], dtype="str")})
    return _links(texts, allowed, WEB)["ref"].tolist()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "https://colab.research.google.com/drive/1a",
            "https://colab.research.google.com/drive/1a",
        ),
        ("HTTPS://Colab.Research.Google.com/drive/1", "HTTPS://Colab.Research.Google.com/drive/1"),
        (
            "[nb](https://colab.research.google.com/drive/1?usp=sharing#x), done",
            "https://colab.research.google.com/drive/1?usp=sharing#x",
        ),
        (
            "<https://colab.research.google.com/drive/1>.",
            "https://colab.research.google.com/drive/1",
        ),
    ],
)
def test_an_allowed_link_is_found_as_it_was_written(body, found):
    assert links(body, "colab") == [found]


@pytest.mark.parametrize(
    "body",
    [
        "https://evil-colab.research.google.com/drive/1",
        "https://colab.research.google.com.example.org/drive/1",
        "https://colab.research.google.com@example.org/drive/1",
        "https://somebody@colab.research.google.com/drive/1",
        "https://colab.research.google.com:8443/drive/1",
        "https://colab.research.google.com./drive/1",
        "https://colab.research.google.com\\@example.org/drive/1",
        "https://example.org/?https=colab.research.google.com/drive/1",
        "https://colab.research.google.com/",
        "https://colab.research.google.com",
        "javascript://colab.research.google.com/drive/1",
        "ftp://colab.research.google.com/drive/1",
        "colab.research.google.com/drive/1",
        "https://сolab.research.google.com/drive/1",
        "https://drive.google.com/file/d/1",
    ],
)
def test_what_only_looks_like_an_allowed_link_is_none(body):
    assert links(body, "colab") == []


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        ("https://github.com/ada/work", True),
        ("https://github.com/ada/work/", True),
        ("https://github.com/ada/work/tree/main/week-1", True),
        ("https://gitlab.com/ada/work/-/blob/main/a.py", True),
        ("https://github.com/ada/work?tab=readme", True),
        ("https://github.com/ada", False),
        ("https://github.com/ada/work/issues/1", False),
        ("https://github.com/orgs/club", False),
        ("https://github.com/club/study", False),
        ("http://github.com/Club/Study/tree/main/x", False),
        ("https://github.com/club/study.git", False),
        ("https://github.com/club/study-of-mine", True),
        ("https://gist.github.com/ada/1", False),
    ],
)
def test_a_repository_is_a_repository_and_not_the_groups_own(link, counts):
    assert links(link, "repository") == ([link] if counts else [])


def test_a_host_may_be_named_and_then_nothing_else_is_it():
    text = "https://hub.example.org/a https://sub.hub.example.org/b https://hub.example.org/a"
    assert links(text, "hub.example.org") == ["https://hub.example.org/a"]


def test_two_links_in_one_text_are_two():
    text = "https://drive.google.com/1 and https://docs.google.com/2"
    assert links(text, "drive") == ["https://drive.google.com/1", "https://docs.google.com/2"]


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/club%2Fstudy/tree/main/x",
        "https://github.com/club/%73tudy",
        "https://github.com//club/study",
        "https://github.com/club/./study",
        "https://github.com/ada/../club/study",
        "https://github.com/features/actions",
        "https://github.com/Topics/python",
        "https://github.com/settings/profile",
        "https://github.com/marketplace/actions",
    ],
)
def test_neither_the_groups_own_written_otherwise_nor_a_page_of_the_host_is_a_repository(link):
    assert links(link, "repository") == []


NOTEBOOK = "https://colab.research.google.com/drive/1"


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- such as {NOTEBOOK} -->",
        f"<!-- such as\n{NOTEBOOK}",
        f"```\n{NOTEBOOK}\n```",
        f"~~~~ text\n~~~\n{NOTEBOOK}\n~~~~\n",
        f"```\n{NOTEBOOK}",
        f"![badge]({NOTEBOOK})",
        f'<img alt="badge" src="{NOTEBOOK}">',
    ],
)
def test_comments_of_a_template_code_and_images_hand_nothing_in(body):
    assert links(body, "colab") == []


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- your notebook -->\n{NOTEBOOK}",
        f"```\ncode\n```\n{NOTEBOOK}\n```\ncode\n```",
        f"[![Open](https://colab.research.google.com/assets/colab-badge.svg)]({NOTEBOOK})",
        f"``` {NOTEBOOK} ``` ".replace("``` ", "", 1),
    ],
)
def test_what_stands_beside_them_does(body):
    assert links(body, "colab") == [NOTEBOOK]
