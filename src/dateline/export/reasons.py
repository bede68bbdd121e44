"""Why an event was coded, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.export.facts import source_words
from dateline.export.visible import in_line
from dateline.report import Attribution, ExplainedEvent, ScoreFactor, TellingReason

WORDS_CHARS = 90
_ROUNDING = 0.002

Row = tuple[str, str]
"""A heading, empty where it is the one above, and a line under it."""


def reason_rows(event: ExplainedEvent, attributions: Iterable[Attribution]) -> Iterator[Row]:
    """Tell why an event was coded, from its triggers to its codes."""
    first, *others = event.tellings
    yield from (("Trigger", line) if not n else ("", line) for n, line in enumerate(_telling_lines(first)))
    yield from _titled("Rules", event.rules)
    for role in ("actor", "recipient", "place", "time", "means", "casualties"):
        found = (f"“{in_line(r.words.text, WORDS_CHARS)}”: {r.because}" for r in event.roles if r.role == role)
        yield from _titled(role.capitalize(), found)
    yield from _titled("Status", [event.status + "".join(f", {words}" for words in event.status_words)])
    for telling in others:
        lines = [*_telling_lines(telling), f"merged: {telling.because or 'a later mention'}"]
        yield from _titled("Also told by", lines)
    words = (f"“{in_line(reference.text, WORDS_CHARS)}” points back at it" for reference in event.references)
    yield from _titled("Pointed at", words)
    yield from _titled("According to", _source_lines(event, attributions))
    books = (f"{o.code}: {o.because}" + (f" ({o.source})" if o.source else "") for o in event.origins)
    yield from _titled("Codes", (f"{o.book.upper()} {line}" for o, line in zip(event.origins, books, strict=True)))


def _titled(title: str, lines: Iterable[str]) -> Iterator[Row]:
    for n, line in enumerate(lines):
        yield ("" if n else title), line


def _telling_lines(telling: TellingReason) -> Iterator[str]:
    kind = telling.type + (f"-{telling.mode}" if telling.mode else "")
    listed = f"listed as {telling.row} of {kind} ({telling.source})" if telling.source else f"{kind}: {telling.row}"
    yield f"“{in_line(telling.trigger.text, WORDS_CHARS)}”, {listed}"
    if telling.conditions:
        yield "on condition that " + "; ".join(telling.conditions)
    if telling.frame:
        yield f"frame {telling.frame}"
    fitted = "" if abs(telling.score - telling.product) < _ROUNDING else f"{telling.score:.2f}, fitted from "
    yield f"score {fitted}{telling.product:.2f} = {_factor_words(telling.weight, telling.factors)}"


def _factor_words(weight: float, factors: Iterable[ScoreFactor]) -> str:
    """Write a score as a product.

    Example:
        >>> _factor_words(0.9, [ScoreFactor(feature="clause", value="main", factor=1), ScoreFactor(feature="typer", value="yes")])
        '0.90 words × 1.00 clause main; typer yes'
    """
    factors = list(factors)
    product = " × ".join([f"{weight:.2f} words", *(_factor(f) for f in factors if f.factor is not None)])
    return "; ".join([product, *(f"{f.feature} {f.value}" for f in factors if f.factor is None)])


def _factor(factor: ScoreFactor) -> str:
    return f"{factor.factor:.2f} {factor.feature} {factor.value}"


def _source_lines(event: ExplainedEvent, attributions: Iterable[Attribution]) -> Iterator[str]:
    for attribution in attributions:
        if attribution.id in event.attributions:
            cue = f" “{in_line(attribution.cue.text, WORDS_CHARS)}”" if attribution.cue else ""
            source = in_line(source_words(attribution), WORDS_CHARS)
            yield f"{attribution.id} {source}{cue}: the trigger stands in what is said"
