"""What could not be matched: in piles first, because it may be thousands of files."""

import pandas as pd

from sgdash import sentences
from sgdash.export import unmatched_export
from sgdash.language import say
from sgdash.show import link, states
from sgdash.show.choose import asked_text
from sgdash.show.corrections import draw_all_from_outside
from sgdash.show.downloads import draw_downloads
from sgdash.show.language import _, counted, voice
from sgdash.show.markup import Html, details, draw, phrase, table, tag
from sgdash.show.once import once_of_data
from sgdash.show.piles import choose_pile, draw_pile, told_piles
from sgdash.show.reasons import unmatched_reason
from sgdash.show.rows import find, told_rows
from sgdash.show.view import View
from sgdash.what_if import (
    Correction,
    Unmatched,
    all_from_outside,
    corrections,
    pile_up,
    unmatched_of,
)

WORK = ("file", "pull request file", "pull request")

MANY, FAR_MORE = 20, 3
"""With so many unmatched, and so many times as many as matched, something else is wrong."""

MOST_LINES_TOLD = 50
"""So many lines that set something aside are told."""

MOST_ROWS = 1_000
"""As many rows of a pile as are sent at once; the download has all."""


def draw_unmatched(view: View) -> None:
    """A text to look for, the piles, what would settle the chosen one, and the download."""
    rows = view.loaded.matched.unmatched
    head = tag("h2", _("Could not be matched"))
    if rows.empty:
        told = _("Everything that was found belongs to a member and an exercise.")
        draw(head, states.note([told]))
        return
    draw(head, _warning(view))
    shown = rows
    if len(rows) > MANY or link.read("find"):
        shown = find(
            rows,
            asked_text(
                "find",
                _("Find in what could not be matched"),
                _("Path, author, guess or reason"),
            ),
        )
    piles, pile = _all_piles(view) if shown is rows else _piles(view, shown)
    counts = counted("{n} row", "{n} rows", len(shown))
    told = counted(
        "{rows} in {n} pile. Where lines settle it, they stand below.",
        "{rows} in {n} piles, the biggest first. Where lines settle the chosen one, they stand "
        "below.",
        len(piles),
        rows=counts,
    )
    choose = _("Choose a row to see what would settle it. The first is shown until you do.")
    draw(
        tag("p", told, class_="sg-faint", role="status"),
        tag("p", choose, class_="sg-faint") if len(piles) > 1 else Html(),
    )
    everything = _everything(view)
    if shown is rows:
        draw_all_from_outside(view, _all_from_outside(view))
        number = choose_pile(view, _all_told(view))
    elif len(shown):
        draw_all_from_outside(view, all_from_outside(everything, piles))
        number = choose_pile(view, told_piles(piles))
    if shown is rows and number == 0:
        draw_pile(view, everything, piles.iloc[0], _lines_of_first(view), _rows_of_first(view))
    elif len(shown):
        lines = corrections(everything, piles.iloc[number])
        draw_pile(view, everything, piles.iloc[number], lines, _told_rows(shown[pile == number]))
    draw_downloads(
        f"unmatched-{view.program.id}", len(rows), lambda: unmatched_export(view.answers)
    )


@once_of_data
def _all_piles(view: View) -> tuple[pd.DataFrame, pd.Series]:
    return _piles(view, view.loaded.matched.unmatched)


def _piles(view: View, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    return pile_up(rows, view.loaded.matched.attempts["ref"], view.exercises["exercise"])


@once_of_data
def _everything(view: View) -> Unmatched:
    folder, unmatched = view.loaded.folder, view.loaded.matched.unmatched
    return unmatched_of(folder, unmatched, program_file=view.earlier is None)


@once_of_data
def _all_from_outside(view: View) -> Correction | None:
    return all_from_outside(_everything(view), _all_piles(view)[0])


@once_of_data
def _all_told(view: View) -> pd.DataFrame:
    return told_piles(_all_piles(view)[0])


@once_of_data
def _lines_of_first(view: View) -> list[Correction]:
    """What would settle the pile that everybody sees first."""
    piles, _pile = _all_piles(view)
    return corrections(_everything(view), piles.iloc[0]) if len(piles) else []


@once_of_data
def _rows_of_first(view: View) -> pd.DataFrame:
    rows, (_piles, pile) = view.loaded.matched.unmatched, _all_piles(view)
    return _told_rows(rows[pile == 0])


def _told_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return told_rows(rows.head(MOST_ROWS))


@once_of_data
def ignored(view: View) -> Html:
    """How much program.yaml sets aside, and which of its lines does."""
    ignored = view.loaded.matched.ignored
    told = counted(
        "{n} row is set aside because program.yaml says so.",
        "{n} rows are set aside because program.yaml says so.",
        len(ignored),
    )
    if ignored.empty:
        return tag("p", told, class_="sg-faint")
    lines = ignored["reason"].value_counts().head(MOST_LINES_TOLD)
    rows = [
        [voice().number(count), unmatched_reason(str(reason))] for reason, count in lines.items()
    ]
    more = len(ignored) - int(lines.sum())
    rest = counted("and {n} more row", "and {n} more rows", more) if more else ""
    listed = table([_("Rows"), _("Why")], rows, _("What program.yaml sets aside"))
    return details(told, listed, tag("p", rest, class_="sg-faint"))


@once_of_data
def _warning(view: View) -> Html:
    """That so much is unmatched that it is hardly the members' doing."""
    told = hardly_their_doing(
        view.loaded.matched.unmatched, view.loaded.matched.attempts["ref"].nunique()
    )
    if not told:
        return Html()
    season = ""
    if view.program.starts is None:
        season = phrase(
            say(
                "If it is of an earlier season, write {key} into program.yaml, with the day on "
                "which this one began: all that is older is set aside.",
                key=tag("code", "starts:"),
            )
        )
    return tag("p", told, " ", season, class_="sg-banner sg-problems", role="note")


def hardly_their_doing(unmatched: pd.DataFrame, matched: int) -> str:
    """What to look at when far more is unmatched than matched; "" when it is not."""
    work = unmatched[unmatched["kind"].isin(WORK)]
    if len(work) < MANY or len(work) < FAR_MORE * matched:
        return ""
    every, unfit = len(work) + matched, int((work["reason"] == sentences.NO_CONVENTION).sum())
    if 2 * unfit > len(work):
        return _(
            "{unfit} of {all} files and pull requests fit no convention: are the conventions in "
            "program.yaml right? What is no work goes under ignore.",
            unfit=unfit,
            all=every,
        )
    return _(
        "{unmatched} of {all} files and pull requests could not be matched: are the conventions "
        "in program.yaml and the names in members.csv right?",
        unmatched=len(work),
        all=every,
    )
