"""What the table of all sales knows beyond its own cells, so that a page from the disk can filter, sort and go back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.period import fiscal_year_of, year_of
from armstrack.model.recipients import REGIONS, region_of
from armstrack.query.document import Document
from armstrack.query.view import SaleOnDay
from armstrack.site.addresses import recipient_name
from armstrack.site.asking import Asking

EPOCH = date(1970, 1, 1)


class _Words:
    """Texts that occur in many rows, each of which is written once."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))

    @property
    def texts(self) -> list[str]:
        return list(self.places)


def table_rows(asking: Asking, sales: Sequence[SaleOnDay]) -> Document:
    """What the script needs of each sale in the order of the rows of the table; what many share is numbered.

    Of each: recipients, year and fiscal year, value, authority, class, package, contractors, systems,
    resolutions, emergency, its stretches as [day since 1970, state, maybe, notified, held], the first and the last
    day that its notification may mean, with which money it adds up, and the designations of its items.
    """
    words = _Words()
    systems: dict[str, list[int]] = {}
    for system, naming in asking.systems:
        for one in naming:
            systems.setdefault(one.id, []).append(words.place(system.name))
    resolutions: dict[str, list[int]] = {}
    for resolution in asking.resolutions:
        for reference in resolution.sales:
            if reference.id is not None:
                resolutions.setdefault(reference.id, []).append(words.place(resolution.measure))

    def number(text: str | None) -> int:
        return -1 if text is None else words.place(text)

    rows = []
    for one in sales:
        notified = one.notified
        rows.append(
            [
                [words.place(code) for code in one.sale.recipients or ("unknown",)],
                number(year_of(notified) if notified is not None else None),
                number(fiscal_year_of(notified) if notified is not None else None),
                one.value,
                [words.place(each) for each in one.sale.authorities],
                number(one.sale.sale_class),
                number(one.sale.package),
                [words.place(firm) for firm in one.firms],
                systems.get(one.id, []),
                resolutions.get(one.id, []),
                int(one.standing.emergency),
                [
                    [
                        (each.first - EPOCH).days if each.first != date.min else None,
                        number(each.state),
                        [words.place(state) for state in each.maybe],
                        int(each.notified),
                        int(each.held),
                    ]
                    for each in asking.stretches(one)
                ],
                _days(one),
                words.place(PROCEDURE_NAMES[one.counted_with]),
                _designations(one),
            ]
        )
    codes = {code for one in sales for code in one.sale.recipients or ("unknown",)}
    firsts = [stretch.first for one in sales for stretch in asking.stretches(one)[1:2] if stretch.first != date.min]
    return {
        "asof": asking.day.isoformat(),
        "first": min(firsts, default=asking.day).isoformat(),
        "words": words.texts,
        "names": {code: recipient_name(code) for code in sorted(codes)},
        "regions": {code: region for code in sorted(codes) if (region := region_of(code)) is not None},
        "labels": asking.state_labels,
        "rows": rows,
    }


def _designations(one: SaleOnDay) -> str:
    """The words of its items that hold a digit, as AIM-120C-8: what people search for, and no whole sentence."""
    words = {word for item in one.sale.items for word in re.findall(r"[\w./-]*\d[\w./-]*", item.name.casefold())}
    return " ".join(sorted(word for word in words if not word.isdigit()))


def _days(one: SaleOnDay) -> list[int | None]:
    """The first and the last day that the notification may mean, in days since 1970."""
    if one.notified is None:
        return [None, None]
    days = (one.notified.earliest, one.notified.latest)
    return [(each - EPOCH).days if each is not None else None for each in days]


def facets(asking: Asking, sales: Sequence[SaleOnDay]) -> list[Document]:
    """The filters with their choices and how many sales each has, for a reader without the script, too."""
    found: list[Document] = []

    def facet(key: str, title: str, values: Sequence[Sequence[tuple[str, str]]]) -> None:
        counts: dict[tuple[str, str], int] = {}
        for each in values:
            for value in dict.fromkeys(each):
                counts[value] = counts.get(value, 0) + 1
        ordered = sorted(counts, key=lambda value: value[1].casefold(), reverse=key in ("year", "fy"))
        if len(ordered) > 1 or (ordered and key not in ("region", "year", "fy", "authority")):
            choices = [{"value": value, "text": text, "sales": counts[value, text]} for value, text in ordered]
            found.append({"key": key, "title": title, "choices": choices})

    def same(texts: Sequence[str | None]) -> list[tuple[str, str]]:
        return [(text, text) for text in texts if text is not None]

    systems: dict[str, list[str]] = {}
    for system, naming in asking.systems:
        for one in naming:
            systems.setdefault(one.id, []).append(system.name)
    measures: dict[str, list[str]] = {}
    for resolution in asking.resolutions:
        for reference in resolution.sales:
            measures.setdefault(reference.id or "", []).append(resolution.measure)
    buyers = [[(code, recipient_name(code)) for code in one.sale.recipients or ("unknown",)] for one in sales]
    facet("recipient", "Recipient", buyers)
    regions = [[region_of(code) for code in one.sale.recipients] for one in sales]
    facet("region", "Region", [[(r, REGIONS.get(r, r)) for r in each if r is not None] for each in regions])
    labels = asking.state_labels
    states = [one.standing.state for one in sales]
    facet("state", "State", [[(state, labels.get(state, state))] if state is not None else [] for state in states])
    facet("class", "Class", [same([one.sale.sale_class]) for one in sales])
    facet("authority", "Authority", [same(one.sale.authorities) for one in sales])
    facet("year", "Year", [same([year_of(one.notified) if one.notified else None]) for one in sales])
    facet("fy", "Fiscal year", [same([fiscal_year_of(one.notified) if one.notified else None]) for one in sales])
    facet("package", "Package", [same([one.sale.package]) for one in sales])
    facet("contractor", "Contractor", [same(one.firms) for one in sales])
    facet("system", "System", [same(systems.get(one.id, [])) for one in sales])
    facet("resolution", "Resolution", [same(measures.get(one.id, [])) for one in sales])
    return found
