"""Who says so: sources, cues, contents, and what is said of them."""

from __future__ import annotations

import pytest

from dateline.steps.attributions import find_attributions
from dateline.steps.entities import find_entities


@pytest.fixture(scope="module")
def find(nlp):
    def of(text: str, entities: bool = False):
        doc = nlp(text)
        return find_attributions(doc, find_entities(doc) if entities else [])

    return of


def relation(attribution):
    source = attribution.source.text if attribution.source else None
    return source, attribution.cue.text, [span.text for span in attribution.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The army said that the bridge had collapsed.",
            ("The army", "said", ["that the bridge had collapsed"]),
            id="before the content",
        ),
        pytest.param(
            "The bridge had collapsed, the army said.",
            ("the army", "said", ["The bridge had collapsed"]),
            id="after it",
        ),
        pytest.param(
            "“The bridge is gone,” said Lena Brandt, who lives beside it.",
            ("Lena Brandt", "said", ["“The bridge is gone,”"]),
            id="verb before its subject",
        ),
        pytest.param(
            "According to the ministry, four men were held.",
            ("the ministry", "According to", ["four men were held"]),
            id="according to",
        ),
        pytest.param(
            "The bridge, the army said, had collapsed.",
            ("the army", "said", ["The bridge", "had collapsed"]),
            id="within it, in two pieces",
        ),
        pytest.param(
            "Brandt told the court that she had seen nothing.",
            ("Brandt", "told", ["that she had seen nothing"]),
            id="the hearer is no content",
        ),
    ],
)
def test_a_cue_has_its_source_and_content_on_either_side(find, text, expected):
    assert [relation(found) for found in find(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        pytest.param("Villagers believe that the well was poisoned.", "Villagers", "believe", id="belief"),
        pytest.param("Brandt plans to sue the company.", "Brandt", "plans", id="intention"),
        pytest.param("Residents fear that the dam will break.", "Residents", "fear", id="fear"),
        pytest.param("The survey found that most farmers had left.", "The survey", "found", id="finding"),
        pytest.param("The minister denied that troops had fired.", "The minister", "denied", id="denial"),
        pytest.param("The court ruled that the arrest was unlawful.", "The court", "ruled", id="decree"),
        pytest.param("The rebels accused the army of shelling a school.", "The rebels", "accused", id="accusation"),
        pytest.param("Brandt called the raid “a disgrace.”", "Brandt", "called", id="name given"),
        pytest.param("The union urged drivers to stay at home.", "The union", "urged", id="request"),
    ],
)
def test_statements_beliefs_intentions_findings_and_decrees_all_count(find, text, source, cue):
    (found,) = find(text)

    assert (found.source.text, found.cue.text.split()[0]) == (source, cue)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        pytest.param("“The bridge is gone,” the mayor said.", "direct", id="all in marks"),
        pytest.param("The mayor said the bridge was “beyond repair.”", "mixed", id="some in marks"),
        pytest.param("The mayor said the bridge was gone.", "indirect", id="none in marks"),
    ],
)
def test_style_tells_how_much_is_in_quotation_marks(find, text, style):
    assert find(text)[0].style == style


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Gunmen attacked the village and killed two guards.", id="a deed"),
        pytest.param("The ferry sank near the lighthouse on Monday.", id="a plain statement"),
        pytest.param("The so-called “ghost fleet” left the port.", id="scare quotes"),
    ],
)
def test_deeds_and_scare_quotes_are_no_attributions(find, text):
    assert find(text) == []


def test_a_quotation_that_goes_on_after_its_cue_has_one_source(find):
    (found,) = find("“The water rose fast,” Brandt said. “We climbed onto the roof.”")

    assert [span.text for span in found.content] == ["“The water rose fast,”", "“We climbed onto the roof.”"]


