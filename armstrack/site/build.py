"""The whole site: every page, feed, calendar and download, in one folder."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from armstrack.ledger.ledger import Ledger
from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.data_class import dataclass
from armstrack.model.transmittal import comparable_transmittal
from armstrack.output.chart_file import chart_bytes
from armstrack.output.csv_text import csv_document
from armstrack.output.json_text import json_lines
from armstrack.query.citation import LedgerState, page_citation
from armstrack.query.document import Document
from armstrack.query.filter import Filter
from armstrack.query.filter_words import options_of
from armstrack.site.addresses import folder_of, transmittal_slug
from armstrack.site.asking import Asking
from armstrack.site.charts import chart_document, charts
from armstrack.site.downloads import WHAT, add_downloads, citation_file, dataset
from armstrack.site.embeds import embeds, oembed
from armstrack.site.feeds import feeds
from armstrack.site.folder import SiteFolder, made_from
from armstrack.site.history import Past
from armstrack.site.page import Page
from armstrack.site.pages import listed, pages
from armstrack.site.render import Renderer
from armstrack.site.workers import rendered
from armstrack.version import __version__

HERE = Path(__file__).parent

NAV = (
    ("Now", "index.html", "what is under review, what was notified, what moved"),
    ("Sales", "sales/index.html", "every sale: filter, sort, go back in time"),
    ("Recipients", "recipients/index.html", "who buys"),
    ("Backlog", "backlog/index.html", "notified and not delivered"),
    ("All pages", "all/index.html", "this list"),
    ("Years", "years/index.html", "sums by calendar year"),
    ("Due", "due/index.html", "what falls due"),
    ("Resolutions", "resolutions/index.html", "resolutions of disapproval and their votes"),
    ("Charts", "charts/index.html", "the numbers as pictures"),
    ("Data", "data/index.html", "downloads, feeds and calendars"),
    ("Method", "method/index.html", "what is counted, and how"),
    ("Systems", "systems/index.html", "what is sold, under one name each, and who waits for it"),
    ("Companies", "companies/index.html", "who is named as a contractor"),
    ("Packages", "packages/index.html", "sales announced together"),
    ("Fiscal years", "fy/index.html", "sums by fiscal year"),
    ("Emergencies", "emergencies/index.html", "reviews waived"),
    ("Holds", "holds/index.html", "who withholds clearance, and since when"),
    ("Conflicts", "conflicts/index.html", "where sources disagree"),
    ("Figures", "figures/index.html", "published numbers, computed again"),
    ("Changes", "changes/index.html", "what was changed in the ledger, by week"),
    ("Law", "law/index.html", "the tables in force, with citations"),
)
"""The pages that are no page of one thing, and what each says."""
FIRST = 5
"""So many of them are linked from every page, the first by the name of the site, besides the data and the method."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of a site."""

    wanted: Filter
    base: str = ""
    """Where the site will be found, with a slash at the end; empty where that is not known."""
    title: str | None = None
    templates: Path | None = None
    """A folder with templates that go before ours."""
    snapshot: bool = False
    """Whether the downloads are kept under the day, too."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did."""

    sales: int
    files: int
    written: int
    removed: int
    left: tuple[str, ...]
    """Files of an earlier run that somebody changed, and that were left."""
    bytes: int


def build(folder: Path, ledger: Ledger, day: date, state: LedgerState, wish: Wish, progress: Progress) -> Built:
    """Writes a site into a folder that is empty, or that holds one. Raises NotASite, and OSError."""
    target = SiteFolder(folder)
    asking = Asking(ledger, wish.wanted, day, state)
    past = Past(ledger, state, day)
    shell = _shell(asking, wish)
    renderer = Renderer(shell, wish.templates)
    drawn = list(charts(asking))
    told = {chart.name: chart_document(chart, command) for chart, command in drawn}
    every: list[Page] = [*pages(asking, past, told), *_transmittals(asking), *_moved(asking, past)]
    every.append(Page("all/index.html", "all.html", "All pages", {"every": [list(each) for each in NAV]}, "All pages."))
    every = [one if one.citation or not one.listed else _cited(asking, one) for one in every]
    small = list(embeds(every))
    every += small
    keys = {page.path: renderer.key(page) for page in every}
    changed = [page for page in every if not target.stays(page.path, keys[page.path])]
    for done, (page, content) in enumerate(rendered(changed, renderer.html)):
        progress(done, len(changed))
        target.add(page.path, keys[page.path], lambda content=content: content)  # type: ignore[misc]
    for path, content in _assets():
        target.add_bytes(path, content)
    for chart, _ in drawn:
        target.add(f"charts/{chart.name}.svg", made_from(repr(chart)), partial(chart_bytes, chart, "svg"))
        rows = [dict(zip(chart.columns, row, strict=True)) for row in chart.rows]
        target.add_bytes(f"charts/{chart.name}.csv", csv_document(rows, chart.columns).encode())
    for one in asking.sales:
        text = json_lines([asking.in_full[one.id]]).encode()
        target.add_bytes(f"sales/{one.id}.json", text)
    for page in small:
        target.add_bytes(*oembed(page, shell))
    for path, content in feeds(asking, shell):
        target.add_bytes(path, content)
    add_downloads(target, asking, shell, "data")
    if wish.snapshot:
        add_downloads(target, asking, shell, f"data/{day}")
    target.add_bytes("CITATION.cff", citation_file(shell, state.revision))
    target.add_bytes("sitemap.xml", _sitemap(every, wish.base).encode())
    target.add_bytes("robots.txt", f"User-agent: *\nDisallow: /embed/\n{_where(wish.base)}".encode())
    progress(len(changed), len(changed))
    target.finish(_about(asking, wish, every))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Built(len(asking.sales), len(target.paths), target.written, target.removed, tuple(target.left), size)


