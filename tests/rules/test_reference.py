"""Any history at all, against the same rules written slowly and obviously."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from tables_of import judged, members, requirements

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Bar, Certificate, Marks
from sgdash.rules import status_table

START = datetime(2024, 3, 1, tzinfo=UTC)
HOURS = st.integers(0, 200).map(lambda hours: START + timedelta(hours=hours))
WHO, WHAT = ["ada", "bob"], ["a1", "a2", "a3"]
PAIR = st.tuples(st.sampled_from(WHO), st.sampled_from(WHAT))
RULES = st.builds(
    Marks,
    required=st.booleans(),
    late_work=st.sampled_from(["incomplete", "accepted"]),
    resubmission=st.sampled_from([None, timedelta(hours=48)]),
    cover_later_attempts=st.booleans(),
)


@st.composite
def histories(draw):
    """Deadlines, openings, attempts, marks, extensions and excuses of two members."""
    return {
        "due": {e: draw(st.none() | HOURS) for e in WHAT},
        "opens": {e: draw(st.none() | HOURS) for e in WHAT},
        # two attempts or marks of one moment have no order, so no two have one
        "attempts": draw(
            st.lists(
                st.tuples(PAIR, HOURS, st.sampled_from(["commit", "merge"])),
                max_size=12,
                unique_by=lambda attempt: attempt[:2],
            )
        ),
        "marks": draw(
            st.lists(
                st.tuples(PAIR, HOURS, st.sampled_from(["complete", "incomplete"])),
                max_size=12,
                unique_by=lambda mark: mark[:2],
            )
        ),
        "extensions": draw(st.lists(st.tuples(PAIR, HOURS, HOURS), max_size=3)),
        "excuses": draw(st.lists(st.tuples(PAIR, HOURS), max_size=2)),
    }


def ours(history, rules: Marks, as_of: datetime) -> pd.DataFrame:
    exercises = [
        (n, e, e, None, None, due, "", True, None, history["opens"][e])
        for n, (e, due) in enumerate(history["due"].items(), start=1)
    ]
    attempts = [
        (*p, at, clock, "path", str(n), str(n), *[None] * 11)
        for n, (p, at, clock) in enumerate(history["attempts"])
    ]
    return status_table(
        members(*WHO),
        frame(tables.EXERCISES, exercises),
        frame(tables.ATTEMPTS, attempts),
        frame(
            tables.MARKS,
            [(*p, m, "org", at, "why", "here", *[None] * 5) for p, at, m in history["marks"]],
        ),
        frame(tables.EXTENSIONS, [(*p, due, at, "d") for p, at, due in history["extensions"]]),
        frame(tables.EXCUSES, [(*p, at, "d") for p, at in history["excuses"]]),
        rules,
        as_of,
    )


def slowly(history, rules: Marks, as_of: datetime, pair: tuple[str, str]) -> str:
    """The status of one pair, from the words of the rules."""
    if any(p == pair and at <= as_of for p, at in history["excuses"]):
        return "excused"
    due = history["due"][pair[1]]
    for p, at, later in history["extensions"]:
        if p == pair and at <= as_of and due is not None and later > due:
            due = later
    opens = history["opens"][pair[1]] or START
    attempts = sorted(
        (at, c) for p, at, c in history["attempts"] if p == pair and opens <= at <= as_of
    )
    marks = sorted((at, m) for p, at, m in history["marks"] if p == pair and opens <= at <= as_of)
    late_counts = rules.late_work == "accepted"
    late = bool(attempts) and due is not None and attempts[0][0] > due and not late_counts
    if late and attempts[0][1] != "merge":
        return "incomplete"
    end = None if due is None or late_counts else due + (rules.resubmission or timedelta(0))
    inside = [(at, clock) for at, clock in attempts if end is None or at <= end]
    counting, clock = (inside or attempts[:1] or [(None, None)])[-1]
    judging = [
        m
        for at, m in marks
        if counting is None or at >= counting or (rules.cover_later_attempts and m == "complete")
    ]
    if clock == "merge" and stands(marks, [at for at, clock in inside if clock != "merge"]):
        judging.append("complete")
    if judging and judging[-1] == "complete":
        return "complete"
    if judging:
        return "incomplete" if end is not None and as_of > end else "feedback given"
    if attempts:
        return "awaiting review" if rules.required or late else "complete"
    return "missing" if due is not None and as_of > due else "not submitted"


def stands(marks: list[tuple[datetime, str]], pushed: list[datetime]) -> bool:
    """Whether the newest mark is a complete that no push came after."""
    if not marks or marks[-1][1] != "complete":
        return False
    return not pushed or marks[-1][0] >= pushed[-1]


@given(histories(), RULES, HOURS)
def test_status_is_what_the_rules_say(history, rules, as_of):
    table = ours(history, rules, as_of)
    expected = [slowly(history, rules, as_of, (m, e)) for m in WHO for e in WHAT]
    assert table["status"].tolist() == expected


@given(histories(), RULES, HOURS, st.randoms())
def test_the_order_in_which_things_are_found_is_irrelevant(history, rules, as_of, random):
    shuffled = {
        name: value if name in {"due", "opens"} else random.sample(value, len(value))
        for name, value in history.items()
    }
    columns = ["status", "reason", "submitted_at", "due_at", "attempts", "mark_at"]
    before, after = ours(history, rules, as_of), ours(shuffled, rules, as_of)
    pd.testing.assert_frame_equal(before[columns], after[columns])


@given(histories(), RULES, HOURS, PAIR, st.fractions(0, 1))
def test_a_further_complete_mark_never_takes_eligibility_away(history, rules, as_of, pair, share):
    certificate = Certificate(bar=Bar(share=share))
    more = {**history, "marks": [*history["marks"], (pair, as_of, "complete")]}
    more["marks"] = [m for m in more["marks"] if m[:2] != (pair, as_of)] + [more["marks"][-1]]
    before, after = (
        judged(members(*WHO), ours(h, rules, as_of), requirements(), certificate, as_of)[
            1
        ].set_index("member")["verdict"]
        for h in (history, more)
    )
    assert not ((before == "eligible") & (after != "eligible")).any()


@given(histories(), RULES, HOURS, st.fractions(0, 1), st.sampled_from(["at least", "more than"]))
def test_the_bar_is_what_fractions_say(history, rules, as_of, share, comparison):
    status = ours(history, rules, as_of)
    certificate = Certificate(bar=Bar(share=share, comparison=comparison))
    _, table = judged(members(*WHO), status, requirements(), certificate, as_of)
    for row in table.itertuples():
        mine = status[(status["member"] == row.member) & status["counted"]]
        done = (mine["status"] == "complete").sum()
        if len(mine) == 0:
            assert row.verdict == "on course" or share == 1
            continue
        reached = Fraction(int(done), len(mine))
        met = reached >= share if comparison == "at least" else reached > share
        assert (row.verdict == "eligible") == met
