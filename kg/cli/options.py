"""Options that several commands have, written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

F = TypeVar("F", bound=Callable[..., Any])


def store_option(*, required: bool = True) -> Callable[[F], F]:
    """The folder of the store."""
    return click.option("-s", "--store", required=required, type=FOLDER, envvar="KG_STORE", show_envvar=True,
                        help="The store's folder.")


output_option = click.option("-o", "--output", type=FILE, help="Write to this file; - is standard output.")
