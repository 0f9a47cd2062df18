"""What the group knows of a member, and how they may contest it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pandas as pd

from sgdash.language import say
from sgdash.show.language import _, said, voice
from sgdash.show.markup import Html, details, link, phrase, table, tag
from sgdash.show.moments import time_tag
from sgdash.show.receipts import status_text
from sgdash.show.text import plain
from sgdash.show.view import View

LONGEST_BODY = 4000
"""Letters of an issue's text: longer addresses are refused by GitHub."""


def known(view: View, member: str) -> Html:
    """What the roster and the decisions say of a member, each with where it is written down."""
    row = view.members[view.members["member"] == member].iloc[0]
    facts = list(_facts(view, row))
    rows = [[said(label), value] for label, value in facts]
    told = table([_("What"), _("Known")], rows, _("What the group knows of this member"))
    where = phrase(
        say(
            "It stands in {roster} and {decisions} of the group's own repository; whoever can "
            "propose a change to these files can have it corrected.",
            roster=tag("code", "members.csv"),
            decisions=tag("code", "decisions.yaml"),
        )
    )
    return details(_("What the group knows of me"), told, tag("p", where, class_="sg-faint"))


def _facts(view: View, row: pd.Series) -> Iterator[tuple[str, object]]:
    yield say("Name"), plain(row["name"])
    yield say("Id"), plain(row["member"])
    if plain(row["login"]):
        yield say("Login"), plain(row["login"])
    yield say("Role"), said(row["role"])
    if plain(row["group"]):
        yield say("Group"), plain(row["group"])
    for label, name in ((say("Joined"), "joined_at"), (say("Left"), "left_at")):
        if pd.notna(row[name]):
            yield label, time_tag(row[name], view.program.zone)
    aliases = next(m.aliases for m in view.loaded.folder.members if m.id == row["member"])
    if aliases:
        yield say("Also written as"), plain("; ".join(aliases))


def contest(view: View, member: str) -> Html:
    """A link that opens an issue in the group's repository, filled in; nothing without one."""
    web = _repository(view)
    if web is None:
        return tag("p", _("To contest something, write to an organiser."), class_="sg-faint")
    title = _("{member}: something on my page is not right", member=view.names[member])
    body = _body(view, member)[:LONGEST_BODY]
    address = f"{web}/issues/new?title={quote(title)}&body={quote(body)}"
    opened = link(address, _("open an issue in the group's repository"))
    return tag(
        "p",
        phrase(
            say("Something is not right? {link}: it is filled in with what is shown.", link=opened)
        ),
    )


def _repository(view: View) -> str | None:
    """The https address of the repository's pages."""
    collection = view.loaded.collection
    address = (collection or {}).get("web") or view.program.repository
    return str(address).removesuffix(".git").rstrip("/") if address else None


def _body(view: View, member: str) -> str:
    """What is shown, as text: the receipts of everything that is not complete."""
    moment: datetime = view.as_of
    lines = [
        _("What is not right: "),
        "",
        "---",
        _(
            "{member} in {program}, as of {moment} UTC",
            member=member,
            program=view.program.id,
            moment=voice().moment(moment.astimezone(UTC)),
        ),
    ]
    for _position, row in view.status[view.status["member"] == member].iterrows():
        lines += ["", f"{plain(row['exercise'])}: {said(row['status'])}", *status_text(view, row)]
    # four blanks before each line are a block of code: nothing in it is interpreted
    return "\n".join([*lines[:4], *(f"    {line}" for line in lines[4:])])
