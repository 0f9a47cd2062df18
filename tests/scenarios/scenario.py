"""Scenarios as a person writes them: plain text → what happened, and what is expected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MEMBER = "ada"
"""Whom a sentence is about that names nobody."""

_WHEN = r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?(?: (?:AoE|UTC|[A-Z]\w+/\w+))?)?"
_ID = r"[A-Za-z]\w*"
_IDS = r"[a-z]+\d+(?:\.\.[a-z]+\d+)?"
_WHO = rf"(?:(?P<who>{_ID}): )?"
_SIGNED = rf"(?: by (?P<by>{_ID})(?:: (?P<reason>.+))?)?"


class ScenarioError(Exception):
    """A scenario that cannot be read, with its file and line."""


@dataclass(frozen=True)
class Said:
    """One sentence: which of the known ones, its words by name, and where it is written."""

    kind: str
    words: dict[str, str | None]
    file: Path
    line: int
    lines: tuple[str, ...] = ()  # what is written indented below it

    def __getitem__(self, name: str) -> str:
        """A word that the sentence must have."""
        word = self.words[name]
        assert word is not None, f"{self.file.name}:{self.line}: {name} is missing"
        return word

    def get(self, name: str) -> str | None:
        return self.words.get(name)

    @property
    def who(self) -> str:
        return self.get("who") or MEMBER

    @property
    def whats(self) -> list[str]:
        """The exercises or sessions meant: `a1`, or all of `a1..a5`."""
        return list(ids(self["what"]))


@dataclass
class Question:
    """A moment asked about, and what is expected of it."""

    as_of: str
    expected: list[Said] = field(default_factory=list)


@dataclass
class Scenario:
    """One titled story."""

    title: str
    file: Path
    line: int
    settings: dict[str, str]  # top-level keys of program.yaml, each with its text
    setup: list[Said] = field(default_factory=list)
    events: list[Said] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"


def ids(text: str) -> Iterator[str]:
    """`a1..a3` is a1, a2, a3."""
    first, _, last = text.partition("..")
    letters = first.rstrip("0123456789")
    if not last:
        yield first
        return
    for n in range(int(first[len(letters) :]), int(last.removeprefix(letters)) + 1):
        yield f"{letters}{n}"


SETUP = {
    "member": rf"(?P<who>{_ID}) is an? (?P<role>member|auditor|organiser|presenter)"
    rf"(?: of group (?P<group>\w+))?(?:, joined (?P<joined>{_WHEN}))?(?:, left (?P<left>{_WHEN}))?",
    "exercise": rf"exercises? (?P<what>{_IDS}) due (?P<due>{_WHEN}|next session|none)"
    rf"(?:, opens (?P<opens>{_WHEN}))?"
    rf"(?:, of session (?P<session>{_ID}))?(?P<uncounted>, not counted)?",
    "session": rf"sessions? (?P<what>{_IDS}) (?:on (?P<starts>{_WHEN})(?: to (?P<ends>{_WHEN}))?"
    rf"|without a date)(?P<optional>, optional)?(?:, presented by (?P<presenter>{_ID}))?"
    rf"(?:, with talks? by (?P<talks>{_ID}(?: and {_ID})*))?",
    "sheet": rf"sheet of (?P<what>{_IDS}): (?P<rows>.+)",
}
"""What was there before anything happened. A sheet's rows are parted by `;`."""

_WORK = rf"(?P<what>{_IDS}|notes)"
_COMMITTED = rf"(?:, committed (?P<committed>{_WHEN}))?"
_HERE = r"#(?P<number>\d+)"

GITHUB = {
    "opened": rf"{_WHO}opened {_HERE}(?P<draft> as a draft)? with {_WORK}{_COMMITTED}"
    r"(?:, titled (?P<title>.+?))?(?:, saying (?P<text>.+))?",
    "pushed": rf"{_WHO}(?P<force>force )?pushed {_WORK} to {_HERE}{_COMMITTED}",
    "rewritten": rf"{_WHO}rewrote {_HERE}{_COMMITTED}",
    "ready for review": rf"{_HERE} ready for review",
    "converted to draft": rf"{_HERE} converted to draft",
    "labeled": rf"{_HERE} labeled (?P<label>.+) by (?P<by>{_ID})",
    "unlabeled": rf"{_HERE} unlabeled (?P<label>.+) by (?P<by>{_ID})",
    "reviewed": rf"{_HERE} (?P<state>approved|changes requested)(?: as of (?P<seen>{_WHEN}))?"
    rf" by (?P<by>{_ID})(?:: (?P<text>.+))?",
    "dismissed": rf"review of {_HERE} by (?P<by>{_ID}) dismissed(?: by (?P<dismisser>{_ID}))?",
    "edited": rf"body of {_HERE} edited(?: to say (?P<text>.+))?",
    "commented": rf"{_HERE} commented by (?P<by>{_ID})(?:, edited (?P<edited>{_WHEN})"
    rf"(?: by (?P<editor>{_ID}))?)?"
    r": (?P<text>.+)",
    "merged": rf"{_HERE} (?P<how>squash |rebase )?merged by (?P<by>{_ID})",
    "closed": rf"{_HERE} closed",
    "reopened": rf"{_HERE} reopened",
    "issue": rf"{_WHO}opened issue {_HERE} titled (?P<title>.+?)(?:, saying (?P<text>.+))?",
    "collected": r"collected",
}
"""What GitHub knows: each is dated by GitHub's clock, and `collected` by the collector's."""

