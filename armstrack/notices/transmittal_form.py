"""The numbered form that goes to Congress, as the Federal Register and the Congressional Record print it.

    (i) Prospective Purchaser   (ii) Total Estimated Value   (iii) Description …   (viii) Date Report Delivered

and the letter that it is attached to. A report of an enhancement or upgrade has the same form
with other headings: what was notified before stands first in (iii), and what is new after it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from itertools import pairwise

from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.sale import LineItem
from armstrack.model.transmittal_in_text import NUMBER, labelled
from armstrack.notices import item_list
from armstrack.notices.authority import authority
from armstrack.notices.days import only_day
from armstrack.notices.draft import Draft, DraftValue
from armstrack.notices.list_heading import FURTHER_HEADING, MDE_HEADING, NOT_MDE, without_further_heading
from armstrack.notices.money import Amount, amount_at, amounts
from armstrack.notices.narrative import Role, read_narrative, request_list, role_of
from armstrack.notices.particulars import case_designators, earlier_case, funding_said
from armstrack.notices.plain_text import one_line
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.quantity import begins_with_quantity, capital_quantities, leading_quantity
from armstrack.notices.sentences import paragraphs, sentences, sentences_of
from armstrack.notices.unplaced import with_unplaced

_NUMERAL = re.compile(r"\(\s?[ivxlIVXL1]{1,5}\s?\)[\s.]{0,6}")
_HEADING = re.compile(
    r"(?P<purchaser>(?:Prospective\s+)?Purchasers?\s{0,3}[:.])"
    r"|(?P<value>Total\s+Estimated\s+(?:Case\s+)?Value(?:\s{0,3}[:.])?)"
    r"|(?P<amended>Sec[^:]{0,40}Transmittal\s+N[o0]s?[.:\s]{1,4})"
    r"|(?P<description>Description(?:[^:]{0,120}(?:Purchase|Offered))?\s{0,3}[:.])"
    r"|(?P<department>Military\s+Department|Implementing\s+Agency)"
    r"|(?P<cases>Prior\s+Related\s+Cases)"
    r"|(?P<commission>Sales\s+Commission)"
    r"|(?P<significance>Significance)"
    r"|(?P<grounds>Justification)"
    r"|(?P<sensitivity>Sensitivity\s+of)"
    r"|(?P<delivered>Date\s+(?:of\s+)?(?:(?:Report|Notification)\s+)?(?:was\s+)?Delivered\s+to\s+(?:the\s+)?Congress)",
    re.IGNORECASE,
)
"""What stands behind a numeral."""
_WITHOUT_NUMERAL = re.compile(
    r"\b(?:(?P<purchaser>Prospective\s+Purchasers?\s{0,3}[:.])|(?P<value>Total\s+Estimated\s+Value\s{0,3}[:.])"
    r"|(?P<description>Description\s+and\s+Quantity\b[^:]{0,120}:)|(?P<department>Military\s+Department\s{0,3}:)"
    r"|(?P<delivered>Date\s+Report\s+Delivered\s+to\s+Congress)|(?P<funding>Funding\s+Sources?\s?:))"
)
"""Headings that stand nowhere else, and so are known where a copy lost their numeral."""
_PAGE_HEADING = re.compile(
    r"(?P<policy>^[ ]{0,40}POLICY\s+JUSTIFICATION[ ]{0,4}$|(?<=[.0-9]\s)Policy\s+Justification\s"
    r"|(?<!attached )(?<!and )(?-i:\bPOLICY\s+JUSTIFICATION\b)(?!\s?[,.]))"
    r"|(?P<annex>^[ ]{0,40}(?:Annex|Attachment|ANNEX)\b[^\n.(]{0,40}$|^[ ]{0,40}Item\s+No\.?\s+vii)",
    re.IGNORECASE | re.MULTILINE,
)
_COMBINED = re.compile(r"\bcombined\s+as\s+follows\b", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"\*?\s{0,3}as\s+(?:defined|included)\s+in\s+Section\s+47\s?\(6\)[^.]{0,60}(?:Act\b\.?|\.)", re.IGNORECASE
)
_ROW = re.compile(
    r"(?P<mde>(?<!non-)(?<!non )(?:Major\s+Defense\s+Equipment(?:1(?![0-9]))?(?:\s?\(MDE\))?|\bMDE))"
    r"|(?P<other>\bOther|\bNon-?\s?(?:MDE|Major\s+Defense\s+Equipment))"
    r"|(?P<total>\bTotal(?:\s+Estimated)?(?:\s+(?:Case\s+|Sale\s+)?(?:Value|Cost))?)",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"(?:[\s.*:;,|\u2013\u2020-]|\\[0-9]{1,2}/?\\|\((?:[0-9]|[a-z ]{1,40})\)|US(?=\$)|\[[0-9]\]"
    r"|[\u00b9\u00b2\u00b3]){0,80}"
)
"""What stands between the name of a row and its amount: leader dots, the mark of a footnote, words in parentheses."""
_NOTHING = re.compile(r"\$\s{0,3}-\s?0\s?-(?:\s?(?:million|billion)\b)?|None\b", re.IGNORECASE)
"""How a row says that it is of no dollars: in a word, or with a nought between hyphens as bookkeepers write it."""
_IN_UNITS = re.compile(r"(?:\bin\s|[\[(]\$?\s?)(?P<unit>thousand|million|billion)s?\b", re.IGNORECASE)
"""What stands above a table and holds for each of its rows."""
_LEAST_VALUE = 10_000
"""Dollars; a row with less, other than nought, was printed without its million."""
_FORM = re.compile(
    r"\(\s?[iIlL1]\s?\)[\s.]{0,6}(?:Prospective\s+)?Purchasers?\s{0,3}[:.]|\bProspective\s+Purchasers?\s{0,3}:",
    re.IGNORECASE,
)
"""Where a form begins."""
_LETTER = re.compile(r"forwarding\s+(?:herewith\s+)?(?:the\s+attached\s+)?Transmittal", re.IGNORECASE)
_TO_BUYER = re.compile(r"Acceptance\s*(?:\(LOAs?\)\s*)?to\s+", re.IGNORECASE)
_FOR_GOODS = re.compile(
    r"\bfor\s(?P<goods>(?:defense|design|military|training|support)[^.$]{3,90}?)\s(?:estimated|valued|at\san)",
    re.IGNORECASE,
)
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
_NOT_TOLD = re.compile(
    r"\W*(?:(?:see|refer to)\b[^.;:]{0,60}\b(?:annex|addendum|attach\w+)|classified|to be determined|TBD|N/A"
    r"|not applicable)[^;:]{0,60}$",
    re.IGNORECASE,
)
"""A description that names no goods but says where they are named, or that they are not."""
_OFFERED = re.compile(
    r"^\s*(?:an?|the)\s+(?:(?:possible|proposed|potential)\s+)?(?:sale|purchase|procurement)\s+of\s+", re.IGNORECASE
)
"""How a description may begin that says what the form says already."""
_BARE_MDE_HEADING = re.compile(
    r"(?<=\n)[ ]{0,40}(?:Major[ ]Defense[ ]Equipment(?:[ ]\(MDE\))?|MDE)(?:[ ]Items)?[ ]{0,8}$"
    r"(?!\n[ ]{0,80}(?-i:[(a-z:]))",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_OTHER_HEADING = re.compile(
    r"(?<=\n)[ ]{0,40}(?:Non-?[ ]?(?:Major[ ]Defense[ ]Equipment|MDE)(?:[ ]\(Non-MDE\))?|Other)(?:[ ]Items)?[ ]{0,8}$",
    re.IGNORECASE | re.MULTILINE,
)
"""Headings of the two lists that have no mark behind them, and so stand alone on their line."""
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
    |(?P<total>\b(?:case|program|sale)\s+(?:value|cost)|\btotal\s+(?:value|cost|estimated)
        |\bestimated\s+(?:value|cost)|\b(?:new|revised)\s+total\b|\bin\s+(?:the\s+)?(?:overall\s+)?(?:value|cost)\b)
    |(?P<part>\b(?:new|additional|these)\s+items)""",
    re.IGNORECASE | re.VERBOSE,
)
_RISE = re.compile(
    r"\b(?:increas|ris|grow|rais)\w*\b[^$]{0,50}?\bby(?:\s(?:an|a|approximately|about|estimated))*$"
    r"|\b(?:increase|addition|growth)\s(?:in\s(?:the\s)?(?:[\w()]+\s){1,4})?of(?:\s(?:an|approximately|about|estimated))*$"
    r"|\badditional$",
    re.IGNORECASE,
)
_WAS = re.compile(r"\s(?:was|were|constituted)\s(?:then\s|estimated at\s)?")
_UNCHANGED = re.compile(
    r"\bnot\s(?:require|result\sin|involve|cause)\s(?:any|an)\s(?:increase|change)(?!\s(?:in|to|of)\s(?:the\s)?(?:MDE|major))"
    r"|(?<!MDE\s)(?<!Equipment\s)(?<!MDE\svalue\s)\b(?:remains?|is|are)\s(?:unchanged|the\ssame)"
    r"|\b(?:total|case|sale|program)\s(?:\w+\s)?(?:value|cost)\s(?:will|does|did|has)\snot\s(?:change|increase)d?\b"
    r"|\bwithout\s(?:any|an)\sincrease(?!\sin\s(?:MDE|major))"
    r"|\bno\s(?:increase|change)\s(?:in|to)\s(?:the\s)?(?:total|case|estimated|overall|value|cost)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"(?P<agency>[A-Z][A-Za-z&,'/ -]{1,80}?)\s{0,2}(?=\(|[.;]|$|\d)")
_AGENCY_AMENDED = re.compile(
    r"(?:Implementing\s+Agency|Military\s+Department)\s{0,3}:\s{0,3}(?P<agency>[A-Z][A-Za-z&,' -]{1,60}?)"
    r"\s{0,2}(?=\(|[.;]|$|Funding)",
    re.IGNORECASE,
)
_CLASSIFIED = re.compile(
    r"(?:The )?highest (?:level of )?classification[^.]{0,200}\b(?:TOP SECRET|SECRET|CONFIDENTIAL"
    r"|UNCLASSIFIED|Top Secret|Secret|Confidential|Unclassified)\b[^.]{0,60}\.",
)
_BEFORE_LIST = ("value", "amended")
"""The items of a form behind which the source of the money is printed."""
_TITLE = re.compile(r"^\S.{1,90}?(?:--|\u2013| - |- )\s?\S.{2,200}$")
"""The title line of a policy justification: `Country--Item`."""
_ASKED = re.compile(r"\b(?:has|have) requested\b|\brequests\b", re.IGNORECASE)
_EACH_DAY = re.compile(r"[;&()]|\band\b|\b(?=House|Senate)")
"""What stands between the days on which a report was delivered to one house and to the other."""
_ABOVE_FORM = 900
"""Characters above (i) in which the number of its form stands."""
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
    goods: str | None = None
    """What the letter calls it, where nothing better is known."""
    amends: str | None = None
    grows_from: str | None = None
    prior_value: Money = None
    agency: str | None = None
    cases: tuple[str, ...] = ()
    funding: str | None = None
    notes: list[str] = field(default_factory=list)
    said: list[tuple[Role, str]] = field(default_factory=list)
    """The sentences of its description and of the letter, with their roles."""
    policy: str = ""
    """The policy justification, as it stands; empty where there is none."""
    warnings: list[str] = field(default_factory=list)

    @property
    def upgrade(self) -> bool:
        """Whether it reports an enhancement, an upgrade or a cost increase of an earlier sale."""
        return (self.authority or "").startswith("36(b)(5)")


def forms(text: str) -> list[str]:
    """The text cut into one stretch for each sale notified: a letter with its form, or a form alone.

    What tells one sale from the next is its number, printed in the letter and above the form.
    """
    anchors = sorted(
        [(match.start(), _first_number(text[match.start() : match.start() + 120])) for match in _LETTER.finditer(text)]
        + [_form_anchor(text, match.start()) for match in _FORM.finditer(text)],
        key=lambda anchor: anchor[0],
    )
    cuts: list[int] = []
    last: str | None = None
    formed = False
    for place, number in anchors:
        is_form = _FORM.match(text, place) is not None or _is_above_form(text, place)
        new = number != last if number is not None and last is not None else is_form and formed
        if not cuts or new:
            cuts.append(place)
            last, formed = number, is_form
        else:
            last, formed = number or last, formed or is_form
    if len(cuts) < 2:
        return [text]
    starts = [0]
    for cut in cuts[1:]:
        salutation = text.rfind("Dear", starts[-1] + 1, cut)
        starts.append(salutation if salutation >= 0 and cut - salutation < 400 else cut)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _form_anchor(text: str, start: int) -> tuple[int, str | None]:
    """Where the form that (i) belongs to begins, with its number: at the last "Transmittal No." right above."""
    above = max(0, start - _ABOVE_FORM)
    numbers = [
        (number, at) for number, at in labelled(text[above:start]) if "AECA" not in text[above + at - 12 : above + at]
    ]
    return (above + numbers[-1][1], numbers[-1][0]) if numbers else (start, None)


def _is_above_form(text: str, place: int) -> bool:
    return _FORM.search(text, place, place + _ABOVE_FORM + 60) is not None and _LETTER.match(text, place) is None


def read_form(text: str) -> Form:
    """Reads a stretch of text that holds one form, or the letter before it, or the beginning of either."""
    form = Form(authority=authority(text))
    parts = _parts(text)
    letter = _letter(text)
    form.transmittal = _own_number(text, letter)
    form.policy = parts.get("policy", "")
    bought = parts.get("purchaser", "")
    form.purchaser = leading_purchaser(one_line(bought)[:600]) or _letter_purchaser(letter)
    if bought.strip() and form.purchaser is None:
        form.warnings.append(f'the purchaser is not known: "{one_line(bought)[:120]}"')
    _take_delivered(form, one_line(parts.get("delivered", ""))[:80])
    _take_particulars(form, parts)
    description = parts.get("description", "")
    if form.upgrade:
        _read_upgrade(form, parts, letter, description)
        return form
    form.value = _value(parts.get("value", ""), "description" in parts, form.warnings)
    letter_value = _letter_value(letter)
    if form.value.total is None:
        form.value = replace(form.value, total=letter_value)
    elif letter_value is not None and letter_value != form.value.total:
        form.warnings.append(f"the letter gives ${letter_value:,} and the form ${form.value.total:,}")
    history, listed = _history_and_list(description)
    _take_history(form, history)
    form.items = _told(listed, form.warnings)
    form.said += ((_role_in_list(sentence), sentence) for sentence in sentences_of(listed))
    form.goods = _letter_goods(letter)
    return form


def _role_in_list(sentence: str) -> Role:
    """A list of goods has no roles but one: what it says of an earlier case."""
    return Role.EARLIER_CASE if role_of(sentence) is Role.EARLIER_CASE else Role.FURTHER_LIST


def _letter_goods(letter: str) -> str | None:
    """What the letter says the offer is for: as a rule no more than "defense articles and services"."""
    match = _FOR_GOODS.search(letter)
    return match["goods"].strip().capitalize() if match is not None else None


def _read_upgrade(form: Form, parts: dict[str, str], letter: str, description: str) -> None:
    """What a report of an enhancement, an upgrade or a cost increase adds to the sale that it names."""
    earlier = [one for one in _earlier_numbers(parts, letter, description) if one != form.transmittal]
    form.amends = earlier[0] if earlier else None
    if len(earlier) > 1:
        form.warnings.append(f"it names further earlier notices: {', '.join(earlier[1:])}")
    new = _what_is_new(description)
    history = description.removesuffix(new) if new else description
    form.value = _revised_value(one_line(new), one_line(history))
    form.items = _told(new, form.warnings)
    form.said += ((Role.EARLIER_CASE, sentence) for sentence in sentences_of(history))
    form.said += ((Role.OTHER, sentence) for sentence in sentences_of(new))


def _take_delivered(form: Form, said: str) -> None:
    """The day of delivery, the first that is given; a further one, such as that of the other house, is a remark."""
    every = dict.fromkeys(day for one in _EACH_DAY.split(said) if (day := only_day(one)) is not None)
    form.delivered = next(iter(every), None)
    if len(every) > 1:
        form.warnings.append(f'more than one day of delivery is given, of which the first is taken: "{said.strip()}"')


def _take_particulars(form: Form, parts: dict[str, str]) -> None:
    """Who carries it out, by which cases, with whose money, and what stands in the items without a key of their own."""
    department = one_line(parts.get("department", "")).lstrip(" :.")[:200]
    amended = one_line(parts.get("amended", ""))[:200]
    named = _AGENCY.match(department) or _AGENCY_AMENDED.search(amended)
    form.agency = named["agency"].strip(" .,;:") if named else None
    form.cases = tuple(case_designators(department))
    form.funding = funding_said("Funding Source:" + parts["funding"][:80]) if "funding" in parts else None
    if form.funding is None:
        form.funding = next((one for name in _BEFORE_LIST if (one := funding_said(parts.get(name, "")))), None)
    prior = one_line(parts.get("cases", "")).partition(":")[2].strip(" .")[:200]
    if prior and not _NONE.match(prior):
        form.notes.append(f"Prior related cases: {prior}.")
    commission = one_line(parts.get("commission", "")).partition(":")[2].strip(" .")[:200]
    if commission and not _NONE.match(commission):
        form.notes.append(f"Sales commission or fee: {commission}.")
    level = _CLASSIFIED.search(one_line(parts.get("annex", "") or parts.get("sensitivity", "")))
    if level is not None:
        form.notes.append(level[0].strip())


def _history_and_list(description: str) -> tuple[str, str]:
    """What a description says of an earlier case that grew, and the list of what is notified now."""
    combined = list(_COMBINED.finditer(description))
    if not combined:
        return "", description
    return description[: combined[-1].start()], description[combined[-1].end() :]


def _take_history(form: Form, history: str) -> None:
    if not history.strip():
        return
    line = one_line(history)
    form.grows_from = earlier_case(line)
    form.prior_value = next((amount.dollars for amount in amounts(line) if not amount.bound), None)
    form.said += ((Role.EARLIER_CASE, sentence) for sentence in sentences(line))


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
    ordered: list[tuple[int, int, str]] = []
    for start, end, name in sorted((start, end, name) for end, (start, name) in headings.items()):
        if ordered and start < ordered[-1][1]:  # the same heading in two spellings
            ordered[-1] = (ordered[-1][0], max(end, ordered[-1][1]), ordered[-1][2])
        else:
            ordered.append((start, end, name))
    for at, (_, end, name) in enumerate(ordered):
        following = ordered[at + 1][0] if at + 1 < len(ordered) else len(text)
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


def _own_number(text: str, letter: str) -> str | None:
    numbers = labelled(letter[:160])
    if numbers:
        return numbers[0][0]
    amended = text.find("AECA Transmittal")
    every = [(number, at) for number, at in labelled(text) if amended < 0 or at < amended or at > amended + 60]
    return every[0][0] if every else None


def _first_number(text: str) -> str | None:
    match = _FIRST_NUMBER.search(text)
    return match[2] if match else None


def _earlier_numbers(parts: dict[str, str], letter: str, description: str) -> list[str]:
    """The numbers of the earlier notices that a report adds to, the one named first first."""
    found = [match[2] for match in _FIRST_NUMBER.finditer(parts.get("amended", "")[:60])]
    for text in (letter[60:], one_line(description)[:600]):
        found += (match[2] for match in _EARLIER_NUMBER.finditer(text))
    return list(dict.fromkeys("".join(number.upper().split()) for number in found))


def _value(text: str, whole: bool, warnings: list[str]) -> DraftValue:
    """The table of three rows. A row may lack its dollar sign, or the word million that the others have."""
    line = one_line(_FOOTNOTE.sub(" ", text)) + (" |" if whole else "")
    in_units = _IN_UNITS.search(line)
    rows = _rows(line)
    dollars = {name: amount.dollars for name, amount in rows.items()}
    units = {amount.unit for amount in rows.values() if amount.unit} or (
        {in_units["unit"].lower()} if in_units else set()
    )
    for name, amount in rows.items():
        if not amount.unit and 0 < amount.dollars < (_LEAST_VALUE if in_units is None else 10**6):
            if len(units) != 1:
                del dollars[name]  # in millions or in thousands, and the text does not say which
                continue
            unit = {"thousand": 10**3, "million": 10**6, "billion": 10**9}.get(next(iter(units)), 1)
            dollars[name] = amount.dollars * unit
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


def _rows(line: str) -> dict[str, Amount]:
    """The amount of each row of a table on one line; names that stand in one column have theirs in the next."""
    whole = amount_at(line, 0) if line.lstrip().startswith("$") else None
    rows = {"total": whole} if whole is not None else {}
    waiting: list[str] = []
    matches = list(_ROW.finditer(line))
    begins = [match.start() for match in matches]
    for match, following in zip(matches, [*begins[1:], len(line)], strict=False):
        name = match.lastgroup or ""
        at = _behind_leader(line, match.end())
        if at >= following:
            waiting.append(name)
            continue
        found = _amounts_in_a_row(line, at, 1 + len(waiting))
        if len(found) == 1 + len(waiting):
            for one, amount in zip([*waiting, name], found, strict=True):
                rows.setdefault(one, amount)
        elif len(found) == 1:
            rows.setdefault(name, found[0])
        waiting = []
    return rows


def _amounts_in_a_row(line: str, at: int, most: int) -> list[Amount]:
    found: list[Amount] = []
    while len(found) < most:
        nothing = _NOTHING.match(line, at)
        amount = Amount(0, at, nothing.end(), "") if nothing is not None else amount_at(line, at)
        if amount is None:
            break
        found.append(amount)
        at = _behind_leader(line, amount.end)
    return found


def _behind_leader(line: str, at: int) -> int:
    leader = _LEADER.match(line, at)
    return leader.end() if leader is not None else at


def _revised_value(new: str, history: str) -> DraftValue:
    """The value of the whole case after an upgrade, and by how much it rises, where the text says so.

    Each amount belongs to the last thing named before it. It counts as a level or as an increase
    by the word before it.
    """
    levels, increases = _levels(new)
    old, _ = _levels(_WAS.sub(" is ", history))
    total, mde, other = (levels.get(part) for part in ("total", "mde", "other"))
    increase = increases.get("total")
    if increase is None and (_UNCHANGED.search(new) or (total is not None and total == old.get("total"))):
        increase = 0
        total = total if total is not None else old.get("total")
    if increase is None and total is not None and (before := old.get("total")) is not None and total >= before:
        increase = total - before
    if other is None and total is not None and mde is not None and total >= mde:
        other = total - mde
    return DraftValue(total, mde, other, increase)


def _levels(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """The amounts that a text says something is at, and those it says something rises by, by what they are of."""
    levels: dict[str, int] = {}
    increases: dict[str, int] = {}
    for sentence in sentences(text):
        subjects = [(match.start(), match.lastgroup or "") for match in _SUBJECT.finditer(sentence)]
        unchanged = _UNCHANGED.search(sentence) is not None
        for amount in amounts(sentence):
            at = bisect(subjects, (amount.start, ""))
            subject = subjects[at - 1][1] if at else ""
            before = sentence[max(0, amount.start - 60) : amount.start].rstrip()
            if not subject or amount.bound:
                continue
            if unchanged:
                levels[subject] = amount.dollars
            elif _RISE.search(before):
                increases[subject] = amount.dollars
            elif _LEVEL.search(before):
                levels[subject] = amount.dollars
    return levels, increases


def _what_is_new(description: str) -> str:
    """The part of an upgrade's description that is no history; empty where only history is left of the text."""
    new = _NEW.search(description)
    if new is None:
        *_, new = [None, *_NEW_LIST.finditer(description)]
    return description[new.start() :] if new else ""


def _told(description: str, warnings: list[str]) -> tuple[LineItem, ...]:
    """The items of a description; where it says that goods are classified or not known yet, that is a remark."""
    items = tuple(_listed(description, warnings))
    warnings += (f'the goods are not told: "{one.name}"' for one in items if _NOT_TOLD.match(one.name))
    return tuple(one for one in items if not _NOT_TOLD.match(one.name))


def _listed(description: str, warnings: list[str]) -> Iterator[LineItem]:
    """The items of (iii): those under the heading for major defense equipment, and the others."""
    if not description.strip():
        return
    description = _with_marked_headings(description)
    mde = list(MDE_HEADING.finditer(description))
    other = list(FURTHER_HEADING.finditer(description))
    if mde:
        start = mde[-1] if len(mde) > 1 and not any(one.start() > mde[0].start() for one in other) else mde[0]
        end = next((one.start() for one in other if one.start() >= start.end()), len(description))
        listed = description[start.end() : end]
        begins_within_line = "\n" not in start[0][len(start[0].rstrip()) :]
        yield from _lines(_first_line_whole(listed) if begins_within_line else listed, True)
        if end < len(description):
            rest = next(one for one in other if one.start() >= start.end())
            yield from _others(description[rest.end() :])
        return
    divided = any(NOT_MDE.search(one[0]) for one in other)
    first = _OFFERED.sub("", _first_line_whole(description[: other[0].start()] if other else description))
    warnings += item_list.doubts(one_line(first))
    for sentence in sentences_of(first):
        if role_of(sentence) is Role.EARLIER_CASE:
            continue
        if "$" not in sentence and (_DIGITS.search(sentence) or not _STATEMENT.search(sentence)):
            listed = _added(request_list(sentence))
            yield from item_list.items(listed, None, True if divided else None)
    if other:
        yield from _others(description[other[0].end() :], False if divided else None)


def _with_marked_headings(description: str) -> str:
    """A description whose headings on a line of their own end in a colon, as they do in most prints."""
    if _BARE_MDE_HEADING.search(description) is None:
        return description
    marked = _BARE_MDE_HEADING.sub("Major Defense Equipment (MDE):", description)
    return _BARE_OTHER_HEADING.sub("Non-MDE:", marked)


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


def _first_line_whole(text: str) -> str:
    """A list that begins in the middle of a line, with the next line joined to it where an item goes on there.

    How full such a line was cannot be told from the part of it that is left.
    """
    first, _, rest = text.partition("\n")
    begins = rest.lstrip()
    if not first.strip() or first.rstrip().endswith((".", ";", ":")) or rest[:1] in ("", "\n") or not begins:
        return text
    below = rest.partition("\n")[0]
    if begins_with_quantity(begins[:90]) or ":" in below or not begins[0].isalnum():
        return text
    return f"{first} {begins}"


def _whole_items(text: str) -> list[str]:
    """The lines of a list, joined where its items end in a mark and so cannot end without one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    begun = sum(leading_quantity(line[:90]).spelt for line in lines)
    ended = sum(line.endswith((".", ";")) for line in lines)
    return [one_line(text)] if ended >= max(1, begun) else paragraphs(text)


def _others(text: str, mde: bool | None = False) -> Iterator[LineItem]:
    for sentence in sentences(one_line(text)):
        listed = FURTHER_HEADING.match(sentence) is not None
        if "$" in sentence or (_STATEMENT.search(sentence) and not listed):
            continue
        yield from item_list.items(without_further_heading(sentence), mde)


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
        title=None if form.items else form.goods,
        value=form.value,
        items=form.items,
        amends=form.amends,
        warnings=tuple(warnings),
        basis="delivered" if form.delivered else None,
        agency=form.agency,
        cases=form.cases,
        funding=form.funding,
        grows_from=form.grows_from,
        prior_value=form.prior_value,
        notes=tuple(form.notes),
    )


def with_policy(draft: Draft, form: Form) -> Draft:
    """The draft of a form with what only its policy justification says, and a remark for all that neither places."""
    if not form.policy:
        return with_unplaced(draft, form.said)
    every = paragraphs(form.policy)
    told = read_narrative(every)
    title = _policy_title(form.policy) or next(
        (one for one in every[:3] if _TITLE.match(one) and not one.endswith(".")), None
    )
    value = draft.value
    if value.total is None and not form.upgrade:
        value = replace(value, total=told.total)
    elif told.total is not None and told.total != value.total and not form.upgrade:
        told.warnings.append(f"the form gives ${value.total:,} and the policy justification ${told.total:,}")
    if not form.upgrade:
        value = replace(
            value,
            mde=value.mde if value.mde is not None else told.mde,
            other=value.other if value.other is not None else told.other,
        )
    draft = replace(
        draft,
        title=title or told.goods or draft.title,
        value=value,
        items=draft.items or (() if form.upgrade else told.items),
        contractors=told.contractors,
        justification=told.justification or draft.justification,
        warnings=(*draft.warnings, *told.warnings),
        offset=told.offset,
        funding=draft.funding or told.funding,
        grows_from=draft.grows_from or told.grows_from,
        prior_value=draft.prior_value if draft.prior_value is not None else told.prior_value,
        notes=(*draft.notes, *told.notes),
    )
    return with_unplaced(draft, [*form.said, *told.said])


def _policy_title(policy: str) -> str | None:
    """The title line of a policy justification, which may go over a line's end: what stands before the request."""
    line = one_line(policy[:1500])
    asked = _ASKED.search(line)
    begins = line.rfind(" The ", 0, asked.start()) if asked is not None else -1
    title = line[:begins].strip() if begins > 0 else ""
    return title if _TITLE.match(title) and not title.endswith(".") else None
