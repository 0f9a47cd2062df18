"""A program in which every text that anybody may write tries to be more than text."""

import csv
import json
from pathlib import Path

EVIL = (
    "![p](http://evil.example/p.png) <img src=http://evil.example/i.png onerror=alert(1)> "
    "<script>alert(2)</script> [a](javascript:alert(3)) http://evil.example/auto **bold** "
    ":material/face: $x^2$ \u202egnp.exe"
)
FORMULA = '=HYPERLINK("http://evil.example","x")'
LONG = "W" * 300
VISIBLE = "<script>alert(2)</script>"
HEAD = "0" * 40
MOMENT = "2024-01-09T12:00:00Z"


def write_hostile(home: Path) -> None:
    """Write the program `hostile` into a home."""
    folder = home / "programs" / "hostile"
    (folder / "sample").mkdir(parents=True)
    (folder / "attendance").mkdir()
    # JSON is YAML, and quotes whatever is put into it
    (folder / "program.yaml").write_text(json.dumps(_program()))
    (folder / "decisions.yaml").write_text(json.dumps(_decisions()))
    _write(
        folder / "members.csv",
        ["id", "login", "name", "aliases", "role", "group"],
        [
            ["mallory", "mallory", EVIL, "", "member", EVIL],
            ["formula", "formula", FORMULA, "", "member", ""],
            ["long", "long", LONG, "", "member", ""],
            ["org", "org", "Org " + EVIL, "", "organiser", ""],
            ["odd", "odd", "Odd", "", EVIL, ""],
        ],
    )
    _write(
        folder / "attendance" / "s1.csv",
        ["member", "attendance", "minutes"],
        [["mallory", "present", "5"], [EVIL + " somebody", "present", "5"], [LONG, "", "7"]],
    )
    _write(
        folder / "attendance" / "s0.csv",
        ["member", "attendance"],
        [["mallory", "present"], [FORMULA, "present"], [EVIL, "absent"], ["odd " + EVIL, ""]],
    )
    _write_sample(folder / "sample")


def _program() -> dict[str, object]:
    return {
        "id": "hostile",
        "title": EVIL,
        "about": EVIL,
        "zone": "Europe/Berlin",
        "repository": "https://example.org/hostile",
        "sample": {"note": EVIL, "as_of": "2024-02-01"},
        "topics": [EVIL, LONG],
        "leading": {"roles": ["member"]},
        "sessions": [
            {"id": "s0", "number": EVIL, "title": EVIL, "starts": "2024-01-05", "note": EVIL},
            {
                "id": "s1",
                "number": EVIL,
                "title": EVIL,
                "starts": "2024-03-01 10:00",
                "place": EVIL,
                "path": EVIL,
                "note": EVIL,
                "moved_from": "2024-02-28 10:00",
                "presenters": [EVIL, "mallory"],
                "talks": [{"by": EVIL, "title": EVIL, "url": "http://evil.example/talk"}],
                "links": [{"label": EVIL, "url": "http://evil.example/link"}],
            },
            {"id": "s2", "title": LONG},
        ],
        "exercises": [
            {"id": "a1", "title": EVIL, "number": "1", "due": "2024-01-10 18:00"},
            {"id": "a2", "title": LONG, "number": EVIL, "due": "2024-03-10 18:00"},
        ],
        "submissions": {"conventions": [{"path": "{exercise}/{member}.{ext}"}]},
        "certificate": {"bar": {"share": "50%"}, "project": {}},
    }


def _decisions() -> list[dict[str, object]]:
    made = {"at": "2024-01-11", "by": "org", "reason": EVIL}
    return [
        {"kind": "mark", "member": "mallory", "exercise": "a1", "mark": "incomplete", **made},
        {"kind": "excused", "member": "formula", "exercise": "a1", **made},
        {"kind": "disqualified", "member": "long", **made},
        {"kind": "mark", "member": EVIL, "exercise": "a1", "mark": "complete", **made},
        # who may not mark is told in the receipt, with what they wrote
        {"kind": "mark", "member": "mallory", "exercise": "a1", "mark": "complete", **made}
        | {"by": "formula"},
        {"kind": "mark", "member": "mallory", "exercise": "a1", "mark": "withdrawn", **made}
        | {"by": "mallory"},
    ]


def _write_sample(folder: Path) -> None:
    paths = ["a1/mallory.py", f"a1/{EVIL}.py", f"{FORMULA}/x.py", f"{LONG}.py"]
    person = [EVIL, "mallory@sample.example", MOMENT]
    _write(
        folder / "commits.csv",
        [
            "commit",
            "parents",
            "author_name",
            "author_email",
            "authored_at",
            "committer_name",
            "committer_email",
            "committed_at",
            "subject",
            "first_seen_at",
        ],
        [[HEAD, "", *person, *person, EVIL, MOMENT]],
    )
    _write(
        folder / "commit_files.csv",
        ["commit", "path", "change", "blob"],
        [[HEAD, path, "A", HEAD] for path in paths],
    )
    _write(
        folder / "files.csv",
        ["path", "blob", "mode", "first_commit", "first_at", "last_commit", "last_at"],
        [[path, HEAD, "100644", HEAD, MOMENT, HEAD, MOMENT] for path in paths],
    )


def _write(file: Path, header: list[str], rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
