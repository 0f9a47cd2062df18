"""What people do on the small GitHub.

Everything happens a minute after what happened before it, or `at` the moment given, and moves
`updated_at` as GitHub does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.model import (
    Comment,
    Event,
    Issue,
    Label,
    Person,
    PullRequest,
    Reaction,
    Repository,
    Review,
    Thread,
)
from hub.objects import Blob, Commit, Signature, Tree

Files = Mapping[str, str | None]  # None deletes


@dataclass(eq=False)
class Acting:
    """The people of one repository, and what they do there."""

    repository: Repository

    def person(self, login: str, kind: str = "User") -> Person:
        """The person of that login, who comes to be when first named."""
        people = self.repository.people
        for person in people.values():
            if person.login == login:
                return person
        made = Person(login, self._id(), kind)
        people[made.id] = made
        return made

    def commit(
        self,
        files: Files,
        parent: Commit | None = None,
        *,
        by: str = "ada",
        message: str = "work",
        at: datetime | None = None,
        authored: datetime | None = None,
        merging: tuple[Commit, ...] = (),
        tree: Tree | None = None,
    ) -> Commit:
        """A commit that no ref points to yet; `authored` is what its author claims."""
        moment = self._at(at)
        tree = tree or (parent.tree if parent else Tree())
        for path, content in files.items():
            tree = tree.put(path, None if content is None else Blob(content.encode()))
        email = f"{by}@example.org"
        author = Signature(by, email, authored or moment)
        parents = (*((parent,) if parent else ()), *merging)
        made = Commit(tree, parents, author, Signature(by, email, moment), message)
        return self.repository.commits.setdefault(made.oid, made)

    def push(self, files: Files, **about: object) -> Commit:
        """A commit on the default branch."""
        made = self.commit(files, self.repository.head, **about)  # type: ignore[arg-type]
        self.repository.head = made
        return made

    def open(
        self,
        author: str | None,
        files: Files | list[Commit],
        *,
        title: str = "Work",
        body: str = "",
        draft: bool = False,
        branch: str | None = None,
        at: datetime | None = None,
    ) -> PullRequest:
        """A pull request of one commit with `files`, or of the commits given."""
        repository = self.repository
        by = author or "ghost"
        assert repository.head, "an empty repository has no pull requests"
        commits = files if isinstance(files, list) else [self.commit(files, repository.head, by=by)]
        moment = self._at(at)
        number = repository.numbered = repository.numbered + 1
        person = self.person(author) if author else None
        made = repository.pulls[number] = PullRequest(
            number=number,
            id=self._id(),
            author=person,
            title=title,
            body=body,
            created_at=moment,
            updated_at=moment,
            base=repository.branch,
            branch=branch or f"work-{number}",
            owner=person,
            commits=commits,
            draft=draft,
        )
        return made

    def issue(self, author: str | None, title: str, body: str = "") -> Issue:
        repository, moment = self.repository, self._at(None)
        number = repository.numbered = repository.numbered + 1
        person = self.person(author) if author else None
        made = Issue(number, self._id(), person, title, body, moment, moment)
        repository.issues[number] = made
        return made

    def add(self, pull: PullRequest, files: Files, **about: object) -> Commit:
        """A further commit pushed to a pull request."""
        by = pull.author.login if pull.author else "ghost"
        made = self.commit(files, pull.head, **({"by": by} | about))  # type: ignore[arg-type]
        pull.commits = [*pull.commits, made]
        pull.updated_at = self.repository.now
        return made

    def force_push(self, pull: PullRequest, files: Files, at: datetime | None = None) -> Commit:
        """All commits of a pull request replaced with one, from where they began."""
        by = pull.author.login if pull.author else "ghost"
        before, start = pull.head, pull.commits[0].parents
        made = self.commit(files, start[0] if start else None, by=by, at=at)
        pull.commits = [made]
        self._event(pull, "HeadRefForcePushedEvent", by, at, before=before, after=made)
        return made

    def label(self, thread: Thread, name: str, by: str, at: datetime | None = None) -> None:
        labels = self.repository.labels
        label = labels.get(name) or labels.setdefault(name, Label(name, self._id()))
        thread.labels.append(label)
        self._event(thread, "LabeledEvent", by, at, label=label)

    def unlabel(self, thread: Thread, name: str, by: str, at: datetime | None = None) -> None:
        label = self.repository.labels[name]
        thread.labels.remove(label)
        self._event(thread, "UnlabeledEvent", by, at, label=label)

    def review(
        self,
        pull: PullRequest,
        by: str | None,
        state: str = "APPROVED",
        body: str = "",
        at: datetime | None = None,
    ) -> Review:
        moment = self._touch(pull, at)
        person = self.person(by) if by else None
        submitted = None if state == "PENDING" else moment
        made = Review(self._id(), pull.number, person, state, body, submitted, pull.head)
        pull.reviews.append(made)
        return made

    def dismiss(self, pull: PullRequest, review: Review, by: str) -> None:
        before, review.state = review.state, "DISMISSED"
        self._event(pull, "ReviewDismissedEvent", by, None, review=review, previous=before)

    def comment(self, thread: Thread, by: str | None, body: str) -> Comment:
        moment = self._touch(thread, None)
        made = Comment(self._id(), self.person(by) if by else None, body, moment, moment)
        thread.comments.append(made)
        return made

    def edit(self, said: Thread | Comment, by: str, body: str) -> None:
        """Other words in place of those that a pull request, issue or comment had."""
        said.body, moment = body, self._at(None)
        said.edited_at = said.updated_at = moment
        if isinstance(said, Comment):
            said.edited_by = self.person(by)

    def react(self, to: Thread | Comment, by: str, content: str = "THUMBS_UP") -> Reaction:
        """A reaction, which moves no `updated_at`, as on GitHub."""
        made = Reaction(self._id(), self.person(by), content, self._at(None))
        to.reactions.append(made)
        return made

    def close(self, thread: Thread, by: str, at: datetime | None = None) -> None:
        thread.closed_at = self._event(thread, "ClosedEvent", by, at).at
        thread.state = "CLOSED"

    def reopen(self, thread: Thread, by: str) -> None:
        thread.state, thread.closed_at = "OPEN", None
        self._event(thread, "ReopenedEvent", by, None)

    def ready(self, pull: PullRequest, by: str) -> None:
        pull.draft = False
        self._event(pull, "ReadyForReviewEvent", by, None)

    def draft(self, pull: PullRequest, by: str) -> None:
        pull.draft = True
        self._event(pull, "ConvertToDraftEvent", by, None)

    def retitle(self, thread: Thread, by: str, title: str) -> None:
        self._event(thread, "RenamedTitleEvent", by, None, words=(thread.title, title))
        thread.title = title

    def merge(self, pull: PullRequest, by: str, at: datetime | None = None) -> None:
        """A merge commit, as the button of the same name makes it."""
        repository = self.repository
        owner = pull.owner.login if pull.owner else "ghost"
        words = f"Merge pull request #{pull.number} from {owner}/{pull.branch}\n\n{pull.title}"
        assert repository.head
        tree = repository.head.tree
        for change in pull.files:
            tree = tree.put(change.path, None if change.type == "DELETED" else change.after)
            if change.previous:
                tree = tree.put(change.previous, None)
        repository.head = pull.merge = self.commit(
            {}, repository.head, by=by, message=words, at=at, merging=(pull.head,), tree=tree
        )
        moment = repository.now
        self._event(pull, "MergedEvent", by, moment, after=pull.merge)
        self._event(pull, "ClosedEvent", by, moment)
        pull.state, pull.merged_at, pull.closed_at = "MERGED", moment, moment
        pull.merged_by = self.person(by)

    def forget(self, thread: Thread) -> None:
        """A pull request or issue that is taken away, as GitHub does with those of spammers."""
        self.repository.pulls.pop(thread.number, None)
        self.repository.issues.pop(thread.number, None)

    def rename(self, name: str) -> None:
        """Another name for the repository; GitHub keeps leading there from the old one."""
        self.repository.former.append(self.repository.full_name)
        self.repository.name = name

    def _event(
        self, thread: Thread, kind: str, by: str | None, at: datetime | None, **about: object
    ) -> Event:
        moment = self._touch(thread, at)
        person = self.person(by) if by else None
        made = Event(self._id(), kind, person, moment, **about)  # type: ignore[arg-type]
        thread.events.append(made)
        return made

    def _touch(self, thread: Thread, at: datetime | None) -> datetime:
        moment = self._at(at)
        thread.updated_at = max(thread.updated_at, moment)
        return moment

    def _at(self, at: datetime | None) -> datetime:
        moment = at or self.repository.now + timedelta(minutes=1)
        self.repository.now = max(self.repository.now, moment)
        return moment

    def _id(self) -> int:
        self.repository.used += 1
        return self.repository.used


def new_repository(full_name: str = "club/work", files: Files | None = None) -> Acting:
    """A repository with one commit of `files`, or an empty one."""
    owner, _, name = full_name.partition("/")
    person = Person(owner, 900, "Organization")
    acting = Acting(Repository(person, name, 800))
    if files:
        acting.push(files, by="org", message="begin")
    return acting
