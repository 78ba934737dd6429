"""Random records that hold, made from the shapes themselves, so that a new field is tried out as soon as it is there."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.domain.dates_strategies import dates

from casetracker.domain.drafts import validate
from casetracker.domain.shapes import SHAPES, Field
from casetracker.errors import InvalidRecord

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["Селидове", "a\x00b", "'; DROP TABLE incident; --", "\ue000 private", "[U+1F4A9] 💩", "\r\n\ttabs ",
                     "e\u0301 and \u00e9", "\u202eturned", "<b>&amp;", "null", "[]", "0", "-0.0", "1e5"]))
NAMES = TEXTS.filter(lambda text: bool(text.strip()))


def _value(field: Field, references: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    match field.type:
        case "text" | "long":
            return NAMES if field.required else st.none() | TEXTS
        case "code":
            assert field.vocabulary is not None
            known = st.sampled_from(list(field.vocabulary))
            return known | NAMES if field.vocabulary.open else known
        case "codes" | "words":
            return st.lists(TEXTS, max_size=3)
        case "flag":
            return st.booleans()
        case "int" | "real":
            low, high = field.low or 0, field.high or 10**6
            number = st.floats(low, high) if field.type == "real" else st.integers(int(low), int(high))
            return st.none() | number
        case "when":
            when = dates().map(lambda date: date.edtf)
            return when if field.required else st.none() | when
        case "ref":
            named = st.sampled_from(references[field.target]) if references.get(field.target) else st.none()
            return named if field.required else st.none() | named
        case "list":
            return st.lists(_row(field.fields, references), max_size=2)


def _row(fields: tuple[Field, ...], references: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={field.name: _value(field, references) for field in fields}).flatmap(
        lambda given: _with_required(fields, given, references))


def _with_required(fields: tuple[Field, ...], given: dict[str, Any],
                   references: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    missing = {field.name: _value(field, references) for field in fields if field.required and field.name not in given}
    return st.fixed_dictionaries(missing).map(lambda rest: {**given, **rest})


def drafts(kind: str, references: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    """Records of a kind that name the given records and that break no rule."""
    fields = tuple(field for field in SHAPES[kind].fields if not field.readonly)
    return _row(fields, references).map(_mended).filter(lambda data: _holds(kind, data))


def _mended(data: dict[str, Any]) -> dict[str, Any]:
    """Bring fields that depend on each other together, so that few examples are thrown away."""
    for row in data.get("figures", ()):
        row.update(qualifier="about", low=row.get("low") or 0)
        row["high"] = None if (row.get("high") or 0) < row["low"] else row.get("high")
    for row in data.get("places", ()):
        if row.get("lat") is None or row.get("lon") is None:
            row.update(lat=None, lon=None)
    for row in (data, *(row for rows in data.values() if isinstance(rows, list) for row in rows if isinstance(row, dict))):
        if row.get("basis") == "inferred":
            row["basis_note"] = row.get("basis_note") or "from what is invented"
        if row.get("stance") == "contradicts":
            row["adopted"] = False
    if "origin" in data or "derivations" in data:
        data["origin"] = "derived" if data.get("derivations") else "unknown"
    if "provision" in data:
        _as_alleged(data)
    if data.get("protected"):
        data["pseudonym"] = "Qwxzv"
    return data


def _as_alleged(data: dict[str, Any]) -> None:
    """A provision that there is, its elements each once, and evidence that names an item."""
    data.update(provision="rs-8-2-a-i", version=None)
    for number, row in enumerate(data.get("elements", ()), 1):
        row["element"] = f"rs-8-2-a-i/{number}"
    for row in data.get("element_evidence", ()):
        row.update(element="rs-8-2-a-i/2", claim=None)
    data["element_evidence"] = [row for row in data.get("element_evidence", ()) if row.get("evidence")]


def _holds(kind: str, data: dict[str, Any]) -> bool:
    try:
        validate(kind, data)
    except InvalidRecord:
        return False
    return True
