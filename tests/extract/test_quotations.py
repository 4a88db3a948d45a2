"""Claims: who says what. A text is marked up with {source}, [cue] and <content>, once for every claim in it."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from kg.document import Quotation, Reading, reading
from kg.extract.quotations import innermost
from kg.extract.quotations.cues import nouns, verbs
from kg.extract.quotations.marks import quoted
from kg.model import Article

Spans = list[tuple[int, int]]


def plain(marked: str) -> tuple[str, dict[str, Spans]]:
    """The text without its mark-up, and the spans of each kind: "{", "[" and "<"."""
    text, spans, open_ = "", {"{": [], "[": [], "<": []}, {}
    for character in marked:
        if character in "{[<":
            open_[character] = len(text)
        elif character in "}]>":
            kind = {"}": "{", "]": "[", ">": "<"}[character]
            spans[kind].append((open_.pop(kind), len(text)))
        else:
            text += character
    return text, spans


def read(nlp: Language, text: str) -> Reading:
    doc = nlp.make_doc(text)
    doc._.kg = Reading(Article(id="test", text=text))
    return reading(nlp(doc))


def words(text: str, spans: Spans) -> list[str]:
    return [text[a:b] for a, b in spans]


def check(nlp: Language, *marked: str) -> None:
    """Every mark-up is a claim of the text, and the text has no other. A source may be marked up to its head word."""
    text = plain(marked[0])[0]
    expected = []
    for one in marked:
        same, spans = plain(one)
        assert same == text, "mark-ups of different texts"
        if spans["<"]:
            expected.append((words(text, spans["["]), words(text, spans["<"]), words(text, spans["{"])))
    found = [(words(text, [q.cue] if q.cue else []), words(text, q.content), words(text, [q.source] if q.source else []))
             for q in read(nlp, text).quotations]
    assert sorted(found) == sorted(expected)


DIRECT = {
    "after": '"<The deputies held the perimeter,>" {Kittering} [said].',
    "inverted": '"<The deputies held the perimeter,>" [said] Sheriff {Dale Kittering}, who runs the jail.',
    "before": '{Kittering} [said]: "<The deputies held the perimeter.>"',
    "before-comma": '{Kittering} [told] reporters, "<The deputies held the perimeter.>"',
    "question": '"<Who pays for the overtime?>" {the mayor} [asked].',
    "typographic": "“<The deputies held the perimeter,>” {Kittering} [said].",
    "single": "'<The deputies held the perimeter,>' {Kittering} [said].",
    "apostrophes": "‘<We didn’t ask for the officers’ names,>’ {Kittering} [said].",
    "double apostrophes": "''<The deputies held the perimeter,>'' {Kittering} [said].",
    "comma outside": '"<That is a lie>", [said] {Denise Arceneaux}.',
    "subject with a clause": '"<Very good,>" {Doyle}, the candidate who won the state, [said].',
    "broken sentence": '"<If the bill fails,>" {she} [said], "<the county will sue.>"',
    "broken between sentences": '"<We held the line,>" {he} [said]. "<The state made the arrests.>"',
    "goes on": '"<We held the line,>" {he} [said]. "<The state made arrests.>" "<It was not our job.>"',
    "paragraphs": '"<We held the line,>" {he} [said]. "<The state made the arrests.>\n\n"<Now we want them to leave.>"',
    "long subject": '"<The roads are closed,>" [said] Lt. {Omar Reyes}, a spokesman for the county police department.',
    "unlisted verb": '"<The roads are closed,>" {Reyes} [sighed].',
    "headline": '{Homan}: "<The officers will leave Minnesota.>"',
    "label": '{Faye Ordway}, later, to reporters: "<I support the mission. I want the numbers.>"',
    "line above": 'Sheriff {Ann Lee} issued the following statement on Monday:\n\n"<The jail will close in May.>"',
    "signed": '"<The jail will close in May.>" - {Ann Lee}, county sheriff',
    "relative": 'The mayor praised what {she} [called] "<a lonely decision.>"',
    "unclosed": '{Kittering} [said]: "<The deputies held the perimeter.>\n\nThe jail is full.',
}

INDIRECT = {
    "that": "{Kittering} [said] that <the deputies asked no questions>.",
    "without that": "{Kittering} [said] <the deputies asked no questions>.",
    "adverbial": "{Kittering} [said] on Tuesday that <the deputies asked no questions>.",
    "recipient": "{The mayor} [told] reporters <nine officers had been hurt>.",
    "question": "{She} [asked] <what happens when the beds are full>.",
    "last": "<The jail is full>, {the sheriff} [said].",
    "inverted": "<The jail is full>, [said] Sheriff {Nora Lindqvist}.",
    "inside": "<A new state law>, {he} [said], <obliges sheriffs to sign such agreements>.",
    "goes on": "<The sheriff may sign the paper>, {she} [told] them, <but he may not spend county money on it>.",
    "quoted piece": "{He} [said] <the mayor was “mostly right.”>",
    "quoted start": '{Ansley} [said] <"closer to 200" soldiers were headed to the city>.',
    "quoted end runs on": '{The senator} [said] <the bill was "a gift to the banks. It will cost every family.">',
    "as": "<The office may audit the operation>, as {Strand} [requested].",
    "according to": "<Nine of the workers have criminal records>, [according to] {the agency}.",
    "according to first": "[According to] {two people}, <the chief had left in March>.",
    "both verbs": "<The raid began at the plant and moved to two apartments>, [according to] Sheriff {Dale Kittering}.",
    "according to a named": "<The council took no part>, [according to] {its spokeswoman}, Marta Quist.",
    "apposed speaker": "<The group had threatened to sue the board>, {its legal director}, Beth Lindstrom, [said].",
    "issued an opinion": "{The Harlan County Attorney’s Office} [issued a formal opinion] that <the law bars it>.",
    "made the point": "{The senator} [made the point] that <the bill was dead>.",
    "made it clear": "{The mayor} [made it clear] that <the shelter would close>.",
    "made clear": "{The mayor} [made clear] that <the shelter would close>.",
    "held": "{The judge} [held] that <the ordinance was void>.",
    "asked if": "{He} shook hands and [asked] workers <if they planned to attend the hearing>.",
    "after a colon": "Kittering gave one reason: {more sheriffs} now [tell] his officers <whom they hold>.",
    "in a release": "{Officials} [said] in a news release that <the park would close>.",
    "anyone harmed": "{The Attorney General} [encourages] <anyone who was harmed to file a claim>.",
    "survey": "{A survey} [shows] that <most riders feel safe>.",
    "dateline cut": "MINNEAPOLIS (AP) — <A man is dead after a shooting>, {police} [said].",
    "particle": "{Diaz} [pointed] out that <the bridge was closed>.",
    "wants more": "{The actress} [said] <she was tired of waiting and wanted a new mayor>.",
    "short of the marks": "{He} [said] that <he would offer “a prayer” for the winner>.",
    "call for clause": "{Ashby} is [calling] for <some of his rivals to drop out>.",
    "question then conclusion": "{The opinion} addresses whether a hold is an arrest, and [concludes] that <it is one>.",
    "themselves": "{The sheriffs} themselves [said] <the jail was full>.",
    "campaign": "{Doyle’s campaign} [says] <it raised $21 million in January>.",
    "british spelling": "{The minister} [emphasised] that <the border would stay open>.",
    "two names": '{The bishop} [called] <the ruling "dangerous" and "ideological.">',
    "per": "<He was invited twice>, [per] {two aides}.",
    "vow": "{The mayor} [vowed] <to clear the camps>.",
    "threaten": "{The state} [threatened] <to withhold shelter money>.",
    "urge": "{She} [urged] <the county to drop the lawsuit>.",
    "call on": "{The band} [called] on <the governor to cancel that contract>.",
    "call for": "{Ashby} [called] for <a program that the county has refused to fund>.",
    "accuse": "{Hatch} [accused] <Sorensen of caving to the hospital lobby>.",
    "blame": "{Dorsey} [blamed] <the governor for the outcome>.",
    "praise as": "{He} [praised] <the chief as an honest man>.",
    "describe": "{Prosecutors} [described] <the ring as the largest in the county>.",
    "call": '{Whitehorse} [called] <the sweeps "cruel and lazy.">',
    "deny clause": "{Bellamy} [denied] that <the agency had been slow>.",
    "deny noun": "{The city} [denied] <any pattern of abuse>.",
    "deny gerund": "{Vance} [denied] <pushing the contract>.",
    "demand": "{Democrats} [demanded] that <the operation end>.",
    "participle": "{The judge} refused, [ruling] that <the strike did not endanger the school year>.",
    "by saying": "{The mayor} explained the plan by [saying] <the shelters were full>.",
    "noun": "Reporters laughed at {the mayor}'s [claim] that <the streets were safe>.",
    "dateline": "MOREHEAD CITY, N.C. — Gov. {Renata Holloway} on Thursday [said] <the storm had killed six people>.",
    "label": "THE DEFENSE: {Bohannon} [insisted] that <the figures were wrong>.",
    "headline colon": "{Tom Homan}: <Officers will leave Minnesota within weeks>\n\nThe city waits.",
    "apposition cut": "{She} [says] <police will clear the camps Monday>, even though the county has sued.",
    "appeal": "{The sheriff} [urges] <anyone with information to call his office>.",
    "missed sentence end": "{The sheriff} [said] <a call came at 3 p.m.> When they arrived, they found a man on the ground.",
    "another's denial cut": "{The union} [accused] <the agency of racial profiling>, which the agency denies.",
    "asked by": "Asked whether he would resign, {the chief} [said] <he had no plans to leave>.",
    "shared subject": "{He} criticized her record, [said] <she would lose the election>.",
    "because": "{She} [said] <the city would close the shelter because the county would not pay>.",
    "adverb between": "{Trump}, meanwhile, [insisted] <he had won>.",
    "headline": "<Officers to leave Minnesota>, {Homan} [says]",
    "headline of officials": "{Police}: <Man shot in Edina>",
    "hung on a noun": "{The party} [pledged] in a televised address <to restore the law>.",
    "plural": "{Two law enforcement officials} [said] <the man was due in court>.",
}

NOT_CLAIMS = {
    "title": 'She sang "Yesterday Once More" at the funeral.',
    "scare quotes": 'The so-called "surge" ended in March.',
    "nickname": 'Officers arrested Walter "Big Walt" Pruitt on Monday.',
    "name": "The police called the raid Operation Clean Slate.",
    "no comment": "The department declined to comment.",
    "negated": "The mayor did not say whether she would sign the bill.",
    "motion": "The judge denied the motion.",
    "possessives": "The officers' union met the teachers' board at the workers' hall.",
    "decades": "Crime fell in the '90s and rose in the '00s.",
    "inches": 'The officer is 6\'2" and the suspect 5\'10" tall.',
    "guilty": "A jury found Trevor Malin guilty of murder.",
    "passive name": "A website called Inland Wire published the list.",
    "results": "The results show that the camp kept its majority.",
    "days": "The coming days will tell what the council wants.",
    "holding": "The market appears to be holding up as growth is slow.",
    "must": "The president must ask a party to form a government.",
    "figures": "Figures show that crime fell.",
    "law": "Federal regulations specify that holds are requests.",
    "so": "The bridge is not finished, so the city asked for more time.",
    "headline label": "What we know:\n\nThe council met on Monday.",
}


@pytest.mark.parametrize("marked", DIRECT.values(), ids=DIRECT)
def test_direct_quotation(nlp: Language, marked: str) -> None:
    check(nlp, marked)


@pytest.mark.parametrize("marked", INDIRECT.values(), ids=INDIRECT)
def test_indirect_speech(nlp: Language, marked: str) -> None:
    check(nlp, marked)


@pytest.mark.parametrize("text", NOT_CLAIMS.values(), ids=NOT_CLAIMS)
def test_no_claim(nlp: Language, text: str) -> None:
    check(nlp, text)


def test_two_claims_of_one_sentence(nlp: Language) -> None:
    check(nlp, "{Deschamps} [says] <the protest was peaceful> and accuses the sheriff of working for the company.",
          "{Deschamps} says the protest was peaceful and [accuses] <the sheriff of working for the company>.")


def test_claim_inside_a_claim_has_its_own_speaker(nlp: Language) -> None:
    check(nlp, '"<He looked me in the eye and told me he was with us,>" {Hatch} [said].',
          '"{He} looked me in the eye and [told] me <he was with us>," Hatch said.')


def test_quotation_inside_a_quotation(nlp: Language) -> None:
    check(nlp, "“<The landlord told them, ‘No papers, no keys,’>” {she} [said].",
          "“{The landlord} [told] them, ‘<No papers, no keys,>’” she said.")


def test_wishes_inside_a_quotation_are_no_claims_of_their_own(nlp: Language) -> None:
    check(nlp, '"<They want me to go, and I think they are wrong,>" {Case} [said].')


def test_a_cue_after_a_quotation_is_not_said_by_its_we(nlp: Language) -> None:
    check(nlp, '{Khan} [said]: "<We will fight,>" adding that "nothing will stop us."',
          '{Khan} said: "We will fight," [adding] that "<nothing will stop us.>"')


def test_source_of_a_source(nlp: Language) -> None:
    check(nlp, "{Al Jazeera} [reported] that, <according to witnesses, three men were killed>.",
          "Al Jazeera reported that, [according to] {witnesses}, <three men were killed>.")


def test_a_source_cited_by_another(nlp: Language) -> None:
    check(nlp, "[According to] {the Post}, citing two officials, <the talks had failed>.",
          "According to the Post, [citing] {two officials}, <the talks had failed>.")


def test_what_cannot_speak_goes_on_the_speaker_s_sentence(nlp: Language) -> None:
    check(nlp, "{Homan} [acknowledged] that <mistakes had been made> but insisted the operation would go on.",
          "{Homan} acknowledged that mistakes had been made but [insisted] <the operation would go on>.")


def test_a_quotation_after_a_full_stop_is_another(nlp: Language) -> None:
    check(nlp, 'The agency wrote that it "will stay." "<The roads are closed,>" {Reyes} [said].',
          '{The agency} [wrote] that <it "will stay."> "The roads are closed," Reyes said.')


def test_a_participle_goes_on_the_speaker_s_sentence(nlp: Language) -> None:
    check(nlp, "{Reyes} [said] <the talks had failed>, adding that the union would strike.",
          "{Reyes} said the talks had failed, [adding] that <the union would strike>.")


def test_a_participle_after_a_claim_about_oneself(nlp: Language) -> None:
    check(nlp, "{Doyle} [insisted] that <he had won the debate>, claiming that voters trusted him.",
          "{Doyle} insisted that he had won the debate, [claiming] that <voters trusted him>.")


def test_two_who_tell(nlp: Language) -> None:
    check(nlp, "{Half} [said] <the plan was fair>, and three voters said it was not.",
          "Half said the plan was fair, and {three voters} [said] <it was not>.")


def test_what_is_said_and_done_to_another(nlp: Language) -> None:
    check(nlp, "{Khan} [said] <Doyle was wrong> and criticized him for boasting.",
          "{Khan} said Doyle was wrong and [criticized] <him for boasting>.")


def test_a_claim_relayed(nlp: Language) -> None:
    check(nlp, "[According to] {the Post}, <Lee believes the talks have failed>.",
          "According to the Post, {Lee} [believes] <the talks have failed>.")


def test_a_later_quotation_is_a_claim_of_its_own(nlp: Language) -> None:
    check(nlp, '"<The line holds,>" {Reyes} [said]; and, later, "Nobody was hurt".',
          '"The line holds," {Reyes} [said]; and, later, "<Nobody was hurt>".')


def test_absolute_phrase_with_a_speaker_of_its_own(nlp: Language) -> None:
    check(nlp, '{The Kremlin} [denied] that <it was behind it>, with spokesman Dmitry Peskov calling the report "fake".',
          'The Kremlin denied that it was behind it, with spokesman {Dmitry Peskov} [calling] <the report "fake">.')


def test_statement_without_quotation_marks(nlp: Language) -> None:
    check(nlp, "Governor {Ann Lee} today issued the following statement:\n\n"
               "<I have spoken with the families of the victims>.\n\n<We will find out what happened>.\n\n"
               "The shooting on Monday left two people dead in the city.")


def test_quotation_without_a_cue_may_hold_a_claim(nlp: Language) -> None:
    check(nlp, 'In a statement, {Smith} lauded the council: "<The mayor told us that the jail would close.>"',
          'In a statement, Smith lauded the council: "{The mayor} [told] us that <the jail would close>."')


def test_indirect_then_direct_are_two_claims(nlp: Language) -> None:
    check(nlp, '{Hebert} [said] <he learned of the plan from television>. "I asked for help," he said.',
          'Hebert said he learned of the plan from television. "<I asked for help,>" {he} [said].')


def test_each_paragraph_with_a_cue_of_its_own_is_a_claim(nlp: Language) -> None:
    check(nlp, '"<The roads are closed,>" {Lee} [said]. "<Stay home.>\n\n"Help will come tomorrow," she added.',
          '"The roads are closed," Lee said. "Stay home.\n\n"<Help will come tomorrow,>" {she} [added].')


@pytest.mark.parametrize(("text", "stretches"), [
    ('"No," he said. "Never."', ["No,", "Never."]),
    ("“They told us, ‘Not yet,’” she said.", ["They told us, ‘Not yet,’", "Not yet,"]),
    ("''No,'' he said.", ["No,"]),
    ('"One paragraph.\n\n"And one more."', ["One paragraph.", "And one more."]),
    ('"Never closed.\n\nNext.', ["Never closed."]),
    ("It's the teachers' strike.", []),
    ('5\'10" tall', []),
    ("", []),
])
def test_quotation_marks(text: str, stretches: list[str]) -> None:
    assert [text[slice(*q.inner)] for q in quoted(text)] == stretches


def test_a_continued_paragraph_is_told_from_a_new_quotation() -> None:
    assert [q.continued for q in quoted('"One.\n\n"Two."\n\n"Three."')] == [False, True, False]


def test_many_marks_take_no_long_time() -> None:
    assert quoted("‘a " * 20_000) == []


@pytest.mark.parametrize("text", ["He said he said " * 300, "the report's " * 300 + "said it.", '"a" ' * 2_000, "“" * 2_000])
def test_hostile_text_is_read_to_its_end(nlp: Language, text: str) -> None:
    assert all(q.content for q in read(nlp, text).quotations)


def speaker(nlp: Language, text: str, content: str) -> tuple[str, str]:
    """Type and name of who says a content."""
    found = read(nlp, text)
    start = text.index(content)
    quotation = next(q for q in found.quotations if q.content[0][0] == start)
    assert quotation.speaker is not None
    cluster = found.clusters[quotation.speaker]
    return cluster.type, cluster.name


def test_a_speaker_without_a_name_is_made(nlp: Language) -> None:
    assert speaker(nlp, "Two witnesses said the car was red.", "the car was red") == ("Group", "Two witnesses")
    assert speaker(nlp, "A witness said the car was red.", "the car was red") == ("Person", "witness")


def test_speaker_by_apposition(nlp: Language) -> None:
    text = "Its president, Rick Sandoval, said the union would vote."
    assert speaker(nlp, text, "the union would") == ("Person", "Rick Sandoval")


def test_speaker_after_an_office(nlp: Language) -> None:
    text = "Kenya's President William Ruto has said his country will send officers."
    assert speaker(nlp, text, "his country") == ("Person", "William Ruto")


def test_a_document_speaks_for_its_author(nlp: Language) -> None:
    text = "The report, which the FBI published on Monday, said crime had fallen."
    assert speaker(nlp, text, "crime had fallen") == ("Agency", "FBI")


def test_a_document_speaks_for_who_issued_it_before(nlp: Language) -> None:
    text = "The Harlan County Attorney's Office issued an opinion today. The opinion states that the hold is an arrest."
    assert speaker(nlp, text, "the hold is")[1] == "Harlan County Attorney's Office"


def test_a_document_speaks_for_who_speaks_in_it(nlp: Language) -> None:
    text = "In the complaint, Attorney General Dana Vance alleges fraud. The complaint says that managers knew of it."
    assert speaker(nlp, text, "managers knew")[1] == "Dana Vance"


def test_it_is_the_lawsuit_filed_before(nlp: Language) -> None:
    text = "Tolmie County filed a lawsuit Friday in Superior Court. It argues that the ordinance is void."
    assert speaker(nlp, text, "the ordinance is") == ("County", "Tolmie County")


def test_pronoun_without_antecedent_is_the_last_speaker(nlp: Language) -> None:
    text = "A witness said the car was red. He said the driver was young."
    assert speaker(nlp, text, "the driver was young") == speaker(nlp, text, "the car was red")


def test_a_pronoun_after_its_content_goes_on_the_claim_before(nlp: Language) -> None:
    text = 'Mayor Ana Ruiz said the jail was full. The county will sue if Beth Lindstrom signs the deal, she said.'
    assert speaker(nlp, text, "The county will") == ("Person", "Ana Ruiz")


def test_the_suit_is_the_lawsuit(nlp: Language) -> None:
    text = ("The Red Willow Band filed a lawsuit against the state. The suit came a month after the state issued the permit. "
            "It says the state ignored a treaty.")
    assert speaker(nlp, text, "the state ignored")[1] == "Red Willow Band"


def test_what_one_says_a_thing_is_is_no_claim(nlp: Language) -> None:
    assert not nlp("The chief asked for cars for what he says is necessity.")._.kg.quotations


def test_they_who_speak_are_no_event(nlp: Language) -> None:
    text = "Rebel leaders came for the talks. The talks failed. They said the war would go on."
    found = read(nlp, text)
    assert all(q.speaker is None or found.clusters[q.speaker].type == "Group" for q in found.quotations)


def test_pronoun_without_antecedent_is_no_body(nlp: Language) -> None:
    text = ("Rosa Diaz said the deal was fair. The ACLU said it was not. The union said it would sue. The group said no more.\n"
            '"They lied," she told Channel 4.')
    assert speaker(nlp, text, "They lied") == ("Person", "Rosa Diaz")


def test_first_person_belongs_to_the_speaker(nlp: Language) -> None:
    found = read(nlp, 'Mayor Lucia Trevino spoke. "I want the names," Trevino said. "We will not wait."')
    quotation = found.quotations[0]
    assert quotation.speaker is not None
    mentions = {found.article.text[m.span(doc).start_char:m.span(doc).end_char] for doc in [nlp.make_doc(found.article.text)]
                for m in found.clusters[quotation.speaker].mentions}
    assert {"I", "We", "Trevino"} <= mentions


@pytest.mark.xfail(strict=True, reason="the words before the cue and the quotation after it are one claim in two voices")
def test_half_broken_quotation(nlp: Language) -> None:
    check(nlp, '<If lawmakers had paid for detectors>, {Hollis} [wrote] online, "<Marcus might have gone home tonight.>"')


@pytest.mark.xfail(strict=True, reason="the quotation is parsed as the verb's object, not as what is put")
def test_put_at(nlp: Language) -> None:
    check(nlp, "<The number of guns> was [put] <at 28> by {Leon Washington}, the police chief.")


def test_question_put_to_somebody(nlp: Language) -> None:
    check(nlp, "[Pressed] by Rep. {Alma Deets} on <whether agents would leave>, the commissioner left the room.")


def test_innermost_quotation_covers_an_offset() -> None:
    outer, inner = Quotation([(0, 50)]), Quotation([(10, 20)])
    known = Reading(Article(id="a", text=""), quotations=[outer, inner])
    assert innermost(known, 12) is inner
    assert innermost(known, 30) is outer
    assert innermost(known, 50) is None


def test_cue_words_are_lemmas_with_known_frames() -> None:
    known = re.compile(r"quote|that|if|thing|marked|to|ing|obj|obj-to|name|obj:[a-z]+|[a-z]+:|[a-z]+-to")
    for table in (verbs(), nouns()):
        assert table
        for lemma, frames in table.items():
            assert lemma == lemma.strip().lower()
            assert frames
            assert all(known.fullmatch(frame) for frame in frames), (lemma, frames)
