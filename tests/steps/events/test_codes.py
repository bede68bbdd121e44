import pytest

from dateline.report import Count
from dateline.resources.codebook import CodeRule
from dateline.steps.events import find_events
from dateline.steps.events.parties import Party
from dateline.text.codes import acled_code, ucdp_type
from tests.steps.events.small import CONTEXTS, INDEX, draft_of

MODE = CodeRule(cameo="193", acled="Attack", acled_against_armed="Armed clash")


def party(kind, sector=None):
    return Party(head=None, start=0, end=1, kind=kind, entity=None, noun_sector=sector)


ARMY, REBELS, MILITIA, FARMERS, PERU = (
    party("organization", "MIL"),
    party("group", "REB"),
    party("group", "PRM"),
    party("group", "AGR"),
    party("country"),
)
SIX, NONE = Count(low=6, high=6), Count(low=0, high=0)


@pytest.mark.parametrize(
    ("rules", "actors", "recipients", "deaths", "expected"),
    [
        pytest.param([MODE], [REBELS], [FARMERS], SIX, "Attack", id="on civilians"),
        pytest.param([MODE], [REBELS], [ARMY], SIX, "Armed clash", id="between armed sides"),
        pytest.param([CodeRule(acled="Grenade"), MODE], [REBELS], [ARMY], SIX, "Grenade", id="the finer rule first"),
        pytest.param([CodeRule(cameo="18"), MODE], [REBELS], [FARMERS], SIX, "Attack", id="a finer rule without an answer"),
        pytest.param([CodeRule(acled="a", acled_lethal="b")], [], [], SIX, "b", id="lethal"),
        pytest.param([CodeRule(acled="a", acled_lethal="b")], [], [], NONE, "a", id="nobody died"),
        pytest.param([CodeRule(acled_state="a", acled_nonstate="b")], [PERU], [], None, "a", id="a state's force"),
        pytest.param([CodeRule(acled_state="a", acled_nonstate="b")], [REBELS], [], None, "b", id="no state's"),
        pytest.param([CodeRule(acled_state="a", acled_nonstate="b")], [FARMERS], [], None, None, id="neither"),
        pytest.param([], [REBELS], [FARMERS], SIX, None, id="no rule"),
    ],
)  # fmt: skip
def test_acled_code_hangs_on_the_sides_and_the_dead(rules, actors, recipients, deaths, expected):
    assert acled_code(rules, actors, recipients, deaths) == expected


@pytest.mark.parametrize(
    ("actors", "recipients", "deaths", "expected"),
    [
        pytest.param([ARMY], [REBELS], SIX, "state-based", id="state against rebels"),
        pytest.param([REBELS], [ARMY], SIX, "state-based", id="rebels against state"),
        pytest.param([MILITIA], [REBELS], SIX, "non-state", id="two groups"),
        pytest.param([MILITIA], [FARMERS], SIX, "one-sided", id="civilians"),
        pytest.param([FARMERS], [FARMERS], SIX, None, id="nobody armed"),
        pytest.param([ARMY], [REBELS], None, None, id="deaths not told"),
        pytest.param([ARMY], [REBELS], NONE, None, id="nobody died"),
        pytest.param([ARMY], [], SIX, None, id="one side unknown"),
    ],
)
def test_ucdp_type_needs_dead_and_two_sides(actors, recipients, deaths, expected):
    assert ucdp_type("ASSAULT", actors, recipients, deaths) == expected


def test_ucdp_knows_only_assaults():
    assert ucdp_type("PROTEST", [ARMY], [REBELS], SIX) is None


def codes(nlp, text):
    (event,) = find_events(draft_of(nlp, text), INDEX, CONTEXTS)
    return event.codes


def test_mode_stands_in_the_plover_code_and_settles_the_others(nlp):
    found = codes(nlp, "Jets bombed the village.")
    assert (found.plover, found.cameo, found.acled) == ("ASSAULT-aerial", "195", "Air/drone strike")


def test_what_has_not_happened_has_no_code_of_a_record_of_deeds(nlp):
    found = codes(nlp, "Jets will bomb the village.")
    assert (found.plover, found.cameo, found.acled, found.ucdp) == ("ASSAULT-aerial", "195", None, None)
