"""What is passed on to others: a citation of a backlog, memos for other readers, annotations, notebooks."""

from __future__ import annotations

import html.parser
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import NOVEMBER

import armstrack
from armstrack.ledger.record_digest import digest_of_records
from armstrack.output.citation_text import STYLES
from armstrack.version import __version__

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
ROOT = Path(__file__).parents[2]


# --- citations -------------------------------------------------------------------------------------------


def test_a_backlog_is_cited_with_its_rule_and_the_command_that_counts_it(run: Run) -> None:
    document = run(*DAY, "cite", "backlog", "-r", "TW", "--format", "json").json
    counted = run(*DAY, "backlog", "-r", "TW", "--format", "json").json
    assert document["total"] == counted["total"]
    assert document["command"] == "armstrack --as-of 2026-11-20 backlog --recipient TW"
    assert document["rule"].startswith("full-until-final-delivery-excluding-maintenance, version 1: ")
    again = run(*document["command"].split()[1:], "--format", "json").json
    assert again["total"] == document["total"]
    for style in ("plain", "chicago", "bibtex"):
        text = " ".join(run(*DAY, "cite", "backlog", "-r", "TW", "--style", style).out.split())
        assert "6 sales" in text
        assert "Every notified sale, at its full ceiling" in text


def test_another_rule_is_named_in_the_command(run: Run) -> None:
    document = run(*DAY, "cite", "backlog", "--rule", "accepted-only", "--format", "json").json
    assert "--rule accepted-only" in document["command"]
    assert document["key"] != run(*DAY, "cite", "backlog", "--format", "json").json["key"]


def test_where_no_revision_names_the_state_a_digest_of_the_records_does(
    run: Run, ledger: Path, change: Callable[[str, str, str], Path]
) -> None:
    def digest() -> str:
        return str(run(*DAY, "cite", "summary", "--format", "json").json["ledger"]["digest"])

    first = digest()
    assert re.fullmatch("sha256:[0-9a-f]{64}", first)
    assert first == digest_of_records(ledger)
    assert f"records {first[:23]}, no git revision" in run(*DAY, "cite", "summary").out
    (ledger / "notes.txt").write_text("no record")
    path = change("taiwan-tow-2025", "353M", "354M")
    assert digest() != first
    path.write_bytes(path.read_bytes().replace(b"354M", b"353M").replace(b"\n", b"\r\n"))
    assert digest() == first, "line ends say nothing"


# --- memos -----------------------------------------------------------------------------------------------


