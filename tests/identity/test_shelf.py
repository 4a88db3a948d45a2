"""A mapping on disk is as good as one in memory, however many values there are."""

from __future__ import annotations

import msgspec
import pytest

from kg.identity.profiles import Corpus, Profile, Tie
from kg.identity.shelf import HELD, Shelf

MANY = {f"key {number:06}": number for number in range(HELD + 100)}


@pytest.fixture(scope="module")
def shelf() -> Shelf[int]:
    return Shelf(reversed(MANY.items()), msgspec.json.encode, lambda key, told: msgspec.json.decode(told, type=int))


def test_values_stand_by_key_and_in_the_order_of_keys(shelf: Shelf[int]) -> None:
    assert len(shelf) == len(MANY)
    assert list(shelf.items()) == list(MANY.items())


def test_what_is_no_longer_at_hand_is_read_again(shelf: Shelf[int]) -> None:
    first = next(iter(MANY))
    assert [shelf[key] for key in (first, *MANY, first)] == [0, *MANY.values(), 0]


def test_a_key_that_is_not_there_is_told(shelf: Shelf[int]) -> None:
    assert "absent" not in shelf
    assert shelf.get("absent") is None
    with pytest.raises(KeyError, match="absent"):
        shelf["absent"]


def test_a_profile_comes_back_as_it_was() -> None:
    ann = Profile("ann", "Person", "Ann Weber", ("Ann Weber", "Weber"), None, frozenset({"x", "y"}), ("2026-02-04",),
                  {Tie("holdsPosition", True, "mayor"): frozenset({"x"})}, part_of="anns")
    duluth = Profile("duluth", "City", "Duluth", ("Duluth",), "fips:27137", frozenset({"y"}))
    corpus = Corpus([duluth, ann])
    assert list(corpus.profiles.values()) == [ann, duluth]
    assert (corpus.articles, corpus.present("x"), corpus.present("y")) == (2, ["ann"], ["ann", "duluth"])
