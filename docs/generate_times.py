"""Write docs/times.md, the page of what the time step understands, from its tables and readings.

python docs/generate_times.py            # writes the page
python docs/generate_times.py --check    # exit 1 where it is not up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.resources.tables import load_table
from dateline.steps.conflicts.dates import MONTHS, WEEKDAYS
from dateline.steps.times.readings import READINGS

PAGE = Path(__file__).resolve().parent / "times.md"
INTRODUCTION = """# Times that are understood

This page is made from `src/dateline/data/times` and the readings; change those, not the page. How to add to it:
[Add a time expression](how-to/add-a-time-expression.md). Types and values are TIMEX3's. A span leaves the preposition
out ("on Friday": `Friday`); `earliest` and `latest` are the first and last day that the words can mean, and null where
nothing pins them.

Choices that a reader may want to know:

- A weekday, month or quarter without a year is the last one or the next as its clause looks: by tense, by modals, by
  words such as "scheduled". Where nothing tells, news looks back. A range of weekdays, months or dates keeps its order.
- Without a date of publication, relative times stay open: `XXXX-WXX-5` for "Friday", `XXXX-12` for "December".
- A dateline ("GAO, March 13 (AP) --") that is a day or two older than the publication is the day that "today" is counted
  from; one with its year stands in for a date of publication that is not given. A dateline that disagrees by more changes
  nothing: its day is among the times for the reader, and the step that looks for contradictions, to see.
- A past year that opens a sentence ("In 1998 ...") makes the months after it in the paragraph that year's; a month told
  with its year ("fled in May 2011") carries over to the next one that is told of the same people.
- "12/03/2025" takes the order of the article's other dates in figures, else the one that fits the tense; where nothing
  decides, the value is the year and the days are null.
- "A year earlier" than a quarter or half is that quarter or half of the year before, after "for the nine months" the year;
  in a sentence that measures a month against it, that month. "A loss of $2 million last year", measured against the
  figure of a quarter, is of the like quarter too.
- A fiscal quarter keeps the number that its words give; its days are those of the firm's own year, and null where the
  text does not say when it ended. Where a sentence names it by that alone ("the quarter ended Sept. 29" of a first
  quarter), the number is left open: `1989-QX`, with its days.
- "The week" and "later in the day" are those of the day that the text named last, where it lies close by; "that day",
  where the text went to a month since, is some day of it: `1998-10-XX`. "During that time" is the length named last.
- "Today's world", "the future of the valley" and "most recently in May" hold no time but May.
- What a clause tells as a habit ("usually held in May") is a SET with the year left open: `XXXX-05`.
- Decades and centuries are cut years (`199`, `19`), weeks are ISO weeks, a winter is named by the year it begins in.
- A time zone belongs to the words and is not part of the value, as in TimeBank: "0900 GMT" is `T09:00`.
- "About two years ago" is a year wider on both sides; "more than two years ago" has a `latest` and no `earliest`.
- A duration beside an event or a date ("three days after the attack") stays a duration; where the text tells the day of
  what it is counted from, its days are those that it leads to.
- Ages ("34-year-old") and measures ("$2 million a year", "annual rate") are no times.
"""
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def main() -> int:
    page = write_page()
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def write_page() -> str:
    parts = [INTRODUCTION, *map("\n".join, _sections())]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _sections() -> Iterator[Iterator[str]]:
    yield from (
        readings(),
        words(),
        holidays(),
        known_days(),
        looking_ahead(),
        habits(),
        counter_examples(),
        counter_words(),
    )
    yield forms()


def readings() -> Iterator[str]:
    """What each kind of form reads, by the first line of its reading's docstring."""
    yield from ("## Expressions", "", "| reading | what it reads | forms |", "| --- | --- | --- |")
    rows = load_table("times/forms.yaml")["forms"]
    for name in dict.fromkeys(row["read"] for row in rows):
        line = (READINGS[name].__doc__ or "").split("\n")[0].removeprefix("Read ").rstrip(".")
        yield f"| {name} | {line} | {sum(row['read'] == name for row in rows)} |"


