"""The letters that tell Congress of what is no letter of offer: licences, transfers to a third party, leases.

    [the day]
    Dear Mr. Speaker: Pursuant to Section 36(c) of the Arms Export Control Act, … a proposed license for the export
        of … to X in the amount of $50,000,000 or more.
    The transaction contained in the attached certification involves the export of … to X …
    Enclosure: Transmittal No. DDTC 25-040

They come singly, and in batches of the Department of State that the Federal Register prints. Of
a transfer the recipient is who receives the articles, never who holds them. A sum "or more" is
a threshold of the law and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from armstrack.model.money import Money
from armstrack.model.sale import LineItem
from armstrack.model.transmittal_in_text import labelled
from armstrack.notices import item_list
from armstrack.notices.days import days, first_full_day
from armstrack.notices.draft import Draft, DraftValue, Reading
from armstrack.notices.emergency import certified_emergency
from armstrack.notices.federal_register import address_of, printed_day
from armstrack.notices.money import amounts
from armstrack.notices.narrative import Role
from armstrack.notices.plain_text import one_line
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.quantity import begins_with_quantity, leading_quantity
from armstrack.notices.sentences import sentences_of
from armstrack.notices.unplaced import with_unplaced

_SECTION = re.compile(
    r"\b(?:(?:pursuant|according|accordance)\s+(?:to|with)|under|by)\s+(?:the\s+(?:provisions|requirements)\s+of\s+)?"
    r"(?:the\s+reporting\s+requirements\s+of\s+)?(?:sub)?sections?\s+"
    r"(?P<section>36\s?\((?P<part>[cd])\)|3\s?\(d\)(?:\s?\((?P<origin>[13])\))?|62)(?![0-9])",
    re.IGNORECASE,
)
_PARTS = re.compile(r"36\s?\(([cd])\)|\b(?:and|or)\s+\(([cd])\)")
"""The sections that a letter on a licence names one after the other: `36(c) and 36(d)`, `36(c) and (d)`."""
_TERRITORY = re.compile(
    r"\bterritor(?:y|ies)\s+(?:of|is|are|will be|comprises?|comprising|consists? of"
    r"|includes?|including)\s+(?=(?:the\s+)?[A-Z])"
)
_CONSENT = re.compile(
    r"\bconsent\b[^.]{0,200}\b(?:re)?-?transfer|\bthird[- ]party transfer\b|\bretransfer\b", re.IGNORECASE
)
_LICENCE = re.compile(r"\b(?:licen[sc]es?|agreements?|manufactur\w+|export)\b", re.IGNORECASE)
_LEASE = re.compile(r"\b(?:leas(?:e|es|ed|ing)|loan)\b", re.IGNORECASE)
_TRANSFER = re.compile(r"\btransfer", re.IGNORECASE)
_OTHER_FORM = re.compile(r"Prospective\s+Purchaser|Letter\(?s?\)?\s+of\s+Offer\s+and\s+Acceptance", re.IGNORECASE)
_LETTER = re.compile(
    r"\bDear\s+(?:Mr|Ms|Mrs|Madam|Senator|Representative|Chair)"
    r"|\b(?:I|[Ww]e)\s+(?:am|are|hereby|herewith|wish|transmit|submit|certify)\b"
    r"|\b[Pp]lease\s+find\b|\b[Tt]his\s+is\s+to\s+(?:notify|inform|advise)|\battached\s+certification\b|\bhas\s+(?:notified|informed)\s+Congress",
    re.IGNORECASE,
)
"""The words of somebody who tells Congress, and not of a law or of a text about it."""
_REGISTER = re.compile(r"\[?Federal Register|\bFR Doc\b|BILLING CODE", re.IGNORECASE)
_DELIVERED = re.compile(r"\bReport\s+(?:was\s+)?Delivered\s+to\s+Congress\s?:?", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:notif|transmit|submit|deliver|forward|inform)|^Date\b", re.IGNORECASE)
_ABOVE_LETTER = 450
"""Characters between the day of a letter and its salutation: the address."""
_COMMERCIAL = re.compile(r"\b(?:licensed|commercial(?:ly)?|exported under|section 38)\b", re.IGNORECASE)
_TRANSACTION = re.compile(r"\btransactions? (?:contained|described)|\binvolves?\b", re.IGNORECASE)
_HANDED = re.compile(
    r"\b(?:temporary\s+)?(?:re-?)?(?:exports?|sales?|transfer(?:red)?|leas(?:e|ed|ing)|loan|manufacture|production)\s+(?=\S)",
    re.IGNORECASE,
)
"""What is done with goods: they stand behind it, with or without "of", and with who gets them before or behind."""
_END_OF_GOODS = re.compile(
    r",?\s+(?:(?:to|for|by|from|with|at|on)\s+(?:the\s+|an?\s+)?(?:end[- ]?use|period|[Gg]overnment|[Kk]ingdom"
    r"|[Rr]epublic|use|value|total|estimated|grant|original|acquisition)\b"
    r"|(?:to|for|by|from|with|at|on|in)\s+(?:the\s+)?(?=[A-Z])"
    r"|(?:in\s+the\s+amount|to\s+support|in\s+support|valued|under|pursuant|abroad)\b)|\.(?![0-9])|[;:]|$"
)
_TO_SUPPORT = re.compile(
    r"\b(?:to support|in support of|for|to establish)\s+(?:the\s+)?(?:depot[ -](?:level\s+)?)?"
    r"(?P<work>(?:co-?)?(?:manufacture|production|assembly|integration|design|development"
    r"|maintenance|overhaul|repair|operation|delivery|installation|launch|upgrade|modification|sustainment)[^.;]{0,120}?\s+of\s+(?:the\s+)?.+?)"
    r"(?=\s+(?:for|in|by|to|at|from)\s+(?:the\s+)?(?:end|[A-Z])|\s+for end|\.(?![0-9])|;|$)",
    re.IGNORECASE,
)
_NO_GOODS = re.compile(
    r"^(?:licen[sc]e|program|agreement|amendment|control|act\b|or\b|and\b|is\b|are\b|will\b|would\b|has\b|contained"
    r"|described|involves|period|abroad\b|(?:these|those|this|such)\b|rent(?:al)?\b|payments?\b|value\b|costs?\b)",
    re.IGNORECASE,
)
_ARE = re.compile(
    r"\b(?:articles|items|equipment|goods|defense articles)\s(?:\w+\s){0,6}?(?:are|is|include|includes"
    r"|consist of|comprise)\s+",
    re.IGNORECASE,
)
_COUNTED_GOODS = re.compile(r"\b(?:involves?|concerns?|for|Description\s?:)\s+(?=\S)")
"""Words behind which goods are counted: of whatever else stands there, no quantity is the beginning."""
_GENERAL_GOODS = re.compile(
    r"^(?:defense articles?|major defense equipment|technical data|defense services?|the above"
    r"|significant military|items?)\b",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:to|for(?: (?:end[- ]?)?use (?:by|in))?|end[- ]use (?:by|in)|in|by|with|with the)\s+(?=(?:the\s+)?[A-Z])"
    r"|\b(?:Ministr(?:y|ies)|Armed Forces|Army|Navy|Air Force|Police|Guard|Forces)\b[^.;:]{0,60}?\bof\s+"
    r"(?!(?:the\s+)?(?:Interior|Defen[cs]e|National|Foreign|Home|Public|State|Security|Armed))(?=(?:the\s+)?[A-Z])"
)
_RECEIVES = re.compile(
    r"\b(?:(?:re)?-?transfer(?:red)?|leas(?:e|ed|ing)|loan(?:ed)?|deliver(?:ed|y)?|provid(?:e|ed))\b[^.;]{0,260}?\bto\s+(?=(?:the\s+)?[A-Z])"
    r"|\b(?:Lessee|Recipient|Transferee)\s?:\s*",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:from|by|that)\s+(?=(?:the\s+)?(?:Government|Kingdom|Republic|State|Armed|Ministry"
    r"|[A-Z][a-z]+ (?:Air|Army|Navy)))"
)
_ASKS = re.compile(r"\b(?:has|have)\s+(?:requested|asked)\b|\brequests\b", re.IGNORECASE)
_ACQUIRED = re.compile(r"\b(?:acquisition|original)\b[^$.]{0,60}$", re.IGNORECASE)
_WORTH = re.compile(r"\b(?:amounts?|value[ds]?|worth|costs?|price|rental|rent)\b", re.IGNORECASE)
_REPLACED = re.compile(r"\breplacement\b[^$.]{0,60}$", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:period|term|duration)s?\b[^.;]{0,40}\b(?:[0-9]{1,3}|\([0-9]{1,3}\)|one|two|three|four|five|six"
    r"|ten|twelve)\)?[- ]?(?:months?|years?)\b",
    re.IGNORECASE,
)
_FIREARMS = re.compile(r"\bfirearms?\b|\bCategor(?:y|ies)\s+I\b", re.IGNORECASE)
_LONGEST_TITLE = 110
_LONGEST_GOODS = 2000
_MOST_HANDED = 12
"""Times that a sentence says what is handed over; one with more is no sentence of a letter."""

KINDS = {"36": "state_license", "3": "state_transfer", "62": "lease"}
"""The kind of a letter by the section that it names, where the text does not prove who printed it."""


def is_certification(text: str) -> bool:
    """Whether a cleaned text holds letters on licences, transfers or leases, and no form of a government sale."""
    if _OTHER_FORM.search(text) or _LETTER.search(text) is None:
        return False
    return (
        any(_is_of_its_section(match, text) for match in _SECTION.finditer(text)) or _CONSENT.search(text) is not None
    )


def _is_of_its_section(match: re.Match[str], text: str) -> bool:
    about = one_line(text[match.start() : match.start() + 700])
    if match["section"].startswith("36"):
        return _LICENCE.search(about) is not None
    return (_TRANSFER if match["section"].startswith("3") else _LEASE).search(about) is not None


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one such letter, or a batch of them."""
    in_register = _REGISTER.search(text) is not None
    published = printed_day(text) if in_register else None
    address = address_of(text) if in_register else None
    drafts = tuple(_read(letter, in_register, published, address) for letter in _letters(text))
    return Reading(tuple(draft for draft in drafts if draft.recipients or draft.transmittal))


