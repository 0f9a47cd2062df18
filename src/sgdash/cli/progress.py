"""One line on a terminal that says what is being done and how far it is."""

import sys
from typing import Self


class ProgressLine:
    """Rewritten in place on a terminal; elsewhere only what makes one wait is said, once."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._shown = self._stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def report(self, what: str, done: int, total: int | None) -> None:
        """Show a step; `total` is None while it is not known."""
        bar = ""
        if total:
            filled = 24 * min(done, total) // total
            bar = f" [{'#' * filled}{'-' * (24 - filled)}] of {total:,}"
        self._write(f"{what}: {done:,}{bar}")

    def waiting(self, words: str, *, begins: bool) -> None:
        """Show why nothing happens; `begins` is true the first time in each wait."""
        line = "".join(letter for letter in words if letter.isprintable())
        if begins and not self._shown:
            self._stream.write(f"sgdash: {line}\n")
            self._stream.flush()
        self._write(line)

    def _write(self, line: str) -> None:
        if self._shown:
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
