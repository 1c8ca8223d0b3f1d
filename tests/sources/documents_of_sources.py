"""Documents in the form in which the sources serve them: constructed after the samples, from facts given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from served import Answers, Page

from armstrack.model.recipients import name_of
from armstrack.model.sale import Sale

PUBLIC = "https://www.federalregister.gov"


def american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def register_path(number: str, printed: date) -> str:
    return f"/documents/full_text/text/{printed:%Y/%m/%d}/{number}.txt"


def register_text(number: str, printed: date, body: str, agency: str = "DEPARTMENT OF DEFENSE") -> bytes:
    """The text of a document as the Register serves it: a page with one `<pre>`, links and a script in it."""
    text = f"""\
[Federal Register Volume 91, Number {printed.timetuple().tm_yday} ({printed:%A}, {american(printed)})]
[Notices]
[Pages 20139-20140]
From the Federal Register Online via the Government Publishing Office [<a href="http://www.gpo.gov">www.gpo.gov</a>]
[FR Doc No: {number}]


=======================================================================
-----------------------------------------------------------------------

{agency}

{body}
[FR Doc. {number} Filed {printed.month}-{printed.day}-{printed:%y}; 8:45 am]
BILLING CODE 6001-FR-P


"""
    page = f"<html>\n<head>\n<title>Federal Register</title>\n</head>\n<body><pre>\n{text}</pre>"
    return (page + '<script src="/cdn-cgi/scripts/email-decode.min.js"></script></body>\n</html>\n').encode()


def money(amount: int) -> str:
    if amount >= 1_000_000_000:
        return f"${amount / 1_000_000_000:.10g} billion"
    return f"${amount / 1_000_000:.10g} million"


def arms_notice(
    number: str,
    printed: date,
    transmittal: str,
    recipient: str,
    total: int,
    delivered: date,
    title: str,
    items: Sequence[tuple[int | None, str]] = ((10, "coastal radars"),),
) -> bytes:
    """A notice of the Department of Defense under 36(b)(1)."""
    buyer = name_of(recipient)
    listed = "\n".join(f"    {quantity or ''} {name}".rstrip() for quantity, name in items)
    goods = "; ".join(name for _, name in items) or title
    body = f"""\
Office of the Secretary

[Transmittal No. {transmittal}]


Arms Sales Notification

AGENCY: Defense Security Cooperation Agency, Department of Defense
(DoD).

ACTION: Arms sales notice.

-----------------------------------------------------------------------

SUMMARY: The DoD is publishing unclassified text of an arms sales
notification.

SUPPLEMENTARY INFORMATION: This 36(b) arms sales notification is
published to fulfill the requirements of section 155 of Public Law 104-
164 dated July 21, 1996. The following is a copy of the attached
Transmittal {transmittal}, Policy Justification, and Sensitivity of Technology.

DEPARTMENT OF STATE
TRANSMITTAL NO RSAT {transmittal}
NOTICE OF PROPOSED ISSUANCE OF LETTER OF OFFER PURSUANT TO SECTION
36(b)(1) OF THE ARMS EXPORT CONTROL ACT
    (i) Prospective Purchaser: {"NATO" if recipient == "NATO" else f"Government of {buyer}"}
    (ii) Total Estimated Value:

Major Defense Equipment *...............  {money(total)}
Other...................................  $ 0
                                         -------------------------------
  TOTAL.................................  {money(total)}


    Funding Source: National Funds
    (iii) Description and Quantity or Quantities of Articles or
Services under Consideration for Purchase:

Major Defense Equipment (MDE):
{listed}
Non-Major Defense Equipment:
    None

    (iv) Military Department: Army (XX-B-YFX)
    (v) Prior Related Cases, if any: None
    (vi) Sales Commission, Fee, etc., Paid, Offered, or Agreed to be
Paid: None known at this time
    (vii) Sensitivity of Technology Contained in the Defense Article or
