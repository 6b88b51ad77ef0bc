from textwrap import dedent

import pytest

from studydeck.content.parser import parse_deck
from studydeck.content.reader import read_bytes
from studydeck.core.blueprint import Blueprint, Domain, Objective, PassMark
from studydeck.core.items import Deck, Document, Place
from studydeck.core.kinds import Kind

PLAIN = """\
deck: my-deck
format: 1
title: My deck
version: 1.0.0
licence: CC-BY-SA-4.0
"""
DOMAINS = """\
  domains:
    - id: all
      title: Everything
      weight: 100
      official: true
      objectives:
        - {id: 1.10, title: Events}
"""
EXAM = f"""\
{PLAIN}blueprint:
  code: PSM I
  body: Scrum.org
  outline: Outline of 2026
  as_of: 2026-09-02   # the day we looked
  questions: 80
  minutes: 60
  pass: {{percent: 85, official: true}}
{DOMAINS}"""


def parse(text: str) -> tuple[Deck | None, list[str]]:
    tree, unsound = read_bytes(dedent(text).encode(), "d.yaml")
    assert unsound == []
    assert tree is not None
    deck, problems = parse_deck(tree, "d.yaml")
    return deck, [str(problem).removeprefix("d.yaml:") for problem in problems]


def blueprint(text: str) -> Blueprint:
    deck, problems = parse(text)
    assert problems == []
    assert deck is not None
    assert deck.blueprint is not None
    return deck.blueprint


def problems_of(text: str) -> list[str]:
    deck, problems = parse(text)
    assert deck is None
    return problems


def test_a_deck_needs_five_facts_only():
    deck, problems = parse(PLAIN)
    assert problems == []
    assert deck == Deck("my-deck", "My deck", "1.0.0", "CC-BY-SA-4.0", Place("d.yaml", 1))


def test_the_five_facts_are_all_required():
    assert problems_of("notice: Nothing else.\n") == [
        f"1:1: deck.yaml has no '{name}'; add it [missing]"
        for name in ("deck", "format", "licence", "title", "version")
    ]


def test_a_deck_file_that_is_no_mapping_is_a_problem():
    assert problems_of("- deck\n") == ["1:1: deck.yaml should be made of fields; write each as 'name: value' [shape]"]


def test_an_unknown_field_is_reported_with_the_nearest():
    assert problems_of(f"{PLAIN}blueprnt: {{}}\n") == [
        "6:1: 'blueprnt' is no field of deck.yaml; did you mean 'blueprint'? [unknown-field]"
    ]


def test_another_format_is_not_read():
    assert problems_of(PLAIN.replace("format: 1", "format: 2")) == [
        "2:9: format '2' is not supported; write 'format: 1', or update studydeck [unsupported]"
    ]


def test_a_version_is_three_numbers():
    assert problems_of(PLAIN.replace("1.0.0", "1.0")) == [
        "4:10: 'version' cannot be '1.0'; write three numbers such as 1.0.0 [value]"
    ]


def test_sources_are_documents_by_id():
    text = f"""{PLAIN}notice: Independent.
sources:
  guide: {{title: The Guide, edition: November 2020, url: "https://example.org/guide"}}
  other: {{title: Another}}
"""
    deck, problems = parse(text)
    assert problems == []
    assert deck is not None
    assert deck.notice == "Independent."
    assert deck.sources == {
        "guide": Document("The Guide", "November 2020", "https://example.org/guide"),
        "other": Document("Another"),
    }


def test_what_is_wrong_with_sources_is_reported_together():
    text = f"{PLAIN}sources:\n  Guide: {{edition: 1, url: ftp://x, page: 1}}\n  other: mere text\n"
    assert [line.partition(";")[0] for line in problems_of(text)] == [
        "7:3: 'sources' is 'Guide', which is no id",
        "7:10: 'sources' of 'Guide' has no 'title'",
        "7:28: 'url' cannot be 'ftp://x'",
        "7:37: 'page' is no field of 'sources' of 'Guide'",
        "8:10: 'sources' of 'other' should be made of fields",
    ]


def test_sources_that_are_no_mapping_are_a_problem():
    assert problems_of(f"{PLAIN}sources: guide\n") == [
        "6:10: 'sources' should be made of fields; write each as 'name: value' [shape]"
    ]


def test_a_blueprint_says_what_the_exam_is():
    exam = blueprint(EXAM)
    assert (exam.code, exam.body, exam.outline, exam.as_of) == ("PSM I", "Scrum.org", "Outline of 2026", "2026-09-02")
    assert (exam.questions, exam.minutes, exam.pass_mark) == (80, 60, PassMark(85, True))
    assert exam.domains == (Domain("all", "Everything", 100, True, (Objective("1.10", "Events"),)),)


def test_what_an_exam_does_not_have_is_nothing():
    exam = blueprint(EXAM)
    assert (exam.scoring, exam.order, exam.kinds, exam.ends) == ("all-or-nothing", "shuffled", {}, "")
    assert (exam.unscored, exam.sections, exam.break_minutes, exam.extra_minutes) == (0, (), 0, 0)


