"""Candidates: each way in which a cue word may hold a content, read from the parse and the quotation marks.

The grammar here is generous; `score` says which of the candidates stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.report import Style
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.tree import Tree
from dateline.text.quotes import Quote

Extent = tuple[int, int]
"""Token indices, start and end (exclusive)."""

_CLAUSE_LINKS = frozenset({"advcl", "xcomp", "conj", "acl", "pcomp"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_MAX_CLIMB = 6
_MAX_GAP = 14
"""Tokens that may stand between a quotation and the verb that introduces it."""


@dataclass(slots=True)
class Candidate:
    """A cue with one way to take its content.

    Args:
        cue: Head word of the cue.
        part: v, n, a or r: what kind of word the cue is.
        lemma: The cue's lemma.
        kind: The cue's class in the lexicon.
        frame: How the content hangs on the cue.
        content: Tokens of the content, in pieces.
        head: Head word of the content, where it has one.
        source: Head word of the source, if there is one.
        route: How the source was found.
        cue_extent: Tokens of the cue.
        score: How likely it is, 0 to 1.
        carrier: Head word of who passed it on.
        cut: Where the content was ended before the phrase does; empty where it was not.
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
    score: float = 0.0
    carrier: int | None = None
    cut: str = ""


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


def find_candidates(tree: Tree, marks: Marks, cues: Cues) -> Iterator[list[Candidate]]:
    """Give for each possible cue its candidates."""
    for i, pos in enumerate(tree.pos):
        group = _of_token(tree, marks, cues, i, pos)
        if group:
            if marks.around(i) is None:
                for candidate in group:
                    _take_whole_quotes(tree, marks, candidate)
            yield group


def _of_token(tree: Tree, marks: Marks, cues: Cues, i: int, pos: str) -> list[Candidate]:
    lemma = tree.lemmas[i]
    if pos in ("VERB", "AUX"):
        if lemma in cues.verbs and tree.deps[i] not in ("aux", "auxpass"):
            return _of_verb(tree, marks, i, lemma, cues.verbs[lemma])
        return _of_other_verb(tree, marks, i, lemma) if pos == "VERB" else []
    if pos == "NOUN" or pos == "PROPN":
        if lemma in cues.nouns:
            return _of_noun(tree, cues, i, lemma)
        if pos == "PROPN" and lemma in cues.verbs and tree.kids[i]:
            return _of_verb(tree, marks, i, lemma, cues.verbs[lemma])
    elif pos == "ADJ" and lemma in cues.adjectives:
        return _of_adjective(tree, cues, i, lemma)
    elif pos == "ADV" and tree.words[i] in cues.adverbs:
        return _of_adverb(tree, i, lemma)
    elif tree.words[i] in _DASHES:
        return _of_signature(tree, marks, i)
    elif tree.words[i] == ":":
        return _of_label(tree, i)
    return []


def cut_shorter(tree: Tree, marks: Marks, candidate: Candidate) -> list[Candidate]:
    """Give the candidate with its last piece ended at loose clauses: ", which ...", ", noting ...", "but added ..."."""
    start, end = candidate.content[-1]
    if start <= candidate.cue or end - start < 5:
        return []
    ends = list(_loose_ends(tree, marks, start + 1, end - 1))
    found = []
    for place, (stop, word) in (("last", ends[-1]), ("first", ends[0])) if len(ends) > 1 else [("one", e) for e in ends]:
        content = [*candidate.content[:-1], (start, stop)]
        found.append(
            Candidate(
                candidate.cue, candidate.part, candidate.lemma, candidate.kind, candidate.frame, content, candidate.head,
                candidate.source, candidate.route, candidate.cue_extent, carrier=candidate.carrier, cut=f"{place}:{word}",
            )
        )  # fmt: skip
    return found


