"""A sale from nothing, and a sale in an editor: what is written is what `validate` lets pass, and nothing gets lost."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import jsonschema
import pytest
from conftest import Ran, Run, RunReal

from armstrack.ledger.record_file import parse_record
from armstrack.model.sale import SALE

DAY = ("--as-of", "2026-11-28")
BOATS = ("-r", "Norway", "--title", "Patrol boats", "--authority", "36(b)(1)", "--notified", "2026-11-20")
ID = "norway-patrol-boats-2026"

needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")


def sale_file(folder: Path) -> Path:
    (path,) = (folder / "sales").rglob("*.yaml")
    return path


def editor(tmp_path: Path, *commands: str) -> dict[str, str]:
    """An editor that does something to the file by itself, as `sed` would."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\n" + "\n".join(f"sed -i '{each}' \"$1\"" for each in commands) + "\n")
    script.chmod(0o755)
    return {"EDITOR": str(script), "VISUAL": ""}


# --- the way of somebody who has just installed it --------------------------------------------------------


def test_from_nothing_to_an_export_without_reading_a_file_of_ours(run_real: RunReal, tmp_path: Path) -> None:
    def ask(*words: str) -> Ran:
        return run_real(*DAY, *words, cwd=tmp_path)

    made = ask("init")
    assert made.code == 0
    assert "armstrack new" in made.err
    assert "git init" in made.err
    told = ask("list")
    assert (told.code, told.out) == (0, "")
    assert "armstrack new" in told.err

    asked = ask("new", "--title", "Patrol boats")
    assert asked.code == 2
    for option in ("--recipient", "--authority", "--notified"):
        assert option in asked.err
    entered = ask("new", *BOATS, "--total", "61.5M", "--source", "https://www.dsca.mil/boats", "--item", "12 boats")
    assert entered.code == 0, entered.err
    assert f"armstrack show {ID}" in entered.err
    assert ask("validate", "--strict").code == 0
    (row,) = run_real(*DAY, "list", "--format", "json", cwd=tmp_path).json
    assert (row["id"], row["recipient"], row["value_usd"], row["state"]) == (ID, "NO", 61_500_000, "notified")

    refused = ask("advance", ID, "offered")
    assert refused.code == 3
    assert "Earliest: 2026-12-06" in refused.err
    (due,) = ask("due", "--format", "json").json
    assert (due["id"], due["day"]) == (ID, "2026-12-05")
    later = ask("advance", ID, "offered", "--as-of", "2026-12-07", "--source", "https://example.org/offer")
    assert later.code == 0, later.err
    assert ask("undo", ID).code == 0
    assert ask("show", ID, "--format", "json").json["state"] == "notified"
    exported = ask("export", "csv")
    assert exported.code == 0
    assert f"{ID}," in exported.out


# --- new -----------------------------------------------------------------------------------------------


def test_each_option_is_a_key_of_the_file(run: Run, empty: Path) -> None:
    assert run(*DAY, "new", *BOATS, "--id", "the-first", cwd=empty).code == 0
    options = {
        "-r": "JP,NO", "--title": "More: boats", "--authority": "36(b)(5)(C)", "--notified": "2026-11",
        "--total": "80M", "--mde": "unknown", "--increase": "18.5M", "--amends": "the-first", "--transmittal": "26-77",
        "--mde-item": "up to forty (40) RX-8 radars", "--item": "spare parts", "--contractor": "A Firm, Somewhere",
        "--class": "munitions", "--agency": "Navy", "--offset": "none", "--funding": "fmf", "--note": "a remark",
        "--purchaser": "The ministry", "--source": "A letter read in the archive", "--id": "the-second",
    }  # fmt: skip
    ran = run(*DAY, "new", *chain(*options.items()), cwd=empty)
    assert ran.code == 0, ran.err
    sale = run(*DAY, "show", "the-second", "--format", "json", cwd=empty).json
    assert sale["recipient"] == ["JP", "NO"]
    assert sale["authority"] == "36(b)(5)(C)"
    assert {key for key, value in sale["value"].items() if value is not None} == {"total", "increase"}
    assert (sale["value"]["total"], sale["value"]["increase"]) == (80_000_000, 18_500_000)
    assert [(one["quantity"], one["name"], one["mde"]) for one in sale["items"]] == [
        (40, "RX-8 radars", True),
        (None, "spare parts", None),
    ]
    assert sale["contractors"] == [{"name": "A Firm, Somewhere", "place": None}]
    assert (sale["class"], sale["transmittal"], sale["amends"]) == ("munitions", "26-77", "the-first")
    assert sale["history"][0]["date"] == "2026-11"
    assert [source["title"] for source in sale["sources"].values()] == ["A letter read in the archive"]


