"""A step of the build: the wheel brings the index of its reference ledger."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class IndexOfTheReferenceLedger(BuildHookInterface[Any]):
    """Makes the index with the program that is being packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the index to a wheel; an editable installation works on the checkout's own ledger."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT))
        from armstrack.index.shipped import make

        self.folder = tempfile.TemporaryDirectory()
        index = Path(self.folder.name) / "reference_index.db"
        make(str(ROOT / "data"), str(index))
        build_data["force_include"][str(index)] = "armstrack/reference_index.db"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes it again from where it was made."""
        if version != "editable":
            self.folder.cleanup()
