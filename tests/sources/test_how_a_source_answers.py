"""How each source is said to have answered, what that costs, and that nothing is lost by it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run
from documents_of_sources import (
    LIST_PATH,
    PRINTED,
    article,
    article_path,
    batch_notice,
    clerk_index,
    correction_notice,
    listed,
    notices,
    register,
    register_list,
    register_path,
    registers,
    state_list,
)
from served import Answers, Page, Served, served

from armstrack.ledger.ledger import Ledger
from armstrack.sources.registry import SOURCES

DAY = ("--as-of", "2026-07-01")


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def ask(run: Run, server: Served | str, empty: Path, *more: str, source: str = "federal-register") -> Ran:
    address = server if isinstance(server, str) else server.address
    return run("fetch", source, *DAY, "--base-url", f"{source}={address}", "--format", "json", *more, cwd=empty)


def state_of(ran: Ran) -> tuple[str, str | None]:
    (source,) = ran.json["sources"]
    return source["state"], source["reason"]


# --- answers that are as they should be


def test_what_is_fetched_stands_in_the_inbox_and_in_no_record(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        ran = ask(run, server, empty)
    assert (ran.code, state_of(ran)) == (0, ("ok", None))
    assert [(row["what"], row["written"]) for row in ran.json["notices"]] == [("new", False)]
    assert list((empty / "sales").rglob("*.yaml")) == []
    (receipt,) = (empty / "inbox" / "receipts" / "federal-register").glob("*.json")
    told = json.loads(receipt.read_text(encoding="utf-8"))
    (version,) = told["versions"]
    assert told["address"] == f"https://www.federalregister.gov{register_path('2026-7000', PRINTED)}"
    assert (version["status"], version["kept"], version["mark"]) == (200, True, None)
    kept = empty / "inbox" / "bytes" / version["sha256"][:2] / version["sha256"]
    assert kept.read_bytes() == next(iter(notices("26-95").values())).content


def test_what_was_fetched_before_is_imported_later(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        assert ask(run, server, empty).json["sources"][0]["new"] == 1
        ran = ask(run, server, empty, "--import")
        assert ran.json["sources"][0]["new"] == 0
    assert [(row["what"], row["written"]) for row in ran.json["notices"]] == [("new", True)]
    (sale,) = Ledger(empty).contents.sales.values()
    assert (sale.transmittal, sale.sources["federal-register"].url) == (
        "26-95",
        f"https://www.federalregister.gov{register_path('2026-7000', PRINTED)}",
    )


def test_a_batch_is_two_licences_and_a_correction_belongs_to_its_sale(run: Run, empty: Path) -> None:
    pages = notices("26-95")
    pages[register_path("2026-8000", PRINTED)] = Page(correction_notice("2026-8000", PRINTED, "26-95"), "text/plain")
    pages[register_path("2026-9000", PRINTED)] = Page(batch_notice("2026-9000", PRINTED), "text/plain")
    documents = [listed("2026-7000", PRINTED), listed("2026-8000", PRINTED, "Arms Sales Notification; Correction")]
    with served(register(pages, documents, register_list(listed("2026-9000", PRINTED, "Licenses")))) as server:
        ran = ask(run, server, empty, "--import")
    assert ran.code == 0
    assert [(row["what"], row["transmittal"]) for row in ran.json["notices"]] == [
        ("new", "26-95"),
        ("merged", None),
        ("new", "DDTC 25-040"),
        ("new", "DDTC 25-041"),
    ]
    contents = Ledger(empty).contents
    authorities = sorted(sale.authority for sale in contents.sales.values())
    assert (authorities, contents.problems) == (["36(b)(1)", "36(c)", "36(d)"], ())
    (chile,) = (sale for sale in contents.sales.values() if sale.recipients == ("CL",))
    assert "corrected" in [entry.event for entry in chile.history]


def test_the_day_of_delivery_outranks_that_of_the_release(run: Run, empty: Path) -> None:
    released = date(2026, 5, 5)
    page = article("chile-radars", released, "Chile \u2013 Radars 0", "26-95", "Chile", "$69 million", "coastal radars")
    pages: dict[str, Answers] = {
        LIST_PATH: state_list([("chile-radars", released, "Chile \u2013 Radars 0")]),
        article_path("chile-radars", released): page,
    }
    with served(pages) as server:
        assert ask(run, server, empty, "--import", source="state").code == 0
    with served(registers("26-95")) as server:
        ran = ask(run, server, empty, "--import")
    (row,) = ran.json["notices"]
    assert row["what"] == "merged"
    (sale,) = Ledger(empty).contents.sales.values()
    told = next(entry for entry in sale.history if entry.state == "notified")
    assert (str(told.date), told.basis) == ("2026-05-04", "delivered")


# --- answers that are not


FAILURES: dict[str, tuple[dict[str, Answers], str, str]] = {
    "403": ({"/api/v1/documents.json": Page(status=403)}, "unavailable", "turns programs away (403)"),
    "a challenge": (
        {"/api/v1/documents.json": Page(b"<html><title>Request Access</title></html>")},
        "unavailable",
        "turns programs away (200)",
    ),
    "429": (
        {"/api/v1/documents.json": Page(status=429, headers={"Retry-After": "0"})},
        "unavailable",
        "asked too often (429)",
    ),
    "503": (
        {"/api/v1/documents.json": Page(status=503, headers={"Retry-After": "0"})},
        "unavailable",
        "out of order (503)",
    ),
    "a list that breaks off": (
        {"/api/v1/documents.json": Page(b'{"count": 1, "results": [', promised=5_000)},
        "unavailable",
        "breaks off in the middle of its answer",
    ),
    "a list that is larger than any": (
        {"/api/v1/documents.json": Page(b"{}", promised=20_000_001)},
        "unavailable",
        "20,000,001 bytes, more than any document has",
    ),
    "a document that is larger than any": (
        registers("26-95") | {register_path("2026-7000", PRINTED): Page(b"<html>", promised=20_000_001)},
        "partial",
        "20,000,001 bytes, more than any document has",
    ),
    "another type": ({"/api/v1/documents.json": Page(b"<rss/>", "text/xml")}, "unavailable", "another type than json"),
    "broken JSON": ({"/api/v1/documents.json": Page(b'{"count": 1,')}, "unavailable", "cannot be read"),
    "an error of the service": (
        {"/api/v1/documents.json": Page(b'{"status":400,"message":"no"}')},
        "unavailable",
        "does not say how many",
    ),
    "a redirect": (
        {"/api/v1/documents.json": Page(status=302, headers={"Location": "https://unblock.example.org/"})},
        "unavailable",
        "another host, unblock.example.org",
    ),
    "a list that is shorter than it says": (
        register(notices("26-95"), [])
        | {"/api/v1/documents.json": register_list(listed("2026-7000", PRINTED), count=9)},
        "suspicious",
        "says that it lists 9 documents and lists 1",
    ),
    "a document that is gone": (
        {"/api/v1/documents.json": registers("26-95")["/api/v1/documents.json"]},
        "partial",
        "1 of 1 could not be had: www.federalregister.gov has no such document (404)",
    ),
    "a wall where a document should be": (
        registers("26-95") | {register_path("2026-7000", PRINTED): Page(b"<html>a captcha</html>")},
        "partial",
        "turns programs away",
    ),
    "an error page where a document should be": (
        registers("26-95") | {register_path("2026-7000", PRINTED): Page(b"<html><p>Sorry.</p></html>")},
        "partial",
        "another page was served in its place",
    ),
    "an address of another host": (
        register({}, [listed("2026-7000", PRINTED) | {"raw_text_url": "https://www.example.org/x.txt"}]),
        "partial",
        "another host, www.example.org",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_told_and_costs_nothing_that_was_there(run: Run, empty: Path, failure: str) -> None:
    pages, state, reason = FAILURES[failure]
    with served(pages) as server:
        ran = ask(run, server, empty, "--import")
    told, why = state_of(ran)
    assert (ran.code, told) == (6, state)
    assert reason in (why or "")
    # What could be had is written all the same; a list that cannot be believed hides no document that it has.
    written = list((empty / "sales").rglob("*.yaml"))
    assert len(written) == (1 if failure == "a list that is shorter than it says" else 0)
    assert Ledger(empty).settings.looked_at is None


def test_one_document_that_breaks_off_does_not_hide_the_others(run: Run, empty: Path) -> None:
    pages = registers("26-95", "26-96", "26-97")
    broken = register_path("2026-7001", PRINTED)
    pages[broken] = Page(b"<html><pre>[Federal Register", "text/plain", promised=9_000, headers={"Retry-After": "0"})
    with served(pages) as server:
        first = ask(run, server, empty, "--import")
        assert (first.code, state_of(first)[0]) == (6, "partial")
        assert sorted(_numbers(empty)) == ["26-95", "26-97"]
        server.pages[broken] = registers("26-95", "26-96", "26-97")[broken]
        second = ask(run, server, empty, "--import")
        assert (second.code, state_of(second)[0]) == (0, "ok")
    assert sorted(_numbers(empty)) == ["26-95", "26-96", "26-97"]


def test_an_empty_list_where_there_were_items_is_suspicious(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        ask(run, server, empty)
        server.pages["/api/v1/documents.json"] = register_list()
        ran = ask(run, server, empty, "--import")
    assert (ran.code, state_of(ran)) == (
        6,
        ("suspicious", "it lists nothing, and 1 of its documents since 2026-04-02 are in the inbox"),
    )
    assert list((empty / "inbox" / "receipts").rglob("*.json")) != []


def test_an_empty_list_is_suspicious_though_no_document_of_it_could_be_had(run: Run, empty: Path) -> None:
    pages = registers("26-95", "26-96")
    pages[register_path("2026-7001", PRINTED)] = Page(status=404)
    with served(pages) as server:
        ask(run, server, empty)
        shutil.rmtree(empty / "inbox" / "receipts")
        server.pages["/api/v1/documents.json"] = register_list()
        ran = ask(run, server, empty)
    assert state_of(ran) == ("suspicious", "it lists nothing, and listed 2 when it was last asked")


def test_nothing_new_from_a_source_that_never_had_anything_is_no_failure(run: Run, empty: Path) -> None:
    with served({"/evs/2026/index.asp": clerk_index(2026, [(1, "3-Jun", "H R 1")])}) as server:
        ran = ask(run, server, empty, source="house-votes")
    assert (ran.code, state_of(ran)) == (0, ("ok", None))


def test_a_mirror_that_names_itself_is_cited_by_the_public_address(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        document = listed("2026-7000", PRINTED)
        itself = document | {
            "raw_text_url": document["raw_text_url"].replace("https://www.federalregister.gov", server.address)
        }
        server.pages |= register({}, [itself])
        assert ask(run, server, empty, "--import").code == 0
    (sale,) = Ledger(empty).contents.sales.values()
    assert sale.sources["federal-register"].url == document["raw_text_url"]


# --- pages that change in place


def test_a_document_of_the_register_that_changed_is_a_new_version(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        ask(run, server, empty, "--import")
        path = register_path("2026-7000", PRINTED)
        page = next(iter(notices("26-95").values()))
        server.pages[path] = Page(page.content.replace(b"May 4, 2026", b"May 6, 2026"), page.type)
        ran = ask(run, server, empty, "--import")
    (changed,) = ran.json["changed"]
    assert (changed["address"], len(changed["cited_by"])) == (f"https://www.federalregister.gov{path}", 1)
    (row,) = ran.json["notices"]
    assert row["what"] == "merged"
    assert any("2026-05-04" in line and "2026-05-06" in line for line in row["differs"])


def test_a_changed_page_is_a_new_version_and_the_records_that_cite_it_are_named(run: Run, empty: Path) -> None:
    day, path = date(2026, 6, 5), article_path("chile-radars", date(2026, 6, 5))

    def page(cost: str) -> Page:
        return article("chile-radars", day, "Chile \u2013 Radars", "26-95", "Chile", cost, "coastal radars")

    pages: dict[str, Answers] = {
        LIST_PATH: state_list([("chile-radars", day, "Chile \u2013 Radars")]),
        path: page("$69 million"),
    }
    with served(pages) as server:
        ask(run, server, empty, "--import", source="state")
        server.pages[path] = page("$70 million")
        ran = ask(run, server, empty, "--import", source="state")
        (changed,) = ran.json["changed"]
        (sale,) = Ledger(empty).contents.sales.values()
        assert (changed["address"], changed["cited_by"]) == (f"https://www.state.gov{path}", [sale.id])
        assert changed["before"]["sha256"] != changed["after"]["sha256"]
        assert len(list((empty / "inbox" / "bytes").rglob("*"))) == 4  # two folders, and both versions
        (row,) = ran.json["notices"]
        assert (row["what"], row["id"]) == ("merged", sale.id)
        assert any("69" in line and "70" in line for line in row["differs"])
        third = ask(run, server, empty, "--import", source="state")
    assert (third.json["changed"], third.json["notices"]) == ([], [])


# --- no network


def test_without_a_network_each_source_has_its_line_and_nothing_is_written(run: Run, empty: Path, nobody: str) -> None:
    before = sorted(empty.rglob("*"))
    bases = [word for name in SOURCES for word in ("--base-url", f"{name}={nobody}")]
    ran = run("fetch", "--import", *bases, *DAY, cwd=empty, env={"GOVINFO_API_KEY": "secret-key"})
    assert ran.code == 6
    lines = ran.out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [[name, "unavailable"] for name in SOURCES]
    assert all("cannot be reached" in line for line in lines[1:])
    assert "secret-key" not in ran.out + ran.err
    assert sorted(empty.rglob("*")) == before


def test_with_one_source_down_the_others_are_still_written(run: Run, empty: Path, nobody: str) -> None:
    with served(registers("26-95")) as server:
        command = ["fetch", "federal-register", "state", "--import", "--format", "json", *DAY]
        command += ["--base-url", f"federal-register={server.address}", "--base-url", f"state={nobody}"]
        ran = run(*command, cwd=empty)
    assert (ran.code, [one["state"] for one in ran.json["sources"]]) == (6, ["ok", "unavailable"])
    assert _numbers(empty) == ["26-95"]


def test_a_source_that_wants_a_key_says_where_to_have_one(run: Run, empty: Path, nobody: str) -> None:
    ran = ask(run, nobody, empty, source="congressional-record")
    assert ran.code == 6
    assert "GOVINFO_API_KEY" in (state_of(ran)[1] or "")


# --- where a ledger cannot be written, and how far it was looked at


def test_a_ledger_that_is_read_only_has_its_inbox_in_the_cache(run: Run, tmp_path: Path) -> None:
    here, cache = tmp_path / "here", tmp_path / "cache"
    here.mkdir()
    environment = {"XDG_CACHE_HOME": str(cache)}
    with served(registers("26-95")) as server:
        base = ("--base-url", f"federal-register={server.address}")
        refused = run("fetch", "federal-register", "--import", *base, *DAY, cwd=here, env=environment)
        assert refused.code == 3
        assert "armstrack init my-ledger --from reference" in refused.err
        assert server.asked == []
        ran = run("fetch", "federal-register", *base, *DAY, cwd=here, env=environment)
    assert ran.code == 0
    assert list((cache / "armstrack" / "inbox" / "receipts" / "federal-register").glob("*.json")) != []
    assert list(here.iterdir()) == []


COVERS = """
covers:
  - {authorities: [36(b)(1)], from: 2026-01-01, sources: [federal-register]}
