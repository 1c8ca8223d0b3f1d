"""What copying and printing did to a text, undone: broken words, running heads, the heads of mails, capitals.

It works on a cleaned text (`plain_text.plain`). What cannot be told from the text itself, such
as whether a hyphen at a line's end belongs to the word, is told from closed lists of words.
"""

from __future__ import annotations

import itertools
import re

from armstrack.notices.plain_text import GOES_ON, plain


def undone(text: str) -> str:
    """The cleaned text as it was before it was printed, mailed or copied. Never raises."""
    text = plain(text)
    text = _without_mail(text)
    text = _without_line_numbers(_without_running_heads(text))
    if "-\n" in text or "- " in text:
        text = _joined(text)
    return _in_small_letters(text) if _is_in_capitals(text) else text


# Mail ---------------------------------------------------------------------------------------------------------------

_QUOTED = re.compile(r"^[ ]{0,4}(?:>[ ]?){1,8}", re.MULTILINE)
_LEAST_QUOTED = 3
_MAIL_LABEL = re.compile(
    r"^[ *]{0,4}(?P<label>From|Sent|To|Cc|CC|Bcc|Subject|Date|Reply-To|Importance|Attachments?|Received|Message-ID"
    r"|MIME-Version|Content-Type|Content-Transfer-Encoding|Return-Path|X-[A-Za-z-]{1,40})[ *]{0,3}:(?P<rest>.*)$",
    re.MULTILINE,
)
_MAIL_ADDRESSED = frozenset(["From", "Sent", "To", "Subject"])
_MAIL_RULE = re.compile(
    r"^[ ]{0,8}(?:-{2,}[ ]?(?:Original|Forwarded) [Mm]essage[ ]?-{2,}|\| ?(?:Original|Forwarded) [Mm]essage(?: ?\|)?"
    r"|Begin forwarded message:|On .{4,80} wrote:|Sent from my .{2,40})[ ]{0,8}$",
    re.MULTILINE,
)
_MAIL_ON_ONE_LINE = re.compile(
    r"\bFrom: .{1,200}?\b(?:Sent|Date): .{6,60}?\bTo: .{1,300}?\bSubject: (?:(?:FW|Fwd|RE|Re): )*", re.DOTALL
)


def _without_mail(text: str) -> str:
    if text.count("\n>") + text.startswith(">") >= _LEAST_QUOTED:
        text = _QUOTED.sub("", text)
    if "From:" not in text and "Subject:" not in text and "Sent:" not in text:
        return text
    text = _MAIL_RULE.sub("", text)
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end, labels = _mail_head(lines, at)
        if len(labels & _MAIL_ADDRESSED) >= 2:
            at = end
            continue
        kept.append(lines[at])
        at += 1
    return _MAIL_ON_ONE_LINE.sub("\n", "\n".join(kept))


def _mail_head(lines: list[str], at: int) -> tuple[int, set[str]]:
    """Where the head of a mail that begins on a line ends, and the labels that it has."""
    labels: set[str] = set()
    continued = False
    while at < len(lines):
        match = _MAIL_LABEL.match(lines[at])
        if match is not None and match["label"] not in labels:
            labels.add(match["label"])
            continued = match["label"] not in ("Subject", "Date", "Sent")
        elif not (labels and continued and lines[at][:1] == " " and lines[at].strip()):
            break
        at += 1
    return at, labels


# Running heads and page marks ---------------------------------------------------------------------------------------

