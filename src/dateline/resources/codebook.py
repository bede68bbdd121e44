"""Codebooks: what counts as which event, as a folder of YAML that a researcher can edit.

    codebook.yaml      name, version, licence, the frames
    types/TYPE.yaml    one event type each: definition, modes, triggers, codes, examples
    contexts.yaml      context name → definition and words
    codes.yaml         codes that hang on more than type and mode (may be left out)

A trigger names words and the *frame* that tells which grammatical slot holds the actor and
which the recipient. Slots: `subject`, `object` (both logical: a passive is turned round
first), `dative`, `told` (the subject of the clause below), `possessive` ("Iran's attack"), `modifier` ("the U.S. strike"), or a
preposition (`on`, `against`, `with`, `by`, ...).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.errors import TableError
from dateline.resources.tables import DATA, read_model

PLOVER = DATA / "codebooks" / "plover"
_CONDITIONS = ("object", "not_object", "subject", "not_subject", "about", "not_about")


def _split(value: object) -> object:
    """Let a list of words be written as one comma-separated line."""
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_split)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Row):
    """Slots that hold the actor and the recipient, in order of preference."""

    actor: Words = []
    recipient: Words = []
    reciprocal: bool = False


class CodeRule(_Row):
    """Codes for a type, mode or trigger; the longer fields refine `acled` where they are given.

    Args:
        cameo: CAMEO code, two to four digits.
        acled: ACLED sub-event type.
        acled_against_armed: The same where the recipient is an armed side.
        acled_lethal: The same where people died.
        acled_state: The same where the actor is a state's force.
        acled_nonstate: The same where the actor is an armed group that is no state's.
    """

    cameo: str | None = None
    acled: str | None = None
    acled_against_armed: str | None = None
    acled_lethal: str | None = None
    acled_state: str | None = None
    acled_nonstate: str | None = None


class Trigger(_Row):
    """Words that tell of the event, and where their arguments stand.

    Args:
        verbs: Lemmas; a particle or fixed words may follow ("gun down", "open fire").
        nouns: Lemmas of event nouns; compounds may be given ("air strike").
        adjectives: Lemmas of predicative adjectives ("dead").
        frame: Name of a frame in codebook.yaml; by default `verb` or `noun`.
        object: The trigger counts only with one of these nouns as its object ("take" + "hostage").
        not_object: It does not count with one of these as its object ("fire" + "adviser").
        subject: It counts only with one of these nouns as its subject.
        not_subject: It does not count with one of these as its subject.
        preposition: It counts only with one of these prepositions on it.
        not_preposition: It does not count with one of these on it.
        recipient: It counts only if a recipient is of one of these kinds: person, group,
            organization, country, place, thing, or a PLOVER sector.
        actor: The same of the actor.
        about: It counts only if one of these lemmas stands in its complement ("demand" + "release").
        not_about: It does not count with one of these in its complement.
        contexts: Contexts that these words bring with them.
        codes: Codes that these words give in place of their mode's or type's.
        weight: How sure these words are, 0 to 1.
    """

    verbs: Words = []
    nouns: Words = []
    adjectives: Words = []
    frame: str | None = None
    object: Words = []
    not_object: Words = []
    subject: Words = []
    not_subject: Words = []
    preposition: Words = []
    not_preposition: Words = []
    recipient: Words = []
    actor: Words = []
    about: Words = []
    not_about: Words = []
    contexts: Words = []
    codes: CodeRule | None = None
    weight: float = Field(default=0.8, ge=0, le=1)


class Example(_Row):
    """A sentence of our own; each one is a test and stands on the documentation page."""

    text: str
    actor: str | None = None
    recipient: str | None = None
    mode: str | None = None
    status: Literal["happened", "ongoing", "planned", "hypothetical", "denied"] | None = None
    deaths: tuple[int, int | None] | None = None


class CounterExample(_Row):
    """A sentence of our own that is not this type, and why."""

    text: str
    because: str


class Mode(_Row):
    """A mode of an event type.

    Args:
        at_recipient: A place that it is done to is where it happens ("visited *Baghdad*").
        by_state: Only a state does it: where nobody is named, the country where it happened did ("arrested in *Niger*").
    """

    definition: str
    intensity: float | None = None
    at_recipient: bool = False
    by_state: bool = False
    codes: CodeRule = CodeRule()
    triggers: list[Trigger] = []
    instruments: Words = []


class EventType(_Row):
    """One event type of the codebook.

    Args:
        promised_as: Type of an actor's own word that he will do this ("vowed to release them").
        refused_as: Type of his word that he will not.
        at_recipient: A place that it is done to is where it happens ("shelled *Goma*").
        casualties: Whose dead and injured it has: all that grammar ties to it; those around it, but not what it is about
            ("protested the killing of six"); those of its own clause alone ("arrested nine, *killing two*"); or none
            ("condemned an attack that killed six").
    """

    type: str
    extension: bool = False
    quad: Literal[1, 2, 3, 4]
    definition: str
    intensity: float
    codes: CodeRule = CodeRule()
    verb_frame: str = "transitive"
    noun_frame: str = "action-on"
    promised_as: str | None = None
    refused_as: str | None = None
    at_recipient: bool = False
    casualties: Literal["tied", "around", "own", "none"] = "tied"
    triggers: list[Trigger] = []
    modes: dict[str, Mode] = {}
    examples: list[Example] = []
    counter_examples: list[CounterExample] = []


class Context(_Row):
    """A context: what an event is about, told by words near it.

    Args:
        example: A sentence of our own with an event in this context; a test, and a line of the documentation page.
        counter_example: One with an event that is not in it.
    """

    definition: str
    words: Words = []
    example: str | None = None
    counter_example: str | None = None


class CodebookHead(_Row):
    """The codebook's name, its frames, and word lists that conditions name as "@list"."""

    name: str
    version: str
    source: str
    licence: str
    frames: dict[str, Frame]
    words: dict[str, Words] = {}


