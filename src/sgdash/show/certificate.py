"""What the certificate asks for, in words, and what is still between a member and it."""

from sgdash.program.model import Bar, Certificate, Project
from sgdash.rules import Criterion, Verdict, directions, share_text, way_to_the_bar
from sgdash.show.load import View
from sgdash.show.markup import Html, join, phrase, tag
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
    if verdict.empty:
        return Html()
    mine = view.criteria[view.criteria["member"] == member]
    told = directions(
        verdict.iloc[0],
        mine,
        way_to_the_bar(view.status, view.criteria, member),
        name=lambda exercise: tag("em", _title(view, exercise)),
        tell=lambda moment: time_tag(moment, view.program.zone),
    )
    if told is None:
        return Html()
    heading, sentences = tag("strong", phrase(told[0])), [phrase(line) for line in told[1]]
    if verdict.iloc[0] == Verdict.OUT_OF_REACH:
        return tag("p", heading, " ", join(sentences, "; "), ".", class_="sg-way")
    return tag("div", heading, tag("ul", *(tag("li", s) for s in sentences)), class_="sg-way")


def _title(view: View, exercise: str) -> str:
    titles = view.exercises.loc[view.exercises["exercise"] == exercise, "title"]
    return plain(titles.iloc[0]) if len(titles) else exercise
