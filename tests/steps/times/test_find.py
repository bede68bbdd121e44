from __future__ import annotations

from datetime import date

import pytest

from dateline.resources.tables import load_table
from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times

PUBLISHED = date(2025, 3, 14)  # a Friday


def _found(nlp, text, published=PUBLISHED):
    return [(time.text, time.type, time.value) for time in find_times(annotate(text, nlp), published)]


def _days(nlp, text, published=PUBLISHED):
    return [(time.earliest, time.latest) for time in find_times(annotate(text, nlp), published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("The raid took place on 12 March 2025.", "12 March 2025", "2025-03-12", id="day month year"),
        pytest.param("Rebels struck on March 12.", "March 12", "2025-03-12", id="month day"),
        pytest.param("It fell on the 3rd of February.", "the 3rd of February", "2025-02-03", id="ordinal of month"),
        pytest.param("He was freed on Tuesday, Feb. 4.", "Tuesday, Feb. 4", "2025-02-04", id="weekday with date"),
        pytest.param("The camp closed in mid-March 2024.", "mid-March 2024", "2024-03", id="part of a month"),
        pytest.param("The law dates from 1987.", "1987", "1987", id="year"),
        pytest.param("Fighting flared in early 1999.", "early 1999", "1999", id="part of a year"),
        pytest.param("The party ruled in the 1970s.", "the 1970s", "197", id="decade"),
        pytest.param("It was built in the 19th century.", "the 19th century", "18", id="century"),
        pytest.param("The army left in the summer of 2021.", "the summer of 2021", "2021-SU", id="season"),
        pytest.param(
            "Exports rose in the second quarter of 2023.", "the second quarter of 2023", "2023-Q2", id="quarter"
        ),
        pytest.param(
            "Trade shrank in the first half of last year.", "the first half of last year", "2024-H1", id="half"
        ),
        pytest.param("They met over Christmas 2023.", "Christmas 2023", "2023-12-25", id="holiday"),
        pytest.param("It dates from 2024-11-30.", "2024-11-30", "2024-11-30", id="ISO date"),
        pytest.param("He spoke to reporters yesterday.", "yesterday", "2025-03-13", id="yesterday"),
        pytest.param("She resigned last year.", "last year", "2024", id="last year"),
        pytest.param("Talks resume early next month.", "early next month", "2025-04", id="early next month"),
        pytest.param("Police raided the office this week.", "this week", "2025-W11", id="this week"),
        pytest.param("Shelling went on last weekend.", "last weekend", "2025-W10-WE", id="last weekend"),
        pytest.param("He fled two years ago.", "two years ago", "2023", id="years ago"),
        pytest.param("They split six weeks ago.", "six weeks ago", "2025-W05", id="weeks ago"),
        pytest.param("Talks broke down midweek.", "midweek", "2025-W11", id="midweek"),
        pytest.param("Sales rose in the June quarter.", "the June quarter", "2024-Q2", id="quarter by its last month"),
        pytest.param("He will return two weeks from now.", "two weeks from now", "2025-W13", id="from now"),
        pytest.param("She will return a week from Tuesday.", "a week from Tuesday", "2025-03-25", id="from a weekday"),
        pytest.param("They quarrelled a long time ago.", "a long time ago", "PAST_REF", id="a long time ago"),
        pytest.param("He will one day return.", "one day", "FUTURE_REF", id="one day before its verb"),
        pytest.param("One day she came home.", "One day", "PAST_REF", id="one day that was"),
        pytest.param("They met on Monday last week.", "Monday last week", "2025-03-03", id="weekday of a named week"),
        pytest.param("Exports fell in 4Q 2023.", "4Q 2023", "2023-Q4", id="quarter by its code"),
        pytest.param("Prices rose in the first half of the year.", "the first half of the year", "2025-H1", id="half"),
        pytest.param(
            "It opens in the second half of next year.", "the second half of next year", "2026-H2", id="of next year"
        ),
        pytest.param(
            "It fell in the third quarter of last year.", "the third quarter of last year", "2024-Q3", id="of last"
        ),
        pytest.param("It fell in last year's third quarter.", "last year's third quarter", "2024-Q3", id="last year's"),
        pytest.param("The budget covers fiscal year 2026.", "fiscal year 2026", "2026", id="fiscal year"),
        pytest.param("The team won the 2003-04 title.", "2003", "2003", id="a season is no month"),
        pytest.param("The harbour was dug in 120 BC.", "120 BC", "BC0120", id="before Christ"),
        pytest.param("He will be tried in two years' time.", "two years' time", "2027", id="a term ahead"),
        pytest.param("The Sept. 11 attacks changed it.", "Sept. 11", "2001-09-11", id="a day known by its noun"),
        pytest.param("The Sept. 11 meeting was short.", "Sept. 11", "2024-09-11", id="a day with any other noun"),
        pytest.param("They reported its third-quarter loss.", "third-quarter", "2024-Q3", id="a possessive stays out"),
        pytest.param("The year-ago loss was small.", "year-ago", "2024", id="the article of another noun stays out"),
        pytest.param("Prayers for Eid were held in the square.", "Eid", "2024-06-17", id="a feast of several names"),
        pytest.param(
            "They vote on the first Monday of April.", "the first Monday of April", "2025-04-07", id="nth weekday"
        ),
        pytest.param("He was mayor in 2006-08.", "2006", "2006", id="years in figures are no month"),
        pytest.param("Output will rise in the second half.", "the second half", "2025-H2", id="a half to come"),
        pytest.param("The firm sees 1998 earnings of $2.", "1998", "1998", id="a year before a plural noun"),
        pytest.param("The next week will be hard.", "The next week", "2025-W12", id="next to now"),
        pytest.param("A deal may come over the next year.", "the next year", "2026", id="the year to come"),
        pytest.param("He left a year and a half ago.", "a year and a half ago", "2023-09", id="half years in months"),
        pytest.param("It burned half a century ago.", "half a century ago", "1975", id="half a century"),
        pytest.param("It will shut for good on Christmas Eve.", "Christmas Eve", "2025-12-24", id="ahead, however far"),
        pytest.param("She was seen two Mondays ago.", "two Mondays ago", "2025-03-03", id="weekdays ago"),
        pytest.param("She died a week ago Tuesday.", "a week ago Tuesday", "2025-03-04", id="a week before a weekday"),
        pytest.param("He fled two weeks ago today.", "two weeks ago today", "2025-02-28", id="weeks before today"),
        pytest.param(
            "It rose in the final quarter of last year.",
            "the final quarter of last year",
            "2024-Q4",
            id="its last quarter",
        ),
        pytest.param("Floods came late in 2021.", "late in 2021", "2021", id="late in a year"),
        pytest.param("The debate was put off until Monday.", "Monday", "2025-03-17", id="put off"),
        pytest.param("A deal could come as early as June.", "June", "2025-06", id="as early as it can be"),
        pytest.param("They knew of it as early as June.", "June", "2024-06", id="as early as it was"),
        pytest.param("The inquiry needs until autumn.", "autumn", "2025-FA", id="until a season"),
        pytest.param("The court sits on Monday week.", "Monday week", "2025-03-24", id="a week behind the next one"),
        pytest.param("The war began two years ago this month.", "two years ago this month", "2023-03", id="this month"),
        pytest.param("It fell ten years ago this week.", "ten years ago this week", "2015-W11", id="this week, then"),
        pytest.param("She died 50 years ago today.", "50 years ago today", "1975-03-14", id="this day, then"),
        pytest.param("It shut two years ago last May.", "two years ago last May", "2023-05", id="a month, then"),
        pytest.param("It lost money in its latest fiscal year.", "latest fiscal year", "2024", id="its latest year"),
        pytest.param("They met the week before last.", "the week before last", "2025-W09", id="the one before last"),
        pytest.param("He left moments ago.", "moments ago", "PAST_REF", id="moments ago"),
        pytest.param("They met on the weekend of March 1.", "the weekend of March 1", "2025-W09-WE", id="weekend of"),
        pytest.param(
            "Roads were full over Labor Day weekend.", "Labor Day weekend", "2024-W35-WE", id="a Monday's weekend"
        ),
        pytest.param("In spring 2008 the mill closed.", "spring 2008", "2008-SP", id="in a season of a year"),
        pytest.param("The vote was moved to June.", "June", "2025-06", id="what something is moved to"),
        pytest.param("The town is bracing for a strike on June 3.", "June 3", "2025-06-03", id="what one braces for"),
        pytest.param("Today's vote was close.", "Today", "2025-03-14", id="the vote of today"),
        pytest.param("Two fled, most recently last May.", "last May", "2024-05", id="what most recently ranks"),
        pytest.param("The levy will rise in coming years.", "coming years", "FUTURE_REF", id="years ahead"),
        pytest.param("He will say so in the future.", "the future", "FUTURE_REF", id="in the future"),
        pytest.param("Most recently he led the port.", "Most recently", "PAST_REF", id="most recently"),
        pytest.param("The bridge will reopen in a few weeks.", "a few weeks", "FUTURE_REF", id="in a few weeks"),
        pytest.param("In past years the river froze.", "past years", "PAST_REF", id="years gone by"),
        pytest.param("It made a profit in the latest fiscal year.", "the latest fiscal year", "2024", id="latest year"),
        pytest.param("Now the town is quiet.", "Now", "PRESENT_REF", id="now"),
        pytest.param("He has recently fallen ill.", "recently", "PAST_REF", id="recently"),
    ],
)
def test_a_date_has_its_words_and_value(nlp, text, words, value):
    assert _found(nlp, text) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("Curfew begins at 10:30 p.m. on the coast.", "10:30 p.m.", "2025-03-14T22:30", id="clock"),
        pytest.param("A bomb went off at 6 a.m. Thursday.", "6 a.m. Thursday", "2025-03-13T06:00", id="clock and day"),
        pytest.param("It struck at 1740 GMT Thursday.", "1740 GMT Thursday", "2025-03-13T17:40", id="hours and zone"),
        pytest.param("They were seized on Monday night.", "Monday night", "2025-03-10TNI", id="night"),
        pytest.param("They fled on the night of 3 March.", "the night of 3 March", "2025-03-03TNI", id="night of"),
        pytest.param("The raid began at dawn.", "dawn", "2025-03-14TMO", id="dawn"),
        pytest.param("They fled before dawn on Monday.", "dawn on Monday", "2025-03-10TMO", id="dawn of a weekday"),
        pytest.param(
            "He died in the early hours of Monday morning.",
            "the early hours of Monday morning",
            "2025-03-10TMO",
            id="early hours",
        ),
        pytest.param("It began at 6am local time.", "6am local time", "2025-03-14T06:00", id="zone in words"),
        pytest.param("He rang at 10 o'clock last night.", "10 o'clock last night", "2025-03-13T22:00", id="of a night"),
        pytest.param("They meet at 9 tonight.", "9 tonight", "2025-03-14T21:00", id="an hour of tonight"),
        pytest.param("It began at 8:30 Monday night.", "8:30 Monday night", "2025-03-10T20:30", id="of a day's night"),
        pytest.param(
            "He rose at 6 o'clock yesterday morning.", "6 o'clock yesterday morning", "2025-03-13T06:00", id="am"
        ),
        pytest.param("He fell at half past five.", "half past five", "2025-03-14T05:30", id="half past"),
        pytest.param(
            "He fell at a quarter to six yesterday evening.",
            "a quarter to six yesterday evening",
            "2025-03-13T17:45",
            id="to",
        ),
        pytest.param("It sails at eight thirty p.m.", "eight thirty p.m.", "2025-03-14T20:30", id="an hour in words"),
        pytest.param("They fled the night before last.", "the night before last", "2025-03-12TNI", id="before last"),
        pytest.param("Shells fell during the night.", "the night", "2025-03-13TNI", id="the night"),
        pytest.param("Frost will return overnight.", "overnight", "2025-03-14TNI", id="the night to come"),
        pytest.param("Shells fell this morning.", "this morning", "2025-03-14TMO", id="this morning"),
    ],
)
def test_a_time_of_day_stands_on_its_day(nlp, text, words, value):
    assert _found(nlp, text) == [(words, "TIME", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "A judge was shot on March 3. Aides met on Monday. The judge was shot at 10 p.m.",
            "2025-03-03T22:00",
            id="the deed's",
        ),
        pytest.param(
            "A judge was shot on March 3. Aides met on Monday. They left at 10 p.m.",
            "2025-03-10T22:00",
            id="the last one",
        ),
    ],
)
def test_an_hour_without_a_day_is_on_that_of_its_deed_else_on_the_last_one_named(nlp, text, value):
    assert _found(nlp, text)[-1] == ("10 p.m.", "TIME", value)


