"""A group's repository of any size, the same for the same seed."""

import random
from datetime import timedelta

from hub.acting import Acting, new_repository
from hub.model import PullRequest

_LABELS = ("complete", "incomplete", "question")


def seeded(pulls: int, seed: int = 1, *, full_name: str = "club/work", busy: int = 1) -> Acting:
    """A repository of `pulls` pull requests: merged, closed and open, reviewed and labelled.

    `busy` times as many comments; about one in a hundred has more than 100 files.
    """
    chance = random.Random(seed)  # noqa: S311 # no secret
    acting = new_repository(full_name, {"README.md": "# Work\n", "old/notes.md": "notes\n"})
    organisers = ["org", "olga"]
    members = [f"member-{n}" for n in range(max(3, pulls // 10))]
    for _ in range(pulls):
        author = chance.choice(members) if chance.random() > 0.02 else None
        pull = acting.open(
            author,
            _files(chance, author or "ghost"),
            title=f"Exercise {chance.randrange(12)} by {author}",
            body=chance.choice(["", "Here it is.", "See https://example.org/x\n\n* one\n* two"]),
            draft=chance.random() < 0.1,
        )
        _discuss(acting, pull, chance, organisers, busy)
    return acting


def _files(chance: random.Random, author: str) -> dict[str, str | None]:
    exercise = chance.randrange(12)
    many = chance.random() < 0.01
    count = chance.randrange(101, 250) if many else chance.randrange(1, 5)
    made: dict[str, str | None] = {
        f"e{exercise}/{author}-{n}.py": f"print({chance.randrange(10**6)})\n" for n in range(count)
    }
    if chance.random() < 0.02:
        made |= {"old/notes.md": None, f"e{exercise}/{author}-notes.md": "notes\n"}
    return made


def _discuss(
    acting: Acting, pull: PullRequest, chance: random.Random, organisers: list[str], busy: int
) -> None:
    by = chance.choice(organisers)
    _revise(acting, pull, chance, by)
    for _ in range(chance.randrange(2 * busy + 1)):
        acting.comment(pull, chance.choice([*organisers, None]), "What about the last part?")
    _judge(acting, pull, chance, by)
    kind = chance.random()
    if kind < 0.6:
        acting.merge(pull, by, acting.repository.now + timedelta(hours=chance.randrange(60)))
    elif kind < 0.8:
        acting.close(pull, by)


def _revise(acting: Acting, pull: PullRequest, chance: random.Random, by: str) -> None:
    for _ in range(chance.randrange(3)):
        acting.add(pull, {f"more/{pull.number}.txt": f"{chance.randrange(10**6)}\n"})
    if chance.random() < 0.1:
        acting.force_push(pull, _files(chance, "again"))
    if pull.draft and chance.random() < 0.7:
        acting.ready(pull, pull.author.login if pull.author else by)


def _judge(acting: Acting, pull: PullRequest, chance: random.Random, by: str) -> None:
    if chance.random() < 0.8:
        state = chance.choice(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"])
        review = acting.review(pull, by, state, "Well done." if state == "APPROVED" else "Not yet.")
        if chance.random() < 0.05:
            acting.dismiss(pull, review, by)
    if chance.random() < 0.8:
        label = chance.choice(_LABELS)
        acting.label(pull, label, by)
        if chance.random() < 0.1:
            acting.unlabel(pull, label, by)
