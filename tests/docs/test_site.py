"""The site has every page, every public name, and a tutorial without leftovers."""

import json
import re
import subprocess
import sys

import pytest
import yaml
from pydantic import BaseModel

import dateline
from dateline import report
from tests.docs.pages import PAGES, REPORTS, ROOT

REFERENCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))
NOUNS = [
    name
    for name, thing in vars(report).items()
    if isinstance(thing, type)
    and issubclass(thing, BaseModel)
    and thing.__module__ == report.__name__
    and name[0] != "_"
]
DOCUMENTED = [*PAGES, *sorted((ROOT / "docs" / "decisions").glob("*.md"))]


@pytest.mark.parametrize("name", [name for name in dateline.__all__ if name not in ("__version__", "plot")])
def test_every_public_name_stands_in_the_reference(name):
    assert re.search(rf"^\.\. auto\w+:: (?:[\w.]+\.)?{name}$", REFERENCE, re.MULTILINE), f"add {name} to docs/reference"


@pytest.mark.parametrize("name", NOUNS)
def test_every_noun_of_a_report_stands_in_the_reference_and_says_what_its_fields_hold(name):
    fields = getattr(report, name).model_fields

    assert re.search(rf"^\.\. autoclass:: {name}$", REFERENCE, re.MULTILINE), f"add {name} to docs/reference/report.md"
    assert [field for field, info in fields.items() if not info.description] == []


@pytest.mark.parametrize("page", DOCUMENTED, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_links_to_is_there(page):
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("folder", ["how-to", "formats", "decisions", "reference"])
def test_every_page_of_a_folder_stands_in_its_list(folder):
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))
    listed = (ROOT / "docs" / folder / "README.md").read_text(encoding="utf-8")

    assert [page.name for page in pages if page.name != "README.md" and f"]({page.name})" not in listed] == []


def test_every_page_has_its_place_in_the_sites_order():
    order = yaml.safe_load((ROOT / "docs" / "_toc.yml").read_text(encoding="utf-8"))
    placed = {order["root"]}
    for entry in walk(order):
        placed |= (
            {entry["file"]}
            if "file" in entry
            else {str(p.relative_to(ROOT).with_suffix("")) for p in ROOT.glob(entry["glob"] + ".md")}
        )

    assert [str(page) for page in DOCUMENTED if str(page.relative_to(ROOT).with_suffix("")) not in placed] == []


def walk(entry):
    for below in entry.get("entries", []):
        yield below
        yield from walk(below)


def test_the_tutorial_is_kept_without_what_it_printed():
    notebook = json.loads((ROOT / "docs" / "tutorial" / "from-fifty-reports.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]

    assert cells
    assert [cell["source"] for cell in cells if cell["outputs"] or cell["execution_count"] is not None] == []


def test_the_tutorials_reports_are_fifty_articles_with_a_day_and_an_outlet():
    articles = [dateline.Article.model_validate_json(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]

    assert len({article.id for article in articles}) == len(articles) == 50
    assert all(article.title and article.published_date and article.publisher for article in articles)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param('<script src="https://cdn.example.org/a.js"></script>', "fetches", id="a script from elsewhere"),
        pytest.param('<img src="//example.org/a.png">', "fetches", id="a picture from elsewhere"),
        pytest.param('<script>fetch("https://example.org/a")</script>', "fetches", id="code that fetches"),
        pytest.param('<a href="gone.html">x</a>', "not there", id="a link that leads nowhere"),
        pytest.param(
            '<a href="https://example.org/">x</a><p>https://example.org</p>', "", id="a link elsewhere is none"
        ),
    ],
)
def test_a_page_that_fetches_from_elsewhere_or_leads_nowhere_is_told(page, told, tmp_path):
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")

    done = subprocess.run([sys.executable, ROOT / "docs" / "check_site.py", tmp_path], capture_output=True, text=True)

    assert done.returncode == (1 if told else 0)
    assert told in done.stderr
