"""The sample states what its sources say, who says it, and nothing else; and it is loaded once, whatever happens after."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casetracker import assets
from casetracker.domain.shapes import SHAPES
from casetracker.services import allegations, checks, evidence, history, records, sample, search, show, status
from casetracker.services.case_store import CaseStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with CaseStore.create(tmp_path / "store", actor="Tess Ter", sample=True) as made:
        yield made


def _page(store: CaseStore, number: int) -> dict[str, Any]:
    return show.incident_page(store, sample.load(store)[number])


def _steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = json.loads(assets.read_text("samples", "selydove.json"))["steps"]
    return steps


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _state(store: CaseStore) -> tuple[int, dict[str, Any]]:
    return history.head_sequence(store), _page(store, 0)


def test_a_second_load_changes_nothing(store: CaseStore) -> None:
    first = sample.load(store)
    before = _state(store)
    assert sample.load(store) == first
    assert _state(store) == before
    assert checks.verify(store).faults == []


def test_nor_does_it_after_everything_was_changed(store: CaseStore) -> None:
    four, two = sample.load(store)
    records.amend(store, four, {"title": "Renamed", "dates": None})
    status.move(store, four, assessment="contested", reason="a test")
    records.withdraw(store, two, "a test")
    page = show.incident_page(store, four)
    for exhibit in page["custody"]:
        records.withdraw(store, exhibit, "a test")
    sequence = history.head_sequence(store)
    assert sample.load(store) == [four, two]
    assert history.head_sequence(store) == sequence


def test_it_comes_to_cases_that_are_there_without_touching_them(store: CaseStore) -> None:
    own = records.add(store, "incident", {"title": "Our own"}).reference
    source = records.add(store, "source", {"kind": "ngo", "name": "Our own"}).reference
    before = show.record(store, own), show.record(store, source)
    assert own not in sample.load(store)
    assert (show.record(store, own), show.record(store, source)) == before


def test_an_interrupted_load_is_finished_later(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = evidence.take_in
    calls = []

    def failing(*args: Any, **options: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise OSError("the power went")
        return taken(*args, **options)

    monkeypatch.setattr(evidence, "take_in", failing)
    with pytest.raises(OSError, match="power"):
        sample.load(store)
    page = _page(store, 0)
    assert len(page["evidence"]) == 3
    assert len(page["incident"]["history"]) == 3
    assert checks.verify(store).faults == []


def test_the_states_are_those_given(store: CaseStore) -> None:
    first, second = _page(store, 0), _page(store, 1)
    assert (first["incident"]["assessment"], first["incident"]["handling"]) == ("under_verification", "open")
    assert first["incident"]["history"][-1]["reason"].startswith("One independent root")
    assert (second["incident"]["assessment"], second["incident"]["handling"]) == ("recorded", "open")
    (stage,) = first["incident"]["derived"]["stages"]
    assert (stage["jurisdiction"], stage["stage"]) == ("ua", "pre_trial")
    assert second["incident"]["derived"]["stages"] == []
    (case,) = first["proceedings"]
    assert case["register_number"] is None
    assert case["persons"] == []
    assert case["history"][-1]["learned"] == "2024-10-24"
    assert case["history"][-1]["date"] is None
    assert [line["superseded"] for line in case["history"]] == [True, False], "only the line with a source still stands"


def test_many_outlets_are_one_root(store: CaseStore) -> None:
    first, second = _page(store, 0)["roots"], _page(store, 1)["roots"]
    assert (first["sources"], first["roots"], first["unknown"]) == (5, 1, 1)
    assert (second["roots"], second["unknown"]) == (1, 0), "two statements of one office are one root"


# What is said, by whom, and from how many roots: the table of the reference case, statement by statement.
CARRIED = {"pgo", "liga", "babel", "kyivindependent"}
STATED: list[tuple[str, str, set[str], tuple[int, int, int]]] = [
    ("Date of capture", "6 October 2024", CARRIED, (4, 1, 0)),
    ("Date of discovery", "7 October 2024", CARRIED, (4, 1, 0)),
    ("Capture", "Four soldiers of the National Guard were captured. The assault began at about 13:00",
     CARRIED, (4, 1, 0)),
    ("Interrogation", "The captured soldiers were interrogated on video.", CARRIED, (4, 1, 0)),
    ("Interrogation", "Russian forces interrogated the four soldiers before killing them.", {"article"}, (1, 0, 1)),
    ("Discovery", "The positions were retaken and the bodies found.", CARRIED, (4, 1, 0)),
    ("Discovery", "Ukrainian troops recaptured positions near Selydove and found four Ukrainian soldiers shot dead.",
     {"article"}, (1, 0, 1)),
    ("Description of the act", "Four Ukrainian soldiers were found shot dead", {"article"}, (1, 0, 1)),
    ("Status of the victims", "The soldiers were wounded and unarmed.", {"liga", "babel"}, (2, 1, 0)),
    ("Unit alleged to be responsible", "“Withdrawing” Russian troops", {"article"}, (1, 0, 1)),
    ("Proceeding", "The Prosecutor General's Office has opened an investigation", {"article"}, (1, 0, 1)),
    ("Proceeding", "“Another execution of Ukrainian prisoners of war”", {"institute"}, (1, 0, 1)),
    ("Proceeding", "The pre-trial investigation is run by the SBU's main directorate", {"press"}, (1, 0, 1)),
    ("Context", "Selydove lies some 13 km south-east of Pokrovsk.", {"ukdi"}, (1, 1, 0)),
    ("Context", "Russian forces had almost certainly advanced into Selydove; the town was contested.", {"ukdi"}, (1, 1, 0)),
    ("Context", "Selydove is 18 km south of Pokrovsk.", {"kyivindependent_own"}, (1, 0, 1)),
]


@pytest.mark.parametrize(("matter", "said", "by", "counted"), STATED)
def test_every_statement_is_a_claim_with_its_chain(
        store: CaseStore, matter: str, said: str, by: set[str], counted: tuple[int, int, int]) -> None:
    page = _page(store, 0)
    names = {record["name"]: step["as"] for step in _steps() if "add" in step and "name" in (record := step["record"])}
    (value,) = [value for each in page["incident"]["derived"]["matters"] if each["label"] == matter
                for value in each["values"] if value["label"].startswith(said)]
    assert {names[page["sources"][reference]["name"]] for reference in value["said_by"]} == by
    assert (value["sources"], value["roots"], value["unknown"]) == counted
    assert value["dissent"] == 0


def test_window_json_and_dossier_agree_on_one_root(store: CaseStore) -> None:
    """The window's page and the exchange JSON take the same marks; the dossier counts out of the same function."""
    from casetracker.dossier import plain
    from casetracker.dossier.collect import collect

    first = sample.load(store)[0]
    page, record = show.incident_page(store, first), show.record(store, first)
    assert page["incident"]["derived"] == record["derived"]
    assert page["roots"] == record["derived"]["roots"]
    printed = plain.render(collect(store, [first]))
    matters = record["derived"]["matters"]
    for matter in matters:
        for value in matter["values"]:
            assert value["mark"] in printed
    act = [each for each in matters if each["label"] in ("Date of capture", "Capture", "Interrogation", "Discovery")]
    assert len(act) == 4
    assert {each["roots"] for each in act} == {1}
    assert record["derived"]["roots"]["label"] in printed
    british = next(reference for reference, source in page["sources"].items() if "British" in source["name"])
    assert {each["kind"] for each in matters for value in each["values"] if british in value["said_by"]} == {"context"}
    assert "Capture: 6 October 2024 (S-000005, " in printed
    assert "derived by casetracker, stated by no source" in printed


