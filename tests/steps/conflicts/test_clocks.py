import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "A guard called the police just past 7 p.m. on Monday. The robber surrendered shortly after 5 p.m.",
            [("order", ("7 p.m.", "5 p.m."))],
            id="the end before the beginning",
        ),
        pytest.param(
            "The fire was over at 3.10 am. The blast happened at 3.40 am in a bakery.",
            [("order", ("3.40 am", "3.10 am"))],
            id="over before it happened",
        ),
        pytest.param(
            "The blast happened at 3.40 am in a bakery. The fire was over at 6.10 am.", [], id="as it should be"
        ),
        pytest.param(
            "The blast happened at 11 p.m. in a bakery. The fire was over at 2 a.m.", [], id="a night lies between"
        ),
        pytest.param(
            "The blast happened at 7 p.m. on Monday. A man was arrested at 5 p.m. on Tuesday.", [], id="two days"
        ),
        pytest.param("The shop opens at 9 a.m. and sells until noon.", [], id="a timetable"),
    ],
)
def test_what_ends_an_affair_does_not_stand_before_it_by_the_clock(conflicts_in, text, found):
    assert conflicts_in(text) == found
