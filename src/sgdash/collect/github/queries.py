"""What GitHub is asked for, in GraphQL.

A query costs a hundredth of a point for each list that it may have to open, so lists inside lists
inside lists are avoided. `first` is what one page may hold; the rest is asked for by `more`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EVENT_KINDS = {
    "LabeledEvent": "labeled",
    "UnlabeledEvent": "unlabeled",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
    "MergedEvent": "merged",
    "ReadyForReviewEvent": "ready for review",
    "ConvertToDraftEvent": "converted to draft",
    "HeadRefForcePushedEvent": "head force pushed",
    "ReviewDismissedEvent": "review dismissed",
}
"""GraphQL's types of events, and the `kind` of EVENTS."""

_EVENT_TYPES = (
    "LABELED_EVENT UNLABELED_EVENT CLOSED_EVENT REOPENED_EVENT MERGED_EVENT READY_FOR_REVIEW_EVENT "
    "CONVERT_TO_DRAFT_EVENT HEAD_REF_FORCE_PUSHED_EVENT REVIEW_DISMISSED_EVENT"
)


@dataclass(frozen=True)
class Nested:
    """A list inside a pull request or an issue."""

    name: str
    first: int  # how many one page holds: seldom fewer than there are
    fields: str
    arguments: str = ""


REVIEWS = Nested(
    "reviews",
    20,
    "fullDatabaseId author { ...person } state body submittedAt url commit { oid }",
)
LABELS = Nested("labels", 20, "name")
EVENTS = Nested(
    "timelineItems",
    40,
    "__typename ... on Node { id } "
    + " ".join(
        f"... on {kind} {{ createdAt actor {{ ...person }} {more}}}"
        for kind, more in {
            **dict.fromkeys(EVENT_KINDS, ""),
            "LabeledEvent": "label { name } ",
            "UnlabeledEvent": "label { name } ",
            "HeadRefForcePushedEvent": "beforeCommit { oid } afterCommit { oid } ",
            "ReviewDismissedEvent": "review { fullDatabaseId } ",
        }.items()
    ),
    f"itemTypes: [{_EVENT_TYPES}]",
)
COMMENTS = Nested(
    "comments",
    20,
    "fullDatabaseId author { ...person } body createdAt lastEditedAt url",
)
COMMITS = Nested(
    "commits",
    50,
    "commit { oid author { name email date } committer { name email date } "
    "authoredDate committedDate messageHeadline }",
)
FILES = Nested("files", 100, "path changeType")

SAID = (REVIEWS, LABELS, EVENTS, COMMENTS)
BROUGHT = (COMMITS, FILES)

_PERSON = """
fragment person on Actor {
  login
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Mannequin { databaseId }
  ... on Organization { databaseId }
}"""
_BUDGET = "rateLimit { cost limit remaining resetAt }"
_REPOSITORY = "id databaseId nameWithOwner url defaultBranchRef { name target { oid } }"
_OWN = (
    "id number fullDatabaseId author { ...person } title body state isDraft baseRefName "
    "headRefName headRefOid createdAt updatedAt closedAt mergedAt mergedBy { login } "
    "mergeCommit { oid } changedFiles url"
)
_NEWEST_FIRST = "orderBy: {field: UPDATED_AT, direction: DESC}"


def lists(*, contents: bool) -> tuple[Nested, ...]:
    """The lists asked for inside each pull request; commits and files only where git is not."""
    return (*SAID, *BROUGHT) if contents else SAID


def page(*, contents: bool) -> str:
    """A page of whole pull requests, the newest update first: $owner $name $first $after."""
    return f"""query($owner: String!, $name: String!, $first: Int!, $after: String) {{
  {_BUDGET}
  repository(owner: $owner, name: $name) {{
    {_REPOSITORY}
    pullRequests(first: $first, after: $after, {_NEWEST_FIRST}) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      nodes {{ ...whole }}
    }}
  }}
}}
{_whole(contents=contents)}"""


def whole(*, contents: bool) -> str:
    """Whole pull requests by their node ids: $ids."""
    return f"""query($ids: [ID!]!) {{
  {_BUDGET}
  nodes(ids: $ids) {{ ...whole }}
}}
{_whole(contents=contents)}"""


def newest(*, issues: str = "") -> str:
    """When up to 100 pull requests were last updated, newest first: $owner $name $after.

    `issues` adds the list of issues; see `issues_list`.
    """
    return f"""query($owner: String!, $name: String!, $after: String) {{
  {_BUDGET}
  repository(owner: $owner, name: $name) {{
    {_REPOSITORY}
    pullRequests(first: 100, after: $after, {_NEWEST_FIRST}) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      nodes {{ id number updatedAt }}
    }}
    {issues}
  }}
}}"""


def more(wanted: Sequence[Nested]) -> str:
    """The next 100 of a list for each $id0, $id1 and so on, behind $after0, $after1 and so on."""
    given = ", ".join(f"$id{n}: ID!, $after{n}: String" for n in range(len(wanted)))
    parts = "\n".join(
        f"  more{n}: node(id: $id{n}) {{ __typename "
        f"... on PullRequest {{ {_nested(nested, 100, f'after: $after{n}')} }} }}"
        for n, nested in enumerate(wanted)
    )
    people = _PERSON if "...person" in parts else ""
    return f"query({given}) {{\n  {_BUDGET}\n{parts}\n}}{people}"


def _whole(*, contents: bool) -> str:
    nested = "\n".join(f"  {_nested(each)}" for each in lists(contents=contents))
    counted = "" if contents else "commits { totalCount }"
    return f"fragment whole on PullRequest {{\n  {_OWN}\n  {counted}\n{nested}\n}}{_PERSON}"


def _nested(nested: Nested, first: int | None = None, after: str = "") -> str:
    arguments = ", ".join(
        filter(None, [f"first: {first or nested.first}", after, nested.arguments])
    )
    return (
        f"{nested.name}({arguments}) {{ totalCount pageInfo {{ hasNextPage endCursor }} "
        f"nodes {{ {nested.fields} }} }}"
    )
