"""Statistics as lines of text and as JSON; docs/stats.md says what each figure means."""

import json
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from studydeck.commands.tables import WIDTH, aligned, cut
from studydeck.core.progress import ENOUGH, Ahead, Share, Standing
from studydeck.study.statistics import CALENDAR_WEEKS, Span, Statistics

TOO_FEW = "too few"
MARKS = ((0, ".", "none"), (1, "-", "1-9"), (10, "+", "10-29"), (30, "*", "30-59"), (60, "#", "60 or more"))
"""Answers a day from which a mark of the calendar stands, the mark, and its words in the legend."""

LONGEST_BAR = 40
LONGEST_TITLE = 30


def as_text(found: Statistics) -> list[str]:
    """Everything in lines of at most 80 columns."""
    head = f"{found.day:%A} {found.day.day} {found.day:%B %Y}: {', '.join(found.decks)}"
    if not found.answers:
        return [*_wrapped(head), "", f"Nothing studied yet. To begin: studydeck review {found.decks[0]}"]
    sections = (_periods, _first_answers, _forecast, _calendar, _objectives)
    return [*_wrapped(head), *(line for section in sections for line in ("", *section(found)))]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)


def _periods(found: Statistics) -> Iterator[str]:
    head = ("PERIOD", "DAYS", "ANSWERS", "TIME", "REVIEWS", "RECALLED", "95 %", "EXPECTED")
    yield from aligned([head, *map(_period, found.spans)], "<>>>>>>>")
    yield "Reviews come on a later day than their card's last answer; expected is what FSRS"
    yield f"foresaw of just these. Fewer than {ENOUGH} are too few to tell."


def _period(span: Span) -> tuple[str, ...]:
    return (
        "all" if span.days is None else f"{span.days} days",
        str(span.lived),
        str(span.answers),
        _time(span.minutes),
        str(span.retention.share.total),
        *_share(span.retention.share),
        _percent(span.retention.expected),
    )


def _first_answers(found: Statistics) -> Iterator[str]:
    total = found.first.total
    if found.first.value is None:
        yield f"First answers to questions: {TOO_FEW} to tell ({total})."
    else:
        share, interval = _share(found.first)
        yield f"First answers to questions: {share} of {total} right (95 %: {interval})."


def _forecast(found: Statistics) -> Iterator[str]:
    """A sign a card, or for several where a day has more than fit."""
    most = max(LONGEST_BAR, *(ahead.cards for ahead in found.forecast))
    rows = [_ahead(ahead, LONGEST_BAR * ahead.cards / most) for ahead in found.forecast]
    yield from aligned([("COMING", "DUE", "MINUTES", ""), *rows], "<>><")


def _ahead(ahead: Ahead, bar: float) -> tuple[str, ...]:
    overdue = f" {ahead.overdue} overdue" if ahead.overdue else ""
    return (_day(ahead.day), str(ahead.cards), str(ceil(ahead.minutes)), "=" * ceil(bar) + overdue)


def _calendar(found: Statistics) -> Iterator[str]:
    """A row a weekday, a column a week; a month's name stands above the week that holds its first day."""
    weeks = [min(found.calendar) + timedelta(weeks=week) for week in range(CALENDAR_WEEKS)]
    yield ("     " + "".join(f"{_month(monday):3}" for monday in weeks)).rstrip()
    for weekday in range(7):
        days = [monday + timedelta(days=weekday) for monday in weeks]
        cells = "".join(f"{_mark(found.calendar[day])}  " for day in days if day in found.calendar)
        yield f"{days[0]:%a}  {cells}".rstrip()
    yield "Answers a day:  " + "  ".join(f"{mark} {words}" for _, mark, words in MARKS)
    lived = sum(answers > 0 for answers in found.calendar.values())
    yield f"Studied on {lived} of these {len(found.calendar)} days; {_streak(found.streak)}."


def _month(monday: date) -> str:
    return next((f"{day:%b}" for day in (monday + timedelta(days=n) for n in range(7)) if day.day == 1), "")


def _mark(answers: int) -> str:
    return next(mark for least, mark, _ in reversed(MARKS) if answers >= least)


def _streak(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'} in a row" if days else "no day in a row just now"


def _objectives(found: Statistics) -> Iterator[str]:
    head = ("OBJECTIVE, WEAKEST FIRST", "KNOWN", "NEW", "NOW", "REVIEWS", "RECALLED", "95 %")
    yield from aligned([head, *(_objective(each, found) for each in found.standings)], "<>>>>>>")
    yield "Now is the recall that FSRS expects today of the cards known."


def _objective(standing: Standing, found: Statistics) -> tuple[str, ...]:
    return (
        cut(found.titles.get(standing.objective, standing.objective), LONGEST_TITLE),
        str(standing.known),
        str(standing.new),
        _percent(standing.recall),
        str(standing.share.total),
        *_share(standing.share),
    )


def _share(share: Share) -> tuple[str, str]:
    if share.interval is None:
        return TOO_FEW, ""
    low, high = (f"{100 * end:.0f}" for end in share.interval)
    return _percent(share.value), f"{low}-{high} %"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f} %"


def _time(minutes: float) -> str:
    hours, rest = divmod(ceil(minutes), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"


def _day(day: date) -> str:
    return f"{day:%a} {day.day:2} {day:%b}"


def as_object(found: Statistics) -> str:
    """The same as JSON, for programs; figures are not rounded, and None where they rest on too little."""
    whole = {
        "day": found.day.isoformat(),
        "decks": list(found.decks),
        "periods": [_period_object(span) for span in found.spans],
        "first_answers": _share_object(found.first),
        "streak": found.streak,
        "forecast": [
            {"day": each.day.isoformat(), "cards": each.cards, "minutes": each.minutes, "overdue": each.overdue}
            for each in found.forecast
        ],
        "calendar": [{"day": day.isoformat(), "answers": answers} for day, answers in found.calendar.items()],
        "objectives": [_objective_object(each, found) for each in found.standings],
    }
    return json.dumps(whole, indent=2)


def _period_object(span: Span) -> dict[str, object]:
    retention = _share_object(span.retention.share) | {"expected": span.retention.expected}
    times = {"days": span.days, "days_studied": span.lived, "answers": span.answers, "minutes": span.minutes}
    return times | {"retention": retention}


def _objective_object(standing: Standing, found: Statistics) -> dict[str, object]:
    return {
        "objective": standing.objective,
        "title": found.titles.get(standing.objective, standing.objective),
        "known": standing.known,
        "new": standing.new,
        "recall_now": standing.recall,
        "retention": _share_object(standing.share),
    }


def _share_object(share: Share) -> dict[str, object]:
    low, high = share.interval or (None, None)
    return {"n": share.total, "share": share.value, "low": low, "high": high}
