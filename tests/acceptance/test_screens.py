r"""What a person sees, kept as files in `golden/`: every command at 80 columns, ten at 60 and 200 and in a pipe, too.

`NAME.txt` holds the screens under NO_COLOR, `NAME.colour.txt` for a few the same screen in colour with
each escape code written as `\x1b`, `NAME.ascii.txt` that of a terminal that knows no more than ASCII,
where a screen has pictures. `pytest tests/acceptance/test_screens.py --regenerate` writes them anew;
then read the difference as a user would, not only as text. What must hold of every screen at every
width is said by the tests below; all but a sample of the narrow and the wide ones are slow.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from acceptance.sales_written import write_sale
from conftest import NOVEMBER, TAIWAN
from rich.cells import cell_len
from sampling import sampled

if TYPE_CHECKING:
    from conftest import Ran, Run, RunReal

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (60, 80, 200)
ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
READABLE_ANYWHERE = {"", "0", "1", "2", "1;31", "1;35", "31", "32", "34", "35", "36"}
"""Weight, and the colours that can be read on a dark ground and on a light one: no white, black, yellow or bright."""


def nothing(ledger: Path) -> None:
    """The ledger as it is."""


def mistakes(ledger: Path) -> None:
    """Two files with mistakes of several kinds, and one with a warning."""
    _replace(ledger, "taiwan-tow-2025", "title:", "titel:")
    _replace(ledger, "taiwan-himars-2025", "total: 4.05B", "total: 4,05B")
    _replace(ledger, "taiwan-altius-2025", "state: notified, source: dsca", "state: notified")


def unusual(ledger: Path) -> None:
    """Sales as they come too: several recipients, an unknown value, wide letters, an emergency, a long title."""
    _replace(ledger, "taiwan-tow-2025", "recipient: TW", "recipient: [AE, JO, SA]")
    _replace(ledger, "taiwan-tow-2025", "total: 353M", "total: unknown")
    _replace(ledger, "taiwan-javelin-2025", "title: Javelin Missile System", "title: 標槍飛彈系統 Javelin — “marteau”")
    _replace(
        ledger,
        "taiwan-altius-2025",
        "state: notified, source: dsca",
        "state: notified, emergency: {justification: An attack is under way}, source: dsca",
    )
    _replace(ledger, "taiwan-m109a7-2025", "recipient: TW", "recipient: unknown")


def foreign_military(ledger: Path) -> None:
    """The reported package, once it is known under which section it comes."""
    _replace(ledger, "taiwan-pac3-nasams-2026", "authority: unknown", "authority: 36(b)(1)")


def bare_address(ledger: Path) -> None:
    """A sale whose history names a source by its address, as `advance --source` writes it, and says much of it."""
    (path,) = ledger.rglob("taiwan-ah1w-parts-2025.yaml")
    entry = (
        "  - date: 2026-02-03\n    state: offered\n    source: https://www.example.org/news/2026/02/03/"
        "the-letter-of-offer-for-the-parts-has-arrived-in-taipei-as-the-ministry-says\n"
        "    note: A note with https://www.example.org/a/rather/long/address/that/fits/no/narrow/column in it.\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")


def figures(ledger: Path) -> None:
    """Figures published about the package, one of which does not hold."""
    _copy(ledger, "taiwan-2025-12-17-sales", "taiwan-2025-12-17-value", "taiwan-2025-special-budget-sales")
    (path,) = ledger.rglob("taiwan-2025-12-17-sales.yaml")
    text = path.read_text(encoding="utf-8")
    assert "published: 8" in text
    path.write_text(text.replace("published: 8", "published: 9"), encoding="utf-8")


def votes(ledger: Path) -> None:
    """Resolutions that were voted on."""
    _copy(ledger, "116-sjres-36", "119-sjres-41")


def amendment(ledger: Path) -> None:
    """A sale and what was added to it later, the value of which is not known."""
    _copy(ledger, "taiwan-himars-2020", "taiwan-himars-addition")


def lives(ledger: Path) -> None:
    """Sales to Taiwan of earlier years with the dates of their lives, and one to Turkey and one to Switzerland."""
    _copy(
        ledger,
        *("taiwan-jsow-2017", "taiwan-harm-2017", "taiwan-m1a2t-2019", "taiwan-f16-block70-2019", "taiwan-mq9b-2020"),
        *("taiwan-himars-2020", "taiwan-himars-addition", "taiwan-harpoon-coastal-2020", "taiwan-altius-2024"),
        *("turkey-f16-2024", "switzerland-f35-2020"),
    )


def in_part(ledger: Path) -> None:
    """Two notifications to Taiwan of which no more than the month is known, and one of no known day."""
    write_sale(ledger, "taiwan-earlier", "2025-03 notified")
    write_sale(ledger, "taiwan-later", "2026-06 notified")
    write_sale(ledger, "taiwan-some-day", "unknown notified")
    write_sale(ledger, "taiwan-first", "2024-02-07 notified")


def small_cases(ledger: Path) -> None:
    """Cases to the Philippines below the thresholds, one of them of unknown value."""
    small = {
        "philippines-boats": ("2026-02-03", "25M", "0"),
        "philippines-engines": ("2026-03", "13.5M", "unknown"),
        "philippines-radios": ("2026-05-20", "12M", "2M"),
        "philippines-training": ("2026-04-01", "unknown", "unknown"),
    }
    for id, (day, total, mde) in small.items():
        write_sale(ledger, id, f"{day} offered", recipient="PH", total=total, mde=mde)


def disagreements(ledger: Path) -> None:
    """Records of which sources disagree on a day, a quantity, a vote and a published sum."""
    _copy(ledger, "israel-mk84-2025", "canada-air-weapons-2025", "118-sjres-113", "saudi-apkws-2026")
    _copy(ledger, "taiwan-2017-2021-maintenance")


def years(ledger: Path) -> None:
    """Earlier sales to Taiwan: one that was given up, one of unknown value, two of one year, one of no known year."""
    for name, value, *history in (
        ("taiwan-tanks-2019", "2B", "2019-07-08, state: notified", "2019-12-13, state: cancelled, skipped: [offered]"),
        ("taiwan-jets-2019", "8B", "2019-08-20, state: notified"),
        ("taiwan-coastal-2020", "2.37B", "2020-10-26, state: notified", "2021-12-31, state: accepted"),
        ("taiwan-link-2022", "unknown", "2022-09-02, state: notified"),
        ("taiwan-jets-parts-2023", "500M", "2023, state: notified"),
        ("taiwan-jets-parts-addition", "unknown", "2023-11-02, state: notified"),
        ("taiwan-some-time", "70M", "unknown, not-before: 2021-06-01, not-after: 2022-06-01, state: notified"),
    ):
        entries = "".join(f"  - {{date: {entry}}}\n" for entry in history)
        (ledger / f"sales/{name}.yaml").write_text(
            f"id: {name}\ntitle: Something of that time\nrecipient: TW\nauthority: 36(b)(1)\n"
            f"value: {{total: {value}}}\nhistory:\n{entries}",
            encoding="utf-8",
        )


def several_years(ledger: Path) -> None:
    """Sales of other years, one given up, one delivered, one amended, and commercial ones of unknown value."""
    _copy(ledger, "taiwan-mk54-2017", "taiwan-m1a2t-2019", "taiwan-himars-2020", "taiwan-field-communications-2020")
    _copy(ledger, "taiwan-m109a6-2021", "taiwan-himars-addition", "saudi-paveway-fuzing-2019", "norway-aim9x-2025")


def licensed(ledger: Path) -> None:
    """Sales to Saudi Arabia: by the government, and commercial ones of unknown value."""
    _copy(ledger, "saudi-paveway-fuzing-2019", "saudi-paveway-coproduction-2019", "saudi-tow-2024", "saudi-mk54-2025")


def waiting(ledger: Path) -> None:
    """Sales that Taiwan has waited for longer: some delivered, some in part, one given up, one restated."""
    _copy(ledger, "taiwan-m1a2t-2019", "taiwan-m109a6-2021", "taiwan-mk54-2017", "taiwan-himars-2020")
    _copy(ledger, "taiwan-himars-addition", "taiwan-altius-2024", "taiwan-standard-parts-2022")
    (path,) = ledger.rglob("taiwan-m1a2t-2019.yaml")
    restated = '  - {date: 2022-05, event: value-revised, value: 2.2B, source: "https://example.org/restated"}\n'
    path.write_text(path.read_text(encoding="utf-8") + restated, encoding="utf-8")


def _copy(ledger: Path, *names: str) -> None:
    for name in names:
        (path,) = NOVEMBER.rglob(f"{name}.yaml")
        target = ledger / path.relative_to(NOVEMBER)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _replace(ledger: Path, sale: str, old: str, new: str) -> None:
    (path,) = ledger.rglob(f"{sale}.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@dataclass(frozen=True)
class Screen:
    """One screen: the command as typed, what must be true before, and moves that come before it."""

    command: str
    before: tuple[str, ...] = ()
    given: Callable[[Path], None] = nothing
    for_editors: bool = False
    """Whether it has lines that editors read too, such as those of a problem or an error, which are never broken."""


SCREENS = {
    "first-contact": Screen("--as-of 2026-01-10"),
    "first-contact-later": Screen("--as-of 2026-11-20"),
    "list": Screen("--as-of 2026-11-20 list"),
    "list-under-review": Screen("--as-of 2026-01-16 list --state notified"),
    "list-none": Screen("--as-of 2026-11-20 list --state notified"),
    "list-limit": Screen("--as-of 2026-11-20 list --limit 2 --sort value"),
    "list-columns": Screen("--as-of 2026-11-20 list --columns id,title,value_usd,purchaser"),
    "list-with-mistakes": Screen("--as-of 2026-11-20 list", given=mistakes, for_editors=True),
    "list-unusual": Screen("--as-of 2025-12-20 list", given=unusual),
    "list-recipient": Screen("--as-of 2026-11-20 list -r TW --year 2019", given=years),
    "show-under-review": Screen("--as-of 2026-01-16 show taiwan-himars-2025"),
    "show-accepted": Screen("--as-of 2026-11-20 show taiwan-himars-2025"),
    "show-reported": Screen("--as-of 2026-11-20 show taiwan-pac3-nasams-2026"),
    "show-unusual": Screen("--as-of 2025-12-20 show taiwan-altius-2025", given=unusual),
    "show-bare-address": Screen("--as-of 2026-11-20 show taiwan-ah1w-parts-2025", given=bare_address),
    "show-explain": Screen("--as-of 2026-01-16 show 26-01 --explain"),
    "show-ended": Screen("--as-of 2026-11-20 show taiwan-tanks-2019", given=years),
    "show-passed-over": Screen("--as-of 2026-11-20 show taiwan-coastal-2020", given=years),
    "next-under-review": Screen("--as-of 2026-01-16 next taiwan-himars-2025"),
    "next-accepted": Screen("--as-of 2026-11-20 next taiwan-himars-2025"),
    "advance": Screen("--as-of 2026-11-20 advance taiwan-pac3-nasams-2026 notified", given=foreign_military),
    "advance-unknown-authority": Screen("--as-of 2026-11-20 advance taiwan-pac3-nasams-2026 notified"),
    "advance-refused": Screen("--as-of 2026-11-20 advance taiwan-himars-2025 offered --on 2026-01-10"),
    "advance-skip": Screen("--as-of 2026-11-20 advance taiwan-ah1w-parts-2025 accepted --skip --source dsca --dry-run"),
    "advance-emergency": Screen(
        "--as-of 2026-11-20 advance taiwan-pac3-nasams-2026 notified --emergency --justification War",
        given=foreign_military,
    ),
    "record": Screen("--as-of 2026-11-20 record taiwan-himars-2025 delivery --quantity 11 --item HIMARS --source dsca"),
    "undo": Screen(
        "--as-of 2026-11-20 undo taiwan-ah1w-parts-2025",
        before=("--as-of 2026-11-20 advance taiwan-ah1w-parts-2025 offered --source https://example.org/a-report",),
    ),
    "summary": Screen("--as-of 2026-11-20 summary --year 2025"),
    "summary-by-two": Screen("--as-of 2026-11-20 summary --by class,state"),
    "summary-chart": Screen("--as-of 2026-11-20 summary --by state --chart"),
    "summary-unusual": Screen("--as-of 2026-11-20 summary", given=unusual),
    "summary-side-by-side": Screen("--as-of 2026-11-20 summary", given=several_years),
    "summary-by-type": Screen("--as-of 2026-11-20 summary --by year,type", given=several_years),
    "summary-top-by-type": Screen("--as-of 2026-11-20 summary --by year,type --top 2", given=several_years),
    "summary-share": Screen("--as-of 2026-11-20 summary --by region,class --share --top 3", given=several_years),
    "summary-rolling": Screen("--as-of 2026-11-20 summary --by year --rolling 2 --chart", given=several_years),
    "summary-line": Screen("--as-of 2026-11-20 summary --by year --real 2025 --chart -r TW", given=several_years),
    "summary-pivot": Screen("--as-of 2026-11-20 summary --by year,class --pivot --unit millions", given=several_years),
    "summary-fiscal": Screen("--as-of 2026-11-20 summary --by fy-quarter --fy-start 07 --fy 2026", given=several_years),
    "summary-announcements": Screen("--as-of 2026-11-20 summary --by class --count-by announcement"),
    "summary-accepted": Screen("--as-of 2026-11-20 summary --measure accepted --by year", given=several_years),
    "summary-audit": Screen("--as-of 2026-11-20 summary --audit", given=several_years),
    "summary-wrong": Screen("summary --rolling 3 --by administration"),
    "summary-none": Screen("--as-of 2026-11-20 summary -r JP"),
    "due": Screen("--as-of 2026-03-20 due"),
    "due-clocks": Screen("--as-of 2026-01-10 due", given=votes),
    "due-explain": Screen("--as-of 2026-01-10 due --within 7d --explain", given=votes),
    "due-none": Screen("--as-of 2026-11-20 due --within 1d"),
    "timeline": Screen("--as-of 2026-11-20 timeline taiwan-himars-2025"),
    "timeline-reported": Screen("--as-of 2026-11-20 timeline taiwan-pac3-nasams-2026"),
    "timeline-gaps": Screen("--as-of 2026-11-20 timeline --gaps -r TW", given=lives),
    "timeline-compare": Screen("--as-of 2026-11-20 timeline taiwan-jsow-2017 --compare median", given=lives),
    "gaps": Screen("--as-of 2026-11-20 gaps -r TW --min 300d", given=lives),
    "gaps-none": Screen("--as-of 2026-01-10 gaps"),
    "queue": Screen("--as-of 2026-11-20 queue --system HIMARS", given=lives),
    "gaps-in-part": Screen("--as-of 2026-11-20 gaps -r TW --min 150d", given=in_part),
    "deliveries": Screen("--as-of 2026-11-20 deliveries", given=waiting),
    "events": Screen("--as-of 2026-11-20 events -r TW --on-or-after 2026-05-20", given=waiting),
    "events-none": Screen("--as-of 2026-11-20 events --since 2026-01-01"),
    "queue-in-part": Screen("--as-of 2026-11-20 queue --system Abrams", given=lives),
    "queue-text": Screen("--as-of 2026-11-20 queue --system trailers"),
    "queue-none": Screen("--as-of 2026-11-20 queue --system Hymars"),
    "slip": Screen("--as-of 2026-11-20 slip taiwan-jsow-2017", given=lives),
    "slip-not-compared": Screen("--as-of 2026-11-20 slip taiwan-mq9b-2020", given=lives),
    "slip-all": Screen("--as-of 2026-11-20 slip", given=lives),
    "clusters": Screen("--as-of 2026-11-20 clusters", given=small_cases),
    "clusters-none": Screen("--as-of 2026-11-20 clusters"),
    "chain": Screen("--as-of 2026-11-20 chain taiwan-himars-2025"),
    "chain-amended": Screen("--as-of 2026-11-20 chain taiwan-himars-addition", given=amendment),
    "backlog": Screen("--as-of 2022-06-01 backlog", given=waiting),
    "backlog-remaining": Screen("--as-of 2026-11-20 backlog --rule remaining-value --stats age", given=waiting),
    "backlog-by": Screen("--as-of 2026-11-20 backlog --by administration,class --stats age", given=waiting),
    "backlog-side-by-side": Screen("--as-of 2026-11-20 backlog --by recipient", given=licensed),
    "backlog-diff-side-by-side": Screen("backlog diff --from 2019-06-01 --to 2025-12-31 -r SA", given=licensed),
    "backlog-none": Screen("--as-of 2026-11-20 backlog -r JP"),
    "backlog-diff": Screen("backlog diff --from 2021-12-31 --to 2025-12-31", given=waiting),
    "backlog-series": Screen("backlog series --from 2024-01-01 --every quarter", given=waiting),
    "backlog-diff-by": Screen("backlog diff --from 2024-01-01 --to 2025-12-31 --by class,state", given=waiting),
    "resolutions": Screen("--as-of 2026-11-20 resolutions", given=votes),
    "resolutions-show": Screen("--as-of 2026-11-20 resolutions show 119-sjres-101"),
    "resolutions-show-votes": Screen("--as-of 2026-11-20 resolutions show 116-sjres-36", given=votes),
    "resolutions-votes": Screen("--as-of 2026-11-20 resolutions votes", given=votes),
    "conflicts": Screen("--as-of 2026-11-20 conflicts", given=disagreements),
    "conflicts-none": Screen("--as-of 2026-11-20 conflicts taiwan-tow-2025", given=disagreements),
    "cite": Screen("--as-of 2026-11-20 cite taiwan-himars-2025"),
    "cite-summary": Screen("--as-of 2026-11-20 cite summary --recipient TW --year 2025"),
    "cite-chicago": Screen("--as-of 2026-11-20 cite S.J.Res.101 --style chicago"),
    "law": Screen("--as-of 2026-11-20 law"),
    "workflow": Screen("workflow"),
    "workflow-fms": Screen("workflow fms"),
    "verify": Screen("--as-of 2026-11-20 verify", given=figures),
    "verify-none": Screen("--as-of 2026-11-20 verify"),
    "check": Screen("check -r TW --mde 14M --total 20M --on 2025-12-17"),
    "check-not-required": Screen("check -r NL --mde 10M --total 12M --on 2025-12-17"),
    "check-unknown": Screen("check -r NL,TW --mde unknown --on 2025-12-17"),
    "check-emergency": Screen("check -r TW --mde 14M --emergency --on 2025-12-17"),
    "validate": Screen("validate"),
    "validate-mistakes": Screen("validate", given=mistakes, for_editors=True),
    "init": Screen("init mine"),
    "unknown-sale": Screen("show taiwan-hymars", for_editors=True),
    "ambiguous-sale": Screen("show taiwan-t"),
    "unknown-command": Screen("shwo taiwan-tow-2025"),
}


AT_EVERY_WIDTH = (
    *("list", "list-unusual", "show-under-review", "next-under-review", "advance-refused"),
    *("summary-side-by-side", "backlog-diff", "due-clocks", "timeline", "check"),
)
"""Screens that are looked at on a narrow and on a wide terminal and in a pipe, too."""

IN_COLOUR = ("list", "show-under-review", "next-under-review", "advance-refused", "summary-chart", "validate-mistakes")
"""Screens that are looked at in colour, too."""

WITH_PICTURES = ("due-clocks", "list-recipient", "show-ended", "show-passed-over")
"""Screens that are looked at on a terminal of ASCII, too."""

ORDINARY = 80
"""The width at which every screen is looked at."""

_NARROW_AND_WIDE = [
    (name, width) for name in SCREENS for width in WIDTHS if width != ORDINARY and name not in AT_EVERY_WIDTH
]
at_every_width = pytest.mark.parametrize(
    ("name", "width"),
    [
        *sampled([(name, ORDINARY) for name in SCREENS], 40),
        *sampled([(name, width) for name in AT_EVERY_WIDTH for width in WIDTHS if width != ORDINARY], 12),
        *sampled(_NARROW_AND_WIDE, 10),
    ],
)

SEEN: dict[tuple[Screen, int | None, bool, str], Ran] = {}
"""Every screen is drawn once: nothing but the screen, the width, the colour and the letters decides what is on it."""


def look(
    run: Run, ledger: Path, screen: Screen, columns: int | None, colour: bool = False, encoding: str = "utf-8"
) -> Ran:
    """One screen, on a ledger of its own."""
    key = (screen, columns, colour, encoding)
    if key not in SEEN:
        SEEN[key] = draw(run, ledger, screen, columns, colour, encoding)
    return SEEN[key]


def draw(run: Run, ledger: Path, screen: Screen, columns: int | None, colour: bool, encoding: str) -> Ran:
    untouched = ledger.with_name("untouched")
    if not untouched.exists():
        shutil.copytree(ledger, untouched)
    shutil.rmtree(ledger)
    shutil.copytree(untouched, ledger)
    screen.given(ledger)
    for command in screen.before:
        assert run(*command.split()).code == 0
    env = {"NO_COLOR": "1"} if columns is not None and not colour else {}
    return run(*screen.command.split(), columns=columns, env=env, encoding=encoding)


def plain_file(run: Run, ledger: Path, screen: Screen) -> str:
    piped = look(run, ledger, screen, None)
    parts = [f"$ armstrack {screen.command}\n(exit code {piped.code})\n"]
    everywhere = any(screen is SCREENS[name] for name in AT_EVERY_WIDTH)
    for width in WIDTHS if everywhere else (ORDINARY,):
        parts += [f"\n──── {width} columns ────\n", look(run, ledger, screen, width).out]
    if everywhere:
        parts += ["\n──── piped: standard output ────\n", piped.out, "\n──── piped: standard error ────\n", piped.err]
    return "".join(parts)


def colour_file(run: Run, ledger: Path, screen: Screen) -> str:
    seen = look(run, ledger, screen, ORDINARY, colour=True).out.replace("\x1b", r"\x1b")
    return f"$ armstrack {screen.command}\n\n──── {ORDINARY} columns ────\n{seen}"


def ascii_file(run: Run, ledger: Path, screen: Screen) -> str:
    seen = look(run, ledger, screen, ORDINARY, encoding="ascii").out
    return f"$ armstrack {screen.command}\n\n---- {ORDINARY} columns ----\n{seen}"


KINDS = {"txt": plain_file, "colour.txt": colour_file, "ascii.txt": ascii_file}
LOOKED_AT = {"txt": tuple(SCREENS), "colour.txt": IN_COLOUR, "ascii.txt": WITH_PICTURES}
FILES = [(name, kind) for name in SCREENS for kind in KINDS if name in LOOKED_AT[kind]]


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_the_screen_is_the_golden_one(
    run: Run, ledger: Path, request: pytest.FixtureRequest, name: str, kind: str
) -> None:
    seen = KINDS[kind](run, ledger, SCREENS[name])
    path = GOLDEN / f"{name}.{kind}"
    if request.config.getoption("--regenerate"):
        path.write_text(seen, encoding="utf-8")
    golden = path.read_text(encoding="utf-8") if path.exists() else ""
    if seen != golden:
        lines = difflib.unified_diff(golden.splitlines(), seen.splitlines(), str(path), "as seen now", lineterm="")
        pytest.fail("\n".join([*lines, "If it is meant so: run pytest with --regenerate and read the difference."]))


def test_every_golden_file_belongs_to_a_screen() -> None:
    known = {f"{name}.{kind}" for name, kind in FILES}
    assert {path.name for path in GOLDEN.iterdir()} == known


@at_every_width
def test_no_line_is_wider_than_the_terminal(run: Run, ledger: Path, name: str, width: int) -> None:
    screen = SCREENS[name]
    quiet = Screen(f"--quiet {screen.command}", screen.before, screen.given)
    seen = look(run, ledger, quiet, width).out
    wide = [line for line in seen.splitlines() if cell_len(line) > width and "https://" not in line]
    assert not wide or screen.for_editors


@pytest.mark.parametrize("name", ["list", "advance-emergency", "validate", "unknown-sale", "summary-unusual"])
def test_a_remark_and_an_error_are_broken_at_words(run: Run, ledger: Path, name: str) -> None:
    seen = look(run, ledger, SCREENS[name], 60).out
    assert [line for line in seen.splitlines() if cell_len(line) > 60] == []


@at_every_width
def test_colour_adds_nothing_but_colour(run: Run, ledger: Path, name: str, width: int) -> None:
    coloured = look(run, ledger, SCREENS[name], width, colour=True).out
    assert ESCAPE.sub("", coloured) == look(run, ledger, SCREENS[name], width).out


@pytest.mark.parametrize("name", WITH_PICTURES)
def test_a_terminal_of_ascii_gets_pictures_of_ascii(run: Run, ledger: Path, name: str) -> None:
    for width in WIDTHS:
        seen = look(run, ledger, SCREENS[name], width, encoding="ascii").out
        assert seen.isascii()
        assert "\\u" not in seen
        assert [line for line in seen.splitlines() if cell_len(line) > width and "https://" not in line] == []


@at_every_width
def test_colours_can_be_read_on_any_ground(run: Run, ledger: Path, name: str, width: int) -> None:
    coloured = look(run, ledger, SCREENS[name], width, colour=True).out
    assert set(ESCAPE.findall(coloured)) <= READABLE_ANYWHERE
    assert "\x1b" not in ESCAPE.sub("", coloured)
    for line in coloured.splitlines():
        codes = ESCAPE.findall(line)
        assert not codes or codes[-1] in ("", "0"), "an accent ends on its line"


@at_every_width
def test_no_line_ends_in_spaces(run: Run, ledger: Path, name: str, width: int) -> None:
    for ran in (look(run, ledger, SCREENS[name], width), look(run, ledger, SCREENS[name], None)):
        assert not [line for line in (ran.out + ran.err).splitlines() if line.endswith(" ")]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_keeps_the_sale_the_state_and_the_ceiling_at_every_width(run: Run, width: int) -> None:
    seen = run("--as-of", "2026-11-20", "list", columns=width, env={"NO_COLOR": "1"}).out
    assert "taiwan-tactical-mission-network  TW  " in seen
    assert re.search(r"^taiwan-himars-2025 +TW .*accepted .*\$4.05 B", seen, re.MULTILINE)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_names_the_columns_that_it_leaves_out(run: Run, width: int) -> None:
    seen = run("--as-of", "2026-11-20", "list", columns=width, env={"NO_COLOR": "1"}).out
    header = seen.splitlines()[0]
    missing = [title for title in ("Notified", "What", "Notice", "Since", "Package") if title not in header]
    if missing:
        (remark,) = [line for line in seen.splitlines() if line.startswith("Not shown in")]
        assert all(title in seen.partition(remark[:12])[2] for title in missing)
    assert run("--as-of", "2026-11-20", "list", "--quiet", columns=60).out.count("Not shown") == 0


def test_a_list_says_what_is_sold_in_an_ordinary_terminal(run: Run) -> None:
    seen = run("--as-of", "2026-11-20", "list", columns=80, env={"NO_COLOR": "1"}).out
    assert "Javelin" in seen


def words(text: str) -> list[str]:
    return re.findall(r"[\w./$§-]+", text)


@pytest.mark.parametrize("width", [44, 60, 80])
@pytest.mark.parametrize("command", ["show taiwan-himars-2025", "next taiwan-himars-2025"])
@pytest.mark.parametrize("day", ["2026-01-16", "2026-11-20"])
def test_the_page_of_one_sale_cuts_nothing_off(run: Run, day: str, command: str, width: int) -> None:
    """It is the last place to look: what it leaves out, a note or a law, a person cannot find anywhere."""
    piped = run("--as-of", day, *command.split()).out
    screen = run("--as-of", day, *command.split(), columns=width, env={"NO_COLOR": "1"}).out
    assert "…" not in screen
    lost = [word for word in words(piped) if len(word) < 20 and word not in words(screen)]
    assert lost == []


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize(
    "command",
    ["law", "law --history", "workflow fms", "resolutions show 119-sjres-101", "timeline taiwan-himars-2025",
     "check -r TW --mde 14M"],
)  # fmt: skip
def test_a_page_cuts_nothing_off(run: Run, command: str, width: int) -> None:
    piped = run("--as-of", "2026-11-20", *command.split()).out
    screen = run("--as-of", "2026-11-20", *command.split(), columns=width, env={"NO_COLOR": "1"}).out
    assert "…" not in screen
    assert "Not shown" not in screen
    # Titles are worded otherwise where columns stand in one, an empty column has none, a law's number may end a line.
    titles = {"Citation", "Mark", "From", "Made", "by", "Law", "If", "Until"}
    lost = {word for word in words(piped) if len(word) < 12} - set(words(screen)) - titles
    assert lost == set()


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_address_of_a_source_is_never_broken(run: Run, ledger: Path, width: int) -> None:
    bare_address(ledger)
    for command in ("show taiwan-himars-2025", "show taiwan-ah1w-parts-2025", "resolutions show 119-sjres-101"):
        piped = run("--as-of", "2026-11-20", *command.split()).out
        screen = run("--as-of", "2026-11-20", *command.split(), columns=width, env={"NO_COLOR": "1"}).out
        addresses = [line.strip() for line in piped.splitlines() if line.startswith("  https://")]
        assert addresses
        assert set(addresses) <= {line.strip() for line in screen.splitlines()}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_figure_is_never_cut(run: Run, width: int) -> None:
    seen = run("--as-of", "2026-11-20", "summary", "--by", "class,state", columns=width, env={"NO_COLOR": "1"}).out
    assert "$11,105,400,000" in seen
    assert not re.search(r"\$[\d,.]*…", seen)


@pytest.mark.parametrize("width", [20, 30, 40, 100, 500])
@pytest.mark.parametrize("command", ["", "list", "show 26-01", "next 26-01", "summary --by class,state --chart"])
def test_any_width_does(run: Run, width: int, command: str) -> None:
    ran = run("--as-of", "2026-01-16", "--quiet", *command.split(), columns=width, env={"NO_COLOR": "1"})
    assert ran.code == 0
    wide = [line for line in ran.out.splitlines() if cell_len(line) > width and "https://" not in line]
    assert set(wide) <= set(TAIWAN), "an id is never broken"


@pytest.mark.parametrize(
    ("name", "width"),
    [("list", 60), ("list", 80), ("list", 200), ("show-under-review", 80), ("advance-refused", 60), ("check", 200)],
)
def test_a_process_of_its_own_shows_the_same_screen(run: Run, run_real: RunReal, name: str, width: int) -> None:
    command = SCREENS[name].command.split()
    assert run_real(*command, tty=True, columns=width) == run(*command, columns=width)


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("command", ["", "list", "advance"])
def test_the_help_fits_the_terminal(run_real: RunReal, command: str, width: int) -> None:
    seen = run_real(*command.split(), "--help", tty=True, columns=width)
    assert seen.code == 0
    lines = [ESCAPE.sub("", line) for line in seen.out.splitlines()]
    assert [line for line in lines if cell_len(line) > width] == []
    assert any("Usage: armstrack" in line for line in lines)


@pytest.mark.parametrize("command", ["", "check"])
def test_the_help_can_be_read_on_any_ground(run_real: RunReal, command: str) -> None:
    seen = run_real(*command.split(), "--help", tty=True, columns=80)
    codes = {code for codes in ESCAPE.findall(seen.out) for code in codes.split(";")}
    assert codes <= {"", "0", "1", "2", "3", "31", "32", "34", "35", "36"}
