"""Forms: which rows of lexemes are a time expression.

Every set of kinds that a lexeme can have gets one character, so that a run becomes a short
string and a form a short regular expression over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.errors import TableError
from dateline.resources.tables import load_table
from dateline.steps.times.lexemes import Lexeme, Run, kind_sets

LONGEST = 24
"""Lexemes that a form may span."""

_PREPOSITIONS = frozenset({"in", "for", "on", "at", "before", "after", "since", "to", "until"})
_SYMBOL = re.compile(r"\{(\w+)\}|([A-Z_]+)|(,)|([()|?])")


@dataclass(frozen=True)
class Match:
    """A row of lexemes that has a form.

    Args:
        read: Name of the reading that says what it means.
        lexemes: Its words, marks included.
        before: The lexeme that stands right before it, if any.
        after: The lexeme that stands right after it, if any.
    """

    read: str
    lexemes: tuple[Lexeme, ...]
    before: Lexeme | None = None
    after: Lexeme | None = None

    @property
    def start(self) -> int:
        """Where the expression begins: a preposition that the form needs stands outside it."""
        led = len(self.lexemes) > 1 and _PREPOSITIONS.issuperset(self.lexemes[0].kinds)
        return self.lexemes[1 if led else 0].start

    @property
    def end(self) -> int:
        """Where it ends, exclusive: "ended" in "the quarter ended Sept. 30" stands outside it."""
        led = len(self.lexemes) > 1 and (
            "ended" in self.lexemes[-1].kinds or (self.read == "bare_units" and "units" not in self.lexemes[-1].kinds)
        )
        return self.lexemes[-2 if led else -1].end

    def __contains__(self, kind: str) -> bool:
        return any(kind in lexeme.kinds for lexeme in self.lexemes)

    def first(self, *kinds: str) -> Any:
        """Value of the first lexeme that can be one of these kinds, or None."""
        return next((lexeme.kinds[kind] for lexeme in self.lexemes for kind in kinds if kind in lexeme.kinds), None)

    def all(self, *kinds: str) -> list[Any]:
        """Values of all lexemes that can be one of these kinds."""
        return [lexeme.kinds[kind] for lexeme in self.lexemes for kind in kinds if kind in lexeme.kinds]


class Forms:
    """The compiled table of forms."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._parts: dict[str, str] = table["parts"]
        self._glue = frozenset(table["glue"])
        self._codes = {kinds: chr(0x100 + n) for n, kinds in enumerate(kind_sets())}
        self._hyphen = self._codes[frozenset({"hyphen"})]
        self._symbols: dict[str, str] = {}
        self._regexes = [(row["read"], re.compile(self._translate(row["form"]))) for row in table["forms"]]
        self._any = re.compile("|".join(regex.pattern for _, regex in self._regexes))

    def code(self, run: Run) -> str:
        """The run as one character for each lexeme; empty where it can hold no time."""
        if all(self._glue.issuperset(lexeme.kinds) for lexeme in run):
            return ""
        return "".join(self._codes[frozenset(lexeme.kinds)] for lexeme in run)

    def match(self, run: Run, code: str, i: int) -> list[Match]:
        """Every form that begins at lexeme `i`, the longest first and in the table's order."""
        if code[i] == self._hyphen or not self._any.match(code, i):
            return []
        found: list[tuple[int, int, str]] = []
        for rank, (read, regex) in enumerate(self._regexes):
            hit = regex.match(code, i, i + LONGEST)
            if hit:
                found.append((-hit.end(), rank, read))
        return [
            Match(read, tuple(run[i:-end]), run[i - 1] if i else None, run[-end] if -end < len(run) else None)
            for end, _, read in sorted(found)
        ]

    def _translate(self, form: str) -> str:
        """Turn a form into a regular expression over codes."""

        def piece(match: re.Match[str]) -> str:
            part, symbol, comma, operator = match.groups()
            if operator:
                return "(?:" if operator == "(" else str(operator)
            if part:
                return f"(?:{self._translate(self._parts[part])})"
            return self._symbol("comma" if comma else symbol.lower())

        return _SYMBOL.sub(piece, form).replace(" ", "")

    def _symbol(self, kind: str) -> str:
        if kind not in self._symbols:
            codes = "".join(code for kinds, code in self._codes.items() if kind in kinds)
            if not codes:
                raise TableError(f"a form names the kind {kind.upper()}, which no word has", path="times/forms.yaml")
            self._symbols[kind] = f"{self._hyphen}?[{codes}]"
        return f"(?:{self._symbols[kind]})"


@lru_cache
def load_forms() -> Forms:
    """The table of forms, compiled."""
    return Forms(load_table("times/forms.yaml"))
