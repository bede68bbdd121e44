"""Contents of a verb: its clauses, objects and prepositions, and the quotations beside it."""

from __future__ import annotations

from dateline.steps.attributions.candidate import Candidate, Extent, Reading, subtract
from dateline.steps.attributions.marks import Marks, same_paragraph
from dateline.steps.attributions.sources import source_of_verb
from dateline.steps.attributions.tree import Tree

_MAX_GAP = 14
"""Tokens that may stand between a quotation and the verb that introduces it."""

_AFTER_OBJECT = frozenset({"oprd", "acomp", "advcl", "prep", "ccomp", "attr", "dobj", "acl"})
_AFTER_PASSIVE = frozenset({"xcomp", "oprd", "ccomp", "advcl", "dobj", "prep"})
_AFTER_SEEMING = frozenset({"xcomp", "oprd", "acomp", "ccomp", "advcl", "prep", "attr"})
_OTHER = frozenset({"advcl", "parataxis", "advmod", "acomp", "oprd", "attr", "intj", "dep"})


def read_verb(tree: Tree, marks: Marks, verb: int, kind: str) -> list[Candidate]:
    """Give all ways in which a verb of the lexicon may hold a content."""
    extent = verb_cue_extent(tree, verb)
    reading = Reading(tree, verb, "v", tree.lemmas[verb], kind, source_of_verb(tree, verb), extent)
    for kid in tree.kids[verb]:
        _add_dependent(reading, marks, kid)
    _add_governor(reading)
    if marks.around(verb) is None:
        _add_quotes(reading, marks)
        _add_colon(reading, marks)
        _add_rest(reading)
    return reading.found


def read_other_verb(tree: Tree, marks: Marks, verb: int) -> list[Candidate]:
    """Any verb may carry a quotation that stands right beside it ("..., she grinned")."""
    if marks.around(verb) is not None or not marks.extents:
        return []
    extent = verb_cue_extent(tree, verb)
    reading = Reading(tree, verb, "v", tree.lemmas[verb], "other", (None, "none"), extent)
    _add_quotes(reading, marks)
    near = (".near.", ".at.")
    found = [c for c in reading.found if c.frame.endswith("speech") and any(part in c.frame for part in near)]
    for candidate in found:
        candidate.source, candidate.route = source_of_verb(tree, verb)
    return found


def _add_dependent(reading: Reading, marks: Marks, kid: int) -> None:
    verb, dep = reading.cue, reading.tree.deps[kid]
    if dep == "ccomp":
        reading.add_phrase("ccomp", kid)
        if kid > verb:
            _add_other_ends(reading, marks, kid)
    elif dep == "xcomp":
        _add_infinitive(reading, kid)
    elif dep == "dobj":
        _add_object(reading, kid)
    elif dep in ("prep", "agent", "dative"):
        _add_preposition(reading, kid)
    elif dep == "nsubjpass":
        _add_passive(reading, kid)
    elif dep in ("nsubj", "expl") and reading.kind in ("believe", "judge"):
        _add_seeming(reading, kid)
    elif dep in _OTHER and kid > verb:
        reading.add_phrase(dep, kid)


def _add_other_ends(reading: Reading, marks: Marks, kid: int) -> None:
    """A clause that ends elsewhere than the parser says: at the end of a quotation or of the sentence."""
    tree = reading.tree
    start, end = tree.extent(kid)
    stop = tree.sentences[tree.sentence[reading.cue]][1]
    if stop - end > 2:
        reading.add("ccomp.long", [(start, stop)], kid)
    n = marks.next_from(start)
    if marks.around(end - 1) is None and n is not None and start < marks.extents[n][1] < end - 3:
        reading.add("ccomp.quote", [(start, marks.extents[n][1])], kid)


def _add_infinitive(reading: Reading, kid: int) -> None:
    """An infinitive, with the object that is to do it ("urged them to leave") or only what it holds."""
    tree = reading.tree
    reading.add_phrase("xcomp", kid)
    objects = [i for i in tree.kids[reading.cue] if tree.deps[i] in ("dobj", "dative") and reading.cue < i < kid]
    if objects:
        reading.add("obj+xcomp", [(tree.left[objects[0]], tree.right[kid])], kid)
    for inner in tree.kids[kid]:
        dep = tree.deps[inner]
        if inner > kid and dep in ("dobj", "ccomp", "xcomp"):
            reading.add_phrase(f"xcomp.{dep}", inner, kid + 1)
        elif dep == "prep":
            reading.add_governed("xcomp.prep", inner)


def _add_object(reading: Reading, kid: int) -> None:
    """The object, alone, with what follows it in the verb's phrase, or only what it holds."""
    tree = reading.tree
    reading.add_phrase("dobj", kid)
    for other in tree.kids[reading.cue]:
        dep = tree.deps[other]
        if other > kid and dep in _AFTER_OBJECT:
            frame = f"obj+prep:{tree.words[other]}" if dep == "prep" else f"obj+{dep}"
            reading.add(frame, [(tree.left[kid], tree.right[other])], other)
    for inner in tree.kids[kid]:
        if tree.deps[inner] == "prep":
            reading.add_governed("dobj.prep", inner)
        elif tree.deps[inner] in ("acl", "ccomp", "relcl"):
            reading.add_phrase(f"dobj.{tree.deps[inner]}", inner)


