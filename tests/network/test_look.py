"""One look for all types, told by colour and shape."""

import re
from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from kg.network.look import line, line_color, look, relation_color
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


OWN = sorted({look(name): name for name in load().types}.values())
SIDES = ["praises", "supports", "criticizes", "opposes"]
GROUNDS = {"white": "#FFFFFF", "dark": "#15191E"}
# How people without one kind of cones see, after Machado, Oliveira and Fernandes (2009).
VISIONS = [None, "deuteranomaly", "protanomaly", "tritanomaly"]
APART = 12  # in CAM02-UCS, where 1 is about the least difference that is seen


def rgb(color):
    return np.array(list(bytes.fromhex(color[1:]))) / 255


def seen(color, vision):
    if vision is None:
        return rgb(color)
    return np.clip(cspace_convert(rgb(color), {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}, "sRGB1"), 0, 1)


def luminance(color):
    values = rgb(color)
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("color", sorted({look(name).color for name in OWN} | {line_color("positive"), line_color("negative")}
                                         | {relation_color(name) for name in SIDES}))
def test_every_colour_stands_out_from_white_and_from_dark(color, ground):
    lighter, darker = sorted((luminance(color), luminance(GROUNDS[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


@pytest.mark.parametrize("vision", VISIONS)
def test_people_of_any_colour_vision_tell_colours_of_one_shape_apart(vision):
    for one, other in combinations(OWN, 2):
        if look(one).shape == look(other).shape:
            difference = deltaE(seen(look(one).color, vision), seen(look(other).color, vision), input_space="sRGB1")
            assert difference >= APART, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
def test_people_of_any_colour_vision_tell_sides_and_denial_apart(vision):
    sides = [relation_color(name) for name in SIDES]
    for one, other in (*combinations(sides, 2), (line_color("positive"), line_color("negative"))):
        assert deltaE(seen(one, vision), seen(other, vision), input_space="sRGB1") >= APART
