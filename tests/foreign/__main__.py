"""Installs the readers: ``python -m tests.foreign``."""

from tests.foreign.readers import install

install()
