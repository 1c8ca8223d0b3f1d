"""A memo of a week: everything that happened stands in it once, with its source, and nothing else does."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import day
from conftest import NOVEMBER
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sampling import examples

from armstrack.ledger.ledger import Ledger
from armstrack.output.brief_memo import brief_memo
from armstrack.query.brief.memo import SECTIONS, brief
from armstrack.query.filter import Filter
from armstrack.query.from_files import FromFiles
from armstrack.query.parts import OfPeriod

if TYPE_CHECKING:
    from conftest import Run, RunReal

GOLDEN = Path(__file__).parent / "memo-2025-12-17.md"
WEEK = ("--as-of", "2025-12-21", "brief", "--since", "2025-12-15")
TOW = "taiwan-tow-2025"

TITLES = {
    "notifications": "New notifications",
    "clocks": "Clocks running",
    "reviews_over": "Reviews that ended",
    "moves": "Moves",
    "events": "Also recorded",
    "resolutions": "Resolutions of disapproval",
    "deadlines": "Deadlines ahead",
    "passed": "Passed, and nothing recorded",
    "perhaps": "Perhaps in this period",
    "learnt": "Earlier, and recorded since",
}


def told(run: Run, *words: str) -> dict[str, Any]:
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


def section(memo: str, title: str) -> list[str]:
    """The facts of one section, a line each."""
    (_, rest) = memo.split(f"\n## {title}\n\n")
    lines = [line for line in rest.split("\n## ")[0].splitlines() if line]
    return [] if lines == ["None."] else lines


# --- the real week ------------------------------------------------------------------------------------------


def test_the_week_of_17_december_2025_is_the_golden_one(run: Run, request: pytest.FixtureRequest) -> None:
    ran = run("--ledger", str(NOVEMBER), *WEEK)
    assert ran.code == 0
    if request.config.getoption("--regenerate"):
        GOLDEN.write_text(ran.out, encoding="utf-8")
    golden = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    if ran.out != golden:
        lines = difflib.unified_diff(golden.splitlines(), ran.out.splitlines(), str(GOLDEN), "as told now", lineterm="")
        pytest.fail("\n".join([*lines, "If it is meant so: run pytest with --regenerate and read the difference."]))


def test_what_was_sent_to_congress_that_week(run: Run) -> None:
    """Typed from the releases of that week, not from the program's output."""
    memo = run("--ledger", str(NOVEMBER), *WEEK).out
    sent = {
        "taiwan-himars-2025": "$4.05 B", "taiwan-m109a7-2025": "$4.03 B", "taiwan-altius-2025": "$1.1 B",
        "taiwan-tactical-mission-network": "$1.01 B", "taiwan-javelin-2025": "$375 M", TOW: "$353 M",
        "taiwan-ah1w-parts-2025": "$96 M", "taiwan-harpoon-repair-2025": "$91.4 M", "japan-aegis-2025": "$100.2 M",
        "lebanon-hmmwv-2025": "$34.5 M", "nspa-stinger-2025": "$136.1 M",
    }  # fmt: skip
    paragraphs = section(memo, "New notifications")
    assert len(paragraphs) == len(sent)
    for sale, ceiling in sent.items():
        (paragraph,) = [one for one in paragraphs if f"`{sale}`" in one]
        assert f" Ceiling {ceiling}. " in paragraph
    assert "- Taiwan (TW): 8 sales, $11,105,400,000." in memo
    himars = next(one for one in paragraphs if "taiwan-himars" in one)
    assert himars.startswith("**2025-12-17, Taiwan (TW):** High Mobility Artillery Rocket Systems. Ceiling $4.05 B. ")
    assert "AECA 36(b)(1), transmittal 26-01. 30 days of review, the last 2026-01-16. " in himars


def test_the_emergency_of_march_2026_has_no_review(run: Run) -> None:
    memo = run("--ledger", str(NOVEMBER), "--as-of", "2026-03-08", "brief", "--since", "monday", "-r", "IL").out
    (paragraph,) = section(memo, "New notifications")
    assert "Emergency certified, no review: Stated by the Secretary of State" in paragraph
    assert "- Under an emergency, among them: 1 sale, $151,800,000." in memo
    assert section(memo, "Reviews that ended") == []