def _letters(text: str) -> list[str]:
    """The letters of a text, each with the day above it and the enclosure below it."""
    anchors = [match.start() for match in _SECTION.finditer(text) if _is_of_its_section(match, text)]
    cuts: list[int] = []
    for anchor in anchors:
        floor = cuts[-1] + 1 if cuts else 0
        salutation = text.rfind("Dear", floor, anchor)
        begins = salutation if salutation >= 0 and anchor - salutation < 300 else anchor
        above = max(floor, begins - _ABOVE_LETTER)
        begins = next((above + day.start for day in reversed(list(days(text[above:begins]))) if day.year), begins)
        if cuts and _same_letter(text, cuts[-1], begins):
            continue
        cuts.append(begins)
    if not cuts:
        return [text]
    cuts[0] = min(cuts[0], _first_number_before(text, cuts[0]))
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _same_letter(text: str, start: int, begins: int) -> bool:
    """Whether a section is named again within one letter: no new salutation, day or number has come since."""
    between = text[start + 10 : begins]
    return "Dear" not in text[begins : begins + _ABOVE_LETTER] and not labelled(between)


def _first_number_before(text: str, start: int) -> int:
    """Where the number above a single letter stands, or the day, if they do."""
    numbers = [at for _, at in labelled(text[:start])]
    return min([start, *numbers[-1:]])


