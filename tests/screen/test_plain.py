"""The same session as plain lines."""

import re
from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest

from studydeck.core.grading import Confidence, Response, grade
from studydeck.core.items import Choice, Option
from studydeck.core.log import Rating
from studydeck.core.session import Command
from studydeck.screen.plain import Plain


class Flushed(StringIO):
    """Keeps what had been flushed at each look."""

    flushed = ""

    def flush(self) -> None:
        self.flushed = self.getvalue()


class Talk:
    """A Plain screen, the lines it is given, and what it says."""

    def __init__(self, *lines: str) -> None:
        self.target = Flushed()
        self.plain = Plain(StringIO("".join(f"{line}\n" for line in lines)), self.target)

    @property
    def said(self) -> str:
        return self.target.getvalue()

    def feedback(self, asked: Any, response: Response) -> Any:
        return self.plain.feedback(asked, response, grade(asked.item, response))


def test_a_card_is_said_revealed_and_rated(samples: Any) -> None:
    talk = Talk("", "2")
    assert talk.plain.ask(samples.flashcard) == Response(rating=Rating.HARD)
    assert talk.said == (
        "\nProfessional Scrum Master I. Card 7 of 24, 9 min left. Events.\n"
        "How soon after one Sprint ends does the next one start?\n"
        "Answer (Enter to show the answer, ? for help): "
        "Answer: Immediately\n"
        "Takeaway: Sprints follow one another without a gap; planning and all other work happen inside them.\n"
        "Source: The Scrum Guide (November 2020), The Sprint\n"
        "Rating (1 Again: today again, 2 Hard: 2 days, 3 or enter Good: 12 days, 4 Easy: 5 weeks, ? for help): "
    )


@pytest.mark.parametrize(
    ("line", "rating"), [("1", Rating.AGAIN), ("", Rating.GOOD), (" Easy ", Rating.EASY), ("HARD", Rating.HARD)]
)
def test_a_rating_is_a_number_a_word_or_enter_for_good(line: str, rating: Rating, samples: Any) -> None:
    assert Talk("", line).plain.ask(samples.flashcard) == Response(rating=rating)


def test_a_gap_is_said_as_a_word(samples: Any) -> None:
    talk = Talk("", "3")
    talk.plain.ask(samples.cloze)
    assert "eight hours for Sprint Planning and [blank] (number) hours" in talk.said
    assert "Why now: Due for 3 days; recall 84 %.\n" in talk.said
    assert "____" not in talk.said


def test_the_title_is_said_only_where_it_is_news_and_a_flag_always(samples: Any) -> None:
    talk = Talk("", "3", "a c")
    talk.plain.ask(samples.flashcard)
    talk.plain.ask(samples.multiple)
    assert talk.said.count("Professional Scrum Master I.") == 1
    assert "\n\nCard 7 of 24, 9 min left. Events. Flagged.\n" in talk.said.replace("? for help): ", "\n")


@pytest.mark.parametrize("line", ["b", "B", " b "])
def test_a_letter_chooses_in_either_case(line: str, samples: Any) -> None:
    talk = Talk(line)
    assert talk.plain.ask(samples.single) == Response(chosen=frozenset({0}))
    assert talk.said.endswith(
        "a: The Developers, if the Sprint Goal is out of reach\n"
        "b: The Product Owner, if the Sprint Goal becomes obsolete\n"
        "c: The Developers, if the Sprint Goal becomes obsolete\n"
        "d: The Product Owner, if the Sprint Goal is out of reach\n"
        "Answer (a-d, ? for help): "
    )


@pytest.mark.parametrize("line", ["a c", "ac", "A,C", "c, a", "a c a"])
def test_several_letters_stand_on_one_line(line: str, samples: Any) -> None:
    assert Talk(line).plain.ask(samples.multiple) == Response(chosen=frozenset({0, 2}))


def test_a_wrong_number_of_letters_is_remarked_upon_once(samples: Any) -> None:
    talk = Talk("a b c", "")
    assert talk.plain.ask(samples.multiple) == Response()
    assert talk.said.count("asks for 2 options; 3 are chosen. Please answer once more") == 1


