"""Files by which an editor completes and checks the records of a ledger: the schemas, and who reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from armstrack.ledger.folder import KINDS
from armstrack.ledger.replace import beside, create_file
from armstrack.ledger.settings import FILE_NAME

SCHEMAS = ".schemas"
"""The folder of a ledger that holds the schemas."""

SETTINGS_OF_CODE = Path(".vscode", "settings.json")


def write_schemas(folder: Path, schemas: Mapping[str, Any]) -> list[Path]:
    """Writes each schema, by the kind of file that it describes; an older one is replaced. Raises OSError."""
    written = []
    for kind, schema in schemas.items():
        path = folder / SCHEMAS / f"{kind}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path, (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()) as temporary:
            temporary.replace(path)
        written.append(path)
    return written


def code_settings() -> dict[str, Any]:
    """The settings of Visual Studio Code that name a schema for each kind of file."""
    schemas = {f"./{SCHEMAS}/{kind.removesuffix('s')}.json": f"{kind}/**/*.yaml" for kind in KINDS}
    return {"yaml.schemas": {**schemas, f"./{SCHEMAS}/ledger.json": FILE_NAME}}


def write_code_settings(folder: Path) -> Path | None:
    """Makes the settings of Visual Studio Code; `None` where there are some already, which stay. Raises OSError."""
    path = folder / SETTINGS_OF_CODE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        create_file(path, (json.dumps(code_settings(), indent=2) + "\n").encode())
    except FileExistsError:
        return None
    return path


def schema_line(folder: Path, path: Path) -> str:
    """The first line of a sale's file by which any editor finds its schema; nothing where the ledger has none."""
    if not (folder / SCHEMAS / "sale.json").is_file():
        return ""
    up = "../" * (len(path.relative_to(folder).parts) - 1)
    return f"# yaml-language-server: $schema={up}{SCHEMAS}/sale.json\n"
