"""Each relation of the vocabulary as newsrooms write it: sentences in, statements out, by the whole pipeline."""

from __future__ import annotations

import pytest

from kg.ontology import load
from tests.extract.said import statements

# subject | relation | object, then polarity and modality where they are not positive and actual
SPECIFICATION = {
    "holdsPosition": [
        ("Daniel Reed became attorney general in 2019.", "Daniel Reed | holdsPosition | attorney general"),
        ("Anna Berg has served as mayor of Tacoma since 2020.", "Anna Berg | holdsPosition | mayor of Tacoma"),
        ("Karen Holt, director of the Ohio Department of Health, resigned on Friday.",
         "Karen Holt | holdsPosition | director of Ohio Department of Health"),
        ("Voters elected Paul Stone sheriff of Pierce County.",
         "Paul Stone | holdsPosition | sheriff of Pierce County"),
        ("The board named Susan Blake interim superintendent.",
         "Susan Blake | holdsPosition | interim superintendent"),
    ],
    "positionAt": [
        ("Denver Mayor Luis Ortega spoke.", "Mayor of Denver | positionAt | Denver"),
        ("Rosa Diaz, a spokeswoman for the Texas Education Agency, denied it.",
         "spokeswoman of Texas Education Agency | positionAt | Texas Education Agency"),
        ("Tacoma's mayor, Paul Stone, spoke.", "mayor of Tacoma | positionAt | Tacoma"),
        ("Union president Carol Zimmer said members would vote.", "president of Union | positionAt | Union"),
        ("Ohio's governor closed the schools. Governor Ann Lee spoke on Monday.", "Governor | positionAt | Ohio"),
        ("Reno mayor seeks inquiry.\n\nThe mayor of Reno spoke. Mayor Ann Lee said so.", "Mayor | positionAt | Reno"),
        ("Kim Berg, a lawyer and head of the Northstar civil liberties group, resigned.",
         "head of Northstar | positionAt | Northstar"),
    ],
    "memberOf": [
        ("Labour MP John Carter criticized the budget.", "John Carter | memberOf | Labour"),
        ("Ghana is a member of the African Union.", "Ghana | memberOf | African Union"),
        ("Anna Berg, a member of the River Alliance, said so.", "Anna Berg | memberOf | River Alliance"),
        ("Anna Weiss of the Green Party won in the northern district.", "Anna Weiss | memberOf | Green Party"),
        ("Maria Sosa, who teaches at Ohio State University, wrote the study.",
         "Maria Sosa | memberOf | Ohio State University"),
        ("The union represents 4,000 nurses.", "4,000 nurses | memberOf | union"),
        ("France and Germany, both members of NATO, sent troops.", "Germany | memberOf | NATO"),
    ],
    "partOf": [
        ("The Forest Service, part of the Department of Agriculture, closed the trail.",
         "Forest Service | partOf | Department of Agriculture"),
        ("The Office of Civil Rights is a division of the Education Department.",
         "Office of Civil Rights | partOf | Education Department"),
        ("FEMA, which is part of the Department of Homeland Security, declined to comment.",
         "FEMA | partOf | Department of Homeland Security"),
    ],
    "locatedIn": [
        ("Boise, Idaho, has grown quickly.", "Boise | locatedIn | Idaho"),
        ("The Harris County Jail in Houston was full.", "Harris County Jail | locatedIn | Houston"),
        ("The nonprofit group, headquartered in Chicago, runs shelters.", "nonprofit group | locatedIn | Chicago"),
    ],
    "takesPlaceIn": [
        ("The hearing will be held in Portland.", "hearing | takesPlaceIn | Portland | planned"),
        ("Protesters held a rally at the courthouse in Dover.", "rally | takesPlaceIn | Dover"),
        ("The flood hit Dover, where a rally for Carl Webb had been held.", "rally | takesPlaceIn | Dover"),
        ("NATO carried out airstrikes near Tripoli.", "airstrikes | takesPlaceIn | Tripoli"),
    ],
    "conducts": [
        ("The union staged a walkout at the plant.", "union | conducts | walkout"),
        ("Operation Iron Gate, led by the FBI, began in May.", "FBI | conducts | Operation Iron Gate"),
        ("The Border Patrol, which is leading the operation, declined to comment.",
         "Border Patrol | conducts | operation"),
        ("The army shelled the town of Idlib.", "army | conducts | shelled"),
    ],
    "participatesIn": [
        ("The Coast Guard has been taking part in Operation Iron Gate.",
         "Coast Guard | participatesIn | Operation Iron Gate"),
        ("Agents from the FBI, the DEA and the ATF took part in the operation.", "ATF | participatesIn | operation"),
        ("Hundreds of residents joined the protest.", "Hundreds of residents | participatesIn | protest"),
        ("The governor will attend the summit in Paris.", "governor | participatesIn | summit | planned"),
    ],
    "deploysTo": [
        ("Texas will send 100 troopers to Laredo.", "Texas | deploysTo | Laredo | planned"),
        ("The Pentagon sent 300 soldiers to El Paso.", "Pentagon | deploysTo | El Paso"),
        ("More than 1,000 federal agents remain in Chicago.", "More than 1,000 federal agents | deploysTo | Chicago"),
        ("It asked the agency to send more teams to Clark, Mason and Pierce counties.",
         "agency | deploysTo | Clark | demanded"),
    ],
    "withdrawsFrom": [
        ("The U.S. will pull its troops out of Syria by March.", "U.S. | withdrawsFrom | Syria | planned"),
        ("The troops left Chicago in May.", "troops | withdrawsFrom | Chicago"),
        ("The county backed out of the agreement.", "county | withdrawsFrom | agreement"),
    ],
    "partyTo": [
        ("Kent County signed an agreement with ICE.", "ICE | partyTo | agreement"),
        ("The agreement between Dallas and the police union expires in May.", "Dallas | partyTo | agreement"),
        ("Joining Ohio in the settlement are Texas, Maine and Iowa.", "Maine | partyTo | settlement"),
        ("The county is a party to the agreement.", "county | partyTo | agreement"),
    ],
    "negotiates": [
        ("Israel and Egypt have been negotiating a cease-fire agreement.",
         "Egypt | negotiates | cease-fire agreement"),
        ("The union and the company have been in talks on a new contract.", "company | negotiates | new contract"),
        ("The mayor and the governor are working on an agreement.", "mayor | negotiates | agreement"),
    ],
    "appliesTo": [
        ("The ordinance bans landlords from evicting tenants.", "ordinance | appliesTo | landlords"),
        ("Under the agreement, the county will hold immigrants for ICE.", "agreement | appliesTo | county"),
        ("The order requires Acme Corp. to stop dumping waste.", "order | appliesTo | Acme Corp."),
        ("The law does not apply to churches.", "law | appliesTo | churches | negative"),
    ],
    "cooperatesWith": [
        ("Police worked with the FBI to find the suspect.", "Police | cooperatesWith | FBI"),
        ("Acme Corp. will help investigators.", "Acme Corp. | cooperatesWith | investigators | planned"),
        ("The sheriff refused to cooperate with ICE.", "sheriff | cooperatesWith | ICE | negative"),
    ],
    "meetsWith": [
        ("President Joe Ford held talks with Chancellor Erik Holm in Berlin.", "Joe Ford | meetsWith | Erik Holm"),
        ("Paul Stone and Susan Blake met in Rome.", "Paul Stone | meetsWith | Susan Blake"),
        ("Paul Stone and state Auditor Susan Blake met with county leaders.", "Susan Blake | meetsWith | county leaders"),
        ("The U.S. and Iran held talks in Oman.", "U.S. | meetsWith | Iran"),
    ],
    "directs": [
        ("Gen. Tom Hale commands the task force.", "Tom Hale | directs | task force"),
        ("Chief Dan Brock ordered officers to leave.", "Dan Brock | directs | officers"),
        ("Karen Holt was put in charge of the operation.", "Karen Holt | directs | operation"),
    ],
    "appoints": [
        ("President Laura Kent appointed Miguel Torres as labor secretary.", "Laura Kent | appoints | Miguel Torres"),
        ("The board hired Susan Blake as superintendent.", "board | appoints | Susan Blake"),
        ("President Laura Kent nominated Miguel Torres to lead the agency.", "Laura Kent | appoints | Miguel Torres"),
    ],
    "dismisses": [
        ("President Laura Kent ousted her labor secretary, Miguel Torres.", "Laura Kent | dismisses | Miguel Torres"),
        ("The mayor has fired Susan Blake.", "mayor | dismisses | Susan Blake"),
        ("Susan Blake was sacked by the board.", "board | dismisses | Susan Blake"),
    ],
    "arrests": [
        ("Carl Webb was detained by ICE in June.", "ICE | arrests | Carl Webb"),
        ("The suspect was chased and arrested by police.", "police | arrests | suspect"),
        ("Border agents apprehended 300 migrants near Yuma.", "Border agents | arrests | 300 migrants"),
    ],
    "charges": [
        ("Carl Webb was charged with theft by the Dallas County district attorney.",
         "district attorney of Dallas County | charges | Carl Webb"),
        ("A grand jury indicted Carl Webb on fraud charges.", "grand jury | charges | Carl Webb"),
        ("The Justice Department filed charges against Acme Corp. over the spill.",
         "Justice Department | charges | Acme Corp."),
    ],
    "convicts": [
        ("A jury found Carl Webb guilty of murder.", "jury | convicts | Carl Webb"),
        ("Judge Anne Reyes sentenced Carl Webb to ten years in prison.", "Anne Reyes | convicts | Carl Webb"),
        ("Carl Webb was convicted by a jury.", "jury | convicts | Carl Webb"),
    ],
    "sues": [
        ("The ACLU of Ohio filed a lawsuit against the Ohio State Police.",
         "ACLU of Ohio | sues | Ohio State Police"),
        ("Ohio took Acme Corp. to court.", "Ohio | sues | Acme Corp."),
        ("Acme Corp. faces a lawsuit from the state of Ohio.", "Ohio | sues | Acme Corp."),
        ("The ACLU of Ohio filed the lawsuit in June. The suit against the Ohio State Police says officers lied.",
         "ACLU of Ohio | sues | Ohio State Police"),
    ],
    "rulesOn": [
        ("Judge Anne Reyes blocked the ordinance.", "Anne Reyes | rulesOn | ordinance"),
        ("A judge put the law on hold.", "judge | rulesOn | law"),
        ("A federal judge ordered Acme Corp. to remove the pipe.", "federal judge | rulesOn | Acme Corp."),
        ("The Supreme Court declined to hear the case.", "Supreme Court | rulesOn | case | negative"),
    ],
    "investigates": [
        ("The shooting is under investigation by the Ohio State Highway Patrol.",
         "Ohio State Highway Patrol | investigates | shooting"),
        ("The Justice Department opened an investigation into the Houston Police Department.",
         "Justice Department | investigates | Houston Police Department"),
        ("Police are looking into the fire.", "Police | investigates | fire"),
    ],
    "kills": [
        ("Officer Tom Hale shot and killed Carl Webb.", "Tom Hale | kills | Carl Webb"),
        ("Carl Webb was shot dead by police.", "police | kills | Carl Webb"),
        ("The soldiers killed 12 villagers.", "soldiers | kills | 12 villagers"),
    ],
    "injures": [
        ("A man stabbed two officers on Friday.", "man | injures | two officers"),
        ("Police beat protesters with batons.", "Police | injures | protesters"),
        ("Carl Webb was shot and wounded by a deputy in Tulsa.", "deputy | injures | Carl Webb"),
    ],
    "victimOf": [
        ("The death of Anna Berg drew protests.", "Anna Berg | victimOf | death"),
        ("Two workers were injured in the explosion.", "Two workers | victimOf | explosion"),
        ("Among those arrested was Carl Webb, a student.", "Carl Webb | victimOf | arrested"),
        ("Eleven people were killed in the attack on the post.", "Eleven people | victimOf | attack"),
    ],
    "praises": [
        ("Union leaders hailed the ruling.", "Union leaders | praises | ruling"),
        ("The governor called the plan a success.", "governor | praises | plan"),
        ('"This is a historic deal," Mayor Ann Cole said.', "Ann Cole | praises | historic deal"),
    ],
    "criticizes": [
        ("Sen. Ruth Hale criticized the operation.", "Ruth Hale | criticizes | operation"),
        ("The senator called the law reckless.", "senator | criticizes | law"),
        ('"This law is a disgrace," Ruth Hale said.', "Ruth Hale | criticizes | law"),
        ('"The governor should never have sent the Guard," Rep. Ann Lee said.', "Ann Lee | criticizes | governor"),
        ("Ruth Hale said she was disappointed with the ruling.", "Ruth Hale | criticizes | ruling"),
    ],
    "supports": [
        ("Sen. Ruth Hale voted for the measure.", "Ruth Hale | supports | measure"),
        ("Anna Berg is in favor of the ordinance.", "Anna Berg | supports | ordinance"),
        ("The union endorsed Anna Berg for governor.", "union | supports | Anna Berg"),
        ("Sen. Ruth Hale said Congress should pass the bill.", "Ruth Hale | supports | bill"),
    ],
    "opposes": [
        ("The union is opposed to the merger.", "union | opposes | merger"),
        ("Anna Berg voted no on the ordinance.", "Anna Berg | opposes | ordinance"),
        ("Gov. Ann Cole vetoed the bill.", "Ann Cole | opposes | bill"),
        ("The union wants the merger stopped.", "union | opposes | merger"),
        ("Sen. Ruth Hale urged lawmakers to reject the bill.", "Ruth Hale | opposes | bill"),
    ],
    "callsFor": [
        ("The mayor asked the council for an ordinance.", "mayor | callsFor | ordinance"),
        ("The council urged Congress to pass the bill.", "council | callsFor | bill"),
        ("The union demanded a new contract.", "union | callsFor | new contract"),
        ("The mayor called on Susan Blake to resign.", "mayor | callsFor | resign"),
    ],
    "announces": [
        ("The governor announced a special session.", "governor | announces | special session"),
        ("Mayor Laura Kent announced Paul Stone's firing.", "Laura Kent | announces | Paul Stone's firing"),
        ("The mayor unveiled a new policy on Tuesday.", "mayor | announces | new policy"),
        ("The Pentagon announced an operation in Houston.", "Pentagon | announces | operation"),
    ],
    "enacts": [
        ("The bill was approved by the House.", "House | enacts | bill"),
        ("President Laura Kent signed an executive order on Monday.", "Laura Kent | enacts | executive order"),
        ("Parliament ratified the treaty.", "Parliament | enacts | treaty"),
        ("Sen. Ruth Hale said Congress should pass the bill.", "Congress | enacts | bill | demanded | by Ruth Hale"),
    ],
    "proposes": [
        ("A bill sponsored by Sen. Ruth Hale would ban flavored cigarettes.", "Ruth Hale | proposes | bill"),
        ("The White House proposed a rule on Friday.", "White House | proposes | rule"),
        ("The governor signed Assembly Bill 1108 by Assemblywoman Fiona Marsh.", "Fiona Marsh | proposes | Assembly Bill 1108"),
        ("Sen. Ruth Hale introduced a bill to ban flavored cigarettes.", "Ruth Hale | proposes | bill"),
    ],
    "ends": [
        ("The union called off the strike.", "union | ends | strike"),
        ("The council repealed the ordinance.", "council | ends | ordinance"),
        ("The county ended its agreement with ICE.", "county | ends | agreement"),
    ],
    "funds": [
        ("The foundation gave $2 million to the school district.", "foundation | funds | school district"),
        ("The city paid Acme Corp. $3 million.", "city | funds | Acme Corp."),
        ("The federal government funds the program.", "federal government | funds | program"),
        ("The county asked commissioners for $600,000.", "commissioners | funds | county | demanded | by county"),
        ("The state is withholding money from the city.", "state | funds | city | negative"),
    ],
    "relativeOf": [
        ("Anna Berg's husband, Paul Berg, is a lawyer.", "Anna Berg | relativeOf | Paul Berg"),
        ("Anna Berg is married to Paul Berg.", "Anna Berg | relativeOf | Paul Berg"),
        ("Anna Berg and her brother, Carl Berg, own the firm.", "Anna Berg | relativeOf | Carl Berg"),
        ("Joan Pruitt, whose husband, Walter Pruitt, was shot dead by an agent, testified.",
         "Joan Pruitt | relativeOf | Walter Pruitt"),
    ],
}

