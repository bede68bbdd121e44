from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times
from dateline.steps.times.lexemes import lexicon

_DATE = r"(\d{2,4}|XXXX)"
_DAY = rf"{_DATE}-(\d\d|XX)-(\d\d|XX)"
LEGAL = re.compile(
    rf"{_DATE}(-(\d\d|XX|Q[1-4X]|H[12X]|SP|SU|FA|WI|W(\d\d|XX)(-(WE|[1-7]))?))?"
    rf"|{_DAY}(T(\d\d:\d\d|MO|MI|AF|EV|NI))?|XXXX-WXX-[1-7]T(MO|AF|EV|NI|MI)"
    r"|P((\d+(\.\d+)?|X)(Y|M|W|D|Q|WE))*(T((\d+(\.\d+)?|X)[HMS])+)?"
    r"|BC\d{2}(\d{2})?"
    r"|(PAST|PRESENT|FUTURE)_REF"
)
WORDS = sorted({" ".join((first, *rest)) for first, entries in lexicon().items() for rest, _ in entries})
_word = st.sampled_from(
    [
        *WORDS,
        *(word.title() for word in WORDS),
        *["3", "31", "1998", "12:30", "p.m.", "1990s", "5th", ",", "-", ".", "'98", "two", "GMT", "9/11"],
    ]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    words=st.lists(_word, min_size=1, max_size=40), published=st.sampled_from([None, date(2025, 3, 14), date(2, 1, 1)])
)
def test_any_row_of_time_words_gives_true_spans_legal_values_and_ordered_days(nlp, words, published):
    text = " ".join(words)

    for time in find_times(annotate(text, nlp), published):
        assert text[time.start : time.end] == time.text
        assert LEGAL.fullmatch(time.value), (time.text, time.value)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
