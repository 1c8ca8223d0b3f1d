"""Answers found in the index, where every standing on every day is written down already."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.ledger.folder import KINDS
from armstrack.model.firm_name import comparable_firm
from armstrack.model.folded import folded
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.answers import Listed
from armstrack.query.list_row import list_row
from armstrack.query.summary.worth import MEASURED, Convert, nominal

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement
    from armstrack.documents.sales import DueInFull, SaleRow
    from armstrack.index.store import Index
    from armstrack.ledger.ledger import Ledger
    from armstrack.model.period import LineOfTime
    from armstrack.model.problem import Problem
    from armstrack.query.filter import Chosen, Filter
    from armstrack.query.nearby import HowMany
    from armstrack.query.parts import Contribution, Contributions, Disputed, OfPeriod, Told, Years
    from armstrack.query.summary.counting import Tally
    from armstrack.query.summary.worth import Prices
    from armstrack.query.view import SaleOnDay

ORDERS = {
    "notified": "t.rank DESC, t.id",
    "value": "t.notified_text IS NULL, s.value IS NULL, s.value DESC, t.rank DESC, t.id",
    "id": "t.id",
    "title": "s.title_folded, t.rank DESC, t.id",
    "recipient": "s.recipients, t.rank DESC, t.id",
    "state": "coalesce(t.state, ''), t.rank DESC, t.id",
    "since": "coalesce(t.since_text, ''), t.rank DESC, t.id",
}
"""How a list is sorted, in SQL; the id makes every order whole."""

LISTED = (
    "t.id", "s.title", "s.recipients", "s.purchaser", "s.authority", "s.transmittal", "s.package", "s.class",
    "t.notified", "t.state", "t.since", "t.maybe", "s.value", "t.emergency", "t.reviewed", "t.review_days",
    "t.last_review_day", "t.earliest_action", "t.ceiling", "t.stage", "t.review_verified", "t.held", "s.amends",
)  # fmt: skip
"""The columns of which a list is made, which knows them by their names."""

COLUMNS = ", ".join(LISTED)

NAMES = tuple(column.partition(".")[2] for column in LISTED)

ANNOUNCED = (
    "CASE t.notified_text WHEN 'unknown' THEN coalesce(t.notified_first, '') || '..' || coalesce(t.notified_last, '') "
    "ELSE t.notified_text END"
)
"""The day of an announcement; see `armstrack.query.summary.counting`."""

STANDING = "FROM standings t JOIN sales s ON s.key = t.sale WHERE t.first <= ? AND t.last >= ?"
"""The sales as they stand on a day, which is given twice."""

CONTRIBUTING = (
    "FROM contributions c CROSS JOIN standings t ON t.sale = c.sale CROSS JOIN sales s ON s.key = c.sale "
    "WHERE c.question = ? AND c.first <= ? AND c.last >= ? AND t.first <= ? AND t.last >= ?"
)
"""The sales that contribute to a question on a day, which is given four times."""

SAID = "(SELECT c.says FROM contributions c WHERE c.question = ? AND c.sale = t.sale AND c.first <= ? AND c.last >= ?)"
"""What a sale contributes to a question on a day, which is given twice."""

LINE_COLUMNS = {
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

DAY_COLUMNS = ("t.notified_text", "t.notified_first", "t.notified_last")
"""The day of notification, as `date_of` takes it."""


Condition = Callable[["Index", "Where", Any], None]
"""Adds what a filter asks for, given the index and the words."""


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

    def contributing(self, question: str) -> tuple[str, tuple[object, ...]]:
        """The same of the sales that contribute something to a question, and its values."""
        return " AND ".join([CONTRIBUTING, *self.conditions]), (question, self.day, self.day, *self.values)


class FromIndex:
    """The answers of the index."""

    def __init__(self, index: Index, ledger: Callable[[], Ledger]) -> None:
        self.index = index
        self._ledger = ledger

    @property
    def ledger(self) -> Ledger:
        """The ledger that they are asked of."""
        return self._ledger()

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
        return sum(map(self._count, self._where_undated(wanted, day)))

    def _unvalued(self, wanted: Filter, day: date) -> int:
        return sum(map(self._count, self._where_unvalued(wanted, day)))

    def _where_undated(self, wanted: Filter, day: date) -> list[Where]:
        """The sales that may lie in the periods asked for, and may not; nothing where none is asked for."""
        if not wanted.dated:
            return []
        where = self._where(wanted, day)
        _add_value(where, wanted)
        within, touching = _day_conditions(wanted)
        where.add(f"t.loose AND NOT ({within}) AND ({touching})")
        return [where]

    def _where_unvalued(self, wanted: Filter, day: date) -> list[Where]:
        """The sales of unknown value, where a value is asked for."""
        if wanted.min_value is None and wanted.max_value is None:
            return []
        where = self._where(wanted, day)
        where.add("s.value IS NULL")
        return [where]

    def _where_chosen(self, wanted: Filter, day: date) -> Where:
        """The sales that a filter chooses."""
        where = self._where(wanted, day)
        _add_value(where, wanted)
        _add_days(where, wanted)
        return where

    def contributions(self, question: str, wanted: Filter, day: date, newest: bool = False) -> Contributions:
        """What the sales that a filter chooses contribute to a question."""
        from armstrack.query.parts import Contributions

        chosen = self._where_chosen(wanted, day)
        undated, unvalued = self._where_undated(wanted, day), self._where_unvalued(wanted, day)
        return Contributions(
            self._said(question, chosen, ORDERS["notified"] if newest else "s.place"),
            self._count(chosen),
            [each for where in (*undated, *unvalued) for each in self._said(question, where, "s.place")],
            sum(map(self._count, undated)),
            sum(map(self._count, unvalued)),
        )

    def _said(self, question: str, where: Where, order: str) -> list[Contribution]:
        from armstrack.query.parts import Contribution

        text, values = where.contributing(question)
        rows = self.index.select(f"SELECT t.id, c.says {text} ORDER BY {order}", values)
        # One document of all of them is read faster than each by itself.
        says = json.loads(f"[{','.join(text for _, text in rows)}]")
        return [Contribution(name, each) for (name, _), each in zip(rows, says, strict=True)]

    def of_period(self, wanted: Filter, since: date, day: date) -> OfPeriod:
        """What a period touches up to a day: the sales that a filter chooses, and resolutions and packages."""
        from armstrack.query.parts import OfPeriod

        where, first = self._where_chosen(wanted, day), since.toordinal()
        chosen = self.index.select(f"SELECT t.id {where.text}", where.values)
        where.add(
            "(t.due IS NOT NULL OR EXISTS "
            "(SELECT 1 FROM spells p WHERE p.sale = t.sale AND p.first <= ? AND p.last >= ?))", where.day, first,
        )  # fmt: skip
        names = [name for (name,) in self.index.select(f"SELECT t.id {where.text} ORDER BY s.place", where.values)]
        others: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for kind, name in self.index.select(
            "SELECT f.kind, f.id FROM files f JOIN file_spells p ON p.path = f.path "
            "WHERE p.first <= ? AND p.last >= ? AND f.id IS NOT NULL ORDER BY f.place", (where.day, first),
        ):  # fmt: skip
            others[KINDS[kind]].append(name)
        for (name,) in self.index.select(
            "SELECT resolution FROM resolution_due WHERE first <= ? AND last >= ?", (where.day, where.day)
        ):
            others["resolutions"].append(name)
        return OfPeriod(
            self._read(names, day) if names else [],
            frozenset(name for (name,) in chosen),
            self._undated(wanted, day),
            self._unvalued(wanted, day),
            list(dict.fromkeys(others["resolutions"])),
            list(dict.fromkeys(others["packages"])),
        )

    def rows(self, names: Sequence[str], day: date) -> list[tuple[SaleRow, bool]]:
        """Some sales, by their ids, as `list` prints them, and whether each is notified by the day, or may be."""
        where = Where(day)
        where.add(f"s.id IN ({', '.join('?' * len(names))})", *names)
        rows = self.index.select(f"SELECT t.notified_text IS NOT NULL, {COLUMNS} {where.text}", where.values)
        return [(_row_document(row), bool(notified)) for notified, *row in rows]

    def disputed(self, day: date) -> Disputed:
        """The records besides sales that hold a disagreement, and what they say by a day."""
        from armstrack.query.parts import Disputed

        found: dict[str, list[str]] = {kind: [] for kind in ("resolutions", "packages", "figures")}
        says: list[Disagreement] = []
        # Of several files with one id the first counts.
        query = (
            "SELECT f.kind, f.id, f.disputed FROM files f WHERE f.disputed IS NOT NULL AND NOT EXISTS (SELECT 1 "
            "FROM files g WHERE g.kind = f.kind AND g.stem = f.stem AND g.id IS NOT NULL AND g.place < f.place) "
            "ORDER BY f.place"
        )
        for kind, name, text in self.index.select(query):
            found[KINDS[kind]].append(name)
            says += [row for first, last, rows in json.loads(text) if first <= day.toordinal() <= last for row in rows]
        return Disputed(**found, says=says)

    def told(self, question: str, wanted: Filter, day: date, lines: Sequence[str] = ()) -> Told:
        """The sales themselves in short, each with what it contributes to a question."""
        from armstrack.index.in_short import Telling
        from armstrack.query.parts import Told

        parts = [self._where_chosen(wanted, day)], self._where_undated(wanted, day), self._where_unvalued(wanted, day)
        firms = self._contractors() if "contractor" in lines else {}
        return Told(*(Telling([row for where in part for row in self._told(question, where)], firms) for part in parts))

    def _told(self, question: str, where: Where) -> list[tuple[Any, ...]]:
        from armstrack.index.in_short import IN_SHORT

        text, values = where.contributing(question)
        return self.index.select(f"SELECT c.says, t.sale, {IN_SHORT} {text} ORDER BY s.place", values)

    def table(self, name: str) -> Any:
        """What a question takes from tables and settings."""
        return _table(self.index, name)

    def tally(
        self, wanted: Filter, day: date, lines: tuple[str, ...], measure: str = "notified", convert: Convert = nominal
    ) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know, at their ceilings or by a measure."""
        from armstrack.query.summary.counting import Counted, Tally, region_key

        where = self._where_chosen(wanted, day)
        where.add("t.notified_text IS NOT NULL")
        periods = {line: one for line, one in _periods(wanted.fy_starts).items() if line in lines}
        simple = [line for line in lines if line in LINE_COLUMNS and line not in periods]
        columns = ", ".join([
            "t.sale", "t.id", "t.notified_last <= ?", "s.recipient_key", ANNOUNCED, "t.year", "s.value",
            "t.ended", "t.state", "s.procedure", "s.package", "t.disputed", "s.amends", "t.emergency",
            SAID if measure in MEASURED else "NULL", *(LINE_COLUMNS[line] for line in simple),
            *(DAY_COLUMNS if periods else ()),
        ])  # fmt: skip
        # In no order: sums and groups come out alike, and sorting so many rows takes longer than finding them.
        said = (measure, where.day, where.day) if measure in MEASURED else ()
        rows = self.index.select(f"SELECT {columns} {where.text}", (where.day, *said, *where.values))
        if periods:
            from armstrack.query.plain import date_of

        firms = self._contractors() if "contractor" in lines else {}
        amended = self.amendments(day) if rows else {}
        counted: list[Counted] = []
        prices: list[Prices | None] = []
        undated = self._undated(wanted, day)
        for (
            key, name, surely, recipients, notified, year, value, ended, state, procedure, package, disputed, amends,
            emergency, says, *of_lines,
        ) in rows:  # fmt: skip
            if not surely:
                undated += 1
                continue
            keys: tuple[tuple[str | None, ...], ...] = tuple(zip(of_lines, strict=True))
            if len(simple) < len(lines):
                along = dict(zip(simple, keys, strict=False))
                along |= {"procedure": (procedure,), "contractor": firms.get(key, (None,))}
                along |= {"region": (region_key(recipients),)} if "region" in lines else {}
                if periods:
                    when = date_of(tuple(of_lines[-3:]))
                    along |= {line: (one.of_date(when),) for line, one in periods.items()}
                keys = tuple(along[line] for line in lines)
            counted.append(
                Counted(
                    keys, recipients, notified, year, value, state if ended else None, procedure, package,
                    disputed, amends is not None or name in amended, emergency=bool(emergency),
                )
            )  # fmt: skip
            prices.append(json.loads(says) if says is not None else None)
        if measure in MEASURED:
            from armstrack.query.summary.measures import measured

            return measured(zip(counted, prices, strict=True), undated, measure, convert)
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
        from armstrack.query.parts import Years

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

        where = self._where(wanted, day)
        names = [name for (name,) in self.index.select(f"SELECT t.id {where.text} ORDER BY s.place", where.values)]
        return choose(self._read(names, day), wanted)

    def _read(self, names: list[str], day: date) -> list[SaleOnDay]:
        """Some sales on a day, read from their files."""
        from armstrack.query.view import SaleOnDay

        ledger = self._ledger()
        sales = ledger.contents.sales
        read = (sales[name] for name in names if name in sales)
        return [SaleOnDay(sale, ledger.context(sale), day) for sale in read]

    def _contractors(self) -> dict[int, tuple[str, ...]]:
        """The firms of the contractors of each sale that names some, each once."""
        firms: dict[int, dict[str, None]] = {}
        for sale, name in self.index.select("SELECT sale, firm FROM contractors ORDER BY rowid"):
            firms.setdefault(sale, {})[name] = None
        return {sale: tuple(names) for sale, names in firms.items()}

    def due(self, wanted: Filter, day: date, within: int | None) -> list[DueInFull]:
        """What falls due about the chosen sales, as `due` prints it."""
        today = day.toordinal()
        where = self._where(wanted, day)
        _add_value(where, wanted)
        _add_days(where, wanted)
        rows = self.index.select(f"SELECT t.due {where.text} AND t.due IS NOT NULL", where.values)
        found = [document for (text,) in rows for document in json.loads(text)]
        found += [json.loads(text) for text in self._due_of_resolutions(wanted, where)]
        documents = []
        for one in found:
            left = None if one["day"] is None else date.fromisoformat(one["day"]).toordinal() - today
            soonest = one["day"] or one["not_before"]
            near = soonest is not None and within is not None
            near = near and date.fromisoformat(soonest or "").toordinal() - today <= (within or 0)
            if within is None or one["loose"] or near:
                documents.append({key: one[key] for key in ("id", "kind", "day")} | {"days_left": left} | one)

        def rank(one: DueInFull) -> tuple[bool, str, str, str, str, str]:
            return one["day"] is None, one["day"] or "", one["id"], one["kind"], one["case"] or "", one["item"] or ""

        return sorted(documents, key=rank)

    def _due_of_resolutions(self, wanted: Filter, where: Where) -> list[str]:
        """What falls due by the resolutions that a choice of sales concerns; see `query.resolutions.concerning`."""
        rows = self.index.select(
            "SELECT resolution, due FROM resolution_due WHERE first <= ? AND last >= ?", (where.day, where.day)
        )
        from armstrack.query.filter import Filter

        if not rows or wanted == Filter():
            return [due for _, due in rows]
        from armstrack.query.resolutions import concerning

        contents = self._ledger().contents
        chosen = {name for (name,) in self.index.select(f"SELECT t.id {where.text}", where.values)}
        resolutions = [contents.resolutions[name] for name in dict.fromkeys(name for name, _ in rows)]
        concerned = {one.id for one in concerning(resolutions, chosen, wanted, contents)}
        return [due for name, due in rows if name in concerned]

    def near(self, wanted: Filter, day: date, notified: bool) -> str:
        """What to say when a filter chooses nothing; with `notified` of the sales that Congress was notified of."""
        from armstrack.query.nearby import HowMany, what_was_near

        def tally(filtered: Filter) -> HowMany:
            where = self._where(filtered, day)
            _add_value(where, filtered)
            _add_days(where, filtered)
            if notified:
                where.add("t.notified_text IS NOT NULL")
            ((found, reviewed),) = self.index.select(f"SELECT count(*), sum(t.reviewed) {where.text}", where.values)
            return HowMany(found, reviewed or 0)

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
        for name, condition in CONDITIONS.items():
            if words := getattr(wanted, name):
                condition(self.index, where, words)
        return where


