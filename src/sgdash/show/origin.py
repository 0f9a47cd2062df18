"""Where the data comes from and how old it is, that a sample is one, and what is wrong in it."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import PureWindowsPath

from sgdash.answers import Origin
from sgdash.show.load import View
from sgdash.show.markup import Html, details, join, link, tag
from sgdash.show.moments import count, distance, time_tag

_ELSEWHERE = re.compile(r"(https?|ssh|git)://|[\w.-]+@[\w.-]+:")
"""An address on another machine, and no path on this one."""


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
        return tag(
            "span",
            "Collected ",
            _age(collection["ended_at"], now),
            time_tag(collection["ended_at"], view.program.zone),
            _checked(collection, now),
            ", from ",
            repository(collection),
        )
    if view.loaded.origin is Origin.SAMPLE:
        return tag("span", "Nothing collected: the submissions are the sample that ships with it")
    return tag("span", "Nothing collected")


def _age(moment: object, now: datetime) -> str:
    return f"{distance(moment, now)}, " if isinstance(moment, datetime) else ""


def _checked(collection: Mapping[str, object], now: datetime) -> str:
    """When a later collection found nothing new."""
    checked = collection["checked_at"]
    if not isinstance(checked, datetime) or checked == collection["ended_at"]:
        return ""
    return f", last checked {distance(checked, now)}"


def repository(collection: Mapping[str, object]) -> Html:
    """Where the work was collected from: its web address, else its name, not where it lies here."""
    if collection["web"]:
        return link(collection["web"], collection["web"])
    told = str(collection["repository"])
    elsewhere = _ELSEWHERE.match(told)
    return tag("span", told if elsewhere else PureWindowsPath(told).name)


def unread_banner(view: View) -> Html:
    """That nothing is known yet, so that nobody takes it for nothing having been done."""
    if not view.loaded.unread:
        return Html()
    return tag(
        "p",
        tag("strong", "Nothing has been collected yet, so nobody is judged: "),
        "run ",
        tag("code", f"sgdash collect {view.program.id}"),
        class_="sg-banner sg-unread",
        role="alert",
    )


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
