from dataclasses import replace

import pytest
from drafts import DECK, EXAM, found

from studydeck.content.lint import facts
from studydeck.core.kinds import Kind

FACTS = (facts.title, facts.notice, facts.weights, facts.kinds)


def exam_deck(**fields):
    return replace(DECK, blueprint=replace(EXAM, **fields))


def test_a_deck_in_order_has_no_findings():
    assert [found(rule) for rule in FACTS] == [[], [], [], []]


def test_a_deck_without_an_exam_may_have_any_title_and_no_notice():
    own = replace(DECK, title="My notes", notice="", blueprint=None)
    assert [found(rule, deck=own) for rule in FACTS] == [[], [], [], []]


@pytest.mark.parametrize("title", ["Professional Scrum Master I", "Unofficial practice", "unofficial practice for x"])
def test_the_title_of_an_exam_s_deck_begins_as_issuers_ask(title):
    assert found(facts.title, deck=replace(DECK, title=title)) == [
        "the title of an exam's deck must begin with 'Unofficial practice for'; put that in front"
    ]


@pytest.mark.parametrize("notice", ["", "Independent."])
def test_the_notice_names_the_exam_s_body(notice):
    assert found(facts.notice, deck=replace(DECK, notice=notice)) == [
        "the deck needs a notice that names Scrum.org; say that Scrum.org neither made nor endorses it"
    ]


@pytest.mark.parametrize("weight", [99.4, 100.6, 50])
def test_weights_that_miss_100_by_more_than_rounding_are_found(weight):
    domains = (replace(EXAM.domains[0], weight=weight),)
    assert found(facts.weights, deck=exam_deck(domains=domains)) == [
        f"the weights of the domains sum to {weight:g}; make it 100"
    ]


@pytest.mark.parametrize("weights", [(3.3, 8.3, 13.3, 60, 15), (99.5,), (100.5,), (33.3, 33.3, 33.3)])
def test_rounded_weights_may_miss_100_by_a_little(weights):
    domains = tuple(replace(EXAM.domains[0], weight=weight) for weight in weights)
    assert found(facts.weights, deck=exam_deck(domains=domains)) == []


def test_the_shares_of_the_kinds_sum_to_100():
    assert found(facts.kinds, deck=exam_deck(kinds={Kind.SINGLE: 100})) == []
    assert found(facts.kinds, deck=exam_deck(kinds={Kind.SINGLE: 60, Kind.MULTIPLE: 22})) == [
        "the shares of the kinds sum to 82; make it 100"
    ]
