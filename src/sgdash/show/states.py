"""What a group does not have, each said as what it is, with what the group has instead."""

from sgdash.show.load import View
from sgdash.show.markup import Html, tag
from sgdash.show.moments import count

NOT_READ = "Nothing has been collected yet, so nothing is known of anybody's work."


def lacks(view: View) -> list[str]:
    """A sentence for everything that this group does without."""
    told = [no_members(view), no_exercises(view), no_deadlines(view), no_certificate(view)]
    return [sentence for sentence in [*told, no_dates(view)] if sentence]


def no_members(view: View) -> str:
    """Said where the roster is empty."""
    if len(view.members):
        return ""
    return "No members are written down yet: members.csv is empty or missing."


def no_exercises(view: View) -> str:
    """Said where nothing is assigned."""
    if len(view.exercises):
        return ""
    kept = [
        count(len(view.sessions), "session") if len(view.sessions) else "",
        count(len(view.talks), "talk") if len(view.talks) else "",
        "attendance" if view.loaded.folder.records else "",
    ]
    has = _listed([part for part in kept if part])
    return "This group assigns no exercises." + (f" What it keeps track of: {has}." if has else "")


def no_deadlines(view: View) -> str:
    """Said where exercises stay open for good."""
    if view.exercises.empty or view.exercises["due_at"].notna().any():
        return ""
    return "Its exercises have no deadlines: what is not handed in yet stays open."


def no_certificate(view: View) -> str:
    """Said where nobody is judged."""
    if view.program.certificate is not None:
        return ""
    return "It awards no certificate, so there are no verdicts."


def no_dates(view: View) -> str:
    """Said of the sessions without a date."""
    undated = int(view.sessions["starts_at"].isna().sum())
    if view.sessions.empty:
        return "No sessions are planned yet."
    if undated == 0:
        return ""
    if undated == len(view.sessions):
        return f"None of its {undated} sessions has a date; they are shown in their order."
    dates = "session has" if undated == 1 else "sessions have"
    return f"{undated} of its {len(view.sessions)} {dates} no date yet."


def note(sentences: list[str]) -> Html:
    """Sentences about what is not there, calm and without any alarm."""
    if not sentences:
        return Html()
    return tag("p", " ".join(sentences), class_="sg-note")


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)
