"""Everything that a collection of the fixture `club` keeps of what was said."""

from datetime import timedelta
from typing import Any

from collecting import NOW

FIRST = "e7fb0b8221a0e1d1468451b930119c3cc8c015a7"
SECOND = "00c34045b30634562aad9ffef8c7280a53fa4de0"
THIRD = "e3d7f3591c73fb612075959f9eefdd9610ab4376"
MERGE = "84c01b60066e9d47147a00c925703716f339fc06"
BEFORE_REVIEW = "036cf593ae9f7bacd91d4e9853e9b9bb570afc5d"


def minute(number: int) -> str:
    """A minute of the first hour of the year."""
    return f"01-01 00:{number:02}:00"


# fmt: off
SAID: dict[str, list[tuple[Any, ...]]] = {
    "github_pull_requests": [
        (1, 1002, "ada", 1001, "First by Ada", "Here.", "merged", False, "main", "work-1", FIRST,
         minute(3), minute(7), minute(7), minute(7), "org", MERGE, 2, 1, False,
         "/club/work/pull/1", None),
        (2, 1009, None, None, "By nobody any more", "", "closed", False, "main", "work-2", SECOND,
         minute(9), minute(11), minute(11), None, None, None, 1, 1, False, "/club/work/pull/2",
         None),
        (3, 1013, "bob", 1012, "Tidy", "", "open", False, "main", "work-3", THIRD,
         minute(13), minute(14), None, None, None, None, 1, 1, False, "/club/work/pull/3",
         None),
    ],
    "reviews": [
        (1004, 1, "org", 1003, "changes requested", "Not yet.", minute(4), BEFORE_REVIEW,
         "/club/work/pull/1#pullrequestreview-1004"),
    ],
    "labels": [(1, "complete")],
    "events": [
        ("ClosedEvent_1008", 1, "closed", "org", 1003, minute(7), None, None, None, None, None),
        ("ClosedEvent_1011", 2, "closed", "org", 1003, minute(11), None, None, None, None, None),
        ("LabeledEvent_1006", 1, "labeled", "org", 1003, minute(6), "complete", None, None, None,
         None),
        ("MergedEvent_1007", 1, "merged", "org", 1003, minute(7), None, None, None, None, None),
        ("ReadyForReviewEvent_1014", 3, "ready for review", "bob", 1012, minute(14), None, None,
         None, None, None),
    ],
    "comments": [
        (1010, 2, "org", 1003, "Whose is this?", minute(10), None,
         "/club/work/pull/2#issuecomment-1010", None),
    ],
    "heads": [
        (1, FIRST, "06-01 12:00:00", None),
        (2, SECOND, "06-01 12:00:00", None),
        (3, THIRD, "06-01 12:00:00", None),
    ],
}
# fmt: on


def seen_after(seconds: float) -> dict[str, list[tuple[Any, ...]]]:
    """SAID, where the answer that showed it came so many seconds after the collection began."""
    moment = f"{NOW + timedelta(seconds=int(seconds)):%m-%d %H:%M:%S}"
    return {**SAID, "heads": [(*row[:2], moment, None) for row in SAID["heads"]]}
