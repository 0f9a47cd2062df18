"""Every table's columns and types, once.

A table is declared here as plain data, without pandas and without SQL: `frames` makes DataFrames of
a declaration, `store` makes database tables of one. Times are aware UTC moments in memory and whole
microseconds since 1970 in the store.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    TIME = "time"
    FLAG = "flag"
    SHARE = "share"


@dataclass(frozen=True)
class Column:
    """One column; only an `optional` one may be empty in a row."""

    name: str
    kind: Kind = Kind.TEXT
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """A table's name, its columns in order, and the columns that tell its rows apart.

    Stored tables hold many programs, so the store puts a `program` column in front of each; in
    memory a table is always one program's and has no such column.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _maybe(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, optional=True) for name in names)


def _time(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TIME) for name in names)


def _maybe_time(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TIME, optional=True) for name in names)


def _integer(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.INTEGER) for name in names)


def _maybe_integer(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.INTEGER, optional=True) for name in names)


def _flag(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.FLAG) for name in names)


# Collected: what git and GitHub say, unjudged. Object names are full hexadecimal.

COMMITS = Table(
    "commits",
    (
        *_text("commit", "parents"),  # parents: object names with a space between, "" for a root
        *_text("author_name", "author_email"),
        *_time("authored_at"),
        *_text("committer_name", "committer_email"),
        *_time("committed_at"),
        *_text("subject"),
        *_time("first_seen_at"),  # when a collection first saw it; never moved by a later one
    ),
    ("commit",),
)
"""Every commit seen in any collection; a force push takes none away."""

COMMIT_FILES = Table(
    "commit_files",
    (
        *_text("commit", "path", "change"),  # change: git's letter A, M, D or T
        *_maybe("blob"),  # the object name of the contents after it; empty for D
    ),
    ("commit", "path"),
)
"""The paths that each commit touched against its first parent; merges touch none."""

FILES = Table(
    "files",
    (
        *_text("path", "blob", "mode"),
        *_maybe("first_commit"),
        *_maybe_time("first_at"),
        *_maybe("last_commit"),
        *_maybe_time("last_at"),
    ),
    ("path",),
)
"""The files at the head of the default branch, with the first and last commit to touch each."""

PULL_REQUESTS = Table(
    "pull_requests",
    (
        *_integer("number"),
        *_maybe("author", "author_name", "author_email"),  # author: the login, where it is known
        *_maybe("title", "branch", "base"),
        *_text("head"),
        *_maybe("merge"),  # the commit that brought it to the default branch
        *_maybe_time("created_at", "merged_at"),
        *_maybe("state"),  # open, closed or merged; empty where the source cannot tell
    ),
    ("number",),
)
"""Pull requests; git alone knows heads and merges, and titles only where a commit repeats them."""

PULL_REQUEST_COMMITS = Table(
    "pull_request_commits",
    (*_integer("number"), *_text("commit", "head")),  # head: the newest head that contained it
    ("number", "commit"),
)
"""A pull request's own commits, those of heads that a force push has since replaced included."""

PULL_REQUEST_FILES = Table(
    "pull_request_files",
    (*_integer("number"), *_text("path", "change"), *_maybe("blob")),
    ("number", "path"),
)
"""The net change of a pull request's own commits at its present head."""

# Collected from GitHub: what was said about the work. Logins change and accounts go, so a person is
# a login beside a database id, both empty for a deleted account ("ghost"). Words are GitHub's own
# in lower case with blanks: "changes requested".

GITHUB_PULL_REQUESTS = Table(
    "github_pull_requests",
    (
        *_integer("number", "id"),
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_text("title", "body", "state"),  # state: open, closed or merged
        *_flag("draft"),
        *_text("base", "branch", "head"),  # head: the object name of its newest commit
        *_time("created_at", "updated_at"),
        *_maybe_time("closed_at", "merged_at"),
        *_maybe("merged_by", "merge"),  # merge: the commit that brought it to its base
        *_integer("commits", "changed_files"),  # as GitHub counts them
        *_flag("truncated"),  # GitHub lists fewer commits or files than it counts
        *_text("url"),
        *_maybe_time("edited_at"),  # when its body was last edited; empty if it never was
    ),
    ("number",),
)
"""Pull requests as GitHub tells them."""

