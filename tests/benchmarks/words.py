"""Words of three languages in which a few are common and most are rare, as in real case files. They mean nothing."""

from __future__ import annotations

import itertools
import random
from functools import cache

LANGUAGES = {"uk": 45, "ru": 30, "en": 25}
_COMMON = {
    "uk": "та і в у на з що до за не про від було після під час біля також який його вони як для через тим",
    "ru": "и в на с что по из не от за к был была было после при его они как для также который около под",
    "en": "the of and to in a was were on at by that from with which it had not they he she who after near as",
}
_ROOTS = {
    "uk": "обстріл свідк ракет житл підвал школ лікарн солдат полонен окоп посадк вулиц дорог міст колон танк дрон уламк"
          " родин сусід мешкан поранен загибл тіл могил слідч прокур протокол допит камер записк відео фото супутник наказ"
          " командир бригад батальйон рот позиц штурм відступ евакуац волонтер гуманітарн вантаж зерн ферм церкв архів",
    "ru": "обстрел свидетел ракет жил подвал школ больниц солдат пленн окоп посадк улиц дорог мост колонн танк дрон осколк"
          " семь сосед жител ранен погибш тел могил следоват прокурор протокол допрос камер записк видео фото спутник приказ"
          " командир бригад батальон рот позиц штурм отход эвакуац волонтер гуманитарн груз зерн ферм церк архив",
    "en": "shell witness rocket dwell cellar school hospital soldier captiv trench treeline street road bridge column tank"
          " drone fragment famil neighbour resid wound corps grave investig prosecut record question camera note footage"
          " photo satellit order command brigad battalion compan posit assault retreat evacu volunteer relief cargo grain"
          " farm church archiv",
}
_ENDS = {
    "uk": ["", "а", "и", "у", "ів", "ам", "ами", "ах", "ом", "ою", "і", "ний", "ного", "ному", "ення", "ування"],
    "ru": ["", "а", "ы", "у", "ов", "ам", "ами", "ах", "ом", "ой", "е", "ный", "ного", "ному", "ение", "ование"],
    "en": ["", "s", "ed", "ing", "er", "ers", "al", "ment", "ation", "ist", "less", "ward"],
}
_STARTS = {
    "uk": ["", "по", "за", "ви", "пере", "роз", "при", "під", "над", "без", "між", "до"],
    "ru": ["", "по", "за", "вы", "пере", "раз", "при", "под", "над", "без", "меж", "до"],
    "en": ["", "re", "un", "over", "under", "fore", "counter", "sub", "inter", "mid", "out", "non"],
}
_NAMES = {
    "uk": (["Прикладенко", "Вигаданюк", "Зразковий", "Умовчук", "Нібитко"], ["Зоряна", "Богдан", "Мирон", "Ярина"]),
    "ru": (["Примеров", "Выдумкин", "Образцов", "Условный", "Якобин"], ["Зоряна", "Богдан", "Мирон", "Арина"]),
    "en": (["Sampleton", "Madeup", "Invented", "Placeholder", "Dummyson"], ["Zora", "Theo", "Myron", "Irene"]),
}


@cache
def _ranked(language: str) -> tuple[list[str], list[float]]:
    """All words, the commonest first, with running weights by Mandelbrot's law."""
    order = random.Random(language)
    plain = [root + end for root in _ROOTS[language].split() for end in _ENDS[language]]
    rare = [start + word for start in _STARTS[language][1:] for word in plain]
    for words in (plain, rare):
        order.shuffle(words)
    words = list(dict.fromkeys([*_COMMON[language].split(), *plain, *rare]))
    return words, list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))


def some(chance: random.Random, language: str, count: int) -> str:
    words, weights = _ranked(language)
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


def prose(chance: random.Random, language: str, length: int) -> str:
    """Sentences of about `length` characters, with a number here and there."""
    told: list[str] = []
    while sum(map(len, told)) < length:
        sentence = some(chance, language, chance.randint(7, 19))
        told.append(f"{sentence.capitalize()} {chance.randint(1, 99_999)}." if chance.random() < 0.3
                    else f"{sentence.capitalize()}.")
    return " ".join(told)


def person(chance: random.Random, language: str) -> str:
    last, first = _NAMES[language]
    return f"{chance.choice(first)} {chance.choice(last)}-{chance.choice(last).lower()} {chance.randint(1, 9_999)}"