EVENTS = {
    "attempt": rf"{_WHO}handed in (?P<what>{_IDS})"
    r"(?:, dated by its (?P<clock>merge|first sight) only)?",
    "mark": rf"{_WHO}marked (?P<what>{_IDS}) (?P<mark>complete|incomplete){_SIGNED}",
    "withdrawn": rf"{_WHO}mark of (?P<what>{_IDS}) withdrawn{_SIGNED}",
    "extension": rf"{_WHO}extension of (?P<what>{_IDS}) to (?P<due>{_WHEN})"
    rf"(?: for (?:group (?P<group>\w+)|(?P<everybody>everybody)))?{_SIGNED}",
    "excused": rf"{_WHO}excused from (?P<what>{_IDS}){_SIGNED}",
    "excused from session": rf"{_WHO}excused from session (?P<what>{_IDS}){_SIGNED}",
    "waiver": rf"{_WHO}waiver of the (?P<requirement>bar|attendance|talks|project){_SIGNED}",
    "project": rf"(?:{_WHO}|group (?P<group>\w+): )project (?P<outcome>(?:not )?"
    rf"(?:complete|presented)(?: (?:and|but) (?:not )?(?:complete|presented))?){_SIGNED}",
    "disqualified": rf"{_WHO}disqualified{_SIGNED}",
    "taken back": rf"{_WHO}(?P<of>extension of|excused from session|excused from|waiver of the"
    rf"|disqualification)(?: (?P<what>{_ID}))?(?: for (?:group (?P<group>\w+)"
    rf"|(?P<everybody>everybody)))? taken back{_SIGNED}",
}
"""What happened; each is dated: an attempt by its clock, everything else is a decision."""

EXPECTED = {
    "no status": rf"{_WHO}(?P<what>{_IDS}) (?:has|have) no status",
    "status": rf"{_WHO}(?P<what>{_IDS}) (?:is|are) (?P<status>complete|incomplete|feedback given"
    r"|awaiting review|not submitted|missing|excused)(?:: (?P<reason>.+))?",
    "due": rf"{_WHO}(?P<what>{_IDS}) (?:is|are) due (?P<due>{_WHEN}|never)",
    "window": rf"{_WHO}(?P<what>{_IDS}) may be handed in again until (?P<end>{_WHEN})",
    "receipt": rf"{_WHO}receipt of (?P<what>{_IDS}|the certificate)",
    "receipt line": rf"{_WHO}receipt of (?P<what>{_IDS}|the certificate) has (?P<text>.+)",
    "no verdict": rf"{_WHO}there is no verdict",
    "verdict": rf"{_WHO}the verdict is (?P<verdict>eligible|on course|out of reach|disqualified"
    r"|not a candidate)(?:: (?P<reason>.+))?",
    "way": rf"{_WHO}the way there is (?P<way>.+)",
    "lost": rf"{_WHO}lost since (?P<since>{_WHEN}), because of (?P<what>{_IDS})"
    r"(?:: (?P<decision>.+))?",
    "lost by": rf"{_WHO}lost since (?P<since>{_WHEN}), by (?P<decision>.+)",
    "finding": rf"{_WHO}finding (?P<what>{_IDS}): (?P<kind>[^:]+): (?P<detail>.+)",
    "finding of": rf"finding of (?P<ref>#\d+|{_ID}): (?P<kind>[^:]+): (?P<detail>.+)",
    "no finding": r"there is no finding",
    "unmatched": r"unmatched (?P<ref>#\d+(?: \S+)?): (?P<reason>.+)",
    "nothing unmatched": r"nothing is unmatched",
}
"""What is expected. A whole receipt stands indented below its sentence."""

