from __future__ import annotations

from datetime import date

import pytest

from dateline.steps.annotate import annotate
from dateline.steps.times.find import find_times

PUBLISHED = date(2025, 3, 14)  # a Friday


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("In 1998 the war began. In May the rebels took the town.", ["1998", "1998-05"], id="framed year"),
        pytest.param("In 1998 the war began.\n\nIn May troops left.", ["1998", "2024-05"], id="not past a paragraph"),
        pytest.param("He fled in May 2011. In August he was jailed.", ["2011-05", "2011-08"], id="the month goes on"),
        pytest.param("He was held in June 2011 and freed in March.", ["2011-06", "2012-03"], id="into the next year"),
        pytest.param("It opened in May 2011. In August a court shut it.", ["2011-05", "2024-08"], id="somebody else"),
        pytest.param("Crowds met on Monday. The next day he quit.", ["2025-03-10", "2025-03-11"], id="the next day"),
        pytest.param("Talks will run from Thursday to Monday.", ["2025-03-20", "2025-03-24"], id="a range ahead"),
        pytest.param("The port was shut from Friday to Sunday.", ["2025-03-14", "2025-03-16"], id="a range from today"),
        pytest.param("He was out from Thursday to Saturday.", ["2025-03-06", "2025-03-08"], id="a range behind"),
        pytest.param("He was shot on March 3. Two days later he died.", ["2025-03-03", "2025-03-05"], id="later"),
        pytest.param("She fled in 2016. The following year she returned.", ["2016", "2017"], id="the following year"),
        pytest.param("It fell on 9 May 2022. That day many died.", ["2022-05-09", "2022-05-09"], id="that day"),
        pytest.param(
            "He was freed on Monday. The mine had caved in last October, and that day many died.",
            ["2025-03-10", "2024-10", "2024-10-XX"],
            id="some day of the month that the text went to",
        ),
        pytest.param(
            "On May 9, 2022, the day before the vote, shops shut.", ["2022-05-09", "2022-05-09"], id="a day named twice"
        ),
        pytest.param(
            "The next day, March 4, he fled.", ["2025-03-04", "2025-03-04"], id="named by its date after that"
        ),
        pytest.param("She ruled for nine years. During that time the port grew.", ["P9Y", "P9Y"], id="that time"),
        pytest.param(
            "He was shot on Monday. During that time the port grew.", ["2025-03-10"], id="no length was named"
        ),
        pytest.param("He faces between five and ten years.", ["P5Y", "P10Y"], id="the ends of a range"),
        pytest.param("It killed two and ten days later it ended.", ["XXXX-XX-XX"], id="a number of its own"),
        pytest.param("Shares fell on March 4. For the week they lost 2%.", ["2025-03-04", "2025-W10"], id="its week"),
        pytest.param(
            "He came on March 3, 2021. For the week, shares fell.", ["2021-03-03", "2025-W11"], id="no week of long ago"
        ),
        pytest.param(
            "In February he said that he would quit at the end of the month.", ["2025-02", "2025-02"], id="its end"
        ),
        pytest.param(
            "He came on Wednesday. At the end of the day, all is luck.", ["2025-03-12", "2025-03-14"], id="an idiom"
        ),
        pytest.param(
            "Sales in January were below those of the same month last year.", ["2025-01", "2024-01"], id="same month"
        ),
        pytest.param(
            "Sales in January were below those of the same month of 2021.", ["2025-01", "2021-01"], id="of a year"
        ),
        pytest.param(
            "It earned $3 million in the third quarter, up from $2 million in the same period a year earlier.",
            ["2024-Q3", "2023-Q3"],
            id="the same period a year earlier",
        ),
        pytest.param("He was tried in May 2011. That October he fled.", ["2011-05", "2011-10"], id="that October"),
        pytest.param(
            "He fell on Monday. He died during the night.", ["2025-03-10", "2025-03-10TNI"], id="the night of that day"
        ),
        pytest.param("Exports grew in January. For the month they gained 2%.", ["2025-01", "2025-01"], id="its month"),
        pytest.param("He came on March 4 and leaves later in the week.", ["2025-03-04", "2025-W11"], id="this week"),
        pytest.param("He came on Wednesday. Later in the day he left.", ["2025-03-12", "2025-03-12"], id="in that day"),
        pytest.param("It ran between March and May 1998.", ["1998-03", "1998-05"], id="a range shares its year"),
        pytest.param("They met from 3 to 5 May 2022.", ["2022-05-03", "2022-05-05"], id="days before their month"),
        pytest.param("It ran in 2016-18.", ["2016", "2018"], id="years of one century"),
        pytest.param(
            "At 11am on Thursday, 6 March, it shook.", ["2025-03-06T11:00", "2025-03-06"], id="clock and date"
        ),
        pytest.param("They met on May 3-5, 2022.", ["2022-05-03", "2022-05-05"], id="days of one month"),
        pytest.param("In the week ended March 9 few came.", ["2025-W10", "2025-03-09"], id="a week by its end"),
        pytest.param("Ferries sail on Monday and Friday nights.", ["XXXX-WXX-1TNI", "XXXX-WXX-5TNI"], id="nights"),
        pytest.param("The quarter ended Sept. 30 was poor.", ["2024-Q3", "2024-09-30"], id="a quarter by its end"),
    ],
)
def test_a_time_is_read_in_the_light_of_those_beside_it(nlp, text, values):
    assert [time.value for time in find_times(annotate(text, nlp), PUBLISHED)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "A guard saw it at 6 a.m. ten days before the raid.", "2025-02-21T06:00", id="an event with a day"
        ),
        pytest.param("A guard saw it at 6 a.m. ten days before the feast.", "XXXX-XX-XXT06:00", id="one without"),
        pytest.param("A guard saw it at 6 a.m. two hours after the raid.", "2025-03-03T06:00", id="hours later"),
    ],
)
def test_an_hour_is_on_the_day_that_is_counted_beside_it(nlp, text, value):
    times = find_times(annotate(f"A raid took place on March 3. {text}", nlp), PUBLISHED)

    assert [time.value for time in times if time.type == "TIME"] == [value]


def test_some_days_before_an_event_are_no_one_day(nlp):
    times = find_times(
        annotate("A raid took place on March 3. Planes came in the days before the raid.", nlp), PUBLISHED
    )

    assert (times[-1].value, times[-1].earliest) == ("PXD", None)