def _loose_ends(tree: Tree, marks: Marks, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Places where a loose clause or apposition begins, with what opens it."""
    for i in range(start, min(end, start + 120)):
        word = tree.words[i]
        if word in _LOOSE_BREAKS:
            after = i + 1
            if marks.around(i) is None and after < end:
                yield i, _opening(tree, after)
        elif word in ("but", "and", "while", "as", "when") and tree.words[i - 1] not in _LOOSE_BREAKS:
            if tree.tags[i + 1] in ("VBD", "VBZ", "VBP", "MD", "RB") or word in ("while", "as", "when"):
                if marks.around(i) is None:
                    yield i, f"{word}+{tree.tags[i + 1]}"


def _opening(tree: Tree, token: int) -> str:
    word = tree.words[token]
    return word if word in _LOOSE_WORDS else tree.tags[token]


_LOOSE_BREAKS = frozenset({",", "–", "—", "--", "-", ";", "("})
_LOOSE_WORDS = frozenset(
    "which who whose whom where when while but and or although though as if because since until after before so that "
    "including according despite with without even instead an a the not".split()
)


# ---------------------------------------------------------------- verbs


def _of_verb(tree: Tree, marks: Marks, verb: int, lemma: str, kind: str) -> list[Candidate]:
    source, route = source_of_verb(tree, verb)
    extent = verb_cue_extent(tree, verb)
    found: list[Candidate] = []

    def add(frame: str, content: list[Extent], head: int | None, end: int | None = None) -> None:
        if not content:
            return
        cue_extent = extent if end is None or end < extent[1] else (extent[0], end)
        found.append(Candidate(verb, "v", lemma, kind, frame, content, head, source, route, cue_extent))

    if lemma == "accord":
        return _of_according(tree, verb, lemma, kind)
    kids = tree.kids[verb]
    deps = tree.deps
    objects = [kid for kid in kids if deps[kid] in ("dobj", "dative") and kid > verb]
    for kid in kids:
        dep = deps[kid]
        if dep == "ccomp":
            add("ccomp", [tree.extent(kid)], kid)
            if kid > verb:
                _add_cuts(tree, marks, verb, kid, add)
        elif dep == "xcomp":
            _add_xcomp(tree, verb, kid, objects, add)
        elif dep == "dobj":
            add("dobj", [tree.extent(kid)], kid)
            _add_object_rest(tree, verb, kid, add)
        elif dep in _PREPOSITIONS:
            _add_preposition(tree, kid, objects, add)
        elif dep == "nsubjpass":
            _add_passive(tree, verb, kid, add)
        elif dep in ("nsubj", "expl") and kind in ("believe", "judge"):
            _add_seeming(tree, verb, kid, add)
        elif dep in ("advcl", "parataxis", "advmod", "acomp", "oprd", "attr", "intj", "dep") and kid > verb:
            add(dep, [tree.extent(kid)], kid)
    _add_governor(tree, verb, add)
    if marks.around(verb) is None:
        _add_quotes(tree, marks, verb, extent, add)
        _add_colon(tree, marks, verb, add)
        _add_rest(tree, marks, verb, extent, add)
    return found


def _of_other_verb(tree: Tree, marks: Marks, verb: int, lemma: str) -> list[Candidate]:
    """Any verb may carry a quotation that stands right beside it ("..., she grinned")."""
    if marks.around(verb) is not None:
        return []
    source, route = source_of_verb(tree, verb)
    extent = verb_cue_extent(tree, verb)
    found: list[Candidate] = []

    def add(frame: str, content: list[Extent], head: int | None) -> None:
        found.append(Candidate(verb, "v", lemma, "other", frame, content, head, source, route, extent))

    _add_quotes(tree, marks, verb, extent, add)
    kept = [candidate for candidate in found if ".near" in candidate.frame or ".at" in candidate.frame]
    return [candidate for candidate in kept if candidate.frame.endswith("speech")]


def _add_xcomp(tree, verb, kid, objects, add) -> None:  # type: ignore[no-untyped-def]
    add("xcomp", [tree.extent(kid)], kid)
    if objects and objects[0] < kid:
        add("obj+xcomp", [(tree.left[objects[0]], tree.right[kid])], kid)
    for inner in tree.kids[kid]:
        dep = tree.deps[inner]
        if inner > kid and dep in ("dobj", "ccomp", "xcomp"):
            add(f"xcomp.{dep}", [tree.extent(inner)], inner, kid + 1)
        elif dep == "prep":
            for obj in tree.kids[inner]:
                if tree.deps[obj] in ("pobj", "pcomp"):
                    add("xcomp.prep", [tree.extent(obj)], obj, inner + 1)


def _add_cuts(tree, marks, verb, kid, add) -> None:  # type: ignore[no-untyped-def]
    """A clause that ends sooner or later than the parser says: at a quotation's end, a loose clause, the full stop."""
    start, end = tree.extent(kid)
    stop = tree.sentences[tree.sentence[verb]][1]
    if stop - end > 2:
        add("ccomp.long", [(start, stop)], kid)
    inside = marks.around(end - 1)
    n = marks.next_from(start)
    if inside is None and n is not None and start < marks.extents[n][1] < end - 3:
        add("ccomp.quote", [(start, marks.extents[n][1])], kid)


def _add_object_rest(tree, verb, kid, add) -> None:  # type: ignore[no-untyped-def]
    """Content that begins with the object and goes on to the end of the verb's phrase."""
    later = [other for other in tree.kids[verb] if other > kid]
    for other in later:
        dep = tree.deps[other]
        if dep in ("oprd", "acomp", "advcl", "prep", "ccomp", "attr", "dobj", "acl"):
            label = f"obj+{dep}:{tree.words[other]}" if dep == "prep" else f"obj+{dep}"
            add(label, [(tree.left[kid], tree.right[other])], other)
    for inner in tree.kids[kid]:
        dep = tree.deps[inner]
        if dep == "prep":
            for obj in tree.kids[inner]:
                if tree.deps[obj] in ("pobj", "pcomp"):
                    add("dobj.prep", [tree.extent(obj)], obj, inner + 1)
        elif dep in ("acl", "ccomp", "relcl"):
            add(f"dobj.{dep}", [tree.extent(inner)], inner)


def _add_preposition(tree, prep, objects, add) -> None:  # type: ignore[no-untyped-def]
    word = tree.words[prep]
    for kid in tree.kids[prep]:
        dep = tree.deps[kid]
        if dep in ("pobj", "pcomp"):
            add(f"prep:{word}:{dep}", [tree.extent(kid)], kid, prep + 1)
            if dep == "pcomp":
                for inner in tree.kids[kid]:
                    if tree.deps[inner] in ("dobj", "ccomp") and inner > kid:
                        add(f"prep.pcomp.{tree.deps[inner]}", [tree.extent(inner)], inner, kid + 1)
            if dep == "pobj":
                for inner in tree.kids[kid]:
                    if tree.deps[inner] == "prep" and tree.right[inner] > inner + 1:
                        add("prep.pobj.prep", [(inner + 1, tree.right[inner])], inner, inner + 1)


def _add_passive(tree, verb, subject, add) -> None:  # type: ignore[no-untyped-def]
    """"The raid was described as a success": the subject is part of the content."""
    add("subjpass", [tree.extent(subject)], subject)
    for kid in tree.kids[verb]:
        if kid > verb and tree.deps[kid] in ("xcomp", "oprd", "ccomp", "advcl", "dobj", "prep"):
            dep = tree.deps[kid]
            label = f"subjpass+prep:{tree.words[kid]}" if dep == "prep" else f"subjpass+{dep}"
            add(label, [tree.extent(subject), tree.extent(kid)], kid)


def _add_seeming(tree, verb, subject, add) -> None:  # type: ignore[no-untyped-def]
    """"The rebels appear to have left": subject and infinitive are the content."""
    for kid in tree.kids[verb]:
        if kid > verb and tree.deps[kid] in ("xcomp", "oprd", "acomp", "ccomp", "advcl", "prep", "attr"):
            content = [tree.extent(kid)]
            if tree.words[subject] not in ("it", "there"):
                content.insert(0, tree.extent(subject))
            add(f"subj+{tree.deps[kid]}", content, kid)


def _add_governor(tree, verb, add) -> None:  # type: ignore[no-untyped-def]
    """The cue hangs on its content: "The town, he said, had fallen"; "the truce announced by ..."."""
    dep, head = tree.deps[verb], tree.heads[verb]
    if dep in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl") and tree.pos[head] in ("VERB", "AUX"):
        if dep == "advcl" and not any(tree.words[kid] in ("as", "like") for kid in tree.kids[verb]):
            return
        add(f"gov.{dep}", subtract(tree.extent(head), tree.extent(verb)), head)
    elif dep in ("acl", "relcl", "amod") and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
        add(f"gov.{dep}", subtract(tree.extent(head), tree.extent(verb)), head)


def _add_quotes(tree, marks, verb, extent, add) -> None:  # type: ignore[no-untyped-def]
    """Quotations just before and just after the cue, whatever the parser made of them."""
    n = marks.next_from(verb)
    sentence = tree.sentences[tree.sentence[verb]]
    before = (len(marks.extents) if n is None else n) - 1
    if before >= 0:
        start, end = marks.extents[before]
        if 0 <= verb - end <= _MAX_GAP and _same_paragraph(tree, end - 1, verb):
            near = "near" if verb - end <= 4 else "far"
            add(f"quote.before.{near}.{marks.quotes[before].kind}", [(start, end)], None)
    if n is not None:
        start, end = marks.extents[n]
        if start - extent[1] <= _MAX_GAP and (_same_paragraph(tree, verb, start) or tree.words[start - 1] == ":"):
            near = "at" if start - extent[1] <= 2 else "far"
            same = "in" if start < sentence[1] else "out"
            add(f"quote.after.{near}.{same}.{marks.quotes[n].kind}", [(start, end)], None)


def _add_colon(tree, marks, verb, add) -> None:  # type: ignore[no-untyped-def]
    """What follows a colon up to the end of the sentence."""
    start, end = tree.sentences[tree.sentence[verb]]
    for i in range(verb + 1, min(end, verb + 8)):
        if tree.words[i] == ":":
            if i + 1 < end and i + 1 not in marks.starts_set:
                add("colon", [(i + 1, end)], None)
            return


def _add_rest(tree, marks, verb, extent, add) -> None:  # type: ignore[no-untyped-def]
    """All that follows or precedes the verb in its sentence, where the parser hung no clause there."""
    clauses = [kid for kid in tree.kids[verb] if tree.deps[kid] in ("ccomp", "xcomp")]
    start, (first, end) = extent[1], tree.sentences[tree.sentence[verb]]
    if end - start >= 3 and not clauses:
        add("rest", [(start, end)], None)
    before = _start_of_clause(tree, verb, first)
    if before - first < 2:
        return
    if all(kid > verb for kid in clauses):
        add("sofar", [(first, before)], None)
    comma = next((i for i in range(start, min(end, start + _MAX_GAP)) if tree.words[i] == ","), None)
    if comma is not None and end - comma > 2:
        add("both", [(first, before), (comma + 1, end)], None)
        if comma - start > 1:
            add("both.long", [(first, before), (start, end)], None)


def _start_of_clause(tree: Tree, verb: int, first: int) -> int:
    """The comma before a verb and its subject ("..., the army said"), or the sentence's start."""
    for i in range(verb, max(first, verb - _MAX_GAP), -1):
        if tree.words[i] == ",":
            return i
    return first


def _same_paragraph(tree: Tree, first: int, second: int) -> bool:
    return not any(tree.pos[i] == "SPACE" and "\n" in tree.words[i] for i in range(first, second))


def verb_cue_extent(tree: Tree, verb: int) -> Extent:
    """The verb with its auxiliaries, negation and adverbs before it and its particle after it."""
    start = verb
    while start > 0 and tree.heads[start - 1] == verb and tree.deps[start - 1] in ("aux", "auxpass", "neg", "advmod"):
        start -= 1
    while start < verb and tree.deps[start] == "advmod":
        start += 1
    end = verb + 1
    if end < len(tree) and tree.heads[end] == verb and tree.deps[end] == "prt":
        end += 1
    return start, end


def subtract(whole: Extent, hole: Extent) -> list[Extent]:
    """What is left of an extent without another that lies in it or at its edge."""
    pieces = [(whole[0], min(whole[1], hole[0])), (max(whole[0], hole[1]), whole[1])]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _take_whole_quotes(tree: Tree, marks: Marks, candidate: Candidate) -> None:
    """Stretch pieces over the quotations that they cut, and add the one that goes on behind the cue."""
    pieces = [_stretch(marks, piece, candidate.cue) for piece in candidate.content]
    start, end = pieces[-1]
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
    stop = tree.sentences[tree.sentence[cue]][1]
    for n in range(first or 0, min((first or 0) + 3, len(marks.extents)) if first is not None else 0):
        start, end = marks.extents[n]
        if start - cue > 60 or not _same_paragraph(tree, cue, start):
            return None
        before = tree.words[start - 1]
        if _has_speech_tag(tree, end):
            continue
        if before in (",", ":", ";") and start < stop:
            if not any(tree.pos[i] == "VERB" and tree.deps[i] not in ("relcl", "acl", "amod") for i in range(cue + 1, start)):
                return start, end
        elif before in (".", "”", '"') and _ends_sentence(tree, start, end):
            return None if _another_holds(tree, cue, start) else (start, end)
    return None


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
    """Whether a quotation is followed in its line by a verb and its subject ("...?" she asked)."""
    for i in range(end, min(end + 4, len(tree))):
        if tree.pos[i] == "SPACE" or tree.words[i] in (".", "“", '"'):
            return False
        if tree.pos[i] == "VERB":
            return True
    return False


# ---------------------------------------------------------------- the others


def _of_signature(tree: Tree, marks: Marks, dash: int) -> list[Candidate]:
    """A quotation with a dash and a name under it."""
    n = marks.around(dash - 1) if dash else None
    if n is None and dash > 1 and tree.pos[dash - 1] == "SPACE":
        n = marks.around(dash - 2)
    name = dash + 1
    if n is None or marks.extents[n][1] > dash or name >= len(tree) or tree.pos[name] != "PROPN":
        return []
    head = name
    while head + 1 < len(tree) and tree.pos[head + 1] == "PROPN":
        head += 1
    extent = (dash, dash + 1)
    return [Candidate(dash, "m", "-", "mark", "signature", [marks.extents[n]], None, head, "mark", extent)]


def _of_label(tree: Tree, colon: int) -> list[Candidate]:
    """A line that a name and a colon open: "Mayor: no new taxes"; the rest of the line is its content."""
    first = colon
    while first > 0 and colon - first < 6 and tree.pos[first - 1] in ("PROPN", "NOUN", "ADJ", "DET", "PART", "CCONJ"):
        first -= 1
    opens = first == 0 or (tree.pos[first - 1] == "SPACE" and "\n" in tree.words[first - 1])
    if first == colon or not opens:
        return []
    end = colon + 1
    while end < len(tree) and end - colon < 200 and not (tree.pos[end] == "SPACE" and "\n" in tree.words[end]):
        end += 1
    if end - colon < 3:
        return []
    head = colon - 1
    sentence_end = min(end, tree.sentences[tree.sentence[min(colon + 1, len(tree) - 1)]][1])
    found = [Candidate(colon, "m", ":", "mark", "label", [(colon + 1, end)], None, head, "mark", (colon, colon + 1))]
    if sentence_end < end and sentence_end > colon + 1:
        content = [(colon + 1, sentence_end)]
        found.append(Candidate(colon, "m", ":", "mark", "label.sentence", content, None, head, "mark", (colon, colon + 1)))
    return found


def _of_according(tree: Tree, cue: int, lemma: str, kind: str) -> list[Candidate]:
    """"According to X": the clause that it hangs on, and the whole sentence."""
    prep = tree.child(cue, "prep")
    source = tree.child(prep, "pobj") if prep is not None else None
    extent = (cue, prep + 1 if prep == cue + 1 else cue + 1)
    hole = tree.extent(cue)
    head = tree.heads[cue]
    sentence = tree.sentences[tree.sentence[cue]]
    found = [Candidate(cue, "v", lemma, kind, "accord.sentence", subtract(sentence, hole), head, source, "accord", extent)]
    if tree.extent(head) != sentence and head != cue:
        pieces = subtract(tree.extent(head), hole)
        found.append(Candidate(cue, "v", lemma, kind, "accord.clause", pieces, head, source, "accord", extent))
    return [candidate for candidate in found if candidate.content]


def _of_noun(tree: Tree, cues: Cues, noun: int, lemma: str) -> list[Candidate]:
    kind = cues.nouns[lemma]
    source, route = source_of_noun(tree, cues, noun)
    start = noun
    light = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "attr") and light < noun and (
        tree.lemmas[light] in cues.light or tree.lemmas[light] == "be"
    ):
        start = verb_cue_extent(tree, light)[0]
    found: list[Candidate] = []

    def add(frame: str, content: list[Extent], head: int | None, end: int) -> None:
        found.append(Candidate(noun, "n", lemma, kind, frame, content, head, source, route, (start, end)))

    for kid in tree.kids[noun]:
        dep = tree.deps[kid]
        if dep in ("acl", "ccomp", "relcl") and kid > noun:
            add(f"n.{dep}", [tree.extent(kid)], kid, noun + 1)
        elif dep == "prep" and tree.words[kid] not in ("by", "from"):
            for obj in tree.kids[kid]:
                if tree.deps[obj] in ("pobj", "pcomp"):
                    add(f"n.prep:{tree.words[kid]}:{tree.deps[obj]}", [tree.extent(obj)], obj, kid + 1)
        elif dep in ("compound", "amod") and kid < noun:
            add(f"n.{dep}", [tree.extent(kid)], kid, noun + 1)
    if tree.deps[noun] == "nsubj" and tree.lemmas[light] == "be":
        for kid in tree.kids[light]:
            if kid > light and tree.deps[kid] in ("ccomp", "attr", "xcomp"):
                add(f"n.is.{tree.deps[kid]}", [tree.extent(kid)], kid, noun + 1)
    if tree.deps[noun] == "dobj" and tree.lemmas[light] in cues.light:
        for kid in tree.kids[light]:
            if kid > noun and tree.deps[kid] in ("ccomp", "xcomp", "advcl"):
                add(f"n.light.{tree.deps[kid]}", [tree.extent(kid)], kid, noun + 1)
            elif kid > noun and tree.deps[kid] == "prep":
                for obj in tree.kids[kid]:
                    if tree.deps[obj] in ("pobj", "pcomp"):
                        add(f"n.light.prep:{tree.words[kid]}", [tree.extent(obj)], obj, kid + 1)
    return found


