"""Each command pays for what it uses and for nothing else, and each library has its one place in the house."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NOVEMBER

from armstrack.cli.lazy import COMMON, LazyCommand, every_command
from armstrack.cli.main import COMMANDS, run_program

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "armstrack"
SALE = "taiwan-himars-2025"


ENTRIES = dict(every_command(COMMANDS))
"""Every command that runs something, by the words that call it."""

# --- what a command line loads ------------------------------------------------------------------------

HELLO = """
import typer
app = typer.Typer(pretty_exceptions_enable=False)
@app.command()
def hello() -> None:
    print("hello")
typer.main.get_command(app).main(arguments, prog_name="hello", standalone_mode=False)
"""
"""The floor: what any program written with Typer loads."""

ARMSTRACK = """
from armstrack.cli.main import run_program
run_program(arguments)
"""

REPORT = """
import sys
arguments = sys.argv[1:]
{program}
sys.stdout.flush()
sys.stderr.write("\\nLOADED " + " ".join(sorted(sys.modules)))
"""


@functools.cache
def loaded(program: str, *arguments: str) -> frozenset[str]:
    """The modules that a program has loaded when it ends; its output goes into a pipe."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("ARMSTRACK_", "COVERAGE"))}
    # Many files are read by several processes the first time: a ledger that is small enough for one.
    environ["ARMSTRACK_LEDGER"] = str(NOVEMBER)
    result = subprocess.run(
        [sys.executable, "-c", REPORT.format(program=program), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        cwd=ROOT,
        check=True,
    )
    output, _, modules = result.stderr.rpartition("\nLOADED ")
    assert "Traceback" not in output
    assert result.stdout or arguments[:1] == ("validate",)
    return frozenset(modules.split())


def more_than_typer(*arguments: str) -> frozenset[str]:
    """What a command line loads beyond a Typer program that greets, or that prints its help."""
    floor = loaded(HELLO, "--help") if "--help" in arguments else loaded(HELLO)
    return loaded(ARMSTRACK, *arguments) - floor


def ours(modules: frozenset[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "armstrack"}


def packages(modules: frozenset[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


LINES = [
    ("--version",),
    ("--help",),
    ("list", "--help"),
    ("list",),
    ("list", "--format", "json"),
    ("list", "--format", "jsonl"),
    ("list", "--format", "csv"),
    ("list", "--format", "md"),
    ("show", SALE),
    ("show", SALE, "--format", "json"),
    ("next", SALE),
    ("next", SALE, "--format", "json"),
    ("summary", "--by", "year"),
    ("summary", "--format", "json"),
    ("summary", "--format", "csv"),
    ("check", "-r", "TW", "--mde", "20M"),
    ("check", "-r", "TW", "--format", "json"),
    ("validate",),
    ("validate", "--format", "json"),
    ("advance", SALE, "delivered", "--skip", "--dry-run", "--format", "json"),
    ("schema",),
]
READING = [line for line in LINES if line[0] not in ("--version", "--help", "advance") and "--help" not in line]

HEAVY = {
    "asyncio",
    "concurrent",
    "decimal",
    "email",
    "http",
    "hypothesis",
    "importlib_metadata",
    "jsonschema",
    "logging",
    "multiprocessing",
    "pydantic",
    "pytest",
    "selectolax",
    "socket",
    "ssl",
    "tempfile",
    "unittest",
    "urllib",
    "urllib3",
    "xml",
}
"""What no command needs, unless Typer loads it itself."""


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_command_loads_what_none_needs(line: tuple[str, ...]) -> None:
    assert not HEAVY & packages(more_than_typer(*line))


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_rich_is_loaded_for_help_only_when_the_output_is_a_pipe(line: tuple[str, ...]) -> None:
    floor = loaded(HELLO, "--help") if "--help" in line else loaded(HELLO)
    assert ("rich" in packages(loaded(ARMSTRACK, *line))) == ("--help" in line or "rich" in packages(floor))


@pytest.mark.parametrize("line", [("--version",), ("--help",)], ids=" ".join)
def test_the_version_and_the_list_of_commands_load_none_of_the_house(line: tuple[str, ...]) -> None:
    assert ours(more_than_typer(*line)) <= {
        "armstrack",
        "armstrack.version",
        "armstrack.cli",
        "armstrack.model.told",
        "armstrack.cli.failure",
        "armstrack.cli.lazy",
        "armstrack.cli.main",
        "armstrack.cli.session",
        "armstrack.cli.streams",
        # what a session is made of: the form of a day, and what the terminal can show
        "armstrack.model",
        "armstrack.model.partial_date",
        "armstrack.output",
        "armstrack.output.terminal",
    }
    assert not {"yaml", "json", "csv", "zoneinfo"} & packages(more_than_typer(*line))


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_command_loads_another(line: tuple[str, ...]) -> None:
    modules = {entry.target.split(":")[0] for entry in ENTRIES.values()}
    own = {ENTRIES[line[0]].target.split(":")[0]} if line[0] in ENTRIES else set()
    # `advance` and `undo` name their sale as `show` does.
    shared = {"armstrack.cli.show"} if line[0] in ("advance", "record", "undo") else set()
    assert modules & loaded(ARMSTRACK, *line) <= own | shared


@pytest.mark.parametrize("line", READING, ids=" ".join)
def test_a_question_loads_nothing_that_writes(line: tuple[str, ...]) -> None:
    writing = {f"armstrack.ledger.{name}" for name in ("create", "journal", "lock", "replace")}
    writing |= {"armstrack.yaml_text.edit", "armstrack.yaml_text.history"}
    assert not writing & loaded(ARMSTRACK, *line)


@pytest.mark.parametrize("line", READING, ids=" ".join)
def test_a_format_loads_no_other_format(line: tuple[str, ...]) -> None:
    formats = {
        "json": "armstrack.output.json_text",
        "jsonl": "armstrack.output.json_text",
        "csv": "armstrack.output.csv_text",
        "md": "armstrack.output.markdown",
    }
    wanted = "json" if line[0] == "schema" else line[line.index("--format") + 1] if "--format" in line else "table"
    others = set(formats.values()) - {formats.get(wanted, "")}
    assert not others & loaded(ARMSTRACK, *line)


def test_only_the_command_that_audits_loads_the_audit() -> None:
    assert [line[0] for line in LINES if "armstrack.ledger.audit" in loaded(ARMSTRACK, *line)] == ["validate"] * 2


EVERY_DAY = [
    ("list", "--format", "json", "--limit", "50"),
    ("list", "-r", "TW", "--year", "2025", "--search", "missile", "--format", "json"),
    ("summary", "--year", "2025", "--format", "json"),
    ("due", "--format", "json"),
    ("show", SALE, "--format", "json"),
]
OF_ANALYSTS = [
    ("backlog", "--format", "json"),
    ("backlog", "diff", "--from", "2024-01-01", "--format", "json"),
    ("backlog", "series", "--every", "year", "--format", "json"),
    ("chain", SALE, "--format", "json"),
    ("clusters", "--format", "json"),
    ("conflicts", "--format", "json"),
    ("coverage", "--format", "json"),
    ("deliveries", "--format", "json"),
    ("events", "--event", "hold", "--format", "json"),
    ("gaps", "--format", "json"),
    ("list", "--system", "HIMARS", "--format", "json"),
    ("queue", "--system", "HIMARS", "--format", "json"),
    ("slip", "--format", "json"),
    ("summary", "--measure", "accepted", "--format", "json"),
    ("timeline", "--gaps", "--format", "json"),
]


@pytest.mark.parametrize("line", [*EVERY_DAY, *OF_ANALYSTS], ids=" ".join)
def test_what_the_index_answers_needs_no_parser_no_law_and_no_history(line: tuple[str, ...]) -> None:
    loaded.__wrapped__(ARMSTRACK, *line)  # the index is there and knows the answer
    modules = loaded.__wrapped__(ARMSTRACK, *line)
    assert not {"yaml", "rich", "multiprocessing", "hashlib"} & packages(modules - loaded(HELLO))
    assert not {"law", "workflow"} & {name.split(".")[1] for name in ours(modules) if "." in name}
    assert not {f"armstrack.ledger.{name}" for name in ("ledger", "record_file", "settings")} & modules
    assert not {f"armstrack.index.{name}" for name in ("contents", "reading", "writing")} & modules
    assert not {f"armstrack.model.{name}" for name in ("entry", "fields", "resolution", "sale")} & modules


@pytest.mark.parametrize("line", EVERY_DAY, ids=" ".join)
def test_what_is_asked_every_day_needs_nothing_of_the_questions_of_analysts(line: tuple[str, ...]) -> None:
    loaded.__wrapped__(ARMSTRACK, *line)  # the index is there and knows the answer
    modules = loaded.__wrapped__(ARMSTRACK, *line)
    assert not {"armstrack.query.parts", "armstrack.index.in_short", "armstrack.query.contributions"} & modules
    assert not {"armstrack.model.partial_date", "armstrack.model.problem"} & modules
    assert not {"calendar", "pickle"} & packages(modules - loaded(HELLO))
    # Recipients are found by names that are written with accents, too.
    assert "unicodedata" not in modules or "-r" in line


def test_the_end_of_the_program_looks_through_nothing_that_it_made() -> None:
    program = "import atexit, gc, sys\nfrom armstrack.cli.start import main\nmain()"
    told = "import atexit, gc; atexit.register(lambda: print('LEFT', gc.get_count(), gc.get_freeze_count()))\n"
    result = subprocess.run([sys.executable, "-c", told + program, "--version"], capture_output=True, text=True)
    _, _, counts = result.stdout.partition("LEFT ")
    left, _, frozen = counts.rpartition(" ")
    assert left == "(0, 0, 0)"
    assert int(frozen) > 10_000


def test_completion_asks_the_index_and_looks_at_no_file() -> None:
    loaded.__wrapped__(ARMSTRACK, "list", "--limit", "1")
    program = "from armstrack.cli.main import run_program\ntry:\n    run_program([])\nexcept SystemExit:\n    pass"
    asked = {"_ARMSTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "armstrack show taiwan-hi", "COMP_CWORD": "2"}
    asked["ARMSTRACK_LEDGER"] = str(NOVEMBER)
    result = subprocess.run(
        [sys.executable, "-c", REPORT.format(program=program)],
        cwd=ROOT,
        env=os.environ | asked,
        capture_output=True,
        text=True,
    )
    modules = result.stderr.rpartition("\nLOADED ")[2]
    assert SALE in result.stdout.splitlines()
    assert not {"armstrack.index.scan", "armstrack.index.store", "yaml", "rich"} & set(modules.split())


def test_json_of_sales_needs_no_tables() -> None:
    for line in (("list", "--format", "json"), ("show", SALE, "--format", "json"), ("next", SALE, "--format", "json")):
        assert not {"armstrack.output.table", "armstrack.output.sale_tables"} & loaded(ARMSTRACK, *line)


# --- where each library lives -------------------------------------------------------------------------

HOMES = {
    "typer": {"cli"},
    "click": set(),
    "rich": {"output"},
    "yaml": {"yaml_text"},
    "sqlite3": {"ledger", "index"},
    "subprocess": {"ledger", "cli", "output"},
    "socket": {"sources"},
    "urllib": {"sources"},
    "urllib3": {"sources"},
    "pickle": set(),
    "pypdf": {"notices"},
    "selectolax": {"notices", "sources"},
    "zipfile": {"notices", "output"},
    "email": {"notices", "sources"},
    "xml": {"notices", "sources"},
    "jinja2": {"site"},
    "markupsafe": {"site"},
    "matplotlib": {"output"},
    "numpy": set(),
}
LAYERS = (
    "model",
    "yaml_text",
    "law",
    "workflow",
    "ledger",
    "documents",
    "query",
    "notices",
    "sources",
    "output",
    "index",
    "site",
    "cli",
)
"""From the bottom up: a package imports from itself and from those before it."""
NEITHER_SEES_THE_OTHER = ("query", "notices", "sources", "output")
MODULES = sorted(PACKAGE.rglob("*.py"))


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, wherever in the file it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            found.add(node.module or "")
    return frozenset(found)


def part_of(path: Path) -> str:
    """The package of the house that a file belongs to; empty for the two files on top."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else ""


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {part_of(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    assert users <= HOMES[library]


def test_every_data_class_is_one_that_is_cheap_to_declare() -> None:
    """One of the standard library costs half a millisecond of everybody who imports it."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
        taken = {alias.name for node in nodes if node.module == "dataclasses" for alias in node.names}
        ours = path.name == "data_class.py" and part_of(path) == "model"
        assert ours or not taken & {"dataclass", "make_dataclass"}, f"{path}: see armstrack.model.data_class"
        assert ours or "import dataclasses" not in text, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("armstrack.")}
    if not part:
        assert used <= {"cli", "site", "notices", "version"}
        return
    assert part in LAYERS
    above = set(LAYERS[LAYERS.index(part) + 1 :])
    assert not used & above
    if part in ("index", "site"):
        assert not used & {"index", "site"} - {part}
    if part in NEITHER_SEES_THE_OTHER:
        assert not used & set(NEITHER_SEES_THE_OTHER) - {part}


def module_of(name: str) -> Path | None:
    """The file of a module, or of the module that a name is taken from; none for what is no module of ours."""
    path = PACKAGE.parent.joinpath(*name.split("."))
    inside = (path.with_suffix(".py"), path / "__init__.py", path.parent.with_suffix(".py"))
    return next((each for each in inside if each in MODULES), None)


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Those within functions and for the types count, too: two modules that need each other are one."""
    needs = {path: {module_of(name) for name in imports(path)} - {None, path} for path in MODULES}
    while leaves := [path for path, needed in needs.items() if not needed & needs.keys()]:
        for path in leaves:
            del needs[path]
    assert not [path.relative_to(PACKAGE).as_posix() for path in needs]


def test_nothing_below_the_commands_asks_the_clock() -> None:
    for path in MODULES:
        calls = {
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        if path.name != "washington.py":
            assert not calls & {"today", "now", "utcnow"} or part_of(path) == "cli", path


# --- the registry of commands -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_a_command_of_the_registry_is_there_and_says_what_it_does(name: str) -> None:
    module, function = ENTRIES[name].target.split(":")
    command = getattr(importlib.import_module(module), function)
    first = (inspect.getdoc(command) or "").splitlines()[0]
    assert len(first) > 10
    assert len(ENTRIES[name].help) > 10
    assert ENTRIES[name].help.endswith((".", "?"))
    assert ENTRIES[name].group in ("Track", "Ask", "Law", "Keep", "Resolutions", "Cite")
    assert next(iter(inspect.signature(command).parameters)) == "session"


def test_the_modules_of_the_commands_are_all_in_the_registry() -> None:
    registered = {entry.target.split(":")[0].rpartition(".")[2] for entry in ENTRIES.values()}
    support = {"__init__", "day_words", "failure", "filter_options", "lazy", "main", "session", "start"}
    support |= {"explain_option", "order_options", "sale_argument", "streams", "unit_option", "welcome"}
    support |= {"editor", "import_look", "import_plan", "import_reading"}
    support |= {"fetch_notices", "fetch_resolutions", "ledger_state", "chart_file"}
    support |= {"edited_sale", "first_steps", "show_other"}
    support |= {"completing", "completion_scripts", "examples", "export_folder", "man_page", "meant", "offer", "offers"}
    assert registered | support == {path.stem for path in (PACKAGE / "cli").glob("*.py")}


def made_for(*line: str) -> set[str]:
    """The options of `list` that are made to read a command line, by the names of their parameters."""
    return {parameter.name for parameter in LazyCommand("list", ENTRIES["list"]).real(line).params}


def test_of_the_options_that_commands_share_those_are_made_that_stand_in_the_line() -> None:
    own = {"sort", "reverse", "limit", "all_rows", "columns", "unit"}
    assert made_for() == made_for("--limit", "5") == own
    assert made_for("-r", "TW", "--format=json") == own | {"recipient", "format"}
    assert len(LazyCommand("list", ENTRIES["list"]).real().params) > 30


@pytest.mark.parametrize(
    "line",
    [["-rTW"], ["-r", "TW"], ["--recipient=TW"], ["--search", "-rTW"], ["--limit", "1", "-rTW"]],
    ids=" ".join,
)
def test_a_line_means_the_same_whichever_options_were_made(line: list[str]) -> None:
    command = LazyCommand("list", ENTRIES["list"])
    found = command.make_context("list", list(line)).params
    assert found.items() <= command.real().make_context("list", list(line)).params.items()
    assert found.get("recipient") == (("TW",) if "--search" not in line else None)


def test_what_is_misspelled_is_told_with_the_option_that_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_program(["list", "--recipint", "TW"]) == 2
    assert "did you mean --recipient?" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("name", ["", *ENTRIES])
def test_every_command_explains_itself(
    name: str, option: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert run_program([*name.split(), option]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert f"armstrack {name}".strip() in output.out
    for parameter in COMMON:
        assert f"--{parameter.name.replace('_', '-')}" in output.out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_program(["--help"]) == 0
    output = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f" {name} " in output
        assert entry.group in output
