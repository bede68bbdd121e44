"""What a report's lists can do that other lists cannot: become a data frame.

The rows of a frame tell more than a list's own items: an event's row has the name of its
place. So each list of a report keeps the parts of the report that its rows are told with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

T = TypeVar("T")
FrameLibrary = Literal["polars", "pandas"]


class Rows(list[T]):
    """A list of a report. It equals, and is written as, the plain list of its items.

    Args:
        items: Its items.
        group: Its field in the report.
        of: The other fields that its rows are told with.
    """

    __slots__ = ("group", "of")

    def __init__(self, items: Iterable[T] = (), group: str = "", of: Mapping[str, Any] | None = None) -> None:
        super().__init__(items)
        self.group = group
        self.of = dict(of or {})

    def to_frame(self, table: str | None = None, *, library: FrameLibrary = "polars") -> Any:
        """Give these rows as a polars or pandas frame, in the columns of `dateline export --format csv`.

        Args:
            table: For events, also participants or claims; by default the rows themselves.
            library: Which frame to give; both need the extra `frames`.

        Raises:
            ValueError: There is no such table of these rows.
            MissingExtraError: The library is not installed.

        Example:
            >>> import dateline
            >>> report = dateline.Coder().code("Gunmen shot dead six farmers near Baquba.")
            >>> report.events.to_frame().select("type", "status", "deaths_low").rows()
            [('ASSAULT', 'happened', 6)]
            >>> list(report.events.to_frame("participants", library="pandas")["text"])
            ['Gunmen', 'six farmers']
        """
        from dateline import to_frame

        return to_frame(self, table, library=library)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take, check and write it as the plain list that it is."""
        plain = list.__class_getitem__(get_args(source) or Any)
        return core_schema.no_info_after_validator_function(cls, handler.generate_schema(plain))