# --- what each filter asks of the rows -------------------------------------------------------------------


def _any_text(column: str) -> Condition:
    return lambda index, where, words: where.any_of(f"{column} = ?", words)


def _any_joined(column: str) -> Condition:
    """One of the words is among several that stand in a column, parted by `+`."""
    return lambda index, where, words: where.any_of(f"instr('+' || {column} || '+', '+' || ? || '+')", words)


def _part_of(table: str) -> Condition:
    """One of the texts stands in a name of a table of names."""
    condition = f"EXISTS (SELECT 1 FROM {table} p WHERE p.sale = t.sale AND instr(p.folded, ?))"
    return lambda index, where, words: where.any_of(condition, [folded(text) for text in words])


def _add_recipients(index: Index, where: Where, codes: Sequence[str]) -> None:
    _any_joined("s.recipients")(index, where, _recipients(codes))


def _add_regions(_: Index, where: Where, regions: Sequence[str]) -> None:
    from armstrack.model.recipients import OTHER, OTHERS_REGION, codes_of_regions

    among = [f"+{code}+" for code in codes_of_regions(regions)]
    # Of an organisation outside the table its name stands behind this word.
    among += [f"+{OTHER}"] if OTHERS_REGION in regions else []
    where.any_of("instr('+' || s.recipients || '+', ?)", among)


