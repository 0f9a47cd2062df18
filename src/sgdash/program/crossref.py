"""What only shows when the parts of a program file are held against each other.

These checks read the plain data and not the typed program, so that they are reported together with
everything that is wrong with single values.
"""

from collections.abc import Iterator

from sgdash.language import say
from sgdash.program.crosssession import SESSION_CHECKS
from sgdash.program.patterns import normal
from sgdash.program.plain_data import Check, entries, ids, session_ids
from sgdash.program.problems import Problem
from sgdash.program.yaml_source import Place, Source


def cross_check(source: Source) -> list[Problem]:
    """Every problem between the parts of a program file."""
    return [problem for check in CHECKS for problem in check(source)]


def _id_is_folder(source: Source) -> Iterator[Problem]:
    folder = source.file.resolve().parent.name
    written = source.data.get("id") if isinstance(source.data, dict) else None
    if isinstance(written, str) and written != folder:
        message = say(
            'id: "{written}" is not the name of its folder. Write `id: {folder}`, or '
            "rename the folder.",
            written=written,
            folder=folder,
        )
        yield source.problem(("id",), message)


def _ids_are_unique(source: Source) -> Iterator[Problem]:
    for key in ("sessions", "exercises"):
        first: dict[str, Place] = {}
        for index, entry in entries(source.data, key):
            place: Place = (key, index, "id")
            name = normal(str(entry.get("id") or ""))
            if name and name in first:
                before = source.line(first[name])
                message = say(
                    'id: "{id}" is already the id on line {before}. Choose another.',
                    id=entry["id"],
                    before=str(before),
                )
                yield source.problem(place, message)
            first.setdefault(name, place)


def _names_are_unique(source: Source) -> Iterator[Problem]:
    owner = {normal(name): name for name in ids(source.data, "exercises")}
    for index, entry in entries(source.data, "exercises"):
        mine = str(entry.get("id") or "")
        aliases = entry.get("aliases")
        for alias in aliases if isinstance(aliases, list) else []:
            name = normal(str(alias))
            if owner.setdefault(name, mine) != mine:
                message = say(
                    'aliases: "{alias}" also means {owner}. Let it mean only one.',
                    alias=alias,
                    owner=owner[name],
                )
                yield source.problem(("exercises", index, "aliases"), message)


def _sessions_exist(source: Source) -> Iterator[Problem]:
    known = session_ids(source.data)
    if known is None:
        return
    for index, entry in entries(source.data, "exercises"):
        place, session = ("exercises", index, "session"), entry.get("session")
        if session is not None and str(session) not in known:
            there = ", ".join(sorted(known)) or say("none yet")
            message = say(
                'session: there is no session "{session}". The sessions are {there}.',
                session=session,
                there=there,
            )
            yield source.problem(place, message)


def _next_session_is_known(source: Source) -> Iterator[Problem]:
    for index, entry in entries(source.data, "exercises"):
        if entry.get("due") == "next session" and not entry.get("session"):
            message = say("due: next session of which one? Add `session:` to this exercise.")
            yield source.problem(("exercises", index, "due"), message)


CHECKS: tuple[Check, ...] = (
    _id_is_folder,
    _ids_are_unique,
    _names_are_unique,
    _sessions_exist,
    _next_session_is_known,
    *SESSION_CHECKS,
)