Defense Services Proposed to be Sold: See Attached Annex
    (viii) Date Report Delivered to Congress: {american(delivered)}
    * as defined in Section 47(6) of the Arms Export Control Act

POLICY JUSTIFICATION

{buyer}--{title}

    The Government of {buyer} has requested to buy {goods}. The estimated
total cost is {money(total)}.
    This proposed sale will support the foreign policy of the United States.
"""
    return register_text(number, printed, body)


def listed(number: str, printed: date, title: str = "Arms Sales Notification") -> dict[str, Any]:
    """A document as the Register's API lists it."""
    return {
        "document_number": number,
        "raw_text_url": PUBLIC + register_path(number, printed),
        "publication_date": printed.isoformat(),
        "title": title,
        "citation": "91 FR 20139",
        "type": "Notice",
    }


def register_list(*documents: dict[str, Any], count: int | None = None, following: str | None = None) -> Page:
    """One page of the API's answer; what matches nothing has neither results nor pages."""
    answer: dict[str, Any] = {"count": len(documents) if count is None else count, "description": "Documents"}
    if documents:
        answer |= {"total_pages": 1, "results": list(documents)}
    if following is not None:
        answer["next_page_url"] = following
    return Page(json.dumps(answer).encode(), "application/json; charset=utf-8")


def register(
    notices: dict[str, Page], documents: Sequence[dict[str, Any]], batches: Page | None = None
) -> dict[str, Answers]:
    """The Register with its list, which answers for the Department of Defense and for State."""
    of_defense, of_state = register_list(*documents), batches or register_list()

    def listing(path: str) -> Page:
        return of_state if "state-department" in path else of_defense

    return {"/api/v1/documents.json": listing, **notices}


def register_of(sales: Sequence[Sale], lag: int = 45) -> dict[str, Answers]:
    """A Register that has printed each of these sales, so many days after the day on which Congress was told."""
    pages: dict[str, Page] = {}
    documents = []
    for at, sale in enumerate(sales):
        delivered = next(one.date.exact for one in sale.history if one.state == "notified")
        assert delivered is not None
        assert sale.transmittal is not None
        assert sale.value.total is not None
        printed, number = delivered + timedelta(lag), f"2026-{10_000 + at}"
        items = [(item.quantity, item.name) for item in sale.items]
        text = arms_notice(
            number, printed, sale.transmittal, sale.recipients[0], sale.value.total, delivered, sale.title, items
        )
        pages[register_path(number, printed)] = Page(text, "text/plain; charset=utf-8")
        documents.append(listed(number, printed))
    return register(pages, sorted(documents, key=lambda one: str(one["publication_date"])))


PRINTED = date(2026, 6, 17)


def notices(*numbers: str) -> dict[str, Page]:
    """The notices of these numbers, all to Chile and printed on one day, by their paths."""
    pages = {}
    for at, number in enumerate(numbers):
        text = arms_notice(
            f"2026-{7000 + at}", PRINTED, number, "CL", 69_000_000 + at, date(2026, 5, 4), f"Radars {at}"
        )
        pages[register_path(f"2026-{7000 + at}", PRINTED)] = Page(text, "text/plain")
    return pages


def registers(*numbers: str) -> dict[str, Answers]:
    """The Register that printed them."""
    return register(notices(*numbers), [listed(f"2026-{7000 + at}", PRINTED) for at in range(len(numbers))])


