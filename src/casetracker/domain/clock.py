"""When something was done, as opposed to when it happened: aware UTC timestamps, written one way.

The text form is ISO 8601 with milliseconds and "Z", so that text order is time order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)
