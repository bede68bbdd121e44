import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "A suspect in last month's killing of a baker has fled. He was seen near the scene of the March 23 killing.",
            ("last month", "March 23"),
            id="nouns for one known deed",
        ),
        pytest.param(
            "A sailor has been found two months after she was abducted. "
            "The motive behind the abduction in Faro on 2 May is unclear.",
            ("2 May", "two months after"),
            id="counted back from the day of the report",
        ),
        pytest.param(
            "Ana Duarte was murdered in March 2011. The trial of Rui Teles opened. "
            "Supporters recalled the 2013 killing of Ana Duarte.",
            ("March 2011", "2013"),
            id="one person is killed once",
        ),
        pytest.param(
            "The envoy Rui Teles visited Bissau in June. It rained. When Rui Teles visited Bissau in March, he saw the port.",
            ("June", "March"),
            id="a visit that is told as known",
        ),
        pytest.param(
            "Portugal launched a weather satellite in 2009, two years after Spain opened the Duero dam. "
            "Engineers were proud. Spain opened the Duero dam in 2004.",
            ("2004", "two years after"),
            id="a time counted back from another",
        ),
        pytest.param(
            "The Lions had not won the cup since 1948. Fans wept. The Lions have not won the cup since 1958, said the club.",
            ("1948", "1958"),
            id="what was last so was so at one time",
        ),
        pytest.param(
            "Leaders prepared the Nordic Council meeting scheduled for June 8. "
            "They discussed the Nordic Council meeting in Oslo on June 18.",
            ("June 8", "June 18"),
            id="a meeting with two planned dates",
        ),
    ],
)
def test_one_happening_with_two_times_is_found(conflicts_in, text, claims):
    found = conflicts_in(text)

    assert [kind for kind, _ in found] == ["time"]
    assert set(found[0][1]) == set(claims)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ana Duarte was murdered in March 2011. Supporters recalled the 2011 killing of Ana Duarte.",
            id="a year and its month",
        ),
        pytest.param("Ana Duarte was murdered in March 2011. Rui Teles was murdered in May 2013.", id="two people"),
        pytest.param("Rui Teles visited Bissau in June. Rui Teles visited Bissau again in March.", id="again"),
        pytest.param("Rui Teles visited Bissau in March. Rui Teles will visit Bissau in June.", id="one lies ahead"),
        pytest.param("Spain fired a rocket on Monday. Spain fired four rockets in 2011.", id="other numbers of them"),
        pytest.param(
            "Spain launched the probe Alba on Monday. Spain launched the probe Alba in 2011.",
            id="the news and the long past",
        ),
        pytest.param(
            "Ana Duarte spoke in Lisbon on Monday. Ana Duarte spoke in Lisbon on Tuesday.", id="people speak every day"
        ),
    ],
)
def test_silence_where_there_may_be_two_happenings_or_one_time(conflicts_in, text):
    assert conflicts_in(text) == []
