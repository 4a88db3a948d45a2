"""The word in [brackets] is the predicate; what follows is how the sentence qualifies it."""

from __future__ import annotations

import pytest

from kg.extract.qualifiers import modality, polarity, qualifiers

SENTENCES = [
    ("The county [signed] an agreement with the agency.", "positive actual"),
    ("The county did not [sign] an agreement with the agency.", "negative actual"),
    ("The county never [signed] the agreement.", "negative actual"),
    ("Nobody [asked] for this.", "negative actual"),
    ("No agency [took] part in the raid.", "negative actual"),
    ("The police department [played] no part in the raid.", "negative actual"),
    ("No more than 80 officers [left] the city.", "positive actual"),
    ("Neither county [signed] the agreement.", "negative actual"),
    ("The sheriff refused to [sign] the agreement.", "negative actual"),
    ("The sheriff declined to [sign] it and left.", "negative actual"),
    ("The agency failed to [investigate] the shooting.", "negative actual"),
    ("The agency did not fail to [investigate] the shooting.", "positive actual"),
    ("The sheriff managed to [sign] the agreement.", "positive actual"),
    ("The sheriff did not manage to [sign] the agreement.", "negative actual"),
    ("The mayor left without [signing] the bill.", "negative actual"),
    ("The court blocked the state from [enforcing] the law.", "negative actual"),
    ("The agency said it [arrested] two men.", "positive actual"),
    ("The agency denied [arming] the group.", "negative actual"),
    ("The governor will [sign] the bill on Friday.", "positive planned"),
    ("The governor will not [sign] the bill.", "negative planned"),
    ("The governor is going to [sign] the bill.", "positive planned"),
    ("The governor plans to [sign] the bill.", "positive planned"),
    ("The governor does not plan to [sign] the bill.", "negative planned"),
    ("The agency has no plans to [close] the office.", "negative planned"),
    ("The two are scheduled to [meet] on Friday.", "positive planned"),
    ("The jury is set to [hear] the case on Friday.", "positive planned"),
    ("The sheriff vowed to [fight] the ruling.", "positive planned"),
    ("The council [votes] Tuesday on the contract.", "positive planned"),
    ("The council [voted] Tuesday on the contract.", "positive actual"),
    ("700 officers to [leave] Minnesota", "positive planned"),
    ("The president is to [meet] party leaders on Wednesday.", "positive planned"),
    ("She announced a plan to [close] the prison.", "positive planned"),
    ("She said she would [introduce] a bill next week.", "positive planned"),
    ("The upcoming [hearing] will be held in Boston.", "positive planned"),
    ("The county may [sue] the state.", "positive possible"),
    ("The county might not [sue] the state.", "negative possible"),
    ("The agency is considering [withdrawing] from the city.", "positive possible"),
    ("The commander reportedly [ordered] the raid.", "positive possible"),
    ("The men are accused of [killing] a guard.", "positive possible"),
    ("The agency is likely to [leave] the city.", "positive possible"),
    ("The agency is unlikely to [leave] the city.", "negative possible"),
    ("The mayor does not think the county will [sign] the deal.", "negative planned"),
    ("They discussed a potential [agreement] with the counties.", "positive possible"),
    ("The bill would [end] the agreement.", "positive conditional"),
    ("The group will [sue] the state if the court refuses.", "positive conditional"),
    ("If the court [refuses], the group will sue the state.", "positive conditional"),
    ("The group will not [leave] unless the court rules.", "negative conditional"),
    ("Everything depends on a [vote] by the council.", "positive conditional"),
    ("Congress should [pass] the bill.", "positive demanded"),
    ("Congress must [pass] the bill.", "positive demanded"),
    ("The state needs to [investigate] the shooting.", "positive demanded"),
    ("The group urged the board to [reject] the contract.", "positive demanded"),
    ("The group urged the board not to [sign] the contract.", "negative demanded"),
    ("The senator called on the agency to [leave] the state.", "positive demanded"),
    ("The senator called for an [investigation] of the shooting.", "positive demanded"),
    ("The senator called for the agency to [leave] the state.", "positive demanded"),
    ("The senator wants the sheriff to [resign].", "positive demanded"),
    ("They asked that the county be [added] to the list.", "positive demanded"),
    ("[Release] the prisoners now.", "positive demanded"),
    ("The bill requires counties to [report] arrests.", "positive demanded"),
    ("The governor reported that the troops [left] the city.", "positive actual"),
    ("Officers [sent] to Chicago were told to wait.", "positive actual"),
]


@pytest.mark.parametrize(("marked", "expected"), SENTENCES)
def test_sentence(grammar, marked, expected):
    before, word, after = marked.replace("]", "[").split("[")
    doc = grammar(before + word + after)
    (token,) = [t for t in doc if t.idx == len(before)]
    assert f"{polarity(token)} {modality(token)}" == expected


def test_the_words_responsible_are_told(grammar):
    doc = grammar("The county refused to sign the agreement.")
    assert [doc[i].text for i in sorted(qualifiers(doc[4]).because)] == ["refused"]


def test_every_token_of_any_text_is_qualified(grammar):
    doc = grammar("If, unless; “no” — to be or not to be? Said nobody.\n\nNot, never, may. To go. )( 700 to 800.")
    assert {polarity(t) for t in doc} <= {"positive", "negative"}
    assert all(modality(t) for t in doc)
