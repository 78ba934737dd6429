"""A protected name, however spelled, stops the dossier; the refusal tells the place and never the name."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from tests.dossier.case_samples import PSEUDONYM, Sample, incident, source, taken, witness

from casetracker.dossier.leaks import Guard
from casetracker.dossier.make import make
from casetracker.errors import DisclosureRefused
from casetracker.services import history, records
from casetracker.services.protected import ProtectedName, names

SPELLINGS = [
    "Олена Петренко-Зразкова", "Olena Petrenko-Zrazkova", "Петренка", "з Оленою Петренко", "Петренко О.", "PETRENKO",
    "Елена Петренко", "Petrenko, Olena", "Pet\u00adrenko", "Петре\u0301нко", "Рetrenko", "أولينا بترينكو",
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_in_the_narrative_stops_the_dossier(spelling: str, sample: Sample, out: Path) -> None:
    records.amend(sample.store, sample.incident, {"narrative": f"Nothing here.\n\nAs {spelling} told us."})
    with pytest.raises(DisclosureRefused) as refusal:
        make(sample.store, [sample.incident], out)
    assert f"{sample.incident} › Narrative, near character" in str(refusal.value)
    assert f"{sample.witness} (“{PSEUDONYM}”)" in str(refusal.value)
    assert spelling not in str(refusal.value)
    assert "etrenko" not in str(refusal.value)
    assert not out.exists()
    assert list(out.parent.glob(".*.part")) == []
    assert history.entries(sample.store, limit=1)[0].kind == "amend"


@pytest.mark.parametrize("text", [
    "Олена told us.", "Olena was there.", "Петрик was there.", "A petroleum depot burned.", "Peter Example was there.",
])
def test_what_only_resembles_a_name_stops_nothing(text: str, sample: Sample, out: Path) -> None:
    records.amend(sample.store, sample.incident, {"narrative": text})
    assert make(sample.store, [sample.incident], out).pages > 5


@pytest.mark.parametrize(("kind", "patch", "place"), [
    ("incident", {"title": "Killing of which Petrenko told"}, "cover"),
    ("incident", {"tags": ["Petrenko"]}, "Summary"),
    ("incident", {"not_known": ["Where Petrenko was."]}, "What is not known"),
    ("incident", {"means_and_methods": "as Petrenko saw"}, "Narrative"),
    ("incident", {"places": [{"name": "Petrenko's yard"}]}, "Summary › Where"),
    ("incident", {"claims": [{"kind": "act", "value": "Seen by Petrenko."}]}, "Description of the act"),
    ("incident", {"dates": [{"kind": "act", "date": "2026", "as_given": "when Petrenko came"}]}, "Dates and places"),
    ("official", {"note": "told by Petrenko"}, "Sources"),
    ("outlet", {"author": "O. Petrenko"}, "Sources"),
    ("perpetrator", {"note": "a neighbour of Petrenko"}, "Parties and their roles"),
    ("shown", {"title": "Petrenko's yard"}, "Evidence register"),
    ("shown", {"description": "The yard of the Petrenkos, Petrenko in front"}, "[Ash]"),
    ("proceeding", {"title": "The case of Petrenko"}, "[Ash]"),
    ("proceeding", {"note": "Petrenko was heard."}, "Example proceeding"),
])
def test_every_text_that_is_printed_is_searched(kind: str, patch: dict[str, object], place: str, sample: Sample,
                                                out: Path) -> None:
    before = records.amend(sample.store, getattr(sample, kind), patch)
    if place == "[Ash]":  # the name in a heading must not come back in the sentence that tells the place
        records.amend(sample.store, getattr(sample, kind), {"title": "Petrenko's"})
    assert before
    with pytest.raises(DisclosureRefused) as refusal:
        make(sample.store, [sample.incident], out)
    assert "etrenko" not in str(refusal.value)
    if place != "[Ash]":
        assert place in str(refusal.value)


def test_names_of_cases_that_this_one_does_not_know_are_searched_too(sample: Sample, out: Path) -> None:
    other = incident(sample.store, title="Another matter", narrative="Seen by Petrenko.")
    with pytest.raises(DisclosureRefused):
        make(sample.store, [other], out)
    with pytest.raises(DisclosureRefused):
        make(sample.store, [sample.incident, other], out)


def test_a_withdrawn_person_is_still_protected(sample: Sample, out: Path) -> None:
    records.withdraw(sample.store, sample.witness, "no more")
    records.amend(sample.store, sample.incident, {"narrative": "Seen by Petrenko."})
    with pytest.raises(DisclosureRefused):
        make(sample.store, [sample.incident], out)


def test_the_name_of_the_file_is_searched(sample: Sample, out: Path) -> None:
    with pytest.raises(DisclosureRefused, match="name of the file"):
        make(sample.store, [sample.incident], out.with_name("account of Petrenko.pdf"))


def test_the_internal_dossier_may_name_everybody(sample: Sample, out: Path) -> None:
    records.amend(sample.store, sample.incident, {"narrative": "Seen by Petrenko."})
    assert make(sample.store, [sample.incident], out, audience="internal").pages > 5


def test_nothing_of_the_refusal_is_logged(sample: Sample, out: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    records.amend(sample.store, sample.incident, {"narrative": "Seen by Petrenko."})
    with pytest.raises(DisclosureRefused):
        make(sample.store, [sample.incident], out)
    assert "etrenko" not in caplog.text


def test_an_institution_known_at_first_hand_is_no_secret(sample: Sample, out: Path) -> None:
    records.add(sample.store, "body", {"kind": "prosecutor", "name": "Office of the Example Prosecutor"})
    source(sample.store, "Clerk Wyssenlow", protected=True, pseudonym="Elm", origin="first_hand",
           originator="Office of the Example Prosecutor")
    assert make(sample.store, [sample.incident], out).pages > 5


def test_two_texts_do_not_make_one_name() -> None:
    guard = Guard((ProtectedName("P-000001", "Ash", "Ivan Bo"),))
    assert guard.narrowed(["met Ivan", "Bo was here"]).names == ()
    assert guard.narrowed(["met Ivan Bo here"]).names == guard.names


def test_what_guards_thousands_guards_each(sample: Sample) -> None:
    """Narrowing must never lose a name that a single text would give away."""
    known = tuple(names(sample.store))
    for spelling in SPELLINGS:
        text = f"As {spelling} told us."
        assert bool(Guard(known).found(text)) == bool(Guard(known).narrowed([text, "x"]).found(text)) is True


def test_a_store_of_many_protected_people_does_not_slow_a_dossier(sample: Sample) -> None:
    many = tuple(ProtectedName(f"P-{n:06d}", "Oak", f"Vyhadka{n % 97} Zrazok{chr(97 + n % 26)}{n}enko") for n in range(3000))
    texts = [f"Sentence {n} of an invented narrative about the village of Pryklad." for n in range(2000)]
    start = time.perf_counter()
    assert Guard(many).narrowed(texts).names == ()
    assert time.perf_counter() - start < 10


def test_a_mask_covers_every_name() -> None:
    guard = Guard((ProtectedName("P-000001", "Ash", "Olena Petrenko"),))
    assert guard.masked("Olena Petrenko spoke, and late at night Petrenka too") == "[Ash] spoke, and late at night [Ash] too"


def test_the_samples_of_this_file_are_protected(sample: Sample, tmp_path: Path) -> None:
    witness(sample.store)
    taken(sample.store, tmp_path / "more", sample.incident, "a.txt", b"a")
    assert {each.shown for each in names(sample.store)} == {PSEUDONYM}
    assert "Петренко" not in repr(names(sample.store))