def _read(letter: str, in_register: bool, published: date | None, address: str | None) -> Draft:
    match = _SECTION.search(letter)
    section = match["section"].lower() if match else "3(d)"
    said = list(sentences_of(letter))
    if section.startswith("36"):
        authority, kind = f"36({match['part'].lower() if match else 'c'})", KINDS["36"]
        buyer = _licence_recipient(said)
    else:
        authority, kind = ("62", KINDS["62"]) if section.startswith("62") else (_transfer(match, letter), KINDS["3"])
        buyer = _receiver(said)
    warnings: list[str] = []
    reported = _DELIVERED.search(letter)
    delivered = first_full_day(letter[reported.end() : reported.end() + 60]) if reported else None
    day = delivered or first_full_day(letter[: match.start()] if match else letter[:600]) or _told_on(said)
    if day is None:
        warnings.append("the text does not say when Congress was notified")
    elif not in_register and delivered is None:
        warnings.append("the day of notification is that of the letter")
    if buyer is None:
        warnings.append("the text names no purchaser that is known" if kind == KINDS["36"] else _NO_RECEIVER)
    goods, items = _goods(said, authority)
    value = _value(said, authority)
    if value is None:
        warnings.append("the text gives no value, only what the law asks to be reported" if _limit(said) else _NO_VALUE)
    numbers = labelled(letter)
    named = (
        [f"36({one[1] or one[2]})" for one in _PARTS.finditer(letter, match.start(), match.end() + 40)] if match else []
    )
    draft = Draft(
        kind="federal_register" if in_register else kind,
        recipients=buyer.recipients if buyer else (),
        purchaser=buyer.printed if buyer else None,
        transmittal=numbers[-1][0] if numbers else None,
        authority=authority,
        notified=day,
        published=published,
        title=goods,
        value=DraftValue(total=value),
        items=items,
        justification=certified_emergency(said),
        warnings=tuple(warnings),
        basis="delivered" if delivered is not None or (day is not None and in_register) else None,
        address=address,
        further_authorities=tuple(dict.fromkeys(one for one in named if authority[:2] == "36" and one != authority)),
        territory=next((one.recipients for sentence in said for one in _named(sentence, _TERRITORY)), ()),
        notes=tuple(_notes(said, authority)),
    )
    return with_unplaced(draft, [(Role.OTHER, sentence) for sentence in said])


