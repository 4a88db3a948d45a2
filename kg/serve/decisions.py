"""What people decide on the review page: written to the file that ``kg review`` writes, and laid over the store when asked.

Laying them over a large store takes a while, so that is asked for apart, once for many.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kg.identity.ledger import Decision, beside, read
from kg.serve import bodies
from kg.serve.changes import Decide, Replay
from kg.serve.problems import HttpError
from kg.serve.service import Service, service

JSON = "application/json"
REPLAY_SECONDS = 1800.0
LONGEST = 64 * 1024  # characters of a decision


async def decisions(request: Request) -> Response:
    """Serve ``/decisions``: all that was decided, and by POST one more; both with the token."""
    serving = service(request)
    bodies.check_token(request, serving.settings)
    if request.method == "GET":
        return Response(msgspec.json.encode(read(ledger(serving)).decisions), media_type=JSON)
    if bodies.media_type(request) != JSON:
        raise HttpError(415, "a decision in another format", valid=JSON)
    await serving.writing.make(Decide(_decision(await bodies.text(request, serving.settings)), str(ledger(serving))))
    return Response(status_code=201)


async def replay(request: Request) -> Response:
    """Serve ``/decisions/replay``: lay all decisions over the store, and tell those that no longer apply."""
    serving = service(request)
    bodies.check_token(request, serving.settings)
    done = await serving.writing.make(Replay(str(ledger(serving))), REPLAY_SECONDS)
    return Response(msgspec.json.encode({"stale": done.stale}), media_type=JSON)


def ledger(serving: Service) -> Path:
    """The file of decisions."""
    return serving.settings.decisions or beside(serving.settings.store)


def _decision(text: str) -> Decision:
    """Read a decision; without a day it is of today."""
    if len(text) > LONGEST:
        raise HttpError(413, "a decision is too long", valid=f"at most {LONGEST:,} characters")
    try:
        decision = msgspec.json.decode(text, type=Decision)
    except msgspec.MsgspecError as error:
        raise HttpError(400, f"no decision: {error}", valid='{"decision": "merge", "entities": [IRI, IRI], ...}') from None
    return decision if decision.on else msgspec.structs.replace(decision, on=date.today().isoformat())
