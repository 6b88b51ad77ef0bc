"""The kinds of item; both items and blueprints speak of them."""

from enum import StrEnum


class Kind(StrEnum):
    """The nine kinds of item, by the word that stands in a deck."""

    FLASHCARD = "flashcard"
    TERM = "term"
    CLOZE = "cloze"
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    ORDER = "order"
    MATCH = "match"
    NUMERIC = "numeric"

    @property
    def is_question(self) -> bool:
        """Whether studydeck grades the answer; the learner rates the other kinds."""
        return self not in (Kind.FLASHCARD, Kind.TERM, Kind.CLOZE)