REVIEWS = Table(
    "reviews",
    (
        *_integer("id", "number"),
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_text("state", "body"),  # state: approved, changes requested, commented or dismissed
        *_time("submitted_at"),
        *_maybe("commit"),  # what it was said of; empty where that commit is gone
        *_text("url"),
    ),
    ("id",),
)
"""Reviews of pull requests; those that were never submitted are none."""

LABELS = Table("labels", (*_integer("number"), *_text("label")), ("number", "label"))
"""The labels that pull requests and issues have now."""

EVENTS = Table(
    "events",
    (
        *_text("id"),  # GitHub's node id
        *_integer("number"),
        # kind: labeled, unlabeled, closed, reopened, merged, ready for review, converted to draft,
        # head force pushed, review dismissed
        *_text("kind"),
        *_maybe("by"),
        *_maybe_integer("by_id"),
        *_time("at"),
        *_maybe("label", "before", "after"),  # before, after: the heads of a force push
        *_maybe_integer("review"),  # the id of the review that was dismissed
        *_maybe("previous"),  # the state that this review had before it was dismissed
    ),
    ("id",),
)
"""What happened to pull requests, and who did it when, by GitHub's clock."""

ISSUES = Table(
    "issues",
    (
        *_integer("number", "id"),
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_text("title", "body", "state"),
        *_time("created_at", "updated_at"),
        *_maybe_time("closed_at"),
        *_text("url"),
        *_maybe_time("edited_at"),  # when its body was last edited; empty if it never was
    ),
    ("number",),
)
"""Issues, where the program uses them."""

COMMENTS = Table(
    "comments",
    (
        *_integer("id", "number"),  # number: of the pull request or issue
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_text("body"),
        *_time("created_at"),
        *_maybe_time("edited_at"),
        *_text("url"),
        *_maybe("edited_by"),  # the login of whoever edited it last; its author may be another
    ),
    ("id",),
)
"""Comments on pull requests and issues."""

REACTIONS = Table(
    "reactions",
    (
        *_integer("id", "number"),  # number: of the issue
        *_maybe_integer("comment"),  # the comment's id; empty for the issue itself
        *_maybe("by"),
        *_maybe_integer("by_id"),
        *_text("content"),  # thumbs up, heart, rocket, …
        *_time("at"),
    ),
    ("id",),
)
"""Reactions to issues and their comments, where the program uses them."""

HEADS = Table(
    "heads",
    (
        *_integer("number"),
        *_text("head"),
        *_time("first_seen_at"),  # by GitHub's clock; never moved by a later collection
        # the last moment before at which it was certainly not this pull request's head, because a
        # whole collection then looked and saw another, or no pull request; empty for what the
        # first collection saw, and where that is not certain
        *_maybe_time("unseen_at"),
    ),
    ("number", "head"),
)
"""Every head that GitHub was seen to give a pull request: it came after `unseen_at`, and not after
`first_seen_at`."""

GITHUB_PROGRESS = Table(
    "github_progress",
    (
        *_text("repository"),  # GitHub's node id: it stays when the repository is renamed
        *_flag("contents"),  # whether commits and files were asked for too, as without git
        *_maybe_time("watermark"),  # all that was updated up to then has been collected
        # of a pass over all pull requests that is under way: the watermark it will leave, and
        # GitHub's mark of the last page that was kept
        *_maybe_time("passing"),
        *_maybe("cursor"),
        *_maybe_time("swept_at"),  # the beginning of the last pass that read them all
        *_integer("page_size"),  # how many pull requests GitHub was able to tell at once
        *_maybe_integer("rate_limit", "rate_left"),  # points of the hour, as last told
        *_maybe_time("resets_at"),
        *_maybe_time("looked_at"),  # up to then the heads of all pull requests are known
        # of collections that kept something and were not told of in COLLECTIONS yet: when the
        # first began, and what they cost and brought
        *_maybe_time("began_at"),
        *_maybe_integer("requests", "quota", "rows"),
    ),
    (),
)
"""How far a program's collection from GitHub is."""

GITHUB_PENDING = Table("github_pending", (*_integer("number"), *_text("id")), ("number",))
"""Pull requests seen but not kept yet: one page does not hold all that was said about them."""

