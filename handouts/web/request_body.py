"""Read the body of a request, up to a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.web.draft import BadRequestError

if TYPE_CHECKING:
    from starlette.requests import Request


async def read_body(request: Request, limit: int) -> bytes:
    """Return a body of at most `limit` bytes; raise `BadRequestError` for a longer one."""
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > limit:
            raise BadRequestError
    return b"".join(parts)
