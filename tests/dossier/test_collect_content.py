"""What a dossier says of a case: all that sources say, nothing that they do not, and where we speak, that we do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.dossier.case_samples import Sample, Ticking, full_case, incident, new_store, source

from casetracker.domain.dates import parse_edtf
from casetracker.dossier import plain
from casetracker.dossier.collect import collect
from casetracker.dossier.tree import Dossier, Figure, Note, Section, Table
from casetracker.dossier.walk import plain as text_of
from casetracker.errors import InvalidRecord, UnknownReference, UserError
from casetracker.services import history, records, show


def told(sample: Sample, audience: str = "prosecutor", language: str = "en") -> str:
    return plain.render(collect(sample.store, [sample.incident], audience, language))


def section(tree: Dossier, title: str) -> Section:
    return next(each for part in tree.parts for each in part.sections if each.title.endswith(title))


def table(within: Section, number: int = 0) -> Table:
    return [block for block in within.blocks if isinstance(block, Table)][number]


def test_the_cover_shows_three_statuses_and_the_entry(sample: Sample) -> None:
    tree = collect(sample.store, [sample.incident])
    assert [text_of(pair.value) for pair in tree.cover.statuses] == [
        "Under verification", "Open", "Ukraine: pre-trial investigation"]
    assert tree.confidentiality == "Confidential"
    last = history.entries(sample.store, limit=1)[0]
    assert (tree.record_sequence, tree.record_hash) == (last.sequence, last.hash)
    assert [text_of(p.value) for p in tree.cover.particulars if p.label == "Sources on the act"] == [
        "3 sources, 1 independent root, 1 of unknown origin"]


def test_presumption_of_innocence_cites_the_statute(sample: Sample) -> None:
    notes = [text_of(note.text) for note in collect(sample.store, [sample.incident]).cover.notes]
    assert any("presumed innocent" in note and "17 July 1998, article 66" in note for note in notes)


def test_sources_that_differ_are_shown_and_never_summed(sample: Sample) -> None:
    figures = section(collect(sample.store, [sample.incident]), "Casualty figures by source")
    assert [text_of(row[1]) for row in table(figures).rows] == ["4", "9 to 14"]
    caution = next(block for block in figures.blocks if isinstance(block, Note))
    assert f"4 ({sample.official}); 9 to 14 ({sample.outlet})" in text_of(caution.text)
    printed = " ".join(text_of(cell) for row in table(figures).rows for cell in row)
    assert not {"13", "18", "11", "6.5"} & set(printed.split())


@pytest.mark.parametrize(("figure", "said"), [
    ({"qualifier": "exact", "low": 4}, "4"),
    ({"qualifier": "at_least", "low": 4}, "at least 4"),
    ({"qualifier": "about", "low": 10}, "about 10"),
    ({"qualifier": "about", "low": 9, "high": 14}, "about 9 to 14"),
    ({"qualifier": "range", "low": 9, "high": 14}, "9 to 14"),
    ({"qualifier": "not_stated"}, "number not stated"),
    ({"qualifier": "exact", "low": 0}, "0"),
])
def test_numbers_are_as_exact_as_their_source(figure: dict[str, object], said: str, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store, figures=[{"outcome": "killed", **figure}])
        rows = table(section(collect(store, [number]), "Casualty figures by source")).rows
        assert [text_of(row[1]) for row in rows] == [said]


def test_a_derived_date_is_said_to_be_derived(sample: Sample) -> None:
    text = told(sample)
    assert "between 1 and 3 February 2026 (between capture and discovery; derived by casetracker, stated by no source)" \
        in text
    assert f"Capture: 1 February 2026 ({sample.official}); Discovery: 3 February 2026 ({sample.outlet})." in text
    assert "Inferred by us: The year is ours." in text
    assert "The date of the act: no source states it." in text


@pytest.mark.parametrize("edtf", ["2026-02", "2026", "../2026-02-03", "2026-02-01/..", "2026~", "2026-02-01T14:38"])
def test_a_date_never_gains_precision(edtf: str, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store, dates=[{"kind": "act", "date": edtf, "as_given": "as they said"}])
        rows = table(section(collect(store, [number]), "Dates and places")).rows
        assert text_of(rows[0][1]) == f"{parse_edtf(edtf).describe()}\nas given: “as they said”"
        assert text_of(rows[0][2]) == "not attributed"


def test_roots_are_counted_for_each_matter(sample: Sample) -> None:
    act = section(collect(sample.store, [sample.incident]), "Description of the act")
    assert text_of(table(act).caption) == "2 sources, 1 independent root"


def test_a_source_that_contradicts_says_so_and_supports_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        one, other = source(store, "One", origin="first_hand"), source(store, "Other", origin="first_hand")
        number = incident(store, claims=[{"kind": "act", "value": "It was so.", "source": one},
                                         {"kind": "act", "value": "It was so.", "source": other, "stance": "contradicts"}])
        act = table(section(collect(store, [number]), "Description of the act"))
        assert text_of(act.caption) == "1 source, 1 independent root; 1 dissent"
        assert text_of(act.rows[1][1]) == f"Contradicted by {other} Other"


def test_who_classifies_the_conflict_is_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        one, other = source(store, "One", origin="first_hand"), source(store, "Other")
        number = incident(store, conflicts=[
            {"classification": "international", "source": one, "adopted": True, "adopted_by": "Ana Lyst"},
            {"classification": "none", "source": other, "stance": "contradicts"}])
        told = section(collect(store, [number]), "Classification of the armed conflict")
        assert [text_of(row[0]) for row in table(told).rows] == ["International armed conflict", "No armed conflict"]
        assert text_of(table(told).rows[1][1]) == f"Contradicted by {other} Other"
        assert "1 source, 1 independent root" in plain.render(collect(store, [number]))


def test_the_chain_of_a_source_is_told_to_its_end(sample: Sample) -> None:
    rows = {text_of(row[0]).split()[0]: text_of(row[2]) for row in
            table(section(collect(sample.store, [sample.incident]), "Sources")).rows}
    assert rows[sample.official] == "First-hand\nOriginator: Office of the Example Prosecutor"
    assert rows[sample.outlet] == f"Quotes {sample.official}\nLeads back to: Office of the Example Prosecutor"


def test_the_register_gives_hash_size_and_custody(sample: Sample) -> None:
    item = show.record(sample.store, sample.shown)
    register = section(collect(sample.store, [sample.incident]), f"{sample.shown}\u2002The outskirts")
    file = item["files"][0]
    assert [text_of(cell) for cell in table(register).rows[0]] == [
        "Evidentiary copy\nshown.jpg", f"{file['size']:,} bytes\nimage/jpeg".replace(",", "\u00a0"), file["sha256"]]
    assert text_of(table(register, 1).rows[0][1]) == "Received"


def test_superseded_stages_stay_visible_and_are_marked(sample: Sample) -> None:
    stages = table(section(collect(sample.store, [sample.incident]), "\u2002Example proceeding"), 2)
    assert [text_of(row[0]) for row in stages.rows] == ["Pre-trial investigation", "In court\nsuperseded"]


def test_no_proceeding_is_none_known_as_of_the_record(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store)
        tree = collect(store, [number])
        assert "None known as of 1 March 2026" in [text_of(pair.value) for pair in tree.cover.statuses]
        assert "None known as of 1 March 2026. That is not the same as none." in plain.render(tree)


def test_what_is_not_known_is_what_was_written_and_what_is_missing(sample: Sample, tmp_path: Path) -> None:
    text = told(sample)
    assert "Who gave the order." in text
    assert f"The register number of {sample.proceeding}." in text
    with new_store(tmp_path / "bare") as store:
        bare = plain.render(collect(store, [incident(store)]))
    for gap in ("The place: none is recorded.", "How many persons were harmed: no figure is recorded.",
                "Evidence: no item is held.", "Alleged perpetrators and superiors: no person is recorded."):
        assert gap in bare


def test_the_status_history_gives_reasons(sample: Sample) -> None:
    moves = table(section(collect(sample.store, [sample.incident]), "Status history"))
    assert [text_of(cell) for cell in moves.rows[-1][1:]] == [
        "Assessment", "Recorded → Under verification", "one root only", "Ana Lyst"]


def test_signs_that_cannot_be_printed_are_listed(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        tree = collect(store, [incident(store, narrative="a\u202eb \u202e c\x07")])
        listed = table(section(tree, "Characters that could not be printed"))
        assert [tuple(map(text_of, row)) for row in listed.rows] == [
            ("U+0007", "without a name", "1"), ("U+202E", "RIGHT-TO-LEFT OVERRIDE", "2")]


def test_the_record_stands_at_the_last_change_of_anything_told(sample: Sample) -> None:
    stood = collect(sample.store, [sample.incident]).record_sequence
    other = incident(sample.store, title="Another matter")
    source(sample.store, "Nobody names this one")
    assert collect(sample.store, [sample.incident]).record_sequence == stood
    for reference, patch in ((sample.official, {"note": "a"}), (sample.witness, {"fate": "alive"}),
                             (sample.shown, {"note": "b"}), (sample.proceeding, {"article": "c"})):
        changed = records.amend(sample.store, reference, patch).sequence
        assert collect(sample.store, [sample.incident]).record_sequence == changed
    assert collect(sample.store, [other]).record_sequence == stood + 1
    assert collect(sample.store, [other, sample.incident]).record_sequence == changed


def test_what_was_withdrawn_is_gone_but_counts_as_a_change(sample: Sample) -> None:
    withdrawn = records.withdraw(sample.store, sample.shown, "wrong file")
    tree = collect(sample.store, [sample.incident])
    assert tree.record_sequence == withdrawn.sequence
    assert "The outskirts" not in plain.render(tree)


def test_a_withdrawn_incident_says_so(sample: Sample) -> None:
    records.withdraw(sample.store, sample.incident, "logged twice")
    assert "was withdrawn on" in told(sample)
    assert "logged twice" in told(sample)


def test_several_incidents_are_parts_with_one_end(sample: Sample) -> None:
    other = incident(sample.store, title="Another matter", confidentiality="strictly_confidential")
    tree = collect(sample.store, [sample.incident, other.lower(), sample.incident])
    assert [part.reference for part in tree.parts] == [sample.incident, other, ""]
    assert tree.confidentiality == "Strictly confidential"
    assert [part.confidentiality for part in tree.parts] == ["Confidential"] + ["Strictly confidential"] * 2
    assert [text_of(pair.value) for pair in tree.cover.particulars[1:]] == [
        "Alleged killing near Pryklad\nUnder verification · Open · Ukraine: pre-trial investigation",
        "Another matter\nRecorded · Open · None known as of 1 March 2026"]
    assert plain.render(tree).count("Characters that could not be printed") == 1


def test_the_dossier_speaks_its_own_language(sample: Sample) -> None:
    assert "між 1 і 3 лютого 2026" in told(sample, language="uk")
    assert "між" not in told(sample)


def test_a_broken_picture_in_the_vault_is_not_shown_as_evidence(sample: Sample) -> None:
    file = show.record(sample.store, sample.shown)["files"][0]
    kept = sample.store.place.vault / str(file["sha256"])[:2] / str(file["sha256"])
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    register = section(collect(sample.store, [sample.incident]), f"{sample.shown}\u2002The outskirts")
    figure = next(block for block in register.blocks if isinstance(block, Figure))
    assert callable(figure.image)
    with pytest.raises(UserError, match="not the one that was taken in"):
        figure.image()


def test_a_party_is_told_with_what_it_is_part_of(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store)
        army = records.add(store, "party", {"kind": "unit", "name": "Invented Army"}).reference
        unit = records.add(store, "party", {"kind": "unit", "name": "9th Invented Brigade", "parent": army}).reference
        records.add(store, "participation", {"incident": number, "party": unit, "role": "alleged_unit"})
        assert f"Part of: {army} Invented Army" in plain.render(collect(store, [number]))


@pytest.mark.parametrize(("references", "audience", "language", "error"), [
    (["INC-2026-999999"], "prosecutor", "en", UnknownReference),
    (["S-000001"], "prosecutor", "en", UnknownReference),
    ([], "prosecutor", "en", UserError),
    (["INC-2026-000001"], "everybody", "en", InvalidRecord),
    (["INC-2026-000001"], "internal", "tlh", InvalidRecord),
])
def test_what_cannot_be_made_is_refused(references: list[str], audience: str, language: str, error: type[UserError],
                                        tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        incident(store)
        source(store, "One")
        with pytest.raises(error):
            collect(store, references, audience, language)


def test_the_same_case_made_twice_is_told_alike_but_for_its_identity(tmp_path: Path) -> None:
    """Nothing of the machine, the folder or the hour of asking is in it."""
    told_twice = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made = full_case(tmp_path / name, Ticking())
        text = told(made)
        tree = collect(made.store, [made.incident])
        told_twice.append(text.replace(made.store.about.store_id, "STORE").replace(tree.record_hash, "HASH"))
        assert str(tmp_path) not in text
        made.store.close()
    assert told_twice[0] == told_twice[1]
