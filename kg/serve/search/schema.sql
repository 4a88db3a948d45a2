-- Derived from the store and from nothing else; may be removed at any time.
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, published TEXT, reprint INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TABLE IF NOT EXISTS entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, label TEXT NOT NULL, type TEXT NOT NULL,
                                   articles INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS most_named ON entity (articles DESC, label, iri);
CREATE INDEX IF NOT EXISTS newest ON article (published DESC, iri);
CREATE VIRTUAL TABLE IF NOT EXISTS called USING fts5 (name, entity UNINDEXED, tokenize = "unicode61 remove_diacritics 2",
                                                    prefix = '1 2 3');
