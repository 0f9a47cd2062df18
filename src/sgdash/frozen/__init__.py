"""Lists of verdicts frozen at a moment with all that they rest on, and what moved since."""

from sgdash.frozen.difference import difference
from sgdash.frozen.document import Frozen, edited_parts, freeze
from sgdash.frozen.files import FrozenError, default_file, newest_file, read_frozen, save_frozen

__all__ = [
    "Frozen",
    "FrozenError",
    "default_file",
    "difference",
    "edited_parts",
    "freeze",
    "newest_file",
    "read_frozen",
    "save_frozen",
]
