"""How values are said in a dossier: exactly as far as they are known, and never further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.claims_words import number as number
from casetracker.domain.clock import from_text
from casetracker.domain.dates import parse_edtf
from casetracker.dossier.tree import Pair, Span, Text
from casetracker.dossier.walk import plain, spans
from casetracker.i18n import _, ngettext

Json = Mapping[str, Any]


def cat(*texts: Text) -> Text:
    """Texts one after the other."""
    return tuple(span for text in texts for span in spans(text))


def lines(*texts: Text) -> Text:
    """The texts that say something, each on a line of its own."""
    return joined(texts, "\n")


def joined(texts: Iterable[Text], between: str) -> Text:
    made: list[str | Span] = []
    for text in texts:
        if plain(text):
            made += ([between] if made else []) + list(spans(text))
    return tuple(made)


def muted(text: str) -> Span:
    return Span(text, muted=True)


def mono(text: str) -> Span:
    return Span(text, mono=True)


def pairs(*rows: tuple[str, Text | None]) -> tuple[Pair, ...]:
    """Labelled values, those without a value left out."""
    return tuple(Pair(label, value) for label, value in rows if value is not None and plain(value))


def date(edtf: str | None, language: str, zone: str | None = None) -> str:
    """An imprecise date in words; the zone is told with a time of day only."""
    return parse_edtf(edtf, zone or "unknown").describe(language) if edtf else ""


def moment(text: str | None) -> str:
    """A time of the record's own, to the second, in UTC."""
    return clock(from_text(text)) if text else ""


def clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def size(count: int) -> str:
    """A file's size to the byte."""
    return ngettext("{count} byte", "{count} bytes", count).format(count=f"{count:,}".replace(",", "\u00a0"))


def coordinates(place: Json) -> str:
    """Latitude and longitude with the digits that were entered, no more."""
    if place["lat"] is None or place["lon"] is None:
        return ""
    return f"{place['lat']:.10g}, {place['lon']:.10g}"


def credibility(row: Json) -> str:
    if row["credibility"] is None:
        return ""
    return _("Credibility {grade}").format(grade=v.CREDIBILITY.label(str(row["credibility"])))


def yes_or_no(flag: bool) -> str:
    return _("yes") if flag else _("no")
