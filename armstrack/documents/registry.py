"""Every document that is printed: its name, its type, and the command that prints it."""

from typing import Any, NamedTuple

from armstrack.documents import analysis, citations, congress, counts, keeping, law, memo, sales


class Printed(NamedTuple):
    """A document that a command prints with `--format json`."""

    type: Any
    """Its type, or a list of such."""
    command: str
    """The command, without its options."""


DOCUMENTS: dict[str, Printed] = {
    "list": Printed(list[sales.SaleRow], "list"),
    "show": Printed(sales.SaleDocument, "show SALE"),
    "next": Printed(sales.NextDocument, "next SALE"),
    "summary": Printed(counts.SummaryDocument, "summary"),
    "backlog": Printed(counts.BacklogDocument, "backlog"),
    "backlog-diff": Printed(counts.BacklogChangesDocument, "backlog diff --from DAY"),
    "backlog-series": Printed(counts.BacklogSeriesDocument, "backlog series"),
    "due": Printed(list[sales.Due], "due"),
    "timeline": Printed(sales.TimelineDocument, "timeline SALE"),
    "timeline-gaps": Printed(analysis.TimelineGapsDocument, "timeline --gaps"),
    "timeline-compare": Printed(analysis.ComparedDocument, "timeline SALE --compare median"),
    "chain": Printed(sales.ChainDocument, "chain SALE"),
    "gaps": Printed(analysis.GapsDocument, "gaps"),
    "queue": Printed(analysis.QueueDocument, "queue --system NAME"),
    "slip": Printed(list[analysis.SlipSale], "slip"),
    "slip-sale": Printed(analysis.SlipDocument, "slip SALE"),
    "deliveries": Printed(list[analysis.DeliveredSale], "deliveries"),
    "events": Printed(list[analysis.EventRow], "events"),
    "clusters": Printed(analysis.ClustersDocument, "clusters"),
    "conflicts": Printed(list[analysis.Disagreement], "conflicts"),
    "resolutions": Printed(list[congress.ResolutionRow], "resolutions list"),
    "resolution": Printed(congress.ResolutionDocument, "resolutions show RESOLUTION"),
    "votes": Printed(list[congress.RollCall], "resolutions votes"),
    "brief": Printed(memo.BriefDocument, "brief --since DAY"),
    "cite": Printed(citations.RecordCitation, "cite RECORD"),
    "cite-summary": Printed(citations.SummaryCitation, "cite summary"),
    "check": Printed(law.CheckDocument, "check -r WHO"),
    "law": Printed(law.LawDocument, "law"),
    "procedures": Printed(list[law.ProcedureDocument], "workflow"),
    "procedure": Printed(law.ProcedureDocument, "workflow NAME"),
    "validate": Printed(list[keeping.Problem], "validate"),
    "verify": Printed(list[keeping.VerifiedFigure], "verify"),
    "coverage": Printed(list[counts.CoverageYear], "coverage"),
    "log": Printed(list[keeping.LedgerChange], "log --since DAY"),
    "export": Printed(list[sales.SaleInFull], "export json"),
    "written": Printed(keeping.WrittenEntry, "advance SALE STATE, record SALE EVENT"),
    "written-step": Printed(keeping.WrittenStep, "resolutions advance RESOLUTION STATE"),
    "undone": Printed(keeping.RemovedEntry, "undo SALE"),
    "corrected": Printed(keeping.CorrectedValue, "set SALE KEY VALUE"),
    "renamed": Printed(keeping.RenamedSale, "rename SALE ID"),
    "init": Printed(keeping.MadeLedger, "init FOLDER"),
    "new": Printed(keeping.NewSale, "new"),
    "edited": Printed(keeping.EditedFile, "edit SALE"),
    "explained": Printed(keeping.ExplainedCode, "explain CODE"),
    "cite-backlog": Printed(citations.BacklogCitation, "cite backlog"),
    "cite-backlog-series": Printed(citations.BacklogSeriesCitation, "cite backlog series"),
    "failure": Printed(keeping.FailureDocument, "any command, on standard error"),
}
