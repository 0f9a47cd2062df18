"""Where the data comes from and how old it is, that a sample is one, and what is wrong in it."""

from datetime import datetime

from sgdash.answers import Origin
from sgdash.show.load import View
from sgdash.show.markup import Html, details, join, link, tag
from sgdash.show.moments import count, distance, time_tag


def origin_line(view: View, now: datetime) -> Html:
    """One line: shown as of when, and collected from where and how long ago."""
    return tag(
        "p",
        tag("span", "As of ", time_tag(view.as_of, view.program.zone)),
        _source(view, now),
        class_="sg-origin",
    )


def _source(view: View, now: datetime) -> Html:
    collection = view.loaded.collection
    if collection is not None:
        ended = collection["ended_at"]
        age = distance(ended, now) if isinstance(ended, datetime) else ""
        return tag(
            "span",
            f"Collected {age}, ",
            time_tag(ended, view.program.zone),
            ", from ",
            link(collection["web"], collection["web"] or collection["repository"]),
        )
    if view.loaded.origin is Origin.SAMPLE:
        return tag("span", "Nothing collected: the submissions are the sample that ships with it")
    return tag("span", "Nothing collected yet: ", tag("code", f"sgdash collect {view.program.id}"))


def sample_banner(view: View) -> Html:
    """That members or submissions are invented, wherever they are."""
    if view.program.sample is None:
        return Html()
    return tag(
        "p",
        tag("strong", "Sample data: "),
        view.program.sample.note,
        class_="sg-banner sg-sample",
        role="note",
    )


def problems_banner(problems: tuple[str, ...]) -> Html:
    """What of the program's files could not be used."""
    if not problems:
        return Html()
    told = count(len(problems), "problem") + " in the files of this program"
    lines = tag("ul", *(tag("li", problem) for problem in problems), class_="sg-lines")
    return details(join([tag("strong", "! "), told]), lines, class_="sg-banner sg-problems")