def batch_notice(number: str, printed: date) -> bytes:
    """A batch of two certifications of the Department of State, under 36(c) and 36(d)."""
    body = """\
[Public Notice: 13000]

Bureau of Political-Military Affairs, Directorate of Defense Trade
Controls: Notifications to the Congress of Proposed Commercial Export
Licenses

ACTION: Notice.

SUMMARY: The Directorate of Defense Trade Controls and the Department
of State give notice that the attached Notifications of Proposed
Commercial Export Licenses were submitted to the Congress on the dates
indicated.

SUPPLEMENTARY INFORMATION: Section 36(f) of the Arms Export Control Act
requires that notifications be published in the Federal Register.

January 8, 2026

The Honorable Speaker of the House of Representatives.

Dear Mr. Speaker: Pursuant to Section 36(c) of the Arms Export Control
Act, please find enclosed a certification of a proposed license for the
export of firearms, parts, and components controlled under Category I of
the U.S. Munitions List to Norway in the amount of $1,000,000 or more.

The transaction contained in the attached certification involves the
export of 9mm pistols to Norway.

Sincerely,
Assistant Secretary, Bureau of Legislative Affairs.

Enclosure: Transmittal No. DDTC 25-040.

January 15, 2026

The Honorable Speaker of the House of Representatives.

Dear Mr. Speaker: Pursuant to Section 36(d) of the Arms Export Control
Act, please find enclosed a certification of a proposed manufacturing
license agreement for the manufacture of significant military equipment
abroad and the export of defense articles to Italy in the amount of
$100,000,000 or more.

The transaction contained in the attached certification involves the
export of defense articles to support the manufacture of wing sets for
end-use by Italy.

Sincerely,
Assistant Secretary, Bureau of Legislative Affairs.

Enclosure: Transmittal No. DDTC 25-041.

"""
    return register_text(number, printed, body, "DEPARTMENT OF STATE")


def correction_notice(number: str, printed: date, transmittal: str) -> bytes:
    """A correction, which prints a page anew and announces nothing."""
    body = f"""\
Office of the Secretary

[Transmittal No. {transmittal}]


Arms Sales Notification; Correction

AGENCY: Defense Security Cooperation Agency, Department of Defense
(DoD).

ACTION: Arms sales notice; correction.

SUMMARY: On May 15, 2026, the DoD published a notice titled Arms Sales
Notification. Subsequent to publication of the notice, the DoD realized
that the wrong photographed page published in the notice. This
correction reprints the photographed page in its entirety.

"""
    return register_text(number, printed, body)


# --- the Department of State

STATE = "https://www.state.gov"
LIST_PATH = "/arms-sales-congressional-notifications"
LABEL = "Foreign Military Sales: Congressional Notification"


def article_path(slug: str, day: date) -> str:
    return f"/releases/bureau-of-political-military-affairs/{day:%Y/%m}/{slug}/"


def state_list(items: Sequence[tuple[str, date, str]], says: int | None = None, label: str = LABEL) -> Page:
    """A page of the list: slug, day and title of each item."""
    shown = "".join(
        f"""<li class="collection-result"><p class="collection-result__date">{label}</p>
<a href="{STATE}{article_path(slug, day)}" class="collection-result__link">
    {escape(title)}
</a><div class="collection-result-meta"><span dir="ltr">{american(day)}</span></div></li>
"""
        for slug, day, title in items
    )
    number = len(items) if says is None else says
    page = f"""<!doctype html><html><head><title>Arms Sales</title></head><body>
<article data-returned-posts="[1]"><span class="collection-info__number">{number}</span>
<ul id="col_json_result" class="collection-results">{shown}</ul></article></body></html>"""
    return Page(page.encode(), "text/html; charset=UTF-8")


def article(slug: str, day: date, title: str, transmittal: str | None, buyer: str, cost: str, goods: str) -> Page:
    """A release of the Department of State."""
    number = f"Transmittal# {transmittal}" if transmittal else ""
    page = f"""<!doctype html><html lang="en-US"><head><title>{escape(title)}</title>
<link rel="canonical" href="{STATE}{article_path(slug, day).rstrip("/")}" />
<meta property="og:url" content="{STATE}{article_path(slug, day)}" /></head><body><article>
<h1 class="featured-content__headline stars-above">{escape(title)}</h1>
<div class="article-meta"><p class="article-meta doctype-meta">{LABEL}</p>
<p class="article-meta__author-bureau"><a href="{STATE}/b/">Bureau of Political-Military Affairs</a></p>
<p class="article-meta__publish-date">{american(day)}</p></div>
<div class="wp-block-classic"><p><span>{number}</span></p>
<p>The U.S. Department of State has made a determination approving a possible Foreign Military Sale to the \
Government of {buyer} for {goods} and related equipment. The estimated cost is {cost}.</p>
<p>The Government of {buyer} has requested to buy twenty (20) {goods}. The following non-MDE items will also be \
included: storage racks; and spare parts.</p>
<p>This proposed sale will support the foreign policy of the United States.</p></div></article></body></html>"""
    return Page(page.encode(), "text/html; charset=UTF-8")


