"""A store of version 1, as people have it, brought to the present version."""

from typing import Any

import pytest
import sqlalchemy as sa

from sgdash import tables
from sgdash.store import open_store
from sgdash.store.address import APPLICATION_ID, claim_file, parse_address
from sgdash.store.connect import create_engine, writing

# what version 1 created, in its own words
VERSION_1 = {
    "commits": (
        (
            "program:t commit:t parents:t author_name:t author_email:t authored_at:n "
            "committer_name:t committer_email:t committed_at:n subject:t first_seen_at:n"
        ),
        "program, commit",
    ),
    "commit_files": ("program:t commit:t path:t change:t blob:t?", "program, commit, path"),
    "files": (
        "program:t path:t blob:t mode:t first_commit:t? first_at:n? last_commit:t? last_at:n?",
        "program, path",
    ),
    "pull_requests": (
        (
            "program:t number:n author:t? author_name:t? author_email:t? title:t? branch:t? "
            "base:t? head:t merge:t? created_at:n? merged_at:n? state:t?"
        ),
        "program, number",
    ),
    "pull_request_commits": ("program:t number:n commit:t head:t", "program, number, commit"),
    "pull_request_files": ("program:t number:n path:t change:t blob:t?", "program, number, path"),
    "refs": ("program:t ref:t commit:t", "program, ref"),
    "collections": (
        (
            "program:t collection:n source:t repository:t web:t? branch:t? head:t? started_at:n "
            "ended_at:n checked_at:n new_commits:n files:n pull_requests:n problems:t?"
        ),
        "program, collection",
    ),
    "programs": ("program:t folder:t", "program"),
}


def make_version_1(connection: sa.Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    text = "TEXT" if on_sqlite else 'TEXT COLLATE "C"'
    if on_sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    for name, (columns, key) in VERSION_1.items():
        lines = []
        for column in columns.split():
            title, _, kind = column.partition(":")
            null = "" if kind.endswith("?") else " NOT NULL"
            lines.append(f'"{title}" {text if kind[0] == "t" else "BIGINT"}{null}')
        hashed = not on_sqlite and {"path", "ref"} & set(key.split(", "))
        if not hashed:
            quoted = ", ".join(f'"{column}"' for column in key.split(", "))
            lines.append(f"PRIMARY KEY ({quoted})")
        tail = " WITHOUT ROWID" if on_sqlite else ""
        connection.exec_driver_sql(f"CREATE TABLE {name} ({', '.join(lines)}){tail}")
        if hashed:
            parts = [f"md5({c})" if c in {"path", "ref"} else f'"{c}"' for c in key.split(", ")]
            index = f"CREATE UNIQUE INDEX {name}_key ON {name} ({', '.join(parts)})"
            connection.exec_driver_sql(index)
    connection.exec_driver_sql("CREATE TABLE sgdash_store (version INTEGER NOT NULL)")
    connection.exec_driver_sql("INSERT INTO sgdash_store VALUES (1)")
    connection.exec_driver_sql("INSERT INTO refs VALUES ('p', 'refs/heads/main', 'c1')")
    connection.exec_driver_sql(
        "INSERT INTO collections VALUES ('p', 1, 'git', '/a', NULL, 'main', 'c1', 1, 2, 3, 4, 5, "
        "6, 'odd')"
    )


def described(url: str) -> dict[str, Any]:
    """Every table's columns with their types, whether they may be empty, and the keys."""
    engine = create_engine(parse_address(url), 5)
    try:
        seen = sa.inspect(engine)
        return {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
                seen.get_pk_constraint(name)["constrained_columns"],
                sorted(str(i.get("expressions")) for i in seen.get_indexes(name)),
            )
            for name in seen.get_table_names()
        }
    finally:
        engine.dispose()


@pytest.fixture
def old(url: str) -> str:
    address = parse_address(url)
    if address.get_backend_name() == "sqlite":
        claim_file(address, create=True)
    engine = create_engine(address, 5)
    with writing(engine) as connection:
        make_version_1(connection)
    engine.dispose()
    return url


def test_a_migrated_store_is_as_a_new_one(
    old: str, request: pytest.FixtureRequest, tmp_path: Any
) -> None:
    if old.startswith("sqlite"):
        new = f"sqlite:///{tmp_path}/new.db"
        open_store(new).close()
        expected = described(new)
    else:
        expected = {}
    open_store(old, create=False).close()
    migrated = described(old)
    if not expected:
        engine = create_engine(parse_address(old), 5)
        with writing(engine) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        open_store(old).close()
        expected = described(old)
    assert len(migrated) == 20
    assert migrated == expected


def test_what_a_store_of_version_1_held_is_still_there(old: str) -> None:
    with open_store(old, create=False) as store:
        assert store.refs("p") == {"refs/heads/main": "c1"}
        last = store.last_collection("p")
        assert last is not None
        assert (last["source"], last["problems"]) == ("git", "odd")
        assert (last["requests"], last["quota"], last["rows"]) == (None, None, None)
        assert last["failed"] is False
        assert store.said("p").progress() is None
        assert len(store.read(tables.EVENTS, "p")) == 0
