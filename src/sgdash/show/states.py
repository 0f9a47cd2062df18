"""What a group does not have, each said as what it is, with what the group has instead."""

from collections.abc import Iterable

from sgdash import sentences
from sgdash.language import Said, say, say_count
from sgdash.show.language import said
from sgdash.show.markup import Html, tag
from sgdash.show.view import View

NOT_READ = say("Nothing has been collected yet, so nothing is known of anybody's work.")


def lacks(view: View) -> list[Said]:
    """A sentence for everything that this group does without."""
    told = [no_members(view), no_exercises(view), no_deadlines(view), no_certificate(view)]
    return [sentence for sentence in [*told, no_dates(view)] if sentence]


def no_start(view: View) -> Html:
    """That much of what counts may be of an earlier season, with the line to write."""
    told = view.answers.no_start
    if told is None:
        return Html()
    words = said(sentences.DETAILS.read(told) or told)
    return tag("p", words, class_="sg-banner sg-problems", role="note")


def no_members(view: View) -> Said | None:
    """Said where the roster is empty."""
    if len(view.members):
        return None
    return say("No members are written down yet: members.csv is empty or missing.")


def no_exercises(view: View) -> Said | None:
    """Said where nothing is assigned."""
    return None if len(view.exercises) else say("This group assigns no exercises.")


def no_deadlines(view: View) -> Said | None:
    """Said where exercises stay open for good."""
    if view.exercises.empty or view.exercises["due_at"].notna().any():
        return None
    return say("Its exercises have no deadlines: what is not handed in yet stays open.")


def no_certificate(view: View) -> Said | None:
    """Said where nobody is judged."""
    if view.program.certificate is not None:
        return None
    return say("It awards no certificate, so there are no verdicts.")


def no_dates(view: View) -> Said | None:
    """Said of the sessions without a date."""
    undated, sessions = int(view.sessions["starts_at"].isna().sum()), len(view.sessions)
    if not sessions:
        return say("No sessions are planned yet.")
    if not undated:
        return None
    if undated == sessions:
        return say_count(
            "Its one session has no date yet.",
            "None of its {n} sessions has a date; they are shown in their order.",
            undated,
        )
    return say_count(
        "{n} of its {sessions} sessions has no date yet.",
        "{n} of its {sessions} sessions have no date yet.",
        undated,
        sessions=sessions,
    )


def note(sentences: Iterable[str | None]) -> Html:
    """Sentences about what is not there, calm and without any alarm; None is nothing to say."""
    told = [said(sentence) for sentence in sentences if sentence]
    return tag("p", " ".join(told), class_="sg-note") if told else Html()
