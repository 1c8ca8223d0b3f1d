"""What a ledger lacks: numbers that sources print, holes in the series, overdue notices, pages that changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conftest import Ran, Run
from documents_of_sources import (
    LIST_PATH,
    arms_notice,
    article,
    article_path,
    listed,
    register,
    register_path,
    state_list,
)
from served import Answers, Page, Served, served

DAY = ("--as-of", "2026-09-30")
PRINTED = date(2026, 7, 17)


def ask(run: Run, server: Served, folder: Path, *more: str) -> Ran:
    bases = [word for name in ("federal-register", "state") for word in ("--base-url", f"{name}={server.address}")]
    return run("fetch", "federal-register", "state", *DAY, *bases, "--missing", *more, cwd=folder)


def of_both(*numbers: tuple[str, str]) -> dict[str, Answers]:
    """A Register with notices of these numbers and recipients, and one release without a notice."""
    pages, documents = {}, []
    for at, (number, recipient) in enumerate(numbers):
        name = f"2026-{7000 + at}"
        text = arms_notice(name, PRINTED, number, recipient, 69_000_000 + at, date(2026, 6, 4), f"Radars {at}")
        pages[register_path(name, PRINTED)] = Page(text, "text/plain")
        documents.append(listed(name, PRINTED))
    released = date(2026, 7, 6)
    release = article("chile-boats", released, "Chile \u2013 Boats", "26-09", "Chile", "$12 million", "patrol boats")
    return register(pages, documents) | {
        LIST_PATH: state_list([("chile-boats", released, "Chile \u2013 Boats")]),
        article_path("chile-boats", released): release,
    }


NUMBERS = (("26-03", "CL"), ("26-5", "PE"), ("26-12", "CL"))


def test_what_the_sources_print_and_the_ledger_lacks_is_listed(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        missing = ask(run, server, empty, "--format", "json").json["missing"]
    assert [(one["transmittal"], one["recipients"], one["sources"]) for one in missing["lacking"]] == [
        ("26-03", ["CL"], ["federal-register"]),
        ("26-5", ["PE"], ["federal-register"]),
        ("26-12", ["CL"], ["federal-register"]),
        ("26-09", ["CL"], ["state"]),
    ]
    assert missing["lacking"][0]["day"] == "2026-06-04"


def test_nothing_is_lacking_once_it_is_imported(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        ran = ask(run, server, empty, "--import", "--format", "json")
        again = ask(run, server, empty, "--format", "json")
    assert (ran.code, ran.json["missing"]["lacking"], again.json["missing"]["lacking"]) == (0, [], [])


def test_a_number_that_is_another_buyers_is_still_lacking(run: Run, empty: Path) -> None:
    with served(of_both(("26-03", "CL"))) as server:
        ask(run, server, empty, "--import")
        server.pages |= of_both(("26-03", "PE"))
        (path,) = (path for path in server.pages if "full_text" in path)
        server.pages[path.replace("7000", "7100")] = server.pages.pop(path)
        server.pages |= register({}, [listed("2026-7100", PRINTED)])
        lacking = ask(run, server, empty, "--format", "json").json["missing"]["lacking"]
    assert [(one["transmittal"], one["recipients"]) for one in lacking] == [("26-03", ["PE"])]


def test_the_numbers_of_the_series_that_nothing_prints(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        holes = ask(run, server, empty, "--format", "json").json["missing"]["holes"]
    assert [(one["first"], one["last"], one["numbers"]) for one in holes] == [
        ("26-01", "26-02", 2),
        ("26-04", "26-04", 1),
        ("26-06", "26-08", 3),
        ("26-10", "26-11", 2),
    ]
    assert {(one["known"], one["highest"]) for one in holes} == {(4, "26-12")}


def test_a_sale_without_its_notice_in_the_register_is_overdue_after_ten_weeks(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        ask(run, server, empty, "--import")
        overdue = ask(run, server, empty, "--format", "json").json["missing"]["overdue"]
        early = run("fetch", "federal-register", "--missing", "--as-of", "2026-09-13", "--format", "json",
                    "--base-url", f"federal-register={server.address}", cwd=empty)  # fmt: skip
    assert [(one["transmittal"], one["notified"], one["days"]) for one in overdue] == [("26-09", "2026-07-06", 86)]
    assert early.json["missing"]["overdue"] == []


def test_a_page_that_changed_is_listed_with_the_records_that_cite_it(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        ask(run, server, empty, "--import")
        released = date(2026, 7, 6)
        path = article_path("chile-boats", released)
        server.pages[path] = article(
            "chile-boats", released, "Chile \u2013 Boats", "26-09", "Chile", "$13 million", "patrol boats"
        )
        ask(run, server, empty)
        (changed,) = ask(run, server, empty, "--format", "json").json["missing"]["changed"]
    assert changed["address"] == f"https://www.state.gov{path}"
    assert changed["cited_by"] == ["chile-boats-2026"]


def test_what_is_missing_on_a_screen_and_as_rows(run: Run, empty: Path) -> None:
    with served(of_both(*NUMBERS)) as server:
        ran = ask(run, server, empty)
        rows = ask(run, server, empty, "--format", "csv").out.splitlines()
    lines = ran.out.splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["Source", "State"],
        ["federal-register", "ok"],
        ["state", "ok"],
    ]
    assert any(line.startswith("26-03") and "federal-register" in line for line in lines)
    assert any(line.startswith("26-06 to 26-08") for line in lines)
    assert "4 notices printed and not in the ledger, 8 numbers of the series that nothing prints" in ran.err
    assert rows[0] == "kind,transmittal,id,recipients,day,numbers,sources,addresses"
    assert [row.split(",")[0] for row in rows[1:]] == ["lacking"] * 4 + ["hole"] * 4
