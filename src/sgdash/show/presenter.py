"""The presenter's screen: the session, its exercise, and how many are there.

It shames nobody: names and an order of members are there only where the program file asks for them.
"""

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from sgdash.language import say
from sgdash.match import Presence
from sgdash.rules import Status
from sgdash.show import page, states
from sgdash.show.bars import bars_of, counts_of
from sgdash.show.labels import exercise_labels
from sgdash.show.language import _, counted, said, voice
from sgdash.show.leading import leads_next
from sgdash.show.markup import Html, dotted, draw, join, tag
from sgdash.show.moments import deadline_zone, due_words, time_tag, told
from sgdash.show.next_session import people
from sgdash.show.origin import origin_line, sample_banner, unread_banner
from sgdash.show.text import plain
from sgdash.show.view import View

TOO_FEW = 5
"""Groups of fewer are not broken down: in them a number is as good as a name."""

REFRESH = timedelta(seconds=30)

SHOWN, SMALL, FIRST = 4, 6, 5
"""More rows, small rows, and names in an order, than these would not fit below the numbers."""

LABEL = 60
"""Letters of an exercise beside its bar; CSS cuts what has no room there."""


@st.fragment(run_every=REFRESH)
def show(opened: View) -> None:
    """The whole screen, drawn again by itself with what has come meanwhile."""
    view = page.reload(opened)
    session = tonight(view)
    draw(
        tag("p", view.program.title, class_="sg-eyebrow"),
        tag("h1", headline(view, session), class_="sg-screen-title"),
        tag("p", _session_facts(view, session), class_="sg-screen-facts"),
    )
    draw_exercises(view)
    draw(
        leads_next(view, session),
        tag(
            "footer",
            origin_line(view, datetime.now(UTC)),
            sample_banner(view),
            class_="sg-screen-foot",
        ),
    )


def tonight(view: View) -> pd.Series | None:
    """The session that is on or comes next; without dates the one after the last with a record."""
    return None if view.coming.empty else view.coming.iloc[0]


def headline(view: View, session: pd.Series | None) -> str:
    """The session; without one the next deadline, for that is what the group can know."""
    if session is None:
        return _deadline(view) or _no_session(view)
    number, title = plain(session["number"]), plain(session["title"])
    return _("Session {number}: {title}", number=number, title=title) if number else title


def _no_session(view: View) -> str:
    planned = say("No session is planned next")
    return said(planned if len(view.sessions) else say("No session is planned yet"))


def _deadline(view: View) -> str:
    """The next deadline, else the last one; "" where there are none."""
    due = due_together(view).dropna(subset="due_at")
    if due.empty:
        return ""
    first = due.iloc[0]
    moment = first["due_at"].to_pydatetime()
    zone = deadline_zone(first["due"], view.program.zone)
    if moment >= view.as_of:
        return _("Next deadline: {moment}", moment=told(moment, zone))
    return _("The last deadline was {moment}", moment=told(moment, zone))


def _session_facts(view: View, session: pd.Series | None) -> Html:
    """When, in how long, where and with whom."""
    if session is None:
        undated = said(states.no_dates(view) or "") if len(view.sessions) else ""
        none = _no_session(view) if _deadline(view) else ""
        return dotted(words for words in (none, undated) if words)
    starts, presenters = session["starts_at"], people(view, session["presenters"])
    facts: list[object] = [time_tag(starts, view.program.zone, _("no date yet"))]
    if pd.notna(starts):
        facts.append(_begins(starts, view.as_of))
    facts.append(plain(session["place"]))
    facts.append(_("with {presenters}", presenters=presenters) if presenters else "")
    return dotted(fact for fact in facts if fact)


def _begins(starts: pd.Timestamp, now: datetime) -> str:
    """How long until it begins, or that it has begun."""
    left = starts.to_pydatetime() - now
    if left <= timedelta(0):
        return _("has begun")
    return _("in {countdown}", countdown=voice().countdown(left))


def draw_exercises(view: View) -> None:
    """What is due next in large numbers, and with what came before it as bars."""
    status = view.asked_status
    if view.exercises.empty:
        draw(tag("p", said(states.no_exercises(view) or ""), class_="sg-screen-note"))
        _draw_attendance(view)
        return
    if view.loaded.unread:
        draw(tag("div", unread_banner(view), class_="sg-screen-note"))
        return
    due = due_together(view)
    owing = owed(status, due)
    if owing["member"].nunique() < TOO_FEW:
        few = _("Fewer than {few} members: what each has done is not shown here.", few=TOO_FEW)
        draw(tag("p", few, class_="sg-screen-note"))
        return
    draw(numbers(view, due, owing), named(view, owing), _ranked(view, status))
    draw(_bars(view, due, status))


