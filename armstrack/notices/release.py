"""What the releases of both agencies have in common: a head with labels, then running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from armstrack.model.transmittal_in_text import in_head
from armstrack.notices.authority import authority
from armstrack.notices.days import days, first_american_day, first_full_day, weekday_up_to
from armstrack.notices.draft import Draft, DraftValue, Reading
from armstrack.notices.narrative import Narrative, Role, determines, read_narrative, role_of
from armstrack.notices.purchaser import leading_purchaser
from armstrack.notices.sentences import paragraphs, sentences
from armstrack.notices.unplaced import with_unplaced

_HEADLINE = re.compile(r"^(?P<who>[^\u2013|;:]{2,90}?)\s?(?:\s\u2013|\s-{1,3}|--)\s(?P<what>\S.{2,300})$")
_TIGHT_HEADLINE = re.compile(r"^(?P<who>[^\u2013|;:]{2,90}?)--(?P<what>\S.{2,300})$")
_DATELINE = re.compile(r"^\W{0,4}WASHINGTON\b(?:,? ?D\.?C\.?)?[\s,:]{0,4}", re.IGNORECASE)
_ON_A_DAY = (
    r"(?:[Oo]n )?(?:[A-Z][a-z]{2,8}day,? )?"
    r"(?:[A-Z][a-z.]{2,9} [0-9]{1,2}(?:, [0-9]{4})?|[0-9]{1,2} [A-Z][a-z.]{2,9}(?: [0-9]{4})?),? the "
)
"""`On 20 September, the`: the day of the sentence, and not, as before a capital letter, of the head."""
_FIRST_SENTENCE = re.compile(
    rf"\bWASHINGTON\b(?=[\s,:\u2013-])|\b(?:{_ON_A_DAY}|[Tt]he )(?:U\.S\. )?"
    r"(?:State Department|Department of State|Defense Security Cooperation Agency|DSCA)\b,? (?:\(DSCA\) )?"
    r"(?:today |has|notified|approved)"
)
_ANNOUNCES = re.compile(r"\bforeign military sales? ", re.IGNORECASE)
_AFTER_HEADLINE = re.compile(
    r"\s+(?=Foreign Military Sales: Congressional Notification|Bureau of Political-Military Affairs"
    r"|Media/Public Contact"
    r"|Transmittal\s?(?:No|#|Number)|PDF Version|NEWS \||WASHINGTON,|FOR IMMEDIATE RELEASE)",
    re.IGNORECASE,
)
_BEFORE_HEADLINE = re.compile(r"^(?:NEWS \|\s)?(?:[A-Z][a-z]{2,8}\.? [0-9]{1,2}, [0-9]{4}\s+)?", re.IGNORECASE)
_LONGEST_LABEL = 250
_LONG_PARAGRAPH = 1200
"""Characters; a longer paragraph may hold more than one release."""


def read_releases(kind: str, text: str) -> Reading:
    """Reads a cleaned text that holds one release, or several one behind the other."""
    every = [part for paragraph in paragraphs(text) for part in _parts(paragraph)]
    starts = [at for at, one in enumerate(every) if determines(one)]
    if not starts:
        starts = [next((at for at, one in enumerate(every) if not _is_label(one)), 0)]
    cuts = [0]
    for before, start in itertools.pairwise(starts):
        head = start
        while head - 1 > before and _is_label(every[head - 1]):
            head -= 1
        cuts.append(head)
    return Reading(
        tuple(
            _read(kind, every[cut:start], every[start:end])
            for cut, start, end in zip(cuts, starts, [*cuts[1:], len(every)], strict=True)
        )
    )


def _read(kind: str, head: list[str], body: list[str]) -> Draft:
    dated, body = _without_dateline(body)
    labels = "\n".join(head)
    released = dated or first_american_day(" ".join(head)) or first_full_day("\n".join(filter(_is_label, body)))
    told = read_narrative(body)
    notified, doubts = _notified(told, released)
    title = _headline(head)
    buyer = told.purchaser or (leading_purchaser(title) if title else None)
    warnings = [*doubts, *told.warnings]
    if buyer is None:
        warnings.append("the text names no purchaser that is known")
    if told.total is None:
        warnings.append("the text gives no value for the sale")
    draft = Draft(
        kind=kind,
        recipients=buyer.recipients if buyer else (),
        purchaser=buyer.printed if buyer else None,
        transmittal=in_head(labels),
        authority=authority("\n".join(body)) or "36(b)(1)",
        notified=notified,
        published=released,
        title=title or told.goods,
        value=DraftValue(total=told.total, mde=told.mde, other=told.other),
        items=told.items,
        contractors=told.contractors,
        justification=told.justification,
        amends=told.amends,
        warnings=tuple(warnings),
        basis=None if notified is None else "release" if doubts else "delivered",
        offset=told.offset,
        funding=told.funding,
        grows_from=told.grows_from,
        prior_value=told.prior_value,
        notes=tuple(told.notes),
    )
    return with_unplaced(draft, told.said)


def _parts(paragraph: str) -> Iterator[str]:
    """A paragraph, cut where a copy lost the line breaks: between labels and text, and between two releases."""
    if len(paragraph) <= _LONG_PARAGRAPH or not _ANNOUNCES.search(paragraph, _LONG_PARAGRAPH // 2):
        yield from _head_and_text(paragraph)
        return
    held: list[str] = []
    for sentence in sentences(paragraph):
        if held and _ANNOUNCES.search(sentence) and role_of(sentence) is Role.DETERMINATION and _is_new(held):
            yield from _head_and_text(" ".join(held))
            held = []
        held.append(sentence)
    yield from _head_and_text(" ".join(held))


def _is_new(held: list[str]) -> bool:
    """Whether a release has been told that far, so that a further announcement begins another."""
    return any(role_of(sentence) is Role.REQUEST for sentence in held)


def _head_and_text(paragraph: str) -> list[str]:
    """A paragraph, or several where a copy lost the line break between the labels and the first sentence."""
    begins = _FIRST_SENTENCE.search(paragraph) if _ANNOUNCES.search(paragraph[:1500]) else None
    if begins is None or not 0 < begins.start() <= 700:
        return [paragraph]
    labels = [one for one in _AFTER_HEADLINE.split(paragraph[: begins.start()].strip()) if one]
    return [*labels, paragraph[begins.start() :]]


def _is_label(paragraph: str) -> bool:
    """Whether a paragraph belongs to a head rather than to running text."""
    return len(paragraph) <= _LONGEST_LABEL and not paragraph.endswith((".", "!", "?"))


def _headline(head: list[str]) -> str | None:
    """`Country - Item`, where the country is a known recipient."""
    for paragraph in head:
        for line in (_BEFORE_HEADLINE.sub("", one).rstrip(" \u2013-") for one in _AFTER_HEADLINE.split(paragraph)):
            match = _HEADLINE.match(line) or _TIGHT_HEADLINE.match(line)
            if match is not None and leading_purchaser(match["who"]) is not None:
                return line
    return None


def _without_dateline(body: list[str]) -> tuple[date | None, list[str]]:
    """The day of `WASHINGTON, January 8, 2026 - The …`, and the text without that."""
    match = _DATELINE.match(body[0]) if body else None
    if match is None:
        return None, body
    rest = body[0][match.end() :]
    day = next(days(rest[:50]), None)
    if day is None or day.start > 12:
        figures = first_american_day(rest[:14])
        if figures is not None:
            return figures, [rest[10:].lstrip(" ,.-\u2013:"), *body[1:]]
        return None, [rest.lstrip(" -\u2013:"), *body[1:]]
    end = match.end() + day.end
    return day.exact(None), [body[0][end:].lstrip(" ,.-\u2013:"), *body[1:]]


def _notified(told: Narrative, released: date | None) -> tuple[date | None, list[str]]:
    """The day of delivery to Congress, and what is unsure about it."""
    for sentence in told.notification:
        for day in days(sentence):
            exact = day.exact(released)
            if exact is not None:
                return exact, []
            return None, [f'the day of notification has no year: "{sentence}"']
        if released is not None and (named := weekday_up_to(sentence, released)) is not None:
            return named, []
        if "yesterday" in sentence.lower() and released is not None:
            return released - timedelta(days=1), []
        if "today" in sentence.lower():
            if released is not None:
                return released, []
            return None, ["Congress was notified on the day of the release, and the text has no date"]
    if released is None:
        return None, ["the text has no date"]
    return released, ["the day of notification is the day of the release; the text does not say when Congress was told"]
