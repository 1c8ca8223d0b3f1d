"""A ledger opened for the first time: a person sees how far the reading is, and Ctrl-C leaves nothing half made."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ledger.made import SETTINGS
from systems import hears_ctrl_c

pty = pytest.importorskip("pty", reason="this system has no terminals of its own making")

MANY = 2500
"""Files that no machine reads in half a second."""

SALE = """\
id: sale-{number}
title: Launchers
recipient: TW
authority: 36(b)(1)
history:
  - {{date: 2025-12-17, state: notified, source: "https://example.org/"}}
"""


def test_a_first_question_shows_its_progress_and_stops_cleanly(tmp_path: Path) -> None:
    ledger, cache = tmp_path / "ledger", tmp_path / "cache"
    (ledger / "sales").mkdir(parents=True)
    (ledger / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(MANY):
        (ledger / "sales" / f"sale-{number}.yaml").write_text(SALE.format(number=number), encoding="utf-8")
    terminal, stderr = pty.openpty()
    environ = os.environ | {"XDG_CACHE_HOME": str(cache), "TERM": "xterm"}
    command = [sys.executable, "-m", "armstrack", "--ledger", str(ledger), "list", "--format", "json"]
    # A session of its own, so that the signal reaches every process of it, as Ctrl-C does, and none of ours.
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=environ,
        start_new_session=True,
        preexec_fn=hears_ctrl_c,
    )
    os.close(stderr)
    said = _read(terminal, until=f" of {MANY} files read")
    os.killpg(process.pid, signal.SIGINT)
    said += _read(terminal, until=None)
    output, _ = process.communicate(timeout=60)
    os.close(terminal)
    assert process.returncode == 130
    assert output == b""
    bar, _, message = said.rstrip().rpartition("\r")
    assert " files read" in bar
    assert message.strip() == "armstrack: interrupted; nothing was written"
    assert list((cache / "armstrack").iterdir()) == []


def _read(terminal: int, until: str | None) -> str:
    """What is written to a terminal until it says something, or until its last writer has gone."""
    said = ""
    while until is None or until not in said:
        assert select.select([terminal], [], [], 60)[0], said
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so where a pipe would be at its end
            piece = b""
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
    return said
