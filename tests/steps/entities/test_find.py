"""Who is spoken of: mentions found, grouped and coded, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.report import Entity
from dateline.resources.models import load_model
from dateline.steps.annotate import annotate
from dateline.steps.entities import find_entities


@pytest.fixture
def find(nlp):
    def find(text: str, year: int | None = None) -> list[Entity]:
        return find_entities(annotate(text, nlp), date(year, 7, 1) if year else None)

    return find


def _by_mention(entities: list[Entity], words: str) -> Entity:
    return next(entity for entity in entities if any(mention.text == words for mention in entity.mentions))


@pytest.mark.parametrize(
    ("text", "words", "type", "country", "sector"),
    [
        pytest.param("Four Kenyan soldiers died.", "Four Kenyan soldiers", "group", "KEN", "MIL", id="demonym"),
        pytest.param("The Norwegian foreign minister left.", "The Norwegian foreign minister", "person", "NOR", "GOV", id="office"),
        pytest.param("Gunmen shot a farmer.", "Gunmen", "group", None, "UAF", id="no country is made up"),
        pytest.param("Rebel commanders met in Geneva.", "Rebel commanders", "group", None, "REB", id="loose noun takes its modifier"),
        pytest.param("Members of parliament objected.", "Members of parliament", "group", None, "LEG", id="of phrase"),
        pytest.param("An aid group warned of famine.", "An aid group", "organization", None, "NGO", id="organisation word"),
        pytest.param("Iran-backed militias struck a base.", "Iran-backed militias", "group", None, "PRM", id="backed by is not of"),
        pytest.param("The mayor of Nairobi resigned.", "The mayor of Nairobi", "person", "KEN", "GOV", id="town of an office"),
        pytest.param("Thousands of protesters marched.", "Thousands of protesters", "group", None, "OPP", id="quantity"),
        pytest.param("NATO criticised the plan.", "NATO", "organization", None, "IGO", id="actor table"),
        pytest.param("The former president of Chile died.", "The former president of Chile", "person", "CHL", "ELI", id="former office"),
        pytest.param("The lawmakers in Kenya objected.", "The lawmakers", "group", "KEN", "LEG", id="country they are in"),
        pytest.param("Tourists in Kenya fled.", "Tourists", "group", None, "CVL", id="strangers in a country"),
        pytest.param("Iraqi Kurds objected.", "Iraqi Kurds", "group", "IRQ", None, id="demonym before a people"),
        pytest.param("Croatian Serbs objected.", "Croatian Serbs", "group", "HRV", None, id="first of two demonyms"),
        pytest.param("Cuban Americans objected.", "Cuban Americans", "group", "USA", None, id="newcomers"),
        pytest.param("Ethnic Albanian rebels fled.", "Ethnic Albanian rebels", "group", None, "REB", id="ethnic tells no country"),
        pytest.param("Basque separatists objected.", "Basque separatists", "group", "ESP", "REB", id="homeland"),
        pytest.param("Soviet troops withdrew.", "Soviet troops", "group", "RUS", "MIL", id="state that is no more"),
        pytest.param("Displaced Colombians returned.", "Displaced Colombians", "group", "COL", "REF", id="sector before a people"),
        pytest.param("Striking steelworkers marched.", "Striking steelworkers", "group", None, "LAB", id="end of a noun"),
        pytest.param("A preacher of the Islamic State fled.", "A preacher of the Islamic State", "person", None, "REB", id="calling in an armed group"),
        pytest.param("A nephew of President Omar Haddad fled.", "A nephew of President Omar Haddad", "person", None, "CVL", id="kin hold no office"),
        pytest.param("The ASEAN foreign ministers met.", "The ASEAN foreign ministers", "group", None, "IGO", id="ministers of an organisation"),
        pytest.param("India's Supreme Court ruled.", "Supreme Court", "organization", "IND", "JUD", id="country before a body"),
        pytest.param("One of two mining firms closed.", "One of two mining firms", "organization", None, "BUS", id="one of several bodies"),
    ],
)  # fmt: skip
def test_the_words_of_a_phrase_tell_type_country_and_sector(find, text, words, type, country, sector):
    entity = _by_mention(find(text), words)

    assert (entity.type, entity.country, entity.sector) == (type, country, sector)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        pytest.param("Mohamed Shukri Darwish spoke. Darwish was calm.", "Mohamed Shukri Darwish", "Darwish", id="surname"),
        pytest.param("Ahmed al-Qadhi spoke. Later Ahmad al Qadi left.", "Ahmed al-Qadhi", "Ahmad al Qadi", id="spelling"),
        pytest.param(
            "The Zambian finance minister resigned. Finance Minister Peter Mwale gave no reason.",
            "The Zambian finance minister", "Peter Mwale", id="office before name",
        ),
        pytest.param("Peter Mwale, the finance minister, resigned.", "Peter Mwale", "the finance minister", id="apposition"),
        pytest.param("Rashid Omari (or “Abu Talha”) was caught.", "Rashid Omari", "Abu Talha", id="or in brackets"),
        pytest.param("Ivan Petrov, also known as Boris Orlov, fled.", "Ivan Petrov", "Boris Orlov", id="also known as"),
        pytest.param("The National Farmers Union (NFU) met. The NFU rejected it.", "National Farmers Union", "NFU", id="acronym"),
        pytest.param(
            "The European Union sued four shipping companies that it accuses of fraud.",
            "European Union", "it", id="subject of a noun's own relative clause",
        ),
        pytest.param("Maria Oduya resigned. She gave no reason.", "Maria Oduya", "She", id="pronoun by gender"),
        pytest.param("Al-Shabaab attacked a camp. The group fled.", "Al-Shabaab", "The group", id="the group"),
        pytest.param("Harbour Widgets Corp. fell. Harbour said nothing.", "Harbour Widgets Corp.", "Harbour", id="first word of a body"),
        pytest.param("The Danish premier left. Prime Minister Lars Holm stayed.", "The Danish premier", "Lars Holm", id="office by another name"),
        pytest.param("Foreign Minister Lars Holm left. The minister was ill.", "Lars Holm", "The minister", id="end of an office"),
        pytest.param("The Kazan Harbour Front militia left. Kazan Harbour Front said so.", "The Kazan Harbour Front militia", "Kazan Harbour Front", id="class noun"),
        pytest.param(
            "General Omar Haddad, the head of the garrison, told reporters he was safe. He added that troops held the town.",
            "Omar Haddad", "He", id="who spoke before speaks",
        ),
        pytest.param("Lars Holm let Ali Murad run his campaign.", "Ali Murad", "his", id="subject of its own verb"),
        pytest.param("Lars Holm praised Ali Murad, who said he was ill.", "Ali Murad", "he", id="in its relative clause"),
        pytest.param("Ali Murad and his wife fled. His wife was hurt.", "his wife", "His wife", id="whose wife"),
        pytest.param("Rebel positions burned. Rebels fled.", "Rebel", "Rebels", id="attribute and noun"),
        pytest.param(
            "Thousands of protesters marched. The demonstrators sang.", "Thousands of protesters", "The demonstrators",
            id="another noun of one sector",
        ),
        pytest.param("Al-Shabaab fled. The rebel group was beaten.", "Al-Shabaab", "The rebel group", id="the rebel group"),
        pytest.param("Hugo Brandt was the club's treasurer and chief accountant.", "Hugo Brandt", "Hugo Brandt", id="itself"),
    ],
)  # fmt: skip
def test_mentions_of_one_are_one_entity(find, text, one, other):
    entities = find(text)

    assert _by_mention(entities, one) is _by_mention(entities, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        pytest.param("Ali Hassan met Omar Hassan.", "Ali Hassan", "Omar Hassan", id="two given names"),
        pytest.param("President Jan Kral left office. President Petr Novak took over.", "Jan Kral", "Petr Novak", id="one title"),
        pytest.param("Five soldiers died. Two soldiers fled.", "Five soldiers", "Two soldiers", id="two counts"),
        pytest.param("Omar Ali Hassan met Murad Ali Hassan. Ali Hassan left.", "Omar Ali Hassan", "Murad Ali Hassan", id="three words"),
        pytest.param("Belka Mining closed a pit. The industry is in decline.", "Belka Mining", "The industry", id="collective"),
        pytest.param("Students at Harbour University left.", "Students", "Harbour University", id="students are no university"),
        pytest.param("President Jan Kral met Vice President Petr Novak. The president left.", "Petr Novak", "The president", id="deputy"),
        pytest.param("Kenyan police met Ugandan police.", "Kenyan police", "Ugandan police", id="two countries"),
        pytest.param("U.S. and Polish forces withdrew.", "U.S.", "Polish forces", id="compound actor"),
        pytest.param("John Parry was jailed. Anne Moss said he lied.", "Anne Moss", "he", id="pronoun of another gender"),
    ],
)  # fmt: skip
def test_mentions_of_two_are_two_entities(find, text, one, other):
    entities = find(text)

    assert _by_mention(entities, one) is not _by_mention(entities, other)


def test_phrases_that_bring_others_in_are_not_one():
    text = "Some residents fled the town. Later some residents came back."

    entities = find_entities(annotate(text, load_model()))

    assert [entity.name for entity in entities if "residents" in entity.name] == ["Some residents", "some residents"]


def test_whose_counterpart_is_told_by_the_pronoun(find):
    entities = find("Ali Murad called his counterpart. Afterwards, Lars Holm called his counterpart.")

    assert sum(entity.name == "his counterpart" for entity in entities) == 2


def test_they_that_may_be_several_joined_is_nobody_alone(find):
    entities = find("Ali Murad and Lars Holm arrived from Niger. They shook hands.")

    assert not [mention for entity in entities for mention in entity.mentions if mention.text == "They"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Troops moved into the West Bank. The West Bank was calm.", "West Bank", id="place named like a bank"
        ),
        pytest.param("A ferry sank off the city of Liberia.", "Liberia", id="city named like a country"),
        pytest.param("The storm crossed Central America.", "America", id="part of a continent"),
        pytest.param("A road between Ijevan and Qazax was closed.", "Qazax", id="between two towns"),
        pytest.param("Villagers fled from Kadrun village.", "Kadrun", id="noun for a place after it"),
    ],
)
def test_a_place_is_no_actor(find, text, words):
    assert not [mention.text for entity in find(text) for mention in entity.mentions if words in mention.text]


def test_a_president_of_a_firm_takes_its_sector(find):
    entity = _by_mention(find("The president of the mining company resigned."), "The president of the mining company")

    assert entity.sector == "BUS"


def test_a_name_ends_with_its_paragraph(find):
    entities = find("He sailed the Pacific\n\nJapan launched a satellite.")

    assert [entity.name for entity in entities if entity.country == "JPN"] == ["Japan"]


def test_a_capital_stands_for_its_government_only_where_it_acts(find):
    acting = find("Oslo rejected the offer.")
    place = find("The talks were held in Oslo.")

    assert [(entity.type, entity.country) for entity in acting if entity.type == "country"] == [("country", "NOR")]
    assert not [entity for entity in place if entity.type == "country"]


def test_a_leader_out_of_office_belongs_to_the_elite(find):
    assert find("Angela Merkel spoke.", 2012)[0].sector == "GOV"
    assert find("Angela Merkel spoke.", 2023)[0].sector == "ELI"


def test_a_former_title_is_marked(find):
    entity = _by_mention(find("Ines Duarte, the former interior minister, was acquitted."), "Ines Duarte")

    assert [(role.text, role.former) for role in entity.roles] == [("interior minister", True)]


def test_a_common_name_is_another_countrys_where_the_text_says_so(find):
    entity = _by_mention(find("The Liberal Party of Honduras lost its leader."), "Liberal Party of Honduras")

    assert entity.country == "HND"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA .,-()“”'’\n\u202eé👩\u0301IS XU.S.&"), max_size=80))
def test_any_text_gives_mentions_that_stand_where_they_say(text):
    entities = find_entities(annotate(text, load_model()))

    for entity in entities:
        assert entity.mentions
        for mention in (*entity.mentions, *entity.roles):
            assert text[mention.start : mention.end] == mention.text != ""


def test_a_title_before_a_name_makes_a_person_of_what_the_recogniser_calls_a_work(find):
    found = find('"We will strike back," General Ousmane Traore warned, "if they come again."')

    people = [entity for entity in found if entity.type == "person" and entity.name == "Ousmane Traore"]
    assert [role.text for role in people[0].roles] == ["General"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Presidency Minister Omar Haddad was shot dead.", "Omar Haddad", id="portfolio that no table lists"
        ),
        pytest.param("Impresario Ana Ruiz was kidnapped in Lima.", "Ana Ruiz", id="calling"),
        pytest.param("The troops of the 9th Infantry Brigade left.", "9th Infantry Brigade", id="number of a body"),
        pytest.param(
            "The 10th Mountain Division left.", "10th Mountain Division", id="number that the recogniser leaves out"
        ),
        pytest.param("Msgr Haddad spoke.", "Haddad", id="abbreviation without its full stop"),
        pytest.param("Gunmen shot Spaniard Jose Luis Ortega.", "Jose Luis Ortega", id="people"),
        pytest.param("The dead are Peruvians Carlos Alberto Mendez and Ana Rivas.", "Carlos Alberto Mendez", id="people of several"),
        pytest.param("Senators John Albert Miller and Ruth Hayes objected.", "John Albert Miller", id="office of several"),
        pytest.param("The Salvadoran Presidency Minister Jorge Antonio Lima was shot.", "Jorge Antonio Lima", id="people and portfolio"),
    ],
)  # fmt: skip
def test_a_name_begins_after_its_title_and_with_its_number(find, text, name):
    assert name in [entity.name for entity in find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Gunmen burned the People's Maritime Bank on Monday.", "People's Maritime Bank", id="genitive of a plural without -s"),
        pytest.param("The rebels of the Green Dawn Revolutionary Armed Forces of Colombia fled.", "Green Dawn Revolutionary Armed Forces of Colombia", id="more words than the table's"),
        pytest.param("Fighters of the self-styled revolutionary Workers Army (RWA) burned a bus.", "revolutionary Workers Army", id="letters ask for a small word"),
        pytest.param("Fighters of the notorious Workers Army (WA) burned a bus.", "Workers Army", id="letters ask for no more"),
        pytest.param("Members of the Carlos Luna Commando fled.", "Carlos Luna Commando", id="commando named for somebody"),
    ],
)  # fmt: skip
def test_a_body_has_all_the_words_of_its_name(find, text, name):
    assert name in [entity.name for entity in find(text) if entity.type == "organization"]


@pytest.mark.parametrize(
    ("text", "words", "type"),
    [
        pytest.param("Rebels wounded eight minors.", "eight minors", "group", id="counted"),
        pytest.param("Gunmen killed their cook.", "their cook", "person", id="somebody's"),
        pytest.param("A watchman died.", "A watchman", "person", id="watchman"),
        pytest.param(
            "Rebels shot at five presidential guards.", "five presidential guards", "group", id="men of a guard"
        ),
    ],
)
def test_a_noun_that_may_be_another_thing_is_of_people_where_they_are_counted_or_owned(find, text, words, type):
    assert _by_mention(find(text), words).type == type


@pytest.mark.parametrize(
    ("year", "sector", "former"),
    [
        pytest.param(2012, "GOV", False, id="in office"),
        pytest.param(2019, "ELI", True, id="office over"),
    ],
)
def test_the_record_tells_whether_a_president_is_one(find, year, sector, former):
    obama = _by_mention(find("President Barack Obama spoke.", year), "Barack Obama")

    assert (obama.country, obama.sector, [role.former for role in obama.roles]) == ("USA", sector, [former])


def test_an_office_with_of_in_it_is_no_name(find):
    winters = _by_mention(find("Secretary of State Paula Winters spoke."), "Paula Winters")

    assert [role.text for role in winters.roles] == ["Secretary of State"]


def test_a_surname_that_a_person_bears_is_no_company(find):
    forbes = _by_mention(find("Eric Forbes resigned on Monday. Forbes gave no reason."), "Eric Forbes")

    assert [mention.text for mention in forbes.mentions] == ["Eric Forbes", "Forbes"]
