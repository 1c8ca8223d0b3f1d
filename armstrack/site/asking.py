"""What the site asks of a ledger: the one place where its pages, feeds and downloads get their documents.

Every answer is the document that a command prints for the same question, of the same day and the same
filter, so that a page cannot say anything else than the program.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.systems import System, systems, systems_named_in
from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.data_class import dataclass
from armstrack.model.package import Package
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.period import calendar_year, fiscal_year
from armstrack.model.resolution import Resolution
from armstrack.query.backlog.series import same_on_every_day
from armstrack.query.citation import LedgerState
from armstrack.query.coverage import coverage
from armstrack.query.disagreements import conflicts_of
from armstrack.query.document import Document, next_document, reference_document, sale_row
from armstrack.query.due import due_document, due_of_sale
from armstrack.query.export import Table, sale_documents, tables
from armstrack.query.filter import Chosen, Filter
from armstrack.query.filter_words import options_of
from armstrack.query.find_record import Found
from armstrack.query.order import newest_first
from armstrack.query.path_of_states import path_document
from armstrack.query.questions.backlog import BacklogChanges, BacklogQuestion, BacklogSeries, rule_called
from armstrack.query.questions.chain import ChainQuestion
from armstrack.query.questions.cite import CiteSummaryQuestion
from armstrack.query.questions.conflicts import ConflictsQuestion
from armstrack.query.questions.due import KINDS, DueQuestion
from armstrack.query.questions.events import EventsQuestion
from armstrack.query.questions.gaps import GapsQuestion
from armstrack.query.questions.law import LawQuestion, ProceduresQuestion
from armstrack.query.questions.summary import SummaryQuestion
from armstrack.query.questions.timeline import TimelineGaps
from armstrack.query.questions.verify import VerifyQuestion
from armstrack.query.queue import queue_document
from armstrack.query.reach import Covered, declared, reach_of, with_marks
from armstrack.query.record_citation import record_citation
from armstrack.query.resolutions import concerning, first_known, resolution_document, resolution_row, vote_rows
from armstrack.query.stretches import Stretch, stretches
from armstrack.query.summary.constant_dollars import price_levels
from armstrack.query.timeline import timeline_document
from armstrack.query.view import SaleOnDay
from armstrack.site.remembering import Remembering
from armstrack.workflow.move import next_moves
from armstrack.workflow.procedure import procedures

SILENT = 90
"""From how many days on a period without a notification is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document, and the command that prints the same."""

    document: Document
    command: str


class Asking:
    """A ledger on a day, seen through a filter."""

    def __init__(self, ledger: Ledger, wanted: Filter, day: date, state: LedgerState) -> None:
        self.ledger, self.wanted, self.day, self.state = ledger, wanted, day, state
        self.answers = Remembering(ledger, day)
        self._naming: dict[str, set[str]] = {}

    # --- which sales --------------------------------------------------------------------------------

    @property
    def chosen(self) -> Chosen:
        """The sales of the site, and those that its filter could not decide on."""
        return self.answers.chosen(self.wanted, self.day)

    @cached_property
    def sales(self) -> tuple[SaleOnDay, ...]:
        """The sales that had begun by the day, the newest first: those that have a page."""
        return tuple(one for one in newest_first(list(self.chosen.sales)) if one.begun)

    @cached_property
    def by_id(self) -> dict[str, SaleOnDay]:
        """The same by their ids."""
        return {one.id: one for one in self.sales}

    @cached_property
    def codes(self) -> dict[str, list[SaleOnDay]]:
        """The recipients that the site is about, each with its sales; a joint one stands under each."""
        found: dict[str, list[SaleOnDay]] = {}
        for one in self.sales:
            for code in one.sale.recipients or (UNKNOWN,):
                if not self.wanted.recipients or code in self.wanted.recipients:
                    found.setdefault(code, []).append(one)
        return found

    @cached_property
    def companies(self) -> list[str]:
        """The firm of every contractor, each spelling that differs in its letters once."""
        names: dict[str, str] = {}
        for one in self.sales:
            for firm in one.firms:
                names.setdefault(firm.casefold(), firm)
        return [names[key] for key in sorted(names)]

    @cached_property
    def packages(self) -> tuple[Package, ...]:
        """The packages of the ledger whose sales are on the site."""
        named = {one.sale.package for one in self.sales}
        return tuple(one for name, one in sorted(self.ledger.contents.packages.items()) if name in named)

    @cached_property
    def systems(self) -> list[tuple[System, list[SaleOnDay]]]:
        """Each system of the table that a sale names, and these sales."""
        naming: dict[str, list[SaleOnDay]] = {}
        for one in newest_first(list(self.chosen.sales)):
            for system in systems_named_in((one.title, *(item.name for item in one.sale.items))):
                naming.setdefault(system.name, []).append(one)
        self._naming = {name: {one.id for one in found} for name, found in naming.items()}
        begun = ((system, [one for one in naming.get(system.name, ()) if one.id in self.by_id]) for system in systems())
        return [(system, found) for system, found in begun if found]

    def narrowed(self, **more: Any) -> Chosen:
        """What the filter of the site chooses when a filter more is set."""
        return self.answers.chosen(self.wanted._replace(**more), self.day)

    def of_period(self, years: tuple[int, ...], fiscal_years: tuple[int, ...]) -> dict[str, Any]:
        """The filters that choose a period within the filter of the site."""
        if not self.wanted.dated:
            return {"years": years, "fiscal_years": fiscal_years}
        (first, last), *_ = [calendar_year(year) for year in years] + [fiscal_year(year) for year in fiscal_years]
        return {"since": max(first, self.wanted.since or first), "until": min(last, self.wanted.until or last)}

    # --- sales --------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> dict[str, Document]:
        """Each sale as `list` prints it, with the hold that is in force and where it stands in a word or two."""
        return {one.id: sale_row(one) | _held(one) | self._words(one) for one in self.sales}

    def _words(self, one: SaleOnDay) -> Document:
        """Where a sale stands in a word or two: of a state that nobody writes what it means, or shorter."""
        name = one.standing.state
        state = one.life.procedure.by_name[name] if name is not None else None
        label = "" if state is None else state.name if state.made_by is None else state.means
        return {"label": _stands(one, label), "short": _stands(one, self.state_labels.get(name or "", name or ""))}

    def listed(self, sales: Iterable[SaleOnDay]) -> list[Document]:
        """Some sales as `list` prints them, in their order."""
        return [self.rows[one.id] for one in sales if one.id in self.rows]

    @cached_property
    def in_full(self) -> dict[str, Document]:
        """Each sale as `export json` prints it: as `show` does, without what may come next."""
        return {one["id"]: _plain(one) for one in sale_documents(self.ledger, self.chosen.sales)}

    def sale(self, one: SaleOnDay) -> Document:
        """One sale as `show` prints it, with its path, its timeline and its disagreements."""
        moves, _ = next_moves(one.sale, one.context, self.day)
        return {
            **self.in_full[one.id],
            **_held(one),
            "next": [next_document(move) for move in moves],
            "path": path_document(one, [move.state for move in moves]),
            "timeline": timeline_document(one)["steps"],
            "explanation": list(one.explanation),
            "conflicts": list(conflicts_of(Found("sale", one.sale), self.day)),
            "due": [due_document(each, self.day) for each in due_of_sale(one, self.day)],
        }

    def surroundings(self, one: SaleOnDay) -> str:
        """What a sale is judged by besides its own file: the reading of the law, its resolutions, what it amends."""
        return repr((one.context.options, one.context.resolutions, one.context.parent))

    def chain(self, one: SaleOnDay) -> Document | None:
        """A sale with its amendments, as `show --chain` prints it; `None` of one that has none."""
        if one.sale.amends is None and not self.in_full[one.id]["amended_by"]:
            return None
        return _plain(ChainQuestion(one.id).answer(self.answers, self.day))

    @cached_property
    def state_labels(self) -> dict[str, str]:
        """What each state is called that nobody writes: by what it means in every procedure that has it."""
        means: dict[str, set[str]] = {}
        for procedure in procedures().values():
            for state in procedure.states:
                if state.made_by is not None:
                    means.setdefault(state.name, set()).add(state.means)
        return {name: _common(texts) for name, texts in sorted(means.items())}

    def stretches(self, one: SaleOnDay) -> list[Stretch]:
        """How a sale stood on every day up to that of the site."""
        return list(stretches(one, self.day))

    # --- numbers ------------------------------------------------------------------------------------

    def summary(self, lines: Sequence[str], **more: Any) -> Told:
        """Counts and money of what the filter of the site chooses, narrowed by more filters, as `summary` counts."""
        wanted = self.wanted._replace(**more)
        document = _plain(SummaryQuestion(wanted, tuple(lines)).answer(self.answers, self.day))
        document["covered"] = None
        if self._declared is not None:
            covered = Covered(self._declared, reach_of(wanted, self.day))
            document = with_marks(document, tuple(lines), covered)
            document |= {"coverage": covered.document, "covered": covered.remark or None}
        by = ("--by", ",".join(lines)) if lines else ()
        return Told(document, self._command("summary", *by, *options_of(wanted)))

    @cached_property
    def _declared(self) -> Document | None:
        return declared(self.ledger.settings)

    def in_constant_dollars(self, lines: Sequence[str]) -> Told:
        """The same in dollars of the last year of the table of prices."""
        year = max(price_levels().levels)
        document = _plain(SummaryQuestion(self.wanted, tuple(lines), real=year).answer(self.answers, self.day))
        return Told(document, self.command("summary", "--by", ",".join(lines), "--real", str(year)))

    def number(self, **more: Any) -> Document:
        """The citation of a total, as `cite summary` makes it."""
        return CiteSummaryQuestion(self.state, self.wanted._replace(**more)).answer(self.answers, self.day)

    def record(self, kind: str, record: Any, state: LedgerState) -> Document:
        """The citation of a record, as `cite` makes it."""
        row = None
        if kind == "sale":
            one = self.by_id[record.id]
            row = {**sale_row(one), "amends": reference_document(one.sale.amends)}
        return record_citation(Found(kind, record), row, state, self.day)

    def command(self, *words: str, **more: Any) -> str:
        """A command that asks what the filter of the site chooses, narrowed by more filters."""
        return self._command(*words, *options_of(self.wanted._replace(**more)))

    def _command(self, *words: str) -> str:
        return shlex.join(("armstrack", "--as-of", self.day.isoformat(), *words))

    # --- the backlog --------------------------------------------------------------------------------

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The rules of the backlog, the usual one first."""
        names = [each["name"] for each in self.answers.table("backlog-rules")]
        return {name: rule_called(name, self.answers) for name in names}

    def backlog(self, rule: str, **more: Any) -> Document:
        """The backlog by a rule, as `backlog` prints it, with what the ledger covers of it."""
        wanted = self.wanted._replace(**more)
        document = _plain(BacklogQuestion(wanted, rule, stats=("age",)).answer(self.answers, self.day))
        return document | {"covered": self._covered_later(wanted)}

    def _covered_later(self, wanted: Filter) -> str | None:
        """What is not covered of a question about what came after the notifications, in words."""
        if self._declared is None:
            return None
        covered = Covered(self._declared, reach_of(wanted, self.day))
        covered.ask_what_came_later(self.day)
        return covered.remark or None

    def backlog_course(self, rule: str) -> list[Document] | None:
        """Every change of the backlog up to the day, as `backlog diff` prints them.

        `None` where the filter chooses other sales on other days, so that a change between two days is none of these.
        """
        if not same_on_every_day(self.wanted):
            return None
        changes: list[Document] = self.backlog_change(rule, date.min, self.day)["changes"]
        return changes

    @cached_property
    def counted_with(self) -> dict[str, str]:
        """Each sale with the procedure with whose money its value adds up, as the site calls it."""
        return {one.id: PROCEDURE_NAMES[one.counted_with] for one in self.chosen.sales}

    def backlog_series(self, rule: str) -> Document:
        """The backlog at the end of every month, as `backlog series` prints it."""
        return _plain(BacklogSeries(self.wanted, rule).answer(self.answers, self.day))

    def backlog_change(self, rule: str, first: date, last: date) -> Document:
        """How the backlog changed between two days, as `backlog diff` prints it."""
        return _plain(BacklogChanges(first, self.wanted, rule).answer(self.answers, last))

    # --- resolutions --------------------------------------------------------------------------------

    @cached_property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions that concern the sales of the site, the newest first."""
        ids = {one.id for one in self.chosen.sales}
        found = concerning(self.ledger.contents.resolutions.values(), ids, self.wanted, self.ledger.contents)
        known = [one for one in found if any(entry.date.maybe_by(self.day) for entry in one.history)]
        return tuple(sorted(known, key=first_known, reverse=True))

    @cached_property
    def resolution_rows(self) -> dict[str, Document]:
        """Each of them as `resolutions list` prints it."""
        return {one.id: dict(resolution_row(one, self.ledger, self.day)) for one in self.resolutions}

    def resolution(self, one: Resolution) -> Document:
        """One of them as `resolutions show` prints it, with its roll calls."""
        return {**resolution_document(one, self.ledger, self.day), "votes": self.votes([one])}

    def votes(self, of: Iterable[Resolution] | None = None) -> list[Document]:
        """The roll calls, as `resolutions votes` prints them."""
        return list(map(_plain, vote_rows(self.resolutions if of is None else of, self.ledger, self.day)))

    # --- lists --------------------------------------------------------------------------------------

    @cached_property
    def due(self) -> list[Document]:
        """What falls due, as `due` prints it, with what its day is."""
        rows = DueQuestion(self.wanted).whole(self.answers, self.day)
        known = self.by_id.keys() | self.resolution_rows.keys()
        return [{**row, "what": KINDS[row["kind"]]} for row in rows if row["id"] in known]

    def queue(self, system: System) -> Document:
        """Who waits for a system, as `queue` prints it: whoever names it is known, and nobody else is looked at."""
        told = self.answers.told("queue", self.wanted, self.day)
        naming = [(one, articles) for one, articles in told.sales if one.id in self._naming[system.name]]
        return {"as_of": self.day.isoformat(), **queue_document(naming, system.name, systems(), self.day)}

    @cached_property
    def conflicts(self) -> list[Document]:
        """Where sources disagree, as `conflicts` prints it."""
        return list(map(_plain, ConflictsQuestion(self.wanted).answer(self.answers, self.day)))

    @cached_property
    def figures(self) -> list[Document]:
        """Published figures computed again, as `verify` prints them: of the whole ledger, whatever the filter."""
        return list(map(_plain, VerifyQuestion().answer(self.answers, self.day)))

    @cached_property
    def coverage(self) -> list[Document]:
        """How full the records are, as `coverage` prints it."""
        return list(map(_plain, coverage(self.answers.contributions("coverage", self.wanted, self.day).of)))

    @cached_property
    def law(self) -> Document:
        """The law in force, as `law` prints it."""
        return _plain(LawQuestion().answer(self.answers, self.day))

    @cached_property
    def procedures(self) -> list[Document]:
        """The procedures that sales follow, as `workflow` prints them."""
        every = map(_plain, ProceduresQuestion().answer(self.answers, self.day))
        return [each for each in every if each["authorities"]]

    @cached_property
    def reviews_ever(self) -> list[Document]:
        """The review periods that ever held, as `law --history` prints them."""
        return _plain(LawQuestion(history=True).answer(self.answers, self.day))["review_periods"]  # type: ignore[no-any-return]

    @cached_property
    def gaps(self) -> Document:
        """The days between the five dates, as `timeline --gaps` prints them."""
        return _plain(TimelineGaps(self.wanted).answer(self.answers, self.day))

    @property
    def dates(self) -> dict[str, str]:
        """What each of the five dates is called."""
        return dict(self.answers.table("five-dates"))

    @cached_property
    def silences(self) -> Document:
        """The longest periods without a notification, as `gaps` prints them."""
        return _plain(GapsQuestion(self.wanted, SILENT).answer(self.answers, self.day))

    @cached_property
    def emergencies(self) -> list[SaleOnDay]:
        """The sales notified under an emergency waiver, the newest first."""
        return [one for one in self.sales if one.standing.emergency]

    @cached_property
    def holds(self) -> list[Document]:
        """Every hold, as `events --event hold` prints them."""
        rows = EventsQuestion(self.wanted._replace(events=("hold",))).answer(self.answers, self.day)
        return list(map(_plain, rows))

    def moved_since(self, days: int) -> list[Document]:
        """What was entered or happened in so many days up to that of the site, the latest first."""
        first = self.day - timedelta(days)
        rows: list[Document] = []
        for one in self.sales:
            for at, entry in enumerate(one.sale.history, 1):
                if entry.date.within(first, self.day):
                    rows.append({"id": one.id, "entry": at, "date": entry.date.iso, "word": entry.word})
        return sorted(rows, key=lambda row: (row["date"] or "", row["id"], row["entry"]), reverse=True)

    # --- downloads ----------------------------------------------------------------------------------

    def tables(self) -> dict[str, Table]:
        """The tables of `export`, of the sales of the site."""
        return tables(self.ledger, self.chosen.sales, self.wanted, self.day)


def _plain(document: Mapping[str, Any]) -> Document:
    """A document as templates take it: by its keys."""
    return dict(document)


def _held(one: SaleOnDay) -> Document:
    hold = one.standing.hold
    if hold is None:
        return {"held": None}
    return {"held": {"since": hold.date.iso, "actor": hold.actor, "source": hold.source}}


def _stands(one: SaleOnDay, state: str) -> str:
    """Where a sale stands by the name of its state, with what it may be already, and a hold."""
    maybe = one.standing.maybe
    if maybe:
        state = ", ".join(part for part in (state, f"maybe {' or '.join(maybe)}") if part)
    return f"{state}; held" if one.standing.hold is not None else state


def _common(texts: Iterable[str]) -> str:
    """The first words that some texts share, up to a comma."""
    first = {text.partition(",")[0] for text in texts}
    return first.pop() if len(first) == 1 else " or ".join(sorted(first))