def test_a_sale_may_begin_before_its_notification(run: Run, empty: Path) -> None:
    words = ("-r", "NO", "--title", "Boats", "--authority", "unknown", "--state", "reported", "--on", "yesterday")
    assert run(*DAY, "new", *words, cwd=empty).code == 0
    (row,) = run(*DAY, "list", "--format", "json", cwd=empty).json
    assert (row["state"], row["since"], row["notified"]) == ("reported", "2026-11-27", None)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--authority", "36(z)"), 2, "no authority"),
        (("-r", "Norwey"), 2, "did you mean NO (Norway)"),
        (("--total", "61,5M"), 2, "--total"),
        (("--notified", "2026-13-01"), 2, "no month 13"),
        (("--notified", "last month"), 2, "2026-10-01 to 2026-10-31"),
        (("--class", "boats"), 2, "no class"),
        (("--id", "Norway Boats"), 2, "is not an id"),
        (("--emergency",), 2, "--justification"),
        (("--state", "reported"), 2, "two beginnings"),
        (("--package", "none-such"), 4, "holds no package"),
        (("--increase", "3M"), 4, "belongs to a sale that amends another"),
        (("--amends", "none-such"), 5, "No sale answers"),
        (("--title", "\u200b"), 4, "nothing can be seen"),
    ],
)
def test_what_validate_would_call_wrong_is_refused(
    run: Run, empty: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    ran = run(*DAY, "new", *BOATS, *words, cwd=empty)
    assert ran.code == code, ran.err
    assert says in ran.err
    assert list((empty / "sales").rglob("*")) == []


def test_what_validate_would_warn_of_is_told_and_written(run: Run, empty: Path) -> None:
    ran = run(*DAY, "new", *BOATS, cwd=empty)
    assert ran.code == 0
    assert "does not say where it comes from" in ran.err
    again = run(*DAY, "new", *BOATS, "--source", "https://www.dsca.mil/x", "--format", "json", cwd=empty)
    assert again.json["id"] == f"{ID}-2"
    assert run("validate", cwd=empty).code == 0


def test_nothing_that_exists_is_overwritten(run: Run, empty: Path) -> None:
    assert run(*DAY, "new", *BOATS, "--id", "boats", cwd=empty).code == 0
    before = sale_file(empty).read_bytes()
    ran = run(*DAY, "new", *BOATS, "--id", "boats", "--title", "Other boats", cwd=empty)
    assert (ran.code, ran.out) == (3, "")
    assert "has a sale boats already" in ran.err
    assert sale_file(empty).read_bytes() == before


def test_a_trial_prints_the_file_and_the_reference_ledger_is_not_written(run: Run, empty: Path, tmp_path: Path) -> None:
    ran = run(*DAY, "new", *BOATS, "--dry-run", cwd=empty)
    assert parse_record(Path(f"{ID}.yaml"), ran.out, SALE).record is not None
    assert list((empty / "sales").iterdir()) == []


@needs_a_terminal
def test_a_terminal_asks_for_what_is_missing_until_it_is_right(run_real: RunReal, empty: Path) -> None:
    typed = "Norwey\nNorway\nPatrol boats\n\nsoon\n2026-11-20\nmuch\n61.5M\nhttps://www.dsca.mil/x\n"
    ran = run_real(*DAY, "new", tty=True, cwd=empty, typed=typed)
    assert ran.code == 0, ran.out
    assert "did you mean NO (Norway)" in ran.out
    written = sale_file(empty).read_text(encoding="utf-8")
    for line in ("id: norway-patrol-boats-2026", "recipient: NO", "total: 61.5M", "date: 2026-11-20"):
        assert line in written
    only_the_day = run_real(*DAY, "new", *BOATS[:-2], tty=True, cwd=empty, typed="unknown\n\n\n")
    assert only_the_day.code == 0
    assert "Recipient" not in only_the_day.out


def test_the_template_names_every_field_and_is_a_sale_once_it_is_filled_in(run: Run, empty: Path) -> None:
    blank = run(*DAY, "new", "--template", cwd=empty).out
    for field in SALE.fields:
        assert f"\n# {field.key}" in blank
    problems = parse_record(Path("x.yaml"), blank, SALE).problems
    lacking = {blank.splitlines()[problem.line - 1].rstrip(":") for problem in problems}
    assert lacking == {field.key for field in SALE.fields if field.required}

    filled = run(*DAY, "new", *BOATS, "--template", cwd=empty).out
    assert parse_record(Path(f"{ID}.yaml"), filled, SALE).record is not None
    for line in ("value:", "  total: 4.05B", "items:"):
        filled = filled.replace(f"\n# {line}\n", f"\n{line}\n")
    read = parse_record(Path(f"{ID}.yaml"), filled.replace("#   - {quantity", "  - {quantity"), SALE)
    assert read.record is not None, read.problems
    assert read.record.value.total == 4_050_000_000
    assert list((empty / "sales").iterdir()) == []


@needs_a_terminal
def test_a_new_sale_in_the_editor_is_kept_for_another_try_until_it_is_one(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    refused = run(*DAY, "new", *BOATS, "--edit", cwd=empty, env=editor(tmp_path, "s/^title:.*/title:/"))
    assert refused.code == 4
    assert "--again" in refused.err
    assert list((empty / "sales").rglob("*.yaml")) == []
    entered = run(*DAY, "new", "--edit", "--again", cwd=empty, env=editor(tmp_path, "s/^title:.*/title: Boats/"))
    assert entered.code == 0, entered.err
    assert "title: Boats" in sale_file(empty).read_text(encoding="utf-8")
    assert sorted(path.name for path in empty.iterdir()) == [".gitignore", ".lock", "ledger.yaml", "sales"]
    assert run(*DAY, "new", "--edit", "--again", cwd=empty).code == 5


# --- edit ----------------------------------------------------------------------------------------------

HIMARS = "taiwan-himars-2025"


@needs_a_terminal
def test_what_is_edited_is_put_in_place_once_it_is_a_sale(run: Run, ledger: Path, tmp_path: Path) -> None:
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    before = path.read_text(encoding="utf-8")
    ran = run("edit", HIMARS, env=editor(tmp_path, "s/^title: .*/title: Rockets/"))
    assert (ran.code, ran.out) == (0, f"{HIMARS}: changed\n")
    after = path.read_text(encoding="utf-8")
    assert after != before
    assert "title: Rockets" in after
    assert run("edit", HIMARS, env={"EDITOR": "true", "VISUAL": ""}).out == f"{HIMARS}: nothing changed\n"
    assert run(*DAY, "undo", HIMARS).code == 3, "the last entry may be what a person wrote"


@needs_a_terminal
def test_what_is_refused_leaves_the_old_file_and_is_kept(run: Run, ledger: Path, tmp_path: Path) -> None:
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    before = path.read_bytes()
    for change, says in (
        ("s/^title: .*/titel: Rockets/", "did you mean `title`?"),
        ("s/^id: .*/id: another/", "not the name of the file"),
        ("s/^package: .*/package: none-such/", "holds no package"),
    ):
        ran = run("edit", HIMARS, env=editor(tmp_path, change))
        assert (ran.code, ran.out) == (4, "")
        assert says in ran.err
        assert path.read_bytes() == before
        kept = path.with_name(f".{path.name}.refused")
        assert kept.read_bytes() != before
        assert str(kept.relative_to(ledger)) in ran.err
    assert len(run("list", "--format", "json").json) == 9, "no reader takes what is kept for a record"
    again = run("edit", HIMARS, "--again", env=editor(tmp_path, "s/^package: .*/package: taiwan-2025-12-17/"))
    assert again.code == 0
    assert not kept.exists()
    assert path.read_bytes() == before
    assert run("edit", HIMARS, "--again").code == 5


@needs_a_terminal
def test_a_terminal_offers_another_try_at_once(run_real: RunReal, ledger: Path, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text(
        "#!/bin/sh\nif grep -q '^title: first' \"$1\"; then sed -i 's/^title: .*/title: Rockets/' \"$1\"; "
        "else sed -i 's/^title: .*/title: first/; s/^package:/pakage:/' \"$1\"; fi; "
        'grep -q Rockets "$1" && sed -i \'s/^pakage:/package:/\' "$1"; true\n'
    )
    script.chmod(0o755)
    ran = run_real("edit", HIMARS, tty=True, typed="y\n", env={"EDITOR": str(script), "VISUAL": ""})
    assert ran.code == 0, ran.out
    assert "did you mean `package`?" in ran.out
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    assert "title: Rockets" in path.read_text(encoding="utf-8")


@needs_a_terminal
def test_a_file_that_cannot_be_read_is_mended_by_its_name(run: Run, ledger: Path, tmp_path: Path) -> None:
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("\ntitle:", "\ntitel:"), encoding="utf-8")
    assert run("edit", HIMARS, env=editor(tmp_path, "s/^titel:/title:/")).code == 0
    assert path.read_text(encoding="utf-8") == whole


@needs_a_terminal
def test_what_changed_under_the_editor_is_not_overwritten(run: Run, ledger: Path, tmp_path: Path) -> None:
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    script = tmp_path / "editor"
    script.write_text(f"#!/bin/sh\nsed -i 's/^title: .*/title: Mine/' \"$1\"\necho '# theirs' >> '{path}'\n")
    script.chmod(0o755)
    ran = run("edit", HIMARS, env={"EDITOR": str(script), "VISUAL": ""})
    assert (ran.code, ran.out) == (3, "")
    assert "changed while it was edited" in ran.err
    assert path.read_text(encoding="utf-8").endswith("# theirs\n")
    assert "title: Mine" in path.with_name(f".{path.name}.refused").read_text(encoding="utf-8")


@needs_a_terminal
def test_windows_line_ends_stay(run: Run, ledger: Path, tmp_path: Path) -> None:
    (path,) = ledger.rglob(f"{HIMARS}.yaml")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("edit", HIMARS, env=editor(tmp_path, "s/^title: .*/title: Rockets/")).code == 0
    content = path.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 10


# --- init ----------------------------------------------------------------------------------------------


def test_an_editor_is_told_of_the_schemas(run: Run, tmp_path: Path) -> None:
    for wiring in ("vscode", "line"):
        folder = tmp_path / wiring
        assert run("init", str(folder), cwd=tmp_path).code == 0
        assert run("init", str(folder), "--editor", wiring, cwd=tmp_path).code == 0, "of a ledger that is there"
        assert run(*DAY, "new", *BOATS, cwd=folder).code == 0
        first, *_ = sale_file(folder).read_text(encoding="utf-8").splitlines()
        schema = sale_file(folder).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve() == (folder / ".schemas/sale.json").resolve()
        jsonschema.Draft202012Validator.check_schema(run("schema", "sale").json)
        assert (folder / ".vscode/settings.json").is_file() == (wiring == "vscode")
        assert run("validate", cwd=folder).code == 0
    settings = tmp_path / "vscode" / ".vscode/settings.json"
    settings.write_text("{}")
    told = run("init", str(tmp_path / "vscode"), "--editor", "vscode", cwd=tmp_path)
    assert "is there already" in told.err
    assert settings.read_text() == "{}"


def test_a_ledger_is_made_here_or_there(run: Run, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    assert run("init", cwd=here).out == "Made a ledger in this folder.\n"
    assert run("init", ".", cwd=here).code == 3
    there = run("init", "there", cwd=tmp_path)
    assert there.out == "Made a ledger in the folder there.\n"
    assert "cd there" in there.err
