"""The running text that a release and a policy justification share: who asked for what, at what cost, from whom.

Each sentence is recognised by its role, then taken apart by the piece that knows it. A
sentence that has a role and cannot be read becomes a warning; what a sentence says beside
its role is looked for afterwards, in `unplaced`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import Enum, auto
from itertools import islice

from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.sale import Contractor, LineItem
from armstrack.model.transmittal_in_text import labelled
from armstrack.notices import contractor, item_list
from armstrack.notices.emergency import certified_emergency
from armstrack.notices.list_heading import FURTHER_HEADING, MDE_HEADING, NOT_MDE, without_further_heading
from armstrack.notices.money import Amount, amounts
from armstrack.notices.particulars import earlier_case, funding_said, offset_said
from armstrack.notices.plain_text import BULLETS
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.quantity import begins_with_quantity
from armstrack.notices.sentences import sentences


class Role(Enum):
    """What a sentence does in a notice."""

    DETERMINATION = auto()
    CERTIFICATION = auto()
    REQUEST = auto()
    EARLIER_CASE = auto()
    COMBINED = auto()
    MDE_LIST = auto()
    FURTHER_LIST = auto()
    COST = auto()
    CONTRACTOR = auto()
    OFFSET = auto()
    PERSONNEL = auto()
    OTHER = auto()


# The patterns that tell a role are tried on every sentence, so they look at it in lower case, once.
_ANNOUNCES = re.compile(
    r"\b(?:possible|potential|proposed) (?:foreign military sale|sale|fms)s?\b(?! of this)"
    r"|\bforeign military sale (?:to|for)\b"
)
_DECIDES = re.compile(r"\b(?:approv|determination|notif|announce)")
_SALE_TO = re.compile(r"\b(?:sales?|loas?|acceptance|fms\)?)(?: \(fms\))?(?: cases?)? (?:to|for)\s+")
_CERTIFIES = re.compile(r"\b(?:required certification|notif(?:ied|ying) (?:the )?(?:u\.?s\.? )?congress)\b")
_REQUESTED = re.compile(
    r"\b(?:has|have|had|also) (?:also |further |additionally )?(?:requested|asked)\b|\brequests\b(?! offsets)"
    r"|\b(?:will|would) request a (?:possible )?(?:sale|purchase)\b"
    r"|\brequested (?:to|a|the|that|approval)\b|\brequested (?:up to |an additional )?(?:[a-z]+[ -]){0,6}[a-z]+ \([0-9]"
    r"|\bis requesting\b"
    r"|\b(?:wishes|wants|proposes|intends|seeks|plans|would like) to (?:buy|purchase|procure|acquire)\b"
)
_EARLIER = re.compile(
    r"\bthe original\b.{0,60}\b(?:case|sale|fms|notification)\b|\boriginally (?:valued|notified)\b"
    r"|\bcongress was (?:previously )?notified\b|\bpreviously notified\b"
    r"|\bwas (?:below|under|implemented|not notified)\b|\bwas (?:originally )?valued at\b|\bconstituted\b"
)
_EARLIER_SIGNS = ("origina", "previously", "was ", "constituted")
_COMBINED = re.compile(
    r"\bthis (?:notification|transmittal|report) "
    r"(?:is for|is to document|includes?|will (?:also )?include|consists of|notifies|reports|is to|documents)\b"
    r"|\brequirements are combined as follows\b|\bwill be combined\b"
)
_ADDS = re.compile(r"\b(?:be added to|additional [a-z]+ \(|combined total|previously implemented)", re.IGNORECASE)
"""Words by which what is asked for is only a part of what is notified."""
_AS_FOLLOWS = re.compile(
    r"\b(?:as follows|(?:the )?following(?: items| articles)?)\s?[:;,]\s*|(?:the )?following [^:;,.]{3,80}:\s*"
)
_COST = re.compile(r"\b(?:estimated|total|as high as|valued at|worth|not to exceed|approximate|value of)\b")
_LIST_BEHIND = re.compile(
    r"^(?P<list>.{3,}?),?\s(?:are|is|will be|would be|were)\s(?:also\s|further\s)?"
    r"(?:included|requested|provided|offered|part of)\b[^.;:]{0,80}\.?$"
)
_ASKS_OFFSET = re.compile(r"\brequest\w* (?:an? |any |for )?(?:\w+ )?offset")
_PERSONNEL = re.compile(r"\b(?:representatives?|personnel|people|contractors?|teams?|trips?)\b")
_SENDS = re.compile(r"\b(?:requires?|required|assign\w*|travel\w*|deploy\w*|temporar\w*|in[- ]country)\b")
_NEAR = 160
"""Characters before an amount in which stands what it is of."""
_LEAST_PRICE = 10_000
_HEAD = 400
"""Characters of a sentence in which its verb stands."""

# The patterns below take a sentence apart, and keep its letters as they are.
_COST_CUE = re.compile(r"(?:estimated|total|as high as|valued at|worth|cost|value|exceed|revised)", re.IGNORECASE)
_GOODS = re.compile(
    r"""^[\s,]*(?:of|for(?:\sthe)?(?:\spurchase\sof)?|to\s(?:buy|purchase|procure|acquire))\s+(?:the\s)?
    (?P<goods>.+?)
    (?:,?\s(?:and|with|as\swell\sas)\s(?:associated|related|other\srelated)\b
      |,?\sfor\san?\s(?:estimated|approximate|total)|,?\sat\san?\sestimated|,?\svalued|[.;]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_ON_BEHALF = re.compile(
    r"^[\s,]*(?:as [Ll]ead [Nn]ation,? )?(?:acting )?on behalf of [^.;:]{3,160}?(?=,? (?:of|has|have|to buy|for)\b)"
)
_REQUEST_VERB = re.compile(
    r"""\b(?:requested|requests?|requesting|asked|wishes|wants|proposes|intends|seeks|plans|would\slike)\b(?:\sapproval)?
    (?:\s(?:to\s(?:buy|purchase|procure|acquire|obtain)
        |(?:(?:a|the|an)\s)?(?:(?:possible|proposed)\s)?(?:sale|purchase|procurement)\s(?:of|for)
        |that))?
    \s*(?:from\sthe\s(?:U\.S\.|United\sStates)[^:;,]{0,30})?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_EARLIER = re.compile(
    r",?\s+(?:that|which) (?:will|would|are to|is to) be added to\b.*$|,?\s+to be added to (?:a|the) previously.*$",
    re.IGNORECASE,
)
_AND_BUYS = re.compile(r"\band to (?:buy|purchase|procure|acquire)\s+", re.IGNORECASE)
_SUPPORTED = re.compile(
    r"^(?:the following\b[^:;]{0,40}\b)?[^:;]{0,120}?\b(?:in support of|to support|for use (?:on|with)"
    r"|for its)\b[^:;]{0,160}\s?:\s*"
    r"(?=\S)",
    re.IGNORECASE,
)
_NO_GOODS = re.compile(r"(?:proposals?|information|pricing|price and availability)\b", re.IGNORECASE)
"""What is asked for before it is known what will be bought."""
_INCLUDED_WITHIN = re.compile(
    r"(?:,?\s(?:and|with)|,)\s(?P<list>[^,;.]{3,160}?)\s(?:are|is|will\sbe|would\sbe)\s(?:also\s|further\s)?(?:included|provided)\b",
    re.IGNORECASE,
)
"""The clause of a sentence that adds to the goods: `..., and two (2) engines are included as spares`."""
_BOTH_KINDS = re.compile(
    r"(?<!non-)\b(?:MDE|major defense equipment)(?: \(MDE\))? (?:and|or|&) non-?\s?(?:MDE|major defense equipment)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 90
_LONGEST_LEAD = 400
_LONGEST_LINE = 160
_RUNNING_TEXT = re.compile(r"(?:The|There|This|These|At|Also|Included|It|Any|All|In|Implementation)\b")
_VERB = re.compile(r"\b(?:will|would|has|have|is|are|was|were)\b")
_LISTS = (Role.REQUEST, Role.MDE_LIST, Role.FURTHER_LIST)
_NEVER_LISTED = (Role.OFFSET, Role.PERSONNEL, Role.COST, Role.CONTRACTOR, Role.CERTIFICATION, Role.DETERMINATION)
_INNER_LIST = re.compile(
    r"[;,]?\s+(?:and\s+)?(?=also included|included are|the following non-|non-?(?:MDE|major defense equipment)[\s:])",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?P<other>non-?\s?(?:MDE|major\s+defense\s+equipment)|\bother:?\s*$)|(?P<mde>\bMDE\b|\bmajor\s+defense\s+equipment)"
    r"|(?P<total>\b(?:total|sale|case|program|package|overall|estimated cost))",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"^\s?(?:\)|of which|is|in|of|for|as|represents?|constitutes?|comprises|\s)+(?P<which>non-?\s?(?:MDE"
    r"|major defense equipment)"
    r"|MDE\b|major defense equipment)",
    re.IGNORECASE,
)
_GREW = re.compile(r"\bthreshold\b|\bpreviously implemented\b|\bbelow congressional notification\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\bthe original\b.{0,60}?\bcase\b", re.IGNORECASE)


@dataclass(slots=True)
class Narrative:
    """What the sentences of a running text say."""

    purchaser: Purchaser | None = None
    goods: str | None = None
    """What the sale is of, in the words of the determination."""
    total: Money = None
    mde: Money = None
    other: Money = None
    items: tuple[LineItem, ...] = ()
    divides: bool = False
    """Whether it tells major defense equipment from the rest."""
    contractors: tuple[Contractor, ...] | None = None
    """`None` where no sentence speaks of them, or none could be read."""
    justification: str | None = None
    notification: tuple[str, ...] = ()
    """The sentences that say when Congress was notified."""
    offset: str | None = None
    funding: str | None = None
    amends: str | None = None
    """The number of an earlier notice that this one says it adds to."""
    grows_from: str | None = None
    prior_value: Money = None
    asked: str = ""
    """The first sentence that asks for something."""
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    said: list[tuple[Role, str]] = field(default_factory=list)
    """Every sentence, with its role."""


@dataclass(slots=True)
class _Goods:
    """The lists of a text as they come, before it is known whether the text divides them."""

    asked: list[LineItem] = field(default_factory=list)
    mde: list[LineItem] = field(default_factory=list)
    further: list[LineItem] = field(default_factory=list)
    """What a heading adds that does not say which kind it is."""
    not_mde: list[LineItem] = field(default_factory=list)

    def listed(self, divides: bool) -> tuple[LineItem, ...]:
        """All of them: major defense equipment or not only where the text divides, else unknown."""
        asked = [_kind(one, True if divides and one.quantity is not None else None) for one in self.asked]
        further = [_kind(one, False if divides else None) for one in self.further]
        return (*asked, *self.mde, *further, *self.not_mde)


def _kind(item: LineItem, mde: bool | None) -> LineItem:
    return LineItem(item.name, item.quantity, mde, item.note, item.disputed, item.up_to)


def role_of(sentence: str) -> Role:
    """The role of a sentence, told from the words that no other role has."""
    lowered = sentence.lower()
    head = lowered[:_HEAD]
    requests = _REQUESTED.search(head) is not None
    certifies = ("congress" in lowered or "certif" in lowered) and _CERTIFIES.search(lowered) is not None
    if "offset" in lowered and (not requests or _ASKS_OFFSET.search(lowered)) and offset_said(lowered) is not None:
        return Role.OFFSET
    if _COMBINED.search(head) and "is to inform" not in head:
        return Role.COMBINED
    if FURTHER_HEADING.match(head):
        return Role.FURTHER_LIST
    if contractor.says_contractors(lowered) and not requests:
        return Role.CONTRACTOR
    if not requests and not certifies and any(sign in lowered for sign in _EARLIER_SIGNS) and _EARLIER.search(lowered):
        return Role.EARLIER_CASE
    if _DECIDES.search(head) and _ANNOUNCES.search(head) and _SALE_TO.search(head):
        return Role.DETERMINATION
    if certifies:
        return Role.CERTIFICATION
    if requests:
        return Role.REQUEST
    if MDE_HEADING.match(head):
        return Role.MDE_LIST
    if "$" in lowered and (_COST.search(lowered) or "mde" in lowered or "major defense" in lowered):
        return Role.COST
    if _SENDS.search(lowered) and _PERSONNEL.search(lowered):
        return Role.PERSONNEL
    if begins_with_quantity(sentence[:90]) and _LIST_BEHIND.match(lowered):
        return Role.FURTHER_LIST
    return Role.OTHER


def read_narrative(paragraphs: Iterable[str]) -> Narrative:
    """Reads the paragraphs of a running text."""
    told = Narrative()
    goods = _Goods()
    costs: list[int] = []
    determined: Money = None
    notification: list[str] = []
    asked = False
    before = Role.OTHER
    for sentence in _all_sentences(paragraphs):
        role = role_of(sentence)
        told.said.append((role, sentence))
        told.divides = told.divides or (role is not Role.EARLIER_CASE and _divides(role, sentence))
        if role is Role.DETERMINATION and not asked:
            determined = _cost_in(sentence) if determined is None else determined
            _take_sale_to(told, sentence)
            if _CERTIFIES.search(sentence.lower()):
                notification.append(sentence)
        elif role is Role.CERTIFICATION:
            notification.append(sentence)
        elif role is Role.REQUEST:
            if told.purchaser is None:
                told.purchaser = leading_purchaser(sentence)
            _take_request(told, goods, sentence, asked)
            told.asked, asked = told.asked or sentence, True
        elif role is Role.COMBINED and asked:
            _take_combined(told, goods, sentence)
        elif role is Role.MDE_LIST:
            goods.mde += item_list.items(MDE_HEADING.sub("", sentence, count=1), True)
        elif role is Role.FURTHER_LIST:
            _take_further(told, goods, sentence)
        elif role is Role.COST:
            costs += _take_cost(told, sentence)
        elif role is Role.CONTRACTOR:
            _take_contractors(told, sentence)
        elif role is Role.OFFSET:
            told.offset = told.offset or offset_said(sentence.lower())
        elif role is Role.PERSONNEL:
            told.notes.append(sentence)
        elif role is Role.EARLIER_CASE:
            _take_earlier(told, sentence)
        elif role is Role.OTHER and asked:
            _take_further_words(told, goods, sentence, before)
        told.funding = told.funding or funding_said(sentence)
        before = role
    told.total = determined if determined is not None else (costs[-1] if costs else None)
    if costs and costs[-1] != told.total:
        told.warnings.append(f"two values are given: ${told.total:,} and ${costs[-1]:,}")
    if not (goods.asked or goods.mde or goods.further or goods.not_mde) and told.goods:
        goods.asked += (item for item in item_list.items(told.goods, None) if item.quantity is not None)
    told.items = goods.listed(told.divides)
    told.justification = certified_emergency(sentence for _, sentence in told.said)
    told.notification = tuple(notification)
    return told


def _divides(role: Role, sentence: str) -> bool:
    if role in (Role.MDE_LIST, Role.REQUEST, Role.FURTHER_LIST, Role.COMBINED):
        return (
            NOT_MDE.search(_BOTH_KINDS.sub("", sentence[:_HEAD])) is not None
            or MDE_HEADING.search(sentence) is not None
        )
    return role is Role.OTHER and NOT_MDE.match(sentence) is not None


def _all_sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in _with_lists(paragraphs):
        for sentence in sentences(paragraph):
            # A second list may begin inside of the sentence that asks for the first.
            inner = (
                _INNER_LIST.search(sentence)
                if len(sentence) > 80 and _REQUESTED.search(sentence[:_HEAD].lower())
                else None
            )
            if inner is not None and inner.start() > 40 and request_list(sentence[: inner.start()]).strip(" :;,."):
                yield sentence[: inner.start()]
                yield sentence[inner.end() :]
            else:
                yield sentence


def _with_lists(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs, of which one that ends in a colon is followed by its list, be it of several lines."""
    lead = ""
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.endswith(":") and len(paragraph) >= _LONGEST_LEAD:
            *told, paragraph = sentences(paragraph)
            yield " ".join([*([lead] if lead else []), *told])
            lead = ""
        is_line = paragraph[:1] in BULLETS or (len(paragraph) < _LONGEST_LINE and not _is_running_text(paragraph))
        heading = lead and _is_heading(paragraph)
        if heading and not lines and MDE_HEADING.match(paragraph):
            yield lead  # "of:", and then the heading of the list itself
            lead = paragraph if paragraph.endswith(":") else ""
            if not lead:
                yield paragraph
            continue
        if lead and (not lines or is_line) and not (heading and lines):
            lines.append(paragraph)
            if is_line:
                continue
        if lead:
            yield f"{lead} {'; '.join(line.rstrip(';') for line in lines)}"
            taken, lead, lines = bool(lines) and lines[-1] is paragraph, "", []
            if taken:
                continue
        if paragraph.endswith(":") and len(paragraph) < _LONGEST_LEAD:
            lead = paragraph
        else:
            yield paragraph
    if lead:
        yield f"{lead} {'; '.join(line.rstrip(';') for line in lines)}"


def _is_running_text(paragraph: str) -> bool:
    """Whether a short paragraph is a sentence of its own rather than a line of a list."""
    if not paragraph.endswith("."):
        return _RUNNING_TEXT.match(paragraph) is not None and _VERB.search(paragraph) is not None
    return _RUNNING_TEXT.match(paragraph) is not None or role_of(paragraph) in _NEVER_LISTED


def _is_heading(paragraph: str) -> bool:
    return MDE_HEADING.match(paragraph) is not None or FURTHER_HEADING.match(paragraph) is not None


def _take_sale_to(told: Narrative, sentence: str) -> None:
    for match in islice(_SALE_TO.finditer(sentence[:_HEAD].lower()), 5):
        found = leading_purchaser(sentence[match.end() : match.end() + 600])
        if found is not None:
            told.purchaser = told.purchaser or found
            rest = sentence[match.end() + found.end : match.end() + found.end + 600]
            behalf = _ON_BEHALF.match(rest)
            if behalf is not None:
                told.warnings.append(f"the purchaser acts {behalf[0].strip(' ,')}")
                rest = rest[behalf.end() :]
            goods = _GOODS.match(rest)
            told.goods = told.goods or (_brief(goods["goods"].strip()) if goods else None)
            return


def _brief(goods: str) -> str:
    """The goods up to the first comma, where they are described at length."""
    return goods if len(goods) <= _LONGEST_TITLE else goods.split(",")[0]


def _cost_in(sentence: str) -> Money:
    """The ceiling that a sentence states: the first amount behind a word that speaks of cost."""
    cue = _COST_CUE.search(sentence)
    if cue is None:
        return None
    return next(
        (
            one.dollars
            for one in amounts(sentence)
            if one.start > cue.start() and not one.bound and not _part(sentence, one) and not _no_price(one)
        ),
        None,
    )


def _no_price(amount: Amount) -> bool:
    """Whether an amount is too small for a sale: its unit is one that is not known, or was cut off."""
    return not amount.unit and 0 < amount.dollars < _LEAST_PRICE


def _part(sentence: str, amount: Amount) -> str | None:
    """Which part of the whole an amount is, where the words around it say so: `mde`, `other`, or `None`."""
    behind = _OF_WHICH.match(sentence[amount.end : amount.end + 60])
    if behind is not None:
        return "other" if behind["which"].lower().startswith("non") else "mde"
    *_, subject = [None, *_SUBJECT.finditer(sentence, max(0, amount.start - _NEAR), amount.start)]
    return subject.lastgroup if subject is not None and subject.lastgroup != "total" else None


def _take_cost(told: Narrative, sentence: str) -> Iterator[int]:
    """The parts that a sentence on money states are kept; what it states of the whole is yielded."""
    for amount in amounts(sentence):
        part = None if amount.bound else _part(sentence, amount)
        if part == "mde" and told.mde is None:
            told.mde = amount.dollars
        elif part == "other" and told.other is None:
            told.other = amount.dollars
    cost = _cost_in(sentence)
    if cost is not None and _COST.search(sentence.lower()):
        yield cost


def determines(paragraph: str) -> bool:
    """Whether a paragraph begins with the sentence that announces a sale."""
    return any(role_of(sentence) is Role.DETERMINATION for sentence in islice(sentences(paragraph[:1500]), 2))


def request_list(sentence: str) -> str:
    """The goods that a sentence asks for: what stands behind its verb, or the whole where it has none."""
    asked = _REQUESTED.search(sentence[:_HEAD].lower())
    verb = _REQUEST_VERB.search(sentence, asked.start()) if asked else None
    listed = _TO_EARLIER.sub("", sentence[verb.end() :] if verb else sentence)
    bought = _AND_BUYS.search(listed[:_HEAD]) if not begins_with_quantity(listed[:_HEAD]) else None
    listed = listed[bought.end() :] if bought else listed
    supported = _SUPPORTED.match(listed[:_HEAD]) if not begins_with_quantity(listed[:90]) else None
    return listed[supported.end() :] if supported else listed


def _take_request(told: Narrative, goods: _Goods, sentence: str, again: bool) -> None:
    listed = request_list(sentence)
    if not listed.strip(" .:;,"):
        if not sentence.rstrip().endswith(":"):
            told.warnings.append(f'the request cannot be read: "{sentence}"')
        return
    if _NO_GOODS.match(listed):
        return
    told.warnings += item_list.doubts(listed)
    new = list(item_list.items(listed, None))
    if again:
        held = {(one.quantity, one.name.lower()) for one in (*goods.asked, *goods.mde, *goods.further)}
        new = [one for one in new if one.quantity is not None and (one.quantity, one.name.lower()) not in held]
    if NOT_MDE.search(listed[:120]):
        goods.not_mde += (_kind(one, False) for one in new)
    elif (heading := MDE_HEADING.search(listed[:120])) is not None and heading.start() < 40:
        goods.mde += (_kind(one, True) for one in new)
    else:
        goods.asked += new


def _take_further(told: Narrative, goods: _Goods, sentence: str) -> None:
    behind = None if FURTHER_HEADING.match(sentence) else _LIST_BEHIND.match(sentence)
    listed = behind["list"] if behind else without_further_heading(sentence)
    heading = sentence[: len(sentence) - len(listed)]
    told.warnings += item_list.doubts(listed)
    new = [one for one in item_list.items(listed, None) if not one.name.lower().startswith("none")]
    if NOT_MDE.search(heading):
        goods.not_mde += (_kind(one, False) for one in new)
    else:
        goods.further += new


def _take_further_words(told: Narrative, goods: _Goods, sentence: str, before: Role) -> None:
    """What a sentence without a role adds: a list or the firms of the sentence before it, or goods in a clause."""
    if before is Role.CONTRACTOR and told.contractors and (more := contractor.further(sentence)):
        told.contractors += more
    elif before in _LISTS and begins_with_quantity(sentence) and not _VERB.search(sentence):
        goods.further += item_list.items(sentence, None)
    else:
        for clause in _INCLUDED_WITHIN.finditer(sentence):
            if begins_with_quantity(clause["list"]):
                goods.further += item_list.items(clause["list"], None)


def _take_combined(told: Narrative, goods: _Goods, sentence: str) -> None:
    """The items of "this notification is for ...": what is notified now, all in all."""
    match = _COMBINED.search(sentence[:_HEAD].lower())
    rest = sentence[match.end() :] if match else ""
    heading = ""
    if (follows := _AS_FOLLOWS.search(rest[:_HEAD].lower())) is not None:
        heading, rest = follows[0], rest[follows.end() :]
    mde = MDE_HEADING.search(rest)
    combined = list(item_list.items(rest[mde.end() :] if mde else rest.lstrip(" :"), None))
    if not any(item.quantity is not None for item in combined):
        return
    if NOT_MDE.search(_BOTH_KINDS.sub("", heading)):
        goods.asked, goods.mde, goods.not_mde = [], [], [_kind(one, False) for one in combined]
    elif told.grows_from is None and _ADDS.search(f"{told.asked} {sentence}") is None:
        goods.further += combined
    else:
        goods.asked, goods.mde = combined, []


def _take_contractors(told: Narrative, sentence: str) -> None:
    named = contractor.contractors(sentence)
    if named is None:
        told.warnings.append(f'the contractors cannot be read from: "{sentence}"')
    elif told.contractors is None:
        told.contractors = named
    else:
        known = {one.name for one in told.contractors}
        told.contractors += tuple(one for one in named if one.name not in known)


def _take_earlier(told: Narrative, sentence: str) -> None:
    """What a sentence on an earlier case says of it: its value, its designator, the number of its notice."""
    if _GREW.search(sentence) or _ORIGINAL.search(sentence):
        told.grows_from = told.grows_from or earlier_case(sentence)
        value = next((one.dollars for one in amounts(sentence) if not one.bound and _part(sentence, one) is None), None)
        told.prior_value = told.prior_value if told.prior_value is not None else value
    numbers = labelled(sentence)
    if numbers and "notif" in sentence.lower():
        told.amends = told.amends or numbers[0][0]