def test_a_clock_time_takes_the_day_that_follows_it(nlp):
    found = _found(nlp, "The quake hit at 4:15 a.m. (0115 GMT) Wednesday.")

    assert ("4:15 a.m.", "TIME", "2025-03-12T04:15") in found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("The siege lasted two weeks.", "two weeks", "P2W", id="weeks"),
        pytest.param("He ruled for two decades.", "two decades", "P20Y", id="decades in years"),
        pytest.param(
            "Rain fell in the first two weeks of May 2024.", "the first two weeks of May 2024", "P2W", id="of a month"
        ),
        pytest.param("It began half an hour ago.", "half an hour ago", "PT30M", id="half an hour ago"),
        pytest.param("It will be the first vote in five years.", "five years", "P5Y", id="what it is the first in"),
        pytest.param("The flood may be the worst in several years.", "several years", "PXY", id="the worst in some"),
        pytest.param("In the early years few came.", "the early years", "PXY", id="the first of some"),
        pytest.param("The march took five and a half hours.", "five and a half hours", "PT5H30M", id="half hours"),
        pytest.param("She was held for several months.", "several months", "PXM", id="vague"),
        pytest.param(
            "It grew in the first nine months of 2024.", "the first nine months of 2024", "P9M", id="part of a year"
        ),
        pytest.param("Nothing has changed in recent years.", "recent years", "PXY", id="recent years"),
        pytest.param("The strike lasted one day.", "one day", "P1D", id="one day after its verb"),
        pytest.param("The repairs last a week or two.", "a week or two", "P1W", id="or two"),
        pytest.param("They waited a month or so.", "a month or so", "P1M", id="or so"),
        pytest.param("The project ran over three years.", "three years", "P3Y", id="over as a preposition"),
        pytest.param("It ended after months of talks.", "months", "PXM", id="some, of something"),
        pytest.param("It will end within weeks or months.", "weeks or months", "PXW", id="the one or the other"),
        pytest.param("They signed a three-year deal.", "three-year", "P3Y", id="adjective"),
        pytest.param("It will take months to rebuild it.", "months", "PXM", id="bare, after a verb of how long"),
        pytest.param("He quit hours after the vote.", "hours", "PTXH", id="some hours after"),
        pytest.param("Output will grow over the next decade.", "the next decade", "P10Y", id="the next decade"),
        pytest.param("It took a year and a half.", "a year and a half", "P1Y6M", id="a year and a half"),
        pytest.param("Repairs take two to six days.", "two to six days", "P2D", id="from one number to another"),
        pytest.param("She left a day earlier than planned.", "a day", "P1D", id="by how much earlier"),
        pytest.param("Food ran out within 48 hours.", "48 hours", "PT48H", id="hours"),
        pytest.param("It ran for two years and three months.", "two years and three months", "P2Y3M", id="sum"),
    ],
)
def test_a_duration_has_an_iso_value(nlp, text, words, value):
    assert _found(nlp, text) == [(words, "DURATION", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("They protest every Friday.", "every Friday", "XXXX-WXX-5", id="every weekday"),
        pytest.param("The panel meets twice a month.", "twice a month", "P1M", id="rate"),
        pytest.param("Convoys arrive daily.", "daily", "P1D", id="adverb"),
        pytest.param("Thousands joined the annual procession.", "annual", "P1Y", id="an event that comes again"),
        pytest.param("The court sits three days a week.", "three days a week", "P1W", id="so much of each"),
        pytest.param("She works six to eight weeks a year.", "six to eight weeks a year", "P1Y", id="range of each"),
        pytest.param(
            "Crews meet on the first Monday of every month.", "the first Monday of every month", "P1M", id="nth of each"
        ),
        pytest.param("Buses leave every two hours.", "every two hours", "PT2H", id="every two hours"),
    ],
)
def test_a_set_has_the_value_of_its_period(nlp, text, words, value):
    assert _found(nlp, text) == [(words, "SET", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("He arrived on Monday.", "2025-03-10", id="past looks back"),
        pytest.param("He will arrive on Monday.", "2025-03-17", id="future looks ahead"),
        pytest.param("She said she would arrive on Monday.", "2025-03-17", id="future seen from the past"),
        pytest.param("They agreed to meet on Monday.", "2025-03-17", id="infinitive after agree"),
        pytest.param("They planned to leave on Monday.", "2025-03-17", id="infinitive after a past plan"),
        pytest.param("They tried to flee on Monday.", "2025-03-10", id="infinitive after try"),
        pytest.param("The summit opens on Monday.", "2025-03-17", id="a plan in the present"),
        pytest.param("He says that shops closed on Monday.", "2025-03-10", id="the nearest clause decides"),
        pytest.param("A vote is scheduled for Monday.", "2025-03-17", id="scheduled"),
        pytest.param("The trial was postponed until Monday.", "2025-03-17", id="put off until"),
        pytest.param("Send your answer by Monday.", "2025-03-17", id="an order"),
        pytest.param("They are rushing to mend the dam by Monday.", "2025-03-17", id="an attempt with a term"),
        pytest.param("They managed to mend the dam by Monday.", "2025-03-10", id="a success with a term"),
        pytest.param("The talks were postponed on Monday.", "2025-03-10", id="when it was put off"),
        pytest.param("Monday's vote will be close.", "2025-03-17", id="the day of something planned"),
        pytest.param("Monday's attack will be avenged.", "2025-03-10", id="the day of something that happened"),
        pytest.param("Polling ends at 6 p.m. on Monday.", "2025-03-17", id="a plan with its hour"),
        pytest.param("The decision, announced on Monday, will be appealed.", "2025-03-10", id="participle looks back"),
    ],
)
def test_the_clause_decides_between_the_last_and_the_next_weekday(nlp, text, value):
    assert [found[2] for found in _found(nlp, text) if found[1] == "DATE"] == [value]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("He came to power at the end of 2022.", ("2022-10-01", "2022-12-31"), id="end of a year"),
        pytest.param("It fell in December.", ("2024-12-01", "2024-12-31"), id="month"),
        pytest.param("Crops failed over the past two weeks.", ("2025-02-28", "2025-03-14"), id="span up to now"),
        pytest.param("She was jailed earlier this year.", ("2025-01-01", "2025-03-14"), id="earlier this year"),
        pytest.param("Drones struck the port overnight.", ("2025-03-13", "2025-03-14"), id="overnight"),
        pytest.param("It burned down at the end of Ramadan.", ("2025-03-22", "2025-03-31"), id="end of a feast"),
        pytest.param("It grew in the last three months of 2024.", ("2024-10-01", "2024-12-31"), id="the end of a year"),
        pytest.param("They met at the weekend.", ("2025-03-08", "2025-03-09"), id="weekend"),
        pytest.param("He left by year-end.", ("2024-12-31", "2024-12-31"), id="year-end"),
        pytest.param("It closed at least two years ago.", (None, "2023-12-31"), id="an open end"),
        pytest.param("Rain fell over the last year.", ("2024-03-14", "2025-03-14"), id="the year up to now"),
        pytest.param("He waited two weeks.", (None, None), id="a span that is not pinned"),
        pytest.param("Now it is quiet.", (None, None), id="now"),
        pytest.param("Floods came early in 2021.", ("2021-01-01", "2021-05-05"), id="early in a year"),
    ],
)
def test_the_days_follow_from_value_and_modifier(nlp, text, days):
    assert _days(nlp, text) == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param(
            "A raid took place on March 3. She died two days after the raid.", "2025-03-05", id="after an event"
        ),
        pytest.param(
            "Gunmen shot a judge on Monday. A day after the shooting he died.", "2025-03-11", id="a verb and its noun"
        ),
        pytest.param("He fled ten days before 30 May 2022.", "2022-05-20", id="before a date"),
        pytest.param("A raid took place on March 3. She died two days after a fall.", None, id="another event"),
        pytest.param("A raid took place on March 3. She died two days after a raid.", None, id="an indefinite one"),
    ],
)
def test_a_duration_counted_from_a_known_day_is_pinned(nlp, text, days):
    spans = [t for t in find_times(annotate(text, nlp), PUBLISHED) if t.type == "DURATION"]

    assert [span.earliest for span in spans] == [days]


