"""Outdated terms, by exam: names that an issuer has replaced or dropped, and what to write instead.

Only terms that are wrong wherever they stand; a word with a plain meaning too ("role", "change", "estimate")
is left to the reader. A pattern minds capitals unless it says `(?i:…)`.

Sources: the Scrum Guides of 2017 and 2020; PMI's outlines for CAPM (2023) and PMP (2026), PMBOK 6 to 8;
PRINCE2 6 and 7; CompTIA PK0-005.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outdated:
    """A pattern that finds an outdated term, and the advice that follows "write …" or "drop …"."""

    pattern: re.Pattern[str]
    remedy: str


def _terms(*pairs: tuple[str, str]) -> tuple[Outdated, ...]:
    return tuple(Outdated(re.compile(rf"\b(?:{pattern})\b"), remedy) for pattern, remedy in pairs)


SCRUM = _terms(
    (r"Development Teams?", "write 'Developers'"),
    (r"(?i:self-organi[sz](?:ing|ation|ed|e|es))", "write 'self-managing'"),
    (r"(?i:servant[- ]leader(?:s|ship)?)", "write 'true leader who serves'"),
    (
        r"Scrum [Rr]oles?|(?i:roles? of (?:the |a )?)(?:Scrum Master|Product Owner|Developers?)",
        "write 'accountability'",
    ),
    (
        r"(?i:three (?:Daily Scrum )?questions)",
        "drop them, since the Developers choose the structure of the Daily Scrum",
    ),
    (
        r"(?i:(?:3|three) ?(?:-|–|to) ?(?:9|nine) (?:people|members|developers))",
        "write '10 or fewer' for the whole team",
    ),
    (r"(?i:potentially (?:releasable|shippable))", "write 'usable'"),
    (r"(?i:groom(?:ing|ed))", "write 'refinement'"),
    (r"(?i:commitments? to (?:the )?scope)", "write 'forecast', since the commitment is to the Sprint Goal"),
    (r"(?i:sprint (?:zero|0))", "drop it, since every Sprint delivers a usable Increment"),
    (r"(?i:hardening sprints?)", "drop it, since every Sprint delivers a usable Increment"),
    (r"(?i:release planning (?:event|meeting)s?)", "drop it, since Scrum has no such event"),
)

PMBOK_6 = _terms(
    (
        r"(?i:(?:PMBOK|PMBOK Guide),? (?:6|sixth edition|6th edition))",
        "name the edition on which the exam rests",
    ),
    (r"(?i:knowledge areas?)", "write 'performance domain'"),
    (r"ITTOs?", "ask what a tool is for, since the exam asks for no lists of inputs and outputs"),
)

PMBOK_8 = _terms(
    (r"Perform Integrated Change Control", "write 'Assess and Implement Changes'"),
    (r"Develop Project Charter", "write 'Initiate Project or Phase'"),
    (r"Create WBS", "write 'Develop Scope Structure'"),
    (r"Collect Requirements", "write 'Elicit and Analyze Requirements'"),
    (r"(?:Define|Sequence) Activities|Estimate Activity Durations", "write 'Develop Schedule'"),
    (r"Perform (?:Qualitative|Quantitative) Risk Analysis", "write 'Perform Risk Analysis'"),
    (r"Manage Quality(?! Assurance)", "write 'Manage Quality Assurance'"),
    (r"Plan Procurement Management", "write 'Plan Sourcing Strategy'"),
    (r"(?:Develop|Manage) Team", "write 'Lead the Team'"),
    (r"(?i:(?:49|forty-nine) processes)", "write '40 processes'"),
    (r"(?i:(?:12|twelve) principles)", "write 'six principles'"),
    (r"(?i:(?:8|eight) performance domains)", "write 'seven performance domains'"),
)

PRINCE2 = _terms(
    (r"(?i:themes?)", "write 'practice'"),
    (r"(?i:(?:four|4) (?:integrated )?elements)", "write 'five integrated elements'"),
    (r"(?i:(?:six|6) (?:aspects|performance targets|variables))", "write 'seven performance targets'"),
    (r"(?i:defined roles and responsibilities)", "write 'define roles, responsibilities and relationships'"),
    (r"(?i:configuration item records?)", "write 'product register'"),
    (r"(?i:change control approach)", "write 'issue management approach'"),
    (r"(?i:configuration management (?:approach|strategy))", "write 'issue management approach'"),
    (r"(?i:communication management strategy)", "write 'communication management approach'"),
    (r"(?i:corporate, programme management or (?:the )?customer)", "write 'business layer'"),
    (r"(?i:the executive)", "write 'project executive'"),
)

PROJECT_PLUS = _terms(
    (r"PK0-00[1-4]", "write 'PK0-005'"),
)

BY_EXAM = {
    "psm": SCRUM,
    "pspo": SCRUM,
    "csm": SCRUM,
    "capm": PMBOK_6,
    "pmp": PMBOK_6 + PMBOK_8,
    "prince2": PRINCE2,
    "project": PROJECT_PLUS,
}
"""The beginning of an exam's deck id -> its outdated terms."""


def outdated_for(exam: str) -> Iterator[Outdated]:
    """The outdated terms of an exam, by the id of its deck (`psm-1`)."""
    for prefix, terms in BY_EXAM.items():
        if exam.startswith(prefix):
            yield from terms
