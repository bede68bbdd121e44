"""Conflicts: what in a report does not hold together.

Each module looks for one sort of contradiction and gives findings; silence is the rule, and
a finding that a careful editor would not stop at is left out or marked low.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.report import Conflict
from dateline.resources.record import Record
from dateline.steps.conflicts.affairs import find_affair_conflicts
from dateline.steps.conflicts.against import find_record_conflicts
from dateline.steps.conflicts.ages import (
    find_age_at_death_conflicts,
    find_age_conflicts,
    find_returning_age_conflicts,
)
from dateline.steps.conflicts.appointments import find_appointment_conflicts
from dateline.steps.conflicts.births import find_birth_conflicts
from dateline.steps.conflicts.calendars import find_calendar_conflicts
from dateline.steps.conflicts.capitals import find_capital_conflicts
from dateline.steps.conflicts.claims import Speakers, to_conflicts
from dateline.steps.conflicts.clocks import find_clock_conflicts
from dateline.steps.conflicts.comebacks import find_comeback_conflicts
from dateline.steps.conflicts.conversions import find_conversion_conflicts
from dateline.steps.conflicts.counts import (
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
from dateline.steps.conflicts.measures import find_measure_conflicts
from dateline.steps.conflicts.order import find_order_conflicts
from dateline.steps.conflicts.origins import find_origin_conflicts
from dateline.steps.conflicts.parts import find_greater_parts, find_rest_conflicts
from dateline.steps.conflicts.percents import find_percent_conflicts
from dateline.steps.conflicts.posts import find_post_conflicts
from dateline.steps.conflicts.regimes import find_regime_conflicts
from dateline.steps.conflicts.retold import find_retold, rows_and_scenes
from dateline.steps.conflicts.roles import find_held, find_office_conflicts, find_rank_conflicts
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
from dateline.steps.conflicts.whens import find_counted_back, find_dated, find_redated
from dateline.steps.conflicts.wheres import find_located, find_relocated
from dateline.steps.conflicts.words import Words
from dateline.text.mentions import MentionIndex


def find_conflicts(draft: Draft, record: Record | None = None) -> list[Conflict]:
    """Find what in a coded article cannot all be right.

    Args:
        draft: With everything but its conflicts.
        record: Known facts to hold it against, if any.
    """
    text, doc = draft.article.text, draft.doc
    speakers = Speakers(draft.attributions)
    counted = find_counted(doc)
    entities = {entity.id: entity for entity in draft.entities}
    times = {time.id: time for time in draft.times}
    attributions = {attribution.id: attribution for attribution in draft.attributions}
    index = MentionIndex(doc, draft.entities)
    dated = find_dated(doc, draft.times, index)
    dated += find_counted_back(doc, draft.times, dated, index, draft.article.published_date)
    words = Words(doc, draft.entities)
    groups, scenes = rows_and_scenes(draft, words, dated)
    return to_conflicts(
        [
            *(finding for rows in groups for finding in find_retold(rows, scenes, speakers)),
            *find_echoes(draft, words, scenes, speakers),
            *find_sum_conflicts(words, groups[0]),
            *find_part_conflicts(words, groups[0]),
            *find_rest_conflicts(words, groups[0]),
            *find_greater_parts(words, groups[0]),
            *find_clock_conflicts(words, text),
            *find_named_side_conflicts(words, text, draft.places),
            *find_calendar_conflicts(text, draft.article.published_date),
            *find_percent_conflicts(words, text),
            *find_birth_conflicts(words, text, draft.entities, index, draft.article.published_date),
            *find_title_conflicts(words, draft.entities),
            *find_unheld_conflicts(words, text, draft.entities),
            *find_kin_pair_conflicts(words),
            *find_named_kin_conflicts(words, draft.entities),
            *find_origin_conflicts(words, text, draft.places),
            *find_side_conflicts(words, draft.places),
            *find_opposite_sides(words, draft.places),
            *find_stranger_conflicts(words, draft.entities, draft.article.title),
            *find_appointment_conflicts(words, text, draft.entities),
            *find_capital_conflicts(text, draft.places),
            *find_comeback_conflicts(words, text, draft.times),
            *find_elapsed_conflicts(words, text, draft.times, draft.article.published_date),
            *find_figure_conflicts(words, groups[0], speakers),
            *find_set_conflicts(words, text, groups[0], speakers),
            *find_conversion_conflicts(text),
            *find_affair_conflicts(words, draft.entities),
            *find_early_names(words, draft.entities, draft.article.title),
            *find_said_before(words, dated, draft.attributions),
            *find_disordered(words, dated),
            *find_premature(words, dated),
            *find_after_the_report(words, dated, draft.times, draft.article.published_date),
            *find_setting_conflicts(words, draft.places, draft.article.title),
            *find_weekday_conflicts(text, draft.times, draft.article.published_date),
            *find_returning_sets(doc, counted, speakers),
            *find_excess_parts(doc, counted),
            *find_age_conflicts(doc, draft.entities),
            *find_age_at_death_conflicts(text),
            *find_returning_age_conflicts(text),
            *find_toll_conflicts(doc, draft.events, speakers),
            *find_office_conflicts(find_held(doc, draft.entities)),
            *find_rank_conflicts(doc, draft.entities),
            *find_victim_conflicts(doc, draft.events, entities, attributions),
            *find_redated(doc, dated, draft.entities, draft.article.published_date),
            *find_retold_tolls(doc, draft.events, speakers),
            *find_length_conflicts(doc, draft.times, index),
            *find_measure_conflicts(doc, index),
            *find_post_conflicts(doc, text, index),
            *find_containment_conflicts(doc, draft.places),
            *find_relocated(doc, find_located(doc, draft.places, index), draft.times),
            *find_order_conflicts(dated, draft.entities),
            *find_same_counts(doc, counted, speakers),
            *find_direction_conflicts(doc, draft.places),
            *find_regime_conflicts(text, draft.events, entities, times),
            *(find_record_conflicts(draft, record, dated, index) if record else ()),
        ]
    )


class ConflictFinder:
    """Adds `conflicts` to each draft.

    Args:
        record: Known facts to hold reports against; without it only the report itself is asked.
    """

    needs = ("article", "doc", "entities", "times", "places", "attributions", "events")
    gives = "conflicts"

    def __init__(self, record: Record | None = None) -> None:
        self._record = record

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `conflicts` on each draft."""
        for draft in drafts:
            draft.conflicts = find_conflicts(draft, self._record)
