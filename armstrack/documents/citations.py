"""A citation: what `cite` prints."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.counts import BacklogOnDay, BacklogTotal, SizeDocument, Total, WholeTotal
from armstrack.documents.parts import AbsentSale, AsOf, Covered, Note
from armstrack.documents.sales import SaleRow


class CitedLedger(TypedDict):
    """The ledger that answered, and its state."""

    name: Annotated[str, "What it calls itself."]
    version: Annotated[str, "The version of the program."]
    shipped: Annotated[bool, "Whether it is the one that comes with this version."]
    revision: Annotated[str | None, "The revision of its git repository."]
    dirty: Annotated[bool, "Whether its files differ from that revision."]
    why_no_revision: Annotated[str | None, "Why no revision can be named."]
    digest: Annotated[str | None, "The digest of the records, where a revision alone does not name their state."]


class CitedSource(TypedDict):
    """A source of the record cited."""

    key: Annotated[str, "Its key in a bibliography."]
    url: Annotated[str | None, "Its address."]
    title: Annotated[str | None, "Its title."]
    published: Annotated[str | None, "When it was published, as precise as known."]
    note: Note
    kept: Annotated[str | None, "The file of the ledger that holds its text."]
    rank: Annotated[str | None, "How near it is to the act."]


class CitedSale(SaleRow):
    """A sale that is cited."""

    amends: Annotated[str | AbsentSale | None, "The sale that it amends."]


class CitedRecord(TypedDict):
    """What is said of a resolution, a package or a figure that is cited."""

    measure: NotRequired[Annotated[str, "Of a resolution: as S.J.Res. 101; of a figure: what it measures."]]
    congress: NotRequired[Annotated[int, "The number of the Congress."]]
    state: NotRequired[Annotated[str | None, "Its state on the day."]]
    since: NotRequired[Annotated[str | None, "Since when, as precise as known."]]
    announced: NotRequired[Annotated[str | None, "The day of a package."]]
    published: NotRequired[Annotated[str, "The number that was published."]]


class RecordCitation(TypedDict):
    """A citation of a record."""

    kind: Annotated[str, "sale, resolution, package or figure."]
    id: Annotated[str, "The id of the record."]
    key: Annotated[str, "Its key in a bibliography."]
    title: Annotated[str, "Its title."]
    about: CitedSale | CitedRecord
    as_of: AsOf
    ledger: CitedLedger
    sources: Annotated[list[CitedSource], "The nearest to the act first."]
    style: Annotated[str, "plain, chicago or bibtex."]
    citation: Annotated[str, "The citation itself."]


class SummaryCitation(TypedDict):
    """A citation of a number."""

    kind: Annotated[str, "number."]
    key: Annotated[str, "Its key in a bibliography."]
    chosen_by: Annotated[list[list[str | None]], "The options that chose the sales, each with its value."]
    command: Annotated[str, "The command that counts it."]
    total: WholeTotal
    totals: Annotated[dict[str, Total], "The same for each procedure; fms and dcs always."]
    rule: Annotated[str, "What is counted."]
    as_of: AsOf
    ledger: CitedLedger
    sources: Annotated[list[CitedSource], "None: a number has the sources of its sales."]
    style: Annotated[str, "plain, chicago or bibtex."]
    citation: Annotated[str, "The citation itself."]
    coverage: NotRequired[Covered]


class BacklogCitation(TypedDict):
    """A citation of a backlog."""

    kind: Annotated[str, "backlog or backlog-series."]
    key: Annotated[str, "Its key in a bibliography."]
    chosen_by: Annotated[list[list[str | None]], "The options that chose the sales, each with its value."]
    command: Annotated[str, "The command that counts it."]
    total: BacklogTotal
    totals: Annotated[dict[str, SizeDocument], "The same for each procedure; fms and dcs always."]
    rule: Annotated[str, "The name of the rule, its version, and what it says."]
    as_of: AsOf
    ledger: CitedLedger
    sources: Annotated[list[CitedSource], "None: a number has the sources of its sales."]
    style: Annotated[str, "plain, chicago or bibtex."]
    citation: Annotated[str, "The citation itself."]
    coverage: NotRequired[Covered]


_Series = TypedDict(
    "_Series",
    {
        "every": Annotated[str, "month, quarter or year."],
        "from": Annotated[str, "The day with whose period it begins."],
        "to": Annotated[str, "The last day: never after the as-of day."],
        "series": list[BacklogOnDay],
    },
)


class BacklogSeriesCitation(BacklogCitation, _Series):
    """A citation of a backlog over time; its total is that of the last day."""
