"""Presence by member: one row a member, one column a session, a sign a cell."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.language import Said, say
from sgdash.match import Presence
from sgdash.rules import turnout
from sgdash.sentences import DECISIONS
from sgdash.show import link
from sgdash.show.choose import choose_members
from sgdash.show.language import _, said, voice
from sgdash.show.markup import Html, dotted, draw, phrase, tag
from sgdash.show.moments import told
from sgdash.show.once import once
from sgdash.show.palette import chip, colours, labels, legend
from sgdash.show.pinned import pinned, pinned_cells
from sgdash.show.text import plain, words_only
from sgdash.show.view import View

MOST_CELLS = 20_000
"""As many chips as are sent at once; with more, the table is shown page by page."""

MOST_COLUMNS = 200
NARROW = 52
"""Pixels of a column with a sign in it."""

MEMBER, CAME = 172, 150
"""Pixels of a name, and of `9 of 14, 2 unresolved`."""

SHORT = 6
"""Letters of a heading that such a column has room for."""

WIDE = 12
"""Of more sessions than these all signs stand in one column, too, so that they are seen at once."""

MEMBER_PAGE = "member/member.py"


def draw_presence(view: View) -> None:
    """Presence per member and session, for the sessions of which there is a record."""
    held = view.recorded
    if held.empty or view.members.empty:
        return
    occur = set(view.attendance["attendance"])
    draw(tag("h2", _("By member")), legend(word for word in Presence if word in occur))
    if len(held) > MOST_COLUMNS:
        st.caption(
            _(
                "The last {n} of {sessions} sessions that have a record.",
                n=MOST_COLUMNS,
                sessions=len(held),
            )
        )
        held = held.tail(MOST_COLUMNS)
    members = choose_members(view.members, MOST_CELLS // len(held), "the presence")
    whole = _whole(view)
    cells = presence(view, members, held) if whole is None else whole.loc[members["member"]]
    event = st.dataframe(
        cells,
        column_config=_columns(held),
        hide_index=True,
        height="content" if len(cells) <= 20 else 720,
        on_select="rerun",
        selection_mode="single-cell",
        key=f"presence of {view.program.id}",
        placeholder="",
        alt=_("Presence of every member at every session that has a record"),
    )
    _draw_cell(view, members, held, event.selection.cells)


@once
def _whole(view: View) -> pd.DataFrame | None:
    """The presence of everybody, if that fits on one page."""
    held = view.recorded.tail(MOST_COLUMNS)
    if len(held) * len(view.members) > MOST_CELLS:
        return None
    return presence(view, view.members, held)


def _columns(held: pd.DataFrame) -> dict[str, ColumnConfig]:
    """How the columns look; their `help` is Markdown, so of a title only its words are there."""
    signs = list(labels(Presence, words=False).values())
    return {
        "member": pinned(_("Member"), MEMBER),
        "came": st.column_config.TextColumn(_("Came"), width=CAME),
        "share": share_column(),
        "signs": st.column_config.TextColumn(_("All sessions"), width=9 * len(held)),
        **{
            session: st.column_config.MultiselectColumn(
                heading,
                options=signs,
                color=colours(Presence),
                width=NARROW if len(heading) <= SHORT else "small",
                help=words_only(title),
            )
            for session, heading, title in zip(
                held["session"], headings(held), held["title"], strict=True
            )
        },
    }


def share_column() -> ColumnConfig:
    """A share as a bar."""
    told = voice().share(Decimal(0)).replace("%", "%%").replace("0", "%.0f")
    return st.column_config.ProgressColumn(
        _("Share"), min_value=0, max_value=100, format=told, width=110
    )


def presence(view: View, members: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """A row for each of `members`, a column for each session of `held`."""
    shown = {value: [sign] for value, sign in labels(Presence, words=False).items()}
    asked = view.attendance["member"].isin(members["member"])
    seen = view.attendance[asked & view.attendance["session"].isin(held["session"])]
    wide = seen.set_index(["member", "session"])["attendance"].unstack("session")  # noqa: PD010 - text
    wide = wide.reindex(index=members["member"], columns=held["session"])
    wide = wide.fillna(Presence.NO_RECORD.value)
    table = wide.map(lambda value: shown[value])
    counts = turnout(seen, "member").reindex(members["member"], fill_value=0)
    table.insert(0, "member", pinned_cells(members["name"]))
    for position, (name, values) in enumerate(came_of(counts).items(), start=1):
        table.insert(position, name, values)
    if len(held) > WIDE:
        signs = labels(Presence, words=False)
        table.insert(3, "signs", ["".join(signs[w] for w in row) for row in wide.to_numpy()])
    return table


def came_of(counts: pd.DataFrame) -> dict[str, Any]:
    """`9 of 14`, who is unresolved apart, and the share for a bar where somebody was expected."""
    share = 100 * counts["came"] // counts["of"].where(counts["of"] > 0)  # cut, as any share
    return {
        "came": [
            came_text(row)
            for row in counts[["came", "of", Presence.UNRESOLVED.value]].to_dict("records")
        ],
        "share": share.to_numpy(),
    }


def came_text(row: Mapping[Hashable, Any]) -> str:
    """`9 of 14`, or `9 of 14, 2 unresolved`, from a row of a turnout."""
    came, of, unknown = (int(row[name]) for name in ("came", "of", Presence.UNRESOLVED))
    if unknown:
        return _("{done} of {of}, {n} unresolved", done=came, of=of, n=unknown)
    return _("{done} of {of}", done=came, of=of)


def headings(held: pd.DataFrame) -> list[str]:
    """The sessions' numbers where they tell them apart, else their ids."""
    numbers = [plain(number) for number in held["number"]]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return numbers
    return [plain(session) for session in held["session"]]


