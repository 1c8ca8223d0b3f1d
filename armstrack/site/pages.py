"""Which pages the site has, and what each says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from armstrack.ledger.firms import firms_of
from armstrack.model.recipients import region_of
from armstrack.query.document import Document
from armstrack.query.summary.counting import COUNTING_RULE
from armstrack.query.view import SaleOnDay
from armstrack.site.addresses import recipient_codes, recipient_name, recipient_slug, slug
from armstrack.site.asking import Asking
from armstrack.site.history import Past
from armstrack.site.page import Page
from armstrack.site.table import facets, table_rows

LATEST = 20
"""Notifications on the first page."""
MOVED = 30
"""Days of which the first page says what moved."""
PAGED = 3000
"""Up to how many sales the table stands on one page; above, each year has its own."""


def pages(asking: Asking, past: Past, charts: Mapping[str, Any]) -> Iterator[Page]:
    """Every page, in no order that matters."""
    yield _first(asking)
    yield from _table(asking)
    yield from _sales(asking, past)
    yield from _recipients(asking)
    yield from _systems(asking)
    yield from _companies(asking)
    yield from _packages(asking, past)
    yield from _resolutions(asking, past)
    yield from _periods(asking)
    yield from _backlog(asking, charts)
    yield from _lists(asking, past)
    yield _charts(asking, charts)
    yield Page("law/index.html", "law.html", "The law in force", asking.law, "Thresholds and reviews, with citations.")
    yield _method(asking)
    yield _data(asking)
    yield Page("404.html", "404.html", "Not found", {}, listed=False)


def counted(asking: Asking, what: str, lines: Sequence[str] = (), **more: Any) -> Document:
    """A number with what must stand beside it: the rule, what is left out, and the command that gives it."""
    asked = asking.summary(lines, **more)
    return {"what": what, "rule": COUNTING_RULE, "command": asked.command, **asked.document}


def listed(asking: Asking, sales: Sequence[SaleOnDay]) -> list[Document]:
    """Some sales as a table shows them."""
    return asking.listed(sales)


def _first(asking: Asking) -> Page:
    year = asking.day.year
    notified = counted(asking, f"Notified in {year}", **asking.of_period((year,), ()))
    rule = next(iter(asking.rules))
    backlog = asking.backlog(rule)
    under_review = [row for row in asking.due if row["kind"] in ("review", "delivery-wait")]
    whole = counted(asking, "All")
    says = {
        "year": year,
        "notified": notified,
        "backlog": {key: backlog[key] for key in ("total", "totals", "rule")},
        "backlog_command": asking.command("backlog", "list", "--rule", rule),
        "whole": whole,
        "conflicts": len(asking.conflicts),
        "conflicts_command": asking.command("conflicts"),
        "under_review": [row | {"recipient": asking.rows[row["id"]]["recipient"]} for row in under_review],
        "due_command": asking.command("due"),
        "latest": listed(asking, [one for one in asking.sales if one.notified is not None][:LATEST]),
        "moved": [
            row | {"recipient": asking.rows[row["id"]]["recipient"], "title": asking.rows[row["id"]]["title"]}
            for row in asking.moved_since(MOVED)
        ][:60],
        "moved_days": MOVED,
    }
    description = f"{whole['total']['sales']} arms sales notified to Congress, as things stood on {asking.day}."
    return Page("index.html", "index.html", "Where U.S. arms sales stand", says, description, asking.number(), _FEEDS)


_FEEDS = (
    ("application/atom+xml", "feeds/notifications.xml", "Notifications"),
    ("application/feed+json", "feed.json", "Notifications"),
)


def _table(asking: Asking) -> Iterator[Page]:
    """The table of all sales; of very many, a table for each year and a list of these."""
    groups: list[tuple[str, str, list[SaleOnDay]]] = [("sales/index.html", "All sales", list(asking.sales))]
    years: list[Document] = []
    if len(asking.sales) > PAGED:
        by_year: dict[str, list[SaleOnDay]] = {}
        for one in asking.sales:
            notified = one.notified.latest if one.notified is not None else None
            by_year.setdefault(str(notified.year) if notified is not None else "undated", []).append(one)
        groups = [(f"sales/in/{year}/index.html", f"Sales of {year}", sales) for year, sales in by_year.items()]
        years = [{"year": year, "sales": len(sales)} for year, sales in by_year.items()]
        yield Page("sales/index.html", "sales_by_year.html", "All sales", {"years": years}, "The sales by year.")
    for path, title, sales in groups:
        says = {
            "rows": listed(asking, sales),
            "table": table_rows(asking, sales),
            "facets": facets(asking, sales),
            "counted": counted(asking, title),
            "list_command": asking.command("list", "--all"),
            "undated": len(asking.chosen.undated),
            "unvalued": len(asking.chosen.unvalued),
        }
        yield Page(path, "sales.html", title, says, f"{len(sales)} arms sales: filter, sort, go back in time.")


def _sales(asking: Asking, past: Past) -> Iterator[Page]:
    systems: dict[str, list[str]] = {}
    for system, naming in asking.systems:
        for one in naming:
            systems.setdefault(one.id, []).append(system.name)
    for one in asking.sales:
        document = asking.sale(one)
        kind = "sales"
        path = asking.ledger.contents.paths[kind, one.id]
        says = {
            "sale": document,
            "firms": firms_of(one.sale),
            "row": asking.rows[one.id],
            "systems": systems.get(one.id, []),
            "notes": _notes(document),
            "places": _places(one),
            "raw": path.read_text(encoding="utf-8", errors="replace"),
            "file": path.relative_to(asking.ledger.folder).as_posix(),
            "commands": {
                name: asking.command(*words) if name == "" else f"armstrack --as-of {asking.day} {name} {one.id}"
                for name, words in (("show", ()), ("timeline", ()), ("next", ()))
            },
            "clock": _clock(asking, document),
            "resolutions": [asking.resolution_rows.get(each["id"], each) for each in document["resolutions"]],
            "titles": {
                name: asking.by_id[name].title
                for name in (*document["amended_by"], *([document["amends"]] if document["amends"] else []))
                if isinstance(name, str) and name in asking.by_id
            },
        }
        names = ", ".join(recipient_name(code) for code in recipient_codes(document["recipient"]))
        stands = asking.rows[one.id]["label"] or "not notified"
        yield Page(
            f"sales/{one.id}/index.html",
            "sale.html",
            one.title,
            says,
            f"{names}: {document['standing'] or stands}. As of {asking.day}.",
            asking.record("sale", one.sale, past.state_of(path)),
            (
                ("application/json", f"sales/{one.id}.json", "The same as JSON"),
                ("application/json+oembed", f"embed/sales/{one.id}/oembed.json", "Embed"),
            ),
        )


def _places(one: SaleOnDay) -> list[int]:
    """The place in the file of each entry that is shown: its number in every address, whatever is left out."""
    return [at for at, entry in enumerate(one.sale.history, 1) if one.may_have_happened(entry.date)]


def _notes(document: Document) -> dict[str, int]:
    """The number of each source, in the order in which the page comes to them."""
    named = [entry.get("source") for entry in document["history"]]
    named += [claim["source"] for entry in document["history"] for claim in entry.get("conflicts", ())]
    named += list(document["sources"])
    return {name: number for number, name in enumerate(dict.fromkeys(each for each in named if each), 1)}


def _clock(asking: Asking, document: Document) -> Document | None:
    """The review as a bar: from which day to which, and where in it the day of the site lies, in thousandths."""
    review, notified = document["review"], document["notified"]
    if review is None or review["last_review_day"] is None or notified is None or len(notified) != 10:
        return None
    first, last = date.fromisoformat(notified), date.fromisoformat(review["last_review_day"])
    days = max((last - first).days, 1)
    passed = (asking.day - first).days
    return {
        "first": notified,
        "last": review["last_review_day"],
        "days": days,
        "passed": min(max(passed * 1000 // days, 0), 1000),
        "left": (last - asking.day).days,
    }


def _recipients(asking: Asking) -> Iterator[Page]:
    codes = asking.codes
    rule = next(iter(asking.rules))
    rows = []
    for code in sorted(codes, key=lambda code: recipient_name(code).casefold()):
        sales = codes[code]
        more = {"recipients": (code,)}
        whole = counted(asking, recipient_name(code), **more)
        backlog = asking.backlog(rule, **more)
        rows.append({"code": code, "slug": recipient_slug(code), "region": region_of(code)} | whole)
        resolutions = [row for row in asking.resolution_rows.values() if code in row["recipients"]]
        says = {
            "code": code,
            "counted": whole,
            "years": _years(asking, **more),
            "classes": counted(asking, "By class", ("class",), **more),
            "backlog": {key: backlog[key] for key in ("total", "totals", "rule")},
            "backlog_command": asking.command("backlog", "list", "--rule", rule, **more),
            "rows": listed(asking, sales),
            "resolutions": resolutions,
            "due": [row for row in asking.due if row["id"] in {one.id for one in sales}],
        }
        slugged = recipient_slug(code)
        description = f"{whole['total']['sales']} arms sales notified to Congress, as of {asking.day}."
        feed = ("application/atom+xml", f"feeds/recipients/{slugged}.xml", f"Notifications: {recipient_name(code)}")
        address = f"recipients/{slugged}/index.html"
        yield Page(address, "recipient.html", recipient_name(code), says, description, asking.number(**more), (feed,))
    joint = asking.summary(("recipient",))
    says = {"rows": rows, "joint": joint.document, "command": joint.command, "rule": COUNTING_RULE}
    yield Page("recipients/index.html", "recipients.html", "Recipients", says, "Who buys.", asking.number())


def _years(asking: Asking, **more: Any) -> Document:
    """The sums of the years as bars, every year between the first and that of the site."""
    asked = asking.summary(("year",), **more)
    groups = {group["key"]: group for group in asked.document["groups"] if group["key"] is not None}
    years = sorted(groups)
    every = range(int(years[0]), asking.day.year + 1) if years else range(0)
    top = max((group["value_usd"] or 0 for group in groups.values()), default=0)
    bars = []
    for year in every:
        group = groups.get(str(year))
        value = group["value_usd"] if group else 0
        bars.append(
            {
                "year": year,
                "sales": group["sales"] if group else 0,
                "value_usd": value,
                "unknown_value": group["unknown_value"] if group else 0,
                "height": -(-(value or 0) * 100 // top) if top else 0,
                "running": year == asking.day.year,
            }
        )
    undated = next((group for group in asked.document["groups"] if group["key"] is None), None)
    return {"bars": bars, "top": top, "command": asked.command, "rule": COUNTING_RULE, "undated": undated}


def _systems(asking: Asking) -> Iterator[Page]:
    rows = []
    for system, naming in asking.systems:
        queue = asking.queue(system)
        rows.append(
            {"name": system.name, "slug": slug(system.name), "sales": len(naming), "waiting": len(queue["sales"])}
        )
        says = {
            "system": queue["system"],
            "queue": queue,
            "queue_command": asking.command("queue", "--system", system.name),
            "rows": listed(asking, naming),
        }
        description = f"{len(naming)} arms sales name it; {len(queue['sales'])} wait for it."
        yield Page(f"systems/{slug(system.name)}/index.html", "system.html", system.name, says, description)
    yield Page("systems/index.html", "systems.html", "Systems", {"rows": rows}, "What is sold, under one name each.")


def _companies(asking: Asking) -> Iterator[Page]:
    rows = []
    for name in asking.companies:
        more = {"contractors": (name,)}
        named = {one.id for one in asking.narrowed(**more).sales}
        whole = counted(asking, name, **more)
        rows.append({"name": name, "slug": slug(name)} | whole)
        says = {
            "name": name,
            "counted": whole,
            "rows": listed(asking, [one for one in asking.sales if one.id in named]),
        }
        description = f"Named as a principal contractor in {len(says['rows'])} notices."
        address = f"companies/{slug(name)}/index.html"
        yield Page(address, "company.html", name, says, description, asking.number(**more))
    yield Page("companies/index.html", "companies.html", "Companies", {"rows": rows}, "Who is named as a contractor.")


def _packages(asking: Asking, past: Past) -> Iterator[Page]:
    rows = []
    for one in asking.packages:
        more = {"packages": (one.id,)}
        whole = counted(asking, one.title, **more)
        rows.append({"id": one.id, "title": one.title, "announced": one.announced.iso} | whole)
        says = {
            "package": {
                "id": one.id,
                "announced": one.announced.iso,
                "value_usd": one.value,
                "note": one.note,
                "sources": [
                    {"url": each.url, "title": each.title, "published": each.published.iso if each.published else None}
                    for each in one.sources.values()
                ],
            },
            "counted": whole,
            "rows": listed(asking, [sale for sale in asking.sales if sale.sale.package == one.id]),
        }
        state = past.state_of(asking.ledger.contents.paths["packages", one.id])
        citation = asking.record("package", one, state)
        yield Page(f"packages/{one.id}/index.html", "package.html", one.title, says, "Sales of one day.", citation)
    yield Page(
        "packages/index.html", "packages.html", "Packages", {"rows": rows}, "Sales that were announced together."
    )


def _resolutions(asking: Asking, past: Past) -> Iterator[Page]:
    for one in asking.resolutions:
        document = asking.resolution(one)
        says = {
            "resolution": document,
            "rows": listed(asking, [asking.by_id[name] for name in document["sales"] if _is_held(asking, name)]),
            "outside": [each for each in document["sales"] if not _is_held(asking, each)],
            "command": f"armstrack --as-of {asking.day} resolutions show {one.id}",
        }
        state = past.state_of(asking.ledger.contents.paths["resolutions", one.id])
        yield Page(
            f"resolutions/{one.id}/index.html",
            "resolution.html",
            f"{one.measure}: {one.title}",
            says,
            f"{document['standing']}: {document['meaning']}.",
            asking.record("resolution", one, state),
            (("application/atom+xml", f"feeds/resolutions/{one.id}.xml", one.measure),),
        )
    votes = asking.votes()
    says = {
        "rows": list(asking.resolution_rows.values()),
        "votes": votes,
        "votes_command": asking.command("resolutions", "votes"),
    }
    yield Page("resolutions/index.html", "resolutions.html", "Resolutions", says, "Resolutions of disapproval.")


def _is_held(asking: Asking, name: Any) -> bool:
    return isinstance(name, str) and name in asking.by_id


def _periods(asking: Asking) -> Iterator[Page]:
    """Calendar years and fiscal years."""
    kinds: tuple[tuple[str, str, str, Callable[[int], dict[str, Any]]], ...] = (
        ("years", "year", "Calendar years", lambda year: asking.of_period((year,), ())),
        ("fy", "fy", "Fiscal years", lambda year: asking.of_period((), (year,))),
    )
    for folder, line, title, filters in kinds:
        asked = asking.summary((line,))
        now = asking.day.year + (line == "fy" and asking.day.month >= 10)
        for year in sorted(
            {now, *(int(group["key"]) for group in asked.document["groups"] if group["key"] is not None)}
        ):
            more = filters(year)
            sales = {one.id for one in asking.narrowed(**more).sales}
            name = f"{year}" if line == "year" else f"Fiscal year {year}"
            says = {
                "counted": counted(asking, name, **more),
                "by_recipient": counted(asking, "By recipient", ("recipient",), **more),
                "by_class": counted(asking, "By class", ("class",), **more),
                "rows": listed(asking, [one for one in asking.sales if one.id in sales]),
                "fiscal": line == "fy",
                "running": year == now,
            }
            description = f"Arms sales notified to Congress in {name.lower()}, as of {asking.day}."
            address = f"{folder}/{year}/index.html"
            yield Page(address, "period.html", name, says, description, asking.number(**more))
        real = asking.in_constant_dollars(("year",)) if line == "year" else None
        says = {
            "groups": asked.document["groups"],
            "total": asked.document["total"],
            "undated": asked.document["total"]["undated"],
            "command": asked.command,
            "rule": COUNTING_RULE,
            "folder": folder,
            "fiscal": line == "fy",
            "real": real.document if real is not None else None,
            "real_command": real.command if real is not None else None,
        }
        yield Page(f"{folder}/index.html", "periods.html", title, says, "Sums by year.", asking.number())


def month_ends(last: date, number: int) -> list[date]:
    """The last days of so many months up to a day, which ends the last of them early; the oldest first."""
    ends = [last]
    while len(ends) < number:
        ends.append(ends[-1].replace(day=1) - timedelta(1))
    return ends[::-1]


BALANCE = ("opening", "added", "delivered", "removed", "revalued", "closing")
BALANCED = 13
"""Ends of months between which the page of the backlog says what came and went, by the usual rule."""
BALANCED_BESIDES = 4
"""The same by each other rule."""


def _backlog(asking: Asking, charts: Mapping[str, Any]) -> Iterator[Page]:
    names = list(asking.rules)
    for at, name in enumerate(names):
        ends = month_ends(asking.day, BALANCED if not at else BALANCED_BESIDES)
        document = asking.backlog(name)
        balances = [
            {key: change[key] for key in ("from", "to", *BALANCE)}
            for first, last in pairwise(ends)
            for change in [asking.backlog_change(name, first, last)]
        ]
        says: Document = {
            "backlog": document,
            "tabs": [
                {"name": each, "path": "backlog/index.html" if not place else f"backlog/{slug(each)}/index.html"}
                for place, each in enumerate(names)
            ],
            "name": name,
            "rows": {row["id"]: asking.rows[row["id"]]["label"] for row in document["sales"]},
            "balances": balances[::-1],
            "command": asking.command("backlog", "list", "--rule", name),
            "diff_command": asking.command("backlog", "diff", "--rule", name, "--from", ends[-2].isoformat()),
            "chart": charts.get("backlog") if at == 0 else None,
        }
        path = says["tabs"][at]["path"]
        title = "Backlog" if not at else f"Backlog: {name}"
        yield Page(path, "backlog.html", title, says, "Notified and not delivered, by a named rule.", asking.number())


def _lists(asking: Asking, past: Past) -> Iterator[Page]:
    says: Document = {"rows": asking.due, "command": asking.command("due"), "sales": list(asking.by_id)}
    calendar = (("text/calendar", "calendar/due.ics", "What falls due"),)
    yield Page("due/index.html", "due.html", "What falls due", says, "Reviews, offers, promises.", None, calendar)
    emergencies: Document = {
        "rows": listed(asking, asking.emergencies),
        "counted": counted(asking, "Under an emergency", emergency=True),
    }
    yield Page("emergencies/index.html", "emergencies.html", "Emergencies", emergencies, "Reviews waived.")
    held = {
        "rows": asking.holds,
        "titles": {row["id"]: asking.rows[row["id"]]["title"] for row in asking.holds if row["id"] in asking.rows},
        "held": [row for row in asking.rows.values() if row["held"]],
        "command": asking.command("events", "--event", "hold"),
    }
    yield Page("holds/index.html", "holds.html", "Holds", held, "Who withholds clearance, and since when.")
    says = {"rows": asking.conflicts, "command": asking.command("conflicts"), "sales": list(asking.by_id)}
    yield Page("conflicts/index.html", "conflicts.html", "Where sources disagree", says, "What each source says.")
    says = {"rows": asking.figures, "command": f"armstrack --as-of {asking.day} verify"}
    yield Page("figures/index.html", "figures.html", "Published figures", says, "Numbers computed again.")
    says = {
        "weeks": past.weeks(),
        "why_not": past.why_not,
        "sales": list(asking.by_id),
    }
    yield Page("changes/index.html", "changes.html", "Changes of the ledger", says, "What was changed, by week.")


def _charts(asking: Asking, charts: Mapping[str, Any]) -> Page:
    return Page(
        "charts/index.html", "charts.html", "Charts", {"charts": list(charts.values())}, "The same as pictures."
    )


def _method(asking: Asking) -> Page:
    settings = asking.ledger.settings
    says = {
        "coverage": asking.coverage,
        "coverage_command": asking.command("coverage"),
        "covers": [
            {
                "recipients": list(each.recipients),
                "authorities": list(each.authorities),
                "first": each.first.isoformat() if each.first else None,
                "last": each.last.isoformat() if each.last else None,
                "sources": list(each.sources),
            }
            for each in settings.covers
        ],
        "looked_at": settings.looked_at.isoformat() if settings.looked_at else None,
        "note": settings.note,
        "rule": COUNTING_RULE,
        "rules": [{"name": rule.name, "text": rule.text, "source": rule.source} for rule in asking.rules.values()],
        "caveat": asking.law["caveat"],
        "readings": asking.law["readings"],
        "whole": counted(asking, "All"),
    }
    return Page("method/index.html", "method.html", "Method", says, "What is counted, and how.", asking.number())


def _data(asking: Asking) -> Page:
    says = {"recipients": sorted({code for one in asking.sales for code in one.sale.recipients})}
    return Page("data/index.html", "data.html", "Data, feeds and calendars", says, "Everything to load and to follow.")