"""


def _cover(empty: Path, looked_at: str = "") -> None:
    path = empty / "ledger.yaml"
    path.write_text(path.read_text(encoding="utf-8") + looked_at + COVERS, encoding="utf-8")


def test_looked_at_moves_when_every_source_that_the_covers_name_answered(run: Run, empty: Path) -> None:
    _cover(empty)
    before = (empty / "ledger.yaml").read_text(encoding="utf-8")
    with served(registers("26-95")) as server:
        assert ask(run, server, empty).json["looked_at"] is None  # without --import nothing moves
        assert ask(run, server, empty, "--import").json["looked_at"] == "2026-07-01"
    after = (empty / "ledger.yaml").read_text(encoding="utf-8")
    assert Ledger(empty).settings.looked_at == date(2026, 7, 1)
    assert after.replace("looked-at: 2026-07-01\n", "") == before


def test_looked_at_stays_where_a_source_is_silent_or_days_would_be_left_out(run: Run, empty: Path) -> None:
    _cover(empty, "looked-at: 2026-03-01")
    with served(registers("26-95")) as server:
        ran = ask(run, server, empty, "--import")
        assert ran.json["looked_at"] == "2026-03-01"
        assert "the days between 2026-03-01 and 2026-04-02 were not asked for" in ran.err
        whole = ask(run, server, empty, "--import", "--since", "2026-03-01")
        assert whole.json["looked_at"] == "2026-07-01"
        server.pages["/api/v1/documents.json"] = Page(status=403)
        ran = run("fetch", "federal-register", "--import", "--as-of", "2026-07-09", "--format", "json",
                  "--base-url", f"federal-register={server.address}", cwd=empty)  # fmt: skip
    assert (ran.code, ran.json["looked_at"]) == (6, "2026-07-01")
    assert "not answered as it should by federal-register" in ran.err


# --- wrong usage


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["federal-registry"], "did you mean `federal-register`?"),
        (["--base-url", "state"], "does not name an address"),
        (["--base-url", "estate=http://127.0.0.1:1"], "`estate` is no source"),
        (["--since", "2027-01-01"], "later than"),
        (["--since", "someday"], "names no day"),
        (["--inbox", "ledger.yaml"], "is a file"),
    ],
)
def test_wrong_usage_asks_nobody(run: Run, empty: Path, words: list[str], says: str) -> None:
    ran = run("fetch", *DAY, *words, cwd=empty)
    assert ran.code == 2
    assert says in ran.err


def _numbers(folder: Path) -> list[Any]:
    return [sale.transmittal for sale in Ledger(folder).contents.sales.values()]


# --- what a ledger brings along is not obeyed, and what is broken in it is not doubled


def test_a_link_in_the_inbox_leads_no_writing_out_of_it(run: Run, empty: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    inbox = empty / "inbox"
    inbox.mkdir()
    (inbox / "sources.json").symlink_to(precious)
    with served(registers("26-95")) as server:
        assert ask(run, server, empty).code == 0
        assert not (inbox / "sources.json").is_symlink()
        (tmp_path / "elsewhere").mkdir()
        (inbox / "bytes").rename(tmp_path / "bytes")
        (inbox / "bytes").symlink_to(tmp_path / "elsewhere")
        shutil.rmtree(inbox / "receipts")
        assert ask(run, server, empty).code == 3
    assert precious.read_text(encoding="utf-8") == "mine"
    assert list((tmp_path / "elsewhere").rglob("*.*")) == []


def test_a_receipt_that_names_another_place_leads_no_writing_there(run: Run, empty: Path, tmp_path: Path) -> None:
    with served(registers("26-95")) as server:
        ask(run, server, empty)
        (receipt,) = (empty / "inbox" / "receipts" / "federal-register").glob("*.json")
        told = receipt.read_text(encoding="utf-8")
        receipt.write_text(told.replace('"source": "federal-register"', '"source": "../../../out"'), encoding="utf-8")
        assert ask(run, server, empty, "--import").code == 0
    assert not (tmp_path / "out").exists()
    assert json.loads(receipt.read_text(encoding="utf-8"))["versions"][0]["became"] != []


def test_an_inbox_that_is_a_link_out_of_the_ledger_is_not_used(run: Run, empty: Path, tmp_path: Path) -> None:
    (empty / "inbox").symlink_to(tmp_path)
    with served(registers("26-95")) as server:
        ran = ask(run, server, empty)
        assert server.asked == []
    assert ran.code == 2
    assert "leads out of the ledger" in ran.error["message"]


def test_a_ledger_with_a_file_that_cannot_be_read_is_not_written(run: Run, empty: Path) -> None:
    broken = empty / "sales" / "2026" / "chile-radars-0-2026.yaml"
    broken.parent.mkdir()
    broken.write_text("id: [", encoding="utf-8")
    with served(registers("26-95")) as server:
        ran = ask(run, server, empty, "--import")
        assert server.asked == []
        assert ran.code == 4
        assert ask(run, server, empty).code == 0  # looking does no harm
    assert "would be entered twice" in ran.error["message"]


def test_bytes_that_are_gone_are_fetched_again_and_no_new_version(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        ask(run, server, empty)
        shutil.rmtree(empty / "inbox" / "bytes")
        ran = ask(run, server, empty)
    assert (ran.code, ran.json["sources"][0]["changed"], ran.json["notices"][0]["what"]) == (0, 0, "new")
    (receipt,) = (empty / "inbox" / "receipts" / "federal-register").glob("*.json")
    assert len(json.loads(receipt.read_text(encoding="utf-8"))["versions"]) == 1


def test_a_receipt_that_is_none_is_written_anew(run: Run, empty: Path) -> None:
    with served(registers("26-95")) as server:
        ask(run, server, empty)
        (receipt,) = (empty / "inbox" / "receipts" / "federal-register").glob("*.json")
        whole = json.loads(receipt.read_text(encoding="utf-8"))
        receipt.write_text('{"source": "federal-register"', encoding="utf-8")
        assert ask(run, server, empty).code == 0
    again = json.loads(receipt.read_text(encoding="utf-8"))
    assert again["versions"][0]["sha256"] == whole["versions"][0]["sha256"]


# --- without the libraries of the extra


@pytest.mark.parametrize("library", ["urllib3", "selectolax"])
def test_without_its_libraries_it_says_what_to_install(run: Run, empty: Path, library: str) -> None:
    """In a process of its own, since in this one they are loaded."""
    program = f"import sys; sys.modules['{library}'] = None; from armstrack.cli.start import main; main()"
    ran = subprocess.run([sys.executable, "-c", program, "fetch"], cwd=empty, capture_output=True, text=True)
    assert ran.returncode == 2
    assert f"`fetch` needs a library that is not installed ({library})." in ran.stderr
    assert "pip install 'armstrack[fetch]'" in ran.stderr
