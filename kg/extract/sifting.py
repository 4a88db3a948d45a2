"""Which candidate statements stand, seen beside all the others of the article: what is told goes before what is guessed."""

from __future__ import annotations

from collections.abc import Callable

from kg.document import Candidate, DocMention, Reading
from kg.ontology import load

CONTEXT = frozenset(("topic", "local"))  # roles filled from what the article has spoken of: all of it, or this paragraph

KINDS = (("Organization", "Group", "Operation"), ("Event", "Operation"), ("Law", "Agreement"))
WIDTHS = ("City", "County", "State", "Country")
MOVEMENTS = ("deploysTo", "withdrawsFrom")


def sifted(read: Reading, candidates: list[Candidate], fallbacks: frozenset[str]) -> list[Candidate]:
    """Give the candidates without those that another one makes needless.

    Parameters
    ----------
    read : Reading
        The article's mentions and clusters.
    candidates : list of Candidate
        In the order of the words that evoke them.
    fallbacks : frozenset of str
        Names of frames that count only where their words evoke nothing else: "urged them to sign" tells of a signing,
        and not besides of some deed.
    """
    known = {c.trigger for c in candidates if c.frame not in fallbacks and "self" not in c.roles}
    kept = [c for c in candidates if c.frame not in fallbacks or c.trigger not in known]
    for sift in SIEVES:
        kept = sift(read, kept)
    return kept


def _parties(read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Who sues is a party to the case already."""
    suing = {c.subject.cluster for c in candidates if c.predicate == "sues"}
    return [c for c in candidates if c.predicate != "participatesIn" or c.subject.cluster not in suing
            or _type(read, c.object) != "LegalCase"]


def _type(read: Reading, mention: DocMention) -> str | None:
    cluster = read.cluster_of(mention)
    return None if cluster is None else cluster.type


def _judged(_read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """A court that finds a law void judges it and does not speak ill of it."""
    ruled = {(c.subject.cluster, c.object.cluster) for c in candidates if c.predicate == "rulesOn"}
    return [c for c in candidates
            if c.predicate not in ("criticizes", "praises") or (c.subject.cluster, c.object.cluster) not in ruled]


def _offices(_read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """An office at a body is not told again as belonging to it."""
    at = {(c.subject.cluster, c.object.cluster) for c in candidates if c.predicate == "positionAt"}
    held = {(c.subject.cluster, c.object.cluster) for c in candidates if c.predicate == "holdsPosition"}
    serving = {(person, body) for person, office in held for post, body in at if office == post}
    return [c for c in candidates if c.predicate != "memberOf" or (c.subject.cluster, c.object.cluster) not in serving]


def _forces(read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Officers who go somewhere or leave it go for the body that is told to send or withdraw them."""
    by_body = [c for c in candidates if c.predicate in MOVEMENTS and _type(read, c.subject) != "Group"]
    told = {(c.predicate, c.object.cluster) for c in by_body}
    return [c for c in candidates if (c.predicate, c.object.cluster) not in told or _type(read, c.subject) != "Group"]


def _one_event(_read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Of "killed in the attack" one event is told, the attack."""
    named = {(c.subject.cluster, c.predicate, c.trigger) for c in candidates if c.roles[1] != "self"}
    return [c for c in candidates if c.evoked_by != "VERB" or c.roles[1] != "self"
            or (c.subject.cluster, c.predicate, c.trigger) not in named]


def _nested(read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """A place lies in a wider one: "Florida, Ohio and Utah" are no places in one another."""
    return [c for c in candidates if c.predicate != "locatedIn" or not _as_wide(_type(read, c.subject), _type(read, c.object))]


def _alike(read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """A body is part of a body, an event of an event, a law of a law."""
    return [c for c in candidates if c.predicate != "partOf" or any(
        load().fits(_type(read, c.subject) or "", kind) and load().fits(_type(read, c.object) or "", kind) for kind in KINDS)]


def _as_wide(inner: str | None, outer: str | None) -> bool:
    if inner not in WIDTHS or outer not in WIDTHS:
        return False
    return WIDTHS.index(inner) > WIDTHS.index(outer) or inner == outer != "City"  # a quarter may be a city in a city


def _told(_read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """What is filled from context gives way to what the words themselves tell elsewhere in the article."""
    told = {(c.subject.cluster, c.predicate) for c in candidates if not CONTEXT & set(c.roles)}
    return [c for c in candidates if not CONTEXT & set(c.roles) or (c.subject.cluster, c.predicate) not in told]


def _needed(read: Reading, candidates: list[Candidate]) -> list[Candidate]:
    """Without unnamed people of whom nothing else is said: in "agents from the FBI" the FBI alone acts."""
    idle = {id(c): _unnamed_end(c) for c in candidates}
    used = {m.cluster for c in candidates if idle[id(c)] is None for m in (c.subject, c.object)}
    used |= {c.id for c in read.clusters if c.named} | {q.speaker for q in read.quotations}
    return [c for c in candidates if (end := idle[id(c)]) is None or end.cluster in used]


def _unnamed_end(candidate: Candidate) -> DocMention | None:
    """Whom a statement of belonging, place or kinship brings in, if by the way."""
    if candidate.predicate in ("memberOf", "locatedIn") and candidate.evoked_by == "MENTION":
        return candidate.subject
    return candidate.object if candidate.predicate == "relativeOf" and candidate.roles[1] == "self" else None


Sieve = Callable[[Reading, list[Candidate]], list[Candidate]]
SIEVES: tuple[Sieve, ...] = (_parties, _judged, _offices, _one_event, _nested, _alike, _told, _needed, _forces)
