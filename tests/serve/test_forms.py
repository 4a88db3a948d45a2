"""Forms are decoded as the standard library decodes them."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.forms import FIELDS, decode, only
from kg.serve.problems import HttpError

PIECES = ("%", "2", "F", "f", "g", "=", "&", "+", "%41", "%3D", "%3d", "%0A", "\r", "\n", "_", " ", "é")
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_is_encoded_is_decoded(pairs):
    assert decode(urlencode(pairs).encode()) == pairs


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_malformed_is_read_as_usual(encoded):
    assert decode(encoded.encode()) == parse_qsl(encoded, keep_blank_values=True, errors="strict")


@pytest.mark.parametrize(("encoded", "says"), [
    (b"query=%E9", "not UTF-8"), (b"%E9=x", "not UTF-8"), (b"query=\xe9", "not UTF-8"),
    (b"a=1&" * FIELDS, "more than 200 parameters"),
])
def test_what_is_no_form_is_refused(encoded, says):
    with pytest.raises(HttpError, match=says):
        decode(encoded)


def test_what_may_be_given_once_is_not_given_twice():
    assert (only([("a", "1"), ("b", "2")], "b"), only([], "b")) == ("2", None)
    with pytest.raises(HttpError, match="b is given 2 times"):
        only([("b", "1"), ("b", "1")], "b")
