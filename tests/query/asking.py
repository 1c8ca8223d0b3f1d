"""A ledger written for one test, and questions that are asked of it as commands and programs ask them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from acceptance.sales_written import write_sale
from builders import day
from ledger.made import SETTINGS

from armstrack.ledger.ledger import Ledger
from armstrack.query.from_files import FromFiles
from armstrack.query.questions.question import Question

D = TypeVar("D")


class Written:
    """A ledger in a folder, which holds what is written to it."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        self.folder = folder
        (folder / "sales").mkdir(parents=True)
        (folder / "ledger.yaml").write_text(SETTINGS + settings, encoding="utf-8")

    def sale(
        self, id: str, *history: str, recipient: str = "TW", authority: str = "36(b)(1)", more: str = "", **value: str
    ) -> None:
        """Writes a sale, an entry as `2026-01-05 notified`; `more` are further lines before its history."""
        write_sale(self.folder, id, *history, recipient=recipient, authority=authority, **value)
        if more:
            path = self.folder / f"sales/{id}.yaml"
            path.write_text(path.read_text(encoding="utf-8").replace("history:\n", f"{more}\nhistory:\n"), "utf-8")

    def file(self, name: str, text: str) -> None:
        """Writes any file, by its name below the folder."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @property
    def answers(self) -> FromFiles:
        """What answers for the ledger as it is now; every file of it is read without a problem."""
        ledger = Ledger(self.folder)
        assert not ledger.contents.problems, ledger.contents.problems
        return FromFiles(ledger)

    def ask(self, question: Question[D], on: str) -> D:
        """The answer to a question on a day."""
        return question.answer(self.answers, day(on))
