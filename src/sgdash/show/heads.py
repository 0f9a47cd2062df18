"""Who is counted on a page: those whose work is asked for, and the others apart."""

import pandas as pd

from sgdash.frames import positions
from sgdash.show.language import _, counted
from sgdash.show.view import View


def heads(view: View, members: pd.Series) -> str:
    """How many of these ids are asked for work, and how many others stand among them."""
    asked = _asked(view, members)
    others = len(members) - asked
    told = counted("{n} member.", "{n} members.", asked)
    if not others:
        return told
    if not asked:
        return counted(
            "{n} person of whom no work is asked.", "{n} people of whom no work is asked.", others
        )
    return counted(
        "{told} {n} other of whom no work is asked.",
        "{told} {n} others of whom no work is asked.",
        others,
        told=told,
    )


def _asked(view: View, members: pd.Series) -> int:
    return int((positions(members, view.asked_members["member"]) >= 0).sum())


def who_is_counted(view: View, members: pd.Series) -> str:
    """Whom numbers count that stand for these ids; "" where nobody is left out."""
    asked = _asked(view, members)
    others = len(members) - asked
    if not others:
        return ""
    if not asked:
        return _("No work is asked of those who are counted here.")
    return counted(
        "Only those are counted whose work is asked for: not {n} other who handed something in.",
        "Only those are counted whose work is asked for: not {n} others who handed something in.",
        others,
    )
