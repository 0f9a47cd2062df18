"""Real commits at chosen moments."""

import os
import subprocess
from pathlib import Path


def commit(folder: Path, when: str, *paths: str, by: str = "Somebody") -> None:
    """Commit files at a moment; contents are their paths."""
    person = {"NAME": by, "EMAIL": f"{by.lower()}@example.org", "DATE": when}
    dated = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in person.items()}
    if not (folder / ".git").exists():
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    for path in paths:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(path)
    subprocess.run(["git", "-C", folder, "add", "."], check=True)
    subprocess.run(
        ["git", "-C", folder, "commit", "-q", "-m", "work"], check=True, env=os.environ | dated
    )
