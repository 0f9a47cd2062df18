"""A small GitHub for the tests: REST as its published models have it, GraphQL on its own schema."""

from hub import faults
from hub.acting import Acting, new_repository
from hub.apps import TOKEN
from hub.cloned import cloned
from hub.model import PullRequest, Repository
from hub.objects import write_repository
from hub.seeded import seeded
from hub.server import Hub

__all__ = [
    "TOKEN",
    "Acting",
    "Hub",
    "PullRequest",
    "Repository",
    "cloned",
    "faults",
    "new_repository",
    "seeded",
    "write_repository",
]
