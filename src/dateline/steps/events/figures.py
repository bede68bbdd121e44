"""A figure of the text: how many people met with what harm, and whether it is part of a bigger one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.report import Casualties, CasualtyKind, CasualtySide, Count, Status
from dateline.steps.events.harm_words import HarmWords
from dateline.steps.events.people_counts import Counted, CountReader, count_all
from dateline.steps.events.status import find_status
from dateline.text.clauses import conjuncts, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Figure:
    """One figure of the text: how many people met with what harm.

    Args:
        start: First code point of the words ("at least six civilians").
        end: Code point after the last.
        kind: What happened to them.
        low: The fewest that the words allow.
        high: The most; None where they leave it open.
        head: The counted noun, or the number or name that stands alone.
        governor: The word that tells of the harm ("killed", "toll", "injuring").
        side: `civilians` or `actors` where the words say so.
        part: Whether it is part of a bigger figure, so that a total leaves it out.
        outdated: Whether the text gives a newer figure for the same ("rose from 6 to 9").
        named: Whether it is one named person or one person by a noun, not a number.
        toll: Whether it is given as the total ("the toll rose to nine").
        added: Whether the words set it beside earlier ones ("another", "also").
        status: Whether the harm happened ("could kill hundreds" is hypothetical).
        sentence: Number of its sentence.
    """

    start: int
    end: int
    kind: CasualtyKind
    low: int
    high: int | None
    head: Token
    governor: Token
    side: CasualtySide = "unknown"
    part: bool = False
    outdated: bool = False
    named: bool = False
    toll: bool = False
    added: bool = False
    status: Status = "happened"
    sentence: int = 0


def make_figures(
    counted: Sequence[Counted], kind: CasualtyKind, governor: Token, reader: CountReader, lexicon: HarmWords
) -> Iterator[Figure]:
    """Make a figure of each count, with the parts that the words name of it."""
    for one in counted:
        figure = make_figure(one, kind, governor, reader, lexicon)
        yield figure
        if governor.lemma_ == "casualty" and one.total.high == 0:
            yield replace(figure, kind="injured")
        yield from _parts(one.head, figure, reader, lexicon)


def make_figure(
    counted: Counted, kind: CasualtyKind, governor: Token, reader: CountReader, lexicon: HarmWords
) -> Figure:
    """Make the figure of one count; harm that is said not to have come about counts none."""
    doc = reader.doc
    status = find_status(governor)
    count = counted.total
    if status == "denied" and count.high != 0 and _is_negated_here(governor):
        count, status = Count(low=0, high=0), "happened"
    elif status == "denied" and count.high == 0:
        status = "happened"
    last = doc[counted.end - 1]
    return Figure(
        start=doc[counted.start].idx,
        end=last.idx + len(last),
        kind=kind,
        low=count.low,
        high=count.high,
        head=counted.head,
        governor=governor,
        side=_side(counted.head, lexicon),
        part=_is_part(counted.head, governor, lexicon),
        named=counted.named,
        added=_is_added(counted, governor, reader, lexicon),
        status=status,
        sentence=reader.sentence_of(counted.head),
    )


def _is_negated_here(word: Token) -> bool:
    """Whether those who are counted are said to be unharmed ("was not hurt"): that counts none."""
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    passive = is_passive(verb) or verb.i != word.i
    return passive and any(child.dep_ == "neg" for child in verb.children)


def _side(head: Token, lexicon: HarmWords) -> CasualtySide:
    nouns = [head, *(c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children)]
    for noun in nouns:
        if noun.lemma_.lower() in lexicon.words["actors"] or noun.lower_ in lexicon.words["actors"]:
            return "actors"
        modifiers = [noun, *(c for c in noun.lefts if c.dep_ in ("amod", "compound"))]
        if any(word.lemma_.lower() in lexicon.words["civilians"] for word in modifiers):
            return "civilians"
    return "unknown"


def _is_part(head: Token, governor: Token, lexicon: HarmWords) -> bool:
    """Whether a figure stands under "including" or "among", so within a bigger one."""
    here = head
    for _ in range(6):
        if here.dep_ in ("prep", "pcomp") and here.lower_ in lexicon.words["including"]:
            return here.head.lemma_ != "be"
        if here.i == governor.i or here.head.i == here.i:
            return False
        here = here.head
    return False


def _is_added(counted: Counted, governor: Token, reader: CountReader, lexicon: HarmWords) -> bool:
    more = lexicon.words["more"]
    near = reader.words[max(counted.start - 1, 0) : counted.end]
    return any(word in more for word in near) or any(child.lower_ in more for child in governor.children)


def _parts(head: Token, whole: Figure, reader: CountReader, lexicon: HarmWords) -> Iterator[Figure]:
    """Give the parts that are named of a figure: "six people, including two children"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in lexicon.words["including"]:
            nouns = [h for c in child.children if c.dep_ == "pobj" for h in conjuncts(c)]
        elif child.dep_ == "appos" and child.i > head.i:
            nouns = conjuncts(child)
        else:
            continue
        for one in count_all(nouns, whole.kind, reader, lexicon):
            if child.dep_ == "appos" and (one.named or whole.named):
                continue
            if one.total.high is None or whole.high is None or one.total.high <= whole.high:
                yield replace(make_figure(one, whole.kind, whole.governor, reader, lexicon), part=True)


def to_casualties(figure: Figure, text: str, side: CasualtySide | None = None) -> Casualties:
    """Turn a figure into the contract's noun."""
    return Casualties.cut(
        text,
        figure.start,
        figure.end,
        kind=figure.kind,
        low=figure.low,
        high=figure.high,
        side=side or figure.side,
    )
