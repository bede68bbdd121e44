"""What keeps the desk its owners': headers on every answer, names it answers to, tokens of forms, sizes.

A browser runs nothing here that is not a file of ours: the policy allows no inline script or
style. A request that changes something must come from a page of ours, which is told by the
browser's own word (Sec-Fetch-Site, Origin) and by a token that only such a page has.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "desk_session"
FIELD = "csrf"
HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses requests for other names and of too great a size, and puts the headers on every answer.

    Args:
        app: What answers.
        hosts: Names that the desk answers to; none means any.
        max_bytes: Largest request body.
        https: Whether browsers are told to come by HTTPS alone.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], max_bytes: int, https: bool) -> None:
        self.app, self.hosts, self.max_bytes = app, frozenset(hosts), max_bytes
        self.headers = HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        app = refusal or self.app
        await app(scope, self._counted(receive), self._with_headers(scope, send))

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if self.hosts and without_port(host) not in self.hosts:
            words = (
                f"This desk does not answer to that name; start it with --name {without_port(host)!r} if it should.\n"
            )
            return PlainTextResponse(words, 421)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:18]) > self.max_bytes:
            return PlainTextResponse(f"More than {self.max_bytes:,} bytes cannot be taken at once.\n", 413)
        return None

    def _counted(self, receive: Receive) -> Receive:
        """Cut a body off that is longer than it said or may be."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > self.max_bytes else message

        return counted

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        kept = "public, max-age=31536000, immutable" if scope["path"].startswith("/static/") else "no-store"

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", kept)
            await send(message)

        return with_headers


def without_port(host: str) -> str:
    """Give a Host header's name.

    Example:
        >>> without_port("desk.example:8000"), without_port("[::1]:8000")
        ('desk.example', '[::1]')
    """
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


def new_session() -> str:
    """Make a name for a browser that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of_secret(secret: str) -> str:
    """Give what is kept of a session's or token's secret; it cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def form_token(secret: bytes, session: str) -> str:
    """Give the token that the forms of a browser's pages carry."""
    return hmac.new(secret, session.encode("utf-8"), hashlib.sha256).hexdigest()


async def check_form(request: Request) -> None:
    """Refuse what changes something and does not come from a page of ours.

    Raises:
        HTTPException: 403, with what to do.
    """
    if request.method in SAFE_METHODS or request.headers.get("authorization", "").lower().startswith("bearer "):
        return
    if _is_foreign(request):
        raise HTTPException(403, "This came from another site; nothing was done.")
    given = request.headers.get(HEADER) or await _form_field(request)
    wanted = form_token(request.app.state.desk.secret, request.state.session)
    if not given or not hmac.compare_digest(given.encode("utf-8"), wanted.encode("utf-8")):
        raise HTTPException(403, "This page is from before the desk was started anew; reload it and try again.")


def _is_foreign(request: Request) -> bool:
    """Whether the browser says that another site asks."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()


async def _form_field(request: Request) -> str:
    kind = request.headers.get("content-type", "")
    if not kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        return ""
    value: Any = (await request.form()).get(FIELD)
    return value if isinstance(value, str) else ""
