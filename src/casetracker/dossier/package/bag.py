"""Writing a BagIt bag (RFC 8493), as a folder or as a zip file, under a waiting name until it is whole.

`verify.py`, which goes along in the bag, says how a manifest is written and what belongs to the contents; it is asked here
too, so that what is written and what is checked are one description.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import runpy
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO, cast

from casetracker import assets
from casetracker.store.folder import sync_folder

_MODE = 0o600


@cache
def checker() -> Any:
    """The functions of `verify.py`."""
    return SimpleNamespace(**runpy.run_path(str(assets.path("package", "verify.py")), run_name="casetracker_verify"))


class _Hashing:
    """A file that knows what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.hash, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        view = memoryview(data)
        while view:
            view = view[self._file.write(view):]
        return len(data)


class Bag:
    """A bag being written; the SHA-256 and size of each file by its name."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Write one file; the next may be begun when it is done."""
        with self._open(name) as file:
            out = _Hashing(file)
            yield cast(BinaryIO, out)
        self.digests[name], self.sizes[name] = out.hash.hexdigest(), out.size

    def add(self, name: str, data: bytes) -> None:
        with self.writing(name) as file:
            file.write(data)

    def finish(self, info: dict[str, str]) -> None:
        """Write what makes a bag of the files, and make all of it durable."""
        check = checker()
        payload = {name: digest for name, digest in self.digests.items() if name.startswith("data/")}
        oxum = f"{sum(self.sizes[name] for name in payload)}.{len(payload)}"
        lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in {**info, "Payload-Oxum": oxum}.items())
        self.add("bagit.txt", check.BAGIT)
        self.add("bag-info.txt", lines.encode())
        self.add("manifest-sha256.txt", check.manifest(payload).encode())
        self.add("tagmanifest-sha256.txt", check.manifest(
            {name: digest for name, digest in self.digests.items() if name not in payload}).encode())
        self.sync()

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[BinaryIO]:
        raise NotImplementedError

    def sync(self) -> None:
        raise NotImplementedError

    def discard(self) -> None:
        """Take away what was written."""
        raise NotImplementedError


class FolderBag(Bag):
    """A bag as a folder."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root, self._folders = root, {root}
        root.mkdir(mode=0o700)

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[BinaryIO]:
        path = self._root.joinpath(*name.split("/"))
        for folder in reversed(path.relative_to(self._root).parents):
            (self._root / folder).mkdir(mode=0o700, exist_ok=True)
            self._folders.add(self._root / folder)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _MODE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def sync(self) -> None:
        for folder in self._folders:
            sync_folder(folder)

    def discard(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)


class ZipBag(Bag):
    """A bag as a zip file that holds one folder; nothing is compressed, for evidence mostly is already."""

    def __init__(self, path: Path, top: str, at: tuple[int, int, int, int, int, int]) -> None:
        super().__init__()
        self._path, self._top, self._at = path, top, at
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _MODE), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_STORED)

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[BinaryIO]:
        entry = zipfile.ZipInfo(f"{self._top}/{name}", self._at)
        entry.external_attr = (0o100000 | _MODE) << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            yield cast(BinaryIO, file)

    def sync(self) -> None:
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def discard(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()
        self._file.close()
        self._path.unlink(missing_ok=True)
