import pytest

from dateline.errors import ModelNotInstalledError
from dateline.resources import models
from dateline.resources.models import DEFAULT_MODEL, digest_of, find_altered_files, load_model
from dateline.resources.tables import load_table


def test_the_default_model_is_the_official_release_file_for_file():
    assert len(load_table("models.yaml")[DEFAULT_MODEL]["files"]) == 8
    assert find_altered_files() == {}


def test_a_digest_is_written_as_in_a_wheels_record(tmp_path):
    path = tmp_path / "weights"
    path.write_bytes(b"")

    assert digest_of(path) == "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"


def test_a_changed_or_missing_file_is_named(monkeypatch):
    record = load_table("models.yaml")[DEFAULT_MODEL]
    changed = {**record["files"], "ner/model": "x" * 43, "no/such": "y" * 43}
    monkeypatch.setattr(models, "load_table", lambda name: {DEFAULT_MODEL: {**record, "files": changed}})

    altered = find_altered_files()

    assert set(altered) == {"ner/model", "no/such"}
    assert altered["ner/model"] == record["files"]["ner/model"]
    assert altered["no/such"] == "missing"


def test_a_model_that_is_not_installed_is_named_with_a_way_out():
    with pytest.raises(ModelNotInstalledError, match=r"'no_such_model' is not installed; run `pip install"):
        load_model("no_such_model")


def test_a_model_without_a_parser_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(ModelNotInstalledError, match="has no ner and no parser"):
        load_model(str(tmp_path / "blank"))
