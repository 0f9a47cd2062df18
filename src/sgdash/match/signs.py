"""What people did on GitHub that the program file calls a mark: labels, reviews, merges, words.

Only what was done, by which account and when; `marks` says whose of it counts, and for what.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from sgdash import sentences, tables
from sgdash.frames import conform, filled, frame
from sgdash.match.asked import Collected, texts_of, told
from sgdash.program.github import GitHubMarks, Signs
from sgdash.program.patterns import Pattern, normal

LONGEST = 200
"""Of a reviewer's words so many characters are shown as the reason of a mark."""

_FENCE = r"\s*(?:```|~~~)"


def signs_table(collected: Collected, marks: GitHubMarks, right: pd.Series) -> pd.DataFrame:
    """`tables.SIGNS`, in the order of their moments.

    `right` says of each row of `tables.EVENTS` whether its person may mark: what anybody else takes
    back is not, except a review by whoever wrote it.
    """
    ways = (("complete", marks.complete), ("incomplete", marks.incomplete))
    found = [
        part
        for mark, way in ways
        for part in (
            _labels(collected, mark, way, right),
            _reviews(collected, mark, way, right),
            _comments(collected, mark, way),
        )
    ]
    if marks.complete.merge:
        found.append(_merges(collected))
    return pd.concat(found).sort_values(["at", "line"], kind="stable", ignore_index=True)


def _labels(collected: Collected, mark: str, way: Signs, right: pd.Series) -> pd.DataFrame:
    """Labels that were set, with when somebody who may mark took each away."""
    events = told(collected, tables.EVENTS).assign(right=right)
    events = events[events["kind"].isin(["labeled", "unlabeled"])].sort_values("at", kind="stable")
    meant = _meaning(events["label"], way.labels)
    events = events.join(meant, how="inner")
    taken = events["kind"].eq("unlabeled") & events["right"]
    each = [events["number"], events["label"]]
    events["withdrawn_by"] = (
        (events["by"].fillna(str(sentences.GONE))).where(taken).groupby(each).bfill()
    )
    events["withdrawn_at"] = events["at"].where(taken).groupby(each).bfill()
    events = events[events["kind"] == "labeled"]
    return _sign(
        events.assign(author=events["by"], author_id=events["by_id"]),
        "label",
        mark,
        filled(sentences.SET_LABEL, label=events["label"]),
        events["at"],
    )


def dismissals(collected: Collected, right: pd.Series) -> pd.DataFrame:
    """Columns review, previous, dismissed_at, by and `holds`: who dismissed it had no right to.

    One row a review; `right` is as for `signs_table`.
    """
    events = told(collected, tables.EVENTS).assign(right=right)
    events = events[events["kind"] == "review dismissed"].dropna(subset="review")
    events = events.sort_values("at", kind="stable").drop_duplicates("review")
    wrote = told(collected, tables.REVIEWS)[["id", "author"]].rename(columns={"id": "review"})
    events = events.merge(wrote, on="review", how="left")
    own = events["author"].eq(events["by"]).fillna(value=False)
    return events.assign(holds=~(events["right"] | own), dismissed_at=events["at"])[
        ["review", "previous", "dismissed_at", "by", "holds"]
    ]


def _reviews(collected: Collected, mark: str, way: Signs, right: pd.Series) -> pd.DataFrame:
    """Reviews in a state that marks, with when somebody who may dismissed each.

    GitHub says of a dismissed review that it is, and what it said before only in the event.
    """
    gone = dismissals(collected, right)
    reviews = told(collected, tables.REVIEWS).assign(review=lambda df: df["id"])
    reviews = reviews.merge(gone, on="review", how="left")
    known = reviews["state"].eq("dismissed") & reviews["previous"].notna()
    taken = reviews["holds"].eq(other=False)
    reviews = reviews.assign(
        state=reviews["state"].mask(known, reviews["previous"]),
        withdrawn_at=reviews["dismissed_at"].where(taken),
        withdrawn_by=reviews["by"].fillna(str(sentences.GONE)).where(taken),
    )
    reviews = reviews[reviews["state"].isin(way.reviews)]
    words = {"approved": sentences.APPROVED, "changes requested": sentences.REQUESTED_CHANGES}
    did = reviews["state"].map({state: str(done) for state, done in words.items()})
    first = reviews["body"].str.strip().str.split("\n").str[0].str.strip().str.slice(0, LONGEST)
    return _sign(
        reviews.assign(said=first.where(first.ne(""))),
        "review",
        mark,
        did.astype("str"),
        reviews["submitted_at"],
    )


