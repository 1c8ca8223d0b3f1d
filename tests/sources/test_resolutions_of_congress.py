"""A resolution from its introduction to a failed vote, as the status of the measure and the roll calls tell it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import Ran, Run
from documents_of_sources import (
    action,
    arms_notice,
    bill_status,
    bill_text,
    clerk_index,
    house_vote,
    listed,
    register,
    register_path,
    senate_menu,
    senate_vote,
    sitemap,
    status_path,
    text_path,
)
from served import Answers, Page, Served, served

from armstrack.cli.fetch_resolutions import buyers
from armstrack.ledger.ledger import Ledger
from armstrack.model.resolution import Resolution

DAY = ("--as-of", "2026-07-01")
TITLE = (
    "A joint resolution providing for congressional disapproval of the proposed foreign military sale to the "
    "Government of Chile of certain defense articles and services."
)
INTRODUCED = action("2026-04-02", "Introduced in Senate", "IntroReferral", "Library of Congress")
REFERRED = action("2026-04-02", "Read twice and referred to the Committee on Foreign Relations.", "IntroReferral")
REJECTED = (
    "Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay Vote. 40 - 59. "
    "Record Vote Number: 85. (CR S1800)"
)
VOTED = date(2026, 4, 15)


def of_govinfo(*actions: str, title: str = TITLE, changed: str = "2026-04-16T04:00:00.000Z") -> dict[str, Answers]:
    """The site maps and the two documents of S.J.Res. 32, beside a resolution about something else."""
    group = "/sitemap/bulkdata/BILLSTATUS/119sjres/sitemap.xml"
    other = "A joint resolution proposing an amendment to the Constitution of the United States."
    return {
        "/sitemap/bulkdata/BILLSTATUS/sitemapindex.xml": sitemap(
            [(group, changed), ("/sitemap/bulkdata/BILLSTATUS/119hr/sitemap.xml", changed)], index=True
        ),
        group: sitemap([(status_path(119, "sjres", 32), changed), (status_path(119, "sjres", 33), changed)]),
        status_path(119, "sjres", 32): bill_status("sjres", 32, title, "2026-04-02", actions),
        status_path(119, "sjres", 33): bill_status("sjres", 33, other, "2026-04-02", []),
        text_path(119, "sjres", 32): bill_text("26\u201395"),
    }


def of_senate(*votes: Page, number: int = 85, day: str = "15-Apr") -> dict[str, Answers]:
    menu = senate_menu(
        [(number, day, "S.J.Res. 32", "On the Motion to Discharge", 40, 59), (84, day, "PN12", "x", 1, 2)]
    )
    pages: dict[str, Answers] = {"/legislative/LIS/roll_call_lists/vote_menu_119_2.xml": menu}
    for vote in votes:
        pages[f"/legislative/LIS/roll_call_votes/vote1192/vote_119_2_{number:05d}.xml"] = vote
    return pages


DISCHARGE = senate_vote(85, VOTED, 32, "On the Motion to Discharge", "Motion to Discharge Rejected", 40, 59)


def ask(run: Run, server: Served, folder: Path, *words: str, sources: tuple[str, ...]) -> Ran:
    bases = [word for name in sources for word in ("--base-url", f"{name}={server.address}")]
    return run("fetch", *sources, *DAY, *bases, "--format", "json", *words, cwd=folder)


def the_resolution(folder: Path, name: str = "119-sjres-32") -> Resolution:
    contents = Ledger(folder).contents
    assert contents.problems == ()
    return contents.resolutions[name]


BOTH = ("bill-status", "senate-votes")


def test_introduced_and_rejected_told_once_though_two_systems_tell_it_twice(run: Run, empty: Path) -> None:
    told = [INTRODUCED, REFERRED, action("2026-04-15", REJECTED, roll=(85, "1"))]  # another session, as has happened
    told.append(
        action("2026-04-15", "Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay Vote.")
    )
    with served(of_govinfo(*told) | of_senate(DISCHARGE)) as server:
        dry = ask(run, server, empty, sources=BOTH)
        assert dry.code == 0, dry.err
        assert not (empty / "resolutions").exists()
        ran = ask(run, server, empty, "--import", sources=BOTH)
        (row,) = ran.json["resolutions"]
        assert (row["what"], row["written"]) == ("new", True)
        assert [step["state"] for step in row["steps"]] == ["introduced", "discharge-failed"]
        again = ask(run, server, empty, "--import", sources=BOTH)
    assert [(one["what"], one["differs"], one["held"]) for one in again.json["resolutions"]] == [("unchanged", [], 2)]
    resolution = the_resolution(empty)
    assert (resolution.congress, resolution.measure, resolution.sponsor) == (119, "S.J.Res. 32", "Ann Example (I-VT)")
    (sale,) = resolution.sales
    assert (sale.transmittal, sale.recipients) == ("26-95", ("CL",))
    introduced, rejected = resolution.history
    assert (introduced.state, str(introduced.date)) == ("introduced", "2026-04-02")
    assert introduced.source == f"https://www.govinfo.gov{status_path(119, 'sjres', 32)}"
    assert rejected.vote is not None
    assert (rejected.state, str(rejected.date), rejected.note) == ("discharge-failed", "2026-04-15", "Record vote 85")
    assert (rejected.vote.chamber, rejected.vote.yea, rejected.vote.nay, rejected.vote.present) == (
        "senate",
        40,
        59,
        None,
    )
    assert rejected.vote.for_disapproval == "yea"
    assert rejected.source == "https://www.senate.gov/legislative/LIS/roll_call_votes/vote1192/vote_119_2_00085.xml"
    assert run("validate", "--strict", cwd=empty).code == 0


def test_a_resolution_names_the_sale_of_the_ledger_that_its_text_names(run: Run, empty: Path) -> None:
    printed, path = date(2026, 6, 17), register_path("2026-7000", date(2026, 6, 17))
    notice = arms_notice("2026-7000", printed, "26-95", "CL", 69_000_000, date(2026, 3, 30), "Radars")
    pages = register({path: Page(notice, "text/plain")}, [listed("2026-7000", printed)])
    with served(pages | of_govinfo(INTRODUCED)) as server:
        ran = ask(run, server, empty, "--import", sources=("federal-register", "bill-status"))
    assert ran.code == 0
    (sale,) = Ledger(empty).contents.sales
    (reference,) = the_resolution(empty).sales
    assert reference.id == sale
    assert run("validate", "--strict", cwd=empty).code == 0


def test_a_vote_to_table_supports_the_sale_with_its_yeas(run: Run, empty: Path) -> None:
    vote = senate_vote(85, VOTED, 32, "On the Motion to Table", "Motion to Table Agreed to", 71, 27)
    with served(of_govinfo(INTRODUCED) | of_senate(vote)) as server:
        ask(run, server, empty, "--import", sources=BOTH)
    tabled = the_resolution(empty).history[-1]
    assert tabled.vote is not None
    assert (tabled.state, tabled.vote.yea, tabled.vote.nay, tabled.vote.for_disapproval) == ("tabled", 71, 27, "nay")
    assert run("validate", "--strict", cwd=empty).code == 0
    (row,) = run("resolutions", "votes", "--format", "json", *DAY, cwd=empty).json
    assert (row["to_disapprove"], row["to_let_proceed"]) == (27, 71)


def test_a_vote_that_the_status_does_not_tell_of_comes_by_the_roll_call(run: Run, empty: Path) -> None:
    with served(of_govinfo(INTRODUCED, REFERRED) | of_senate(DISCHARGE)) as server:
        ask(run, server, empty, "--import", sources=BOTH)
    assert [entry.state for entry in the_resolution(empty).history] == ["introduced", "discharge-failed"]


def test_a_tally_comes_from_the_words_where_the_roll_call_cannot_be_had(run: Run, empty: Path) -> None:
    spoken = action("2026-04-15", REJECTED.replace("40 - 59", "40 - 59, 1 Present"))
    with served(of_govinfo(INTRODUCED, spoken) | of_senate(Page(status=404))) as server:
        ran = ask(run, server, empty, "--import", sources=BOTH)
    assert (ran.code, [one["state"] for one in ran.json["sources"]]) == (6, ["ok", "partial"])
    vote = the_resolution(empty).history[-1].vote
    assert vote is not None
    assert (vote.yea, vote.nay, vote.present) == (40, 59, 1)


def test_steps_are_added_to_the_resolution_of_the_ledger(run: Run, empty: Path) -> None:
    with served(of_govinfo(INTRODUCED)) as server:
        ask(run, server, empty, "--import", sources=("bill-status",))
    path = empty / "resolutions" / "119-sjres-32.yaml"
    before = path.read_text(encoding="utf-8")
    with served(of_govinfo(INTRODUCED, action("2026-04-15", REJECTED), changed="2026-04-20T04:00:00Z")) as server:
        dry = ask(run, server, empty, sources=("bill-status",))
        assert path.read_text(encoding="utf-8") == before
        assert [step["state"] for step in dry.json["resolutions"][0]["steps"]] == ["discharge-failed"]
        ask(run, server, empty, "--import", sources=("bill-status",))
    assert path.read_text(encoding="utf-8").startswith(before)
    assert [entry.state for entry in the_resolution(empty).history] == ["introduced", "discharge-failed"]


def test_where_the_ledger_says_otherwise_it_is_told_and_not_changed(run: Run, empty: Path) -> None:
    with served(of_govinfo(INTRODUCED, action("2026-04-15", REJECTED))) as server:
        ask(run, server, empty, "--import", sources=("bill-status",))
    path = empty / "resolutions" / "119-sjres-32.yaml"
    wrong = path.read_text(encoding="utf-8").replace("yea: 40", "yea: 41").replace("2026-04-02", "2026-04-01")
    path.write_text(wrong, encoding="utf-8")
    with served(of_govinfo(INTRODUCED, action("2026-04-15", REJECTED)) | of_senate(DISCHARGE)) as server:
        ran = ask(run, server, empty, "--import", sources=BOTH)
    (row,) = ran.json["resolutions"]
    assert row["differs"] == [
        "introduced: 2026-04-01 in the ledger, 2026-04-02 in the document",
        "discharge-failed on 2026-04-15: 41 to 59 in the ledger, 40 to 59 in the document",
    ]
    assert path.read_text(encoding="utf-8") == wrong


def test_a_step_that_the_procedure_refuses_is_left_to_a_person(run: Run, empty: Path) -> None:
    with served(of_govinfo(INTRODUCED, action("2026-04-15", "Signed by President.", "President"))) as server:
        ran = ask(run, server, empty, "--import", sources=("bill-status",))
    (row,) = ran.json["resolutions"]
    assert [step["state"] for step in row["steps"]] == ["introduced"]
    (refused,) = row["refused"]
    assert refused.startswith("enacted on 2026-04-15: ")


def test_a_vote_of_the_house_fails_the_resolution(run: Run, empty: Path) -> None:
    day = date(2026, 6, 30)
    pages = of_govinfo(INTRODUCED) | {
        "/evs/2026/index.asp": clerk_index(2026, [(232, "30-Jun", "H R 5"), (231, "30-Jun", "S J RES 32")]),
        "/evs/2026/roll231.xml": house_vote(231, day, "S J RES 32", "Failed", 198, 224),
    }
    with served(pages) as server:
        ran = ask(run, server, empty, "--import", sources=("bill-status", "house-votes"))
    assert ran.code == 0, ran.json
    failed = the_resolution(empty).history[-1]
    assert failed.vote is not None
    assert (failed.state, failed.vote.chamber, failed.vote.yea, failed.vote.nay) == ("failed-house", "house", 198, 224)


def test_a_vacated_vote_and_a_page_that_the_clerk_spoilt_are_no_votes(run: Run, empty: Path) -> None:
    pages: dict[str, Answers] = {
        "/evs/2026/index.asp": clerk_index(2026, [(231, "30-Jun", "H J RES 97"), (230, "30-Jun", "H J RES 96")]),
        "/evs/2026/roll231.xml": Page(b"<html><p>This vote was vacated.</p></html>"),
        "/evs/2026/roll230.xml": Page(b"<xml>Error sanitizing file</xml>", "text/xml"),
    }
    with served(pages) as server:
        ran = ask(run, server, empty, sources=("house-votes",))
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], len(source["failed"])) == (6, "partial", 2)


def test_the_lists_of_a_hundred_are_read_back_to_the_day(run: Run, empty: Path) -> None:
    pages: dict[str, Answers] = {
        "/evs/2026/index.asp": clerk_index(2026, [(301, "30-Jun", "H R 1")], hundreds=(300, 200, 100)),
        "/evs/2026/ROLL_300.asp": clerk_index(2026, [(301, "30-Jun", "H R 1"), (300, "29-Jun", "H J RES 97")]),
        "/evs/2026/ROLL_200.asp": clerk_index(2026, [(299, "1-Jun", "H R 2"), (200, "2-Mar", "H J RES 90")]),
        "/evs/2026/roll300.xml": house_vote(300, date(2026, 6, 29), "H J RES 97", "Passed", 230, 190),
    }
    with served(pages) as server:
        ran = ask(run, server, empty, sources=("house-votes",))
        assert "/evs/2026/ROLL_100.asp" not in server.asked
    assert ran.code == 0
    assert [one["what"] for one in ran.json["resolutions"]] == ["not in the ledger"]


def test_a_vote_about_something_else_is_remembered_and_not_kept(run: Run, empty: Path) -> None:
    about = "disapproval of the rule submitted by the Department of Commerce on exports of arms"
    vote = senate_vote(85, VOTED, 32, "On the Joint Resolution", "Joint Resolution Passed", 51, 45, about=about)
    with served(of_senate(vote)) as server:
        first = ask(run, server, empty, sources=("senate-votes",))
        ask(run, server, empty, sources=("senate-votes",))
        assert [path for path in server.asked if "roll_call_votes/" in path] == [
            "/legislative/LIS/roll_call_votes/vote1192/vote_119_2_00085.xml"
        ]
    assert (first.json["sources"][0]["new"], first.json["resolutions"]) == (0, [])
    assert not (empty / "inbox" / "bytes").exists()


def test_a_menu_that_is_a_page_of_the_senate_saying_not_found_is_no_empty_list(run: Run, empty: Path) -> None:
    page = Page(b"<!DOCTYPE html><html><title>Requested Page Not Found (404)</title></html>")
    with served({"/legislative/LIS/roll_call_lists/vote_menu_119_2.xml": page}) as server:
        ran = ask(run, server, empty, sources=("senate-votes",))
    assert (ran.code, ran.json["sources"][0]["state"]) == (6, "unavailable")


def test_xml_that_declares_entities_is_refused(run: Run, empty: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><vote_summary>&a;</vote_summary>'
    with served({"/legislative/LIS/roll_call_lists/vote_menu_119_2.xml": Page(bomb, "text/xml")}) as server:
        ran = ask(run, server, empty, sources=("senate-votes",))
    assert (ran.code, ran.json["sources"][0]["state"]) == (6, "unavailable")
    assert "declares entities" in ran.json["sources"][0]["reason"]


def test_a_roll_call_that_is_broken_xml_is_a_part(run: Run, empty: Path) -> None:
    cut = Page(DISCHARGE.content[:300], "text/xml")
    with served(of_govinfo(INTRODUCED) | of_senate(cut)) as server:
        ran = ask(run, server, empty, "--import", sources=BOTH)
    assert (ran.code, [one["state"] for one in ran.json["sources"]]) == (6, ["ok", "partial"])
    assert [entry.state for entry in the_resolution(empty).history] == ["introduced"]


def test_the_menu_of_a_session_that_cannot_be_had_is_a_part_of_the_list(run: Run, empty: Path) -> None:
    with served(of_senate(DISCHARGE)) as server:
        ran = ask(run, server, empty, "--since", "2025-12-01", sources=("senate-votes",))
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], source["new"]) == (6, "partial", 1)
    assert source["reason"] == "a part of its list could not be had: www.senate.gov has no such document (404)"


@pytest.mark.parametrize(
    ("whom", "codes"),
    [
        ("sale to Israel of certain defense articles and services", ("IL",)),
        ("sales to the Government of Ukraine of certain defense articles", ("UA",)),
        ("sale to the Kingdom of Saudi Arabia of certain defense articles", ("SA",)),
        ("export to the United Arab Emirates of certain defense articles", ("AE",)),
        ("sale of certain defense articles to Qatar", ("QA",)),
        ("sale of certain defense articles", ()),
    ],
)
def test_whom_a_title_names(whom: str, codes: tuple[str, ...]) -> None:
    assert buyers(f"A joint resolution providing for congressional disapproval of the proposed {whom}.") == codes
