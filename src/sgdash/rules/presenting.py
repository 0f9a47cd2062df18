"""Who has led sessions and given talks, how long ago, and whose turn it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame
from sgdash.language import Said, say, say_count
from sgdash.program.folder import ProgramFolder
from sgdash.program.written import leaders_table, members_table, sessions_table, talks_table
from sgdash.rules.agenda import coming, given, held, in_time, recorded
from sgdash.rules.turnout import turnout


@dataclass(frozen=True)
class Presenting:
    """Who leads, at one moment."""

    people: pd.DataFrame  # tables.PRESENTING
    suggestions: pd.DataFrame  # tables.SUGGESTIONS; empty where the program file names no roles


def who_leads(folder: ProgramFolder, attendance: pd.DataFrame, as_of: datetime) -> Presenting:
    """Who has led and who could lead next; takes `tables.ATTENDANCE` of the same moment."""
    now = pd.Timestamp(as_of)
    members, sessions = members_table(folder), sessions_table(folder.program)
    leading = folder.program.leading
    roles = [role.value for role in leading.roles] if leading else []
    people = presenting_table(
        members,
        sessions,
        leaders_table(folder),
        talks_table(folder.program),
        attendance,
        roles,
        now,
    )
    if not roles:
        return Presenting(people, frame(tables.SUGGESTIONS))
    open_ones = coming(sessions, attendance, now)
    open_ones = open_ones[open_ones["presenters"] == ""]
    return Presenting(
        people,
        suggestions_table(members, people, open_ones, sessions, attendance, roles, now),
    )


def presenting_table(
    members: pd.DataFrame,
    sessions: pd.DataFrame,
    leaders: pd.DataFrame,
    talks: pd.DataFrame,
    attendance: pd.DataFrame,
    roles: Collection[str],
    now: pd.Timestamp,
) -> pd.DataFrame:
    """`tables.PRESENTING` of all who are named, and of the members whose `roles` take turns.

    Takes `tables.MEMBERS`, `SESSIONS`, `LEADERS`, `TALKS` and `ATTENDANCE`. Members come in the
    order of the roster, then people from outside in the order in which they are first named.
    """
    told = given(talks, sessions, attendance, now)
    begun = held(sessions, attendance, now) | sessions["session"].isin(told["session"])
    ordered = in_time(sessions)
    took_place = ordered[ordered["session"].isin(sessions.loc[begun, "session"])]
    led = leaders[leaders["session"].isin(took_place["session"])]
    to_come = coming(sessions, attendance, now)
    ahead = _ahead(leaders, to_come[~to_come["session"].isin(took_place["session"])])
    named = [*leaders["person"], *talks["presenter"]]
    asked = members["role"].isin(roles) | members["member"].isin(named)
    people = pd.Index([*members.loc[asked, "member"], *_outside(named, members)], name="person")
    turns = pd.concat(
        [
            led[["person", "session"]],
            told.rename(columns={"presenter": "person"})[["person", "session"]],
        ]
    )
    last = _last_turn(turns, took_place, people)
    names = members.set_index("member")["name"]
    return conform(
        tables.PRESENTING,
        pd.DataFrame(
            {
                "person": people,
                "member": people.where(people.isin(members["member"]), None),
                "name": names.reindex(people).fillna(people.to_series()).to_numpy(),
                "led": led["person"].value_counts().reindex(people, fill_value=0).to_numpy(),
                "talks": told["presenter"].value_counts().reindex(people, fill_value=0).to_numpy(),
                "paths": _paths(told).reindex(people, fill_value="").to_numpy(),
                "last_session": last["session"].to_numpy(),
                "last_at": last["starts_at"].array,
                "sessions_since": (len(took_place) - 1 - last["turn"]).array,
                "ahead": ahead.groupby("person").size().reindex(people, fill_value=0).to_numpy(),
                "next_session": ahead.groupby("person")["session"]
                .first()
                .reindex(people)
                .to_numpy(),
            }
        ),
    )


def _outside(named: list[str], members: pd.DataFrame) -> list[str]:
    known = set(members["member"])
    return [person for person in dict.fromkeys(named) if person not in known]


def _ahead(leaders: pd.DataFrame, to_come: pd.DataFrame) -> pd.DataFrame:
    """The rows of `tables.LEADERS` for sessions to come, the next one first."""
    order = {session: n for n, session in enumerate(to_come["session"])}
    named = leaders[leaders["session"].isin(to_come["session"])]
    return named.sort_values("session", key=lambda ids: ids.map(order), kind="stable")


def _last_turn(turns: pd.DataFrame, took_place: pd.DataFrame, people: pd.Index) -> pd.DataFrame:
    """For each of `people` the last session of `turns`: its id, start, and place in their order."""
    order = took_place[["session", "starts_at"]].reset_index(drop=True)
    order["turn"] = pd.Series(range(len(order)), dtype="Int64")
    found = turns.merge(order, on="session").sort_values("turn", kind="stable")
    return found.drop_duplicates("person", keep="last").set_index("person").reindex(people)


def _paths(talks: pd.DataFrame) -> pd.Series:
    """How many talks of which path each presenter gave: `presentations 2; theory 1`."""
    counts = talks.groupby(["presenter", "path"], sort=False).size().reset_index(name="n")
    told = counts["path"] + " " + counts["n"].astype("str")
    return told.groupby(counts["presenter"]).agg("; ".join).astype("str")


def suggestions_table(
    members: pd.DataFrame,
    people: pd.DataFrame,
    open_ones: pd.DataFrame,
    sessions: pd.DataFrame,
    attendance: pd.DataFrame,
    roles: Collection[str],
    now: pd.Timestamp,
) -> pd.DataFrame:
    """`tables.SUGGESTIONS`: the members of `roles` who take part at `now`, whose turn it is first.

    Takes `tables.MEMBERS`, `PRESENTING`, the rows of `SESSIONS` to come that nobody is named for,
    all of `SESSIONS`, and `ATTENDANCE`. Who is named for a session to come stands last.
    """
    here = members["joined_at"].isna() | (members["joined_at"] <= now)
    here &= members["left_at"].isna() | (members["left_at"] >= now)
    candidates = members.loc[members["role"].isin(roles) & here, ["member", "name"]]
    told = candidates.merge(people.drop(columns="name"), on="member")
    counted = sessions.loc[recorded(sessions, attendance), "session"]
    seen = attendance[attendance["session"].isin(counted)]
    came = turnout(seen, "member").reindex(told["member"], fill_value=0)
    told["came"], told["of"] = came["came"].to_numpy(), came["of"].to_numpy()
    told["turns"] = told["led"] + told["talks"]
    told["since"] = told["sessions_since"].fillna(len(sessions)).astype("int64")
    told = told.sort_values(
        ["ahead", "turns", "since", "came"],
        ascending=[True, True, False, False],
        kind="stable",
        ignore_index=True,
    )
    free = int((told["ahead"] == 0).sum())
    told["session"] = open_ones["session"].head(free).reset_index(drop=True).reindex(told.index)
    told["position"] = range(1, len(told) + 1)
    labels = session_names(sessions)
    told["reason"] = [str(reason(row, labels)) for _, row in told.iterrows()]
    return conform(tables.SUGGESTIONS, told)


def reason(row: pd.Series, labels: dict[str, str]) -> Said:
    """Why somebody stands where they stand: a sentence without its subject.

    `row` has what a row of `tables.SUGGESTIONS` and of `tables.PRESENTING` have; `labels` are what
    sessions are called.
    """
    if row["ahead"]:
        return say("is already named for session {session}", session=labels[row["next_session"]])
    last = labels.get(row["last_session"], "")
    if row["led"]:
        return say_count(
            "has led once, in session {session}",
            "has led {n} times, most recently in session {session}",
            int(row["led"]),
            session=last,
        )
    if row["talks"]:
        return say_count(
            "has given one talk, in session {session}",
            "has given {n} talks, most recently in session {session}",
            int(row["talks"]),
            session=last,
        )
    if row["of"]:
        return say(
            "has not led yet; came to {came} of {of} sessions", came=row["came"], of=row["of"]
        )
    return say("has not led yet")


def session_names(sessions: pd.DataFrame) -> dict[str, str]:
    """What each session is called: its number, else its id."""
    told = sessions["number"].where(sessions["number"] != "", sessions["session"])
    return dict(zip(sessions["session"], told, strict=True))
