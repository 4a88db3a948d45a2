"""SPARQL servers of others, run as processes on free ports of this machine for as long as a block lasts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from kg.store.embedded import EmbeddedStore

PATIENCE = 60  # seconds for a server to answer first
VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 5000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def oxigraph(folder: Path, command: str = "serve", port: int | None = None) -> Iterator[str]:
    """Oxigraph, of the wheel that is installed beside this Python; gives its address."""
    port = port or free_port()
    program = Path(sys.executable).with_name("oxigraph")
    with _running([program, command, "--location", folder, "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def kg_serve(folder: Path, token: str) -> Iterator[str]:
    """Our own server on an empty store, which who has the token may change."""
    EmbeddedStore(folder).close()
    port = free_port()
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", folder, "--port", port, "--no-browser", "--quiet"]
    with _running(command, f"http://127.0.0.1:{port}/sparql", {"KG_TOKEN": token}):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Debian's Virtuoso, as it comes but for its folder and ports, with the name and password ``dba``."""
    program = shutil.which("virtuoso-t")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Virtuoso: apt-get install virtuoso-opensource")
    http = free_port()
    folder.mkdir()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=http))
    with _running([program, "+foreground", "+configfile", folder / "virtuoso.ini"], f"http://127.0.0.1:{http}/sparql"):
        yield f"http://127.0.0.1:{http}"


@contextmanager
def _running(command: list[object], url: str, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL, env=os.environ | (environment or {}))
    try:
        deadline = time.monotonic() + PATIENCE
        while not _answers(url):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{command[0]} does not answer"
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):  # noqa: S310  this machine
            return True
    except HTTPError as error:
        error.close()
        return True
    except (URLError, OSError):
        return False
