"""What would change if a program's files said something else: nothing is written."""

from sgdash.what_if.changes import changes_table, reasons_table
from sgdash.what_if.corrections import (
    Correction,
    Kind,
    all_from_outside,
    corrections,
    lacks_convention,
)
from sgdash.what_if.edits import Edit, EditError, edited, suppose_edits
from sgdash.what_if.effect import Effect, effect_of
from sgdash.what_if.piles import Pile, pile_up
from sgdash.what_if.settings import Setting, SettingError, parse_setting
from sgdash.what_if.settled import Unmatched, unmatched_of
from sgdash.what_if.supposed import suppose

__all__ = [
    "Correction",
    "Edit",
    "EditError",
    "Effect",
    "Kind",
    "Pile",
    "Setting",
    "SettingError",
    "Unmatched",
    "all_from_outside",
    "changes_table",
    "corrections",
    "edited",
    "effect_of",
    "lacks_convention",
    "parse_setting",
    "pile_up",
    "reasons_table",
    "suppose",
    "suppose_edits",
    "unmatched_of",
]
