"""The letters behind the search: which marks fall away, which letters count as one, how each sounds in Latin.

Changing anything here changes what is stored in the search index: raise `VERSION`, and the index is built anew.
"""

from __future__ import annotations

VERSION = 1

APOSTROPHES = "'’‘ʼʻ`´ʹ′‵＇‛ʾʿˈ՚"

_MARKS = ((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
          (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8),
          (0x06EA, 0x06ED), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF),
          (0xA66F, 0xA672), (0xA674, 0xA67D), (0xFE20, 0xFE2F))
"""Accents, stress, harakat and points: Latin, Greek, Cyrillic, Arabic, Hebrew. Vowel signs of Indic scripts stay."""

_INVISIBLE = ((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x0640, 0x0640), (0x115F, 0x1160),
              (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
              (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE01EF))
"""Soft hyphens, zero-width and bidirectional controls, tatweel, variation selectors: they never part a word."""

DROPPED = frozenset(code for first, last in (*_MARKS, *_INVISIBLE) for code in range(first, last + 1)) | frozenset(
    map(ord, APOSTROPHES))

SAME_LETTER = {
    "ґ": "г",
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "ٱ": "ا", "ة": "ه", "ہ": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
}
"""Letters without a mark to strip that still count as another; ё, й, ї, ў, أ and ئ lose theirs as marks."""

_TWINS = ("aceiopxykhmtb", "асеіорхукнмтв")
LATIN_TO_CYRILLIC = str.maketrans(*_TWINS)
CYRILLIC_TO_LATIN = str.maketrans(*reversed(_TWINS))
"""Letters of one face: a Latin "c" typed in "Cелидове" hides a word from every search."""

CYRILLIC_SOUND = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "є": "ie", "ж": "z", "з": "z", "и": "i", "і": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ts", "ч": "c", "ш": "s", "щ": "sc", "ь": "", "ъ": "", "ы": "i", "э": "e", "ю": "iu", "я": "ia",
    "ј": "i", "љ": "l", "њ": "n", "ћ": "c", "ђ": "dz", "џ": "dz", "һ": "h", "ѣ": "e", "ә": "a", "ө": "o", "ү": "u",
    "ұ": "u", "қ": "k", "ң": "n", "ғ": "h", "ҳ": "h", "ҷ": "c",
})

LATIN_SOUND = {
    "shch": "sc", "zgh": "zh", "ch": "c", "cz": "c", "kh": "h", "gh": "h", "sh": "s", "sz": "s", "zh": "z",
    "ph": "f", "th": "t", "ck": "k", "tz": "ts", "c": "k", "g": "h", "j": "i", "y": "i", "w": "v", "q": "k", "x": "ks",
}
"""Spellings of one sound: г is h in Ukrainian and g in Russian, х is kh or h, so g, h and kh are one."""

ARABIC_SOUND = str.maketrans({
    "ا": "a", "ع": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "z", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "h", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "", "پ": "p", "چ": "c", "ڤ": "v", "گ": "h",
    "ژ": "z", "ۇ": "u", "ۋ": "v",
})