def _add_kinds(index: Index, where: Where, kinds: Sequence[str]) -> None:
    from armstrack.workflow.procedure import authorities_of

    _any_joined("s.authority")(index, where, [each for kind in kinds for each in authorities_of(kind)])


def _add_transmittals(_: Index, where: Where, numbers: Sequence[str]) -> None:
    where.any_of("s.number = ?", [comparable_transmittal(each) for each in numbers])


def _add_events(_: Index, where: Where, events: Sequence[str]) -> None:
    marks = ", ".join("?" * len(events))
    where.add(
        f"EXISTS (SELECT 1 FROM events e WHERE e.sale = t.sale AND e.event IN ({marks}) AND e.last <= ?)",
        *events,
        where.day,
    )


def _add_cases(_: Index, where: Where, cases: Sequence[str]) -> None:
    marks = ", ".join("?" * len(cases))
    where.add(
        f"EXISTS (SELECT 1 FROM cases c WHERE c.sale = t.sale AND c.folded IN ({marks}) AND c.first <= ?)",
        *(case.casefold() for case in cases),
        where.day,
    )


def _add_contractors(_: Index, where: Where, texts: Sequence[str]) -> None:
    """A text in a contractor's name, or a name that its firm bears or bore, as `derive` puts them side by side."""
    one = "EXISTS (SELECT 1 FROM contractors p WHERE p.sale = t.sale AND (instr(p.folded, ?) OR instr(p.called, ?)))"
    names = (each for text in texts for each in (text.casefold(), f"|{comparable_firm(text)}|"))
    where.add(f"({' OR '.join([one] * len(texts))})", *names)


