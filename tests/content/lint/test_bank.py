from drafts import DECK, flashcard, found, places, quiet, single

from studydeck.content.lint import bank
from studydeck.core.items import Pool

FOUR = ("+One", "Two", "Three", "Four")


def question(name, **fields):
    return single("Who?", *FOUR, id=name, **fields)


def test_questions_need_a_concept_and_cards_do_not():
    assert len(found(bank.no_concept, question("a", concept=""), question("b"))) == 1
    assert quiet(bank.no_concept, [flashcard("How?", "So", concept="")])


def test_a_concept_of_the_exam_pool_needs_a_study_item():
    exam = question("exam", pool=Pool.EXAM, concept="timebox")
    card = flashcard("How long?", "A month", id="card", concept="timebox")
    assert found(bank.no_sibling, exam) == [
        "tests 'timebox', which no study item of this deck teaches; write one that tests it another way"
    ]
    assert [finding.item for finding in bank.no_sibling.check([exam], DECK)] == [exam]
    assert found(bank.no_sibling, exam, card) == []


def test_a_retired_item_teaches_nothing_and_needs_no_sibling():
    exam = question("exam", pool=Pool.EXAM, concept="timebox")
    retired = flashcard("How long?", "A month", id="card", concept="timebox", retired="wrong")
    assert len(found(bank.no_sibling, exam, retired)) == 1
    assert quiet(bank.no_sibling, [question("exam", pool=Pool.EXAM, concept="timebox", retired="wrong")])


def test_an_exam_item_without_a_concept_has_no_sibling_to_miss():
    assert quiet(bank.no_sibling, [question("exam", pool=Pool.EXAM, concept="")])


def test_an_unknown_enemy_is_named_with_the_nearest_id():
    items = [question("sprint-end", enemies=("x", "sprint-star")), question("sprint-start")]
    assert found(bank.unknown_enemy, *items) == [
        "names the enemy 'x', which this deck does not have; name another or remove it",
        "names the enemy 'sprint-star', which this deck does not have; did you mean 'sprint-start'?",
    ]
    assert places(bank.unknown_enemy, *items) == [("enemies", 0), ("enemies", 1)]


def test_enemies_must_name_each_other():
    one, other = question("one", enemies=("other",)), question("other")
    assert found(bank.one_sided_enemy, one, other) == [
        "names the enemy 'other', which does not name it; add 'one' there"
    ]
    assert found(bank.one_sided_enemy, one, question("other", enemies=("one",))) == []


def test_an_unknown_enemy_is_not_one_sided_too():
    assert found(bank.one_sided_enemy, question("one", enemies=("nobody",))) == []


def test_the_same_question_twice_is_found_at_the_second():
    first, second, third = question("a"), question("b"), question("c", fingerprint="1" * 16)
    findings = list(bank.same_item.check([first, second, third], DECK))
    assert [finding.item for finding in findings] == [second]
    assert findings[0].message == "asks the same as 'a' (study/x.yaml:3); retire one of the two"


def test_a_retired_item_may_be_asked_anew():
    assert found(bank.same_item, question("a", retired="moved"), question("b")) == []
