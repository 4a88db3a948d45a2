"""Named questions to the graph of examples/articles, each answer with the words that prove it."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"
QUESTIONS = [
    ("How many officers leave Minnesota, stay or were there before, and by whose count?", "deployments", {"place": "minnesota"}),
    ("Which counties and agencies are parties to an agreement, or are not?", "parties-to-agreements", {}),
    ("Who criticises or supports the operation?", "criticism-and-support", {"of": "operation"}),
    ("What is planned?", "planned", {}),
    ("What is only possible?", "possible", {}),
    ("What is denied?", "denied", {}),
    ("Who was killed or hurt?", "victims", {}),
    ("Who sues whom, and who rules on it?", "lawsuits-and-rulings", {}),
    ("Which statements contradict each other?", "contradictions", {}),
    ("Who holds which office?", "who-holds-office", {}),
]
PROOF = ("quote", "article", "published", "saidBy", "otherQuote", "otherArticle", "otherSaidBy")
UNMARKED = ("positive", "actual", "true", "false")  # what needs no words in a printed answer


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, kg.open(Path(folder) / "news.kg") as graph:
        graph.build([ARTICLES])
        for heading, name, values in QUESTIONS:
            print(f"\n{heading}")
            show(graph.query(kg.question(name).with_values(values)))


def show(answer: kg.Answer, limit: int = 8) -> None:
    """Print the rows of an answer: what it says, then the words of the article that say it."""
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows()]
    for row in rows[:limit]:
        cells = {name: term.value for name, term in row.items() if term is not None}
        says = " · ".join(v for name, v in cells.items() if name not in PROOF and v not in UNMARKED)
        print(textwrap.fill(says, 110, initial_indent="  - ", subsequent_indent="    "))
        for prefix in ("", "other"):
            name = {key: prefix + key[:1].upper() + key[1:] if prefix else key for key in ("quote", "article", "saidBy")}
            if name["quote"] in cells:
                source = cells.get(name["article"], "")
                speaker = f", says {cells[name['saidBy']]}" if name["saidBy"] in cells else ""
                quote = " ".join(cells[name["quote"]].split())
                print(textwrap.fill(f"“{quote}” ({source}{speaker})", 110, initial_indent="      ", subsequent_indent="      "))
    if len(rows) > limit:
        print(f"    and {len(rows) - limit} more")
    if not rows:
        print("    nothing")


if __name__ == "__main__":
    main()
