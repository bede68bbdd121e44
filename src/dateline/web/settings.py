"""What whoever starts the desk chooses."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from dateline.pipeline import Options

LOCAL_NAMES = frozenset({"localhost"})


def is_loopback(host: str) -> bool:
    """Whether a host's address can be reached from this machine alone.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
        (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() in LOCAL_NAMES


@dataclass(frozen=True)
class Settings:
    """How the desk runs.

    Args:
        store: The path of an SQLite file, or the URL of a PostgreSQL database.
        host: Address that the desk listens on.
        names: Further names under which browsers may ask for it; a loopback address has its own.
        who: Who decides, where nobody logs in.
        accounts: Whether people must log in.
        https: Whether browsers reach the desk by HTTPS alone, so that cookies never travel in the clear.
        options: How pasted reports are coded.
        max_upload_bytes: Largest request body.
    """

    store: str
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    who: str = "reviewer"
    accounts: bool = False
    https: bool = False
    options: Options = field(default_factory=Options)
    max_upload_bytes: int = 20_000_000

    @property
    def hosts(self) -> frozenset[str]:
        """Names that a browser's Host header may hold, without a port; none means any."""
        if is_loopback(self.host):
            return frozenset({"127.0.0.1", "localhost", "[::1]", self.host, *self.names})
        return frozenset(self.names and {*self.names, self.host})
