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
_SAYS = "fullDatabaseId author { ...person } body createdAt lastEditedAt editor { login } url"
TIMELINE = Nested(
    "timelineItems",
    50,
    "__typename ... on Node { id } "
    + " ".join(
        f"... on {kind} {{ createdAt actor {{ ...person }} {more}}}"
        for kind, more in {
            **dict.fromkeys(EVENT_KINDS, ""),
            "LabeledEvent": "label { name } ",
            "UnlabeledEvent": "label { name } ",
            "HeadRefForcePushedEvent": "beforeCommit { oid } afterCommit { oid } ",
            "ReviewDismissedEvent": "previousReviewState review { fullDatabaseId } ",
        }.items()
    )
    + f" ... on IssueComment {{ {_SAYS} }}",
    f"itemTypes: [{_EVENT_TYPES} ISSUE_COMMENT]",
)
"""Events and comments in one list, which costs as much as either."""
COMMENTS = Nested("comments", 20, _SAYS)
COMMIT = "oid author { name email } committer { name email } authoredDate committedDate message"
PARENTS = "parents(first: 5) { nodes { oid } }"
COMMITS = Nested("commits", 50, f"commit {{ {COMMIT} }}")
FILES = Nested("files", 100, "path changeType")

REACTIONS = Nested("reactions", 100, "databaseId user { login databaseId } content createdAt")

SAID = (REVIEWS, LABELS, TIMELINE)
BROUGHT = (COMMITS, FILES)
OF_ISSUES = (LABELS, COMMENTS, REACTIONS)

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
    "mergeCommit { oid } changedFiles url lastEditedAt"
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


def newest(*, issues: bool = False) -> str:
    """When up to 100 pull requests were last updated, newest first: $owner $name $after.

    With `issues` also the first page of `newest_issues`.
    """
    return f"""query($owner: String!, $name: String!, $after: String) {{
  {_BUDGET}
  repository(owner: $owner, name: $name) {{
    {_REPOSITORY}
    pullRequests(first: 100, after: $after, {_NEWEST_FIRST}) {{
      totalCount pageInfo {{ hasNextPage endCursor }}
      nodes {{ id number updatedAt }}
    }}
    {_issues("") if issues else ""}
  }}
}}"""


def newest_issues() -> str:
    """What tells whether up to 100 issues changed, newest first: $owner $name $after.

    A reaction is no update of an issue, so they are counted.
    """
    return _of_repository(", $after: String", _issues("after: $after, "))


def whole_issues() -> str:
    """Whole issues by their node ids: $ids."""
    nested = "\n".join(f"    {_nested(each)}" for each in OF_ISSUES)
    return f"""query($ids: [ID!]!) {{
  {_BUDGET}
  nodes(ids: $ids) {{ ... on Issue {{
    __typename id number fullDatabaseId author {{ ...person }} title body state
    createdAt updatedAt closedAt url lastEditedAt
{nested}
  }} }}
}}{_PERSON}"""


def _issues(after: str) -> str:
    return (
        f"issues(first: 100, {after}{_NEWEST_FIRST}) {{ pageInfo {{ hasNextPage endCursor }} "
        "nodes { id number title updatedAt reactions { totalCount } "
        "labels(first: 20) { nodes { name } } } }"
    )


def more(wanted: Sequence[tuple[str, Nested]]) -> str:
    """The next 100 of a list for each $id0, $id1 and so on, behind $after0, $after1 and so on.

    `wanted` are the list and the type of what it is a list of: PullRequest or Issue.
    """
    given = ", ".join(f"$id{n}: ID!, $after{n}: String" for n in range(len(wanted)))
    parts = "\n".join(
        f"  more{n}: node(id: $id{n}) {{ __typename "
        f"... on {kind} {{ {_nested(nested, 100, f'after: $after{n}')} }} }}"
        for n, (kind, nested) in enumerate(wanted)
    )
    people = _PERSON if "...person" in parts else ""
    return f"query({given}) {{\n  {_BUDGET}\n{parts}\n}}{people}"


def looks(wanted: Sequence[tuple[str, Sequence[int], str]], paths: int) -> str:
    """What commits are, and what they hold at paths.

    `wanted` are each commit by a revision, the numbers of the paths to look at there, and what
    else is asked of it. Of so many paths the n-th is $p<n>; the repository is $owner $name.
    """
    given = "".join(f", $p{n}: String!" for n in range(paths))
    parts = []
    for place, (revision, numbers, more) in enumerate(wanted):
        by = "expression" if "^" in revision else "oid"
        fields = [f"f{m}: file(path: $p{n}) {{ oid mode }}" for m, n in enumerate(numbers)]
        fields += [more] if more else []
        of_commit = f"... on Commit {{ {' '.join(fields)} }}" if fields else ""
        parts.append(f'    c{place}: object({by}: "{revision}") {{ oid {of_commit} }}')
    return _of_repository(given, "\n".join(parts))


def pasts(commits: Sequence[str], first: int) -> str:
    """So many commits that each of `commits`, by name, comes from, beginning with itself."""
    parts = "\n".join(
        f'    c{n}: object(oid: "{oid}") {{ ... on Commit {{ history(first: {first}) {{ nodes {{ '
        f"{COMMIT} {PARENTS} }} }} }} }}"
        for n, oid in enumerate(commits)
    )
    return _of_repository("", parts)


def histories(wanted: int, first: int) -> str:
    """The next commits that touched each path, newest first.

    The paths are $p0, $p1 and so on, behind $after0, $after1 and so on, as seen from the commit
    $head of $owner $name.
    """
    given = ", $head: GitObjectID!"
    given += "".join(f", $p{n}: String!, $after{n}: String" for n in range(wanted))
    parts = "\n".join(
        f"      h{n}: history(first: {first}, path: $p{n}, after: $after{n}) {{ "
        f"pageInfo {{ hasNextPage endCursor }} nodes {{ oid }} }}"
        for n in range(wanted)
    )
    return _of_repository(given, f"    object(oid: $head) {{ ... on Commit {{\n{parts}\n    }} }}")


def _of_repository(given: str, parts: str) -> str:
    return (
        f"query($owner: String!, $name: String!{given}) {{\n  {_BUDGET}\n"
        f"  repository(owner: $owner, name: $name) {{\n{parts}\n  }}\n}}"
    )


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
