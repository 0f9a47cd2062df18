"""One member: where they stand, each exercise with its receipt, and the sessions they came to."""

import pandas as pd
import streamlit as st

from sgdash.match import Presence
from sgdash.rules import Status, Verdict
from sgdash.show import link, states
from sgdash.show.certificate import way
from sgdash.show.load import View
from sgdash.show.markup import Html, details, draw, join, table, tag
from sgdash.show.markup import link as web_link
from sgdash.show.moments import deadline_zone, time_tag
from sgdash.show.palette import chip
from sgdash.show.receipts import status_lines, verdict_lines
from sgdash.show.standing import standing
from sgdash.show.text import plain

CHOOSER = "chooser of the member"


def show(view: View) -> None:
    """The member of the link; a chooser that changes it."""
    if view.members.empty:
        draw(states.note([states.no_members(view)]))
        return
    member = _choose(view)
    if member is None:
        return
    draw(_head(view, member))
    draw(_perhaps_theirs(view, member))
    draw(_exercises(view, member))
    draw(_verdict(view, member))
    draw(_sessions(view, member))
    without = [states.no_exercises(view), states.no_deadlines(view), states.no_certificate(view)]
    draw(states.note([sentence for sentence in without if sentence]))


def _choose(view: View) -> str | None:
    """The member of the link; None, and why, if there is none of that name."""
    asked = link.read("member")
    known = asked if asked in view.names else None
    st.session_state[CHOOSER] = known
    st.selectbox(
        "Member",
        list(view.names),
        index=None,
        format_func=lambda member: f"{view.names[member]} ({member})",
        key=CHOOSER,
        placeholder="Choose a member",
        on_change=_chosen,
    )
    if asked is not None and known is None:
        sentence = f"There is no member “{plain(asked)}” in {view.program.id}. Choose one above."
        draw(tag("p", sentence, class_="sg-note", role="alert"))
    elif known is None:
        draw(
            states.note(
                ["Choose a member: the link in the address bar can then be kept as a bookmark."]
            )
        )
    return known


def _chosen() -> None:
    link.write("member", st.session_state[CHOOSER])


def _head(view: View, member: str) -> Html:
    """Who it is, the verdict, and where they stand in one sentence."""
    row = view.members[view.members["member"] == member].iloc[0]
    verdict = view.verdicts[view.verdicts["member"] == member]
    about = [plain(row["role"]), plain(row["group"]), plain(row["login"])]
    return tag(
        "section",
        tag(
            "p",
            tag("bdi", view.names[member], class_="sg-name"),
            tag("span", " · ".join(part for part in about if part), class_="sg-faint"),
            *(chip(Verdict(value)) for value in verdict["verdict"]),
            class_="sg-who",
        ),
        tag("p", standing(view, member), class_="sg-standing"),
        way(view, member),
        class_="sg-card",
    )


def _exercises(view: View, member: str) -> Html:
    """Status, due date, reason and evidence of each exercise; its receipt opens below it."""
    rows = view.status[view.status["member"] == member]
    if rows.empty:
        return Html()
    titles = dict(zip(view.exercises["exercise"], view.exercises["title"], strict=True))
    due = view.exercises.set_index("exercise")
    told = [
        [
            join([tag("strong", titles[row["exercise"]]), _receipt(view, row)]),
            join([chip(Status(row["status"])), tag("p", row["reason"], class_="sg-faint")]),
            _due(view, row, due.loc[row["exercise"]]),
            join([time_tag(row["submitted_at"], view.program.zone, "–"), " ", _evidence(row)]),
        ]
        for _, row in rows.iterrows()
    ]
    headers = ["Exercise", "Status", "Due", "Handed in"]
    return join([tag("h2", "Exercises"), table(headers, told, "Status of each exercise")])


def _receipt(view: View, row: pd.Series) -> Html:
    return details("Receipt", status_lines(view, row))


def _due(view: View, row: pd.Series, exercise: pd.Series) -> Html:
    """The deadline that holds for this member, in the zone that it was written in."""
    if pd.isna(row["due_at"]):
        return tag("span", exercise["due"], class_="sg-faint")
    if row["due_at"] == exercise["due_at"]:
        return time_tag(row["due_at"], deadline_zone(exercise["due"], view.program.zone))
    extended = tag("p", "extended", class_="sg-faint")
    return join([time_tag(row["due_at"], view.program.zone), extended])


def _evidence(row: pd.Series) -> Html:
    return web_link(row["evidence_url"], "evidence") if plain(row["evidence_url"]) else Html()


def _verdict(view: View, member: str) -> Html:
    rows = view.verdicts[view.verdicts["member"] == member]
    if rows.empty:
        return Html()
    return join([tag("h2", "Certificate"), verdict_lines(view, rows.iloc[0])])


def _perhaps_theirs(view: View, member: str) -> Html:
    """What was found and is probably theirs: a typing mistake is no missing submission."""
    unmatched = view.loaded.matched.unmatched
    login = plain(view.members.loc[view.members["member"] == member, "login"].iloc[0])
    own = {name for name in (member, view.names[member], login) if name}
    theirs = unmatched[unmatched["guess"].eq(member) | unmatched["author"].isin(own)]
    if theirs.empty:
        return Html()
    rows = [
        [row["kind"], web_link(row["url"], row["ref"]), row["reason"]]
        for row in theirs.to_dict("records")
    ]
    told = table(["Kind", "Where", "Why it was not matched"], rows, "Work that may be theirs")
    return tag(
        "section",
        tag("p", tag("strong", "Found, and perhaps theirs, but not counted:")),
        told,
        class_="sg-banner sg-problems",
    )


def _sessions(view: View, member: str) -> Html:
    """Every session of which there is a record, and the talks they gave."""
    seen = view.attendance[
        (view.attendance["member"] == member)
        & (view.attendance["attendance"] != Presence.NO_RECORD)
    ].merge(view.sessions, on="session")
    given = view.talks[view.talks["presenter"] == member]
    parts: list[object] = [tag("h2", "Sessions")]
    parts.append(
        table(
            ["No.", "Session", "When", "Presence", "Written down in"],
            [
                [
                    row["number"],
                    row["title"],
                    time_tag(row["starts_at"], view.program.zone, "no date"),
                    chip(Presence(row["attendance"]), _minutes(row["minutes"])),
                    tag("span", row["source"], class_="sg-faint"),
                ]
                for row in seen.to_dict("records")
            ],
            "Presence at each session that has a record",
        )
        if len(seen)
        else states.note(["There is no attendance record of any session."])
    )
    if len(given):
        parts.append(tag("h2", "Talks"))
        parts.append(tag("ul", *(tag("li", title) for title in given["title"])))
    return join(parts)


def _minutes(minutes: object) -> str:
    return "" if plain(minutes) == "" else f", {plain(minutes)} min"
