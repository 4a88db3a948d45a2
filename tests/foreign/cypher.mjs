// Reads a Cypher script with the grammar of Neo4j's own editors: its statements and, with the argument "check", which is
// slow, what is wrong with each.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { lintCypherQuery, parseStatementsStrs } from "@neo4j-cypher/language-support";

const statements = parseStatementsStrs(readFileSync(0, "utf8"));
const checked = argv[2] === "check" ? statements : [];
const errors = checked.flatMap((text) => lintCypherQuery(text, {}).diagnostics.filter((d) => d.severity === 1));
console.log(JSON.stringify({ statements, errors: errors.map((error) => error.message) }));
