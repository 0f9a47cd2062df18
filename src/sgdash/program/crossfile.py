"""What only shows when the files of a program's folder are held against each other."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from sgdash.language import say
from sgdash.program.decisions import Decision, Extension, LookedAt, Withdrawal
from sgdash.program.model import Program, Role
from sgdash.program.patterns import normal
from sgdash.program.problems import Problem
from sgdash.program.records import AttendanceRecord
from sgdash.program.roster import Member
from sgdash.program.schedule import deadline, opening, sessions_of
from sgdash.program.session import Meeting, Session  # noqa: TC001 - of a variable
from sgdash.program.yaml_source import Place, Source

FILES = ("program.yaml", "members.csv", "decisions.yaml", "attendance", "sample")
"""What is read of a program's folder."""


def check_names(folder: Path) -> Iterator[Problem]:
    """Files whose names are nearly those of files that are read: nobody would notice otherwise."""
    for path in sorted(folder.iterdir()):
        near = difflib.get_close_matches(path.name, FILES, n=1, cutoff=0.8)
        if near and path.name not in FILES and not (folder / near[0]).exists():
            yield Problem(
                path,
                1,
                say("is not read. Rename it to {near} if that is what it is.", near=near[0]),
            )


def check_roster(file: Path, members: list[Member]) -> Iterator[Problem]:
    """A member who is there twice, or one name that would mean two members."""
    owner: dict[str, Member] = {}
    for member in members:
        twice = owner.get(normal(member.id))
        if twice and normal(twice.id) == normal(member.id):
            message = say(
                'id: "{id}" is already on line {line}. Keep one of them.',
                id=member.id,
                line=str(twice.line),
            )
            yield Problem(file, member.line, message)
            continue
        for label, name in _names(member):
            other = owner.setdefault(normal(name), member)
            if other is not member:
                message = say(
                    '{label}: "{name}" also means {id} on line {line}. Work found under it '
                    "would be nobody's: change one of them.",
                    label=label,
                    name=name,
                    id=other.id,
                    line=str(other.line),
                )
                yield Problem(file, member.line, message)

    yield from _shared_accounts(file, members)


def _shared_accounts(file: Path, members: list[Member]) -> Iterator[Problem]:
    owner: dict[int, Member] = {}
    for member in members:
        if member.account is not None:
            other = owner.setdefault(member.account, member)
            if other is not member:
                message = say(
                    "account: {account} is {id}'s on line {line} too. Correct one of them.",
                    account=str(member.account),
                    id=other.id,
                    line=str(other.line),
                )
                yield Problem(file, member.line, message)


def _names(member: Member) -> Iterator[tuple[str, str]]:
    yield "id", member.id
    if member.login:
        yield "login", member.login
    for alias in member.aliases:
        yield "aliases", alias


def check_outsiders(source: Source, program: Program, members: list[Member]) -> Iterator[Problem]:
    """Names in `outsiders:` that are also a member's: they are taken for the member's."""
    written = program.submissions.outsiders if program.submissions else ()
    owner = {normal(name): member for member in members for _label, name in _names(member)}
    for position, name in enumerate(written):
        member = owner.get(normal(name))
        if member:
            message = say(
                'outsiders: "{name}" is {id} on line {line} of members.csv, and taken for them. '
                "Take it out of one of the two.",
                name=name,
                id=member.id,
                line=str(member.line),
            )
            yield source.problem(("submissions", "outsiders", position), message)


def check_markers(source: Source, program: Program, members: list[Member]) -> Iterator[Problem]:
    """Names in `marks: by:` that are neither a role nor a member: nobody's marks would count."""
    known = {*Role, *(member.id for member in members)}
    for name in program.marks.by:
        if name not in known:
            roles = ", ".join(Role)
            message = say(
                'by: "{name}" is neither a member nor a role. Write a member\'s id or one '
                "of {roles}.",
                name=name,
                roles=roles,
            )
            yield source.problem(("marks", "by"), message)


def check_openings(source: Source, program: Program) -> Iterator[Problem]:
    """Exercises that open after their deadline: nothing could be handed in for them."""
    for index, exercise in enumerate(program.exercises):
        opens_at, (due_at, _) = opening(program, exercise), deadline(program, exercise)
        if opens_at is None or due_at is None or opens_at <= due_at:
            continue
        if exercise.opens:
            message = say(
                "opens: {opens} is after the deadline, so nothing could count. Correct one.",
                opens=str(exercise.opens),
            )
            yield source.problem(("exercises", index, "opens"), message)
        else:
            message = say(
                "due: is before {starts}, when the program starts, so nothing could count. Correct "
                "one, or give the exercise an `opens:` of its own.",
                starts=str(program.starts),
            )
            yield source.problem(("exercises", index, "due"), message)


