"""What the server counts, for Prometheus."""

from __future__ import annotations

from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from kg.serve.readers import Readers

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
POOL = {"busy": "Processes at work", "queued": "Requests that wait for a process",
        "replaced": "Processes that were ended or died"}
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"))
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Requests by place, method and status, and the processes at work."""

    def __init__(self, readers: Readers) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("kg_requests", "Requests answered", ("place", "method", "status"), registry=self.registry)
        self.seconds = Histogram("kg_request_seconds", "Seconds until the answer has left", ("place",), buckets=BUCKETS,
                                 registry=self.registry)
        self._kinds: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}  # whose counters need no lookup by labels
        for name, pool in (("query", readers.queries), ("view", readers.views)):
            for attribute, says in POOL.items():
                gauge = Gauge(f"kg_{name}_processes_{attribute}", says, registry=self.registry)
                gauge.set_function(partial(getattr, pool, attribute))

    def took(self, place: str, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        kind = (place, method if method in METHODS else "other", status)
        if kind not in self._kinds:
            self._kinds[kind] = self.requests.labels(*map(str, kind)), self.seconds.labels(place)
        requests, duration = self._kinds[kind]
        requests.inc()
        duration.observe(seconds)

    def text(self) -> bytes:
        """Write it down."""
        return generate_latest(self.registry)
