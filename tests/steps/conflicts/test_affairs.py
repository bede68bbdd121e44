import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Police in Porto said that Rui Teles, 40, was charged with murder on Monday. "
            "Ana Duarte was killed by gunfire outside a bakery on Sunday. "
            "Duarte was arrested near the harbour two hours later, officers said.",
            {"Duarte", "Ana"},
            id="the dead woman is arrested",
        ),
        pytest.param(
            "Judge Marta Lopes was murdered at her home on Sunday. "
            "Rui Teles, a neighbour, called the police, he told a newspaper. "
            "Lopes declined to say what was seen that night.",
            {"Lopes", "Marta"},
            id="the dead woman declines to say",
        ),
    ],
)
def test_the_dead_are_neither_charged_nor_do_they_speak(conflicts_in, text, claims):
    found = conflicts_in(text)

    assert [kind for kind, _ in found] == ["identity"]
    assert claims <= set(found[0][1])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Rui Teles was charged with murder on Monday. Ana Duarte was killed outside a bakery on Sunday. "
            "Years ago Duarte was arrested near the harbour, officers said.",
            id="arrested years before",
        ),
        pytest.param(
            "Rui Teles was charged with murder on Monday. Ana Duarte was killed outside a bakery on Sunday.",
            id="two people with a part each",
        ),
        pytest.param(
            "The singer Ana Duarte died on Sunday. “I want no fuss,” Duarte said in an interview with Rui Teles.",
            id="somebody who died in bed is quoted",
        ),
        pytest.param(
            "Rui Teles said on Monday that he was shocked. Rui Duarte was killed on Sunday. Duarte said she would not talk. "
            "She is his widow, Ana Duarte.",
            id="two of one family name",
        ),
    ],
)
def test_silence_where_one_person_can_have_both_parts(conflicts_in, text):
    assert conflicts_in(text) == []
