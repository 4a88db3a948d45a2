"""``kg serve``: pages for people and a SPARQL endpoint for programs."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import tell
from kg.cli.options import FILE, store_option
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.serve.settings import Settings

TOKEN_VARIABLE = "KG_TOKEN"  # noqa: S105
SHORTEST_TOKEN = 16
BACKLOG = 256


@click.command(short_help="Serve pages and a SPARQL endpoint.")
@store_option(servers=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; by default this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes a free one.")
@click.option("--token-file", type=FILE, help=f"A file whose line lets who brings it change the graph; or ${TOKEN_VARIABLE}. "
              "Without it the server is read-only.")
@click.option("--decisions", type=FILE, help="The file of people's decisions; by default STORE.decisions.jsonl.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A further name by which the server is addressed.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Pages of this origin may read answers.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that answer queries; by default one a core.")
@click.option("--timeout", type=click.FloatRange(min=0.001), default=30.0, show_default=True, help="Seconds a query may take.")
@click.option("--memory", type=click.IntRange(min=16), default=1024, show_default=True, help="MiB of memory a query may take.")
@click.option("--browser/--no-browser", default=None, help="Open the page in a browser; by default on a terminal.")
@click.option("--quiet", is_flag=True, help="No line for each request.")
def serve(store: Path, host: str, port: int, token_file: Path | None, decisions: Path | None, hosts: tuple[str, ...],
          origins: tuple[str, ...], workers: int | None, timeout: float, memory: int, browser: bool | None,
          quiet: bool) -> None:
    """Show a store in the browser, and answer SPARQL at /sparql.

    The server listens on this machine alone and changes nothing, unless it is told otherwise. What kg build, kg review or
    kg link change while it runs is seen within a second.

    \b
      kg serve --store news.kg
      kg serve --store news.kg --port 8000 --token-file token.txt
      curl 'http://127.0.0.1:7878/sparql' --data-urlencode 'query=ASK { ?s kg:sues ?o }'
    """
    from kg.query.process import Limits
    from kg.serve.settings import LOCAL, Settings

    try:
        from kg.serve.run import serve as listen
    except ModuleNotFoundError as error:
        raise StoreError(f"{error.name} is not installed", valid="pip install 'newskg[serve]'") from error
    listening = _bound(host, port)
    settings = Settings(
        store, token=_token(token_file), decisions=decisions, hosts=LOCAL | {_written(host).lower(), *map(str.lower, hosts)},
        origins=frozenset(origins), workers=workers or max(2, os.cpu_count() or 1), limits=Limits(timeout, memory << 20))
    _announce(settings, host, listening.getsockname()[1])
    if browser or (browser is None and sys.stdout.isatty()):
        click.launch(_address(host, listening.getsockname()[1]))
    listen(settings, listening, access_log=not quiet)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise StoreError(f"cannot listen: {error.strerror or error}", where=_address(host, port),
                         valid="a free --port, and a --host of this machine") from error


def _token(file: Path | None) -> str | None:
    token = file.read_text("utf-8").strip() if file else os.environ.get(TOKEN_VARIABLE, "").strip() or None
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise StoreError(f"the token has {len(token)} characters", where=str(file or f"${TOKEN_VARIABLE}"),
                         valid=f"at least {SHORTEST_TOKEN}, for example of: openssl rand -hex 16")
    return token


def _announce(settings: Settings, host: str, port: int) -> None:
    address = _address(host, port)
    tell(f"pages {address}  SPARQL {address}sparql  {'with' if settings.token else 'no'} changes")


def _address(host: str, port: int) -> str:
    return f"http://{_written(host)}:{port}/"


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
