"""Where GitHub is, who asks, and that nobody else is told."""

from pathlib import Path

import pytest

from sgdash.cli.sources import choose_sources
from sgdash.collect import CollectError
from sgdash.collect.github.access import Credentials, find_place, read_credentials

HTTPS = "https://github.com/club/work"


@pytest.mark.parametrize(
    ("repository", "environment", "api"),
    [
        (HTTPS, {}, "https://api.github.com"),
        (HTTPS + ".git", {}, "https://api.github.com"),
        ("https://www.github.com/club/work/", {}, "https://api.github.com"),
        ("git@github.com:club/work.git", {}, "https://api.github.com"),
        ("ssh://git@github.com/club/work", {}, "https://api.github.com"),
        (HTTPS, {"GITHUB_API_URL": "https://api.github.com"}, "https://api.github.com"),
        # the token is sent to another host only if the environment names it
        ("https://git.example.org/club/work", {}, None),
        ("https://gitlab.com/club/work", {"GITHUB_API_URL": "https://api.github.com"}, None),
        ("https://github.com.evil.example/club/work", {}, None),
        ("https://evil.example/github.com/work", {}, None),
        (HTTPS, {"GITHUB_API_URL": "https://evil.example/api/v3"}, "https://api.github.com"),
        (
            "https://git.example.org/club/work",
            {"GITHUB_API_URL": "https://git.example.org/api/v3/"},
            "https://git.example.org/api/v3",
        ),
        (
            "https://work.ghe.com/club/work",
            {"GITHUB_API_URL": "https://api.work.ghe.com"},
            "https://api.work.ghe.com",
        ),
        (
            "https://git.example.org/club/work",
            {"GITHUB_SERVER_URL": "https://git.example.org"},
            "https://git.example.org/api/v3",
        ),
        (
            "https://git.example.org/club/work",
            {"GITHUB_SERVER_URL": "http://git.example.org"},
            None,
        ),
        (HTTPS, {"GITHUB_API_URL": "http://127.0.0.1:8080/api/v3"}, "http://127.0.0.1:8080/api/v3"),
        ("https://github.com/club", {}, None),
        ("https://github.com/club/work/tree/main", {}, None),
        ("/home/ada/work", {}, None),
    ],
)
def test_a_token_goes_to_github_or_where_the_environment_says(repository, environment, api):
    place = find_place(repository, environment)
    assert (place and place.api) == api
    if place:
        assert place.shown == "club/work"


@pytest.mark.parametrize(
    "given",
    ["http://git.example.org/api/v3", "ftp://x", "https://:1", "https://a@b/api", "nonsense"],
)
def test_an_address_that_is_no_github_is_refused_unseen(given):
    with pytest.raises(CollectError, match="GITHUB_API_URL is not the address") as caught:
        find_place(HTTPS, {"GITHUB_API_URL": given})
    assert given not in str(caught.value)


def test_a_token_comes_before_an_app(tmp_path: Path):
    key = tmp_path / "key.pem"
    key.write_text("-----BEGIN KEY-----\nsecretline\n-----END KEY-----\n")
    app = {"GITHUB_APP_ID": "12", "GITHUB_APP_PRIVATE_KEY_FILE": str(key)}
    assert read_credentials({}) is None
    assert read_credentials({"GITHUB_TOKEN": "  "}) is None
    assert read_credentials({**app, "GITHUB_TOKEN": " abc\n"}) == Credentials(token="abc")  # noqa: S106
    found = read_credentials(app)
    assert found
    assert (found.app, found.key) == ("12", key.read_text().strip())
    assert "secretline" in found.secrets
    inline = {"GITHUB_APP_ID": "12", "GITHUB_APP_PRIVATE_KEY": "a\\nsecretline\\nb"}
    assert read_credentials(inline) == Credentials(app="12", key="a\nsecretline\nb")
    assert "secretline" not in repr(found)
    assert "abc" not in repr(read_credentials({"GITHUB_TOKEN": "abc"}))


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"GITHUB_TOKEN": "two words"}, "GITHUB_TOKEN holds a blank"),
        ({"GITHUB_TOKEN": "t\u00f6ken"}, "GITHUB_TOKEN holds a blank or a letter"),
        ({"GITHUB_APP_ID": "12"}, "GITHUB_APP_ID is set, but no key"),
        (
            {"GITHUB_APP_ID": "12", "GITHUB_APP_PRIVATE_KEY_FILE": "/nowhere/key.pem"},
            "names /nowhere/key.pem, which cannot be read: No such file",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_without_the_secret(environment, told):
    with pytest.raises(CollectError, match=told) as caught:
        read_credentials(environment)
    assert environment.get("GITHUB_TOKEN", "none") not in str(caught.value)


def test_sources_follow_from_what_is_asked_for_and_what_is_there():
    token = {"GITHUB_TOKEN": "abc"}
    both = choose_sources((), HTTPS, token)
    assert (both.git, both.asks_github, both.note) == (HTTPS, True, None)
    alone = choose_sources((), HTTPS, {})
    assert (alone.git, alone.asks_github) == (HTTPS, False)
    assert alone.note
    assert alone.note.startswith("without GITHUB_TOKEN git alone is read")
    elsewhere = choose_sources((), "https://gitlab.com/club/work", token)
    assert (elsewhere.git, elsewhere.asks_github, elsewhere.note) == (
        "https://gitlab.com/club/work",
        False,
        None,
    )
    assert choose_sources(("git",), HTTPS, token).asks_github is False
    assert choose_sources(("git",), HTTPS, token).git == HTTPS
    assert choose_sources(("/a/clone",), None, token).git == "/a/clone"
    assert choose_sources(("/a/clone",), HTTPS, token).asks_github is False
    said = choose_sources(("github",), HTTPS, token)
    assert (said.git, said.asks_github) == (None, True)
    clone = choose_sources(("github", "/a/clone"), HTTPS, token)
    assert (clone.git, clone.asks_github) == ("/a/clone", True)


@pytest.mark.parametrize(
    ("given", "repository", "environment", "told"),
    [
        (("github",), HTTPS, {}, "GITHUB_TOKEN is not set"),
        (("github",), "https://gitlab.com/a/b", {"GITHUB_TOKEN": "abc"}, "is on no GitHub that"),
        (("github",), None, {"GITHUB_TOKEN": "abc"}, "program.yaml names no repository"),
        (("git", "/a/clone"), HTTPS, {}, "--from names git twice: git and /a/clone"),
        ((), None, {}, "program.yaml names no repository"),
    ],
)
def test_sources_that_cannot_be_read_are_told(given, repository, environment, told):
    with pytest.raises(Exception, match=told):
        choose_sources(given, repository, environment)
