"""Each browser's own secret: a cookie that no script can read and no other site can use."""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.security import COOKIE, new_session

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class Sessions:
    """Gives each browser a secret, and a new one where a page asks for it with `renew`.

    Args:
        app: What answers.
        https: Whether the cookie travels by HTTPS alone.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app, self.https = app, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        came_with = _read(Headers(scope=scope).get("cookie", ""))
        state["session"] = came_with or new_session()

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and state["session"] != came_with:
                more = "; Secure" if self.https else ""
                cookie = f"{COOKIE}={state['session']}; Path=/; HttpOnly; SameSite=Strict{more}"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, with_cookie)


def renew(request: Request) -> str:
    """Give a browser a new secret, as at every log-in and log-out, so that nobody can lay one in wait."""
    request.state.session = new_session()
    secret: str = request.state.session
    return secret


def _read(header: str) -> str | None:
    """Give the secret of a Cookie header; None where there is none that we made."""
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel is not None and _SECRET.fullmatch(morsel.value) else None
