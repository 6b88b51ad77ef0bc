"""The only reader of the wall clock."""

import time
from datetime import datetime, timezone


class Clock:
    """Tells the time; tests hand over one that stands still."""

    def now(self) -> datetime:
        """The local time, aware."""
        return datetime.now(timezone.utc).astimezone()  # noqa: UP017 (freezegun replaces this very class)

    def ticks(self) -> float:
        """Seconds that only ever grow, for durations."""
        return time.monotonic()
