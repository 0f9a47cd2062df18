"""Shares as a table shows them."""

from decimal import Decimal

import pandas as pd

from sgdash.rules.shares import thousandths, thousandths_of
from sgdash.show.language import voice


def share_text(done: int, of: int) -> str:
    """`72.7%`, in the language of the page."""
    return _told(thousandths(done, of))


def share_texts(done: pd.Series, of: pd.Series) -> "pd.Series[str]":
    """The same of whole columns, all of one length so that texts sort as numbers do."""
    shares = thousandths_of(done, of)
    longest = len(_told(1000))
    told = {share: _told(int(share)).rjust(longest) for share in shares.dropna().unique()}
    shown = ["" if pd.isna(share) else told[share] for share in shares]
    return pd.Series(shown, index=shares.index, dtype="str")


def _told(share: int) -> str:
    return voice().share(Decimal(share).scaleb(-1))
