"""What the certificate asks for, in words, and what is still between a member and it."""

from sgdash.language import Said, say, say_count
from sgdash.program.model import Bar, Certificate, Project
from sgdash.rules import Criterion, Verdict, directions, share_text
from sgdash.rules.verdict_receipts import MANY
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import Html, details, join, phrase, tag
from sgdash.show.moments import time_tag
from sgdash.show.text import plain
from sgdash.show.view import View

FEW = 5
"""So many steps of the way are seen at once."""


def asked_for(certificate: Certificate) -> str:
    """Everything that the certificate asks for, and of whom, in the language of the page."""
    bars = {
        Criterion.EXERCISES: certificate.bar,
        Criterion.ATTENDANCE: certificate.attendance,
        Criterion.TALKS: certificate.talks,
    }
    asked = [said(_bar(criterion, bar)) for criterion, bar in bars.items() if bar is not None]
    if certificate.project is not None:
        asked.append(said(_project(certificate.project)))
    return _(
        "The certificate asks for {asked}. Its candidates are the {roles}.",
        asked=voice().listed(asked),
        roles=voice().listed([said(MANY[role]) for role in certificate.candidates]),
    )


def _bar(criterion: Criterion, bar: Bar) -> Said:
    told = say("at least {amount}", amount=_amount(criterion, bar))
    if bar.comparison == "more than":
        told = say("more than {amount}", amount=_amount(criterion, bar))
    return told


def _amount(criterion: Criterion, bar: Bar) -> Said:
    number = bar.count or 0
    share = None if bar.share is None else share_text(bar.share)
    match criterion:
        case Criterion.ATTENDANCE if share:
            return say("{share} of the sessions attended", share=share)
        case Criterion.ATTENDANCE:
            return say_count("{n} session attended", "{n} sessions attended", number)
        case Criterion.TALKS if share:
            return say("{share} of the talks given", share=share)
        case Criterion.TALKS:
            return say_count("{n} talk given", "{n} talks given", number)
        case _ if share:
            return say("{share} of the exercises that count", share=share)
        case _:
            return say_count("{n} exercise complete", "{n} exercises complete", number)


def _project(project: Project) -> Said:
    if project.complete and project.presented:
        return say("the final project, complete and presented")
    if project.complete:
        return say("the final project, complete")
    return say("the final project, presented")


def way(view: View, member: str) -> Html:
    """What is left to do for the certificate, or since when and why it is out of reach."""
    verdicts = view.verdicts[view.verdicts["member"] == member]
    if verdicts.empty:
        return Html()
    row = verdicts.iloc[0]
    mine = view.criteria[view.criteria["member"] == member]
    told = directions(
        row["verdict"],
        mine,
        view.way(row),
        name=lambda exercise: tag("em", _title(view, exercise)),
        tell=lambda moment: time_tag(moment, view.program.zone),
    )
    if told is None:
        return Html()
    heading, sentences = tag("strong", phrase(told[0])), [phrase(line) for line in told[1]]
    if row["verdict"] == Verdict.OUT_OF_REACH:
        return tag("p", heading, " ", join(sentences, "; "), ".", class_="sg-way")
    lines = [tag("li", sentence) for sentence in sentences]
    first, others = tag("ul", *lines[:FEW]), lines[FEW:]
    if not others:
        return tag("div", heading, first, class_="sg-way")
    more = details(counted("and {n} more", "and {n} more", len(others)), tag("ul", *others))
    return tag("div", heading, first, more, class_="sg-way")


def _title(view: View, exercise: str) -> str:
    titles = view.exercises.loc[view.exercises["exercise"] == exercise, "title"]
    return plain(titles.iloc[0]) if len(titles) else exercise
