"""What the whole pipeline reads from a text, as lines that a test can name."""

from __future__ import annotations

from spacy.language import Language

from kg.extract.assembly import assemble


def statements(nlp: Language, text: str) -> list[str]:
    """The statements of a text, as subject | relation | object and the qualifiers that are not the usual ones."""
    found = assemble(nlp(text))
    names = {e.id: e.name for e in found.entities}
    said_by = {s: f"by {names[s.attributed_to]}" for s in found.statements if s.attributed_to}
    rows = []
    for s in found.statements:
        qualifiers = [q for q in (s.polarity, s.modality) if q not in ("positive", "actual")] + [said_by.get(s, "")]
        rows.append(" | ".join(q for q in (names[s.subject], s.predicate, names[s.object], *qualifiers) if q))
    return rows


def counts(nlp: Language, text: str) -> list[str]:
    """The counted statements of a text, as subject | relation | object | number."""
    found = assemble(nlp(text))
    names = {e.id: e.name for e in found.entities}
    return [f"{names[s.subject]} | {s.predicate} | {names[s.object]} | {s.quantity.value:g}"
            for s in found.statements if s.quantity]
