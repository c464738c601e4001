import os

import numpy as np
import pytest

from projection.route.cache import KEPT, cache_folder, cached


class Counter:
    """A computation that counts how often it is made."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self) -> dict[str, np.ndarray]:
        """Count and give the same arrays every time."""
        self.runs += 1
        return {"numbers": np.arange(3.0), "names": np.array(["a", "bb"])}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PROJECTION_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_a_result_is_computed_once_and_comes_back_the_same():
    work = Counter()
    first, second = (cached("test", ["key"], work) for _ in range(2))
    assert work.runs == 1
    assert {name: value.tolist() for name, value in first.items()} == {
        name: value.tolist() for name, value in second.items()
    }


def test_another_key_or_kind_is_another_result():
    work = Counter()
    for kind, key in (("test", ["ab", "c"]), ("test", ["a", "bc"]), ("other", ["ab", "c"])):
        cached(kind, key, work)
    assert work.runs == 3


@pytest.mark.parametrize("rubbish", [b"", b"not a zip file", b"PK\x03\x04 half a zip file"])
def test_a_spoilt_file_is_computed_again(folder, rubbish):
    work = Counter()
    cached("test", ["key"], work)
    (file,) = folder.glob("test-*.npz")
    file.write_bytes(rubbish)
    assert cached("test", ["key"], work)["numbers"].tolist() == [0, 1, 2]
    assert work.runs == 2


def test_a_file_cut_short_is_computed_again(folder):
    work = Counter()
    cached("test", ["key"], work)
    (file,) = folder.glob("test-*.npz")
    file.write_bytes(file.read_bytes()[:-40])
    cached("test", ["key"], work)
    assert work.runs == 2


def test_a_file_under_another_results_name_is_not_believed(folder):
    work = Counter()
    cached("test", ["key"], work)
    (one,) = folder.glob("test-*.npz")
    cached("test", ["other"], work)
    (two,) = set(folder.glob("test-*.npz")) - {one}
    two.replace(one)
    cached("test", ["key"], work)
    assert work.runs == 3


def test_a_file_with_pickled_objects_is_not_loaded(folder):
    work = Counter()
    cached("test", ["key"], work)
    (file,) = folder.glob("test-*.npz")
    with np.load(file) as stored:
        digest = stored["digest"]
    np.savez(file, digest=digest, numbers=np.array([object()]))
    assert cached("test", ["key"], work)["numbers"].tolist() == [0, 1, 2]


def test_a_folder_that_cannot_be_made_breaks_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PROJECTION_CACHE", str(tmp_path / "file" / "kept"))
    work = Counter()
    assert cached("test", ["key"], work)["names"].tolist() == ["a", "bb"]


def test_the_word_off_keeps_nothing(monkeypatch):
    monkeypatch.setenv("PROJECTION_CACHE", "off")
    assert cache_folder() is None
    work = Counter()
    for _ in range(2):
        cached("test", ["key"], work)
    assert work.runs == 2


def test_old_files_are_removed(folder):
    for key in range(KEPT + 3):
        cached("test", [str(key)], Counter())
        for age, file in enumerate(sorted(folder.glob("test-*.npz"), key=os.path.getmtime)):
            os.utime(file, (age, age))
    assert len(list(folder.iterdir())) == KEPT
