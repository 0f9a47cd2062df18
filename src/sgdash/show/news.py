"""What came since the last visit: attempts, what was taken out again, and marks."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pyarrow as pa
import streamlit as st

from sgdash import sentences
from sgdash.rules import News, news_table
from sgdash.show import states
from sgdash.show.choose import asked_one, one_of
from sgdash.show.labels import exercise_titles
from sgdash.show.language import _, counted
from sgdash.show.markup import Html, draw, join, tag
from sgdash.show.once import once
from sgdash.show.palette import colours, labels
from sgdash.show.reasons import read_back
from sgdash.show.text import plain_column, web_address
from sgdash.show.view import View

WEEK, EVER = "7", "all"
DAYS = ("1", WEEK, "30", "90", EVER)

MOST_ROWS = 300
"""As many rows as are shown: what came in a week of a big group is looked at in the matrix."""


def draw_news(view: View) -> None:
    """How much came, a chooser of how far back, and what it was; nothing without exercises."""
    if view.exercises.empty or view.loaded.unread:
        return
    usual = _far_enough(view)
    told, shown = _news(view, one_of("since", DAYS, usual))
    draw(tag("h2", _("What came lately")), told)
    asked_one("since", _("Looking back"), DAYS, _told_days, usual)
    if not len(shown):
        return
    st.dataframe(
        shown,
        column_config={
            "at": st.column_config.DatetimeColumn(
                _("When ({zone})", zone=view.program.zone),
                timezone=view.program.zone,
                format="YYYY-MM-DD HH:mm",
            ),
            "member": st.column_config.TextColumn(_("Member"), width=160),
            "exercise": st.column_config.TextColumn(_("Exercise"), width=320),
            "what": st.column_config.MultiselectColumn(
                _("What"), options=list(labels(News).values()), color=colours(News)
            ),
            "by": st.column_config.TextColumn(_("By")),
            "reason": st.column_config.TextColumn(_("Reason"), width="medium"),
            "url": st.column_config.LinkColumn(_("Link"), display_text=_("view")),
        },
        hide_index=True,
        height="content" if len(shown) <= 10 else 400,
        placeholder="",
        alt=_("What was handed in and marked, the newest first"),
    )


@once
def _far_enough(view: View) -> str:
    """A week, or as far back as anything came: a season that is over has its last days, too."""
    now = pd.Timestamp(view.as_of)
    came = [rows.loc[rows["at"] <= now, "at"].max() for rows in view.since_opening]
    last = max((moment for moment in came if pd.notna(moment)), default=now)
    within = (days for days in DAYS[1:-1] if last > now - timedelta(days=int(days)))
    return next(within, EVER)


@once
def _news(view: View, days: str) -> tuple[Html, pa.Table]:
    """How much came in so many days, in words, and as many rows as are shown, ready to be sent."""
    since = _BEGINNING if days == EVER else view.as_of - timedelta(days=int(days))
    news = news_table(*view.since_opening, since, view.as_of)
    shown = table(view, news.head(MOST_ROWS))
    if not len(shown):
        nothing = states.note([_("Nothing was handed in or marked in this time.")])
        return nothing, pa.Table.from_pandas(shown)
    told, besides = tag("p", _counts(news), role="status"), []
    if days == _far_enough(view) != WEEK:
        besides.append(_("Nothing came in the last 7 days."))
    if len(news) > len(shown):
        besides.append(counted("The newest {n} is shown.", "The newest {n} are shown.", len(shown)))
    faint = tag("p", " ".join(besides), class_="sg-faint") if besides else Html()
    return join([told, faint]), pa.Table.from_pandas(shown)


def table(view: View, news: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.NEWS` as they are shown; a column of nothing is left out."""
    words = labels(News)
    told = pd.DataFrame(
        {
            "at": news["at"],
            "member": news["member"].map(view.names),
            "exercise": news["exercise"].map(exercise_titles(view.exercises)),
            "what": news["what"].map(lambda what: [words[what]]),
            "by": plain_column(news["by"].map(lambda by: view.names.get(by, by))),
            "reason": plain_column(read_back(news["reason"], sentences.MARK_REASONS)),
            "url": news["url"].map(web_address),
        }
    )
    empty = [name for name in ("by", "reason", "url") if not told[name].fillna("").any()]
    return told.drop(columns=empty)


_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _told_days(days: str) -> str:
    if days == EVER:
        return _("all of it")
    return counted("the last day", "the last {n} days", int(days))


def _counts(news: pd.DataFrame) -> str:
    times = news["what"].value_counts()
    handed = (News.HANDED_IN, News.HANDED_IN_AGAIN, News.TAKEN_OUT)
    first, again, gone = (int(times.get(what, 0)) for what in handed)
    marked = len(news) - first - again - gone
    told = [
        counted("{n} submission was handed in", "{n} submissions were handed in", first),
        counted("{n} was handed in again", "{n} were handed in again", again),
        counted("{n} was taken out again", "{n} were taken out again", gone),
        counted("{n} mark was made or withdrawn", "{n} marks were made or withdrawn", marked),
    ]
    numbers = (first, again, gone, marked)
    sentence = "; ".join(part for part, n in zip(told, numbers, strict=True) if n) + "."
    return sentence[:1].upper() + sentence[1:]
