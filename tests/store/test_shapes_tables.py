"""Shapes and tables say the same: a field added to one place only does not pass."""

from __future__ import annotations

import pytest

from casetracker.domain.shapes import SHAPES, Field
from casetracker.services.codec import HIDDEN
from casetracker.services.undo_stacks import CORRECTED_BY_ENTRY
from casetracker.store.states import IDENTITY, STAMPS, WORKING, columns_of
from casetracker.store.tables import METADATA, table

RECORD_BOOKKEEPING = {"pk", "last_sequence", "digest"}
PART_BOOKKEEPING = {"pk", "position", "parent_pk"}
OTHER_TABLES = {"journal", "journal_head", "setting", "search_record", "incident_line"}

PARTS = [(shape.kind, field) for shape in SHAPES.values() for field in shape.lists]
TYPES = {"flag": "BOOLEAN", "int": "INTEGER", "real": "FLOAT", "ref": "INTEGER"}


def may_be_null(field: Field, column: str) -> bool:
    if field.type == "when" and column != field.name:
        return True
    return not (field.required or field.type in ("flag", "codes", "words") or (field.type == "code" and field.default))


def check_fields(name: str, fields: tuple[Field, ...]) -> set[str]:
    columns = table(name).columns
    named: set[str] = set()
    for field in fields:
        for column in columns_of(field):
            assert column in columns, f"{name} lacks {column}"
            kept = columns[column]
            assert str(kept.type) == TYPES.get(field.type, "VARCHAR"), f"{name}.{column} is {kept.type}"
            assert kept.nullable is may_be_null(field, column), f"{name}.{column} nullable={kept.nullable}"
            named.add(column)
        if field.type == "ref":
            (key,) = columns[f"{field.name}_pk"].foreign_keys
            assert key.column.table.name == field.target
        if field.type == "code" and field.vocabulary is not None and not field.vocabulary.open:
            checks = [str(check.sqltext) for check in table(name).constraints if hasattr(check, "sqltext")]
            (check,) = [text for text in checks if text.startswith(f'"{field.name}" IN')]
            assert check == f'"{field.name}" IN ({", ".join(repr(code) for code in field.vocabulary)})'
    return named


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_every_field_of_a_record_has_its_columns_and_no_column_is_left_over(kind: str) -> None:
    named = check_fields(kind, SHAPES[kind].scalars)
    own = {*IDENTITY, *STAMPS, *(WORKING if kind == "incident" else ())}
    assert set(table(kind).columns.keys()) == named | own | RECORD_BOOKKEEPING


@pytest.mark.parametrize(("kind", "field"), PARTS, ids=[field.table for _kind, field in PARTS])
def test_every_field_of_a_list_has_its_columns_and_no_column_is_left_over(kind: str, field: Field) -> None:
    readonly = field.readonly
    named = check_fields(field.table, field.fields) if not readonly else {
        column for inner in field.fields for column in columns_of(inner)}
    assert set(table(field.table).columns.keys()) == named | {"id"} | PART_BOOKKEEPING
    (key,) = table(field.table).columns["parent_pk"].foreign_keys
    assert key.column.table.name == kind


def test_every_table_belongs_to_a_record_or_is_known() -> None:
    assert set(METADATA.tables) == set(SHAPES) | {field.table for _kind, field in PARTS} | OTHER_TABLES


def test_the_fields_that_are_hidden_exist() -> None:
    fields = {field.name for kind in ("party", "source") for field in SHAPES[kind].fields}
    assert set(HIDDEN) <= fields
    assert {"intake", "custody", "destroy"} == set(CORRECTED_BY_ENTRY)


@pytest.mark.parametrize("kind", ["party", "source"])
def test_every_free_text_of_a_protected_record_is_hidden_or_known_to_be_harmless(kind: str) -> None:
    """A text field added to these kinds must be thought about: hide it, or say here why it may be seen."""
    harmless = {"pseudonym", "language", "sharing_recipients"}
    texts = {field.name for field in SHAPES[kind].fields if field.type in ("text", "long", "words")}
    assert texts - set(HIDDEN) <= harmless
