"""What ReportLab leaves open: title and dates of the record, language, structure for assistive readers.

The file says nothing of its own making. Its dates are those of the record, so it can be made again bit by bit.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from casetracker.dossier.pdf.characters import printable
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.text import shortened
from casetracker.dossier.tree import Dossier

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_MAKER = "casetracker"
_NAMED = re.compile(rb"<([0-9A-F]{4,6})>(?=\n)")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{maker}</xmp:CreatorTool><pdf:Producer>{maker}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def finish(drawn: bytes, dossier: Dossier, structure: Element) -> bytes:
    """The PDF with metadata and structure, written so that the same content gives the same bytes."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _describe(pdf, dossier)
        _tag(pdf, structure)
        _name_signs(pdf)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # ReportLab's depends on the environment; ours is made of the content alone
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _describe(pdf: Pdf, dossier: Dossier) -> None:
    from pikepdf import Array, Dictionary, Name, String

    title = shortened(" · ".join(filter(None, (dossier.reference, dossier.title))))
    subject = printable(dossier.subject)
    moment = dossier.record_stood_at
    date = f"D:{moment:%Y%m%d%H%M%S}Z"
    facts = {"/Title": title, "/Subject": subject, "/Creator": _MAKER, "/Producer": _MAKER}
    facts |= {"/CreationDate": date, "/ModDate": date}
    del pdf.docinfo
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in facts.items() if value})
    )
    pdf.Root.Lang = String(dossier.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    xmp = _XMP.format(
        title=escape(title),
        subject=escape(subject),
        language=escape(dossier.language),
        date=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        maker=_MAKER,
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _tag(pdf: Pdf, structure: Element) -> None:
    from pikepdf import Array, Dictionary, Name

    pages: list[Object] = [page.obj for page in pdf.pages]
    parents: list[dict[int, Object]] = [{} for _page in pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = _element(pdf, structure, root, pages, parents)
    numbers: list[Any] = []
    for number, (page, marks) in enumerate(zip(pages, parents, strict=True)):
        page.StructParents = number
        page.Tabs = Name.S
        numbers += [number, pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: Pdf, element: Element, parent: Object, pages: list[Object], parents: list[dict[int, Object]]
) -> Object:
    from pikepdf import Array, Dictionary, Name, String

    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent))
    if element.alternative:
        made.Alt = String(printable(element.alternative))
    kids: list[Object] = []
    for page, mark in element.marks:
        kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=mark))
        parents[page][mark] = made
    kids += [_element(pdf, child, made, pages, parents) for child in element.children]
    made.K = Array(kids)
    return made


def _name_signs(pdf: Pdf) -> None:
    """What a reader gets who copies text: signs beyond U+FFFF in UTF-16, joined Arabic forms as plain letters."""
    from pikepdf import Dictionary

    for found in pdf.objects:
        if isinstance(found, Dictionary) and "/ToUnicode" in found:
            stream = found.ToUnicode
            content = stream.read_bytes()
            stream.write(_NAMED.sub(_as_typed, content))


def _as_typed(match: re.Match[bytes]) -> bytes:
    sign = chr(int(match[1], 16))
    joined = "\ufb50" <= sign <= "\ufdff" or "\ufe70" <= sign <= "\ufefc"
    # Readers turn what they copy from right-to-left text around, the two letters of a ligature too.
    text = unicodedata.normalize("NFKC", sign)[::-1] if joined else sign
    return b"<" + text.encode("utf-16-be", "surrogatepass").hex().upper().encode() + b">"
