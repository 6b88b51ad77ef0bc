"""The kinds of item that this version reads: which fields make each, and how its body is built."""

from collections.abc import Callable
from dataclasses import dataclass

from studydeck.content.nodes import Mark
from studydeck.content.parser.cloze import cloze
from studydeck.content.parser.fields import Fields
from studydeck.content.problems import Code, quoted
from studydeck.core.items import Body, Choice, Flashcard, Option, Term, TrueFalse
from studydeck.core.kinds import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """The fields that a kind cannot do without, and what makes its body of them."""

    required: tuple[str, ...]
    build: Callable[[Fields], Body]


def _flashcard(item: Fields) -> Flashcard:
    return Flashcard(item.text("front"), item.text("back"))


def _term(item: Fields) -> Term:
    return Term(item.text("term"), item.text("definition"))


def _true_false(item: Fields) -> TrueFalse:
    return TrueFalse(item.text("statement"), item.truth("answer"))


def _single(item: Fields) -> Choice:
    choice = _choice(item)
    keys = len(choice.key)
    if keys > 1:
        cure = "keep one, or make it 'kind: multiple'"
        item.report.error(item.mark, Code.MANY_KEYS, f"{item.owner} has {keys} right options; {cure}")
    return choice


def _multiple(item: Fields) -> Choice:
    choice = _choice(item)
    if len(choice.key) == 1:
        cure = "mark another, or make it 'kind: single'"
        item.report.error(item.mark, Code.FEW_KEYS, f"{item.owner} has one right option; {cure}")
    return choice


def _choice(item: Fields) -> Choice:
    rows = item.rows("options", "an option")
    options = tuple(option for row in rows if (option := _option(row)))
    if len(options) == len(item.nodes("options")) > 0:
        _check_options(item, options)
    return Choice(item.text("question"), options)


def _option(row: Fields) -> Option | None:
    known = row.only(("right", "wrong", "why"))
    names = [name for name in ("right", "wrong") if name in row.entries]
    if len(names) == 1:
        return Option(row.text(names[0]), names == ["right"], row.text("why"))
    if known or names:
        row.report.error(row.mark, Code.SHAPE, "an option has either a 'right:' or a 'wrong:' text; write one of them")
    return None


def _check_options(item: Fields, options: tuple[Option, ...]) -> None:
    if len(options) == 1:
        item.report.error(item.mark, Code.FEW_OPTIONS, f"{item.owner} has one option; write at least two")
    if not any(option.right for option in options):
        message = f"{item.owner} has no right option; mark one with 'right:'"
        item.report.error(item.mark, Code.NO_KEY, message)
    _check_distinct(item, options)


def _check_distinct(item: Fields, options: tuple[Option, ...]) -> None:
    first: dict[str, Mark] = {}
    for option, node in zip(options, item.nodes("options"), strict=True):
        text = " ".join(option.text.split())
        if text and text in first:
            message = f"the option {quoted(text)} stands in line {first[text].line} already; reword one of them"
            item.report.error(node.mark, Code.SAME_OPTION, message)
        first.setdefault(text, node.mark)


FORMS = {
    Kind.FLASHCARD: Form(("front", "back"), _flashcard),
    Kind.TERM: Form(("term", "definition"), _term),
    Kind.CLOZE: Form(("text",), cloze),
    Kind.SINGLE: Form(("question", "options"), _single),
    Kind.MULTIPLE: Form(("question", "options"), _multiple),
    Kind.TRUE_FALSE: Form(("statement", "answer", "why"), _true_false),
}
