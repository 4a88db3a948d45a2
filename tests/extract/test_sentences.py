"""News sentences of many kinds and beats, with the statements they tell: what frames and syntax must read together."""

from __future__ import annotations

import pytest

from tests.extract.said import counts, statements

# subject | relation | object, then polarity, modality and speaker where they are not positive, actual and the article
SENTENCES = [
    ("Attorney General Ann Cole today announced a settlement with Acme Corp.", "Ann Cole | announces | settlement"),
    ("The evacuation order covers about 3,000 residents of Clay County.",
     "evacuation order | appliesTo | about 3,000 residents"),
    ("Landlords who violate the ordinance face fines of up to $500.", "ordinance | appliesTo | Landlords"),
    ("As part of the settlement, Acme Corp. must stop selling the pills.", "settlement | appliesTo | Acme Corp."),
    ("The bill would bar ICE from entering schools.", "bill | appliesTo | ICE | conditional"),
    ("The United States imposed sanctions on 12 Russian officials.", "sanctions | appliesTo | 12 Russian officials"),
    ("The ruling party nominated Anna Lee for president.", "ruling party | appoints | Anna Lee"),
    ("Gov. Ann Cole appointed Judge Helen Marsh to the Supreme Court.", "Ann Cole | appoints | Helen Marsh"),
    ("Police arrested Carl Webb, 25, and Dana Webb, 23, on Monday in connection with the shooting.",
     "Police | arrests | Dana Webb"),
    ("Carl Webb, an Army veteran, was arrested by police.", "police | arrests | Carl Webb"),
    ("The sheriff's office, in partnership with the FBI, arrested two men.", "sheriff's office | arrests | two men"),
    ("Detectives with the Reno Police Department arrested Carl Webb.", "Reno Police Department | arrests | Carl Webb"),
    ("Two men were arrested by Tulsa police after a chase.", "Tulsa police | arrests | Two men"),
    ('"I am proud to support this bill, and I urge the Senate to pass it," Ann Cole said.', "Ann Cole | callsFor | bill"),
    ("The governor pressed lawmakers to act.", "governor | callsFor | act"),
    ("The union is demanding that the district hire more nurses.", "union | callsFor | hire more nurses"),
    ("The mayor urged residents to stay home on Monday.", "mayor | callsFor | stay"),
    ("Commissioners asked the sheriff to release the video.", "Commissioners | callsFor | release"),
    ("Parliament impeached President Erik Holm on Friday.", "Parliament | charges | Erik Holm"),
    ("Federal prosecutors have charged Carl Webb and his wife, Dana Webb, with fraud.",
     "Federal prosecutors | charges | Carl Webb"),
    ("Attorney General Ann Cole charged John Reed with six counts of theft.", "Ann Cole | charges | John Reed"),
    ("The group organized a protest against the plan.", "group | conducts | protest"),
    ("Police conducted a search of the home.", "Police | conducts | search"),
    ("The committee's chairwoman, Sen. Ruth Hale, scheduled the hearing for May 4.",
     "Ruth Hale | conducts | hearing | planned"),
    ("An investigation by the state found that the jail was unsafe.", "state | conducts | investigation"),
    ("Firefighters rescued three people from the building.", "Firefighters | conducts | rescued"),
    ("The court acquitted Omar Said of murder.", "court | convicts | Omar Said | negative"),
    ("A court in Cairo sentenced Omar Said to death.", "court | convicts | Omar Said"),
    ("John Reed was sentenced to five years in prison by Judge Anne Reyes.", "Anne Reyes | convicts | John Reed"),
    ("The program is a partnership between Hennepin County and the city of Minneapolis.",
     "Hennepin County | cooperatesWith | Minneapolis"),
    ("Working with the FBI, the sheriff's office arrested two men.", "sheriff's office | cooperatesWith | FBI"),
    ('"The tax will cost families thousands of dollars," Sen. Ruth Hale said.', "Ruth Hale | criticizes | tax"),
    ("Lisa Grant, who works for the city, said the rule is unfair.", "Lisa Grant | criticizes | rule"),
    ('"This rule would hurt families," Ann Cole said.', "Ann Cole | criticizes | rule"),
    ('"The Trump administration is illegally withholding funds from our schools," Ann Cole said.',
     "Ann Cole | criticizes | Trump administration"),
    ("Residents expressed concern about the plan at Tuesday's meeting.", "Residents | criticizes | plan"),
    ("Kenya will send 1,000 police officers to Haiti.", "Kenya | deploysTo | Haiti | planned"),
    ("The state has 300 troopers in Laredo.", "state | deploysTo | Laredo"),
    ("The navy dispatched two ships to the gulf.", "navy | deploysTo | gulf"),
    ("About 500 National Guard soldiers are deployed in Memphis.", "National Guard | deploysTo | Memphis"),
    ("Gov. Pete Lang sent 200 National Guard soldiers to the border.", "National Guard | deploysTo | border"),
    ("The task force, headed by Karen Holt, will meet in May.", "Karen Holt | directs | task force"),
    ("The department is led by Karen Holt.", "Karen Holt | directs | department"),
    ("Karen Holt, who led the Texas Education Agency until 2019, supports the bill.",
     "Karen Holt | directs | Texas Education Agency"),
    ("The school board fired Superintendent Karen Holt on Tuesday.", "school board | dismisses | Karen Holt"),
    ("Gov. Ann Cole signed an executive order that bans state agencies from using the app.",
     "Ann Cole | enacts | executive order"),
    ("The House passed the bill on a 98-34 vote, sending it to the governor.", "House | enacts | bill"),
    ("The bill, which passed the House in March, awaits a vote in the Senate.", "House | enacts | bill"),
    ("The bill, which is opposed by landlords, passed the Senate on Monday.", "Senate | enacts | bill"),
    ("The Hennepin County Board voted 5-2 on Tuesday to approve a contract with Acme Corp.",
     "Hennepin County Board | enacts | contract"),
    ("The mayor lifted the curfew on Friday.", "mayor | ends | curfew"),
    ("Ohio Attorney General Ann Cole announced today that Acme Corp. has agreed to pay $3 million to settle a lawsuit "
     "over its handling of waste.",
     "Acme Corp. | ends | lawsuit | planned | by Ann Cole"),
    ("The council could repeal the ordinance.", "council | ends | ordinance | possible"),
    ("The Justice Department awarded the county $1.5 million.", "Justice Department | funds | county"),
    ("If the bill passes, the state would fund the program.", "state | funds | program | conditional"),
    ("Acme Corp. paid a $300,000 fine to the state.", "Acme Corp. | funds | state"),
    ("The council approved $3 million for a new shelter.", "council | funds | new shelter"),
    ("The program is run by the county and funded by the state.", "state | funds | program"),
    ("Karen Holt took over as director of the agency in May.", "Karen Holt | holdsPosition | director of agency"),
    ('Said Anna Lee, director of the shelter: "We need help."', "Anna Lee | holdsPosition | director of shelter"),
    ("Tom Weller is stepping down as superintendent of the Dayton school district.",
     "Tom Weller | holdsPosition | superintendent of Dayton school district"),
    ("The Fargo City Commission named Lisa Grant its new finance director.", "Lisa Grant | holdsPosition | finance director"),
    ("Omar Said, a lawyer with the ACLU, represented the family.", "Omar Said | holdsPosition | lawyer of ACLU"),
    ("Anna Berg, a nurse and mother of two, was shot by her ex-husband, Carl Webb.", "Carl Webb | injures | Anna Berg"),
    ("Police shot a man in Denver on Friday.", "Police | injures | man"),
    ("Officers shot Carl Webb after he pointed a gun at them.", "Officers | injures | Carl Webb"),
    ("The FBI and the sheriff's office are investigating the fire.", "sheriff's office | investigates | fire"),
    ("The Minnesota Bureau of Criminal Apprehension is investigating the shooting.",
     "Minnesota Bureau of Criminal Apprehension | investigates | shooting"),
    ("The Senate is investigating Acme Corp. over the spill.", "Senate | investigates | Acme Corp."),
    ("A suicide bomber killed at least 14 people at a mosque in Peshawar, Pakistan.",
     "suicide bomber | kills | at least 14 people"),
    ("Gunmen attacked a police station in Lahore on Sunday, killing six officers.", "Gunmen | kills | six officers"),
    ("Carl Webb was killed by police during a traffic stop.", "police | kills | Carl Webb"),
    ("The plant, located in Gary, Indiana, will close in June.", "Gary | locatedIn | Indiana"),
    ("The fire broke out at a nightclub in Skopje.", "nightclub | locatedIn | Skopje"),
    ("The company, which employs 2,000 people, is based in Reno.", "company | locatedIn | Reno"),
    ("A fire at a warehouse in Camden injured two people.", "warehouse | locatedIn | Camden"),
    ("The village of Karo, in northern Mali, was attacked.", "Karo | locatedIn | Mali"),
    ("The prime minister traveled to Berlin to meet Chancellor Erik Holm.", "prime minister | meetsWith | Erik Holm | planned"),
    ("Foreign Minister Ana Ruiz of Chile met with Secretary of State Paul Webb in Lima.", "Ana Ruiz | meetsWith | Paul Webb"),
    ("Trump and Gov. Pete Lang spoke by phone on Monday.", "Trump | meetsWith | Pete Lang"),
    ("Mayor Ann Cole met Tuesday with union leaders.", "Ann Cole | meetsWith | union leaders"),
    ("According to Lt. Amy Lowe of the Tulsa Police Department, two men fled.",
     "Amy Lowe | memberOf | Tulsa Police Department"),
    ("Rep. Tom Ridge, a Republican from Ohio, voted against the bill.", "Tom Ridge | memberOf | Republican"),
    ("Finland became a member of NATO in 2023.", "Finland | memberOf | NATO"),
    ("Attorney General Ann Cole today joined a coalition of 16 attorneys general in filing a lawsuit against the "
     "Education Department.",
     "Ann Cole | sues | Education Department"),
    ("Mayor Ann Cole, a Democrat, accused the governor of playing politics.", "Ann Cole | memberOf | Democrat"),
    ("The cease-fire was brokered by Egypt and Qatar.", "Qatar | negotiates | cease-fire"),
    ("Opponents of the pipeline gathered outside the Capitol on Tuesday.", "Opponents | opposes | pipeline"),
    ("Business groups have come out against the tax.", "Business groups | opposes | tax"),
    ("Mayor Ann Cole said she would veto the ordinance if the council passes it.",
     "Ann Cole | opposes | ordinance | conditional"),
    ("Attorney General Ann Cole led a coalition of 12 states in opposing the rule.", "Ann Cole | opposes | rule"),
    ("The county asked a judge to dismiss the lawsuit.", "county | opposes | lawsuit"),
    ("The task force, a unit of the sheriff's office, seized the drugs.", "task force | partOf | sheriff's office"),
    ("The operation, part of a nationwide crackdown, began in June.", "operation | partOf | nationwide crackdown"),
    ("The Criminal Division of the Justice Department opened an inquiry.", "Criminal Division | partOf | Justice Department"),
    ("Anna Lee defeated Tom Ridge in the Democratic primary.", "Anna Lee | participatesIn | Democratic primary"),
    ("Anna Lee will face Tom Ridge in the November election.", "Anna Lee | participatesIn | November election | planned"),
    ("Members of the Ohio National Guard helped with the search.", "Ohio National Guard | participatesIn | search"),
    ("Anna Lee lost to Tom Ridge in the election.", "Anna Lee | participatesIn | election"),
    ("Anna Berg's son Tom Berg and his sister, Lisa Berg, attended the vigil.", "Tom Berg | participatesIn | vigil"),
    ("Israel and Hamas agreed to a cease-fire on Friday.", "Hamas | partyTo | cease-fire"),
    ("Brazil and Argentina signed a trade pact in Buenos Aires.", "Brazil | partyTo | trade pact"),
    ("Iowa and Maine are among 12 states that joined the pact.", "Iowa | partyTo | pact"),
    ("The city reached a $2 million settlement with the family of Carl Webb.", "city | partyTo | $2 million settlement"),
    ("The trade pact, signed in 2019 by Brazil and Chile, takes effect in May.", "Brazil | partyTo | trade pact"),
    ("Lisa Grant, the city manager of Fargo, announced her resignation.", "city manager of Fargo | positionAt | Fargo"),
    ('"I thank the Legislature for passing this law," Gov. Ann Cole said.', "Ann Cole | praises | Legislature"),
    ('"This agreement protects our deputies," Sheriff Tom Hale said.', "Tom Hale | praises | agreement"),
    ('"We are grateful to the FBI for its help," Sheriff Tom Hale said.', "Tom Hale | praises | FBI"),
    ("Sen. Ruth Hale, a Democrat who sits on the Judiciary Committee, introduced the measure.",
     "Ruth Hale | proposes | measure"),
    ("Rep. Tom Ridge, who sponsored the bill, said it would save lives.", "Tom Ridge | proposes | bill"),
    ("Sen. Ruth Hale, the bill's sponsor, said it was overdue.", "Ruth Hale | proposes | bill"),
    ("The bill, proposed by the Greens, would ban coal.", "Greens | proposes | bill"),
    ("The Trump administration proposed a rule that would cut aid to states.", "Trump administration | proposes | rule"),
    ("The court granted Ohio's motion for a preliminary injunction.", "court | rulesOn | preliminary injunction"),
    ("A judge ordered ICE to release Omar Ruiz.", "judge | rulesOn | ICE"),
    ("Judge Anne Reyes ruled in favor of the tribe.", "Anne Reyes | rulesOn | tribe"),
    ("The state Supreme Court upheld the law in a 5-2 ruling.", "Supreme Court | rulesOn | law"),
    ("Judge Anne Reyes sided with the county.", "Anne Reyes | rulesOn | county"),
    ("Attorney General Ann Cole filed a lawsuit today against Acme Corp. and its owner, Carl Webb, for defrauding customers.",
     "Ann Cole | sues | Carl Webb"),
    ("Carl Webb, who was sued by the state last year, denied wrongdoing.", "state | sues | Carl Webb"),
    ("Three former employees are suing the company for back pay.", "Three former employees | sues | company"),
    ("Attorney General Ann Cole joined 14 other attorneys general in suing the Trump administration.",
     "Ann Cole | sues | Trump administration"),
    ("Police Chief Dan Brock defended the officers, saying they followed the law.", "Dan Brock | supports | officers"),
    ("Gov. Pete Lang threw his support behind the bill.", "Pete Lang | supports | bill"),
    ('"We stand with the nurses," Mayor Tom Hale said.', "Tom Hale | supports | nurses"),
    ('"We cannot support this contract," Tom Hale said.', "Tom Hale | supports | contract | negative"),
    ("Supporters of the law say it will save lives.", "Supporters | supports | law"),
    ("A wildfire burning near Redding has destroyed 40 homes.", "wildfire | takesPlaceIn | Redding"),
    ("The trial is taking place in Boise.", "trial | takesPlaceIn | Boise"),
    ("Clashes broke out in Khartoum between the army and protesters.", "Clashes | takesPlaceIn | Khartoum"),
    ("A passenger plane crashed near Kathmandu, killing all 49 people on board.", "crashed | takesPlaceIn | Kathmandu"),
    ("The Islamic State claimed responsibility for the bombing in Kabul.", "bombing | takesPlaceIn | Kabul"),
    ("Carl Webb, 41, has been charged with murder in the death of Anna Berg.", "Anna Berg | victimOf | death"),
    ("A train derailed in Bihar, injuring 40 passengers.", "40 passengers | victimOf | derailed"),
    ("At least 12 people were killed and 30 injured when a bus plunged into a ravine in northern Peru on Tuesday.",
     "At least 12 people | victimOf | killed"),
    ("Carl Webb, 34, of Tulsa, was booked into the Tulsa County Jail on a murder charge.", "Carl Webb | victimOf | booked"),
    ("Omar Ruiz was deported to Honduras in May.", "Omar Ruiz | victimOf | deported"),
    ("The agency withdrew 50 of its 200 agents from Chicago.", "agency | withdrawsFrom | Chicago"),
    ("Germany withdrew its soldiers from Mali in December.", "Germany | withdrawsFrom | Mali"),
]

