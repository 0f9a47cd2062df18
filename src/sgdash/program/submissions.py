"""Where submissions are found and how they are named, as a program file says it."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from sgdash.language import say
from sgdash.program.entry import Entry
from sgdash.program.values import HOST, Readable, Text, written

HOSTS = {
    "colab": ("colab.research.google.com",),
    "drive": ("drive.google.com", "docs.google.com"),
    "repository": ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org"),
}
"""The hosts that a word for links stands for."""

Host = Annotated[str, Field(pattern=HOST), written(HOST)]


class Convention(Entry):
    """How a path, a title, a branch or a label names the exercise and the member."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    path: Readable | None = None
    title: Readable | None = None
    branch: Readable | None = None
    label: Readable | None = Field(
        None, description="Read where GitHub is asked; git alone knows no labels."
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        written = [self.path, self.title, self.branch, self.label]
        if sum(pattern is not None for pattern in written) != 1:
            raise ValueError(
                say("a convention is one of path, title, branch or label. Write one each.")
            )
        return self


class Submissions(Entry):
    """Where submissions are found and how they are named."""

    count: tuple[Literal["files", "pull requests"], ...] = Field(
        ("files", "pull requests"),
        min_length=1,
        description="What is a submission: files on the default branch, pull requests, or both.",
    )
    conventions: tuple[Convention, ...] = Field(min_length=1)
    ignore: tuple[Text, ...] = Field(
        (), description="Paths that are no submissions, as globs such as **/README.md."
    )
    outsiders: tuple[Text, ...] = Field(
        (),
        description="Names and logins of people who are not of this program, such as members of "
        "earlier seasons: what is theirs is set aside, and still counted.",
    )
    links: tuple[Host, ...] = Field(
        (),
        description="Links that are submissions, in a pull request or a comment: colab, drive, "
        "repository, or the name of a host. Nothing is fetched.",
    )
    drafts: Literal["handed in", "not handed in"] = Field(
        "handed in", description="What a draft pull request is before it is ready for review."
    )
