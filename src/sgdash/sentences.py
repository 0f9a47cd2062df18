"""Every sentence that stands in a column of a table, so that a page can say it in its language.

Tables hold English. What makes a row fills one of these (`frames.filled`, or `format`), and a page
reads it back: a sentence that is written elsewhere stays English, and a test looks for such in what
`program/`, `match/` and `rules/` write straight into a column.
"""

from sgdash.language import Said, Word
from sgdash.language.sentence import DAY, MOMENT, WORD, Sentence, Sentences, Value

# why something belongs to nobody: `tables.UNMATCHED`

NO_CONVENTION = Sentence("fits no convention")
NO_EXERCISE = Sentence("names no exercise")
NO_MEMBER = Sentence("names no member, and its author is not a known one")
NO_FILE = Sentence("brings no file that could be a submission")
TOO_MANY_WAYS = Sentence("may be read in too many ways")
SEVERAL = Sentence("may mean several: {pairs}")
SEVERAL_LABELS = Sentence("its labels name several: {one}, {other}")
UNKNOWN_MEMBER = Sentence('no member is called "{name}"')
UNKNOWN_EXERCISE = Sentence('no exercise is called "{name}"')
SEVERAL_MEMBERS = Sentence('"{name}" means several members: {ids}')
SEVERAL_EXERCISES = Sentence('"{name}" means several exercises: {ids}')
NOT_COUNTED = Sentence(
    "not counted: this program counts only {kinds}",
    kinds=Value(
        read=Sentences(
            (
                Sentence("files"),
                Sentence("pull requests"),
                Sentence("files and pull requests"),
            )
        ).read
    ),
)
IGNORED = Sentence("ignored by {glob}")
BEFORE_OPENING = Sentence("from before {day}, when its exercise opened", day=DAY)
BEFORE_STARTING = Sentence("from before {day}, when the program started", day=DAY)
OUTSIDER = Sentence("of {name}, who is from outside by program.yaml")
UNDATED = Sentence("no commit that is known dates it")
DRAFT = Sentence("is a draft, and this program takes no draft for handed in")
GONE = Sentence("a deleted account")
GONE_ACCOUNT = Sentence("an account that is gone")
OTHER_ACCOUNT = Sentence("another account called {login}")
PEOPLE = Sentences((GONE, GONE_ACCOUNT, OTHER_ACCOUNT))
"""Those who have no name: `author` of `tables.UNMATCHED`."""


def person(text: str) -> Said | str:
    """An account or a member's id, or in words that there is none."""
    return PEOPLE.read(text) or text


NOT_IN_ROSTER = Sentence("{who} is not in members.csv", who=Value(read=person))
TITLE_WITHOUT_EXERCISE = Sentence("the title of {number} names no exercise")
TITLE_OF_SEVERAL_SESSIONS = Sentence("its title may mean several sessions: {sessions}")
TITLE_OF_NO_SESSION = Sentence("its title names no session, such as Session 7 or 2026-03-02")
TOO_EARLY = Sentence("said before it counted for the session")
TOO_LATE = Sentence("said when it no longer counted")

_WITHOUT_TITLE = (
    NO_CONVENTION,
    NO_EXERCISE,
    NO_MEMBER,
    NO_FILE,
    TOO_MANY_WAYS,
    BEFORE_OPENING,
    BEFORE_STARTING,
    UNDATED,
    DRAFT,
    TITLE_OF_NO_SESSION,
    TOO_EARLY,
    TOO_LATE,
    UNKNOWN_MEMBER,
    UNKNOWN_EXERCISE,
    SEVERAL_MEMBERS,
    SEVERAL_EXERCISES,
    TITLE_OF_SEVERAL_SESSIONS,
    TITLE_WITHOUT_EXERCISE,
    NOT_IN_ROSTER,
    NOT_COUNTED,
    IGNORED,
    OUTSIDER,
    SEVERAL_LABELS,
    SEVERAL,
)
NO_FILE_NOR_TITLE = Sentence(
    "brings no file that could be a submission; its title: {reason}",
    reason=Value(read=Sentences(_WITHOUT_TITLE, joined=True).read),
)
REASONS = Sentences((NO_FILE_NOR_TITLE, *_WITHOUT_TITLE), joined=True)
"""The reasons of `tables.UNMATCHED`."""

