from dataclasses import replace

import pytest

from studydeck.core.items import Citation, Erratum, Level, Place, Pool
from studydeck.core.kinds import Kind

CARD = "kind: flashcard\nfront: F?\nback: B\n"
EMPTY = "is empty; write a text (in quotes, if it is the word null) [empty]"


def test_an_item_has_a_key_a_place_and_a_pool(item):
    found = item(CARD)
    assert (found.key, found.kind, found.pool) == ("psm-1/x", Kind.FLASHCARD, Pool.STUDY)
    assert found.place == Place("x.yaml", 4)
    assert len(found.fingerprint) == 16


def test_fields_that_are_left_out_are_empty(item):
    found = item(CARD)
    assert (found.concept, found.scenario, found.why, found.takeaway, found.retired, found.replaces) == ("",) * 6
    assert (found.source, found.level, found.fixed_order) == (None, None, False)
    assert (found.tags, found.enemies, found.errata) == ((), (), ())


def test_every_common_field_is_read(item):
    found = item(
        CARD
        + """
concept: cancelling
scenario: |-
  Two lines,
  kept apart.
why: Because.
takeaway: Remember.
source: {ref: scrum-guide, at: The Sprint}
level: apply
tags: [hard, No]
fixed_order: true
enemies: [other, another]
retired: out of date
replaces: old
errata: {date: 2026-09-02, was: A, why: It was B.}
"""
    )
    assert found.scenario == "Two lines,\nkept apart."
    assert (found.concept, found.why, found.takeaway) == ("cancelling", "Because.", "Remember.")
    assert found.source == Citation("scrum-guide", "The Sprint")
    assert (found.level, found.tags, found.fixed_order) == (Level.APPLY, ("hard", "No"), True)
    assert (found.enemies, found.retired, found.replaces) == (("other", "another"), "out of date", "old")
    assert found.errata == (Erratum("2026-09-02", "A", "It was B."),)


def test_errata_may_be_several(item):
    found = item(CARD + "errata:\n- {date: 2026-01-01, was: A, why: W.}\n- {date: 2026-02-02, was: B, why: V.}")
    assert [erratum.was for erratum in found.errata] == ["A", "B"]


def test_one_word_does_for_a_list_of_one(item):
    found = item(CARD + "tags: hard\nenemies: other\n")
    assert (found.tags, found.enemies) == (("hard",), ("other",))


def test_objectives_are_qualified_by_their_exam_and_each_kept_once(item):
    found = item(CARD + "objective: [1.10, capm/2.2, psm-1/events, 1.10]")
    assert found.objectives == ("psm-1/1.10", "capm/2.2", "psm-1/events")


def test_defaults_stand_under_every_item_and_an_items_own_list_replaces_them(parse):
    items, problems = parse("""
        pool: study
        defaults: {kind: flashcard, objective: [events, artifacts], tags: [a, b], level: apply}
        items:
          - {id: x, front: F?, back: B}
          - {id: y, front: F?, back: B, objective: 1.10, tags: [], level: remember}
    """)
    assert problems == []
    assert [each.objectives for each in items] == [("psm-1/events", "psm-1/artifacts"), ("psm-1/1.10",)]
    assert [each.tags for each in items] == [("a", "b"), ()]
    assert [each.level for each in items] == [Level.APPLY, Level.REMEMBER]


def test_a_mistake_in_the_defaults_is_reported_once(parse):
    _, problems = parse("""
        pool: study
        defaults: {kind: flashcard, objective: evnts}
        items:
          - {id: x, front: F?, back: B}
          - {id: y, front: F?, back: B}
    """)
    assert problems == ["3:40: 'evnts' is no objective of 'psm-1'; did you mean 'events'? [unknown-objective]"]


def test_what_belongs_to_one_item_is_no_default(parse):
    _, problems = parse("pool: study\ndefaults: {replaces: old, front: F?}\nitems: [{id: x}]\n")
    assert [line.partition(";")[0] for line in problems[:2]] == [
        "2:12: 'replaces' is no field of 'defaults'",
        "2:27: 'front' is no field of 'defaults'",
    ]


