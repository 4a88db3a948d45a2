"""The passes in their order, the most precise first."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.document import DocMention
from kg.extract.coreference.appositions import appositions, collectives
from kg.extract.coreference.camps import camps
from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.leads import bare_bodies, kinds_named_later, lead_nominals
from kg.extract.coreference.markables import markables
from kg.extract.coreference.names import (
    acronyms,
    bare_names,
    divided_countries,
    exact_names,
    parenthetical_acronyms,
    partial_names,
)
from kg.extract.coreference.nominals import definite_nominals, equal_phrases, same_heads
from kg.extract.coreference.offices import Office, join_offices, join_shorter_titles, offices
from kg.extract.coreference.owned import home_places, owned_bodies
from kg.extract.coreference.pronouns import pronouns
from kg.extract.coreference.roles import roles
from kg.extract.coreference.titles import jobs_at_bodies, titles_for_holders


def resolve(doc: Doc, mentions: list[DocMention]) -> tuple[list[Chain], list[Office]]:
    """Group mentions into chains, in order of their first mentions; and tell the offices among them."""
    layout = Layout(doc)
    chains = Chains(markables(doc, mentions, layout))
    exact_names(chains)
    divided_countries(chains)
    parenthetical_acronyms(chains)
    acronyms(chains)
    partial_names(chains)
    bare_names(chains)
    chains.names_settled = True
    camps(chains)
    jobs_at_bodies(chains)
    appositions(chains)
    collectives(chains)
    known = offices(chains)
    titles_for_holders(chains, layout, known)
    join_offices(chains, known)
    join_shorter_titles(chains, known)
    home_places(chains, layout, known)
    definite_nominals(chains)
    equal_phrases(chains)
    same_heads(chains)
    lead_nominals(chains, layout, known)
    kinds_named_later(chains)
    bare_bodies(chains)
    roles(chains, layout)
    pronouns(chains, layout, known)
    owned_bodies(chains, layout, known)
    return chains.all(), known
