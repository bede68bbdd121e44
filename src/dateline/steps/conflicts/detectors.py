"""The detectors, each for one sort of contradiction, and the ground that they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from dateline.draft import Draft
from dateline.report import Attribution, Entity, Time
from dateline.steps.conflicts.affairs import find_affair_conflicts
from dateline.steps.conflicts.ages import (
    find_age_at_death_conflicts,
    find_age_conflicts,
    find_returning_age_conflicts,
)
from dateline.steps.conflicts.appointments import find_appointment_conflicts
from dateline.steps.conflicts.births import find_birth_conflicts
from dateline.steps.conflicts.calendars import find_calendar_conflicts
from dateline.steps.conflicts.capitals import find_capital_conflicts
from dateline.steps.conflicts.claims import Finding, Speakers
from dateline.steps.conflicts.clocks import find_clock_conflicts
from dateline.steps.conflicts.comebacks import find_comeback_conflicts
from dateline.steps.conflicts.conversions import find_conversion_conflicts
from dateline.steps.conflicts.counts import (
    Counted,
    find_counted,
    find_excess_parts,
    find_returning_sets,
    find_same_counts,
    find_toll_conflicts,
)
from dateline.steps.conflicts.dates import find_weekday_conflicts
from dateline.steps.conflicts.deeds import find_victim_conflicts
from dateline.steps.conflicts.echoes import find_echoes
from dateline.steps.conflicts.elapsed import find_elapsed_conflicts
from dateline.steps.conflicts.figures import find_figure_conflicts
from dateline.steps.conflicts.geography import find_containment_conflicts, find_direction_conflicts
from dateline.steps.conflicts.introductions import find_early_names
from dateline.steps.conflicts.kin import find_kin_pair_conflicts, find_named_kin_conflicts
from dateline.steps.conflicts.lengths import find_length_conflicts
from dateline.steps.conflicts.likeness import Scenes
from dateline.steps.conflicts.measures import find_measure_conflicts
from dateline.steps.conflicts.order import find_order_conflicts
from dateline.steps.conflicts.origins import find_origin_conflicts
from dateline.steps.conflicts.parts import find_greater_parts, find_rest_conflicts
from dateline.steps.conflicts.percents import find_percent_conflicts
from dateline.steps.conflicts.posts import find_post_conflicts
from dateline.steps.conflicts.regimes import find_regime_conflicts
from dateline.steps.conflicts.retold import find_retold, rows_and_scenes
from dateline.steps.conflicts.roles import find_held, find_office_conflicts, find_rank_conflicts
from dateline.steps.conflicts.rows import Row
from dateline.steps.conflicts.sequence import (
    find_after_the_report,
    find_disordered,
    find_premature,
    find_said_before,
)
from dateline.steps.conflicts.sets import find_set_conflicts
from dateline.steps.conflicts.settings import find_setting_conflicts
from dateline.steps.conflicts.sides import find_named_side_conflicts, find_opposite_sides, find_side_conflicts
from dateline.steps.conflicts.strangers import find_stranger_conflicts
from dateline.steps.conflicts.sums import find_part_conflicts, find_sum_conflicts
from dateline.steps.conflicts.titles import find_title_conflicts, find_unheld_conflicts
from dateline.steps.conflicts.tolls import find_retold_tolls
from dateline.steps.conflicts.whens import Dated, find_counted_back, find_dated, find_redated
from dateline.steps.conflicts.wheres import find_located, find_relocated
from dateline.steps.conflicts.words import Words
from dateline.text.mentions import MentionIndex


@dataclass(frozen=True)
class Ground:
    """What detectors read, worked out once an article.

    Args:
        draft: With everything but its conflicts.
        words: Its document's words.
        index: Where its entities are mentioned.
        dated: What its times date.
        rows: Its claims: amounts, dates of deeds, people of deeds.
        scenes: What its sentences tell beside them.
        counted: Its nouns with a whole number.
        speakers: Who says what.
    """

    draft: Draft
    words: Words
    index: MentionIndex
    dated: list[Dated]
    rows: list[list[Row]]
    scenes: Scenes
    counted: list[Counted]
    speakers: Speakers
    entities: dict[str, Entity]
    times: dict[str, Time]
    attributions: dict[str, Attribution]

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.draft.doc

    @property
    def text(self) -> str:
        """The text."""
        return self.draft.article.text

    @property
    def published(self) -> date | None:
        """The day of publication, where one is known."""
        return self.draft.article.published_date


def survey(draft: Draft) -> Ground:
    """Read from a coded article what the detectors ask for."""
    index = MentionIndex(draft.doc, draft.entities)
    dated = find_dated(draft.doc, draft.times, index)
    dated += find_counted_back(draft.doc, draft.times, dated, index, draft.article.published_date)
    words = Words(draft.doc, draft.entities)
    rows, scenes = rows_and_scenes(draft, words, dated)
    return Ground(
        draft=draft,
        words=words,
        index=index,
        dated=dated,
        rows=rows,
        scenes=scenes,
        counted=find_counted(draft.doc),
        speakers=Speakers(draft.attributions),
        entities={entity.id: entity for entity in draft.entities},
        times={time.id: time for time in draft.times},
        attributions={attribution.id: attribution for attribution in draft.attributions},
    )


def find_alike(ground: Ground) -> Iterator[Finding]:
    """Find claims that by what was learned are of one thing and have two values."""
    for rows in ground.rows:
        yield from find_retold(rows, ground.scenes, ground.speakers)
    yield from find_echoes(ground.draft, ground.words, ground.scenes, ground.speakers)


def find_in_numbers(ground: Ground) -> Iterator[Finding]:
    """Find two counts of one thing, parts and their total, percentages, sums and measures."""
    yield from find_sum_conflicts(ground.words, ground.rows[0])
    yield from find_part_conflicts(ground.words, ground.rows[0])
    yield from find_rest_conflicts(ground.words, ground.rows[0])
    yield from find_greater_parts(ground.words, ground.rows[0])
    yield from find_percent_conflicts(ground.words, ground.text)
    yield from find_figure_conflicts(ground.words, ground.rows[0], ground.speakers)
    yield from find_set_conflicts(ground.words, ground.text, ground.rows[0], ground.speakers)
    yield from find_conversion_conflicts(ground.text)
    yield from find_returning_sets(ground.doc, ground.counted, ground.speakers)
    yield from find_excess_parts(ground.doc, ground.counted)
    yield from find_toll_conflicts(ground.doc, ground.draft.events, ground.speakers)
    yield from find_retold_tolls(ground.doc, ground.draft.events, ground.speakers)
    yield from find_measure_conflicts(ground.doc, ground.index)
    yield from find_same_counts(ground.doc, ground.counted, ground.speakers)


def find_in_times(ground: Ground) -> Iterator[Finding]:
    """Find two dates or lengths of one thing, days that are not in the calendar, ages against years."""
    yield from find_clock_conflicts(ground.words, ground.text)
    yield from find_calendar_conflicts(ground.text, ground.published)
    yield from find_birth_conflicts(ground.words, ground.text, ground.draft.entities, ground.index, ground.published)
    yield from find_comeback_conflicts(ground.words, ground.text, ground.draft.times)
    yield from find_elapsed_conflicts(ground.words, ground.text, ground.draft.times, ground.published)
    yield from find_weekday_conflicts(ground.text, ground.draft.times, ground.published)
    yield from find_age_conflicts(ground.doc, ground.draft.entities)
    yield from find_age_at_death_conflicts(ground.text)
    yield from find_returning_age_conflicts(ground.text)
    yield from find_redated(ground.doc, ground.dated, ground.draft.entities, ground.published)
    yield from find_length_conflicts(ground.doc, ground.draft.times, ground.index)


def find_in_places(ground: Ground) -> Iterator[Finding]:
    """Find one thing in two places, directions and neighbours that geography denies."""
    yield from find_named_side_conflicts(ground.words, ground.text, ground.draft.places)
    yield from find_origin_conflicts(ground.words, ground.text, ground.draft.places)
    yield from find_side_conflicts(ground.words, ground.draft.places)
    yield from find_opposite_sides(ground.words, ground.draft.places)
    yield from find_capital_conflicts(ground.text, ground.draft.places)
    yield from find_setting_conflicts(ground.words, ground.draft.places, ground.draft.article.title)
    yield from find_containment_conflicts(ground.doc, ground.draft.places)
    yield from find_relocated(
        ground.doc, find_located(ground.doc, ground.draft.places, ground.index), ground.draft.times
    )
    yield from find_direction_conflicts(ground.doc, ground.draft.places)


def find_in_people(ground: Ground) -> Iterator[Finding]:
    """Find one post or deed for two people, one person with two posts, titles or kin."""
    yield from find_title_conflicts(ground.words, ground.draft.entities)
    yield from find_unheld_conflicts(ground.words, ground.text, ground.draft.entities)
    yield from find_kin_pair_conflicts(ground.words)
    yield from find_named_kin_conflicts(ground.words, ground.draft.entities)
    yield from find_stranger_conflicts(ground.words, ground.draft.entities, ground.draft.article.title)
    yield from find_appointment_conflicts(ground.words, ground.text, ground.draft.entities)
    yield from find_early_names(ground.words, ground.draft.entities, ground.draft.article.title)
    yield from find_office_conflicts(find_held(ground.doc, ground.draft.entities))
    yield from find_rank_conflicts(ground.doc, ground.draft.entities)
    yield from find_victim_conflicts(ground.doc, ground.draft.events, ground.entities, ground.attributions)
    yield from find_post_conflicts(ground.doc, ground.text, ground.index)


def find_in_order(ground: Ground) -> Iterator[Finding]:
    """Find what follows before what it follows, deeds of the dead, since when against when."""
    yield from find_affair_conflicts(ground.words, ground.draft.entities)
    yield from find_said_before(ground.words, ground.dated, ground.draft.attributions)
    yield from find_disordered(ground.words, ground.dated)
    yield from find_premature(ground.words, ground.dated)
    yield from find_after_the_report(ground.words, ground.dated, ground.draft.times, ground.published)
    yield from find_order_conflicts(ground.dated, ground.draft.entities)
    yield from find_regime_conflicts(ground.text, ground.draft.events, ground.entities, ground.times)


DETECTORS = (find_alike, find_in_numbers, find_in_times, find_in_places, find_in_people, find_in_order)
"""All that looks into a report alone; the order does not matter."""
