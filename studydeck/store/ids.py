"""Row ids: UUIDs of version 7, so that ids sort by the instant they were made.

Written here because library versions read the wall clock themselves.
"""

import os
from datetime import datetime
from uuid import UUID

from studydeck.store.types import milliseconds

RANDOM_BYTES = 10


def uuid7(instant: datetime, chance: bytes) -> str:
    """The UUIDv7 of an aware instant and ten random bytes (RFC 9562, section 5.7)."""
    if len(chance) != RANDOM_BYTES:
        raise ValueError(f"a UUIDv7 takes {RANDOM_BYTES} random bytes, not {len(chance)}")
    value = milliseconds(instant) << 80 | int.from_bytes(chance, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))


def new_id(instant: datetime) -> str:
    """A fresh id for something that happened at an instant."""
    return uuid7(instant, os.urandom(RANDOM_BYTES))
