"""Items as lines of text and as JSON; docs/items.md describes the shapes."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from studydeck.commands.tables import WIDTH, aligned, cut
from studydeck.content.lint.texts import texts
from studydeck.core.items import Item, cards_of, citation
from studydeck.core.log import Answer, CardState, EventKind, Review, Stamp
from studydeck.core.scheduling import Scheduler
from studydeck.screen.clean import one_line
from studydeck.screen.reading import reading
from studydeck.screen.words import RATINGS, span
from studydeck.store.history import Past
from studydeck.study.shelf import Shelf, passes

LEAST_TEXT = 20
"""Columns that an item's text keeps beside however long a key."""

LONGEST_PART, LONGEST_HOW = 12, 40
"""Columns of a history's line that fit beside an instant and a rating."""

MARKS = ("flagged", "suspended", "leech")
"""The tests whose outcome is said with each item."""

_SCHEDULER = Scheduler()


# Several items


def as_rows(shelf: Shelf, items: Sequence[Item]) -> list[str]:
    """A line an item: its key, when it comes next, its marks, and the beginning of what it asks."""
    keys = max(len("KEY"), *(len(item.key) for item in items))
    nexts = max(len("NEXT"), *(len(_next(shelf, item)) for item in items))
    room = max(LEAST_TEXT, WIDTH - keys - nexts - 4)
    rows = [(item.key, _next(shelf, item), cut(_marked(shelf, item), room)) for item in items]
    return aligned([("KEY", "NEXT", "ITEM"), *rows], "<<<")


def _next(shelf: Shelf, item: Item) -> str:
    due = shelf.due(item)
    return "new" if due is None else _when(due, shelf.day)


def _when(due: date, today: date) -> str:
    if due > today:
        return span((due - today).days)
    return "due" if due == today else f"due {(today - due).days} d"


def _marked(shelf: Shelf, item: Item) -> str:
    marks = _marks(shelf, item)
    return f"({', '.join(marks)}) {_headline(item)}" if marks else _headline(item)


def _marks(shelf: Shelf, item: Item) -> list[str]:
    return [name for name in MARKS if passes(shelf, item, name)]


def _headline(item: Item) -> str:
    """What an item asks, without the situation before it."""
    return next(text.text for text in texts(item) if text.at != ("scenario",))


def as_array(shelf: Shelf, items: Sequence[Item]) -> str:
    """The same as JSON, for programs."""
    return json.dumps([_object(shelf, item) for item in items], indent=2)


def _object(shelf: Shelf, item: Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "deck": item.deck,
        "kind": item.kind,
        "objectives": list(item.objectives),
        "place": {"path": item.place.path, "line": item.place.line},
        "item": one_line(_headline(item)),
        **{name: passes(shelf, item, name) for name in MARKS},
        "cards": [_card_object(card.key, shelf) for card in cards_of(item)],
    }


def _card_object(key: str, shelf: Shelf) -> dict[str, Any]:
    state = shelf.states.get(key)
    if state is None:
        return {"card": key, "new": True}
    return {
        "card": key,
        "new": False,
        "due": state.due.isoformat(),
        "last_day": state.memory.last_day.isoformat(),
        "last_rating": RATINGS[state.last_rating],
        "recall_now": _SCHEDULER.recall(state.memory, shelf.day),
        "stability": state.memory.stability,
        "difficulty": state.memory.difficulty,
        "reviews": state.reps,
        "lapses": state.lapses,
    }


# One item


def as_sheet(shelf: Shelf, item: Item, past: Sequence[Past]) -> list[str]:
    """All that is known of an item: what it is, what it says, where its cards stand, and what happened to it."""
    sections = (_head(shelf, item), _reading(shelf, item), _cards(shelf, item), _notes(past), _history(past))
    found = [list(section) for section in sections]
    return [line for number, section in enumerate(filter(None, found)) for line in ([""] * bool(number) + section)]


def _head(shelf: Shelf, item: Item) -> Iterator[str]:
    yield item.key
    yield f"{item.place}"
    facts = (item.kind, "" if item in shelf.items else _aside(item), *item.objectives, *_marks(shelf, item))
    yield from textwrap.wrap(", ".join(fact for fact in facts if fact), WIDTH)


