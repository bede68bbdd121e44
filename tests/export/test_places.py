"""Why a place was chosen, in words."""

from dateline.export.places import evidence_words, tell_hit
from dateline.resources.gazetteer import load_gazetteer


def test_evidence_is_told_strongest_first_and_what_counts_nothing_has_no_figure():
    assert evidence_words({"its main name": 0.0, "same_country": 1.5, "obscure": -2.0, "rank": 0.0}) == (
        "-2.0 obscure, +1.5 same country, its main name"
    )


def test_a_hit_is_told_with_what_its_weight_is_made_of():
    first, second = tell_hit(load_gazetteer().rank("Paris")[0])

    assert "PPLC  Paris (Île-de-France, FRA)" in first
    assert "people" in second
    assert "its main name" in second
