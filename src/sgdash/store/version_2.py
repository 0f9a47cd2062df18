"""From version 1 to 2: what GitHub says, and what a collection cost. Never changed again."""

import sqlalchemy as sa

# ? after a column that may be empty
_TABLES = {
    "github_pull_requests": (
        (
            "number:n id:n author:t? author_id:n? title:t body:t state:t draft:b base:t branch:t "
            "head:t created_at:n updated_at:n closed_at:n? merged_at:n? merged_by:t? merge:t? "
            "commits:n changed_files:n truncated:b url:t"
        ),
        "number",
    ),
    "reviews": (
        "id:n number:n author:t? author_id:n? state:t body:t submitted_at:n commit:t? url:t",
        "id",
    ),
    "labels": ("number:n label:t", "number, label"),
    "events": (
        "id:t number:n kind:t by:t? by_id:n? at:n label:t? before:t? after:t? review:n?",
        "id",
    ),
    "issues": (
        (
            "number:n id:n author:t? author_id:n? title:t body:t state:t created_at:n updated_at:n "
            "closed_at:n? url:t"
        ),
        "number",
    ),
    "comments": (
        "id:n number:n author:t? author_id:n? body:t created_at:n edited_at:n? url:t",
        "id",
    ),
    "reactions": ("id:n number:n comment:n? by:t? by_id:n? content:t at:n", "id"),
    "heads": ("number:n head:t first_seen_at:n", "number, head"),
    "github_progress": (
        (
            "repository:t contents:b watermark:n? passing:n? cursor:t? swept_at:n? page_size:n "
            "rate_limit:n? rate_left:n? resets_at:n?"
        ),
        "",
    ),
    "github_pending": ("number:n id:t", "number"),
}


def from_version_1(connection: sa.Connection) -> None:
    """Make the tables of what GitHub says, and room for what a collection cost."""
    on_sqlite = connection.dialect.name == "sqlite"
    types = {"t": "TEXT" if on_sqlite else 'TEXT COLLATE "C"', "n": "BIGINT", "b": "BOOLEAN"}
    for table, (columns, key) in _TABLES.items():
        lines = [_line(column, types) for column in f"program:t {columns}".split()]
        lines.append(f"PRIMARY KEY (program{', ' if key else ''}{key})")
        tail = " WITHOUT ROWID" if on_sqlite else ""
        connection.exec_driver_sql(f"CREATE TABLE {table} ({', '.join(lines)}){tail}")
    for column in ("requests", "quota", "rows"):
        connection.exec_driver_sql(f'ALTER TABLE collections ADD COLUMN "{column}" BIGINT')


def _line(column: str, types: dict[str, str]) -> str:
    name, _, kind = column.partition(":")
    return f'"{name}" {types[kind[0]]}{"" if kind.endswith("?") else " NOT NULL"}'
