"""A site in a browser, opened from the disk: it works, it asks for nothing, and it is there without its script, too."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER
from sampling import sampled
from sites import DAY, build, call

from armstrack.model.authority import PROCEDURE_NAMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "sales/index.html",
    "sales/taiwan-himars-2025/index.html",
    "recipients/index.html",
    "recipients/TW/index.html",
    "years/2025/index.html",
    "backlog/index.html",
    "due/index.html",
    "resolutions/119-sjres-101/index.html",
    "resolutions/116-sjres-36/index.html",
    "packages/taiwan-2025-12-17/index.html",
    "charts/index.html",
    "law/index.html",
    "method/index.html",
    "data/index.html",
    "conflicts/index.html",
    "404.html",
    "embed/sales/taiwan-himars-2025/index.html",
)
"""A page of each kind."""

SHOWN = "Tabulator.findTable('#table')[0].getData('active')"
READY = "window.Tabulator && Tabulator.findTable('#table')[0] && document.querySelector('#follows').textContent !== ''"


class Seen:
    """A page that is open, and everything that it complained of or asked for."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site = page, site
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, name: str, question: str = "") -> Page:
        """Opens a page of the site from the disk."""
        self.said.clear()
        self.asked.clear()
        self.page.goto(f"{(self.site / name).as_uri()}{question}")
        return self.page

    def table(self, question: str = "") -> Page:
        """Opens the table of all sales, and waits until it can be used."""
        page = self.open("sales/index.html", question)
        page.wait_for_function(READY)
        return page

    @property
    def ids(self) -> list[str]:
        """The sales that the table shows, in its order."""
        ids: list[str] = self.page.evaluate(f"{SHOWN}.map((row) => row.id)")
        return ids


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a ledger of hundreds of sales."""
    out = tmp_path_factory.mktemp("november") / "out"
    build(NOVEMBER, out)
    return out


@pytest.fixture
def strict(browser: Browser, site: Path) -> Iterator[Seen]:
    """A site as its readers open it, under the policy of its pages."""
    context = browser.new_context()
    yield Seen(context.new_page(), site)
    context.close()


@pytest.fixture
def seen(browser: Browser, site: Path) -> Iterator[Seen]:
    """The same without that policy, under which a test could not look into a page."""
    context = browser.new_context(bypass_csp=True)
    yield Seen(context.new_page(), site)
    context.close()


@pytest.fixture
def seen_many(browser: Browser, november: Path) -> Iterator[Seen]:
    context = browser.new_context(bypass_csp=True)
    yield Seen(context.new_page(), november)
    context.close()


@pytest.mark.parametrize("name", sampled(PAGES, 9))
def test_a_page_opens_from_the_disk_without_an_error_or_a_request_outside(strict: Seen, name: str) -> None:
    seen = strict
    page = seen.open(name)
    page.wait_for_load_state("load")
    if name == "sales/index.html":
        page.locator("#table .tabulator-row").first.wait_for()
    assert seen.said == []
    assert [address for address in seen.asked if not address.startswith((seen.site.as_uri(), "data:"))] == []
    pictures = sum(address.endswith(".svg") for address in seen.asked)
    assert len([address for address in seen.asked if not address.startswith("data:")]) - pictures <= 6


@pytest.mark.parametrize("width", [320, pytest.param(768, marks=pytest.mark.slow), 1440])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    seen = Seen(context.new_page(), site)
    for name in PAGES:
        page = seen.open(name)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
    context.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_no_serious_fault(browser: Browser, site: Path, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    seen = Seen(context.new_page(), site)
    for name in PAGES:
        page = seen.open(name)
        if name == "sales/index.html":
            page.wait_for_function(READY)
        results = Axe().run(page).response
        serious = [
            (fault["id"], [node["html"][:200] for node in fault["nodes"][:3]])
            for fault in results["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
        assert serious == [], name
    context.close()


def test_without_a_script_every_fact_can_be_read(browser: Browser, small: Path, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "sales/index.html").as_uri())
    rows = call("--ledger", str(small), "--as-of", DAY, "--format", "json", "list", "--all").json
    assert page.locator("#sales tbody tr").count() == len(rows)
    shown = page.locator("#sales").inner_text()
    for row in rows:
        assert row["title"] in shown
        assert (f"${row['value_usd']:,}" if row["value_usd"] is not None else "unknown") in shown
    assert page.locator("#tools").is_hidden()
    assert page.locator("#plain").is_visible()
    page.goto((site / "sales/taiwan-himars-2025/index.html").as_uri())
    assert page.locator("button:visible").count() == 0
    assert page.locator("ol.history > li").count() == len(
        json.loads((site / "sales/taiwan-himars-2025.json").read_text())["history"]
    )
    context.close()


def test_the_table_filters_counts_and_keeps_its_state_in_the_address(seen_many: Seen) -> None:
    page = seen_many.table()
    before = page.locator("#follows").inner_text()
    page.locator("#more summary").click()
    page.select_option("[name=recipient]", "TW")
    page.wait_for_function("location.search === '?recipient=TW'")
    asked = call("--ledger", str(NOVEMBER), "--as-of", DAY, "--format", "json", "summary", "-r", "TW").json
    total = asked["total"]
    follows = page.locator("#follows").inner_text()
    assert follows.startswith(
        f"{total['sales']} sales, {total['announcements']} announcements, ${total['value_usd']:,}"
    )
    assert follows != before
    assert "(0)" in page.locator("[name=region] option", has_text="African").inner_text()
    page.select_option("[name=class]", "asymmetric")
    page.wait_for_function("location.search === '?recipient=TW&class=asymmetric'")
    listed = (
        "--ledger",
        str(NOVEMBER),
        "--as-of",
        DAY,
        "--format",
        "json",
        "list",
        "-r",
        "TW",
        "--class",
        "asymmetric",
    )
    assert sorted(seen_many.ids) == sorted(row["id"] for row in call(*listed).json)
    page.get_by_role("button", name="Remove the filter recipient TW").click()
    page.wait_for_function("location.search === '?class=asymmetric'")
    page.locator("[name=text]").fill("harpoon")
    page.wait_for_function("location.search === '?class=asymmetric&text=harpoon'")
    assert "taiwan-harpoon-coastal-2020" in seen_many.ids


def test_a_view_is_opened_by_its_address(seen_many: Seen) -> None:
    page = seen_many.table("?asof=2026-01-10&recipient=TW&class=asymmetric&since=2024&sort=-value")
    assert "As things stood on 2026-01-10" in page.locator("#asof").inner_text()
    words = ("list", "-r", "TW", "--class", "asymmetric", "--since", "2024-01-01", "--sort", "value")
    rows = call("--ledger", str(NOVEMBER), "--as-of", "2026-01-10", "--format", "json", *words).json
    assert seen_many.ids == [row["id"] for row in rows if row["state"] is not None]
    assert page.evaluate("location.search") == "?recipient=TW&class=asymmetric&since=2024&sort=-value&asof=2026-01-10"


def test_unknown_comes_last_both_ways_and_headings_sort_by_key(seen_many: Seen) -> None:
    page = seen_many.table()
    head = page.locator("#table .tabulator-col", has_text="Value").first
    for direction in ("ascending", "descending"):
        head.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.querySelector('.tabulator-col[aria-sort={direction}]') !== null")
        values: list[int | None] = page.evaluate(f"{SHOWN}.map((row) => row.usd)")
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=direction == "descending")
        assert values[: len(known)] == known
        assert len(known) < len(values)
        words = page.evaluate(f"{SHOWN}.map((row) => row.value)")
        assert set(words[len(known) :]) == {"unknown"}
    page.wait_for_function("location.search === '?sort=-value'")


@pytest.mark.parametrize("number", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_states_on_random_days_are_those_of_list(seen_many: Seen, number: int) -> None:
    page = seen_many.table()
    chance, first, last = random.Random(number), date(2016, 1, 1), date.fromisoformat(DAY)
    days = [*(first + timedelta(chance.randrange((last - first).days + 1)) for _ in range(number)), last]
    for day in days:
        page.evaluate(
            "(day) => { const field = document.querySelector('[name=asof]'); field.value = day;"
            " field.dispatchEvent(new Event('input', {bubbles: true})); }",
            day.isoformat(),
        )
        page.wait_for_function(
            "(day) => document.querySelector('#asof').textContent.includes(day)", arg=day.isoformat()
        )
        rows = call("--ledger", str(NOVEMBER), "--as-of", day.isoformat(), "--format", "json", "list", "--all").json
        begun = {row["id"]: row["state"] for row in rows if row["state"] is not None or row["maybe"]}
        page.wait_for_function(f"(number) => {SHOWN}.length === number", arg=len(begun))
        told = page.evaluate(f"{SHOWN}.map((row) => [row.id, row.has.state[0] || null])")
        assert dict(told) == begun, day


RULES = ("index.html", "remaining-value-743fc17b/index.html", "accepted-only-17bbb1e4/index.html")
PARTS = ("opening", "added", "delivered", "removed", "revalued", "closing")


def sized(size: dict[str, Any]) -> str:
    """A part of a balance as the page of the backlog writes it."""
    value, unknown = size["value_usd"], size["unknown_value"]
    sign = "\N{MINUS SIGN}" if value is not None and value < 0 else ""
    money = "unknown" if value is None else f"{sign}${abs(value):,}"
    return f"{size['sales']}: {money}" + (f" + {unknown} unknown" if unknown and value is not None else "")


@pytest.mark.parametrize("number", [4, pytest.param(30, marks=pytest.mark.slow)])
@pytest.mark.parametrize("rule", RULES)
def test_what_lies_between_two_month_ends_is_that_of_backlog_diff(seen_many: Seen, rule: str, number: int) -> None:
    page = seen_many.open(f"backlog/{rule}")
    ends = page.locator("#between [name=from] option").all_inner_texts()
    assert ends == sorted(set(ends), reverse=True)
    name = page.locator("nav.tabs [aria-current]").inner_text()
    chance = random.Random(number)
    pairs = [(ends[1], ends[0]), (ends[-1], ends[0]), *(sorted(chance.sample(ends, 2)) for _ in range(number))]
    for first, last in pairs:
        page.select_option("#between [name=from]", first)
        page.select_option("#between [name=to]", last)
        asked = ("--ledger", str(NOVEMBER), "--format", "json", "backlog", "diff", "--rule", name)
        told = call(*asked, "--from", first, "--to", last).json
        rows = page.locator("#between tbody tr").evaluate_all(
            "(all) => all.map((tr) => [...tr.cells].map((c) => c.innerText))"
        )
        assert rows[0] == ["All", *(sized(told[part]) for part in PARTS)], (first, last)
        shown = {row[0]: row[1:] for row in rows[1:]}
        for procedure, words in PROCEDURE_NAMES.items():
            if words in shown and procedure in told["totals"]:
                assert shown[words] == [sized(told["totals"][procedure][part]) for part in PARTS], (first, last)
        lines = page.locator("#between li").evaluate_all(
            "(all) => all.map((li) => "
            "[li.querySelector('time').textContent, li.textContent, li.querySelector('a').href])"
        )
        assert [(day, href.split("/")[-2]) for day, _, href in lines] == [
            (each["counted_from"], each["id"]) for each in told["changes"]
        ]
        for (_, text, _), each in zip(lines, told["changes"], strict=True):
            assert f" {each['change']}: " in text
            assert each["what"] in text
            assert sized({**each, "sales": 0, "unknown_value": 0})[3:] in text
            assert each["reason"] is None or each["reason"] in text
    assert page.evaluate("location.search") == f"?from={first}&to={last}"
    again = seen_many.open(f"backlog/{rule}", f"?from={ends[2]}&to={ends[1]}")
    assert again.locator("#between [name=from]").input_value() == ends[2]
    assert f"--from {ends[2]} --to {ends[1]}" in again.locator("#between code").inner_text()


def test_a_column_can_be_put_away_and_what_is_shown_copied(seen: Seen) -> None:
    page = seen.table("?recipient=ES")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.locator("#columns summary").click()
    page.get_by_label("Authority", exact=True).last.uncheck()
    page.wait_for_function("location.search === '?recipient=ES&hide=authority'")
    page.get_by_role("button", name="Copy CSV").click()
    page.wait_for_function("window.copied")
    head, row = page.evaluate("window.copied").splitlines()
    assert head == "id,notified,to,what,notice,class,stands,value"
    assert row.startswith("spain-minehunting-sonar-2026,2026-09-16,Spain,")
    assert row.endswith(",75000000")
    page.evaluate("window.copied = ''")
    page.get_by_role("button", name="Copy Markdown").click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied").splitlines()[1].startswith("| --- |")


def test_a_figure_is_copied_with_its_citation(seen: Seen) -> None:
    page = seen.open("recipients/TW/index.html")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.locator("details.beside summary").first.click()
    page.get_by_role("button", name="Copy with citation").first.click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("window.copied")
    for said in ("8 sales, ", "$11,105,400,000", f"armstrack --as-of {DAY} summary --recipient TW", "Question:"):
        assert said in copied


def test_a_keyboard_reaches_the_content_at_once_and_everything_in_it(seen: Seen) -> None:
    page = seen.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"


def test_a_hostile_title_does_nothing_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    from sites import small_ledger

    ledger = small_ledger(tmp_path / "ledger")
    (path,) = ledger.rglob("spain-minehunting-sonar-2026.yaml")
    hostile = "<script>document.title='x'</script><img src=x onerror=alert(1)></style></script> ]]> {{7*7}}"
    text = re.sub("^title: .*$", lambda _: f"title: {json.dumps(hostile)}", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    build(ledger, tmp_path / "out")
    context = browser.new_context(bypass_csp=True)
    seen = Seen(context.new_page(), tmp_path / "out")
    page = seen.table("?recipient=ES")
    assert page.locator(".tabulator-row a").inner_text() == hostile
    assert page.locator("#table img").count() == 0
    page = seen.open("sales/spain-minehunting-sonar-2026/index.html")
    assert page.locator("h1").inner_text() == hostile
    assert seen.said == []
    context.close()


def test_the_table_page_is_light_enough(seen_many: Seen) -> None:
    page = seen_many.table()
    assert page.evaluate("document.getElementsByTagName('*').length") <= 20_000
    assert len(seen_many.asked) <= 6


def test_a_sale_prints_with_its_sources_and_without_its_menus(seen: Seen) -> None:
    page = seen.open("sales/taiwan-himars-2025/index.html")
    page.emulate_media(media="print")
    assert page.locator("body > header nav").is_hidden()
    assert page.locator("ol.sources").is_visible()
