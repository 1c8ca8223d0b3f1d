"""The numbered form that goes to Congress, as the Federal Register and the Congressional Record print it.

    (i) Prospective Purchaser   (ii) Total Estimated Value   (iii) Description …   (viii) Date Report Delivered

and the letter that it is attached to. A report of an enhancement or upgrade has the same form
with other headings: what was notified before stands first in (iii), and what is new after it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from armstrack.model.money import Money
from armstrack.model.sale import LineItem
from armstrack.notices import item_list
from armstrack.notices.authority import authority
from armstrack.notices.days import first_full_day
from armstrack.notices.draft import Draft, DraftValue
from armstrack.notices.list_heading import FURTHER_HEADING, MDE_HEADING, without_further_heading
from armstrack.notices.money import Amount, amount_at, amounts
from armstrack.notices.narrative import request_list
from armstrack.notices.plain_text import one_line
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.quantity import capital_quantities, leading_quantity
from armstrack.notices.sentences import paragraphs, sentences
from armstrack.notices.transmittal import NUMBER, labelled

_NUMERAL = re.compile(r"\(\s?[ivxlIVXL1]{1,5}\s?\)[\s.]{0,6}")
_HEADING = re.compile(
    r"(?P<purchaser>(?:Prospective\s+)?Purchasers?\s{0,3}[:.])"
    r"|(?P<value>Total\s+Estimated\s+(?:Case\s+)?Value(?:\s{0,3}[:.])?)"
    r"|(?P<amended>Sec[^:]{0,40}Transmittal\s+No[.:\s]{1,4})"
    r"|(?P<description>Description(?:[^:]{0,120}(?:Purchase|Offered))?\s{0,3}[:.])"
    r"|(?P<department>Military\s+Department|Implementing\s+Agency)"
    r"|(?P<cases>Prior\s+Related\s+Cases)"
    r"|(?P<commission>Sales\s+Commission)"
    r"|(?P<significance>Significance)"
    r"|(?P<grounds>Justification)"
    r"|(?P<sensitivity>Sensitivity\s+of)"
    r"|(?P<delivered>Date\s+(?:of\s+)?Report\s+(?:was\s+)?Delivered\s+to\s+Congress)",
    re.IGNORECASE,
)
"""What stands behind a numeral."""
_WITHOUT_NUMERAL = re.compile(
    r"\b(?:(?P<purchaser>Prospective\s+Purchasers?\s{0,3}[:.])|(?P<value>Total\s+Estimated\s+Value\s{0,3}[:.])"
    r"|(?P<description>Description\s+and\s+Quantity\b[^:]{0,120}:)|(?P<department>Military\s+Department\s{0,3}:)"
    r"|(?P<delivered>Date\s+Report\s+Delivered\s+to\s+Congress)|(?P<funding>Funding\s+Source\s?:))"
)
"""Headings that stand nowhere else, and so are known where a copy lost their numeral."""
_PAGE_HEADING = re.compile(
    r"(?P<policy>^[ ]{0,40}POLICY\s+JUSTIFICATION[ ]{0,4}$|(?<=\.\s)Policy\s+Justification\s)"
    r"|(?P<annex>^[ ]{0,40}(?:Annex|Attachment|ANNEX)\b[^\n]{0,40}$|^[ ]{0,40}Item\s+No\.?\s+vii)",
    re.IGNORECASE | re.MULTILINE,
)
_COMBINED = re.compile(r"\bcombined\s+as\s+follows\b", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"\*?\s{0,3}as\s+(?:defined|included)\s+in\s+Section\s+47\s?\(6\)[^.]{0,60}(?:Act\b\.?|\.)", re.IGNORECASE
)
_ROW = re.compile(
    r"(?P<mde>Major\s+Defense\s+Equipment(?:\s?\(MDE\))?|\bMDE)|(?P<other>\bOther|\bNon-?MDE)|(?P<total>\bTotal)",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[\s.*:|\u2013-]{0,80}")
_LETTER = re.compile(r"forwarding\s+(?:herewith\s+)?(?:the\s+attached\s+)?Transmittal", re.IGNORECASE)
_TO_BUYER = re.compile(r"Acceptance\s*(?:\(LOAs?\)\s*)?to\s+", re.IGNORECASE)
_ESTIMATED = re.compile(r"(?:estimated\s+to\s+cost|valued\s+at|at\s+an\s+estimated)", re.IGNORECASE)
_EARLIER_NUMBER = re.compile(
    rf"(?:certification|notification|transmittal)\s+(?:transmittal\s+)?(?:n(?:umbe)?r?o?s?\.?:?\s+)?{NUMBER}",
    re.IGNORECASE,
)
_FIRST_NUMBER = re.compile(NUMBER)

_NONE = re.compile(r"^\W*(?:none|n/a|not applicable)\b", re.IGNORECASE)
_NEW = re.compile(
    r"\bthis\s+(?:transmittal|notification|report|amendment|certification)\s+(?:\w+\s+){0,3}?"
    r"(?:notifies|reports|is\s+(?:for|to)|includes?|adds|requests|serves|seeks|informs|provides|accounts)\b",
    re.IGNORECASE,
)
_NEW_LIST = re.compile(r"\b(?:addition|inclusion)\s+of\s+the\s+following\b", re.IGNORECASE)
_ADDITION = re.compile(
    r"\b(?:addition|inclusion|includes?|adds?|notifies|reports|informs|increase)\b(?:\s+of)?(?:\s+the)?(?:\s+an\s+additional)?\s*",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:this|there|the \w+ (?:value|cost))\b|\b(?:is|are|will|was|were) (?:not|no|be|remain)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\([0-9]")
_SUBJECT = re.compile(
    r"""(?P<other>non-?\s?(?:MDE|major\s+defense\s+equipment))
    |(?P<mde>\bMDE|\bmajor\s+defense\s+equipment)
    |(?P<total>\b(?:case|program|sale)\s+(?:value|cost)|\btotal\s+(?:value|cost|estimated))
    |(?P<part>\b(?:new|additional|these)\s+items)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEVEL = re.compile(
    r"\b(?:(?<!increase )(?<!decrease )(?<!addition )of|to|is|at|be|constitutes?|revised"
    r"|remains?|approximately|total|value|cost|now|unchanged)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Form:
    """What one numbered form, with the letter before it, says."""

    transmittal: str | None = None
    authority: str | None = None
    purchaser: Purchaser | None = None
    value: DraftValue = field(default_factory=DraftValue)
    items: tuple[LineItem, ...] = ()
    delivered: date | None = None
    amends: str | None = None
    policy: str = ""
    """The policy justification, as it stands; empty where there is none."""
    warnings: list[str] = field(default_factory=list)

    @property
    def upgrade(self) -> bool:
        """Whether it reports an enhancement, an upgrade or a cost increase of an earlier sale."""
        return (self.authority or "").startswith("36(b)(5)")


def forms(text: str) -> list[str]:
    """The text cut into one stretch for each sale notified: a letter with its form, or a form alone."""
    beginnings: list[tuple[str, int]] = []
    for start in (match.start() for match in _LETTER.finditer(text)):
        number = _first_number(text[start : start + 120])
        if number and (not beginnings or beginnings[-1][0] != number):
            beginnings.append((number, start))
    if len({number for number, _ in beginnings}) < 2:
        return [text]
    cuts = [0]
    for _, start in beginnings[1:]:
        salutation = text.rfind("Dear", cuts[-1] + 1, start)
        cuts.append(salutation if salutation >= 0 and start - salutation < 400 else start)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def read_form(text: str) -> Form:
    """Reads a stretch of text that holds one form, or the letter before it, or the beginning of either."""
    form = Form(authority=authority(text))
    parts = _parts(text)
    letter = _letter(text)
    form.transmittal = _own_number(text, parts, letter)
    form.policy = parts.get("policy", "")
    bought = parts.get("purchaser", "")
    form.purchaser = leading_purchaser(one_line(bought)[:600]) or _letter_purchaser(letter)
    if bought.strip() and form.purchaser is None:
        form.warnings.append(f'the purchaser is not known: "{one_line(bought)[:120]}"')
    form.delivered = first_full_day(one_line(parts.get("delivered", ""))[:80])
    description = parts.get("description", "")
    if form.upgrade:
        form.amends = _earlier_number(parts, letter, description)
        new = _what_is_new(description)
        form.value = _revised_value(one_line(new))
        form.items = tuple(_listed(new, form.warnings))
        return form
    form.value = _value(parts.get("value", ""), "description" in parts, form.warnings)
    if form.value.total is None:
        form.value = DraftValue(_letter_value(letter), form.value.mde, form.value.other)
    form.items = tuple(_listed(description, form.warnings))
    return form


def _parts(text: str) -> dict[str, str]:
    """The text behind each heading, up to the next one; of a heading that occurs twice, the first."""
    headings: dict[int, tuple[int, str]] = {}  # by the place where the heading ends: where it begins, and which it is
    for numeral in _NUMERAL.finditer(text):
        match = _HEADING.match(text, numeral.end())
        if match is not None:
            headings[match.end()] = (numeral.start(), match.lastgroup or "")
    for pattern in (_WITHOUT_NUMERAL, _PAGE_HEADING):
        for match in pattern.finditer(text):
            headings.setdefault(match.end(), (match.start(), match.lastgroup or ""))
    found: dict[str, str] = {}
    ends = sorted(headings)
    for at, end in enumerate(ends):
        name = headings[end][1]
        following = headings[ends[at + 1]][0] if at + 1 < len(ends) else len(text)
        found.setdefault(name, text[end:following])
        if name == "annex" and "policy" in found:
            break
    return found


def _letter(text: str) -> str:
    match = _LETTER.search(text)
    return one_line(text[match.start() : match.start() + 900]) if match else ""


def _letter_purchaser(letter: str) -> Purchaser | None:
    match = _TO_BUYER.search(letter)
    return leading_purchaser(letter[match.end() : match.end() + 200]) if match else None


def _letter_value(letter: str) -> Money:
    match = _ESTIMATED.search(letter)
    found = next(amounts(letter[match.end() : match.end() + 60]), None) if match else None
    return found.dollars if found else None


def _own_number(text: str, parts: dict[str, str], letter: str) -> str | None:
    numbers = labelled(letter[:160])
    if numbers:
        return numbers[0][0]
    amended = text.find("AECA Transmittal")
    every = [(number, at) for number, at in labelled(text) if amended < 0 or at < amended or at > amended + 60]
    return every[0][0] if every else None


def _first_number(text: str) -> str | None:
    match = _FIRST_NUMBER.search(text)
    return match[2] if match else None


def _earlier_number(parts: dict[str, str], letter: str, description: str) -> str | None:
    named = _first_number(parts.get("amended", "")[:40])
    if named:
        return named
    for text in (letter[60:], one_line(description)[:600]):
        match = _EARLIER_NUMBER.search(text)
        if match is not None:
            return match[2]
    return None


def _value(text: str, whole: bool, warnings: list[str]) -> DraftValue:
    """The table of three rows. A row may lack its dollar sign, or the word million that the others have."""
    line = one_line(_FOOTNOTE.sub(" ", text)) + (" |" if whole else "")
    in_millions = re.search(r"\bin millions\b", line, re.IGNORECASE) is not None
    rows: dict[str, Amount] = {}
    for match in _ROW.finditer(line):
        name = match.lastgroup or ""
        leader = _LEADER.match(line, match.end())
        amount = amount_at(line, leader.end() if leader else match.end())
        if amount is not None and name not in rows:
            rows[name] = amount
    dollars = {name: amount.dollars for name, amount in rows.items()}
    units = {amount.unit for amount in rows.values() if amount.unit} or ({"million"} if in_millions else set())
    for name, amount in rows.items():
        if not amount.unit and 0 < amount.dollars < 10_000 and len(units) == 1:
            dollars[name] = amount.dollars * {"million": 10**6, "billion": 10**9}.get(next(iter(units)), 1)
    value = DraftValue(dollars.get("total"), dollars.get("mde"), dollars.get("other"))
    if (
        None not in (value.total, value.mde, value.other)
        and abs((value.mde or 0) + (value.other or 0) - (value.total or 0)) > 10**6
    ):
        warnings.append(
            f"the parts of the value do not add up: {value.mde:,} and {value.other:,} against {value.total:,}"
        )
    if text.strip() and value.total is None and "$" in text:
        warnings.append(f'the total cannot be read from: "{line.strip()[:200]}"')
    return value


def _revised_value(new: str) -> DraftValue:
    """The value of the whole case after an upgrade, where the text says so: what it rises to, not by how much.

    Each amount belongs to the last thing named before it, and counts where a word before it says that it is a level.
    """
    levels: dict[str, int] = {}
    for sentence in sentences(new):
        subjects = [(match.start(), match.lastgroup or "") for match in _SUBJECT.finditer(sentence)]
        for amount in amounts(sentence):
            before = bisect(subjects, (amount.start, ""))
            if before and _LEVEL.search(sentence[max(0, amount.start - 40) : amount.start].rstrip()):
                levels[subjects[before - 1][1]] = amount.dollars
    return DraftValue(levels.get("total"), levels.get("mde"), levels.get("other"))


def _what_is_new(description: str) -> str:
    """The part of an upgrade's description that is no history; empty where only history is left of the text."""
    new = _NEW.search(description)
    if new is None:
        *_, new = [None, *_NEW_LIST.finditer(description)]
    return description[new.start() :] if new else ""


def _listed(description: str, warnings: list[str]) -> Iterator[LineItem]:
    """The items of (iii): those under the heading for major defense equipment, and the others."""
    if not description.strip():
        return
    *_, combined = [None, *_COMBINED.finditer(description)]
    description = description[combined.end() :] if combined else description
    mde = list(MDE_HEADING.finditer(description))
    other = list(FURTHER_HEADING.finditer(description))
    if mde:
        start = mde[-1] if len(mde) > 1 and not any(one.start() > mde[0].start() for one in other) else mde[0]
        end = next((one.start() for one in other if one.start() >= start.end()), len(description))
        yield from _lines(description[start.end() : end], True)
        if end < len(description):
            rest = next(one for one in other if one.start() >= start.end())
            yield from _others(description[rest.end() :])
        return
    first = description[: other[0].start()] if other else description
    warnings += item_list.doubts(one_line(first))
    for paragraph in paragraphs(first):
        for sentence in sentences(paragraph):
            if "$" not in sentence and (_DIGITS.search(sentence) or not _STATEMENT.search(sentence)):
                yield from item_list.items(_added(request_list(sentence)), None, True)
    if other:
        yield from _others(description[other[0].end() :])


def _added(sentence: str) -> str:
    """The goods behind "reports the addition of", where such words come before the first quantity."""
    quantity = _DIGITS.search(sentence)
    before = sentence[: quantity.start()] if quantity else ""
    *_, last = [None, *_ADDITION.finditer(before)]
    return sentence[max(last.end() if last else 0, before.rfind(":") + 1) :]


def _lines(text: str, mde: bool) -> Iterator[LineItem]:
    """Items one a line, one a sentence, or behind semicolons."""
    if _NONE.match(text):
        return
    for paragraph in _whole_items(text):
        for sentence in sentences(paragraph):
            cuts = [0, *capital_quantities(sentence), len(sentence)]
            for start, end in pairwise(cuts):
                yield from item_list.items(sentence[start:end], mde, commas=False)


def _whole_items(text: str) -> list[str]:
    """The lines of a list, joined where its items end in a mark and so cannot end without one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    begun = sum(leading_quantity(line[:90]).spelt for line in lines)
    ended = sum(line.endswith((".", ";")) for line in lines)
    return [one_line(text)] if ended >= max(1, begun) else paragraphs(text)


def _others(text: str) -> Iterator[LineItem]:
    for sentence in sentences(one_line(text)):
        listed = FURTHER_HEADING.match(sentence) is not None
        if "$" in sentence or (_STATEMENT.search(sentence) and not listed):
            continue
        yield from item_list.items(without_further_heading(sentence), False)


def draft_of(kind: str, form: Form) -> Draft:
    """The draft that a form alone makes."""
    warnings = list(form.warnings)
    if form.purchaser is None:
        warnings.append("the text names no purchaser that is known")
    if form.delivered is None:
        warnings.append("the text does not say when the report was delivered to Congress")
    if form.authority is None:
        warnings.append("the text names no section of the law; 36(b)(1) is assumed, the section of letters of offer")
    if form.value.total is None:
        warnings.append("the text gives no value for the whole")
    return Draft(
        kind=kind,
        recipients=form.purchaser.recipients if form.purchaser else (),
        purchaser=form.purchaser.printed if form.purchaser else None,
        transmittal=form.transmittal,
        authority=form.authority or "36(b)(1)",
        notified=form.delivered,
        value=form.value,
        items=form.items,
        amends=form.amends,
        warnings=tuple(warnings),
    )
