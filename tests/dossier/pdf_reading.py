"""Reading a PDF back, as its recipient would: text, fonts, places of words."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from casetracker.dossier.tree import Block, Cover, Dossier, Part, Section

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e]")


def of_blocks(
    *blocks: Block, title: str = "Invented", language: str = "en", cover: Cover | None = None
) -> Dossier:
    """A dossier of one section that holds these blocks."""
    return Dossier(
        title=title,
        reference="INC-2022-000007",
        confidentiality="Restricted",
        record_stood_at=datetime(2024, 2, 29, 23, 59, 58, tzinfo=UTC),
        record_sequence=7,
        record_hash="ab" * 32,
        parts=(Part((Section("Findings", blocks),)),),
        cover=cover or Cover(),
        language=language,
    )


def of_sections(*sections: Section) -> Dossier:
    return dataclasses.replace(of_blocks(), parts=(Part(sections),))


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def tool(name: str, *arguments: str) -> str:
    """What a system tool says of the file; without the tool the test skips, saying so."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


def poppler_text(pdf: bytes, folder: Path) -> str:
    """Text in reading order, without the direction signs that pdftotext adds."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    return _CONTROLS.sub("", tool("pdftotext", str(file), "-"))


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font's name, and whether its letters are in the file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = {}
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == pikepdf.Name.Font:
                descriptor = each.get("/FontDescriptor")
                found[str(each.BaseFont)] = descriptor is not None and "/FontFile2" in descriptor
        return found


def word_boxes(pdf: bytes, folder: Path) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every word."""
    file = folder / "boxes.pdf"
    file.write_bytes(pdf)
    listed = tool("pdftotext", "-bbox", str(file), "-")
    corner = r'([-\d.]+)"'
    pattern = f'xMin="{corner} yMin="{corner} xMax="{corner} yMax="{corner}'
    found = (map(float, corners) for corners in re.findall(pattern, listed))
    return [(left, top, right, bottom) for left, top, right, bottom in found]
