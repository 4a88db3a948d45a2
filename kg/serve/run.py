"""Listening: uvicorn, over connections with bounds of our own."""

from __future__ import annotations

import socket

import uvicorn

from kg.serve.app import app
from kg.serve.connections import IDLE_SECONDS, MOST_CONNECTIONS, Bounded
from kg.serve.settings import Settings

CLOSING = 128  # connections that may still be there while they close


def config(settings: Settings, *, access_log: bool = True) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(app(settings), http=Bounded, loop="uvloop", lifespan="on", access_log=access_log, ws="none",
                          limit_concurrency=MOST_CONNECTIONS + CLOSING, timeout_keep_alive=int(IDLE_SECONDS),
                          server_header=False, log_level="info" if access_log else "warning", timeout_graceful_shutdown=5)


def serve(settings: Settings, listening: socket.socket, *, access_log: bool = True) -> None:
    """Serve until interrupted.

    Raises
    ------
    StoreError
        When there is no store, or another program has it open.
    """
    uvicorn.Server(config(settings, access_log=access_log)).run(sockets=[listening])