_CHECKS_NO_RECEIPT = {"no status", "no verdict"}
"""Where these are expected there is no receipt."""


def read_scenarios(file: Path) -> list[Scenario]:
    """Every scenario of a file.

    Raises:
        ScenarioError: a word that is not known, or a scenario that expects nothing.
    """
    reader = _Reader(file)
    for line, text in enumerate(file.read_text().splitlines(), start=1):
        if not text.lstrip().startswith("#"):
            reader.take(line, text)
    reader.finish()
    return reader.scenarios


class _Reader:
    """Reads line by line: what is indented belongs to the last line that is less so."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.scenarios: list[Scenario] = []
        self.shared: dict[str, str] = {}
        self.shared_setup: list[Said] = []
        self.block = "setup"
        self.key = ""

    def take(self, line: int, text: str) -> None:
        words = text.strip()
        indent = len(text) - len(text.lstrip())
        if not words:
            return
        if words.startswith("== "):
            self.finish()
            title = words.removeprefix("== ")
            if title in {scenario.title for scenario in self.scenarios}:
                raise self.wrong(line, f'"{title}" is the title of an earlier scenario')
            scenario = Scenario(title, self.file, line, dict(self.shared), [*self.shared_setup])
            self.scenarios.append(scenario)
            self.block = "setup"
        elif indent == 0:
            self.open_block(line, words)
        elif self.block == "program":
            self.setting(line, text)
        elif self.block == "asked":
            self.expectation(line, words, indent)
        elif self.block == "events":
            self.event(line, words)
        else:
            raise self.wrong(line, "is indented below nothing")

    def open_block(self, line: int, words: str) -> None:
        asked = re.fullmatch(rf"as of (?P<as_of>{_WHEN})", words)
        if words == "program":
            self.block = "program"
        elif words == "events" and self.scenarios:
            self.block = "events"
        elif asked and self.scenarios:
            self.block = "asked"
            self.scenarios[-1].questions.append(Question(asked["as_of"]))
        else:
            setup = self.scenarios[-1].setup if self.scenarios else self.shared_setup
            setup.append(self.said(SETUP, line, words))
            self.block = "setup"

    def setting(self, line: int, text: str) -> None:
        settings = self.scenarios[-1].settings if self.scenarios else self.shared
        if re.match(r" {4}\w", text):
            self.key = text.partition(":")[0].strip()
            settings[self.key] = text[4:] + "\n"
        elif self.key in settings:
            settings[self.key] += text[4:] + "\n"
        else:
            raise self.wrong(line, "belongs to no key of program.yaml; indent a key by four blanks")

    def event(self, line: int, words: str) -> None:
        dated = re.fullmatch(rf"(?P<at>{_WHEN}) +(?P<what>.+)", words)
        if not dated:
            raise self.wrong(line, f'"{words}" has no date')
        said = self.said(EVENTS | GITHUB, line, dated["what"])
        self.scenarios[-1].events.append(
            Said(said.kind, {**said.words, "at": dated["at"]}, said.file, said.line)
        )

    def expectation(self, line: int, words: str, indent: int) -> None:
        expected = self.scenarios[-1].questions[-1].expected
        if indent > 4:
            if not expected or expected[-1].kind != "receipt":
                raise self.wrong(line, "is indented below no receipt")
            last = expected.pop()
            expected.append(Said(last.kind, last.words, last.file, last.line, (*last.lines, words)))
        else:
            expected.append(self.said(EXPECTED, line, words))

    def said(self, sentences: dict[str, str], line: int, words: str) -> Said:
        for kind, pattern in sentences.items():
            found = re.fullmatch(pattern, words)
            if found:
                return Said(kind, found.groupdict(), self.file, line)
        raise self.wrong(line, f'"{words}" is no sentence that is known here')

    def finish(self) -> None:
        """The scenario that has just ended must expect something, with a line of a receipt."""
        if not self.scenarios:
            return
        scenario = self.scenarios[-1]
        kinds = {said.kind for question in scenario.questions for said in question.expected}
        if not all(question.expected for question in scenario.questions) or not kinds:
            raise self.wrong(scenario.line, f'"{scenario.title}" expects nothing')
        if not kinds & {"receipt", "receipt line", *_CHECKS_NO_RECEIPT}:
            raise self.wrong(scenario.line, f'"{scenario.title}" shows no line of a receipt')
        for question in scenario.questions:
            for said in question.expected:
                if said.kind == "receipt" and not said.lines:
                    raise self.wrong(said.line, "the receipt has no lines")

    def wrong(self, line: int, message: str) -> ScenarioError:
        return ScenarioError(f"{self.file}:{line}: {message}")
