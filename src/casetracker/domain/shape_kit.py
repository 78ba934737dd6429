"""What a shape is made of: fields of a few types, and the columns of attribution that every claim shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from casetracker.domain import vocabulary as v
from casetracker.domain.vocabulary import Vocabulary
from casetracker.i18n import N_

FieldType = Literal["text", "long", "code", "codes", "words", "flag", "int", "real", "when", "ref", "list"]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a record. `type` decides column, JSON form and widget:

    text, long: string · code: one of `vocabulary` · codes: list of them · words: list of strings · flag: true/false ·
    int, real: number within low…high · when: imprecise date as EDTF · ref: reference of a record of kind `target` ·
    list: rows of `fields` in table `table`. `readonly` fields are written by services only and ignored when given.
    `since` is the schema that brought the field; what an older record leaves empty in it is no part of its state.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    default: str | bool | None = None
    vocabulary: Vocabulary | None = None
    low: float | None = None
    high: float | None = None
    target: str = ""
    table: str = ""
    fields: tuple[Field, ...] = ()
    readonly: bool = False
    help: str = ""
    since: int = 1

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def blank(self) -> Any:
        """What stands in the field of a record that nobody has filled in."""
        if self.type in ("list", "words", "codes"):
            return []
        return False if self.type == "flag" else self.default


@dataclass(frozen=True, eq=False)
class Shape:
    """One record kind: its code, table, reference prefix, names on screen and fields."""

    kind: str
    prefix: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    yearly: bool = False
    since: int = 1

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @cached_property
    def scalars(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.type != "list")

    @cached_property
    def lists(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.type == "list")

    def references(self) -> Iterator[tuple[Field | None, Field]]:
        """Every ref field, with the list it stands in (None at the root)."""
        for field in self.fields:
            if field.type == "ref":
                yield None, field
            for inner in field.fields:
                if inner.type == "ref":
                    yield field, inner


def code(name: str, label: str, vocabulary: Vocabulary, default: str | None = None, required: bool = False,
          help: str = "", readonly: bool = False) -> Field:
    return Field(name, label, "code", required=required, default=default, vocabulary=vocabulary, help=help,
                 readonly=readonly)


def ref(name: str, label: str, target: str, required: bool = False, help: str = "") -> Field:
    return Field(name, label, "ref", required=required, target=target, help=help)


def rows(name: str, label: str, table: str, *fields: Field, readonly: bool = False, help: str = "") -> Field:
    return Field(name, label, "list", table=table, fields=fields, readonly=readonly, help=help)


def later(since: int, *fields: Field) -> tuple[Field, ...]:
    """Fields that an older schema does not have."""
    return tuple(replace(field, since=since) for field in fields)


# Shared by every claim: who says so, on what basis, how far to believe it, which value is adopted.
ATTRIBUTION: tuple[Field, ...] = (
    ref("source", N_("Source"), "source", help=N_("Who says so. Empty: not attributed.")),
    code("basis", N_("Basis"), v.BASIS, default="stated"),
    Field("basis_note", N_("Inferred from what, and why"), "long"),
    Field("locator", N_("Page or timecode")),
    Field("credibility", N_("Credibility"), "int", low=1, high=6, vocabulary=v.CREDIBILITY),
    code("stance", N_("Supports or contradicts"), v.STANCE, default="supports"),
    Field("note", N_("Note"), "long"),
    Field("adopted", N_("Adopted"), "flag", default=False),
    Field("adopted_by", N_("Adopted by")),
    Field("adopted_reason", N_("Why adopted")),
    Field("reviewed_by", N_("Reviewed by")),
    *later(2,
           ref("evidence", N_("Evidence item"), "evidence", help=N_("The item in which it stands or can be seen.")),
           Field("adopted_on", N_("Adopted on"), "when")),
)
