"""Ctrl-C in the middle: what was fetched is kept, no record is touched, and the next call goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from conftest import Run
from documents_of_sources import PRINTED, notices, register_path, registers
from served import Page, served
from systems import hears_ctrl_c

from armstrack.ledger.ledger import Ledger


def test_an_interrupted_fetch_leaves_an_inbox_that_can_be_used(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    assert run("init", str(folder), cwd=tmp_path).code == 0
    asked_for = threading.Event()

    def third(path: str) -> Page:
        asked_for.set()
        return Page(hangs=True)

    pages = registers("26-95", "26-96", "26-97")
    pages[register_path("2026-7002", PRINTED)] = third
    with served(pages) as server:
        words = ["fetch", "federal-register", "--import", "--as-of", "2026-07-01"]
        words += ["--base-url", f"federal-register={server.address}"]
        process = subprocess.Popen(
            [sys.executable, "-m", "armstrack", *words],
            cwd=folder,
            stderr=subprocess.PIPE,
            env=dict(os.environ),
            preexec_fn=hears_ctrl_c,
        )
        assert asked_for.wait(60)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        message = " ".join(said.decode().split())
        assert "Interrupted: 2 documents fetched and kept in inbox." in message
        assert "no record was written" in message
        assert Ledger(folder).contents.sales == {}
        assert len(list((folder / "inbox" / "receipts" / "federal-register").glob("*.json"))) == 2

        server.pages |= notices("26-95", "26-96", "26-97")
        assert run(*words, cwd=folder).code == 0
    assert len(Ledger(folder).contents.sales) == 3
