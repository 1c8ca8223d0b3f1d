"""A text in the editor that a person has chosen (`VISUAL`, `EDITOR`)."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from armstrack.cli.failure import Failure
from armstrack.model.told import ExitCode


def edited(text: str, ending: str, name: str = "draft") -> str:
    """The text as a person leaves it, in a file of that name. Raises Failure where no editor starts, or it fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory(prefix="armstrack-") as folder:
        path = Path(folder, f"{name}{ending}")
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            ended = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
        except (OSError, ValueError) as error:
            message = f"The editor `{command}` cannot be started: {error}. Nothing was written."
            raise Failure(ExitCode.USAGE, "no-editor", message, "name one in EDITOR") from error
        if ended:
            raise Failure(ExitCode.USAGE, "no-editor", f"The editor `{command}` failed. Nothing was written.")
        return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
