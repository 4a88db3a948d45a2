-- Derived from one copy of the store and from nothing else; names are IRIs, what is told of them is msgpack.
CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, node BLOB);
CREATE TABLE statement (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, subject INTEGER, object INTEGER,
                        brief BLOB, words TEXT NOT NULL);
