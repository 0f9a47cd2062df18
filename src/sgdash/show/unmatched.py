"""What could not be matched: by groups first, because it may be thousands of files."""

import pandas as pd
import streamlit as st

from sgdash.export import to_csv, unmatched_export
from sgdash.show import link
from sgdash.show.load import View
from sgdash.show.markup import Html, draw, tag
from sgdash.show.moments import count
from sgdash.show.text import plain, plain_column, web_address

HEADINGS = {
    "kind": "Kind",
    "ref": "Where",
    "reason": "Why",
    "detail": "What",
    "guess": "Best guess",
    "fix": "What to add",
    "author": "By",
    "member": "Member",
    "exercise": "Exercise",
    "first": "First had by",
    "group": "All of group",
    "clock": "Dated by",
    "url": "Link",
}

FIND = "looked for in the inbox"

WORK = ("file", "pull request file", "pull request")
NO_CONVENTION = "fits no convention"

MANY, FAR_MORE = 20, 3
"""With so many unmatched, and so many times as many as matched, something else is wrong."""

MOST_ROWS = 2_000
"""As many rows as are sent at once; the download has all."""


def draw_unmatched(view: View) -> None:
    """Groups to choose from, a text to look for, the rows, and the download."""
    rows = view.loaded.matched.unmatched
    if rows.empty:
        told = "Everything that was found belongs to a member and an exercise."
        draw(tag("p", told, class_="sg-note"))
        return
    draw(_warning(view))
    rows = _of_chosen_groups(rows, view.program.id) if len(rows) > MANY else rows
    if len(rows) > MANY or link.read("find"):
        rows = find(rows, _looked_for())
    shown = most_likely_first(rows).head(MOST_ROWS)
    told = count(len(rows), "row") + ", those with a guess first"
    more = f"; the first {MOST_ROWS:,} are shown" if len(rows) > MOST_ROWS else ""
    draw(tag("p", f"{told}{more}.", class_="sg-faint"))
    draw_rows(shown, "Work and names that matched nothing")
    st.download_button(
        "Download as CSV",
        lambda: to_csv(unmatched_export(view.answers)),
        file_name=f"unmatched-{view.program.id}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _looked_for() -> str:
    """The text of the link; a field that changes it."""
    st.session_state[FIND] = plain(link.read("find"))
    return st.text_input(
        "Find in what could not be matched",
        placeholder="Path, author, guess or reason",
        key=FIND,
        on_change=_look_for,
    )


def _look_for() -> None:
    link.write("find", st.session_state[FIND] or None)


def _warning(view: View) -> Html:
    """That so much is unmatched that it is hardly the members' doing."""
    told = hardly_their_doing(
        view.loaded.matched.unmatched, view.loaded.matched.attempts["ref"].nunique()
    )
    return tag("p", told, class_="sg-banner sg-problems", role="note") if told else Html()


def hardly_their_doing(unmatched: pd.DataFrame, matched: int) -> str:
    """What to look at when far more is unmatched than matched; "" when it is not."""
    work = unmatched[unmatched["kind"].isin(WORK)]
    if len(work) < MANY or len(work) < FAR_MORE * matched:
        return ""
    all_found = f"{len(work) + matched:,} files and pull requests"
    unfit = int((work["reason"] == NO_CONVENTION).sum())
    if 2 * unfit > len(work):
        asked = "are the conventions in program.yaml right? What is no work goes under ignore."
        return f"{unfit:,} of {all_found} fit no convention: {asked}"
    asked = "are the conventions in program.yaml and the names in members.csv right?"
    return f"{len(work):,} of {all_found} could not be matched: {asked}"


def _of_chosen_groups(rows: pd.DataFrame, program: str) -> pd.DataFrame:
    """The rows of the groups that were chosen in a table of all groups; all if none was."""
    keys = group_keys(rows)
    groups = group_counts(keys, rows)
    if len(groups) == 1:
        return rows
    st.caption("Choose rows to see only what they hold.")
    event = st.dataframe(
        groups.assign(reason=plain_column(groups["reason"]), folder=plain_column(groups["folder"])),
        column_config={
            "reason": st.column_config.TextColumn("Why", width="large"),
            "kind": st.column_config.TextColumn("Kind"),
            "folder": st.column_config.TextColumn("First folder"),
            "rows": st.column_config.NumberColumn("How many", width="small"),
            "guessed": st.column_config.NumberColumn("With a guess", width="small"),
        },
        hide_index=True,
        height="content" if len(groups) <= 10 else 390,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"groups of {program}",
        placeholder="",
        alt="What could not be matched, by reason and first folder",
    )
    chosen = groups.iloc[[row for row in event.selection.rows if row < len(groups)]]
    if chosen.empty:
        return rows
    names = list(keys.columns)
    wanted = pd.MultiIndex.from_frame(chosen[names])
    return rows[pd.MultiIndex.from_frame(keys).isin(wanted)]


def group_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """Reason without the names in it, kind, and first folder of each row."""
    reason = rows["reason"].str.replace(r'"[^"]*"', '"…"', regex=True)
    reason = reason.str.replace(r"(several[^:;]*): [^;]*", r"\1", regex=True)
    path = rows["ref"].str.replace(r"^#\d+ ?", "", regex=True)
    folder = path.str.extract(r"^([^/]+/)", expand=False).fillna("")
    return pd.DataFrame({"reason": reason, "kind": rows["kind"], "folder": folder})


def group_counts(keys: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """How many rows each group has, and of how many something is guessed; the likeliest first."""
    counted = keys.assign(guessed=rows["guess"].notna()).groupby(list(keys.columns), sort=False)
    groups = counted["guessed"].agg(rows="size", guessed="sum").reset_index()
    return groups.sort_values(
        ["guessed", "rows"], ascending=False, kind="stable", ignore_index=True
    )


def find(rows: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows in which a text stands anywhere, in any case."""
    text = wanted.strip().casefold()
    if not text:
        return rows
    searched = [name for name in HEADINGS if name in rows and name not in {"ref", "url"}]
    together = rows["ref"].str.cat(rows[searched].fillna(""), sep="\n")
    return rows[together.str.casefold().str.contains(text, regex=False)]


def most_likely_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a guess before those without one, else in their order."""
    return rows.assign(none=rows["guess"].isna()).sort_values("none", kind="stable")


def draw_rows(rows: pd.DataFrame, alt: str) -> None:
    """A table of whatever is known of each row, as text."""
    told = rows.dropna(axis="columns", how="all")
    told = told[[name for name in HEADINGS if name in told]]
    for name in told.columns:
        told[name] = told[name].map(web_address) if name == "url" else plain_column(told[name])
    st.dataframe(
        told,
        column_config={
            **{name: st.column_config.TextColumn(HEADINGS[name]) for name in map(plain, told)},
            "url": st.column_config.LinkColumn("Link", display_text="open"),
        },
        hide_index=True,
        height="content" if len(told) <= MANY else 600,
        alt=alt,
    )
