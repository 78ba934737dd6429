"""What is missing to place an incident in time and on the map."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.domain.findings import Finding
from casetracker.i18n import _
from casetracker.services.findings.look import Look, about

# Dates after the act; a capture lies before it and is worth more.
_LATER = ("discovery", "official_report", "first_publication")
_WIDE = ("district", "region")


def dates(look: Look) -> Iterator[Finding]:
    for incident in look.incidents.values():
        kind = incident.working_kind
        if kind is None:
            yield about("no_date", incident.reference, "dates", _("No date is recorded."))
        elif kind in _LATER:
            yield about("date_discovery_only", incident.reference, "dates", _(
                "The nearest date known is that of {kind}.").format(kind=v.DATE_KIND.label(kind).lower()), kind)


def places(look: Look) -> Iterator[Finding]:
    """No place, or none that is known better than to a district and has no coordinates."""
    stated = look.grouped("SELECT parent_pk, precision, lat FROM place WHERE parent_pk BETWEEN ?1 AND ?2"
                          " AND stance = 'supports' ORDER BY parent_pk, position")
    for pk, incident in look.incidents.items():
        rows = stated.get(pk, [])
        if not rows:
            yield about("place_without_precision", incident.reference, "places", _("No place is recorded."), "none")
        elif all(precision in _WIDE and lat is None for precision, lat in rows):
            best = min((precision for precision, _lat in rows), key=_WIDE.index)
            yield about("place_without_precision", incident.reference, "places", _(
                "The place is known to the {precision} only, and without coordinates.").format(
                    precision=v.PLACE_PRECISION.label(best).lower()), best)
