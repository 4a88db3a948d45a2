"""Options that several commands have, written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.store.place import is_address

if TYPE_CHECKING:
    from kg.network.selection import Selection
    from kg.sources.web.fetching import Web

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

F = TypeVar("F", bound=Callable[..., Any])


class PlaceType(click.ParamType[Path | str]):
    """Where a store is: a folder, or with ``servers`` the address of a server too."""

    name = "place"

    def __init__(self, *, servers: bool) -> None:
        self.servers = servers

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give an address as text and a folder as a path."""
        if is_address(value):
            return value if self.servers else self.fail("this command needs a store in a folder", param, ctx)
        return FOLDER.convert(value, param, ctx)


def store_option(*, required: bool = True, servers: bool = True) -> Callable[[F], F]:
    """The place of the store, which for commands that can is a server too."""
    told = "The store: a folder, or the address of a SPARQL server." if servers else "The store's folder."
    return click.option("-s", "--store", required=required, type=PlaceType(servers=servers), envvar="KG_STORE",
                        show_envvar=True, metavar="PLACE" if servers else "FOLDER", help=told)


output_option = click.option("-o", "--output", type=FILE, help="Write to this file; - is standard output.")

WEB = (
    click.option("--follow", is_flag=True, help="Fetch the pages that items of feeds link to, and read those."),
    click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, metavar="SECONDS",
                 help="Wait so long between two requests to one server."),
    click.option("--allow-private", is_flag=True, help="Fetch from private networks and this machine too."),
)


def web_options(command: F) -> F:
    """The options of how addresses are fetched; :func:`fetching` reads them."""
    for option in reversed(WEB):
        command = option(command)
    return command


def fetching(options: dict[str, Any], remembered: Path | None = None, reading: str = "") -> Web:
    """Take the options of :func:`web_options` out of a command's."""
    from kg.sources.web.fetching import Web

    names = ("follow", "delay", "allow_private")
    return Web(**{name: options.pop(name) for name in names}, remembered=remembered, reading=reading)


SELECTION = (
    click.option("--include", metavar="LIST", default="", help="Edges beside plain facts: claims, negative, planned, possible, "
                 "conditional, demanded, reprints, or all; divided by commas."),
    click.option("--types", metavar="LIST", default="", help="Only between these types of entities, divided by commas."),
    click.option("--relations", metavar="LIST", default="", help="Only these relations, divided by commas."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only what is as certain."),
    click.option("--since", metavar="DATE", help="Only what holds, or was published, then or later: 2026-02-04, 2026-02."),
    click.option("--until", metavar="DATE", help="Only what holds, or was published, then or earlier."),
    click.option("--around", metavar="ENTITY", help="Only near this entity: a name, an identifier or an IRI."),
    click.option("--hops", type=click.IntRange(1, 20), default=1, show_default=True, help="How many edges away is near."),
    click.option("--merge-parallel", is_flag=True, help="One edge for all statements of the same, weighted by their number."),
)


def selection_options(command: F) -> F:
    """The options that choose which statements become edges; :func:`selected` reads them."""
    for option in reversed(SELECTION):
        command = option(command)
    return command


def selected(options: dict[str, Any]) -> Selection:
    """Take the options of :func:`selection_options` out of a command's."""
    from kg.network.selection import Selection

    lists: dict[str, Any] = {name: frozenset(filter(None, (part.strip() for part in options.pop(name).split(","))))
                             for name in ("include", "types", "relations")}
    others = {name: options.pop(name) for name in ("min_confidence", "since", "until", "around", "hops", "merge_parallel")}
    return Selection(**(lists | others))