def test_defaults_that_are_no_mapping_are_a_problem(parse):
    _, problems = parse("pool: study\ndefaults: events\nitems: []\n")
    assert problems == [
        "2:11: 'defaults' should be made of fields; write each as 'name: value' [shape]",
        "3:8: 'items' should be a list; write each of its parts after a '- ' [shape]",
    ]


def test_a_file_with_an_error_gives_no_items_and_all_its_problems_by_place(parse):
    items, problems = parse("""
        pool: study
        defaults: {objective: events}
        items:
          - {id: good, kind: flashcard, front: F?, back: B}
          - {id: Bad, kind: flashcard, front: F?, back: B}
          - {id: worse, kind: flashcard, front: ''}
          - mere text
    """)
    assert items == []
    assert problems == [
        "6:10: 'id' is 'Bad', which is no id; write lower-case words and digits joined by hyphens, "
        "at most 64 characters [id]",
        "7:5: item 'worse' has no 'back'; add it [missing]",
        f"7:41: 'front' {EMPTY}",
        "8:5: an item should be made of fields; write each as 'name: value' [shape]",
    ]


def test_a_file_that_is_no_mapping_is_a_problem(parse):
    assert parse("- a\n") == (
        [],
        ["1:1: a file of items should be made of fields; write each as 'name: value' [shape]"],
    )


def test_a_file_needs_a_pool_and_items(parse):
    assert parse("defaults: {level: apply}\n")[1] == [
        "1:1: a file of items has no 'items'; add it [missing]",
        "1:1: a file of items has no 'pool'; add it [missing]",
    ]


def test_the_pool_must_be_that_of_the_folder(parse):
    text = "pool: study\nitems: [{id: x, kind: flashcard, front: F?, back: B, objective: events}]\n"
    assert parse(text, pool=Pool.EXAM)[1] == [
        "1:7: this file says 'pool: study' and stands under exam/; change the one or move the other [pool]"
    ]
    items, problems = parse(text.replace("study", "exam"), pool=Pool.EXAM)
    assert ([each.pool for each in items], problems) == ([Pool.EXAM], [])


def test_an_unknown_pool_is_a_problem(parse):
    assert parse("pool: studdy\nitems: [{id: x}]\n")[1][0] == (
        "1:7: 'pool' cannot be 'studdy'; did you mean 'study'? [value]"
    )


def test_an_item_needs_an_id_and_a_kind(parse):
    _, problems = parse("pool: study\nitems:\n  - front: F?\n")
    assert problems == [
        "3:5: an item has no 'id'; add it [missing]",
        "3:5: an item has no 'kind'; add it [missing]",
    ]


def test_an_unknown_kind_is_reported_with_the_nearest(wrong):
    assert wrong("kind: singel") == ["5:11: 'kind' cannot be 'singel'; did you mean 'single'? [value]"]


def test_an_unknown_word_without_a_near_one_comes_with_all_that_may_stand(wrong):
    assert wrong(CARD + "level: zzz") == ["8:12: 'level' cannot be 'zzz'; write remember, understand or apply [value]"]


@pytest.mark.parametrize("kind", ["order", "match", "numeric"])
def test_a_kind_of_a_later_version_says_so_and_nothing_else(wrong, kind):
    assert wrong(f"kind: {kind}\nsteps: [a, b]\npairs: []") == [
        f"5:11: kind '{kind}' is not supported yet; leave it out until a later version of studydeck reads it "
        "[unsupported]"
    ]


@pytest.mark.parametrize("field", ["style", "statements", "pairs", "exhibit", "given", "where", "let"])
def test_a_field_of_a_later_version_says_so(wrong, field):
    assert wrong(CARD + f"{field}: x") == [
        f"8:5: field '{field}' is not supported yet; leave it out until a later version of studydeck reads it "
        "[unsupported]"
    ]


def test_exhibits_of_a_file_are_of_a_later_version(parse):
    text = "pool: study\nexhibits: {}\nitems: [{id: x, kind: flashcard, front: F?, back: B, objective: events}]\n"
    assert [line.partition(";")[0] for line in parse(text)[1]] == ["2:1: field 'exhibits' is not supported yet"]


