"""Where a source has its knowledge from: chains of derivation, their roots, and no circles.

Roots are counted for one claim: the distinct originators of the first-hand sources that its sources lead back to. A
source of unknown origin is never a root; it is counted apart, so that it can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.folding import fold
from casetracker.errors import InvalidRecord
from casetracker.i18n import _, ngettext
from casetracker.store import states
from casetracker.store.engine import Connection


@dataclass(frozen=True)
class Roots:
    """How many sources speak, from how many independent roots, and how many lead to no known root."""

    sources: int
    roots: int
    unknown: int

    def __str__(self) -> str:
        parts = [ngettext("{n} source", "{n} sources", self.sources).format(n=self.sources),
                 ngettext("{n} independent root", "{n} independent roots", self.roots).format(n=self.roots)]
        if self.unknown:
            parts.append(_("{n} of unknown origin").format(n=self.unknown))
        return ", ".join(parts)


def count_roots(references: Iterable[str], sources: Mapping[str, Mapping[str, Any]]) -> Roots:
    """Count the roots of the given sources (references); `sources` holds exchange JSON (revealed) of all reachable."""
    named = sorted(set(references))
    roots: set[str] = set()
    unknown: set[str] = set()
    for reference in named:
        _follow(reference, sources, roots, unknown, set())
    return Roots(len(named), len(roots), len(unknown))


def _follow(reference: str, sources: Mapping[str, Mapping[str, Any]], roots: set[str], unknown: set[str],
            seen: set[str]) -> None:
    if reference in seen:
        return
    seen.add(reference)
    source = sources.get(reference)
    if source is None or source["origin"] == "unknown":
        unknown.add(reference)
    elif source["origin"] == "first_hand":
        roots.add(fold(source.get("originator") or "") or reference)
    else:
        for derivation in source.get("derivations", ()):
            _follow(derivation["source"], sources, roots, unknown, seen)


def refuse_cycle(connection: Connection, kind: str, record_id: str) -> None:
    """InvalidRecord if a source now derives, over however many steps, from itself."""
    if kind != "source":
        return
    start = states.pk_of(connection, "source", record_id)
    reached = connection.execute(
        "WITH RECURSIVE origin(pk) AS (SELECT source_pk FROM derivation WHERE parent_pk = ?"
        " UNION SELECT d.source_pk FROM derivation AS d JOIN origin AS o ON d.parent_pk = o.pk)"
        " SELECT 1 FROM origin WHERE pk = ?", (start, start)).fetchone()
    if reached:
        raise InvalidRecord({"derivations": _("lead back to this source itself")},
                            _("A source cannot derive from itself; mend the chain."))