def _of_adjective(tree: Tree, cues: Cues, word: int, lemma: str) -> list[Candidate]:
    head = tree.heads[word]
    if tree.deps[word] in _PREDICATES and tree.pos[head] in ("VERB", "AUX"):
        source, route = source_of_verb(tree, head)
        start, holders = verb_cue_extent(tree, head)[0], (word, head)
    elif tree.deps[word] in ("amod", "acl", "advcl", "conj"):
        source, route, start, holders = head, "noun", word, (word,)
        if tree.deps[word] == "conj":
            source, route = source_of_verb(tree, tree.heads[head])
    else:
        return []
    kind = cues.adjectives[lemma]
    found: list[Candidate] = []
    for holder in holders:
        for kid in tree.kids[holder]:
            dep = tree.deps[kid]
            if kid <= word:
                continue
            if dep in ("ccomp", "xcomp", "advcl"):
                frame, head_word, end = f"a.{dep}", kid, word + 1
            elif dep == "prep" and (inner := tree.child(kid, "pobj", "pcomp")) is not None:
                frame, head_word, end = f"a.prep:{tree.words[kid]}", inner, kid + 1
            else:
                continue
            content = [tree.extent(head_word)]
            found.append(Candidate(word, "a", lemma, kind, frame, content, head_word, source, route, (min(start, word), end)))
    return found