class Tags(html.parser.HTMLParser):
    """Every tag that a page opens, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value is not None]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_memo_begins_with_last_monday(run: Run) -> None:
    memo = run("--as-of", "2025-12-18", "brief", "--format", "json").json
    assert (memo["since"], memo["as_of"]) == ("2025-12-15", "2025-12-18")


def test_the_memo_is_a_page_and_a_text_that_say_the_same(run: Run) -> None:
    words = ("--as-of", "2025-12-21", "brief", "--since", "2025-12-15")
    markdown, page, text = (run(*words, "--format", form).out for form in ("md", "html", "text"))
    read = Tags(page)
    assert read.tags.count("h2") == markdown.count("\n## ")
    assert "taiwan-himars-2025" in read.text
    assert [link for link in read.links if link.startswith("https://")]
    for mark in ("**", "`", "[^", "\\", "##", "&amp;"):
        assert mark not in text
    assert "New notifications\n-----------------\n" in text
    assert "[1] " in text
    for line in text.splitlines():
        if line.startswith("- "):
            assert line[2:40].split("[")[0].strip() in read.text


def test_hostile_text_is_no_markup_of_the_page(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "title: TOW 2B Missile System", 'title: "<script>alert(1)</script> **b** <b>&amp;"')
    page = run("--as-of", "2025-12-21", "brief", "--since", "2025-12-15", "--format", "html").out
    read = Tags(page)
    assert not {"script", "b"} & set(read.tags)
    assert "<script>alert(1)</script> **b** <b>&amp;" in read.text


def test_what_may_have_happened_in_any_year_is_counted_and_not_told(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-ah1w-parts-2025", "date: 2025-12-17", "date: unknown, not-after: 2026-11-19")
    memo = run("--as-of", "2026-11-20", "brief").out
    assert "1 entry of a day that is not known even to the year" in memo
    assert "taiwan-ah1w-parts-2025" in json.dumps(
        run("--as-of", "2026-11-20", "brief", "--format", "json").json["perhaps"]
    )


@pytest.mark.parametrize("words", [("list", "--format", "github"), ("validate", "--format", "html")])
def test_a_format_of_one_command_is_no_other_commands(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "alone" in ran.err


# --- programs --------------------------------------------------------------------------------------------


def test_problems_are_annotations_of_a_change(run: Run, change: Callable[[str, str, str], Path]) -> None:
    path = change("taiwan-tow-2025", "\ntitle:", "\ntitel:")
    ran = run("validate", "--format", "github")
    assert ran.code == 4
    (line,) = [line for line in ran.out.splitlines() if "title=unknown-key" in line]
    assert line.startswith("::error file=")
    assert f"{path.name},line=2,col=1,title=unknown-key::" in line
    assert "did you mean `title`?" in line


@pytest.mark.parametrize("kind", ["sale", "resolution", "package", "figure", "ledger"])
def test_each_schema_has_a_name_of_its_own(run: Run, kind: str) -> None:
    schema = run("schema", kind).json
    assert schema["$id"].startswith("urn:armstrack:schema:")
    assert "$id" not in schema["properties"]


def test_the_citation_file_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["cff-version"], str(citation["version"])) == ("1.2.0", __version__)
    assert str(citation["references"][0]["version"]) == __version__


def test_an_answer_in_a_notebook_is_short_and_a_table() -> None:
    ledger = armstrack.open(str(NOVEMBER))
    answers: list[Any] = [
        ledger.summary(by=["year"], recipient="TW", as_of="2026-01-10"),
        ledger.backlog(recipient="TW", as_of="2026-01-10"),
        ledger.sales(recipient="TW", as_of="2026-01-10"),
        ledger.due(as_of="2026-01-10"),
    ]
    for answer in answers:
        assert len(repr(answer)) < 120
        table = Tags(answer._repr_html_())
        assert table.tags.count("table") == 1
        assert 2 < table.tags.count("tr") <= 21
    assert "more" in Tags(answers[2]._repr_html_()).text


@pytest.mark.parametrize(
    "words", [("summary",), ("backlog",), ("backlog", "list"), ("backlog", "series")], ids=" ".join
)
@pytest.mark.parametrize("style", STYLES)
def test_every_number_has_a_citation_in_every_style(run: Run, words: tuple[str, ...], style: str) -> None:
    ran = run(*DAY, "cite", *words, "-r", "TW", "--style", style)
    assert ran.code == 0, ran.err
    assert "--recipient TW" in " ".join(ran.out.replace("-{}-", "--").split())
    assert "sales" in ran.out


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_a_cited_series_is_what_its_command_counts(run: Run, every: str) -> None:
    document = run(
        *DAY, "cite", "backlog", "series", "-r", "TW", "--from", "2024", "--every", every, "--format", "json"
    ).json
    told = run(*shlex.split(document["command"])[1:], "--format", "json").json
    assert document["series"] == told["series"]
    last = told["series"][-1]
    assert {key: document["total"][key] for key in ("sales", "value_usd", "unknown_value", "maybe", "undated")} == {
        key: last[key] for key in ("sales", "value_usd", "unknown_value", "maybe", "undated")
    }
    assert (document["kind"], document["from"], document["to"]) == ("backlog-series", told["from"], told["to"])
    assert document["key"].startswith("armstrack-backlog-series-from-2024-01-01-")
    assert document["ledger"]["digest"].startswith("sha256:")
    assert "records sha256:" in document["citation"]
    assert last["day"] in document["citation"]