def _merges(collected: Collected) -> pd.DataFrame:
    """Merged pull requests, by whoever merged them."""
    merged = told(collected, tables.GITHUB_PULL_REQUESTS).dropna(subset="merged_at")
    events = told(collected, tables.EVENTS)
    events = events[events["kind"] == "merged"].drop_duplicates("number", keep="last")
    events = events.set_index("number")
    by = texts_of(merged["number"], events["by"]).fillna(merged["merged_by"])
    account = merged["number"].map(events["by_id"]).astype("Int64")
    rows = merged.assign(author=by, author_id=account, commit=merged["merge"])
    did = pd.Series(sentences.MERGED, index=rows.index, dtype="str")
    return _sign(rows, "merge", "complete", did, rows["merged_at"])


def _comments(collected: Collected, mark: str, way: Signs) -> pd.DataFrame:
    """Comments with a line that is a closing word, outside of quoted code.

    One that was edited says what it says since then, and whoever edited it says it.
    """
    comments = told(collected, tables.COMMENTS)
    if not way.comments or comments.empty:
        return frame(tables.SIGNS).assign(line=0)
    lines = comments.assign(line=comments["body"].str.split(r"\r?\n", regex=True)).explode("line")
    lines["order"] = lines.groupby(level=0).cumcount()
    fences = lines["line"].str.match(_FENCE).groupby(level=0).cumsum()
    lines = lines[fences.mod(2).eq(0)].reset_index(drop=True)
    lines = lines.join(_meaning(lines["line"], way.comments), how="inner")
    edited = (lines["edited_at"] > lines["created_at"]).fillna(value=False)
    at = lines["edited_at"].where(edited, lines["created_at"])
    by_other = edited & lines["edited_by"].notna() & lines["edited_by"].ne(lines["author"])
    wrote = lines["author"].fillna(str(sentences.GONE))
    lines["author"] = lines["author"].mask(by_other, lines["edited_by"])
    lines["author_id"] = lines["author_id"].mask(by_other)
    line = lines["line"].str.strip()
    edit = filled(sentences.EDITED, whose=wrote, words=line)
    did = filled(sentences.WROTE, words=line).mask(by_other, edit)
    return _sign(lines, "comment", mark, did, at)


def _meaning(texts: pd.Series, words: Iterable[str]) -> pd.DataFrame:
    """The texts that are one of the words or fit one of the patterns, with what these name."""
    words = tuple(words)
    known: dict[str, dict[str, str]] = {}
    for text in texts.dropna().unique() if words else ():
        found = next(_fits(text, words), None)
        if found is not None:
            known[text] = found
    kept = texts[texts.isin(list(known))]
    named = [known[text] for text in kept]
    return pd.DataFrame(
        {
            f"by_{field}": pd.Series(
                [fields.get(field) for fields in named], index=kept.index, dtype="str"
            )
            for field in ("exercise", "number", "member")
        }
    )


def _fits(text: str, words: Iterable[str]) -> Iterator[dict[str, str]]:
    for word in words:
        if "{" in word:
            found = Pattern.parse(word).find(text)
            if found is not None:
                yield found
        elif normal(word) == normal(text):
            yield {}


def _sign(rows: pd.DataFrame, kind: str, mark: str, did: pd.Series, at: pd.Series) -> pd.DataFrame:
    """`tables.SIGNS` of rows that have its other columns, and the order of several at once."""
    found = rows.assign(kind=kind, mark=mark, did=did, at=at).reset_index(drop=True)
    return conform(tables.SIGNS, found).assign(line=found.get("order", 0))