_REGISTER_HEAD = re.compile(
    r"\s{0,8}(?:\b[0-9]{3,6}\s{1,40})?(?P<head>Federal\s+Register\s?/\s?Vol\.\s?[0-9]{1,3},\s?No\.\s?[0-9]{1,3}\s?/\s?"
    r"[A-Z][a-z]{2,8}day,\s[A-Z][a-z]{2,8}\s[0-9]{1,2},\s[0-9]{4}\s?/\s?[A-Z][A-Za-z]{3,20}(?:\s[A-Z][a-z]{3,12})?)"
    r"(?:\s{1,40}[0-9]{3,6}\b)?\s{0,8}"
)
_RECORD_HEAD = re.compile(
    r"^[ ]{0,60}(?P<head>(?:[SHE][0-9]{1,5}\s{1,20})?CONGRESSIONAL RECORD\s?(?:\u2013|-{1,3})\s?(?:SENATE"
    r"|HOUSE|Senate|House)"
    r"(?:\s{1,20}(?:[A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4}|[SHE][0-9]{1,5})){0,2})[ ]{0,8}$",
    re.MULTILINE,
)
_PRINTED_SIGNS = ("Start Printed Page", "START PRINTED PAGE", "VerDate", "VERDATE", " on DSK", " ON DSK")
_PRINTED = re.compile(
    r"\s?\b(?:Start Printed Page|START PRINTED PAGE) [0-9]{3,6}\b\s?"
    r"|\s{0,4}\bVerDate Sep[^\n]{0,200}(?:\n[^\n]{0,40}E:\\FR\\FM[^\n]{0,60})?\s{0,4}"
    r"|\s{0,4}\S{0,20} on DSK[0-9A-Z]{4,20} with [A-Z]{3,12}[0-9]{0,2}\b\s{0,4}"
)
_PAGE_LINE = re.compile(
    r"^[ ]{0,100}(?:[Pp]age [0-9]{1,3}(?: of [0-9]{1,3})?|[-\u2013] ?[0-9]{1,3} ?[-\u2013]"
    r"|[0-9]{1,3} of [0-9]{1,3}|[0-9]{1,3}/[0-9]{1,3}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}, [0-9]{1,2}:[0-9]{2}(?: [AP]M)?[^\n]{0,160}"
    r"|https?://\S{4,300}\s{1,20}[0-9]{1,3}/[0-9]{1,3})$\n?",
    re.MULTILINE,
)
_PAGE_NUMBER = re.compile(r"\n[ ]{0,100}\n[ ]{0,100}[0-9]{1,3}[ ]{0,8}\n(?=[ ]{0,100}\n)")


def _without_running_heads(text: str) -> str:
    """The text without what stands at the head and foot of each page; the first such head, with its day, at the top."""
    first = ""
    if "Register" in text and (match := _REGISTER_HEAD.search(text)) is not None:
        first = " ".join(match["head"].split())
        text = _REGISTER_HEAD.sub("\n", text)
    if "CONGRESSIONAL RECORD" in text and (match := _RECORD_HEAD.search(text)) is not None:
        first = first or " ".join(match["head"].split())
        text = _RECORD_HEAD.sub("", text)
    if any(sign in text for sign in _PRINTED_SIGNS):
        text = _PRINTED.sub(_line_or_space, text)
    text = _PAGE_LINE.sub("", text)
    text = _PAGE_NUMBER.sub("\n", text)
    return f"{first}\n\n{text}" if first else text


def _line_or_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


_LINE_NUMBER = re.compile(r"^[ ]{0,12}([0-9]{1,4})[.:)|]?(?:[ ]{1,8}|$)", re.MULTILINE)
_LEAST_NUMBERED = 6


def _without_line_numbers(text: str) -> str:
    """The text without the numbers that count its lines, where nearly every line has the next one."""
    lines = [line for line in text.split("\n") if line.strip()]
    numbers = [int(match[1]) if (match := _LINE_NUMBER.match(line)) else None for line in lines]
    if len(lines) < _LEAST_NUMBERED or None in numbers[:2]:
        return text
    following = sum(
        one is not None and two is not None and 0 < two - one <= 3 for one, two in itertools.pairwise(numbers)
    )
    return _LINE_NUMBER.sub("", text) if following * 10 >= 9 * (len(lines) - 1) else text


# Words broken at the end of a line ------------------------------------------------------------------------------------