def test_nobody_dates_the_killing(store: CaseStore) -> None:
    first, second = _page(store, 0)["incident"], _page(store, 1)["incident"]
    for incident in (first, second):
        assert not [row for row in incident["dates"] if row["kind"] == "act"]
        assert not [row for row in incident["dates"] if row["adopted"]]
        assert not [row for row in incident["places"] if row["lat"] is not None or row["lon"] is not None]
    working = first["derived"]["working_date"]
    assert (working["date"], working["kind"], working["derived"]) == ("2024-10-06/2024-10-07", "act", True)
    assert [(end["kind"], end["date"], "S-000005" in end["sources"]) for end in working["between"]] == [
        ("capture", "2024-10-06", True), ("discovery", "2024-10-07", True)]
    assert {(row["kind"], row["date"]) for row in first["dates"]} == {
        ("capture", "2024-10-06"), ("discovery", "2024-10-07"), ("official_report", "2024-10-24")}
    assert {(row["kind"], row["date"], row["zone"]) for row in second["dates"]} == {
        ("capture", "2024-10-18T14:38", "unknown")}


def test_a_day_without_a_year_is_ours_to_explain(store: CaseStore) -> None:
    (row,) = [row for row in _page(store, 0)["incident"]["dates"] if row["as_given"]]
    assert (row["as_given"], row["basis"]) == ("On October 7", "inferred")
    assert "without a year" in row["basis_note"]


def test_wounded_and_unarmed_is_said_by_two_outlets_only(store: CaseStore) -> None:
    page = _page(store, 0)
    said = {page["sources"][row["source"]]["name"] for row in page["incident"]["claims"] if "unarmed" in row["value"]}
    assert said == {"LIGA.net, 24 October 2024", "Babel, 24 October 2024"}


def test_every_claim_names_its_source_and_every_chain_ends(store: CaseStore) -> None:
    for number in (0, 1):
        page = _page(store, number)
        incident = page["incident"]
        for rows in ("dates", "places", "figures", "claims"):
            assert all(row["source"] for row in incident[rows])
        for source in page["sources"].values():
            assert source["original_held"] is False
            if source["origin"] == "derived":
                assert all(row["source"] in page["sources"] for row in source["derivations"])
            if source["origin"] == "first_hand":
                assert source["originator"]


