"""A card as blocks: what is said, and what is kept back."""

from dataclasses import replace
from typing import Any

import pytest

from studydeck.core.grading import Response, grade
from studydeck.screen import blocks
from studydeck.screen.blocks import Mark, Para, Row, Verdict


def said(made: tuple[blocks.Block, ...]) -> list[str]:
    """Labels and texts of paragraphs."""
    texts = ((block.label, "".join(run.text for run in block.runs)) for block in made if isinstance(block, Para))
    return [f"{label}: {text}" if label else text for label, text in texts]


@pytest.mark.parametrize(
    ("name", "front", "back"),
    [
        (
            "reverse",
            [
                "Meaning: The event of one month or less within which all other Scrum events take place",
                "Term: [____]",
            ],
            [
                "Meaning: The event of one month or less within which all other Scrum events take place",
                "Term: Sprint",
            ],
        ),
        (
            "cloze",
            [
                "For a one-month Sprint, the longest allowed is eight hours for Sprint Planning and "
                "[____] (number) hours for the Sprint Review."
            ],
            [
                "For a one-month Sprint, the longest allowed is eight hours for Sprint Planning and "
                "[four] hours for the Sprint Review."
            ],
        ),
    ],
)
def test_the_answer_takes_the_place_that_was_left_for_it(
    name: str, front: list[str], back: list[str], samples: Any
) -> None:
    assert said(blocks.prompt(getattr(samples, name))) == front
    assert said(blocks.prompt(getattr(samples, name), revealed=True)) == back


@pytest.mark.parametrize("name", ["flashcard", "term", "reverse", "cloze", "single", "multiple", "true_false"])
def test_a_front_gives_away_neither_answer_nor_notes(name: str, samples: Any) -> None:
    asked = getattr(samples, name)
    shown = blocks.front(asked)
    assert not {"Answer", "Why", "Takeaway", "Source"} & {b.label for b in shown if isinstance(b, Para)}
    assert all(row.why == "" and row.mark in (Mark.NONE, Mark.OFF) for row in shown if isinstance(row, Row))


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("flashcard", "Answer: Immediately"),
        ("term", "Meaning: The event of one month or less within which all other Scrum events take place"),
        ("reverse", "Term: Sprint"),
        ("cloze", "Answer: four"),
    ],
)
def test_the_answer_by_itself_comes_before_the_notes(name: str, answer: str, samples: Any) -> None:
    shown = said(blocks.answer(getattr(samples, name)))
    assert (shown[0], shown[-1]) == (answer, "Source: The Scrum Guide (November 2020), The Sprint")


def test_a_gap_without_a_hint_is_only_a_gap(samples: Any) -> None:
    parts = tuple(part if isinstance(part, str) else replace(part, hint="") for part in samples.cloze.item.body.parts)
    asked = samples.make(replace(samples.cloze.item.body, parts=parts))
    assert said(blocks.prompt(asked))[0].startswith("For a one-month Sprint, the longest allowed is [____] hours")


def test_a_notice_comes_first_and_the_reason_last(samples: Any) -> None:
    shown = said(blocks.front(samples.cloze, "Undone."))
    assert (shown[0], shown[-1]) == ("Undone.", "Why now: Due for 3 days; recall 84 %.")


def test_every_option_is_marked_after_the_answer_and_has_its_why(samples: Any) -> None:
    rows = blocks.graded_rows(samples.multiple, Response(chosen=frozenset({0, 1})))
    assert [(row.mark, row.remark) for row in rows] == [
        (Mark.RIGHT, "your answer"),
        (Mark.WRONG, "your answer"),
        (Mark.RIGHT, ""),
        (Mark.NONE, ""),
    ]
    assert all(row.why for row in rows)


def test_feedback_says_a_notice_then_the_verdict_then_the_question(samples: Any) -> None:
    asked, response = replace(samples.single, notice="Flagged."), Response(chosen=frozenset({0}))
    notice, judged, question, *rest = blocks.feedback(asked, response, grade(asked.item, response))
    assert said((notice, question)) == ["Flagged.", asked.item.body.question]
    assert judged == Verdict(True, "Right.")
    assert [type(block) for block in rest] == [Row, Row, Row, Row, Para, Para]


def test_an_item_without_notes_has_none(samples: Any) -> None:
    assert blocks.notes(replace(samples.term, citation="")) == ()
