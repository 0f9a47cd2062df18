"""What a reader is told where a page breaks: a sentence in their language, and nothing of why."""

import logging
from importlib import import_module


def tell(error: BaseException) -> bool:
    """Put the sentence on the page and the error into the log; Streamlit need not tell it.

    The module is loaded with the server, and what the sentence needs only where a page breaks.
    """
    logging.getLogger(__name__).error("a page broke", exc_info=error)
    speak = import_module("sgdash.show.language")
    markup = import_module("sgdash.show.markup")
    markup.draw(
        markup.tag(
            "p",
            markup.tag("strong", speak._("Something on this page went wrong.")),
            " ",
            speak._(
                "It has been written into the server's log, so whoever runs this dashboard can "
                "look. Everything else works: choose another page at the side."
            ),
            class_="sg-banner sg-problems",
            role="alert",
        )
    )
    return True
