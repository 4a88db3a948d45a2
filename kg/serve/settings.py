"""What a server allows: sizes, times, numbers, and who may write."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.query.process import Limits

LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]"))


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    Parameters
    ----------
    store : Path
        The store's folder.
    token : str, optional
        What a request must bring to change something; without it the server is read-only.
    decisions : Path, optional
        The ledger of people's decisions; by default the file beside the store.
    hosts : frozenset of str
        Names, without port, by which the server may be addressed: a page of another name that was made to lead here (DNS
        rebinding) gets nothing.
    workers : int
        Processes that answer queries at the same time.
    waiting : int
        Queries that may wait for one; further ones are told to come back.
    limits : Limits
        Seconds and bytes of memory that a query may take.
    largest_answer, largest_upload, largest_question : int
        Bytes: of an answer, of a body that brings the token, and of one that does not.
    upload_seconds : float
        Seconds a request may take to arrive.
    origins : frozenset of str
        Origins of pages elsewhere whose scripts may read answers (CORS).
    """

    store: Path
    token: str | None = None
    decisions: Path | None = None
    hosts: frozenset[str] = LOCAL
    workers: int = 2
    waiting: int = 64
    limits: Limits = field(default_factory=Limits)
    largest_answer: int = 1 << 30
    largest_upload: int = 256 << 20
    largest_question: int = 2 << 20
    upload_seconds: float = 60.0
    origins: frozenset[str] = frozenset()
