"""Which stores are opened, which are refused, and in what words."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from sgdash import tables
from sgdash.store import StoreError, StoreMissingError, open_store
from sgdash.store.address import absolute_address, parse_address
from sgdash.store.connect import create_engine, writing
from sgdash.store.schema import TABLES
from sgdash.store.versions import bring_up_to_date


def refusal(url: str, *, create: bool = True, wait: float = 30) -> str:
    with pytest.raises(StoreError) as caught, open_store(url, create=create, wait=wait):
        pass
    message = str(caught.value)
    assert "\n" not in message
    return message


def execute(url: str, statement: str) -> None:
    engine = create_engine(parse_address(url), 5)
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_version_3_has_these_columns() -> None:
    """A change here is a new version: write a migration for the stores that people have."""
    assert {name: " ".join(table.c.keys()) for name, table in TABLES.items()} == {
        "commits": (
            "program commit parents author_name author_email authored_at "
            "committer_name committer_email committed_at subject first_seen_at"
        ),
        "commit_files": "program commit path change blob",
        "files": "program path blob mode first_commit first_at last_commit last_at",
        "pull_requests": (
            "program number author author_name author_email title branch base head merge "
            "created_at merged_at state"
        ),
        "pull_request_commits": "program number commit head",
        "pull_request_files": "program number path change blob",
        "github_pull_requests": (
            "program number id author author_id title body state draft base branch head "
            "created_at updated_at closed_at merged_at merged_by merge commits changed_files "
            "truncated url edited_at"
        ),
        "reviews": "program id number author author_id state body submitted_at commit url",
        "labels": "program number label",
        "events": "program id number kind by by_id at label before after review previous",
        "issues": (
            "program number id author author_id title body state created_at updated_at closed_at "
            "url edited_at"
        ),
        "comments": "program id number author author_id body created_at edited_at url edited_by",
        "reactions": "program id number comment by by_id content at",
        "heads": "program number head first_seen_at unseen_at",
        "github_progress": (
            "program repository contents watermark passing cursor swept_at page_size rate_limit "
            "rate_left resets_at looked_at began_at requests quota rows"
        ),
        "github_pending": "program number id",
        "refs": "program ref commit",
        "collections": (
            "program collection source repository web branch head started_at ended_at "
            "checked_at new_commits files pull_requests problems requests quota rows failed"
        ),
        "programs": "program folder",
    }


def test_a_newer_store_is_refused_by_name(url: str) -> None:
    open_store(url).close()
    execute(url, "UPDATE sgdash_store SET version = 4")
    assert refusal(url).endswith(
        ": its schema is version 4, and this sgdash knows 1 to 3. Upgrade sgdash, or name another "
        "store in SGDASH_STORE"
    )


def test_a_store_that_was_migrated_meanwhile_is_not_written_to(url: str) -> None:
    with open_store(url) as store:
        execute(url, "UPDATE sgdash_store SET version = 4")
        with pytest.raises(StoreError, match="its schema is version 4"):
            store.save_collection("p", "f", {}, dict.fromkeys(_COLLECTION, 0) | _TIMES)
        assert store.programs() == {}


def test_an_older_store_is_migrated_step_by_step(url: str) -> None:
    def add_column(connection: sa.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE refs ADD COLUMN note TEXT")

    def fill_column(connection: sa.Connection) -> None:
        connection.exec_driver_sql("UPDATE refs SET note = 'new'")

    open_store(url).close()
    execute(url, "UPDATE sgdash_store SET version = 1")
    execute(url, "INSERT INTO refs VALUES ('p', 'main', 'c1')")
    engine = create_engine(parse_address(url), 5)
    for _ in range(2):
        bring_up_to_date(engine, create=False, migrations=[add_column, fill_column])
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM refs").all()
        version = connection.exec_driver_sql("SELECT version FROM sgdash_store").all()
    engine.dispose()
    assert rows == [("p", "main", "c1", "new")]
    assert version == [(3,)]


def test_a_migration_that_fails_leaves_the_older_store(url: str) -> None:
    def fail(connection: sa.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE refs ADD COLUMN note TEXT")
        raise StoreError("half way")

    open_store(url).close()
    execute(url, "UPDATE sgdash_store SET version = 1")
    engine = create_engine(parse_address(url), 5)
    with pytest.raises(StoreError, match="half way"):
        bring_up_to_date(engine, create=False, migrations=[fail])
    engine.dispose()
    execute(url, "UPDATE sgdash_store SET version = 3")
    with open_store(url) as store:
        assert store.refs("p") == {}


def test_a_store_that_is_not_there_is_made_only_when_asked(url: str) -> None:
    for _ in range(2):
        with pytest.raises(StoreMissingError, match=r"nothing there yet\. Run: sgdash collect"):
            open_store(url, create=False)
    open_store(url).close()
    with open_store(url, create=False) as store:
        assert store.programs() == {}


def _text(path: Path) -> None:
    path.write_text("These are notes, and longer than a header of SQLite would be. " * 9)


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE commits (a)")


@pytest.mark.parametrize("make", [_text, _other_database])
def test_a_foreign_file_is_refused_untouched(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "notes.db"
    make(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert refusal(f"sqlite:///{path}") == (
        f"store {path}: not a file of sgdash, so it is left as it is. "
        "Name another file in SGDASH_STORE"
    )
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_with_tables_of_the_same_names_is_refused(postgresql_url: str) -> None:
    execute(postgresql_url, "CREATE TABLE refs (a INT)")
    assert "it holds a table refs that is not sgdash's. Name a database" in refusal(postgresql_url)
    execute(postgresql_url, "INSERT INTO refs VALUES (1)")


def test_a_corrupt_file_says_so(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)
    assert "the file is damaged. Move it away and collect again" in refusal(sqlite_url)


def test_a_place_that_cannot_be_a_file_says_so(tmp_path: Path) -> None:
    assert "Is a directory" in refusal(f"sqlite:///{tmp_path}")
    (tmp_path / "file").write_text("")
    assert "File exists" in refusal(f"sqlite:///{tmp_path}/file/store.db")
    assert "No such file" in refusal("sqlite:////proc/nowhere/store.db")


def test_a_store_that_another_holds_says_so(url: str) -> None:
    with open_store(url, wait=0.2) as store:
        engine = create_engine(parse_address(url), 5)
        with (
            writing(engine),
            pytest.raises(StoreError, match="another collection is still being saved"),
        ):
            store.save_collection("p", "f", {}, dict.fromkeys(_COLLECTION, 0) | _TIMES)
        engine.dispose()
        assert store.last_collection("p") is None


@pytest.mark.parametrize(
    "url",
    [
        "secret",
        "mysql://ana:secret@host/db",
        "postgresql://ana:pa:secret@host:secret/db",
        "postgresql://ana:a@secret@127.0.0.1:1/db",
        "postgresql://ana:a@secret/b@127.0.0.1:1/db",
        "postgresql://ana:secret@127.0.0.1:1/db",
        "postgres://127.0.0.1:1/db?user=ana&password=secret",
        "postgresql://ana:secret@127.0.0.1/db?no_such_option=secret",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=secret",
    ],
)
def test_an_address_that_leads_nowhere_never_shows_its_password(url: str) -> None:
    message = refusal(url)
    assert "secret" not in message
    assert "SGDASH_STORE" in message or "run this again" in message


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("sqlite:///group/store.db", "sqlite:///{here}/group/store.db"),
        ("sqlite:///50% of/a#b.db", "sqlite:///{here}/50%25 of/a%23b.db"),
        ("sqlite:////srv/store.db", "sqlite:////srv/store.db"),
        ("postgresql://ana:p%40ss@host/db?sslmode=require",) * 2,
    ],
)
def test_an_address_is_made_good_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, absolute: str
) -> None:
    monkeypatch.chdir(tmp_path)
    here = absolute_address(text)
    assert here == absolute.format(here=tmp_path)
    expected = parse_address(text)
    monkeypatch.chdir("/")
    assert parse_address(here) == expected


def test_a_role_needs_its_password_and_its_rights_and_shows_neither(postgresql_url: str) -> None:
    import psycopg  # noqa: PLC0415 # an extra

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guarded")
        connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        wrong = postgresql_url.replace("postgres:@", "guarded:wr%2Fong@")
        message = refusal(wrong)
        assert "the server refused the user or the password. Correct them" in message
        assert "postgresql://guarded:***@/test_" in message
        assert "wr/ong" not in message
        assert "wr%2Fong" not in message
        allowed = refusal(postgresql_url.replace("postgres:@", "guarded:right@"))
        assert "the user lacks a right to it. Grant that" in allowed
        open_store(postgresql_url).close()
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded")
    with open_store(postgresql_url.replace("postgres:@", "guarded:right@")) as store:
        assert store.programs() == {}
        assert len(store.read(tables.REFS, "p")) == 0
        with pytest.raises(StoreError, match="the user lacks a right to it"):
            store.save_collection("p", "f", {}, dict.fromkeys(_COLLECTION, 0) | _TIMES)


def test_a_store_that_vanishes_while_open_says_so(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        Path(sqlite_url.removeprefix("sqlite:///")).unlink()
        with pytest.raises(StoreError, match="no such table: refs"):
            store.read(tables.REFS, "p")
        with pytest.raises(StoreError, match="no such table: refs"):
            store.refs("p")


def test_without_the_extra_it_says_what_to_install() -> None:
    program = """
import sys
sys.modules["psycopg"] = None
from sgdash.store import StoreError, open_store
try:
    open_store("postgres://ana:secret@host/db")
except StoreError as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == (
        "store postgresql://ana:***@host/db: psycopg is missing. "
        "Run: pip install 'sgdash[postgres]'\n"
    )


def test_collecting_loads_no_pandas() -> None:
    program = "import sys, sgdash.store; print(sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    for module in ("pandas", "pyarrow", "adbc_driver_manager", "psycopg"):
        assert f"'{module}'" not in run.stdout


_COLLECTION = ("source", "repository", "branch", "head", "new_commits", "files", "pull_requests")
_TIMES = dict.fromkeys(("started_at", "ended_at"), datetime(2020, 8, 1, tzinfo=UTC))