def check_leaders(source: Source, program: Program, members: list[Member]) -> Iterator[Problem]:
    """People in the sessions who are taken for guests, and are probably members."""
    ids = {member.id for member in members}
    owner = {normal(name): member for member in members for _, name in _names(member)}
    owner |= {normal(member.name): member for member in members}
    for place, person in _leaders(program):
        meant = owner.get(normal(person))
        near = difflib.get_close_matches(person, ids, n=1, cutoff=0.85)
        probably = meant.id if meant else near[0] if near else ""
        if person not in ids and probably:
            message = say(
                '{place}: "{person}" is taken for somebody from outside. Write '
                "{probably}, the id, if the member is meant.",
                place=place[-1],
                person=person,
                probably=probably,
            )
            yield source.problem(place, message)


def _leaders(program: Program) -> Iterator[tuple[Place, str]]:
    """Everybody who is named as leading a session or giving a talk, with the place."""
    meetings = program.recurring.meetings if program.recurring else ()
    own: list[Place] = [("sessions", index) for index in range(len(program.sessions))]
    changed: list[Place] = [("recurring", "meetings", index) for index in range(len(meetings))]
    entries: list[Session | Meeting] = [*program.sessions, *meetings]
    for place, entry in zip([*own, *changed], entries, strict=True):
        yield from (((*place, "presenters"), person) for person in entry.presenters)
        yield from (((*place, "talks", n, "by"), talk.by) for n, talk in enumerate(entry.talks))


def check_decisions(
    file: Path,
    decisions: list[tuple[int, Decision]],
    members: list[Member],
    sessions: set[str] | None,
    exercises: set[str],
) -> Iterator[Problem]:
    """Decisions about members, groups, exercises or sessions that there are not."""
    known: dict[str, set[str] | None] = {
        "member": {m.id for m in members},
        "members": {m.id for m in members},
        "by": {m.id for m in members},
        "group": {m.group for m in members if m.group},
        "exercise": exercises,
        "session": sessions,
    }
    for line, decision in decisions:
        looked_at = isinstance(decision, LookedAt)  # repeats what was found when it was looked at
        for key, there in {"by": known["by"]}.items() if looked_at else known.items():
            value = getattr(decision, key, None) or ()
            for name in value if isinstance(value, tuple) else (value,):
                if there is not None and name not in there:
                    where = "members.csv" if key in _IN_ROSTER else "program.yaml"
                    yield Problem(
                        file,
                        line,
                        say(
                            '{key}: "{name}" is not in {where}. Add it there or correct it.',
                            key=key,
                            name=name,
                            where=where,
                        ),
                    )


def check_extensions(
    file: Path, decisions: list[tuple[int, Decision]], program: Program
) -> Iterator[Problem]:
    """Extensions that move no deadline; those that a later decision ended are history."""
    ended: set[object] = set()
    for line, decision in reversed(decisions):
        if isinstance(decision, Withdrawal) and decision.what != "extension":
            continue
        if not isinstance(decision, Extension | Withdrawal):
            continue
        matter = (decision.exercise, decision.member, decision.group)
        if isinstance(decision, Extension) and matter not in ended:
            exercise = next((e for e in program.exercises if e.id == decision.exercise), None)
            due_at, told = deadline(program, exercise) if exercise else (None, "")
            if due_at and decision.due.end(program.zone) <= due_at:
                message = say(
                    "due: {due} is not after the deadline of {exercise}, {told}: it extends "
                    "nothing. Write a later one, or withdraw it.",
                    due=str(decision.due),
                    exercise=decision.exercise,
                    told=told,
                )
                yield Problem(file, line, message)
        ended.add(matter)


_IN_ROSTER = {"member", "members", "by", "group"}


def check_sheets(
    folder: Path,
    records: list[AttendanceRecord],
    sessions: set[str] | None,
    program: Program | None,
) -> Iterator[Problem]:
    """Attendance sheets that are named by no session, or by one that is cancelled."""
    named = {record.session for record in records}
    for session in sorted(named - sessions if sessions is not None else ()):
        message = say(
            'there is no session "{session}". Name the file by the id of its session.',
            session=session,
        )
        yield Problem(folder / f"{session}.csv", 1, message)
    cancelled = {s.id for s in sessions_of(program) if s.cancelled} if program else set()
    for record in {(r.session, r.source.rpartition(":")[0]): r for r in records[::-1]}.values():
        if record.session in cancelled:
            file, _, line = record.source.rpartition(":")
            message = say(
                'session "{session}" is cancelled, so nothing that is written here '
                "counts. Take `cancelled: true` out of program.yaml if it took place, or "
                "this away.",
                session=record.session,
            )
            yield Problem(folder.parent / file, int(line), message)