def test_a_paragraph_that_is_one_quotation_goes_on_from_the_speaker_before(find):
    (found,) = find("“The water rose fast,” Brandt said.\n\n“We climbed onto the roof.”")

    assert [span.text for span in found.content] == ["“The water rose fast,”", "“We climbed onto the roof.”"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It was reported that nine villagers had died.", id="passive"),
        pytest.param("Reportedly the convoy had left at dawn.", id="adverb"),
    ],
)
def test_without_a_source_in_the_text_there_is_none(find, text):
    (found,) = find(text)

    assert (found.source, found.source_kind) == (None, "none")


@pytest.mark.parametrize(
    ("text", "speaker", "carrier"),
    [
        pytest.param(
            "State media quoted the governor as saying that the road was safe.",
            "the governor", "State media", id="active",
        ),
        pytest.param(
            "The governor was quoted by state television as saying the road was safe.",
            "The governor", "state television", id="passive",
        ),
    ],
)  # fmt: skip
def test_who_quotes_another_is_the_carrier(find, text, speaker, carrier):
    (found,) = find(text)

    assert (found.source.text, found.carrier.text) == (speaker, carrier)
    assert found.content[-1].text.endswith("the road was safe")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "An officer, speaking on condition of anonymity, said the camp was empty.",
            "speaking on condition of anonymity",
            id="condition",
        ),
        pytest.param(
            "A clerk, who was not allowed by her employer to speak to reporters, said the files were gone.",
            "who was not allowed by her employer to speak to reporters",
            id="no leave to speak",
        ),
        pytest.param(
            "A trader said the shelves were bare, asking not to be named for fear of arrest.",
            "asking not to be named for fear of arrest",
            id="behind what is said",
        ),
    ],
)
def test_the_reason_for_anonymity_is_kept(find, text, reason):
    (found,) = find(text)

    assert (found.source_kind, found.anonymity.text) == ("anonymous", reason)


def test_a_pronoun_is_joined_to_its_entity_and_takes_its_kind(find):
    first, second = find("Lena Brandt said the bridge was gone. She said nobody was hurt.", entities=True)

    assert first.source.entity is not None
    assert (second.source.text, second.source.entity, second.source_kind) == ("She", first.source.entity, "named")


def test_no_word_belongs_to_two_contents(find):
    text = "The mayor said residents believe the well was poisoned, and he urged them to boil water."
    spans = [span for found in find(text) for span in found.content]
    chars = [i for span in spans for i in range(span.start, span.end)]

    assert len(chars) == len(set(chars))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            '"If the levee breaks," Sergeant Hana Kovac warned, "we will lose the mill."',
            ['"If the levee breaks,"', '"we will lose the mill."'],
            id="a condition first",
        ),
        pytest.param(
            "“We came at dusk,” a drover recalled, “and found no one.”",
            ["“We came at dusk,”", "“and found no one.”"],
            id="two halves of a sentence",
        ),
    ],
)
def test_a_quotation_before_and_after_its_cue_is_one_attribution_in_two_pieces(find, text, pieces):
    (found,) = find(text)

    assert [span.text for span in found.content] == pieces


def test_two_short_quotations_with_a_cue_each_stay_apart(find):
    first, second = find("“Never,” said Lena Brandt. “Maybe,” said Omar Diallo.")

    assert [span.text for span in first.content] == ["“Never,”"]
    assert [span.text for span in second.content] == ["“Maybe,”"]


