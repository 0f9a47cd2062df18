"""Receipts: every rule that was asked, what it found, the numbers, the cut-off and the evidence."""

import pandas as pd

from sgdash import receipts
from sgdash.collect.deadlines import DeadlineChange
from sgdash.language import Said, say
from sgdash.match import DATED_BY, Clock
from sgdash.rules import Line, Status, Verdict
from sgdash.show.language import _, said, voice
from sgdash.show.markup import Html, details, join, link, phrase, tag
from sgdash.show.moments import time_tag
from sgdash.show.once import once
from sgdash.show.palette import chip
from sgdash.show.perhaps import beside_verdict
from sgdash.show.view import View

FEW = 6
"""So many exercises or sessions are named in a line; more are there to open."""


def status_lines(view: View, row: pd.Series) -> Html:
    """The receipt of one row of `tables.STATUS`, with how its deadline was changed."""
    lines = receipts.status_lines(view.answers, row, _deadline_changes(view))
    return _lines(lines, view.program.zone)


def status_text(view: View, row: pd.Series) -> list[str]:
    """The same as lines of text, times in UTC, in the language of the page."""
    lines = receipts.status_lines(view.answers, row, _deadline_changes(view))
    return [_as_text(line) for line in lines]


@once
def _deadline_changes(view: View) -> tuple[DeadlineChange, ...]:
    return view.deadline_changes  # git is asked: before the first reader comes, if it can be


def _as_text(line: Line) -> str:
    at = f", {voice().exact(line.at)}" if line.at else ""
    where = f" {line.url}" if line.url else ""
    return f"[{said(line.result)}] {said(line.rule)}: {said(line.found)}{at}{where}"


def verdict_lines(view: View, row: pd.Series) -> Html:
    """The receipt of one row of `tables.VERDICTS`; nothing without a certificate."""
    return _lines(receipts.verdict_lines(view.answers, row), view.program.zone)


def status_card(view: View, row: pd.Series, title: str) -> Html:
    """A status with its receipt."""
    head = join([tag("strong", title), " ", chip(Status(row["status"]))])
    return tag("div", tag("p", head), status_lines(view, row), class_="sg-card")


def verdict_card(view: View, row: pd.Series, title: str) -> Html:
    """A verdict with its receipt, and that something may be theirs besides."""
    head = join([tag("strong", title), " ", chip(Verdict(row["verdict"]))])
    perhaps = beside_verdict(view, row["member"])
    return tag("div", tag("p", head), perhaps, verdict_lines(view, row), class_="sg-card")


def _lines(lines: list[Line], zone: str) -> Html:
    return tag("ul", *(_line(line, zone) for line in lines), class_="sg-receipt")


def _line(line: Line, zone: str) -> Html:
    told: list[object] = [chip(line.result), tag("strong", said(line.rule))]
    told.append(_listed(line) if len(line.listed) > FEW else tag("span", said(line.found)))
    if line.at:
        told.append(_faint(say("at {moment}", moment=time_tag(line.at, zone))))
    if line.clock:
        told.append(tag("span", said(DATED_BY[Clock(line.clock)]), class_="sg-faint"))
    if line.cut_off:
        told.append(_faint(say("cut-off {moment}", moment=time_tag(line.cut_off, zone))))
    if line.url:
        told.append(link(line.url, _("evidence")))
    return tag("li", join(told, " "))


def _listed(line: Line) -> Html:
    """How many there are, and all of them to open: a long text would be cut."""
    number = _("{n}: show all", n=len(line.listed))
    return details(number, tag("ol", *(tag("li", n) for n in line.listed)), class_="sg-listed")


def _faint(sentence: Said) -> Html:
    return tag("span", phrase(sentence), class_="sg-faint")