ROW_KINDS = (
    Sentence("file"),
    Sentence("pull request"),
    Sentence("pull request file"),
    Sentence("attendance"),
    Sentence("link"),
)
"""The kinds of `tables.UNMATCHED`."""

# what somebody did that is a mark: `tables.SIGNS`, and the reasons of `tables.MARKS`

SET_LABEL = Sentence('set the label "{label}"')
APPROVED = Sentence("approved")
REQUESTED_CHANGES = Sentence("requested changes")
MERGED = Sentence("merged it")
WROTE = Sentence('wrote "{words}"')
EDITED = Sentence('edited {whose}\'s comment, which says "{words}"', whose=Value(".+?", person))
TOOK_LABEL = Sentence('took away the label "{label}"')
DISMISSED = Sentence("dismissed the review of {whose}", whose=Value(".+?", person))
_MARK = Value("complete|incomplete", Word)
DECIDED = Sentence("decided {mark}: {reason}", mark=_MARK)
WITHDREW = Sentence("withdrew a mark: {reason}")
_DONE = Sentences(
    (
        SET_LABEL,
        APPROVED,
        REQUESTED_CHANGES,
        MERGED,
        WROTE,
        EDITED,
        TOOK_LABEL,
        DISMISSED,
        DECIDED,
        WITHDREW,
    )
)
_DID = Value(read=_DONE.read)
ON = Sentence("{did} on {where}", did=_DID, where=Value("#[0-9]+"))
ON_WITH_WORDS = Sentence("{did} on {where}: {words}", did=_DID, where=Value("#[0-9]+"))
AT = Sentence("{did} ({where})", did=_DID, where=Value("[^()]+"))
MARK_REASONS = Sentences((ON_WITH_WORDS, ON))
"""The reasons of marks made on GitHub; by hand, it is the marker's own words."""


def mark_reason(text: str) -> Said | str:
    """The reason of a mark: what was done on GitHub, or the marker's own words as they are."""
    return MARK_REASONS.read(text) or text


_BY = Value("[^(),:]+")
MARKED = Sentence("{mark} by {by}: {reason}", mark=_MARK, by=_BY, reason=Value(read=mark_reason))
"""A mark in words, as `tables.STATUS` and `tables.ENDED` have it."""

INCOMPLETE = Sentence("marked incomplete: {reason}", reason=Value(read=mark_reason))

# who is not asked for something: `reason` and `decision` of several tables

TAKES_PART = Sentence("takes part as {role}", role=WORD)
LEFT = Sentence("left on {day}", day=DAY)
JOINED_AFTER_DEADLINE = Sentence("joined on {day}, after the deadline", day=DAY)
JOINED_AFTER_SESSION = Sentence("joined on {day}, after the session", day=DAY)

# decisions, and deadlines as they are written

_WHERE = Value(r"decisions\.yaml:[0-9]+(?:, \S+)?")
FOR_GROUP = Sentence("{reason} ({by}, for group {group}, {where})", by=_BY, where=_WHERE)
FOR_EVERYBODY = Sentence("{reason} ({by}, for everybody, {where})", by=_BY, where=_WHERE)
DECISIONS = Sentences(
    (
        TAKES_PART,
        LEFT,
        JOINED_AFTER_DEADLINE,
        JOINED_AFTER_SESSION,
        MARKED,
        AT,
        FOR_EVERYBODY,
        FOR_GROUP,
    )
)
"""`decision` of `tables.ENDED` and its like, where more of it than names is ours."""

