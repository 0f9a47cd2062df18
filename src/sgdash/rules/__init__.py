"""Matched work and written decisions → status, verdict, and a receipt for each."""

from sgdash.rules.beginning import KIND as NO_START
from sgdash.rules.criteria import Criterion, Result, criteria_table, required_for
from sgdash.rules.danger import danger_table
from sgdash.rules.decided import Decided, bar_of, decide, undecided
from sgdash.rules.directions import directions
from sgdash.rules.lines import Line
from sgdash.rules.named import named_lines
from sgdash.rules.news import News, news_table
from sgdash.rules.opening import since_opening, work_of
from sgdash.rules.presenting import Presenting, who_leads
from sgdash.rules.receipts import status_receipt
from sgdash.rules.reviews import ReviewTimes, review_times, reviews_table, waiting_table
from sgdash.rules.since import Loss
from sgdash.rules.status import Status, status_table
from sgdash.rules.turnout import turnout
from sgdash.rules.verdict_receipts import share_text, verdict_receipt
from sgdash.rules.verdicts import Verdict, verdicts_table
from sgdash.rules.way import Step, Way, way_to_the_bar

__all__ = [
    "NO_START",
    "Criterion",
    "Decided",
    "Line",
    "Loss",
    "News",
    "Presenting",
    "Result",
    "ReviewTimes",
    "Status",
    "Step",
    "Verdict",
    "Way",
    "bar_of",
    "criteria_table",
    "danger_table",
    "decide",
    "directions",
    "named_lines",
    "news_table",
    "required_for",
    "review_times",
    "reviews_table",
    "share_text",
    "since_opening",
    "status_receipt",
    "status_table",
    "turnout",
    "undecided",
    "verdict_receipt",
    "verdicts_table",
    "waiting_table",
    "way_to_the_bar",
    "who_leads",
    "work_of",
]