def test_letters_that_are_no_options_get_a_sentence(samples: Any) -> None:
    talk = Talk("a x", "a c")
    assert talk.plain.ask(samples.multiple) == Response(chosen=frozenset({0, 2}))
    assert "That means nothing here. Please type one of: a-d, u, -, f, q, ?.\n" in talk.said


@pytest.mark.parametrize(
    ("lines", "said", "confidence"),
    [(("t", "s"), True, Confidence.SURE), (("FALSE", "think so"), False, Confidence.THINK_SO)],
)
def test_true_or_false_is_followed_by_how_sure_one_is(
    lines: tuple[str, ...], said: bool, confidence: Confidence, samples: Any
) -> None:
    talk = Talk(*lines)
    assert talk.plain.ask(samples.true_false) == Response(said=said, confidence=confidence)
    assert "Answer (t true, f false, ? for help): " in talk.said
    assert "How sure are you? (s sure, h think so, g guess, ? for help): " in talk.said


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("u", Command.UNDO),
        ("-", Command.SUSPEND),
        ("B", Command.BURY),
        ("f", Command.FLAG),
        ("Q", Command.QUIT),
        ("quit", Command.QUIT),
        ("undo", Command.UNDO),
    ],
)
def test_commands_are_keys_or_words(line: str, command: Command, samples: Any) -> None:
    assert Talk(line).plain.ask(samples.flashcard) is command
    assert Talk("", line).plain.ask(samples.flashcard) is command


def test_the_end_of_input_quits_and_ends_the_line(samples: Any) -> None:
    talk = Talk()
    assert talk.plain.ask(samples.single) is Command.QUIT
    assert talk.said.endswith("? for help): \n")
    assert talk.feedback(samples.single, Response(chosen=frozenset({0}))) is Command.QUIT


def test_a_mistake_gets_a_sentence_and_another_chance(samples: Any) -> None:
    talk = Talk("7", "", "5", "4")
    assert talk.plain.ask(samples.flashcard) == Response(rating=Rating.EASY)
    assert "Please type one of: Enter, u, -, b, f, q, ?.\n" in talk.said
    assert "Please type one of: 1, 2, 3 or enter, 4, u, -, b, f, q, ?.\n" in talk.said


@pytest.mark.parametrize("line", ["?", "help"])
def test_help_says_what_the_keys_do_and_asks_again(line: str, samples: Any) -> None:
    talk = Talk(line, "f", "s")
    assert talk.plain.ask(samples.true_false) == Response(said=False, confidence=Confidence.SURE)
    assert (
        "The keys that work here\n"
        "t: true\n"
        "f: false\n"
        "u: undo: take back the last answer\n"
        "-: suspend: leave this item out from now on\n"
        "b: bury: leave this item out until tomorrow\n"
        "q: quit: end here; every answer is already saved\n"
        "Once the answer is shown: f flag. This item is psm-1/sample.\n"
        "Answer (t true, f false, ? for help): "
    ) in talk.said


def test_feedback_says_right_or_wrong_first(samples: Any) -> None:
    talk = Talk("")
    assert talk.feedback(samples.single, Response(chosen=frozenset({2}))) is None
    assert talk.said == (
        "Wrong.\n"
        "a: The Developers, if the Sprint Goal is out of reach\n"
        "They adapt their plan instead.\n"
        "b, right: The Product Owner, if the Sprint Goal becomes obsolete\n"
        "The Guide names both.\n"
        "c, wrong, your answer: The Developers, if the Sprint Goal becomes obsolete\n"
        "The ground is right, they are not.\n"
        "d: The Product Owner, if the Sprint Goal is out of reach\n"
        "The person is right, the ground is not: a goal that is hard to reach is still a goal.\n"
        "Takeaway: An obsolete Sprint Goal is the one ground for cancelling a Sprint.\n"
        "Source: The Scrum Guide (November 2020), The Sprint\n"
        "Next (Enter to go on: today again, ? for help): "
    )


