"""Lists of names: what stands in one list, whatever bodies stand between the names."""

import pytest

from kg.extract.lists import items, lists, people_from

LISTED = [
    ("The FBI, the DEA and the ATF came.", [["FBI", "DEA", "ATF"]]),
    ("Ann Lee of the Labour Party, Bo Kim of Ohio and Cy Dean left.", [["Ann Lee", "Bo Kim", "Cy Dean"]]),
    ("Labour's Ann Lee, the Green Party's Bo Kim and Cy Dean left.", [["Ann Lee", "Bo Kim", "Cy Dean"]]),
    ("Ann Lee met Bo Kim and Cy Dean.", []),
    ("Ohio, Ann Lee and the FBI came.", []),
]


def read(nlp, text):
    doc = nlp(text)
    return doc, doc._.kg, items(doc, doc._.kg)


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_three_names_of_one_type_are_a_list(nlp, text, expected):
    doc, _, known = read(nlp, text)
    assert [[m.span(doc).text for m in names] for names in lists(doc, known)] == expected


def test_an_item_takes_in_the_body_a_person_is_of(nlp):
    doc, _, known = read(nlp, "Labour's Ann Lee and Bo Kim of Ohio left.")
    assert [doc[i.start : i.end].text for i in known] == ["Labour's Ann Lee", "Bo Kim of Ohio"]


def test_people_are_listed_up_to_the_next_verb(nlp):
    doc, _, known = read(nlp, "The winners were Ann Lee of Ohio and Bo Kim. Cy Dean lost.")
    assert [m.span(doc).text for m in people_from(doc, known, 3)] == ["Ann Lee", "Bo Kim"]
