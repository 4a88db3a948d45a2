"""Telling which entity is which: names in a comparable form, authorities, identity."""
