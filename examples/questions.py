"""Named questions to the graph of examples/articles, each answer with the words that prove it."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"
QUESTIONS = [
    ("How many officers leave Minnesota, stay or were there before, and by whose count?", "deployments",
     {"place": "minnesota"}),
    ("Which counties and agencies are parties to an agreement, or are not?", "parties-to-agreements", {}),
    ("Who criticises or supports the operation?", "criticism-and-support", {"target": "operation"}),
    ("What is planned?", "planned", {}),
    ("What is only possible?", "possible", {}),
    ("What is denied?", "denied", {}),
    ("Who was killed or hurt?", "victims", {}),
    ("Who sues whom, and who rules on it?", "lawsuits-and-rulings", {}),
    ("Which statements contradict each other?", "contradictions", {}),
    ("Who holds which office?", "who-holds-office", {}),
]
PROOFS = (("quote", "article", "saidBy"), ("otherQuote", "otherArticle", "otherSaidBy"))
PROOF = {name for names in PROOFS for name in names} | {"published"}
WIDTH = 110
UNMARKED = ("positive", "actual", "true", "false")  # what needs no words in a printed answer


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, kg.open(Path(folder) / "news.kg") as graph:
        graph.build([ARTICLES])
        for heading, name, values in QUESTIONS:
            print(f"\n{heading}")
            show(graph.query(kg.question(name).with_values(values)))


def show(answer: kg.Answer, limit: int = 10) -> None:
    """Print the rows of an answer: what it says, then the words of the article that say it."""
    rows = [{name: term.value for name, term in zip(answer.variables, row, strict=True) if term is not None}
            for row in answer.rows()]
    for row in rows[:limit]:
        says = "; ".join(f"{name} {value}" for name, value in row.items() if name not in PROOF and value not in UNMARKED)
        print(textwrap.fill(says, WIDTH, initial_indent="  - ", subsequent_indent="    "))
        for quote, article, speaker in PROOFS:
            if quote in row:
                on_whose_word = f", says {row[speaker]}" if speaker in row else ""
                words = f"“{' '.join(row[quote].split())}” ({row.get(article, 'no title')}{on_whose_word})"
                print(textwrap.fill(words, WIDTH, initial_indent="      ", subsequent_indent="      "))
    if len(rows) > limit:
        print(f"    and {len(rows) - limit} more")
    if not rows:
        print("    nothing")


if __name__ == "__main__":
    main()
