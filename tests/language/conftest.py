"""Pages speak English before and after each test, whatever it chose."""

from collections.abc import Iterator

import pytest

from sgdash.show.language import speak


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")
