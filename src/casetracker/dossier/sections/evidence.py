"""The evidence register: every item with its files, their SHA-256, its custody, and the pictures that may be shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections import capture, verification
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.tree import Block, Column, Figure, Pairs, Paragraph, Section, Span, Table, Text
from casetracker.errors import EvidenceFault
from casetracker.i18n import _, ngettext, pgettext

LARGEST_PICTURE = 64 * 1024 * 1024
_PICTURE_KINDS = frozenset({"photograph", "satellite_image", "map"})
_NOT_PRINTED = frozenset({"thumbnail", "working_copy"})


def sections(case: Case) -> Iterator[Section]:
    items = case.page["evidence"]
    shown = [item for item in items if not held_back(case, item)]
    yield Section(_("Evidence register"), (
        _overview(case, shown), *(_withheld(item) for item in items if item not in shown)))
    for item in shown:
        yield Section(f"{item['reference']}\u2002{item['title']}", tuple(_item(case, item)), 2)


def held_back(case: Case, item: Json) -> bool:
    return case.audience.holds_back(item) or case.held_back(item["source"])


def _withheld(item: Json) -> Paragraph:
    return Paragraph(w.cat(w.mono(item["reference"]), " ", _("is withheld by the condition under which it was given.")))


def _overview(case: Case, items: list[Json]) -> Table:
    return Table(
        (Column(_("Exhibit"), 1.0), Column(_("Title"), 3.0), Column(_("Kind"), 1.2), Column(_("Bears on the incident"), 1.6),
         Column(_("Verification"), 1.2)),
        tuple((w.mono(item["reference"]), item["title"], v.EVIDENCE_KIND.label(item["kind"]), _bearing(case, item),
               v.VERIFICATION.label(item["verification"])) for item in items),
        empty=case.none(case.page["evidence"], _("No evidence item is recorded.")))


def _bearing(case: Case, item: Json) -> Text:
    return w.lines(*(f"{v.BEARING.label(link['bearing'])}, {label(v.PURPOSE, link['purpose'])}"
                     for link in _links(case, item)))


def _links(case: Case, item: Json) -> list[Json]:
    return [link for link in item["links"] if link["incident"] == case.reference]


def _item(case: Case, item: Json) -> Iterator[Block]:
    yield Pairs(w.pairs(
        (_("Kind"), v.EVIDENCE_KIND.label(item["kind"])),
        (_("Description"), item["description"] or _("none recorded")),
        (_("Source"), case.source(item["source"]) if item["source"] else _("none recorded")),
        (_("Bears on the incident"), w.lines(*(_told_bearing(link) for link in _links(case, item)))),
        (_("Language"), item["language"]),
        (_("Created"), case.date(item["created"])),
        (_("Published"), case.date(item["published"])),
        (_("Acquired"), case.date(item["acquired"])),
        (_("Collected"), _collected(item)),
        (_("Address"), item["url"]),
        (_("Captured"), case.date(item["captured_at"])),
        *verification.rows(case, item),
        (_("Confidentiality"), _confidentiality(item)),
        (_("Sharing condition"), w.joined((v.SHARING.label(item["sharing"]), item["sharing_recipients"] or ""), ": ")),
        (_("Consent"), item["consent"]),
        (_("Content"), ", ".join(_content(item))),
        (_("Note"), item["note"]),
    ))
    yield _files(case, item)
    yield from capture.blocks(case, item)
    yield _custody(case, item)
    yield from _pictures(case, item)


def _told_bearing(link: Json) -> Text:
    told = f"{v.BEARING.label(link['bearing'])}, {label(v.PURPOSE, link['purpose'])}"
    return w.joined((told, link["locator"] or "", link["note"] or ""), ". " if link["note"] else ", ")


def _collected(item: Json) -> str:
    version = _("version {version}").format(version=item["tool_version"]) if item["tool_version"] else ""
    tool = _("with {tool}").format(tool=", ".join(filter(None, (item["collected_tool"], version)))) if (
        item["collected_tool"] or version) else ""
    checked = _("clock checked against {what}").format(what=item["clock_checked"]) if item["clock_checked"] else ""
    by = ", ".join(filter(None, (item["collected_by"], item["collected_capacity"])))
    able = _("able to testify") if item["able_to_testify"] else ""
    return "; ".join(filter(None, (by, tool, checked, able)))


def _confidentiality(item: Json) -> Text:
    told = v.CONFIDENTIALITY.label(item["confidentiality"])
    return Span(told, bold=item["confidentiality"] == "strictly_confidential")


def _content(item: Json) -> Iterator[str]:
    if item["graphic"]:
        yield _("graphic")
    if item["identifiable_persons"]:
        yield _("persons can be recognised")


def _files(case: Case, item: Json) -> Table:
    return Table(
        (Column(_("File"), 1.7), Column(_("Size and media type"), 1.3), Column(_("SHA-256"), 2.6, mono=True)),
        tuple((w.lines(v.FILE_ROLE.label(file["role"]), case.fixed(file["original_name"]),
                       w.muted(_("derived from {file}").format(file=case.fixed(file["derived_from"])))
                       if file["derived_from"] else "",
                       _destroyed(file)),
               w.lines(w.size(file["size"]), file["media_type"] or ""), file["sha256"] or "") for file in item["files"]),
        caption=_("Files of {exhibit}").format(exhibit=item["reference"]), empty=_("No file is held."))


def _destroyed(file: Json) -> Text:
    """That the file is held no more; the entry in the custody table says why."""
    if not file["destroyed_at"]:
        return ""
    return w.joined((_("destroyed, held no more:"), w.moment(file["destroyed_at"])), " ")


def _custody(case: Case, item: Json) -> Table:
    entries = case.page["custody"].get(item["reference"], [])
    return Table(
        (Column(_("When"), 1.5), Column(pgettext("custody", "Act"), 1.0),
         Column(_("From and to"), 1.7), Column(_("Why and where"), 2.0), Column(_("SHA-256 seen"), 1.4, mono=True)),
        tuple((case.date(entry["date"]), v.CUSTODY_ACT.label(entry["act"]), _hands(case, entry),
               w.lines(case.fixed(own_reasons.told(entry["reason"])), case.fixed(entry["place"])), _seen(item, entry))
              for entry in entries),
        caption=_("Custody of {exhibit}").format(exhibit=item["reference"]), empty=_("No custody entry is recorded."))


def _hands(case: Case, entry: Json) -> Text:
    told = ((_("from {who}"), entry["from_whom"]), (_("to {who}"), entry["to_whom"]), (_("by {who}"), entry["by"]))
    return w.lines(*(phrase.format(who=case.fixed(who)) for phrase, who in told if who))


def _seen(item: Json, entry: Json) -> str:
    """The hash seen at the act, said in short where it is that of a file listed above."""
    seen = entry["hash_seen"] or ""
    if seen in {file["sha256"] for file in item["files"]}:
        return _("{beginning}… (the file above)").format(beginning=seen[:12])
    return seen


def _pictures(case: Case, item: Json) -> Iterator[Block]:
    pictures = [file for file in item["files"] if _is_picture(item, file)]
    if not pictures:
        return
    reason = case.audience.hides_picture(item)
    if reason:
        told = ngettext("Picture", "{n} pictures", len(pictures)).format(n=len(pictures))
        yield Figure(b"", caption=f"{item['reference']}: {told}", withheld=reason)
        return
    for file in pictures:
        yield Figure(
            _reading(case, file), caption=f"{item['reference']}: {item['title']}",
            source=w.joined((case.source(item["source"]) if item["source"] else "",
                             w.mono(f"SHA-256 {file['sha256'][:12]}…"), ", ".join(_content(item))), " · "),
            alternative=item["description"] or item["title"],
            withheld=_("the file is larger than can be printed") if file["size"] > LARGEST_PICTURE else "")


def _is_picture(item: Json, file: Json) -> bool:
    if file["destroyed_at"]:
        return False
    unknown = file["media_type"] in (None, "", "application/octet-stream")
    return file["role"] not in _NOT_PRINTED and (
        str(file["media_type"]).startswith("image/") or (unknown and item["kind"] in _PICTURE_KINDS))


def _reading(case: Case, file: Json) -> Callable[[], bytes]:
    """Reads the picture when the page is made; one that is no longer what was taken in is not shown."""
    def read() -> bytes:
        with case.read(file["sha256"]) as kept:
            data = kept.read(LARGEST_PICTURE + 1)
        if hashlib.sha256(data).hexdigest() != file["sha256"]:
            raise EvidenceFault(_("The file {name}… is not the one that was taken in.").format(name=file["sha256"][:12]))
        return data
    return read
