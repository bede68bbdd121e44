"""An article that attacks its readers, on every page of the desk: nothing of it runs, steers or computes."""

from __future__ import annotations

import csv
import io
import re

import pytest

from dateline.report import (
    Article,
    Attribution,
    Codes,
    Conflict,
    Entity,
    Event,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Time,
)
from dateline.review import NewRevision
from dateline.stories import update_stories
from tests.web.browser.acting import open_article, said

ATTACK = (
    '"><script>window.ran=1</script><img src=x onerror="window.ran=2"><svg onload="window.ran=3"></svg>'
    "</textarea></title></select><a href=\"javascript:window.ran=4\">click</a> {{ 7*7 }} ${7*7} '-window.ran=5-' "
    "\u202egnp.exe\u202c \x1b[31m \u2028 \x00 <!--"
)
TEXT = f"=cmd|' /C calc'!A0 {ATTACK} shelled {ATTACK} on Sunday. " + "x" * 1_000_000
TITLE = f"=cmd|' /C calc'!A0 {ATTACK}"
HEAD = {
    "title": TITLE,
    "publisher": ATTACK,
    "url": "javascript:window.ran=6",
    "published": "2026-03-03",
    "language": "en",
}


def attacking(name: str) -> tuple[Article, Report]:
    """An article of which every value is an attack."""
    article = Article(id=f"{name} {ATTACK}", text=TEXT, **HEAD)
    words = len(TEXT) - 1_000_000
    whole, trigger = Span.cut(TEXT, 0, words), Span.cut(TEXT, TEXT.index("shelled"), TEXT.index("shelled") + 7)
    entity = Entity(
        id="E1", type="person", name=ATTACK, aliases=[ATTACK], mentions=[Mention.cut(TEXT, 0, 60, kind="name")]
    )
    place = Place(
        id="P1",
        name=ATTACK,
        feature="PPL",
        country="LBR",
        admin1=ATTACK,
        latitude=6.3,
        longitude=-10.8,
        mentions=[whole],
    )
    time = Time.cut(TEXT, 5, 90, id="T1", type="DATE", value="2026-03-01", earliest="2026-03-01", latest="2026-03-01")
    said_by = Attribution(
        id="A1", source=Source.cut(TEXT, 0, 40, entity="E1"), cue=whole, content=[whole], style="direct", source_kind="named"
    )  # fmt: skip
    event = Event(
        id="V1", type="ASSAULT", modes=["aerial"], trigger=trigger, evidence=[whole], place="P1", time="T1",
        actors=[Participant.cut(TEXT, 0, 60, entity="E1")], recipients=[Participant.cut(TEXT, 20, 80, entity=None)],
        status="happened", attributions=["A1"], codes=Codes(plover=ATTACK, acled="Air/drone strike"), confidence=0.5,
    )  # fmt: skip
    other = event.model_copy(update={"id": "V2", "trigger": Span.cut(TEXT, 3, 12), "type": "COERCE", "modes": []})
    conflict = Conflict(id="C1", kind="number", claims=[whole, trigger], explanation=ATTACK, severity="high")
    report = Report(
        article=article.head(), entities=[entity], places=[place], times=[time], attributions=[said_by],
        events=[event, other], conflicts=[conflict],
    )  # fmt: skip
    return article, report


@pytest.fixture
def desk(serve, opened, store_name):
    for name in ("one", "two"):
        opened.save(*attacking(name), "coder 1")
    with opened.review_book(write=True) as book:
        for who, new in (
            ("anna", NewRevision("edit", "E1", "name", ATTACK, ATTACK)),
            ("ben", NewRevision("reject", "V2")),
        ):
            book.decide(1, who, [new], seen=0)
            book.finish(1, who)
    run = opened.begin_run(None, {"command": "stories"})
    update_stories(lambda: opened.story_book(run))
    return serve(store_name, who=ATTACK[:60])


PAGES = [
    "/", "/?q=shelled", "/queue", "/queue?order=adjudicate", "/articles/1", "/articles/1?view=standing",
    "/articles/1?view=machine", "/articles/1/adjudicate", "/articles/1?role=adjudicator", "/stories", "/stories/S1", "/trail",
    "/trail?article=1", "/paste", "/help", "/account", "/people", "/export", "/export?format=polecat&look=1",
]  # fmt: skip


@pytest.mark.parametrize(
    "path", [*PAGES, f"/?q={ATTACK[:60]}", f"/login?next={ATTACK[:60]}", f"/queue?country={ATTACK}"]
)
def test_nothing_of_a_hostile_article_runs(look, desk, path):
    page = look()
    answer = page.goto(f"{desk}{path}")
    page.wait_for_timeout(300)

    assert answer.status < 500
    assert page.evaluate("window.ran") is None
    sources = page.evaluate("[...document.scripts].map(script => script.src)")
    assert all(re.match(rf"{desk}/(static|drawings)/\w+\.js\?", source) for source in sources)
    assert (
        page.evaluate(
            "document.querySelectorAll('[onerror], [onload], [onclick], [style], a[href^=javascript]').length"
        )
        == 0
    )
    assert "\u202e" not in page.content()


def test_its_words_stay_words_while_they_are_edited_and_merged(look, desk):
    page = look()
    open_article(page, f"{desk}/articles/2")
    page.locator("#V1 .acts").get_by_role("button", name="Edit").click()
    page.locator("#editor").get_by_label("status").select_option("ongoing")
    page.locator("#editor [data-field=recipients] input").first.fill("script")
    page.locator("#editor [role=option]").first.click()
    page.locator("#why").fill(ATTACK)
    page.locator("#editor").get_by_role("button", name="Save").click()
    said(page, "V1:")
    page.locator("#V2 .acts").get_by_role("button", name="Merge").click()
    page.locator("#merging").get_by_role("button", name="Merge").click()
    said(page, "V2 is merged into V1")
    page.locator("#V1 .history summary").click()

    assert "<script>window.ran=1</script>" in page.locator("#V1 .history").inner_text()
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("form", ["polecat", "acled"])
def test_no_cell_of_an_export_is_a_formula(look, desk, form):
    page = look(f"{desk}/export?format={form}&look=1")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {form}").click()
    text = download.value.path().read_text(encoding="utf-8")

    delimiter = "\t" if form == "polecat" else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    assert len(rows) > 1
    assert any("calc" in cell for cell in cells)
    assert [cell for cell in cells if re.match(r"[=@+]|-\D", cell)] == []


def test_a_line_of_a_million_characters_opens_in_good_time(look, desk):
    page = look()
    open_article(page, f"{desk}/articles/1")

    took = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert took < 10_000
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="after").click()
    page.wait_for_selector(".portions")
    assert "xxxx" in page.locator("#text").inner_text()
