"""A recipient that stands deeper than a trigger's own slots: authors of deeds, told subjects, whoever lies beyond a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.steps.events.embedded import authors_of, best_of, heads_below, is_abstract, told_subjects
from dateline.steps.events.light import light_words
from dateline.steps.events.parties import parties_of
from dateline.text.clauses import children_of, conjuncts, objects_after

if TYPE_CHECKING:
    from dateline.steps.events.arguments import Arguments
    from dateline.steps.events.find import Candidate
    from dateline.steps.events.parties import Cast

_PARTNERS = frozenset({"CONSULT", "COOPERATE", "SUPPORT"})
_ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE", "AGREE"})
"""Types that answer a deed: whoever did or made it is meant ("condemned a march by *farmers*")."""

_SHARED = ("with", "of", "between")
_BEYOND = ("with", "off", "around", "near", "of", "between")


def take_author(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """Whose deed is answered, before others that its phrase names: "rejected *Berg's* accord on leaving the union"."""
    site, answers = candidate.site, "object" in candidate.sense.frame.recipient
    if not (candidate.sense.type in _ANSWERS and site.is_verb and answers):
        return  # "reiterated *Peru's* support" answers nothing of Peru's
    if found.recipient_by in ("", "object", "dative", "told"):
        return
    owners = (
        head
        for deed in site.patients
        for child in children_of(deed)
        if child.dep_ == "poss"
        for head in conjuncts(child)
    )
    best = best_of(
        [party for party in parties_of(owners, cast, found.actors) if party.kind != "place" and not party.pronoun]
    )
    if best is not None:
        found.recipients, found.recipient_by = [best], "author"


def look_deeper(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """A recipient named within the object or the clause below: "refused to send troops to *Chad*"."""
    site, type_ = candidate.site, candidate.sense.type
    if type_ in _PARTNERS and sum(party.acts for party in found.actors) > 1:
        return  # both partners are there: "they reached a deal to end the mission"
    told = parties_of(told_subjects(site), cast, found.actors)
    best = best_of([party for party in told if party.acts and party.kind != "place"])
    by = "author" if best is not None else "deep"
    if best is None and type_ in _ANSWERS:
        authors = (head for party in found.recipients for head in authors_of(party.head))
        best = best_of([p for p in parties_of(authors, cast, found.actors) if p.kind != "place"])
        by = "author"
    if best is None and all(map(is_abstract, found.recipients)):
        by = "deep"
        below = (head for head in heads_below(site) if head.i not in candidate.fixed)
        deep = [*told, *parties_of(below, cast, found.actors)]
        best = best_of(deep)
        if best is None and not found.recipients and type_ not in _PARTNERS:
            best = next((party for party in deep if not is_abstract(party)), None)
    if best is not None:
        found.recipients, found.recipient_by = [best], by


def look_across_borders(cast: Cast, found: Arguments) -> None:
    """Who lies behind a border or beyond waters that the frame gave: "massed at the border with *Chad*"."""
    if any(party.acts for party in found.recipients):
        return
    borders = [party.head for party in found.recipients if party.head.lemma_.lower() in light_words("border")]
    hit = found.recipient_by == "object"  # "attacked a checkpoint near *Gao*" hits nobody in Gao
    links = _SHARED if hit else _BEYOND
    beyond = parties_of((head for border in borders for head in objects_after(border, *links)), cast, found.actors)
    if any(party.acts for party in beyond):
        found.recipients, found.recipient_by = [party for party in beyond if party.acts], "deep"