def _table(index: Index, name: str) -> Any:
    ((text,),) = index.select("SELECT value FROM meta WHERE key = ?", (f"table {name}",))
    return json.loads(text)


def _add_systems(index: Index, where: Where, systems: Sequence[str]) -> None:
    """Titles and line items that name one of the systems; SQL knows no whole words, so each text is looked at once."""
    from armstrack.ledger.system_names import Known, naming_among

    known = list(map(Known, _table(index, "systems")))
    named = [naming_among(system, known) for system in systems]
    texts = index.select("SELECT key, title_folded FROM sales UNION ALL SELECT sale, folded FROM items", ())
    naming = {text for text in {text for _, text in texts} if any(names(text) for names in named)}
    found = {sale for sale, text in texts if text in naming}
    where.add(f"t.sale IN ({', '.join(map(str, sorted(found)))})")


def _add_search(index: Index, where: Where, texts: Sequence[str]) -> None:
    """Sales in whose texts of the day each text stands; the full-text index knows what has three letters."""
    for text in (folded(each) for each in texts):
        if len(text) >= 3 and "\0" not in text and index.can_search():
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


CONDITIONS: dict[str, Condition] = {
    "recipients": _add_recipients,
    "states": _any_text("t.state"),
    "authorities": _any_joined("s.authority"),
    "classes": _any_text("s.class"),
    "packages": _any_text("s.package"),
    "contractors": _add_contractors,
    "items": _part_of("items"),
    "transmittals": _add_transmittals,
    "events": _add_events,
    "emergency": lambda index, where, words: where.add("t.emergency"),
    "overdue": lambda index, where, words: where.add("t.overdue_after < ?", where.day),
    "search": _add_search,
    "kinds": _add_kinds,
    "cases": _add_cases,
    "systems": _add_systems,
    "regions": _add_regions,
}
"""What each filter of `armstrack.query.filter` asks of the rows; those of value and day are asked together."""


