"""The program file, typed: what a group wrote down about its sessions, exercises and rules.

The JSON Schema that editors use is generated from these same types, so their descriptions are
written for the person who fills in a program file.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from sgdash.language import say
from sgdash.program.entry import Entry
from sgdash.program.github import GitHubMarks
from sgdash.program.moments import Moment
from sgdash.program.session import Recurring, Session
from sgdash.program.submissions import Submissions
from sgdash.program.values import (
    Duration,
    Id,
    Portion,
    Share,
    Text,
    WebAddress,
    When,
    ZoneName,
    moment_of,
    written,
)


class Role(StrEnum):
    """What somebody is in a program; an auditor takes part without being counted."""

    MEMBER = "member"
    AUDITOR = "auditor"
    ORGANISER = "organiser"
    PRESENTER = "presenter"


class Exercise(Entry):
    """One piece of work; it counts towards the bar unless `counted: false`."""

    id: Id
    title: Text
    number: Text | None = Field(None, description="What {number} in a convention stands for.")
    session: Id | None = Field(None, description="The session at which it was assigned.")
    due: Annotated[
        Moment | Literal["next session", "none"],
        BeforeValidator(lambda v: v if v in {"next session", "none"} else moment_of(v)),
        written(r"^(next session|none|\d{4}-\d{2}-\d{2}.*)$"),
    ] = Field("none", description="A date, `next session`, or `none`.")
    opens: When | None = Field(
        None,
        description="What was handed in before does not count. Left out: when the program starts.",
    )
    counted: bool = True
    aliases: tuple[Text, ...] = Field((), description="Other spellings found in the repository.")
    url: WebAddress | None = None


class Marks(Entry):
    """Who marks and how, and what becomes of late work."""

    required: bool = Field(
        default=True, description="false: work that is handed in needs no mark to be complete."
    )
    by: tuple[Text, ...] = Field(
        ("organiser",), min_length=1, description="Roles or members' ids whose marks count."
    )
    github: GitHubMarks | None = Field(
        None, description="What marks a submission on GitHub; git alone knows none of it."
    )
    late_work: Literal["incomplete", "accepted"] = "incomplete"
    resubmission: Duration | None = Field(
        None,
        description="How long after the deadline work marked incomplete may be handed in again.",
    )
    cover_later_attempts: bool = Field(
        default=False, description="true: complete also holds for attempts that came after it."
    )
    before_joining: Literal["excused", "counted"] = Field(
        "excused", description="Exercises whose deadline had gone when a member joined."
    )


class Bar(Entry):
    """How much of something a certificate asks for: a share of it, or a number."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["share"]}, {"required": ["count"]}]}
    )

    share: Share | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    comparison: Literal["at least", "more than"] = "at least"

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.share is None) == (self.count is None):
            raise ValueError(
                say("a bar is a share or a count. Write one of them, as in share: 80%.")
            )
        return self


class Project(Entry):
    """What a certificate asks of the final project."""

    complete: bool = True
    presented: bool = True

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.complete or self.presented):
            raise ValueError(say("a project that asks for nothing. Leave `project:` out."))
        return self


class Certificate(Entry):
    """What a member must have done to get the certificate."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [name]} for name in ("bar", "attendance", "talks", "project")]
        }
    )

    bar: Bar | None = Field(None, description="Of the exercises that count.")
    attendance: Bar | None = Field(None, description="Of the sessions that took place.")
    talks: Bar | None = Field(None, description="Talks given, as a count.")
    project: Project | None = None
    candidates: tuple[Role, ...] = Field((Role.MEMBER,), description="The roles that are judged.")

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.bar or self.attendance or self.talks or self.project):
            raise ValueError(
                say(
                    "asks for nothing. Write `bar:`, `attendance:`, `talks:` or `project:` "
                    "below it."
                )
            )
        return self


class SessionIssues(Entry):
    """GitHub issues, one a session, on which members say that they are there."""

    label: Text | None = Field(None, description="The label of the issues that are sessions.")
    title: Text | None = Field(None, description="What the titles of those issues contain.")
    comment: bool | Text | None = Field(
        None,
        description="true: any comment is presence; a text: those that contain it; false: none. "
        "Left out: any, unless `reaction` is given.",
    )
    reaction: Text | None = Field(
        None, description="The reaction to the issue that is presence, such as thumbs up."
    )
    opens: Duration | None = Field(
        None, description="How long before a session's start they count. Left out: at any time."
    )
    closes: Duration | None = Field(
        None, description="How long after a session's end they count. Left out: at any time."
    )

    @model_validator(mode="after")
    def _found(self) -> Self:
        if self.label is None and self.title is None:
            raise ValueError(say("which issues are sessions? Write `label:` or `title:`."))
        if self.comment is False and self.reaction is None:
            raise ValueError(say("what is presence? Write `comment: true`, or a `reaction:`."))
        return self


class Attendance(Entry):
    """How presence is counted."""

    present_from: Portion | None = Field(
        None,
        description="Fewer minutes than this, or a smaller share of the session, are partly there. "
        "Left out: any presence counts.",
    )
    late_after: Duration | None = Field(
        None, description="Joining later than this after the start is late. Left out: nobody is."
    )
    left_early_before: Duration | None = Field(
        None,
        description="Leaving longer than this before the end is early. Left out: nobody does.",
    )
    attended: tuple[Literal["presented", "present", "late", "left early", "partly"], ...] = Field(
        ("presented", "present", "late", "left early"),
        min_length=1,
        description="What counts as attended for the certificate.",
    )
    zone: ZoneName | None = Field(
        None, description="The zone of the times in participant reports; else the program's."
    )
    issues: SessionIssues | None = None
    guests: tuple[Text, ...] = Field(
        (),
        description="Names in attendance records of people from outside, who are no members. While "
        "a name is neither, it may be anybody's, and nobody is called absent from that session.",
    )


class Leading(Entry):
    """Who takes turns at leading sessions."""

    roles: tuple[Role, ...] = Field(min_length=1, description="The roles that take turns.")


class Screen(Entry):
    """What the presenter's screen may show of single members; without it, nothing."""

    names: bool = Field(
        default=False,
        description="Name those who have handed in what is due next: all of it, where several "
        "exercises are due at one moment.",
    )
    ranking: bool = Field(default=False, description="Name the five who completed most.")


class Sample(Entry):
    """Marks a program whose members and submissions are invented."""

    note: Text
    as_of: When = Field(description="The moment at which the invented group is shown.")


class Program(Entry):
    """One run of one study group: its repository, sessions, exercises, members and rules."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$"), written(r"^[a-z0-9][a-z0-9-]*$")] = (
        Field(description="The name of the program's folder.")
    )
    title: Text
    about: Text | None = None
    language: Literal["en", "es"] = Field(
        "en", description="What the pages speak; a reader may choose another in the link."
    )
    zone: ZoneName = Field("UTC", description="The zone of times that are written without one.")
    starts: When | None = Field(
        None,
        description="Work from before, such as an earlier season's, does not count. Left out: all "
        "work does, however old.",
    )
    repository: WebAddress | None = None
    sample: Sample | None = None
    sessions: tuple[Session, ...] = ()
    recurring: Recurring | None = None
    topics: tuple[Text, ...] = Field((), description="Topics that no session has been given yet.")
    exercises: tuple[Exercise, ...] = ()
    submissions: Submissions | None = None
    marks: Marks = Marks()
    certificate: Certificate | None = None
    attendance: Attendance = Attendance()
    screen: Screen = Screen()
    leading: Leading | None = Field(
        None, description="Left out: nobody is suggested for leading a session."
    )
