"""Published figures, and the questions that reproduce them from the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from typing import Annotated, Any

from armstrack.model.authority import AUTHORITIES
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import YEAR, Choice, DateKind, Flag, RecipientCode, Text
from armstrack.model.money import parse_money
from armstrack.model.problem import Finding, Path
from armstrack.model.recipients import REGIONS
from armstrack.model.sale import CLASSES, SOURCES, Acknowledgement, Known, Note, Source, check_named

MEASURES: dict[str, str] = {
    "value": "the sum of the ceilings, in whole US dollars",
    "sales": "the number of sales",
    "announcements": "the number of announcements: recipients and days",
    "tally": "the tally of a roll call, as yea-nay",
    "trend": "the votes to disapprove, roll call by roll call, with commas",
}
"""What a figure can measure. The first three are asked of `summary`, the others of the votes on resolutions."""

MEASURED_IN_VOTES = ("tally", "trend")


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """What is counted: the filters of `summary`, or the roll calls of a resolution or a recipient."""

    recipient: Annotated[str | None, Key(RecipientCode(), "To this recipient.")] = None
    regions: Annotated[
        tuple[str, ...], Key(ListOf(Choice(tuple(REGIONS))), "To recipients of these regional bureaus, as EAP.")
    ] = ()
    since: Annotated[
        date | None, Key(DateKind(exact=True), "Notified on this day or later; of votes, taken then or later.")
    ] = None
    until: Annotated[
        date | None, Key(DateKind(exact=True), "Notified on this day or earlier; of votes, taken then or earlier.")
    ] = None
    year: Annotated[int | None, Key(YEAR, "Notified in this year.")] = None
    fy: Annotated[int | None, Key(YEAR, "Notified in this fiscal year.")] = None
    authority: Annotated[str | None, Key(Choice(tuple(AUTHORITIES)), "Under this authority.")] = None
    sale_class: Annotated[str | None, Key(Choice(CLASSES), "Of this class.", "class")] = None
    package: Annotated[str | None, Key(Text(ID_PATTERN, "taiwan-2025-12-17"), "Of this package.")] = None
    state: Annotated[str | None, Key(Text(ID_PATTERN, "notified"), "In this state on the day.")] = None
    emergency: Annotated[bool, Key(Flag(), "Under an emergency waiver.")] = False
    sales: Annotated[tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "taiwan-himars-2025")), "These sales only.")] = ()
    resolutions: Annotated[
        tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "118-sjres-111")), "The votes on these resolutions.")
    ] = ()
    chamber: Annotated[str | None, Key(Choice(("senate", "house")), "The votes of this chamber.")] = None
    as_of: Annotated[
        date | None, Key(DateKind(exact=True), "As things stood on this day; left out, on the day of asking.")
    ] = None


QUESTION = Record.of("the question of a figure", FigureQuestion)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Another number that is published for the same."""

    published: Annotated[str, Key(Text(), "The other number.")]
    source: Annotated[str, Key(Text(), "Who publishes it.")]
    note: Annotated[str | None, Key(Text(), "Why they differ, as far as known.")] = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Why the ledger does not come to the published number, and to which number it comes."""

    computed: Annotated[str, Key(Text(), "The number to which the ledger comes.")]
    reason: Annotated[str, Key(Text(), "Why the two differ, so that a reader accepts it.")]
    source: Annotated[str, Key(Text(), "Where the reason is known from.")]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody published and the ledger reproduces, or differs from for a reason that is known.

    It stands as text: money as `4.05B`, a count, a tally as `18-79`, or a trend as `18, 15`.
    """

    id: str
    title: str
    measure: str
    question: FigureQuestion
    published: str
    source: str
    tolerance: str = "0"
    """By how much a number may differ, where the published one is rounded."""
    note: str | None = None
    disputed: tuple[Dispute, ...] = ()
    differs: Difference | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    known: tuple[Acknowledgement, ...] = ()
    """What its file acknowledges."""


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as a file has it: what it does not say, the file says for all of its figures."""

    id: Annotated[str, Key(Text(ID_PATTERN, "taiwan-2021-2025-value"), "Its name: alone, that of its file.")]
    title: Annotated[str, Key(Text(names=True), "What the number says, in your own words.")]
    measure: Annotated[str | None, Key(Choice(tuple(MEASURES)), "What is measured.")] = None
    question: Annotated[FigureQuestion | None, Key(QUESTION, "What is counted.")] = None
    published: Annotated[str | None, Key(Text(), "The number as published, made exact where the source allows.")] = None
    tolerance: Annotated[str | None, Key(Text(), "By how much the ledger may differ from a rounded number.")] = None
    source: Annotated[str | None, Key(Text(), "Who published it: a key of `sources`, or an address.")] = None
    note: Note = None
    disputed: Annotated[
        tuple[Dispute, ...],
        Key(ListOf(Record.of("a disputed number", Dispute)), "Other numbers published for the same."),
    ] = ()
    differs: Annotated[
        Difference | None,
        Key(Record.of("a difference", Difference), "Why the ledger comes to another number."),
    ] = None


@dataclass(frozen=True, slots=True)
class FigureFile(WrittenFigure):
    """What one file of figures holds: one figure, or several that share a source and what they do not say anew."""

    listed: Annotated[
        tuple[WrittenFigure, ...] | None,
        Key(
            ListOf(Record.of("a figure", WrittenFigure)),
            "Several figures in one file; what they share stands beside.",
            "figures",
        ),
    ] = None
    sources: Annotated[dict[str, Source], Key(SOURCES, "Where the numbers come from.")] = field(default_factory=dict)
    known: Known = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, each with what the file says for all of them."""
        if self.listed is None:
            return (self._whole(self, self.sources),)
        return tuple(
            self._whole(one, {key: self.sources[key] for key in sources_named(one, self) if key in self.sources})
            for one in self.listed
        )

    def _whole(self, one: WrittenFigure, sources: dict[str, Source]) -> Figure:
        measure, source = one.measure or self.measure, one.source or self.source
        assert measure is not None  # the record's check asks for all four
        assert source is not None
        assert one.question is not None
        assert one.published is not None
        tolerance = one.tolerance or self.tolerance or "0"
        return Figure(
            one.id, one.title, measure, one.question, one.published, source, tolerance, one.note, one.disputed,
            one.differs, sources, self.known,
        )  # fmt: skip


