"""Coreference, as marked-up sentences: ``[1 Tom Homan|Person]`` is a name, ``the [2 agency|~Agency]`` a nominal, ``[1 he]``
a pronoun. Mentions with one number are one entity; 0 marks a pronoun that refers to none.
"""

import re

import pytest

from kg.document import DocMention, Reading
from kg.extract.coreference import kg_coreference
from kg.extract.coreference.offices import ends_in
from kg.language import COMPONENTS
from kg.model import Article

MARKED = re.compile(r"\[(\d+) ([^\]|]+)(?:\|(~?)(\w+))?\]")


def read(nlp, marked):
    """Parse marked text, run coreference on its mentions, give the Doc and [(number, mention)]."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        number, words, nominal, type_ = match.groups()
        kind = "pronoun" if type_ is None else "nominal" if nominal else "name"
        spans.append((int(number), len(text), len(text) + len(words), kind, type_))
        text += words
        at = match.end()
    text += marked[at:]
    with nlp.select_pipes(disable=[c for c in COMPONENTS if c in nlp.pipe_names]):
        doc = nlp(text)
    doc._.kg = Reading(Article(id="test", text=text))
    mentions = []
    for number, start, end, kind, type_ in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        mentions.append((number, DocMention(span.start, span.end, span.root.i, kind, type_)))
    doc._.kg.mentions = [m for _, m in mentions]
    return kg_coreference(doc), mentions


def check(nlp, marked):
    """The clusters are exactly the numbers of the mark-up."""
    doc, mentions = read(nlp, marked)
    expected: dict[int, list[str]] = {}
    found: dict[int | str, list[str]] = {}
    for n, (number, mention) in enumerate(mentions):
        words = f"{mention.span(doc).text}@{mention.start}"
        expected.setdefault(number if number else -n, []).append(words)
        found.setdefault(f"none {n}" if mention.cluster is None else mention.cluster, []).append(words)
    assert sorted(found.values()) == sorted(expected.values())
    assert all(m.cluster is None for number, m in mentions if number == 0)


NAMES = {
    "half of a divided country": "[1 South Sudan|Country] closed the border. Officials of the [1 South|~Place] met those of "
                                 "[2 Sudan|Country] in the [3 east|~Place].",
    "equal names": "[1 Tom Homan|Person] spoke. Later [1 Tom Homan|Person] left.",
    "capitals of a dateline": "[1 CORDOVA SPRINGS|City] - Police in [1 Cordova Springs|City] said so.",
    "surname": "[1 Tom Homan|Person] spoke on Monday. [1 Homan|Person] praised the officers.",
    "given name": "[1 Daniel Hargrove|Person] was 24. Friends of [1 Daniel|Person] wept.",
    "surname after particles": "[1 Roy Dell Hutchins|Person] voted yes. [1 Hutchins|Person] is a Democrat.",
    "short given name": "[1 Tim Walz|Person] spoke. [1 Timothy Walz|Person] was elected in 2018.",
    "suffix": "[1 Martin Hale Jr.|Person] spoke. [1 Hale|Person] left.",
    "two people of one surname": "[1 Tim Walz|Person] and [2 Gwen Walz|Person] came. Mrs. [2 Walz|Person] spoke. "
                                 "Mr. [1 Walz|Person] listened.",
    "the better known of two": "[1 Trevor Malin|Person] was convicted. [1 Malin|Person] faces prison. "
                               "His cousin, [2 Shane Malin|Person], testified. [1 Malin|Person] did not.",
    "different given names": "[1 Daniel Hargrove|Person] and [2 Eli Hargrove|Person] were killed.",
    "body without its state": "The [1 U.S. Marshals Service|Agency] came. The [1 Marshals Service|Agency] left.",
    "body turned round": "The [1 Department of Justice|Agency] sued. The [1 Justice Department|Agency] won.",
    "company in part": "[1 Norland Energy|Organization] builds it. [1 Norland|Organization] is not a defendant.",
    "acronym by initials": "[1 Homeland Security Investigations|Agency] took part. [1 HSI|Agency] left.",
    "acronym without the place": "The [1 Texas Department of Public Safety|Agency] came. [1 DPS|Agency] left.",
    "acronym before its name": "[1 FEMA|Agency] was asked. The [1 Federal Emergency Management Agency|Agency] agreed.",
    "acronym in parentheses": "The [1 Ecowas Mission on the Mono|Operation] ([1 Emomo|Operation]) ends. "
                              "[1 Emomo|Operation] was small.",
    "a bill's number": "[1 Senate Bill 218|Law] passed. The governor vetoed [1 SB 218|Law].",
    "county and its short name": "[1 Carteret County|County] signed, and so did [2 Craven County|County]. "
                                 "[1 Carteret|County] paid.",
    "county and city": "[1 Jackson County|County] sued [2 Jackson|City].",
    "city and its police": "[1 Toledo|City] pays the [2 Toledo Police Department|Agency].",
    "a part of town": "He lives in [1 West Altamont|Place], near [2 Altamont|City].",
    "two bodies, one inside the other's name": "The [1 Senate|Agency] met. The [2 Senate Commerce Committee|Agency] did not.",
    "a whole and its assembly": "The [1 Council of Europe|Organization] met. "
                                "The [2 Parliamentary Assembly of the Council of Europe|Organization] voted.",
    "a town and its school district": "The [1 Millbrook School District|Organization] closed. "
                                      "The [2 Millbrook|Organization] list is long.",
    "acronym of a foreign name": "The [1 Socialist Party|PoliticalParty] ([1 MSZP|PoliticalParty]) won.",
    "a hyphenated surname that begins as a given name": "[1 Paula Reyes-Horn|Person] spoke. [1 Reyes-Horn|Person] left.",
    "a court without its nation": "The [1 Indian Supreme Court of Appeal|Agency] ruled. The [1 Supreme Court|Agency] may.",
    "a court of appeals by its number": "The [1 9th U.S. Circuit Court of Appeals|Agency] ruled. The [1 9th Circuit|Agency] "
                                        "agreed. The [2 5th Circuit|Agency] did not.",
    "a body by the head of its name": "The [1 U.S. Army Corps of Engineers|Agency] met. The [1 Corps|Agency] agreed.",
    "a short form of another type in parentheses": "The [1 Ecowas Mission on the Mono|Operation] "
                                                   "([1 Emomo|Organization]) ends.",
    "no acronym of its own first word": "The [1 US South|Place] is warmer than the [2 US|Place].",
    "one name, two kinds": "[1 Lincoln|City] honored [2 Lincoln|Person].",
}


@pytest.mark.parametrize("marked", NAMES.values(), ids=NAMES)
def test_names(nlp, marked):
    check(nlp, marked)


APPOSITIONS = {
    "a union and its name": "The [1 union|~Organization], [1 Checkpoint Workers United|Organization], opposed it.",
    "known as": "A militia, a [1 group|~Organization] known as the [1 River Guard|Organization], denied it.",
    "the kind after a name": "The [1 Unidos|Organization] [1 immigrant rights group|~Organization] denied it.",
    "a union at a body": "The [1 Acme|Organization] [2 union|~Organization] denied it.",
    "a landlord and its name": "The case was brought by his [1 landlord|~Organization], [1 Cedar Flats LLC|Organization], "
                               "last year.",
    "a surname is the subject's": "[1 Ann Brown|Person], a friend of [2 Ron Brown|Person], left. [1 Brown|Person] flew home.",
    "the state of the sentence": "[1 Ohio|State] acted. [1 Ohio|State] schools closed. [2 Utah|State] officials "
                                 "closed schools of the [2 state|~State].",
    "the city of": "The [1 city|~City] of [1 Lawrence|City] joined.",
    "a spokesman for the mayor": "A [1 spokesman|Position] for the [2 mayor|~Person], [3 Tim Okafor|Person], spoke.",
    "predicate": "[1 Optiscan|Organization] is a [1 company|~Organization] in Reno.",
    "a news agency's kind after its name": "The [1 Reuters|NewsOrganization] [1 news agency|~NewsOrganization] said so.",
    "identified as": "The office identified the [1 deputy|~Person] as [1 Marcus Obi|Person], 38.",
    "two names are never renamings": "[1 Acme|Organization], [2 Bolt|Organization] and a [3 rival|~Organization] merged.",
    "whose husband": "[1 Joan Pruitt|Person], whose [2 husband|~Person], [2 Walter Pruitt|Person], was shot, spoke.",
}


@pytest.mark.parametrize("marked", APPOSITIONS.values(), ids=APPOSITIONS)
def test_appositions(nlp, marked):
    check(nlp, marked)


OFFICES = {
    "title of a named person": "[1 Mayor|Position] [2 Jacob Frey|Person] spoke. Later the [2 mayor|Position] left.",
    "title after the name": "[1 Jacob Frey|Person], the [2 mayor|Position] of [3 Minneapolis|City], spoke. "
                            "The [1 mayor|Position] left.",
    "no holder: the office acts": "The [1 mayor|Position] of [2 Minneapolis|City] objected. The [1 mayor|Position] left.",
    "as mayor": "[1 Mayor|Position] [2 Jacob Frey|Person] spoke. He was elected as [1 mayor|Position] in 2017.",
    "one title, two bodies": "[1 Albany|City] [2 Mayor|Position] [3 Ann Roe|Person] met "
                             "[4 Buffalo|City] [5 Mayor|Position] [6 Jo Poe|Person].",
    "one title, two holders": "[1 Sheriff|Position] [2 Anders Lindgren|Person] signed. "
                              "[3 Sheriff|Position] [4 Ramon Villareal|Person] waited.",
    "a title that many hold": "[1 Sen.|Position] [2 Ruth Colley|Person] voted no. "
                              "[1 Sen.|Position] [3 Grant Mossman|Person] voted yes.",
    "short form of a title": "[1 Gov.|Position] [2 Anne Talbot|Person] vetoed it. The [2 governor|Position] said no.",
    "a job at a body": "[1 Rosa Diaz|Person], an [2 organizer|~Person] with [3 Puentes del Sur|Organization], spoke.",
    "its only mayor": "[1 Mayor|Position] [2 Ann Roe|Person] lost. [3 Albany|City] is poor, and its [2 mayor|Position] knows.",
    "the next mayor is another": "[1 Mayor|Position] [2 Ann Roe|Person] lost. The next [1 mayor|Position] will be elected.",
    "spokesmen of two bodies": "A [1 spokesman|Position] for [2 FEMA|Agency] agreed. "
                               "A [3 spokesman|Position] for the [4 Red Cross|Organization] did not.",
}


@pytest.mark.parametrize("marked", OFFICES.values(), ids=OFFICES)
def test_offices(nlp, marked):
    check(nlp, marked)


NOMINALS = {
    "modifiers that contrast": "A [1 state law|~Law] bans it. The [1 law|~Law] is old. [2 Federal law|~Law] allows it.",
    "first and second": "The [1 first case|~LegalCase] failed. The [2 second case|~LegalCase] goes on. The [2 case|~LegalCase] "
                        "is in court.",
    "the agency": "[1 ICE|Agency] made the arrests. The [1 agency|~Agency] said so.",
    "an agency is no council": "[1 ICE|Agency] called. The [2 City Council|Agency] met. The [1 agency|~Agency] waited.",
    "the department by its name": "The [1 Ohio Health Department|Agency] and the [2 FBI|Agency] met. "
                                  "The [1 department|~Agency] paid.",
    "the county": "[1 Tallow County|County] and [2 Hollis|City] signed. The [1 county|~County] will pay.",
    "the operation": "[1 Operation Clean Slate|Operation] began. The [1 operation|~Operation] ended.",
    "a deal, the deal": "They signed a [1 deal|~Agreement] on Monday. The [1 deal|~Agreement] is void.",
    "an agreement told again as a pact": "They signed an [1 agreement|~Agreement]. The [1 pact|~Agreement] is void.",
    "a second agreement": "They signed an [1 agreement|~Agreement]. A [2 second agreement|~Agreement] is planned.",
    "the counted people": "At least [1 64 people|~Group] were held. The [1 64 people|~Group] were released.",
    "other numbers": "The agency counted [1 64 people|~Group]. Advocates counted [2 90 people|~Group].",
    "counted and not": "[1 Six deputies|~Group] were trained. [2 Deputies|~Group] patrol the streets.",
    "an indefinite begins anew": "A [1 lawsuit|~LegalCase] was filed. On Friday a [2 lawsuit|~LegalCase] was won.",
    "a kind of thing in the same words": "An [1 eviction moratorium|~Law] asks. No [1 eviction moratorium|~Law] binds.",
    "the same words of persons": "A [1 federal judge|~Person] ruled. In Ohio a [2 federal judge|~Person] did not.",
    "a separate one": "They left the [1 aid agreement|~Agreement]. A separate [2 aid agreement|~Agreement] is on.",
    "another type": "[1 Norland Energy|Organization] sued. The [2 agency|~Agency] denied it.",
    "a company's department": "[1 Toledo Police Department|Agency] said so. A [1 department|~Agency] report shows it.",
    "its company": "[1 Ed Crumley|Person], head of [2 Crumley Farms|Organization], spoke of his [2 company|~Organization].",
}


@pytest.mark.parametrize("marked", NOMINALS.values(), ids=NOMINALS)
def test_nominals(nlp, marked):
    check(nlp, marked)


LEADS = {
    "the headline's governor": "[1 Governor|~Person] asks for help\n\n[2 Gov.|Position] [1 Renata Holloway|Person] spoke.",
    "a judge named later": "A federal [1 judge|~Person] has blocked the law. "
                           "[2 U.S. District Judge|Position] [1 Miriam Oakes|Person] ruled on Friday.",
    "the headline's title": "[1 Mayor|Position] vows to stay\n\n[2 Mayor|Position] [1 Ann Roe|Person] spoke.",
    "the lead's bill is the headline's": "Governor vetoes vaccination [1 bill|~Law]\n\nThe governor vetoed a [1 bill|~Law] "
                                         "that would have let parents choose. The [1 bill|~Law] passed last week.",
    "the headline's company": "[1 Railroad|~Organization] to pay\n\n[1 Great Western Railroad|Organization] agreed.",
}


@pytest.mark.parametrize("marked", LEADS.values(), ids=LEADS)
def test_leads(nlp, marked):
    check(nlp, marked)


PRONOUNS = {
    "he of the last sentence": "[1 Tom Homan|Person] spoke on Monday. [1 He] praised the officers.",
    "gender of given names": "[1 Tom Homan|Person] met [2 Renata Holloway|Person]. [2 She] thanked [1 him].",
    "gender of an honorific": "[1 Ms. Voss|Person] sued [2 Mr. Lind|Person]. [2 He] lost.",
    "gender told by a pronoun": "[1 Pat Moss|Person] said [1 she] won. [2 Lou Mazur|Person] said [2 he] lost. [1 She] left.",
    "subject before object": "[1 Tom Homan|Person] called [2 Bill Cole|Person]. [1 He] was angry.",
    "not the subject of its own clause": "[1 Paul Imhoff|Person] testified. [2 Carl Novak|Person] thanked [1 him].",
    "possessive of its own clause": "[1 Ed Crumley|Person] praised [1 his] workers.",
    "reflexive": "[1 Ed Crumley|Person] blamed [1 himself].",
    "it is no person": "[1 ICE|Agency] and [2 Tom Homan|Person] agreed. [1 It] will send officers.",
    "what one signs": "[1 ICE|Agency] offered the [2 agreement|~Agreement]. The sheriff signed [2 it].",
    "what one vetoes": "The [1 House|Agency] passed the [2 bill|~Law]. The governor vetoed [2 it].",
    "whom one accuses": "The [1 FBI|Agency] settled a [2 lawsuit|~LegalCase] in which the union accused [1 it] of theft.",
    "they are many": "[1 Two officials|~Group] briefed [2 FEMA|Agency]. [1 They] asked not to be named.",
    "who": "[1 Rex Halloran|Person], [1 who] was fired in April, left.",
    "who from a place": "[1 Rick Dorsey|Person], a [2 Republican|PoliticalParty] from [3 Salina|City] [1 who] wrote it, left.",
    "who past a place": "[1 Rick Dorsey|Person] of [2 Salina|City], a few miles east of [3 Reno|City], [1 who] wrote it, left.",
    "who over a thing": "[1 Two people|~Group] briefed on the [2 plan|~Law], [1 who] asked not to be named, spoke.",
    "whose after a comma": "The [1 Homeland Front|PoliticalParty], [1 whose] leader resigned, lost.",
    "who of an office": "[1 Denise Kaplan|Person], the [2 deputy administrator|Position] [1 who] led it, spoke.",
    "expletive": "[1 ICE|Agency] came. [0 It] is clear that nothing changed. [0 It] rained.",
    "it is time, it takes, it was reported": "[1 ICE|Agency] came. [0 It] is time to go. [0 It] took a day to decide. "
                                             "[0 It] was reported that officers left.",
    "made it possible": "[1 ICE|Agency] came. The law made [0 it] possible to sue.",
    "a quotation's he": "[1 Dale Kittering|Person] signed it. \"[1 He] kept [1 his] word,\" [2 Boyd Hamrick|Person] said.",
    "he said goes on": "[1 Dale Kittering|Person] met [2 Boyd Hamrick|Person]. \"We won,\" [1 he] said.",
    "nobody before": "[0 He] left.",
}


@pytest.mark.parametrize("marked", PRONOUNS.values(), ids=PRONOUNS)
def test_pronouns(nlp, marked):
    check(nlp, marked)


def test_a_camp_is_one_group_by_whatever_form_of_its_word(nlp):
    doc = nlp("The anti-monarchy camp won. Anti-monarchists cheered, and anti-monarchist voters too. The pro-war camp lost.")
    called = [[m.span(doc).text for m in c.mentions] for c in doc._.kg.clusters if c.proper]
    assert called == [["anti-monarchy camp", "Anti-monarchists", "anti-monarchist"], ["pro-war camp"]]


def test_an_adjective_makes_no_camp_of_its_own(nlp):
    doc = nlp("Pro-labor voters cheered. The pro-labor paper wrote of it.")
    assert not [c for c in doc._.kg.clusters if c.proper]


def test_first_person_is_left_to_quotations(nlp):
    doc, mentions = read(nlp, '"[0 I] will sign it," [1 Tom Homan|Person] said.')
    assert mentions[0][1].cluster is None
    assert mentions[0][1] in doc._.kg.mentions


def test_pronouns_of_nothing_are_dropped(nlp):
    doc, _ = read(nlp, "[0 He] left.")
    assert doc._.kg.mentions == []


def test_clusters_have_the_fullest_name_and_the_narrowest_type(nlp):
    doc, _ = read(nlp, "[1 HOMAN|Person] spoke. [1 Tom Homan|Person] left. The [2 Board|Organization] met. "
                       "The [2 Tallow County Board|Agency] met. [3 700 federal officers|~Group] left.")
    assert [(c.name, c.type) for c in doc._.kg.clusters] == [
        ("Tom Homan", "Person"), ("Tallow County Board", "Agency"), ("700 federal officers", "Group")]


def test_an_office_is_named_with_its_body_and_a_description_with_its_modifiers(nlp):
    doc, _ = read(nlp, "[1 Reno|City] [2 Mayor|Position] [3 Ann Roe|Person] met a Homeland Security [4 official|~Person].")
    assert [c.name for c in doc._.kg.clusters] == ["Reno", "Mayor of Reno", "Ann Roe", "Homeland Security official"]


def test_a_title_that_stands_for_its_holder_is_a_nominal_of_the_person(nlp):
    _, mentions = read(nlp, "[1 Mayor|Position] [2 Jacob Frey|Person] spoke. Later the [2 mayor|Position] left.")
    title, _, later = (m for _, m in mentions)
    assert (title.kind, title.type) == ("name", "Position")
    assert (later.kind, later.type) == ("nominal", "Person")


def test_authority_identifiers_join_and_part(nlp):
    doc, mentions = read(nlp, "[1 Va.|State] and [1 Virginia|State]; [2 Lee County|County] and [3 Lee County|County].")
    for (_, mention), identifier in zip(mentions, ("fips:51", "fips:51", "fips:12071", "fips:13177"), strict=True):
        mention.identifier = identifier
    doc._.kg.mentions = [m for _, m in mentions]
    kg_coreference(doc)
    assert [len(c.mentions) for c in doc._.kg.clusters] == [2, 1, 1]


def test_the_army_of_one_nationality_is_not_another_countrys(nlp):
    doc, mentions = read(nlp, "[1 Jordan|Country]'s [2 army|~Agency] waited. [3 Syria|Country] led the "
                              "[4 Syrian army|~Agency].")
    (_, jordan), _, (_, syria), _ = mentions
    jordan.identifier, syria.identifier = "iso3166:JO", "iso3166:SY"
    doc._.kg.mentions = [m for _, m in mentions]
    kg_coreference(doc)
    assert [len(c.mentions) for c in doc._.kg.clusters] == [1, 1, 1, 1]


@pytest.mark.parametrize("text", ["", "\n", "\"", "\n\n\"He said", "It."])
def test_texts_with_nothing_in_them(nlp, text):
    doc, _ = read(nlp, text)
    assert doc._.kg.clusters == []


@pytest.mark.parametrize(("longer", "shorter", "one"), [
    ("county attorney", "attorney", True), ("deputy mayor", "mayor", False), ("county attorney", "mayor", False)])
def test_a_title_is_shortened_but_not_to_the_office_above(longer, shorter, one):
    assert ends_in(tuple(longer.split()), tuple(shorter.split())) is one


THINGS = {
    "the death of one and of another": "The [1 death|~Event] of [2 Ann Lee|Person] led to a trial. "
                                       "He tried the [3 death|~Event] of [4 Paul Stone|Person].",
    "the trials of two people": "The [1 trial|~LegalCase] of [2 Ann Lee|Person] began. He led the "
                                "[3 prosecution|~LegalCase] against [4 Paul Stone|Person]. The [2 Lee|Person] "
                                "[1 trial|~LegalCase] ended.",
    "settlements that are one": "They signed a [1 settlement|~Agreement]. The [1 settlements|~Agreement] end it.",
    "settlements that are not": "They signed a [1 settlement|~Agreement]. Other towns seek [2 settlements|~Agreement].",
    "the bill at hand": "She vetoed a [1 bill|~Law]. She would sign a [2 narrower bill|~Law]. Foes of the [1 bill|~Law] "
                        "cheered.",
    "a separate agreement is at hand": "They left the [1 aid agreement|~Agreement]. They signed a "
                                       "[2 separate agreement|~Agreement]. The [2 agreement|~Agreement] is new.",
    "a policy is no act": "The [1 Clean Air Act|Law] passed. The [2 policy|~Law] is older.",
    "officials of two kinds": "[1 Officials|~Group] met. [1 Immigration officials|~Group] left. "
                              "[2 Local officials|~Group] stayed.",
    "an amount of money in two forms": "A [1 $14B settlement|~Agreement] is near. The [1 $14 billion settlement|~Agreement] "
                                       "ends it. The [1 settlement|~Agreement] is large.",
    "two amounts of money": "A [1 $14 billion settlement|~Agreement] is near. A [2 $5 billion settlement|~Agreement] is not.",
    "the union by its kind": "[1 Norland Energy|Organization] met the [2 Brotherhood of Pipefitters|Organization]. "
                             "The [2 union|~Organization] left. The [1 company|~Organization] stayed.",
    "no union among companies": "[1 Norland Energy|Organization] met [2 Brandt Mining|Organization]. "
                                "A [3 union|~Organization] called. The [3 union|~Organization] was angry.",
    "a union is no company": "The [1 union|~Organization] met [2 Bayline|Organization]. "
                             "The [2 company|~Organization] made an offer.",
    "a coalition is its members": "He joined a [1 coalition|~Organization] of [1 14 attorneys general|~Group]. "
                                  "The [1 coalition|~Organization] sued.",
    "coalitions of two kinds": "A [1 group|~Organization] of [1 five senators|~Group] wrote. "
                               "A [2 group|~Organization] of [2 three mayors|~Group] did not.",
    "the police of the article": "[1 Police|~Agency] came. The [1 Toledo Police Department|Agency] said so.",
    "police and state police": "[1 Police|~Agency] came. The [2 Ohio State Police|Agency] left.",
    "State without an article": "[1 Ohio|State] agreed. The deal between [1 State|~State] and counties is final.",
    "hyphens that describe": "[1 Operation Clean Slate|Operation] began. The ICE-led [1 operation|~Operation] ended.",
    "hyphens that distinguish": "The [1 tax law|~Law] passed. A [2 rental-verification law|~Law] did not.",
    "a judging word": "They passed a [1 law|~Law]. The [1 controversial law|~Law] is void.",
    "a bill is a measure, a ruling is none": "The judge issued a [1 ruling|~Law]. The House passed a [2 bill|~Law]. "
                                             "The [2 measure|~Law] is popular.",
    "a fire is a blaze": "A [1 fire|~Event] broke out. The [1 blaze|~Event] spread.",
    "a fire is no flood": "A [1 fire|~Event] broke out. The [2 flood|~Event] came later.",
    "two of one list": "The [1 army|~Agency] and the [2 Rapid Support Forces|Agency] agreed. The [1 army|~Agency] left.",
    "a body and its acronym after or": "[1 Immigration and Customs Enforcement|Agency], or [1 ICE|Agency], came.",
}


@pytest.mark.parametrize("marked", THINGS.values(), ids=THINGS)
def test_things_told_apart_and_together(nlp, marked):
    check(nlp, marked)


ROLES = {
    "the suspect": "[1 Kevin Brandt|Person] was charged on Monday. The [1 suspect|~Person] fled.",
    "the victim": "[1 Kevin Brandt|Person] killed [2 Maria Lopez|Person]. The [2 victim|~Person] was 41.",
    "a man of the lead": "A Duluth [1 man|~Person] was charged with murder. [1 Kevin Brandt|Person] was arrested on Monday.",
    "two accused": "[1 Kevin Brandt|Person] was charged. [2 Carl Dorn|Person] was charged. A [3 suspect|~Person] fled.",
    "not charged": "[1 Kevin Brandt|Person] was not charged. The [2 suspect|~Person] fled.",
    "nobody accused": "[1 Kevin Brandt|Person] testified. The [2 defendant|~Person] did not.",
    "told by identify": "Police identified the [1 victim|~Person] as [1 Ann Lee|Person].",
}


@pytest.mark.parametrize("marked", ROLES.values(), ids=ROLES)
def test_roles_in_a_crime_story(nlp, marked):
    check(nlp, marked)


OWNED = {
    "her office": "[1 Sheriff|Position] [2 Nora Lund|Person] spoke. [2 Her] [3 office|~Agency] has 60 deputies. "
                  "The [3 Tolmie County Sheriff's Office|Agency] is small.",
    "two persons' offices": "[1 Ann Roe|Person] and [2 Jo Poe|Person] spoke. [1 Roe|Person]'s [3 office|~Agency] agreed. "
                            "[2 Poe|Person]'s [4 office|~Agency] did not.",
    "the better of two named offices": "The [1 Attorney General's Office|Agency] and the "
                                       "[2 Polk County Attorney's Office|Agency] met. [3 Polk County|County] "
                                       "[4 Attorney|Position] [5 Bo Orr|Person] and [5 his] [2 office|~Agency] agreed.",
    "my office in a statement": "Sheriff [1 Ann Roe|Person]'s [2 office|~Agency] to open new jail\n\n"
                                "We owe you safety. My [2 office|~Agency] will open it.",
    "our state is the speaker's": "[1 Ohio|State] [2 Attorney General|Position] [3 Ann Roe|Person] sued [4 Iowa|State]. "
                                  '"This hurts our [1 state|~State]," [3 Roe|Person] said.',
    "another county's sheriff": "[1 Sheriff|Position] [2 Nora Lund|Person] spoke. [2 Her] [3 office|~Agency] is new. "
                                "The [4 Hollis Police Department|Agency] is not.",
}


@pytest.mark.parametrize("marked", OWNED.values(), ids=OWNED)
def test_bodies_told_by_their_owner(nlp, marked):
    check(nlp, marked)


MORE = {
    "a headline's border deal": "Togo and Benin sign border [1 deal|~Agreement]\n\nThe countries signed an "
                                "[1 agreement|~Agreement] on Friday to end a dispute over their border.",
    "a headline's city is not the name beside it": "[1 City|~City] to close [2 Riverside|City] camp\n\n"
                                                   "[1 Portland|City] will clear it, officials said.",
    "a landlord that is a company": "He sued his [1 landlord|~Person], [1 Cedar Flats LLC|Organization], last year.",
    "a regulator that is a person": "[1 Nnamdi Okafor|Person], a former [1 regulator|~Agency], spoke.",
    "an interim chief": "[1 Interim Chief|Position] [2 Heather Morris|Person] spoke. The [2 chief|Position] left.",
    "a former chief": "Former [1 Chief|Position] [2 Heather Morris|Person] spoke. The [3 chief|Position] left.",
    "who joins in backing him": "[1 Carl Okafor|Person] won. Two senators, [2 Bo Kane|Person] and [3 Todd Lisle|Person], "
                                "joined Democrats in backing [1 him].",
}


@pytest.mark.parametrize("marked", MORE.values(), ids=MORE)
def test_headlines_appositions_and_control(nlp, marked):
    check(nlp, marked)