NO_DEADLINE = Sentence("no deadline")
NOT_ASSIGNED = Sentence("not assigned: session {session} is cancelled")
AT_NEXT_SESSION = Sentence("the next session")
AT_UNPLANNED = Sentence("the next session, which is not planned yet")
AT_UNDATED = Sentence("session {session}, which has no date yet")
AT_MOVED_START = Sentence("start of session {session} (moved from {moved})")
AT_START = Sentence("start of session {session}")
END_OF_DAY = Sentence("{day}, end of day AoE")
DEADLINES = Sentences(
    (
        NO_DEADLINE,
        NOT_ASSIGNED,
        AT_NEXT_SESSION,
        AT_UNPLANNED,
        AT_UNDATED,
        AT_MOVED_START,
        AT_START,
        END_OF_DAY,
    )
)
"""`due` of `tables.EXERCISES` and its like; a date with a time stands there as it is written."""


def decision_words(text: str) -> Said | str:
    """A decision as it stands in a table; what people wrote in it stays as it is."""
    return DECISIONS.read(text) or text


def deadline_words(text: str) -> Said | str:
    """A deadline in words as it stands in a table."""
    return DEADLINES.read(text) or text


# what does not add up: `tables.FINDINGS`

_WHO = Value(r"a deleted account|\S+(?: \(\S+\))?", person)
MAY_NOT_MARK = Sentence("{who} {did} and may not mark", who=_WHO, did=_DID)
STILL_HOLDS = Sentence("{who} {did} and may not mark; it still holds", who=_WHO, did=_DID)
MARKED_OWN = Sentence(
    "{who} {did}; nobody marks work of their own, so it waits for somebody else's mark",
    who=_WHO,
    did=_DID,
)
DECIDED_OWN = Sentence(
    "{by} decided this: {reason}; nobody marks work of their own, so it waits for somebody else's "
    "mark"
)
MAY_NOT_DECIDE = Sentence("{by} decided this and may not: {reason}")
MARK_OF_NOTHING = Sentence(
    "{by} {did}, and no submission there is known that it means", by=Value(r"\S+"), did=_DID
)
AUTHOR_DIFFERS = Sentence("the pull request is {author}'s, the path says {member}")
TITLE_DIFFERS = Sentence("the title says {said}, the path says {member}")
AUTHOR_UNKNOWN = Sentence("the pull request is by {author}, who is not in members.csv")
LOGIN_CHANGED = Sentence(
    "the login {login} now belongs to another account, number {number}; if it is {member}'s, write "
    "the number under account in members.csv",
    login=Value(r"\S+"),
    number=Value("[0-9]+"),
)
PRESENTER_AWAY = Sentence(
    "named as a presenter of session {session} in program.yaml, and written down as {presence}: "
    "correct one of them",
    presence=WORD,
)
FEEDBACK_LATE = Sentence(
    "feedback came too late to hand in again, {at}; an extension would give the time back",
    at=MOMENT,
)
CLOCKS_DISAGREE = Sentence(
    "late by the {clock} clock, in time by its commit date, {at}", clock=WORD, at=MOMENT
)
REWRITTEN = Sentence("late by its commit date, in time by its author date, {at}", at=MOMENT)
ON_THEIR_WORD = Sentence(
    "in time by its commit date alone, {at}; first seen by another clock {seen}",
    at=MOMENT,
    seen=MOMENT,
)
EDITED_SINCE = Sentence(
    "its text was opened in time and last edited {at}; its link may have come with the edit",
    at=MOMENT,
)
PERHAPS_EARLIER = Sentence(
    "counts by its {clock}, the only clock that dates it, and may be from before the exercise "
    "opened: where it was found began {at}",
    clock=WORD,
    at=MOMENT,
)
NO_START = Sentence(
    "{n} submissions count although their last change is from before {day}, four weeks before the "
    "first session or deadline. If they are of an earlier season, write into program.yaml: {line} "
    "(or the day on which this one began)",
    n=Value("[0-9]+"),
    day=DAY,
    line=Value("starts: [0-9-]+"),
)
WITHOUT_ATTEMPT = Sentence("marked complete without a known attempt")
TAKEN_OUT = Sentence(
    "taken out again before its deadline, {at}, with commit {commit} by {who}; it counts as handed "
    "in: mark it incomplete in decisions.yaml if it was to be taken back",
    at=MOMENT,
    commit=Value("[0-9a-z]+"),
    who=Value(".*?"),
)
CHANGED_BY = Sentence(
    "{who} changed it with commit {commit}, {at}, so that it counts as handed in again; if that "
    "was not for {owner}, mark it in decisions.yaml by what they had handed in",
    who=Value(".*?"),
    commit=Value("[0-9a-z]+"),
    at=MOMENT,
)
CHANGED_MANY = Sentence(
    "{who} changed {n} submissions of others with commit {commit}, {at}: each counts as handed in "
    "again; if that was not for them, mark them in decisions.yaml by what they had handed in",
    who=Value(".*?"),
    n=Value("[0-9]+"),
    commit=Value("[0-9a-z]+"),
    at=MOMENT,
)
MOVED_OVER = Sentence(
    "was {owner}'s at {former} until {who} moved it here with commit {commit}, {at}; it counts for "
    "whose name it has now: if it is not theirs, move it back, or mark both in decisions.yaml",
    owner=Value(r"\S+"),
    who=Value(".*?"),
    commit=Value("[0-9a-z]+"),
    at=MOMENT,
)
TAKEN_OUT_EARLIER = Sentence(
    "taken out again before its deadline, {at}, with commit {commit} by {who}; it counts as handed "
    "in, although it is from before {day}, four weeks before the first session or deadline. If it "
    "is of an earlier season, write into program.yaml: {line} (or the day on which this one "
    "began); else mark it incomplete in decisions.yaml if it was to be taken back",
    at=MOMENT,
    commit=Value("[0-9a-z]+"),
    who=Value(".*?"),
    day=DAY,
    line=Value("starts: [0-9-]+"),
)
DETAILS = Sentences(
    (
        MARKED_OWN,
        DECIDED_OWN,
        MAY_NOT_DECIDE,
        STILL_HOLDS,
        MAY_NOT_MARK,
        MARK_OF_NOTHING,
        AUTHOR_DIFFERS,
        TITLE_DIFFERS,
        AUTHOR_UNKNOWN,
        LOGIN_CHANGED,
        PRESENTER_AWAY,
        FEEDBACK_LATE,
        CLOCKS_DISAGREE,
        REWRITTEN,
        ON_THEIR_WORD,
        EDITED_SINCE,
        NO_START,
        PERHAPS_EARLIER,
        WITHOUT_ATTEMPT,
        TAKEN_OUT,
        TAKEN_OUT_EARLIER,
        MOVED_OVER,
        CHANGED_BY,
        CHANGED_MANY,
    )
)
"""The details of `tables.FINDINGS`."""

OWN_WORK = Sentence("own work marked")
FROM_STRANGER = Sentence("author unknown")
DECISION_KINDS = Sentences(
    (
        Sentence("mark"),
        Sentence("extension"),
        Sentence("excused"),
        Sentence("excused from session"),
        Sentence("waiver"),
        Sentence("project"),
        Sentence("disqualification"),
        Sentence("looked at"),
        Sentence("withdrawn"),
    )
)
WITHOUT_RIGHT = Sentence("{kind} without right", kind=Value(read=DECISION_KINDS.read))
KINDS = Sentences(
    (
        *ROW_KINDS,
        OWN_WORK,
        Sentence("mark of nothing"),
        Sentence("author differs"),
        Sentence("title differs"),
        FROM_STRANGER,
        Sentence("login changed hands"),
        Sentence("presenter not there"),
        Sentence("feedback too late"),
        Sentence("clocks disagree"),
        Sentence("date not confirmed"),
        Sentence("no start"),
        Sentence("no known attempt"),
        Sentence("taken out again"),
        Sentence("moved to another member"),
        Sentence("changed by another member"),
        WITHOUT_RIGHT,
    )
)
"""The kinds of `tables.UNMATCHED` and `tables.FINDINGS`."""
