"""What a collection must keep of a repository, told a second time: straight from the model."""

from datetime import datetime
from typing import Any

from hub import Acting, PullRequest
from hub.model import Event, Person

_KINDS = {
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

Tables = dict[str, list[tuple[Any, ...]]]


def said_of(acting: Acting) -> Tables:
    """The rows of what was said about pull requests, each table in the order of its key."""
    tables: Tables = {"github_pull_requests": [], "reviews": [], "labels": []}
    tables |= {"events": [], "comments": []}
    full_name = acting.repository.full_name
    for pull in acting.repository.pulls.values():
        address = f"/{full_name}/pull/{pull.number}"
        tables["github_pull_requests"].append(_pull(pull, address))
        tables["reviews"] += [
            (
                each.id,
                pull.number,
                *_person(each.author),
                each.state.lower().replace("_", " "),
                each.body,
                _time(each.submitted_at),
                each.commit.oid if each.commit else None,
                f"{address}#pullrequestreview-{each.id}",
            )
            for each in pull.reviews
            if each.submitted_at
        ]
        tables["labels"] += [(pull.number, each.name) for each in pull.labels]
        tables["events"] += [_event(pull, each) for each in pull.events if each.type in _KINDS]
        tables["comments"] += [
            (
                each.id,
                pull.number,
                *_person(each.author),
                each.body,
                _time(each.created_at),
                _time(each.edited_at),
                f"{address}#issuecomment-{each.id}",
                each.edited_by.login if each.edited_by else None,
            )
            for each in pull.comments
        ]
    for rows in tables.values():
        rows.sort(key=lambda row: row[:2])
    return tables


def _pull(pull: PullRequest, address: str) -> tuple[Any, ...]:
    return (
        pull.number,
        pull.id,
        *_person(pull.author),
        pull.title,
        pull.body,
        pull.state.lower(),
        pull.draft,
        pull.base,
        pull.branch,
        pull.head.oid,
        _time(pull.created_at),
        _time(pull.updated_at),
        _time(pull.closed_at),
        _time(pull.merged_at),
        pull.merged_by.login if pull.merged_by else None,
        pull.merge.oid if pull.merge else None,
        len(pull.commits),
        len(pull.files),
        len(pull.commits) > 250 or len(pull.files) > 3000,
        address,
        _time(pull.edited_at),
    )


def _event(pull: PullRequest, event: Event) -> tuple[Any, ...]:
    forced = event.type == "HeadRefForcePushedEvent"
    return (
        f"{event.type}_{event.id}",
        pull.number,
        _KINDS[event.type],
        *_person(event.by),
        _time(event.at),
        event.label.name if event.label else None,
        event.before.oid if forced and event.before else None,
        event.after.oid if forced and event.after else None,
        event.review.id if event.review else None,
        event.previous.lower().replace("_", " ") if event.previous else None,
    )


def _person(person: Person | None) -> tuple[str | None, int | None]:
    return (person.login, person.id) if person else (None, None)


def _time(moment: datetime | None) -> str | None:
    return f"{moment:%m-%d %H:%M:%S}" if moment else None
