"""The Congressional Record: the notifications in the days that were printed or changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from conftest import Ran, Run
from documents_of_sources import american
from served import Answers, Page, Served, served

from armstrack.ledger.ledger import Ledger

DAY = ("--as-of", "2026-07-01")
KEY = {"GOVINFO_API_KEY": "secret-key"}
API = "https://api.govinfo.gov"
PACKAGE = "CREC-2026-05-20"
GRANULE = f"{PACKAGE}-pt1-PgS2408"
LIST = "/collections/CREC/2026-04-02T00:00:00Z"
GRANULES = f"/packages/{PACKAGE}/granules"
TEXT = f"/content/pkg/{PACKAGE}/html/{GRANULE}.htm"


def ask(run: Run, server: Served, folder: Path, *more: str) -> Ran:
    base = ("--base-url", f"congressional-record={server.address}")
    return run("fetch", "congressional-record", *DAY, *base, "--format", "json", *more, cwd=folder, env=KEY)


def page(**answer: Any) -> Page:
    return Page(json.dumps(answer).encode(), "application/json")


def packages(changed: str = "2026-05-21T13:04:12Z") -> Page:
    listed = [
        {"packageId": PACKAGE, "lastModified": changed},
        {"packageId": "CREC-2026-05-19-oddity", "lastModified": ""},
    ]
    return page(count=2, nextPage=None, packages=listed)


def granules(*titles: tuple[str, str]) -> Page:
    return page(
        count=len(titles), nextPage=None, granules=[{"granuleId": name, "title": title} for name, title in titles]
    )


def record(delivered: date, transmittal: str = "26-95") -> Page:
    text = f"""<html><head><title>Congressional Record, Volume 172 Issue 88 (Wednesday, May 20, 2026)</title></head>
<body><pre>[Congressional Record Volume 172, Number 88 (Wednesday, May 20, 2026)]
[Senate]
[Page S2408]
From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]

                        ARMS SALES NOTIFICATION

  Mr. RISCH. Mr. President, section 36(b) of the Arms Export Control Act requires that Congress receive prior
notification of certain proposed arms sales as defined by that statute. I ask unanimous consent to have printed in the
Record the notifications that have been received.

                                        Defense Security
                                        Cooperation Agency,
                                        Arlington, VA, {american(delivered)}.
Hon. James E. Risch,
Chairman, Committee on Foreign Relations,
U.S. Senate, Washington, DC.
  Dear Mr. Chairman: Pursuant to the reporting requirements of Section 36(b)(1) of the Arms Export Control Act, as
amended, we are forwarding herewith Transmittal No. {transmittal} concerning the Army's proposed Letter(s) of Offer and
Acceptance to the Government of Chile for defense articles and services estimated to cost $69 million.

                 TRANSMITTAL NO. {transmittal}

  Notice of Proposed Issuance of Letter of Offer Pursuant to Section 36(b)(1) of the Arms Export Control Act, as amended
  (i) Prospective Purchaser: Government of Chile.
  (ii) Total Estimated Value:
  Major Defense Equipment * $60 million.
  Other $9 million.
  Total $69 million.
  (iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
  Major Defense Equipment (MDE):
  Twenty (20) coastal radars.
  Non-MDE: Spare parts.
  (iv) Military Department: Army (CI-B-AAA).
  (v) Prior Related Cases, if any: None.
  (viii) Date Report Delivered to Congress: {american(delivered)}.
</pre></body></html>"""
    return Page(text.encode(), "text/html")


def of_the_record(**others: Answers) -> dict[str, Answers]:
    return {
        LIST: packages(),
        GRANULES: granules((f"{PACKAGE}-pt1-PgS2407", "MORNING BUSINESS"), (GRANULE, "ARMS SALES NOTIFICATION")),
        TEXT: record(date(2026, 5, 18)),
    } | others


def test_a_letter_to_the_senate_becomes_a_sale(run: Run, empty: Path) -> None:
    with served(of_the_record()) as server:
        ran = ask(run, server, empty, "--import")
        assert [one.get("X-Api-Key") for one in server.headers] == ["secret-key", "secret-key", None]
        assert not any("secret-key" in path for path in server.asked)
    (source,) = ran.json["sources"]
    assert (ran.code, source["state"], source["new"]) == (0, "ok", 1)
    (sale,) = Ledger(empty).contents.sales.values()
    assert (sale.transmittal, sale.recipients, sale.value.total) == ("26-95", ("CL",), 69_000_000)
    assert sale.sources["congressional-record"].url == f"https://www.govinfo.gov{TEXT}"
    assert not any(b"secret-key" in path.read_bytes() for path in empty.rglob("*") if path.is_file())


def test_lists_of_several_pages_are_read_to_the_end(run: Run, empty: Path) -> None:
    pages = of_the_record()
    pages[LIST] = page(count=2, packages=[], nextPage=f"{API}/collections/CREC/next")
    pages["/collections/CREC/next"] = packages()
    with served(pages) as server:
        assert ask(run, server, empty).json["sources"][0]["new"] == 1


def test_a_day_is_asked_for_again_when_it_was_changed(run: Run, empty: Path) -> None:
    pages = of_the_record()
    pages[GRANULES] = granules((f"{PACKAGE}-pt1-PgS2407", "MORNING BUSINESS"))  # the section is missing at first
    with served(pages) as server:
        assert ask(run, server, empty).json["sources"][0]["new"] == 0
        server.pages |= of_the_record() | {LIST: packages("2026-06-15T09:00:00Z")}
        assert ask(run, server, empty).json["sources"][0]["new"] == 1
        asked = len(server.asked)
        assert ask(run, server, empty).json["sources"][0]["new"] == 0
        assert TEXT not in server.asked[asked:]
        server.pages[LIST] = packages("2026-06-16T09:00:00Z")
        server.pages[TEXT] = record(date(2026, 5, 18), "26-96")
        assert ask(run, server, empty).json["sources"][0]["changed"] == 1


def test_a_day_whose_list_cannot_be_had_is_a_part(run: Run, empty: Path) -> None:
    with served(of_the_record() | {GRANULES: Page(status=503, headers={"Retry-After": "0"})}) as server:
        ran = ask(run, server, empty)
    assert (ran.code, ran.json["sources"][0]["state"]) == (6, "partial")


def test_a_refused_key_is_told_without_being_shown(run: Run, empty: Path) -> None:
    refused = Page(b'{"error": {"code": "API_KEY_INVALID"}}', "application/json", status=401)
    with served({LIST: refused}) as server:
        ran = ask(run, server, empty)
    assert (ran.code, ran.json["sources"][0]["state"]) == (6, "unavailable")
    assert ran.json["sources"][0]["reason"] == "api.govinfo.gov answers 401"
    assert "secret-key" not in ran.out + ran.err
