import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Nine movies were sent to the jury in Faro. The ten films will be shown in May.",
            ("Nine movies", "ten films"),
            id="another word for the same",
        ),
        pytest.param(
            "At least 35 villagers became ill after drinking goat milk. The 45 villagers who fell ill from the milk went home.",
            ("At least 35 villagers", "45 villagers"),
            id="told again what befell them",
        ),
        pytest.param(
            "Ana Duarte was one of four climbers who were lost on the ridge. The four other climbers came down alone.",
            ("four climbers", "four other climbers"),
            id="one of four and four others",
        ),
        pytest.param(
            "Police look for three young boys. They are aged 9, 8, 4 and 2.",
            ("three young boys", "9, 8, 4 and 2"),
            id="ages",
        ),
        pytest.param(
            "A baker was shot twice on Monday. Rui Teles, the baker, was shot three times in the leg, a nurse said.",
            ("twice", "three times"),
            id="how often",
        ),
    ],
)
def test_a_set_that_comes_back_with_another_number_is_found(conflicts_in, text, claims):
    assert ("number", claims) in conflicts_in(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nine movies were sent to the jury. The nine films will be shown in May.", id="the same number"),
        pytest.param("Nine movies were sent to the jury. The other ten films came late.", id="others"),
        pytest.param(
            "Ana Duarte was one of four climbers who were lost. The three other climbers came down.", id="the rest"
        ),
        pytest.param("Police look for four young boys. They are aged 9, 8, 4 and 2.", id="as many ages"),
        pytest.param("A baker was shot twice. The van was hit three times by a lorry.", id="two deeds"),
    ],
)
def test_silence_where_the_numbers_agree_or_count_two_things(conflicts_in, text):
    assert conflicts_in(text) == []
