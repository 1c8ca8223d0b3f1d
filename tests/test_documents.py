"""The documents are what their types say: schemas, the page, and real answers of every command."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, is_typeddict

import jsonschema
import pytest
from make_documents import PAGE, page

from armstrack.documents.registry import DOCUMENTS
from armstrack.documents.schema import described, document_schema, keys_of

if TYPE_CHECKING:
    from conftest import Run

Change = Callable[[str, str, str], Path]

DAY = ("--as-of", "2026-11-20")
SALE = "taiwan-himars-2025"

ANSWERS: dict[str, list[list[str]]] = {
    "list": [["list"], ["list", "--as-of", "2025-12-20"]],
    "show": [["show", SALE], ["show", SALE, "--explain"], ["show", "taiwan-pac3-nasams-2026"]],
    "next": [["next", SALE], ["next", SALE, "--as-of", "2026-01-02"]],
    "summary": [
        ["summary"],
        ["summary", "--by", "year,class"],
        ["summary", "--by", "region,procedure", "--share"],
        ["summary", "--by", "fy", "--rolling", "2", "--real", "2024", "--measure", "net"],
        ["summary", "--measure", "delivered", "--audit"],
        ["summary", "--by", "contractor", "--top", "2", "--count-by", "package"],
        ["summary", "--by", "year", "--count-by", "announcement", "--rolling", "2"],
    ],
    "backlog": [
        ["backlog"],
        ["backlog", "--by", "state,class", "--stats", "age"],
        ["backlog", "--rule", "remaining-value"],
    ],
    "backlog-diff": [
        ["backlog", "diff", "--from", "2025-01-01"],
        ["backlog", "diff", "--from", "2019-01-01", "--by", "year"],
    ],
    "backlog-series": [
        ["backlog", "series", "--every", "year"],
        ["backlog", "series", "-r", "TW", "--every", "quarter"],
    ],
    "due": [["due"], ["due", "--as-of", "2026-01-02"]],
    "timeline": [["timeline", SALE]],
    "timeline-gaps": [["timeline", "--gaps"], ["timeline", "--gaps", "--class", "munitions"]],
    "timeline-compare": [["timeline", SALE, "--compare", "median"]],
    "chain": [["chain", SALE]],
    "gaps": [["gaps"], ["gaps", "--min", "7d"]],
    "queue": [["queue", "--system", "HIMARS"], ["queue", "--system", "nothing like it"]],
    "slip": [["slip"]],
    "slip-sale": [["slip", SALE]],
    "deliveries": [["deliveries"]],
    "events": [["events"], ["events", "--event", "note"]],
    "clusters": [["clusters"], ["clusters", "--window", "365d"]],
    "conflicts": [["conflicts"]],
    "resolutions": [["resolutions"]],
    "resolution": [["resolutions", "show", "S.J.Res. 101"]],
    "votes": [["resolutions", "votes"]],
    "brief": [["brief", "--since", "2025-12-01"], ["brief", "--since", "2025-12-01", "--as-of", "2025-12-20"]],
    "cite": [["cite", SALE], ["cite", "119-sjres-101"], ["cite", "taiwan-2025-12-17", "--style", "bibtex"]],
    "cite-summary": [["cite", "summary", "-r", "TW", "--emergency"]],
    "check": [
        ["check", "-r", "TW", "--mde", "20M", "--explain"],
        ["check", "-r", "unknown", "--total", "80M", "--authority", "36(c)", "--emergency"],
        ["check", "-r", "AE", "--authority", "36(b)(1)", "--authority", "36(c)", "--total", "200M"],
        ["check", "-r", "JP", "--total", "1M"],
    ],
    "law": [["law"], ["law", "--history"], ["law", "--as-of", "1974-06-01"]],
    "procedures": [["workflow"]],
    "procedure": [["workflow", "fms"], ["workflow", "resolution"]],
    "validate": [["validate"]],
    "verify": [["verify"]],
    "coverage": [["coverage"]],
    "export": [["export", "json"]],
    "written": [
        ["advance", SALE, "implemented", "--on", "2026-11-01", "--dry-run"],
        ["record", SALE, "note", "--note", "A word.", "--on", "2026-11-01", "--dry-run"],
    ],
    "written-step": [
        ["resolutions", "advance", "S.J.Res. 101", "discharged", "--on", "2026-11-02", "--dry-run", "--skip"],
    ],
    "corrected": [["set", SALE, "title", "Rockets"]],
    "undone": [["undo", SALE, "--yes"]],
    "renamed": [["rename", SALE, "taiwan-rockets-2025"]],
    "init": [["init", "another"]],
    "new": [["new", "-r", "NO", "--title", "Boats", "--authority", "36(c)", "--notified", "2026-11"]],
    "edited": [["edit", SALE]],
    "explained": [["explain", "duplicate-key"]],
    "cite-backlog": [["cite", "backlog", "-r", "TW"]],
    "cite-backlog-series": [["cite", "backlog", "series", "-r", "TW", "--every", "year"]],
}
"""Questions whose answers each document must fit."""

FAILURES = [
    ["show", "nothing-like-it"],
    ["show", "taiwan"],
    ["list", "-r", "Atlantis"],
    ["advance", SALE, "offered", "--as-of", "2026-01-10", "--on", "2026-01-10"],
    ["advance", "taiwan-tow-2025", "delivered", "--on", "2026-11-01"],
]


@functools.cache
def judge(name: str) -> jsonschema.Draft202012Validator:
    """What takes the document with all of its keys, and with no other."""
    return jsonschema.Draft202012Validator(document_schema(name, closed=True))


def faults(name: str, document: Any) -> list[str]:
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in judge(name).iter_errors(document)]


def asked(run: Run, ledger: Path, question: list[str]) -> Any:
    day = () if "--as-of" in question else DAY
    editor = {"EDITOR": "true", "VISUAL": ""}
    return run(*question, *day, "--ledger", str(ledger), "--format", "json", env=editor)


@pytest.mark.parametrize(
    ("name", "question"), [(name, each) for name, every in ANSWERS.items() for each in every], ids=str
)
def test_an_answer_is_what_its_type_says(run: Run, ledger: Path, name: str, question: list[str]) -> None:
    ran = asked(run, ledger, question)
    assert ran.code in (0, 4), ran.err
    assert faults(name, ran.json) == []


@pytest.mark.parametrize("question", FAILURES, ids=" ".join)
def test_a_failure_is_what_its_type_says(run: Run, ledger: Path, question: list[str]) -> None:
    ran = asked(run, ledger, question)
    assert ran.code != 0
    assert faults("failure", json.loads(ran.err)) == []


def test_a_log_is_what_its_type_says(run: Run, ledger: Path, change: Change) -> None:
    def git(*words: str) -> None:
        who = {f"GIT_{part}_{key}": "x@example.org" for part in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        subprocess.run(["git", *words], cwd=ledger, env=os.environ | who, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "as it was")
    change("taiwan-tow-2025", "353M", "354M")
    document = asked(run, ledger, ["log", "--since", "HEAD"]).json
    assert faults("log", document) == []
    assert [row["change"] for row in document] == ["revalued"]


def test_every_document_is_tried() -> None:
    assert {*ANSWERS, "failure", "log"} == set(DOCUMENTS)


def types_of(kind: Any) -> Iterator[Any]:
    """Every document that a type is made of."""
    kind, _ = described(kind)
    if is_typeddict(kind):
        yield kind
        for annotation in keys_of(kind).values():
            yield from types_of(annotation)
    else:
        for inner in get_args(kind):
            yield from types_of(inner)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_and_key_says_what_it_means(name: str) -> None:
    for document in types_of(DOCUMENTS[name].type):
        assert (document.__doc__ or "").strip().endswith("."), document
        for key, annotation in keys_of(document).items():
            kind, said = described(annotation)
            nested = is_typeddict(kind) or any(is_typeddict(each) for each in get_args(kind))
            assert nested or said.endswith("."), (document, key)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_is_one_and_takes_keys_that_come_later(name: str) -> None:
    schema = document_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:armstrack:document:{name}"
    assert "additionalProperties" not in str(schema) or "'additionalProperties': False" not in str(schema)
    assert (schema.get("type") == "array") == (get_origin(DOCUMENTS[name].type) is list)


def test_the_schemas_are_printed_all_or_one(run: Run) -> None:
    every = run("schema", "--documents").json
    assert list(every) == list(DOCUMENTS)
    assert run("schema", "due", "--documents").json == every["due"] == document_schema("due")
    refused = run("schema", "dues", "--documents", "--format", "json")
    assert (refused.code, refused.error["message"]) == (2, "`dues` is no document.")
    assert refused.error["hint"] == "did you mean `due`?"


def test_a_document_with_another_key_or_kind_is_told(run: Run) -> None:
    row = run(*DAY, "list", "--format", "json").json[0]
    assert faults("list", [row]) == []
    assert faults("list", [row | {"colour": "green"}]) != []
    assert faults("list", [row | {"value_usd": "4.05B"}]) != []
    assert faults("list", [{key: value for key, value in row.items() if key != "since"}]) != []


def test_the_page_is_what_the_types_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python tests/make_documents.py` and read the change"
