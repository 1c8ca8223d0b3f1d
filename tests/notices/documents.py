"""Documents made from a text, byte by byte: a PDF, a Word document, a mail, a page, XML of the Federal Register."""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
import zlib
from email.message import EmailMessage
from xml.sax.saxutils import escape

_GLYPHS = {"\ufb01": 0x01, "\ufb02": 0x02, "\ufb03": 0x03}
"""Ligatures, at codes that no other letter has in the font of the tests."""


def lines_of(text: str, width: int = 84) -> list[str]:
    """The text wrapped as a printed page has it: a blank line between paragraphs, lists as they are."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, width) if len(line) > width else [line]
    return lines


def pdf_of(text: str, columns: int = 1, across: bool = False, packed: bool = False, per_page: int = 56) -> bytes:
    """A PDF of one font. `across` draws the columns row by row, which no reader of the page would notice."""
    lines = lines_of(text, 84 if columns == 1 else 96 // columns)
    pages = [lines[at : at + columns * per_page] for at in range(0, len(lines), columns * per_page)] or [[]]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT]
    kids = []
    for number, page in enumerate(pages, 1):
        places = [
            (40 + column * 540 // columns, 740 - 12 * row, line)
            for column in range(columns)
            for row, line in enumerate(page[column * per_page : (column + 1) * per_page])
            if line.strip()
        ]
        if across:
            places.sort(key=lambda place: (-place[1], place[0]))
        drawn = b"".join(_drawn(*place) for place in places) + _drawn(300, 30, f"Page {number}")
        stream = zlib.compress(drawn) if packed else drawn
        kind = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (kind, len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), named)
    return _assembled(objects)


_FONT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding"
    b"/BaseEncoding/WinAnsiEncoding/Differences[1/fi/fl/ffi]>>>>"
)


def _drawn(left: int, height: int, line: str) -> bytes:
    letters = b"".join(
        bytes([_GLYPHS[one]]) if one in _GLYPHS else one.encode("cp1252", errors="replace") for one in line.rstrip()
    )
    safe = letters.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F 9 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (left, height, safe)


def _assembled(objects: list[bytes]) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(made),
    )


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(text: str, more: str = "", head: str = "") -> bytes:
    """A Word document with a paragraph for each line; `more` is put behind them as it stands."""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
        if line.strip()
    )
    body = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}{more}</w:body></w:document>'
    return zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def zip_of(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of some files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def page_of(text: str, head: str = "") -> str:
    """A web page with a paragraph for each line."""
    paragraphs = "".join(f"<p>{html.escape(one).replace(chr(0xA0), '&nbsp;')}</p>\n" for one in text.split("\n") if one)
    return f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{paragraphs}</body></html>"


def mail_of(text: str, encoding: str = "quoted-printable", page: bool = False) -> EmailMessage:
    """A mail of August 2026 that carries the text, and nothing else where `page` does not ask for both ways."""
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Subject"], message["Date"] = "Fwd: a notice", "Mon, 03 Aug 2026 10:00:00 -0400"
    message.set_content(text, cte=encoding)
    if page:
        message.add_alternative(page_of(text), subtype="html")
    return message


REGISTER_XML = """\
<NOTICE>
  <PREAMB>
    <PRTPAGE P="30001"/>
    <AGENCY TYPE="F">DEPARTMENT OF DEFENSE</AGENCY>
    <SUBAGY>Office of the Secretary</SUBAGY>
    <DEPDOC>[Transmittal No. 26-94]</DEPDOC>
    <SUBJECT>Arms Sales Notification</SUBJECT>
    <AGY><HD SOURCE="HED">AGENCY:</HD>
      <P>Defense Security Cooperation Agency, Department of Defense (DoD).</P></AGY>
    <ACT><HD SOURCE="HED">ACTION:</HD>
      <P>Arms sales notice.</P></ACT>
  </PREAMB>
  <SUPLINF>
    <HD SOURCE="HED">SUPPLEMENTARY INFORMATION:</HD>
    <P>This 36(b) arms sales notification is published to fulfill the requirements of section 155 of
      Public Law 104-164 dated July 21, 1996.</P>
    <SIG><DATED>Dated: June 10, 2026.</DATED><NAME>A Name,</NAME><TITLE>Liaison Officer.</TITLE></SIG>
    <GPH SPAN="3" DEEP="640"><GID>EN17JN26.000</GID></GPH>
    <HD SOURCE="HD1">Transmittal No. 26-94</HD>
    <HD SOURCE="HD1">Notice of Proposed Issuance of Letter of Offer Pursuant to Section 36(b)(1) of the
      Arms Export Control Act</HD>
    <P>(i) <E T="03">Prospective Purchaser:</E> Government of Chile</P>
    <P>(ii) <E T="03">Total Estimated Value:</E></P>
    <GPOTABLE COLS="2" OPTS="L0,tp0,p0,8/9,g1,t1,i1" CDEF="s25,12">
      <BOXHD><CHED H="1"> </CHED><CHED H="1"> </CHED></BOXHD>
      <ROW><ENT I="01">Major Defense Equipment *</ENT><ENT>$60 million</ENT></ROW>
      <ROW RUL="n,s"><ENT I="01">Other</ENT><ENT>$ 9 million</ENT></ROW>
      <ROW><ENT I="03">TOTAL</ENT><ENT>$69 million</ENT></ROW>
    </GPOTABLE>
    <P>(iii) <E T="03">Description and Quantity or Quantities of Articles or Services under
      Consideration for Purchase:</E></P>
    <P>Major Defense Equipment (MDE):</P>
    <P>Twenty (20) coastal torpedoes</P>
    <P>Non-MDE: Also included are storage racks; and spare parts.</P>
    <P>(iv) <E T="03">Military Department:</E> Navy (CI-P-AAA)</P>
    <PRTPAGE P="30002"/>
    <P>(viii) <E T="03">Date Report Delivered to Congress:</E> June 4, 2026</P>
    <FP>* As defined in Section 47(6) of the Arms Export Control Act.</FP>
    <HD SOURCE="HD1">POLICY JUSTIFICATION</HD>
    <HD SOURCE="HD2">Chile—Coastal Torpedoes</HD>
    <P>The Government of Chile has requested to buy twenty (20) coastal torpedoes.</P>
    <P>The principal contractor will be Example Torpedo Works, located in Springfield, OH.</P>
  </SUPLINF>
  <FRDOC>[FR Doc. 2026-77776 Filed 6-16-26; 8:45 am]</FRDOC>
  <BILCOD>BILLING CODE 6001-FR-P</BILCOD>
</NOTICE>
"""

REGISTER_ISSUE = f"""\
<?xml version="1.0"?>
<FEDREG>
  <VOL>91</VOL><NO>116</NO><DATE>Wednesday, June 17, 2026</DATE>
  <UNITNAME>Contents</UNITNAME>
  <NOTICES>
    <NOTICE><PREAMB><AGENCY>DEPARTMENT OF AGRICULTURE</AGENCY></PREAMB><SUPLINF><P>Apples.</P></SUPLINF></NOTICE>
    {REGISTER_XML}
  </NOTICES>
</FEDREG>
"""