REFS = Table("refs", _text("ref", "commit"), ("ref",))
"""Where each ref pointed at the end of the last collection."""

COLLECTIONS = Table(
    "collections",
    (
        *_integer("collection"),
        *_text("source"),  # git or github
        *_text("repository"),  # the path or address it was collected from, without credentials
        *_maybe("web"),  # the address of the repository's pages, where its origin is known
        *_maybe("branch", "head"),  # the default branch and its newest commit
        *_time("started_at", "ended_at"),
        *_time("checked_at"),  # ended_at, or when a later collection found nothing new
        *_integer("new_commits", "files", "pull_requests"),
        *_maybe("problems"),  # what could not be read, a line each
        *_maybe_integer("requests", "quota", "rows"),  # quota: GraphQL points and REST requests
        *_flag("failed"),  # it could not go on to its end; the last of `problems` says why
    ),
    ("collection",),
)
"""One row a collection, numbered from 1; the last one that did not fail dates everything else."""

PROGRAMS = Table("programs", _text("folder"), ())
"""The folder each collected program was read from, so that the dashboard finds it again."""

# Written down by the group: the program folder's files.

SESSIONS = Table(
    "sessions",
    (
        *_integer("position"),  # 1 for the first in the program file
        *_text("session", "number", "title"),
        *_maybe_time("starts_at", "ends_at"),
        *_maybe("path", "place"),
        *_text("presenters"),  # as written, with "; " between
        *_flag("optional", "cancelled"),
        *_maybe_time("moved_from_at"),  # when it was to start before it was moved last
        *_maybe("note"),
    ),
    ("session",),
)
"""`starts_at` without a time of day is the day's beginning; empty where no date is fixed yet."""

LEADERS = Table(
    "leaders",
    (*_text("session", "person"), *_maybe("member")),  # member: empty for people from outside
    ("session", "person"),
)
"""Who is named to lead which session."""

SESSION_LINKS = Table(
    "session_links",
    # kind: join, readings, slides, notebook or recording; empty for any other
    (*_text("session", "label", "url"), *_maybe("kind")),
    (),
)

HOURS = Table("hours", (*_text("session"), *_maybe_time("starts_at", "ends_at")), ("session",))
"""The hours of sessions: empty where a session has a day but no time of day."""

TALKS = Table(
    "talks",
    (*_text("session", "presenter", "title"), *_maybe("path", "url")),
    ("session", "presenter", "title"),
)

EXERCISES = Table(
    "exercises",
    (
        *_integer("position"),
        *_text("exercise", "title"),
        *_maybe("session", "number"),
        *_maybe_time("due_at"),  # the last moment that is still in time
        *_text("due"),  # the deadline in words: as written, or why there is none
        *_flag("counted"),
        *_maybe("url"),
        *_maybe_time("opens_at"),  # the first moment that counts; empty where all do
    ),
    ("exercise",),
)

MEMBERS = Table(
    "members",
    (
        *_text("member"),
        *_maybe("login"),
        *_text("name", "role"),
        *_maybe("group"),
        *_maybe_time("joined_at", "left_at"),  # left_at: the last second of taking part
    ),
    ("member",),
)

ATTENDANCE_RECORDS = Table(
    "attendance_records",
    (
        *_text("session", "person"),  # person: as written there
        *_maybe("email"),  # where the source has one, to find the member by; never shown
        *_maybe("attendance"),  # a word of presence that somebody wrote
        *_maybe_integer("minutes"),  # of being there, where these are told and not only times
        *_maybe_time("joined_at", "left_at"),
        *_text("source"),  # file:line, or the address of a comment
    ),
    (),
)
"""One row for each time that somebody was seen at a session, or a word or minutes written of it.

With minutes, `joined_at` and `left_at` are the first and the last moment; without, they were there
the whole time between.
"""

EXTENSIONS = Table(
    "extensions", (*_text("member", "exercise"), *_time("due_at", "at"), *_text("decision")), ()
)

EXCUSES = Table("excuses", (*_text("member", "exercise"), *_time("at"), *_text("decision")), ())

SESSION_EXCUSES = Table(
    "session_excuses", (*_text("session", "member"), *_time("at"), *_text("decision")), ()
)

