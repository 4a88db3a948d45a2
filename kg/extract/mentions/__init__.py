"""Mention detection: where names and offices stand in a text, and what they name."""