def test_several_sentences_in_one_pair_of_marks_are_one_content(find):
    (found,) = find("“The pump failed. The lamps went out. We sang,” said Lena Brandt.")

    assert [span.text for span in found.content] == ["“The pump failed. The lamps went out. We sang,”"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("General Kwabena Osei vowed to hold the ridge.", "named", id="a title and a name"),
        pytest.param("Lena Brandt runs the dock. Brandt said the crane was safe.", "named", id="the surname alone"),
        pytest.param("The mayor of Split, Ana Babic, said the quay was safe.", "named", id="a name in apposition"),
        pytest.param("One of the divers said the hull was whole.", "role", id="one of those who have a role"),
        pytest.param("Some of them said the hull was whole.", "anonymous", id="some of them"),
        pytest.param("The growers met in Bern. They demanded that the levy be cut.", "role", id="they for a group"),
        pytest.param("The ministry sent a note. It denied that any barge had sunk.", "institution", id="it for a body"),
        pytest.param("The treaty has an annex. Its annex says that the guards may stay.", "document", id="a document's part"),
    ],
)  # fmt: skip
def test_the_kind_of_source_follows_its_head_and_a_pronoun_what_it_stands_for(find, text, kind):
    assert find(text, entities=True)[-1].source_kind == kind


@pytest.mark.parametrize(
    ("text", "source", "carrier"),
    [
        pytest.param(
            "The daily, citing a nurse, reported that two boys had drowned.", "a nurse", "The daily", id="citing"
        ),
        pytest.param("The bus was empty, state radio reported, citing drivers.", "drivers", "state radio", id="at the end"),
        pytest.param(
            "State media said the mayor had fled, citing a clerk.", "a clerk", "State media", id="parsed into the content"
        ),
        pytest.param(
            "The mayor said the well was dry, according to state radio.", "The mayor", "state radio", id="according to"
        ),
        pytest.param("Two boys drowned, the Guardian reported, quoting police.", "police", "the Guardian", id="quoting"),
        pytest.param("The pilot told Radio Sava that the fuel was bad.", "The pilot", "Radio Sava", id="told to a medium"),
    ],
)  # fmt: skip
def test_a_medium_that_cites_or_is_told_is_the_carrier(find, text, source, carrier):
    (found,) = find(text)

    assert (found.source.text, found.carrier.text) == (source, carrier)


def test_a_hearer_that_is_no_medium_carries_nothing(find):
    (found,) = find("The pilot told the jury that the fuel was bad.")

    assert found.carrier is None


def test_a_source_ends_before_the_reason_in_its_own_phrase(find):
    (found,) = find("“The vault is bare,” said a teller who asked that her name not be used.")

    assert (found.source.text, found.anonymity.text) == ("a teller", "who asked that her name not be used")


def test_the_reason_without_a_comma_ends_before_the_cue(find):
    (found,) = find("A teller who refused to give her name said the vault was bare.")

    assert (found.source.text, found.anonymity.text) == ("A teller", "who refused to give her name")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("The decree requires that every boat carry a lamp.", "The decree", id="a rare cue of a decree"),
        pytest.param("Three lorries reportedly sank in the marsh.", None, id="adverb within the clause"),
    ],
)
def test_a_cue_that_the_corpus_underrates_stands_where_the_words_are_plain(find, text, source):
    (found,) = find(text)

    assert (found.source.text if found.source else None) == source


def test_to_question_a_person_is_a_deed_and_to_question_a_matter_none(find):
    assert find("Detectives questioned Omar Diallo for two hours.") == []
    assert [found.cue.text for found in find("Lena Brandt questioned the need for a curfew.")] == ["questioned"]


def test_a_participle_that_names_its_noun_attributes_nothing(find):
    assert find("The film, called “Dust”, opened in Dakar on Saturday.") == []
    assert [found.source.text for found in find("Drivers called the toll “a theft”.")] == ["Drivers"]


def test_the_reports_comment_on_a_claim_is_no_part_of_it(find):
    (found,) = find("The rebels say they hold the ford, a claim that could not be checked.")

    assert [span.text for span in found.content] == ["they hold the ford"]


def test_a_quotation_goes_on_although_another_sentence_follows_it(find):
    (found,) = find(
        "“They came at night,” he said, pointing at a lorry. “We ran to the hills.” Ousmane Sow lost his mill."
    )

    assert [span.text for span in found.content] == ["“They came at night,”", "“We ran to the hills.”"]
