"""The law as data: everything that is promised is there, nothing misnumbered, nothing unmarked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from casetracker.domain import law, law_reading
from casetracker.domain.dates import parse_edtf
from casetracker.domain.vocabulary import VIOLATION
from casetracker.errors import UnknownReference

LAW = law.load()
CODES = list(LAW.provisions)
CANDIDATES = ("gc3-13", "gc3-130", "gc1-12", "gc1-50", "ua-cc-438-2", "rs-8-2-a-i", "rs-8-2-b-vi", "rs-8-2-b-xxi")
ROMAN = [tens + ones for tens in ("", "x", "xx")
         for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")][1:]
ENDS = {"a": 8, "b": 29, "c": 4, "e": 19}


# ---------------------------------------------------------------- what is there

@pytest.mark.parametrize(("letter", "count"), ENDS.items())
def test_every_subparagraph_of_article_8_is_there(letter: str, count: int) -> None:
    expected = [f"8(2)({letter})({roman})" for roman in ROMAN[:count]]
    assert [LAW.provision(f"rs-8-2-{letter}-{roman}").article for roman in ROMAN[:count]] == expected
    others = [p.article for p in LAW.provisions.values()
              if p.article.startswith(f"8(2)({letter})") and p.form_of is None]
    assert others == expected


@pytest.mark.parametrize(("code", "article", "instrument"), [
    *[(f"rs-6-{letter}", f"6({letter})", "rome_statute") for letter in "abcde"],
    *[(f"rs-7-1-{letter}", f"7(1)({letter})", "rome_statute") for letter in "abcdefghijk"],
    ("gc1-12", "12", "geneva_1"), ("gc1-50", "50", "geneva_1"), ("gc2-51", "51", "geneva_2"),
    ("gc3-13", "13", "geneva_3"), ("gc3-130", "130", "geneva_3"), ("gc4-147", "147", "geneva_4"),
    ("ap1-11", "11(4)", "protocol_1"), ("ap1-85-2", "85(2)", "protocol_1"),
    *[(f"ap1-85-3-{letter}", f"85(3)({letter})", "protocol_1") for letter in "abcdef"],
    *[(f"ap1-85-4-{letter}", f"85(4)({letter})", "protocol_1") for letter in "abcde"],
    ("ua-cc-438-1", "438(1)", "criminal_code_ukraine"), ("ua-cc-438-2", "438(2)", "criminal_code_ukraine"),
])
def test_provision_of_other_articles(code: str, article: str, instrument: str) -> None:
    found = law.provision(code)
    assert (found.article, found.instrument) == (article, instrument)
    assert instrument in LAW.instruments


def test_unknown_provision_is_said_with_a_cure() -> None:
    with pytest.raises(UnknownReference, match=r"There is no provision rs-99\. Choose"):
        law.provision("rs-99")


def test_no_code_stands_twice() -> None:
    elements = [element.code for p in LAW.provisions.values() for element in p.elements]
    versions = [version.code for p in LAW.provisions.values() for version in p.versions]
    assert len(elements) == len(set(elements))
    assert len(versions) == len(set(versions))
    raw = [entry["code"] for name in law_reading.PROVISIONS for entry in law_reading.read(name)["provisions"]]
    assert raw == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_provision_has_elements_or_forms(code: str) -> None:
    found, forms = LAW.provision(code), LAW.forms(code)
    assert bool(found.elements) != bool(forms)
    assert found.form_of is None or found in LAW.forms(found.form_of)
    for version in found.versions:
        assert found.elements_of(version) or forms
    known = {version.code for version in found.versions}
    assert all(set(element.versions) <= known for element in found.elements)
    assert all(element.code.startswith(f"{code}/") and element.pointer for element in found.elements)


@pytest.mark.parametrize("code", CANDIDATES)
def test_the_qualifications_of_the_sample_can_be_worked_on(code: str) -> None:
    found = law.provision(code)
    assert len(found.elements) > 1
    assert all(found.elements_of(version) for version in found.versions)


def test_the_two_texts_of_article_438_ask_for_different_things() -> None:
    found = law.provision("ua-cc-438-2")
    before, after = ([element.text for element in found.elements_of(version)] for version in found.versions)
    assert before == ["Basis: everything that part 1 asks for", "Joined with it: an intentional killing"]
    assert after == ["Basis: everything that part 1 asks for", "Consequence: a person's death"]


def test_citations() -> None:
    assert LAW.cited("rs-8-2-a-i") == "Rome Statute, art. 8(2)(a)(i)"
    assert LAW.cited("gc3-13") == "Third Geneva Convention, art. 13"
    assert LAW.cited("ua-cc-438-2") == "Criminal Code of Ukraine, art. 438(2)"


# ---------------------------------------------------------------- what was checked, and what was not

def checked_entries() -> list[tuple[str, Any]]:
    entries: list[tuple[str, Any]] = [(p.code, p) for p in LAW.provisions.values()]
    entries += [(version.code, version) for p in LAW.provisions.values() for version in p.versions]
    entries += [(instrument.code, instrument) for instrument in LAW.instruments.values()]
    return entries + [(note.code, note) for note in LAW.applicability]


@pytest.mark.parametrize(("code", "entry"), checked_entries())
def test_everything_names_its_sources_or_says_that_it_was_not_checked(code: str, entry: Any) -> None:
    assert all(check.source in LAW.sources and check.confirms for check in entry.checked_against)
    if entry.unchecked:
        assert entry.to_be_confirmed == ("not checked: to be confirmed",)


def test_sources_name_place_and_day() -> None:
    for source in LAW.sources.values():
        assert source.kind in ("official", "copy_of_official", "publication")
        assert all((source.publisher, source.title, source.where)), source.code
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked_on)


@pytest.mark.parametrize("code", CODES)
def test_a_date_in_force_rests_on_an_official_text_or_two_publications(code: str) -> None:
    for version in LAW.provision(code).versions:
        if version.in_force_from is None:
            assert any("entry into force" in what for what in version.to_be_confirmed)
            continue
        telling = {check.source for check in version.checked_against if "force" in check.confirms
                   or "edition" in check.confirms}
        assert len(telling) >= 2 or any(LAW.sources[name].kind == "official" for name in telling), version.code


@pytest.mark.parametrize(("code", "adopted"), [
    *[(f"rs-8-2-b-{roman}", "2017-12-14") for roman in ("xxvii", "xxviii", "xxix")],
    *[(f"rs-8-2-e-{roman}", "2010-06-10/2010-06-11") for roman in ("xiii", "xiv", "xv")],
    *[(f"rs-8-2-e-{roman}", "2017-12-14") for roman in ("xvi", "xvii", "xviii")],
    ("rs-8-2-e-xix", "2019-12-06"),
])
def test_amendments_of_article_8_do_not_claim_to_bind_ukraine(code: str, adopted: str) -> None:
    (version,) = law.provision(code).versions
    assert version.adopted is not None
    assert (version.adopted.edtf, version.in_force_from) == (adopted, None)
    said = law.versions_for(code, parse_edtf("2025-05-05", "kyiv")).reasons
    assert sum("Whether this amendment binds Ukraine is to be confirmed" in reason for reason in said) == 1


def test_only_what_was_amended_lacks_a_date_in_force() -> None:
    without = {p.article for p in LAW.provisions.values() if any(v.in_force_from is None for v in p.versions)}
    amended = {f"8(2)(b)({roman})" for roman in ROMAN[26:29]} | {f"8(2)(e)({roman})" for roman in ROMAN[12:19]}
    assert without == amended | {"438(1)", "438(2)"}


@pytest.mark.parametrize("part", ["ua-cc-438-1", "ua-cc-438-2"])
def test_no_day_is_claimed_for_the_entry_into_force_that_one_publication_alone_states(part: str) -> None:
    before, after = law.provision(part).versions
    assert (before.in_force_until, after.in_force_from) == (None, None)
    assert after.adopted is not None
    assert after.adopted.edtf == "2024-10-09"
    assert any("gazette was not seen" in what for what in after.to_be_confirmed)


# ---------------------------------------------------------------- against the Statute itself

@pytest.fixture(scope="module")
def statute(collected_data: Path) -> dict[str, str]:
    """Article number → its text, from the collected edition of the Statute."""
    entries = json.loads((collected_data / "rome_statute" / "RomeStatute.json").read_text(encoding="utf-8"))
    articles = [entry["article"] for entry in entries if "article" in entry]
    return {article["number"]: article["text"] for article in articles}


def listed_in(text: str, letter: str) -> list[str]:
    """The small Roman numbers that stand under a letter of article 8(2)."""
    under = text[text.index(f"\n({letter}) "):]
    following = re.search(rf"\n\({chr(ord(letter) + 1)}\) ", under)
    return re.findall(r"\n\(([ivx]+)\) ", under[:following.start()] if following else under)


def test_the_numbers_are_those_of_the_statute(statute: dict[str, str]) -> None:
    for letter, count in ENDS.items():
        numbers = listed_in(statute["8"], letter)
        # (e)(xix) was inserted after the collected edition was made.
        assert numbers == ROMAN[:18 if letter == "e" else count]
    assert re.findall(r"\n\((\w)\) ", statute["6"]) == list("abcde")
    first = statute["7"][:statute["7"].index("\n2. ")]
    assert re.findall(r"\n\((\w)\) ", first) == list("abcdefghijk")


TELLING = {
    "a": ["wilful killing", "torture", "great suffering", "appropriation", "compelling a prisoner", "regular trial",
          "unlawful deportation", "hostages"],
    "b": ["civilian population as such", "civilian objects", "peacekeeping", "clearly excessive", "undefended",
          "surrendered at discretion", "flag of truce", "occupying power", "dedicated to religion", "mutilation",
          "treacherously", "no quarter", "seizing the enemy", "court of law", "operations of war", "pillaging",
          "poison or poisoned", "asphyxiating", "bullets", "annex to this statute", "outrages", "rape", "immune",
          "distinctive emblems", "starvation", "children", "microbial", "x-rays", "laser"],
    "c": ["murder of all kinds", "outrages", "hostages", "passing of sentences"],
    "e": ["civilian population as such", "distinctive emblems", "peacekeeping", "dedicated to religion", "pillaging",
          "rape", "children", "displacement", "treacherously", "no quarter", "mutilation", "property of an adversary",
          "poison or poisoned", "asphyxiating", "bullets", "microbial", "x-rays", "laser"],
}
OURS = {
    "a": ["killing", "torture", "suffering", "property", "service", "fair trial", "deportation", "hostages"],
    "b": ["civilians", "civilian objects", "peacekeeping", "excessive", "undefended", "hors de combat", "flags",
          "population", "religion", "mutilation", "treacherous", "quarter", "enemy property", "court",
          "operations of war", "pillage", "poison", "gases", "bullets", "annex", "dignity", "sexual", "shields",
          "emblem", "starvation", "children", "biological", "fragments", "laser"],
    "c": ["life", "dignity", "hostages", "sentence"],
    "e": ["civilians", "emblem", "peacekeeping", "religion", "pillage", "sexual", "children", "displacing",
          "treacherous", "quarter", "mutilation", "property", "poison", "gases", "bullets", "biological", "fragments",
          "laser"],
}


@pytest.mark.parametrize(("letter", "roman", "theirs", "ours"), [
    (letter, roman, theirs, ours) for letter, words in TELLING.items()
    for roman, theirs, ours in zip(ROMAN, words, OURS[letter], strict=False)])
def test_titles_stand_at_the_right_number(statute: dict[str, str], letter: str, roman: str, theirs: str,
                                          ours: str) -> None:
    under = statute["8"][statute["8"].index(f"\n({letter}) "):]
    line = next(line for line in under[1:].splitlines() if line.startswith(f"({roman}) "))
    assert theirs in line.casefold()
    assert ours in law.provision(f"rs-8-2-{letter}-{roman}").title.casefold()


def runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[place:place + length]) for place in range(len(words) - length + 1)}


def test_our_words_are_ours(statute: dict[str, str]) -> None:
    official = runs(" ".join(statute[number] for number in ("6", "7", "8")))
    for found in LAW.provisions.values():
        for words in (found.title, *(element.text for element in found.elements)):
            assert not runs(words) & official, (found.code, words)


# ---------------------------------------------------------------- violation types

def test_every_violation_type_maps_to_its_provision() -> None:
    assert set(LAW.violations) == set(VIOLATION)
    for code, label in VIOLATION.labels.items():
        articles = [provision.article for provision in LAW.for_violation(code)]
        named = label.split("—")[1]
        numbers = re.findall(r"\d[\d()a-z]*", named)
        assert [re.sub(r"^7$", "7(1)", number) for number in numbers] == articles, code
    assert LAW.for_violation("a term of somebody's own") == ()
