"""Drafts: what a person hands in, checked field by field against the shape of its kind before anything is written.

A draft is a pydantic model made from the shape. Load this module only where something is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, create_model

from casetracker.domain.dates import parse_edtf
from casetracker.domain.rules import broken_rules
from casetracker.domain.shapes import SHAPES, STAMPS, Field
from casetracker.errors import InvalidDate, InvalidRecord
from casetracker.i18n import _

LIMITS = {"text": 4_000, "long": 4_000_000}
DERIVED = ("derived", "hidden")


class Draft(BaseModel):
    """The common ground of all drafts: no field that the shape does not name."""

    model_config = ConfigDict(extra="forbid", strict=True)


def ignored(kind: str, data: Mapping[str, Any]) -> list[str]:
    """The names in `data` that are the store's to write: stamps, histories, what is derived."""
    return [name for name in data if name in _not_yours(kind)]


def validate(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The whole record in exchange form, every field present; InvalidRecord names each fault by its place."""
    given = {name: value for name, value in data.items() if name not in _not_yours(kind)}
    try:
        values = _model(kind).model_validate(given).model_dump()
    except ValidationError as error:
        raise InvalidRecord({_place(fault["loc"]): _sentence(kind, dict(fault)) for fault in error.errors()}) from error
    faults = broken_rules(kind, values)
    if faults:
        raise InvalidRecord(faults)
    return values


def given_text(place: str, text: str) -> str | None:
    """A reason or the like, given beside a record, without blanks around it; None where nothing was said."""
    try:
        return _text(Field(place, place, "long"), text.strip())
    except ValueError as error:
        raise InvalidRecord({place: str(error)}) from error


@cache
def _not_yours(kind: str) -> frozenset[str]:
    return frozenset({*STAMPS, *DERIVED, *(field.name for field in SHAPES[kind].fields if field.readonly)})


@cache
def _model(kind: str) -> type[Draft]:
    return _model_of(kind, [field for field in SHAPES[kind].fields if not field.readonly])


def _model_of(name: str, fields: list[Field]) -> type[Draft]:
    made: dict[str, Any] = {field.name: _annotated(field) for field in fields}
    return create_model(name, __base__=Draft, **made)


def _annotated(field: Field) -> tuple[Any, Any]:
    if field.type == "list":
        part = _model_of(field.name, list(field.fields))
        with_id = create_model(field.name, __base__=part, id=(Annotated[str | None, BeforeValidator(_text_id)], None))
        return Annotated[list[with_id], BeforeValidator(_none_is_empty)], []  # type: ignore[valid-type]
    checker = _CHECKERS[field.type]
    kept = Annotated[Any, BeforeValidator(lambda value: checker(field, value))]
    return (kept, ...) if field.required else (kept, checker(field, None))


def _none_is_empty(value: Any) -> Any:
    return [] if value is None else value


def _text_id(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(_("an id is a text"))
    return value


def _text(field: Field, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(_("must be a text"))
    if not value or (field.required and not value.strip()):
        if field.required:
            raise ValueError(_("must not be empty"))
        return None
    _storable(value)
    if len(value) > LIMITS["long" if field.type == "long" else "text"]:
        raise ValueError(_("is too long (at most {limit} characters)").format(limit=LIMITS[field.type]))
    return value


def _storable(value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(_("holds half a character (a lone surrogate) at position {place}; retype it there")
                         .format(place=error.start + 1)) from error


def _code(field: Field, value: Any) -> str | None:
    vocabulary = field.vocabulary
    assert vocabulary is not None
    if value is None or value == "":
        if field.required:
            raise ValueError(_("must be chosen: {codes}").format(codes=", ".join(vocabulary)))
        return None if field.default is None else str(field.default)
    if not isinstance(value, str) or (value not in vocabulary and not vocabulary.open):
        raise ValueError(_("is {value!r}; it must be one of: {codes}").format(value=value, codes=", ".join(vocabulary)))
    _storable(value)
    return value


def _words(field: Field, value: Any) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(_("must be a list of texts"))
    for word in value:
        _storable(word)
    return list(dict.fromkeys(word for word in value if word.strip()))


def _flag(field: Field, value: Any) -> bool:
    if value is not None and not isinstance(value, bool):
        raise ValueError(_("must be true or false"))
    return bool(value)


def _whole(field: Field, value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(_("must be a whole number"))
    _within(field, value)
    return value


def _real(field: Field, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(_("must be a number"))
    _within(field, value)
    return float(value) + 0.0  # no minus zero: the database does not keep its sign


def _within(field: Field, value: float) -> None:
    low, high = field.low, field.high
    # Written so that NaN, which compares false with everything, is refused too.
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise ValueError(_("must be from {low} to {high}").format(low=f"{low:.0f}" if low is not None else "…",
                                                                  high=f"{high:.0f}" if high is not None else "…"))


def _when(field: Field, value: Any) -> str | None:
    if value is None or value == "":
        if field.required:
            raise ValueError(_("must not be empty"))
        return None
    if not isinstance(value, str):
        raise ValueError(_("must be a date as text, such as \"2024-10-07\" or \"2024-10\""))
    _storable(value)
    try:
        return parse_edtf(value).edtf
    except InvalidDate as error:
        raise ValueError(str(error)) from error


def _ref(field: Field, value: Any) -> str | None:
    if value is None or value == "":
        if field.required:
            raise ValueError(_("must name a record, such as {prefix}-000001").format(prefix=SHAPES[field.target].prefix))
        return None
    if not isinstance(value, str):
        raise ValueError(_("must be a reference, such as {prefix}-000001").format(prefix=SHAPES[field.target].prefix))
    _storable(value)
    return value


_CHECKERS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _text, "long": _text, "code": _code, "codes": _words, "words": _words, "flag": _flag, "int": _whole,
    "real": _real, "when": _when, "ref": _ref,
}


def _place(location: tuple[int | str, ...]) -> str:
    place = ""
    for step in location:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
    return place


def _sentence(kind: str, fault: dict[str, Any]) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return _("is not a field of the record kind “{kind}”").format(kind=kind)
        case "missing":
            return _("is missing")
        case "list_type":
            return _("must be a list")
        case "model_type" | "model_attributes_type" | "dict_type":
            return _("must be an object with named fields")
        case "value_error":
            return str(fault["ctx"]["error"])
        case _:
            return str(fault["msg"])