def test_an_unknown_field_is_reported_with_the_nearest(wrong):
    assert wrong(CARD + "takaway: T.\nzzz: 1") == [
        "8:5: 'takaway' is no field of item 'x'; did you mean 'takeaway'? [unknown-field]",
        "9:5: 'zzz' is no field of item 'x'; remove it [unknown-field]",
    ]


def test_a_field_of_another_kind_is_unknown(wrong):
    assert wrong(CARD + "options: []") == ["8:5: 'options' is no field of item 'x'; remove it [unknown-field]"]


def test_a_comment_that_cuts_a_text_short_is_a_problem_that_names_the_field(wrong):
    assert wrong("kind: flashcard # a card\nfront: Who owns C # the language?\nback: B\nwhy: # soon") == [
        "6:12: 'front' is cut short at 'Who owns C' by a '#' comment; quote it, or use '|-' [comment]",
        "8:9: 'why' is empty, for a '#' comment follows it; quote it, or use '|-' [comment]",
    ]


def test_a_text_that_came_out_as_something_else_is_a_problem_that_names_the_field(wrong):
    assert wrong("kind: flashcard\nfront:\n  What is this: a test?\nback: [a, b]\ntags: [{a: b}]") == [
        "7:7: 'front' should be a text and came out as a mapping, perhaps because of a ': ' in it; "
        "quote it, or use '|-' [shape]",
        "8:11: 'back' should be a text and came out as a list; quote it, or use '|-' [shape]",
        "9:12: 'tags' should be a text and came out as a mapping, perhaps because of a ': ' in it; "
        "quote it, or use '|-' [shape]",
    ]


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", "'  '"])
def test_an_empty_text_is_a_problem(wrong, nothing):
    assert wrong(f"kind: flashcard\nfront: F?\nback: {nothing}") == [
        f"7:{11 if nothing else 10}: 'back' {EMPTY}",
    ]


def test_the_word_null_in_quotes_is_a_text(item):
    assert item("kind: flashcard\nfront: F?\nback: 'null'").body.back == "null"


def test_an_id_used_twice_is_reported_with_its_first_place_also_across_files(parse, scope):
    within = scope()
    text = "pool: study\ndefaults: {kind: flashcard, objective: events}\nitems: [{id: x, front: F?, back: B}]\n"
    assert parse(text, within)[1] == []
    assert parse(text, within)[1] == [
        "3:9: item 'x' stands in x.yaml:3 already; give one of them another id [duplicate-id]"
    ]


def test_an_id_used_twice_on_one_line_is_reported(parse):
    text = "pool: study\ndefaults: {kind: flashcard, objective: events, front: F}\nitems: [{id: x}, {id: x}]\n"
    assert "3:18: item 'x' stands in x.yaml:3 already; give one of them another id [duplicate-id]" in parse(text)[1]


@pytest.mark.parametrize("name", ["Sprint", "a_b", "a--b", "-a", "a-", "a b", "é", "a" * 65])
def test_ids_are_lower_case_words_joined_by_hyphens(wrong, name):
    (problem,) = wrong(CARD + f"concept: '{name}'")
    assert problem.startswith(f"8:14: 'concept' is '{name[:59]}")
    assert problem.endswith("[id]")


def test_the_longest_id_allowed_is_read(item):
    assert item(CARD + f"concept: {'a' * 64}").concept == "a" * 64


def test_an_item_of_a_deck_with_an_exam_needs_an_objective(parse):
    message = "names no objective; add 'objective:' to it, or to the file's 'defaults:' [no-objective]"
    text = "pool: study\nitems: [{id: x, kind: flashcard, front: F?, back: B}]\n"
    assert parse(text)[1] == [f"2:9: item 'x' {message}"]
    assert parse(text.replace("B}", "B, objective: []}"))[1] == [f"2:9: item 'x' {message}"]
    assert parse(text.replace("B}", "B, objective: }"))[1] == [f"2:65: 'objective' {EMPTY}"]


