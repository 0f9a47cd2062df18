"""Evidence of a repository that was really collected, and a program that was not."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from serving import LOCAL, PATIENCE, Dashboard, Open

ORIGIN = "https://github.com/example/club"
PROGRAM = {
    "id": "club",
    "title": "Club",
    "zone": "Europe/Berlin",
    "exercises": [
        {"id": "a1", "title": "First", "due": "2024-01-10 18:00"},
        {"id": "a2", "title": "Second", "due": "2024-01-20 18:00"},
    ],
    "submissions": {"conventions": [{"path": "{exercise}/{member}.py"}]},
    "certificate": {"bar": {"share": "50%"}},
}
ADA = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@club.example",
    "GIT_AUTHOR_DATE": "2024-01-09T12:00:00+01:00",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@club.example",
    "GIT_COMMITTER_DATE": "2024-01-09T12:00:00+01:00",
}
PAGES = ("", "matrix", "verdicts", "queue", "inbox", "member", "sessions", "presenter")


def write_club(folder: Path, program: str) -> None:
    """Write the program of a home."""
    lies = folder / "home" / "programs" / program
    lies.mkdir(parents=True)
    (lies / "program.yaml").write_text(json.dumps(PROGRAM | {"id": program}))
    people = "".join(f"{name},{name.title()}\n" for name in ("ada", "bob", "cem", "dee", "eve"))
    (lies / "members.csv").write_text("id,name\n" + people)


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """What a command prints; one that fails fails the test."""
    done = subprocess.run(
        list(command), cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def collected(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard on two programs: `club` was collected from a repository, `never` was not."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("collected")
    write_club(folder, "club")
    write_club(folder, "never")
    repository = folder / "somewhere private" / "club"
    for exercise in ("a1", "notes/deep"):
        (repository / exercise).mkdir(parents=True)
        (repository / exercise / "ada.py").write_text(f"print('{exercise}')\n")
    for n in range(30):
        (repository / "notes" / f"{n}.md").write_text(f"note {n}\n")
    run("git", "init", "-q", "-b", "main", "--template=", cwd=repository, **ADA)
    run("git", "remote", "add", "origin", f"{ORIGIN}.git", cwd=repository, **ADA)
    run("git", "add", ".", cwd=repository, **ADA)
    run("git", "commit", "-q", "-m", "First", cwd=repository, **ADA)
    store = f"sqlite:///{folder / 'store.sqlite'}"  # the one that Dashboard opens
    sgdash = (sys.executable, "-c", "from sgdash.cli.main import main; main()")
    data = ("--data", folder / "home")
    run(*sgdash, "collect", "club", "--from", repository, *data, cwd=folder, SGDASH_STORE=store)
    with Dashboard(folder, folder / "home") as running:
        running.head = run("git", "rev-parse", "HEAD", cwd=repository, **ADA)
        yield running


def test_evidence_opens_the_commit_in_another_tab(collected: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{collected.address}/member?program=club&member=ada")
    evidence = window.page.locator(".sg-table").get_by_role("link", name="evidence").first
    address = f"{ORIGIN}/commit/{collected.head}"
    expect(evidence).to_have_attribute("href", address)
    expect(evidence).to_have_attribute("target", "_blank")
    expect(evidence).to_have_attribute("rel", re.compile(r"\bnoopener\b"))
    window.assert_well()

    def answer(route: Route) -> None:
        route.fulfill(body="<script>document.title = String(window.opener)</script>")

    window.page.context.route(f"{ORIGIN}/**", answer)
    with window.page.context.expect_page() as opened:
        evidence.click()
    opened.value.wait_for_function("document.title === 'null'", timeout=PATIENCE)
    assert opened.value.url == address
    opened.value.close()
    window.page.context.unroute(f"{ORIGIN}/**")
    expect(window.page).to_have_url(re.compile(f"^http://{LOCAL}"))
    window.assert_well()


@pytest.mark.parametrize("page", PAGES)
def test_where_the_clone_lies_is_told_nobody(collected: Dashboard, visit: Open, page: str) -> None:
    window = visit()
    window.open(f"{collected.address}/{page}?program=club&member=ada")
    expect(window.page.locator(".sg-origin")).to_contain_text(
        re.compile(r"Collected (just now|\d+ minutes? ago)")
    )
    expect(window.page.locator(".sg-origin").get_by_role("link")).to_have_attribute("href", ORIGIN)
    assert "somewhere private" not in window.page.content()
    window.assert_well()


def test_too_much_that_fits_nothing_is_grouped_and_looked_through(
    collected: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{collected.address}/member?program=club&member=ada")
    box = window.page.locator("details.sg-problems")
    expect(box.locator("summary")).to_contain_text("not counted: 31")
    expect(box.get_by_role("table")).to_be_hidden()
    window.page.get_by_role("link", name="Look for it in the inbox").click()
    expect(window.page).to_have_url(re.compile(r"/inbox\?program=club&member=ada&find=ada$"))
    main = window.page.locator(".stMain")
    expect(main).to_contain_text("31 of 32 files and pull requests fit no convention")
    expect(main).to_contain_text("31 rows in 1 pile")
    expect(main).to_contain_text('"ignore": ["notes/**"], ')
    wanted = window.page.get_by_label("Find in what could not be matched")
    expect(wanted).to_have_value("ada")
    wanted.fill("DEEP")
    wanted.press("Enter")
    expect(main).to_contain_text("1 row in 1 pile")
    expect(window.page).to_have_url(re.compile(r"find=DEEP$"))
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download as CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 32
    window.assert_well()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_judged_before_anything_is_collected(
    collected: Dashboard, visit: Open, page: str
) -> None:
    window = visit()
    window.open(f"{collected.address}/{page}?program=never&member=ada")
    banner = window.page.locator(".sg-unread")
    expect(banner).to_contain_text("Nothing has been collected yet, so nobody is judged")
    expect(banner).to_contain_text("sgdash collect never")
    expect(banner).to_be_in_viewport(ratio=1)
    main = window.page.locator(".stMain")
    for word in ("missing", "out of reach", "0 of"):
        expect(main).not_to_contain_text(word)
    window.assert_well()