def _of_adverb(tree: Tree, word: int, lemma: str) -> list[Candidate]:
    """"Reportedly": the clause that it stands in, and no source."""
    head = tree.heads[word]
    if head == word:
        return []
    clause = subtract(tree.extent(head), (word, word + 1))
    after = [(word + 1, tree.right[head])] if tree.right[head] > word + 1 else []
    found = [Candidate(word, "r", lemma, "say", "r.clause", clause, head, None, "none", (word, word + 1))]
    if after and after != clause:
        found.append(Candidate(word, "r", lemma, "say", "r.after", after, head, None, "none", (word, word + 1)))
    return [candidate for candidate in found if candidate.content]


# ---------------------------------------------------------------- sources


def source_of_verb(tree: Tree, verb: int) -> tuple[int | None, str]:
    """Head word of who says, believes or intends it, and how it was found.

    A passive verb has its "by" phrase or none; a verb without a subject of its own takes
    that of the verb it is joined to or governed by; a participle takes its noun.
    """
    if _is_passive(tree, verb):
        agent = tree.child(verb, "agent")
        by = tree.child(agent, "pobj") if agent is not None else None
        return (by, "agent") if by is not None else (None, "passive")
    here, route = verb, "own"
    for _ in range(_MAX_CLIMB):
        subject = _subject(tree, here)
        if subject is not None:
            return (None, "expl") if tree.deps[subject] == "expl" else (subject, route)
        dep, head = tree.deps[here], tree.heads[here]
        if head == here:
            break
        if dep in ("acl", "relcl", "amod") and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
            return head, dep
        if dep in ("compound", "nmod") and tree.pos[head] in ("NOUN", "PROPN"):
            return None, "compound"
        if dep not in _CLAUSE_LINKS and dep not in ("prep", "ccomp", "dep"):
            break
        route = dep if route == "own" else f"{route}^{dep}" if route.count("^") < 1 else route
        here = head
    return _nearest_name(tree, verb)