# --- Congress

GOVINFO = "https://www.govinfo.gov"


def sitemap(entries: Sequence[tuple[str, str]], index: bool = False) -> Page:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    lines = "".join(
        f"<{inner}><loc>{GOVINFO}{path}</loc><lastmod>{changed}</lastmod></{inner}>" for path, changed in entries
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Page(f'<?xml version="1.0"?><{outer} xmlns="{namespace}">{lines}</{outer}>'.encode(), "application/xml")


def status_path(congress: int, kind: str, number: int) -> str:
    return f"/bulkdata/BILLSTATUS/{congress}/{kind}/BILLSTATUS-{congress}{kind}{number}.xml"


def text_path(congress: int, kind: str, number: int) -> str:
    return f"/bulkdata/BILLS/{congress}/2/{kind}/BILLS-{congress}{kind}{number}is.xml"


def action(
    day: str, text: str, kind: str = "Floor", system: str = "Senate", roll: tuple[int, str] | None = None
) -> str:
    """An action of a status; `roll` is its number and the session that is told with it."""
    vote = ""
    if roll is not None:
        vote = (
            f"<recordedVotes><recordedVote><rollNumber>{roll[0]}</rollNumber><chamber>{system}</chamber>"
            f"<congress>119</congress><sessionNumber>{roll[1]}</sessionNumber></recordedVote></recordedVotes>"
        )
    return (
        f"<item><actionDate>{day}</actionDate><text>{xml_escape(text)}</text><type>{kind}</type>"
        f"<sourceSystem><name>{system}</name></sourceSystem>{vote}</item>"
    )


def bill_status(
    kind: str, number: int, title: str, introduced: str, actions: Sequence[str], congress: int = 119
) -> Page:
    page = f"""<?xml version="1.0" encoding="utf-8"?>
<billStatus><version>3.0.0</version><bill><number>{number}</number><updateDate>2026-04-20T10:00:00Z</updateDate>
<originChamber>Senate</originChamber><type>{kind.upper()}</type><introducedDate>{introduced}</introducedDate>
<congress>{congress}</congress><title>{xml_escape(title)}</title>
<sponsors><item><bioguideId>X000000</bioguideId><fullName>Sen. Example, Ann [I-VT]</fullName></item></sponsors>
<actions>{"".join(actions)}</actions>
<textVersions><item><type>Introduced in Senate</type><formats><item>
<url>{GOVINFO}{text_path(congress, kind, number)}</url></item></formats></item></textVersions>
</bill></billStatus>"""
    return Page(page.encode(), "application/xml")


def bill_text(transmittal: str) -> Page:
    page = f"""<?xml version="1.0"?><resolution resolution-stage="Introduced-in-Senate"><form/><resolution-body>
<text>That the sale of the following defense articles and services, described in Transmittal No. {transmittal}, \
submitted to Congress pursuant to section 36(b)(1) of the Arms Export Control Act, is prohibited.</text>
</resolution-body></resolution>"""
    return Page(page.encode(), "application/xml")


def senate_menu(votes: Sequence[tuple[int, str, str, str, int, int]], congress: int = 119, session: int = 2) -> Page:
    """Number, day as `15-Apr`, issue, question, yeas and nays of each vote."""
    lines = "".join(
        f"<vote><vote_number>{number:05d}</vote_number><vote_date>{day}</vote_date><issue>{issue}</issue>"
        f"<question>{question}\n</question><result>Rejected</result>"
        f"<vote_tally><yeas>{yeas}</yeas><nays>{nays}</nays></vote_tally><title>{question} {issue}</title></vote>"
        for number, day, issue, question, yeas, nays in votes
    )
    head = f"<congress>{congress}</congress><session>{session}</session><congress_year>2026</congress_year>"
    return Page(f'<?xml version="1.0"?><vote_summary>{head}<votes>{lines}</votes></vote_summary>'.encode(), "text/xml")


def senate_vote(
    number: int,
    day: date,
    measure: int,
    question: str,
    result: str,
    yeas: int,
    nays: int,
    present: int = 0,
    about: str = "disapproval of a proposed foreign military sale",
) -> Page:
    title = f"A joint resolution providing for congressional {about}."
    page = f"""<?xml version="1.0" encoding="UTF-8"?>
<roll_call_vote><congress>119</congress><session>2</session><congress_year>2026</congress_year>
<vote_number>{number}</vote_number><vote_date>{american(day)},  05:45 PM</vote_date>
<vote_question_text>{question} S.J.Res. {measure}</vote_question_text><vote_document_text>{title}</vote_document_text>
<question>{question}</question><vote_title>{question.removeprefix("On the ")} S.J.Res. {measure}</vote_title>
<vote_result>{result}</vote_result>
<document><document_congress>119</document_congress><document_type>S.J.Res.</document_type>
<document_number>{measure}</document_number><document_title>{title}</document_title></document>
<count><yeas>{yeas}</yeas><nays>{nays}</nays><present>{present or ""}</present><absent>1</absent></count>
<tie_breaker><by_whom/><tie_breaker_vote/></tie_breaker><members/></roll_call_vote>"""
    return Page(page.encode(), "text/xml")


def clerk_index(year: int, votes: Sequence[tuple[int, str, str]], hundreds: Sequence[int] = ()) -> Page:
    """The Clerk's index: number, day as `30-Jun` and issue of each vote, and links to the lists of a hundred each."""
    rows = "".join(
        f'<TR><TD><A HREF="http://clerk.house.gov/cgi-bin/vote.asp?year={year}&rollnumber={number}">{number}</A></TD>'
        f'<TD><FONT>{day}</FONT></TD><TD><A HREF="http://www.congress.gov/x">{issue}</A></TD><TD>On Passage</TD></TR>\n'
        for number, day, issue in votes
    )
    links = "".join(f'<A HREF="ROLL_{hundred:03d}.asp">{hundred}</A>' for hundred in hundreds)
    return Page(f"<HTML><BODY><TABLE>{rows}</TABLE>{links}</BODY></HTML>".encode(), "text/html")


def house_vote(number: int, day: date, measure: str, result: str, yeas: int, nays: int, present: int = 0) -> Page:
    page = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rollcall-vote PUBLIC "-//US Congress//DTDs/vote v1.0 20031119 //EN" "http://clerk.house.gov/evs/vote.dtd">
<rollcall-vote><vote-metadata><congress>119</congress><session>2nd</session>
<chamber>U.S. House of Representatives</chamber><rollcall-num>{number}</rollcall-num><legis-num>{measure}</legis-num>
<vote-question>On Passage</vote-question><vote-type>YEA-AND-NAY</vote-type><vote-result>{result}</vote-result>
<action-date>{day.day}-{day:%b}-{day.year}</action-date>
<vote-desc>Disapproval of a proposed foreign military sale</vote-desc>
<vote-totals><totals-by-vote><yea-total>{yeas}</yea-total><nay-total>{nays}</nay-total>
<present-total>{present}</present-total><not-voting-total>9</not-voting-total></totals-by-vote></vote-totals>
</vote-metadata></rollcall-vote>"""
    return Page(page.encode(), "text/xml")
