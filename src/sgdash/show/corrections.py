"""The lines to write for what could not be matched, to copy, and what would change with them."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from sgdash.errors import SgdashError
from sgdash.home import find_home
from sgdash.language import Said, say, say_count
from sgdash.program.folder import ProgramFolder
from sgdash.program.problems import problem_of
from sgdash.rules import Status, Verdict
from sgdash.show import states
from sgdash.show.language import _, counted, said
from sgdash.show.markup import draw, phrase, sentence, table, tag
from sgdash.show.palette import chip
from sgdash.show.text import plain
from sgdash.show.view import View
from sgdash.what_if import (
    Correction,
    Edit,
    Effect,
    Kind,
    Unmatched,
    effect_of,
    lacks_convention,
)

ASKED = "the correction that was asked about"

MOST_LINES = 12
"""More lines to copy than these scroll."""

MOST_CHANGES = 100
"""So many changed statuses and verdicts are told, the others only counted."""


def draw_corrections(
    view: View, unmatched: Unmatched, pile: pd.Series, found: Sequence[Correction]
) -> None:
    """Every possible correction of a pile: what it means, its lines, and what it would change."""
    if view.earlier:
        told = _(
            "program.yaml has a mistake: until it is mended, no lines are offered for that file, "
            "and of others it is not told what would change."
        )
        draw(states.note([told]))
    elif not found:
        told = _("No single line would settle this: look at the rows below, one by one.")
        path = lacks_convention(unmatched, pile)
        if path is not None:
            told = _(
                "To set this aside is not offered, for it may be work of members. If it is, a "
                "convention for names such as {path} is missing in program.yaml.",
                path=plain(path),
            )
        draw(states.note([told]))
    for number, correction in enumerate(found):
        with st.container(border=True):
            _draw_correction(view, correction, number)


def draw_all_from_outside(view: View, found: Correction | None) -> None:
    """One correction for all unknown people of whom nobody is guessed, to be looked through."""
    if found is None:
        return
    label = counted(
        "{n} name that looks like nobody's here, at once",
        "{n} names that look like nobody's here, at once",
        len(found.names),
    )
    with st.expander(label):
        told = _(
            "Look through the names first: whoever takes part belongs in members.csv. What is set "
            "aside stays counted below and is listed by sgdash unmatched --ignored."
        )
        draw(tag("p", told, class_="sg-about"))
        _draw_correction(view, found, -1)


def _draw_correction(view: View, correction: Correction, number: int) -> None:
    _draw_meaning(view.loaded.folder, correction)
    for edit in correction.edits:
        draw(tag("p", _where(edit), class_="sg-faint"))
        long = edit.text.count("\n") > MOST_LINES
        st.code(edit.text, language=None, wrap_lines=True, height=300 if long else "content")
    settles = counted(
        "This settles {n} of {all} rows.",
        "This settles {n} of {all} rows.",
        correction.settles,
        all=len(view.loaded.matched.unmatched),
    )
    draw(tag("p", settles))
    if correction.of_members:
        told = counted(
            "{n} file of them has the name of a member, such as {path}: look first.",
            "{n} files of them have the names of members, such as {path}: look first.",
            len(correction.of_members),
            path=plain(correction.of_members[0]),
        )
        draw(tag("p", told, class_="sg-note", role="note"))
    if view.earlier is None:  # what would change is asked of the files of today
        _draw_effect(view, correction, number)


def _draw_meaning(folder: ProgramFolder, correction: Correction) -> None:
    names = {member.id: member.name for member in folder.members}
    names |= {exercise.id: exercise.title for exercise in folder.program.exercises}
    values = {
        "name": tag("code", correction.names[0]),
        "meant": tag("bdi", ", ".join(plain(names[item]) for item in correction.meant)),
    }
    meaning = {
        Kind.ALIAS: say("If {name} is another name of {meant}:", **values),
        Kind.NEW_MEMBER: say("If {name} is a member who is not written down yet:", **values),
        Kind.IGNORE: say_count(
            "If nothing of {name} is a submission:",
            "If none of these {n} files is a submission:",
            len(correction.names),
            **values,
        ),
        Kind.OUTSIDER: say_count(
            "If {name} is nobody of this group, such as a member of an earlier season:",
            "If none of these {n} names is of this group:",
            len(correction.names),
            **values,
        ),
    }[correction.kind]
    draw(tag("p", tag("strong", phrase(meaning))))


def _where(edit: Edit) -> str:
    if edit.replaced == 0:
        return _("New line {line} of {file}:", line=edit.line, file=edit.file)
    if edit.replaced > 1:
        return _(
            "{file} from line {line} to line {last} becomes:",
            file=edit.file,
            line=edit.line,
            last=edit.line + edit.replaced - 1,
        )
    return _("Line {line} of {file} becomes:", line=edit.line, file=edit.file)


def _draw_effect(view: View, correction: Correction, number: int) -> None:
    """A button, and below it what would change; asked again when the program has changed."""
    asked = (view.program.id, str(view.as_of), correction.edits)
    label = _("What would change?")
    if st.button(label, key=f"effect {number} of {hash(correction.edits)}"):
        st.session_state[ASKED] = (asked, _effect(view, correction))
    known, effect = st.session_state.get(ASKED, (None, None))
    if known != asked:
        return
    if isinstance(effect, Effect):
        draw_effect(view, effect)
    else:
        refused = say("This cannot be written so: {why}", why=sentence(effect))
        draw(tag("p", phrase(refused), class_="sg-banner sg-problems", role="alert"))


def _effect(view: View, correction: Correction) -> Effect | Said:
    with st.spinner(_("Matching everything anew with it …")):
        try:
            return effect_of(find_home(), view.answers, correction.edits)
        except SgdashError as error:
            return problem_of(error)


def draw_effect(view: View, effect: Effect) -> None:
    """How much would be matched, and every status and verdict that would be another."""
    changes = effect.changes
    told = [
        counted("{n} row would be settled.", "{n} rows would be settled.", effect.settled),
        counted("{n} presence would change.", "{n} presences would change.", effect.presences)
        if effect.presences
        else "",
        counted(
            "{n} status or verdict would change.",
            "{n} statuses and verdicts would change.",
            len(changes),
        )
        if len(changes)
        else _("No status and no verdict would change."),
    ]
    draw(tag("p", " ".join(part for part in told if part), role="status"))
    if changes.empty:
        return
    rows = [
        [
            tag("bdi", view.names.get(row["member"], row["member"])),
            said(say("verdict")) if row["what"] == "verdict" else row["exercise"],
            _chip(row["what"], row["before"]),
            _chip(row["what"], row["after"]),
        ]
        for row in changes.head(MOST_CHANGES).to_dict("records")
    ]
    head = [_("Member"), _("What"), _("Now"), _("Then")]
    draw(table(head, rows, _("What would change")))
    if len(changes) > MOST_CHANGES:
        rest = len(changes) - MOST_CHANGES
        draw(tag("p", counted("and {n} more", "and {n} more", rest), class_="sg-faint"))


def _chip(what: object, word: object) -> object:
    if not isinstance(word, str):
        return tag("span", _("nothing"), class_="sg-faint")
    return chip(Verdict(word) if what == "verdict" else Status(word))