def _cited(asking: Asking, page: Page) -> Page:
    """A page that shows neither one record nor one total, with how it is cited."""
    return replace(page, citation=page_citation(folder_of(page.path), page.title, asking.state, asking.day))


def _where(base: str) -> str:
    return f"Sitemap: {base}sitemap.xml\n" if base else ""


def _shell(asking: Asking, wish: Wish) -> Document:
    """What every page knows."""
    settings = asking.ledger.settings
    shell: dict[str, Any] = {
        "title": wish.title or settings.name,
        "ledger": settings.name,
        "day": asking.day.isoformat(),
        "version": __version__,
        "base": wish.base,
        "host": wish.base.split("/")[2] if wish.base else "armstrack.invalid",
        "webcal": f"webcal:{wish.base.partition(':')[2]}" if wish.base else "",
        "licence": settings.licence,
        "repository": settings.repository.rstrip("/") if settings.repository else None,
        "procedures": dict(PROCEDURE_NAMES),
        "labels": asking.state_labels,
        "nav": [[name, path] for name, path, _ in NAV[1:FIRST]],
        "downloads": [list(each) for each in WHAT.items()],
    }
    return shell | {"dataset": dataset(shell)}


def _assets() -> Iterator[tuple[str, bytes]]:
    """The styles and the scripts."""
    vendor, assets = HERE / "vendor", HERE / "assets"
    pico, own = (vendor / "pico.classless.min.css").read_bytes(), (assets / "site.css").read_bytes()
    yield "assets/style.css", pico + b"\n" + own
    table, more = (vendor / "tabulator_simple.min.css").read_bytes(), (assets / "table.css").read_bytes()
    yield "assets/table.css", table.split(b"/*# sourceMappingURL")[0] + b"\n" + more
    yield "assets/tabulator.min.js", (vendor / "tabulator.min.js").read_bytes().split(b"//# sourceMappingURL")[0]
    yield "assets/embed.css", (assets / "embed.css").read_bytes()
    for name in ("site.js", "table.js", "backlog.js"):
        yield f"assets/{name}", (assets / name).read_bytes()
    for name in ("LICENSE-tabulator.txt", "LICENSE-pico.txt"):
        yield f"assets/{name}", (vendor / name).read_bytes()


def _transmittals(asking: Asking) -> Iterator[Page]:
    """A page for each transmittal: it leads to its sale, or lists those that share it."""
    by_number: dict[str, list[str]] = {}
    addresses: dict[str, str] = {}
    for one in asking.sales:
        if one.sale.transmittal is not None:
            by_number.setdefault(comparable_transmittal(one.sale.transmittal), []).append(one.id)
            addresses.setdefault(transmittal_slug(one.sale.transmittal), one.sale.transmittal)
    for address, number in sorted(addresses.items()):
        rows = listed(asking, [asking.by_id[name] for name in by_number[comparable_transmittal(number)]])
        title, path = f"Transmittal {number}", f"t/{address}/index.html"
        if len(rows) == 1:
            says: Document = {"now": rows[0]["id"], "why": "Its sale"}
            yield Page(path, "moved.html", title, says, listed=False)
        else:
            yield Page(path, "transmittal.html", title, {"rows": rows}, listed=False)


def _moved(asking: Asking, past: Past) -> Iterator[Page]:
    """A page for each former id, which leads to the present one."""
    for old, now in sorted(past.renamed(asking.by_id).items()):
        yield Page(
            f"sales/{old}/index.html",
            "moved.html",
            old,
            {"now": now, "why": "The id of this sale is now"},
            listed=False,
        )


def _sitemap(every: list[Page], base: str) -> str:
    addresses = sorted(f"{base or '/'}{folder_of(page.path)}" for page in every if page.listed)
    urls = "".join(f"<url><loc>{html.escape(each)}</loc></url>\n" for each in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{urls}</urlset>\n"


def _about(asking: Asking, wish: Wish, every: list[Page]) -> Document:
    """The mark of the site: what it was made from, and how much there is."""
    state = asking.state
    return {
        "made_by": "armstrack",
        "version": __version__,
        "as_of": asking.day.isoformat(),
        "ledger": state.name,
        "revision": state.revision,
        "dirty": state.dirty,
        "base_url": wish.base or None,
        "filter": list(options_of(wish.wanted)),
        "counts": {
            "sales": len(asking.sales),
            "resolutions": len(asking.resolutions),
            "packages": len(asking.packages),
            "pages": len(every),
        },
    }