_NO_RECEIVER = "the text names nobody that is known as the recipient"
_NO_VALUE = "the text gives no value"


def _transfer(match: re.Match[str] | None, letter: str) -> str:
    """Which consent it is: of articles that the government sold, or of those exported under licence."""
    if match is not None and match["origin"]:
        return f"3(d)({match['origin']})"
    return "3(d)(3)" if _COMMERCIAL.search(letter) else "3(d)(1)"


def _told_on(said: list[str]) -> date | None:
    return next((day for one in said if _TELLS.search(one) and (day := first_full_day(one)) is not None), None)


def _transaction_first(said: list[str]) -> list[str]:
    """The sentences on the transaction, then all of them."""
    return [one for one in said if _TRANSACTION.search(one)] + said


def _licence_recipient(said: list[str]) -> Purchaser | None:
    """Where the goods go: told best by the sentence on the transaction, else by any."""
    return next((found for one in _transaction_first(said) for found in _named(one, _GOES_TO)), None)


def _receiver(said: list[str]) -> Purchaser | None:
    """Who receives what is transferred or leased; never who holds it."""
    return next((found for one in said for found in _named(one, _RECEIVES)), None)


def _asking(sentence: str) -> list[Purchaser]:
    """Who asks for consent, where a sentence begins with it: the holder."""
    asks = leading_purchaser(sentence) if _ASKS.search(sentence) else None
    return [asks] if asks is not None else []


def _named(sentence: str, pattern: re.Pattern[str]) -> list[Purchaser]:
    found = (leading_purchaser(sentence[match.end() : match.end() + 400]) for match in pattern.finditer(sentence))
    return [one for one in found if one is not None and one.recipients != ("US",)]


