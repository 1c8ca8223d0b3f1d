"""Which pages the site has, and what each says."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from armstrack.ledger.firms import firms_of
from armstrack.model.recipients import region_of
from armstrack.query.document import Document
from armstrack.query.filter_words import options_of
from armstrack.query.summary.counting import COUNTING_RULE
from armstrack.query.view import SaleOnDay
from armstrack.site.addresses import law_anchor, recipient_codes, recipient_name, recipient_slug, slug, up_from
from armstrack.site.asking import Asking
from armstrack.site.backlogs import balance, in_page, month_ends
from armstrack.site.history import Past
from armstrack.site.page import Page
from armstrack.site.table import facets, table_rows
from armstrack.workflow.procedure import Procedure

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
    yield _law(asking)
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
        "backlog": {key: backlog[key] for key in ("total", "totals", "rule", "covered")},
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
        document = asking.in_full[one.id]
        path = asking.ledger.contents.paths["sales", one.id]
        related = [document["amends"], document["grows_from"], *document["amended_by"]]
        says = {
            "row": asking.rows[one.id],
            "standing": document["standing"],
            "clock": _clock(asking, document),
            "firms": firms_of(one.sale),
            "systems": systems.get(one.id, []),
            "raw": path.read_text(encoding="utf-8", errors="replace"),
            "file": path.relative_to(asking.ledger.folder).as_posix(),
            "around": asking.surroundings(one),
            "command": f"armstrack --as-of {asking.day} show {one.id}",
            "resolutions": [asking.resolution_rows.get(each["id"], each) for each in document["resolutions"]],
            "titles": {name: asking.by_id[name].title for name in related if _is_held(asking, name)},
            "chain": asking.chain(one),
        }
        names = ", ".join(recipient_name(code) for code in recipient_codes(document["recipient"]))
        stands = asking.rows[one.id]["label"] or "not notified"
        yield Page(
            f"sales/{one.id}/index.html",
            "sale.html",
            one.title,
            says,
            f"{names}: {document['standing'] or stands}, {asking.day}",
            asking.record("sale", one.sale, past.state_of(path)),
            (("application/json+oembed", f"embed/sales/{one.id}/oembed.json", ""),),
            further=partial(_sale, asking, one),
        )


def _sale(asking: Asking, one: SaleOnDay) -> Document:
    """What the page of a sale says that follows from its file and what surrounds it."""
    document = asking.sale(one)
    procedure = one.life.procedure
    ends: dict[str, list[str]] = {}
    for move in document["next"]:
        if _plain_end(move, procedure, asking.day):
            ends.setdefault(move["actor"], []).append(move["state"])
    return {
        "sale": document,
        "notes": _notes(document),
        "places": _places(one),
        "procedure": procedure.name,
        "moves": [move for move in document["next"] if not _plain_end(move, procedure, asking.day)],
        "ends": [{"actor": actor, "states": states} for actor, states in ends.items()],
    }


def _plain_end(move: Document, procedure: Procedure, day: date) -> bool:
    """Whether a move leads off the way, and there is nothing to say of it but who makes it."""
    off = procedure.by_name[move["state"]].kind != "step"
    open_now = date.fromisoformat(move["earliest_action"]) <= day
    return off and open_now and move["case"] is None and not move["warning"] and bool(move["verified"])


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
            "backlog": {key: backlog[key] for key in ("total", "totals", "rule", "covered")},
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
            "places": {row["id"]: row for row in queue["sales"]},
            "queue_command": asking.command("queue", "--system", system.name),
            "rows": listed(asking, _waiting_first(naming, [row["id"] for row in queue["sales"]])),
        }
        description = f"{len(naming)} arms sales name it; {len(queue['sales'])} wait for it."
        yield Page(f"systems/{slug(system.name)}/index.html", "system.html", system.name, says, description)
    yield Page("systems/index.html", "systems.html", "Systems", {"rows": rows}, "What is sold, under one name each.")


def _waiting_first(sales: Sequence[SaleOnDay], waiting: Sequence[str]) -> list[SaleOnDay]:
    """Some sales with those that wait before the others, in the order in which they wait."""
    place = {name: at for at, name in enumerate(waiting)}
    return sorted(sales, key=lambda one: place.get(one.id, len(place)))


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
    yield _overview(asking, "companies", "Companies", rows, "contractor", "Who is named as a contractor.")


def _overview(asking: Asking, folder: str, title: str, rows: list[Document], line: str, description: str) -> Page:
    """The list of what has a page each, with what must stand beside its numbers."""
    says = {"rows": rows, "total": counted(asking, "All")["total"], "command": asking.command("summary", "--by", line)}
    return Page(f"{folder}/index.html", f"{folder}.html", title, says | {"rule": COUNTING_RULE}, description)


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
    yield _overview(asking, "packages", "Packages", rows, "package", "Sales that were announced together.")


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
    groups = asking.summary(("year",)).document["groups"]
    known = {asking.day.year, *(int(group["key"]) for group in groups if group["key"] is not None)}
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
                # Of a fiscal year they stand with the calendar years: twice the list would be half of these pages.
                "rows": listed(asking, [one for one in asking.sales if one.id in sales and line == "year"]),
                "years": [each for each in (year - 1, year) if each in known],
                "year": year,
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


BALANCED = 13
"""Ends of months between which the page of the backlog says what came and went."""


def _backlog(asking: Asking, charts: Mapping[str, Any]) -> Iterator[Page]:
    names = list(asking.rules)
    paths = [f"backlog/{slug(name)}/index.html" if at else "backlog/index.html" for at, name in enumerate(names)]
    usual = {row["id"]: row["backlog_usd"] for row in asking.backlog(names[0])["sales"]}
    for name, path in zip(names, paths, strict=True):
        document = asking.backlog(name)
        otherwise = [row for row in document["sales"] if usual.get(row["id"], "none") != row["backlog_usd"]]
        missing = [name for name in usual if name not in {row["id"] for row in document["sales"]}]
        brief = path != paths[0] and len(otherwise) + len(missing) < len(document["sales"]) / 2
        shown = otherwise if brief else document["sales"]
        ends = month_ends(asking.day, BALANCED)
        changes = asking.backlog_course(name)
        says: Document = {
            "backlog": document,
            "tabs": [{"name": each, "path": where} for each, where in zip(names, paths, strict=True)],
            "name": name,
            "usual": names[0],
            "listed": shown,
            "brief": brief,
            "missing": [asking.rows[each] for each in missing if each in asking.rows] if brief else [],
            "rows": {row["id"]: asking.rows[row["id"]]["short"] for row in document["sales"]},
            "balances": [_balance(asking, name, changes, *pair) for pair in pairwise(ends)][::-1],
            "command": asking.command("backlog", "list", "--rule", name),
            "diff_command": asking.command("backlog", "diff", "--rule", name, "--from", ends[-2].isoformat()),
            "between": _between(asking, name, changes, path, [row["id"] for row in shown]),
            "chart": charts.get("backlog") if path == paths[0] else None,
        }
        title = "Backlog" if path == paths[0] else f"Backlog: {name}"
        yield Page(path, "backlog.html", title, says, "Notified and not delivered, by a named rule.", asking.number())


def _balance(asking: Asking, rule: str, changes: list[Document] | None, first: date, last: date) -> Document:
    """What lies between two evenings: of the course of the backlog, or asked where the filter goes by the day."""
    return asking.backlog_change(rule, first, last) if changes is None else balance(changes, first, last)


def _between(
    asking: Asking, rule: str, changes: list[Document] | None, path: str, listed: Sequence[str]
) -> Document | None:
    """What lets the script of a page tell what lies between any two month ends."""
    if changes is None:
        return None
    command = shlex.join(("armstrack", "backlog", "diff", "--rule", rule, *options_of(asking.wanted)))
    return in_page(changes, listed, asking.counted_with, last=asking.day.isoformat(), up=up_from(path), command=command)


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


def _law(asking: Asking) -> Page:
    """The tables in force; every text that a move or a review rests on has its place here, and one place alone."""
    placed: set[str] = set()

    def place(text: str) -> str | None:
        if text in placed:
            return None
        placed.add(text)
        return law_anchor(text)

    procedures = [
        {**each, "moves": [{**move, "place": place(move["citation"])} for move in each["moves"]]}
        for each in asking.procedures
    ]
    rests_on = [text for row in asking.reviews_ever for text in (row["citation"], row["emergency_waiver"]) if text]
    reviews = [{"text": text, "place": at} for text in rests_on if (at := place(text)) is not None]
    says = asking.law | {"procedures": procedures, "reviews": reviews}
    return Page("law/index.html", "law.html", "The law in force", says, "Thresholds and reviews, with citations.")


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
        "followed": [
            {"recipients": list(each.recipients), "last": each.last.isoformat() if each.last else None}
            for each in settings.followed
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
