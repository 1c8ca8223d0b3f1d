"""A site says what the commands say, in files that stay the same while the ledger does."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import NOVEMBER, Run
from sites import DAY, Text, build, call, contents, small_ledger, texts_of

from armstrack.site.addresses import slug
from armstrack.site.build import HERE
from armstrack.site.downloads import WHAT
from armstrack.site.page import Page

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A ledger that may be written to."""
    return small_ledger(tmp_path / "ledger")


def changed(ledger: Path, sale: str, old: str, new: str) -> None:
    (path,) = ledger.rglob(f"{sale}.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def money(page: Text) -> set[str]:
    return set(re.findall(r"\$[\d,]+", page.text))


# --- firms ----------------------------------------------------------------------------------------------


def test_a_firm_has_one_page_whatever_notices_call_it(own: Path, tmp_path: Path) -> None:
    printed = "contractors: [{name: Raytheon Missile Systems}, {name: RTX Corporation}]"
    changed(own, "taiwan-tow-2025", "contractors: []", printed)
    out = tmp_path / "out"
    build(own, out)
    sale = (out / "sales/taiwan-tow-2025/index.html").read_text(encoding="utf-8")
    assert sale.count("companies/rtx/index.html") == 2
    assert "Raytheon Missile Systems</a>" in sale
    assert "taiwan-tow-2025" in (out / "companies/rtx/index.html").read_text(encoding="utf-8")
    assert not (out / "companies/raytheon-missile-systems").exists()


# --- the same bytes, and only what changed ------------------------------------------------------------


def test_two_builds_of_one_ledger_are_equal_byte_for_byte(small: Path, site: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(site)


def test_a_second_run_writes_nothing(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    ran = build(own, tmp_path / "out", "--format", "json")
    assert (ran.json["written"], ran.json["removed"]) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_one_changed_sale_changes_its_pages_and_the_lists_that_hold_it(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(own, out)
    before = contents(out)
    changed(own, "spain-minehunting-sonar-2026", "title: ", "title: New ")
    build(own, out)
    after = contents(out)
    build(own, tmp_path / "fresh")
    assert after == contents(tmp_path / "fresh")
    different = {name for name in after if after[name] != before.get(name)}
    assert "sales/spain-minehunting-sonar-2026/index.html" in different
    assert before.keys() == after.keys()
    others = {name for name in different if name.startswith("sales/") and "spain" not in name}
    assert others == {"sales/index.html"}
    # Lists cite the state of the whole ledger, which is another one now.
    untouched = ("packages/", "law/", "resolutions/1", "systems/himars", "feeds/recipients/TW", "embed/sales/t", "t/26")
    assert [name for name in different if name.startswith(untouched)] == []


def _reading(ledger: Path) -> None:
    path = ledger / "ledger.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("counting: strict", "counting: literal"), encoding="utf-8")


def _resolution(ledger: Path) -> None:
    (path,) = ledger.rglob("116-sjres-36.yaml")
    path.unlink()


def _package(ledger: Path) -> None:
    (path,) = ledger.rglob("taiwan-2025-12-17.yaml")
    path.write_text(re.sub("^title: .*$", "title: Other", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def _gone(ledger: Path) -> None:
    (path,) = ledger.rglob("taiwan-tow-2025.yaml")
    path.unlink()


def _delivered(ledger: Path) -> None:
    (path,) = ledger.rglob("taiwan-himars-2025.yaml")
    path.write_text(path.read_text("utf-8") + "  - {date: 2026-11-20, state: implemented}\n", "utf-8")


def test_an_entry_without_a_source_is_told_without_one(own: Path, tmp_path: Path) -> None:
    _delivered(own)
    build(own, tmp_path / "out")
    assert "implemented" in texts_of(tmp_path / "out")["sales/taiwan-himars-2025/index.html"].text


@pytest.mark.parametrize("change", [_reading, _resolution, _package, _gone, _delivered])
def test_whatever_changes_a_second_run_is_the_same_as_a_first_one(
    own: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    out = tmp_path / "out"
    build(own, out)
    before = contents(out)
    change(own)
    build(own, out)
    build(own, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh") != before


def test_pages_are_the_same_whatever_the_number_of_processes() -> None:
    from armstrack.site.workers import MANY, rendered

    pages = [Page(f"{at}.html", "404.html", f"Page {at}", {}) for at in range(MANY + 70)]

    def render(page: Page) -> bytes:
        return f"{page.path}: {page.title}".encode()

    alone, several = list(rendered(pages, render, 1)), list(rendered(pages, render, 3))
    assert [(page.path, content) for page, content in several] == [(page.path, content) for page, content in alone]
    assert [page.path for page, _ in alone] == [page.path for page in pages]


def test_what_the_program_did_not_write_is_neither_replaced_nor_removed(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(own, out)
    (out / "CNAME").write_text("sales.example.org\n")
    edited = out / "embed/backlog/index.html"
    edited.write_text("mine")
    (path,) = own.rglob("taiwan-tow-2025.yaml")
    path.unlink()
    gone = out / "sales/taiwan-tow-2025/index.html"
    page = gone.read_text(encoding="utf-8")
    gone.write_text(page + "mine")
    ran = build(own, out)
    assert (out / "CNAME").read_text() == "sales.example.org\n"
    assert edited.read_text() != "mine"  # a page of the site is made anew
    assert gone.read_text().endswith("mine")
    assert "was changed by somebody, and was left" in ran.err
    assert not (out / "sales/taiwan-tow-2025.json").exists()


def test_a_folder_that_holds_something_else_is_not_written_to(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("years of work")
    ran = call("--ledger", str(own), "site", str(out))
    assert (ran.code, contents(out)) == (3, {"chapter.txt": b"years of work"})
    assert "holds no site" in ran.err
    assert call("--ledger", str(own), "site", str(own)).code == 3


def test_a_link_in_the_site_is_not_followed_out_of_it(own: Path, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    build(own, out)
    shutil.move(out / "law", elsewhere)
    (out / "law").symlink_to(elsewhere)
    before = contents(elsewhere)
    changed(own, "taiwan-tow-2025", "title: ", "title: New ")
    (elsewhere / "index.html").write_text("mine")
    assert call("--ledger", str(own), "--as-of", DAY, "site", str(out)).code == 3
    assert contents(elsewhere).keys() == before.keys()
    assert (elsewhere / "index.html").read_text() == "mine"


def test_a_program_writes_the_same_site(small: Path, site: Path, tmp_path: Path) -> None:
    import armstrack
    from armstrack.site.folder import NotASite

    told = armstrack.open(str(small)).site(tmp_path / "out", as_of=DAY)
    assert contents(tmp_path / "out") == contents(site)
    assert told.sales == 12
    with pytest.raises(NotASite):
        armstrack.open(str(small)).site(small, as_of=DAY)


# --- what the pages say -------------------------------------------------------------------------------


def test_totals_are_those_of_summary_for_every_year_and_recipient(small: Path, site: Path) -> None:
    asked = ("--ledger", str(small), "--as-of", DAY, "--format", "json", "summary")
    pages = texts_of(site, lambda name: re.match(r"(years|fy|recipients)/[^/]+/index", name) is not None)
    assert len(pages) >= 6
    for name, page in pages.items():
        folder, key, _ = name.split("/")
        option = {"years": "--year", "fy": "--fy", "recipients": "--recipient"}[folder]
        document = call(*asked, option, key).json
        total = document["total"]
        said = re.search(r"([\d,]+) sales?, ([\d,]+) announcements?, (.*?)(?:, plus| How)", page.text)
        assert said is not None, name
        assert [said[1], said[2]] == [str(total["sales"]), str(total["announcements"])], name
        for part in document["totals"].values():
            assert (
                not part["sales"]
                or (f"${part['value_usd']:,}" if part["value_usd"] is not None else "unknown") in said[3]
            )


def test_a_number_stands_with_its_day_its_rule_what_is_left_out_and_its_command(small: Path, site: Path) -> None:
    page = texts_of(site)["recipients/TW/index.html"].text
    assert f"As of {DAY}: every sale notified by the day is counted at its ceiling" in page
    assert "Left out: nothing" in page
    command = re.search(rf"armstrack --as-of {DAY} summary --recipient TW", page)
    assert command is not None
    assert call("--ledger", str(small), *command[0].split()[1:], "--format", "json").json["total"]["sales"] == 8


def test_the_json_beside_a_page_is_what_show_and_export_print_without_what_may_come_next(
    small: Path, site: Path
) -> None:
    asked = ("--ledger", str(small), "--as-of", DAY)
    shown = call(*asked, "--format", "json", "show", "taiwan-himars-2025").json
    exported = {one["id"]: one for one in json.loads(call(*asked, "export", "json").out)}
    for path in (site / "sales").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")) == exported[path.stem]
    beside = json.loads((site / "sales/taiwan-himars-2025.json").read_text(encoding="utf-8"))
    assert beside | {"next": shown["next"]} == shown
    listed = call(*asked, "--format", "json", "list", "--all").json
    assert json.loads((site / "data/sales.json").read_text(encoding="utf-8")) == [
        row for row in listed if row["id"] in exported and (row["state"] is not None or row["maybe"])
    ]


def test_a_page_of_a_sale_says_where_it_stands_and_from_which_source(site: Path) -> None:
    page = texts_of(site)["sales/taiwan-himars-2025/index.html"]
    for said in (
        "the purchaser has signed",
        "S.J.Res. 101",
        "82",
        "M142",
        "May 2026" not in page.text and "2026-05-08",
    ):
        assert str(said) in page.text
    assert "March 2026" in page.text
    assert ("id", "e3") in page.attributes
    assert ("href", "#s1") in page.attributes


def test_the_law_of_each_next_step_has_one_place_to_which_the_step_leads(small: Path, site: Path) -> None:
    law = (site / "law/index.html").read_text(encoding="utf-8")
    places = dict(re.findall(r"<(?:tr|li) id=(t[0-9a-f]{8})>(.*?)(?=<tr|<li|</ul>|</table>)", law, re.DOTALL))
    asked = ("--ledger", str(small), "--as-of", DAY, "--format", "json")
    seen = 0
    for path in (site / "sales").glob("*/index.html"):
        page = path.read_text(encoding="utf-8")
        linked = set(re.findall(r"law/index\.html#(t[0-9a-f]{8})", page))
        told = {text for place in linked for text in [Text(places[place]).text]}
        for move in call(*asked, "show", path.parent.name).json["next"]:
            for citation in move["citations"]:
                assert any(citation in text for text in told) or "ends or pauses" in page, (path, citation)
                assert citation in Text(law).text
                seen += 1
    assert seen > 20


def test_every_page_says_how_it_is_cited_and_which_command_gives_its_numbers(site: Path) -> None:
    listed = re.findall(r"<loc>/(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(listed) > 40
    for address in listed:
        page = Text((site / f"{address}index.html").read_text(encoding="utf-8"))
        assert "Cite this page" in page.text, address
        assert {"@misc{armstrack", "TY - DATA"} <= {
            word for word in ("@misc{armstrack", "TY - DATA") if word in page.text
        }
        if address not in ("changes/", "all/", "data/"):
            assert f"armstrack --as-of {DAY}" in page.text, address


def test_the_backlog_says_what_is_not_covered_and_tells_a_year_of_changes_without_a_script(
    own: Path, tmp_path: Path
) -> None:
    settings = own / "ledger.yaml"
    declared = "followed:\n  - {recipients: [TW], to: 2026-11-28}\n"
    settings.write_text(settings.read_text("utf-8") + declared, encoding="utf-8")
    build(own, tmp_path / "out")
    asked = call("--ledger", str(own), "--as-of", DAY, "backlog", "list")
    remark = next(line for line in asked.err.splitlines() if "What came after the notifications" in line)
    page = texts_of(tmp_path / "out")["backlog/index.html"].text
    assert remark in page
    method = texts_of(tmp_path / "out")["method/index.html"].text
    assert "was looked for, one by one, for Taiwan, to 2026-11-28" in method
    told = call("--ledger", str(own), "--format", "json", "backlog", "diff", "--from", "2025-11-30", "--to", DAY).json
    html = (tmp_path / "out/backlog/index.html").read_text(encoding="utf-8")
    lines = re.findall(r"<time>([0-9-]+)</time> (\w+): <a href=../sales/([a-z0-9-]+)/", html)
    assert sorted(lines) == sorted((each["counted_from"], each["change"], each["id"]) for each in told["changes"])
    assert len(lines) == 7


def test_no_page_calls_a_sale_approved(site: Path) -> None:
    for name, page in texts_of(site).items():
        approved = [match[0] for match in re.finditer(r".{30}\bapproved\b.{20}", page.text, re.IGNORECASE)]
        assert [each for each in approved if "budget is approved" not in each and "arms sale approved" in each] == [], (
            name
        )


def test_every_link_leads_somewhere_and_every_sum_is_right(small: Path, own: Path, tmp_path: Path, site: Path) -> None:
    checked = call("--ledger", str(small), "--as-of", DAY, "site", "--check", str(site))
    assert (checked.code, checked.out) == (0, ""), checked.out
    out = tmp_path / "out"
    build(own, out)
    (out / "holds/index.html").unlink()
    page = out / "recipients/TW/index.html"
    page.write_text(re.sub(r"\$11,105,400,000", "$1", page.read_text(encoding="utf-8")), encoding="utf-8")
    broken = call("--ledger", str(own), "--as-of", DAY, "--format", "json", "site", "--check", str(out))
    assert broken.code == 4
    assert {fault["page"] for fault in broken.json} >= {
        "holds/index.html",
        "all/index.html",
        "recipients/TW/index.html",
    }
    assert call("--ledger", str(own), "--as-of", "2026-01-01", "site", "--check", str(out)).code == 2
    assert call("--ledger", str(own), "site", "--check", str(tmp_path)).code == 5


def test_a_site_of_some_sales_alone(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "out", "-r", "TW", "--title", "Sales to Taiwan")
    names = set(contents(tmp_path / "out"))
    assert "sales/taiwan-himars-2025/index.html" in names
    assert [name for name in names if "spain" in name or "/ES/" in name] == []
    assert "Sales to Taiwan" in texts_of(tmp_path / "out")["index.html"].text
    mark = json.loads((tmp_path / "out/site.json").read_text())
    assert mark["filter"] == ["--recipient", "TW"]
    assert mark["counts"]["sales"] == 9
    rows = (tmp_path / "out/data/sales.csv").read_text().splitlines()
    assert len(rows) == 1 + 9
    assert call("--ledger", str(own), "--as-of", DAY, "site", "--check", "-r", "TW", str(tmp_path / "out")).code == 0


def test_addresses_are_those_that_people_guess(site: Path, own: Path, tmp_path: Path) -> None:
    assert 'url=../../sales/taiwan-himars-2025/index.html"' in (site / "t/26-01/index.html").read_text()
    changed(own, "taiwan-tow-2025", "transmittal: ", "transmittal: 26-1 # ")
    build(own, tmp_path / "out", "--base-url", "https://example.org/sales")
    shared = Text((tmp_path / "out/t/26-01/index.html").read_text(encoding="utf-8"))
    assert "TOW" in shared.text
    assert "High Mobility" in shared.text
    page = (tmp_path / "out/sales/taiwan-himars-2025/index.html").read_text(encoding="utf-8")
    assert '<link rel=canonical href="https://example.org/sales/sales/taiwan-himars-2025/">' in page
    assert "https://example.org/sales/law/" in (tmp_path / "out/sitemap.xml").read_text()
    assert "https://example.org/sales/sitemap.xml" in (tmp_path / "out/robots.txt").read_text()
    assert slug("Lockheed Martin") == "lockheed-martin"
    assert len({slug(name) for name in ("Bell Textron", "Bell Textron, Inc.", "Bell-Textron", "Béll Textron")}) == 4


def test_a_renamed_sale_leaves_a_page_that_leads_on(own: Path, tmp_path: Path) -> None:
    def git(*words: str, day: str = "2026-10-01") -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        when = os.environ | {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
        subprocess.run(["git", *identity, *words], cwd=own, check=True, capture_output=True, env=when)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    assert call("--ledger", str(own), "rename", "taiwan-tow-2025", "taiwan-tow-missiles-2025").code == 0
    git("add", "-A")
    git("commit", "-qm", "renamed", day="2026-11-20")
    build(own, tmp_path / "out")
    old = (tmp_path / "out/sales/taiwan-tow-2025/index.html").read_text(encoding="utf-8")
    assert "url=../../sales/taiwan-tow-missiles-2025/index.html" in old
    assert "removed: taiwan-tow-2025" in texts_of(tmp_path / "out")["changes/index.html"].text
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=own, check=True, capture_output=True, text=True).stdout
    page = texts_of(tmp_path / "out")["sales/taiwan-tow-missiles-2025/index.html"].text
    assert f"git revision {revision[:12]}" in page


HOSTILE = "<script>alert(1)</script></style>{{ 7*7 }}\u202egnorw\u202c \"onload='x' & javascript:alert(2) "


def test_a_hostile_text_is_text_on_every_page(own: Path, tmp_path: Path) -> None:
    title = (HOSTILE * 40)[:4000]
    written = json.dumps(title, ensure_ascii=False).replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")
    changed(own, "spain-minehunting-sonar-2026", "title: ", f"title: {written} # ")
    (path,) = own.rglob("spain-minehunting-sonar-2026.yaml")
    text = path.read_text(encoding="utf-8")
    assert "contractors" in text or "items" in text
    build(own, tmp_path / "out", "--title", HOSTILE)
    holding = 0
    for name, page in texts_of(tmp_path / "out").items():
        assert "alert" not in " ".join(page.tags), name
        assert not [each for each in page.attributes if each[0].startswith("on")], name
        assert not [each for each in page.attributes if each[0] in ("href", "src") and "script:" in each[1]], name
        assert page.tags.count("script") <= 4, name
        assert "\u202e" not in page.text, name
        assert "49" not in page.text.split("</style>")[1][:2] if "</style>" in page.text else True, name
        holding += "<script>alert(1)</script>" in page.text
    assert holding > 20
    for path in [*(tmp_path / "out/feeds").rglob("*.xml"), *(tmp_path / "out/charts").rglob("*.svg")]:
        tree = ElementTree.parse(path)
        assert not [each for each in tree.iter() if each.tag.rpartition("}")[2] == "script"], path


def test_an_address_that_is_none_is_no_link(own: Path, tmp_path: Path) -> None:
    from armstrack.site.render import FILTERS

    http: Callable[[str], str | None] = FILTERS["http"]
    assert http("https://www.dsca.mil/a?b=c") == "https://www.dsca.mil/a?b=c"
    for hostile in (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a/ onclick=b",
        'https://a/"b',
        "//evil.example",
    ):
        assert http(hostile) is None


# --- feeds, calendars, downloads, citations, embeds ---------------------------------------------------


def test_feeds_tell_of_the_ledger_and_not_of_the_clock(site: Path) -> None:
    feed = ElementTree.parse(site / "feeds/notifications.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) >= 10
    assert all(each.startswith("tag:armstrack.invalid,2026:sales/") for each in ids)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0] == "2026-09-16T00:00:00Z"
    for link in feed.iter(f"{ATOM}link"):
        assert (site / "feeds" / link.attrib["href"].partition("#")[0]).resolve().exists()
    recorded = ElementTree.parse(site / "feeds/changes.xml").getroot()
    assert any("#e" in (each.findtext(f"{ATOM}id") or "") for each in recorded.findall(f"{ATOM}entry"))
    assert (site / "feeds/recipients/TW.xml").exists()
    assert (site / "feeds/resolutions/119-sjres-101.xml").exists()
    json_feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    assert json_feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in json_feed["items"]] == ids


def test_calendars_are_those_of_due(small: Path, site: Path) -> None:
    ics = (site / "calendar/due.ics").read_bytes().decode()
    assert ics == call("--ledger", str(small), "--as-of", DAY, "due", "--ics").out.replace("\n", "\r\n").replace(
        "\r\r", "\r"
    )
    assert "UID:" in (site / "calendar/TW.ics").read_text()


def test_downloads_are_described_and_have_their_checksums(site: Path) -> None:
    data = site / "data"
    assert {path.name for path in data.iterdir()} == {*WHAT, "index.html"}
    for line in (data / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((data / name).read_bytes()).hexdigest() == digest
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert content.decode().partition("\n")[0].split(",") == [each["name"] for each in resource["schema"]["fields"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        undescribed = [each["name"] for each in resource["schema"]["fields"] if not each["description"]]
        assert undescribed == [], resource["name"]


def test_the_database_can_be_searched_and_its_workbook_has_the_names_of_countries(site: Path) -> None:
    with sqlite3.connect(site / "data/ledger.db") as database:
        found = database.execute(
            "SELECT id FROM sales WHERE rowid IN (SELECT rowid FROM sales_text WHERE sales_text MATCH 'himars')"
        ).fetchall()
        assert ("taiwan-himars-2025",) in found
        assert ("TW", "Taiwan", "EAP") in database.execute("SELECT * FROM countries").fetchall()
    metadata = json.loads((site / "data/metadata.json").read_text(encoding="utf-8"))
    assert metadata["databases"]["ledger"]["tables"]["sales"]["fts_table"] == "sales_text"
    import zipfile

    with zipfile.ZipFile(site / "data/ledger.xlsx") as book:
        assert b'name="countries"' in book.read("xl/workbook.xml")
        assert b"#,##0" in book.read("xl/styles.xml")


def test_a_snapshot_stays_when_the_day_goes_on(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(own, out, "--snapshot", day="2026-11-27")
    kept = contents(out / "data/2026-11-27")
    build(own, out)
    assert contents(out / "data/2026-11-27") == kept
    assert (out / "data/sales.csv").read_bytes() == (out / "data/2026-11-27/sales.csv").read_bytes()


def test_a_page_can_be_cited_in_four_styles_and_read_by_programs(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "out", "--base-url", "https://example.org/")
    page = texts_of(tmp_path / "out")["sales/taiwan-himars-2025/index.html"]
    for said in ("@misc{armstrack-taiwan-himars-2025", "Chicago", "TY - DATA", "Record taiwan-himars-2025"):
        assert said in page.text
    assert page.text.count("https://example.org/sales/taiwan-himars-2025/") == 4
    assert ("name", "citation_title") in page.attributes
    assert call("--ledger", str(own), "cite", "taiwan-himars-2025", "--style", "ris").out.startswith("TY  - DATA\n")
    method = (tmp_path / "out/method/index.html").read_text(encoding="utf-8")
    described = json.loads(re.findall(r'ld\+json"?>(.*?)</script>', method)[0])
    assert described["@type"] == "Dataset"
    assert 'version: "2026-11-28"' in (tmp_path / "out/CITATION.cff").read_text()


def test_an_embed_needs_no_script_and_says_its_source(site: Path) -> None:
    for name in ("sales/taiwan-himars-2025", "recipients/TW", "backlog"):
        page = Text((site / f"embed/{name}/index.html").read_text(encoding="utf-8"))
        assert "script" not in page.tags
        assert f"Source: Reference ledger of U.S. arms sales, {DAY}" in page.text
        said = json.loads((site / f"embed/{name}/oembed.json").read_text(encoding="utf-8"))
        assert (said["version"], said["type"]) == ("1.0", "rich")
        assert f"embed/{name}/" in said["html"]


# --- the charts ---------------------------------------------------------------------------------------


def test_each_chart_has_its_numbers_as_csv_and_as_a_table_and_says_what_it_shows(site: Path) -> None:
    page = texts_of(site)["charts/index.html"]
    drawn = sorted((site / "charts").glob("*.svg"))
    assert {path.stem for path in drawn} >= {
        "value",
        "sales",
        "administrations",
        "constant-dollars",
        "backlog",
        "votes",
    }
    for path in drawn:
        root = ElementTree.parse(path).getroot()
        told = [each.text or "" for each in root if each.tag.rpartition("}")[2] in ("title", "desc")]
        assert len(told) == 2, path
        assert all(told), path
        assert f"As of {DAY}" in told[1], path
        assert path.with_suffix(".csv").exists()
        assert ("id", path.stem) in page.attributes


# --- what is vendored, and how large it is ------------------------------------------------------------


def test_what_is_not_ours_is_what_it_was_taken_as() -> None:
    table = (HERE / "vendor/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|.*\| (MIT[^|]*) \| `([0-9a-f]{64})` \|$", table, re.MULTILINE)
    files = {path.name for path in (HERE / "vendor").iterdir()} - {"README.md"}
    assert {name for name, _, _ in rows} == files
    for name, _, digest in rows:
        assert hashlib.sha256((HERE / "vendor" / name).read_bytes()).hexdigest() == digest, name


def test_a_page_asks_for_little(site: Path) -> None:
    def zipped(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    for path in site.rglob("*.html"):
        if path != site / "sales/index.html":
            assert zipped(path) <= 60_000, path
    shared = sum(zipped(path) for path in (site / "assets").iterdir() if path.suffix in (".js", ".css"))
    assert zipped(site / "sales/index.html") + shared <= 250_000
    for path in site.rglob("*.html"):
        scripts = set(re.findall(r"assets/(\w+\.js)", path.read_text(encoding="utf-8")))
        own = [_minified((HERE / "assets" / name).read_text(encoding="utf-8")) for name in scripts]
        assert sum(map(len, own)) <= 12_000, path


def _minified(script: str) -> str:
    """A script without its comments and spaces, and with short names for its own: a minifier takes more away."""
    bare = re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL)
    bare = re.sub(r"\s*([(){}\[\];,:?=+\-*/<>&|!])\s*", r"\1", re.sub(r"\s+", " ", bare))
    own = {*re.findall(r"(?:var |function |[(,;])(\w{3,})=", bare), *re.findall(r"function (\w+)\(", bare)}
    for given in re.findall(r"\(([\w,]+)\)(?:=>|\{)", bare):
        own |= {name for name in given.split(",") if len(name) > 2}
    for name in sorted(own):
        bare = re.sub(rf"(?<![\w.\"'-]){name}(?![\w\"'-]|:)", "a", bare)
    return bare


def test_nothing_is_asked_of_another_place(site: Path) -> None:
    for name, page in texts_of(site).items():
        if page.tags[:2] == ["html", "head"] and "script" in page.tags:
            assert ("http-equiv", "Content-Security-Policy") in page.attributes, name
        loaded = [value for key, value in page.attributes if key == "src"]
        assert not [value for value in loaded if re.match("[a-z]+:", value)], name


# --- when something is missing or wrong ---------------------------------------------------------------


def test_a_library_that_is_missing_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    known = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "jinja2" else known(name, *more)
    )
    ran = run("site", str(tmp_path / "out"))
    assert ran.code == 2
    assert "pip install 'armstrack[site]'" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://example.org/?a=b", "javascript:x"])
def test_an_address_that_is_no_place_of_a_site_is_refused(run: Run, tmp_path: Path, address: str) -> None:
    ran = run("site", str(tmp_path / "out"), "--base-url", address)
    assert (ran.code, "is no address of a site" in ran.err) == (2, True)


def test_a_template_of_ones_own_goes_before_ours(own: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "404.html").write_text('{% extends "base.html" %}{% block main %}<p>Lost? So am I.</p>{% endblock %}')
    build(own, tmp_path / "out", "--templates", str(mine))
    assert "Lost? So am I." in texts_of(tmp_path / "out")["404.html"].text
    assert call("--ledger", str(own), "site", str(tmp_path / "x"), "--templates", str(tmp_path / "no")).code == 2


def test_a_file_that_cannot_be_read_is_told_and_hides_no_other(own: Path, tmp_path: Path) -> None:
    (path,) = own.rglob("taiwan-tow-2025.yaml")
    path.write_text("id: [", encoding="utf-8")
    ran = call("--ledger", str(own), "--as-of", DAY, "site", str(tmp_path / "out"))
    assert ran.code == 4
    assert "taiwan-tow-2025" in ran.err
    assert (tmp_path / "out/sales/taiwan-himars-2025/index.html").exists()


def test_an_entry_without_a_source_has_its_page_too(own: Path, tmp_path: Path) -> None:
    changed(own, "taiwan-tow-2025", "state: notified, source: dsca", "state: notified")
    build(own, tmp_path / "out")
    page = (tmp_path / "out/sales/taiwan-tow-2025/index.html").read_text(encoding="utf-8")
    assert "<strong>notified</strong>" in page


def test_an_empty_ledger_has_a_site_too(empty: Path, tmp_path: Path) -> None:
    build(empty, tmp_path / "out")
    assert "None." in texts_of(tmp_path / "out")["index.html"].text
    assert call("--ledger", str(empty), "--as-of", DAY, "site", "--check", str(tmp_path / "out")).code == 0


@pytest.mark.slow
def test_the_reference_ledger_as_a_site_holds_together(tmp_path: Path) -> None:
    build(NOVEMBER, tmp_path / "out")
    checked = call(
        "--ledger", str(NOVEMBER), "--as-of", DAY, "--format", "json", "site", "--check", str(tmp_path / "out")
    )
    assert (checked.code, checked.json) == (0, [])
    assert all(path.stat().st_size < 1_000_000 for path in (tmp_path / "out").rglob("*.html"))