@pytest.mark.parametrize(
    ("line", "reply"), [("", None), ("2", Rating.HARD), ("easy", Rating.EASY), ("f", Command.FLAG)]
)
def test_a_right_answer_is_kept_changed_or_followed_by_a_command(line: str, reply: object, samples: Any) -> None:
    talk = Talk(line)
    assert talk.feedback(samples.single, Response(chosen=frozenset({0}))) is reply
    assert talk.said.startswith("Right.\n")
    assert "Next (Enter to keep Good: 12 days, 2 Hard: 2 days, 4 Easy: 5 weeks, ? for help): " in talk.said


def test_a_notice_is_said_before_the_card(samples: Any) -> None:
    talk = Talk("q")
    talk.plain.ask(replace(samples.flashcard, notice="Undone."))
    assert "Events.\nUndone.\nHow soon" in talk.said


def test_the_end_says_everything_in_lines(samples: Any) -> None:
    talk = Talk()
    with talk.plain as plain:
        plain.end(samples.summary)
    assert talk.said == (
        "\nProfessional Scrum Master I\n"
        "27 answers, 3 of them to repeat a failed card, in 18 minutes.\n"
        "Questions: 9 of 12 right\n"
        "Cards: 10 of 12 recalled\n"
        "Events: 8 of 10, 80 %\n"
        "Scrum theory, values and the empirical process: 5 of 7, 71 %\n"
        "Artifacts: 6 of 7, 86 %\n"
        "Today: 12 cards wait: no new cards while more is due than fits into a day.\n"
        "Tomorrow: 31 cards, about 14 minutes\n"
        "Next: studydeck review psm-1 --new 5\n"
    )


def test_a_sitting_without_an_answer_says_so(samples: Any) -> None:
    talk = Talk()
    nothing = replace(samples.summary, answers=0, questions=0, cards=0, tallies=(), notes=(), tomorrow=0)
    talk.plain.end(replace(nothing, next_command=""))
    assert talk.said == "\nProfessional Scrum Master I\nNothing answered this time.\nTomorrow: nothing\n"


def test_every_prompt_is_flushed_before_its_line_is_read(samples: Any) -> None:
    talk = Talk()
    waiting = []
    talk.plain = Plain(Source(lambda: waiting.append(talk.target.flushed)), talk.target)
    talk.plain.ask(samples.single)
    assert waiting[0].endswith("Answer (a-d, ? for help): ")


class Source(StringIO):
    """Looks around before every line, and has none."""

    def __init__(self, look: Any) -> None:
        super().__init__()
        self._look = look

    def readline(self, size: int | None = -1, /) -> str:
        self._look()
        return ""


def test_bytes_that_are_no_text_are_a_mistake(samples: Any) -> None:
    talk = Talk()
    talk.plain = Plain(TextIOWrapper(BytesIO(b"\xff\xfe\n"), encoding="utf-8"), talk.target)
    assert talk.plain.ask(samples.single) is Command.QUIT
    assert "That means nothing here." in talk.said


def test_hostile_text_is_harmless_and_an_encoding_gets_what_it_can_show(samples: Any) -> None:
    hostile = "\x1b[2J\x1b]52;c;eA==\x07\u202e“日”[/]"
    raw = BytesIO()
    target = TextIOWrapper(raw, encoding="ascii", newline="\n")
    asked = samples.make(
        Choice(hostile, (Option(hostile, True, hostile), Option("x", False, hostile))),
        item={"scenario": hostile, "takeaway": hostile, "id": hostile},
        progress=replace(samples.single.progress, title=hostile, objective=hostile),
        citation=hostile,
        notice=hostile,
        explain=hostile,
    )
    plain = Plain(StringIO("?\na\n\n"), target)
    plain.ask(asked)
    plain.feedback(asked, Response(chosen=frozenset({0})), grade(asked.item, Response(chosen=frozenset({0}))))
    said = raw.getvalue().decode("ascii")
    assert said.count('[2J]52;c;eA=="?"[/]') == 7 + 1 + 6
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", said)


def test_a_card_without_an_objective_says_none(samples: Any) -> None:
    talk = Talk("q")
    talk.plain.ask(replace(samples.term, progress=replace(samples.term.progress, objective="")))
    assert talk.said.startswith("\nProfessional Scrum Master I. Card 7 of 24, 9 min left.\nTerm: Sprint\n")
