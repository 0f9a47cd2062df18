"""Names in the attendance that nobody could be found for, with the line that would settle each."""

import pandas as pd
import streamlit as st

from sgdash.program.roster_lines import lines_of_somebody_new, lines_with_aliases
from sgdash.show.language import _, counted
from sgdash.show.markup import Html, draw, join, table, tag
from sgdash.show.once import once_of_data
from sgdash.show.reasons import unmatched_reason
from sgdash.show.text import plain, plain_column
from sgdash.show.view import View
from sgdash.visible import visible

FEW = 15
"""More names than these, and lines, scroll in a box of their own."""

HEIGHT = 360

REFS = 3
"""So many places are told of each name."""


def draw_unresolved(view: View) -> None:
    """Every name once, what it may be, and lines to paste; nothing where all are known."""
    names = unresolved(view)
    if names.empty:
        return
    told = counted(
        "{n} name stands in the attendance and in no line of the roster. Nobody is counted absent "
        "because of it.",
        "{n} names stand in the attendance and in no line of the roster. Nobody is counted absent "
        "because of them.",
        len(names),
    )
    draw(tag("h2", _("Names that nobody could be found for")), tag("p", told))
    if len(names) <= FEW:
        draw(_names(view, names))
    else:
        _draw_many(view, names)
    _draw_lines(
        _("Instead of the lines of these members in members.csv, if the guess is right:"),
        alias_lines(view, names),
    )
    _draw_lines(
        _("For the others, if they take part, as further lines of members.csv:"),
        new_lines(view, names),
    )


@once_of_data
def unresolved(view: View) -> pd.DataFrame:
    """Each unknown name once: `author`, `reason`, `guess`, `refs` and how many `sessions`."""
    rows = view.loaded.matched.unmatched
    rows = rows[rows["kind"] == "attendance"]
    found = rows.groupby("author", sort=False).agg(
        reason=("reason", "first"), guess=("guess", "first"), refs=("ref", list)
    )
    return found.reset_index().sort_values(
        "guess", key=lambda guess: guess.isna(), kind="stable", ignore_index=True
    )


def _names(view: View, names: pd.DataFrame) -> Html:
    rows = [
        [
            tag("bdi", row["author"]),
            _places(row["refs"]),
            unmatched_reason(row["reason"]),
            _guess(view, row["guess"]),
        ]
        for row in names.to_dict("records")
    ]
    headers = [_("Name as written"), _("Where"), _("Why"), _("Best guess")]
    return table(headers, rows, _("Names that nobody could be found for"))


def _draw_many(view: View, names: pd.DataFrame) -> None:
    """The same in a table that scrolls and can be sorted."""
    rows = pd.DataFrame(
        {
            "name": plain_column(names["author"]),
            "guess": [_guess(view, guess) for guess in names["guess"]],
            "times": [len(refs) for refs in names["refs"]],
            "where": [plain(", ".join(refs)) for refs in names["refs"]],
            "why": [unmatched_reason(reason) for reason in plain_column(names["reason"])],
        }
    )
    st.dataframe(
        rows,
        column_config={
            "name": st.column_config.TextColumn(_("Name as written"), pinned=True),
            "guess": st.column_config.TextColumn(_("Best guess")),
            "times": st.column_config.NumberColumn(_("How many"), width="small"),
            "where": st.column_config.TextColumn(_("Where"), width="medium"),
            "why": st.column_config.TextColumn(_("Why"), width="medium"),
        },
        hide_index=True,
        height=HEIGHT,
        alt=_("Names that nobody could be found for"),
    )


def _places(refs: list[str]) -> Html:
    told = [tag("code", ref) for ref in refs[:REFS]]
    more = counted("and {n} more", "and {n} more", len(refs) - REFS) if len(refs) > REFS else ""
    return join([*told, *([more] if more else [])], ", ")


def _guess(view: View, guess: object) -> str:
    if not isinstance(guess, str):
        return ""
    return ", ".join(view.names.get(part, part) for part in guess.split(", "))


def alias_lines(view: View, names: pd.DataFrame) -> list[str]:
    """For each member who is the only guess, their line of the roster with the names added."""
    likely = names[names["guess"].isin(list(view.names))]
    of_each = likely.groupby("guess", sort=False)["author"]
    names_of = {str(member): list(written) for member, written in of_each}
    return lines_with_aliases(view.loaded.folder, names_of)


def new_lines(view: View, names: pd.DataFrame) -> list[str]:
    """For each name without a guess a line of the roster, as an auditor."""
    return lines_of_somebody_new(view.loaded.folder, names.loc[names["guess"].isna(), "author"])


def _draw_lines(head: str, lines: list[str]) -> None:
    """Lines to copy; the text in them is a stranger's and nothing in it means anything."""
    if lines:
        draw(tag("p", head))
        shown = "\n".join(visible(line) for line in lines)
        st.code(
            shown,
            language=None,
            wrap_lines=True,
            height="content" if len(lines) <= FEW else HEIGHT,
        )
