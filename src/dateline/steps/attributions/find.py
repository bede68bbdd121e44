"""Find attributions: candidates by grammar, the likeliest that do not overlap, and what is said of their sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.report import Attribution, Entity, Source, SourceKind, Span
from dateline.resources.actor_words import load_actor_words
from dateline.steps.attributions.candidate import Candidate, Extent
from dateline.steps.attributions.candidates import cut_shorter, find_candidates
from dateline.steps.attributions.chains import link_chain, quotes_somebody
from dateline.steps.attributions.features import content_features, cue_features
from dateline.steps.attributions.kinds import (
    find_reason,
    find_reason_behind,
    find_reason_words,
    kind_of_noun,
    kind_of_source,
)
from dateline.steps.attributions.lexicon import load_cues
from dateline.steps.attributions.marks import Marks, read_marks, style_of
from dateline.steps.attributions.phrases import SIGNATURE
from dateline.steps.attributions.score import RULE_THRESHOLD, Weights, add_up, load_weights, probability, rule_score
from dateline.steps.attributions.sources import source_extent
from dateline.steps.attributions.tree import Tree, read_tree
from dateline.text.mentions import MentionIndex
from dateline.text.quotes import find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

MAX_CONTENT = 1500
"""Longest content that is considered, in tokens."""

WORTH_A_LOOK = 0.08
"""Score from which shorter contents of a cue are tried too."""

PLAIN_THRESHOLD = 0.14
"""Score from which a plain attribution stands: the corpus, of American politics, underrates some cues."""

_PLAIN_KINDS = frozenset({"say", "announce", "claim", "deny", "order", "warn", "promise", "fear", "find"})

_SUBJECTS_BACK = 6
"""Subjects before a pronoun that it may stand for."""

_KINDS_OF_PRONOUNS: dict[str, frozenset[SourceKind]] = {
    "he": frozenset({"named", "role"}),
    "she": frozenset({"named", "role"}),
    "it": frozenset({"institution", "document"}),
    "its": frozenset({"institution", "document"}),
    "they": frozenset({"role", "institution"}),
}

_CAUSES = frozenset({"because", "since", "as", "for", "lest"})

_TRIM_LEFT = frozenset(",;:.)–—-…]")
_TRIM_RIGHT = frozenset(",;:(–—-[.")


def find_attributions(doc: Doc, entities: Sequence[Entity], *, learned: bool = True) -> list[Attribution]:
    """Find who says, believes, intends or decrees what, in order of the text.

    The parse and the quotation marks give candidates, a linear model scores them, and the
    best are taken one by one unless a better one holds their words already: an attribution
    within another's content is not given. Without `learned`, the tables alone give the score.
    """
    tree = read_tree(doc)
    if not len(tree):
        return []
    marks = read_marks(tree, find_quotes(doc.text))
    reasons = read_reasons(tree, doc.text)
    ranked = score_candidates(tree, marks) if learned else score_by_rules(tree, marks)
    chosen = select([candidate for candidate in ranked if not reasons[candidate.cue]], tree)
    used_up = {link_chain(tree, load_cues(), candidate) for candidate in chosen}
    chosen = [candidate for candidate in chosen if candidate.cue not in used_up]
    attach_running_quotes(tree, marks, chosen)
    chosen.sort(key=lambda candidate: (candidate.content[0][0], candidate.cue))
    return _Writer(doc, tree, marks, entities).write(chosen)


def read_reasons(tree: Tree, text: str) -> bytearray:
    """Mark the words that say why a source has no name: their verbs ("asked that ...") are no cues.

    A clause of cause behind them belongs to them ("because she feared losing her job").
    """
    marked = bytearray(len(tree))
    for start, end in tree.sentences:
        found = find_reason_words(text, tree.starts[start], tree.ends[end - 1])
        if found is None:
            continue
        first, stop = tree.at(found[0]), tree.behind(found[1])
        if stop < end and tree.words[stop] in _CAUSES and tree.deps[stop] == "mark":
            stop = max(stop, tree.right[tree.heads[stop]])
        marked[first:stop] = b"\1" * (stop - first)
    return marked


def score_candidates(tree: Tree, marks: Marks) -> list[Candidate]:
    """Give for each cue that is likely enough its best candidate, the likeliest cue first."""
    cues, weights = load_cues(), load_weights()
    found: list[Candidate] = []
    for group in find_candidates(tree, marks, cues):
        if group[0].frame == SIGNATURE:
            group[0].score = 1.0
            found.append(group[0])
            continue
        start = add_up(cue_features(tree, marks, cues, group[0]), weights, weights.bias)
        scored = _score_group(tree, marks, weights, group, start)
        likeliest = max((stands for _, stands, _ in scored), default=0.0)
        if likeliest < WORTH_A_LOOK:
            continue
        shorter = [cut for candidate in group for cut in cut_shorter(tree, marks, candidate)]
        scored += _score_group(tree, marks, weights, shorter, start)
        best, stands, _ = max(scored, key=lambda row: row[1] * row[2])
        best.score = stands
        if best.score >= (PLAIN_THRESHOLD if _is_plain(tree, best) else weights.threshold):
            found.append(best)
    found.sort(key=lambda candidate: (-candidate.score, candidate.cue, candidate.frame))
    return found


def score_by_rules(tree: Tree, marks: Marks) -> list[Candidate]:
    """Give for each cue its likeliest candidate by the tables alone, the likeliest cue first."""
    cues = load_cues()
    found = []
    for group in find_candidates(tree, marks, cues):
        for candidate in group:
            candidate.score = 1.0 if candidate.frame == SIGNATURE else rule_score(candidate, cues)
        best = max(group, key=lambda candidate: candidate.score)
        if best.score >= RULE_THRESHOLD:
            found.append(best)
    found.sort(key=lambda candidate: (-candidate.score, candidate.cue, candidate.frame))
    return found


def _is_plain(tree: Tree, candidate: Candidate) -> bool:
    """Whether the words alone say it: "reportedly"; a subject, its verb of saying and "that"; "quoted X as saying"."""
    if candidate.part == "r" or quotes_somebody(tree, load_cues(), candidate.cue):
        return True
    says_that = candidate.part == "v" and candidate.kind in _PLAIN_KINDS and candidate.route == "own"
    return says_that and candidate.content[0][0] == candidate.cue + 1 and tree.words[candidate.cue + 1] == "that"


def _score_group(
    tree: Tree, marks: Marks, weights: Weights, group: list[Candidate], start: tuple[float, float]
) -> list[tuple[Candidate, float, float]]:
    """Give each candidate with how likely it is to stand and to be its cue's best."""
    scored = []
    for candidate in group:
        if sum(end - begin for begin, end in candidate.content) <= MAX_CONTENT:
            stands, choice = add_up(content_features(tree, marks, candidate), weights, start)
            scored.append((candidate, probability(stands), probability(choice)))
    return scored


