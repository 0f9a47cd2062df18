"""The people in a report's table, a row each, by name, first and last name, login or e-mail."""

from collections.abc import Iterator
from typing import NamedTuple

from sgdash.language import say
from sgdash.program.emails import email_mark, is_email, without_emails
from sgdash.program.reports.layout import Table, UnreadableReportError


class Person(NamedTuple):
    """Who a row is about; `name` holds no e-mail address."""

    name: str
    email: str | None


def people_of(table: Table) -> list[Person]:
    """Who each row is about.

    Raises:
        UnreadableReportError: a row names nobody.
    """
    return list(_people(table))


def _people(table: Table) -> Iterator[Person]:
    names, firsts, lasts, logins, emails = (
        table.cells(name) for name in ("name", "first", "last", "login", "email")
    )
    known: dict[tuple[str, str], Person] = {}
    for row, line in enumerate(table.lines):
        name = logins[row] or names[row] or f"{firsts[row]} {lasts[row]}".strip()
        key = (name, emails[row])
        if key not in known:
            known[key] = _person(name, emails[row], line)
        yield known[key]


def _person(name: str, email: str, line: int) -> Person:
    if is_email(name):
        name, email = "", email or name
    if not name and not email:
        raise UnreadableReportError(line, say("names nobody. Write a name, a login or an e-mail."))
    address = email if is_email(email) else None
    return Person(without_emails(name) or email_mark(email), address)
