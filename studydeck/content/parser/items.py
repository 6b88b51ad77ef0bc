"""A file of items: its `pool`, perhaps `defaults`, and the `items`."""

from collections.abc import Mapping as Named
from dataclasses import dataclass, field

from studydeck.content.fingerprint import fingerprint
from studydeck.content.nodes import Entry, Mapping, Node, Scalar
from studydeck.content.parser.fields import ID, OBJECTIVE, Fields, Report, fields_of, unsupported
from studydeck.content.parser.kinds import FORMS, Form
from studydeck.content.problems import Code, Problem, did_you_mean, has_error, quoted
from studydeck.core.items import Citation, Deck, Erratum, Item, Level, Place, Pool
from studydeck.core.kinds import Kind

SHARED = frozenset(
    ["kind", "objective", "concept", "scenario", "why", "takeaway", "source", "level", "tags", "fixed_order", "retired"]
)
"""What may also stand under `defaults:`."""
COMMON = SHARED | {"id", "enemies", "replaces", "errata"}
LATER = frozenset(("style", "statements", "pairs", "exhibit", "given", "where", "let"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What the items of one deck may refer to.

    `own` is the deck, or None where its file is broken: its items are then checked as far as that goes.
    `exams` holds the objective ids of every deck that has a blueprint. `taken` says where each id of the deck
    stands so far, and grows with every file.
    """

    deck: str
    own: Deck | None
    exams: Named[str, frozenset[str]] = field(default_factory=dict)
    taken: dict[str, Place] = field(default_factory=dict)


def parse_items(tree: Node, path: str, scope: Scope, pool: Pool) -> tuple[list[Item], list[Problem]]:
    """The items of a file from the pool's folder, and its problems by place; an error leaves no items."""
    report = Report(path)
    file = fields_of("a file of items", tree, report)
    items = _items(file, scope, pool) if file else []
    problems = report.found()
    return ([] if has_error(problems) else items), problems


def _items(file: Fields, scope: Scope, pool: Pool) -> list[Item]:
    file.only(("pool", "defaults", "items", "exhibits"))
    file.later(("exhibits",))
    file.require("pool", "items")
    said = file.one_of("pool", Pool)
    if said not in (None, pool):
        message = f"this file says 'pool: {said}' and stands under {pool}/; change the one or move the other"
        file.report.error(file.entries["pool"].node.mark, Code.POOL, message)
    defaults = _defaults(file)
    items = (_item(row, defaults, scope, pool) for row in file.rows("items", "an item"))
    return [item for item in items if item]


def _defaults(file: Fields) -> Named[str, Entry]:
    defaults = file.inner("defaults")
    if defaults is None:
        return {}
    defaults.only(SHARED | LATER)
    return {name: entry for name, entry in defaults.entries.items() if name in SHARED | LATER}


def _item(row: Fields, defaults: Named[str, Entry], scope: Scope, pool: Pool) -> Item | None:
    name = row.ident("id")
    item = Fields(f"item {quoted(name)}" if name else "an item", row.mark, {**defaults, **row.entries}, row.report)
    item.require("id", "kind")
    _claim(item, name, scope)
    kind = item.one_of("kind", Kind)
    if kind is None:
        return None
    if kind not in FORMS:
        item.report.error(item.entries["kind"].node.mark, Code.UNSUPPORTED, unsupported(f"kind '{kind}'"))
        return None
    return _built(item, name, kind, FORMS[kind], scope, pool)


def _claim(item: Fields, name: str, scope: Scope) -> None:
    if name in scope.taken:
        message = f"{item.owner} stands in {scope.taken[name]} already; give one of them another id"
        item.report.error(item.mark, Code.DUPLICATE_ID, message)
    elif name:
        scope.taken[name] = Place(item.report.path, item.mark.line)


def _built(item: Fields, name: str, kind: Kind, form: Form, scope: Scope, pool: Pool) -> Item:
    item.only(COMMON | LATER | set(form.required))
    item.later(LATER)
    item.require(*form.required)
    body = form.build(item)
    scenario = item.text("scenario")
    return Item(
        deck=scope.deck,
        id=name,
        kind=kind,
        pool=pool,
        objectives=_objectives(item, scope),
        body=body,
        place=Place(item.report.path, item.mark.line),
        fingerprint=fingerprint(kind, scenario, body),
        concept=item.ident("concept"),
        scenario=scenario,
        why=item.text("why"),
        takeaway=item.text("takeaway"),
        source=_source(item, scope),
        level=item.one_of("level", Level),
        tags=tuple(tag.text for tag in item.scalars("tags")),
        fixed_order=item.truth("fixed_order"),
        enemies=item.idents("enemies"),
        retired=item.text("retired"),
        replaces=item.ident("replaces"),
        errata=tuple(_errata(item)),
    )


def _objectives(item: Fields, scope: Scope) -> tuple[str, ...]:
    if scope.own and scope.own.blueprint and item.lacks("objective"):
        message = f"{item.owner} names no objective; add 'objective:' to it, or to the file's 'defaults:'"
        item.report.error(item.mark, Code.NO_OBJECTIVE, message)
    found = (_objective(scalar, scope, item.report) for scalar in item.scalars("objective"))
    return tuple(dict.fromkeys(found))


def _objective(scalar: Scalar, scope: Scope, report: Report) -> str:
    exam, slash, name = scalar.text.rpartition("/")
    exam = exam if slash else scope.deck
    if ID.fullmatch(exam) is None or OBJECTIVE.fullmatch(name) is None:
        message = f"{quoted(scalar.text)} is no objective's name; write it like events, 1.10 or capm/2.2"
        report.error(scalar.mark, Code.VALUE, message)
    elif exam == scope.deck:
        _check_own(scalar, name, scope, report)
    else:
        _check_foreign(scalar, exam, name, scope, report)
    return f"{exam}/{name}"


def _check_own(scalar: Scalar, name: str, scope: Scope, report: Report) -> None:
    if scope.own is None or name in scope.exams.get(scope.deck, ()):
        return
    if scope.own.blueprint is None:
        message = f"deck '{scope.deck}' has no blueprint, so write whose objective {quoted(name)} is, like capm/2.2"
    else:
        hint = did_you_mean(name, scope.exams[scope.deck]) or "; see the blueprint in its deck.yaml"
        message = f"{quoted(name)} is no objective of '{scope.deck}'{hint}"
    report.error(scalar.mark, Code.UNKNOWN_OBJECTIVE, message)


def _check_foreign(scalar: Scalar, exam: str, name: str, scope: Scope, report: Report) -> None:
    if exam not in scope.exams:
        message = f"no deck '{exam}' with a blueprint is here, so {quoted(scalar.text)} counts towards nothing yet"
        report.warning(scalar.mark, Code.UNKNOWN_OBJECTIVE, message)
    elif name not in scope.exams[exam]:
        hint = did_you_mean(name, scope.exams[exam]) or "; see the blueprint in its deck.yaml"
        report.warning(scalar.mark, Code.UNKNOWN_OBJECTIVE, f"{quoted(name)} is no objective of '{exam}'{hint}")


def _source(item: Fields, scope: Scope) -> Citation | None:
    source = item.inner("source")
    if source is None:
        return None
    source.only(("ref", "at"))
    source.require("ref")
    ref = source.scalar("ref")
    if ref and scope.own and ref.text not in scope.own.sources:
        hint = did_you_mean(ref.text, scope.own.sources) or "; add it there"
        message = f"{quoted(ref.text)} is not among the 'sources:' of deck.yaml{hint}"
        source.report.error(ref.mark, Code.UNKNOWN_SOURCE, message)
    return Citation(ref.text if ref else "", source.text("at"))


def _errata(item: Fields) -> list[Erratum]:
    one = "errata" in item.entries and isinstance(item.entries["errata"].node, Mapping)
    rows = [item.inner("errata")] if one else item.rows("errata", "an erratum")
    return [_erratum(row) for row in rows if row]


def _erratum(row: Fields) -> Erratum:
    row.only(("date", "was", "why"))
    row.require("date", "was", "why")
    return Erratum(row.day("date"), row.text("was"), row.text("why"))
