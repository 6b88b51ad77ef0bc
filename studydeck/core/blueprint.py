"""An exam's facts, as its deck states them: versioned, dated, never repeated on an item."""

from dataclasses import dataclass, field

from studydeck.core.kinds import Kind


@dataclass(frozen=True, slots=True)
class Objective:
    """One thing the exam asks for."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the exam; `weight` in per cent, `official` where the body published it."""

    id: str
    title: str
    weight: float
    official: bool
    objectives: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class PassMark:
    """Per cent to pass when `official`; otherwise a target of ours."""

    percent: float
    official: bool


@dataclass(frozen=True, slots=True)
class Blueprint:
    """An exam's facts, as of a date (ISO)."""

    code: str
    body: str
    outline: str
    as_of: str
    questions: int
    minutes: int
    pass_mark: PassMark
    domains: tuple[Domain, ...]
    scoring: str = "all-or-nothing"
    order: str = "shuffled"
    kinds: dict[Kind, int] = field(default_factory=dict)
    unscored: int = 0
    sections: tuple[int, ...] = ()
    break_minutes: int = 0
    extra_minutes: int = 0
    ends: str = ""

    @property
    def objectives(self) -> tuple[Objective, ...]:
        return tuple(objective for domain in self.domains for objective in domain.objectives)
