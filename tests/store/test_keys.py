"""The ways to the store's secret: by passphrase, by recovery key, and by nothing else."""

from __future__ import annotations

import threading

import pytest

from casetracker.errors import UserError, WrongKey
from casetracker.store import keys

STORE = "0190-invented"
PASSPHRASE = "four invented words here"


@pytest.fixture(scope="module")
def made() -> tuple[bytes, str, list[keys.Wrap]]:
    secret, recovery = keys.new_secret(), keys.new_recovery_key()
    return secret, recovery, [keys.wrapped_by_passphrase(secret, PASSPHRASE, STORE),
                              keys.wrapped_by_recovery(secret, recovery, STORE)]


def test_both_ways_lead_to_the_secret_and_neither_shows_it(made: tuple[bytes, str, list[keys.Wrap]]) -> None:
    secret, recovery, wraps = made
    assert keys.unwrapped(wraps, PASSPHRASE, STORE) == secret
    assert keys.unwrapped(wraps, recovery, STORE) == secret
    assert secret.hex() not in str(wraps)
    assert wraps[0]["memory_kib"] >= 64 * 1024


@pytest.mark.parametrize("typed", [
    "  four invented words here ", "four invented words here".replace(" ", "\u00a0"), "ｆour invented words here"])
def test_the_same_letters_open_whatever_keyboard_typed_them(made: tuple[bytes, str, list[keys.Wrap]], typed: str) -> None:
    assert keys.unwrapped(made[2], typed, STORE) == made[0]


def test_a_recovery_key_is_read_as_people_copy_it(made: tuple[bytes, str, list[keys.Wrap]]) -> None:
    _secret, recovery, wraps = made
    for typed in (recovery.lower(), recovery.replace("-", " "), recovery.replace("-", ""),
                  recovery.replace("O", "0").replace("I", "1").replace("B", "8"), f" {recovery}\n"):
        assert keys.unwrapped(wraps, typed, STORE) == made[0]


@pytest.mark.parametrize("wrong", ["", "Four invented words here", "four invented words", "x" * 56])
def test_nothing_else_opens(made: tuple[bytes, str, list[keys.Wrap]], wrong: str) -> None:
    with pytest.raises(WrongKey):
        keys.unwrapped(made[2], wrong, STORE)


def test_a_slip_in_a_recovery_key_is_told_from_another_key(made: tuple[bytes, str, list[keys.Wrap]]) -> None:
    _secret, recovery, wraps = made
    slipped = ("B" if recovery[0] == "A" else "A") + recovery[1:]
    assert not keys.is_recovery_key(slipped)
    assert keys.is_recovery_key(recovery)
    for other in (slipped, keys.new_recovery_key()):
        with pytest.raises(WrongKey):
            keys.unwrapped(wraps, other, STORE)


def test_a_wrap_is_good_for_its_own_store_only(made: tuple[bytes, str, list[keys.Wrap]]) -> None:
    with pytest.raises(WrongKey):
        keys.unwrapped(made[2], PASSPHRASE, "another store")


@pytest.mark.parametrize("damage", [
    {"memory_kib": 10**9}, {"iterations": 10**9}, {"lanes": 10**6}, {"salt": "zz"}, {"salt": None}, {"sealed": "00"},
    {"nonce": "00" * 12}, {"way": "telepathy"}])
def test_what_a_hostile_file_says_is_refused_at_once(made: tuple[bytes, str, list[keys.Wrap]], damage: keys.Wrap) -> None:
    with pytest.raises(WrongKey):
        keys.unwrapped([{**made[2][0], **damage}], PASSPHRASE, STORE)
    with pytest.raises(WrongKey):
        keys.unwrapped([{}], PASSPHRASE, STORE)


@pytest.mark.parametrize("short", ["", "  ", "secret", "123456789"])
def test_a_new_passphrase_must_hold(short: str) -> None:
    with pytest.raises(UserError):
        keys.check_passphrase(short)
    keys.check_passphrase(PASSPHRASE)


def test_two_at_once_do_not_wait_for_each_other_for_ever() -> None:
    secret = keys.new_secret()
    wrap = keys.wrapped_by_passphrase(secret, "four invented words here", "id")
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(keys.unwrapped([wrap], "four invented words here", "id")),
                                daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [secret] * 3
