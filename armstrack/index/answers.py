"""Answers found in the index, where every standing on every day is written down already."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.answers import Document, Listed, Years

if TYPE_CHECKING:
    from armstrack.index.store import Index
    from armstrack.ledger.ledger import Ledger
    from armstrack.model.problem import Problem
    from armstrack.query.filter import Chosen, Filter
    from armstrack.query.nearby import Tally as Nearby
    from armstrack.query.summary.counting import Tally

ORDERS = {
    "notified": "t.rank DESC, t.id",
    "value": "s.value IS NULL, s.value DESC, t.rank DESC, t.id",
    "id": "t.id",
    "title": "s.title_folded, t.rank DESC, t.id",
    "recipient": "s.recipients, t.rank DESC, t.id",
    "state": "coalesce(t.state, ''), t.rank DESC, t.id",
    "since": "coalesce(t.since_text, ''), t.rank DESC, t.id",
}
"""How a list is sorted, in SQL; the id makes every order whole."""

COLUMNS = (
    "t.id, s.title, s.recipients, s.purchaser, s.authority, s.transmittal, s.package, s.class, t.notified, t.state, "
    "t.since, t.maybe, s.value, t.emergency, t.reviewed, t.review_days, t.last_review_day, t.earliest_action, "
    "t.ceiling, t.stage, t.review_verified"
)

ANNOUNCED = (
    "CASE t.notified_text WHEN 'unknown' THEN coalesce(t.notified_first, '') || '..' || coalesce(t.notified_last, '') "
    "ELSE t.notified_text END"
)
"""The day of an announcement; see `armstrack.query.summary.counting`."""

STANDING = "FROM standings t JOIN sales s ON s.key = t.sale WHERE t.first <= ? AND t.last >= ?"
"""The sales as they stand on a day, which is given twice."""

LINES = {
    "recipient": "s.recipient_key",
    "year": "t.year",
    "fy": "t.fy",
    "month": "t.month",
    "administration": "t.administration",
    "state": "t.state",
    "class": "s.class",
    "authority": "s.authority",
    "package": "s.package",
}
"""The lines along which sales are counted and on which a sale stands once."""


class Where:
    """Conditions in SQL, with their values."""

    def __init__(self, day: date) -> None:
        self.day = day.toordinal()
        self.conditions: list[str] = []
        self.values: list[object] = [self.day, self.day]

    def add(self, condition: str, *values: object) -> None:
        """One condition more."""
        self.conditions.append(condition)
        self.values += values

    def any_of(self, condition: str, values: Sequence[object]) -> None:
        """One condition for each of some values, of which one must hold; none for no values."""
        if values:
            self.add("(" + " OR ".join([condition] * len(values)) + ")", *values)

    @property
    def text(self) -> str:
        """The question behind `SELECT columns`."""
        return " AND ".join([STANDING, *self.conditions])


class FromIndex:
    """The answers of the index."""

    def __init__(self, index: Index, ledger: Callable[[], Ledger]) -> None:
        self.index = index
        self._ledger = ledger

    def listed(self, wanted: Filter, day: date, sort: str, reverse: bool, limit: int | None, counted: bool) -> Listed:
        """The sales that a filter chooses, as `list` prints them."""
        where = self._where(wanted, day)
        _add_value(where, wanted)
        _add_days(where, wanted)
        order = ORDERS[sort]
        if reverse:
            order = ", ".join(_turned(each) for each in order.split(", "))
        several = -1 if limit is None else limit
        rows = self.index.select(f"SELECT {COLUMNS} {where.text} ORDER BY {order} LIMIT ?", (*where.values, several))
        documents = [_row_document(row) for row in rows]
        if not counted:
            return Listed(documents, 0, 0, 0)
        found = len(rows) if len(rows) != several else self._count(where)
        return Listed(documents, found, self._undated(wanted, day), self._unvalued(wanted, day))

    def _count(self, where: Where) -> int:
        question = where.text
        if not any("s." in condition for condition in where.conditions):
            question = question.replace(" JOIN sales s ON s.key = t.sale", "")
        ((found,),) = self.index.select(f"SELECT count(*) {question}", where.values)
        return int(found)

    def _undated(self, wanted: Filter, day: date) -> int:
        """How many sales may lie in the periods asked for, and may not."""
        if not wanted.dated:
            return 0
        where = self._where(wanted, day)
        _add_value(where, wanted)
        within, touching = _day_conditions(wanted)
        where.add(f"t.loose AND NOT ({within}) AND ({touching})")
        return self._count(where)

    def _unvalued(self, wanted: Filter, day: date) -> int:
        if wanted.min_value is None and wanted.max_value is None:
            return 0
        where = self._where(wanted, day)
        where.add("s.value IS NULL")
        return self._count(where)

    def tally(self, wanted: Filter, day: date, lines: tuple[str, ...]) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know."""
        from armstrack.query.summary.counting import Counted, Tally, region_key

        where = self._where(wanted, day)
        _add_value(where, wanted)
        _add_days(where, wanted)
        where.add("t.notified_text IS NOT NULL")
        simple = [line for line in lines if line in LINES]
        columns = ", ".join([
            "t.sale", "t.id", "t.notified_last <= ?", "s.recipient_key", ANNOUNCED, "t.year", "s.value",
            "t.ended", "t.state", "s.procedure", "s.package", "t.disputed", "s.amends",
            *(LINES[line] for line in simple),
        ])  # fmt: skip
        # In no order: sums and groups come out alike, and sorting so many rows takes longer than finding them.
        rows = self.index.select(f"SELECT {columns} {where.text}", (where.day, *where.values))
        firms = self._contractors() if "contractor" in lines else {}
        amended = self.amendments(day) if rows else {}
        counted: list[Counted] = []
        undated = self._undated(wanted, day)
        for (
            key, name, surely, recipients, notified, year, value, ended, state, procedure, package, disputed, amends,
            *of_lines,
        ) in rows:  # fmt: skip
            if not surely:
                undated += 1
                continue
            keys: tuple[tuple[str | None, ...], ...] = tuple(zip(of_lines, strict=True))
            if len(simple) < len(lines):
                along = dict(zip(simple, keys, strict=True))
                along |= {"procedure": (procedure,), "contractor": firms.get(key, (None,))}
                along |= {"region": (region_key(recipients),)} if "region" in lines else {}
                keys = tuple(along[line] for line in lines)
            counted.append(
                Counted(
                    keys, recipients, notified, year, value, state if ended else None, procedure, package,
                    disputed, amends is not None or name in amended,
                )
            )  # fmt: skip
        return Tally(counted, undated)

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""
        today = day.toordinal()
        found: dict[str, tuple[str, ...]] = {}
        for amended, name in self.index.select(
            "SELECT s.amends, s.id FROM sales s JOIN standings t ON t.sale = s.key "
            "WHERE s.amends != '' AND t.first <= ? AND t.last >= ? AND t.notified_last <= ? ORDER BY s.place",
            (today, today, today),
        ):
            found[amended] = (*found.get(amended, ()), name)
        return found

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year, in one grouped question."""
        today = day.toordinal()
        rows = self.index.select(
            "SELECT CASE WHEN t.notified_last <= ? THEN t.year END, count(*), sum(s.value), count(*) - count(s.value) "
            "FROM sales s CROSS JOIN standings t ON t.sale = s.key "
            "WHERE instr('+' || s.recipients || '+', '+' || ? || '+') AND t.first <= ? AND t.last >= ? "
            "AND t.notified_text IS NOT NULL AND s.procedure = 'fms' GROUP BY 1",
            (today, *_recipients((recipient,)), today, today),
        )
        undated = sum(sales for year, sales, _, _ in rows if year is None)
        return Years({int(year): (value, unknown) for year, _, value, unknown in rows if year is not None}, undated)

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files; others are not read."""
        from armstrack.query.filter import choose
        from armstrack.query.view import SaleOnDay

        where = self._where(wanted, day)
        ledger = self._ledger()
        sales = ledger.contents.sales
        names = [name for (name,) in self.index.select(f"SELECT t.id {where.text} ORDER BY s.place", where.values)]
        read = (sales[name] for name in names if name in sales)
        return choose((SaleOnDay(sale, ledger.context(sale), day) for sale in read), wanted)

    def _contractors(self) -> dict[int, tuple[str, ...]]:
        """The contractors of each sale that names some, each once."""
        firms: dict[int, dict[str, None]] = {}
        for sale, name in self.index.select("SELECT sale, name FROM contractors ORDER BY rowid"):
            firms.setdefault(sale, {})[name] = None
        return {sale: tuple(names) for sale, names in firms.items()}

    def due(self, day: date, within: int | None) -> list[Document]:
        """What falls due, as `due` prints it."""
        today = day.toordinal()
        rows = self.index.select(
            "SELECT due FROM standings WHERE due IS NOT NULL AND first <= ? AND last >= ?", (today, today)
        )
        found = [document for (text,) in rows for document in json.loads(text)]
        committees = self.index.select("SELECT due FROM resolution_due WHERE first <= ? AND last >= ?", (today, today))
        found += [json.loads(text) for (text,) in committees]
        documents = []
        for one in found:
            left = None if one["day"] is None else date.fromisoformat(one["day"]).toordinal() - today
            if within is None or (left is not None and left <= within):
                documents.append({key: one[key] for key in ("id", "kind", "day")} | {"days_left": left} | one)

        def rank(one: Document) -> tuple[bool, str, str, str, str, str]:
            return one["day"] is None, one["day"] or "", one["id"], one["kind"], one["case"] or "", one["item"] or ""

        return sorted(documents, key=rank)

    def near(self, wanted: Filter, day: date, notified: bool) -> str:
        """What to say when a filter chooses nothing; with `notified` of the sales that Congress was notified of."""
        from armstrack.query.nearby import Tally as Nearby
        from armstrack.query.nearby import what_was_near

        def tally(filtered: Filter) -> Nearby:
            where = self._where(filtered, day)
            _add_value(where, filtered)
            _add_days(where, filtered)
            if notified:
                where.add("t.notified_text IS NOT NULL")
            ((found, reviewed),) = self.index.select(f"SELECT count(*), sum(t.reviewed) {where.text}", where.values)
            return Nearby(found, reviewed or 0)

        return what_was_near(tally, wanted, day, notified)

    def sale_id(self, name: str) -> str:
        """The id of the sale that a name means. Raises NoSuchRecord or AmbiguousName."""
        if self.index.select("SELECT 1 FROM sales WHERE id = ?", (name,)):
            return name
        number = comparable_transmittal(name)
        found = self.index.select("SELECT id FROM sales WHERE number = ? AND transmittal != ''", (number,))
        if not found and name:
            beginning = name.lower()
            found = self.index.select("SELECT id FROM sales WHERE substr(id, 1, ?) = ?", (len(beginning), beginning))
        from armstrack.query.find import AmbiguousName, NoSuchRecord, nearest_ids

        if len(found) == 1:
            return str(found[0][0])
        if found:
            raise AmbiguousName(name, tuple(sorted(one for (one,) in found)))
        ids = [one for (one,) in self.index.select("SELECT id FROM sales ORDER BY place")]
        raise NoSuchRecord(name, nearest_ids(ids, name))

    def amended_by(self, name: str) -> tuple[str, ...]:
        """The sales that amend one, in the order of their files."""
        return tuple(
            one for (one,) in self.index.select("SELECT id FROM sales WHERE amends = ? ORDER BY place", (name,))
        )

    def problems(self) -> Sequence[Problem]:
        """Everything that keeps files out of the ledger."""
        return self.index.problems()

    def _where(self, wanted: Filter, day: date) -> Where:
        """What every filter but those of value and day asks for."""
        where = Where(day)
        where.any_of("instr('+' || s.recipients || '+', '+' || ? || '+')", _recipients(wanted.recipients))
        where.any_of("t.state = ?", wanted.states)
        where.any_of("instr('+' || s.authority || '+', '+' || ? || '+')", wanted.authorities)
        where.any_of("s.class = ?", wanted.classes)
        where.any_of("s.package = ?", wanted.packages)
        for table, texts in (("contractors", wanted.contractors), ("items", wanted.items)):
            where.any_of(
                f"EXISTS (SELECT 1 FROM {table} p WHERE p.sale = t.sale AND instr(p.folded, ?))",
                [text.casefold() for text in texts],
            )
        where.any_of("s.number = ?", [comparable_transmittal(each) for each in wanted.transmittals])
        if wanted.events:
            marks = ", ".join("?" * len(wanted.events))
            where.add(
                f"EXISTS (SELECT 1 FROM events e WHERE e.sale = t.sale AND e.event IN ({marks}) AND e.last <= ?)",
                *wanted.events,
                where.day,
            )
        if wanted.emergency:
            where.add("t.emergency")
        if wanted.overdue:
            where.add("t.overdue_after < ?", where.day)
        for text in wanted.search:
            self._add_search(where, text.casefold())
        return where

    def _add_search(self, where: Where, text: str) -> None:
        """Sales in whose texts of the day a text stands; the full-text index knows what has three letters."""
        if len(text) >= 3 and "\0" not in text and self.index.can_search():
            phrase = '"' + text.replace('"', '""') + '"'
            where.add(
                "t.sale IN (SELECT x.sale FROM found f JOIN texts x ON x.key = f.rowid "
                "WHERE f.folded MATCH ? AND x.first <= ?)",
                phrase,
                where.day,
            )
        else:
            where.add(
                "EXISTS (SELECT 1 FROM texts x WHERE x.sale = t.sale AND x.first <= ? AND instr(x.folded, ?))",
                where.day,
                text,
            )


