"""The clocks that can date an attempt."""

from enum import StrEnum


class Clock(StrEnum):
    """Which clock dated an attempt. All but the first are trustworthy: no member can set them."""

    COMMIT = "commit"
    """The committer date: set by the committer's machine, so it can be anything."""
    OPENED = "opened"
    """GitHub's: the pull request was opened, and nothing in it was handed in before."""
    READY = "ready"
    """GitHub's: a draft was made ready for review, where drafts are not handed in."""
    FORCE_PUSH = "force push"
    """GitHub's: a force push brought it, and what was there before did not hold it."""
    REVIEW = "review"
    """GitHub's: somebody reviewed it, so it cannot be younger, whatever its date says."""
    CLOSED = "closed"
    """GitHub's: its pull request was closed or merged, so it cannot be younger."""
    COMMENT = "comment"
    """GitHub's: the comment that holds the link was written."""
    FIRST_SEEN = "first seen"
    """The collector's: a collection saw it, so it cannot be younger, whatever its date says."""
    SEEN_WITHOUT = "seen without"
    """The collector's: a later look than its date says found the pull request without it."""
    MERGE = "merge"
    """The merge that brought it: only an upper bound, its own commits are not known."""
    REWRITE = "rewrite"
    """The force push that brought it: only an upper bound, what it replaced is not known."""
    EDIT = "edit"
    """The last edit of the text with the link: only an upper bound."""
