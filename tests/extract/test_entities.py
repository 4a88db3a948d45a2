"""Names as marked-up sentences: ``[Type words]`` is a name mention of that type, and there is no other."""

import re
from itertools import pairwise

import pytest
from spacy.language import Language

from kg import authorities
from tests.conftest import ReadUntil

MARK = re.compile(r"\[([A-Z][A-Za-z]+) ([^\]]+)\]")

SENTENCES = [
    # persons, their offices and the bodies these are at
    "[Position Border Czar] [Person Tom Homan] said the surge would end.",
    "[Agency White House] [Position Press Secretary] [Person Karoline Leavitt] told reporters on Tuesday.",
    "[City Minneapolis] [Position Mayor] [Person Jacob Frey] signed the order.",
    "[Position U.S. District Judge] [Person Harold Nyquist] will hold a hearing.",
    "[County Ramsey County] [Position Attorney] [Person John Choi] charged the man.",
    "[Agency Senate] [Position President] [Person Rick Dorsey] voted no.",
    "[Person Ed Crumley], [Position president] of [Organization Crumley Farms], spoke against it.",
    "[Position Rep.] [Person Ann Ordway], [PoliticalParty R]-[City Kalispell], voted no.",
    "[State New York] [Position Attorney General] [Person Ann Lee] sued.",
    "[Person Nora Grant] left.",
    "[Person Warren Hill] is in prison. [Person Hill] appealed.",
    "[Position President] [Person Luiz da Silva] flew home.",
    "The [Position envoy], [Person Ramtane Lamamra], spoke. Mr [Person Lamamra] left.",
    "Mrs. [Person Grier] was not persuaded.",
    "[Person Han Soo-jin] won the seat.",
    "The pro-Lisbon camp lost the vote.",
    "Anti-war voters won.",
    "[Country US] [Position Secretary of State] [Person Jo Kint] left.",
    "[Position U.S. Attorney] [Person Ann Lee] and [Position U.S. Magistrate Judge] [Person Bo Kim] left.",
    "[Agency California Highway Patrol] officers left.",
    "[Person Jo Lee], [Position adviser to the president], left.",
    "[County Spokane County] [Position Prosecutor] [Person Ellis Grant] left.",
    "The French magazine [NewsOrganization Axel Vendredi] closed.",
    "[Position Sheriff] [Person Ann Lee] of [City Elko], who signed it, left.",
    "[PoliticalParty Republican] [State North Carolina] [Position Rep.] [Person Ann Lee] left.",
    "[State Texas] [PoliticalParty Republican] [Person Ann Lee] and [PoliticalParty Democrat] [Person Bo Voss] left.",
    "[Position Sheriff] [Person Ann Lee] won. [PoliticalParty Democratic] sheriff candidates lost the sheriff elections.",
    "[Position Sheriff] [Person William \"Bill\" Hutton] and [Position Rep.] [Person James “Jim” Knox] left.",
    "Longtime [County Polk County] [Position Commissioner] [Person Ann Lee] left.",
    "[Agency FBI] [Position Director] [Person Ann Lee] and acting [Agency ICE] [Position Director] [Person Bo Kim] left.",
    "[Position Attorneys General] [Person Ann Lee] of [State Ohio] and [Person Bo Kim] of [State Iowa] sued.",
    "[Person Ann Lee], [Position co-founder] of the [Organization Elko Alliance], spoke.",
    "[City PROVO], [State Utah] — The [Agency Utah County Sheriff's office] agreed. Officials in [State Utah] said so.",
    "[Position Gov.] [Person Ann Lee] signed [Law AB1471] and [Law SB22].",
    "[Event Hurricane Florence] moved on. Officials said [Event Florence] was a Category 3 storm by 5 pm on Monday.",
    "The [Agency Elko PD] closed the case.",
    "The [Organization Southern Center for Human Rights] asked for a hearing.",
    "Schools will be closed on Monday.",
    "He marched for Dr. [Person King]. [Person Ann King] and [Position King] [Person Charles] left.",
    "They want to fire [Position Chief] [Person Armstrong].",
    "[City Reno] [Position City Councilmember] [Person Ann Lee] left [City Reno].",
    # datelines
    "May 3, 2021 ([City RENO]) — The office sued.",
    "[City RENO] ([NewsOrganization AP]) — The office sued.",
    "[Position Minister of Foreign Affairs] [Person Ana Ruiz] spoke.",
    "They filed it in the [Agency U.S. District Court for the Western District of Ohio].",
    # parties, where the article speaks of several
    "[Person Ann Lee] of the [PoliticalParty Labour Party], [Person Jan Moe] of the [PoliticalParty Centre Party], "
    "[Person Eva Berg] of the [PoliticalParty Liberal Party] and [Person Ida Dahl] of [PoliticalParty Framtid] won.",
    # agencies and other bodies, whole
    "The [Agency Hennepin County Sheriff's Office] declined to comment.",
    "[Agency ICE] agents arrested two men.",
    "The [Agency Criminal Division] of the [Agency Attorney General's Office] closed the case.",
    "[Organization Brandt Laboratories] paid.",
    "They settled with [Organization Tarn Valley Foods, Inc.] and [Organization Orrin Homes, LLC], of [City Reno].",
    "[State New York] [Position Attorney General] [Person Ann Lee] sued under [State New York]'s laws.",
    "The [Agency Department of Homeland Security] sent officers.",
    "[Agency U.S. Immigration and Customs Enforcement] arrested two men.",
    "The [Agency Port Ellery Police Department] will send 20 officers.",
    "The [Agency Norwegian navy] and the [Agency Kerr government] said no.",
    "[City Toledo] [Position police officer] [Person Jane Doe] sued the [Agency Denver auditor's office].",
    "The [Organization ACLU of Minnesota] brought the case.",
    "The [Agency Office of the Ohio Attorney General] sued.",
    "The [Agency Office of the Inspector General] opened a review.",
    "They appealed to the [Agency 9th U.S. Circuit Court of Appeals].",
    "The [Agency 9th Circuit] agreed on its 9th try.",
    "[Organization Puentes], a nonprofit in [City Reno], sued.",
    "A founder of [Organization Black Lives Matter Minnesota] left [Agency HSI Dallas].",
    "They met at E. [Place 35th Street].",
    # places: which kind they are is told by the authorities and by the words beside them
    "[County Marshall] and [County Polk Counties] signed an agreement.",
    "[State Georgia] and [State Alabama] sued the agency.",
    "[State Wisconsin] counties will be paid.",
    "[State Washington] state led the way: [State Washington] was the first to sue.",
    "[City Seattle] sued. [State Washington] won, and [State Washington State] paid.",
    "The case of [State Washington] and four other states went on.",
    "He lives on the island of [Place Samos].",
    "Officials in [Country Georgia] and [Country Russia] met in [City Tbilisi].",
    "The [Facility Whipple Federal Building] was closed.",
    # laws, cases, operations, parties, news
    "[LegalCase Arizona v. United States] is still the law.",
    "The [Position governor] vetoed [Law Senate Bill 218] on Friday.",
    "[Operation Operation Metro Surge] began in December.",
    "The [PoliticalParty Homeland Front] party lost the vote.",
    "She told [NewsOrganization KZRO 12] that it was over.",
    "[Law Title 42] ended.",
    "It broke [Law Article I, section 9] of the [Law Nevada Constitution].",
    "The order breaks the [Law First], [Law Fifth] and [Law Ninth Amendments].",
    "[Organization People's Front] sued.",
    "[PoliticalParty People's Alliance], a party of the left, lost the vote.",
    "Floods hit the province of [State Sarnland].",
    "[Position Mayor] [Person Jo Park] said it was wrong.",
    "Author [Person Ann Lee] and billionaire [Person Bo Voss] met in [City Moscow] Israeli officials' absence.",
    "The [PoliticalParty Republican] [Agency Senate] left the U.S.-Mexico border.",
    "They left the [Country Chile]-[Country Peru] border to [Person Trump].",
    "Votes in [State Ohio] and [State Rhode Island] pleased African-Americans.",
    "A [NewsOrganization CNN]/[Organization ORC] poll found it.",
    "The [Organization Center on Rural Policy] and the [Organization Tax Policy Center] left.",
    "[Person Ann V. Lee] read \"Art of the Deal\" and [Person Mujtaba Raman] of the [Organization Eurasia Group] did not.",
    # headlines in title case
    "Board Rejects Spending Plan After Long Night\nThe board of [Organization Acme Corp.] met in [City Dayton].",
    "Board OKs jail contract\nThe board of [Organization Acme Corp.] met in [City Dayton].",
    "Urban Sheriffs Flee ICE Program as [Person Ann Lee] Praises Push\nSheriffs left, [Person Ann Lee] said.",
    "Poll: [Person Ann Lee] Rampages To Point Lead In Crowded Field.\n\n[Person Ann Lee] leads a poll.",
    "By [Person Roswitha Ostrowski], [NewsOrganization Elko Courier] [Position Staff Writer]\nSheriffs left.",
    # what is no name
    "Federal agents arrested nine men on Wednesday.",
    "On Election Day the Municipality of [City Bogota] opened its schools.",
    "Guns fired into the North.",
    "Nigerian soldiers crossed the border.",
    "The play “Songs of the Orchard” opened last week.",
]


