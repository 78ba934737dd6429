"""What stands in the fields of one form against what the store has: what was typed, what may not be seen, what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casetracker.domain.shapes import Shape
from casetracker.gui.forms.body import FormBody
from casetracker.gui.forms.reading import references_in
from casetracker.gui.forms.row_panel import blank_row
from casetracker.gui.widgets.editor import Editor, Value

if TYPE_CHECKING:
    from casetracker.services.form_drafts import FormDraft

Record = dict[str, Value]


class Sheet:
    """Fills the fields of a form and reads them; of an old record only what was changed counts."""

    def __init__(self, shape: Shape, reference: str | None, body: FormBody, preset: Mapping[str, Value] | None,
                 draft: FormDraft | None) -> None:
        """What was given beforehand goes into a new record; with a draft, what it kept is put back."""
        self._shape, self._reference, self._body = shape, reference, body
        self._preset = dict(preset or {})
        self._draft = draft
        self._unseen: Record = {}
        self.base: Record = {}
        """The record as the store had it when it was read."""
        self.hidden: list[str] = []
        """The fields that are protected, and hold more than they show."""

    @property
    def editors(self) -> dict[str, Editor]:
        return self._body.editors

    @property
    def dirty(self) -> bool:
        return self._body.dirty or bool(self._unseen)

    @property
    def first_open(self) -> str:
        """Of a new record, the first field that was not given beforehand."""
        return next((name for name in self.editors if name not in self._preset), "") if self._preset else ""

    def patch(self) -> Record:
        """What will be sent: of a new record all that is filled in, of an old one only what differs."""
        values = self._body.values()
        if self._reference is None:
            rest = {name: value for name, value in self._preset.items() if name not in values}
            return rest | {name: value for name, value in values.items() if not _nothing(value)}
        changed = {name: value for name, value in values.items()
                   if value != self.base.get(name) and not (_nothing(value) and _nothing(self.base.get(name)))}
        return changed | self._unseen

    def as_draft(self, key: str) -> FormDraft | None:
        """What was typed and is not saved; None where nothing was."""
        from casetracker.services.form_drafts import FormDraft

        if not self.dirty:
            return None
        values, old = self.patch(), self._reference is not None
        return FormDraft(
            self._shape.kind, self._reference, values, {name: self.base.get(name) for name in values} if old else {},
            str(self.base.get("amended_at")) if old else None,
            self._body.quick.typed() if self._body.quick is not None else {}, key)

    def references(self) -> Iterator[str]:
        """Every record that is named here, or was in the draft."""
        typed = self._draft.values if self._draft is not None else {}
        return references_in({**self.base, **typed}, self._shape.kind)

    def fill_new(self) -> None:
        self._fill({**_defaults(self._shape), **_completed(self._shape, self._preset)})

    def fill_old(self, record: Mapping[str, Value]) -> None:
        hidden = record.get("hidden")
        self.hidden = [str(name) for name in hidden] if isinstance(hidden, list) else []
        self._fill(record)

    def put_back(self) -> bool:
        """What a draft kept goes into the fields; whether some of it waits, because it may not be seen."""
        if self._draft is None:
            return False
        draft, self._draft = self._draft, None
        new = self._reference is None
        self.base.update(draft.base)
        self._preset = {name: value for name, value in draft.values.items() if new and name not in self.editors}
        self._type_again(draft.values, new)
        if self._body.quick is not None:
            self._body.quick.put_back(draft.quick)
        return bool(self._unseen)

    def _type_again(self, typed: Mapping[str, Value], new: bool) -> None:
        """As if it had just been typed; of a new record a field that was emptied stays empty."""
        for name, editor in self.editors.items():
            if name in self.hidden:
                self._unseen.update({name: typed[name]} if name in typed else {})
            elif name in typed or (new and not _nothing(editor.value())):
                editor.set_value(typed.get(name))

    def reveal(self, record: Mapping[str, Value]) -> None:
        """Fills only what was hidden, so that nothing typed meanwhile is lost."""
        revealed, self.hidden = self.hidden, []
        for name in revealed:
            if name in self.editors:
                self.base[name] = record.get(name)
                self.editors[name].fill(record.get(name))
                self.editors[name].setEnabled(True)
        typed, self._unseen = self._unseen, {}
        for name, value in typed.items():
            self.editors[name].set_value(value)

    def _fill(self, record: Mapping[str, Value]) -> None:
        self.base = dict(record)
        self._body.fill(record)
        for name in self.hidden:
            if name in self.editors:
                self.editors[name].setEnabled(False)


def _defaults(shape: Shape) -> Record:
    return {field.name: field.default for field in shape.fields if field.default is not None}


def _completed(shape: Shape, preset: Record) -> Record:
    """What was given beforehand, its rows with their defaults."""
    rows = {field.name: [{**blank_row(field.fields), **row} for row in given] for field in shape.lists
            if isinstance(given := preset.get(field.name), list)}
    return {**preset, **rows}


def _nothing(value: Value) -> bool:
    return value is None or value == "" or value == []
