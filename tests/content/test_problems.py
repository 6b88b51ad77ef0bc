from studydeck.content.problems import Code, Problem, Severity, did_you_mean, has_error, quoted


def test_a_problem_reads_as_a_place_a_sentence_and_a_code():
    problem = Problem("decks/x/study/y.yaml", 12, 5, Code.NO_KEY, "item 'a' has no right option")
    assert str(problem) == "decks/x/study/y.yaml:12:5: item 'a' has no right option [no-key]"


def test_problems_sort_by_path_then_line_then_column_as_numbers():
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 3), ("a", 9, 12)]
    problems = [Problem(path, line, column, Code.YAML, "x") for path, line, column in places]
    assert [(each.path, each.line, each.column) for each in sorted(problems)] == [
        ("a", 9, 3),
        ("a", 9, 12),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_a_warning_alone_keeps_no_file_out():
    error, warning = (Problem("a", 1, 1, Code.LINK, "x", severity) for severity in Severity)
    assert has_error([warning, error])
    assert not has_error([warning])
    assert not has_error([])


def test_the_nearest_known_word_is_offered():
    assert did_you_mean("takaway", ["why", "takeaway", "tags"]) == "; did you mean 'takeaway'?"


def test_nothing_is_offered_when_no_word_is_near():
    assert did_you_mean("zebra", ["why", "takeaway"]) == ""


def test_words_of_a_deck_come_into_a_message_on_one_line_cut_short_and_harmless():
    assert quoted("two\n  lines") == "'two lines'"
    assert quoted("red\x1b[31m \u202eback") == "'red\ufffd[31m \ufffdback'"
    assert quoted("x" * 61) == f"'{'x' * 59}…'"
    assert quoted("x" * 60) == f"'{'x' * 60}'"