_BROKEN = re.compile(
    r"(?<![A-Za-z0-9-])([A-Za-z]{1,20})-(\n{1,2}[ ]{0,80}|[ ](?!and\b|or\b|to\b|through\b"
    r"|than\b)(?=[a-z]))([A-Za-z]{2,20})(?![A-Za-z])(-?)([^\s]{0,12})([ ]?)"
)
_SPELT = re.compile(r"[a-z]+(?:-[a-z]+)?")
_KEEPS_BEFORE_LIST = """
non self twenty thirty forty fifty sixty seventy eighty ninety
"""
_KEEPS_BEFORE = frozenset(_KEEPS_BEFORE_LIST.split())
"""First parts of compounds, which are broken behind their own hyphen."""
_ENDINGS = frozenset(
    [
        "ing",
        "ings",
        "ed",
        "er",
        "ers",
        "es",
        "ly",
        "tion",
        "tions",
        "sion",
        "sions",
        "ment",
        "ments",
        "ity",
        "al",
        "ble",
        "ance",
        "ence",
        "ness",
        "ous",
    ]
)
"""Ends of words, which are no words themselves."""
_KEEPS_BEHIND_LIST = """
launched based guided mounted wheeled equipped propelled related specific range site term country resistant proof
speed level type tank surface unique controlled cooled driven powered fired seat seater engine class ready standard
recurring operational friendly lethal destructive missile aircraft ship submarine ground point purpose function role
mission band channel frequency resolution quality time duty side line depot party year month day mile foot
pound gallon barrel round shot power pressure temperature altitude capable compatible hardened qualified configured
developed installed furnished owned operated made built trained designed approved provided funded bearing carrying
dropped borne rotor body fire load lift state threat sensor target spectrum mode axis stage phase
military political economic free
"""
_KEEPS_BEHIND = frozenset(_KEEPS_BEHIND_LIST.split())
"""Second parts of compounds that no word ends with when it is broken between syllables."""
_ONE_WORD_LIST = """
monday tuesday wednesday thursday friday saturday sunday already compound expound impound husband disband gasoline
decline incline saline appoint disappoint empower restate reside maritime forestall
aircraft airborne upgrade upgrades downrange online offline airlift spacecraft rotorcraft watercraft hovercraft
uptime sealift warship spaceship leadership partnership membership ownership relationship friendship hardship
horsepower manpower firepower background underground playground aboveground lifetime maritime sometime wartime
peacetime overtime baseline pipeline airline deadline guideline guidelines outline website worksite onsite offsite
headquarters battlefield airfield framework network software hardware firmware spaceborne waterborne seaborne
overload workload payload download upload gunfire backfire crossfire today birthday holiday weekday everyday
standpoint checkpoint waypoint viewpoint midpoint endpoint pinpoint outbound inbound nonstandard nonrecurring
airframe mainframe timeframe understated overstate interstate crosswind swing owing upstage antibody somebody
anybody everybody nobody uplift forklift facelift multimission permission commission submission transmission
emission admission omission intermission control controlled uncontrolled remission bedside inside outside beside
alongside countryside upside downside statewide embed imbed flatbed prototype stereotype archetype subtype
middleclass world coastline streamline airship township scholarship censorship internship citizenship
photograph waterproof weatherproof bulletproof shockproof fireproof soundproof foolproof retrained restrained
constrained overpowered rebuilt unapproved unprovided unrelated correlated interrelated deregulated abased debased
amounted dismounted surmounted remounted unguided misguided relaunched undesigned redesigned reconfigured
misconfigured uninstalled reinstalled refurnished unfurnished cooperated unqualified disqualified arrange orange
strange unfriendly unloading interface interfaces
"""
_ONE_WORD = frozenset(_ONE_WORD_LIST.split())
_PAIRS = {
    "on": frozenset(["follow", "add", "bolt", "clip", "carry", "strap", "hands", "head", "roll"]),
    "to": frozenset(["air", "surface", "ground", "ship", "sea", "up", "day", "face", "point", "shore", "peer", "end"]),
    "in": frozenset(["built", "fly", "trade", "plug", "drive", "break"]),
    "off": frozenset(["stand", "take", "one", "lift", "cut"]),
    "of": frozenset(["out", "state", "line", "beyond"]),
    "and": frozenset(["search", "hit", "command"]),
    "the": frozenset(["off", "over", "on", "in"]),
    "up": frozenset(["all", "back", "follow", "start", "build", "spin", "run", "warm", "set", "mock", "line", "check"]),
    "round": frozenset(["all", "year"]),
    "weather": frozenset(["all", "bad", "adverse"]),
    "air": frozenset(["anti", "surface", "to", "ground", "in"]),
}
"""Short second parts, which many words end with, and the first parts that they make compounds with."""


def _joined(text: str) -> str:
    """The text with each word that is broken at the end of a line on one line again."""
    words = set(_SPELT.findall(text.lower()))
    capitals = _is_in_capitals(text)

    def join(match: re.Match[str]) -> str:
        first, gap, second, hyphen, tail, space = match.groups()
        if second[0].isupper() and not (capitals and first.isupper() and second.isupper()):
            return match[0]
        hyphenated = _keeps_hyphen(first.lower(), second.lower(), words)
        word = f"{first}{'-' if hyphenated else ''}{second}{hyphen}{tail}"
        if gap == " ":
            return f"{word}{space}"
        if match.end() >= len(text) or text[match.end()] == "\n":
            return word
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        return f"{word}{GOES_ON}\n{' ' * (len(line) - len(line.lstrip()))}"

    return _BROKEN.sub(join, text)