def names(read_until: ReadUntil, text: str) -> list[tuple[str, str]]:
    doc = read_until(text, "kg_entities")
    return [(m.type or "", m.span(doc).text) for m in doc._.kg.mentions if m.kind == "name"]


@pytest.mark.parametrize("marked", SENTENCES)
def test_names(read_until: ReadUntil, marked: str) -> None:
    expected = [(kind, words) for kind, words in MARK.findall(marked)]
    assert names(read_until, MARK.sub(r"\2", marked)) == expected


def test_a_name_keeps_its_type_through_an_article(read_until: ReadUntil) -> None:
    text = "Norland Energy sued the county. Norland said the suit was right.\n\nA spokesman for Norland declined to comment."
    kinds = {kind for kind, words in names(read_until, text) if words.startswith("Norland")}
    assert kinds == {"Organization"}


def test_every_state_is_a_state(read_until: ReadUntil) -> None:
    states = [r.name for r in authorities.load().of_type("State") if r.identifier.startswith("fips:")]
    found = {words: kind for s in states for kind, words in names(read_until, f"The senator from {s} voted for the bill.")}
    assert {s: found.get(s) for s in states} == dict.fromkeys(states, "State")


def test_a_surname_is_the_person_named_before(read_until: ReadUntil) -> None:
    found = names(read_until, "Mayor Lucia Trevino signed the order.\n\nTrevino said it was late.")
    assert ("Person", "Trevino") in found