def test_the_votes_of_a_week_say_who_stood_on_which_side(run: Run) -> None:
    words = ("--ledger", str(NOVEMBER), "--as-of", "2025-04-06", "brief", "--since", "last monday")
    lines = section(run(*words).out, "Resolutions of disapproval")
    votes = [line for line in lines if "to disapprove" in line]
    assert ["S.J.Res. 26" in votes[0], "S.J.Res. 33" in votes[1]] == [True, True]
    assert "15 to disapprove, 83 to let it proceed, 1 present" in votes[0]
    assert "15 to disapprove, 82 to let it proceed" in votes[1]


def test_the_end_of_a_congress_ends_its_resolutions(run: Run) -> None:
    words = ("--ledger", str(NOVEMBER), "--as-of", "2025-01-05", "brief", "--since", "7d", "-r", "IL")
    dead = [fact for fact in told(run, *words)["resolutions"] if fact["state"] == "died"]
    assert {"118-sjres-111", "118-sjres-113"} <= {fact["id"] for fact in dead}
    assert {fact["date"] for fact in dead} == {"2025-01-03"}


# --- everything once, nothing else -------------------------------------------------------------------------


@cache
def reference() -> Ledger:
    ledger = Ledger(NOVEMBER)
    assert not ledger.contents.problems
    return ledger


def memo_of(since: date, until: date) -> dict[str, Any]:
    return brief(reference(), FromFiles(reference()), Filter(), since, until, None)


class Turned(FromFiles):
    """The same answers with everything in the opposite order."""

    def of_period(self, wanted: Filter, since: date, day: date) -> OfPeriod:
        """What a period touches."""
        found = super().of_period(wanted, since, day)
        return found._replace(
            sales=found.sales[::-1], resolutions=found.resolutions[::-1], packages=found.packages[::-1]
        )


def notified_between(since: date, until: date) -> set[str]:
    """The sales notified on a day that surely lies in a period, read from the histories."""
    return {
        sale.id
        for sale in reference().contents.sales.values()
        for entry in sale.history
        if entry.state in ("notified", "reported-to-congress")
        and entry.date.earliest is not None
        and entry.date.latest is not None
        and since <= entry.date.earliest <= entry.date.latest <= until
    }


PERIODS = st.tuples(st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(0, 400))


@examples(20)
@given(PERIODS)
@example((date(2025, 12, 15), 6))
@example((date(2024, 1, 1), 365))
def test_every_notification_of_the_period_stands_in_the_memo_once_and_no_other(period: tuple[date, int]) -> None:
    since, until = period[0], period[0] + timedelta(period[1])
    document = memo_of(since, until)
    wanted = notified_between(since, until)
    assert sorted(fact["id"] for fact in document["notifications"]) == sorted(wanted)
    told_of = re.findall(r"`([a-z0-9-]+)`\[\^", "\n".join(section(brief_memo(document), "New notifications")))
    assert sorted(told_of) == sorted(wanted)
    assert document["totals"]["total"]["sales"] == len(wanted)


@examples(10)
@given(PERIODS)
def test_every_footnote_is_named_and_every_name_has_its_footnote(period: tuple[date, int]) -> None:
    document = memo_of(period[0], period[0] + timedelta(period[1]))
    memo = brief_memo(document)
    body, _, notes = memo.partition("\n## Sources\n\n")
    named = [int(number) for number in re.findall(r"\[\^(\d+)\]", body)]
    defined = [int(number) for number in re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE)]
    assert list(dict.fromkeys(named)) == defined == list(range(1, len(defined) + 1))
    assert len(notes.splitlines()) == len(defined)
    told_once = Counter(
        (source["url"], source["title"] if source["url"] is None else "") for source in document["sources"]
    )
    assert set(told_once.values()) <= {1}


@pytest.mark.parametrize(("first", "last"), [("2025-12-15", "2025-12-21"), ("2024-01-01", "2026-11-20")])
def test_the_order_of_the_files_plays_no_part(first: str, last: str) -> None:
    since, until = day(first), day(last)
    assert brief(reference(), Turned(reference()), Filter(), since, until, None) == memo_of(since, until)


