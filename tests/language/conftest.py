"""Pages speak English before each test, whatever the one before it chose."""

import pytest

from sgdash.show.language import speak


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")
