"""A terminal that a test sits at: typed keys go in, and what it shows comes out."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios

import pyte

PATIENCE = 30
"""Seconds; a slow machine is no failure, a stuck process is."""


class Seat:
    """A process on a terminal of its own (80 by 24), and what that terminal shows."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.hand, self.theirs = pty.openpty()
        self.written = b""
        self.emulated = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.emulated)
        self.resize(80, 24)
        self.before = termios.tcgetattr(self.theirs)
        self.process = subprocess.Popen(
            command,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env={**environment, "TERM": "xterm-256color", "PYTHON_COLORS": "0"},
            start_new_session=True,
        )

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.emulated.resize(rows, columns)

    def until(self, *wanted: str) -> list[str]:
        """The rows shown, as soon as one of them holds one of these."""
        while not any(word in row for row in self.emulated.display for word in wanted):
            ready, _, _ = select.select([self.hand], [], [], PATIENCE)
            assert ready, "\n".join(self.emulated.display)
            got = os.read(self.hand, 65536)
            self.written += got
            self.stream.feed(got)
        return [row.rstrip() for row in self.emulated.display]

    def type(self, keys: str) -> None:
        os.write(self.hand, keys.encode())

    def ended(self) -> int:
        """The exit status, once the process has ended by itself."""
        code = self.process.wait(timeout=PATIENCE)
        while select.select([self.hand], [], [], 0)[0]:
            self.written += os.read(self.hand, 65536)
        return code

    def kill(self) -> None:
        """Pull the plug."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        os.close(self.hand)
        os.close(self.theirs)
