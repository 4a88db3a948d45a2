"""A noun phrase, and the quantity it gives: value, minimum, maximum, approximate, unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import number_of, quantity
from kg.model import Quantity

PHRASES = [
    ("They arrested 64 [people].", (64, None, None, False, "people")),
    ("They arrested at least 64 [people].", (64, 64, None, False, "people")),
    ("They arrested as many as 60 [people].", (60, None, 60, False, "people")),
    ("They arrested fewer than 30 [people].", (30, None, 30, False, "people")),
    ("They arrested no fewer than 30 [people].", (30, 30, None, False, "people")),
    ("About 2,000 federal [officers] left.", (2000, None, None, True, "officers")),
    ("Some 2.5 million [people] fled.", (2_500_000, None, None, True, "people")),
    ("Between 40 and 60 [people] were arrested.", (40, 40, 60, False, "people")),
    ("They sent 40 to 60 [deputies].", (40, 40, 60, False, "deputies")),
    ("They sent two thousand [soldiers].", (2000, None, None, False, "soldiers")),
    ("Twenty-one [men] were charged.", (21, None, None, False, "men")),
    ("They met roughly a dozen [counties].", (12, None, None, True, "counties")),
    ("Nine of those [officers] left.", (9, None, None, False, "officers")),
    ("Dozens of [officers] left.", (24, 24, None, True, "officers")),
    ("Hundreds of [people] marched.", (200, 200, None, True, "people")),
    ("It paid [$4.2 million].", (4_200_000, None, None, False, "USD")),
    ("It paid a $14 million [fine].", (14_000_000, None, None, False, "USD")),
    ("It paid about [$82] a day.", (82, None, None, True, "USD")),
    ("More than [100] had been jailed.", (100, 100, None, False, None)),
    ("No more than [80] could be seen.", (80, None, 80, False, None)),
    ("They voted for the 2024 [budget].", None),
    ("It is Senate [Bill] 218.", None),
    ("The [officers] left.", None),
]


@pytest.mark.parametrize(("marked", "expected"), PHRASES)
def test_phrase(grammar, marked, expected):
    before, word, after = marked.replace("]", "[").split("[")
    doc = grammar(before + word + after)
    head = doc.char_span(len(before), len(before) + len(word)).root
    found = number_of(head)
    assert (found and (found.value, found.minimum, found.maximum, found.approximate, found.unit)) == expected


@given(st.text(alphabet="0123456789,.-$€ abdehimnotu", max_size=60))
def test_no_text_breaks_it_and_bounds_are_in_order(text):
    from kg.language import pipeline

    doc = pipeline().make_doc(text)
    for start in range(len(doc)):
        found = quantity(doc, start, len(doc))
        if isinstance(found, Quantity) and found.minimum is not None and found.maximum is not None:
            assert found.minimum <= found.value <= found.maximum
