"""The finished file: the same bytes for the same tree, all fonts in it, every page with its furniture."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.dossier.dossier_demo import ARABIC, HEBREW, UKRAINIAN, demo
from tests.dossier.pdf_reading import (
    fonts,
    of_blocks,
    of_sections,
    page_texts,
    poppler_text,
    tool,
    word_boxes,
)

from casetracker.dossier.pdf import styles
from casetracker.dossier.pdf.render import Rendered, render
from casetracker.dossier.tree import Column, Note, Paragraph, Section, Table

BANNER = "INTERNAL – NOT FOR RELEASE"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def one() -> Rendered:
    return render(demo())


@pytest.fixture(scope="module")
def several() -> Rendered:
    return render(demo(rows=120, banner=BANNER, parts=3))


def test_the_same_tree_gives_the_same_bytes_in_another_process(one: Rendered) -> None:
    program = (
        "import hashlib, sys; from tests.dossier.dossier_demo import demo;"
        "from casetracker.dossier.pdf.render import render;"
        "sys.stdout.write(hashlib.sha256(render(demo()).pdf).hexdigest())"
    )
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        surroundings = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == hashlib.sha256(one.pdf).hexdigest()


def test_another_tree_gives_other_bytes(one: Rendered) -> None:
    assert render(demo(rows=59)).pdf != one.pdf


def test_the_file_is_sound(several: Rendered, tmp_path: Path) -> None:
    file = tmp_path / "dossier.pdf"
    file.write_bytes(several.pdf)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(file))


def test_all_fonts_are_embedded(several: Rendered) -> None:
    found = fonts(several.pdf)
    assert all(found.values()), found
    assert {name.split("+")[1].split("-")[0] for name in found} == {
        "NotoSans",
        "NotoSansMono",
        "NotoNaskhArabic",
        "NotoSansHebrew",
        "DejaVuSans",
    }


def test_every_page_has_its_furniture(several: Rendered) -> None:
    texts = page_texts(several.pdf)
    assert len(texts) == several.pages > 15
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {several.pages}" in text
        assert "onfidential" in text
        assert text.count(BANNER) == 2
        assert "Record as it stood at 2024-10-24 14:03:22 UTC" in text


def test_no_page_is_empty(several: Rendered) -> None:
    furniture = re.compile(r"INC-2022-0.*|.*onfidential|Page .*|Record as it.*|INTERNAL.*|Integrity of.*")
    for text in page_texts(several.pdf):
        assert [line for line in text.splitlines() if line.strip() and not furniture.fullmatch(line)]


def test_each_incident_has_its_own_head(several: Rendered) -> None:
    texts = page_texts(several.pdf)
    second = [text for text in texts if "INC-2022-000002 · Invented incident 2" in text]
    assert second
    assert all("Strictly confidential" in text for text in second)
    assert all("Strictly" in text for text in texts[3:] if "incident 2 at" in text)


@pytest.mark.parametrize("which", ["one", "several"])
def test_nothing_leaves_the_margins(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    rendered: Rendered = request.getfixturevalue(which)
    boxes = word_boxes(rendered.pdf, tmp_path)
    assert len(boxes) > 1000
    right = styles.LEFT + styles.WIDTH
    for x0, y0, x1, y1 in boxes:
        assert x0 >= styles.LEFT - 0.5
        assert x1 <= right + 0.5
        assert y0 >= 10
        assert y1 <= styles.PAGE_HEIGHT - 10


def test_the_file_says_what_it_is_and_not_how_it_was_made(one: Rendered) -> None:
    with pikepdf.open(BytesIO(one.pdf)) as pdf:
        facts = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert facts == {
            "/Title": "INC-2022-000001 · Killing of six unarmed persons at Pryklad (invented)",
            "/Subject": "An invented case",
            "/Creator": "casetracker",
            "/Producer": "casetracker",
            "/CreationDate": "D:20241024140322Z",
            "/ModDate": "D:20241024140322Z",
        }
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<xmp:CreateDate>2024-10-24T14:03:22Z</xmp:CreateDate>" in xmp
        everything = b"".join(
            each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else each.unparse()
            for each in pdf.objects
        )
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == facts["/Title"]
    for word in (b"ReportLab", b"reportlab", b"pikepdf", b"anonymous", b"unspecified"):
        assert word not in everything


def test_contents_lead_to_their_pages(several: Rendered) -> None:
    reader = PdfReader(BytesIO(several.pdf))
    texts = [page.extract_text() for page in reader.pages]
    links = [note.get_object() for page in reader.pages[:3] for note in page.get("/Annots", [])]
    assert len(links) == 3 * 12 + 2
    numbers = [reader.get_page_number(link["/Dest"][0].get_object()) for link in links]
    targets = [texts[number] for number in numbers if number is not None]
    expected = ["Invented incident 1", "1\u2002Summary", "2\u2002Dates", "3\u2002Narrative", "4\u2002Sources"]
    for target, title in zip(targets, expected, strict=False):
        assert title in target
    contents = "\n".join(page.extract_text() for page in reader.pages[:3])
    third = next(
        n for n, page in enumerate(reader.pages, 1) if n > 3 and "Invented incident 3" in page.extract_text()
    )
    assert re.search(rf"INC-2022-000003\s+Invented incident 3 at Pryklad\s*{third}\b", contents)


def test_bookmarks_name_every_section(several: Rendered) -> None:
    outline = PdfReader(BytesIO(several.pdf)).outline
    top = [item.title for item in outline if not isinstance(item, list)]
    assert top == [f"INC-2022-00000{n}  Invented incident {n} at Pryklad" for n in (1, 2, 3)] + [
        "Integrity of this dossier"
    ]
    nested = [item.title for item in outline[1] if not isinstance(item, list)]
    assert nested[0] == "1  Summary"
    assert len(nested) == 8


def test_a_reader_who_cannot_see_hears_headings_and_tables(one: Rendered) -> None:
    with pikepdf.open(BytesIO(one.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        kinds = [str(each.S) for each in pdf.Root.StructTreeRoot.K.K]
        figures = [each for each in pdf.Root.StructTreeRoot.K.K if each.S == "/Figure"]
    assert kinds.count("/H1") == 9
    assert kinds.count("/H2") == 3
    assert "/Table" in kinds
    assert [str(each.Alt) for each in figures] == ["The outskirts, drawn."]


def test_text_reads_in_order(one: Rendered, tmp_path: Path) -> None:
    text = " ".join(poppler_text(one.pdf, tmp_path).split())
    order = [
        "1 Summary",
        "According to the invented",
        "2 Dates and places",
        "3 Narrative",
        UKRAINIAN,
        "4 Sources",
    ]
    body = text[text.index("Page 1 of") :]
    places = [body.index(each) for each in order]
    assert places == sorted(places)


def test_arabic_and_hebrew_come_out_as_letters(one: Rendered, tmp_path: Path) -> None:
    text = poppler_text(one.pdf, tmp_path)
    for word in (
        *re.findall("[\u0621-\u064a\u0651]{2,}", ARABIC),
        *re.findall("[א-ת]+", HEBREW),
        "١٢",
        "٢٠٢٢",
    ):
        assert word in text, word


def test_the_words_of_the_page_follow_the_language_of_the_dossier() -> None:
    pdf = render(of_blocks(Paragraph("Текст"), language="uk")).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "uk"


def test_table_heads_stand_on_every_page(several: Rendered) -> None:
    pages = [text for text in page_texts(several.pdf) if text.count("transferred") > 2]
    assert len(pages) > 10
    assert all("Seen SHA-256" in text for text in pages)


def test_no_heading_stands_alone_at_the_foot() -> None:
    for lines in range(30, 56):
        sections = (
            Section("First", (Paragraph("\n".join(f"line {n}" for n in range(lines))),)),
            Section("Second", (Table((Column("Head"),), (("cell",),) * 3, caption="Caption"),)),
        )
        texts = page_texts(render(of_sections(*sections)).pdf)
        with_heading = next(text for text in texts[1:] if "Second" in text)
        assert "cell" in with_heading


def test_a_long_note_is_carried_over() -> None:
    text = " ".join(f"word{n}" for n in range(3000))
    rendered = render(of_blocks(Note("caution", text)))
    found = re.findall(r"word\d+", " ".join(page_texts(rendered.pdf)))
    assert found == text.split()
    assert rendered.pages > 3
