"""Rules that bind several fields of a draft together; each fault is a sentence at the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casetracker.i18n import _

Fault = tuple[str, str]


def broken_rules(kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Place → sentence, for every rule of the kind that `values` (a complete draft) breaks."""
    return dict(_all(kind, values))


def _all(kind: str, values: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _attribution("", values)
    for name, rows in values.items():
        if isinstance(rows, list):
            for number, row in enumerate(rows):
                if isinstance(row, Mapping):
                    yield from _attribution(f"{name}[{number}].", row)
                    yield from _row(name, f"{name}[{number}]", row)
            yield from _twice(name, rows)
    if kind in ("party", "source"):
        yield from _protection(values)
    if kind == "party":
        yield from _named(values)
    if kind == "source":
        yield from _origin(values)
    if kind == "evidence":
        yield from _four_eyes(values)
    if kind == "consent":
        yield from _revocation(values)
    if kind == "relation" and str(values["incident"]).upper() == str(values["other"]).upper():
        yield "other", _("must be another incident")
    if kind == "allegation":
        from casetracker.domain.law_rules import allegation_faults

        yield from allegation_faults(values)


def _attribution(at: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    if row.get("basis") == "inferred" and not row.get("basis_note"):
        yield f"{at}basis_note", _("must say from what this is inferred, and why")
    if row.get("adopted") and row.get("stance") == "contradicts":
        yield f"{at}adopted", _("a value that is contradicted by this source cannot be the one adopted from it")
    yield from four_eyes(at, row)


def four_eyes(at: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    """Whoever looks again at an adopted value is somebody else than who adopted it."""
    from casetracker.domain.folding import fold

    by, again = row.get("adopted_by"), row.get("reviewed_by")
    if row.get("adopted") and by and again and fold(by) == fold(again):
        yield f"{at}reviewed_by", _("must be somebody else than the one who adopted it")


def _row(name: str, at: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    if name == "places" and (row["lat"] is None) != (row["lon"] is None):
        yield f"{at}.{'lat' if row['lat'] is None else 'lon'}", _("latitude and longitude go together")
    if name == "figures":
        yield from _figure(at, row)


def _figure(at: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    low, high, qualifier = row["low"], row["high"], row["qualifier"]
    if qualifier == "not_stated":
        if low is not None or high is not None:
            yield f"{at}.qualifier", _("says the number is not stated, but a number is given")
    elif low is None:
        yield f"{at}.low", _("must be given, or the number marked as not stated")
    elif high is not None and high < low:
        yield f"{at}.high", _("must not be below the lowest number")
    elif qualifier == "range" and high is None:
        yield f"{at}.high", _("must be given for a range")
    elif qualifier in ("exact", "at_least") and high is not None and high != low:
        yield f"{at}.high", _("goes with a range or with “about”; an exact or least number is one number")


def _twice(name: str, rows: list[Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        given = row.get("id") if isinstance(row, Mapping) else None
        if given and given in seen:
            yield f"{name}[{number}].id", _("stands twice in the list")
        elif given:
            seen.add(given)


def _protection(values: Mapping[str, Any]) -> Iterator[Fault]:
    if not values["protected"]:
        return
    if not values["pseudonym"]:
        yield "pseudonym", _("must be given for a protected person or source")
        return
    from casetracker.domain.folding import tokens

    shown = {token.key or token.word for token in tokens(values["pseudonym"])}
    for name in (values["name"], *values.get("names", ())):
        if any((token.key or token.word) in shown for token in tokens(name or "") if len(token.word) > 2):
            yield "pseudonym", _("gives the protected name away; choose another")
            return


def _named(values: Mapping[str, Any]) -> Iterator[Fault]:
    if not values["name"] and not values["pseudonym"] and values["identification"] != "unidentified":
        yield "name", _("must be given, or the party marked as unidentified")


def _origin(values: Mapping[str, Any]) -> Iterator[Fault]:
    if values["origin"] == "derived" and not values["derivations"]:
        yield "derivations", _("must name the source this one derives from, or the origin be marked unknown")
    if values["origin"] != "derived" and values["derivations"]:
        yield "origin", _("must be “derived” when the source derives from another")


def _four_eyes(values: Mapping[str, Any]) -> Iterator[Fault]:
    from casetracker.domain.folding import fold

    verifier, reviewer = (fold(values[name] or "") for name in ("verified_by", "verification_reviewed_by"))
    if reviewer and reviewer == verifier:
        yield "verification_reviewed_by", _("must be another person than the one who verified: four eyes see more than two")


def _revocation(values: Mapping[str, Any]) -> Iterator[Fault]:
    from casetracker.domain.dates import parse_edtf

    if values["revoked_reason"] and not values["revoked_on"]:
        yield "revoked_on", _("must say when the consent was revoked")
    days = [parse_edtf(values[name], "utc") for name in ("revoked_on", "given_on") if values[name]]
    if len(days) == 2 and days[0].surely_before(days[1]):
        yield "revoked_on", _("must not be before the consent was given")
