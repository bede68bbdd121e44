"""Features of a candidate: what speaks for it, each as a short name that a weight is learned for."""

from __future__ import annotations

from dateline.steps.attributions.candidate import Candidate
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.marks import Marks, style_of
from dateline.steps.attributions.tree import Tree

_LONG_SENTENCE = 300
_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 20, 35, 60)


def cue_features(tree: Tree, marks: Marks, cues: Cues, candidate: Candidate) -> list[str]:
    """Name what speaks for a cue and its source, the same for all its candidates."""
    found = _of_cue(tree, marks, cues, candidate)
    found += _of_source(tree, candidate)
    return found


def content_features(tree: Tree, marks: Marks, candidate: Candidate) -> list[str]:
    """Name what speaks for one content of a cue."""
    frame, kind, lemma = candidate.frame, candidate.kind, candidate.lemma
    base = frame.split(":")[0]
    found = [f"f={frame}", f"k+f={kind}+{frame}", f"l+f={lemma}+{frame}"]
    found += _of_content(tree, marks, candidate, base)
    if candidate.cut:
        place, word = candidate.cut.split(":", 1)
        found += [f"cut={place}", f"cut={word}", f"cut={word}:{place}", f"cut={word}:{kind}", f"cut={place}:{frame}"]
    style = style_of(tree, marks, candidate.content)
    found += [
        f"style={style}:{kind}",
        f"style={style}:{base}",
        f"style={style}:{lemma}",
        f"style={style}:{base}:{kind}",
    ]
    source = candidate.source
    if source is not None:
        word = _source_word(tree, source)
        found += [f"style={style}:s:{tree.pos[source]}:{candidate.route}", f"s+f={word}:{frame}"]
        if any(start <= source < end for start, end in candidate.content):
            found.append(f"s.inside:{frame}")
    else:
        found.append(f"route+f={candidate.route}:{frame}")
    return found


def _of_cue(tree: Tree, marks: Marks, cues: Cues, candidate: Candidate) -> list[str]:
    cue, kind, part = candidate.cue, candidate.kind, candidate.part
    dep, head = tree.deps[cue], tree.heads[cue]
    lemma = candidate.lemma
    found = [
        f"bias:{part}",
        f"k={kind}:{part}",
        f"l={lemma}:{part}",
        f"dep={dep}:{part}",
        f"tag={tree.tags[cue]}:{kind}",
    ]
    start, end = tree.sentences[tree.sentence[cue]]
    if end - start < _LONG_SENTENCE and "according" in tree.words[start:end] and lemma != "accord":
        found += ["accorded", f"accorded:{kind}"]
    if start == 0:
        found += ["headline", f"headline:{kind}"]
    for kid in tree.kids[cue]:
        label = tree.deps[kid]
        if label in ("aux", "auxpass", "neg", "mark", "prt"):
            found.append(f"aux={tree.words[kid]}")
            if label in ("aux", "prt"):
                found.append(f"aux+k={tree.words[kid]}+{kind}")
        elif kid > cue and label != "punct":
            found.append(f"has={label}:{kind}")
    if tree.pos[head] in ("VERB", "AUX") and head != cue:
        above = cues.verbs.get(tree.lemmas[head], "-")
        found += [f"above={above}:{dep}", f"above={above}:{dep}:{kind}", f"hl={tree.lemmas[head]}:{dep}"]
    elif head != cue:
        above = cues.nouns.get(tree.lemmas[head], "-")
        found += [f"aboven={above}:{dep}"]
        top = tree.heads[head]
        if tree.pos[top] in ("VERB", "AUX"):
            found.append(f"above2={cues.verbs.get(tree.lemmas[top], '-')}:{tree.deps[head]}")
    within = _within(tree, cues, cue)
    found.append(f"within={within}")
    found.append(f"within={within}:{kind}")
    n = marks.around(cue)
    if n is not None:
        found += [f"quoted={marks.quotes[n].kind}", f"quoted:{kind}"]
    return found