def select(ranked: list[Candidate], tree: Tree) -> list[Candidate]:
    """Take the best first; no word belongs to two contents, and no cue stands in a content or takes two."""
    taken, cue_used = bytearray(len(tree)), bytearray(len(tree))
    chosen = []
    for candidate in ranked:
        cue = candidate.cue
        if cue_used[cue] or taken[cue]:
            continue
        if any(taken.find(1, start, end) >= 0 for start, end in candidate.content):
            continue
        for start, end in candidate.content:
            taken[start:end] = b"\1" * (end - start)
        cue_used[cue] = 1
        chosen.append(candidate)
    return chosen


def attach_running_quotes(tree: Tree, marks: Marks, chosen: list[Candidate]) -> None:
    """Give a paragraph that is one quotation without a source to the speaker of the paragraph before."""
    taken = bytearray(len(tree))
    owner: dict[int, Candidate] = {}
    for candidate in chosen:
        for start, end in candidate.content:
            taken[start:end] = b"\1" * (end - start)
            n = marks.around(end - 1)
            if n is not None:
                owner[n] = candidate
    ordered = sorted(chosen, key=lambda candidate: candidate.cue)
    for n in range(len(marks.extents)):
        start, end = marks.extents[n]
        fills = _is_paragraph_edge(tree, start - 1) and _is_paragraph_edge(tree, end)
        if not fills or taken.find(1, start, end) >= 0:
            continue
        before = owner.get(n - 1) or _last_before(ordered, start)
        if before is None:
            continue
        last_end = max(before.content[-1][1], before.cue_extent[1])
        if _paragraphs_between(tree, last_end, start) <= 1:
            before.content.append((start, end))
            owner[n] = before


