"""What is printed: columns for people, JSON for programs, and nothing that a terminal would obey."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.running import Cli, in_process

from casetracker.cli import output


@pytest.mark.parametrize(("text", "shown"), [
    ("plain", "plain"),
    ("Селидове 中文 🙂", "Селидове 中文 🙂"),
    ("a\x1b[31mb", "a[U+001B][31mb"),
    ("a\nb\tc\rd", "a b c d"),
    ("a\u202eb", "a[U+202E]b"),
    ("a\x9bb", "a[U+009B]b"),
    ("a\x00b", "a[U+0000]b"),
    ("a\ud800b", "a[U+D800]b"),
])
def test_what_a_terminal_may_have(text: str, shown: str) -> None:
    assert output.safe(text) == shown


@given(st.text())
def test_nothing_printed_holds_a_control(text: str) -> None:
    assert not [sign for sign in output.safe(text, lines=True) if ord(sign) < 32 and sign not in "\n\t"]
    assert not set(output.safe(text)) & set("\n\r\t\x1b\x7f\x9b\u202e\u2066")


@given(st.dictionaries(st.text(), st.text()))
def test_json_says_the_same_and_is_printable(value: dict[str, str]) -> None:
    written = json.dumps(value, ensure_ascii=False, indent=2)
    told = output.json_text(value)
    assert json.loads(told) == json.loads(written) == value
    assert not set(told) & set("\r\t\x1b\x7f\x9b\u202e\u2066")


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("Сели", 4), ("中文", 4), ("e\u0301", 1), ("", 0)])
def test_width_of_texts_on_a_terminal(text: str, columns: int) -> None:
    assert output.width(text) == columns


def test_columns_line_up(cli: Cli) -> None:
    cli.add("incident", title="Short")
    cli.add("incident", title="Довша назва 中文")
    lines = cli("list").out.splitlines()
    at = lines[0].index("Assessment")
    for line in lines[1:]:
        assert output.width(line[:line.index("Recorded")]) == at


@pytest.mark.parametrize("locale", ["C", "POSIX", "uk_UA.ISO8859-5"])
def test_utf8_whatever_the_locale(cli: Cli, locale: str) -> None:
    cli.add("incident", title="Селидове")
    for option in ([], ["--json"]):
        ended = in_process(cli.store, "list", *option, LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert ended.returncode == 0
        assert "Селидове" in ended.stdout.decode()


def test_the_page_of_an_incident_tells_who_says_what(cli: Cli) -> None:
    cli("sample")
    reference = min(row["reference"] for row in cli("list", "--json").json)
    page = cli("incident", "show", reference).out
    for told in ("Assessment: Under verification", "Handling: Open", "pre-trial investigation",
                 "between 6 and 7 October 2024", "stated by no source",
                 "5 sources, 1 independent root, 1 of unknown origin", "Capture, 6 October 2024 · according to S-",
                 "Inferred by us"):
        assert told in page, told
