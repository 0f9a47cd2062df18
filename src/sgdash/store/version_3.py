"""From version 2 to 3: what bounds a head, who edited what, and failures. Never changed again."""

import sqlalchemy as sa

_COLUMNS = {
    "github_pull_requests": "edited_at:n",
    "events": "previous:t",
    "issues": "edited_at:n",
    "comments": "edited_by:t",
    "heads": "unseen_at:n",
    "github_progress": "looked_at:n began_at:n requests:n quota:n rows:n",
}

_BY_NUMBER = ("reviews", "events", "comments", "reactions")


def from_version_2(connection: sa.Connection) -> None:
    """Make room for it, and find the rows of a number quickly."""
    on_sqlite = connection.dialect.name == "sqlite"
    types = {"t": "TEXT" if on_sqlite else 'TEXT COLLATE "C"', "n": "BIGINT"}
    for table, columns in _COLUMNS.items():
        for column in columns.split():
            name, _, kind = column.partition(":")
            connection.exec_driver_sql(f'ALTER TABLE {table} ADD COLUMN "{name}" {types[kind]}')
    connection.exec_driver_sql(
        "ALTER TABLE collections ADD COLUMN failed BOOLEAN DEFAULT FALSE NOT NULL"
    )
    # what was collected before lacks these, so the next collection reads everything again
    connection.exec_driver_sql("UPDATE github_progress SET swept_at = NULL")
    for table in _BY_NUMBER:
        connection.exec_driver_sql(f"CREATE INDEX {table}_number ON {table} (program, number)")
