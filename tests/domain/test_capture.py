"""Capture completeness: each line is met by what is recorded and by nothing else, and names its paragraph."""

from __future__ import annotations

from typing import Any

import pytest

from casetracker.domain import capture

Json = dict[str, Any]
ONE, TWO = "1" * 64, "2" * 64
BLANK: Json = {"kind": "web_page", "url": None, "captured_at": None, "embedded_media": "not_checked",
               "capture_confirmed_by": None, "files": []}


def file(role: str, sha256: str | None = ONE) -> Json:
    return {"role": role, "sha256": sha256}


def entry(act: str = "received", seen: str | None = ONE, **fields: Any) -> Json:
    return {"reference": "C-000001", "act": act, "hash_seen": seen, "from_whom": None, "to_whom": "A. Keeper",
            "withdrawn_at": None} | fields


def met(item: Json, custody: list[Json] | None = None) -> set[str]:
    return {line.code for line in capture.checklist(BLANK | item, custody or []) if line.met}


@pytest.mark.parametrize(("item", "web"), [
    ({}, True), ({"kind": "social_media_post"}, True), ({"kind": "video"}, False),
    ({"kind": "video", "url": "https://example.org"}, True), ({"kind": "video", "url": " "}, False),
])
def test_what_the_checklist_is_for(item: Json, web: bool) -> None:
    assert capture.is_web(BLANK | item) is web


def test_nothing_recorded_meets_no_line_and_each_says_why() -> None:
    lines = capture.checklist(BLANK, [])
    assert [line.code for line in lines] == ["url", "page_source", "full_page_capture", "captured_at", "embedded_media",
                                             "hash", "custody", "confirmed"]
    assert all(line.note for line in capture.missing(lines))
    assert len(capture.missing(lines)) == 8
    assert capture.summary(lines) == "0 of 8 lines"


def test_each_line_names_its_paragraph_and_no_court() -> None:
    lines = capture.checklist(BLANK, [])
    assert [line.paragraph for line in lines] == ["¶155(a)", "¶155(b)", "¶155(c)", "¶155(c)", "¶155(d)", "¶153–154",
                                                  "¶167", "our addition"]
    assert not any("court" in line.label + line.note or "minimum" in line.label + line.note for line in lines)


LINES: list[tuple[str, Json, bool]] = [
    ("url", {"url": "https://example.org/a"}, True), ("url", {"url": "  "}, False),
    ("page_source", {"files": [file("page_source")]}, True), ("page_source", {"files": [file("working_copy")]}, False),
    ("full_page_capture", {"files": [file("full_page_capture")]}, True),
    ("full_page_capture", {"files": [file("page_source")]}, False),
    ("captured_at", {"captured_at": "2026-05-06T07:08"}, True), ("captured_at", {"captured_at": "2026-05-06"}, False),
    ("captured_at", {"captured_at": "2026-05-06T07:08/2026-05-07"}, False),
    ("captured_at", {"captured_at": "../2026-05-06T07:08"}, False),
    ("embedded_media", {"embedded_media": "none"}, True), ("embedded_media", {"embedded_media": "kept"}, False),
    ("embedded_media", {"embedded_media": "kept", "files": [file("embedded_media")]}, True),
    ("embedded_media", {"files": [file("embedded_media")]}, True),
    ("embedded_media", {"embedded_media": "not_kept", "files": [file("embedded_media")]}, False),
    ("hash", {"files": [file("page_source"), file("evidentiary_copy", TWO)]}, True),
    ("hash", {"files": [file("page_source"), file("evidentiary_copy", None)]}, False),
    ("confirmed", {"capture_confirmed_by": "C. Onfirmer"}, True), ("confirmed", {"capture_confirmed_by": " "}, False),
]


@pytest.mark.parametrize(("code", "item", "is_met"), LINES)
def test_a_line_is_met_by_what_is_recorded(code: str, item: Json, is_met: bool) -> None:
    assert (code in met(item)) is is_met


CUSTODY: list[tuple[str, list[Json], bool]] = [
    ("taken in", [entry()], True),
    ("a hash in capitals", [entry(seen=ONE.upper())], True),
    ("no entry", [], False),
    ("a withdrawn entry only", [entry(withdrawn_at="2026")], False),
    ("no beginning", [entry("analysed")], False),
    ("a file nobody saw", [entry(seen=None)], False),
    ("another file's hash", [entry(), entry("analysed", TWO)], False),
    ("handed on by its holder", [entry(), entry("transferred", from_whom="a. keeper", to_whom="B")], True),
    ("handed on by somebody else", [entry(), entry("transferred", from_whom="Somebody Else", to_whom="B")], False),
    ("handed on by one not named", [entry(), entry("transferred", to_whom="B")], True),
    ("looked at by somebody else", [entry(), entry("analysed", from_whom="Somebody Else")], True),
    ("looked at and handed on by somebody else",
     [entry(), entry("analysed", to_whom=None), entry("transferred", from_whom="Somebody Else", to_whom="B")], False),
    ("a further file from elsewhere", [entry(), entry(from_whom="Somebody Else")], True),
]


@pytest.mark.parametrize(("custody", "is_met"), [row[1:] for row in CUSTODY], ids=[row[0] for row in CUSTODY])
def test_custody_is_unbroken_or_says_where_it_breaks(custody: list[Json], is_met: bool) -> None:
    assert ("custody" in met({"files": [file("page_source")]}, custody)) is is_met


def test_all_lines_can_be_met() -> None:
    item = BLANK | {"url": "https://example.org", "captured_at": "2026-05-06T07:08", "embedded_media": "none",
                    "capture_confirmed_by": "C. Onfirmer", "files": [file("page_source"), file("full_page_capture")]}
    assert capture.missing(capture.checklist(item, [entry()])) == ()
