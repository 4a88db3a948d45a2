"""A folder of a process's own, which goes with it: at its end, or where it was killed when the next one makes its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


class OwnFolder:
    """A new folder, which its process holds by a lock that the system lets go of whatever becomes of the process.

    Those of the same prefix that nobody holds any more are removed.

    Parameters
    ----------
    parent : Path
        Where it is made.
    prefix : str
        How its name begins.

    Examples
    --------
    >>> parent = Path(tempfile.mkdtemp())
    >>> own = OwnFolder(parent, ".own-")
    >>> own.path.parent == parent
    True
    >>> own.remove()
    >>> parent.rmdir()
    """

    def __init__(self, parent: Path, prefix: str) -> None:
        _remove_left(parent, prefix)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            try:
                self._held = _opened(self.path)
            except FileNotFoundError:  # another process has taken it for left, and removed it
                continue
            with suppress(OSError):  # where the system cannot lock it, nobody else can take it for left either
                fcntl.flock(self._held, fcntl.LOCK_SH)
            if self.path.exists():  # another process may have taken it for left before it was locked
                return
            os.close(self._held)

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._held)


def _remove_left(parent: Path, prefix: str) -> None:
    for folder in sorted(parent.glob(f"{prefix}*")):
        with suppress(OSError):  # it is held, or somebody else's, or has just gone
            held = _opened(folder)
            try:
                if os.fstat(held).st_uid == os.getuid():
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(held)


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