def _draw_cell(
    view: View, members: pd.DataFrame, held: pd.DataFrame, cells: list[tuple[int, str]]
) -> None:
    """What is written down about the cell that was clicked, and the way to its member's page."""
    if not cells:
        st.caption(_("Click a cell to see what it rests on."))
        return
    row, column = cells[0]
    if row >= len(members):  # the table has become shorter since the click
        return
    member = members["member"].iloc[row]
    draw(cell_card(view, member, held[held["session"] == column]))
    st.page_link(
        MEMBER_PAGE, label=_("Open this member's page"), query_params=link.here(member=member)
    )


def cell_card(view: View, member: str, session: pd.DataFrame) -> Html:
    """One member at one session: the word, the times, and where they are written down."""
    here = view.attendance["session"].isin(session["session"])
    rows = view.attendance[here & (view.attendance["member"] == member)]
    if rows.empty:
        return Html()
    told_of, about = rows.iloc[0], session.iloc[0]
    title = " · ".join(part for part in (plain(about["number"]), plain(about["title"])) if part)
    head = tag("p", tag("strong", view.names[member]), " – ", title)
    lines = [said(line) for line in _known(told_of, view.program.zone)]
    parts = [chip(Presence(told_of["attendance"])), *(tag("span", line) for line in lines)]
    source = plain(told_of["source"])
    sentence = DECISIONS.read(source)
    written = phrase(say("Written down in {source}", source=tag("code", source)))
    parts += [tag("span", said(sentence)) if sentence else written] if source else []
    return tag("div", head, tag("p", dotted(parts)), class_="sg-card")


def _known(row: pd.Series, zone: str) -> list[Said]:
    known = []
    if pd.notna(row["minutes"]):
        known.append(say("{n} minutes", n=int(row["minutes"])))
    if pd.notna(row["joined_at"]):
        known.append(say("joined {moment}", moment=told(row["joined_at"], zone)))
    if pd.notna(row["left_at"]):
        known.append(say("left {moment}", moment=told(row["left_at"], zone)))
    return known
