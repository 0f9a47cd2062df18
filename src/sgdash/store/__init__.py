"""What collections found, kept in SQLite or PostgreSQL: the only place that knows SQL.

`open_store(url)` gives a `Store`; whatever goes wrong with one is a `StoreError` of one line.
Importing this package loads neither pandas nor a database driver.
"""

from sgdash.store.address import absolute_address
from sgdash.store.errors import StoreError, StoreMissingError
from sgdash.store.store import Store, open_store

__all__ = ["Store", "StoreError", "StoreMissingError", "absolute_address", "open_store"]
