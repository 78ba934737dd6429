"""The matters of an incident with their marks: the one count that window, command line, JSON and dossier all show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casetracker.domain import claims, claims_words
from casetracker.domain.claims import Matter, Value
from casetracker.i18n import _, ngettext
from casetracker.services.origins import Roots, count_roots

Json = dict[str, Any]
Sources = Mapping[str, Mapping[str, Any]]

# The claims that say what was done: context and proceedings do not count as support for the act.
ACT_CLAIMS = frozenset({"act", "capture", "interrogation", "discovery", "victim_status", "means"})
ACT_DATES = frozenset({"capture", "act", "discovery"})
_ADOPTION = ("adopted_by", "reviewed_by", "adopted_reason", "adopted_on")


def act_roots(incident: Mapping[str, Any], sources: Sources) -> Json:
    """How many sources, from how many roots, speak of the act itself: what the head of an incident says."""
    rows = [row for row in incident["dates"] if row["kind"] in ACT_DATES]
    rows += incident["figures"]
    rows += [row for row in incident["claims"] if row["kind"] in ACT_CLAIMS]
    return _count(count_roots(supporting(rows), sources))


def supporting(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The sources that say so themselves: neither those that contradict nor those we merely infer from."""
    return [row["source"] for row in rows
            if row.get("source") and row["stance"] != "contradicts" and row["basis"] != "inferred"]


def told(incident: Mapping[str, Any], sources: Sources) -> list[Json]:
    """Every matter of an incident with what is said of it, from how many roots, and who says otherwise.

    A count is always that of one value. A matter's own is its adopted value's, else its only one's, else that of the value
    which most roots support: never a sum over values.
    """
    return [_matter(matter, sources) for matter in claims.matters(incident)]


def _matter(matter: Matter, sources: Sources) -> Json:
    values = [_value(matter, value, sources) for value in matter.values]
    leading = next((value for value in values if value["adopted"]), None) or max(
        values, key=lambda value: (value["roots"], value["sources"]))
    adopted = matter.adopted.adopted if matter.adopted else None
    settled = adopted is not None or len(values) == 1
    return {
        "list": matter.list, "kind": matter.kind or None, "group": matter.group or None,
        "label": claims_words.matter_label(matter), "adopted": adopted["id"] if adopted else None,
        **{name: adopted.get(name) if adopted else None for name in _ADOPTION},
        "disputed": matter.disputed,
        **{name: leading[name] for name in ("sources", "roots", "unknown", "withdrawn", "inferred", "dissent")},
        "mark": leading["mark"] if settled else _("{n} different statements; the best supported: {count}").format(
            n=len(values), count=leading["mark"]),
        "values": values,
    }


def _value(matter: Matter, value: Value, sources: Sources) -> Json:
    counted, against = count_roots(value.sources, sources), count_roots(value.dissenting, sources)
    return {
        "label": claims_words.said(matter.list, value.shown), "claims": [row["id"] for row in value.rows],
        "against": [row["id"] for row in value.against], "adopted": value.adopted is not None,
        "said_by": list(value.sources),
        "sources": counted.sources, "roots": counted.roots, "unknown": counted.unknown, "withdrawn": counted.withdrawn,
        "inferred": value.inferred, "dissent": value.dissent, "dissenting_roots": against.roots,
        "mark": _mark(value, counted, against),
    }


def _mark(value: Value, counted: Roots, against: Roots) -> str:
    """"2 sources, 1 independent root; 1 inferred by us; 1 dissent"."""
    parts = [str(counted)] if value.sources else []
    if any(not row.get("source") for row in value.support):
        parts.append(_("not attributed to a source"))
    if not value.rows:
        parts.append(_("denied, and said by nobody"))
    if value.inferred:
        parts.append(ngettext("{n} inferred by us", "{n} inferred by us", value.inferred).format(n=value.inferred))
    if value.dissent:
        dissent = ngettext("{n} dissent", "{n} dissents", value.dissent).format(n=value.dissent)
        parts.append(f"{dissent} ({against.ends})" if against.sources > 1 else dissent)
    return "; ".join(parts)


def _count(counted: Roots) -> Json:
    return {"sources": counted.sources, "roots": counted.roots, "unknown": counted.unknown,
            "withdrawn": counted.withdrawn, "label": str(counted)}
