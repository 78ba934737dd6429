"""One exhibit on the page of its incident: what it is, how far verified, its files and their hashes; no picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet, row, top_line
from casetracker.gui.widgets.buttons import copy_button
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import moment_text, short_hash, size_text
from casetracker.i18n import _, ngettext


def exhibit(context: Context, item: Record, custody: Sequence[Record]) -> QWidget:
    head = top_line(context.link(item["reference"]), plain(str(item["title"]), "exhibit_title"))
    tags = flowing(Tag(v.VERIFICATION.label(item["verification"]), item["verification"]), *bearings(context, item),
                   *warnings(item))
    parts: list[QWidget] = [tags, plain(_about(context, item), "exhibit_about", muted=True)]
    if item.get("description"):
        parts.append(plain(str(item["description"]), "exhibit_description"))
    parts += [file_line(each) for each in item.get("files") or []]
    if custody:
        parts.append(quiet(_custody(custody)))
    holder = named(QWidget(), f"exhibit_{item['reference']}", str(item["title"]))
    holder.setLayout(column(head, *parts, gap=2))
    return holder


def bearings(context: Context, item: Record) -> list[Tag]:
    """How it bears on the incident shown: what speaks for the suspicion, what against it, and to what end."""
    return [Tag(f"{v.BEARING.label(link.get('bearing')).lower()} · {v.PURPOSE.label(link.get('purpose')).lower()}",
                str(link.get("bearing"))) for link in item.get("links") or [] if link.get("incident") == context.reference]


def warnings(item: Record) -> list[Tag]:
    """What must be known before anybody looks."""
    told = (("graphic", _("graphic"), "refuted"), ("identifiable_persons", _("persons recognisable"), "on_hold"))
    return [Tag(text, code) for name, text, code in told if item.get(name)]


def file_line(file: Record) -> QWidget:
    """Name, size and the short hash of a kept file, and the whole hash for the clipboard."""
    name = str(file.get("original_name") or _("unnamed file"))
    told = f"{v.FILE_ROLE.label(file.get('role'))} · {size_text(file.get('size'))} · {file.get('media_type') or ''}"
    digest = str(file.get("sha256") or "")
    hash_line = row(quiet(f"{told} · SHA-256 {short_hash(digest)}", selectable=True), gap=STEP // 2)
    hash_line.addWidget(copy_button(f"copy_{digest[:12]}", digest, _("SHA-256 of {file}").format(file=name)))
    hash_line.setStretch(0, 1)
    holder = named(QWidget(), f"file_{digest[:12]}", name)
    holder.setLayout(column(plain(name, "file_name"), hash_line, *_tombstone(file), gap=0))
    return holder


def _tombstone(file: Record) -> list[QWidget]:
    """Who destroyed the file, when and why."""
    if not file.get("destroyed_at"):
        return []
    told = _("Destroyed {when} by {who}: {why}").format(
        when=moment_text(file["destroyed_at"]), who=file.get("destroyed_by") or "?", why=file.get("destroyed_reason") or "?")
    return [plain(told, "file_destroyed")]


def _about(context: Context, item: Record) -> str:
    source = str(item.get("source") or "")
    told = [v.EVIDENCE_KIND.label(item["kind"]),
            _("from {source}").format(source=" ".join((source, context.name_of(source))).strip()) if source else ""]
    return " · ".join(part for part in told if part)


def _custody(entries: Sequence[Record]) -> str:
    last = entries[-1]
    count = ngettext("{n} custody entry", "{n} custody entries", len(entries)).format(n=len(entries))
    return _("{count}; last: {act}, {when}").format(count=count, act=v.CUSTODY_ACT.label(last["act"]).lower(),
                                                    when=moment_text(last.get("date")))