NOT_SAID = [
    ("Eleven people were killed in the attack on the post.", "Eleven people | victimOf | killed"),
    ("Sen. Ruth Hale urged lawmakers to reject the bill.", "Ruth Hale | callsFor | bill"),
    ("Walter Pruitt was shot dead by an agent.", "agent | injures | Walter Pruitt"),
    ("Agents from the FBI searched the house.", "Agents | memberOf | FBI"),
    ("The governor blocked the bill.", "governor | rulesOn | bill"),
    ("Judge Anne Reyes blocked the ordinance.", "Anne Reyes | opposes | ordinance"),
    ("Republican Senator Tom Ridge voted yes.", "Senator of Republican | positionAt | Republican"),
    ("FBI agents arrived in Ohio. The FBI arrived in Ohio.", "agents | deploysTo | Ohio"),
    ("The company is a party to the deal.", "company | memberOf | party"),
    ("The governor signed Assembly Bill 1108 by Assemblywoman Fiona Marsh.", "Fiona Marsh | enacts | Assembly Bill 1108"),
    ("Loren Taylor lambasted the decision by Mayor Susan Blake to fire Paul Stone.", "Loren Taylor | dismisses | Paul Stone"),
    ("Anna Berg, a member of the River Alliance, said so.", "Anna Berg | holdsPosition | member of River Alliance"),
    ("Mayor Paul Stone, Sheriff Susan Blake and others left.", "Paul Stone | holdsPosition | Sheriff"),
    ("Paul Stone has won 300 delegates.", "Paul Stone | holdsPosition | delegates"),
    ("Paul Stone has been surging in Ohio.", "Paul Stone | deploysTo | Ohio"),
    ("Mayor and former sheriff Ann Lee criticized the board.", "Mayor | criticizes | board"),
    ("Kim Berg, a lawyer and head of the Northstar group, resigned.", "lawyer of Northstar | positionAt | Northstar"),
]


