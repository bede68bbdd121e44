"""Conflicts: what in a report does not hold together.

Each module looks for one sort of contradiction and gives findings; silence is the rule, and
a finding that a careful editor would not stop at is left out or marked low.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.report import Conflict
from dateline.steps.conflicts.ages import find_age_conflicts
from dateline.steps.conflicts.claims import Speakers, to_conflicts
from dateline.steps.conflicts.counts import (
    find_counted,
    find_excess_parts,
    find_excess_seats,
    find_other_counts,
    find_returning_sets,
    find_same_counts,
    find_toll_conflicts,
)
from dateline.steps.conflicts.dates import find_weekday_conflicts
from dateline.steps.conflicts.deeds import find_victim_conflicts
from dateline.steps.conflicts.geography import find_containment_conflicts, find_direction_conflicts
from dateline.steps.conflicts.lengths import find_length_conflicts
from dateline.steps.conflicts.measures import find_measure_conflicts
from dateline.steps.conflicts.order import find_order_conflicts
from dateline.steps.conflicts.owners import find_added_conflicts, find_owner_conflicts
from dateline.steps.conflicts.posts import find_kin_conflicts, find_post_conflicts
from dateline.steps.conflicts.regimes import find_regime_conflicts
from dateline.steps.conflicts.roles import find_held, find_office_conflicts, find_rank_conflicts
from dateline.steps.conflicts.tolls import find_retold_tolls
from dateline.steps.conflicts.whens import find_counted_back, find_dated, find_redated
from dateline.steps.conflicts.wheres import find_located, find_relocated
from dateline.text.mentions import MentionIndex


def find_conflicts(draft: Draft) -> list[Conflict]:
    """Find what in a coded article cannot all be right."""
    text, doc = draft.article.text, draft.doc
    speakers = Speakers(draft.attributions)
    counted = find_counted(doc)
    entities = {entity.id: entity for entity in draft.entities}
    times = {time.id: time for time in draft.times}
    attributions = {attribution.id: attribution for attribution in draft.attributions}
    index = MentionIndex(doc, draft.entities)
    dated = find_dated(doc, draft.times, index)
    dated += find_counted_back(doc, draft.times, dated, index, draft.article.published_date)
    return to_conflicts(
        [
            *find_weekday_conflicts(text, draft.times, draft.article.published_date),
            *find_returning_sets(doc, counted, speakers),
            *find_excess_parts(doc, counted),
            *find_age_conflicts(doc, draft.entities),
            *find_toll_conflicts(doc, draft.events, speakers),
            *find_office_conflicts(find_held(doc, draft.entities)),
            *find_rank_conflicts(doc, draft.entities),
            *find_victim_conflicts(doc, draft.events, entities, attributions),
            *find_redated(doc, dated, draft.entities, draft.article.published_date),
            *find_retold_tolls(doc, draft.events, speakers),
            *find_length_conflicts(doc, draft.times, index),
            *find_measure_conflicts(doc, index),
            *find_post_conflicts(doc, text, index),
            *find_kin_conflicts(doc, text, index),
            *find_containment_conflicts(doc, draft.places),
            *find_relocated(doc, find_located(doc, draft.places, index), draft.times),
            *find_order_conflicts(dated, draft.entities),
            *find_owner_conflicts(doc, text, draft.entities, draft.attributions, index),
            *find_added_conflicts(draft.entities, draft.attributions),
            *find_same_counts(doc, counted, speakers),
            *find_other_counts(doc, counted),
            *find_excess_seats(doc, text, counted),
            *find_direction_conflicts(doc, draft.places),
            *find_regime_conflicts(text, draft.events, entities, times),
        ]
    )


class ConflictFinder:
    """Adds `conflicts` to each draft."""

    needs = ("article", "doc", "entities", "times", "places", "attributions", "events")
    gives = "conflicts"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `conflicts` on each draft."""
        for draft in drafts:
            draft.conflicts = find_conflicts(draft)
