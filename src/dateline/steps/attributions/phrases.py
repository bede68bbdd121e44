"""Contents of cues that are no verbs: "according to", nouns, adjectives, adverbs, and marks at a line's edge."""

from __future__ import annotations

from dateline.steps.attributions.candidate import Candidate, Reading, subtract
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.marks import Marks
from dateline.steps.attributions.sources import light_verb_of, source_of_noun, source_of_verb
from dateline.steps.attributions.tree import Tree
from dateline.steps.attributions.verbs import verb_cue_extent

SIGNATURE = "signature"
"""Frame of a name under a quotation; it is certain enough to stand without a learned score."""

_LONGEST_LABEL = 6
_LONGEST_LINE = 200


def read_according(tree: Tree, cue: int) -> list[Candidate]:
    """As in "According to X": the clause that it hangs on, and the whole sentence."""
    prep = tree.child(cue, "prep")
    source = tree.child(prep, "pobj") if prep is not None else None
    reading = Reading(
        tree, cue, "v", "accord", "accord", (source, "accord"), (cue, cue + (2 if prep == cue + 1 else 1))
    )
    head, hole = tree.heads[cue], tree.extent(cue)
    sentence = tree.sentences[tree.sentence[cue]]
    reading.add("accord.sentence", subtract(sentence, hole), head)
    if tree.extent(head) != sentence and head != cue:
        reading.add("accord.clause", subtract(tree.extent(head), hole), head)
    return reading.found


def read_noun(tree: Tree, cues: Cues, noun: int) -> list[Candidate]:
    """As in "The claim that ...", "his warning of ...", "issued an appeal for ...", "Doe supporters"."""
    lemma = tree.lemmas[noun]
    light = light_verb_of(tree, cues, noun)
    start = noun if light is None or light > noun else verb_cue_extent(tree, light)[0]
    source = source_of_noun(tree, cues, noun)
    reading = Reading(tree, noun, "n", lemma, cues.nouns[lemma], source, (start, noun + 1))
    for kid in tree.kids[noun]:
        dep = tree.deps[kid]
        if (dep in ("acl", "ccomp", "relcl") and kid > noun) or (dep in ("compound", "amod") and kid < noun):
            reading.add_phrase(f"n.{dep}", kid)
            says = tree.child(kid, "ccomp") if tree.tags[kid] == "VBG" and tree.lemmas[kid] in cues.verbs else None
            if says is not None and says > kid:
                reading.add("n.acl.ccomp", [tree.extent(says)], says, kid + 1)
        elif dep == "prep" and tree.words[kid] not in ("by", "from"):
            for inner in tree.kids[kid]:
                if tree.deps[inner] in ("pobj", "pcomp"):
                    reading.add_phrase(f"n.prep:{tree.words[kid]}:{tree.deps[inner]}", inner, kid + 1)
    verb = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and tree.lemmas[verb] == "be":
        for kid in tree.kids[verb]:
            if kid > verb and tree.deps[kid] in ("ccomp", "attr", "xcomp"):
                reading.add_phrase(f"n.is.{tree.deps[kid]}", kid)
    if tree.deps[noun] == "dobj" and tree.lemmas[verb] in cues.light:
        _add_beside(reading, verb)
    return reading.found


def _add_beside(reading: Reading, verb: int) -> None:
    """What the parser hung on the light verb in place of its noun."""
    tree = reading.tree
    for kid in tree.kids[verb]:
        if kid > reading.cue and tree.deps[kid] in ("ccomp", "xcomp", "advcl"):
            reading.add_phrase(f"n.light.{tree.deps[kid]}", kid)
        elif kid > reading.cue and tree.deps[kid] == "prep":
            reading.add_governed(f"n.light.prep:{tree.words[kid]}", kid)


def read_adjective(tree: Tree, cues: Cues, word: int) -> list[Candidate]:
    """As in "Is confident that ...", "are wary of ...", "officials worried about ..."."""
    head, dep, lemma = tree.heads[word], tree.deps[word], tree.lemmas[word]
    start, holders = word, [word]
    if dep in ("acomp", "attr", "oprd") and tree.pos[head] in ("VERB", "AUX"):
        source = source_of_verb(tree, head)
        start, holders = min(word, verb_cue_extent(tree, head)[0]), [word, head]
    elif dep == "conj":
        source = source_of_verb(tree, tree.heads[head])
    elif dep in ("amod", "acl", "advcl"):
        source = (head, "noun")
    else:
        return []
    reading = Reading(tree, word, "a", lemma, cues.adjectives[lemma], source, (start, word + 1))
    for kid in (kid for holder in holders for kid in tree.kids[holder] if kid > word):
        if tree.deps[kid] in ("ccomp", "xcomp", "advcl"):
            reading.add_phrase(f"a.{tree.deps[kid]}", kid)
        elif tree.deps[kid] == "prep":
            reading.add_governed(f"a.prep:{tree.words[kid]}", kid)
    return reading.found


def read_adverb(tree: Tree, word: int) -> list[Candidate]:
    """As in "Reportedly": the clause that it stands in, or what follows it there; no source."""
    head = tree.heads[word]
    if head == word:
        return []
    reading = Reading(tree, word, "r", tree.lemmas[word], "say", (None, "none"), (word, word + 1))
    clause = subtract(tree.extent(head), (word, word + 1))
    after = [(word + 1, tree.right[head])]
    reading.add("r.clause", clause, head)
    if after != clause:
        reading.add("r.after", after, head)
    return reading.found


def read_signature(tree: Tree, marks: Marks, dash: int) -> list[Candidate]:
    """A quotation with a dash and a name after it, up to the end of the line."""
    before, name = dash - 1, dash + 1
    while before >= 0 and dash - before < 4 and tree.pos[before] == "SPACE":
        before -= 1
    n = marks.around(before) if before >= 0 else None
    if name < len(tree) and tree.pos[name] == "SPACE":
        name += 1
    if n is None or marks.extents[n][1] != before + 1 or name >= len(tree) or tree.pos[name] != "PROPN":
        return []
    while name + 1 < len(tree) and tree.pos[name + 1] == "PROPN":
        name += 1
    after = name + 2 if name + 1 < len(tree) and tree.words[name + 1] == "." else name + 1
    if after < len(tree) and not _is_line_end(tree, after):
        return []
    reading = Reading(tree, dash, "m", "-", "mark", (name, "mark"), (dash, dash + 1))
    reading.add(SIGNATURE, [marks.extents[n]])
    return reading.found


def read_label(tree: Tree, colon: int) -> list[Candidate]:
    """A line that a name and a colon open ("Mayor: no new taxes"): its rest or its first sentence."""
    first = colon
    while first > 0 and colon - first < _LONGEST_LABEL and tree.pos[first - 1] in _LABEL_POS:
        first -= 1
    if first == colon or not (first == 0 or _is_line_end(tree, first - 1)):
        return []
    end = colon + 1
    while end < len(tree) and end - colon < _LONGEST_LINE and not _is_line_end(tree, end):
        end += 1
    if end - colon < 3:
        return []
    reading = Reading(tree, colon, "m", ":", "mark", (colon - 1, "mark"), (colon, colon + 1))
    reading.add("label", [(colon + 1, end)])
    stop = tree.sentences[tree.sentence[colon + 1]][1]
    if stop < end:
        reading.add("label.sentence", [(colon + 1, stop)])
    return reading.found


_LABEL_POS = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "CCONJ"})


def _is_line_end(tree: Tree, token: int) -> bool:
    return tree.pos[token] == "SPACE" and "\n" in tree.words[token]
