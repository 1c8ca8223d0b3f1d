"""What a text that is no notice seems to be, so that a refusal can say it and name the way out."""

from __future__ import annotations

import re

from armstrack.notices.purchaser import leading_purchaser

_HEADLINE = re.compile(
    r"^\W{0,6}(?P<who>[A-Z][^\u2013|;:\n]{2,80}?)\s?(?:\s[\u2013-]{1,3}|--)\s(?P<what>\S[^\n]{2,160})$", re.MULTILINE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{8,300}")
_NOTICE_ADDRESS = re.compile(
    r"arms-sales|major-arms|congressional-notification|bureau-of-political-military|federalregister\.gov/d",
    re.IGNORECASE,
)
_GRANT = re.compile(
    r"\bSection\s+516\b[^.]{0,60}Foreign\s+Assistance\s+Act|\bexcess\s+defense\s+articles?\s+on\s+a\s+grant\s+basis",
    re.IGNORECASE,
)
_BLANKS = re.compile(
    r"(?-i:\[[^\]\n]{0,40}\b(?:COUNTRY|SELECT|ITEM|NAME|DATE|X[X.]+)\b[^\]\n]{0,60}\])|\$\s?\[|\(\[#\]\)"
    r"|[\[<](?:insert\b[^\]>\n]{0,60}"
    r"|(?:the )?(?:country|name|item|date|amount|purchaser|number|value|quantity|description)"
    r"(?: in words| of (?:the )?\w{1,20}| name| here)?)[\]>]"
    r"|\bX{2,4}-X{2,3}\b|\bNN-NN\b|\(insert [^)\n]{2,60}\)|\$X{1,3}\b|\b(?:YY|XX)-(?:NN|XX)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|told|according to|reported|reporters|spokes(?:man|woman|person)|analysts?|Reuters"
    r"|Associated Press|Agence France|AFP"
    r"|Bloomberg|newspaper|sources? close|in a statement|announced (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|By [A-Z][a-z]+ [A-Z][a-z]+ ?(?:\||,|\n)"
    r"|would be the (?:first|largest)|comes (?:as|after|amid)|amid (?:tensions|rising))\b"
)
_RESOLUTION = re.compile(r"\b(?:S\.\s?J\.|H\.\s?J\.|Joint)\s?Res", re.IGNORECASE)
_CONTRACT = re.compile(
    r"\b(?:was|has been|is being) awarded an?\b[^.]{0,200}\bcontract|\bcontracting activity\b", re.IGNORECASE
)
_LEAST_HEADLINES = 3
_LEAST_BLANKS = 2
_LEAST_REPORTED = 2
_MOST_SHOWN = 12


def headlines(text: str) -> list[str]:
    """The headlines of notices in a text, `Country - Item`, each once."""
    found = [match[0].strip() for match in _HEADLINE.finditer(text) if leading_purchaser(match["who"]) is not None]
    return list(dict.fromkeys(found))


def is_grant(text: str) -> bool:
    """Whether a text tells of a grant of excess defense articles, which is no sale under the Act."""
    return _GRANT.search(text) is not None


def is_template(text: str) -> bool:
    """Whether a text has the blanks of a template."""
    return len({match[0].lower() for match in _BLANKS.finditer(text)}) >= _LEAST_BLANKS


def reads_like_a_report(text: str) -> bool:
    """Whether a text tells of a notice, as the press does, rather than being one."""
    return len({match[0].lower() for match in _REPORTED.finditer(text[:20_000])}) >= _LEAST_REPORTED


def seems(text: str) -> str:
    """A sentence that says what a text seems to be of which no sale can be drafted."""
    if not text.strip():
        return "The text is empty."
    if is_template(text):
        return "This seems to be a template: its blanks are not filled in."
    if is_grant(text):
        return (
            "This is a notice of a grant of excess defense articles; it is no sale under the Arms Export Control Act."
        )
    every = headlines(text)
    if len(every) >= _LEAST_HEADLINES:
        addresses = [one for one in dict.fromkeys(_ADDRESS.findall(text)) if _NOTICE_ADDRESS.search(one)]
        more = f" and {len(every) - _MOST_SHOWN} more" if len(every) > _MOST_SHOWN else ""
        stand = f" They stand at {' '.join(addresses[:_MOST_SHOWN])}" if addresses else ""
        return (
            f"This seems to be a list of {len(every)} notices, and none of them: save the page of each."
            f" {'; '.join(every[:_MOST_SHOWN])}{more}.{stand}"
        )
    if reads_like_a_report(text):
        return "This seems to be a report about sales, and no notice; look for the notice itself."
    if _RESOLUTION.search(text):
        return "This seems to be about a resolution of Congress, and no notice of a sale."
    if _CONTRACT.search(text):
        return "This seems to be about a contract, and no notice of a sale."
    return "This is none of the notices that can be read."
