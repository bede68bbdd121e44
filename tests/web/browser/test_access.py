"""Every page of the desk, held to axe-core's rules: light and dark, narrow and wide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.pipeline import Coder, Options
from dateline.report import Article
from dateline.review import NewRevision
from dateline.store import open_store
from dateline.stories import merge_stories, update_stories
from tests.web.browser.conftest import NARROW, WIDE

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.json"))
HOSTILE = "A <script>alert(1)</script> \u202etxet \x1b[31m of 900 dead; javascript:alert(2) killed nine people in Gao on Friday."

PAGES = [
    "/",
    "/?type=ASSAULT&sort=confidence&confidence=0.2",
    "/?q=killed",
    "/?level=story",
    "/?q=nothinghasthisword",
    "/queue",
    "/queue?order=adjudicate",
    "/queue?state=done",
    "/stories",
    "/stories/S1",
    "/trail",
    "/articles/10",
    "/export",
    "/export?format=acled&look=1",
    "/articles/1",
    "/articles/2/adjudicate",
    "/articles/3",
    "/paste",
    "/help",
    "/account",
    "/nothing-here",
]


@pytest.fixture(scope="package")
def desk(serve, tmp_path_factory) -> str:
    """A desk over the examples and a hostile article; one was reviewed by two who differ, stories were merged."""
    name = str(tmp_path_factory.mktemp("desk") / "desk.db")
    articles = [Article(**json.loads(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
    hostile = Article(id="<b>hostile</b>", title=HOSTILE, published="2026-03-02", text=HOSTILE * 3)
    coder = Coder(Options(learned=False))
    with open_store(name) as store:
        for article in [*articles, hostile]:
            store.save(article, coder.code(article), "tests")
        run = store.begin_run(None)
        update_stories(lambda: store.story_book(run))
        with store.story_book(run) as book:
            merge_stories(book, ["S1", "S2"], who="ada", why="one <i>happening</i>")
        update_stories(lambda: store.story_book(run))
        with store.review_book(write=True) as book:
            book.decide(1, "ada", [NewRevision("accept", "V1", why="as told"), NewRevision("reject", "V2")], seen=0)
            book.decide(2, "ada", [NewRevision("reject", "V1")], seen=0)
            book.decide(2, "bo", [NewRevision("accept", "V1")], seen=0)
            for person in ("ada", "bo"):
                book.finish(2, person)
            book.assign(3, "ada", by="bo")
    return serve(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_has_a_serious_fault(look, desk, scheme, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = look(viewport=viewport, color_scheme=scheme)
    faults = []

    for path in PAGES:
        page.goto(desk + path)
        found = axe.run(page).response["violations"]
        faults += [
            f"{path}: {fault['id']} ({fault['impact']}): {node['html'][:200]}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"][:3]
        ]

    assert faults == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_is_wider_than_the_window(look, desk, viewport):
    page = look(viewport=viewport)
    wide = []

    for path in PAGES:
        page.goto(desk + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []


def test_a_click_on_a_type_a_place_and_a_bar_narrows_what_is_shown(look, desk):
    page = look(desk + "/")
    before = page.locator("h1").inner_text()

    page.get_by_role("link", name="ASSAULT").first.click()
    assert "type=ASSAULT" in page.url
    page.locator("a.spot").first.click(force=True)
    assert "place=" in page.url or "where=" in page.url

    assert page.locator("h1").inner_text() != before
    page.get_by_role("link", name="all away").click()
    assert page.locator("h1").inner_text() == before


def test_the_map_moves_without_leaving_the_page(look, desk):
    page = look(desk + "/")
    svg = page.locator(".map > svg")
    before = svg.get_attribute("viewBox")

    page.get_by_role("link", name="Closer").click()

    assert svg.get_attribute("viewBox") != before
    assert page.url == desk + "/"


def test_all_of_it_works_without_a_script(look, desk):
    page = look(desk + "/", java_script_enabled=False)

    page.get_by_label("Words of the article").fill("killed")
    page.get_by_role("button", name="Show").click()
    assert page.url == desk + "/?q=killed"
    page.get_by_role("link", name="Closer").click()
    assert "view=" in page.url
    page.goto(desk + "/queue")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Assign").click()
    page.goto(desk + "/queue?state=mine")

    assert page.locator("table.queue tbody tr").count() >= 1