def test_an_acronym_is_the_body_that_introduced_it(read_until: ReadUntil) -> None:
    found = names(read_until, "The Port Ellery Police Department (PEPD) sent officers. PEPD declined to comment.")
    assert [words for kind, words in found if kind == "Agency"] == ["Port Ellery Police Department", "PEPD", "PEPD"]


def test_a_dateline_in_capitals_is_a_city(read_until: ReadUntil) -> None:
    found = names(read_until, "CORDOVA SPRINGS, Texas — Agents detained nine people in Cordova Springs on Thursday.")
    assert found == [("City", "CORDOVA SPRINGS"), ("State", "Texas"), ("City", "Cordova Springs")]


def test_names_never_overlap(nlp: Language) -> None:
    text = "Minnesota Attorney General's Office lawyers met Minneapolis City Council President Ann Lee of Hennepin County."
    doc = nlp(text)
    spans = sorted((m.start, m.end) for m in doc._.kg.mentions if m.kind == "name")
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_name_of_which_all_guesses_weigh_nothing_is_read_on(nlp: Language) -> None:
    """The release of an attorney general that once stopped a build: guesses are scaled by their sum."""
    from kg.extract.mentions.document import _tally
    from kg.extract.mentions.typing import Reading

    doc = nlp.make_doc("Lee")
    reading = Reading(piece=doc[:], text="Lee", guesses={"Person": 0.0})  # type: ignore[arg-type]
    assert _tally([reading]) == {"lee": {"Person": 0.0}}
