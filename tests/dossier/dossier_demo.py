"""An invented dossier with everything a page can hold. The place, the people and the events do not exist."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from casetracker.dossier.tree import (
    Bullets,
    Column,
    Cover,
    Dossier,
    Figure,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Quote,
    Section,
    Span,
    Table,
)

UKRAINIAN = (
    "Свідок на псевдонім «Ясен» повідомив, що близько полудня бачив на околиці вигаданого села Приклад "
    "шістьох людей без зброї. Їхні імена в цьому документі не наводяться; об’єкт описано нижче."
)
ARABIC = "قال الشاهد المسمّى «زيتون» إن الحادثة وقعت في ١٢ آذار ٢٠٢٢ (قرب قرية Pryklad) وإنه رأى 6 أشخاص."
HEBREW = "הערה: התרגום נבדק (12.03.2022)."
NARRATIVE = (
    "According to the invented newsletter Example Courier, six unarmed persons were killed on the outskirts of the "
    "invented village of Pryklad on a day that the newsletter gives only as “the second week of March”. The account "
    "was repeated by two other outlets, both of which name the newsletter as their source; neither adds an "
    "observation of its own.\n\n"
    "A protected witness, “Ash”, told the invented Example Archive that the persons had laid down their arms. What "
    "the witness saw and what the witness was told is not separated in the account. The distance from which the "
    "events were observed is not recorded.\n\n"
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def picture(width: int = 900, height: int = 600, kind: str = "JPEG") -> bytes:
    image = Image.new("RGB", (width, height), "#d9dfe6")
    pencil = ImageDraw.Draw(image)
    pencil.rectangle((0, height * 0.62, width, height), fill="#8f9a86")
    pencil.polygon(
        [(width * 0.2, height * 0.62), (width * 0.35, height * 0.3), (width * 0.5, height * 0.62)], "#6d5f55"
    )
    pencil.text((20, 20), "SAMPLE, DRAWN FOR THE PURPOSE", fill="#333333")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def custody(rows: int) -> Table:
    return Table(
        (
            Column("When", 1.3),
            Column("Act", 1.1),
            Column("From / to", 2.0),
            Column("Note", 2.6),
            Column("Seen SHA-256", 2.6, mono=True),
        ),
        tuple(
            (
                f"2022-0{1 + n % 9}-1{n % 10} 09:{n % 60:02d}",
                "received" if n % 2 else "transferred",
                "Example Archive → Example Prosecutor’s Office",
                "Handed over in a sealed envelope, which was found intact. " * (1 + (n % 17 == 3) * 6),
                sha(str(n)),
            )
            for n in range(rows)
        ),
        caption="Custody of exhibit E-000001",
    )


def sections(rows: int = 60) -> tuple[Section, ...]:
    return (
        Section("Summary", (Paragraph(NARRATIVE.split("\n")[0], "lead"), _presumption(), _facts())),
        Section(
            "Dates and places",
            (
                Pairs(
                    (
                        Pair(
                            "Date of the act",
                            ("second week of March 2022 ", Span("according to S-000001", muted=True)),
                        ),
                        Pair("Discovery", "2022-03-19, about noon, Kyiv time"),
                        Pair("Place", "Pryklad / Приклад / قرية المثال, precision: settlement"),
                    )
                ),
                Note("derived", "The working date is the hull of the two dates above; no source states it."),
            ),
        ),
        Section("Narrative", tuple(Paragraph(text) for text in (NARRATIVE * 3, UKRAINIAN, ARABIC, HEBREW))),
        Section("Sources", (_sources(), Quote(UKRAINIAN, "S-000002, p. 4, our transcription"))),
        Section(
            "What is not known",
            (Bullets(("The distance of the observer.", NARRATIVE, "Who gave the order.")),),
        ),
        Section("Evidence", (Paragraph("Two items are held."),)),
        Section(
            "Exhibit E-000001",
            (Figure(picture(), "The outskirts, drawn.", "Source: drawn for the purpose"),),
            2,
        ),
        Section(
            "Exhibit E-000002", (Figure(b"broken", "A damaged file.", "Source: S-000002"), custody(rows)), 2
        ),
        Section(
            "Exhibit E-000003", (Figure(b"", "Not for release.", withheld="it is not marked showable"),), 2
        ),
        Section(
            "Proceedings", (Table((Column("Stage"), Column("Date")), (), empty="No proceeding is recorded."),)
        ),
        Section("Integrity", (_hashes(),), new_page=True),
    )


def _presumption() -> Note:
    return Note("presumption", "Every person named here is presumed innocent until proved guilty.")


def _facts() -> Bullets:
    return Bullets(("5 sources, 1 independent root, 1 of unknown origin", "9 to 14 persons, not 11"))


def _sources() -> Table:
    return Table(
        (
            Column("Source", 1),
            Column("What it is", 3),
            Column("Grade", 0.6, "centre"),
            Column("Persons", 0.7, "right"),
        ),
        (
            (
                "S-000001",
                "Example Courier (invented), 2022-03-20\nhttps://courier.example.invalid/" + "long/" * 24,
                "C3",
                "6",
            ),
            ("S-000002", (Span("Protected witness “Ash”", bold=True), ", first-hand"), "B2", "4–6"),
            ("S-000003", UKRAINIAN, "F6", "—"),
            ("S-000004", ARABIC, "F6", "at least 2"),
        ),
        caption="Sources, with grade (reliability and credibility) and the number each one gives",
    )


def _hashes() -> Pairs:
    rows = tuple(Pair(f"E-00000{n}", Span(sha(f"file {n}"), mono=True)) for n in range(1, 5))
    return Pairs((Pair("Journal entry", "128"), Pair("Its hash", Span(sha("entry"), mono=True)), *rows))


def demo(rows: int = 60, banner: str = "", parts: int = 1) -> Dossier:
    """One incident, or several followed by a part of their own for integrity."""
    return _dossier((Part(sections(rows)),) if parts == 1 else _several(rows, parts), banner)


def _several(rows: int, count: int) -> tuple[Part, ...]:
    incidents = [
        Part(
            sections(rows),
            title=f"Invented incident {n} at Pryklad",
            reference=f"INC-2022-00000{n}",
            confidentiality="Strictly confidential" if n == 2 else "",
            particulars=(Pair("Assessment", "under verification"), Pair("Handling", "open")),
        )
        for n in range(1, count + 1)
    ]
    return (*incidents, Part((Section("Integrity", (_hashes(),)),), title="Integrity of this dossier"))


def _dossier(body: tuple[Part, ...], banner: str) -> Dossier:
    return Dossier(
        title="Killing of six unarmed persons at Pryklad (invented)",
        reference="INC-2022-000001",
        confidentiality="Confidential",
        record_stood_at=datetime(2024, 10, 24, 14, 3, 22, tzinfo=UTC),
        record_sequence=128,
        record_hash=sha("entry"),
        parts=body,
        cover=Cover(
            kind="Case dossier",
            statuses=(
                Pair("Assessment", "Under verification"),
                Pair("Handling", "Open"),
                Pair("Furthest public stage", "Ukraine: pre-trial investigation (SBU)"),
            ),
            particulars=(Pair("Audience", "Prosecutor"), Pair("Lead investigator", "A. Example")),
            notes=(_presumption(),),
        ),
        banner=banner,
        subject="An invented case",
    )
