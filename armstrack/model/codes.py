"""Every kind of problem: a closed table, each with what it means and how it is put right.

Each code has a reproducer among the tests, and an entry in the gallery that is generated
from them.
"""

from __future__ import annotations

from armstrack.model.data_class import dataclass
from armstrack.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its severity, what it means, and how it is put right."""

    name: str
    severity: Severity
    meaning: str
    remedy: str


def _codes(*rows: tuple[str, Severity, str, str]) -> dict[str, Code]:
    return {name: Code(name, severity, meaning, remedy) for name, severity, meaning, remedy in rows}


_E = Severity.ERROR
_W = Severity.WARNING

CODES = _codes(
    ("not-utf8", _E, "The file is not UTF-8 text.", "Save it again as UTF-8."),
    ("not-a-file", _E, "The name leads to something that is not a regular file.", "Replace it with a YAML file, or take it out of the ledger."),
    ("unreadable", _E, "The operating system refused to read the file.", "Check that it exists and that you may read it."),
    ("too-large", _E, "The file is larger than any record of a sale can be.", "Split it, or move what is not a record elsewhere."),
    ("too-deep", _E, "Lists and mappings are nested deeper than the format ever needs.", "Write the value as the documentation shows it."),
    ("syntax", _E, "The text is not valid YAML.", "Mend the spot shown; indentation and quotation marks are the usual causes."),
    ("empty-file", _E, "The file holds no record.", "Write the record, or delete the file."),
    ("several-documents", _E, "A file holds exactly one record, and this one starts a second document.", "Move the second record to a file of its own."),
    ("duplicate-key", _E, "A key stands twice in one mapping, and YAML would silently keep the last.", "Keep one of the two."),
    ("alias", _E, "Anchors and aliases are refused: a record must be readable where it stands.", "Write the value out."),
    ("tag", _E, "YAML tags are refused: the format, not the file, decides what a value is.", "Remove the tag."),
    ("unknown-key", _E, "The format knows no such key here.", "Use the key suggested, or move the remark into a note."),
    ("missing-key", _E, "A required key is missing.", "Add it; write `unknown` where the format allows it and nothing is known."),
    ("missing-value", _E, "The key stands there without a value.", "Give the value, write `unknown` where that is allowed, or remove the key."),
    ("wrong-kind", _E, "A list, a mapping or a plain value stands where the format wants another of the three.", "Write it in the form shown."),
    ("bad-text", _E, "The text does not have the form that this key wants.", "Write it in the form shown."),
    ("bad-choice", _E, "The value is not one of those that the format allows here.", "Choose one of those listed."),
    ("bad-date", _E, "The value is not a date.", "Write 2026, 2026-03, 2026-03-17 or `unknown`."),
    ("bad-number", _E, "The value is not a whole number.", "Write digits, optionally grouped with underscores; no leading zeros."),
    ("bad-money", _E, "The value is not an exact amount in whole US dollars.", "Write 4.05B, 96M, 1_500_000 or `unknown`."),
    ("bad-recipient", _E, "The recipient is not a known country code.", "Use the ISO 3166-1 alpha-2 code, `XK`, `NATO` or `unknown`."),
    ("bad-url", _E, "A source is a key of `sources` or an http(s) address.", "Correct the key, or write the address in full."),
    ("bad-entry", _E, "A history entry says either `state:` (a move) or `event:` (something that moved nothing).", "Keep exactly one of the two."),
    ("bad-interval", _E, "`not-before` and `not-after` bound an unknown date and must be in order.", "Write `date: unknown` with the earlier day first."),
    ("bad-state", _E, "The procedure of this authority has no such state.", "Use one of the states listed."),
    ("never-written", _E, "This state is made true by the calendar or by another file and is never written.", "Remove the entry: the state appears by itself on its day."),
    ("id-not-file-name", _E, "The id of a record equals the name of its file.", "Rename the file or change the id."),
    ("duplicate-id", _E, "Two files carry the same id.", "Rename one of them."),
    ("history-not-last", _E, "`history` is a list with one `-` a line and the last key of the file, so that a move only adds to the end.", "Move it to the end of the file, in block style."),
    ("format-version", _E, "The ledger is written in a format that this version does not know.", "Upgrade armstrack, or correct `format:` in ledger.yaml."),
    ("unknown-reference", _E, "A name leads to no record of this ledger.", "Correct the name, or give `{transmittal, recipient, title}` for a sale that the ledger does not hold."),
    ("missing-source", _W, "A history entry does not say where it comes from.", "Add `source:` with a key of `sources` or an address."),
    ("unused-source", _W, "A source is listed and nothing refers to it.", "Refer to it from the entry that it supports, or remove it."),
    ("kept-text", _W, "A text that the ledger keeps is missing, or is another than the one that was kept.", "Restore the file, or take `kept:` out of the source."),
    ("entered-twice", _W, "Two sales look like one: the recipient is the same, value and goods are alike, the days near, and one has no number.", "Merge the two; where they are two, acknowledge it under `known:`."),
    ("refused-move", _W, "The law or the procedure would refuse this entry where it stands.", "Check the day and the source; where the world really went so, acknowledge it under `known:`."),
    ("event-before-start", _W, "Something is recorded on a day before the sale is known to exist.", "Check the day."),
    ("may-fall-in-review", _W, "The date is known so loosely that the step may lie inside the review period.", "Find the day, or acknowledge it under `known:`."),
    ("which-letter", _W, "Several letters stand under one notification, and the entry does not say which it is about.", "Add `case:` with the number of the letter."),
    ("above-notified", _W, "A letter is worth more than Congress was notified of, or a case that was not notified has grown over a figure.", "Check the amount; an increase, or a case that grew, is notified anew, as a sale of its own."),
    ("parts-exceed-total", _W, "A part is larger than the total, or the parts add up to something else.", "Check the figures against the notice."),
    ("circular-reference", _E, "A sale amends itself, grew from itself or names itself, straight or over others.", "Name the sale that came before it, or remove the key."),
    ("incomplete", _W, "A promise has no day, a revision no value, or an earlier value no case that it belongs to.", "Add what is missing, or remove the rest; what a source does not say is recorded as a note."),
    ("ends-before-start", _W, "An offer runs out before it is made, or a delivery is promised for a day that had passed.", "Check both days."),
    ("nothing-open", _W, "A hold is lifted that nobody placed, or an offer extended, restated or answered that is not open.", "Record what came before, or check the day."),
    ("before-the-law", _W, "Congress was notified under a paragraph that was not yet law.", "Check the day and the authority."),
    ("printed-before", _W, "A notice was published before the day on which it was delivered to Congress.", "Check both days, or name a later source."),
    ("more-than-sold", _W, "More was delivered or promised than was sold, in articles or in money.", "Check the deliveries; what was sold later is a sale of its own, or amends this one."),
    ("package-sum", _W, "A package was announced for another sum than its sales come to.", "Check the sum, and whether every sale of it is entered."),
    ("impossible-tally", _W, "More votes are recorded than the chamber has members.", "Check the tally and the chamber."),
    ("wrong-chamber", _W, "The vote of one chamber is recorded for a step of the other.", "Check the chamber, or the state."),
    ("result-against-tally", _W, "What was decided cannot follow from the votes as recorded, by who stood on which side.", "Check yeas, nays and `for-disapproval`, or the state."),
    ("misnamed-resolution", _W, "The id of a resolution says another Congress or measure than its record.", "Correct the record, or rename the file."),
    ("outside-congress", _W, "Something is recorded of a resolution on a day on which its Congress did not sit.", "Check the day, and `congress:`."),
    ("never-holds", _W, "A figure asks a question that the ledger can never answer with its number.", "Correct the question."),
    ("shared-transmittal", _W, "Two sales carry the same transmittal number.", "Check the notices; where both are printed so, acknowledge it under `known:`."),
    ("empty-package", _W, "No sale of the ledger says that it was announced in this package.", "Name the package in its sales, or remove it."),
    ("disputed", _W, "Another source gives another day or value, or says something else.", "Weigh the two sources; where both claims should stand, acknowledge it under `known:`."),
    ("stale-known", _W, "`known:` acknowledges a warning that no longer occurs.", "Remove the acknowledgement."),
    ("link-outside", _E, "A link leads out of the ledger, and what lies there is not read.", "Copy the file or folder into the ledger, or remove the link."),
    ("unfinished-step", _E, "A command that changes several files was cut off before it was through.", "Run it again: the next command that writes takes the step back first."),
    ("folder-loop", _W, "A link leads back to a folder that was already read.", "Remove the link."),
)  # fmt: skip


def severity_of(code: str) -> Severity:
    """How grave problems of this code are. Raises KeyError for a code that the table does not hold."""
    return CODES[code].severity