def owed(status: pd.DataFrame, due: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.STATUS` of what is due, without what somebody is excused from."""
    return status[status["exercise"].isin(due["exercise"]) & status["status"].ne(Status.EXCUSED)]


def with_all(owing: pd.DataFrame, there: pd.Series) -> "pd.Series[bool]":
    """For each member, in the order of the rows, whether it holds for all that they owe."""
    return there.groupby(owing["member"], sort=False).all()


def _bars(view: View, due: pd.DataFrame, status: pd.DataFrame) -> Html:
    """All that are due together, as far as they fit; where these are few, those before them too."""
    so_far = view.exercises[view.exercises["position"] <= due["position"].max()]
    before = so_far[~so_far["exercise"].isin(due["exercise"])].tail(max(SHOWN - len(due), 0))
    shown = pd.concat([before, due.head(SMALL)])
    last = ""
    if len(due) > SMALL:
        last = _("{shown} of the {all} exercises due then", shown=SMALL, all=len(due))
    elif len(so_far) > len(shown):
        last = _("The last {shown} of {all} exercises", shown=len(shown), all=len(so_far))
    rows = status[status["exercise"].isin(shown["exercise"])]
    asked = rows.groupby("exercise")["member"].transform("nunique")
    rows = rows[asked >= TOO_FEW]
    counts = counts_of(rows["status"], rows["exercise"], Status)
    counts = counts.loc[[one for one in shown["exercise"] if one in counts.index]]
    counts.index = counts.index.map(exercise_labels(view.exercises, LABEL))
    bars = bars_of(counts, Status, _("Status of the exercises so far"))
    many = "sg-screen-many" if len(shown) > SHOWN else None
    head = tag("p", last, class_="sg-screen-last") if last else Html()
    return join([head, tag("div", bars, class_=many)])


def named(view: View, owing: pd.DataFrame) -> Html:
    """Who has handed in all that is due, where the program file asks for names."""
    if not view.program.screen.names:
        return Html()
    done = with_all(owing, owing["first_at"].notna())
    names = ", ".join(view.names[str(member)] for member in done.index[done]) or "–"
    words = _("Have handed in: {names}", names=names)
    if len(owing["exercise"].unique()) > 1:
        words = _("Have handed in all of them: {names}", names=names)
    return tag("p", words, class_="sg-screen-last")


def _ranked(view: View, status: pd.DataFrame) -> Html:
    """Who completed most, where the program file asks for an order; nobody else is in it."""
    if not view.program.screen.ranking:
        return Html()
    complete = status.loc[status["status"] == Status.COMPLETE, "member"].value_counts()
    first = complete.sort_index().sort_values(ascending=False, kind="stable").head(FIRST)
    told = ", ".join(
        f"{view.names[str(member)]} {voice().number(number)}" for member, number in first.items()
    )
    return tag("p", _("Most complete: {names}", names=told or "–"), class_="sg-screen-last")


def due_together(view: View) -> pd.DataFrame:
    """The exercises that are due next, all of one moment; else those that were due last."""
    due = view.exercises["due_at"]
    ahead = due[due >= pd.Timestamp(view.as_of)]
    moment = ahead.min() if len(ahead) else due.max()
    return view.exercises[due == moment] if pd.notna(moment) else view.exercises.tail(1)


def numbers(view: View, due: pd.DataFrame, owing: pd.DataFrame) -> Html:
    """How many members have handed in, and completed, all that is due, and how long is left."""
    handed_in = with_all(owing, owing["first_at"].notna())
    complete = with_all(owing, owing["status"].eq(Status.COMPLETE))
    did, done = _("members have handed in"), _("members have completed it")
    titles = [plain(title) for title in due["title"]]
    title = titles[0]
    if len(titles) > 1:
        title = _("{n} exercises: {titles}", n=len(titles), titles=", ".join(titles))
        did, done = _("members have handed in all"), _("members have completed all")
    return tag(
        "div",
        _number(_("{done} of {of}", done=int(handed_in.sum()), of=len(handed_in)), did),
        _number(_("{done} of {of}", done=int(complete.sum()), of=len(complete)), done),
        _number(*_due(due.iloc[0], view)),
        tag("p", title, class_="sg-screen-exercise"),
        class_="sg-screen-numbers",
    )


def _due(exercise: pd.Series, view: View) -> tuple[str, str]:
    """How long until it is due, or why there is no moment, and what that is."""
    if pd.isna(exercise["due_at"]):
        return _("open"), due_words(view.program, exercise["exercise"])
    left = exercise["due_at"].to_pydatetime() - view.as_of
    if left < timedelta(0):
        return _("now closed"), _("since {countdown}", countdown=voice().countdown(-left))
    return voice().countdown(left), _("left to hand it in")


def _number(value: str, label: str) -> Html:
    return tag("p", tag("strong", value), tag("span", label))


def _draw_attendance(view: View) -> None:
    """How many came to the last sessions that have a record; in small groups nothing."""
    seen = view.attendance[view.attendance["attendance"] != Presence.NO_RECORD]
    if seen.empty or len(view.members) < TOO_FEW:
        return
    recorded = view.sessions[view.sessions["session"].isin(seen["session"].unique())]
    shown = recorded.tail(SHOWN)
    if len(recorded) > SHOWN:
        last = counted(
            "The last {shown} of {n} session that has a record",
            "The last {shown} of {n} sessions that have a record",
            len(recorded),
            shown=SHOWN,
        )
        draw(tag("p", last, class_="sg-screen-last"))
    rows = seen[seen["session"].isin(shown["session"])]
    counts = counts_of(rows["attendance"], rows["session"], Presence)
    numbers = [
        _("Session {number}", number=plain(number)) if plain(number) else session
        for number, session in zip(shown["number"], shown["session"], strict=True)
    ]
    counts.index = counts.index.map(dict(zip(shown["session"], numbers, strict=True)))
    draw(bars_of(counts, Presence, _("Who came to the last sessions")))
