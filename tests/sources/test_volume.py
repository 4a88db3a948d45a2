"""How much of the inputs lies behind the reader, from which the time left is told."""

from __future__ import annotations

import gzip
import json

import pytest

from kg.sources import Volume, read

RECORDS = "".join(json.dumps({"id": str(n), "text": f"Gov. Tim Walz said so {n} times. " * 50}) + "\n" for n in range(200))


def shares(inputs):
    volume = Volume(inputs)
    return [volume.share for _ in read(inputs, on_open=volume)]


@pytest.mark.parametrize("name", ["wire.jsonl", "wire.jsonl.gz"])
def test_the_share_grows_with_the_articles_of_one_file(tmp_path, name):
    data = RECORDS.encode()
    (tmp_path / name).write_bytes(gzip.compress(data, 0) if name.endswith("gz") else data)
    found = shares([tmp_path / name])
    assert found == sorted(found)
    assert found[100] == pytest.approx(0.5, abs=0.1)
    assert 0.9 < found[-1] <= 1


def test_the_share_counts_bytes_of_files_that_are_read_and_of_no_others(tmp_path):
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"Gov. Tim Walz said so {number} times.")
    (tmp_path / "picture.png").write_bytes(b"x" * 1000)
    assert shares([tmp_path]) == pytest.approx([n / 10 for n in range(10)])


@pytest.mark.parametrize("other", ["-", "https://news.example/feed.xml"])
def test_nobody_knows_the_share_where_something_is_no_file(tmp_path, other):
    (tmp_path / "a.txt").write_text("Gov. Tim Walz said so.")
    assert Volume([tmp_path, other]).share is None


def test_a_file_that_is_not_there_has_no_bytes(tmp_path):
    (tmp_path / "a.txt").write_text("Gov. Tim Walz said so.")
    assert Volume([tmp_path, tmp_path / "absent.txt"]).share == 0
