"""A language nobody speaks, in which everything that comes from a catalogue or Babel is marked.

What stands on a page without a mark was written by the group, or forgotten by us.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from gettext import NullTranslations
from string import Formatter

from babel import Locale
from catalogue import wanted

from sgdash.language import Said
from sgdash.language.voice import Voice

OPEN, CLOSE = "⟦", "⟧"


def marked(text: str) -> str:
    """A text of ours between marks."""
    return f"{OPEN}{text}{CLOSE}" if text else text


class _Catalogue(NullTranslations):
    """Marks the sentences that the code says, and leaves other text as it is."""

    def __init__(self) -> None:
        super().__init__()
        ids = [message.id for message in wanted() if message.id]
        self._known = {one for text in ids for one in ((text,) if isinstance(text, str) else text)}

    def gettext(self, message: str) -> str:
        return _template(message) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _template(sentence: str) -> str:
    """A sentence whose words are marked and whose values are not."""
    return "".join(
        marked(words.replace("{", "{{").replace("}", "}}"))
        + ("" if name is None else f"{{{name}}}")
        for words, name, _, _ in Formatter().parse(sentence)
    )


class Pseudo(Voice):
    """The voice of that language: Spanish times and numbers, marked as well."""

    def __init__(self) -> None:
        super().__init__("xx", Locale("es"), _Catalogue())

    def said(self, text: str) -> str:
        # a text of the group's own may look like a template
        return super().said(text) if isinstance(text, Said) or "{" not in text else text

    def listed(self, parts: Sequence[str]) -> str:
        return marked(", ").join(parts)

    def number(self, value: float) -> str:
        return marked(super().number(value))

    def share(self, hundredths: Decimal) -> str:
        return marked(super().share(hundredths))

    def exact(self, moment: datetime) -> str:
        return marked(super().exact(moment))

    def moment(self, moment: datetime) -> str:
        return marked(super().moment(moment))

    def clock(self, moment: datetime) -> str:
        return marked(super().clock(moment))

    def day(self, moment: datetime) -> str:
        return marked(super().day(moment))

    def date(self, day: date) -> str:
        return marked(super().date(day))

    def distance(self, span: timedelta) -> str:
        return marked(super().distance(span))

    def countdown(self, length: timedelta) -> str:
        return marked(super().countdown(length))


def unmarked(text: str) -> list[str]:
    """The parts of a text that stand between no marks."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if letter == OPEN:
            parts.append("")
        elif letter != CLOSE and not depth:
            parts[-1] += letter
    return [part for part in parts if part.strip()]
