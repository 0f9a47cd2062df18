"""Which decisions stand at a moment, and which were taken back or replaced by a later one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import frame
from sgdash.program.days import in_order_of_the_day
from sgdash.program.decisions import Decision, Extension, Withdrawal
from sgdash.program.folder import ProgramFolder, may_decide

DECISIONS = "decisions.yaml"

TAKEN_BACK, REPLACED = "taken back", "replaced"
"""What became of a decision that stands no longer."""


@dataclass(frozen=True)
class Standing:
    """A decision, its line in decisions.yaml, and from when to when it stands (UTC)."""

    line: int
    decision: Decision
    at: datetime
    ended_by: Decision | None = None
    ended_at: datetime | None = None

    def holds(self, as_of: datetime | None) -> bool:
        """Whether it stands at a moment; without one whether nothing ever ended it."""
        if as_of is None:
            return self.ended_at is None
        return self.at <= as_of and not self.has_ended(as_of)

    def has_ended(self, as_of: datetime) -> bool:
        """Whether something took it back or replaced it by then."""
        return self.ended_at is not None and self.ended_at <= as_of


def rightful_decisions(folder: ProgramFolder) -> list[tuple[int, Decision]]:
    """The decisions of those who may decide what they decided, with their lines."""
    return [(line, d) for line, d in folder.decisions if may_decide(folder, d)]


def standing(folder: ProgramFolder) -> list[Standing]:
    """Every rightful decision but marks and withdrawals, oldest first, with what ended it.

    A later extension of the same deadline for the same people replaces the one before; a withdrawal
    takes back all that was decided before about its matter.
    """
    decided = [(line, d) for line, d in rightful_decisions(folder) if d.kind != "mark"]
    moments = _moments(folder, [d for _, d in decided])
    order = sorted(range(len(decided)), key=moments.__getitem__)
    before: dict[str, list[int]] = {}
    ended: dict[int, int] = {}
    for index in order:
        decision = decided[index][1]
        matter = _matter(decision)
        if isinstance(decision, Extension | Withdrawal):
            ended |= dict.fromkeys(before.pop(matter, []), index)
        if not isinstance(decision, Withdrawal):
            before.setdefault(matter, []).append(index)
    return [
        Standing(
            *decided[index],
            moments[index],
            decided[ended[index]][1] if index in ended else None,
            moments[ended[index]] if index in ended else None,
        )
        for index in order
        if not isinstance(decided[index][1], Withdrawal)
    ]


def _moments(folder: ProgramFolder, decisions: list[Decision]) -> list[datetime]:
    """From when on each decision holds, in UTC."""
    zone = folder.program.zone
    rows = pd.DataFrame(
        {
            "matter": [_matter(d) for d in decisions],
            "at": [pd.Timestamp(d.at.start(zone)) for d in decisions],
            "until": [pd.Timestamp(d.at.last(zone)) for d in decisions],
        }
    )
    if rows.empty:
        return []
    ordered = in_order_of_the_day(rows, rows["until"] > rows["at"], ["matter"])
    return [moment.to_pydatetime() for moment in ordered["at"]]


def _matter(decision: Decision) -> str:
    """What a decision is about: its kind, whose, and which exercise, session or requirement."""
    kind = decision.what if isinstance(decision, Withdrawal) else decision.kind
    whose = [getattr(decision, name, None) for name in ("member", "group")]
    which = [getattr(decision, name, None) for name in ("exercise", "session", "requirement")]
    return str([kind, *whose, *which])


def ended_table(folder: ProgramFolder, as_of: datetime) -> pd.DataFrame:
    """`tables.ENDED`: the decisions that stand no longer at `as_of`, for each member concerned."""
    rows = [
        (
            *(member, s.decision.kind, _which(s.decision), decision_text(s.decision, s.line), s.at),
            *(*end, None),
        )
        for s in standing(folder)
        if s.has_ended(as_of)
        for end in _end(s)
        for member in concerned(folder, s.decision)
    ]
    return frame(tables.ENDED, rows)


def _end(stood: Standing) -> Iterator[tuple[str, str, datetime, str]]:
    """What became of it, by whom, when and why; nothing while it stands."""
    if stood.ended_by and stood.ended_at:
        how = TAKEN_BACK if isinstance(stood.ended_by, Withdrawal) else REPLACED
        yield how, stood.ended_by.by, stood.ended_at, stood.ended_by.reason


def _which(decision: Decision) -> str | None:
    there = (getattr(decision, name, None) for name in ("exercise", "session", "requirement"))
    return next((value for value in there if value), None)


def concerned(folder: ProgramFolder, decision: Decision) -> list[str]:
    """The ids of the members a decision is about; an extension for nobody is for everybody."""
    member, group = getattr(decision, "member", None), getattr(decision, "group", None)
    if member:
        return [member]
    in_group = [m.id for m in folder.members if group and m.group == group]
    named = getattr(decision, "members", ())
    if group or named:
        return list(dict.fromkeys([*in_group, *named]))
    return [m.id for m in folder.members]


def decision_text(decision: Decision, line: int) -> str:
    """A decision in words: why, who decided, for whom if for several, and where it is written."""
    reason, by = decision.reason, decision.by
    where = ", ".join(part for part in (source_of(line), decision.evidence) if part)
    if not isinstance(decision, Extension) or decision.member:
        return f"{reason} ({by}, {where})"
    if decision.group:
        return sentences.FOR_GROUP.format(reason=reason, by=by, group=decision.group, where=where)
    return sentences.FOR_EVERYBODY.format(reason=reason, by=by, where=where)


def source_of(line: int) -> str:
    """Where a decision is written."""
    return f"{DECISIONS}:{line}"
