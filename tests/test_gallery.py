"""The gallery shows what its script draws, and is no load to carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.gallery import DOCS, PICTURES

PAGE = DOCS / "gallery.md"


@pytest.mark.parametrize("shown", PICTURES, ids=lambda shown: shown.title)
def test_every_picture_is_on_the_page_with_its_command(shown):
    page = PAGE.read_text("utf-8")
    assert f"## {shown.title}\n\n{shown.reading}\n" in page
    assert shown.command in page
    if not shown.made.endswith(".mmd"):
        picture = DOCS / "gallery" / f"{Path(shown.made).stem}.png"
        assert f"](gallery/{picture.name})" in page
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_pictures_are_those_of_the_page_and_small():
    pictures = list((DOCS / "gallery").iterdir())
    assert len(pictures) == sum(not shown.made.endswith(".mmd") for shown in PICTURES)
    assert sum(picture.stat().st_size for picture in pictures) < 2_000_000