def _within(tree: Tree, cues: Cues, cue: int) -> str:
    """Whether the cue stands in the clause of another cue, and of which class."""
    here = cue
    for _ in range(12):
        head = tree.heads[here]
        if head == here:
            break
        if tree.deps[here] in ("ccomp", "xcomp") and tree.lemmas[head] in cues.verbs:
            return f"{cues.verbs[tree.lemmas[head]]}:{tree.deps[here]}"
        if tree.deps[here] == "pobj" and tree.words[head] == "to" and tree.lemmas[tree.heads[head]] == "accord":
            return "accord"
        here = head
    if here == cue:
        return "-"
    root = [
        kid for kid in tree.kids[here] if tree.deps[kid] in ("parataxis", "ccomp") and tree.lemmas[kid] in cues.verbs
    ]
    return f"over:{cues.verbs[tree.lemmas[root[0]]]}" if root and root[0] != cue else "-"


def _of_content(tree: Tree, marks: Marks, candidate: Candidate, base: str) -> list[str]:
    frame, kind, head = candidate.frame, candidate.kind, candidate.head
    start, end = candidate.content[0][0], candidate.content[-1][1]
    length = sum(b - a for a, b in candidate.content)
    bucket = next((n for n in _LENGTHS if length <= n), 99)
    first = tree.words[start]
    found = [
        f"len={bucket}",
        f"len+k={bucket}+{kind}",
        f"len+f={bucket}+{frame}",
        f"n={len(candidate.content)}:{frame}",
    ]
    found += [
        f"w0={first}:{frame}",
        f"w0+k={first}:{kind}" if first in _FIRST_WORDS else f"t0={tree.tags[start]}:{frame}",
    ]
    if head is not None:
        found += [f"ct={tree.tags[head]}:{frame}", f"ct+k={tree.tags[head]}:{kind}", f"cl={tree.lemmas[head]}:{kind}"]
        found += [f"ce={tree.entities[head]}:{kind}:{base}", f"ce={tree.entities[head]}:{candidate.lemma}"]
        for kid in tree.kids[head]:
            if tree.deps[kid] in ("mark", "aux", "nsubj", "neg"):
                label = tree.deps[kid]
                word = tree.words[kid] if label != "nsubj" else tree.tags[kid]
                found.append(f"c.{label}={word}:{kind}")
    gap = start - candidate.cue if start > candidate.cue else candidate.cue - end
    found.append(f"gap={'after' if start > candidate.cue else 'before'}:{min(max(gap, -1), 6)}:{base}")
    inside = sum(1 for a, b in candidate.content for n in _touching(marks, a, b))
    found.append(f"quotes={min(inside, 2)}:{kind}")
    whole = marks.around(start)
    found.append(f"opens={'quote' if whole is not None and marks.extents[whole][0] == start else '-'}:{frame}")
    found.append(f"ends={tree.words[end - 1] if tree.pos[end - 1] == 'PUNCT' else 'w'}")
    return found


_FIRST_WORDS = frozenset(
    [
        "that",
        "to",
        "whether",
        "how",
        "what",
        "why",
        "who",
        "if",
        "when",
        "where",
        "which",
        "the",
        "a",
        "it",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "not",
    ]
)


def _touching(marks: Marks, start: int, end: int) -> list[int]:
    first = marks.around(start)
    n = marks.next_from(start + 1)
    found = [] if first is None else [first]
    if n is not None and marks.extents[n][0] < end:
        found.append(n)
    return found


def _of_source(tree: Tree, candidate: Candidate) -> list[str]:
    head, kind, route = candidate.source, candidate.kind, candidate.route
    found = [f"route={route}", f"route+k={route}:{kind}", f"route+l={route}:{candidate.lemma}"]
    if head is None:
        return found
    word = _source_word(tree, head)
    found += [f"s={word}", f"s+k={word}:{kind}", f"s+l={word}:{candidate.lemma}"]
    if tree.entities[head]:
        found += [f"se={tree.entities[head]}", f"se+k={tree.entities[head]}:{kind}"]
    if tree.pos[head] == "NOUN":
        found += [f"sl={tree.lemmas[head]}", f"sl+k={tree.lemmas[head]}:{kind}"]
    return found


def _source_word(tree: Tree, head: int) -> str:
    """A pronoun itself, of other words the part of speech."""
    pos = tree.pos[head]
    return tree.words[head] if pos == "PRON" or tree.tags[head] in ("WP", "WDT", "PRP$") else pos