REQUIREMENTS = Table(
    "requirements",
    (
        # kind: "project complete", "project not complete", "project presented", "project not
        # presented", "project waived", "bar waived" or "disqualified"
        *_text("member", "kind"),
        *_time("at"),
        *_text("decision"),
    ),
    (),
)
"""What was decided about the certificate's requirements, for each member concerned."""

ENDED = Table(
    "ended",
    (
        *_text("member", "kind"),  # kind: "mark", "extension", "excused", "disqualification", …
        *_maybe("which"),  # the exercise, session or requirement
        *_text("decision"),  # in words
        *_time("at"),
        # taken back, or replaced by a later one; or of what never stood, a word of `Refusal`
        *_text("how"),
        *_maybe("ended_by"),  # or who did what never stood
        *_time("ended_at"),
        *_maybe("reason", "url"),
    ),
    (),
)
"""Decisions and marks that do not stand, for each member concerned: receipts still tell them."""

# Matched: whose work on which exercise.

PULLS = Table(
    "pulls",
    (
        *_integer("number"),
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_maybe("author_name", "author_email"),  # of its newest commit
        *_maybe("title", "body", "state"),
        *_flag("draft", "told"),  # told: GitHub was asked about it
        *_maybe("base", "branch", "head", "merge"),
        *_maybe_time("created_at", "edited_at", "closed_at", "merged_at"),
        *_maybe("merged_by", "url"),
    ),
    ("number",),
)
"""Pull requests as GitHub tells them, and where it was not asked, as git does."""

ATTEMPTS = Table(
    "attempts",
    (
        *_text("member", "exercise"),
        *_time("at"),
        *_text("clock"),  # which clock dated it: see `match.attempts.Clock`
        *_text("ref"),  # the path, or the pull request, that it was found at
        *_maybe("commit", "blob"),  # blob: the contents; empty where only a title names the work
        *_maybe_integer("pull_request"),
        *_maybe("url"),
        *_maybe_time("authored_at"),  # what the author date says; never decides
        *_maybe_time("committed_at"),  # what the commit date says, whichever clock decided
        # what trustworthy clocks say: no earlier, and no later; empty where none was asked
        *_maybe_time("not_before", "not_after"),
        # when a commit took it out again, unless its own author did within their pull request,
        # and when whoever had brought it did that, there or on the default branch
        *_maybe_time("taken_out_at", "taken_back_at"),
        *_maybe("taken_out_by", "taken_out_commit", "taken_out_url"),
    ),
    (),
)

TAKEN_OUT = ATTEMPTS.names[-5:]
"""The columns of an attempt that tell who took it out again."""

SUBMISSIONS = Table(
    "submissions",
    (
        *_text("member", "exercise"),
        *_integer("attempts"),
        *_time("first_at", "last_at"),
        *_maybe("url"),
    ),
    ("member", "exercise"),
)

MARKS = Table(
    "marks",
    (
        *_text("member", "exercise", "mark", "by"),
        *_time("at"),
        *_text("reason", "source"),
        # the last moment of the attempts that it judges: the end of the day where it is dated by a
        # day only, else (and where this is empty) its own
        *_maybe_time("until"),
        *_maybe_time("withdrawn_at"),  # from when on it holds no longer, whatever else does
        *_maybe("withdrawn_by"),  # the account that took it back
        *_maybe("url"),  # where to see it, or what it rests on
        *_maybe_time("work_at"),  # the newest attempt there was where it was made on GitHub
    ),
    (),
)

REFUSED = Table(
    "refused",
    (
        *_text("member", "exercise", "by"),  # by: the account, with the member's id, or only that
        *_text("did"),  # in words, as in `SIGNS`
        *_text("ref"),  # the pull request, issue or line where
        *_text("why"),  # a word of `program.refused.Refusal`
        *_time("at"),
        *_maybe("url"),
    ),
    (),
)
"""What was meant to mark, or to take a mark back, by somebody who may not: it has no effect."""

UNMATCHED = Table(
    "unmatched",
    (
        *_text("kind", "ref"),
        *_maybe("author"),
        *_text("reason"),
        *_maybe("guess", "url"),
        *_maybe("member", "exercise"),  # what is known of it all the same
        *_maybe("fix"),  # what to write, and where, so that it is matched
    ),
    ("kind", "ref"),
)