@pytest.mark.parametrize(("sentence", "statement"), [case for cases in SPECIFICATION.values() for case in cases])
def test_a_sentence_gives_its_statement(nlp, sentence, statement):
    assert statement in statements(nlp, sentence)


@pytest.mark.parametrize(("sentence", "statement"), NOT_SAID)
def test_a_sentence_does_not_give_more(nlp, sentence, statement):
    assert statement not in statements(nlp, sentence)


def test_every_relation_is_specified():
    assert set(SPECIFICATION) == set(load().relations)
    assert all(len(cases) >= 3 for cases in SPECIFICATION.values())


KNOWN_FAILURES = [
    ("Sen. Ruth Hale, R-Ohio, opposed the bill.", "Ruth Hale | memberOf | Republican",
     "a party's letter is not read as its name"),
    ("Carl Webb was among the dead.", "Carl Webb | victimOf | dead", "no word tells of the event"),
    ("The governor replaced Paul Stone with Susan Blake.", "governor | dismisses | Paul Stone",
     "to replace a person is two statements, and mostly of other things"),
]


@pytest.mark.parametrize(("sentence", "statement"), [
    pytest.param(sentence, statement, marks=pytest.mark.xfail(strict=True, reason=reason))
    for sentence, statement, reason in KNOWN_FAILURES
])
def test_a_statement_not_yet_read(nlp, sentence, statement):
    assert statement in statements(nlp, sentence)