def test_without_a_publication_date_nothing_relative_is_pinned(nlp):
    text = "He came on Friday, left in December and returned last year, in 2019."

    assert [found[2] for found in _found(nlp, text, None)] == ["XXXX-WXX-5", "XXXX-12", "XXXX", "2019"]
    assert _days(nlp, text, None) == [(None, None)] * 3 + [("2019-01-01", "2019-12-31")]


@pytest.mark.parametrize(
    "row",
    load_table("times/counter.yaml")["examples"],
    ids=[r["because"] for r in load_table("times/counter.yaml")["examples"]],
)
def test_counter_examples_of_the_table_are_no_times(nlp, row):
    text = row["text"].replace("[", "").replace("]", "")

    assert _found(nlp, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(" * 500,
        "😀‍🔥 " * 40,
        "‮ 1998 ‬",
        "\x00 March \x07",
        "9999999999 years ago",
        "in 99999 centuries",
        "Monday " * 300,
    ],
)
def test_odd_text_gives_true_spans(nlp, text):
    for time in find_times(annotate(text, nlp), PUBLISHED):
        assert text[time.start : time.end] == time.text


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(nlp, published):
    text = "GAO, March 3 (AP) -- Last year, from Monday to Sunday, on Monday, in December, two decades ago, next week, tomorrow and at Easter he will have left."

    assert len(_found(nlp, text, published)) < 12


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The body was found this weekend.", "2025-W11-WE", id="on a Monday it is over"),
        pytest.param("The fair will open this weekend.", "2025-W12-WE", id="unless something is to come"),
    ],
)
def test_this_weekend_in_a_report_of_a_weekday_is_the_one_that_the_tense_tells(nlp, text, value):
    assert _found(nlp, text, published=date(2025, 3, 17))[-1][2] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "Rain is expected on Saturday, followed by snow on Monday.", "2025-03-17", id="as what it follows"
        ),
        pytest.param("Police came, followed by soldiers on Monday.", "2025-03-10", id="what followed in the past"),
        pytest.param("He fled in May 2011. A few days later he was caught.", "PXD", id="some days later in the past"),
        pytest.param("It will shut in May. A few days later it will reopen.", "FUTURE_REF", id="some days later ahead"),
    ],
)
def test_what_follows_looks_where_its_clause_looks(nlp, text, value):
    assert _found(nlp, text)[-1][2] == value
