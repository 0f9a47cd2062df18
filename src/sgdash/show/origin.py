"""Where the data comes from and how old it is, that a sample is one, and what is wrong in it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PureWindowsPath

from sgdash.answers import Origin
from sgdash.collect.earlier import Earlier
from sgdash.language import say
from sgdash.show.language import _, counted
from sgdash.show.markup import Html, details, join, link, phrase, sentence, tag
from sgdash.show.moments import distance, time_tag, told_day
from sgdash.show.view import View

_ELSEWHERE = re.compile(r"(https?|ssh|git)://|[\w.-]+@[\w.-]+:")


def origin_line(view: View, now: datetime) -> Html:
    """One line: shown as of when, and collected from where and how long ago."""
    as_of = phrase(say("As of {moment}", moment=time_tag(view.as_of, view.program.zone)))
    told = [tag("span", as_of), tag("span", _source(view, now))]
    if view.last_change:
        day = tag("strong", told_day(view.last_change, view.program.zone))
        told.append(tag("span", phrase(say("newest change in the repository: {day}", day=day))))
    if view.earlier:
        told.append(tag("span", _by_earlier(view, view.earlier)))
    return tag("p", *told, class_="sg-origin")


def _by_earlier(view: View, earlier: Earlier) -> Html:
    moment = time_tag(earlier.at, view.program.zone)
    if earlier.commit is None:
        return phrase(say("By the program file of {moment}: the one of today has a mistake",
                          moment=moment))  # fmt: skip
    return phrase(
        say(
            "By the program file of {moment}, commit {commit}: the one of today has a mistake",
            moment=moment,
            commit=tag("code", earlier.commit[:10]),
        )
    )


def _source(view: View, now: datetime) -> Html:
    collection = view.loaded.collection
    if collection is None:
        sample = view.loaded.origin is Origin.SAMPLE
        told = say("Nothing collected: the submissions are the sample that ships with it")
        return phrase(told if sample else say("Nothing collected"))
    ended, checked = collection["ended_at"], collection["checked_at"]
    assert isinstance(ended, datetime)  # noqa: S101 - a row of tables.COLLECTIONS
    assert isinstance(checked, datetime)  # noqa: S101 - the same
    collected = {
        "ago": distance(ended, now),
        "moment": time_tag(ended, view.program.zone),
        "repository": _from(collection),
    }
    if checked == ended:
        return phrase(say("Collected {ago}, {moment}, from {repository}", **collected))
    return phrase(
        say(
            "Collected {ago}, {moment}, last checked {last}, from {repository}",
            last=distance(checked, now),
            **collected,
        )
    )


def _from(collection: Mapping[str, object]) -> Html:
    """Where the work came from; of a folder that names no web address nothing more is known."""
    if collection["web"] or is_elsewhere(collection["repository"]):
        return repository(collection)
    return tag("span", _("a folder on this machine"))


def repository(collection: Mapping[str, object]) -> Html:
    """Where the work was collected from: its web address, else its name, not where it lies here."""
    if collection["web"]:
        return link(collection["web"], collection["web"])
    told = str(collection["repository"])
    return tag("span", told if is_elsewhere(told) else PureWindowsPath(told).name)


def is_elsewhere(place: object) -> bool:
    """Whether it is an address on another machine, and no path on this one."""
    return bool(_ELSEWHERE.match(str(place)))


def unread_banner(view: View) -> Html:
    """That nothing is known yet, so that nobody takes it for nothing having been done."""
    if not view.loaded.unread:
        return Html()
    return tag(
        "p",
        tag("strong", _("Nothing has been collected yet, so nobody is judged:")),
        " ",
        phrase(say("run {command}", command=tag("code", f"sgdash collect {view.program.id}"))),
        class_="sg-banner sg-unread",
        role="alert",
    )


def sample_banner(view: View) -> Html:
    """That members or submissions are invented, wherever they are."""
    if view.program.sample is None:
        return Html()
    return tag(
        "p",
        tag("strong", _("Sample data:")),
        " ",
        view.program.sample.note,
        class_="sg-banner sg-sample",
        role="note",
    )


def problems_banner(view: View, problems: tuple[str, ...]) -> Html:
    """What of the program's files could not be used, and what is shown all the same."""
    if not problems:
        return Html()
    told = counted(
        "{n} problem in the files of this program",
        "{n} problems in the files of this program",
        len(problems),
    )
    told = join([tag("strong", "! "), told])
    if view.earlier:
        moment = time_tag(view.earlier.at, view.program.zone)
        holds = say(
            "The organisers' program file has a mistake, so its version of {moment} holds until it "
            "is mended. Every status and verdict here follows that one.",
            moment=moment,
        )
        told = join([tag("strong", "! "), phrase(holds)])
    return details(told, problem_list(problems), class_="sg-banner sg-problems")


def problem_list(problems: Iterable[str]) -> Html:
    """Problems of a program's files, one a line."""
    return tag("ul", *(tag("li", sentence(problem)) for problem in problems), class_="sg-lines")
