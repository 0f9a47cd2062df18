"""What counts as a mark on GitHub, as a program file says it."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sgdash.language import say
from sgdash.program.entry import Entry
from sgdash.program.patterns import Pattern, normal
from sgdash.program.values import Text


def _word(value: object) -> object:
    """A word, or a pattern such as `{exercise} complete`, which is tried when it is read."""
    if isinstance(value, str) and "{" in value:
        Pattern.parse(value)
    return value


Word = Annotated[Text, BeforeValidator(_word)]


class Signs(Entry):
    """What somebody does on GitHub to mark a submission incomplete."""

    labels: tuple[Word, ...] = Field(
        (), description="Labels; {exercise}, {number} or {member} in one narrows it down."
    )
    reviews: tuple[Literal["approved", "changes requested"], ...] = ()
    comments: tuple[Word, ...] = Field(
        (), description="Comments with a line that says this and nothing else."
    )


class CompleteSigns(Signs):
    """What somebody does on GitHub to mark a submission complete."""

    merge: bool = Field(default=False, description="true: merging it is a mark.")


class GitHubMarks(Entry):
    """What marks a submission on GitHub, by those who may mark."""

    complete: CompleteSigns = CompleteSigns()
    incomplete: Signs = Signs()

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        for name in ("labels", "reviews", "comments"):
            complete = {normal(word) for word in getattr(self.complete, name)}
            for word in getattr(self.incomplete, name):
                if normal(word) in complete:
                    raise ValueError(
                        say(
                            '{name}: "{word}" means both. Take it out of one of them.',
                            name=name,
                            word=word,
                        )
                    )
        return self

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.complete.model_fields_set or self.incomplete.model_fields_set):
            raise ValueError(
                say("nothing would mark anything. Add `labels:`, or leave `github:` out.")
            )
        return self
