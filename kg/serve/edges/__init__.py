"""What is drawn of statements and entities, read out of a copy of the store once and kept in SQLite beside it."""