def sources_named(one: WrittenFigure, file: FigureFile) -> set[str]:
    """The sources that a figure names, for its number, for others and for why the ledger differs."""
    named = {one.source or file.source, *(each.source for each in one.disputed)}
    named |= {one.differs.source} if one.differs is not None else set()
    return {source for source in named if source is not None}


def every_figure(files: Iterable[FigureFile]) -> Iterator[Figure]:
    """The figures of some files, in the order of the files."""
    for one in files:
        yield from one.figures


OF_EACH = ("question", "published", "note", "disputed", "differs")
"""What every figure says of itself, and no file says for all."""

NEEDED = ("measure", "question", "published", "source")


def _check_file(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    listed: tuple[WrittenFigure, ...] | None = values["listed"]
    shared = {key: values[key] for key in ("measure", "source")}
    if listed is None:
        alone = {key: value for key, value in values.items() if key not in ("listed", "sources", "known")}
        _check_figure(WrittenFigure(**alone), shared, values["sources"], path, findings)
        return
    for key in OF_EACH:
        if values[key]:
            message = f"`{key}` stands beside `figures`, each of which has its own"
            findings.append(Finding((*path, key), "unknown-key", message, "move it into one of them", at_key=True))
    names: set[str] = set()
    for at, one in enumerate(listed):
        _check_figure(one, shared, values["sources"], (*path, "figures", at), findings)
        if one.id in names:
            message = f"the id `{one.id}` stands in this file already"
            findings.append(Finding((*path, "figures", at, "id"), "duplicate-id", message, "rename one of the two"))
        names.add(one.id)


def _check_figure(
    one: WrittenFigure, shared: dict[str, Any], sources: Any, path: Path, findings: list[Finding]
) -> None:
    """What a figure needs, itself or from its file, and that its numbers can be read."""
    for key in NEEDED:
        if getattr(one, key) is None and shared.get(key) is None:
            findings.append(Finding(path, "missing-key", f"a figure needs `{key}`", f"add `{key}: …`"))
    named = [((*path, "source"), one.source)]
    named += [((*path, "disputed", at, "source"), each.source) for at, each in enumerate(one.disputed)]
    if one.differs is not None:
        named.append(((*path, "differs", "source"), one.differs.source))
    check_named(named, sources, findings)
    if (one.measure or shared["measure"]) in MEASURED_IN_VOTES:
        return
    numbers: list[tuple[Path, str | None]] = [(("published",), one.published), (("tolerance",), one.tolerance)]
    if one.differs is not None:
        numbers.append((("differs", "computed"), one.differs.computed))
    for where, number in numbers:
        try:
            if number is not None:
                parse_money(number)
        except ValueError as error:
            findings.append(Finding((*path, *where), "bad-money", str(error)))


FIGURE = Record.of("a figure", FigureFile, _check_file)
