// Asks a SPARQL endpoint with Comunica, and gives its solutions, its boolean or its triples.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint] = process.argv.slice(2);
const query = readFileSync(0, "utf8");
const context = { sources: [{ type: "sparql", value: endpoint }] };

async function answer() {
  const result = await new QueryEngine().query(query, context);
  if (result.resultType === "boolean") return result.execute();
  const stream = await result.execute();
  if (result.resultType === "bindings") {
    return (await stream.toArray()).map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
  }
  return (await stream.toArray()).map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]);
}

console.log(JSON.stringify(await answer()));