class ContextTable(_Row):
    """The contexts of a codebook."""

    contexts: dict[str, Context]


class WeaponCode(_Row):
    """A weapon whose use has an ACLED sub-event type of its own, in these modes."""

    words: Words
    modes: Words
    acled: str


class Unrest(_Row):
    """Words that tell that a protest was violent, and what it is then coded as in place of another sub-event type."""

    words: Words
    instead_of: str
    acled: str


class CodeTable(_Row):
    """Codes that hang on more than a type and mode.

    Args:
        weapons: Weapons with a code of their own.
        armed_places: Things that armed men hold, so that who attacks one fights them ("attacked a *checkpoint*").
        telling_modes: Modes that a weapon settles over the trigger's own.
        platforms: Mode → modes of what may carry its weapons, which then say better ("*jets* fired a missile").
        unrest: Words in a protest's sentence that make it a violent one, and the ACLED sub-event type that it then has.
        protesters: Nouns for those who demonstrate.
        curbed_by: What state forces do to them, by severity: type → modes.
        curbed_acled: Severity → ACLED sub-event type.
    """

    weapons: list[WeaponCode] = []
    armed_places: Words = []
    telling_modes: Words = []
    platforms: dict[str, Words] = {}
    unrest: Unrest | None = None
    protesters: Words = []
    curbed_by: dict[str, dict[str, Words]] = {}
    curbed_acled: dict[str, str] = {}


class Codebook(_Row):
    """A whole codebook."""

    head: CodebookHead
    types: dict[str, EventType]
    contexts: dict[str, Context]
    codes: CodeTable = CodeTable()


@lru_cache(maxsize=4)
def load_codebook(folder: Path | None = None) -> Codebook:
    """Load a codebook; PLOVER's by default.

    Raises:
        TableError: The folder is no codebook, or a file in it has a mistake; the message
            names file, line and what was expected.
    """
    folder = folder or PLOVER
    files = sorted((folder / "types").glob("*.yaml"))
    if not files:
        raise TableError("holds no types/*.yaml; a codebook is a folder like data/codebooks/plover", path=folder)
    head = read_model(folder / "codebook.yaml", CodebookHead)
    types = {file.stem: read_model(file, EventType) for file in files}
    for file in files:
        _check(file, types[file.stem], head)
    types = {name: _with_words(event_type, head.words) for name, event_type in types.items()}
    contexts = read_model(folder / "contexts.yaml", ContextTable).contexts
    codes = read_model(folder / "codes.yaml", CodeTable) if (folder / "codes.yaml").exists() else CodeTable()
    return Codebook(head=head, types=types, contexts=contexts, codes=codes)


def _check(file: Path, event_type: EventType, head: CodebookHead) -> None:
    if event_type.type != file.stem:
        raise TableError(f"type is {event_type.type!r}, but the file is named {file.stem!r}", path=file)
    triggers = [*event_type.triggers, *(t for mode in event_type.modes.values() for t in mode.triggers)]
    named = {event_type.verb_frame, event_type.noun_frame, *(t.frame for t in triggers if t.frame)}
    for frame in sorted(named - set(head.frames)):
        raise TableError(f"frame {frame!r} is not one of {', '.join(sorted(head.frames))}", path=file)
    lists = {word[1:] for t in triggers for field in _CONDITIONS for word in getattr(t, field) if word[0] == "@"}
    for name in sorted(lists - set(head.words)):
        raise TableError(f"list @{name} is not one of {', '.join(sorted(head.words))}", path=file)


def _with_words(event_type: EventType, lists: dict[str, list[str]]) -> EventType:
    """Put the words of the head's lists where a condition names them ("@weapons")."""
    modes = {
        name: mode.model_copy(update={"triggers": [_filled(t, lists) for t in mode.triggers]})
        for name, mode in event_type.modes.items()
    }
    return event_type.model_copy(update={"triggers": [_filled(t, lists) for t in event_type.triggers], "modes": modes})


def _filled(trigger: Trigger, lists: dict[str, list[str]]) -> Trigger:
    """A trigger with its conditions' lists written out."""
    filled = {}
    for field in _CONDITIONS:
        words: list[str] = getattr(trigger, field)
        if any(word[0] == "@" for word in words):
            filled[field] = [each for word in words for each in (lists[word[1:]] if word[0] == "@" else [word])]
    return trigger.model_copy(update=filled) if filled else trigger
