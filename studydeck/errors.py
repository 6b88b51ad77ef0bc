"""Exit codes, and the errors that a user is meant to read.

An error's text is one sentence with a place and a remedy; `cli` prints it to stderr and exits with its code.
Anything else that escapes a command is a bug (exit 70).
"""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit status means."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    DECK = 3
    DATABASE = 4
    BUG = 70
    INTERRUPTED = 130


class StudydeckError(Exception):
    """An expected error: its text is shown as it is, without a traceback."""

    code = Exit.PROBLEMS


class UsageProblem(StudydeckError):
    """The command line or a setting asks for something that does not exist."""

    code = Exit.USAGE


class DeckProblem(StudydeckError):
    """A deck cannot be read at all."""

    code = Exit.DECK


class StoreProblem(StudydeckError):
    """The learner's database cannot be opened or written."""

    code = Exit.DATABASE
