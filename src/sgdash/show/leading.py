"""Who leads next and who has led, on the presenter's screen."""

import pandas as pd

from sgdash.language import Said, say, say_count
from sgdash.rules.agenda import given
from sgdash.show.language import said, voice
from sgdash.show.markup import Html, dotted, tag
from sgdash.show.next_session import people
from sgdash.show.text import plain
from sgdash.show.view import View

TURNS = 3
"""So many of those whose turn it is are named."""


def leads_next(view: View, session: pd.Series | None) -> Html:
    """Who leads after this session, who has not led yet, and how many talks were given."""
    told = [_following(view, session), *_turns(view), *_talks(view)]
    sentences = [said(sentence) for sentence in told if sentence]
    return tag("p", dotted(sentences), class_="sg-screen-leads") if sentences else Html()


def _following(view: View, session: pd.Series | None) -> Said | None:
    """Who is named for the next session but this one."""
    ahead = view.coming
    if session is not None:
        ahead = ahead[ahead["session"] != session["session"]]
    named = ahead[ahead["presenters"] != ""]
    if named.empty:
        return None
    following = named.iloc[0]
    return say(
        "Next to lead: {people} (session {number})",
        people=people(view, following["presenters"]),
        number=plain(following["number"]) or plain(following["title"]),
    )


def _turns(view: View) -> list[Said]:
    """How many of those who take turns have led, and whose turn it is."""
    if view.program.leading is None:
        return []
    found = view.presenting
    roles = [role.value for role in view.program.leading.roles]
    takes_turns = view.members.loc[view.members["role"].isin(roles), "member"]
    led = int(found.people.loc[found.people["led"] > 0, "member"].isin(takes_turns).sum())
    told = [say("{led} of {all} have led a session", led=led, all=len(takes_turns))]
    turn = [plain(name) for name in found.suggestions["name"].head(TURNS)]
    return [*told, say("whose turn it is: {people}", people=", ".join(turn))] if turn else told


def _talks(view: View) -> list[Said]:
    """How many talks were given, by path where the group has several."""
    talks = given(view.talks, view.sessions, view.attendance, pd.Timestamp(view.as_of))
    if talks.empty:
        return []
    told = say_count("{n} talk given so far", "{n} talks given so far", len(talks))
    paths = talks["path"].value_counts()
    if len(paths) < 2:
        return [told]
    by_path = ", ".join(f"{plain(path)} {voice().number(number)}" for path, number in paths.items())
    return [say("{talks} ({paths})", talks=told, paths=by_path)]
