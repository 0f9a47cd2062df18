"""Why a status or a verdict is what it is, in the language of the page.

The tables hold the same sentences in English; here they are said again from the same columns.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sgdash import sentences
from sgdash.language import say
from sgdash.language.sentence import Sentences
from sgdash.rules import Criterion, Result, Verdict
from sgdash.rules.criteria import project_found
from sgdash.show.language import said, voice
from sgdash.show.text import plain
from sgdash.show.view import View


def status_reason(written: object) -> str:
    """A reason of `tables.STATUS` in the language of the page."""
    reason = plain(written)
    return said(sentences.INCOMPLETE.read(reason) or sentences.decision_words(reason))


def read_back(texts: "pd.Series[str]", known: Sentences) -> "pd.Series[str]":
    """A column whose sentences are known, in the language of the page; other text as it is."""
    read = {text: known.read(text) for text in texts.dropna().unique()}
    told = {text: text if sentence is None else said(sentence) for text, sentence in read.items()}
    return texts.map(told).astype("str")


def unmatched_reason(reason: str) -> str:
    """A reason of `tables.UNMATCHED` in the language of the page."""
    return said(sentences.REASONS.read(reason) or reason)


def verdict_reasons(view: View, member: str | None = None) -> "pd.Series[str]":
    """The reasons of `tables.VERDICTS`, row by row; of one member if it is given."""
    verdicts, criteria = view.verdicts, view.criteria
    if member is not None:
        verdicts = verdicts[verdicts["member"] == member]
        criteria = criteria[criteria["member"] == member]
    if voice().language == "en":
        return verdicts["reason"]
    found: dict[str, list[str]] = {}
    for row in criteria.to_dict("records"):
        found.setdefault(row["member"], []).append(criterion_reason(row))
    told = [
        "; ".join(found[member])
        if verdict in _COUNTED and member in found
        else said(sentences.decision_words(reason))
        for member, verdict, reason in zip(
            verdicts["member"], verdicts["verdict"], verdicts["reason"], strict=True
        )
    ]
    return pd.Series(told, index=verdicts.index, dtype="str")


_COUNTED = {Verdict.ELIGIBLE, Verdict.ON_COURSE, Verdict.OUT_OF_REACH}
"""The verdicts whose reason is what was counted."""


def criterion_reason(row: Mapping[Hashable, Any]) -> str:
    """What one row of `tables.CRITERIA` found, what it needs, and what is still open."""
    if pd.isna(row["of"]):
        return said(say("project {found}", found=project_found(row["found"])))
    values = {
        "done": int(row["done"]),
        "of": int(row["of"]),
        "criterion": Criterion(row["criterion"]),
        "required": int(row["required"]),
    }
    told = [said(say("{done} of {of} {criterion}, {required} needed", **values))]
    if row["result"] == Result.PENDING:
        told.append(said(say("{open} still open", open=int(row["open"]))))
    if isinstance(row["decision"], str):
        told.append(said(say("waived")))
    return ", ".join(told)
