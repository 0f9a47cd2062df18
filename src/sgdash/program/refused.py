"""What somebody decided or marked who may not: it has no effect, and everybody may see that."""

from enum import StrEnum

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.program.decisions import Decision, MarkDecision
from sgdash.program.folder import ProgramFolder, may_decide
from sgdash.program.standing import source_of


class Refusal(StrEnum):
    """Why something that was meant as a mark is none, or takes none back."""

    NO_MARK = "no mark"
    OWN_WORK = "own work"
    NOT_TAKEN_BACK = "not taken back"


def refused_decisions_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.FINDINGS`: the decisions of people who may not decide; they have no effect.

    Nobody marks work of their own.
    """
    rows = [
        (
            _kind_of_refusal(decision),
            source_of(line),
            getattr(decision, "member", None),
            getattr(decision, "exercise", None),
            _why_refused(decision),
            decision.evidence,
            None,  # nothing to add to a file mends it
        )
        for line, decision in folder.decisions
        if not may_decide(folder, decision)
    ]
    return frame(tables.FINDINGS, rows)


def _kind_of_refusal(decision: Decision) -> str:
    if _of_own_work(decision):
        return str(sentences.OWN_WORK)
    return sentences.WITHOUT_RIGHT.format(kind=decision.kind)


def _why_refused(decision: Decision) -> str:
    own = _of_own_work(decision)
    told = sentences.DECIDED_OWN if own else sentences.MAY_NOT_DECIDE
    return told.format(by=decision.by, reason=decision.reason)


def _of_own_work(decision: Decision) -> bool:
    return isinstance(decision, MarkDecision) and decision.by == decision.member


def decided_refusals_table(folder: ProgramFolder) -> pd.DataFrame:
    """`tables.REFUSED` of the marks in decisions.yaml, in the order of the file."""
    zone = folder.program.zone
    rows = [
        (d.member, d.exercise, d.by, did, source_of(line), why, d.at.start(zone), d.evidence)
        for line, d in folder.decisions
        if isinstance(d, MarkDecision) and not may_decide(folder, d)
        for did, why in [_refused(d)]
    ]
    return frame(tables.REFUSED, rows)


def _refused(decision: MarkDecision) -> tuple[str, Refusal]:
    """What somebody did who may not, and why it has no effect."""
    if decision.mark == "withdrawn":
        return sentences.WITHDREW.format(reason=decision.reason), Refusal.NOT_TAKEN_BACK
    own = _of_own_work(decision)
    did = sentences.DECIDED.format(mark=decision.mark, reason=decision.reason)
    return did, Refusal.OWN_WORK if own else Refusal.NO_MARK


def refused_findings(refused: pd.DataFrame) -> pd.DataFrame:
    """`tables.FINDINGS` of `tables.REFUSED`: for the organisers, who may want to mark instead."""
    own = refused["why"].eq(Refusal.OWN_WORK)
    detail = pd.Series(index=refused.index, dtype="str")
    for why, sentence in _DETAIL.items():
        detail = detail.mask(
            refused["why"].eq(why), filled(sentence, who=refused["by"], did=refused["did"])
        )
    kind = own.map({True: str(sentences.OWN_WORK), False: "mark without right"})
    return conform(tables.FINDINGS, refused.assign(kind=kind, detail=detail))


_DETAIL = {
    Refusal.NO_MARK: sentences.MAY_NOT_MARK,
    Refusal.OWN_WORK: sentences.MARKED_OWN,
    Refusal.NOT_TAKEN_BACK: sentences.STILL_HOLDS,
}
