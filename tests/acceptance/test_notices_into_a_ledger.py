"""Notices on their way into a ledger: a release, then the Register; a year of them; a look at each; texts kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, RunReal

RELEASE = """\
Peru \u2013 Harbor Patrol Radars
Foreign Military Sales: Congressional Notification

Bureau of Political-Military Affairs

June 5, 2026

{number}The U.S. Department of State has made a determination approving a possible Foreign Military Sale to the \
Government of Peru for Harbor Patrol Radars and related equipment. The estimated total cost is $69 million.

The Government of Peru has requested to buy twenty (20) RX-8 harbor patrol radars. The following non-MDE items will \
also be included: masts; and spare parts. The estimated total cost is $69 million.
"""

REGISTER = """\
[Federal Register Volume 91, Number {issue} (Wednesday, June {day}, 2026)]
[Notices]
[FR Doc No: 2026-{doc}]

DEPARTMENT OF DEFENSE

Office of the Secretary

[Transmittal No. {number}]

Arms Sales Notification

AGENCY: Defense Security Cooperation Agency, Department of Defense (DoD).

ACTION: Arms sales notice.

TRANSMITTAL NO. RSAT {number}
NOTICE OF PROPOSED ISSUANCE OF LETTER OF OFFER PURSUANT TO SECTION
36(b)(1) OF THE ARMS EXPORT CONTROL ACT
    (i) Prospective Purchaser: Government of {buyer}
    (ii) Total Estimated Value:

