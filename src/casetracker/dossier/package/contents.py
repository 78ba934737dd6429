"""What a package tells, as its readers may see it: the dossier's rule of protection, applied to exchange JSON.

For readers outside, names of protected persons are left out, claims whose source forbids it are counted instead of told, and
an evidence file is handed over only where its item is marked as one that may be shown. The investigators' own work (lines of
inquiry, allegations, relations, accounts, consents, hand-overs, dismissed findings) stays inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from casetracker.domain import kin
from casetracker.domain.claims import LISTS
from casetracker.domain.shapes import SHAPES, STAMPS
from casetracker.dossier.sections.case import Case
from casetracker.dossier.sections.evidence import held_back
from casetracker.i18n import _
from casetracker.services import matters, show, working

Json = dict[str, Any]

INSIDE_ONLY = ("allegation", "relation", "account", "consent", "handover", "dismissal")
_INSIDE_LISTS = {"incident": ("inquiries",)}


@dataclass(frozen=True)
class Told:
    """A record as it is told; `withheld` says which of its rows are not, and on whose condition."""

    kind: str
    record: Json
    withheld: tuple[Json, ...] = ()
    files: tuple[Json, ...] = ()
    files_withheld: str = ""
    """Why the item's files are not handed over; empty where they are."""

    @property
    def reference(self) -> str:
        return str(self.record["reference"])


@dataclass
class Contents:
    """All that a package tells."""

    records: dict[str, Told] = field(default_factory=dict)
    withheld: dict[str, Json] = field(default_factory=dict)
    cautions: list[Json] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text in the records, with its place, for the search for protected names."""
        for told in self.records.values():
            yield from _texts(told.reference, told.record)


def contents(cases: Sequence[Case]) -> Contents:
    """What is told of several incidents and of what hangs on them, each record once."""
    made = Contents()
    wanted = frozenset(case.reference for case in cases)
    for case in cases:
        _own(case, wanted, made)
    for case in cases:
        _named(case, made)
    _caution(made)
    return made


def _own(case: Case, wanted: frozenset[str], made: Contents) -> None:
    """The incident and what hangs on it."""
    page = case.page
    _put(made, _told(case, "incident", case.incident, wanted))
    for kind, plural in show.HANGING.items():
        if kind in INSIDE_ONLY and not case.audience.reveals:
            continue
        for record in page[plural]:
            if kind == "evidence" and held_back(case, record):
                _hold_back(made, kind, record)
            elif kind == "participation" and case.kept_back(record):
                made.withheld[record["reference"]] = {"kind": kind, "because_of": case.kept_back(record)}
            else:
                _put(made, _told(case, kind, record, wanted))
    for exhibit, entries in page["custody"].items():
        for entry in entries if exhibit in made.records else ():
            _put(made, _told(case, "custody", entry, wanted))


def _named(case: Case, made: Contents) -> None:
    """The parties, bodies and sources that what is told so far names, and those that these name in turn."""
    known = {**case.page["parties"], **case.page["bodies"], **case.page["sources"]}
    kinds = {**dict.fromkeys(case.page["parties"], "party"), **dict.fromkeys(case.page["bodies"], "body"),
             **dict.fromkeys(case.page["sources"], "source")}
    waiting = list(known) if case.audience.reveals else [
        name for told in made.records.values() for name in _names(told.kind, told.record)]
    while waiting:
        reference = waiting.pop()
        if reference not in known or reference in made.records or reference in made.withheld:
            continue
        kind, record = kinds[reference], known[reference]
        if kind == "source" and case.audience.holds_back(record):
            _hold_back(made, kind, record)
        else:
            told = _told(case, kind, record, frozenset())
            _put(made, told)
            waiting += _names(kind, told.record)


def _names(kind: str, record: Json) -> Iterator[str]:
    for part, ref in SHAPES[kind].references():
        for row in [record] if part is None else record.get(part.name, ()):
            if row.get(ref.name):
                yield row[ref.name]


def _put(made: Contents, told: Told) -> None:
    made.records.setdefault(told.reference, told)


def _hold_back(made: Contents, kind: str, record: Json) -> None:
    made.withheld[record["reference"]] = {"kind": kind, "sharing": record["sharing"]}


def _told(case: Case, kind: str, record: Json, wanted: frozenset[str]) -> Told:
    shown = {name: value for name, value in record.items() if name != "label"}
    files = tuple(file for file in record.get("files", ()) if file["sha256"] and not file["destroyed_at"])
    if case.audience.reveals:
        return Told(kind, shown, files=files)
    withheld = tuple(_without_rows(case, kind, shown, wanted))
    _fix(case, kind, shown)
    if kind == "incident":
        shown["derived"] = _derived(case, shown)
    return Told(kind, shown, withheld, files, case.audience.hides_picture(record) if kind == "evidence" else "")


def _derived(case: Case, shown: Json) -> Json:
    """What is computed of an incident, out of the claims that are told and no others."""
    return {**case.incident["derived"], "working_date": working.told(shown),
            "roots": matters.act_roots(shown, case.all_sources),
            "matters": matters.told({name: shown[name] for name in LISTS}, case.all_sources)}


def _without_rows(case: Case, kind: str, shown: Json, wanted: frozenset[str]) -> Iterator[Json]:
    """Take out the rows that may not be told; says of which list, how many, and because of what
    source or item."""
    for part in SHAPES[kind].lists:
        if part.name in _INSIDE_LISTS.get(kind, ()):
            if shown.pop(part.name):
                yield {"list": part.name}
        elif part.name in shown and kind != "source":
            rows = shown[part.name]
            shown[part.name] = [row for row in case.shown(rows) if (row.get("incident") or "") in ("", *wanted)]
            conditions = [by for by in map(case.kept_back, rows) if by]
            if conditions:
                yield {"list": part.name, "count": len(conditions), "because_of": sorted(set(conditions))}


def _fix(case: Case, kind: str, shown: Json) -> None:
    """What nobody can amend any more is masked where it names a protected person; all else must be mended first."""
    for name in STAMPS if kind != "custody" else [name for name in shown if name not in ("id", "reference", "evidence")]:
        if isinstance(shown.get(name), str):
            shown[name] = case.fixed(shown[name])
    for part in (part for part in SHAPES[kind].lists if part.readonly and part.name in shown):
        shown[part.name] = [{name: case.fixed(value) if isinstance(value, str) else value for name, value in row.items()}
                            for row in shown[part.name]]


def _caution(made: Contents) -> None:
    uninformed = sorted(told.reference for told in made.records.values()
                        if told.kind == "party" and kin.family_not_informed(told.record))
    if uninformed:
        made.cautions.append({"code": "family_not_informed", "references": uninformed, "text": _(
            "The family is not recorded as informed: {parties}. Nothing that tells who it is may reach the public first."
        ).format(parties=", ".join(uninformed))})


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(f"{place} › {name}", each)
    elif isinstance(value, Iterable):
        for number, each in enumerate(value, 1):
            yield from _texts(f"{place} {number}", each)
