"""One article to statements and claims, in memory, without a store."""

from __future__ import annotations

from pathlib import Path

import kg

ARTICLE = Path(__file__).parent / "articles" / "minnesota-withdrawal.json"


def main() -> None:
    for extraction in kg.extractions(kg.read([ARTICLE])):
        text = extraction.article.text
        names = {entity.id: entity.name for entity in extraction.entities}
        for s in extraction.statements:
            speaker = f", says {names[s.attributed_to]}" if s.attributed_to else ""
            print(f"{names[s.subject]} | {s.predicate} | {names[s.object]} ({s.polarity}, {s.modality}{speaker})")
            print(f"    “{' '.join(s.evidence[0].of(text).split())}”")
        for claim in extraction.claims:
            words = " … ".join(span.of(text) for span in claim.content)
            print(f"{names[claim.speaker] if claim.speaker else 'somebody'} says: {words}")


if __name__ == "__main__":
    main()
