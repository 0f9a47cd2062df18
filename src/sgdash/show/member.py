"""One member: where they stand, each exercise with its receipt, and the sessions they came to."""

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.match import Presence
from sgdash.perhaps import of_known_exercise, perhaps_theirs
from sgdash.rules import Verdict
from sgdash.sentences import decision_words
from sgdash.show import link, states
from sgdash.show.certificate import way
from sgdash.show.contest import contest, known
from sgdash.show.handed_in import exercise_table
from sgdash.show.language import _, said
from sgdash.show.markup import Html, dotted, draw, join, phrase, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.palette import chip
from sgdash.show.perhaps import draw_of_unknown_exercises, draw_perhaps_theirs, told_first
from sgdash.show.receipts import verdict_lines
from sgdash.show.standing import standing
from sgdash.show.text import plain
from sgdash.show.view import View

CHOOSER = "chooser of the member"
CHOOSER_HEIGHT = 84  # pixels


def show(view: View) -> None:
    """The member of the link; a chooser that changes it."""
    if view.members.empty:
        draw(states.note([states.no_members(view)]))
        return
    # the chooser is drawn last, for a browser takes long to fetch its code; its room is kept
    above = st.container(height=CHOOSER_HEIGHT, border=False)
    member = _asked(view)
    try:
        if member is not None:
            _draw(view, member)
    finally:
        with above:
            _choose(view, member)


def _draw(view: View, member: str) -> None:
    found = perhaps_theirs(view.answers, member)
    known_one = of_known_exercise(found)
    theirs = found[known_one]
    draw(head(view, member, theirs))
    draw_perhaps_theirs(view, theirs, member)
    draw(exercise_table(view, member))
    draw_of_unknown_exercises(view, found[~known_one])
    draw(_verdict(view, member))
    draw(_sessions(view, member))
    draw(tag("h2", _("About this page")), known(view, member), contest(view, member))
    without = [states.no_exercises(view), states.no_deadlines(view), states.no_certificate(view)]
    draw(states.note(without))


def _asked(view: View) -> str | None:
    """The member of the link; None, and why, if there is none of that name."""
    asked = link.read("member")
    found = _meant(view, asked or "")
    if found is not None:
        return found
    if asked is None:
        bookmark = say(
            "Choose a member: the link in the address bar can then be kept as a bookmark."
        )
        draw(states.note([bookmark]))
    else:
        sentence = _(
            "There is no member “{asked}” in {program}. Choose one above.",
            asked=plain(asked),
            program=view.program.id,
        )
        draw(tag("p", sentence, class_="sg-note", role="alert"))
    return None


def _meant(view: View, asked: str) -> str | None:
    """The member of that id, or else the one whose id or login it is but for its capitals."""
    if not asked or asked in view.names:
        return asked or None
    written = view.members[["member", "login"]].fillna("").apply(lambda told: told.str.casefold())
    same = view.members.loc[written.eq(asked.casefold()).any(axis="columns"), "member"]
    return same.iloc[0] if len(same) == 1 else None


def _choose(view: View, member: str | None) -> None:
    """A chooser that changes the member of the link."""
    st.session_state[CHOOSER] = member
    st.selectbox(
        _("Member"),
        list(view.names),
        index=None,
        format_func=lambda member: f"{view.names[member]} ({member})",
        key=CHOOSER,
        placeholder=_("Choose a member"),
        on_change=_chosen,
    )


def _chosen() -> None:
    link.write("member", st.session_state[CHOOSER])


def head(view: View, member: str, perhaps: pd.DataFrame) -> Html:
    """Who it is, the verdict, where they stand in one sentence, and what came last.

    What may be theirs besides is told first: nothing that is said to be missing is sure then.
    """
    row = view.members[view.members["member"] == member].iloc[0]
    verdict = view.verdicts[view.verdicts["member"] == member]
    about = [said(row["role"]), plain(row["group"]), plain(row["login"])]
    return tag(
        "section",
        tag(
            "p",
            tag("bdi", view.names[member], class_="sg-name"),
            tag("span", dotted(part for part in about if part), class_="sg-faint"),
            *(chip(Verdict(value)) for value in verdict["verdict"]),
            class_="sg-who",
        ),
        told_first(perhaps),
        tag("p", standing(view, member), class_="sg-standing"),
        _last(view, member, nothing=perhaps.empty),
        way(view, member),
        class_="sg-card",
    )


def _last(view: View, member: str, *, nothing: bool) -> Html:
    """Whether a submission registered: what came last, and since when nothing was looked at.

    On a day before the last look, what came after that look is not of that day. `nothing`: whether
    there is nothing either that may be theirs. What was taken back was found.
    """
    if view.exercises.empty or view.loaded.unread:
        return Html()
    zone = view.program.zone
    status = view.status[view.status["member"] == member]
    mine = status[status["submitted_at"].notna()]
    checked = time_tag(view.checked_at, zone) if view.checked_at else None
    if mine.empty:
        if not nothing or status["brought_at"].notna().any():
            return Html()
        told = say("Nothing of yours has been found.")
        if checked:
            told = say("Nothing of yours had been found by {checked}.", checked=checked)
        return tag("p", phrase(told), class_="sg-last")
    newest = mine.sort_values("submitted_at", kind="stable").iloc[-1]
    titles = view.exercises.set_index("exercise")["title"]
    values = {
        "exercise": tag("em", titles[newest["exercise"]]),
        "moment": time_tag(newest["submitted_at"], zone),
        "status": said(newest["status"]),
    }
    told = say("Last found: {exercise}, handed in {moment} ({status}).", **values)
    if checked:
        told = say(
            "Last found: {exercise}, handed in {moment} ({status}). "
            "What came after {checked} has not been looked at yet.",
            checked=checked,
            **values,
        )
    return tag("p", phrase(told), class_="sg-last")


def _verdict(view: View, member: str) -> Html:
    rows = view.verdicts[view.verdicts["member"] == member]
    if rows.empty:
        return Html()
    return join([tag("h2", _("Certificate")), verdict_lines(view, rows.iloc[0])])


def _sessions(view: View, member: str) -> Html:
    """Every session of which there is a record, and the talks they gave."""
    seen = view.attendance[
        (view.attendance["member"] == member)
        & (view.attendance["attendance"] != Presence.NO_RECORD)
    ].merge(view.sessions, on="session")
    given = view.talks[view.talks["presenter"] == member]
    parts: list[object] = [tag("h2", _("Sessions"))]
    parts.append(
        table(
            [_("No."), _("Session"), _("When"), _("Presence"), _("Written down in")],
            [
                [
                    row["number"],
                    row["title"],
                    time_tag(row["starts_at"], view.program.zone, _("no date")),
                    chip(Presence(row["attendance"]), _minutes(row["minutes"])),
                    _source(plain(row["source"])),
                ]
                for row in seen.to_dict("records")
            ],
            _("Presence at each session that has a record"),
        )
        if len(seen)
        else states.note([say("There is no attendance record of any session.")])
    )
    if len(given):
        parts.append(tag("h2", _("Talks")))
        parts.append(tag("ul", *(tag("li", title) for title in given["title"])))
    return join(parts)


def _source(source: str) -> Html:
    """Where a presence is written down, or the decision or date that excuses."""
    told = said(decision_words(source))
    return tag("span", told, class_="sg-faint") if source else Html()


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None or pd.isna(minutes) else ", " + _("{n} min", n=int(minutes))