NOT_SAID = [
    ("The mayor wants to build a stadium.", "mayor | callsFor"),
    ("The state fined Acme Corp. $300,000 for the spill.", "Acme Corp. | funds"),
    ("Anna Lee is running for mayor of Boise.", "Anna Lee | holdsPosition"),
    ("No one was injured in the fire.", "No one"),
    ("The board thanked residents for coming.", "board | conducts"),
    ("The mayor asked reporters to wait outside.", "reporters | conducts"),
    ("The sheriff said his office has no comment.", "sheriff | criticizes"),
    ("The company plans to open a store in Reno.", "company | opposes"),
    ("The governor will not attend the ceremony.", "governor | conducts"),
    ("Officers closed the road after the crash.", "Officers | victimOf"),
    ("Doctors trained in Cuba work at the clinic.", "Doctors | criticizes"),
    ("The law firm of Smith & Lee moved to Boise.", "law firm | enacts"),
    ("Anna Lee called her mother after the verdict.", "Anna Lee | criticizes"),
    ("The clerk read the charges aloud.", "clerk | charges"),
    ("The judge asked the lawyer to sit down.", "lawyer | arrests"),
    ("The union has offices in Ohio and Iowa.", "union | deploysTo"),
    ("Fire crews took hours to reach the cabin.", "Fire crews | conducts"),
    ("Police have no suspects in the shooting.", "Police | criticizes"),
    ("The chairman called the meeting to order.", "chairman | criticizes"),
]

