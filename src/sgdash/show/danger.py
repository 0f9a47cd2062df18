"""Who is in danger, and why, in words."""

from collections.abc import Hashable, Mapping
from typing import Any

from sgdash.language import Said, say, say_count
from sgdash.rules import Criterion
from sgdash.show.labels import exercise_titles
from sgdash.show.language import said
from sgdash.show.moments import deadline_zone, told
from sgdash.show.once import once
from sgdash.show.view import View

DANGER = say("in danger")
"""On course, and about to fall out: no verdict, but a warning beside one."""

NO_ROOM = {
    Criterion.EXERCISES: say("no further exercise may fail"),
    Criterion.ATTENDANCE: say("no further session may be missed"),
    Criterion.TALKS: say("every session that is left needs a talk"),
}


@once
def danger_words(view: View) -> dict[str, str]:
    """Why each member is in danger, in the language of the page; the first to fall out first."""
    titles = exercise_titles(view.exercises)
    written = dict(zip(view.exercises["exercise"], view.exercises["due"], strict=True))
    return {
        row["member"]: "; ".join(map(said, _reasons(view, row, titles, written)))
        for row in view.danger.to_dict("records")
    }


def _reasons(
    view: View,
    row: Mapping[Hashable, Any],
    titles: Mapping[str, str],
    written: Mapping[str, str],
) -> list[Said]:
    found = [NO_ROOM[Criterion(row["criterion"])]] if row["room"] == 0 and row["failed"] else []
    if row["due"]:
        zone = deadline_zone(written[row["exercise"]], view.program.zone)
        found.append(
            say_count(
                "{exercise} is not handed in, until {moment}",
                "{n} exercises due soon are not handed in, the first is {exercise}, until {moment}",
                row["due"],
                exercise=titles[row["exercise"]],
                moment=told(row["until"], zone),
            )
        )
    return found
