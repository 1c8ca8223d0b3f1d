"""Documents of every format: the same draft as from the text a person copies, or the name of what cannot be read."""

from __future__ import annotations

import sys
from datetime import date

import notice_samples as samples
import pytest
from documents import REGISTER_ISSUE, REGISTER_XML, docx_of, lines_of, mail_of, page_of, pdf_of, zip_of

from armstrack.notices.draft import Draft
from armstrack.notices.formats.copied import LARGEST, CannotCopy, MissingExtra
from armstrack.notices.formats.table import copied
from armstrack.notices.reading import read_notices

TEXTS = {
    "dsca 2024": samples.DSCA_2024,
    "dsca 2009": samples.DSCA_2009,
    "state": samples.STATE,
    "register": samples.REGISTER,
    "upgrade": samples.UPGRADE,
    "record": samples.RECORD,
}


def drafts(content: bytes) -> list[Draft]:
    return [draft for one in copied(content) for draft in read_notices(one.text).drafts]


def same(ours: list[Draft], theirs: list[Draft]) -> None:
    """The same sales, field by field; a blank line more or less may not change a thing."""
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert one.document() == other.document()


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[str(request.param)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_reads_as_its_text(text: str, packed: bool) -> None:
    same(drafts(pdf_of(text, packed=packed)), list(read_notices("\n".join(lines_of(text))).drafts))


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("sample", [samples.DSCA_2024, samples.STATE])
def test_the_columns_of_a_pdf_are_read_one_after_the_other(sample: str, across: bool) -> None:
    lines = lines_of(sample, 48)
    content = pdf_of(sample, columns=2, across=across, per_page=len(lines) // 2 + 1)
    wrapped = "\n".join(lines)
    heads = [
        (one.recipients, one.transmittal, one.value, one.items, one.contractors)
        for one in (*drafts(content), *read_notices(wrapped).drafts)
    ]
    assert len(heads) == 2
    assert heads[0] == heads[1]


def test_the_cells_of_a_table_stay_beside_each_other() -> None:
    """A few short cells at one height are a table, and no columns of running text."""
    text = "Major Defense Equipment        $60 million\n" * 6
    assert copied(pdf_of(text))[0].text.count("Major Defense Equipment") == 6


def test_a_letter_drawn_as_one_with_its_neighbour_is_read(text: str) -> None:
    joined = text.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02")
    read = copied(pdf_of(joined))[0].text
    assert read.count("\ufb01") == joined.count("\ufb01")
    assert "\ufffd" not in read


def test_the_numbers_of_pages_are_no_part_of_the_text() -> None:
    text = "\n".join(f"line {number} of a notice that goes over several pages" for number in range(150))
    assert copied(pdf_of(text))[0].text.split("\n")[-1].startswith("line 149")
    assert "Page 2" not in copied(pdf_of(text))[0].text


def test_a_word_document_reads_as_its_text(text: str) -> None:
    paragraphs = "\n\n".join(line for line in text.split("\n") if line.strip())
    same(drafts(docx_of(text)), list(read_notices(paragraphs).drafts))


def test_what_a_word_document_does_not_show_is_not_read() -> None:
    hidden = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t><w:tab/><w:t>on</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t><w:br/><w:t>A</w:t>'
        "<w:noBreakHyphen/><w:t>1</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Other</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>$9 million</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    text = copied(docx_of("", hidden))[0].text
    assert text.splitlines()[:2] == ["shown\tonnewseen", "A-1"]
    assert "Other   $9 million" in text
    assert "hidden" not in text
    assert "gone" not in text


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("page", [False, True])
def test_a_mail_reads_as_its_text_and_not_as_its_head(text: str, encoding: str, page: bool) -> None:
    same(drafts(bytes(mail_of(text, encoding, page))), list(read_notices(text).drafts))


def test_each_mail_of_a_box_is_read() -> None:
    box = b"".join(
        b"From a@example.org Mon Aug  3 10:00:00 2026\n" + bytes(mail_of(text)) + b"\n"
        for text in (samples.STATE, samples.DSCA_2024)
    )
    assert [draft.transmittal for draft in drafts(box)] == ["26-98", "24-301"]


def test_a_mail_that_is_a_page() -> None:
    message = mail_of("")
    message.set_content(page_of(samples.STATE), subtype="html", charset="utf-8", cte="base64")
    same(drafts(bytes(message)), list(read_notices(samples.STATE).drafts))


def test_the_documents_attached_to_a_mail_are_read() -> None:
    message = mail_of("See what is attached.")
    message.add_attachment(pdf_of(samples.STATE), maintype="application", subtype="pdf", filename="notice.pdf")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    outer = mail_of("Forwarded.")
    outer.add_attachment(message)
    assert [draft.transmittal for draft in drafts(bytes(outer))] == ["26-98"]


def test_a_mail_without_a_text_says_why() -> None:
    message = mail_of("")
    message.clear_content()
    message.add_attachment(b"\xff\xd8\xff\xe0", maintype="application", subtype="octet-stream", filename="scan")
    with pytest.raises(CannotCopy, match="JPEG"):
        copied(bytes(message))


def test_what_a_person_copied_of_a_mail_is_a_text() -> None:
    head = "From: A Person <a@example.org>\nSent: Monday, August 3, 2026 10:00 AM\nTo: B\nSubject: Fwd\n\n"
    assert copied((head + samples.STATE).encode())[0].text == head + samples.STATE


def test_a_page_saved_in_one_file_knows_where_it_came_from() -> None:
    address = "https://www.state.gov/releases/bureau-of-political-military-affairs/2026/06/chile-coastal-torpedoes/"
    page = page_of(samples.STATE).replace("=", "=3D")
    saved = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n"
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--b--\r\n"
    )
    (one,) = copied(saved.encode())
    assert one.address == address
    same(drafts(saved.encode()), list(read_notices(samples.STATE).drafts))


@pytest.mark.parametrize("xml", [REGISTER_XML, REGISTER_ISSUE])
def test_the_register_as_xml(xml: str) -> None:
    (draft,) = drafts(xml.encode())
    assert (draft.kind, draft.recipients, draft.transmittal) == ("federal_register", ("CL",), "26-94")
    assert (draft.value.total, draft.value.mde, draft.value.other) == (69_000_000, 60_000_000, 9_000_000)
    assert [(item.quantity, item.name, item.mde) for item in draft.items] == [
        (20, "coastal torpedoes", True),
        (None, "storage racks", False),
        (None, "spare parts", False),
    ]
    assert [firm.name for firm in draft.contractors] == ["Example Torpedo Works"]
    assert draft.notified == date(2026, 6, 4)


def test_an_issue_of_the_register_says_its_day() -> None:
    assert [draft.published for draft in drafts(REGISTER_ISSUE.encode())] == [date(2026, 6, 17)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_a_text_in_any_encoding(encoding: str) -> None:
    text = samples.STATE.translate({0x2013: "-", 0x2019: "'", 0xA0: " "}).encode("latin-1", "ignore").decode("latin-1")
    assert copied(text.encode(encoding))[0].text == text


def test_a_page_in_the_encoding_that_it_names() -> None:
    page = page_of("Côte d'Ivoire, radars", '<meta charset="mac-roman">').encode("mac-roman")
    assert "Côte d'Ivoire, radars" in copied(page)[0].text


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.state.gov/releases/x/2026/06/chile", "https://www.state.gov/releases/x/2026/06/chile"),
        ("https://www.dsca.mil/Press-Media/1/2", "https://www.dsca.mil/Press-Media/1/2"),
        ("https://example.org/mirror", None),
        ("https://www.state.gov.example.org/x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_address_is_taken_from_a_page_of_the_government_alone(link: str, address: str | None) -> None:
    assert copied(page_of(samples.STATE, f'<link rel="canonical" href="{link}">').encode())[0].address == address


def test_the_marks_of_federalregister_gov_are_no_goods() -> None:
    mark = '<span class="printed-page-inline unprinted-element">Start Printed Page 56012</span>'
    page = page_of("forty (40) MARK containers").replace("MARK", mark)
    assert "forty (40) containers" in " ".join(copied(page.encode())[0].text.split())


def test_the_cells_of_a_row_on_a_page_are_apart() -> None:
    cells = (("Major Defense Equipment *", "$60 million"), ("TOTAL", "$69 million"))
    rows = "".join(f"<tr><td>{name}</td><td>{amount}</td></tr>" for name, amount in cells)
    rows = f"<table>{rows}</table>"
    lines = copied(page_of("x").replace("</body>", f"{rows}</body>").encode())[0].text.splitlines()
    assert [line.split("\t")[-2:] for line in lines if "$" in line] == [
        ["Major Defense Equipment *", "$60 million"],
        ["TOTAL", "$69 million"],
    ]


def test_a_fraction_and_a_mark_of_a_footnote_are_no_numbers() -> None:
    xml = REGISTER_XML.replace("coastal torpedoes</P>", "2<FR>1/2</FR>-ton trucks<SU>1</SU></P>", 1)
    assert drafts(xml.encode())[0].items[0].name == "2 1/2-ton trucks"


def test_a_list_of_notices_names_their_addresses() -> None:
    begins = "https://www.state.gov/releases/bureau-of-political-military-affairs/2026/0"
    links = "".join(f'<li><a href="{begins}{at}/sale-{at}/">Country: Goods {at}</a> August 2{at}, 2026' for at in "123")
    with pytest.raises(CannotCopy, match="a list of 3 notices, and no notice") as refused:
        copied(page_of("Arms Sales: Congressional Notifications").replace("</body>", f"{links}</body>").encode())
    assert f"Country: Goods 2 ({begins}2/sale-2/)" in refused.value.hint
    page = page_of(samples.STATE).replace("</body>", f"{links}</body>")
    same(drafts(page.encode()), list(read_notices(samples.STATE).drafts))


def test_a_word_broken_at_a_soft_hyphen_is_one_word() -> None:
    assert "fifty million" in copied(pdf_of("an estimated cost of fifty mil\u00ad\nlion dollars and no more"))[0].text


BOMB = b"\0" * (LARGEST + 10)
DEEP = "<a>" * 500 + "</a>" * 500
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'

CANNOT = {
    "a scanned PDF": (pdf_of(""), "without a text layer"),
    "a damaged PDF": (b"%PDF-1.7\n" + b"1 0 obj<<" * 50, "PDF that is damaged"),
    "a cut PDF": (pdf_of(samples.STATE)[:700], "PDF"),
    "a page in PostScript": (b"%!PS-Adobe-3.0\n", "PostScript"),
    "rich text": (b"{\\rtf1\\ansi The notice}", r"\.rtf"),
    "an old Word document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
        r"\.doc",
    ),
    "a mail of Outlook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__substg1.0_".encode("utf-16-le"),
        r"\.msg",
    ),
    "an old Office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office"),
    "a PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture"),
    "a TIFF": (b"II*\0" + b"\0" * 40, "picture"),
    "a WebP": (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
    "a HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "picture"),
    "gzip": (b"\x1f\x8b\x08\0", "gzip"),
    "an archive": (zip_of({"notice.txt": b"x"}), "ZIP"),
    "an empty archive": (zip_of({}), "ZIP"),
    "a damaged archive": (b"PK\x03\x04" + b"\xff" * 60, "ZIP"),
    "a workbook": (zip_of({"xl/workbook.xml": b"<workbook/>"}), "CSV|workbook"),
    "an OpenDocument text": (zip_of({"content.xml": b"<x/>"}), "OpenDocument"),
    "a bomb of a Word document": (zip_of({"word/document.xml": BOMB}), "more than any notice"),
    "a deep Word document": (zip_of({"word/document.xml": DEEP.encode()}), "levels deep"),
    "a Word document with entities": (docx_of("x", head=ENTITIES), "document type"),
    "a Word document that is no XML": (zip_of({"word/document.xml": b"<w:p>"}), "damaged"),
    "the Register with entities": ((ENTITIES + REGISTER_XML).encode(), "document type"),
    "the Register about other things": (
        b"<NOTICE><PREAMB><AGENCY>A</AGENCY></PREAMB></NOTICE>",
        "without a notice about arms sales",
    ),
    "a Word document of pictures": (docx_of(""), "without a text"),
    "a page of pictures": (b"<html><head></head><body><p><img></p></body></html>", "without a text"),
    "a page for robots": (page_of("Access Denied\nReference 18.2").encode(), "stands before it"),
    "other XML": (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
    "a database": (b"SQLite format 3\0" + b"\0" * 40, "SQLite"),
    "bytes": (bytes(range(256)) * 4, "no text"),
    "too long": (b"a" * (LARGEST + 1), "longer than any notice"),
    "a mail without a body": (b"From: a\nMIME-Version: 1.0\nSubject: x\n\n", "without a text"),
}


@pytest.mark.parametrize("what", CANNOT)
def test_what_cannot_be_read_is_named(what: str) -> None:
    content, named = CANNOT[what]
    with pytest.raises(CannotCopy, match=named):
        copied(content)


@pytest.mark.parametrize("what", [one for one in CANNOT if one not in ("bytes", "other XML", "too long")])
def test_the_way_out_is_named_wherever_there_is_one(what: str) -> None:
    with pytest.raises(CannotCopy) as refused:
        copied(CANNOT[what][0])
    assert refused.value.hint or "Register" in what or "deep" in what


@pytest.mark.parametrize(
    ("content", "module", "extra"),
    [(pdf_of(samples.STATE), "pypdf", "pdf"), (page_of(samples.STATE).encode(), "selectolax.lexbor", "html")],
)
def test_a_missing_extra_is_named(content: bytes, module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra) as refused:
        copied(content)
    assert f"armstrack[{extra}]" in refused.value.hint
