"""`sgdash unmatched`: what belongs to nobody, by the lines that would settle most of it."""

from collections.abc import Iterator

import click
import pandas as pd

from sgdash import export
from sgdash.answers import Answers
from sgdash.cli.ask import answers_of
from sgdash.cli.options import data_option, format_option
from sgdash.cli.printing import NOT_COLLECTED, print_table, shown, told_beside
from sgdash.what_if import (
    Correction,
    Kind,
    Pile,
    Unmatched,
    all_from_outside,
    corrections,
    lacks_convention,
    pile_up,
    unmatched_of,
)

MOST_PILES = 20
"""So many piles are printed, the biggest first; the others are counted."""

LONGEST = 300
"""Lines to add that are longer are not printed unless they are asked for."""


@click.command()
@click.argument("program")
@click.option("--all", "every", is_flag=True, help="Every row, not only what would settle most.")
@click.option("--outsiders", is_flag=True, help="Only the lines that set all strangers aside.")
@click.option(
    "--ignored", is_flag=True, help="Every row, and what program.yaml sets aside besides."
)
@format_option
@data_option
def unmatched(
    program: str, form: str, data: str | None, *, every: bool, outsiders: bool, ignored: bool
) -> int:
    """What of PROGRAM matched no member or no exercise, and the lines that would settle it."""
    answers = answers_of(program, data)
    if outsiders:
        for line in _outsiders(answers):
            click.echo(shown(line))
    elif every or ignored or form != "table":
        rows = export.unmatched_export(answers, with_ignored=ignored)
        print_table(rows, form, empty=_nothing_unmatched(answers))
    else:
        for line in _summary(answers):
            click.echo(shown(line))
    return told_beside(answers)


def _summary(answers: Answers) -> Iterator[str]:
    """The biggest piles with their lines, how much more there is, and what was set aside."""
    rows, ignored = answers.loaded.matched.unmatched, len(answers.loaded.matched.ignored)
    if rows.empty:
        yield _nothing_unmatched(answers)
    else:
        yield from _piles(answers, rows)
    if ignored:
        yield f"{_rows(ignored)} set aside by program.yaml: --ignored lists them."


def _piles(answers: Answers, rows: pd.DataFrame) -> Iterator[str]:
    piles, everything = _sorted(answers)
    yield f"{_rows(len(rows))} in {len(piles):,} pile{_s(len(piles))}, the biggest first."
    outside = all_from_outside(everything, piles)
    if outside:
        yield ""
        yield f"{len(outside.names):,} names look like nobody's here:"
        yield from _told(outside, len(rows))
    for _, pile in piles.head(MOST_PILES).iterrows():
        yield ""
        yield from _of_pile(everything, pile, len(rows))
    rest = piles.iloc[MOST_PILES:]
    if len(rest):
        more = f"{len(rest):,} more pile{_s(len(rest))}"
        yield ""
        yield f"and {more} with {_rows(int(rest['rows'].sum()))}"
    yield ""
    yield "Every row: --all, or --format csv or json."


def _sorted(answers: Answers) -> tuple[pd.DataFrame, Unmatched]:
    matched, folder = answers.loaded.matched, answers.loaded.folder
    exercises = [exercise.id for exercise in folder.program.exercises]
    piles, _ = pile_up(matched.unmatched, matched.attempts["ref"], exercises)
    return piles, unmatched_of(folder, matched.unmatched)


def _outsiders(answers: Answers) -> Iterator[str]:
    """The lines for program.yaml with all names that look like nobody's, to look through."""
    piles, everything = _sorted(answers)
    outside = all_from_outside(everything, piles)
    if outside is None:
        yield "There are no names, or few, that look like nobody's."
    else:
        yield from outside.edits[0].text.split("\n")


def _of_pile(everything: Unmatched, pile: pd.Series, total: int) -> Iterator[str]:
    guess = f" (best guess: {pile['guess']})" if isinstance(pile["guess"], str) else ""
    guess = " (best guesses: several)" if pile["several"] else guess
    yield f"{_rows(pile['rows'])}: {_WHAT[Pile(pile['pile'])].format_map(dict(pile))}{guess}"
    found = corrections(everything, pile)
    for correction in found:
        yield from _told(correction, total)
    if found:
        return
    path = lacks_convention(everything, pile)
    if path is None:
        yield "  no single line would settle this"
    else:
        yield "  to set it aside is not offered, for it may be work of members: if it is,"
        yield f"  a convention for names such as {path} is missing in program.yaml"


_WHAT = {
    Pile.FOLDER: "nothing below {name} is matched",
    Pile.MEMBER: 'no member is called "{name}"',
    Pile.EXERCISE: 'no exercise is called "{name}"',
    Pile.BOTH: "no member and no exercise is called so: {name}",
    Pile.AUTHOR: "by {name}, who is not in members.csv",
    Pile.OTHER: "{reason}",
}


def _told(correction: Correction, total: int) -> Iterator[str]:
    """What a correction means and settles, and its lines with their places."""
    meant, names = ", ".join(correction.meant), ", ".join(correction.names)
    many = len(correction.names) > 1
    means = {
        Kind.ALIAS: f"it is another name of {meant}",
        Kind.NEW_MEMBER: "it is a member who is not written down yet",
        Kind.IGNORE: f"{'none' if many else 'nothing'} of {names} is a submission",
        Kind.OUTSIDER: "none of them is of this group" if many else "it is nobody of this group",
    }[correction.kind]
    yield f"  if {means}, this settles {correction.settles:,} of {total:,}:"
    for edit in correction.edits:
        if len(edit.text) > LONGEST:
            yield f"    {edit.file}:{edit.line}: what --outsiders prints, once looked through"
            continue
        for number, line in enumerate(edit.text.split("\n"), start=edit.line):
            yield f"    {edit.file}:{number}: {line.strip()}"
    if correction.of_members:
        count, first = len(correction.of_members), correction.of_members[0]
        yield f"    look first: names of members are in {count:,} path{_s(count)}, such as {first}"


def _rows(count: int) -> str:
    return f"{count:,} row{_s(count)}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _nothing_unmatched(answers: Answers) -> str:
    if answers.loaded.unread:
        return NOT_COLLECTED
    if not answers.loaded.folder.program.submissions:
        return "This program names no conventions for submissions, so nothing is looked for."
    return "Everything was matched."