def test_an_item_of_a_deck_without_an_exam_needs_none_and_has_none_of_its_own(parse, scope):
    text = "pool: study\nitems: [{id: x, kind: flashcard, front: F?, back: B}]\n"
    items, problems = parse(text, scope(blueprint=False))
    assert ([each.objectives for each in items], problems) == ([()], [])
    assert parse(text.replace("B}", "B, objective: events}"), scope(blueprint=False))[1] == [
        "2:65: deck 'psm-1' has no blueprint, so write whose objective 'events' is, like capm/2.2 [unknown-objective]"
    ]


def test_an_unknown_objective_without_a_near_one_points_at_the_blueprint(wrong):
    assert wrong(CARD + "objective: zzz") == [
        "8:16: 'zzz' is no objective of 'psm-1'; see the blueprint in its deck.yaml [unknown-objective]"
    ]


@pytest.mark.parametrize("name", ["capm/", "/events", "Capm/2.2", "a b", "capm/2..2", "a/b/c"])
def test_a_name_that_is_no_objectives_is_a_problem(wrong, name):
    assert wrong(CARD + f"objective: {name}") == [
        f"8:16: '{name}' is no objective's name; write it like events, 1.10 or capm/2.2 [value]"
    ]


def test_an_objective_of_an_absent_deck_is_a_warning_and_the_item_stays(parse):
    items, problems = parse("""
        pool: study
        items:
          - {id: x, kind: flashcard, front: F?, back: B, objective: [events, pmp/1, capm/2.3, capm/zzz]}
    """)
    assert items[0].objectives == ("psm-1/events", "pmp/1", "capm/2.3", "capm/zzz")
    assert problems == [
        "4:70: no deck 'pmp' with a blueprint is here, so 'pmp/1' counts towards nothing yet [unknown-objective]",
        "4:77: '2.3' is no objective of 'capm'; did you mean '2.2'? [unknown-objective]",
        "4:87: 'zzz' is no objective of 'capm'; see the blueprint in its deck.yaml [unknown-objective]",
    ]


def test_a_source_must_be_one_of_the_decks(wrong):
    assert wrong(CARD + "source: {ref: scrum-guid}") == [
        "8:19: 'scrum-guid' is not among the 'sources:' of deck.yaml; did you mean 'scrum-guide'? [unknown-source]"
    ]
    assert wrong(CARD + "source: {ref: zzz}") == [
        "8:19: 'zzz' is not among the 'sources:' of deck.yaml; add it there [unknown-source]"
    ]


def test_a_source_needs_its_ref_and_has_no_other_fields(wrong):
    assert wrong(CARD + "source: {at: The Sprint, page: 3}") == [
        "8:13: 'source' has no 'ref'; add it [missing]",
        "8:30: 'page' is no field of 'source'; remove it [unknown-field]",
    ]


def test_a_section_needs_no_more_than_its_ref(item):
    assert item(CARD + "source: {ref: scrum-guide}").source == Citation("scrum-guide", "")


def test_an_erratum_has_a_date_of_the_calendar_what_it_was_and_why(wrong):
    assert wrong(CARD + "errata: {date: 2026-02-30, was: A, because: B}") == [
        "8:13: 'errata' has no 'why'; add it [missing]",
        "8:20: 'date' is no day of the calendar: 2026-02-30 [value]",
        "8:40: 'because' is no field of 'errata'; remove it [unknown-field]",
    ]
    assert wrong(CARD + "errata: {date: 20260230, was: A, why: B}") == [
        "8:20: 'date' cannot be '20260230'; write a date such as 2026-09-02 [value]"
    ]


def test_items_of_a_broken_deck_are_checked_without_it(parse, scope):
    text = """
        pool: study
        items:
          - {id: x, kind: flashcard, front: F?, back: B, objective: events, source: {ref: any}}
          - {id: y, kind: flashcard, front: F?, back: B}
    """
    items, problems = parse(text, replace(scope(blueprint=False), own=None))
    assert ([each.key for each in items], problems) == (["psm-1/x", "psm-1/y"], [])
