"""One look for all types, told by colour and shape."""

import re

import pytest

from kg.network.look import line, line_color, look
from kg.ontology import load
from kg.terms import MODALITIES


@pytest.mark.parametrize("name", sorted(load().types))
def test_every_class_has_a_colour_and_a_shape(name):
    assert re.fullmatch("#[0-9A-F]{6}", look(name).color)


def test_a_class_without_a_look_has_that_of_its_wider_class():
    assert look("County") == look("Place") != look("Agency") != look("Organization")
    assert look("NewClassOfTheUsersOwn") == look("Entity")


def test_what_is_so_is_told_from_what_is_not_and_what_may_be():
    assert line_color("positive") != line_color("negative")
    assert line("actual") == "solid"
    assert all(line(modality) != "solid" for modality in MODALITIES if modality != "actual")


def test_no_two_looks_are_one():
    bodies, doings = ["Person", "Group", "Position", "Organization", "Agency", "Place"], ["Operation", "Event"]
    own = [*bodies, *doings, "Agreement", "Law", "LegalCase"]
    assert len({look(name).color for name in own}) == len(own)
