"""Where a source has its knowledge from: chains of derivation and their roots.

Roots are counted for one value of one claim: the distinct originators of the first-hand sources that its sources lead back
to. A source of unknown origin is never a root; it is counted apart, so that it can be shown. Nor is a source that was
withdrawn, for we no longer stand by its record: where it speaks itself it is counted apart, and a chain that leads to it
ends there, unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.folding import fold
from casetracker.i18n import _, ngettext


@dataclass(frozen=True)
class Roots:
    """How many sources speak, from how many independent roots; how many lead to no known one, and how many are withdrawn."""

    sources: int
    roots: int
    unknown: int
    withdrawn: int = 0

    def __str__(self) -> str:
        return ngettext("{n} source", "{n} sources", self.sources).format(n=self.sources) + ", " + self.ends

    @property
    def ends(self) -> str:
        """What the sources lead back to, without their number."""
        parts = [ngettext("{n} independent root", "{n} independent roots", self.roots).format(n=self.roots)]
        if self.unknown:
            parts.append(_("{n} of unknown origin").format(n=self.unknown))
        if self.withdrawn:
            parts.append(ngettext("{n} withdrawn source not counted", "{n} withdrawn sources not counted",
                                  self.withdrawn).format(n=self.withdrawn))
        return ", ".join(parts)


def count_roots(references: Iterable[str], sources: Mapping[str, Mapping[str, Any]]) -> Roots:
    """Count the roots of the given sources (references); `sources` holds exchange JSON (revealed) of all reachable.

    A source's "root", where `services.show` has found it, says which first-hand sources are one originator's.
    """
    named = sorted(set(references))
    speaking = [reference for reference in named if not sources.get(reference, {}).get("withdrawn_at")]
    roots: set[str] = set()
    unknown: set[str] = set()
    seen: set[str] = set()
    for reference in speaking:
        follow(reference, sources, roots, unknown, seen)
    return Roots(len(speaking), len(roots), len(unknown), len(named) - len(speaking))


def follow(start: str, sources: Mapping[str, Mapping[str, Any]], roots: set[str], unknown: set[str],
           seen: set[str]) -> None:
    """Add to `roots` and `unknown` what a source leads back to, unless it was `seen` on another way."""
    waiting = [start]  # no recursion: a chain may be longer than Python's stack is deep
    while waiting:
        reference = waiting.pop()
        if reference in seen:
            continue
        seen.add(reference)
        source = sources.get(reference)
        if source is None or source["origin"] == "unknown" or source.get("withdrawn_at"):
            unknown.add(reference)
        elif source["origin"] == "first_hand":
            roots.add(source.get("root") or originator_of(source) or reference)
        else:
            waiting.extend(derivation["source"] for derivation in source.get("derivations", ()))


def originator_of(source: Mapping[str, Any]) -> str:
    """The originator of a first-hand source, folded; empty where none is noted, so that the source is a root by itself."""
    return fold(source.get("originator") or "") if source["origin"] == "first_hand" else ""
