"""Every sentence is translated, none is stale, and each keeps the values it needs."""

from string import Formatter

import pytest
from babel.messages.catalog import Message
from catalogue import wanted, written

from sgdash.language.voice import LANGUAGES

TRANSLATED = sorted(LANGUAGES.keys() - {"en"})


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _messages(code: str) -> dict[str, Message]:
    return {_forms(message.id)[0]: message for message in written(code) if message.id}


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_holds_what_is_said_and_nothing_else(code: str) -> None:
    asked = {_forms(message.id) for message in wanted() if message.id}
    assert {_forms(message.id) for message in _messages(code).values()} == asked, (
        "run python tests/language/catalogue.py, and translate what is empty"
    )


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_is_translated(code: str) -> None:
    empty = [
        name
        for name, message in _messages(code).items()
        if message.fuzzy or not all(_forms(message.string))
    ]
    assert empty == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_values_of_its_sentence(code: str) -> None:
    wrong = {
        name: form
        for name, message in _messages(code).items()
        for form in _forms(message.string)
        if _values(form) != _values(_forms(message.id)[-1]) and _values(form) != _values(name)
    }
    assert wrong == {}
