"""The check that no protected person's name leaves: before a line is printed for readers outside.

Names are looked for as the search looks for them: in any alphabet, case form and order. What is found is told by place
and pseudonym; the name itself goes into no sentence, for sentences end up in logs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casetracker.domain.folding_names import name_in_text
from casetracker.dossier.tree import Dossier
from casetracker.dossier.walk import walk
from casetracker.errors import DisclosureRefused
from casetracker.i18n import _
from casetracker.services.protected import ProtectedName

# So many words that mean nothing that two texts cannot give a name between them.
_APART = "\n0 0 0 0 0 0 0 0\n"


@dataclass(frozen=True)
class Found:
    """A name's place in a text."""

    name: ProtectedName
    start: int
    end: int


@dataclass(frozen=True)
class Guard:
    """Knows the protected names, and finds them."""

    names: tuple[ProtectedName, ...] = ()

    def narrowed(self, texts: Iterable[str]) -> Guard:
        """A guard that only looks for the names that may stand in one of these texts: thousands become a few.

        In small letters every word may be a name, so that this finds at least what each text alone would give.
        """
        everything = _APART.join(texts).lower()
        return Guard(tuple(each for each in self.names if _places(each.name, everything)))

    def found(self, text: str) -> list[Found]:
        """Where protected names stand in a text, in order."""
        return sorted(
            (Found(each, *place) for each in self.names for place in _places(each.name, text)),
            key=lambda found: (found.start, -found.end, found.name.reference, found.name.name),
        )

    def masked(self, text: str) -> str:
        """The text with a pseudonym in the place of each name."""
        made, at = "", 0
        for each in self.found(text):
            if each.start >= at:
                made += f"{text[at : each.start]}[{each.name.shown}]"
            at = max(at, each.end)
        return made + text[at:]


def _places(name: str, text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in name_in_text(name, text) if span.full]


def refuse(dossier: Dossier, names: Iterable[ProtectedName], file_name: str = "") -> None:
    """DisclosureRefused if a protected name stands anywhere in what will be printed, or in the file's own name."""
    refuse_in([*walk(dossier), (_("The name of the file"), file_name)], names)


def refuse_in(texts: Iterable[tuple[str, str]], names: Iterable[ProtectedName]) -> None:
    """DisclosureRefused if a protected name stands in one of these texts, each given with its place."""
    texts = list(texts)
    guard = Guard(tuple(names)).narrowed(dict.fromkeys(text for _place, text in texts))
    if not guard.names:
        return
    for place, text in texts:
        for found in guard.found(text):
            raise _refusal(guard.masked(place), found)


def _refusal(place: str, found: Found) -> DisclosureRefused:
    if found.name.kin:
        return DisclosureRefused(
            _(
                "The name of {reference}, whose family is not recorded as informed, stands in the text to be printed:"
                " {place}, near character {number}. Nothing was made."
            ).format(reference=found.name.reference, place=place, number=found.start + 1),
            _("Take the name out there, record that the family is informed, or make it for internal use."),
        )
    return DisclosureRefused(
        _(
            "The name of the protected {reference} (“{pseudonym}”) stands in the text to be handed out: {place}, near"
            " character {number}. Nothing was made."
        ).format(
            reference=found.name.reference, pseudonym=found.name.shown, place=place, number=found.start + 1
        ),
        _("Write the pseudonym there, or make it for internal use."),
    )
