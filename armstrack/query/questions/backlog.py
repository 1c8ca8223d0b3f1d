"""What is notified and not delivered, and how that changed between two days: what `backlog` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.backlog.on_day import STATS
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.plain_words import WrongWord, known_words
from armstrack.query.questions.question import Question, Rows, along, with_fy_start
from armstrack.query.summary.counting import LINES, OTHER_WORDS

if TYPE_CHECKING:
    from armstrack.documents.counts import BacklogChangesDocument, BacklogDocument, BacklogSeriesDocument
    from armstrack.ledger.backlog_rule import Rule
    from armstrack.query.answers import Answers
    from armstrack.query.backlog.on_day import Backlog
    from armstrack.query.parts import Told

SALE_COLUMNS = (
    "id",
    "title",
    "recipient",
    "class",
    "notified",
    "state",
    "since",
    "may_have_left",
    "ceiling_usd",
    "value_usd",
    "backlog_usd",
    "deliveries_of_unknown_value",
    "days_since_notified.days",
    "days_since_notified.at_least",
    "days_since_notified.at_most",
    "source.url",
    "rule",
    "rule_version",
    "as_of",
)
CHANGE_COLUMNS = (
    "change",
    "id",
    "title",
    "recipient",
    "counted_from",
    "date",
    "not_before",
    "not_after",
    "what",
    "reason",
    "group",
    "quantity",
    "sales",
    "value_usd",
    "unknown_value",
    "source.url",
    "rule",
    "rule_version",
)
AGE_COLUMNS = tuple(
    f"age.{which}.{bound}" for which in ("longest", "median") for bound in ("days", "at_least", "at_most")
)


OF_A_DAY = {"state", "year", "fy", "month", "administration", "quarter", "fy-quarter"}
"""The lines along which a sale may stand elsewhere on another day."""


def whatever_the_day(wanted: Filter) -> bool:
    """Whether a filter asks only for what a sale is on every day."""
    timeless = {name: getattr(wanted, name) for name in TIMELESS}
    return wanted == EVERYTHING._replace(**timeless)


TIMELESS = (
    "recipients", "authorities", "min_value", "max_value", "classes", "packages", "contractors", "items",
    "transmittals", "kinds", "systems", "regions", "fy_start",
)  # fmt: skip
"""The filters that a sale meets on every day or on none."""


def rule_called(name: str | None, answers: Answers) -> Rule:
    """The rule of a ledger that a name means; the usual one where none is given. Raises WrongWord."""
    from armstrack.ledger.backlog_rule import KeptRule

    rules = {rule.name: rule for rule in map(KeptRule, answers.table("backlog-rules"))}
    (chosen,) = known_words([name], rules, "backlog rule") if name is not None else (next(iter(rules)),)
    return rules[chosen]


@dataclass(frozen=True)
class BacklogQuestion(Sortable, Question["BacklogDocument"]):
    """What is notified and not delivered on the day, by a named rule. Raises WrongWord for words that mean nothing."""

    wanted: Filter = EVERYTHING
    rule: str | None = None
    """The name of a rule; `None` for the usual one."""
    by: tuple[str, ...] = ()
    """The lines along which it is told in groups; none for the sales themselves."""
    stats: tuple[str, ...] = ()
    """What else is told: `age`, the longest and the median wait."""

    listing = "backlog"

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "by", known_words(self.by, LINES, "line", OTHER_WORDS))
        object.__setattr__(self, "stats", known_words(self.stats, STATS, "statistic"))

    def backlog(self, answers: Answers, day: date) -> Backlog:
        """The sales in the backlog, and what is left out. Raises WrongWord for a rule that there is not."""
        from armstrack.query.backlog.on_day import backlog_of

        rule = rule_called(self.rule, answers)
        return backlog_of(answers.told("backlog", self.wanted, day, self.by), rule, day)

    def answer(self, answers: Answers, day: date) -> BacklogDocument:
        """The backlog, in whole and by group, and its sales that are shown. Raises WrongWord for no rule's name."""
        return self.shortened(self.whole(answers, day))

    def shortened(self, document: BacklogDocument) -> BacklogDocument:
        """The document with the sales that are shown, in their order."""
        return {**document, "sales": self.arranged(document["sales"])}

    def whole(self, answers: Answers, day: date) -> BacklogDocument:
        """The backlog, in whole and by group, with all of its sales, the newest first."""
        from armstrack.query.backlog.on_day import backlog_document

        fy_start = self.wanted.fy_starts
        return with_fy_start(backlog_document(self.backlog(answers, day), self.by, self.stats, fy_start), self.wanted)

    def table(self, document: BacklogDocument) -> Rows:
        """The sales or the groups, each with the rule that counts it."""
        rule = document["rule"]
        named = {"rule": rule["name"], "rule_version": rule["version"], "as_of": document["as_of"]}
        if not self.by:
            return Rows([row | named for row in document["sales"]], SALE_COLUMNS)
        rows = [
            along(self.by, group["key"]) | {key: value for key, value in group.items() if key != "key"} | named
            for group in document["groups"]
        ]
        columns = [*self.by, "sales", "value_usd", "unknown_value", *(AGE_COLUMNS if "age" in self.stats else ())]
        parts = [
            name for name in document["totals"] if any(name in each.get("totals", {}) for each in document["groups"])
        ]
        counts = [f"totals.{name}.{key}" for name in parts for key in ("sales", "value_usd", "unknown_value")]
        return Rows(rows, [*columns, *named, *counts])