Major Defense Equipment *...............  ${mde} million
Other...................................  $9 million
                                         -------------------------------
  TOTAL.................................  ${total} million

    (iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
Major Defense Equipment (MDE):
    {count} {goods}
Non-Major Defense Equipment:
    The following non-MDE items will also be included: masts; and spare parts.

    (iv) Military Department: Navy (PE-P-LAA)
    (v) Prior Related Cases, if any: None
    (vi) Sales Commission, Fee, etc., Paid, Offered, or Agreed to be Paid: None known at this time
    (vii) Sensitivity of Technology: See Attached Annex
    (viii) Date Report Delivered to Congress: June 4, 2026

POLICY JUSTIFICATION

{buyer}--{title}

    The Government of {buyer} has requested to buy {lower} {goods}. The estimated total cost is ${total} million.
    The principal contractor will be Example Radar Works, located in Salem, OR.

[FR Doc. 2026-{doc} Filed 6-{day}-26; 8:45 am]
BILLING CODE 6001-FR-P
"""

PERU = {
    "issue": "116",
    "day": "17",
    "doc": "12345",
    "number": "26-95",
    "buyer": "Peru",
    "mde": "60",
    "total": "69",
    "count": "Twenty (20)",
    "lower": "twenty (20)",
    "goods": "RX-8 harbor patrol radars",
    "title": "Harbor Patrol Radars",
}
CHILE = PERU | {"number": "26-96", "doc": "12346", "buyer": "Chile", "goods": "RX-9 coastal sonars", "title": "Sonars"}


def notice(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "sales").mkdir(parents=True)
    (folder / "ledger.yaml").write_text("name: tests\nformat: 1\n", encoding="utf-8")
    return folder


def ask(run: Run, folder: Path, *words: str, **more: Any) -> Ran:
    return run("--ledger", str(folder), *words, **more)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_without_a_number_and_the_notice_of_the_register_are_one_sale(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    """The way of a notice since 2026: the Department's page first, the Register weeks later."""
    release = notice(tmp_path, "release.txt", RELEASE.format(number=""))
    register = notice(tmp_path, "register.txt", REGISTER.format(**PERU))
    assert ask(run, fresh, "import", release).code == 0
    (sale,) = ask(run, fresh, "--as-of", "2026-06-20", "list", "--format", "json").json
    assert (sale["notified"], sale["transmittal"]) == ("2026-06-05", None)

    proposed = ask(run, fresh, "import", register)
    assert proposed.code == 3
    assert f"perhaps the ledger has this sale as {sale['id']}" in proposed.err
    match = ask(run, fresh, "import", register, "--dry-run", "--format", "json").json[0]["match"]
    assert (match["id"], match["kind"]) == (sale["id"], "perhaps")

    told = ask(run, fresh, "import", register, "--merge", "--format", "json")
    assert told.code == 0
    assert [(row["sale"], row["what"]) for row in told.json] == [(sale["id"], "merged")]
    assert ask(run, fresh, "summary", "--format", "json").json["total"]["value_usd"] == 69_000_000

    shown = ask(run, fresh, "--as-of", "2026-06-20", "show", sale["id"], "--format", "json").json
    assert shown["transmittal"] == "26-95"
    assert (shown["value"]["total"], shown["value"]["mde"], shown["value"]["other"]) == (
        69_000_000,
        60_000_000,
        9_000_000,
    )
    assert (shown["review"]["last_review_day"], shown["review"]["earliest_action"]) == ("2026-07-04", "2026-07-05")
    assert shown["contractors"] == [{"name": "Example Radar Works", "place": "Salem, OR"}]
    (disagreement,) = ask(run, fresh, "conflicts", "--format", "json").json
    assert (disagreement["used"]["date"], disagreement["other"]["date"]) == ("2026-06-04", "2026-06-05")
    (path,) = (fresh / "sales").rglob("*.yaml")
    text = path.read_text(encoding="utf-8")
    assert "basis: delivered" in text
    assert "the day of notification is the day of the release" not in text

    assert ask(run, fresh, "import", register, release, "--merge").code == 0
    assert path.read_text(encoding="utf-8") == text


def test_the_register_first_and_the_release_after_it_is_the_same_sale(run: Run, fresh: Path, tmp_path: Path) -> None:
    release = notice(tmp_path, "release.txt", RELEASE.format(number="Transmittal # 26-95\n\n"))
    assert ask(run, fresh, "import", notice(tmp_path, "register.txt", REGISTER.format(**PERU))).code == 0
    assert ask(run, fresh, "import", release, "--merge").code == 0
    (sale,) = ask(run, fresh, "--as-of", "2026-06-20", "list", "--format", "json").json
    assert (sale["notified"], sale["review"]["last_review_day"]) == ("2026-06-04", "2026-07-04")
    assert len(ask(run, fresh, "conflicts", "--format", "json").json) == 1


def test_both_in_one_call_are_one_sale(run: Run, fresh: Path, tmp_path: Path) -> None:
    release = notice(tmp_path, "release.txt", RELEASE.format(number=""))
    register = notice(tmp_path, "register.txt", REGISTER.format(**PERU))
    told = ask(run, fresh, "import", release, register, "--merge", "--format", "json")
    assert [row["what"] for row in told.json] == ["new", "merged"]
    (sale,) = ask(run, fresh, "list", "--format", "json").json
    assert (sale["notified"], sale["transmittal"]) == ("2026-06-04", "26-95")


def test_what_is_another_sale_though_it_looks_the_same_is_entered_when_told(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    assert ask(run, fresh, "import", notice(tmp_path, "a.txt", RELEASE.format(number=""))).code == 0
    register = notice(tmp_path, "b.txt", REGISTER.format(**PERU))
    assert ask(run, fresh, "import", register, "--separate").code == 0
    assert len(ask(run, fresh, "list", "--format", "json").json) == 2
    checked = ask(run, fresh, "validate", "--format", "json")
    assert "entered-twice" in [problem["code"] for problem in checked.json]
    assert ask(run, fresh, "import", register, "--into", "peru", "--separate").code == 2


def test_a_year_of_notices_is_merged_in_one_call(run: Run, fresh: Path, tmp_path: Path) -> None:
    release = notice(tmp_path, "release.txt", RELEASE.format(number="Transmittal # 26-95\n\n"))
    assert ask(run, fresh, "import", release).code == 0
    year = [
        notice(tmp_path, "95.txt", REGISTER.format(**PERU | {"total": "70"})),
        notice(tmp_path, "96.txt", REGISTER.format(**CHILE)),
    ]
    before = files(fresh)
    would = ask(run, fresh, "import", *year, "--merge", "--dry-run")
    assert would.code == 0
    assert files(fresh) == before
    done = ask(run, fresh, "import", *year, "--merge")
    assert done.out == would.out
    head, merged, new = done.out.splitlines()
    for title in ("Sale", "Became", "Added", "Agrees", "Contradicts", "Left out"):
        assert title in head
    assert "contractors: Example Radar Works" in merged
    assert "the total: $69,000,000 in the ledger, $70,000,000 in the notice" in merged
    assert new.split()[1] == "new"
    assert "2 notices: 1 entered, 1 merged" in done.err
    sales = {one["recipient"]: one for one in ask(run, fresh, "list", "--format", "json").json}
    assert sales["PE"]["value_usd"] == 69_000_000
    assert sales["CL"]["value_usd"] == 69_000_000


def test_all_are_written_or_none(run: Run, fresh: Path, tmp_path: Path) -> None:
    """What stands in the way of one stops every other."""
    assert ask(run, fresh, "import", notice(tmp_path, "a.txt", RELEASE.format(number="# 26-95\n\n"))).code == 0
    (fresh / "sales" / "2026" / "chile-sonars-2026.yaml").mkdir()
    before = files(fresh)
    year = [
        notice(tmp_path, "b.txt", REGISTER.format(**PERU)),
        notice(tmp_path, "c.txt", REGISTER.format(**CHILE)),
    ]
    refused = ask(run, fresh, "import", *year, "--merge")
    assert refused.code == 3
    assert "chile-sonars-2026.yaml is there already. Nothing was written." in refused.err
    assert files(fresh) == before


def test_a_text_that_is_kept_is_found_by_search_and_by_nothing_that_was_not_out(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    register = notice(tmp_path, "register.txt", REGISTER.format(**PERU))
    assert ask(run, fresh, "import", register, "--keep").code == 0
    (kept,) = (fresh / "documents").rglob("*.txt")
    assert kept.read_text(encoding="utf-8") == REGISTER.format(**PERU)
    for without in ((), ("--no-index",)):

        def found(*words: str, without: tuple[str, ...] = without) -> list[str]:
            listed = ask(run, fresh, *without, *words, "--format", "json").json
            return [one["recipient"] for one in listed]

        assert found("list", "--search", "sales commission, fee") == ["PE"]
        assert found("list", "--search", "delivered to congress: june 4") == ["PE"]
        assert found("list", "--search", "no such words") == []
        assert found("--as-of", "2026-06-16", "list", "--search", "sales commission") == []
    assert ask(run, fresh, "validate", "--strict").code == 0
    shown = ask(run, fresh, "show", "peru")
    assert kept.relative_to(fresh).as_posix() in shown.out
    assert ask(run, fresh, "rename", "peru-harbor-patrol-radars-2026", "peru-radars").code == 0
    assert len(ask(run, fresh, "list", "--search", "sales commission", "--format", "json").json) == 1
    kept.write_text("another text")
    assert [one["code"] for one in ask(run, fresh, "validate", "--format", "json").json] == ["kept-text"]
    assert ask(run, fresh, "--no-index", "list", "--search", "another text", "--format", "json").json == []


def test_a_kept_text_of_a_merge_stands_beside_the_record_too(run: Run, fresh: Path, tmp_path: Path) -> None:
    assert ask(run, fresh, "import", notice(tmp_path, "a.txt", RELEASE.format(number="")), "--keep").code == 0
    register = notice(tmp_path, "b.txt", REGISTER.format(**PERU))
    for _ in range(2):
        assert ask(run, fresh, "import", register, "--merge", "--keep").code == 0
        assert len(list((fresh / "documents").rglob("*.txt"))) == 2
    assert len(ask(run, fresh, "list", "--search", "sales commission", "--format", "json").json) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
def test_on_a_terminal_each_draft_is_looked_at(run_real: RunReal, run: Run, fresh: Path, tmp_path: Path) -> None:
    release = notice(tmp_path, "release.txt", RELEASE.format(number=""))
    chile = notice(tmp_path, "register.txt", REGISTER.format(**CHILE))
    words = ("--ledger", str(fresh), "import", release, chile)
    skipped = run_real(*words, tty=True, typed="s\ns\n")
    assert "yes, edit, skip?" in skipped.out
    assert "remark: the day of notification is the day of the release" in " ".join(skipped.out.split())
    assert skipped.code == 0
    assert list((fresh / "sales").rglob("*.yaml")) == []

    editor = tmp_path / "editor.sh"
    editor.write_text(
        "#!/bin/sh\nsed -i 's/^title: .*/title: Radars of a harbor/; s/^id: .*/id: peru-by-hand/' \"$1\"\n"
    )
    editor.chmod(0o755)
    edited = run_real(*words, tty=True, typed="e\ny\ns\n", env={"EDITOR": str(editor), "VISUAL": ""})
    assert edited.code == 0
    (sale,) = ask(run, fresh, "list", "--format", "json").json
    assert (sale["id"], sale["title"]) == ("peru-by-hand", "Radars of a harbor")

    merged = run_real(*words[:-2], notice(tmp_path, "b.txt", REGISTER.format(**PERU)), tty=True, typed="m\n")
    assert "merge, yes, edit, skip?" in merged.out
    (sale,) = ask(run, fresh, "list", "--format", "json").json
    assert sale["notified"] == "2026-06-04"

    told = run_real(*words[:-2], chile, "--yes", tty=True)
    assert "skip?" not in told.out
    assert len(ask(run, fresh, "list", "--format", "json").json) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
def test_what_is_no_sale_after_an_edit_is_put_right_or_left(run_real: RunReal, fresh: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/^recipient: .*/recipient: nowhere/' \"$1\"\n")
    editor.chmod(0o755)
    words = ("--ledger", str(fresh), "import", notice(tmp_path, "a.txt", RELEASE.format(number="")))
    ran = run_real(*words, tty=True, typed="e\ns\n", env={"EDITOR": str(editor), "VISUAL": ""})
    assert ran.code == 0
    assert "nowhere" in ran.out.split("yes, edit, skip?")[1]
    assert "\nedit, skip?" in ran.out.replace("\r", "")
    assert list((fresh / "sales").rglob("*.yaml")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
def test_an_editor_that_fails_writes_nothing(run_real: RunReal, fresh: Path, tmp_path: Path) -> None:
    words = ("--ledger", str(fresh), "import", notice(tmp_path, "a.txt", RELEASE.format(number="")))
    for command in ("false", str(tmp_path / "none")):
        ran = run_real(*words, tty=True, typed="e\n", env={"EDITOR": command, "VISUAL": ""})
        assert ran.code == 2
        assert "Nothing was written" in " ".join(ran.out.split())
    assert list((fresh / "sales").rglob("*.yaml")) == []


def test_what_cannot_be_read_is_named_and_hides_no_other_file(run: Run, fresh: Path, tmp_path: Path) -> None:
    picture = tmp_path / "scan.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    alone = ask(run, fresh, "import", str(picture), "--format", "json")
    assert (alone.code, alone.error["code"]) == (4, "unreadable-format")
    assert "a picture (PNG)" in alone.error["message"]
    assert alone.error["hint"]
    both = ask(run, fresh, "import", str(picture), notice(tmp_path, "a.txt", RELEASE.format(number="")))
    assert both.code == 4
    assert "a picture (PNG)" in both.err
    assert len(both.out.splitlines()) == 1


def test_an_address_says_to_save_the_page_or_to_paste_its_text(run: Run, fresh: Path) -> None:
    address = "https://www.state.gov/releases/2026/06/peru/"
    refused = ask(run, fresh, "import", address)
    assert refused.code == 5
    assert f"import - --source {address}" in refused.err
    assert "save the page" in refused.err


def test_what_a_table_from_outside_says_never_steers_the_terminal(run: Run, fresh: Path, tmp_path: Path) -> None:
    escape = "\x1b[31m"
    head = "recipient,title,total,notified,items,contractors\n"
    row = f'Taiwan,Good,10M,2025-12-17,"3 Radar {escape} sets","Firm {escape}X"\n'
    assert ask(run, fresh, "import", notice(tmp_path, "a.csv", head + "Taiwan,Good,10M,2025-12-17,,\n")).code == 0
    (sale,) = (path.stem for path in (fresh / "sales").rglob("*.yaml"))
    sheet = notice(tmp_path, f"b{escape}.csv", head + row)
    for words in (
        ("--into", sale, "--dry-run"),
        ("--into", sale),
        ("--merge",),
        ("--merge", "--format", "csv"),
        (),
        ("--dry-run",),
    ):
        ran = ask(run, fresh, "import", sheet, *words)
        assert ran.code in (0, 3)
        assert "\x1b" not in ran.out + ran.err


def test_a_merge_says_in_json_what_it_did(run: Run, fresh: Path, tmp_path: Path) -> None:
    assert ask(run, fresh, "import", notice(tmp_path, "a.txt", RELEASE.format(number="# 26-95\n\n"))).code == 0
    register = notice(tmp_path, "b.txt", REGISTER.format(**PERU))
    ran = ask(run, fresh, "import", register, "--into", "peru", "--format", "json")
    assert list(json.loads(ran.out)) == ["sale", "written", "added", "differs", "left_out", "agrees", "dropped"]
    assert any("2026-06-05 in the ledger" in line for line in ran.json["differs"])
    assert "value: mde: 60M" in ran.json["added"]
    assert ran.json["dropped"]
