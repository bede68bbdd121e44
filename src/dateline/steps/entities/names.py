"""Find names: of actors in the table, of countries, and of persons and organisations by their shape.

The recogniser's labels are one witness among several: the actor table, titles before a
name, words that end an organisation's name, and the article's other mentions overrule it.
"""

from __future__ import annotations

from datetime import date

from dateline.resources.actor_words import ActorWords, NameParts
from dateline.resources.actors import ActorIndex
from dateline.resources.gazetteer import Gazetteer
from dateline.steps.entities.kinds import RunReader
from dateline.steps.entities.known_names import KnownNames
from dateline.steps.entities.offices import find_offices
from dateline.steps.entities.runs import Runs
from dateline.steps.entities.search import Names, Search
from dateline.steps.entities.states import StateNames
from dateline.steps.entities.titles import Titles
from dateline.steps.entities.words import Words


def find_names(
    words: Words,
    index: ActorIndex,
    vocabulary: ActorWords,
    parts: NameParts,
    gazetteer: Gazetteer,
    day: date | None = None,
) -> Names:
    """Find all names in a document.

    Args:
        words: The document.
        index: Names of actors and countries.
        vocabulary: Words for actors.
        parts: Titles and parts of names.
        gazetteer: Places, for names that may be a town's.
        day: Day of publication, where it is known.
    """
    names = Names(at=[None] * len(words), countries=[None] * len(words), offices=find_offices(words, vocabulary))
    search = Search(words, index, vocabulary, parts, day, names, gazetteer)
    known, titles = KnownNames(search), Titles(search)
    known.take_actors()
    reader = RunReader(search, titles)
    for start, end in Runs(search, titles).find():
        reader.read(start, end)
    reader.settle()
    StateNames(search, known).take()
    names.found.sort(key=lambda name: name.start)
    return names
