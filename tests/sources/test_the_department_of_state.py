"""The list of the Department of State: its pages, its wall, and pages that a person saved."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Ran, Run
from documents_of_sources import LIST_PATH, article, article_path, state_list
from served import Answers, Page, Served, served

from armstrack.ledger.ledger import Ledger
from armstrack.sources.state import read_list

DAY = ("--as-of", "2026-08-30")
WALL = Page(b"<!doctype html><html><body><p>state.gov</p></body></html>")
"""What programs get: a page that lists nothing."""

ITEMS = [(f"chile-radars-{at}", date(2026, 8, 21) - timedelta(14 * at), f"Chile \u2013 Radars {at}") for at in range(6)]


def ask(run: Run, server: Served, folder: Path, *more: str) -> Ran:
    base = ("--base-url", f"state={server.address}")
    return run("fetch", "state", *DAY, *base, "--format", "json", *more, cwd=folder)


def articles() -> dict[str, Answers]:
    return {
        article_path(slug, day): article(
            slug, day, title, f"26-{90 + at}", "Chile", f"${69 + at} million", f"radars {at}"
        )
        for at, (slug, day, title) in enumerate(ITEMS)
    }


def two_pages(says: int = 6) -> dict[str, Answers]:
    return articles() | {
        LIST_PATH: state_list(ITEMS[:3], says=says),
        f"{LIST_PATH}/page/2/": state_list(ITEMS[3:], says=says),
    }


def test_the_recorded_shape_of_the_list_is_read() -> None:
    label = "Foreign Military Sales: Congressional Notification"
    page = state_list(ITEMS[:2], says=55).content
    assert read_list(page).says == 55
    first, second = read_list(page).notices
    assert (
        first.address == "https://www.state.gov/releases/bureau-of-political-military-affairs/2026/08/chile-radars-0/"
    )
    assert (first.day, first.title, second.id) == (date(2026, 8, 21), "Chile \u2013 Radars 0", "chile-radars-1")
    assert read_list(page.replace(label.encode(), b"Press Statement")).notices == ()


def test_the_list_is_read_back_to_the_day(run: Run, empty: Path) -> None:
    with served(two_pages()) as server:
        ran = ask(run, server, empty, "--since", "2026-07-01")
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], source["listed"], source["new"]) == (0, "ok", 6, 4)


def test_further_pages_are_left_where_the_first_goes_back_far_enough(run: Run, empty: Path) -> None:
    pages = articles() | {LIST_PATH: state_list(ITEMS, says=6_000)}
    for at in range(2, 4):
        old = [(f"old-{at}-{n}", date(2026, 1, 5), "Old") for n in range(3)]
        pages[f"{LIST_PATH}/page/{at}/"] = state_list(old, says=6_000)
    with served(pages) as server:
        ran = ask(run, server, empty)
        assert f"{LIST_PATH}/page/3/" not in server.asked
    assert (ran.code, ran.json["sources"][0]["new"]) == (0, 6)


@pytest.mark.parametrize("page", [WALL, state_list([])])
def test_a_list_without_items_is_never_nothing_new(run: Run, empty: Path, page: Page) -> None:
    with served({LIST_PATH: page}) as server:
        ran = ask(run, server, empty, "--import")
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"]) == (6, "suspicious")
    assert "its list is empty, which it never is" in source["reason"]


def test_a_list_that_shows_fewer_than_it_says_is_suspicious(run: Run, empty: Path) -> None:
    with served(two_pages(says=9) | {f"{LIST_PATH}/page/3/": state_list([], says=9)}) as server:
        ran = ask(run, server, empty)
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"]) == (6, "suspicious")
    assert source["reason"] == "its list says that it holds 9 notices and shows 6"


def test_a_page_of_the_list_that_is_missing_leaves_the_others(run: Run, empty: Path) -> None:
    pages = two_pages() | {f"{LIST_PATH}/page/2/": Page(status=503, headers={"Retry-After": "0"})}
    with served(pages) as server:
        ran = ask(run, server, empty)
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], source["new"]) == (6, "partial", 3)


def test_an_article_that_the_server_calls_unchanged_is_no_work(run: Run, empty: Path) -> None:
    slug, day, title = ITEMS[0]
    path = article_path(slug, day)
    page = article(slug, day, title, "26-90", "Chile", "$69 million", "radars")
    tagged = Page(page.content, page.type, headers={"ETag": '"a"'})
    with served({LIST_PATH: state_list(ITEMS[:1]), path: [tagged, Page(status=304)]}) as server:
        ask(run, server, empty, "--import")
        ran = ask(run, server, empty, "--import")
        assert server.headers[-1]["If-None-Match"] == '"a"'
    assert (ran.code, ran.json["sources"][0]["held"], ran.json["notices"], ran.json["changed"]) == (0, 1, [], [])


def test_a_wall_says_what_a_person_can_do(run: Run, empty: Path) -> None:
    with served({LIST_PATH: Page(status=403)}) as server:
        ran = ask(run, server, empty)
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"]) == (6, "unavailable")
    assert source["reason"] == (
        "www.state.gov turns programs away (403): save its pages from a browser into inbox/saved"
    )


def test_pages_that_a_person_saved_are_read_where_programs_are_turned_away(run: Run, empty: Path) -> None:
    saved = empty / "inbox" / "saved"
    saved.mkdir(parents=True)
    slug, day, title = ITEMS[0]
    page = article(slug, day, title, "26-90", "Chile", "$69 million", "coastal radars")
    (saved / "Chile - Radars.html").write_bytes(page.content)
    with served({LIST_PATH: Page(status=403)}) as server:
        ran = ask(run, server, empty, "--import")
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], source["new"]) == (6, "partial", 1)
    assert "turns programs away" in source["reason"]
    (sale,) = Ledger(empty).contents.sales.values()
    assert sale.sources["state"].url == f"https://www.state.gov{article_path(slug, day)}"


def test_a_list_that_a_person_saved_names_the_articles_to_ask_for(run: Run, empty: Path) -> None:
    saved = empty / "inbox" / "saved"
    saved.mkdir(parents=True)
    (saved / "list.html").write_bytes(state_list(ITEMS[:2]).content)
    with served(articles() | {LIST_PATH: Page(status=403)}) as server:
        ran = ask(run, server, empty)
    (source,) = ran.json["sources"]
    assert (source["state"], source["listed"], source["new"]) == ("partial", 2, 2)
