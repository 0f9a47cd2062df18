"""What would change if the program file said something else: nothing is written."""

from sgdash.what_if.changes import changes_table, reasons_table
from sgdash.what_if.settings import Setting, SettingError, parse_setting
from sgdash.what_if.supposed import suppose

__all__ = [
    "Setting",
    "SettingError",
    "changes_table",
    "parse_setting",
    "reasons_table",
    "suppose",
]
