"""Queries made to end a server: each is refused, or stopped, or answered, and none may end more than its own process."""

from __future__ import annotations

DEEP = 5_000
LONG = 90_000  # characters, which the guard still lets pass
CROSS = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(6))
DOUBLING = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(40))
GROWING = "".join(f"BIND(REPLACE(?x{n}, 'a', 'aaaa') AS ?x{n + 1}) " for n in range(40))


def nested(before: str, after: str, depth: int = DEEP, inside: str = "") -> str:
    return before * depth + inside + after * depth


def filled(unit: str) -> str:
    return unit * (LONG // len(unit))


def where(pattern: str) -> str:
    return f"SELECT * {{ {pattern} }}"


QUERIES = {
    "nested groups": where(nested("{", "}")),
    "nested brackets": where(f"?s ?p ?o FILTER({nested('(', ')', inside='?o')})"),
    "nested negations": where(f"?s ?p ?o FILTER({'!' * DEEP}?o)"),
    "nested blank nodes": where("?s ?p " + nested("[ ?p ", "]", inside="?o")),
    "nested lists": where("?s ?p " + nested("(", ")")),
    "nested paths": where(f"?s {nested('(', ')', inside='a')} ?o"),
    "nested triple terms": where(nested("<<( ?s ?p ", " )>>", inside="?o")),
    "nested selects": where(nested("{ SELECT * { ", "} }", inside="?s ?p ?o")),
    "nested optionals": where(nested("?s ?p ?o OPTIONAL { ", "}")),
    "nested exists": where(nested("FILTER EXISTS { ?s ?p ?o ", "}")),
    "nested calls": where(f"BIND({nested('STR(', ')', inside='1')} AS ?x)"),
    "a chain of alternatives": where(f"?s {filled('a|')}a ?o"),
    "a chain of additions": where(f"BIND(1{filled('+1')} AS ?x)"),
    "a chain of unions": where("{}" + filled(" UNION {}")),
    "nested by escapes": where(nested("\\u007B", "\\u007D")),
    "doubling strings": where(f"BIND('aaaaaaaa' AS ?x0) {DOUBLING}"),
    "growing strings": where(f"BIND('aaaaaaaa' AS ?x0) {GROWING}"),
    "a cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "a cross product in order": f"SELECT * {{ {CROSS} }} ORDER BY ?s0 ?s5",
    "a cross product told": f"SELECT * {{ {CROSS} }}",
    "a cross product of values": where(" ".join(f"VALUES ?x{n} {{ {' '.join(map(str, range(1000)))} }}" for n in range(8))),
    "a cross product built": f"CONSTRUCT {{ ?s0 ?p1 ?o2 . ?s3 ?p4 ?o5 }} {{ {CROSS} }}",
    "distinct of a cross product": f"SELECT DISTINCT * {{ {CROSS} }}",
    "huge values": where(f"VALUES ?x {{ {filled(chr(39) + 'a' + chr(39) + ' ')} }}"),
    "a huge list": where(f"?s ?p ?o FILTER(?o IN ({filled('1,')}1))"),
    "many patterns": where(filled("?s ?p ?o . ")),
    "many variables": where(" . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(3000))),
    "a long word": where("?s ?p '" + "a" * LONG + "'"),
    "words that the guard looks at": where("?s ?p ?o . " + filled("?SERVICE ?SERVICE ?SERVICE . ")),
    "strings that the guard looks at": where(f"VALUES ?x {{ {filled(chr(39) + 'SERVICE' + chr(39))} }}"),
    "addresses that the guard looks at": where(f"VALUES ?x {{ {filled('<SERVICE>')} }}"),
    "strings that do not end": where(filled("'''''' ") + "'''"),
    "a concatenation of all": f"SELECT (GROUP_CONCAT(STR(?s0); separator='{'x' * 1000}') AS ?x) {{ {CROSS} }}",
    "paths from all to all": where("?a (!<a:a>|^!<a:a>)* ?b . ?c (!<a:a>|^!<a:a>)* ?d . ?e (!<a:a>|^!<a:a>)+ ?f"),
    "paths of paths": where("?a (((((!<a:a>)*)*)+)*/((!<a:a>)*)*)* ?b . ?b (^!<a:a>)*/(!<a:a>)* ?c . ?c (!<a:a>)* ?d"),
    "a regular expression that backtracks": where(f"BIND(REGEX('{'a' * 5000}!', '^((a+)+)+$') AS ?x)"),
    "a regular expression that unfolds": where("BIND(REGEX('a', '((((a{1,99}){1,99}){1,99}){1,99}){1,99}') AS ?x)"),
    "a regular expression for each": f"SELECT * {{ {CROSS} FILTER(REGEX(STR(?s0), '(.*)(.*)(.*)(.*)(.*)x$')) }}",
    "hashes of all": f"SELECT (SHA512(GROUP_CONCAT(CONCAT(SHA512(STR(?s0)), SHA384(STR(?o4))))) AS ?h) {{ {CROSS} }}",
    "numbers without end": where(f"BIND({'9' * LONG} AS ?x)"),
    "not Unicode": where("BIND('\\uD800' AS ?x)"),
    "nothing": "\0" * 1000,
}
