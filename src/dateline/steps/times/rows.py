"""Rows: days and years that share what is written once, as in "May 3-5" and "March and May 1998"."""

from __future__ import annotations

from dataclasses import replace

from dateline.steps.times.amounts import length_of
from dateline.steps.times.forms import Match
from dateline.steps.times.lexemes import Lexeme, Run
from dateline.steps.times.meanings import Length, Meaning, Named, Ready

Reading = tuple[Match, Meaning]


def further_day(run: Run, i: int, found: list[Reading]) -> Reading | None:
    """Read the second day of "May 3-5" and "June 7 and 8", and the second year of "1998-99"."""
    if i < 2 or not found or found[-1][0].lexemes[-1] is not run[i - 2]:
        return None
    joint, lexeme, before = run[i - 1].kinds, run[i], found[-1][1]
    if not isinstance(before, Named) or not ("and" in joint or "to" in joint or "hyphen" in joint):
        return None
    after = run[i + 1] if i + 1 < len(run) else None
    if after is not None and ("units" in after.kinds or "unit" in after.kinds):
        return None
    match = Match("further", (lexeme,), run[i - 1], after)
    if before.day is not None and before.month is not None and "day" in lexeme.kinds:
        named = replace(before, day=lexeme.kinds["day"], weekday=None)
        tail = run[i + 1 : i + 3]
        if len(tail) == 2 and "comma" in tail[0].kinds and "year" in tail[1].kinds:
            return Match("further", tuple(run[i : i + 3]), run[i - 1]), replace(named, year=tail[1].kinds["year"])
        return match, named
    if before.grain == "year" and run[i - 1].text in "-–—" and len(lexeme.text) == 2 and lexeme.text.isdigit():
        return match, replace(before, year=(before.year or 0) // 100 * 100 + int(lexeme.text))
    return None


def earlier_day(run: Run, i: int, found: list[Reading], reading: Reading) -> list[Reading]:
    """Read the first day of "3-5 March" and "from 3 to 5 March", the first quarter of "the second and fourth quarters"."""
    match, meaning = reading
    if i < 2 or match.read not in ("calendar_day", "ordinal_period") or not isinstance(meaning, Named):
        return []
    joint, lexeme = run[i - 1], run[i - 2]
    if found and found[-1][0].lexemes[-1] is lexeme:
        return []
    joined = any(kind in joint.kinds for kind in ("and", "to", "hyphen"))
    if not joined or not {"day", "ordinal"} & set(match.lexemes[0].kinds):
        return []
    earlier = _sharing(lexeme, meaning)
    return [] if earlier is None else [(Match("further", (lexeme,), run[i - 3] if i > 2 else None, joint), earlier)]


def earlier_length(run: Run, i: int, reading: Reading) -> list[Reading]:
    """Read the first length of "between five and ten years" and "from two to six days", whose ends are named each."""
    match, meaning = reading
    if i < 3 or match.read != "duration" or not isinstance(meaning, Length) or "num" not in match.lexemes[0].kinds:
        return []
    between, lexeme, joint = run[i - 3 : i]
    n = lexeme.kinds.get("num")
    joined = "between" in between.kinds and ("to" in joint.kinds or "and" in joint.kinds)
    if not joined or n is None or n >= match.first("num"):
        return []
    return [(Match("further", (lexeme,), between, joint), length_of(n, match.first("units", "unit")))]


def _sharing(lexeme: Lexeme, meaning: Named) -> Named | None:
    """The meaning of a number before a day or a quarter, which shares its month or year."""
    if meaning.nth is not None:
        nth = lexeme.kinds.get("ordinal")
        return replace(meaning, nth=(nth, meaning.nth[1])) if nth is not None and nth <= 4 else None
    return replace(meaning, day=lexeme.kinds["day"], weekday=None) if "day" in lexeme.kinds else None


def share_nights(found: list[Reading]) -> list[Reading]:
    """Let a weekday take the plural after the last of its row: "on Monday and Tuesday nights"."""
    shared = list(found)
    for n in range(len(found) - 2, -1, -1):
        (match, meaning), (after, other) = shared[n], shared[n + 1]
        joined = match.after is not None and after.before is match.after and "and" in match.after.kinds
        if not joined or not isinstance(meaning, Named) or meaning.weekday is None or len(match.lexemes) > 1:
            continue
        if isinstance(other, Ready) and "dayparts" in after:
            value = f"XXXX-WXX-{meaning.weekday + 1}T{after.first('dayparts')}"
            shared[n] = (match, Ready("SET", value))
    return shared


def share_years(found: list[Reading]) -> list[Reading]:
    """Let a month take the year that stands after the last of its row: "between March and May 1998", a feast that of "Easter in 1998"."""
    shared = list(found)
    for n in range(len(found) - 2, -1, -1):
        (match, meaning), (after, other) = shared[n], shared[n + 1]
        between = match.after is not None and after.before is match.after and match.after.kinds
        if not between or not isinstance(meaning, Named) or not isinstance(other, Named):
            continue
        if (
            meaning.holiday
            and meaning.year is None
            and meaning.which is None
            and other.grain == "year"
            and "in" in between
        ):
            shared[n] = (match, replace(meaning, year=other.year))
        if meaning.month and meaning.year is None and meaning.which is None and other.year and other.month:
            joined = any(kind in between for kind in ("and", "to", "hyphen", "comma"))
            year = other.year - (meaning.month > other.month and "and" not in between)
            shared[n] = (match, replace(meaning, year=year)) if joined else shared[n]
    return shared
