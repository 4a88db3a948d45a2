"""An answer is kept in memory while it is small, then in a file, and there is an end to it."""

import pytest

from kg.query.spool import SMALL, Spool, SpoolFullError


def test_what_is_small_makes_no_file(tmp_path):
    spool = Spool(str(tmp_path / "answer"), 0)
    spool.write(b"x" * SMALL)
    assert spool.body() == b"x" * SMALL
    assert not list(tmp_path.iterdir())


def test_what_is_large_is_in_the_file_whole_and_in_order(tmp_path):
    spool = Spool(str(tmp_path / "answer"), 0)
    pieces = [bytes([n % 256]) * 10_000 for n in range(60)]
    for piece in pieces:
        assert spool.write(piece) == len(piece)
    assert spool.body() is None
    assert (tmp_path / "answer").read_bytes() == b"".join(pieces)


def test_without_a_file_everything_is_in_memory():
    spool = Spool("", 0)
    spool.write(b"x" * (SMALL + 1))
    assert spool.body() == b"x" * (SMALL + 1)


def test_more_than_there_may_be_is_refused_before_it_is_written(tmp_path):
    spool = Spool(str(tmp_path / "answer"), SMALL + 10)
    spool.write(b"x" * SMALL)
    with pytest.raises(SpoolFullError, match="an answer of more than 262,154 bytes"):
        spool.write(b"x" * 11)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "answer").write_text("of somebody else")
    with pytest.raises(FileExistsError):
        Spool(str(tmp_path / "answer"), 0).write(b"x" * (SMALL + 1))
