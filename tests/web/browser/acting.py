"""What a person does at the desk: shared by the tests of its pages."""

from __future__ import annotations


def log_in(page, desk, name, password, then="/account"):
    """Log somebody in, and see the page that they asked for."""
    page.goto(f"{desk}{then}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{desk}{then}")


def said(page, words):
    """Wait until the desk says so."""
    page.locator("#status", has_text=words).wait_for()


def open_article(page, address):
    """Open an article, and wait until its script has all that it needs."""
    page.goto(address)
    page.wait_for_selector("body.ready")


def select_words(page, words):
    """Draw the mouse over words of the article."""
    box = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const nodes = [];
            let all = "";
            while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
            const at = all.indexOf(words);
            const box = (place) => {
                const [start, node] = nodes.filter(([start]) => start <= place).at(-1);
                const range = document.createRange();
                range.setStart(node, place - start);
                range.setEnd(node, place - start + 1);
                return range;
            };
            const last = at + words.length - (words.codePointAt(words.length - 2) > 0xffff ? 2 : 1);
            box(at).startContainer.parentElement.scrollIntoView({ block: "center" });
            const [from, to] = [box(at).getBoundingClientRect(), box(last).getBoundingClientRect()];
            return [from.left + 0.5, from.top + from.height / 2, to.right - 0.5, to.top + to.height / 2];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    page.mouse.move(box[2], box[3])
    page.mouse.up()