def _goods(said: list[str], authority: str) -> tuple[str | None, tuple[LineItem, ...]]:
    """What it is about in a few words, and the items that the letter lists."""
    ordered = _transaction_first(said)
    items: tuple[LineItem, ...] = ()
    title: str | None = None
    for sentence in ordered:
        handed = list(_handed(sentence))
        if not items:
            named_goods = (*handed, *_are(sentence), *_counted(sentence))
            listed = [one for goods in named_goods for one in item_list.items(goods, None)]
            items = tuple(dict.fromkeys(one for one in listed if one.quantity is not None and "$" not in one.name))
        if title is None:
            work = _TO_SUPPORT.search(sentence)
            named = next((one for one in handed if not _GENERAL_GOODS.match(one)), None)
            if work is not None:
                title = _short(work["work"])
            elif named is not None:
                title = _short(leading_quantity(named).rest)
        if title is not None and items:
            break
    if items and not authority.startswith("36"):
        title = _short(items[0].name)
    if title is None:
        general = next((named for one in ordered for named in _handed(one)), None)
        title = _short(general) if general is not None else None
    if items and title is None:
        title = _short(items[0].name)
    if not items and title is not None:
        items = (LineItem(title, None, None),)
    return title, items


def _handed(sentence: str) -> Iterator[str]:
    """The goods that a sentence says are exported, transferred, leased or made."""
    for match in islice(_HANDED.finditer(sentence), _MOST_HANDED):
        at = match.end()
        if sentence.startswith(("to ", "in ", "by "), at):
            receiver = leading_purchaser(sentence[at + 3 : at + 403])
            if receiver is None:
                continue
            at += 3 + receiver.end
        begun = re.compile(
            r"[\s,]*(?:for\s+use\s+by\s[^,.;]{3,80},\s)?(?:of\s+)?(?:the\s+following[^:;]{0,40}:\s*)?"
        ).match(sentence, at)
        at = begun.end() if begun else at
        end = _END_OF_GOODS.search(sentence, at, at + _LONGEST_GOODS)
        goods = sentence[at : end.start() if end else at + _LONGEST_GOODS].strip(" ,")
        if len(goods) > 3 and not _NO_GOODS.match(goods):
            yield goods


def _counted(sentence: str) -> Iterator[str]:
    """The goods that a sentence names by their number: "involves six aircraft", "a lease to X for six aircraft"."""
    for match in islice(_COUNTED_GOODS.finditer(sentence), _MOST_HANDED):
        if begins_with_quantity(sentence[match.end() : match.end() + 90]):
            end = _END_OF_GOODS.search(sentence, match.end(), match.end() + _LONGEST_GOODS)
            yield sentence[match.end() : end.start() if end else match.end() + _LONGEST_GOODS].strip(" ,")


def _are(sentence: str) -> Iterator[str]:
    """The goods of "the articles are …"."""
    match = _ARE.search(sentence)
    if match is not None:
        yield re.split(r"\s(?:with|valued|at)\s", sentence[match.end() :])[0]


def _short(text: str) -> str:
    text = " ".join(text.split()).strip(" ,").rstrip(".")
    text = text if len(text) <= _LONGEST_TITLE else text[:_LONGEST_TITLE].rpartition(" ")[0]
    return text[:1].upper() + text[1:]


def _limit(said: list[str]) -> bool:
    return any(amount.bound for sentence in said for amount in amounts(sentence))


def _value(said: list[str], authority: str) -> Money:
    """What it is worth: of a transfer what the articles cost once, of a lease what they would cost anew."""
    found = [(one, amount) for one in said if _WORTH.search(one) for amount in amounts(one) if not amount.bound]
    cue = {"62": _REPLACED}.get(authority, _ACQUIRED)
    for sentence, one in found:
        if cue.search(sentence[max(0, one.start - 90) : one.start]):
            return one.dollars
    return found[0][1].dollars if found else None


def _notes(said: list[str], authority: str) -> list[str]:
    """From whom it goes, for how long, and whether it is of firearms, whose threshold is lower."""
    notes: list[str] = []
    if not authority.startswith("36"):
        holder = next((one for sentence in said for one in (*_asking(sentence), *_named(sentence, _HOLDS))), None)
        if holder is not None and authority != "62":
            notes.append(f"Held by: {holder.printed}.")
        duration = next((match[0] for sentence in said if (match := _DURATION.search(sentence)) is not None), None)
        if duration is not None:
            notes.append(f"Lease: {duration}." if authority == "62" else f"{duration}.")
    elif any(_FIREARMS.search(sentence) for sentence in said):
        notes.append("Firearms, controlled under Category I of the U.S. Munitions List.")
    return notes
