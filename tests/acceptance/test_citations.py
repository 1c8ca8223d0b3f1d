"""A citation says what was cited, where it stands, and what to type to have it again."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bibtex_reader import Entry, read_bibtex, spelt
from conftest import NOVEMBER

from armstrack.ledger.ledger import Ledger
from armstrack.version import __version__

if TYPE_CHECKING:
    from conftest import Run, RunReal

DAY = ("--as-of", "2026-01-16")
REFERENCE = ("--ledger", str(NOVEMBER), *DAY)
NOWHERE = "no git revision (it is in no git repository)"


def git(folder: Path, *words: str) -> str:
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    env = os.environ | identity
    return subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def committed(ledger: Path) -> str:
    """The ledger in a repository of its own; the revision."""
    git(ledger, "init", "-q")
    git(ledger, "add", ".")
    git(ledger, "commit", "-qm", "all")
    return git(ledger, "rev-parse", "HEAD").strip()


def cited(run: Run, *words: str) -> dict[str, Any]:
    ran = run(*DAY, "cite", *words, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


# --- a number ----------------------------------------------------------------------------------------------


def test_a_number_comes_with_its_question_its_ledger_its_day_and_its_rule(run: Run, committed: str) -> None:
    ran = run(*DAY, "cite", "summary", "-r", "Taiwan", "--year", "2025")
    assert ran.code == 0
    assert ran.err == ""
    number, question, ledger, counting = ran.out.splitlines()
    assert number == "8 sales, 1 announcement, $11,105,400,000."
    assert question == "Question: armstrack --as-of 2026-01-16 summary --recipient TW --year 2025"
    assert ledger == (
        f"Ledger: Reference ledger of U.S. arms sales, git revision {committed[:12]}; "
        f"armstrack {__version__}; as of 2026-01-16."
    )
    assert counting.startswith("Counting: every sale notified by the day is counted at its ceiling")
    assert "an amendment at its increase" in counting
    assert "an unknown value is no part of the sum and is counted beside it" in counting


def test_an_unknown_value_stands_beside_the_number(run: Run, change: Callable[..., Path]) -> None:
    change("taiwan-tow-2025", "353M", "unknown")
    assert cited(run, "summary")["total"] == {
        "sales": 8, "announcements": 1, "value_usd": 10_752_400_000, "unknown_value": 1, "undated": 0, "ended": {},
        "disputed": 0, "amended": 0,
    }  # fmt: skip
    assert "$10,752,400,000, plus 1 of unknown value." in run(*DAY, "cite", "summary").out


@pytest.mark.parametrize(
    "filters",
    [
        "--recipient TW --year 2025",
        "--since 2025-12-01 --until 2025-12-31 --min-value 100M --max-value 1.5B",
        "--search 'rocket (x) \"y\"' --item M142 --contractor 'a;b' --authority '36(b)(1)' --state notified",
        "--class asymmetric --package taiwan-2025-12-17 --fy 2026 --transmittal 26-01 --event published",
        "--emergency --overdue --region EAP",
    ],
)
def test_the_command_in_a_citation_asks_the_same_question(run: Run, filters: str) -> None:
    document = cited(run, "summary", *shlex.split(filters))
    program, *again = shlex.split(document["command"])
    assert program == "armstrack"
    asked = run(*again, "--format", "json")
    assert asked.code == 0
    assert asked.json["total"] == document["total"]
    assert sorted(shlex.split(filters)) == sorted(again[again.index("summary") + 1 :])


def test_changes_that_are_not_committed_are_said(run: Run, ledger: Path, committed: str) -> None:
    assert cited(run, "summary")["ledger"]["dirty"] is False
    (ledger / "notes.txt").write_text("no record")
    assert cited(run, "summary")["ledger"]["dirty"] is False
    path = ledger / "sales/2025/taiwan-tow-2025.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("353M", "354M"), encoding="utf-8")
    ran = run(*DAY, "cite", "summary")
    assert f"git revision {committed[:12]}, with changes that are not committed (records sha256:" in ran.out
    assert "will not give the same" in ran.err
    path.write_text(text, encoding="utf-8")
    for name in ("new", "ignored"):
        (ledger / ".git/info/exclude").write_text("ignored.yaml\n")
        other = ledger / f"sales/2025/{name}.yaml"
        other.write_text(text.replace("id: taiwan-tow-2025", f"id: {name}"), encoding="utf-8")
        assert cited(run, "summary")["ledger"]["dirty"] is True, name
        other.unlink()
    assert cited(run, "summary")["ledger"] | {"revision": committed, "dirty": False} == cited(run, "summary")["ledger"]


def test_a_citation_writes_nothing_into_the_repository(run: Run, ledger: Path, committed: str) -> None:
    os.utime(ledger / "sales/2025/taiwan-tow-2025.yaml", (1, 1))
    index = (ledger / ".git/index").read_bytes()
    cited(run, "summary")
    assert (ledger / ".git/index").read_bytes() == index


def test_the_past_of_a_ledger_is_cited_by_its_revision(run: Run, ledger: Path, committed: str) -> None:
    path = ledger / "sales/2025/taiwan-tow-2025.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("353M", "453M"), encoding="utf-8")
    git(ledger, "commit", "-qam", "more")
    now, then = cited(run, "summary"), cited(run, "--known-at", committed, "summary")
    assert now["total"]["value_usd"] - then["total"]["value_usd"] == 100_000_000
    assert (then["ledger"]["revision"], then["ledger"]["dirty"]) == (committed, False)
    _, *again = shlex.split(then["command"])
    assert run(*again, "--format", "json").json["total"] == then["total"]


def test_a_ledger_in_no_repository_says_so(run: Run) -> None:
    ran = run(*DAY, "cite", "summary")
    assert NOWHERE in ran.out
    assert ran.err == "No git revision can be named (it is in no git repository).\n"
    ledger = cited(run, "summary")["ledger"]
    assert (ledger["revision"], ledger["dirty"], ledger["shipped"]) == (None, False, False)


def test_the_repository_around_a_ledger_that_it_ignores_is_not_cited_for_it(run: Run, ledger: Path) -> None:
    (ledger.parent / "README").write_text("other work")
    git(ledger.parent, "init", "-q")
    git(ledger.parent, "add", "README")
    git(ledger.parent, "commit", "-qm", "other work")
    (ledger.parent / ".git/info/exclude").write_text("ledger/\n")
    assert "no git revision (the git repository around it does not hold it)" in run(*DAY, "cite", "summary").out


def test_the_shipped_ledger_is_cited_by_the_version_of_the_program(
    run_real: RunReal, ledger: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    shutil.copytree(
        NOVEMBER.parents[1] / "armstrack", installed / "armstrack", ignore=shutil.ignore_patterns("__pycache__")
    )
    ledger.rename(installed / "armstrack/reference_ledger")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ran = run_real(*DAY, "cite", "summary", cwd=elsewhere, env={"PYTHONPATH": str(installed)})
    assert ran.code == 0, ran.err
    shipped = f"as shipped with armstrack {__version__} (no git revision: it is in no git repository; records sha256:"
    assert f"Ledger: Reference ledger of U.S. arms sales, {shipped}" in ran.out


# --- a record ----------------------------------------------------------------------------------------------


def test_a_sale_is_cited_with_its_sources_the_nearest_to_the_act_first(run: Run, committed: str) -> None:
    ran = run("--as-of", "2026-11-20", "cite", "26-01")
    assert ran.code == 0
    about, where, heading, *sources = ran.out.splitlines()
    assert about == (
        "High Mobility Artillery Rocket Systems: arms sale to Taiwan (TW), AECA 36(b)(1), transmittal 26-01, "
        "notified 2025-12-17, ceiling $4,050,000,000."
    )
    assert where.startswith(
        f"Record taiwan-himars-2025 of: Reference ledger of U.S. arms sales, git revision {committed[:12]}"
    )
    assert heading == "Sources:"
    assert sources[0].startswith("1. DSCA release, transmittal 26-01, 2025-12-17. https://www.dsca.mil/")
    ranks = [source["rank"] for source in cited(run, "26-01", "--as-of", "2026-11-20")["sources"]]
    assert ranks == ["department", *["news agency"] * 3, *["other"] * 5]
    assert len(sources) == 9


def test_a_source_of_what_came_later_is_not_cited(run: Run) -> None:
    sources = cited(run, "taiwan-himars-2025")["sources"]
    assert [source["key"] for source in sources] == [
        "armstrack-taiwan-himars-2025-dsca", "armstrack-taiwan-himars-2025-yahoo-1218",
    ]  # fmt: skip


def test_other_records_are_cited_too(run: Run) -> None:
    assert "S.J.Res. 101, Congress 119, introduced since 2026-01-05." in run(*DAY, "cite", "S.J.Res. 101").out
    assert cited(run, "119-sjres-101")["kind"] == "resolution"
    assert "package announced 2025-12-17." in run(*DAY, "cite", "taiwan-2025-12-17").out
    figure = run(*REFERENCE, "cite", "israel-2026-01-30-value").out
    assert figure.startswith("Four sales to Israel of 30 January 2026: published figure, value 6.67B.\n")


def test_a_sale_that_was_only_reported_is_not_cited_as_notified(run: Run) -> None:
    out = run("--as-of", "2026-11-20", "cite", "taiwan-pac3-nasams-2026").out
    assert "authority unknown, not notified by then, value $14,000,000,000." in out


def test_chicago_puts_titles_in_quotes_and_writes_days_out(run: Run, committed: str) -> None:
    first, *sources = run(*DAY, "cite", "taiwan-tow-2025", "--style", "chicago").out.splitlines()
    assert first == (
        "Reference ledger of U.S. arms sales. “TOW 2B Missile System.” Record taiwan-tow-2025, "
        "arms sale to Taiwan (TW), "
        "AECA 36(b)(1), transmittal 26-02, notified 2025-12-17, ceiling $353,000,000. "
        f"Git revision {committed[:12]}. As of January 16, 2026. armstrack {__version__}."
    )
    assert sources[0].startswith("“DSCA release, transmittal 26-02.” December 17, 2025. https://media.defense.gov/")
    number = run(*DAY, "cite", "summary", "--year", "2025", "--style", "chicago").out
    assert (
        "“armstrack --as-of 2026-01-16 summary --year 2025”: 8 sales, 1 announcement, $11,105,400,000. Every" in number
    )


# --- BibTeX ------------------------------------------------------------------------------------------------


def bibtex(run: Run, *words: str) -> list[Entry]:
    ran = run(*words, "--style", "bibtex")
    assert ran.code == 0, ran.err
    entries = read_bibtex(ran.out)
    for entry in entries:
        assert entry.key.isascii()
        assert all(spelt(text) is not None for name, text in entry.fields.items() if name not in ("title", "url"))
        assert entry.title
    return entries


def test_a_number_in_bibtex(run: Run, committed: str) -> None:
    (entry,) = bibtex(run, *DAY, "cite", "summary", "-r", "TW", "--year", "2025")
    assert entry.key == "armstrack-summary-recipient-TW-year-2025-as-of-2026-01-16"
    assert entry.title == "U.S. arms sales, recipient TW, year 2025: 8 sales, 1 announcement, $11,105,400,000"
    assert spelt(entry.fields["howpublished"]) == (
        "armstrack --as-of 2026-01-16 summary --recipient TW --year 2025, "
        f"asked of Reference ledger of U.S. arms sales, git revision {committed[:12]}"
    )
    assert spelt(entry.fields["note"]).endswith(f"As of 2026-01-16. armstrack {__version__}")


def test_two_questions_have_two_keys(run: Run) -> None:
    questions = [("--search", "a b"), ("--search", "a-b"), ("--search", "a", "--search", "b"), ("--item", "é"),
                 ("--item", "ü"), ("--search", "x" * 300), ("--search", "x" * 301), ()]  # fmt: skip
    keys = [bibtex(run, *DAY, "cite", "summary", *each)[0].key for each in questions]
    assert len({key.casefold() for key in keys}) == len(questions)
    assert keys == [bibtex(run, *DAY, "cite", "summary", *each)[0].key for each in questions]


def test_every_record_of_the_reference_ledger_is_cited_in_bibtex(run: Run) -> None:
    from builders import day

    from armstrack.model.figure import every_figure
    from armstrack.output.citation_text import citation_lines
    from armstrack.query.citation import LedgerState
    from armstrack.query.document import sale_row
    from armstrack.query.find_record import Found
    from armstrack.query.record_citation import record_citation
    from armstrack.query.view import SaleOnDay

    today = day("2026-11-20")
    ledger = Ledger(NOVEMBER)
    state = LedgerState("R&D_#1 {x}", __version__, False, "0" * 40, True)
    contents = ledger.contents
    figures = {one.id: one for one in every_figure(contents.figures.values())}
    entries: list[Entry] = []
    for kind, records in (("sale", contents.sales), ("resolution", contents.resolutions),
                          ("package", contents.packages), ("figure", figures)):  # fmt: skip
        for record in records.values():
            row = None
            if kind == "sale":
                row = sale_row(SaleOnDay(record, ledger.context(record), today)) | {"amends": None}
            citation = record_citation(Found(kind, record), row, state, today)
            assert {source["url"] for source in citation["sources"]} >= {each.url for each in record.sources.values()}
            read = read_bibtex("\n".join(citation_lines(citation, "bibtex")))
            assert [entry.fields.get("url") for entry in read[1:]] == [each["url"] for each in citation["sources"]]
            assert read[0].title == record.title
            for style in ("plain", "chicago"):
                assert all(citation_lines(citation, style))
            entries += read[:1]
    keys = [entry.key for entry in entries]
    assert len(set(keys)) == len(keys) == sum(map(len, (
        contents.sales, contents.resolutions, contents.packages, figures
    )))  # fmt: skip


def test_hostile_text_stays_text_in_bibtex(run: Run, ledger: Path) -> None:
    path = ledger / "sales/2025/taiwan-tow-2025.yaml"
    text = path.read_text(encoding="utf-8")
    hostile = r"}}, url = {x}} @misc{y, \\input{z} % & $ # _ ^ ~ \n\n@end"
    path.write_text(text.replace("TOW 2B Missile System", f'"{hostile}"', 1), encoding="utf-8")
    entries = bibtex(run, *DAY, "cite", "taiwan-tow-2025")
    assert [entry.key for entry in entries] == [
        "armstrack-taiwan-tow-2025", "armstrack-taiwan-tow-2025-dsca", "armstrack-taiwan-tow-2025-yahoo-1218",
    ]  # fmt: skip
    assert entries[0].title == r"}}, url = {x}} @misc{y, \input{z} % & $ # _ ^ ~   @end"


def test_a_source_that_is_only_an_address_has_a_key_that_stays(run: Run, ledger: Path) -> None:
    path = ledger / "sales/2025/taiwan-ah1w-parts-2025.yaml"
    entry = '  - {date: 2026-01-05, event: note, source: "https://example.org/a_b?c=%20"}\n'
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    last = bibtex(run, *DAY, "cite", "taiwan-ah1w-parts-2025")[-1]
    assert last.fields["url"] == "https://example.org/a_b?c=%20"
    assert last.title == "https://example.org/a_b?c=%20"
    path.write_text(path.read_text(encoding="utf-8") + entry.replace("a_b", "b"), encoding="utf-8")
    assert last.key in {entry.key for entry in bibtex(run, *DAY, "cite", "taiwan-ah1w-parts-2025")}


# --- how it is asked ---------------------------------------------------------------------------------------


def test_the_word_record_can_be_left_out(run: Run) -> None:
    named = run(*DAY, "cite", "record", "taiwan-tow-2025").out
    assert run(*DAY, "cite", "taiwan-tow-2025").out == named
    assert run(*DAY, "cite", "--style", "plain", "taiwan-tow-2025").out == named
    assert run("cite", "taiwan-tow-2025", *DAY).out == named


def test_an_option_may_stand_before_the_word_summary(run: Run) -> None:
    asked = run(*DAY, "cite", "summary", "-r", "TW", "--style", "bibtex").out
    assert run(*DAY, "cite", "--style", "bibtex", "summary", "-r", "TW").out == asked
    assert run("cite", *DAY, "--style", "bibtex", "-r", "TW", "summary").out == asked


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("cite",), 2, "Missing argument 'WHAT'"),
        (("cite", "taiwan-tow-2025", "--style", "mla"), 2, "`mla` is no style"),
        (("cite", "taiwan-tow-2025", "--style", ""), 2, "is no style"),
        (("cite", "taiwan-tow"), 0, ""),
        (("cite", "taiwan-t"), 5, "`taiwan-t` can mean 2 sales."),
        (("cite", "nonesuch"), 5, "No record answers to `nonesuch`."),
        (("cite", "taiwan-tw"), 5, "did you mean"),
        (("cite", "summary", "-r", "Atlantis"), 2, "`Atlantis` is no recipient."),
        (("cite", "summary", "--by", "year"), 2, "No such option"),
    ],
)
def test_wrong_input_ends_with_a_sentence_and_a_code(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run(*DAY, *words)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("words", [("taiwan-himars-2025",), ("summary", "--year", "2025"), ("119-sjres-101",)])
@pytest.mark.parametrize("form", [("--format", "json"), ("--format", "csv"), ("--format", "md"), ("--style", "bibtex")])
def test_the_index_and_the_files_cite_alike(run: Run, words: tuple[str, ...], form: tuple[str, ...]) -> None:
    with_index = run(*DAY, "cite", *words, *form)
    assert with_index.code == 0
    assert with_index == run(*DAY, "--no-index", "cite", *words, *form)


def test_a_citation_in_markdown_is_text_or_a_block_of_code(run: Run) -> None:
    plain = run(*DAY, "cite", "taiwan-tow-2025", "--format", "md").out
    assert "\n\n1\\. DSCA release, transmittal 26-02, 2025-12-17. <https://media.defense.gov/" in plain
    block = run(*DAY, "cite", "taiwan-tow-2025", "--format", "md", "--style", "bibtex").out
    assert block.startswith("```bibtex\n@misc{armstrack-taiwan-tow-2025,\n")
    assert block.endswith("}\n```\n")


def test_a_citation_of_an_earlier_day_names_no_source_published_since(run: Run) -> None:
    def sources(day: str) -> set[str]:
        ran = run("--as-of", day, "--ledger", str(NOVEMBER), "cite", "taiwan-himars-2025", "--format", "json")
        return {str(source["published"]) for source in ran.json["sources"]}

    assert not [day for day in sources("2025-12-31") if day > "2025-12-31" and day != "None"]
    assert max(day for day in sources("2026-11-20") if day != "None") > "2026-01"
