"""Finding names and telling what they name: authorities, patterns, the recogniser, and the document's own vote."""
