"""Finding names and words: an SQLite FTS5 index made of the store, brought up to date whenever the store has changed."""