def test_what_due_answers_is_in_the_memo_and_nothing_else(run: Run) -> None:
    for when in ("2025-12-21", "2026-03-20", "2026-08-25"):
        words = ("--ledger", str(NOVEMBER), "--as-of", when)
        rows = run(*words, "due", "--format", "json").json
        memo = told(run, *words, "brief", "--since", "yesterday")
        facts = [
            (fact["id"], fact["kind"], fact["day"]) for key in ("clocks", "deadlines", "passed") for fact in memo[key]
        ]
        assert sorted(facts, key=str) == sorted(((row["id"], row["kind"], row["day"]) for row in rows), key=str)
        ahead = [fact for key in ("clocks", "deadlines") for fact in memo[key] if fact["kind"] != "discharge"]
        assert all(fact["day"] is None or fact["day"] >= when for fact in ahead)
        assert all(fact["day"] < when for fact in memo["passed"])
        near = told(run, *words, "brief", "--since", "yesterday", "--within", "7d")
        soon = run(*words, "due", "--within", "7d", "--format", "json").json
        assert sum(len(near[key]) for key in ("clocks", "deadlines", "passed")) == len(soon)


# --- it is stable ------------------------------------------------------------------------------------------


def test_two_runs_are_the_same_to_the_byte(run: Run, run_real: RunReal) -> None:
    first = run(*WEEK).out
    assert run(*WEEK).out == first
    real = run_real(*WEEK, env={"PYTHONHASHSEED": "7"})
    assert real.out == run_real(*WEEK, env={"PYTHONHASHSEED": "8"}).out == first


def test_on_a_terminal_and_as_markdown_it_is_the_same_text(run: Run) -> None:
    first = run(*WEEK).out
    assert run(*WEEK, "--format", "md").out == first
    for columns in (60, 80, 200):
        assert run(*WEEK, columns=columns).out == first


def test_what_did_not_change_reads_the_same_a_week_later(run: Run) -> None:
    """But for the numbers of the footnotes, which follow the order of their appearance."""

    def lines(*words: str) -> set[str]:
        return {re.sub(r"\[\^\d+\]", "", line) for line in run(*words).out.splitlines()}

    first = lines(*WEEK)
    later = lines("--as-of", "2025-12-28", "brief", "--since", "2025-12-22")
    for key in ("clocks", "deadlines"):
        facts = {re.sub(r"\[\^\d+\]", "", line) for line in section(run(*WEEK).out, TITLES[key])}
        assert facts <= later
    gone = {line for line in first - later if line.startswith("- ")}
    happened = section(run(*WEEK).out, TITLES["events"]) + section(run(*WEEK).out, "Totals")
    assert gone <= {re.sub(r"\[\^\d+\]", "", line) for line in happened}


# --- what is known in part ---------------------------------------------------------------------------------


@pytest.fixture
def notified(change: Callable[[str, str, str], Path]) -> Callable[[str], None]:
    """Sets the day of the TOW missiles' notification, which is all that then is known of them."""

    def changed(when: str) -> None:
        path = change(TOW, "date: 2025-12-17, state: notified", f"date: {when}, state: notified")
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.index("  - {date: 2025-12-18")], encoding="utf-8")

    return changed


def places(run: Run, *words: str) -> dict[str, list[str]]:
    """In which sections a memo tells of the notification of the TOW missiles."""
    memo = told(run, *words)
    return {
        key: [fact["kind"] for fact in memo[key] if fact["id"] == TOW and fact["kind"] == "notification"]
        for key in SECTIONS
        if any(fact["id"] == TOW and fact["kind"] == "notification" for fact in memo[key])
    }


