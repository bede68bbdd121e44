"""Times: when, as TIMEX3 type and value and as the days that it can mean.

`lexemes` reads the words that times are made of, `forms` finds rows of them that are an
expression, `readings` says what each means, `vetoes` which of them are no time, and `elliptic`
adds those whose noun is left out ("this year as last"). `beside`, `compare`, `ranges`, `habits`
and `narrative` add what their neighbours, their clause and the
text's own year say, `fiscal` what a firm's own year does, `opening` reads the dateline.
`resolve` and `named` pin a meaning in its `context`: the article's date, the tense, the focus;
`counted` pins what is counted from an event. `find` does all of that for a document. The
knowledge is in `data/times/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.steps.times.find import find_times


class TimeFinder:
    """Adds `times` to each draft."""

    needs = ("article", "doc")
    gives = "times"

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `times` on each draft."""
        for draft in drafts:
            draft.times = find_times(draft.doc, draft.article.published_date, text=draft.article.text)
