"""Which clock dated an attempt, in words for somebody who has never heard of commit dates."""

from collections.abc import Mapping

from sgdash.language import Said, say
from sgdash.match.clocks import Clock

DATED_BY: Mapping[Clock, Said] = {
    Clock.COMMIT: say("by the date in its commit, which its author's computer wrote"),
    Clock.OPENED: say("by GitHub's clock: its pull request was opened then"),
    Clock.READY: say("by GitHub's clock: its draft was made ready for review then"),
    Clock.FORCE_PUSH: say("by GitHub's clock: it was force-pushed then"),
    Clock.REVIEW: say("by GitHub's clock: it was reviewed then"),
    Clock.CLOSED: say("by GitHub's clock: its pull request was closed then"),
    Clock.COMMENT: say("by GitHub's clock: the comment with its link was written then"),
    Clock.FIRST_SEEN: say("by the first collection that saw it"),
    Clock.SEEN_WITHOUT: say("by the last collection that did not see it yet"),
    Clock.MERGE: say("by its merge, the only date that is known: it may be older"),
    Clock.REWRITE: say("by its rewriting, the only date that is known: it may be older"),
    Clock.EDIT: say("by the last edit of the text with its link: it may be older"),
}
"""For every clock; a test of the catalogue keeps both in step."""
