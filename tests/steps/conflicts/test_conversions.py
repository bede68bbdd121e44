import pytest


@pytest.mark.parametrize(
    ("text", "kind", "claims"),
    [
        pytest.param(
            "The shaft is 14 metres (131 feet) deep.", "number", ("14 metres", "131 feet"), id="metres and feet"
        ),
        pytest.param(
            "Winds blew for 300 kilometers (about 500 miles).", "number", ("300 kilometers", "500 miles"), id="miles"
        ),
        pytest.param(
            "The bridge cost 40 million shekels ($11 million). Its ramp cost 90 million shekels ($11 million).",
            "number",
            ("40 million shekels ($11 million", "90 million shekels ($11 million"),
            id="two rates",
        ),
        pytest.param(
            "The ferry left at 6 p.m. (1700 GMT) and came back at 9 p.m. (1500 GMT).",
            "time",
            ("6 p.m. (1700 GMT)", "9 p.m. (1500 GMT)"),
            id="two differences to Greenwich",
        ),
    ],
)
def test_a_conversion_that_does_not_hold_is_found(conflicts_in, text, kind, claims):
    assert (kind, claims) in conflicts_in(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The shaft is 40 metres (131 feet) deep.", id="right"),
        pytest.param("The shaft is 3 kilometers (two miles) long.", id="in words"),
        pytest.param("Winds blew for 800 kilometers (about 500 miles).", id="rounded"),
        pytest.param("The well is 9 metres (3 metres wide) deep.", id="one unit"),
        pytest.param(
            "The bridge cost 40 million shekels ($11 million). Its ramp cost 9 million shekels ($2.5 million).",
            id="one rate",
        ),
        pytest.param("The ferry left at 6 p.m. (1700 GMT) and came back at 9 p.m. (2000 GMT).", id="one difference"),
    ],
)
def test_silence_where_the_conversion_holds(conflicts_in, text):
    assert conflicts_in(text) == []