@dataclass(frozen=True)
class BacklogChanges(Question["BacklogChangesDocument"]):
    """How the backlog changed from one evening to the day. Raises WrongWord for words that mean nothing."""

    since: date
    """The evening from which it is told; the day that the question is asked of is the other."""
    wanted: Filter = EVERYTHING
    rule: str | None = None
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", known_words(self.by, LINES, "line", OTHER_WORDS))

    def answer(self, answers: Answers, day: date) -> BacklogChangesDocument:
        """What was added, delivered, removed and revalued. Raises WrongWord for a rule that there is not."""
        from armstrack.query.backlog.between_days import changes_between, changes_document

        if self.since > day:
            raise WrongWord(f"--from {self.since} is later than --to {day}.", f"write --from {day} --to {self.since}")
        rule = rule_called(self.rule, answers)
        after = answers.told("backlog", self.wanted, day, self.by)
        same = whatever_the_day(self.wanted) and not set(self.by) & OF_A_DAY
        before = after if same else answers.told("backlog", self.wanted, self.since, self.by)
        changes = changes_between(before, after, rule, self.since, day, self.by, self.wanted.fy_starts)
        return with_fy_start(changes_document(changes), self.wanted)

    def table(self, document: BacklogChangesDocument) -> Rows:
        """The changes, a row each, with the rule that counts them."""
        rule = document["rule"]
        named = {"rule": rule["name"], "rule_version": rule["version"]}
        return Rows([change | named for change in document["changes"]], CHANGE_COLUMNS)


@dataclass(frozen=True)
class BacklogSeries(Question["BacklogSeriesDocument"]):
    """The backlog at the end of every month, quarter or year. Raises WrongWord for words that mean nothing."""

    wanted: Filter = EVERYTHING
    rule: str | None = None
    first: date | None = None
    """The first day; without one that of the first notification."""
    last: date | None = None
    """The last day, and at most the day that the question is asked of: nothing is foretold."""
    every: str = "month"

    def __post_init__(self) -> None:
        from armstrack.query.backlog.series import MONTHS

        if known_words([self.every], MONTHS, "period") != (self.every,):
            raise WrongWord("--every: give one of month, quarter and year.", "as --every quarter")

    def answer(self, answers: Answers, day: date) -> BacklogSeriesDocument:
        """The backlog on each of the days. Raises WrongWord for a rule that there is not, or an empty span."""
        from armstrack.query.backlog.series import first_day, same_on_every_day, series_document

        last = min(self.last or day, day)
        chosen = answers.told("backlog", self.wanted, last)
        first = self.first or first_day(chosen, last)
        if first > last:
            raise WrongWord(f"--from {first} is later than {last}.", "the series ends with the as-of day at the latest")

        def lives_on(when: date) -> Told:
            return chosen if same_on_every_day(self.wanted) else answers.told("backlog", self.wanted, when)

        return series_document(lives_on, rule_called(self.rule, answers), first, last, day, self.every)

    def table(self, document: BacklogSeriesDocument) -> Rows:
        """The days, a row each, with the rule that counts."""
        from armstrack.query.backlog.series import COLUMNS, series_rows

        return Rows(series_rows(document), COLUMNS)
