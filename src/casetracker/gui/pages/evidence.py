"""The page of an exhibit: text before picture, its files with their hashes, and an unbroken chain of custody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.gui.pages import capture, verification
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.exhibits import file_line, warnings
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.pages.generic import GenericPage
from casetracker.gui.pages.header import Header
from casetracker.gui.pages.picture import PictureView
from casetracker.gui.widgets.basics import STEP, column, label, named, quiet, row, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text, moment_text, short_hash
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


class EvidencePage(GenericPage):
    """Nothing of a file is shown until somebody asks to see it."""

    def read(self, store: CaseStore, reference: str, revealed: bool) -> dict[str, Any]:
        from casetracker.services import custody, record_lists, show

        rows = record_lists.record_rows(store, "custody", custody.of_exhibit(store, reference))
        return {**super().read(store, reference, revealed),
                "custody": [show.record(store, row.reference) for row in rows]}

    def head(self, context: Context, found: dict[str, Any]) -> Header:
        from casetracker.gui import dialogs

        header = super().head(context, found)
        item = found["record"]
        header.add_action("statement", _("Collector's statement…"),
                          lambda: dialogs.print_statement(context.ops, context.reference, context.page))
        tags = [Tag(v.VERIFICATION.label(item["verification"]), item["verification"]),
                Tag(v.CONFIDENTIALITY.label(item["confidentiality"]), item["confidentiality"]), *warnings(item)]
        header.add(flowing(*tags))
        return header

    def parts(self, found: dict[str, Any]) -> Iterator[QWidget]:
        context = self.context(found["labels"])
        yield self.head(context, found)
        sections = self.sections(context, found)
        yield next(sections)
        yield self._files(context, found["record"])
        yield self._custody(context, found["custody"])
        if found["record"]["derived"]["capture"]:
            yield capture.section(context, found["record"]["derived"]["capture"])
        yield verification.section(context, found["record"])
        yield from sections

    def _files(self, context: Context, item: Record) -> QWidget:
        from casetracker.gui import dialogs

        section = Section("files", _("Files"))
        if not item["files"]:
            section.add_empty(_("This item is referred to; no file of it is held."))
            return section
        context.action(section, "add", _("Add file…"),
                       lambda: dialogs.add_file(context.ops, context.reference, context.page))
        if any(not file["destroyed_at"] for file in item["files"]):
            section.add_action("give_back", _("Save a copy…"), lambda: self._give_back(context, item))
            section.add(self._hashed(context, item))
        section.add(Parts("files", item["files"], lambda each: self._file(context, item, each)))
        return section

    def _file(self, context: Context, item: Record, file: Record) -> QWidget:
        holder = QWidget()
        parts: list[QWidget] = [file_line(file)]
        if str(file.get("media_type") or "").startswith("image/") and not file["destroyed_at"]:
            careful = bool(item.get("graphic") or item.get("identifiable_persons"))
            parts.append(PictureView(context.ops, str(file["sha256"]), str(item["title"]), careful))
        holder.setLayout(column(*parts))
        return holder

    def _hashed(self, context: Context, item: Record) -> QWidget:
        """When the files were hashed last, and the way to be rid of them, a little apart from what is done daily."""
        from casetracker.gui import dialogs

        destroy = action("files_destroy", _("Destroy…"),
                         lambda: dialogs.destroy(context.ops, context.reference, context.page),
                         _("Files: Destroy"), "trash-2")
        destroy.setEnabled(context.editable)
        holder = QWidget()
        line = row(quiet(_hashed(item)), destroy)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _give_back(self, context: Context, item: Record) -> None:
        """Asks where to, and writes the identical bytes there; an existing file is never overwritten."""
        chooser = named(QFileDialog(self, _("Save a copy of {reference}").format(reference=context.reference)),
                        "give_back_chooser")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        name = str(item["files"][0].get("original_name") or "")
        suffix = name[name.rfind("."):] if "." in name and len(name) - name.rfind(".") <= 6 else ""
        chooser.selectFile(f"{context.reference}{suffix}")
        chooser.fileSelected.connect(lambda path: self._write_copy(context, path))
        chooser.open()

    def _write_copy(self, context: Context, path: str) -> None:
        from casetracker.services import evidence

        ops, reference = context.ops, context.reference

        def written(target: object) -> None:
            ops.noticed.emit(_("A copy of {reference} was saved.").format(reference=reference))

        ops.read(lambda: evidence.give_back(ops.store, reference, path), whenever_alive(self, written), ops.failed.emit)

    def _custody(self, context: Context, entries: list[Record]) -> QWidget:
        section = Section("custody", _("Chain of custody"))
        context.action(section, "add", _("Add custody entry…"),
                       lambda: context.add("custody", {"evidence": context.reference,
                                                       "by": context.ops.store.actor}))
        if entries:
            section.add(Parts("custody", entries, _entry))
            section.add(quiet(_("Custody entries are never edited; a mistake is corrected by a further entry.")))
        else:
            section.add_empty(_("No custody entry is recorded."))
        return section


def _hashed(item: Record) -> str:
    """When the item's files were hashed last, and with what outcome."""
    run = (item.get("derived") or {}).get("fixity")
    if run is None:
        return _("Not hashed again since the files were taken in.")
    told = _("Hashed again {when} by {who}; the files are what was taken in.") if run["as_taken_in"] else _(
        "Hashed again {when} by {who}; the files are NOT what was taken in.")
    return told.format(when=moment_text(run["at"]), who=run["who"])


def _entry(entry: Record) -> QWidget:
    head = row(label(f"{v.CUSTODY_ACT.label(entry['act'])} · {date_text(entry.get('date'))}", selectable=True),
               quiet(str(entry["reference"]), wrap=False), gap=STEP)
    head.setStretch(0, 1)
    holder = named(QWidget(), f"custody_{entry['reference']}", str(entry["reference"]))
    holder.setLayout(column(head, facts(f"custody_{entry['reference']}", [
        (_("From"), str(entry.get("from_whom") or "")), (_("To"), str(entry.get("to_whom") or "")),
        (_("Where"), str(entry.get("place") or "")), (_("Why"), own_reasons.told(entry.get("reason"))),
        (_("SHA-256 seen"), short_hash(entry.get("hash_seen"))), (_("By"), str(entry.get("by") or "")),
    ]), gap=2))
    return holder
