"""The same records and the same question asked of other tools: the notified value by recipient in one year.

Each peer is installed into an environment of its own below the work folder; one that cannot be
installed or run here is skipped with a note. A peer that has no sums is asked to list the
records of the year.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

YEAR = "2020"


class Peer(NamedTuple):
    """A tool: the package that brings it, what prepares its records, and what asks."""

    package: str | None
    """To be installed by pip; `None` for a program of the system."""
    prepare: Callable[[list[dict[str, Any]], Path], None]
    question: Callable[[Path, Path], list[str]]
    """The command, from the folder of programs and the folder of records."""


def beside_peers(ledger: Path, work: Path, environ: dict[str, str], runs: int) -> None:
    """Measures every peer in turns with armstrack, and prints the table."""
    asked = [sys.executable, "-m", "armstrack", "--ledger", str(ledger)]
    ours = [*asked, "summary", "--year", YEAR, "--format", "json"]
    exported = subprocess.run([*asked, "list", "--format", "json"], env=environ, check=True, capture_output=True)
    records = [one for one in json.loads(exported.stdout) if one["notified"]]
    commands, notes = {"armstrack summary": ours}, []
    for name, peer in PEERS.items():
        programs, folder = work / "peers" / name / "bin", work / "peers" / name / ledger.name
        try:
            _install(peer, programs.parent)
            if not folder.exists():
                folder.mkdir(parents=True)
                peer.prepare(records, folder)
            command = peer.question(programs, folder)
            subprocess.run(command, env=environ, check=True, capture_output=True, timeout=300)
            commands[name] = command
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or b""
            notes.append(f"{name} skipped: {error}; {said.decode(errors='replace')[-160:].strip()}")
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, env=environ, check=False, capture_output=True)
            times[name].append((time.perf_counter() - began) * 1000)
    print("\n| tool | ms | times armstrack |\n|---|---|---|")
    base = statistics.median(times["armstrack summary"])
    for name, each in times.items():
        print(f"| {name} | {statistics.median(each):.0f} | {statistics.median(each) / base:.1f} |")
    print("\n".join(notes))


def _install(peer: Peer, folder: Path) -> None:
    if peer.package is None or (folder / "installed").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", peer.package]
    subprocess.run(pip, check=True, capture_output=True, timeout=600)
    (folder / "installed").touch()


def _json_lines(records: list[dict[str, Any]], folder: Path) -> None:
    with open(folder / "sales.jsonl", "w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records)


def _day(record: dict[str, Any]) -> str:
    return str(record["notified"] + "-01-01")[:10]


def _who(record: dict[str, Any]) -> str:
    who = record["recipient"]
    return who if isinstance(who, str) else "-".join(who)


def _plain_accounts(records: list[dict[str, Any]], folder: Path) -> None:
    with open(folder / "sales.journal", "w", encoding="utf-8") as file:
        for one in sorted(records, key=_day):
            file.write(f"{_day(one)} {one['id']}\n    sales:{_who(one)}  ${one['value_usd'] or 0}\n    ceiling\n\n")


def _beancount(records: list[dict[str, Any]], folder: Path) -> None:
    accounts = sorted({_who(one).capitalize() for one in records})
    with open(folder / "sales.beancount", "w", encoding="utf-8") as file:
        file.writelines(f"1970-01-01 open Income:{who}\n" for who in [*accounts, "Ceiling"])
        for one in sorted(records, key=_day):
            value = one["value_usd"] or 0
            file.write(f'{_day(one)} * "{one["id"]}"\n  Income:{_who(one).capitalize()}  {value} USD\n')
            file.write(f"  Income:Ceiling  {-value} USD\n\n")


def _papis(records: list[dict[str, Any]], folder: Path) -> None:
    for one in records:
        home = folder / "library" / one["id"]
        home.mkdir(parents=True)
        text = f"title: {json.dumps(one['title'])}\nauthor: {_who(one)}\nyear: {_day(one)[:4]}\nref: {one['id']}\n"
        (home / "info.yaml").write_text(text, encoding="utf-8")
    settings = f"[settings]\ndefault-library = sales\n[sales]\ndir = {folder / 'library'}\n"
    (folder / "config").write_text(settings, encoding="utf-8")


def _todoman(records: list[dict[str, Any]], folder: Path) -> None:
    (folder / "lists" / "sales").mkdir(parents=True)
    for one in records:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench", "BEGIN:VTODO", f"UID:{one['id']}"]
        lines += [f"SUMMARY:{one['title'][:60]}", f"CATEGORIES:{_who(one)}", "DTSTAMP:20200101T000000Z"]
        text = "\r\n".join([*lines, "END:VTODO", "END:VCALENDAR", ""])
        (folder / "lists" / "sales" / f"{one['id']}.ics").write_text(text, encoding="utf-8")
    settings = f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite"\ndefault_list = "sales"\n'
    (folder / "config.py").write_text(settings, encoding="utf-8")


SUM_BY_RECIPIENT = (
    f"SELECT recipient, sum(value_usd) FROM read_json_auto('FILE') WHERE notified LIKE '{YEAR}%' GROUP BY 1"
)
OF_THE_YEAR = f'map(select(.notified | startswith("{YEAR}"))) | group_by(.recipient) | map([.[0].recipient, (map(.value_usd // 0) | add)])'  # noqa: E501

PEERS: dict[str, Peer] = {
    "jq": Peer(None, _json_lines, lambda _, folder: ["jq", "-s", OF_THE_YEAR, str(folder / "sales.jsonl")]),
    "duckdb": Peer(
        "duckdb",
        _json_lines,
        lambda programs, folder: [
            str(programs / "python"),
            "-c",
            "import duckdb, sys; print(duckdb.sql(sys.argv[1]).fetchall())",
            SUM_BY_RECIPIENT.replace("FILE", str(folder / "sales.jsonl")),
        ],
    ),
    "hledger": Peer(
        None, _plain_accounts, lambda _, folder: ["hledger", "-f", str(folder / "sales.journal"), "bal", "-p", YEAR]
    ),
    "beancount": Peer(
        "beancount",
        _beancount,
        lambda programs, folder: [str(programs / "bean-check"), str(folder / "sales.beancount")],
    ),
    "papis": Peer(
        "papis",
        _papis,
        lambda programs, folder: [
            str(programs / "papis"), "-c", str(folder / "config"), "list", "--all", f"year:{YEAR}",
        ],
    ),
    "todoman": Peer(
        "todoman",
        _todoman,
        lambda programs, folder: [
            str(programs / "todo"), "--config", str(folder / "config.py"), "list", "--category", "TW",
        ],
    ),
}  # fmt: skip
