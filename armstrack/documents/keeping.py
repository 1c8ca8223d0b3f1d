"""Keeping a ledger: what `validate`, `verify`, `log` and the commands that write print, and every failure."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.congress import ResolutionRow, ResolutionStep
from armstrack.documents.parts import Citations, Entry, Note, SourceKey
from armstrack.documents.sales import SaleRow


class Problem(TypedDict):
    """Something wrong with a file."""

    file: Annotated[str, "The file."]
    line: Annotated[int | None, "The line, from 1 on."]
    column: Annotated[int | None, "The column, from 1 on."]
    severity: Annotated[str, "error or warning."]
    code: Annotated[str, "The code, which docs/errors.md explains."]
    message: Annotated[str, "What is wrong."]
    hint: Annotated[str | None, "What to do."]
    acknowledged: Annotated[str | None, "Why the file says that it is meant."]


class DisputedFigure(TypedDict):
    """What another source published instead."""

    published: Annotated[str, "The number."]
    source: SourceKey
    note: Note


class Differs(TypedDict):
    """Why the ledger comes to another number."""

    computed: Annotated[int | str | None, "The number that is explained."]
    reason: Annotated[str, "Why."]
    source: Annotated[str | None, "Who says so."]


class VerifiedFigure(TypedDict):
    """A published figure beside what the ledger says."""

    figure: Annotated[str, "The id of the figure."]
    published: Annotated[int | str, "The number that was published."]
    computed: Annotated[int | str | None, "What the ledger says; null where it cannot tell."]
    holds: Annotated[bool, "Whether they agree, within the tolerance of the figure."]
    source: Annotated[str | None, "Who published it."]
    title: Annotated[str, "What it is of."]
    measure: Annotated[str, "What it measures."]
    unknown_value: Annotated[int, "Sales of unknown value that the computed sum leaves out."]
    disputed: list[DisputedFigure]
    explained: Annotated[bool, "Whether the ledger differs for a reason that is given."]
    differs: Annotated[Differs | None, "That reason."]


class LedgerChange(TypedDict):
    """A change of the ledger since an earlier state of it."""

    change: Annotated[str, "added, moved, recorded, revalued, corrected, renamed or removed."]
    sale: Annotated[str, "The id of the sale."]
    detail: Annotated[str, "What changed."]


class WrittenEntry(TypedDict):
    """What `advance` and `record` wrote, or with --dry-run would write."""

    written: Annotated[bool, "Whether it stands in the file."]
    entry: Entry
    sale: Annotated[SaleRow, "The sale, and where it stands now."]
    warnings: Annotated[list[str], "What to consider."]


class RemovedEntry(TypedDict):
    """What `undo` took back."""

    removed: Entry
    restore: Annotated[str | None, "The command that writes it again; null where none does."]
    sale: Annotated[SaleRow, "The sale, and where it stands now."]


class CorrectedValue(TypedDict):
    """What `set` changed."""

    sale: Annotated[str, "The id of the sale."]
    key: Annotated[str, "The key."]
    value: Annotated[str, "The value that it holds now, as it is written."]
    written: Annotated[bool, "Whether that is a change."]


class RenamedSale(TypedDict):
    """What `rename` changed."""

    id: Annotated[str, "The new id."]
    was: Annotated[str, "The old one."]
    path: Annotated[str, "Its file."]
    referring: Annotated[list[str], "The other files in which it was changed."]


class MadeLedger(TypedDict):
    """What `init` made."""

    folder: Annotated[str, "The folder."]
    records: Annotated[int, "How many records lie in it."]
    editor: Annotated[list[str], "The files by which an editor completes and checks the records."]


class NewSale(TypedDict):
    """What `new` entered, or with --dry-run would enter."""

    id: Annotated[str, "The id of the sale."]
    path: Annotated[str, "Its file."]
    written: Annotated[bool, "Whether it was written."]
    warnings: Annotated[list[str], "What `validate` would warn of."]


class EditedFile(TypedDict):
    """What `edit` did."""

    sale: Annotated[str, "The id of the sale."]
    path: Annotated[str, "Its file."]
    written: Annotated[bool, "Whether anything was changed."]
    warnings: Annotated[list[str], "What `validate` would warn of."]


class ExplainedCode(TypedDict):
    """What a kind of problem means."""

    code: Annotated[str, "The code, as it stands behind error or warning."]
    severity: Annotated[str, "error or warning."]
    meaning: Annotated[str, "What it means."]
    remedy: Annotated[str, "How it is put right."]
    example: NotRequired[Annotated[str, "How it looks; only where one code is asked for."]]


class WrittenStep(TypedDict):
    """What `resolutions advance` wrote, or with --dry-run would write."""

    written: Annotated[bool, "Whether it stands in the file."]
    entry: ResolutionStep
    resolution: ResolutionRow
    warnings: Annotated[list[str], "What to consider."]


class Failed(TypedDict):
    """Why a command failed; a refusal of the law or the workflow has the keys from `sale` on."""

    code: Annotated[str, "The kind of failure."]
    message: Annotated[str, "What went wrong."]
    hint: NotRequired[Annotated[str, "What to do."]]
    nearest: NotRequired[Annotated[list[str], "Ids that resemble the one that was not found."]]
    candidates: NotRequired[Annotated[list[str], "Ids that an ambiguous name can mean."]]
    problems: NotRequired[Annotated[list[Problem], "What is wrong with which file."]]
    sale: NotRequired[Annotated[str, "The sale that was to move."]]
    wanted: NotRequired[Annotated[str, "The state that was asked for."]]
    on: NotRequired[Annotated[str, "The day that it was to move on."]]
    reason: NotRequired[Annotated[str, "Why it cannot."]]
    citations: NotRequired[Citations]
    earliest_action: NotRequired[Annotated[str | None, "The first day on which it can."]]
    possible: NotRequired[Annotated[list[str], "The states that are possible instead."]]
    remark: NotRequired[Annotated[str | None, "What a reader should know besides."]]
    remedy: NotRequired[Annotated[str | None, "What would make it possible."]]
    verified: NotRequired[Annotated[bool, "Whether the law it rests on was read in the law itself."]]


class FailureDocument(TypedDict):
    """A failure, on standard error."""

    error: Failed
