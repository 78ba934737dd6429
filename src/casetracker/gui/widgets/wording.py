"""Values of a record as words on screen: codes by their labels, dates as honestly as they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casetracker.domain import own_reasons
from casetracker.domain.dates import parse_edtf
from casetracker.domain.shapes import ATTRIBUTION, Field
from casetracker.domain.vocabulary import ASSESSMENT, HANDLING, STAGE
from casetracker.errors import InvalidDate
from casetracker.i18n import _, language, ngettext

Labels = Mapping[str, str]
"""What the records that are referred to are called: reference → label."""

ATTRIBUTION_NAMES = frozenset(field.name for field in ATTRIBUTION)
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def screen_language() -> str:
    """The code of the language on screen, by which dates are told."""
    return language()


def date_text(value: object, zone: object = None) -> str:
    text = "" if value is None else str(value)
    if not text:
        return ""
    try:
        return parse_edtf(text, str(zone or "unknown")).describe(screen_language())
    except InvalidDate:
        return text


def value_text(field: Field, value: object, labels: Labels | None = None, zone: object = None) -> str:
    """One value in words; empty where there is none."""
    if value is None or value == "" or value == []:
        return ""
    if field.type == "when":
        return date_text(value, zone)
    if field.type == "flag":
        return _("Yes") if value else _("No")
    if field.type == "ref":
        return called(str(value), labels)
    if isinstance(value, list):
        return "\n".join(_word(field, word) for word in value)
    return _word(field, value)


def listed_text(field: Field, value: object, labels: Labels | None = None) -> str:
    """As `value_text`, but several sentences are told apart by a dot before each."""
    text = value_text(field, value, labels)
    many = isinstance(value, list) and len(value) > 1
    return "\n".join(f"•\u00a0{line}" for line in text.split("\n")) if many else text


def called(reference: str, labels: Labels | None = None) -> str:
    """"S-000001 · Prosecutor's office": a reference and what its record is called."""
    label = (labels or {}).get(reference, "")
    return f"{reference} · {label}" if label and label != reference else reference


def _word(field: Field, value: object) -> str:
    if field.vocabulary is not None:
        return field.vocabulary.label(str(value))
    return own_reasons.told(str(value)) if field.name == "reason" else str(value)


def row_text(field: Field, row: Mapping[str, object], labels: Labels | None = None) -> str:
    """One row of a list in one line: what it says, without who says it."""
    if field.name == "figures":
        return figure_text(field, row)
    if field.name == "history":
        return move_text(row)
    # A time of day names its zone itself; what the source wrote literally stands on a line of its own.
    left_out = (ATTRIBUTION_NAMES - _own_attribution(field)) | {"zone", "as_given"}
    parts = [_told(inner, row, labels) for inner in field.fields if inner.name not in left_out]
    told = [part.replace("\n", ", ") for part in parts if part]
    if field.fields[0].name == "kind" and len(told) > 1:
        return f"{told[0]}: {' · '.join(told[1:])}"
    return " · ".join(told)


def _told(field: Field, row: Mapping[str, object], labels: Labels | None) -> str:
    value = row.get(field.name)
    if field.type == "flag":
        return _(field.label) if value else ""
    text = value_text(field, value, labels, row.get("zone"))
    if text and field.name == "precision":
        return _("known to: {precision}").format(precision=text[:1].lower() + text[1:])
    return text


def _own_attribution(field: Field) -> frozenset[str]:
    """Lists that are no claims use "source" and "note" in a meaning of their own."""
    names = {inner.name for inner in field.fields}
    return frozenset() if "basis_note" in names else ATTRIBUTION_NAMES


def move_text(move: Mapping[str, object]) -> str:
    """One line of a status history: "Assessment: Recorded → Under verification", or the stage reached."""
    if "stage" in move:
        return STAGE.label(str(move["stage"] or ""))
    vocabulary = ASSESSMENT if move.get("axis") == "assessment" else HANDLING
    axis = _("Assessment") if move.get("axis") == "assessment" else _("Handling")
    before, after = (vocabulary.label(str(move.get(name) or "")) for name in ("before", "after"))
    return f"{axis}: {before} → {after}" if before else f"{axis}: {after}"


def figure_text(field: Field, row: Mapping[str, object]) -> str:
    """"Killed: at least 4, prisoners of war"."""
    outcome = value_text(field.field("outcome"), row.get("outcome")) or _("outcome not chosen")
    group = row.get("group")
    told = value_text(field.field("group"), group) if group and group != "not_stated" else ""
    return f"{outcome}: {number_text(row)}" + (f", {told[:1].lower()}{told[1:]}" if told else "")


def number_text(row: Mapping[str, object]) -> str:
    low, high = row.get("low"), row.get("high")
    qualifier = row.get("qualifier") or "exact"
    if low is None and high is None:
        return _("number not stated")
    if low is not None and high is not None and low != high:
        return _("between {low} and {high}").format(low=low, high=high)
    if low is None:
        return _("at most {number}").format(number=high)
    if qualifier == "at_least":
        return _("at least {number}").format(number=low)
    if qualifier == "about":
        return _("about {number}").format(number=low)
    return str(low)


def size_text(size: object) -> str:
    """"1.4 GiB", with the exact number where it is small enough to say anything."""
    if not isinstance(size, int):
        return ""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{size} {_('bytes')}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"


def short_hash(value: object) -> str:
    text = str(value or "")
    return f"{text[:8]}…{text[-8:]}" if len(text) > 20 else text


def moment_text(stamp: object) -> str:
    """A stamp of the store ("2026-11-22T18:05:00Z") as a person reads it."""
    text = str(stamp or "")
    return text[:16].replace("T", " ") + (" UTC" if len(text) >= 16 else "")


_FEW = 12


def few_of(references: Sequence[str]) -> str:
    """References in one line; of very many the first few, and how many there are besides."""
    told = ", ".join(references[:_FEW])
    more = len(references) - _FEW
    return ngettext("{references} and {n} more", "{references} and {n} more", more).format(
        references=told, n=more) if more > 0 else told