@pytest.mark.parametrize(
    ("when", "since", "until", "place"),
    [
        ("2025-12-15", "2025-12-15", "2025-12-21", "notifications"),
        ("2025-12-21", "2025-12-15", "2025-12-21", "notifications"),
        ("2025-12-14", "2025-12-15", "2025-12-21", "learnt"),
        ("2025-12-22", "2025-12-15", "2025-12-21", None),
        ("2025-12", "2025-12-15", "2025-12-21", "perhaps"),
        ("2025-12", "2025-12-01", "2025-12-31", "notifications"),
        ("2025-12", "2025-12-31", "2026-01-06", "perhaps"),
        ("2025-12", "2026-01-01", "2026-01-06", None),
        ("2025", "2025-12-15", "2025-12-21", "perhaps"),
        ("2025", "2025-01-01", "2025-12-31", "notifications"),
        ("unknown, not-before: 2025-12-16, not-after: 2025-12-20", "2025-12-15", "2025-12-21", "notifications"),
        ("unknown, not-after: 2025-12-15", "2025-12-15", "2025-12-21", "perhaps"),
        ("unknown, not-after: 2025-12-14", "2025-12-15", "2025-12-21", "learnt"),
        ("unknown, not-before: 2025-12-22", "2025-12-15", "2025-12-21", None),
        ("unknown", "2025-12-15", "2025-12-21", "perhaps"),
    ],
)
def test_a_loosely_known_day_is_in_the_period_only_if_every_day_that_it_may_mean_is(
    run: Run, notified: Callable[[str], None], when: str, since: str, until: str, place: str | None
) -> None:
    notified(when)
    found = places(run, "--as-of", until, "brief", "--since", since)
    assert found == ({} if place is None else {place: ["notification"]})


def test_what_is_perhaps_in_the_period_stands_apart_and_is_not_counted(
    run: Run, notified: Callable[[str], None]
) -> None:
    notified("2025-12")
    memo = run(*WEEK).out
    perhaps = [line for line in section(memo, "Perhaps in this period") if f"`{TOW}`" in line]
    assert perhaps[0].startswith("- 2025-12: notification: Taiwan (TW), TOW 2B Missile System. Ceiling $353 M. ")
    assert "Last day of the review unknown." in perhaps[0]
    totals = section(memo, "Totals")
    assert totals[0] == (
        "- Notified: 7 sales, 1 announcement, $10,752,400,000; 1 sale left out, notified on a day known too loosely."
    )


def test_a_move_that_what_followed_puts_before_the_period_is_not_perhaps_in_it(run: Run, ledger: Path) -> None:
    path = ledger / "sales/2025/taiwan-ah1w-parts-2025.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "  - {date: 2026, state: offered, source: dsca}\n  - {date: 2026-05-04, state: accepted, source: dsca}\n",
        encoding="utf-8",
    )

    def perhaps(since: str, until: str) -> list[str]:
        memo = told(run, "--as-of", until, "brief", "--since", since)
        return [fact["state"] for fact in memo["perhaps"] if fact["id"] == "taiwan-ah1w-parts-2025"]

    assert perhaps("2026-04-01", "2026-04-07") == ["offered"]
    assert perhaps("2026-06-01", "2026-06-07") == []


def test_an_unknown_value_is_said_and_stands_beside_the_total(run: Run, change: Callable[..., Path]) -> None:
    change(TOW, "353M", "unknown")
    memo = run(*WEEK).out
    (paragraph,) = [one for one in section(memo, "New notifications") if f"`{TOW}`" in one]
    assert "TOW 2B Missile System. Value unknown. AECA" in paragraph
    assert section(memo, "Totals")[:2] == [
        "- Notified: 8 sales, 1 announcement, $10,752,400,000, plus 1 of unknown value.",
        "- Taiwan (TW): 8 sales, $10,752,400,000, plus 1 of unknown value.",
    ]
    memo = run(*WEEK, "--min-value", "1B").out
    assert "- Not in this memo: 1 sale of unknown value." in section(memo, "Totals")


def test_a_week_in_which_nothing_happened_says_so_in_every_section(run: Run) -> None:
    memo = run("--as-of", "2025-12-14", "brief", "--since", "monday").out
    for title in TITLES.values():
        assert section(memo, title) == []
    assert section(memo, "Totals") == ["- Notified: 0 sales, 0 announcements, $0."]
    assert "## Sources" not in memo


