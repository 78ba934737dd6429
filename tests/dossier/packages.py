"""Packages to test on, and what somebody with an editor, and without the key, can do to one."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casetracker import assets
from casetracker.dossier.package.bag import checker
from casetracker.store.journal import chain

VERIFY = assets.path("package", "verify.py")


def run(package: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What a stranger does: Python, `verify.py`, and nothing of ours."""
    return subprocess.run([sys.executable, "-I", str(VERIFY), str(package), *options], capture_output=True, text=True,
                          encoding="utf-8", timeout=60, check=False)


def codes(package: Path, **options: Any) -> set[str]:
    return {code for code, _where, _detail in checker().check(str(package), **options).faults}


def files(package: Path) -> dict[str, Path]:
    return {path.relative_to(package).as_posix(): path for path in sorted(package.rglob("*"))
            if path.is_file() and not path.is_symlink()}


def flip(path: Path, at: int, by: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= by
    path.write_bytes(data)


def remade(package: Path) -> None:
    """Write the manifests anew, as anybody can."""
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(package).items()}
    payload = {name: digest for name, digest in digests.items() if name.startswith("data/")}
    info = package / "bag-info.txt"
    size = sum(files(package)[name].stat().st_size for name in payload)
    kept = "".join(f"{line}\n" for line in info.read_text().splitlines() if not line.startswith("Payload-Oxum"))
    info.write_text(f"{kept}Payload-Oxum: {size}.{len(payload)}\n")
    (package / "manifest-sha256.txt").write_text(checker().manifest(payload))
    tags = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(package).items()
            if not name.startswith("data/") and name != "tagmanifest-sha256.txt"}
    (package / "tagmanifest-sha256.txt").write_text(checker().manifest(tags))


def journal(package: Path, act: Callable[[list[dict[str, Any]]], object]) -> None:
    """Edit the lines of the journal."""
    path = package / "data/journal.jsonl"
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    act(lines)
    texts = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    path.write_bytes(b"".join(text.encode() + b"\n" for text in texts))


def head(package: Path, **changed: Any) -> None:
    path = package / "data/head.json"
    path.write_bytes(checker().canonical(json.loads(path.read_bytes()) | changed))


def rechained(package: Path) -> None:
    """Let the head say what the journal now gives."""
    previous, lines = bytes(32), (package / "data/journal.jsonl").read_bytes().splitlines()
    for line in lines:
        given = json.loads(line)
        previous = (chain(previous, given["entry"].encode()) if "entry" in given
                    else hashlib.sha256(previous + bytes.fromhex(given["digest"])).digest())
    head(package, count=len(lines), sequence=len(lines), hash=previous.hex())


def signed_by_another(package: Path) -> None:
    """Sign the head with a key of one's own, as one does who wants to pass for the store."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    public = private.public_key().public_bytes_raw()
    head(package, key=public.hex())
    (package / "data/head.sig").write_bytes(private.sign((package / "data/head.json").read_bytes()))
    (package / "data/public-key.pem").write_text(checker().public_key_pem(public))


def with_contents_entered(package: Path) -> None:
    """Let the last journal entry name the contents as they are now."""
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(package).items()
               if name.startswith("data/")}

    def enter(lines: list[dict[str, Any]]) -> None:
        entry = json.loads(lines[-1]["entry"]) | {"sha256": checker().contents_digest(digests)}
        lines[-1]["entry"] = checker().canonical(entry).decode()

    journal(package, enter)