def _keeps_hyphen(first: str, second: str, words: set[str]) -> bool:
    """Whether a word broken behind a hyphen has that hyphen when it is not broken. `words`: those of the text."""
    joined, hyphenated = first + second, f"{first}-{second}"
    if joined in _ONE_WORD or second in _ENDINGS:
        return False
    if (joined in words) != (hyphenated in words):
        return hyphenated in words
    if first in _KEEPS_BEFORE or second in _KEEPS_BEHIND:
        return True
    return first in _PAIRS.get(second, ()) or (len(first) == 1 and first != "a")


# Capitals -----------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]{1,2})?")
_SENTENCE_START = re.compile(
    r"(?:^|(?<=[.!?:]\s)|(?<=[.!?]\"\s)|(?<=\n\n))[\s\"'(]{0,40}(?!(?:and|or|of|to|with|by)\b)([a-z])"
)
_LEAST_LETTERS = 200
_SMALL_LIST = """
a about above absorbing across actual added addition additional adverse after agency agreement agreements aircraft
all also alter alternatively amount an and any applicable approved approving approximately are armed articles as
associated assignment assistance at available aware balance based basic be been below between both bought budget but
buy by can case cases certification changes combined committee competitive concluded conduct connection consent
consisting
contract contractor contractors contribute contributes contribution contributing cost costs could country current
date defense defined delivered depending description determination determined difficulty directed division documentation
dollar due duration each emergency enable engineering enhance entire equipment equipped estimated exercised existing
exists expected expressed extended facilities facility family field final five following for force forces foreign
four from funds future gives government greater have has had headquartered help helping highest if impact implementation
implemented implementing important improve improving in include included includes including increase increased
initial initially integrate interoperability into involve involved involving is issuance it its known letter
level likely line list located logistics made maintain major majority may meet military more multiple must national
necessary need needs negotiations next no not notification notified notifies notifying notify number objectives
of offer offered offset offsets on one only operational option options or original other others over owner package
part parts people period personnel plans point policy political possible potential prepared presented previously
primary prime principal prior procure procured procurement process program progress proposed provide provided
providing publications publication purchase purchased purchaser quantities quantity readiness real recipient region
related remain repair replacement report reporting representatives request requested requesting requests require
required requirements requires requisite result retain review revised sale sales same seeks section security
several services set signed six so some source spare spares stability standard stock subject such support supporting
sustainment systems take technical ten terms test than that the their them then there these they this those three
thereby through throughout time times to tools total training transfer travel two typically under unit up upgrade
upon use used valued various vendor vendors vital waiving was were when where which while who will with within work
would year years zero
seven eight nine eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
fifty sixty seventy eighty ninety hundred thousand million billion exceed high dependent selected
department depend dependent depending state secretary states' congress's committee's determine announced notice
"""
_SMALL = frozenset(_SMALL_LIST.split())
_NUMBER_WORDS_LIST = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety up
"""
_ITEM_START = re.compile(rf"^([ ]{{0,80}})({'|'.join(_NUMBER_WORDS_LIST.split())})\b", re.MULTILINE)
_NAMES = (
    (re.compile(r"\bdepartment of state\b"), "Department of State"),
    (re.compile(r"\bstate department\b"), "State Department"),
    (re.compile(r"\bsecretary of state\b"), "Secretary of State"),
)


def _is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    if len(text) < _LEAST_LETTERS:
        return False
    letters = [char for char in text[:20_000] if char.isalpha()]
    return len(letters) >= _LEAST_LETTERS and sum(char.islower() for char in letters) * 20 < len(letters)


def _in_small_letters(text: str) -> str:
    """A text in capitals with the words of the grammar in small letters; names and designations keep theirs."""

    def small(match: re.Match[str]) -> str:
        word = match[0].lower()
        return word if word in _SMALL and not _in_designation(text, match) else match[0]

    text = _WORD.sub(small, text)
    text = re.sub(r"(?<=[a-z])\(S\)", "(s)", text)
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    text = _SENTENCE_START.sub(_capital, text)
    return _ITEM_START.sub(lambda match: match[1] + match[2].capitalize(), text)


def _capital(match: re.Match[str]) -> str:
    return match[0][:-1] + match[1].upper()


def _in_designation(text: str, match: re.Match[str]) -> bool:
    """Whether a word touches a digit, a slash or a bracket, as in a designation or a section of the law."""
    before, behind = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 5]
    if before[-1:] == "(" and behind[:1] == ")":
        return True
    if match[0] in ("OR", "IN", "ME", "OK", "HI") and before == ", " and (behind[:1] in ",;.)" or behind == " AND "):
        return True  # the abbreviation of a state
    return bool(re.search(r"[0-9]-?$|/$|\.$", before)) or bool(re.match(r"[0-9]|-[0-9]|/[0-9]", behind))
