"""Decoding a picture of the evidence, in a process of its own: hostile bytes can crash this one and nothing else.

Run as a program it reads the bytes of a file from standard input and writes plain pixels to standard output. It knows
nothing of Qt or of the case store, limits its own memory and time, and accepts few formats.
"""

from __future__ import annotations

import io
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MARK = b"px01"
HEADER = struct.Struct("<4sII")
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
LARGEST_FILE = 64 * 1024 * 1024
MOST_PIXELS = 120_000_000
LARGEST_SIDE = 1600
SECONDS = 20
_MEMORY = 1536 * 1024 * 1024

DAMAGED, TOO_LARGE = 3, 4
"""What the process answers with besides 0."""


def main() -> int:
    _limit()
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        return TOO_LARGE
    try:
        picture = decoded(data)
    except MemoryError:
        return TOO_LARGE
    except Exception:
        return DAMAGED
    if picture is None:
        return TOO_LARGE
    sys.stdout.buffer.write(HEADER.pack(MARK, *picture.size) + picture.tobytes())
    return 0


def decoded(data: bytes) -> Image | None:
    """The first picture of a file, upright and no larger than it is shown; None if it is too large to be tried."""
    import warnings

    from PIL import Image, ImageOps

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, below
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        return ImageOps.exif_transpose(picture).convert("RGBA")


def _limit() -> None:
    """A decompression bomb ends this process, not the computer's patience; where the system offers no limits, time does."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
