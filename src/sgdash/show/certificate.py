"""What the certificate asks for, in words, and what is still between a member and it."""

import pandas as pd

from sgdash.program.model import Bar, Certificate, Project
from sgdash.rules import (
    Criterion,
    Result,
    Status,
    Step,
    Verdict,
    Way,
    share_text,
    way_to_the_bar,
)
from sgdash.show.load import View
from sgdash.show.markup import Html, join, tag
from sgdash.show.moments import count, time_tag
from sgdash.show.text import plain

COUNTED = {
    Criterion.EXERCISES: ("exercise", "of the exercises that count"),
    Criterion.ATTENDANCE: ("session", "of the sessions attended"),
    Criterion.TALKS: ("talk", "of the talks given"),
}
"""What a bar counts: one of it, and where the bar is a share of it."""


def asked_for(certificate: Certificate) -> str:
    """Everything that the certificate asks for, and of whom, in one sentence."""
    bars = {
        Criterion.EXERCISES: certificate.bar,
        Criterion.ATTENDANCE: certificate.attendance,
        Criterion.TALKS: certificate.talks,
    }
    asked = [_bar(criterion, bar) for criterion, bar in bars.items() if bar is not None]
    if certificate.project is not None:
        asked.append(f"the final project, {_project(certificate.project)}")
    roles = " and ".join(f"{role.value}s" for role in certificate.candidates)
    return f"The certificate asks for {_listed(asked)}. Its candidates are the {roles}."


def _bar(criterion: Criterion, bar: Bar) -> str:
    one, share_of = COUNTED[criterion]
    if bar.share is not None:
        return f"{bar.comparison} {share_text(bar.share)} {share_of}"
    done = {Criterion.EXERCISES: " complete", Criterion.ATTENDANCE: " attended"}
    return f"{bar.comparison} {count(bar.count or 0, one)}{done.get(criterion, ' given')}"


def _project(project: Project) -> str:
    asked = {"complete": project.complete, "presented": project.presented}
    return " and ".join(word for word, wanted in asked.items() if wanted)


def _listed(parts: list[str]) -> str:
    between, last = (" and ", " and ") if len(parts) < 3 else ("; ", "; and ")
    return between.join(parts[:-1]) + last + parts[-1] if len(parts) > 1 else "".join(parts)


def way(view: View, member: str) -> Html:
    """What is left to do for the certificate, or since when and why it is out of reach."""
    verdict = view.verdicts.loc[view.verdicts["member"] == member, "verdict"]
    mine = view.criteria[view.criteria["member"] == member]
    found = way_to_the_bar(view.status, view.criteria, member)
    if (verdict == Verdict.OUT_OF_REACH).any():
        lost = [_lost(view, row, found) for _, row in mine.iterrows() if row["result"] == FAILED]
        return tag("p", tag("strong", "Out of reach "), join(lost, "; "), ".", class_="sg-way")
    if not (verdict == Verdict.ON_COURSE).any():
        return Html()
    steps = [_step(view, step) for step in found.steps]
    left = [*steps, *filter(None, (_missing(row) for _, row in mine.iterrows()))]
    if not left:
        return Html()
    told = tag("ul", *(tag("li", step) for step in left))
    return tag("div", tag("strong", "Shortest way to the certificate:"), told, class_="sg-way")


FAILED = Result.FAIL.value


def _step(view: View, step: Step) -> Html:
    """An exercise of the way, what it waits for, and the last moment for it."""
    title = tag("em", _title(view, step.exercise))
    if step.status is Status.AWAITING_REVIEW:
        return join([title, ": handed in, and waits for its mark"])
    again = step.status is Status.FEEDBACK_GIVEN
    what = "hand in again" if again else "hand in"
    if step.until is None:
        late = "; late work is still accepted" if step.status is Status.MISSING else ""
        return join([title, f": {what}, it has no last moment{late}"])
    return join([title, f": {what} by ", time_tag(step.until, view.program.zone)])


def _lost(view: View, criterion: pd.Series, found: Way) -> Html:
    """Since when and because of what one criterion has failed."""
    if criterion["criterion"] != Criterion.EXERCISES or found.because is None:
        return join([f"because of the {criterion['criterion']}: ", _found(criterion)])
    since = time_tag(found.lost_since, view.program.zone, "a moment that nothing dates")
    because = tag("em", _title(view, found.because))
    return join(["since ", since, ", because of ", because, f" ({_found(criterion)})"])


def _missing(criterion: pd.Series) -> str:
    """What a criterion other than the exercises still waits for; "" where it waits for nothing."""
    name = Criterion(criterion["criterion"])
    if name is Criterion.EXERCISES or criterion["result"] != Result.PENDING:
        return ""
    if name is Criterion.PROJECT:
        return f"The final project: {plain(criterion['found'])}"
    if criterion["of"] == 0:
        return f"The {name}: nothing counts yet"
    more = count(int(criterion["required"] - criterion["done"]), f"more {COUNTED[name][0]}")
    return f"The {name}: {more} needed"


def _found(criterion: pd.Series) -> str:
    told = plain(criterion["done"] if _is_talks(criterion) else criterion["found"])
    needed = criterion["required"]
    return told + ("" if pd.isna(needed) else f", {needed} needed")


def _is_talks(criterion: pd.Series) -> bool:
    """Of talks only the number given means anything: nobody can give all that are possible."""
    return bool(criterion["criterion"] == Criterion.TALKS)


def _title(view: View, exercise: str) -> str:
    titles = view.exercises.loc[view.exercises["exercise"] == exercise, "title"]
    return plain(titles.iloc[0]) if len(titles) else exercise
