"""Chains: who passed another's words on ("state media quoted the governor as saying")."""

from __future__ import annotations

from dateline.steps.attributions.candidate import Candidate, subtract
from dateline.steps.attributions.kinds import is_medium
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.sources import source_of_verb
from dateline.steps.attributions.tree import Tree
from dateline.steps.attributions.verbs import verb_cue_extent


def link_chain(tree: Tree, cues: Cues, candidate: Candidate) -> int | None:
    """Give a candidate its speaker as source and the one who quotes that speaker as carrier, where there are both.

    Three forms are known for everybody: "C quoted S as saying ...", "S was quoted by C as saying ..." and
    "S said, according to C, ..."; and three with media: "C reported ..., citing S", "S told C ...",
    "S said ..., according to C", where for anybody else the whole would be C's words.

    Returns:
        The participle that is used up thereby and is no cue of its own: "citing".
    """
    found = _quoting_verb(tree, cues, candidate.cue)
    if found is not None:
        quoting, saying = found
        speaker, carrier = _speaker_and_carrier(tree, quoting)
        if speaker is not None:
            candidate.source, candidate.route, candidate.carrier = speaker, "quoted", carrier
            _drop_words_until(candidate, saying)
    elif candidate.lemma == "accord":
        return _link_according(tree, cues, candidate)
    else:
        candidate.carrier = _according_to(tree, candidate)
        if candidate.carrier is None:
            return _link_media(tree, cues, candidate)
    return None


def _link_according(tree: Tree, cues: Cues, candidate: Candidate) -> int | None:
    """What somebody said "according to" a medium is that speaker's, and the medium hands it on."""
    verb, medium = tree.heads[candidate.cue], candidate.source
    if tree.deps[verb] == "ccomp" and tree.words[candidate.cue - 1] == ",":
        verb = tree.heads[verb]
    if medium is None or not is_medium(tree, medium) or tree.lemmas[verb] not in cues.verbs:
        return None
    speaker, clause = tree.child(verb, "nsubj"), tree.child(verb, "ccomp")
    if speaker is None or clause is None:
        return None
    hole = tree.extent(candidate.cue)
    candidate.source, candidate.carrier, candidate.route = speaker, medium, "quoted"
    candidate.content = subtract(tree.extent(clause), hole)
    candidate.cue_extent = verb_cue_extent(tree, verb)
    return None


def _link_media(tree: Tree, cues: Cues, candidate: Candidate) -> int | None:
    """A medium that cites somebody for what it reports is the carrier, and so is one that somebody tells it to."""
    if candidate.source is not None and is_medium(tree, candidate.source):
        cited = _cited(tree, cues, candidate) or _cited_at_end(tree, cues, candidate)
        if cited is not None:
            candidate.source, candidate.route, candidate.carrier = cited[1], "cited", candidate.source
            return cited[0]
    elif candidate.lemma == "tell":
        hearer = tree.child(candidate.cue, "dobj", "dative")
        if hearer is not None and tree.pos[hearer] != "PRON" and is_medium(tree, hearer):
            candidate.carrier = hearer
    elif candidate.lemma == "speak":
        prep = next((kid for kid in tree.kids[candidate.cue] if tree.words[kid] == "to"), None)
        hearer = tree.child(prep, "pobj") if prep is not None else None
        if hearer is not None and is_medium(tree, hearer):
            candidate.carrier = hearer
    return None


def _cited(tree: Tree, cues: Cues, candidate: Candidate) -> tuple[int, int] | None:
    """A participle beside the cue and whom it cites: "..., citing witnesses"."""
    holders = [candidate.cue] if candidate.source is None else [candidate.cue, candidate.source]
    for kid in (kid for holder in holders for kid in tree.kids[holder]):
        if tree.tags[kid] == "VBG" and tree.lemmas[kid] in cues.carriers and tree.deps[kid] in ("advcl", "acl"):
            noun = tree.child(kid, "dobj")
            return (kid, noun) if noun is not None else None
    return None


def _cited_at_end(tree: Tree, cues: Cues, candidate: Candidate) -> tuple[int, int] | None:
    """The same where the parse hangs it on the content: "the radio said the mayor had fled, *citing* a clerk".

    Whoever is told of cites nobody in the report's own tense, so the words are the medium's; they leave the content.
    """
    start, end = candidate.content[-1]
    for comma in range(start + 1, end - 1):
        kid = comma + 1
        if tree.words[comma] == "," and tree.tags[kid] == "VBG" and tree.lemmas[kid] in cues.carriers:
            noun = tree.child(kid, "dobj")
            if noun is not None and tree.right[kid] >= end:
                candidate.content[-1] = (start, comma)
                return kid, noun
    return None


def _quoting_verb(tree: Tree, cues: Cues, cue: int) -> tuple[int, int] | None:
    """The verb that quotes and the verb of saying under its "as", where the cue is one of the two."""
    if tree.lemmas[cue] in cues.carriers:
        for prep in tree.kids[cue]:
            if tree.words[prep] == "as":
                saying = tree.child(prep, "pcomp")
                if saying is not None:
                    return cue, saying
        return None
    prep = tree.heads[cue]
    if tree.deps[cue] == "pcomp" and tree.words[prep] == "as" and tree.lemmas[tree.heads[prep]] in cues.carriers:
        return tree.heads[prep], cue
    return None


def _speaker_and_carrier(tree: Tree, quoting: int) -> tuple[int | None, int | None]:
    passive = tree.child(quoting, "nsubjpass")
    if passive is not None or tree.child(quoting, "auxpass") is not None:
        agent = tree.child(quoting, "agent")
        return passive, tree.child(agent, "pobj") if agent is not None else None
    if tree.tags[quoting] == "VBN" and tree.deps[quoting] == "acl":
        agent = tree.child(quoting, "agent")
        return tree.heads[quoting], tree.child(agent, "pobj") if agent is not None else None
    return tree.child(quoting, "dobj"), source_of_verb(tree, quoting)[0]


def quotes_somebody(tree: Tree, cues: Cues, cue: int) -> bool:
    """Whether a cue is "quoted" or "saying" in "quoted the mayor as saying"."""
    return _quoting_verb(tree, cues, cue) is not None


def _drop_words_until(candidate: Candidate, saying: int) -> None:
    """Take "the governor as saying" out of a content that begins with it."""
    kept = [(max(start, saying + 1) if start <= saying else start, end) for start, end in candidate.content]
    kept = [(start, end) for start, end in kept if start < end]
    if kept:
        candidate.content = kept


def _according_to(tree: Tree, candidate: Candidate) -> int | None:
    """The noun of an "according to" that hangs on the cue itself."""
    for kid in tree.kids[candidate.cue]:
        if tree.words[kid] == "according" and not any(start <= kid < end for start, end in candidate.content):
            prep = tree.child(kid, "prep")
            return tree.child(prep, "pobj") if prep is not None else None
    return None