def test_every_fact_of_an_exam_is_read():
    extras = """\
  scoring: all-or-nothing
  order: by-domain # of the outline
  kinds: {single: 62, multiple: 22, match: 16}
  unscored: 15
  sections: [75, 75]
  break: 10
  extra_minutes: 15
  ends: 2027-01-31
"""
    exam = blueprint(EXAM + extras)
    assert (exam.scoring, exam.order, exam.ends) == ("all-or-nothing", "by-domain", "2027-01-31")
    assert exam.kinds == {Kind.SINGLE: 62, Kind.MULTIPLE: 22, Kind.MATCH: 16}
    assert (exam.unscored, exam.sections, exam.break_minutes, exam.extra_minutes) == (15, (75, 75), 10, 15)


def test_where_no_pass_mark_is_published_there_is_a_target():
    text = EXAM.replace("{percent: 85, official: true}", "{official: false, target: 72.5}")
    assert blueprint(text).pass_mark == PassMark(72.5, False)


def test_a_target_of_ours_is_never_called_the_pass_mark():
    text = EXAM.replace("{percent: 85, official: true}", "{official: false, percent: 70}")
    assert problems_of(text) == [
        "13:9: 'pass' has no 'target'; add it [missing]",
        "13:27: 'percent' is no field of 'pass'; remove it [unknown-field]",
    ]


def test_an_exam_needs_its_facts():
    assert problems_of(f"{PLAIN}blueprint: {{order: shuffled}}\n") == sorted(
        f"6:12: 'blueprint' has no '{name}'; add it [missing]"
        for name in ("code", "body", "outline", "as_of", "questions", "minutes", "pass", "domains")
    )


def test_a_blueprint_that_is_no_mapping_is_a_problem():
    assert problems_of(f"{PLAIN}blueprint: PSM I\n") == [
        "6:12: 'blueprint' should be made of fields; write each as 'name: value' [shape]"
    ]


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("minutes: 60", "minutes: an hour", "12:12: 'minutes' cannot be 'an hour'; write a whole number such as 60"),
        ("minutes: 60", "minutes: -1", "12:12: 'minutes' cannot be '-1'; write a whole number such as 60"),
        (
            "minutes: 60",
            f"minutes: {'9' * 5000}",
            f"12:12: 'minutes' cannot be '{'9' * 59}…'; write a whole number such as 60",
        ),
        ("weight: 100", "weight: 70%", "17:15: 'weight' cannot be '70%'; write a number such as 85 or 12.5"),
        ("weight: 100", "weight: 100.5", "17:15: 'weight' is 100.5 per cent; write a number from 0 to 100"),
        ("as_of: 2026-09-02", "as_of: soon", "10:10: 'as_of' cannot be 'soon'; write a date such as 2026-09-02"),
        ("as_of: 2026-09-02", "as_of: 2026-13-01", "10:10: 'as_of' is no day of the calendar: 2026-13-01"),
        ("official: true\n", "official: maybe\n", "18:17: 'official' cannot be 'maybe'; write true or false"),
        (
            "id: 1.10",
            "id: 1/10",
            "20:16: 'id' cannot be '1/10'; write words and numbers joined by hyphens or dots, such as events or 1.10",
        ),
    ],
)
def test_a_value_of_the_wrong_form_is_a_problem(good, bad, problem):
    assert good in EXAM
    assert problems_of(EXAM.replace(good, bad)) == [f"{problem} [value]"]


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ("  sections: [75, x]", "21:18: 'sections' cannot be 'x'; write a whole number such as 60 [value]"),
        ("  scoring: by-luck", "21:12: 'scoring' cannot be 'by-luck'; write all-or-nothing [value]"),
        ("  order: shufled", "21:10: 'order' cannot be 'shufled'; did you mean 'shuffled'? [value]"),
        ("  kinds: {singel: 1}", "21:11: 'singel' is no field of 'kinds'; did you mean 'single'? [unknown-field]"),
        ("  kinds: {cloze: 1}", "21:11: 'cloze' is no field of 'kinds'; remove it [unknown-field]"),
        ("  kinds: [single]", "21:10: 'kinds' should be made of fields; write each as 'name: value' [shape]"),
    ],
)
def test_what_an_exam_may_have_is_checked_too(extra, problem):
    assert problems_of(f"{EXAM}{extra}\n") == [problem]


def test_domains_and_objectives_have_their_fields():
    text = EXAM.replace(DOMAINS, "  domains:\n    - {id: a, objectives: [{id: b, name: B}]}\n    - mere text\n")
    assert [line.partition("; ")[0] for line in problems_of(text)] == [
        "15:7: a domain has no 'official'",
        "15:7: a domain has no 'title'",
        "15:7: a domain has no 'weight'",
        "15:28: an objective has no 'title'",
        "15:36: 'name' is no field of an objective",
        "16:7: a domain should be made of fields",
    ]


def test_domains_without_an_id_are_not_taken_for_the_same():
    domain = "{title: D, weight: 50, official: true, objectives: [{id: X, title: T}]}"
    other = domain.replace("X", "Y")
    text = EXAM.replace(DOMAINS, f"  domains:\n    - {domain}\n    - {other}\n")
    assert problems_of(text) == [
        "15:7: a domain has no 'id'; add it [missing]",
        "16:7: a domain has no 'id'; add it [missing]",
    ]


def test_an_exam_has_each_objective_and_each_domain_once():
    second = DOMAINS.removeprefix("  domains:\n")
    text = EXAM + second
    message = "stands in line {} already; an exam has each id once [duplicate-id]"
    assert problems_of(text) == [
        f"21:7: the id 'all' {message.format(15)}",
        f"26:11: the id '1.10' {message.format(20)}",
    ]
