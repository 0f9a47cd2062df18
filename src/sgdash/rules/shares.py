"""How a share is told, everywhere: to a tenth of a percent, cut, so never at a bar it is below."""

import pandas as pd


def thousandths(done: int, of: int) -> int:
    """727 for 8 of 11; of nothing it is 0."""
    return done * 1000 // of if of else 0


def thousandths_of(done: pd.Series, of: pd.Series) -> pd.Series:
    """The same of whole columns; missing where there is nothing to share."""
    return done * 1000 // of.where(of > 0)
