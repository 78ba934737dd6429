"""A person's name is found in a text whatever its case form, order or alphabet; all persons here are invented."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.folding import fold
from casetracker.domain.folding_forms import forms
from casetracker.domain.folding_names import name_in_text, same_name


def full(name: str, text: str) -> list[str]:
    return [text[span.start:span.end] for span in name_in_text(name, text) if span.full]


FORMS = {
    "Оксана Тестенко": "Тестенко|Оксана Тестенко|Оксани Тестенко|Тестенко Оксаною|О. Тестенко|Тестенко О. В.|Oksana Testenko"
                       "|TESTENKO, Oksana|Oxana Testenko|Testenko|Testenko's|أوكسانا تستينكو|تيستنكو|Oksana V. Testenko"
                       "|Оксаною Василівною Тестенко|oksanatestenko|otestenko@example.org|testenko_oksana.jpg|тестенко",
    "Прокіп Тестенко": "Тестенка|Тестенку|Тестенкові|Тестенком|Прокопа Тестенка|Тестенків|Прокопу Тестенко|Testenka",
    "Вигаданський Хома": "Вигаданського|Вигаданському|Вигаданським|Хоми Вигаданського|Выгаданский|Выгаданского|Vyhadanskyi"
                         "|Vyhadansky|Vygadansky|Wyhadanskyj|Vyhadanskoho|Хомою Вигаданським",
    "Марина Зразкова": "Зразкової|Зразковій|Зразкову|Зразковою|Марини Зразкової|Zrazkova|Маріною Зразковою|Zrazkovoi",
    "Тарас Умовець": "Умовця|Умовцю|Умовцем|Умовцеві|Тарасові Умовцю|Umovets|Umovtsia|Тараса Умовца",
    "Марія Прикладюк": "Прикладюк|Марії Прикладюк|Марією Прикладюк|Prykladiuk|Prykladyuk|Прикладюка|Марию Прикладюк",
    "Олексій Неісновйов": "Алексей Неисновьёв|Неисновьева|Неісновйову|Oleksii Neisnoviov",
    "Сокіл": "Сокіл|Сокола|Соколом|Sokil|СОКІЛ",
    "Махмуд аль-Вигаді": "محمود الوغادي|Mahmud al-Vyhadi",
    "Muhammad al-Hasanawi": "محمد الحسناوي|والحسناوي|Mohamed Hasanawi|Мухаммад аль-Хасанаві",
    "Ґудзь Іван": "Гудзь|Ґудзеві|Гудзя Івана|Гудзь І.|Gudz Ivan|Ivan Hudz|Івану Ґудзю",
    "Нечуй-Зразенко Леся": "Лесі Нечуй-Зразенко|Нечуй–Зразенко|Nechui-Zrazenko|Зразенко",
}


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, line in FORMS.items() for form in line.split("|")])
@pytest.mark.parametrize("sentence", ["{}", "Учора свідок {} розповів про це.", "The witness «{}», according to Е-1, said"])
def test_every_form_is_found_in_full(name: str, form: str, sentence: str) -> None:
    text = sentence.format(form)
    assert full(name, text), f"{name} not found in {text}"


@pytest.mark.parametrize(("name", "text"), [
    ("Іван Петренко", "Іванов"), ("Іван Петренко", "Петренкове"), ("Іван Петренко", "Петренківка"),
    ("Іван Петренко", "Олег Іваненко"), ("Іван Петренко", "Patrinka"), ("Олег Савченко", "Шевченко Тарас"),
    ("Олег Мельник", "Мельничук"), ("Юрій Коваль", "Ковальчук"), ("Юрій Коваль", "Тоді коваль кував залізо"),
    ("Тарас Умовець", "умови полону"), ("Оксана Тестенко", "Тест тестовий"), ("Сокіл Оксана", "Там сокіл летить над полем"),
    ("Оксана Тестенко", "Оксана прийшла"), ("Оксана Тестенко", "О. Петрова"), ("Muhammad al-Hasanawi", "محمد"),
    ("Селида Марина", "Селидове"), ("", "Тестенко"), ("Тестенко", ""), ("а", "а б в"), ("!!!", "!!!"),
])
def test_who_is_not_meant_is_not_found_in_full(name: str, text: str) -> None:
    assert full(name, text) == []


def test_parts_of_a_name_without_a_rare_one_are_found_within_three_words() -> None:
    assert full("Роман Мартин", "Роману Петровичу Мартину") == ["Роману Петровичу Мартину"]
    assert full("Роман Мартин", "Роман і ще двоє людей, серед них Мартин") == []
    assert full("Роман Мартин", "Роман, інший Роман") == []


def test_a_given_name_alone_is_a_mere_part() -> None:
    text = "Свідок Оксана прийшла."
    found = [(text[start:end], whole) for start, end, whole in name_in_text("Оксана Тестенко", text)]
    assert found == [("Оксана", False)]


def test_spans_are_places_in_the_original_text() -> None:
    text = "До\u0301відка: «Те\u200bстенка  Оксану» — бачили того дня в полі; Тестенко, О. знає."
    assert full("Оксана Тестенко", text) == ["Те\u200bстенка  Оксану", "Тестенко, О"]


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_name_in_any_text_gives_spans_in_order(name: str, text: str) -> None:
    spans = name_in_text(name, text)
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


_OTHER = st.text("abc xyz где або .,!12\n", max_size=60)


@given(st.sampled_from(sorted(FORMS)), _OTHER, _OTHER)
def test_a_planted_name_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    text = f"{before} {name} {after}"
    assert any(span.full and span.start <= len(before) + 1 + len(name) and span.end > len(before)
               for span in name_in_text(name, text))


@pytest.mark.parametrize(("one", "other"), [
    ("Оксана Тестенко", "Testenko Oksana"), ("Оксана Тестенко", "О. Тестенко"), ("Mohamed Hasanawi", "محمد الحسناوي"),
    ("Тестенко Оксана Василівна", "Оксана Тестенко"), ("Сергій Умовець", "Сергей Умовец"),
])
def test_names_of_one_person(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("Оксана Тестенко", "Олена Тестенко"), ("Оксана Тестенко", "Оксана"), ("Іван Іванов", "Іван Іваненко"),
    ("Оксана Тестенко", ""), ("", ""), ("О. Т.", "Оксана Тестенко"),
])
def test_names_of_two_persons(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_case_endings_never_make_one_surname_of_another() -> None:
    assert "ivanov" not in forms("ivan")
    assert "petrenkove" not in forms("petrenko")
    assert {"ivana", "ivanu", "ivanom", "ivanovi"} <= forms("ivan")


def _persons(folder: Path) -> list[dict[str, str]]:
    with (folder / "followthemoney" / "name_bench_cases.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["schema"] == "Person"]


def test_recall_and_false_matches_on_names_of_the_world(collected_data: Path) -> None:
    rows = _persons(collected_data)
    same = [row for row in rows if row["is_match"] == "true"]
    other = [row for row in rows if row["is_match"] != "true"]
    # Half of the misses are letters swapped on purpose ("Pulin" for "Putin"), which no spelling rule may join.
    assert sum(bool(full(row["name1"], row["name2"])) for row in same) / len(same) > 0.75
    assert sum(same_name(row["name1"], row["name2"]) for row in other) / len(other) < 0.06


def test_unrelated_names_hardly_ever_meet(collected_data: Path) -> None:
    names = sorted({row[side] for row in _persons(collected_data) for side in ("name1", "name2")})[::4]
    pairs = [(one, other) for one in names for other in names if not set(fold(one).split()) & set(fold(other).split())]
    met = sum(bool(full(one, other)) for one, other in pairs)
    assert met / len(pairs) < 0.003
