"""Quotation marks over the parse: which tokens stand in which quotation, and which contents reach over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dateline.report import Style
from dateline.steps.attributions.candidate import Candidate, Extent
from dateline.steps.attributions.lexicon import load_cues
from dateline.steps.attributions.tree import Tree
from dateline.text.quotes import Quote

_WIDEST_TAG = 14
"""Tokens between a quotation that is broken off and the cue that stands in the gap."""

_PAUSES = frozenset({",", ";", ":", "-", "--", "–", "—"})
_FARTHEST = 60
"""Tokens between a cue and the quotation that goes on after it."""


@dataclass(slots=True)
class Marks:
    """Quotations of the outermost level as tokens, and what the search asks of them."""

    quotes: list[Quote]
    extents: list[Extent]
    starts: list[int] = field(init=False)
    starts_set: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [start for start, _ in self.extents]
        self.starts_set = frozenset(self.starts)

    def around(self, token: int) -> int | None:
        """Number of the quotation that a token stands in."""
        n = bisect_right(self.starts, token) - 1
        return n if n >= 0 and self.extents[n][0] <= token < self.extents[n][1] else None

    def next_from(self, token: int) -> int | None:
        """Number of the first quotation that starts at a token or after it."""
        n = bisect_left(self.starts, token)
        return n if n < len(self.starts) else None


def read_marks(tree: Tree, quotes: list[Quote]) -> Marks:
    """Bring the outermost quotations to tokens."""
    outer = [quote for quote in quotes if quote.depth == 0]
    extents = [(tree.at(quote.start), tree.behind(quote.end)) for quote in outer]
    return Marks(outer, extents)


def same_paragraph(tree: Tree, first: int, second: int) -> bool:
    """Whether no line ends between two tokens."""
    return not any(tree.pos[i] == "SPACE" and "\n" in tree.words[i] for i in range(first, second))


def take_whole_quotes(tree: Tree, marks: Marks, candidate: Candidate) -> None:
    """Stretch pieces over the quotations that they cut, and add the one that goes on behind the cue."""
    pieces = [_stretch(marks, piece, candidate.cue) for piece in candidate.content]
    start, end = pieces[0][0], pieces[-1][1]
    if start > candidate.cue and start in marks.starts_set:
        opening = _opening_part(tree, marks, candidate.cue, start)
        if opening:
            pieces.insert(0, opening)
    if end <= candidate.cue:
        n = marks.next_from(pieces[0][0])
        has_quote = n is not None and marks.extents[n][0] < end
        going_on = _continuation(tree, marks, candidate.cue) if has_quote else None
        if going_on:
            pieces.append(going_on)
    candidate.content = pieces


def _stretch(marks: Marks, piece: Extent, cue: int) -> Extent:
    start, end = piece
    first, last = marks.around(start), marks.around(end - 1)
    if first is not None:
        start = marks.extents[first][0]
    if last is not None:
        end = marks.extents[last][1]
    if start <= cue < end and not piece[0] <= cue < piece[1]:
        return piece
    return start, end


def _continuation(tree: Tree, marks: Marks, cue: int) -> Extent | None:
    """The quotation that goes on after the cue, in its sentence or as the sentence after it.

    It does not when another verb of the cue's sentence stands between, or a verb of its own follows.
    """
    first = marks.next_from(cue)
    if first is None:
        return None
    for start, end in marks.extents[first : first + 3]:
        if start - cue > _FARTHEST or not same_paragraph(tree, cue, start):
            return None
        if _has_speech_tag(tree, end):
            continue
        before = tree.words[start - 1]
        if before in (",", ":", ";") and start < tree.sentences[tree.sentence[cue]][1]:
            if not _verb_between(tree, cue, start):
                return start, end
        elif before in (".", "”", '"') and _ends_sentence(tree, start, end):
            return None if _another_holds(tree, cue, start) else (start, end)
    return None


def _opening_part(tree: Tree, marks: Marks, cue: int, start: int) -> Extent | None:
    """The quotation before the cue that is broken off at a comma and goes on in its sentence behind a comma.

    As in "If it rains," she warned, "we leave."
    """
    n = (marks.around(start) or 0) - 1
    if n < 0 or tree.words[start - 1] not in _PAUSES or start >= tree.sentences[tree.sentence[cue]][1]:
        return None
    first, end = marks.extents[n]
    if not 0 <= cue - end <= _WIDEST_TAG or not same_paragraph(tree, end - 1, start):
        return None
    breaks_off = tree.words[end - 1] in _PAUSES or tree.words[end - 2] in _PAUSES or tree.words[end] in _PAUSES
    return (first, end) if breaks_off and not _verb_between(tree, end - 1, cue) else None


def _verb_between(tree: Tree, cue: int, start: int) -> bool:
    between = range(cue + 1, start)
    return any(tree.pos[i] == "VERB" and tree.deps[i] not in ("relcl", "acl", "amod") for i in between)


def _another_holds(tree: Tree, cue: int, start: int) -> bool:
    """Whether a verb joined to the cue has a clause of its own ("he said, adding that ...")."""
    kids = [kid for kid in tree.kids[cue] if cue < kid < start and tree.deps[kid] in ("advcl", "conj")]
    return any(tree.deps[inner] == "ccomp" for kid in kids for inner in tree.kids[kid])


def _ends_sentence(tree: Tree, start: int, end: int) -> bool:
    """Whether the last word of a quotation is followed by a full stop of its own."""
    for i in range(end - 1, max(start, end - 5), -1):
        word = tree.words[i]
        if word[-1:] in ".?!…":
            return True
        if word[-1:].isalnum() or word == ",":
            return False
    return False


def _has_speech_tag(tree: Tree, end: int) -> bool:
    """Whether a quotation is followed in its line by a verb and its subject ("...?" she asked).

    Behind a full stop only a verb of saying is one: the next sentence may tell of something else.
    """
    stopped = any(tree.words[i] == "." for i in range(max(0, end - 2), end))
    for i in range(end, min(end + 4, len(tree))):
        if tree.pos[i] == "SPACE" or tree.words[i] in (".", "“", '"'):
            return False
        if tree.pos[i] == "VERB":
            return not stopped or tree.lemmas[i] in load_cues().verbs
    return False


def style_of(tree: Tree, marks: Marks, content: list[Extent]) -> Style:
    """direct: every piece is a quotation; mixed: some of the words are; indirect: none."""
    whole = part = False
    every = True
    for start, end in content:
        n = marks.around(start)
        is_whole = n is not None and marks.extents[n][0] == start and marks.extents[n][1] >= end - 1
        nearest = marks.next_from(start)
        has_one = n is not None or (nearest is not None and marks.extents[nearest][0] < end)
        whole, part, every = whole or is_whole, part or has_one, every and is_whole
    if every and whole:
        return "direct"
    return "mixed" if part else "indirect"