def _last_before(ordered: list[Candidate], start: int) -> Candidate | None:
    """The last attribution whose cue stands before a token."""
    n = bisect_left(ordered, start, key=lambda candidate: candidate.cue)
    return ordered[n - 1] if n else None


def _is_paragraph_edge(tree: Tree, token: int) -> bool:
    return token < 0 or token >= len(tree) or (tree.pos[token] == "SPACE" and "\n" in tree.words[token])


def _paragraphs_between(tree: Tree, start: int, end: int) -> int:
    if end - start > 400:
        return 99
    return sum(1 for i in range(start, end) if tree.pos[i] == "SPACE" and "\n" in tree.words[i])


class _Writer:
    """Turns chosen candidates into attributions of the report."""

    def __init__(self, doc: Doc, tree: Tree, marks: Marks, entities: Sequence[Entity]) -> None:
        self.doc, self.tree, self.marks = doc, tree, marks
        self.text = doc.text
        self.mentions = MentionIndex(doc, entities)
        self.last_kind: SourceKind = "named"
        self.subjects = [
            i
            for i, dep in enumerate(self.tree.deps)
            if dep in ("nsubj", "nsubjpass") and self.tree.pos[i] in ("NOUN", "PROPN")
        ]

    def write(self, chosen: list[Candidate]) -> list[Attribution]:
        for candidate in chosen:
            self._leave_reason_out(candidate)
            self._leave_comment_out(candidate)
        contents = [[span for span in map(self._content_span, c.content) if span is not None] for c in chosen]
        kept = [(candidate, content) for candidate, content in zip(chosen, contents, strict=True) if content]
        return [self._attribution(f"A{n}", *pair) for n, pair in enumerate(kept, 1)]

    def _attribution(self, number: str, candidate: Candidate, content: list[Span]) -> Attribution:
        source, extent = self._source(candidate)
        reason = self._reason(candidate, extent) if source else None
        if reason and extent and candidate.source is not None:
            source, extent = self._before_reason(candidate.source, extent, reason) or (source, extent)
        kind = self._kind(candidate, extent, reason is not None) if source and extent else "none"
        return Attribution(
            id=number,
            source=source,
            cue=self._span(candidate.cue_extent),
            content=content,
            style=style_of(self.tree, self.marks, candidate.content),
            source_kind=kind,
            anonymity=Span.cut(self.text, *reason) if reason and kind == "anonymous" else None,
            carrier=self._carrier(candidate),
        )

    def _span(self, extent: Extent) -> Span:
        return Span.cut(self.text, self.tree.starts[extent[0]], self.tree.ends[extent[1] - 1])

    def _leave_reason_out(self, candidate: Candidate) -> None:
        """End an indirect content before a reason for anonymity that the parser took into it."""
        start, end = candidate.content[-1]
        if self.marks.around(end - 1) is None and candidate.source is not None:
            stop = find_reason_behind(self.text, self.tree.starts[start], self.tree.ends[end - 1])
            if stop is not None:
                candidate.content[-1] = (start, max(start + 1, self.tree.behind(stop)))

    def _leave_comment_out(self, candidate: Candidate) -> None:
        """End an indirect content before the report's comment on it: ", *a claim that nobody could check*"."""
        start, end = candidate.content[-1]
        tree, comments = self.tree, load_cues().comments
        for i in range(start + 2, end - 3):
            opens = tree.words[i] == "," and tree.words[i + 1] in ("a", "an") and tree.lemmas[i + 2] in comments
            if opens and self.marks.around(i) is None:
                candidate.content[-1] = (start, i)
                return

    def _content_span(self, extent: Extent) -> Span | None:
        """The words of a content without white space and stray marks at its ends."""
        start, end = extent
        words, pos = self.tree.words, self.tree.pos
        while start < end and (pos[start] == "SPACE" or words[start] in _TRIM_LEFT):
            start += 1
        while end > start and (pos[end - 1] == "SPACE" or words[end - 1] in _TRIM_RIGHT):
            end -= 1
        return self._span((start, end)) if start < end else None

    def _source(self, candidate: Candidate) -> tuple[Source | None, Extent | None]:
        if candidate.source is None:
            return None, None
        extent = self._trim(source_extent(self.tree, candidate.source, candidate.cue))
        if extent is None:
            return None, None
        return self._source_span(extent, candidate.source), extent

    def _before_reason(self, head: int, extent: Extent, reason: tuple[int, int]) -> tuple[Source, Extent] | None:
        """The source without the reason that its phrase ends in ("an officer *who asked not to be named*")."""
        stop = self.tree.at(reason[0])
        if not head < stop < extent[1]:
            return None
        shorter = self._trim((extent[0], stop))
        return (self._source_span(shorter, head), shorter) if shorter else None

    def _trim(self, extent: Extent) -> Extent | None:
        start, end = extent
        words, pos = self.tree.words, self.tree.pos
        while end > start and (
            pos[end - 1] == "SPACE" or words[end - 1] in _TRIM_RIGHT or words[end - 1] in ("'s", "’s")
        ):
            end -= 1
        while start < end and (pos[start] in ("SPACE", "CCONJ") or words[start] in _TRIM_LEFT):
            start += 1
        return (start, end) if start < end else None

    def _source_span(self, extent: Extent, head: int) -> Source:
        entity = self.mentions.headed_by(self.doc[self._antecedent(head)])
        if entity is None:
            entity = self.mentions.of_phrase(*extent)
        span = self._span(extent)
        return Source(start=span.start, end=span.end, text=span.text, entity=entity.id if entity else None)

    def _antecedent(self, head: int) -> int:
        """The noun that "who" stands for."""
        tree = self.tree
        if tree.tags[head] in ("WP", "WDT"):
            verb = tree.heads[head]
            for _ in range(4):
                if tree.deps[verb] == "relcl":
                    return tree.heads[verb]
                verb = tree.heads[verb]
        return head

    def _kind(self, candidate: Candidate, extent: Extent, reason: bool) -> SourceKind:
        head = self._antecedent(candidate.source if candidate.source is not None else extent[0])
        entity = self.mentions.headed_by(self.doc[head])
        kind = kind_of_source(self.tree, head, extent, entity, self._is_name, reason)
        if kind is None:
            kind = self._kind_of_subject_before(head) or self.last_kind
        self.last_kind = kind
        return kind

    def _kind_of_subject_before(self, pronoun: int) -> SourceKind | None:
        """The kind of the last subject that a pronoun without an entity may stand for."""
        word = self.tree.words[pronoun]
        before = bisect_left(self.subjects, pronoun)
        for subject in reversed(self.subjects[max(0, before - _SUBJECTS_BACK) : before]):
            entity = self.mentions.headed_by(self.doc[subject])
            is_person = self._is_name(subject)
            kind = "named" if is_person else kind_of_noun(self.tree, subject, entity)
            if kind == "role" and load_actor_words().at(self.tree.words, subject) is None:
                continue
            if word in _KINDS_OF_PRONOUNS and kind in _KINDS_OF_PRONOUNS[word]:
                return kind
        return None

    def _is_name(self, token: int) -> bool:
        """Whether a token is part of a person's name."""
        if self.tree.entities[token] == "PERSON":
            return True
        mention = self.mentions.mention_at(self.doc[token])
        if mention is None or mention.kind != "name":
            return False
        entity = self.mentions.at(self.doc[token])
        return entity is not None and entity.type == "person"

    def _reason(self, candidate: Candidate, extent: Extent | None) -> tuple[int, int] | None:
        """Words that give the reason for anonymity, outside the content, in the source's sentence."""
        if extent is None:
            return None
        start, end = self.tree.sentences[self.tree.sentence[extent[0]]]
        taken = [*candidate.content, candidate.cue_extent]
        holes = sorted(piece for piece in taken if piece[0] < end and piece[1] > start)
        stretches: list[tuple[int, int]] = []
        for hole_start, hole_end in [*holes, (end, end)]:
            if start < hole_start:
                stretches.append((self.tree.starts[start], self.tree.ends[hole_start - 1]))
            start = max(start, hole_end)
        return find_reason(self.text, stretches)

    def _carrier(self, candidate: Candidate) -> Source | None:
        if candidate.carrier is None:
            return None
        extent = self._trim(source_extent(self.tree, candidate.carrier, candidate.cue))
        return self._source_span(extent, candidate.carrier) if extent else None
