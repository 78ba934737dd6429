"""How well the search finds a name in another spelling, alphabet or age.

`python -m tests.benchmarks.recall DATA [--json FILE]`, where DATA is the folder of collected data. A store is built in a
temporary folder, with one incident for each name, and each name is searched as a person would type it. A pair is found when
the search for one name finds the incident that bears the other. Found by mistake is an incident of another place or person.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casetracker.domain.folding import fold
from casetracker.domain.former_names import read
from casetracker.domain.query import Reach
from casetracker.services import browse, bulk
from casetracker.services.browse import IncidentFilter
from casetracker.services.bulk import Given
from casetracker.services.case_store import CaseStore

ALPHABETS = (("Latin", 0x0000, 0x024F), ("Cyrillic", 0x0400, 0x052F), ("Arabic", 0x0600, 0x06FF))


@dataclass
class Figures:
    """Of one set of names: pairs by how they were found, and incidents found by mistake by how far the search reached."""

    name: str
    pairs: int = 0
    searches: int = 0
    found: Counter[str] = field(default_factory=Counter)
    mistaken: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        found = sum(self.found.values())
        return {
            "set": self.name, "pairs": self.pairs, "found": {reach.code: self.found[reach.code] for reach in Reach},
            "not_found": self.pairs - found, "recall": round(found / self.pairs, 3) if self.pairs else None,
            "searches": self.searches, "mistaken_for_each_search": {
                reach.code: round(self.mistaken[reach.code] / max(1, self.searches), 2) for reach in Reach}}


def measure(data: Path, folder: Path) -> list[Figures]:
    places, renamed = _geonames(data), _renamed()
    villages = _villages(data) - {fold(name) for names in (*places, *renamed) for name in names}
    with CaseStore.create(folder / "places", actor="B. Enchmark") as store:
        sets = [places, renamed]
        flat = [name for each in sets for names in each for name in names]
        _fill(store, [("place", name) for name in (*flat, *sorted(villages))])
        return [*_places(store, places, renamed), *_persons(data, folder)]


def _places(store: CaseStore, places: list[list[str]], renamed: list[list[str]]) -> Iterator[Figures]:
    start = 1
    every = _same_place([*places, *renamed])
    for label, sets in (("GeoNames", places), ("our list of renamed places", renamed)):
        figures: dict[str, Figures] = {}
        for names in sets:
            for at, name in enumerate(names):
                _place(store, figures, label, name, {start + number: other for number, other in enumerate(names)
                                                     if number != at}, every[start + at], start)
            start += len(names)
        yield from (figures[key] for key in sorted(figures))


def _same_place(sets: Iterable[list[str]]) -> dict[int, set[int]]:
    """pk → the pks of the incidents that bear a name of a place which has one of the names of its own."""
    pks, groups = 1, []
    for names in sets:
        groups.append((set(range(pks, pks + len(names))), set(map(fold, names))))
        pks += len(names)
    return {pk: set().union(*(others for others, held in groups if held & names)) for own, names in groups for pk in own}


def _place(store: CaseStore, figures: dict[str, Figures], label: str, name: str, others: dict[int, str],
           own: set[int], first: int) -> None:
    hits = _hits(store, name)
    for pk, other in others.items():
        for key in _sets_of(label, other, official=pk == first):
            one = figures.setdefault(key, Figures(key))
            one.pairs += 1
            one.found.update([hits[pk].code] if pk in hits else [])
    whole = figures.setdefault(f"{label}, in all", Figures(f"{label}, in all"))
    whole.pairs += len(others)
    whole.searches += 1
    whole.found.update(hits[pk].code for pk in others if pk in hits)
    whole.mistaken.update(reach.code for pk, reach in hits.items() if pk not in own)


def _sets_of(label: str, other: str, official: bool) -> Iterator[str]:
    if label == "GeoNames":
        yield f"{label}, to a name in {_alphabet(other)}"
        if official:
            yield f"{label}, to the official Latin name"


def _alphabet(text: str) -> str:
    for name, first, last in ALPHABETS:
        if all(first <= ord(letter) <= last for letter in text if letter.isalpha()):
            return f"{name} letters"
    return "other letters"


def _persons(data: Path, folder: Path) -> Iterator[Figures]:
    with (data / "followthemoney" / "name_bench_cases.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["name1"].strip() and row["name2"].strip()]
    with CaseStore.create(folder / "persons", actor="B. Enchmark") as store:
        _fill(store, [("title", row["name2"]) for row in rows])
        for schema in ("Person", "other"):
            same, apart = Figures(f"{schema} names, one and the same"), Figures(f"{schema} names, look-alikes")
            for pk, row in enumerate(rows, 1):
                if (row["schema"] == "Person") is (schema == "Person"):
                    _person(same if row["is_match"] == "true" else apart, pk, _hits(store, row["name1"]))
            yield from (same, apart)


def _person(figures: Figures, pk: int, hits: dict[int, Reach]) -> None:
    figures.pairs += 1
    figures.searches += 1
    figures.found.update([hits[pk].code] if pk in hits else [])
    figures.mistaken.update(reach.code for other, reach in hits.items() if other != pk)


def _hits(store: CaseStore, query: str) -> dict[int, Reach]:
    found: dict[int, Reach] = {}
    for reach in Reach:
        for pk in browse.incident_ids(store, IncidentFilter(query=query, reach=reach)):
            found.setdefault(pk, reach)
    return found


def _fill(store: CaseStore, names: Iterable[tuple[str, str]]) -> None:
    """Incidents whose pks are 1, 2, 3… in the order given; those of places have nothing but a number for a title."""
    def given(_load: bulk.Load) -> Iterator[Given]:
        for number, (where, name) in enumerate(names, 1):
            yield "incident", {"title": name} if where == "title" else {"title": str(number), "places": [{"name": name}]}

    bulk.load(store, given, "Load names")


def _geonames(data: Path) -> list[list[str]]:
    """For each town its names, each folded form once."""
    with (data / "gazetteer_ua" / "geonames_cities15000_UA_excerpt.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_once([row["name"], *row["alternatenames"].split(",")]) for row in rows]


def _renamed() -> list[list[str]]:
    return [_once([*place["now"], *place["former"]]) for place in read()["places"]]


def _villages(data: Path) -> set[str]:
    with (data / "gazetteer_ua" / "geonames_postal_UA.txt").open(encoding="utf-8") as file:
        return {fold(line.split("\t")[2]) for line in file} - {""}


def _once(names: Iterable[str]) -> list[str]:
    return list({fold(name): name for name in names if fold(name)}.values())


def _print(figures: Iterable[Figures]) -> None:
    print("| names | pairs | as written | by key | other name | by consonants | not found | recall |"
          " by mistake, each search: as written / key / other name / consonants |")
    print("|---|---|---|---|---|---|---|---|---|")
    for one in map(Figures.as_json, figures):
        found, mistaken = one["found"].values(), one["mistaken_for_each_search"].values()
        told = " / ".join(map(str, mistaken)) if one["searches"] else ""
        print(f"| {one['set']} | {one['pairs']} | {' | '.join(map(str, found))} | {one['not_found']}"
              f" | {one['recall']:.0%} | {told} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(options.data, Path(scratch))
    _print(results)
    if options.json:
        options.json.write_text(json.dumps([one.as_json() for one in results], ensure_ascii=False, indent=1) + "\n")
