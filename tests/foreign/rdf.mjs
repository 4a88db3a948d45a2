// Reads RDF 1.2 with N3.js (Turtle, TriG, N-Triples, N-Quads) or rdfxml-streaming-parser, and gives each quad term by term.
import { readFileSync } from "node:fs";
import { Parser } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";

const [mediaType] = process.argv.slice(2);
const text = readFileSync(0, "utf8");

function told(term) {
  if (term.termType === "Quad") return [told(term.subject), told(term.predicate), told(term.object)];
  return term.value;
}

async function read() {
  if (mediaType !== "application/rdf+xml") return new Parser({ format: mediaType }).parse(text);
  const parser = new RdfXmlParser({ version: "1.2" });
  const quads = [];
  parser.on("data", (quad) => quads.push(quad));
  const end = new Promise((resolve, reject) => parser.on("end", resolve).on("error", reject));
  parser.write(text);
  parser.end();
  await end;
  return quads;
}

console.log(JSON.stringify((await read()).map((q) => [told(q.subject), told(q.predicate), told(q.object), told(q.graph)])));
