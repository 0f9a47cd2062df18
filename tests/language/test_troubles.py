"""What collections, the store and libraries say is told in the reader's language, or marked."""

from datetime import UTC, datetime

import pytest
import requests
import sqlalchemy as sa
import yaml
from github import GithubException

from sgdash.collect.address import Source
from sgdash.collect.blame import blame
from sgdash.collect.git import GitError
from sgdash.collect.github.faults import Refused, Unsettled, judge, not_there
from sgdash.language.voice import voice_of
from sgdash.program.problems import Problem
from sgdash.program.yaml_source import parse_source
from sgdash.show.language import speak
from sgdash.show.markup import sentence
from sgdash.store.errors import failure
from sgdash.troubles import TROUBLES

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLUB = "https://example.org/club"


def in_spanish(line: str) -> str:
    read = TROUBLES.read(line)
    assert read is not None
    assert read == line
    return voice_of("es").said(read)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "fatal: unable to access 'https://example.org/club/': Could not resolve host: x",
            "(unable to access 'https://example.org/club/': Could not resolve host: x). Comprueba",
        ),
        (
            "fatal: not a git repository",
            "https://example.org/club no es un repositorio git, o no uno que puedas leer. ",
        ),
        (
            "fatal: odd",
            "git no pudo leer https://example.org/club (odd). Ejecuta `git ls-remote https://example",
        ),
        ("fatal: detected dubious ownership in repository at '/club'", "es de otro usuario"),
        ("fatal: Authentication failed for 'x'", "negó el acceso (Authentication failed for 'x')"),
        ("fatal: bad object 1", "le faltan objetos que su historia necesita (bad object 1)"),
    ],
)
def test_what_git_could_not_read(said: str, told: str) -> None:
    line = str(blame(GitError(said), Source(CLUB, CLUB, None, CLUB)))
    assert told in in_spanish(line)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            requests.ConnectionError("to resolve x"),
            "no se pudo resolver su nombre, 6 veces",
        ),
        (requests.ConnectionError("broken"), "falló la conexión, 6 veces"),
        (GithubException(500, {}, {}), "respondió 500, 6 veces. Inténtalo más tarde"),
        (ValueError("no JSON"), "la respuesta llegó cortada o no es JSON, 6 veces"),
    ],
)
def test_what_github_did_not_answer(error: Exception, told: str) -> None:
    fault = judge(error, NOW)
    assert isinstance(fault, Unsettled)
    what = f"{fault.cause}, 6 times. {fault.next_step}"
    line = f"GitHub, about club/work: {what}. What was collected is kept"
    assert told in in_spanish(line)


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (401, {}, "el token no es válido, o ya no lo es"),
        (403, {"x-github-sso": "required"}, "la organización pide inicio de sesión único"),
        (403, {}, "el token no puede leer eso: «no such right»"),
        (404, {}, "no existe ese repositorio o este token no puede verlo"),
        (422, {}, "respondió 422: «no such right»"),
    ],
)
def test_what_github_refused(status: int, headers: dict[str, str], told: str) -> None:
    error = GithubException(status, {"message": "no such right."}, headers)
    fault = not_there() if status == 404 else judge(error, NOW)
    assert isinstance(fault, Refused)
    line = f"GitHub, about club/work: {fault.told}. What was collected is kept"
    assert told in in_spanish(line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "refs/pull/7/head: names no commit, so pull request 7 is left out",
            "refs/pull/7/head: no nombra ningún commit, así que la pull request 7 se deja fuera",
        ),
        (
            "commit abc: dated after the year 9999, kept as its end",
            "commit abc: con fecha posterior al año 9999; se guarda el final de ese año",
        ),
    ],
)
def test_what_was_left_out(line: str, told: str) -> None:
    assert in_spanish(line) == told


def test_what_nobody_translated_is_none_of_ours() -> None:
    assert TROUBLES.read("GitHub, about club/work: anything. What was collected is kept") is None


def test_a_store_says_what_to_do_and_keeps_the_driver_s_words_behind_it() -> None:
    told = failure(sa.make_url("sqlite:////club/store.db"), Exception("database is locked"))
    assert told == (
        "store /club/store.db: another collection is still being saved. Run this again once that "
        "one has ended (database is locked)"
    )
    speak("es")
    try:
        assert sentence(told) == (
            "store /club/store.db: otra recogida se está guardando todavía. Vuelve a intentarlo "
            'cuando haya terminado (<span lang="en">database is locked</span>)'
        )
    finally:
        speak("en")


def test_words_of_the_yaml_library_are_marked_as_english(tmp_path) -> None:
    (problem,) = parse_source(tmp_path / "program.yaml", "a: %b\n").problems
    assert isinstance(problem, Problem)
    speak("es")
    try:
        told = sentence(problem.message)
    finally:
        speak("en")
    assert "no se puede leer como YAML" in told
    with pytest.raises(yaml.YAMLError) as raised:
        list(yaml.parse("a: %b\n", Loader=yaml.CSafeLoader))
    assert raised.value.problem == "found character that cannot start any token"  # type: ignore[attr-defined]
    (other,) = parse_source(tmp_path / "program.yaml", "a: !<b c\n").problems
    speak("es")
    try:
        assert '<span lang="en">' in sentence(other.message)
    finally:
        speak("en")