def test_an_entry_without_a_source_says_so(run: Run, change: Callable[..., Path]) -> None:
    change(TOW, "state: notified, source: dsca", "state: notified")
    (paragraph,) = [one for one in section(run(*WEEK).out, "New notifications") if f"`{TOW}`" in one]
    assert paragraph.endswith(f"`{TOW}` (no source given)")


def test_an_amendment_says_what_it_adds_and_to_what(run: Run, ledger: Path) -> None:
    for name, value in (("more", "{total: 400M, increase: 47M}"), ("much", "{total: unknown}")):
        (ledger / f"sales/{name}.yaml").write_text(
            f"id: {name}\ntitle: More missiles\nrecipient: TW\nauthority: 36(b)(5)(C)\namends: {TOW}\n"
            f"value: {value}\nhistory:\n  - {{date: 2025-12-19, state: notified}}\n"
        )
    more, much = section(run(*WEEK).out, "New notifications")[-2:]
    assert f"Adds $47 M to `{TOW}`, revised ceiling $400 M. AECA 36(b)(5)(C), no transmittal known." in more
    assert f"Adds a value unknown to `{TOW}`, revised ceiling unknown." in much


def test_a_report_before_delivery_has_no_review(run: Run, ledger: Path) -> None:
    (ledger / "sales/report.yaml").write_text(
        f"id: report\ntitle: Better seekers\nrecipient: TW\nauthority: 36(b)(5)(A)\namends: {TOW}\n"
        "history:\n  - {date: 2025-12-19, state: reported-to-congress}\n"
    )
    memo = run(*WEEK).out
    assert "AECA 36(b)(5)(A), no transmittal known. Delivery possible from 2026-02-03. `report`" in memo
    assert "- 2026-02-02: last day of the wait before delivery: `report`, Better seekers, Taiwan (TW)" in memo


# --- text from files ---------------------------------------------------------------------------------------

HOSTILE = [
    "# A heading", "- a list", "[^1]: a note", "[text](https://evil.example/)", "a | b", "**bold** _it_ `code`",
    "<script>alert(1)</script>", "a\n\n# b", "a\n- b\n[^1]: c", "\x1b[31mred", "1. one", "![x](y)", "~~~", "`", "\\",
    "| a |\n| - |", "&lt;b&gt;", "[^1]", "**", "> quote", "\u202eevil",
]  # fmt: skip


def quoted(text: str) -> str:
    import json

    return json.dumps(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(run: Run, ledger: Path, text: str) -> None:
    path = ledger / "sales/2025/taiwan-tow-2025.yaml"
    path.write_text(
        f"id: {TOW}\ntitle: {quoted(text)}\nrecipient: TW\nauthority: 36(b)(1)\nvalue: {{total: 353M}}\n"
        f"sources:\n  dsca: {{url: 'https://example.org/a_b|c', title: {quoted(text)}}}\nhistory:\n"
        f"  - {{date: 2025-12-17, state: notified, source: dsca}}\n"
        f"  - {{date: 2025-12-18, event: note, actor: {quoted(text)}, note: {quoted(text)}, source: dsca}}\n",
        encoding="utf-8",
    )
    (resolution,) = ledger.rglob("119-sjres-101.yaml")
    held = resolution.read_text(encoding="utf-8")
    held = held.replace("Disapproval of the eight sales to Taiwan notified on 17 December 2025", quoted(text))
    held = held.replace("S.J.Res. 101", quoted(text)).replace("date: 2026-01-05", "date: 2025-12-18")
    resolution.write_text(held, encoding="utf-8")
    words = ("--as-of", "2025-12-21", "brief", "--since", "2025-12-15")
    memo = run(*words).out
    plain = run(*words, "--as-of", "2025-12-21", "--ledger", str(NOVEMBER)).out
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", memo)
    tokens = MarkdownIt("commonmark").enable("table").parse(memo)
    kinds = {token.type for token in tokens}
    assert kinds <= {token.type for token in MarkdownIt("commonmark").parse(plain)}
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "strong_open", "strong_close", "code_inline", "link_open", "link_close", "softbreak"}
    assert [t.content for t in tokens if t.type == "inline" and t.content in TITLES.values()] == list(TITLES.values())
    notes = memo.partition("\n## Sources\n\n")[2].splitlines()
    assert [re.match(r"\[\^(\d+)\]: ", note)[1] for note in notes] == [str(n) for n in range(1, len(notes) + 1)]  # type: ignore[index]
    for links in (child for token in tokens for child in token.children or () if child.type == "link_open"):
        assert str(links.attrs["href"]).startswith("https://")
        assert "evil" not in str(links.attrs["href"]) or "evil" in text


