"""A frozen list as a document: deterministic bytes, and digests that tell what was edited."""

import hashlib
import json
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Literal

import pandas as pd
from pydantic import AwareDatetime, BaseModel, ConfigDict, field_serializer

from sgdash import tables
from sgdash.answers import Answers
from sgdash.frozen.evidence import PARTS, evidence_table

Row = tuple[str | None, str | None, str, str]
"""Member, exercise, key and value of one line of evidence."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FrozenVerdict(_Strict):
    """One member's verdict as it was."""

    member: str
    verdict: str
    completed: int | None
    assigned: int | None
    required: int | None
    project: str | None
    reason: str


class FrozenStatus(_Strict):
    """One member's status on one exercise as it was."""

    member: str
    exercise: str
    status: str
    reason: str


class Part(_Strict):
    """One kind of evidence, with the SHA-256 of its rows."""

    digest: str
    rows: tuple[Row, ...]


class Frozen(_Strict):
    """The verdicts and statuses of a moment, what they rest on, and the SHA-256 of it all."""

    format: Literal[1] = 1
    program: str
    as_of: AwareDatetime
    sgdash: str
    verdicts: tuple[FrozenVerdict, ...]
    statuses: tuple[FrozenStatus, ...]
    evidence: dict[str, Part]  # by the names of `evidence.PARTS`
    digest: str = ""

    @field_serializer("as_of")
    def _as_of(self, moment: datetime) -> str:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def to_bytes(self) -> bytes:
        """The document as JSON in UTF-8, a line for each entry: the same for the same contents."""
        return (_rendered(self.model_dump(mode="json")) + "\n").encode()

    @property
    def verdicts_table(self) -> pd.DataFrame:
        """The verdicts as `tables.VERDICTS`."""
        return pd.DataFrame([dict(row) for row in self.verdicts], columns=tables.VERDICTS.names)

    @property
    def statuses_table(self) -> pd.DataFrame:
        """The columns of `tables.STATUS` that are frozen."""
        return pd.DataFrame(
            [dict(row) for row in self.statuses], columns=[*FrozenStatus.model_fields]
        )

    def rows_of(self, part: str) -> tuple[Row, ...]:
        """The rows of one part of the evidence."""
        return self.evidence[part].rows if part in self.evidence else ()


def freeze(answers: Answers) -> Frozen:
    """The answers of a moment, to be kept."""
    evidence = evidence_table(answers)
    by_part = {str(name): rows.drop(columns="part") for name, rows in evidence.groupby("part")}
    rows = {name: _rows(by_part[name]) if name in by_part else () for name in PARTS}
    frozen = Frozen(
        program=answers.program,
        as_of=answers.decided.as_of,
        sgdash=version("sgdash"),
        verdicts=tuple(
            FrozenVerdict.model_validate(dict(zip(FrozenVerdict.model_fields, row, strict=True)))
            for row in _rows(answers.decided.verdicts[[*FrozenVerdict.model_fields]])
        ),
        statuses=tuple(
            FrozenStatus.model_validate(dict(zip(FrozenStatus.model_fields, row, strict=True)))
            for row in _rows(answers.decided.status[[*FrozenStatus.model_fields]])
        ),
        evidence={name: Part(digest=_digest(part), rows=part) for name, part in rows.items()},
    )
    return frozen.model_copy(update={"digest": _digest_of_all(frozen)})


def edited_parts(frozen: Frozen) -> list[str]:
    """What of a frozen list is not as its digests say; empty for one that nobody edited."""
    edited = [name for name, part in frozen.evidence.items() if _digest(part.rows) != part.digest]
    if not edited and frozen.digest != _digest_of_all(frozen):
        return ["verdicts, statuses or head"]
    return edited


def _rows(table: pd.DataFrame) -> tuple[tuple[object, ...], ...]:
    """The rows with what is missing as None."""
    plain = table.astype("object").where(table.notna(), None)
    return tuple(plain.itertuples(index=False, name=None))


def _digest_of_all(frozen: Frozen) -> str:
    return _digest(frozen.model_dump(mode="json", exclude={"digest"}))


def _digest(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


_LINE = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` makes a new one for each of a million lines."""


def _rendered(value: object, indent: str = "") -> str:
    """JSON with a line for each key and for each entry of a list."""
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        lines = [f"{json.dumps(k)}: {_rendered(v, deeper)}" for k, v in value.items()]
    elif isinstance(value, list) and value:
        lines = [_LINE.encode(entry) for entry in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(lines) + f"\n{indent}{closing}"
