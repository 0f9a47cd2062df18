"""What is said about work, as GitHub's GraphQL tells it: labels, reviews, comments, events."""

from hub.git_nodes import GitNodes, actor_node, told
from hub.model import Comment, Event, Label, Reaction, Repository, Review
from hub.paging import Connection, Node


class SaidNodes:
    """What was said in one repository as nodes."""

    def __init__(self, repository: Repository, web: str) -> None:
        self._repository = repository
        self._web = web
        self._git = GitNodes(repository, web)
        self._url = f"{web}/{repository.full_name}"

    def label(self, label: Label) -> Node:
        return {
            "__typename": "Label",
            "id": f"LA_{label.id}",
            "name": label.name,
            "color": label.color,
            "description": None,
            "isDefault": False,
        }

    def review(self, review: Review) -> Node:
        return {
            "__typename": "PullRequestReview",
            "id": f"PRR_{review.id}",
            "fullDatabaseId": str(review.id),
            "author": lambda: actor_node(review.author, self._web),
            "authorAssociation": "CONTRIBUTOR",
            "state": review.state,
            "body": review.body,
            "bodyText": review.body,
            "createdAt": told(review.submitted_at or self._repository.now),
            "submittedAt": told(review.submitted_at),
            "updatedAt": told(review.submitted_at or self._repository.now),
            "commit": lambda: self._git.commit(review.commit) if review.commit else None,
            "url": f"{self._url}/pull/{review.number}#pullrequestreview-{review.id}",
            "comments": Connection([], dict),
        }

    def comment(self, comment: Comment, address: str) -> Node:
        return {
            "__typename": "IssueComment",
            "id": f"IC_{comment.id}",
            "databaseId": comment.id,
            "fullDatabaseId": str(comment.id),
            "author": lambda: actor_node(comment.author, self._web),
            "authorAssociation": "CONTRIBUTOR",
            "body": comment.body,
            "bodyText": comment.body,
            "createdAt": told(comment.created_at),
            "updatedAt": told(comment.updated_at),
            "lastEditedAt": told(comment.edited_at),
            "editor": lambda: actor_node(comment.edited_by, self._web),
            "publishedAt": told(comment.created_at),
            "isMinimized": False,
            "reactions": self.reactions(comment.reactions),
            "url": f"{address}#issuecomment-{comment.id}",
        }

    def event(self, event: Event, address: str) -> Node:
        before, after = event.words
        commit = self._git.commit
        return {
            "__typename": event.type,
            "id": f"{event.type}_{event.id}",
            "databaseId": event.id,
            "actor": lambda: actor_node(event.by, self._web),
            "createdAt": told(event.at),
            "label": lambda: self.label(event.label) if event.label else None,
            "beforeCommit": lambda: commit(event.before) if event.before else None,
            "afterCommit": lambda: commit(event.after) if event.after else None,
            "commit": lambda: commit(event.after) if event.after else None,
            "mergeRefName": self._repository.branch,
            "review": lambda: self.review(event.review) if event.review else None,
            "previousReviewState": event.previous,
            "dismissalMessage": None,
            "stateReason": None,
            "previousTitle": before,
            "currentTitle": after,
            "previousRefName": before,
            "currentRefName": after,
            "url": f"{address}#event-{event.id}",
        }

    def reactions(self, reactions: list[Reaction]) -> Connection:
        return Connection(
            reactions,
            lambda each: {
                "__typename": "Reaction",
                "id": f"REA_{each.id}",
                "databaseId": each.id,
                "content": each.content,
                "createdAt": told(each.at),
                "user": lambda: actor_node(each.by, self._web),
            },
            lambda each: [each.id],
            viewerHasReacted=False,
        )