def _nearest_name(tree: Tree, verb: int) -> tuple[int | None, str]:
    """Where the parse gives no subject: the name or pronoun beside the verb."""
    for i in (verb - 1, verb + 1):
        if 0 <= i < len(tree) and tree.pos[i] in ("PROPN", "PRON") and tree.sentence[i] == tree.sentence[verb]:
            head = i
            while tree.deps[head] in ("compound", "poss") and abs(tree.heads[head] - i) < 4 and tree.heads[head] != verb:
                head = tree.heads[head]
            return head, "near"
    return None, "lost"


def _subject(tree: Tree, verb: int) -> int | None:
    kids = [kid for kid in tree.kids[verb] if tree.deps[kid] in ("nsubj", "nsubjpass", "csubj", "expl")]
    return kids[-1] if kids else None


def _is_passive(tree: Tree, verb: int) -> bool:
    if any(tree.deps[kid] in ("auxpass", "nsubjpass") for kid in tree.kids[verb]):
        return True
    return tree.tags[verb] == "VBN" and tree.deps[verb] in ("acl", "amod")


def source_of_noun(tree: Tree, cues: Cues, noun: int) -> tuple[int | None, str]:
    """Who makes the claim: a possessive, a "by" or "from" phrase, or the subject of a light verb."""
    for kid in tree.kids[noun]:
        if tree.deps[kid] == "poss":
            return kid, "poss"
    for kid in tree.kids[noun]:
        if tree.deps[kid] == "prep" and tree.words[kid] in ("by", "from", "among"):
            inner = tree.child(kid, "pobj")
            if inner is not None:
                return inner, f"n.{tree.words[kid]}"
    head, dep = tree.heads[noun], tree.deps[noun]
    if dep in ("dobj", "attr") and tree.pos[head] in ("VERB", "AUX") and (
        tree.lemmas[head] in cues.light or tree.lemmas[head] == "be"
    ):
        source, route = source_of_verb(tree, head)
        return source, f"light.{route}"
    if dep == "pobj" and tree.deps[tree.heads[head]] != "ROOT" and tree.pos[tree.heads[head]] in ("VERB", "AUX"):
        source, route = source_of_verb(tree, tree.heads[head])
        return source, f"pobj.{route}"
    compound = tree.child(noun, "compound")
    if compound is not None:
        return compound, "compound"
    return None, "none"


def source_extent(tree: Tree, head: int, cue: int) -> Extent:
    """Words of a source with titles and appositions, without a relative clause set off by a comma."""
    if tree.deps[head] in ("poss", "compound"):
        return tree.extent(head)
    if tree.tags[head] in ("WP", "WDT"):
        return head, head + 1
    start, end = tree.extent(head)
    for kid in tree.kids[head]:
        left = tree.left[kid]
        if kid < head or tree.deps[kid] not in ("relcl", "acl", "advcl", "conj"):
            continue
        if left <= cue < tree.right[kid]:
            end = min(end, left)
        elif tree.deps[kid] != "conj" and tree.words[left - 1] in (",", "–", "—", "-"):
            end = min(end, left - 1)
    if start <= cue < end:
        start, end = (cue + 1, end) if head > cue else (start, cue)
    return start, end


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
