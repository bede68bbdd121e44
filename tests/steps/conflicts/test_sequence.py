import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Ana Duarte resigned on Sunday after Rui Teles had accused her on Monday of lying.",
            ("Monday", "Sunday"),
            id="after what came later",
        ),
        pytest.param(
            "The minister said on Saturday that rebels attacked the bridge on Sunday.",
            ("Saturday", "Sunday"),
            id="told before it happened",
        ),
        pytest.param(
            "Ana Duarte left the city on Monday before the bombing on Sunday, a neighbour said.",
            ("Monday", "Sunday"),
            id="before what came earlier",
        ),
    ],
)
def test_an_order_in_words_that_the_dates_deny_is_found(conflicts_in, text, claims):
    assert conflicts_in(text) == [("order", claims)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Duarte resigned on Monday after Rui Teles had accused her on Sunday.", id="in order"),
        pytest.param("The minister said on Saturday that rebels would attack on Sunday.", id="told of what is to come"),
        pytest.param("The minister said on Saturday that she leaves on Sunday.", id="a plan"),
        pytest.param("Ana Duarte left on Sunday, and Rui Teles said on Saturday that he was tired.", id="two things"),
    ],
)
def test_silence_where_the_dates_allow_the_order(conflicts_in, text):
    assert conflicts_in(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "A bomb exploded in Lobito on Monday. On Saturday the mayor condemned the explosion.",
            [("order", ("Monday", "Saturday"))],
            id="condemned before it happened",
        ),
        pytest.param(
            "The council met on Wednesday. Two farmers drowned near Lobito on May 19.",
            [("time", ("Wednesday", "May 19"))],
            id="after the day of the report",
        ),
    ],
)
def test_what_nobody_can_have_known_yet_is_found(conflicts_in, text, claims):
    found = conflicts_in(text)

    assert [(kind, tuple(sorted(words))) for kind, words in found] == [
        (kind, tuple(sorted(words))) for kind, words in claims
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "A bomb exploded in Lobito on Saturday. The mayor condemned the explosion on Monday.", id="in order"
        ),
        pytest.param("A bomb exploded on Monday. The police had warned of the explosion on Saturday.", id="a warning"),
        pytest.param("The council met on Wednesday. It will vote on May 19.", id="what is to come"),
        pytest.param("The council met on Wednesday. It discussed the summit on May 19.", id="a planned meeting"),
    ],
)
def test_silence_on_what_can_be_known_before(conflicts_in, text):
    assert conflicts_in(text) == []