def _periods(fy_start: int) -> dict[str, LineOfTime]:
    """The lines of time whose periods no column holds, where fiscal years begin with a month."""
    from armstrack.model.period import FY_START, lines_of_time

    kept = LINE_COLUMNS.keys() - ({"fy"} if fy_start != FY_START else set())
    return {line: one for line, one in lines_of_time(fy_start).items() if line not in kept}


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


def _row_document(row: Sequence[Any]) -> SaleRow:
    """One sale as `list` prints it, from what the index keeps of it."""
    said = dict(zip(NAMES, row, strict=True))
    reviewed, verified, held = said["reviewed"], said["review_verified"], said["held"]
    return list_row(
        id=said["id"],
        title=said["title"],
        recipients=tuple(said["recipients"].split("+")) if said["recipients"] else (),
        purchaser=said["purchaser"],
        authorities=tuple(said["authority"].split("+")),
        transmittal=said["transmittal"],
        package=said["package"],
        sale_class=said["class"],
        notified=said["notified"],
        state=said["state"],
        since=said["since"],
        maybe=json.loads(said["maybe"]),
        value=said["value"],
        emergency=bool(said["emergency"]),
        review={
            "review_days": said["review_days"],
            "last_review_day": said["last_review_day"],
            "earliest_action": said["earliest_action"],
        }
        if reviewed
        else None,
        ceiling=said["ceiling"],
        stage=said["stage"],
        verified=bool(verified) if verified is not None else None,
        held=json.loads(held) if held is not None else None,
        amendment=said["amends"] is not None,
    )
