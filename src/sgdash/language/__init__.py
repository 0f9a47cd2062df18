"""Sentences that are written once, in English, and can be said in the reader's language.

`say` makes one and remembers what it is made of; a `Voice` says it in another language. The
catalogues are the `.po` files of this folder; docs/translating.md tells how they are kept.
"""

from sgdash.language.said import Foreign, Percent, Said, Word, either, say, say_count

__all__ = [
    "Foreign",
    "Percent",
    "Said",
    "Word",
    "either",
    "say",
    "say_count",
]  # `voice`, which loads Babel, is the pages' to import