def test_execution_is_said_in_quotation_only() -> None:
    for text in _texts(_steps()):
        unquoted = re.sub(r"“[^”]*”", "", text)
        assert not re.search(r"execut", unquoted, re.IGNORECASE), text
        assert not re.search(r"\b(murder|terrorist|atrocit|war criminal)", unquoted, re.IGNORECASE), text
    note = re.sub(r"\"[^\"]*\"", "", assets.read_text("samples", "reading-note.txt"))
    assert not re.search(r"execut", note, re.IGNORECASE)


def test_the_dead_are_not_named_and_nobody_is_accused() -> None:
    for step in _steps():
        if step.get("add") == "party":
            assert step["record"]["kind"] in ("group", "unit")
            assert step["record"]["identification"] == "unidentified"
            assert "names" not in step["record"]
        if step.get("add") == "participation":
            assert step["record"]["role"] in ("victim", "alleged_unit")


def test_the_two_incidents_are_two(store: CaseStore) -> None:
    first, second = sample.load(store)
    found = {hit.reference for hit in search.search(store, "Selydove")}
    assert found == {first, second}
    assert not {page["reference"] for page in _page(store, 0)["participations"]} & {
        page["reference"] for page in _page(store, 1)["participations"]}


def test_the_files_say_that_they_are_samples(store: CaseStore) -> None:
    page = _page(store, 0)
    kept = {item["files"][0]["original_name"]: item for item in page["evidence"]}
    assert set(kept) == {"reading-note.txt", "sample-card.png", "sample-document.pdf"}
    for name, item in kept.items():
        data = assets.path("samples", name).read_bytes()
        assert item["files"][0]["sha256"] == hashlib.sha256(data).hexdigest()
        assert len(data) < 40_000
        assert "sample" in item["title"].lower()
    assert [name for name, item in kept.items() if item["showable"]] == ["sample-card.png"]
    assert kept["sample-card.png"]["graphic"] is False
    assert {link["purpose"] for item in kept.values() for link in item["links"]} == {"context"}


def test_every_field_of_the_file_is_one_of_the_shapes() -> None:
    """A misspelt field would be refused when loading; an unused kind would go unnoticed."""
    used = {step["add"] for step in _steps() if "add" in step}
    unused = {"evidence", "custody", "relation", "account", "consent", "handover", "dismissal", "saved_search"}
    assert used == set(SHAPES) - unused
    names = [step["as"] for step in _steps()]
    assert len(names) == len(set(names))


CANDIDATES = ["gc3-13", "gc3-130", "gc1-12", "gc1-50", "ua-cc-438-2", "rs-8-2-a-i", "rs-8-2-b-vi", "rs-8-2-b-xxi"]


def test_the_candidate_qualifications_say_no_more_than_the_sources(store: CaseStore) -> None:
    first, second = _page(store, 0), _page(store, 1)
    assert [each["provision"] for each in first["allegations"]] == CANDIDATES
    assert second["allegations"] == []
    for each in first["allegations"]:
        assert (each["liability"], each["party"], each["version"], each["elements"]) == ("not_determined", None, None, [])
        found = allegations.matrix(first, each)
        assert found["gaps"], "no qualification is shown as complete"
        for row in found["rows"]:
            assert all(entry["stands"] and entry["source"] for entry in row["for"])
            assert row["against"] == []
    assert first["incident"]["conflicts"] == [], "no source of the sample classifies the conflict"


def test_wounded_rests_on_the_two_who_say_so(store: CaseStore) -> None:
    page = _page(store, 0)
    for provision, element in (("gc1-12", "gc1-12/1"), ("gc1-50", "gc1-50/5")):
        record = next(each for each in page["allegations"] if each["provision"] == provision)
        row = next(each for each in allegations.matrix(page, record)["rows"] if each["element"] == element)
        said = {page["sources"][entry["source"]]["name"] for entry in row["for"]}
        assert said == {"LIGA.net, 24 October 2024", "Babel, 24 October 2024"}


def test_the_text_of_article_438_proposed_is_the_earlier_one(store: CaseStore) -> None:
    found = allegations.proposal(store, sample.load(store)[0], "ua-cc-438-2")
    assert [each["code"] for each in found["versions"]] == ["ua-cc-438-2:2001"]
    assert (found["act"]["date"], found["act"]["basis"]) == ("2024-10-06/2024-10-07", "between")
    both = allegations.proposal(store, sample.load(store)[1], "ua-cc-438-2")
    assert len(both["versions"]) == 2, "captured on 18 October, after the adoption, and nobody dates the killing"


def test_an_older_sample_gains_what_is_new_and_nothing_twice(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = _steps()
    older = {"steps": [step for step in steps if step.get("add") != "allegation" and "support" not in step]}
    with monkeypatch.context() as patch:
        patch.setattr(assets, "read_text", lambda *_name: json.dumps(older))
        first = sample.load(store)
    assert show.incident_page(store, first[0])["allegations"] == []
    assert sample.load(store) == first
    assert len(show.incident_page(store, first[0])["allegations"]) == len(CANDIDATES)
    assert checks.verify(store).faults == []
