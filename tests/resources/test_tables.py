import pytest
from pydantic import BaseModel

from dateline.errors import TableError
from dateline.resources.tables import DATA, load_table, read_model, read_yaml


class Word(BaseModel):
    word: str
    weight: float = 1


class Words(BaseModel):
    words: list[Word]
    by_name: dict[str, Word] = {}


def write(folder, content):
    path = folder / "table.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_table_is_read_into_its_model(tmp_path):
    table = read_model(write(tmp_path, "words:\n  - word: bomb\n    weight: 0.5\n"), Words)

    assert table.words == [Word(word="bomb", weight=0.5)]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param(
            "words:\n  - word: bomb\n  - weight: 2\n", 3, "words.1.word: Field required", id="a field is missing"
        ),
        pytest.param("words:\n  - word: bomb\n    weight: much\n", 3, "words.0.weight", id="a field is ill-typed"),
        pytest.param("# what they are\nby_name: {}\nwords: 3\n", 3, "words", id="a list is none"),
        pytest.param(
            "words: []\nby_name:\n  a: {word: x}\n  b: {weight: 1}\n", 4, "by_name.b.word", id="deep in a mapping"
        ),
        pytest.param("words: [\n", 2, "is no YAML", id="no YAML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, content, line, message):
    path = write(tmp_path, content)

    with pytest.raises(TableError, match=message) as caught:
        read_model(path, Words)

    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TableError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")


def test_a_table_of_the_package_is_loaded_once():
    assert load_table("models.yaml") is load_table("models.yaml")


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: str(path.relative_to(DATA)))
def test_every_table_says_in_a_comment_what_it_is(path):
    assert path.read_text(encoding="utf-8").startswith("#")
    assert read_yaml(path) is not None