FINDINGS = Table(
    "findings",
    (
        *_text("kind", "ref"),
        *_maybe("member", "exercise"),
        *_text("detail"),
        *_maybe("url", "fix"),  # fix: what to write, and where, if it is what it looks like
    ),
    (),
)

SETTLED = Table(
    "settled",
    (
        *_text("kind", "ref"),
        *_maybe("member", "exercise"),
        *_text("detail"),
        *_maybe("url"),
        *_time("at"),  # from when on it is settled
        *_text("by", "why"),  # who looked at it, and the reason they gave
    ),
    (),
)
"""Findings that an organiser has looked at."""

SIMILAR = Table(
    "similar",
    (
        *_text("member", "exercise"),
        *_time("at"),
        *_text("clock"),
        *_text("first"),  # who had these contents first by the clocks known; several with "; "
        *_text("blob", "ref"),
        *_maybe("url"),
        *_maybe("group"),  # that all of them are of, who may well hand in its work
    ),
    ("member", "exercise", "blob"),
)
"""Contents that several members handed in, for a person to look at: it decides nothing."""

ATTENDANCE = Table(
    "attendance",
    (
        *_text("session", "member", "attendance"),
        *_maybe_integer("minutes"),  # within the session's hours
        *_maybe_time("joined_at", "left_at"),  # the first and the last moment seen there
        *_maybe("source"),
    ),
    ("session", "member"),
)
"""Every session with every member: as the records say, or as it is judged at a moment."""

SIGNS = Table(
    "signs",
    (
        *_text("kind"),  # label, review, merge or comment
        *_integer("number"),
        *_text("mark"),
        *_time("at"),
        *_maybe_time("withdrawn_at"),
        *_maybe("withdrawn_by"),
        *_maybe("author"),
        *_maybe_integer("author_id"),
        *_text("did"),  # in words: 'set the label "complete"'
        *_maybe("said"),  # what else a review says
        *_maybe("commit"),  # what a review was said of, or what a merge made
        *_maybe("by_exercise", "by_number", "by_member"),  # what {exercise} and so on stand for
        *_maybe("label", "url"),
        *_maybe_integer("review"),
    ),
    (),
)
"""What people did on GitHub that the program file calls a mark, whoever they are."""

# Decided: the rules' answers.

STATUS = Table(
    "status",
    (
        *_text("member", "exercise", "status", "reason"),
        *_maybe_time("submitted_at", "due_at"),
        *_maybe("clock", "evidence_url"),
        # what the receipt is built from
        *_flag("counted"),
        *_maybe("first_clock", "first_url"),
        *_maybe_time("first_authored_at", "first_committed_at"),
        *_maybe_time("first_not_before", "first_not_after"),
        *_maybe_time("first_at", "window_ends_at"),
        *_integer("attempts"),
        *_maybe("mark", "mark_by"),
        *_maybe_time("mark_at"),
        *_maybe("mark_reason", "mark_source", "mark_url", "decision"),
        *_maybe_time("decision_at"),
        *_maybe("written_due"),  # where it was put off: the deadline in words, as it is for others
        *_maybe("overruled_mark"),  # an earlier mark of another person that said otherwise
        *_maybe("stale_mark"),  # the last mark from before the attempt that counts
        # what came before the exercise opened: none of it counts, and of it the last is told
        *_maybe_time("opens_at"),
        *_integer("earlier"),
        *_maybe_time("earlier_at", "earlier_not_after"),
        *_maybe("earlier_clock", "earlier_url", "earlier_mark"),
        # nothing of it is there any more: who took out the last of it, and of what does not count
        # because whoever had brought it took it back, when it had been handed in
        *_maybe_time("taken_out_at", "brought_at"),
        *_maybe("taken_out_by", "taken_out_commit", "taken_out_url"),
        *_maybe("brought_clock", "brought_url"),
    ),
    ("member", "exercise"),
)

CRITERIA = Table(
    "criteria",
    (
        *_text("member", "criterion", "result", "found"),
        *_maybe_integer("done", "of", "required", "open"),
        *_maybe("decision"),
    ),
    ("member", "criterion"),
)
"""Every requirement of the certificate for every candidate: pass, fail or pending, and the numbers.

`done` of `of`, with `required` needed; `open` can still be added to `done`.
"""

