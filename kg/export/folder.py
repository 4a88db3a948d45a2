"""Where formats of several files go: a folder on disk, or a ZIP archive whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from kg.errors import ExportError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that ZIP knows: no clock in what is written
READABLE = 0o644 << 16


class Directory:
    """Files in a folder, which is made when missing and must be empty.

    Raises
    ------
    ExportError
        When the folder holds anything, or a file of its name is there.
    """

    def __init__(self, path: Path) -> None:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ExportError("not an empty folder", where=str(path), valid="a new or empty folder, or a name ending in .zip")
        path.mkdir(parents=True, exist_ok=True)
        self.path = path

    def file(self, name: str) -> IO[bytes]:
        """Open a new file."""
        target = self.path.joinpath(*checked(name).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("xb")


class Archive:
    """Files in a ZIP archive, which is whole when the ``with`` block ends."""

    def __init__(self, output: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(output, "w")

    def file(self, name: str) -> IO[bytes]:
        """Open a new file, to be closed before the next."""
        info = zipfile.ZipInfo(checked(name).as_posix(), EPOCH)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE
        return self._zip.open(info, "w", force_zip64=True)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()


def checked(name: str) -> PurePosixPath:
    """Give a relative name that cannot leave the folder.

    >>> checked("notes/a.md")
    PurePosixPath('notes/a.md')
    >>> checked("../a")
    Traceback (most recent call last):
    kg.errors.ExportError: a file name that leaves the folder: '../a'; valid: a relative name
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name or "\0" in name:
        raise ExportError(f"a file name that leaves the folder: {name!r}", valid="a relative name")
    return path
