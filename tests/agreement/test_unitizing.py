"""Krippendorff's unitised alpha."""

import pytest

from dateline.agreement.unitizing import Unit, unitized_alpha


def test_the_same_marks_agree_wholly():
    units = [Unit(10, 20, "ASSAULT"), Unit(40, 55, "PROTEST")]

    assert unitized_alpha([units, units], 100) == 1


def test_it_is_what_the_formula_gives_by_hand():
    # one unit of ten characters each, two characters apart, in a text of a hundred:
    # observed (2² + 2²) twice over 2·100²; expected 2/100 · 2·[1/3·(2·10³ - 3·10² + 10) + 10²·(1+81+3+79)] over
    # 200·199 - 2·10·9, with gaps of 10 and 80 and of 12 and 78, of which each has room for gap - 10 + 1 places
    observed = 2 * 8 / (2 * 100**2)
    room = (10 - 10 + 1) + (80 - 10 + 1) + (12 - 10 + 1) + (78 - 10 + 1)
    expected = 2 / 100 * 2 * ((2000 - 300 + 10) / 3 + 100 * room) / (200 * 199 - 2 * 90)

    found = unitized_alpha([[Unit(10, 20, "a")], [Unit(12, 22, "a")]], 100)

    assert found == pytest.approx(1 - observed / expected)


@pytest.mark.parametrize(
    ("second", "low", "high"),
    [
        pytest.param([Unit(11, 20, "a")], 0.9, 1.0, id="a little apart"),
        pytest.param([Unit(60, 70, "a")], -1.0, 0.1, id="elsewhere"),
        pytest.param([Unit(10, 20, "b")], -1.0, 0.1, id="another kind"),
        pytest.param([], -1.0, 0.1, id="nothing"),
    ],
)
def test_alpha_falls_with_disagreement(second, low, high):
    found = unitized_alpha([[Unit(10, 20, "a")], second], 100)

    assert low < found < high


def test_marks_at_random_come_out_near_nothing():
    import random

    draw = random.Random(5)
    first, second = ([Unit(at, at + 4, "a") for at in draw.sample(range(0, 20_000, 5), 400)] for _ in range(2))

    assert unitized_alpha([first, second], 20_000) == pytest.approx(0, abs=0.06)


def test_where_nothing_is_marked_there_is_nothing_to_agree_on():
    assert unitized_alpha([[], []], 100) is None


@pytest.mark.parametrize(
    "unit", [pytest.param(Unit(90, 101, "a"), id="beyond the text"), pytest.param(Unit(5, 5, "a"), id="empty")]
)
def test_a_unit_outside_the_text_is_refused(unit):
    with pytest.raises(ValueError, match="does not lie in a text of 100"):
        unitized_alpha([[unit], []], 100)
