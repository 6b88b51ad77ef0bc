"""deck.yaml: a deck's own facts and, in a certification's deck, the blueprint of its exam."""

import re
from enum import StrEnum

from studydeck.content.nodes import Mark, Node
from studydeck.content.parser.fields import OBJECTIVE, Fields, Report, fields_of
from studydeck.content.problems import Code, Problem, has_error, quoted
from studydeck.core.blueprint import Blueprint, Domain, Objective, PassMark
from studydeck.core.items import Deck, Document, Place
from studydeck.core.kinds import Kind

FORMAT = "1"
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
URL = re.compile(r"https?://\S+")


class Scoring(StrEnum):
    """How a question counts."""

    ALL_OR_NOTHING = "all-or-nothing"


class Order(StrEnum):
    """In which order a paper asks."""

    SHUFFLED = "shuffled"
    BY_DOMAIN = "by-domain"
    PERFORMANCE_FIRST = "performance-first"


DECK = ("deck", "format", "title", "version", "licence")
BLUEPRINT = ("code", "body", "outline", "as_of", "questions", "minutes", "pass", "domains")
EXTRAS = ("scoring", "order", "kinds", "unscored", "sections", "break", "extra_minutes", "ends")


def parse_deck(tree: Node, path: str) -> tuple[Deck | None, list[Problem]]:
    """The deck that a deck.yaml describes, and the file's problems by place; an error leaves no deck."""
    report = Report(path)
    file = fields_of("deck.yaml", tree, report)
    deck = _deck(file) if file else None
    problems = report.found()
    return (None if has_error(problems) else deck), problems


def _deck(file: Fields) -> Deck:
    file.only((*DECK, "notice", "sources", "blueprint"))
    file.require(*DECK)
    _check_format(file)
    blueprint = file.inner("blueprint")
    return Deck(
        id=file.ident("deck"),
        title=file.text("title"),
        version=file.matching("version", VERSION, "three numbers such as 1.0.0"),
        licence=file.word("licence"),
        place=Place(file.report.path, file.mark.line),
        notice=file.text("notice"),
        sources={name: _document(row) for name, row in file.named("sources").items()},
        blueprint=_blueprint(blueprint) if blueprint else None,
    )


def _check_format(file: Fields) -> None:
    said = file.scalar("format")
    if said and said.text != FORMAT:
        cure = f"write 'format: {FORMAT}', or update studydeck"
        file.report.error(said.mark, Code.UNSUPPORTED, f"format {quoted(said.text)} is not supported; {cure}")


def _document(row: Fields) -> Document:
    row.only(("title", "edition", "url"))
    row.require("title")
    url = row.matching("url", URL, "an address that begins with https://")
    return Document(row.text("title"), row.text("edition"), url)


def _blueprint(exam: Fields) -> Blueprint:
    exam.only((*BLUEPRINT, *EXTRAS))
    exam.require(*BLUEPRINT)
    return Blueprint(
        code=exam.text("code"),
        body=exam.text("body"),
        outline=exam.text("outline"),
        as_of=exam.day("as_of"),
        questions=exam.whole("questions"),
        minutes=exam.whole("minutes"),
        pass_mark=_pass_mark(exam),
        domains=tuple(_domains(exam)),
        scoring=exam.one_of("scoring", Scoring) or Scoring.ALL_OR_NOTHING,
        order=exam.one_of("order", Order) or Order.SHUFFLED,
        kinds=_kinds(exam),
        unscored=exam.whole("unscored"),
        sections=exam.wholes("sections"),
        break_minutes=exam.whole("break"),
        extra_minutes=exam.whole("extra_minutes"),
        ends=exam.day("ends"),
    )


def _pass_mark(exam: Fields) -> PassMark:
    mark = exam.inner("pass")
    if mark is None:
        return PassMark(0, False)
    mark.require("official")
    official = mark.truth("official")
    name = "percent" if official else "target"
    mark.only(("official", name))
    mark.require(name)
    return PassMark(_percent(mark, name), official)


def _percent(row: Fields, name: str) -> float:
    value = row.number(name)
    if value > 100:
        message = f"'{name}' is {value:g} per cent; write a number from 0 to 100"
        row.report.error(row.entries[name].node.mark, Code.VALUE, message)
    return value


def _kinds(exam: Fields) -> dict[Kind, int]:
    kinds = exam.inner("kinds")
    if kinds is None:
        return {}
    names = [kind for kind in Kind if kind.is_question]
    kinds.only(names)
    return {kind: kinds.whole(kind) for kind in names if kind in kinds.entries}


def _domains(exam: Fields) -> list[Domain]:
    rows = exam.rows("domains", "a domain")
    domains = [_domain(row) for row in rows]
    _check_unique(rows)
    _check_unique([objective for row in rows for objective in row.rows("objectives", "an objective")])
    return domains


def _domain(row: Fields) -> Domain:
    row.only(("id", "title", "weight", "official", "objectives"))
    row.require("id", "title", "weight", "official", "objectives")
    return Domain(
        id=_name(row),
        title=row.text("title"),
        weight=_percent(row, "weight"),
        official=row.truth("official"),
        objectives=tuple(_objective(inner) for inner in row.rows("objectives", "an objective")),
    )


def _objective(row: Fields) -> Objective:
    row.only(("id", "title"))
    row.require("id", "title")
    return Objective(_name(row), row.text("title"))


def _name(row: Fields) -> str:
    return row.matching("id", OBJECTIVE, "words and numbers joined by hyphens or dots, such as events or 1.10")


def _check_unique(rows: list[Fields]) -> None:
    first: dict[str, Mark] = {}
    for row in rows:
        name = row.word("id")
        if name in first:
            message = f"the id {quoted(name)} stands in line {first[name].line} already; an exam has each id once"
            row.report.error(row.mark, Code.DUPLICATE_ID, message)
        elif name:
            first[name] = row.mark
