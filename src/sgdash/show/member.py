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
from sgdash.show.moments import adjective, deadline_zone, time_tag
from sgdash.show.palette import chip
from sgdash.show.receipts import status_lines, verdict_lines
from sgdash.show.standing import standing
from sgdash.show.text import plain

CHOOSER = "chooser of the member"
INBOX_PAGE = "organiser/inbox.py"

FEW, MOST_TOLD = 3, 50
"""So many things that may be theirs stand above the exercises; so many are listed at all."""


def show(view: View) -> None:
    """The member of the link; a chooser that changes it."""
    if view.members.empty:
        draw(states.note([states.no_members(view)]))
        return
    member = _choose(view)
    if member is None:
        return
    draw(_head(view, member))
    theirs = perhaps_theirs(view, member)
    if len(theirs) <= FEW:
        _draw_perhaps_theirs(theirs, member)
    draw(exercise_table(view, member))
    if len(theirs) > FEW:
        _draw_perhaps_theirs(theirs, member)
    draw(_verdict(view, member))
    draw(_sessions(view, member))
    without = [states.no_exercises(view), states.no_deadlines(view), states.no_certificate(view)]
    draw(states.note(without))


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


def exercise_table(view: View, member: str) -> Html:
    """Status, due date, reason and evidence of each exercise; its receipt opens below it."""
    rows = view.status[view.status["member"] == member]
    if rows.empty:
        return Html()
    titles = dict(zip(view.exercises["exercise"], view.exercises["title"], strict=True))
    due = view.exercises.set_index("exercise")
    told = [
        [
            join([tag("strong", titles[row["exercise"]]), _receipt(view, row)]),
            join([chip(Status(row["status"])), _again(view, row), _why(row)]),
            _due(view, row, due.loc[row["exercise"]]),
            _handed_in(view, row),
        ]
        for _, row in rows.iterrows()
    ]
    headers = ["Exercise", "Status", "Due", "Handed in"]
    return join([tag("h2", "Exercises"), table(headers, told, "Status of each exercise")])


def _receipt(view: View, row: pd.Series) -> Html:
    return details("Receipt", status_lines(view, row))


def _due(view: View, row: pd.Series, exercise: pd.Series) -> Html:
    """The deadline that holds for this member, and how it was written where that is elsewhere."""
    zone = view.program.zone
    if pd.isna(row["due_at"]):
        return tag("span", exercise["due"], class_="sg-faint")
    told = time_tag(row["due_at"], zone)
    if row["due_at"] != exercise["due_at"]:
        return join([told, tag("p", "extended", class_="sg-faint")])
    if deadline_zone(exercise["due"], zone) == zone:
        return told
    return join([told, tag("p", exercise["due"], class_="sg-faint")])


def _again(view: View, row: pd.Series) -> Html:
    """Until when work with feedback may be handed in again."""
    if row["status"] != Status.FEEDBACK_GIVEN:
        return Html()
    if pd.isna(row["window_ends_at"]):
        return tag("p", "hand in again: there is no last moment")
    return tag("p", "hand in again until ", time_tag(row["window_ends_at"], view.program.zone))


def _why(row: pd.Series) -> Html:
    return tag("p", row["reason"], class_="sg-faint")


def _handed_in(view: View, row: pd.Series) -> Html:
    """When the attempt that counts came, its evidence, and why it counts after the deadline."""
    parts: list[object] = [time_tag(row["submitted_at"], view.program.zone, "–")]
    if plain(row["evidence_url"]):
        parts += [" ", web_link(row["evidence_url"], "evidence")]
    window = view.program.marks.resubmission
    if window and row["due_at"] < row["submitted_at"] <= row["window_ends_at"]:
        again = row["first_at"] <= row["due_at"]
        told = f"inside the {adjective(window)} window after the deadline"
        parts += [tag("p", told, class_="sg-faint")] if again else []
    return join(parts)


def _verdict(view: View, member: str) -> Html:
    rows = view.verdicts[view.verdicts["member"] == member]
    if rows.empty:
        return Html()
    return join([tag("h2", "Certificate"), verdict_lines(view, rows.iloc[0])])


def perhaps_theirs(view: View, member: str) -> pd.DataFrame:
    """The rows of `tables.UNMATCHED` that name this member, guess them, or are by them.

    Those that name them come first.
    """
    unmatched = view.loaded.matched.unmatched
    login = plain(view.members.loc[view.members["member"] == member, "login"].iloc[0])
    own = {name for name in (member, view.names[member], login) if name}
    guesses = ", " + unmatched["guess"].fillna("") + ", "
    named = unmatched["member"].eq(member)
    guessed = guesses.str.contains(f", {member}, ", regex=False)
    by_them = unmatched["author"].isin(own) & unmatched["member"].isna()
    return pd.concat([unmatched[named], unmatched[(guessed | by_them) & ~named]])


def _draw_perhaps_theirs(theirs: pd.DataFrame, member: str) -> None:
    """A typing mistake is no missing submission; but hundreds of files are not told at once."""
    if theirs.empty:
        return
    rows = [
        [row["kind"], web_link(row["url"], row["ref"]), row["exercise"], row["reason"]]
        for row in theirs.head(MOST_TOLD).to_dict("records")
    ]
    headers = ["Kind", "Where", "Exercise", "Why it was not matched"]
    told = table(headers, rows, "Work that may be theirs")
    head = tag("strong", f"Found, and perhaps theirs, but not counted: {len(theirs):,}")
    few = len(theirs) <= FEW
    if len(theirs) > MOST_TOLD:
        told = join([tag("p", f"The first {MOST_TOLD} of {len(theirs):,}:"), told])
    draw(
        tag("section", tag("p", head), told, class_="sg-banner sg-problems")
        if few
        else details(head, told, class_="sg-banner sg-problems")
    )
    if not few:
        query = link.here(find=member)
        st.page_link(INBOX_PAGE, label="Look for it in the inbox", query_params=query)


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
