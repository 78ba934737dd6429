"""What starts the window is understood as the whole grammar understands it, and all else is left to the grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.cli import arguments, plain_start

WORDS = st.sampled_from([
    "--store", "--actor", "--passphrase-file", "--store=x", "--actor=", "--actor=-a", "a name", "x", "-x", "", "-", "--",
    "list", "--help", "--version", "--sto", "-1", "A\udcffB"])


@given(st.lists(WORDS, max_size=6))
def test_it_agrees_with_the_grammar(words: list[str]) -> None:
    read = plain_start.read(words)
    if read is not None:
        assert vars(read) == vars(arguments.parse(words))


@pytest.mark.parametrize(("words", "told"), [
    ([], (None, None, None)), (["--store", "a b"], ("a b", None, None)),
    (["--store=x", "--actor", "Ann"], ("x", None, "Ann")),
    (["--passphrase-file", "f", "--store", "x", "--store", "y"], ("y", "f", None)),
])
def test_a_plain_start_is_read(words: list[str], told: tuple[str | None, ...]) -> None:
    read = plain_start.read(words)
    assert read is not None
    assert (read.store, read.passphrase_file, read.actor) == told


@pytest.mark.parametrize("words", [["list"], ["--help"], ["--store"], ["--store", "--actor"], ["x"], ["--sto", "x"], ["--"]])
def test_all_else_is_left_to_the_grammar(words: list[str]) -> None:
    assert plain_start.read(words) is None