def _add_preposition(reading: Reading, prep: int) -> None:
    tree = reading.tree
    for kid in tree.kids[prep]:
        dep = tree.deps[kid]
        if dep not in ("pobj", "pcomp"):
            continue
        reading.add_phrase(f"prep:{tree.words[prep]}:{dep}", kid, prep + 1)
        for inner in tree.kids[kid]:
            if dep == "pcomp" and tree.deps[inner] in ("dobj", "ccomp") and inner > kid:
                reading.add_phrase(f"prep.pcomp.{tree.deps[inner]}", inner, kid + 1)
            elif dep == "pobj" and tree.deps[inner] == "prep":
                reading.add("prep.pobj.prep", [(inner + 1, tree.right[inner])], inner, inner + 1)


def _add_passive(reading: Reading, subject: int) -> None:
    """As in "The raid was described as a success": the subject is part of the content."""
    tree = reading.tree
    reading.add_phrase("subjpass", subject)
    for kid in tree.kids[reading.cue]:
        dep = tree.deps[kid]
        if kid > reading.cue and dep in _AFTER_PASSIVE:
            frame = f"subjpass+prep:{tree.words[kid]}" if dep == "prep" else f"subjpass+{dep}"
            reading.add(frame, [tree.extent(subject), tree.extent(kid)], kid)


def _add_seeming(reading: Reading, subject: int) -> None:
    """As in "The rebels appear to have left": subject and infinitive are the content."""
    tree = reading.tree
    for kid in tree.kids[reading.cue]:
        if kid > reading.cue and tree.deps[kid] in _AFTER_SEEMING:
            own = [] if tree.words[subject] in ("it", "there") else [tree.extent(subject)]
            reading.add(f"subj+{tree.deps[kid]}", [*own, tree.extent(kid)], kid)


def _add_governor(reading: Reading) -> None:
    """The cue hangs on its content: "The town, he said, had fallen"; "the truce announced by ..."."""
    tree, verb = reading.tree, reading.cue
    dep, head = tree.deps[verb], tree.heads[verb]
    if dep in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl") and tree.pos[head] in ("VERB", "AUX"):
        if dep == "advcl" and not any(tree.words[kid] in ("as", "like") for kid in tree.kids[verb]):
            return
    elif dep not in ("acl", "relcl", "amod") or tree.pos[head] not in ("NOUN", "PROPN", "PRON"):
        return
    reading.add(f"gov.{dep}", subtract(tree.extent(head), tree.extent(verb)), head)


def _add_quotes(reading: Reading, marks: Marks) -> None:
    """Quotations just before and just after the cue, whatever the parser made of them."""
    tree, verb = reading.tree, reading.cue
    after = marks.next_from(verb)
    before = (len(marks.extents) if after is None else after) - 1
    if before >= 0:
        start, end = marks.extents[before]
        if 0 <= verb - end <= _MAX_GAP and same_paragraph(tree, end - 1, verb):
            near = "near" if verb - end <= 4 else "far"
            reading.add(f"quote.before.{near}.{marks.quotes[before].kind}", [(start, end)])
    if after is not None:
        start, end = marks.extents[after]
        gap = start - reading.extent[1]
        if gap <= _MAX_GAP and (same_paragraph(tree, verb, start) or tree.words[start - 1] == ":"):
            near = "at" if gap <= 2 else "far"
            same = "in" if start < tree.sentences[tree.sentence[verb]][1] else "out"
            reading.add(f"quote.after.{near}.{same}.{marks.quotes[after].kind}", [(start, end)])


def _add_colon(reading: Reading, marks: Marks) -> None:
    """What follows a colon up to the end of the sentence."""
    tree, verb = reading.tree, reading.cue
    end = tree.sentences[tree.sentence[verb]][1]
    for i in range(verb + 1, min(end, verb + 8)):
        if tree.words[i] == ":":
            if i + 1 not in marks.starts_set:
                reading.add("colon", [(i + 1, end)])
            return


def _add_rest(reading: Reading) -> None:
    """All that follows or precedes the verb in its sentence, where the parser hung no clause there."""
    tree, verb, start = reading.tree, reading.cue, reading.extent[1]
    first, end = tree.sentences[tree.sentence[verb]]
    clauses = [kid for kid in tree.kids[verb] if tree.deps[kid] in ("ccomp", "xcomp")]
    if end - start >= 3 and not clauses:
        reading.add("rest", [(start, end)])
    before = _start_of_clause(tree, verb, first)
    if before - first < 2:
        return
    if all(kid > verb for kid in clauses):
        reading.add("sofar", [(first, before)])
    comma = next((i for i in range(start, min(end, start + _MAX_GAP)) if tree.words[i] == ","), None)
    if comma is not None and end - comma > 2:
        reading.add("both", [(first, before), (comma + 1, end)])
        if comma - start > 1:
            reading.add("both.long", [(first, before), (start, end)])


def _start_of_clause(tree: Tree, verb: int, first: int) -> int:
    """The comma before a verb and its subject ("..., the army said"), or the sentence's start."""
    for i in range(verb, max(first, verb - _MAX_GAP), -1):
        if tree.words[i] == ",":
            return i
    return first


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
