"""Who sees what: a prosecutor's dossier holds back names, faces and confidences and says so; an internal one does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.dossier.case_samples import PSEUDONYM, WITNESS, WITNESS_LATIN, Sample, incident, new_store, taken

from casetracker.dossier import plain
from casetracker.dossier.collect import collect
from casetracker.dossier.tree import Dossier, Figure
from casetracker.services import custody, records, show


def figures(tree: Dossier) -> list[Figure]:
    return [block for part in tree.parts for section in part.sections for block in section.blocks
            if isinstance(block, Figure)]


@pytest.mark.parametrize("hidden", [WITNESS, WITNESS_LATIN, "fears for the family", "lives in Zrazkove"])
def test_a_protected_person_stands_by_pseudonym(hidden: str, sample: Sample) -> None:
    outside = plain.render(collect(sample.store, [sample.incident]))
    assert hidden not in outside
    assert f"{sample.witness} “{PSEUDONYM}” (protected)" in outside


def test_inside_the_name_stands_with_the_pseudonym(sample: Sample) -> None:
    inside = plain.render(collect(sample.store, [sample.incident], "internal"))
    assert f"{sample.witness} {WITNESS} (protected; pseudonym “{PSEUDONYM}”)" in inside
    assert WITNESS_LATIN in inside


def test_a_protected_source_stands_by_pseudonym(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        secret = records.add(store, "source", {
            "kind": "witness", "name": WITNESS, "author": "Invented Diarist", "protected": True, "pseudonym": "Birch",
            "origin": "first_hand", "originator": "Invented Diarist",
            "access_points": [{"url": "https://diary.example.invalid"}], "note": "met at the mill"}).reference
        number = incident(store, claims=[{"kind": "act", "value": "It was so.", "source": secret}])
        outside = plain.render(collect(store, [number]))
        inside = plain.render(collect(store, [number], "internal"))
    for hidden in (WITNESS, "Diarist", "diary.example.invalid", "met at the mill"):
        assert hidden not in outside
        assert hidden in inside
    assert f"{secret} “Birch” (protected)" in outside
    assert "1 source, 1 independent root" in outside


def test_only_showable_pictures_are_printed_outside(sample: Sample) -> None:
    shown, unshown = figures(collect(sample.store, [sample.incident]))
    assert (shown.withheld, bool(shown.image)) == ("", True)
    assert unshown.withheld == "the item is not marked as one that may be shown in a dossier"
    assert unshown.image == b""
    assert [figure.withheld for figure in figures(collect(sample.store, [sample.incident], "internal"))] == ["", ""]


def test_a_showable_graphic_picture_says_what_it_is(sample: Sample) -> None:
    records.amend(sample.store, sample.shown, {"graphic": True})
    outside = plain.render(collect(sample.store, [sample.incident]))
    assert "Content: graphic" in outside


@pytest.mark.parametrize("confidence", ["Confidant", "It rained in confidence.", "7777", "Title of the lead", "a lead"])
def test_what_was_given_in_confidence_is_held_back(confidence: str, sample: Sample) -> None:
    assert confidence not in plain.render(collect(sample.store, [sample.incident]))
    if confidence != "a lead":
        assert confidence in plain.render(collect(sample.store, [sample.incident], "internal"))


def test_what_is_held_back_is_said_by_reference(sample: Sample) -> None:
    outside = plain.render(collect(sample.store, [sample.incident]))
    assert f"{sample.withheld} is withheld by the condition under which it was given." in outside
    assert f"1 entry is withheld by the sharing condition of its source: {sample.secret}." in outside
    assert "Withheld by its sharing condition: Not to be passed on." in outside


def test_nothing_is_denied_that_is_only_held_back(sample: Sample) -> None:
    number = incident(sample.store, dates=[{"kind": "act", "date": "2026-02-02", "source": sample.secret}],
                      figures=[{"outcome": "killed", "low": 3, "source": sample.secret}])
    outside = plain.render(collect(sample.store, [number]))
    for denial in ("no date is recorded", "No date is recorded.", "no source states it", "no figure is recorded"):
        assert denial not in outside
    assert "2 February" not in outside
    assert "Nothing is recorded that may be shown here." in outside


def test_an_item_of_a_confidential_source_is_held_back_too(sample: Sample) -> None:
    records.amend(sample.store, sample.shown, {"source": sample.secret})
    outside = collect(sample.store, [sample.incident])
    assert "The outskirts" not in plain.render(outside)
    assert len(figures(outside)) == 1
    file = show.record(sample.store, sample.shown)["files"][0]
    assert file["sha256"] not in plain.render(outside)


def test_strictly_confidential_items_are_printed_and_marked(sample: Sample) -> None:
    records.amend(sample.store, sample.shown, {"confidentiality": "strictly_confidential"})
    assert "Confidentiality: Strictly confidential" in plain.render(collect(sample.store, [sample.incident]))


def test_only_the_internal_dossier_shouts(sample: Sample) -> None:
    assert collect(sample.store, [sample.incident]).banner == ""
    assert collect(sample.store, [sample.incident], "internal").banner == "INTERNAL – NOT FOR RELEASE"


def test_a_name_where_nobody_can_amend_it_is_covered(sample: Sample, tmp_path: Path) -> None:
    """File names and custody entries stand for ever; a name in them must not make every dossier impossible."""
    taken(sample.store, tmp_path / "f", sample.incident, "interview Петренка-Зразкової.txt", b"x", title="An interview")
    records.add(sample.store, "custody", {"evidence": sample.shown, "act": "received", "date": "2026-02-05",
                                          "from_whom": WITNESS, "reason": "as asked"})
    outside = plain.render(collect(sample.store, [sample.incident]))
    assert "Петренк" not in outside
    assert "from [withheld: it names a protected person]" in outside
    assert "Evidentiary copy\n  [withheld: it names a protected person]" in outside
    inside = plain.render(collect(sample.store, [sample.incident], "internal"))
    assert f"from {WITNESS}" in inside
    assert len(custody.of_exhibit(sample.store, sample.shown)) == 2
