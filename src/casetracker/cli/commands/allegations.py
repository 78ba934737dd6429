"""Allegations: shown with the text proposed and the matrix of elements; elements assessed and given their evidence."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from casetracker.cli import output, pages, reading
from casetracker.cli.commands import law
from casetracker.cli.context import opened
from casetracker.domain import vocabulary as v
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.services import allegations
from casetracker.services import show as shown

Record = Mapping[str, Any]


def show(args: argparse.Namespace) -> int:
    with opened(args) as store:
        record = shown.record(store, args.reference, kind="allegation")
        page = shown.incident_page(store, record["incident"])
        matrix = allegations.matrix(page, record)
    if args.json:
        output.as_json({**record, "derived": matrix})
        return 0
    pages.record("allegation", {**record, "elements": [], "element_evidence": []})
    output.say()
    output.say(" · ".join(part for part in (matrix["citation"], matrix["title"]) if part))
    law.versions(matrix["versions"])
    _list(_("Why"), [*matrix["warnings"], *matrix["reasons"], _("The program proposes; counsel decides.")])
    _list(_("To be confirmed"), matrix["to_be_confirmed"])
    if matrix["forms"]:
        _list(_("Its forms, of which one is alleged"), matrix["forms"])
    _matrix(matrix)
    return 0


def _matrix(matrix: Record) -> None:
    output.say()
    output.say(_("Elements"))
    for row in matrix["rows"]:
        output.say("  - " + f"{row['element']}  {row['label']}", lines=False)
        for line in _on(row):
            output.say(f"      {line}", lines=False)
    _list(_("Gaps: nothing speaks for these yet"), [gap["label"] for gap in matrix["gaps"]])
    output.say()
    output.say(matrix["ours"])


def _on(row: Record) -> Iterator[str]:
    where = [row["pointer"], _("one of several alternatives") if row["one_of"] else "",
             _("only: {versions}").format(versions=", ".join(row["versions"])) if row["versions"] else ""]
    yield " · ".join(part for part in where if part)
    for side in v.SIDE:
        for entry in row[side]:
            yield f"{v.SIDE.label(side)}: {_entry(entry)}"
    assessed = v.ELEMENT_ASSESSMENT.label(row["assessment"]) if row["assessment"] else _("not assessed")
    by = _("by {who}").format(who=row["assessed_by"]) if row["assessed_by"] else ""
    yield " · ".join(part for part in (_("Assessment: {value}").format(value=assessed), by,
                                       _("GAP") if row["gap"] else "") if part)
    if row["note"]:
        yield _("Note: {text}").format(text=row["note"])


def _entry(entry: Record) -> str:
    source = _("according to {source}").format(source=entry["source"]) if entry["source"] else ""
    return " · ".join(part for part in (entry["evidence"], entry["label"], source, entry["locator"], entry["note"])
                      if part)


def _list(heading: str, lines: list[str]) -> None:
    if lines:
        output.say()
        output.say(heading)
        for line in lines:
            output.say(f"  - {line}", lines=False)


def assess(args: argparse.Namespace) -> int:
    note = reading.text(args.note_file) if args.note_file is not None else args.note
    with opened(args) as store:
        element = _element(shown.record(store, args.reference, kind="allegation"), args.element)
        change = allegations.assess(store, args.reference, element, args.assessment, note)
        output.say(change.reference or args.reference.strip().upper())
    return 0


def evidence(args: argparse.Namespace) -> int:
    if not args.evidence and not args.claim:
        raise InvalidRecord({"evidence": _("must name an evidence item, or the claim be given")},
                            _("Give --evidence EXHIBIT or --claim ID."))
    with opened(args) as store:
        element = _element(shown.record(store, args.reference, kind="allegation"), args.element)
        change = allegations.put_evidence(store, args.reference, element, args.side, evidence=args.evidence,
                                          claim=args.claim, locator=args.locator)
        output.say(change.reference)
    return 0


def _element(record: Record, given: str) -> str:
    """The element's code; its number alone is enough."""
    return f"{record['provision']}/{given}" if given.isdecimal() else given.strip().lower()
