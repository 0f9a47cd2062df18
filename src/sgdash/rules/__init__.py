"""Matched work and written decisions → status, verdict, and a receipt for each."""

from sgdash.rules.decided import Decided, decide
from sgdash.rules.receipts import Line, status_receipt, verdict_receipt
from sgdash.rules.status import Status, status_table
from sgdash.rules.verdicts import Result, Verdict, required_for, verdicts_table

__all__ = [
    "Decided",
    "Line",
    "Result",
    "Status",
    "Verdict",
    "decide",
    "required_for",
    "status_receipt",
    "status_table",
    "verdict_receipt",
    "verdicts_table",
]
