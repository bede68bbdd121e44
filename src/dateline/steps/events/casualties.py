"""How many were killed, injured, went missing or were captured, as ranges with their words.

A word of harm ("killed", "dead", "toll") leads by grammar to the nouns that name the harmed;
a quantity in each of those phrases, or the one person that it names, makes a figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from dateline.report import CasualtyKind
from dateline.steps.events.figures import Figure, make_figures
from dateline.steps.events.harm import HOSPITALS, find_harmed, is_one_of_two
from dateline.steps.events.harm_words import HarmWords, load_harm_words
from dateline.steps.events.people_counts import CountReader
from dateline.steps.events.tolls import find_toll, is_toll_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Reach = Literal["tied", "around", "own", "none"]

_APART = ("after", "before", "since", "until", "although", "though", "while", "because")


_MAX_CHILDREN = 60
"""Words that hang on one word in prose; more come from broken text, and each look at them costs time."""


_FAR = 60


def find_figures(doc: Doc) -> list[Figure]:
    """Find every casualty figure of a document, in text order."""
    lexicon = load_harm_words()
    harms = [token for token in doc if token.lemma_.lower() in lexicon.triggers or token.lower_ in lexicon.triggers]
    if not harms:
        return []
    reader = CountReader(doc, [token.lower_ for token in doc])
    found: dict[tuple[CasualtyKind, int], Figure] = {}
    for token in harms:
        for figure in _figures_at(token, reader, lexicon):
            found.setdefault((figure.kind, figure.head.i), figure)
    return _without_repeats(sorted(found.values(), key=lambda figure: (figure.head.i, figure.kind)))


def _without_repeats(figures: list[Figure]) -> list[Figure]:
    """Drop a figure whose words lie within those of another of its kind, unless it is a part of it.

    Those who were taken to hospital and died there are dead, not injured.
    """
    kept: list[Figure] = []
    dead = {figure.head.i for figure in figures if figure.kind == "killed"}
    for figure in figures:
        if figure.governor.lower_ in HOSPITALS and figure.head.i in dead:
            continue
        twin = next((k for k in reversed(kept[-4:]) if k.kind == figure.kind and k.end >= figure.end), None)
        if twin is None or (figure.part and figure.head.i != twin.head.i):
            kept.append(figure)
    return kept


def _figures_at(token: Token, reader: CountReader, lexicon: HarmWords) -> Iterator[Figure]:
    """Give the figures that one word of harm leads to."""
    if max(here.n_lefts + here.n_rights for here in (token, token.head)) > _MAX_CHILDREN:
        return
    lemma = token.lemma_.lower()
    if (
        lemma in ("toll", "number")
        or is_toll_of(token, lexicon)
        or (lemma == "count" and reader.words[token.i - 1] == "body")
    ):
        yield from find_toll(token, reader, lexicon)
        return
    if token.lower_ in lexicon.words["unhurt"]:
        return
    kind, patients = find_harmed(token, lemma, reader, lexicon)
    if kind is None or is_one_of_two(token, kind, lexicon):
        return
    yield from make_figures(patients, kind, token, reader, lexicon)


def figures_of(trigger: Token, figures: Sequence[Figure], reach: Reach = "tied") -> list[Figure]:
    """Give the figures that are grammatically tied to a trigger.

    The trigger is the word of harm, or the harm hangs on it or it on the harm: "bombed the
    camp, killing six", "the attack killed six", "six died in the attack", "an attack that
    left six dead".

    Args:
        trigger: Head word of the event.
        figures: All figures of the text.
        reach: Which figures its type has; see `EventType.casualties`.
    """
    if reach == "none":
        return []
    first = bisect_left(figures, trigger.i - 2 * _FAR, key=_position)
    last = bisect_right(figures, trigger.i + 2 * _FAR, key=_position)
    ties = {"own": (_OWN, _OWN), "around": (_OWN - {"dobj"} | {"relcl"}, _TIES)}.get(reach, (_TIES, _TIES))
    found = [figure for figure in figures[first:last] if _is_tied(trigger, figure, *ties)]
    return [f for f in found if reach != "own" or not _has_clause_between(trigger, f.governor)]


def _position(figure: Figure) -> int:
    return figure.head.i


def _is_tied(trigger: Token, figure: Figure, below: Collection[str], above: Collection[str]) -> bool:
    """Whether a figure is told with a trigger: its word is the trigger, or hangs on it, or holds it.

    Args:
        trigger: Head word of the event.
        figure: The figure.
        below: Links that may lead from the figure up to the trigger.
        above: Links that may lead from the trigger up to the figure.
    """
    governor = figure.governor
    if governor.i == trigger.i:
        return True
    if figure.status in ("planned", "hypothetical", "denied") or abs(governor.i - trigger.i) > _FAR:
        return False
    if governor.dep_ in ("acomp", "oprd", "attr") and governor.head.pos_ in ("VERB", "AUX"):
        governor = governor.head  # "six *remained* missing after the raid"
    if governor.dep_ == "dobj" and governor.head.lemma_ in load_harm_words().words["counting"]:
        governor = governor.head  # "*received* nine bodies after the raid"
    return _hangs_on(governor, trigger, below) or _hangs_on(trigger, governor, above)


def _has_clause_between(verb: Token, participle: Token) -> bool:
    """Whether a participle rather goes on with a relative clause before it: "arrested the pilot of a ferry that sank, *killing* nine"."""
    return verb.pos_ == "VERB" and any(token.dep_ == "relcl" for token in verb.doc[verb.i + 1 : participle.i])


_TIES = frozenset({"advcl", "acl", "relcl", "conj", "xcomp", "ccomp", "nsubj", "nsubjpass", "pobj", "prep", "dobj", "agent",
                   "oprd", "acomp", "pcomp", "compound", "nummod", "attr"})  # fmt: skip
_OWN = frozenset({"advcl", "conj", "xcomp", "oprd", "acomp", "dobj", "nsubjpass", "nummod", "attr"})
"""Links within which a figure is that of the clause itself."""


def _hangs_on(token: Token, top: Token, ties: Collection[str]) -> bool:
    """Whether a token depends on another within a few steps that keep to the same happening."""
    here, steps = token, 5
    for _ in range(5):
        if here.i == top.i or not steps:
            return here.i == top.i
        outcome = here.dep_ == "amod" and here.i == top.i + 1  # "shot dead six farmers"
        if not (here.dep_ in ties or outcome) or here.head.i == here.i or _opens_another(here):
            return False
        if here.dep_ in ("relcl", "acl") and here.head.i != top.i:
            if _is_told_of_somebody(here):
                return False
            steps = 3
        here, steps = here.head, steps - 1
    return here.i == top.i


def _is_told_of_somebody(clause: Token) -> bool:
    """Whether a relative clause tells what a person did: "arrested a man *who killed* six" tells of two happenings."""
    return any(child.lower_ in ("who", "whom") for child in clause.children)


def _opens_another(verb: Token) -> bool:
    """Whether a clause tells of another happening than the one it is joined to.

    A clause with "after" or "before" does, and one joined by "and" with an actor of its own;
    "and six people were killed" has none.
    """
    if verb.dep_ == "advcl":
        return any(child.dep_ in ("mark", "advmod") and child.lower_ in _APART for child in verb.children)
    if verb.dep_ in ("conj", "ccomp") and verb.pos_ in ("VERB", "AUX"):
        return any(child.dep_ == "nsubj" for child in verb.children) and verb.lemma_ not in ("die", "perish", "drown")
    return False
