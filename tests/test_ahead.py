"""Items are taken as they come, and no more of them are kept than there is room for."""

import threading
import time

import pytest

from dateline.ahead import Ahead, Here


def wait_for(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)


def take_all(intake, taken: list | None = None) -> list:
    taken = [] if taken is None else taken
    while not intake.over:
        taken += intake.take(10, 0.2)
    return taken


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda items: Ahead(items, len, most=3, most_size=100), id="in a thread"),
        pytest.param(lambda items: Here(items, len, most_size=100), id="here"),
    ],
)
def test_all_items_come_in_their_order_and_an_error_after_those_before_it(make):
    items = [str(n) for n in range(50)]

    def broken():
        yield from items
        raise OSError("cut")

    assert take_all(make(items)) == items
    intake = make(broken())
    taken: list[str] = []
    with pytest.raises(OSError, match="cut"):
        take_all(intake, taken)
    assert taken == items
    assert intake.over


@pytest.mark.parametrize(
    ("most", "most_size", "expected"),
    [pytest.param(4, 1000, 5, id="by number"), pytest.param(1000, 30, 4, id="by size")],
)
def test_a_reader_that_is_ahead_waits_until_there_is_room(most, most_size, expected):
    given = []

    def source():
        for _ in range(100):
            given.append(None)
            yield "x" * 10

    ahead = Ahead(source(), len, most=most, most_size=most_size)
    wait_for(lambda: len(given) == expected)
    time.sleep(0.05)
    assert len(given) == expected

    assert len(ahead.take(1, 0)) == 1
    wait_for(lambda: len(given) == expected + 1)
    assert len(given) == expected + 1
    ahead.stop()


def test_one_item_larger_than_all_room_is_taken_alone():
    assert take_all(Ahead(["x" * 50, "y"], len, most=5, most_size=10)) == ["x" * 50, "y"]
    assert Here(["x" * 50, "y"], len, most_size=10).take(5, 0) == ["x" * 50]


def test_nothing_waits_for_what_does_not_come():
    gate = threading.Event()

    def source():
        yield "a"
        gate.wait(20)
        yield "b"

    ahead = Ahead(source(), len, most=5, most_size=100)
    assert ahead.take(5, 5) == ["a"]
    assert ahead.take(5, 0.01) == []
    assert not ahead.over
    gate.set()
    assert take_all(ahead) == ["b"]
