"""How Sphinx builds the site: `make site`, or sphinx-build -c docs . build/site.

The source folder is the root of the repository, so that the pages' links, which are relative and read well on a code
host, lead to the same files here.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from pygments.lexers.special import TextLexer
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.typing import restify

import dateline

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))

project = "dateline"
version = release = dateline.__version__
language = "en"
extensions = [
    "myst_nb",
    "sphinx_external_toc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/*.md",
    "docs/*/*.md",
    "docs/tutorial/*.ipynb",
    "training/*/README.md",
    "src/dateline/data/SOURCES.md",
]
exclude_patterns = [".*", "build", "dist", "out", "tests", "bench", "docs/assets", "docs/templates"]
external_toc_path = "docs/_toc.yml"

myst_heading_anchors = 3
suppress_warnings = ["myst.header"]
nb_execution_mode = "force"
nb_execution_show_tb = True
nb_execution_timeout = 600
nb_merge_streams = True

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_custom_sections = [("Source", "notes_style")]
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "pydata_sphinx_theme"
html_title = "dateline"
html_static_path = ["assets"]
html_css_files = ["site.css"]
html_additional_pages = {"index": "first.html"}
templates_path = ["templates"]
html_copy_source = False
html_show_copyright = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "header_links_before_dropdown": 8,
    "navbar_end": ["theme-switcher"],
    "footer_start": ["sphinx-version"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": True,
    "show_nav_level": 1,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {page: [] for page in ("docs/index", "docs/codebook", "docs/times", "docs/confidence", "CHANGELOG")}


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-signature", drop_model_signature)
    app.connect("autodoc-process-docstring", tell_fields)
    app.connect("doctree-read", name_folders)
    app.add_lexer("csv", TextLexer)


def is_model(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, BaseModel)


def drop_model_signature(_app: Sphinx, _what: str, _name: str, thing: object, *_: Any) -> tuple[str, None] | None:
    """A model's fields stand in a table: no need to have them all in the heading too."""
    return ("", None) if is_model(thing) else None


def tell_fields(_app: Sphinx, what: str, _name: str, thing: Any, _options: Any, lines: list[str]) -> None:
    """Write the fields of a pydantic model below its docstring, with type, default and description."""
    if what != "class" or not is_model(thing):
        return
    lines += ["", ".. list-table::", "   :header-rows: 1", "   :widths: 18 32 50", ""]
    lines += ["   * - field", "     - type", "     - meaning"]
    for name, field in thing.model_fields.items():
        meaning = (field.description or "").replace("`", "``")
        if field.get_default(call_default_factory=True) not in (None, [], PydanticUndefined):
            meaning += f"; default ``{field.get_default(call_default_factory=True)!r}``"
        lines += [
            f"   * - ``{field.alias or name}``",
            f"     - {restify(field.annotation, 'smart')}",
            f"     - {meaning}",
        ]
    lines.append("")


def name_folders(app: Sphinx, page: nodes.document) -> None:
    """A link to a folder of the repository becomes its name: there is no page of it here."""
    here = (ROOT / app.env.docname).parent
    for link in list(page.findall(pending_xref)):
        target = link.get("reftarget", "")
        if link["reftype"] == "myst" and target and (here / target).is_dir():
            link.replace_self(link.children)