# --- how it is asked ---------------------------------------------------------------------------------------


def test_a_word_for_the_day_is_seen_from_the_as_of_day(run: Run) -> None:
    for words, first in (("monday", "2025-12-15"), ("last sunday", "2025-12-14"), ("yesterday", "2025-12-20"),
                         ("7d", "2025-12-14"), ("2w", "2025-12-07")):  # fmt: skip
        memo = run("--as-of", "2025-12-21", "brief", "--since", words).out
        assert memo.startswith(f"# U.S. arms sales, {first} to 2025-12-21\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "--since", "2025-12-22"), "2025-12-22 comes after 2025-12-21, the as-of day"),
        (("brief", "--since", "2025-13"), "`2025-13` has no month 13"),
        (("brief", "--since", "monday", "--within", "soon"), "`soon` is not a number of days"),
        (("brief", "--since", "monday", "-r", "Atlantis"), "`Atlantis` is no recipient"),
        (("brief", "--since", "monday", "--until", "2025-12-20"), "No such option"),
    ],
)
def test_wrong_input_ends_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("--as-of", "2025-12-21", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_error_lists_every_word_for_a_day(run: Run) -> None:
    error = run("--as-of", "2025-12-21", "brief", "--since", "last day").err
    assert "`last day` names no day" in error
    for words in ("2025-12-15", "monday … sunday", "last monday … last sunday", "today", "yesterday", "7d, 2w"):
        assert words in error


@pytest.mark.parametrize(
    "filters",
    [(), ("-r", "TW"), ("-r", "IL,SA"), ("--class", "munitions"), ("--min-value", "1B"), ("--state", "notified")],
)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_the_index_and_the_files_tell_alike(run: Run, filters: tuple[str, ...], form: str) -> None:
    words = ("--ledger", str(NOVEMBER), "--as-of", "2026-03-20", "brief", "--since", "4w", *filters, "--format", form)
    with_index = run(*words)
    assert with_index.code == 0
    assert with_index == run("--no-index", *words)


def test_filters_choose_the_sales_and_their_resolutions(run: Run) -> None:
    words = ("--ledger", str(NOVEMBER), "--as-of", "2026-03-20", "brief", "--since", "4w", "-r", "TW")
    memo = told(run, *words)
    recipients = {str(fact["recipient"]) for key in SECTIONS for fact in memo[key]}
    assert recipients == {"TW"}
    assert memo["chosen_by"] == ["--recipient", "TW"]
    assert "Only --recipient TW." in run(*words).out
    assert run("--as-of", "2026-01-06", "brief", "--since", "monday", "--emergency").out.count("119-sjres-101") == 0


def test_every_fact_as_csv_says_its_section(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*WEEK, "--format", "csv").out)))
    memo = told(run, *WEEK)
    assert [(row["section"], row["id"]) for row in rows] == [
        (key, fact["id"]) for key in SECTIONS for fact in memo[key]
    ]


def test_a_file_that_cannot_be_read_hides_no_other(run: Run, change: Callable[..., Path]) -> None:
    change(TOW, "title:", "titel:")
    ran = run(*WEEK)
    assert ran.code == 4
    assert len(section(ran.out, "New notifications")) == 7
    assert "taiwan-tow-2025.yaml" in ran.err


def test_the_days_of_the_memo_may_be_one_day(run: Run) -> None:
    assert len(told(run, "--as-of", "2025-12-17", "brief", "--since", "today")["notifications"]) == 8
    assert day("2025-12-17").isoformat() in run("--as-of", "2025-12-17", "brief", "--since", "today").out
