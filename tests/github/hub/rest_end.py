"""The REST end of the small GitHub."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from hub.asking import Answer, Request, refused, told
from hub.git_nodes import GitNodes
from hub.git_nodes import told as time_told
from hub.model import PullRequest, Repository, Thread, before_it, changes
from hub.nodes import MOST_COMMITS, MOST_FILES
from hub.payloads import Payload, Payloads

_ROUTE = re.compile(r"/(?:repos/(?P<name>[^/]+/[^/]+)|repositories/(?P<id>\d+))(?P<rest>/.*)?")


@dataclass(frozen=True)
class RestEnd:
    """The repositories to answer from; `api` is the address that links begin with."""

    find: Callable[[str], Repository | None]
    repositories: Callable[[], list[Repository]]
    api: str
    web: str

    def answer(self, request: Request) -> Answer:
        """What GitHub answers to a GET."""
        if match := re.fullmatch(r"/users/([^/]+)(/orgs)?", request.path):
            return self._user(match[1], orgs=bool(match[2]))
        match = _ROUTE.fullmatch(request.path)
        repository = self._repository(match) if match else None
        if match is None or repository is None:
            return not_found()
        rest = match["rest"] or ""
        if match["name"] and match["name"].lower() != repository.full_name.lower():
            return self._moved(repository, rest, request)
        return conditional(request, _Room(self, repository, request).answer(rest))

    def _repository(self, match: re.Match[str]) -> Repository | None:
        if match["name"]:
            return self.find(match["name"])
        return next((r for r in self.repositories() if str(r.id) == match["id"]), None)

    def _moved(self, repository: Repository, rest: str, request: Request) -> Answer:
        asked = f"?{urlencode(request.query)}" if request.query else ""
        url = f"{self.api}/repositories/{repository.id}{rest}{asked}"
        about = "rest/guides/best-practices-for-using-the-rest-api#follow-redirects"
        payload = {"message": "Moved Permanently", "url": url, "documentation_url": about}
        return told(payload, 301, Location=url)

    def _user(self, login: str, *, orgs: bool) -> Answer:
        for repository in self.repositories():
            for person in repository.people.values():
                if person.login.lower() == login.lower():
                    made = Payloads(repository, self.api, self.web).full_person(person)
                    return told([] if orgs else made)
        return not_found()


@dataclass(frozen=True)
class _Room:
    """One repository answering one request."""

    end: RestEnd
    repository: Repository
    request: Request

    @property
    def payloads(self) -> Payloads:
        return Payloads(self.repository, self.end.api, self.end.web)

    def answer(self, rest: str) -> Answer:  # noqa: PLR0911 # one for each address
        if rest == "":
            return told(self.payloads.whole_repository())
        if match := re.fullmatch(r"/git/trees/(.+)", rest):
            return self._tree(match[1])
        if rest == "/commits":
            return self._commits()
        if match := re.fullmatch(r"/commits/(.+)", rest):
            return self._commit(match[1])
        if rest == "/pulls":
            return self._paged(
                self._listed(self.repository.pulls.values()), self.payloads.listed_pull
            )
        if rest == "/issues":
            both = [*self.repository.pulls.values(), *self.repository.issues.values()]
            return self._paged(self._listed(both), self.payloads.issue)
        if match := re.fullmatch(r"/(pulls|issues)/(\d+)(/[a-z_]+)?", rest):
            return self._of_one(match[1], int(match[2]), match[3] or "")
        if re.fullmatch(r"/(pulls|issues)/comments/\d+/reactions", rest):
            return told([])
        return not_found()

    def _of_one(self, kind: str, number: int, part: str) -> Answer:
        pull = self.repository.pulls.get(number)
        if kind == "pulls":
            return self._of_pull(pull, part) if pull else not_found()
        thread: Thread | None = pull or self.repository.issues.get(number)
        if thread is None:
            return not_found()
        if part == "/comments":
            return self._paged(thread.comments, lambda each: self.payloads.comment(each, thread))
        if part == "/labels":
            return self._paged(thread.labels, self.payloads.label)
        if part == "/reactions":
            return told([])
        return told(self.payloads.issue(thread)) if part == "" else not_found()

    def _of_pull(self, pull: PullRequest, part: str) -> Answer:
        payloads = self.payloads
        if part == "/files":
            return self._paged(pull.files[:MOST_FILES], lambda each: payloads.file(each, pull.head))
        if part == "/commits":
            return self._paged(pull.commits[:MOST_COMMITS], payloads.commit)
        if part == "/reviews":
            return self._paged(pull.reviews, payloads.review)
        if part == "/comments":  # beside lines of code; nobody writes any here
            return told([])
        if part == "/requested_reviewers":
            return told({"users": [], "teams": []})
        return told(payloads.pull(pull)) if part == "" else not_found()

    def _listed(self, threads: Iterable[Any]) -> list[Any]:
        query = self.request.query
        state, since = query.get("state", "open").upper(), query.get("since", "")
        shown = [
            each
            for each in threads
            if (state == "ALL" or (each.state == "OPEN") == (state == "OPEN"))
            and (time_told(each.updated_at) or "") >= since
        ]
        by_update = query.get("sort") == "updated"
        down = query.get("direction", "desc") == "desc"
        return sorted(
            shown,
            key=lambda each: (each.updated_at if by_update else each.created_at, each.id),
            reverse=down,
        )

    def _tree(self, name: str) -> Answer:
        repository = self.repository
        if repository.head is None:
            return refused(409, "Git Repository is empty.", "rest/git/trees#get-a-tree")
        commit = GitNodes(repository, self.end.web).find(name)
        tree = commit.tree if commit else None
        if tree is None and repository.head.tree.oid == name:
            tree = repository.head.tree
        if tree is None:
            return not_found()
        return told(self.payloads.tree(tree, recursive="recursive" in self.request.query))

    def _commits(self) -> Answer:
        if self.repository.head is None:
            return refused(409, "Git Repository is empty.", "rest/commits/commits")
        history = self.repository.history(self.repository.head)
        return self._paged(history.commits, self.payloads.commit)

    def _commit(self, name: str) -> Answer:
        commit = GitNodes(self.repository, self.end.web).find(name)
        if commit is None:
            words = f"No commit found for SHA: {name}"
            return refused(422, words, "rest/commits/commits#get-a-commit")
        size, page = self._page()
        files = changes(before_it(commit), commit.tree)[:MOST_FILES]
        shown = files[(page - 1) * size : page * size]
        return told(self.payloads.whole_commit(commit, shown))

    def _page(self) -> tuple[int, int]:
        size = min(100, max(1, int(self.request.query.get("per_page", 30))))
        return size, max(1, int(self.request.query.get("page", 1)))

    def _paged(self, things: Sequence[Any], payload: Callable[[Any], Payload]) -> Answer:
        size, page = self._page()
        last = max(1, -(-len(things) // size))
        answer = told([payload(each) for each in things[(page - 1) * size : page * size]])
        links = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
        wanted = {
            name: number
            for name, number in links.items()
            if (page > 1 and name in {"prev", "first"})
            or (page < last and name in {"next", "last"})
        }
        if wanted:
            url = f"{self.end.api}{self.request.path}"
            answer.headers["Link"] = ", ".join(
                f'<{url}?{urlencode({**self.request.query, "page": n})}>; rel="{name}"'
                for name, n in wanted.items()
            )
        return answer


def not_found() -> Answer:
    return refused(404, "Not Found")


def conditional(request: Request, answer: Answer) -> Answer:
    """The answer with its ETag, or 304 where the client has it already."""
    if answer.status != 200:
        return answer
    tag = f'W/"{hashlib.sha256(answer.body).hexdigest()}"'
    if request.headers.get("if-none-match") == tag:
        return Answer(304, b"", {"ETag": tag})
    answer.headers["ETag"] = tag
    return answer
