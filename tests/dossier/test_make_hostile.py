"""What people type and attach comes out on paper, whatever it is, and stops no dossier."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.dossier.case_samples import incident, new_store, source, taken, witness

from casetracker.dossier.make import make
from casetracker.services import checks, records
from casetracker.services.case_store import CaseStore

MARKUP = [
    "<b>bold</b> and <i>not closed", '<img src="/etc/passwd"/>', "see <ref 12> & <para>", "a & b &amp; &#0;", "<unclosed",
    "</para></font>", "bell\x07 escape\x1b[31m null-free", "\u202egnp.exe\u202c", "%s %(name)s {0} {name}", "\\n \\u0041",
]


def read(out: Path) -> str:
    """The text of all pages, with all kinds of blanks alike."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(out).pages))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text(text: str, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store, title=f"T {text}", narrative=f"before {text} after", tags=[text], not_known=[text],
                          claims=[{"kind": "act", "value": text, "note": text}],
                          places=[{"name": text, "names": [text]}])
        make(store, [number], tmp_path / "out.pdf")
    printed = "".join(read(tmp_path / "out.pdf").split())
    expected = "".join(f"[U+{ord(sign):04X}]" if sign in "\x07\x1b\u202e\u202c" else sign for sign in text)
    assert "".join(f"before {expected} after".split()) in printed
    assert "root:" not in printed


def test_forty_thousand_characters_come_out_whole(tmp_path: Path) -> None:
    words = [f"слово{n}" if n % 3 else f"word{n}," for n in range(5200)]
    narrative = "".join(f"{word}\n\n" if n % 90 == 0 else f"{word} " for n, word in enumerate(words))
    assert len(narrative) > 40_000
    with new_store(tmp_path) as store:
        number = incident(store, narrative=narrative)
        start = time.perf_counter()
        made = make(store, [number], tmp_path / "out.pdf")
        assert time.perf_counter() - start < 60
    assert made.pages > 10
    printed = read(tmp_path / "out.pdf").split(" ")
    found = iter(printed)
    assert all(word in found for word in words)  # each, and in order


def test_every_naughty_string_comes_out(collected_data: Path, tmp_path: Path) -> None:
    strings = [text for text in json.loads((collected_data / "blns" / "blns.json").read_text("utf-8")) if text.strip()]
    with new_store(tmp_path) as store:
        where = source(store, "Example Courier")
        number = incident(store, narrative="\n\n".join(strings), not_known=strings, tags=strings,
                          claims=[{"kind": "other", "value": text, "note": text, "source": where} for text in strings],
                          places=[{"name": text, "names": [text]} for text in strings[:100]])
        for text in strings[::25]:
            party = records.add(store, "party", {"name": text}).reference
            records.add(store, "participation", {"incident": number, "party": party, "role": "other"})
        make(store, [number], tmp_path / "out.pdf", audience="internal")
        made = make(store, [number], tmp_path / "again.pdf", audience="internal")
    assert (tmp_path / "out.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    assert made.pages > 20
    printed = "".join(read(tmp_path / "out.pdf").split())
    for text in strings:
        if text.isascii() and text.isprintable() and len(text) < 200:
            assert "".join(text.split()) in printed


def test_every_naughty_string_is_a_title(collected_data: Path, tmp_path: Path) -> None:
    strings = [text for text in json.loads((collected_data / "blns" / "blns.json").read_text("utf-8")) if text.strip()]
    with new_store(tmp_path) as store:
        numbers = [incident(store, title=text) for text in strings[::12]]
        made = make(store, numbers, tmp_path / "out.pdf")
        assert made.pages > len(numbers)
        for number in numbers[::9]:
            assert make(store, [number], tmp_path / f"{number}.pdf").pages > 1


def pictures(folder: Path) -> list[Path]:
    kinds = {".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg", ".psd", ".eps", ".ico"}
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in kinds)


@pytest.mark.slow
def test_broken_and_hostile_pictures_build(collected_data: Path, tmp_path: Path) -> None:
    files = pictures(collected_data / "img_bad")
    assert len(files) > 10
    with new_store(tmp_path) as store:
        number = incident(store)
        for count, file in enumerate(files):
            kept = file.read_bytes()
            if len(kept) < 8_000_000:
                taken(store, tmp_path / "files", number, f"{count}{file.suffix}", kept, title=file.name, showable=True)
        made = make(store, [number], tmp_path / "out.pdf")
        assert made.pages > len(files) // 4
        assert checks.verify(store).faults == []
    assert "Picture not shown: the file cannot be read as a picture" in read(tmp_path / "out.pdf")


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a", b"%PDF-1.4"])
def test_a_picture_that_is_none_is_said_to_be_unreadable(data: bytes, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store)
        taken(store, tmp_path / "files", number, "photo.jpg", data, showable=True)
        make(store, [number], tmp_path / "out.pdf")
    assert "Picture not shown" in read(tmp_path / "out.pdf")


@pytest.mark.parametrize("name", ["a\nb.txt", "‮gnp.exe", "-rf .txt", "$(id).txt", "'\"<>&.txt", "naïve Файл.txt", "x" * 200])
def test_hostile_file_names_come_out(name: str, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store)
        taken(store, tmp_path / "files", number, name, b"data", title="An item")
        make(store, [number], tmp_path / "out.pdf")
    expected = name.replace("‮", "[U+202E]")
    assert "".join(expected.split()) in "".join(read(tmp_path / "out.pdf").split())


def test_a_large_file_does_not_hold_up_the_dossier(tmp_path: Path) -> None:
    """A film of a gigabyte is never read for a dossier: it is named, sized and hashed in the register."""
    with new_store(tmp_path) as store:
        number = incident(store)
        exhibit = taken(store, tmp_path / "files", number, "film.mp4", b"film" * 1000, title="A film")
        (kept,) = [path for path in store.place.vault.rglob("*") if path.is_file()]
        kept.unlink()  # whoever tried to read it would fail
        make(store, [number], tmp_path / "out.pdf")
        assert exhibit in read(tmp_path / "out.pdf")


def test_a_case_with_hundreds_of_records_prints(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        sources = [source(store, f"Example outlet {n}") for n in range(60)]
        number = incident(store, figures=[{"outcome": "killed", "low": n, "source": each} for n, each in enumerate(sources)],
                          claims=[{"kind": "context", "value": "It rained. " * 40, "source": each} for each in sources * 3])
        witness(store, number)
        start = time.perf_counter()
        made = make(store, [number], tmp_path / "out.pdf")
        assert time.perf_counter() - start < 60
        assert made.pages > 20
        assert isinstance(store, CaseStore)
