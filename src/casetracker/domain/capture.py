"""Capture completeness: what has been kept of a web page or post, line by line, and what is missing.

A checklist of ours, named after the paragraphs of the Berkeley Protocol (2022 edition) that it follows; each line says
which. It tells what is recorded and nothing more: whether that is enough is for a court to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.domain.dates import parse_edtf
from casetracker.domain.folding import fold
from casetracker.i18n import N_, _, ngettext

Json = Mapping[str, Any]

TITLE = N_("Capture completeness (Berkeley Protocol ¶153–155, 167)")
_WEB_KINDS = frozenset({"web_page", "social_media_post"})
_BEGINNINGS = frozenset({"collected", "received"})
_HANDED_ON = frozenset({"transferred", "released"})
_TAKEN_OVER = frozenset({"collected", "received", "transferred", "released"})


@dataclass(frozen=True)
class Line:
    """One line of the checklist: what is asked for, in which paragraph, whether it is there, and what is to be said."""

    code: str
    label: str
    paragraph: str
    met: bool
    note: str = ""


def is_web(item: Json) -> bool:
    """Whether the checklist is for this item: a web page, a post, or anything else that was seen at an address."""
    return item["kind"] in _WEB_KINDS or bool((item.get("url") or "").strip())


def checklist(item: Json, custody: Sequence[Json]) -> tuple[Line, ...]:
    """The lines for an item, from its exchange JSON and that of its custody entries in their order."""
    entries = [entry for entry in custody if not entry.get("withdrawn_at")]
    return (
        _line("url", _("URL"), "¶155(a)", _url(item)),
        _line("page_source", _("Page source"), "¶155(b)", _held(item, "page_source")),
        _line("full_page_capture", _("Full-page capture"), "¶155(c)", _held(item, "full_page_capture")),
        _line("captured_at", _("Date and time of the capture"), "¶155(c)", _captured(item)),
        _line("embedded_media", _("Embedded media"), "¶155(d)", _embedded(item)),
        _line("hash", _("SHA-256 of every file"), "¶153–154", _hashes(item)),
        _line("custody", _("Unbroken record of custody"), "¶167", _custody(item, entries)),
        _line("confirmed", _("The capture shows the content, confirmed by a person"), _("our addition"), _confirmed(item)),
    )


def missing(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that are not met."""
    return tuple(line for line in lines if not line.met)


def summary(lines: Sequence[Line]) -> str:
    """How many of the lines are met, in words."""
    return _("{met} of {all} lines").format(met=len(lines) - len(missing(lines)), all=len(lines))


def _line(code: str, label: str, paragraph: str, found: tuple[bool, str]) -> Line:
    return Line(code, label, paragraph, *found)


def _url(item: Json) -> tuple[bool, str]:
    return (True, "") if (item.get("url") or "").strip() else (False, _("The address is not recorded."))


def _of_role(item: Json, role: str) -> list[Json]:
    return [file for file in item["files"] if file["role"] == role]


def _held(item: Json, role: str) -> tuple[bool, str]:
    return (True, "") if _of_role(item, role) else (False, _("No file of this role is held."))


def _captured(item: Json) -> tuple[bool, str]:
    if not item["captured_at"]:
        return False, _("Neither date nor time is recorded.")
    date = parse_edtf(item["captured_at"])
    if any(end is None or end.hour is None for end in (date.start, date.end)):
        return False, _("A date is recorded, but no time of day.")
    return True, ""


def _embedded(item: Json) -> tuple[bool, str]:
    """Held, or said to be none; what is said to be kept must be there."""
    match item["embedded_media"], bool(_of_role(item, "embedded_media")):
        case "not_kept", _any:
            return False, _("There are some that were not kept.")
        case "none", _any:
            return True, _("The page is recorded as having none.")
        case _said, True:
            return True, ""
        case "kept", False:
            return False, _("They are said to be kept, but no file of this role is held.")
    return False, _("Nobody has recorded whether the page has any.")


def _hashes(item: Json) -> tuple[bool, str]:
    if not item["files"]:
        return False, _("No file of this item is held.")
    without = sum(not file["sha256"] for file in item["files"])
    if without:
        return False, ngettext("{n} file has none.", "{n} files have none.", without).format(n=without)
    return True, ""


def _custody(item: Json, entries: Sequence[Json]) -> tuple[bool, str]:
    for fault in (_no_beginning, _unseen, _foreign_hash, _other_hands):
        told = fault(item, entries)
        if told:
            return False, told
    return True, ""


def _no_beginning(item: Json, entries: Sequence[Json]) -> str:
    if not entries:
        return _("No custody entry is recorded.")
    if entries[0]["act"] not in _BEGINNINGS:
        return _("It does not begin with the item being collected or received.")
    return ""


def _unseen(item: Json, entries: Sequence[Json]) -> str:
    seen = {_hash(entry["hash_seen"]) for entry in entries}
    count = sum(_hash(file["sha256"]) not in seen for file in item["files"])
    return ngettext("{n} file stands in no custody entry with its SHA-256.",
                    "{n} files stand in no custody entry with their SHA-256.", count).format(n=count) if count else ""


def _foreign_hash(item: Json, entries: Sequence[Json]) -> str:
    held = {_hash(file["sha256"]) for file in item["files"]}
    for entry in entries:
        if item["files"] and _hash(entry["hash_seen"]) not in held | {""}:
            return _("In {entry} a SHA-256 was seen that is of no file of this item.").format(entry=entry["reference"])
    return ""


def _other_hands(item: Json, entries: Sequence[Json]) -> str:
    """A handing on from somebody else than the one who had it last, as far as both are named."""
    holder = ""
    for entry in entries:
        giver = fold(entry["from_whom"] or "")
        if entry["act"] in _HANDED_ON and holder and giver and giver != holder:
            return _("In {entry} it comes from somebody else than the one who had it last.").format(
                entry=entry["reference"])
        if entry["act"] in _TAKEN_OVER:
            holder = fold(entry["to_whom"] or "")
    return ""


def _hash(text: str | None) -> str:
    return (text or "").strip().lower()


def _confirmed(item: Json) -> tuple[bool, str]:
    if (item["capture_confirmed_by"] or "").strip():
        return True, ""
    return False, _("Nobody has recorded that it shows the content and not a login page.")