COUNTED = [
    ("A grand jury indicted 16 of them.", "grand jury | charges | 16 | 16"),
    ("The storm killed six people and injured about 40.", "about 40 | victimOf | storm | 40"),
    ("The state gave $84 million to Dover and $40 million to Kent.", "state | funds | Kent | 4e+07"),
    ("Landlords filed 1,130 eviction cases.", "Landlords | participatesIn | 1,130 eviction cases | 1130"),
    ("The union represents about 2,600 teachers and 1,100 nurses.", "1,100 nurses | memberOf | union | 1100"),
    ("The agency withdrew 50 of its 200 agents from Chicago.", "agency | withdrawsFrom | Chicago | 50"),
]


@pytest.mark.parametrize(("sentence", "statement"), SENTENCES)
def test_a_sentence_tells(nlp, sentence, statement):
    assert statement in statements(nlp, sentence)


@pytest.mark.parametrize(("sentence", "beginning"), NOT_SAID)
def test_a_sentence_does_not_tell(nlp, sentence, beginning):
    assert not [s for s in statements(nlp, sentence) if s.startswith(beginning)]


@pytest.mark.parametrize(("sentence", "counted"), COUNTED)
def test_a_number_belongs_to_its_statement(nlp, sentence, counted):
    assert counted in counts(nlp, sentence)


def test_a_dateline_does_nothing(nlp):
    text = "OMAHA, Neb. — The railroad closed a plant.\n\nDOVER (AP) - The mayor praised the union."
    found = statements(nlp, text)
    assert "mayor | praises | union" in found
    assert "railroad | conducts | closed" in found


def test_an_aside_in_a_report_is_the_article_s(nlp):
    text = "Sen. Ruth Hale said the curfew, which the mayor imposed on Friday, was lawful."
    assert "mayor | enacts | curfew" in statements(nlp, text)
