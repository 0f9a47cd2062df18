"""The numbers at the top of the overview: what comes next, and what waits."""

import pandas as pd

from sgdash import sentences
from sgdash.language import say
from sgdash.program.model import Role
from sgdash.rules import Status
from sgdash.show.awaited import WAITING, awaited
from sgdash.show.language import _, counted, said, voice
from sgdash.show.markup import Html, dotted, phrase, tag
from sgdash.show.moments import deadline_zone, distance, time_tag
from sgdash.show.once import once
from sgdash.show.text import plain
from sgdash.show.view import View

FEW = 3
"""So many of the exercises that are due at one moment are named; the matrix has all."""


@once
def tiles(view: View) -> list[Html]:
    """A tile for everything that this group has."""
    unread = view.loaded.unread
    made = [_members(view), _next_session(view)]
    if len(view.exercises):
        made += [
            _next_deadline(view),
            *([] if unread or _asks_nobody(view) else [waiting_tile(view)]),
        ]
    if len(view.talks):
        number = voice().number(len(view.talks))
        made.append(tile(_("Talks"), number, _("given so far or announced")))
    return made if unread and view.answers.findings.empty else [*made, _inbox(view)]


def tile(label: str, value: object, note: object) -> Html:
    """A number or a name with what it is and a remark."""
    return tag(
        "div",
        tag("p", label, class_="sg-tile-label"),
        tag("p", value, class_="sg-tile-value"),
        tag("p", note, class_="sg-tile-note"),
        class_="sg-tile",
    )


def _members(view: View) -> Html:
    roles = view.members["role"].value_counts()
    number = {role: int(roles.get(role.value, 0)) for role in Role}
    others = {
        Role.AUDITOR: counted("{n} auditor", "{n} auditors", number[Role.AUDITOR]),
        Role.ORGANISER: counted("{n} organiser", "{n} organisers", number[Role.ORGANISER]),
        Role.PRESENTER: counted("{n} presenter", "{n} presenters", number[Role.PRESENTER]),
    }
    told = [sentence for role, sentence in others.items() if number[role]]
    return tile(_("Members"), voice().number(number[Role.MEMBER]), dotted(told))


def _next_session(view: View) -> Html:
    dated = view.sessions[~view.sessions["cancelled"]].dropna(subset="starts_at")
    coming = dated[dated["starts_at"] > pd.Timestamp(view.as_of)].sort_values("starts_at")
    if coming.empty:
        sessions = voice().number(len(view.sessions))
        told = _("no dates")
        if len(dated):
            told = _("{dated} of {n} had a date", dated=len(dated), n=len(view.sessions))
        return tile(_("Sessions"), sessions, told)
    session = coming.iloc[0]
    title = " · ".join(part for part in (session["number"], session["title"]) if part)
    return tile(_("Next session"), title, _when(session["starts_at"], view.program.zone, view))


def _next_deadline(view: View) -> Html:
    due = view.exercises.dropna(subset="due_at")
    coming = due[due["due_at"] >= pd.Timestamp(view.as_of)].sort_values("due_at")
    if coming.empty:
        return tile(_("Exercises"), voice().number(len(view.exercises)), still_open(view))
    first = coming.iloc[0]
    when = _when(first["due_at"], deadline_zone(first["due"], view.program.zone), view)
    titles = [plain(title) for title in coming.loc[coming["due_at"] == first["due_at"], "title"]]
    if len(titles) == 1:
        return tile(_("Next deadline"), titles[0], when)
    more = len(titles) - FEW
    named = titles if more < 2 else [*titles[:FEW], counted("{n} more", "{n} more", more)]
    told = phrase(say("{when}: {exercises}", when=when, exercises=voice().listed(named)))
    return tile(_("Next deadline"), counted("{n} exercise", "{n} exercises", len(titles)), told)


def still_open(view: View) -> str:
    """What can still be handed in after the last deadline that is written down."""
    undated = int(view.exercises["due_at"].isna().sum())
    if undated == len(view.exercises):
        return _("none has a deadline")
    if view.loaded.unread:
        return _("the last deadline has gone")
    now = pd.Timestamp(view.as_of)
    status = view.asked_status
    running = (status["due_at"] >= now) & (status["status"] == Status.NOT_SUBMITTED)
    extended = int(running.sum())
    again = int((status["status"] == Status.FEEDBACK_GIVEN).sum())
    parts = [
        counted("{n} without a deadline", "{n} without a deadline", undated) if undated else "",
        counted("{n} extension running", "{n} extensions running", extended) if extended else "",
        counted("{n} may be handed in again", "{n} may be handed in again", again) if again else "",
        _("late work is accepted") if view.program.marks.late_work == "accepted" else "",
    ]
    told = ", ".join(part for part in parts if part)
    if told:
        return _("the last deadline has gone; still open: {what}", what=told)
    return _("every deadline has gone")


def _when(moment: pd.Timestamp, zone: str, view: View) -> Html:
    return tag("span", distance(moment.to_pydatetime(), view.as_of), ", ", time_tag(moment, zone))


def waiting_tile(view: View) -> Html:
    """How much of those who are judged waits, and for what; the work of others on the side."""
    everybody = view.waiting
    waiting = view.of_members(everybody, view.asked_members)
    others = len(everybody) - len(waiting)
    notes = [_("nothing that was handed in waits")]
    if len(waiting):
        oldest = waiting["submitted_at"].min().to_pydatetime()
        notes = [_("the oldest was handed in {ago}", ago=distance(oldest, view.as_of))]
    if others:
        notes.append(
            counted(
                "and {n} of auditors and others, who are not judged",
                "and {n} of auditors and others, who are not judged",
                others,
            )
        )
    label = said(WAITING[awaited(view.program.marks)])
    return tile(label, voice().number(len(waiting)), "; ".join(notes))


def _inbox(view: View) -> Html:
    unmatched = voice().number(len(view.loaded.matched.unmatched))
    return tile(_("Could not be matched"), unmatched, told_findings(view.answers.findings))


def told_findings(findings: pd.DataFrame) -> str:
    """How many findings there are; that work came from a stranger does not contradict itself."""
    unknown = findings["kind"].eq(str(sentences.FROM_STRANGER))
    told = counted("{n} finding", "{n} findings", int((~unknown).sum()))
    pulls = findings.loc[unknown, "ref"].str.split(" ").str[0].nunique()
    if not pulls:
        return told
    return counted(
        "{findings}; {n} pull request by somebody who is not in members.csv",
        "{findings}; {n} pull requests by people who are not in members.csv",
        pulls,
        findings=told,
    )


def _asks_nobody(view: View) -> bool:
    """Whether nothing waits for a mark because the group asks for none."""
    waits = view.status["status"] == Status.AWAITING_REVIEW
    return not view.program.marks.required and not waits.any()