VERDICTS = Table(
    "verdicts",
    (
        *_text("member", "verdict"),
        *_maybe_integer("completed", "assigned", "required"),
        Column("share", Kind.SHARE, optional=True),  # completed / assigned, to show
        *_maybe("project"),
        *_text("reason"),
        *_maybe("decision"),  # of a disqualification
        *_maybe_time("decision_at"),
    ),
    ("member",),
)

PRESENTING = Table(
    "presenting",
    (
        *_text("person"),  # a member's id, or the name of somebody from outside
        *_maybe("member"),
        *_text("name"),
        *_integer("led", "talks"),  # sessions led and talks given so far
        *_text("paths"),  # of the talks given, each with how many: "presentations 2; theory 1"
        *_maybe("last_session"),  # the last one that they led or gave a talk in
        *_maybe_time("last_at"),
        *_maybe_integer("sessions_since"),  # how many took place after it
        *_integer("ahead"),  # sessions to come that they are named for
        *_maybe("next_session"),  # the first of these
    ),
    ("person",),
)
"""Who has led sessions and given talks, and who takes turns at it."""

SUGGESTIONS = Table(
    "suggestions",
    (
        *_integer("position"),  # 1 for whose turn it is
        *_text("member", "name"),
        *_maybe("session"),  # the session to come that nobody is named for yet, as far as they go
        *_integer("led", "talks"),
        *_maybe("last_session"),
        *_maybe_time("last_at"),
        *_integer("came", "of"),  # sessions they came to, of those that tell whether they did
        *_text("reason"),
    ),
    ("member",),
)
"""Who could lead next: those first who did so least often, and of them whose last time is longest
ago, then who came most often."""

DANGER = Table(
    "danger",
    (
        *_text("member", "criterion"),  # criterion: the one with the least room
        *_integer("room", "failed"),  # of that criterion: how many more may fail, and how many did
        *_integer("due"),  # how many exercises must be handed in soon
        *_maybe("exercise"),  # the first of them
        *_maybe_time("until"),  # its last moment
    ),
    ("member",),
)
"""Who is still on course for the certificate and about to fall out."""

NEWS = Table(
    "news",
    (
        *_time("at"),
        *_text("member", "exercise", "what"),
        *_maybe("by", "reason", "url"),  # by: who marked it or took it out; reason: of a mark
    ),
    (),
)
"""What came between two moments."""

MARKED = Table(
    "marked",
    (*_text("member", "exercise"), *_time("submitted_at", "marked_at"), *_text("by")),
    ("member", "exercise", "submitted_at"),
)
"""Every attempt that was marked, with its first mark."""

CHANGES = Table(
    "changes",
    (
        *_maybe("member", "exercise"),
        *_text("what"),  # "verdict", "status", or the kind of evidence that moved
        *_maybe("before", "after", "reason"),
    ),
    (),
)
"""What differs between two answers: of what if, or since a list was frozen."""

EVIDENCE = Table(
    "evidence",
    (*_text("part"), *_maybe("member", "exercise"), *_text("key", "value")),
    (),
)
"""What the answers of a moment rest on, in words: `frozen.evidence` names the parts."""

SAID = (GITHUB_PULL_REQUESTS, REVIEWS, LABELS, EVENTS, ISSUES, COMMENTS, REACTIONS)
"""What GitHub says of pull requests and issues as they are now: each row has their `number`."""

STORED = (
    COMMITS,
    COMMIT_FILES,
    FILES,
    PULL_REQUESTS,
    PULL_REQUEST_COMMITS,
    PULL_REQUEST_FILES,
    *SAID,
    HEADS,
    GITHUB_PROGRESS,
    GITHUB_PENDING,
    REFS,
    COLLECTIONS,
    PROGRAMS,
)
"""The tables that the store keeps."""

COLLECTED = (
    COMMITS,
    COMMIT_FILES,
    FILES,
    PULL_REQUESTS,
    PULL_REQUEST_COMMITS,
    PULL_REQUEST_FILES,
    *SAID,
    HEADS,
)
"""The tables that matching reads, from the store or from a program's shipped sample."""
