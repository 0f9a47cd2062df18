"""A sign that a table goes on to the right, for whoever sees only a part of its columns."""

from sgdash.show.language import _
from sgdash.show.markup import Html, tag


def sideways(width: int) -> Html:
    """Shown where there is less room than a table of so many pixels needs; CSS knows when."""
    told = _("The table goes on to the right →")
    return tag("span", told, class_="sg-sideways", style=f"--wide:{width}px")