def words() -> Iterator[str]:
    """The words of each kind."""
    yield from ("## Words", "", "| kind | words |", "| --- | --- |")
    for kind, entries in load_table("times/words.yaml").items():
        yield f"| {kind} | {', '.join(str(word) for word in entries).replace('|', ' ')} |"


def holidays() -> Iterator[str]:
    """The holidays with their rules."""
    yield from ("## Holidays", "", "| names | day |", "| --- | --- |")
    for rule in load_table("times/holidays.yaml"):
        yield f"| {', '.join(rule['names'])} | {tell_rule(rule)} |"


def tell_rule(rule: dict[str, Any]) -> str:
    days = f", {rule['days']} days" if "days" in rule else ""
    if "day" in rule:
        told = f"{rule['day']} {MONTHS[rule['month'] - 1]}"
    elif "nth" in rule:
        told = f"the {NTH[rule['nth']]} {WEEKDAYS[rule['weekday']]} of {MONTHS[rule['month'] - 1]}"
    elif "after" in rule:
        told = f"the first {WEEKDAYS[rule['weekday']]} on or after {rule['after']} {MONTHS[rule['month'] - 1]}"
    elif "easter" in rule or "orthodox_easter" in rule:
        shift = rule.get("easter", rule.get("orthodox_easter"))
        feast = "Easter" if "easter" in rule else "Orthodox Easter"
        told = f"{feast} {'+' if shift > 0 else '-'} {abs(shift)} days" if shift else feast
    elif "new_moon" in rule:
        month, day = rule["new_moon"]
        told = f"the new moon on or after {day} {MONTHS[month - 1]}"
    elif "either" in rule:
        told = f"the nearest of {', '.join(rule['either'])}"
    else:
        calendar = "Islamic (tabular), a day of slack" if "islamic" in rule else "Hebrew"
        month, day = rule.get("islamic") or rule["hebrew"]
        told = f"day {day} of month {month}, {calendar}"
    return told + (f", {rule['slack']} day of slack" if "slack" in rule else "") + days


def known_days() -> Iterator[str]:
    """The days that go by month and day with a noun."""
    yield from ("## Days known by what happened", "", "| day | with |", "| --- | --- |")
    for row in load_table("times/known_days.yaml"):
        yield f"| {row['day']} {MONTHS[row['month'] - 1]} {row['year']} | {', '.join(row['nouns'])} |"


def counter_examples() -> Iterator[str]:
    """What looks like a time and is none; each row is a test."""
    yield from ("## No times", "", "| example | because |", "| --- | --- |")
    for row in load_table("times/counter.yaml")["examples"]:
        yield f"| {row['text'].replace('[', '**').replace(']', '**')} | {row['because']} |"


def looking_ahead() -> Iterator[str]:
    """The words by which a clause looks ahead, or does not."""
    yield from ("## Words that look ahead", "", "| kind | words |", "| --- | --- |")
    yield from _lists(load_table("times/ahead.yaml"))


def habits() -> Iterator[str]:
    """The words by which a clause tells of what recurs."""
    yield from ("## Words of what recurs", "", "| kind | words |", "| --- | --- |")
    yield from _lists(load_table("times/habits.yaml"))


def counter_words() -> Iterator[str]:
    """The words that show that what stands beside them is no time."""
    yield from ("## Words beside what is no time", "", "| kind | words |", "| --- | --- |")
    yield from _lists({name: row for name, row in load_table("times/counter.yaml").items() if name != "examples"})


def _lists(table: dict[str, list[str]]) -> Iterator[str]:
    for name, entries in table.items():
        yield f"| {name} | {', '.join(map(str, entries))} |"


def forms() -> Iterator[str]:
    """The rows of words that are an expression, as the table has them."""
    table = load_table("times/forms.yaml")
    yield from ("## Forms", "", "Kinds of words are in capitals; a name in braces stands for a part.", "", "```text")
    yield from (f"{'{' + name + '}':<14} {row}" for name, row in table["parts"].items())
    yield from (f"{row['read']:<14} {row['form']}" for row in table["forms"])
    yield "```"


if __name__ == "__main__":
    sys.exit(main())
