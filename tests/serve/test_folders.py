"""Folders of processes: one that is held stays, one whose process was killed goes."""

import subprocess
import sys
from pathlib import Path

from kg.query.folders import OwnFolder
from tests.serve.serving import descendants, eventually, running, stored

PREFIX = ".own-"
HOLDING = """
import sys, time
from pathlib import Path
from kg.query.folders import OwnFolder
own = OwnFolder(Path(sys.argv[1]), sys.argv[2])
(own.path / "copy").write_text("x")
print(own.path, flush=True)
time.sleep(60)
"""


def left(folder):
    return sorted(folder.glob(f"{PREFIX}*"))


def test_what_a_killed_process_has_left_goes_when_the_next_makes_its_own(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path), PREFIX], stdout=subprocess.PIPE, text=True)
    with process:
        theirs = process.stdout.readline().strip()
        ours = OwnFolder(tmp_path, PREFIX)
        assert {str(folder) for folder in left(tmp_path)} == {theirs, str(ours.path)}
        process.kill()
    again = OwnFolder(tmp_path, PREFIX)
    assert left(tmp_path) == sorted((ours.path, again.path))
    ours.remove()
    again.remove()
    assert left(tmp_path) == []


def test_nothing_else_goes(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(outside)
    (tmp_path / f"{PREFIX}file").touch()
    OwnFolder(tmp_path, PREFIX).remove()
    assert (outside / "kept").exists()
    assert [folder.name for folder in left(tmp_path)] == [f"{PREFIX}file", f"{PREFIX}link"]


def test_many_that_begin_at_once_leave_each_other_theirs(tmp_path):
    command = [sys.executable, "-c", HOLDING, str(tmp_path), PREFIX]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    try:
        told = sorted(process.stdout.readline().strip() for process in processes)
        assert told == [str(folder) for folder in left(tmp_path)]
        assert all([file.name for file in Path(folder).iterdir()] == ["copy"] for folder in told)
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def test_a_server_cleans_what_a_killed_one_has_left_and_not_what_a_living_one_has(tmp_path):
    store = stored(tmp_path / "news.kg")
    with running(store) as killed:
        old = killed.copies
        with running(store) as living:
            killed.process.kill()
            killed.process.wait()
            assert old.exists()
            with running(store) as third:
                assert not old.exists()
                assert len(list(tmp_path.glob(".kg-serve-*"))) == 2
                assert living.ask("ASK { ?s a kg:Article }")
                assert third.ask("ASK { ?s a kg:Article }")
    assert list(tmp_path.glob(".kg-serve-*")) == []


def test_the_processes_of_a_killed_server_end_whatever_they_do(own):
    processes = descendants(own.process.pid)
    own.process.kill()
    own.process.wait()
    assert eventually(lambda: not any(Path(f"/proc/{process}").exists() for process in processes), 2)
