import pytest
import yaml

from dateline.errors import TableError
from dateline.resources.codebook import load_codebook

HEAD = {
    "name": "small",
    "version": "1",
    "source": "tests",
    "licence": "Apache-2.0",
    "frames": {
        "transitive": {"actor": "subject", "recipient": "object"},
        "action-on": {"actor": "by", "recipient": "on"},
    },
    "words": {"weapon": "rifle, bomb"},
}
TYPE = {
    "type": "ASSAULT",
    "quad": 4,
    "definition": "harm",
    "intensity": -9,
    "triggers": [{"verbs": "kill, gun down", "object": "@weapon, man"}],
}


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        (tmp_path / "types").mkdir(exist_ok=True)
        contents = {"codebook": HEAD, "contexts": {"contexts": {}}, "types/ASSAULT": TYPE, **files}
        for name, content in contents.items():
            if content is not None:
                (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
        load_codebook.cache_clear()
        return tmp_path

    return write


def test_a_folder_is_a_codebook(folder):
    codebook = load_codebook(folder())
    (trigger,) = codebook.types["ASSAULT"].triggers
    assert trigger.verbs == ["kill", "gun down"]
    assert trigger.object == ["rifle", "bomb", "man"], "a list that a condition names is written out"
    assert codebook.codes.weapons == [], "codes.yaml may be left out"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"types/ASSAULT": {**TYPE, "qaud": 4}}, "ASSAULT.yaml:", id="unknown field"),
        pytest.param({"types/ASSAULT": {**TYPE, "quad": 7}}, "quad", id="value out of range"),
        pytest.param({"types/ASSAULT": {**TYPE, "verb_frame": "ditransitive"}}, "ditransitive", id="unknown frame"),
        pytest.param({"types/ASSAULT": {**TYPE, "type": "COERCE"}}, "COERCE", id="name of another type"),
        pytest.param({"types/ASSAULT": {**TYPE, "triggers": [{"verbs": "kill", "object": "@tool"}]}}, "@tool", id="unknown list"),
        pytest.param({"codes": {"wepons": []}}, "codes.yaml:1", id="unknown field of codes"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_file(folder, files, message):
    with pytest.raises(TableError, match=message):
        load_codebook(folder(**files))


def test_an_empty_folder_is_no_codebook(tmp_path):
    with pytest.raises(TableError, match=r"types/\*\.yaml"):
        load_codebook(tmp_path)


def test_plover_has_all_its_types_and_codes():
    codebook = load_codebook()
    own = {name for name, event_type in codebook.types.items() if not event_type.extension}
    assert len(own) == 16
    assert set(codebook.codes.curbed_acled) == set(codebook.codes.curbed_by)
    for event_type in codebook.types.values():
        assert {event_type.promised_as, event_type.refused_as} - {None} <= set(codebook.types)