def _recipients(codes: Sequence[str]) -> list[str]:
    """The recipients asked for; a sale of which none is known has an empty list of them."""
    return ["" if code == "unknown" else code for code in codes]


def _turned(order: str) -> str:
    return order.removesuffix(" DESC") if order.endswith(" DESC") else f"{order} DESC"


def _add_value(where: Where, wanted: Filter) -> None:
    if wanted.min_value is not None:
        where.add("s.value >= ?", wanted.min_value)
    if wanted.max_value is not None:
        where.add("s.value <= ?", wanted.max_value)


def _add_days(where: Where, wanted: Filter) -> None:
    """The notification lies wholly in one of the periods; its rank narrows the search to them."""
    if not wanted.dated:
        return
    within, _ = _day_conditions(wanted)
    first = min(since for since, _ in wanted.periods).toordinal()
    last = max(until for _, until in wanted.periods).toordinal()
    where.add(f"t.rank BETWEEN {first} AND {last} AND ({within})")


def _day_conditions(wanted: Filter) -> tuple[str, str]:
    """Whether the notification lies wholly in a period, and whether it may touch one."""
    within, touching = [], []
    for since, until in wanted.periods:
        first, last = since.toordinal(), until.toordinal()
        within.append(f"coalesce(t.notified_first >= {first}, 0) AND coalesce(t.notified_last <= {last}, 0)")
        touching.append(f"coalesce(t.notified_last >= {first}, 1) AND coalesce(t.notified_first <= {last}, 1)")
    return " OR ".join(f"({each})" for each in within), " OR ".join(f"({each})" for each in touching)


def _row_document(row: tuple[Any, ...]) -> Document:
    """One sale as `list` prints it; the same keys in the same order as `armstrack.query.document.sale_row`."""
    (
        identity, title, recipients, purchaser, authority, transmittal, package, sale_class, notified, state,
        since, maybe, value, emergency, reviewed, review_days, last_review_day, earliest_action, ceiling, stage,
        verified,
    ) = row  # fmt: skip
    codes = recipients.split("+") if recipients else ["unknown"]
    sections = authority.split("+")
    return {
        "id": identity,
        "title": title,
        "recipient": codes if len(codes) > 1 else codes[0],
        "purchaser": purchaser,
        "authority": sections if len(sections) > 1 else sections[0],
        "transmittal": transmittal,
        "package": package,
        "class": sale_class,
        "notified": notified,
        "state": state,
        "since": since,
        "maybe": json.loads(maybe),
        "value_usd": value,
        "emergency": bool(emergency),
        "review": {
            "review_days": review_days,
            "last_review_day": last_review_day,
            "earliest_action": earliest_action,
        }
        if reviewed
        else None,
        "ceiling_usd": ceiling,
        "stage": stage,
        "verified": bool(verified) if verified is not None else None,
    }
