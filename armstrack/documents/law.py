"""The law and the procedures: what `check`, `law` and `workflow` print."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.parts import Authorities, Citations, Note, Recipients, Verified

Law = Annotated[str, "The law that made the row."]
Text = Annotated[str, "The text that says so."]
FirstDay = Annotated[str, "The first day on which the row holds."]


class TestDocument(TypedDict):
    """A threshold, and whether the proposal reaches it."""

    kind: Annotated[str, "mde, total, construction or firearms."]
    value_usd: Annotated[int | None, "What the proposal is worth by it; null where unknown."]
    threshold_usd: Annotated[int, "The threshold."]
    met: Annotated[bool | None, "Whether it is reached; null where the value is unknown."]
    authority: NotRequired[Annotated[str, "The section that sets it, where several are asked."]]


class ContestedReading(TypedDict):
    """A reading of the law under which the answer would be another."""

    option: Annotated[str, "The option of `ledger.yaml`."]
    chosen: Annotated[str, "How the ledger reads it."]
    says: Annotated[str, "What that means."]
    otherwise: Annotated[str, "What another reading would answer."]


class Held(TypedDict):
    """What a certification must hold besides the sale."""

    holds: Annotated[str, "What it must hold."]
    citation: Text


class CheckDocument(TypedDict):
    """What the law asks of a proposal."""

    recipient: Recipients
    group: Annotated[str | None, "The group of the recipients: nato-plus, nato-organization or other."]
    authority: Authorities
    on: Annotated[str, "The day of notification."]
    required: Annotated[bool | None, "Whether Congress must be notified; null where a value that decides is unknown."]
    tests: list[TestDocument]
    review_days: Annotated[int | None, "The length of the review in calendar days."]
    last_review_day: Annotated[str | None, "Its last day."]
    earliest_action: Annotated[str | None, "The first day on which the next step is possible."]
    senate_discharge_days: Annotated[int | None, "Days after which the Senate can discharge its committee."]
    citations: Citations
    emergency: Annotated[bool, "Whether an emergency is stated."]
    basis: Annotated[str | None, "Whether the wait is statute or policy."]
    readings: list[ContestedReading]
    verified: Annotated[bool, "Whether all that it rests on was read in the law itself."]
    tables_through: Annotated[str, "The day of the text behind the tables."]
    unverified: Annotated[list[str], "What was not read in the law itself."]
    waived: Annotated[bool, "Whether the emergency waives the review."]
    may_be_over_from: Annotated[str | None, "The first day on which the review may be over."]
    over_from: Annotated[str | None, "The first day on which it surely is."]
    resolution_lies: Annotated[bool | None, "Whether a resolution can bar it; null where that is unknown."]
    group_words: Annotated[str, "The group in words."]
    measured_in: Annotated[list[str], "What the thresholds are measured in."]
    certification_holds: list[Held]
    remarks: Annotated[list[str], "What a reader should know besides."]
    explanation: NotRequired[Annotated[list[str], "How the answer was found (`--explain`)."]]


class Reading(TypedDict):
    """A contested reading, and which one the ledger follows."""

    option: Annotated[str, "The option of `ledger.yaml`."]
    chosen: Annotated[str, "How the ledger reads it."]
    choices: Annotated[dict[str, str], "The readings, and what each says."]


_Row = TypedDict(
    "_Row",
    {
        "authority": Annotated[str, "The section of the Act."],
        "groups": Annotated[list[str], "The groups of recipients for which it holds."],
        "from": FirstDay,
    },
)


class ThresholdRow(_Row):
    """From which value on Congress must be notified."""

    tests_usd: Annotated[dict[str, int], "The thresholds by their kind."]
    bar_usd: Annotated[dict[str, int] | None, "Above which a resolution can bar it, where that is another figure."]
    contested: Annotated[list[str], "The readings that matter here."]
    law: Law
    citation: Text
    verified: Verified
    note: Note


class ReviewRow(_Row):
    """How long Congress has."""

    days: Annotated[int, "Calendar days."]
    senate_discharge_days: Annotated[int | None, "Days after which the Senate can discharge its committee."]
    basis: Annotated[str, "statute or policy."]
    emergency_waiver: Annotated[str | None, "The text by which an emergency waives it."]
    law: Law
    citation: Text
    verified: Verified
    note: Note
    resolution_lies: Annotated[bool, "Whether a resolution can bar the sale."]
    discharge_citation: Annotated[str | None, "The text on discharge."]


MembershipRow = TypedDict(
    "MembershipRow",
    {
        "recipient": Annotated[str, "The code of the recipient."],
        "group": Annotated[str, "The group that it belongs to."],
        "from": FirstDay,
        "until": Annotated[str | None, "The last day; null where it still belongs."],
        "law": Law,
        "citation": Text,
        "verified": Verified,
        "authorities": NotRequired[Annotated[list[str], "The sections that treat it so, where not all do."]],
    },
)
MembershipRow.__doc__ = "Who counts as what."

FormRow = TypedDict(
    "FormRow",
    {
        "form": Annotated[str, "joint or concurrent."],
        "from": FirstDay,
        "law": Law,
        "citation": Text,
        "verified": Verified,
        "bars_when": Annotated[str, "When it bars a sale: enacted or adopted."],
    },
)
FormRow.__doc__ = "Which form a resolution of disapproval has."

ContentRow = TypedDict(
    "ContentRow",
    {
        "recipients": Annotated[list[str], "For whom; empty for all."],
        "authorities": Annotated[list[str], "Under which sections."],
        "from": FirstDay,
        "holds": Annotated[str, "What the certification must hold."],
        "law": Law,
        "citation": Text,
        "verified": Verified,
    },
)
ContentRow.__doc__ = "What a certification must hold, and for whom."

GroupAskedRow = TypedDict(
    "GroupAskedRow",
    {"authority": Annotated[str, "The section of the Act."], "from": FirstDay, "citation": Text},
)
GroupAskedRow.__doc__ = "The paragraph by which a section asks for the group."

ExemptionRow = TypedDict(
    "ExemptionRow",
    {
        "paragraph": Annotated[str, "The paragraph that exempts."],
        "authorities": Annotated[list[str], "From which sections."],
        "from": FirstDay,
        "means": Annotated[str, "What is exempt."],
        "law": Law,
        "citation": Text,
        "verified": Verified,
    },
)
ExemptionRow.__doc__ = "What need not be certified."


class LawDocument(TypedDict):
    """The tables of the law, in force on the day or (`--history`) every row there ever was."""

    as_of: Annotated[str | None, "The day; null with --history."]
    caveat: Annotated[str, "How current the tables are."]
    readings: list[Reading]
    thresholds: list[ThresholdRow]
    review_periods: list[ReviewRow]
    memberships: list[MembershipRow]
    treatments: Annotated[list[MembershipRow], "How single sections treat single recipients."]
    resolution_form: Annotated[FormRow | list[FormRow] | None, "The form; with --history a list of all."]
    tables_through: Annotated[str, "The day of the text behind the tables."]
    certification_contents: list[ContentRow]
    groups_asked_by: list[GroupAskedRow]
    exemptions: list[ExemptionRow]


class ProcedureState(TypedDict):
    """A state of a procedure."""

    name: Annotated[str, "Its name."]
    kind: Annotated[str, "step, pause or end."]
    optional: Annotated[bool, "Whether it may be passed over without a word."]
    made_by: Annotated[str | None, "What makes it, where no entry does: calendar or resolution."]
    means: Annotated[str, "What it means."]
    of: Annotated[str, "Whose it is: the sale's, a letter's, or either's."]
    roles: Annotated[list[str], "What it is for questions."]
    stage: Annotated[str, "How far it is, in one word for every procedure."]


ProcedureMove = TypedDict(
    "ProcedureMove",
    {
        "to": Annotated[str, "The state that it leads to."],
        "from": Annotated[list[str], "The states that it comes from."],
        "guards": Annotated[list[str], "What the law asks."],
        "actor": Annotated[str, "Who makes it."],
        "citation": Text,
        "warning": Annotated[str | None, "What to consider."],
        "forms": Annotated[list[str], "The forms of a resolution for which it holds; empty for all."],
        "verified": Verified,
    },
)
ProcedureMove.__doc__ = "A move of a procedure."


class ProcedureDocument(TypedDict):
    """A procedure: its states and moves."""

    name: Annotated[str, "Its name."]
    title: Annotated[str, "What people call it."]
    authorities: Annotated[list[str], "The sections whose sales follow it."]
    states: list[ProcedureState]
    moves: list[ProcedureMove]
