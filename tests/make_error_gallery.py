"""Makes docs/errors.md: every kind of problem with an example, made from the reproducers in tests/errors.

Run `python tests/make_error_gallery.py` after a change to a message, a code or a reproducer.

There is one reproducer for each code: `tests/errors/CODE.yaml` is a sale, read as `sales/CODE.yaml` of a
ledger that holds nothing else; `tests/errors/CODE/` holds the files of a ledger where one file is not
enough; and what no repository can hold (a pipe, a broken link) is made by a function of `MADE`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger, LedgerUnusable
from armstrack.ledger.record_file import LARGEST
from armstrack.model.codes import CODES, Code
from armstrack.model.problem import Problem
from armstrack.output.problems import excerpt, problem_line
from armstrack.output.terminal import PLAIN

REPRODUCERS = Path(__file__).parent / "errors"
GALLERY = Path(__file__).parent.parent / "docs" / "errors.md"

INTRODUCTION = """\
# Every kind of problem

`armstrack validate` prints a problem as `FILE:LINE:COLUMN: error[CODE] MESSAGE`, with a hint below it where
there is one. An error keeps a record, or a whole ledger, from being used; a warning deserves a second look,
and fails only `validate --strict`. A warning that is true and odd is acknowledged in its own file:

```yaml
known:
  - {code: refused-move, reason: The letter of offer is dated inside the review}
```

<!-- Made by `python tests/make_error_gallery.py` from the files in tests/errors; change those instead. -->
"""


def _not_utf8(sales: Path) -> None:
    (sales / "not-utf8.yaml").write_bytes("id: not-utf8\ntitle: Radar for Curaçao\n".encode("latin-1"))


def _not_a_file(sales: Path) -> None:
    os.mkfifo(sales / "not-a-file.yaml")


def _unreadable(sales: Path) -> None:
    (sales / "unreadable.yaml").symlink_to("moved-elsewhere.yaml")


def _too_large(sales: Path) -> None:
    with (sales / "too-large.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)


def _folder_loop(sales: Path) -> None:
    (sales / "all-sales").symlink_to(".")


def _link_outside(sales: Path) -> None:
    (sales / "elsewhere").symlink_to("/usr/share")


def _unfinished_step(sales: Path) -> None:
    (sales.parent / ".unfinished").write_text("")


MADE: dict[str, Callable[[Path], None]] = {
    "not-utf8": _not_utf8,
    "not-a-file": _not_a_file,
    "unreadable": _unreadable,
    "too-large": _too_large,
    "link-outside": _link_outside,
    "unfinished-step": _unfinished_step,
    "folder-loop": _folder_loop,
}
"""What is made by hand, by its code; each function is given the empty `sales/` of a ledger."""


def reproduced() -> list[str]:
    """The codes that have a reproducer, as often as they have one."""
    return [*MADE, *(path.name.removesuffix(".yaml") for path in REPRODUCERS.iterdir())]


def make_ledger(code: str, folder: Path) -> None:
    """Makes the ledger that shows a problem of this code, in an empty folder."""
    (folder / "sales").mkdir()
    (folder / "ledger.yaml").write_text("name: A ledger\nformat: 1\n", encoding="utf-8")
    if code in MADE:
        MADE[code](folder / "sales")
    elif (REPRODUCERS / code).is_dir():
        shutil.copytree(REPRODUCERS / code, folder, dirs_exist_ok=True)
    else:
        shutil.copyfile(REPRODUCERS / f"{code}.yaml", folder / "sales" / f"{code}.yaml")


def problems_here() -> tuple[Problem, ...]:
    """The problems of the ledger in the current folder, so that their files are named from there."""
    try:
        return audit(Ledger(Path()))
    except LedgerUnusable as error:
        return error.problems


def gallery() -> str:
    """The text of docs/errors.md."""
    return "\n".join([INTRODUCTION, *(_section(code) for code in CODES.values())])


def _section(code: Code) -> str:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        make_ledger(code.name, Path())
        example = "".join(_example(problems_here()))
    return f"## {code.name}\n\n{_emphasised(code)}\n\n```text\n{example}```\n\n{code.remedy}\n"


def _emphasised(code: Code) -> str:
    return f"**{code.severity.value.capitalize()}.** {code.meaning}"


def _example(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        yield problem_line(problem, PLAIN)
        file = Path(problem.file)
        if problem.code not in MADE or problem.code == "not-utf8":
            text = file.read_bytes().decode("utf-8", "replace")
            yield excerpt(text, problem.line, problem.column, PLAIN)


if __name__ == "__main__":
    GALLERY.write_text(gallery(), encoding="utf-8")
