"""Who says so: the head word of a cue's source, and the words of it."""

from __future__ import annotations

from dateline.steps.attributions.candidate import Extent
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.tree import Tree

_CLAUSE_LINKS = frozenset({"advcl", "xcomp", "conj", "acl", "pcomp", "prep", "ccomp", "dep"})
_MAX_CLIMB = 6
"""Verbs that are asked for a subject, from the cue upwards."""


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
        if dep not in _CLAUSE_LINKS:
            break
        route = dep if route == "own" else f"{route}^{dep}" if route.count("^") < 1 else route
        here = head
    return _nearest_name(tree, verb)


def _nearest_name(tree: Tree, verb: int) -> tuple[int | None, str]:
    """Where the parse gives no subject: the name or pronoun beside the verb, or "the 40-year-old" before it."""
    for i in (verb - 1, verb + 1):
        if 0 <= i < len(tree) and tree.pos[i] in ("PROPN", "PRON") and tree.sentence[i] == tree.sentence[verb]:
            head = i
            while (
                tree.deps[head] in ("compound", "poss") and abs(tree.heads[head] - i) < 4 and tree.heads[head] != verb
            ):
                head = tree.heads[head]
            return head, "near"
    before = verb - 1
    if (
        before > 0
        and tree.pos[before] == "ADJ"
        and tree.heads[before] == verb
        and tree.words[tree.left[before]] == "the"
    ):
        return before, "near"
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
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner, "poss"
    for kid in tree.kids[noun]:
        if tree.deps[kid] == "prep" and tree.words[kid] in ("by", "from", "among"):
            inner = tree.child(kid, "pobj")
            if inner is not None:
                return inner, f"n.{tree.words[kid]}"
    light = light_verb_of(tree, cues, noun)
    if light is not None:
        source, route = source_of_verb(tree, light)
        return source, f"light.{route}"
    above = tree.heads[tree.heads[noun]]
    if tree.deps[noun] == "pobj" and tree.deps[above] != "ROOT" and tree.pos[above] in ("VERB", "AUX"):
        source, route = source_of_verb(tree, above)
        return source, f"pobj.{route}"
    compound = tree.child(noun, "compound")
    return (compound, "compound") if compound is not None else (None, "none")


def light_verb_of(tree: Tree, cues: Cues, noun: int) -> int | None:
    """The verb that lends a noun its subject: "*issued* a warning", "*is* a supporter"."""
    verb = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "attr") and tree.pos[verb] in ("VERB", "AUX"):
        return verb if tree.lemmas[verb] in cues.light or tree.lemmas[verb] == "be" else None
    return None


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
