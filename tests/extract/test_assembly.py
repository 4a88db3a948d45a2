"""Which mentions are put out: all names, and of the others those that refer."""

import pytest
from spacy.language import Language

from kg.extract.assembly import assemble


@pytest.mark.parametrize(("text", "put_out"), [
    ("The city of Lawrence sued the city of Topeka. The city won.", ["Lawrence", "Topeka", "city"]),
    ("The Port Council, a trade group, sued Ohio. The group won.", ["Port Council", "Ohio", "group"]),
    ("Ohio voters elected Ann Lee. Lee was a teacher.", ["Ohio", "Ann Lee", "Lee"]),
    ("Ann Lee, who lost, sued Ohio.", ["Ann Lee", "Ohio"]),
    ("A coalition of nine mayors sued Ohio.", ["coalition of nine mayors", "Ohio"]),
    ("Ann Lee's death shocked Ohio. When Lee died, her death was a loss.", ["Ann Lee", "death", "Ohio", "Lee", "her", "death"]),
    ("The bill is long. The bill is old. The bill is dull.", ["bill", "bill", "bill"]),
    ("The motion is long. The motion is old. The motion is dull.", []),
    ("It rained. The Rohingya fled, and officials slept.", ["Rohingya"]),
])
def test_mentions_put_out(nlp: Language, text: str, put_out: list[str]) -> None:
    spans = sorted((m.start, m.end) for e in assemble(nlp(text)).entities for m in e.mentions)
    assert [text[a:b] for a, b in spans] == put_out
