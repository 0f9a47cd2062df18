"""The language a page speaks: the program's by default, the reader's choice in the link."""

from contextvars import ContextVar

from sgdash.language.voice import Voice, voice_of

_SPEAKING: ContextVar[str] = ContextVar("language of the page", default="en")


def speak(language: str) -> None:
    """Everything that this run of a page says from here on is said in this language."""
    _SPEAKING.set(language)


def voice() -> Voice:
    """The language of the page that is running."""
    return voice_of(_SPEAKING.get())


def _(template: str, **values: object) -> str:
    """A sentence of the page with its `{named}` values, in its language."""
    return voice()(template, **values)


def counted(one: str, many: str, number: int, **values: object) -> str:
    """A sentence of the page of so many, `{n}`, in its language."""
    return voice().count(one, many, number, **values)


def said(text: str) -> str:
    """What the rules said, or a word of the tables, in the language of the page."""
    return voice().said(text)


__all__ = ["_", "counted", "said", "speak", "voice"]
