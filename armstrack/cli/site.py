"""`armstrack site`: a page that anybody can open."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from armstrack.cli.failure import Failure, usage
from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode
from armstrack.query.filter import Filter

if TYPE_CHECKING:
    from armstrack.site.build import Built


@choosing_sales_but("fy_start")
def site(
    session: Session,
    wanted: Filter,
    output: Annotated[str, typer.Argument(metavar="OUT", help="A folder: empty, new, or a site of a former run.")],
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Where it will be found, for feeds and citations.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Its name. Default: the ledger's.")
    ] = None,
    templates: Annotated[
        str | None, typer.Option("--templates", metavar="DIR", help="Templates of your own, which go before ours.")
    ] = None,
    snapshot: Annotated[
        bool, typer.Option("--snapshot", help="Keep the downloads of this day under data/DAY/, too.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say what is wrong with the site that lies there.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser when it is written.")] = False,
) -> None:
    """A static site of the ledger: pages, charts, feeds, calendars and downloads, which open from the disk.

    The filters of `list` make a site of some sales alone. A second run writes what changed and nothing else.
    """
    _require_libraries()
    from armstrack.cli.ledger_state import ledger_state
    from armstrack.site.build import Wish, build
    from armstrack.site.folder import NotASite

    folder, own = Path(output), Path(templates) if templates is not None else None
    if own is not None and not own.is_dir():
        raise usage(f"--templates: {own} is no folder.")
    if check:
        _check(session, wanted, folder)
    wish = Wish(wanted, _base(base_url), title, own, snapshot)
    try:
        built = build(
            folder,
            session.whole_ledger,
            session.day,
            ledger_state(session),
            wish,
            session.progress("pages") or (lambda done, total: None),
        )
    except NotASite as error:
        hint = "give another folder, or empty this one"
        raise Failure(ExitCode.REFUSED, "not-a-site", f"{error}. Nothing of it was replaced.", hint) from error
    _report(session, folder, built)
    if open_it:
        typer.launch(str(folder / "index.html"))
    raise typer.Exit(session.report_unreadable())


def _check(session: Session, wanted: Filter, folder: Path) -> NoReturn:
    """Says what is wrong with a site, and ends with exit code 4 where anything is. Raises Failure."""
    from armstrack.cli.ledger_state import ledger_state
    from armstrack.output.amounts import count
    from armstrack.output.table import Column, Table
    from armstrack.query.filter_words import options_of
    from armstrack.site.asking import Asking
    from armstrack.site.check import about_site, faults

    about = about_site(folder)
    if about is None:
        raise Failure(ExitCode.NOT_FOUND, "not-a-site", f"{folder} is no site of armstrack.")
    if about["as_of"] != session.day.isoformat() or about["filter"] != list(options_of(wanted)):
        asked = shlex.join(["armstrack", "--as-of", about["as_of"], "site", *about["filter"], "--check", str(folder)])
        raise usage(f"The site in {folder} answers another question than this one.", asked)
    asking = Asking(session.whole_ledger, wanted, session.day, ledger_state(session))
    rows = [{"page": one.page, "fault": one.fault} for one in faults(folder, asking)]
    if session.for_people:
        if rows:
            session.write_table(Table([Column("page", "Page", 1), Column("fault", "Fault", 2, wrap=True)], rows))
        session.note(f"{count(len(rows), 'fault')}." if rows else "Every link leads somewhere, and every sum is right.")
    else:
        session.write_document(rows, rows, ("page", "fault"))
    raise typer.Exit(ExitCode.INVALID_DATA if rows else session.report_unreadable())


def _require_libraries() -> None:
    from importlib.util import find_spec

    for module, name in (("jinja2", "Jinja2"), ("matplotlib", "Matplotlib")):
        if find_spec(module) is None:
            message = f"A site needs the library {name}, which is not installed."
            raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[site]'")


def _base(given: str | None) -> str:
    """The address of the site, with a slash at its end. Raises Failure."""
    if given is None:
        return ""
    if re.fullmatch(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?", given) is None:
        raise usage(f"--base-url: `{given}` is no address of a site.", "as https://example.org/arms-sales/")
    return given.rstrip("/") + "/"


def _report(session: Session, folder: Path, built: Built) -> None:
    if session.for_people:
        session.note(
            f"{built.sales:,} sales as of {session.day}: {built.files:,} files, {built.written:,} written and "
            f"{built.removed:,} removed, {built.bytes / 1e6:.1f} MB in {folder}."
        )
        for path in built.left:
            session.note(f"{folder / path} was changed by somebody, and was left.")
    else:
        document = {
            "folder": str(folder),
            "sales": built.sales,
            "files": built.files,
            "written": built.written,
            "removed": built.removed,
            "left": list(built.left),
            "bytes": built.bytes,
        }
        session.write_document(document, [document], tuple(document))
