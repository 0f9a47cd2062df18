"""What people decided by hand: marks, extensions, excuses, waivers, projects, disqualifications.

Each decision is dated, gives its reason and says who decided; it holds from its date on.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, field_validator, model_validator

from sgdash import sentences
from sgdash.language import say
from sgdash.program.entry import Entry
from sgdash.program.explain import explain
from sgdash.program.problems import Problem
from sgdash.program.values import Id, Text, WebAddress, When
from sgdash.program.yaml_source import Source

ASKED = "…"
"""Stands in a line to copy for what only a person can fill in."""


class _Dated(Entry):
    at: When = Field(description="When it was decided.")
    by: Text = Field(description="Who decided: a member's id.")
    reason: Text
    evidence: WebAddress | None = None


class MarkDecision(_Dated):
    """A mark made by hand, or one taken back: one's own last mark, else the last one before it."""

    kind: Literal["mark"]
    member: Text
    exercise: Id
    mark: Literal["complete", "incomplete", "withdrawn"]


class Extension(_Dated):
    """A later deadline for one member, a group, or everybody."""

    kind: Literal["extension"]
    exercise: Id
    due: When
    member: Text | None = None
    group: Text | None = None

    @model_validator(mode="after")
    def _for_one(self) -> Self:
        if self.member and self.group:
            raise ValueError(say("an extension is for a member or for a group. Write one each."))
        return self


class Excuse(_Dated):
    """An exercise that leaves a member's count."""

    kind: Literal["excused"]
    member: Text
    exercise: Id


class AttendanceDecision(_Dated):
    """A session whose absence is excused."""

    kind: Literal["excused from session"]
    member: Text
    session: Id


class Waiver(_Dated):
    """A requirement of the certificate that is not asked of a member."""

    kind: Literal["waiver"]
    member: Text
    requirement: Literal["bar", "attendance", "talks", "project"]


class ProjectRecord(_Dated):
    """What became of a final project; one record serves a whole group."""

    kind: Literal["project"]
    group: Text | None = None
    members: tuple[Text, ...] = ()
    title: Text | None = None
    complete: bool | None = Field(None, description="Leave out what is not decided yet.")
    presented: bool | None = Field(None, description="Leave out while the talk is still to come.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.group and not self.members:
            raise ValueError(say("whose project is it? Add `group:` or `members:`."))
        if self.complete is None and self.presented is None:
            raise ValueError(say("what became of the project? Add `complete:` or `presented:`."))
        return self


class Disqualification(_Dated):
    """A member who cannot get the certificate, for plagiarism that a person has recorded."""

    kind: Literal["disqualification"]
    member: Text
    evidence: WebAddress = Field(description="A link to what shows it.")


class LookedAt(_Dated):
    """A finding that somebody has looked at, word for word as it was then: it is settled."""

    kind: Literal["looked at"]
    finding: Text = Field(description="Its kind, as the inbox and `sgdash findings` have it.")
    ref: Text = Field(description="Where it was found, as they have it.")
    member: Text | None = Field(None, description="Whose, where they name a member.")
    exercise: Id | None = Field(None, description="Of which exercise, where they name one.")
    detail: Text = Field(description="What was found, as `sgdash findings` says it.")

    @field_validator("finding")
    @classmethod
    def _known(cls, value: str) -> str:
        if sentences.KINDS.read(value) is None:
            raise ValueError(
                say('"{value}" is no kind of finding. Copy the line of the finding.', value=value)
            )
        return value

    @field_validator("reason")
    @classmethod
    def _given(cls, value: str) -> str:
        if value == ASKED:
            raise ValueError(say("why? Write the reason in place of {asked}.", asked=ASKED))
        return value


class Withdrawal(_Dated):
    """A decision taken back: what was decided before about its matter holds no longer."""

    kind: Literal["withdrawn"]
    what: Literal["extension", "excused", "excused from session", "waiver", "disqualification"]
    member: Text | None = Field(None, description="Left out only for extensions.")
    group: Text | None = None
    exercise: Id | None = None
    session: Id | None = None
    requirement: Literal["bar", "attendance", "talks", "project"] | None = None

    @model_validator(mode="after")
    def _names_its_matter(self) -> Self:
        if self.member is None and self.what != "extension":
            raise ValueError(say("whose {what} is withdrawn? Add `member:`.", what=self.what))
        if self.group is not None and (self.member or self.what != "extension"):
            raise ValueError(say("only an extension is of a group. Write `member:` or `group:`."))
        for key in ("exercise", "session", "requirement"):
            asked, written = _OF[self.what] == key, getattr(self, key) is not None
            if asked and not written:
                raise ValueError(
                    say("which {what} is withdrawn? Add `{key}:`.", what=self.what, key=key)
                )
            if written and not asked:
                raise ValueError(
                    say("{what} is of no {key}. Take `{key}:` out.", what=self.what, key=key)
                )
        return self


_OF = {
    "extension": "exercise",
    "excused": "exercise",
    "excused from session": "session",
    "waiver": "requirement",
    "disqualification": "",
}
"""What has to be named beside whose it is."""


Decision = Annotated[
    MarkDecision
    | Extension
    | Excuse
    | AttendanceDecision
    | Waiver
    | ProjectRecord
    | Disqualification
    | LookedAt
    | Withdrawal,
    Field(discriminator="kind"),
]

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)


class _AnyDecision(Entry):
    """Only for its keys: those of all kinds together."""

    decision: Decision


def parse_decisions(source: Source) -> tuple[list[tuple[int, Decision]], list[Problem]]:
    """The decisions of `decisions.yaml` with their lines, and what is wrong with the others."""
    if source.data is None:
        return [], list(source.problems)
    if not isinstance(source.data, Sequence) or isinstance(source.data, str):
        wrong = source.problem((), say("decisions are a list. Begin each with `- kind: …`."))
        return [], [*source.problems, wrong]
    decisions: list[tuple[int, Decision]] = []
    problems = list(source.problems)
    for index, entry in enumerate(source.data):
        try:
            decisions.append((source.line((index,)), _DECISION.validate_python(entry)))
        except ValidationError as error:
            problems += explain(source, error, _AnyDecision, at=(index,), tagged=True)
    return decisions, problems
