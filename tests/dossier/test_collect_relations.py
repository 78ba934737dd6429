"""Related incidents in a dossier: told from its own side, and nothing of the other but its reference."""

from __future__ import annotations

from tests.dossier.case_samples import Sample, incident, source

from casetracker.dossier import plain
from casetracker.dossier.collect import collect
from casetracker.services import records, relations


def told(sample: Sample, audience: str = "prosecutor") -> str:
    text = plain.render(collect(sample.store, [sample.incident], audience))
    return text.partition("Related incidents")[2].partition("Status history")[0]


def other(sample: Sample) -> str:
    return incident(sample.store, title="A title that nobody outside may read", confidentiality="strictly_confidential")


def test_a_case_without_relations_says_nothing_of_them(sample: Sample) -> None:
    assert "Related incidents" not in plain.render(collect(sample.store, [sample.incident]))


def test_what_was_told_apart_is_named_by_reference_only(sample: Sample) -> None:
    another = other(sample)
    relations.decide_apart(sample.store, another, sample.incident, "the other has two dead")
    for audience in ("prosecutor", "internal"):
        whole = plain.render(collect(sample.store, [sample.incident], audience))
        assert "A title that nobody outside may read" not in whole
        assert "Is not the same incident as" in told(sample, audience)
        assert another in told(sample, audience)
    assert "the other has two dead" in told(sample, "internal")
    assert "the other has two dead" not in told(sample)
    assert "not printed for these readers" in told(sample)


def test_a_relation_is_told_from_the_side_of_the_dossier(sample: Sample) -> None:
    records.add(sample.store, "relation", {"incident": other(sample), "kind": "precedes", "other": sample.incident})
    assert "Follows" in told(sample)
    assert "our own assessment" in told(sample)


def test_a_relation_whose_source_forbids_it_is_held_back(sample: Sample) -> None:
    lead = source(sample.store, "A lead", sharing="lead_only")
    another = other(sample)
    records.add(sample.store, "relation", {"incident": sample.incident, "kind": "same_unit", "other": another,
                                           "source": lead})
    assert another not in told(sample)
    assert "withheld by the sharing condition" in told(sample)
    assert another in told(sample, "internal")


def test_another_incident_amended_leaves_the_dossier_as_it_stood(sample: Sample) -> None:
    another = other(sample)
    relations.decide_apart(sample.store, sample.incident, another, "another day")
    before = collect(sample.store, [sample.incident])
    records.amend(sample.store, another, {"title": "Renamed", "confidentiality": "public"})
    after = collect(sample.store, [sample.incident])
    assert (after.record_sequence, plain.render(after)) == (before.record_sequence, plain.render(before))
