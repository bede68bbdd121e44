import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Rui Teles, 70, died in Faro on Monday. The Rev. Ana Duarte will speak. He was born in Setubal in 1961.",
            [("number", ("70", "1961"))],
            id="the one person whose age is told",
        ),
        pytest.param(
            "A 12-year-old boy planted the device. The boy was born in Setubal in 2001.",
            [("number", ("12", "2001"))],
            id="described",
        ),
        pytest.param(
            "Ana Duarte, 34, sings in Lisbon. Duarte was born in Faro in 1975.",
            [("number", ("34", "1975"))],
            id="named",
        ),
        pytest.param("A 12-year-old boy planted the device. The boy was born in Setubal in 2006.", [], id="it fits"),
        pytest.param(
            "A 12-year-old boy found an 80-year-old woman. The woman was born in Setubal in 1938.",
            [],
            id="somebody else",
        ),
    ],
)
def test_an_age_is_that_of_the_year_of_birth(conflicts_in, text, found):
    assert conflicts_in(text, "2019-05-15") == found


def test_no_age_is_counted_where_the_day_is_not_known(conflicts_in):
    assert conflicts_in("A 12-year-old boy fled. The boy was born in Setubal in 2001.", None) == []