def _aside(item: Item) -> str:
    """Why an item never comes up in review."""
    return f"retired: {one_line(item.retired)}" if item.retired else "kept for exams"


def _reading(shelf: Shelf, item: Item) -> Iterator[str]:
    yield from reading(item, citation(item, shelf.catalog.decks[item.deck]), WIDTH)


def _cards(shelf: Shelf, item: Item) -> Iterator[str]:
    head = ("CARD", "NEXT", "RECALL", "STABILITY", "DIFFICULTY", "REVIEWS", "LAPSES")
    rows = [(_part(card.key), *_stand(shelf.states.get(card.key), shelf.day)) for card in cards_of(item)]
    yield from aligned([head, *rows], "<<>>>>>")


def _part(card: str) -> str:
    """What tells an item's cards apart: the part after `#`, or `-` for the card that has none."""
    return cut(card.partition("#")[2] or "-", LONGEST_PART)


def _stand(state: CardState | None, today: date) -> tuple[str, ...]:
    if state is None:
        return ("new", "", "", "", "", "")
    recall = _SCHEDULER.recall(state.memory, today)
    memory = (f"{state.memory.stability:.1f} d", f"{state.memory.difficulty:.1f}")
    return (_when(state.due, today), f"{100 * recall:.0f} %", *memory, str(state.reps), str(state.lapses))


def _notes(past: Sequence[Past]) -> Iterator[str]:
    for stamp, text in _noted(past):
        yield from textwrap.wrap(f"Note of {_lived(stamp)}: {one_line(text)}", WIDTH, subsequent_indent="   ")


def _noted(past: Sequence[Past]) -> list[tuple[Stamp, str]]:
    events = (each.what for each in past if not isinstance(each.what, Review))
    return [(event.stamp, event.text) for event in events if event.kind is EventKind.NOTE]


def _history(past: Sequence[Past]) -> Iterator[str]:
    rows = [_happened(each) for each in past]
    if rows:
        yield from aligned([("WHEN", "WHAT", "CARD", "HOW"), *rows], "<<<<")


def _happened(past: Past) -> tuple[str, ...]:
    what = past.what
    if isinstance(what, Review):
        return (_lived(what.stamp), RATINGS[what.answer.rating], _part(what.answer.card), _how(what.answer, past))
    said = "" if what.kind is EventKind.NOTE else cut(what.text, LONGEST_HOW)
    return (_lived(what.stamp), what.kind, "", said)


def _how(answer: Answer, past: Past) -> str:
    graded = {None: "", True: "right", False: "wrong"}[answer.correct]
    if past.taken_back:
        words = [graded, f"taken back ({past.taken_back})"]
    else:
        words = [graded, answer.confidence, f"{answer.duration / 1000:.0f} s", f"next {answer.due}"]
    return cut(", ".join(word for word in words if word), LONGEST_HOW)


def _lived(stamp: Stamp) -> str:
    """The day and the time on the learner's own clock."""
    return f"{stamp.at + timedelta(minutes=stamp.offset):%Y-%m-%d %H:%M}"


def as_object(shelf: Shelf, item: Item, past: Sequence[Past]) -> str:
    """The same as JSON, for programs."""
    whole = _object(shelf, item) | {
        "pool": item.pool,
        "retired": item.retired,
        "texts": [{"role": text.role, "text": text.text} for text in texts(item)],
        "source": citation(item, shelf.catalog.decks[item.deck]),
        "notes": [{"at": stamp.at.isoformat(), "text": text} for stamp, text in _noted(past)],
        "history": [_past_object(each) for each in past],
    }
    return json.dumps(whole, indent=2)


def _past_object(past: Past) -> dict[str, Any]:
    what = past.what
    when = {"at": what.stamp.at.isoformat(), "study_day": what.stamp.day.isoformat()}
    if not isinstance(what, Review):
        return when | {"what": what.kind, "text": what.text}
    return when | {
        "what": "review",
        "card": what.answer.card,
        "rating": RATINGS[what.answer.rating],
        "correct": what.answer.correct,
        "confidence": what.answer.confidence,
        "seconds": what.answer.duration / 1000,
        "due": what.answer.due.isoformat(),
        "taken_back": past.taken_back,
    }
