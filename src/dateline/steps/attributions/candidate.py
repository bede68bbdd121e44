"""A candidate: one way in which a cue word may hold a content."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.steps.attributions.tree import Tree

Extent = tuple[int, int]
"""Token indices, start and end (exclusive)."""

_LONGEST_CUE = 5
"""Tokens from a cue's head to the preposition that may still be counted in ("called for")."""


@dataclass(slots=True)
class Candidate:
    """A cue with one way to take its content.

    Args:
        cue: Head word of the cue.
        part: What the cue is: v(erb), n(oun), a(djective), r (adverb), m(ark).
        lemma: The cue's lemma.
        kind: The cue's class in the lexicon.
        frame: How the content hangs on the cue.
        content: Tokens of the content, in pieces.
        head: Head word of the content, where it has one.
        source: Head word of the source, if there is one.
        route: How the source was found.
        cue_extent: Tokens of the cue.
        cut: Where the content was ended before the phrase does; empty where it was not.
        score: How likely it is, 0 to 1.
        carrier: Head word of who passed it on.
    """

    cue: int
    part: str
    lemma: str
    kind: str
    frame: str
    content: list[Extent]
    head: int | None
    source: int | None = None
    route: str = "none"
    cue_extent: Extent = (0, 0)
    cut: str = ""
    score: float = 0.0
    carrier: int | None = None


@dataclass(slots=True)
class Reading:
    """A cue word as one class reads it, and the candidates that are found for it.

    Args:
        tree: The parse.
        cue: Head word of the cue.
        part: What the cue is, as in `Candidate`.
        lemma: Its lemma.
        kind: Its class.
        source: Head word of the source, and how it was found.
        extent: Tokens of the cue alone.
    """

    tree: Tree
    cue: int
    part: str
    lemma: str
    kind: str
    source: tuple[int | None, str]
    extent: Extent
    found: list[Candidate] = field(default_factory=list)

    def add(self, frame: str, content: list[Extent], head: int | None = None, cue_end: int | None = None) -> None:
        """Add a candidate; `cue_end` takes a particle or preposition near the cue into it."""
        pieces = [piece for piece in content if piece[0] < piece[1]]
        if not pieces:
            return
        start, end = self.extent
        if cue_end is not None and end < cue_end <= end + _LONGEST_CUE:
            end = cue_end
        source, route = self.source
        extent = (start, end)
        self.found.append(
            Candidate(self.cue, self.part, self.lemma, self.kind, frame, pieces, head, source, route, extent)
        )

    def add_phrase(self, frame: str, head: int, cue_end: int | None = None) -> None:
        """Add the phrase that a word heads."""
        self.add(frame, [self.tree.extent(head)], head, cue_end)

    def add_governed(self, frame: str, prep: int) -> None:
        """Add what a preposition governs."""
        for kid in self.tree.kids[prep]:
            if self.tree.deps[kid] in ("pobj", "pcomp"):
                self.add_phrase(frame, kid, prep + 1)


def subtract(whole: Extent, hole: Extent) -> list[Extent]:
    """What is left of an extent without another that lies in it or at its edge."""
    pieces = [(whole[0], min(whole[1], hole[0])), (max(whole[0], hole[1]), whole[1])]
    return [piece for piece in pieces if piece[0] < piece[1]]
