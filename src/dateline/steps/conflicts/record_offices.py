"""Offices of the record: one given to somebody outside their term, or to somebody who never held it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from dateline.report import ConflictKind, Entity, Mention, RecordRow, Role, Time
from dateline.resources.countries import load_countries
from dateline.resources.record import Person, Record, Term, fold_name
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.known import Known, names_of, sentence_around
from dateline.steps.conflicts.roles import offices_by_spelling, tells_a_year

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

MARGIN = timedelta(days=60)
"""Before and after a term the office may still, or already, be given to a person."""

NEWS = timedelta(days=31)
"""A time so near to publication is of the news."""

MOST_HELD = 100
"""Office-holders of one text that are looked up; a longer list is a directory."""

OTHER_NAME = 60.0
"""Likeness of two family names, 0 to 100, below which they are not spellings of one."""


@lru_cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_table("lexicons/record.yaml")
    return table


@dataclass(frozen=True)
class Held:
    """A person by name with an office of a country, as the text has it."""

    who: Entity
    name: Mention
    role: Role
    office: str
    country: str
    sentence: Phrase


def find_office_conflicts(
    doc: Doc, entities: Sequence[Entity], times: Sequence[Time], record: Record, published: date | None
) -> Iterator[Finding]:
    """Find a national office given, as of the day of publication, to one who did not hold it then.

    Asked for is a country's adjective right before the office, the name right after it, and a
    sentence with a time near publication: history is full of presidents who are so no more.
    """
    if published is None:
        return
    near = [
        time.start
        for time in times
        if time.earliest and time.latest
        and date.fromisoformat(time.earliest) <= published + NEWS and date.fromisoformat(time.latest) >= published - NEWS
    ]  # fmt: skip
    for held in islice(_find_held(doc, entities), MOST_HELD):
        said = any(held.sentence.start_char <= start < held.sentence.end_char for start in near)
        terms = [
            row for office in _table()["offices"].get(held.office, []) for row in record.terms(held.country, office)
        ]
        if said and terms and held.office not in _table()["for_life"].get(held.country, ()):
            yield from _compare(held, terms, published)


def _find_held(doc: Doc, entities: Sequence[Entity]) -> Iterator[Held]:
    """Find persons with a national office written right before their name and a country right before it.

    Whether a role is `former` is not asked, for that may be known from terms of office: here it
    is the text's own words that count.
    """
    not_now = frozenset(_table()["not_now"])
    for entity in entities:
        names = {mention.start: mention for mention in entity.mentions if mention.kind == "name"}
        if entity.type != "person":
            continue
        for role in entity.roles:
            office = offices_by_spelling().get(role.text.lower())
            name = next((names[start] for start in range(role.end, role.end + 3) if start in names), None)
            token = _token_at(doc, role.start)
            if office is None or name is None or token is None:
                continue
            country = _country_before(doc, token)
            if country is None:
                continue
            sentence = sentence_around(token)
            near = doc[max(sentence.start, token.i - 6) : min(sentence.end, token.i + 10)]
            if not any(t.lower_ in not_now for t in near) and not tells_a_year(sentence):
                yield Held(entity, name, role, office, country, sentence)


def _compare(held: Held, terms: list[tuple[Person, Term]], published: date) -> Iterator[Finding]:
    own = [row for row in terms if _is_named(held.who, row[0])]
    if not own and any(_may_be(held.who, person) for person, _ in terms):
        return
    first, last = published - MARGIN, published + MARGIN
    if any(term.may_cover(first, last) for _, term in own) or any(
        term.end is None and term.valid_to and last > term.valid_to for _, term in terms
    ):
        return
    if own:
        person, term = own[-1]
        yield _finding(
            "role", held, f"{held.who.name} is called “{held.role.text}” in a report of {published.isoformat()}, but "
            f"held the office {_terms([t for _, t in own])}.", person, term,
        )  # fmt: skip
        return
    holders = [(p, t) for p, t in terms if _surely_covers(t, first, last)]
    if len(holders) == 1 and held.country not in _table()["rival_governments"]:
        person, term = holders[0]
        yield _finding(
            "identity", held, f"{held.who.name} is called “{held.role.text}” in a report of {published.isoformat()}, when "
            f"{person.name} held the office.", person, term,
        )  # fmt: skip


def find_then_conflicts(doc: Doc, known: Sequence[Known], times: Sequence[Time]) -> Iterator[Finding]:
    """Find "then-President X" in a sentence whose only time is one at which X did not hold the office."""
    windows = [
        (time, date.fromisoformat(time.earliest), date.fromisoformat(time.latest))
        for time in times
        if time.earliest and time.latest and time.type == "DATE"
    ]
    for one in known:
        for role in one.entity.roles[:MOST_HELD]:
            token = _token_at(doc, role.start)
            if token is None or not _is_then(doc, token):
                continue
            sentence = sentence_around(token)
            said = [w for w in windows if sentence.start_char <= w[0].start < sentence.end_char]
            offices: list[str] = _table()["offices"].get(role.text.lower(), [])
            terms = [term for term in one.person.terms if term.office in offices]
            if len(said) != 1 or not terms or any(t.may_cover(said[0][1] - MARGIN, said[0][2] + MARGIN) for t in terms):
                continue
            time = said[0][0]
            yield Finding(
                "role",
                (role, time),
                f"{one.person.name} was not {role.text} in “{time.text}”, but {_terms(terms)}.",
                "medium",
                (RecordRow(source=terms[0].source, text=f"{one.person.name}: {terms[0].say()}"),),
            )


def _is_then(doc: Doc, token: Token) -> bool:
    """Whether "then", "then-" or an adjective between them stands before the office."""
    return any(doc[i].lower_.startswith("then") for i in range(max(0, token.i - 3), token.i))


def _finding(kind: ConflictKind, held: Held, explanation: str, person: Person, term: Term) -> Finding:
    return Finding(
        kind,
        (held.role,) if kind == "role" else (held.name,),
        explanation,
        "medium",
        (RecordRow(source=term.source, text=f"{person.name}: {term.say()}"),),
    )


def _terms(terms: Sequence[Term]) -> str:
    """When an office was held: "from 2007 to 2012"."""
    return " and ".join(
        f"from {term.start.say() if term.start else '?'}" + (f" to {term.end.say()}" if term.end else " on")
        for term in terms
    )


def _surely_covers(term: Term, first: date, last: date) -> bool:
    begun = term.start is not None and term.start.last <= first
    return begun and (term.end is None or term.end.first >= last)


def _is_named(who: Entity, person: Person) -> bool:
    """Whether an entity goes by a full name of a person, or by their family name and by no other given name."""
    names = {fold_name(name) for name in person.names}
    ours = [fold_name(name) for name in names_of(who)]
    full = [name for name in ours if len(name) > 1]
    if full:
        return any(name in names for name in full)
    return any(ours) and any(name[-1] == mine[-1] for name in names for mine in ours if mine)


def _may_be(who: Entity, person: Person) -> bool:
    """Whether an entity could be a person: a word of their names is one, or the last ones are alike."""
    ours = [fold_name(name) for name in names_of(who) if fold_name(name)]
    theirs = [fold_name(name) for name in person.names if fold_name(name)]
    return any(bool(set(a) & set(b)) or fuzz.ratio(a[-1], b[-1]) >= OTHER_NAME for a in ours for b in theirs)


def _country_before(doc: Doc, token: Token) -> str | None:
    """The country whose adjective or name stands right before an office: "French president", "Syria's president"."""
    if token.i == 0:
        return None
    before = doc[token.i - 1]
    if before.lower_ in ("'s", "’s") and before.i > 0:
        before = doc[before.i - 1]
    countries = load_countries()
    found = countries.by_adjective(before.text) or countries.by_name(before.text)
    if found is None or before.text in _table()["not_of_a_state"]:
        return None
    return found.code


def _token_at(doc: Doc, start: int) -> Token | None:
    piece = doc.char_span(start, start + 1, alignment_mode="expand")
    return piece[0] if piece is not None and len(piece) else None
